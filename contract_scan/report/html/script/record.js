// The reviewer's answers and decisions, exactly as the decisions file holds them.
/** @typedef {{ by: string, when: string, why: string }} Signed */
/** @typedef {Signed & { question: string, answer: string }} Answer */
/** @typedef {Signed & { finding: string, decision: string, rule: string, quote: string }} Decision */
/** @typedef {Signed & { source: string, state: string, years: number }} Consulted */
/** @typedef {{ answers: Answer[], findings: Decision[], sources?: Consulted[] }} Entries */

const ANSWERS = ["yes", "no", "unknown"];
const CHOICES = ["relevant", "not_relevant", "ask", "negotiated_away"];
const ANSWER_FIELDS = ["question", "answer", "by", "when", "why"];
const DECISION_FIELDS = ["finding", "decision", "rule", "quote", "by", "when", "why"];

const STANDINGS = ["consulted", "does_not_apply"];
const SOURCE_FIELDS = ["source", "state", "by", "when", "why"];

/**
 * Say whether a decision sets a finding aside without the reason that this needs.
 * @param {Decision} decision
 */
function lacksReason(decision) {
  return decision.decision === "not_relevant" && !decision.why.trim();
}

class ReviewRecord {
  /** @param {{ sha256: string, name: string }} document */
  constructor(document) {
    this.document = document;
    this.clear();
  }

  clear() {
    /** @type {Map<string, Answer>} */
    this.answers = new Map();
    /** @type {Map<string, Decision>} */
    this.findings = new Map();
    /** @type {Map<string, Consulted>} */
    this.sources = new Map();
  }

  /**
   * Take over answers and decisions; where both have one, the later stays. Returns how many there were.
   * @param {Entries} file
   */
  merge(file) {
    const into = (/** @type {Map<string, any>} */ map, /** @type {any[]} */ entries, /** @type {string} */ key) => {
      for (const entry of entries) {
        const own = map.get(entry[key]);
        if (!own || own.when <= entry.when) map.set(entry[key], entry);
      }
    };
    into(this.answers, file.answers, "question");
    into(this.findings, file.findings, "finding");
    into(this.sources, file.sources ?? [], "source");
    return { answers: file.answers.length, findings: file.findings.length };
  }

  /** Return what is saved; a finding set aside without a reason is left out, since nobody could weigh it. */
  asFile() {
    /** @template T @param {Map<string, T>} map */
    const sorted = (map) => [...map].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
    return {
      schema: GIVEN.schema,
      document: this.document,
      answers: sorted(this.answers),
      sources: sorted(this.sources).filter((entry) => entry.state === "consulted" || entry.why.trim()),
      findings: sorted(this.findings).filter((decision) => !lacksReason(decision)),
    };
  }
}

/**
 * Return the answers and decisions in plain values; null where they are not of the published schema.
 * @param {any} data
 * @returns {(Entries & { document: { sha256?: string, name?: string }, sources: Consulted[] }) | null}
 */
function checked(data) {
  if (data?.schema !== GIVEN.schema || !Array.isArray(data.answers) || !Array.isArray(data.findings)) return null;
  /** @returns {any} */
  const texts = (/** @type {any} */ entry, /** @type {string[]} */ fields) =>
    Object.fromEntries(fields.map((name) => [name, String(entry?.[name] ?? "")]));
  /** @type {Answer[]} */
  const answers = data.answers.map((/** @type {any} */ entry) => texts(entry, ANSWER_FIELDS));
  /** @type {Decision[]} */
  const findings = data.findings.map((/** @type {any} */ entry) => texts(entry, DECISION_FIELDS));
  /** @type {Consulted[]} */
  const sources = (data.sources ?? []).map((/** @type {any} */ entry) => ({
    ...texts(entry, SOURCE_FIELDS),
    years: Number(entry?.years) || 0,
  }));
  const right =
    sources.every((entry) => entry.source && STANDINGS.includes(entry.state)) &&
    answers.every((entry) => entry.question && ANSWERS.includes(entry.answer)) &&
    findings.every((entry) => entry.finding && CHOICES.includes(entry.decision) && !lacksReason(entry));
  return right ? { document: data.document ?? {}, answers, findings, sources } : null;
}
