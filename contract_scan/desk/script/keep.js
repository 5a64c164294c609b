// At the desk, what is written is kept as it is written: sent at once, sent again until it is there, and never over
// what somebody else wrote meanwhile. What others write appears here.
const DESK = JSON.parse(elementFor("#desk-data").textContent);
const LISTS = { answer: "answers", finding: "findings", source: "sources" };
const BEHIND = 350; // so long after the last key, in milliseconds
const AGAIN = 1500;
const LOOK = 4000;

/** Return the text for a key of the desk with its values filled in. */
function deskSays(key, values = {}) {
  return DESK.messages[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Return what of an entry makes it another one: not the moment, nor who. */
function meant(entry) {
  return entry === undefined || entry === null ? "" : JSON.stringify({ ...entry, when: "", by: "" });
}

class Keep {
  constructor(review, _given) {
    this.review = review;
    this.part = review.record.document.sha256;
    this.unsent = `contract-scan/${DESK.address}/${this.part}`;
    this.known = new Map(); // what the desk holds, by kind and key: number of the event, and the entry
    this.conflicts = new Map();
    this.nameField();
    addEventListener("pagehide", () => {
      this.stash();
      this.send();
    });
    // Going back or loading again, a browser puts into the fields what stood there, over what others wrote since.
    addEventListener("pageshow", () => this.review.refresh());
  }

  nameField() {
    const field = part(this.review.root, "name");
    field.value = DESK.name;
    if (!DESK.name_address) {
      field.closest("details").hidden = true;
      return;
    }
    field.addEventListener("change", () => ask(DESK.name_address, { name: field.value }).catch(() => {}));
  }

  map(kind) {
    return this.review.record[LISTS[kind]];
  }

  /** Show what the desk holds, and on top of that what this browser could not send before it was closed. */
  restore() {
    this.review.record.clear();
    for (const event of DESK.events) if (event.part === this.part) this.take(event);
    for (const { kind, key, value, after } of keptInTab(this.unsent)) {
      if (value === null) this.map(kind).delete(key);
      else this.map(kind).set(key, value);
      const known = this.known.get(`${kind} ${key}`);
      if (known) known.n = Math.min(known.n, after);
    }
    if (!DESK.may_write) for (const field of this.review.root.querySelectorAll("fieldset, .decide button")) field.disabled = true;
    this.write();
    if (this.first()) this.look();
  }

  first() {
    return this.part === DESK.parts[0];
  }

  /** Take over an event of the desk. */
  take(event) {
    this.known.set(`${event.kind} ${event.key}`, { n: event.n, text: meant(event.value), by: event.by });
    if (event.value === null) this.map(event.kind).delete(event.key);
    else this.map(event.kind).set(event.key, event.value);
  }

  /** Return what differs from what the desk holds and can be kept: what lacks its reason waits for it. */
  changes() {
    const found = [];
    for (const kind of Object.keys(LISTS)) {
      const map = this.map(kind);
      for (const [key, value] of map) {
        const known = this.known.get(`${kind} ${key}`);
        if (meant(value) === (known?.text ?? "") || incomplete(kind, value)) continue;
        found.push({ kind, key, value, part: this.part, after: known?.n ?? 0 });
      }
      for (const [name, known] of this.known) {
        const key = name.slice(kind.length + 1);
        if (name.startsWith(`${kind} `) && known.text && !map.has(key)) {
          found.push({ kind, key, value: null, part: this.part, after: known.n });
        }
      }
    }
    return found.filter(({ kind, key }) => !this.conflicts.has(`${kind} ${key}`));
  }

  /** Begin to send what is new, a moment after the last key; says whether all is kept already. */
  write() {
    const changes = this.changes();
    if (!changes.length) {
      this.tellKept();
      return true;
    }
    this.tell("saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), BEHIND);
    return false;
  }

  async send() {
    if (this.sending) return;
    const changes = this.changes().slice(0, 200);
    if (!changes.length) return;
    this.sending = true;
    try {
      const { outcomes } = await ask(DESK.address, { changes }, { keepalive: outlivesPage(changes) });
      for (const [index, outcome] of outcomes.entries()) this.settle(changes[index], outcome);
      keepInTab(this.unsent, []);
      this.review.saved = this.changes().length === 0;
      if (this.review.saved) this.tellKept();
      else this.timer = setTimeout(() => this.send(), BEHIND);
    } catch (error) {
      this.stash();
      this.tell(error instanceof Refused ? "refused" : "offline", { why: sentenceOf(error) });
      this.timer = setTimeout(() => this.send(), AGAIN);
    } finally {
      this.sending = false;
    }
  }

  settle(change, { conflict, event }) {
    if (conflict) this.ask(change, event);
    else this.known.set(`${change.kind} ${change.key}`, { n: event.n, text: meant(change.value), by: event.by });
  }

  tell(key, values = {}) {
    const line = elementFor("[data-part=kept]");
    const text = deskSays(key, values);
    if (line.textContent !== text) line.textContent = text;
    line.classList.toggle("failed", key === "offline" || key === "refused");
  }

  tellKept() {
    const open = [...this.review.record.findings.values()].filter(lacksReason).length;
    this.tell(open ? "needs" : "saved");
  }

  /** What could not be sent is kept in this tab until it is closed, and sent when the page is opened again; where a
   * browser forbids that, the page still asks before it is left. */
  stash() {
    keepInTab(this.unsent, this.changes());
  }

  /** Somebody else wrote on the same thing: let the reviewer choose; until then both are there. */
  ask(change, event) {
    const name = `${change.kind} ${change.key}`;
    this.conflicts.set(name, { change, event });
    this.showConflicts();
  }

  showConflicts() {
    const box = elementFor("[data-part=conflict]");
    const rows = [...this.conflicts].map(([name, { change, event }]) => this.conflictRow(name, change, event));
    box.replaceChildren(...rows);
    box.hidden = rows.length === 0;
  }

  conflictRow(name, change, event) {
    const row = document.createElement("p");
    row.append(
      `${deskSays("conflict", { by: event.by, what: this.titleOf(change), theirs: this.worded(event), mine: this.worded(change) })} `,
      this.choice("theirs", () => this.keepTheirs(name, event)),
      " ",
      this.choice("mine", () => this.keepMine(name, event)),
    );
    return row;
  }

  choice(key, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = deskSays(key);
    button.addEventListener("click", act);
    return button;
  }

  keepTheirs(name, event) {
    this.conflicts.delete(name);
    this.take(event);
    this.show(event);
    this.showConflicts();
    this.review.changed();
  }

  keepMine(name, event) {
    this.conflicts.delete(name);
    this.known.set(name, { n: event.n, text: meant(event.value), by: event.by });
    this.showConflicts();
    this.review.changed();
  }

  titleOf({ kind, key }) {
    if (kind === "answer") return key;
    const item = kind === "finding" && this.review.decisions.items.get(key)?.[0];
    return item ? item.querySelector("strong").textContent : key;
  }

  worded({ kind, value }) {
    if (value === null) return deskSays("none");
    const word = { answer: `answer.${value.answer}`, finding: `choice.${value.decision}`, source: `standing.${value.state}` }[kind];
    return say(word) + (value.why ? ` (${value.why})` : "");
  }

  /** Look now and then what others wrote, and who else is here. */
  async look() {
    for (;;) {
      await pause(LOOK);
      if (document.hidden) continue;
      const told = await ask(`${DESK.address}?after=${DESK.seen}`).catch(() => null);
      if (!told) continue;
      DESK.seen = told.seen;
      for (const event of told.events) reviews.find((one) => one.keep.part === event.part)?.keep.heard(event);
      const line = elementFor("[data-part=others]");
      const text = told.others.length ? deskSays("here", { names: told.others.join(", ") }) : "";
      if (line.textContent !== text) line.textContent = text;
    }
  }

  /** Take over what somebody wrote, unless something else stands here that is not sent yet: that is then asked. */
  heard(event) {
    const name = `${event.kind} ${event.key}`;
    if ((this.known.get(name)?.n ?? 0) >= event.n) return;
    const own = this.map(event.kind).get(event.key);
    if (meant(own) !== (this.known.get(name)?.text ?? "") && meant(own) !== meant(event.value)) return;
    this.take(event);
    this.show(event);
    this.review.progress();
  }

  show({ kind, key }) {
    const { review } = this;
    if (kind === "finding" && review.decisions.items.has(key)) review.decisions.show(key);
    const field =
      kind === "answer"
        ? review.root.querySelector(`.question[data-question="${CSS.escape(key)}"] fieldset.answer`)
        : kind === "source" && review.root.querySelector(`fieldset.source[data-source="${CSS.escape(key)}"]`);
    if (field) review[LISTS[kind]].show(field);
  }
}

function incomplete(kind, value) {
  if (kind === "finding") return lacksReason(value);
  return kind === "source" && value.state === "does_not_apply" && !value.why.trim();
}
