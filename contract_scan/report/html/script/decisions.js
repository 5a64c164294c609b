// The reviewer's decision on each finding. A finding that stands in several places has one decision, shown in all.
class Decisions {
  constructor(review, findings) {
    this.review = review;
    this.findings = findings;
    this.items = new Map();
    const row = /** @type {Element} */ (copyOf("decision-row").firstElementChild);
    for (const item of review.root.querySelectorAll("[data-finding]")) {
      const id = item.dataset.finding;
      if (!this.items.has(id)) this.items.set(id, []);
      this.items.get(id).push(item);
      if (!("told" in item.dataset)) this.equip(item, row.cloneNode(true));
    }
    review.root.addEventListener("input", (event) => {
      const item = event.target.matches(".rules textarea") && event.target.closest("[data-finding]");
      if (item) this.decide(item, this.known(item).decision, event.target.value);
    });
  }

  /** Give a finding its choices; the label names the finding, since a screen reader may come here by itself. */
  equip(item, row) {
    row.setAttribute("aria-label", say("decide", { title: item.querySelector("strong").textContent }));
    item.querySelector(".decided").before(row);
  }

  known(item) {
    return this.review.record.findings.get(item.dataset.finding);
  }

  /** Press a choice; pressed again, the decision is taken back. */
  press(button) {
    const item = button.closest("[data-finding]");
    const known = this.known(item);
    if (known?.decision === button.value) {
      this.review.record.findings.delete(item.dataset.finding);
      this.settle(item);
    } else {
      this.decide(item, button.value, known?.why ?? "");
      if (button.value === "not_relevant") item.querySelector("textarea").focus();
    }
  }

  decide(item, decision, why) {
    const finding = item.dataset.finding;
    const [rule, quote] = this.findings[finding];
    this.review.record.findings.set(finding, { finding, decision, rule, quote, by: this.review.name, when: now(), why });
    this.settle(item);
  }

  settle(item) {
    this.show(item.dataset.finding);
    this.review.changed();
  }

  showAll() {
    for (const id of this.items.keys()) this.show(id);
  }

  show(id) {
    const known = this.review.record.findings.get(id);
    const sentence = known ? said(say("decided", { decision: say(`choice.${known.decision}`) }), known) : "";
    for (const item of this.items.get(id)) {
      item.querySelector(".decided").textContent = sentence;
      item.classList.toggle("settled", known !== undefined);
      const row = item.querySelector(".decide");
      if (row) this.showRow(row, known);
    }
  }

  showRow(row, known) {
    for (const button of row.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button.value === known?.decision);
    }
    if (known && !row.querySelector("textarea")) {
      row.append(copyOf("decision-note"));
    }
    const note = row.querySelector(".note");
    if (!note) return;
    const area = note.querySelector("textarea");
    const needed = known?.decision === "not_relevant";
    note.hidden = !known;
    note.firstElementChild.textContent = say(needed ? "reason_needed" : "reason");
    area.required = needed;
    area.setAttribute("aria-invalid", known ? lacksReason(known) : false);
    if (area.value !== (known?.why ?? "")) area.value = known?.why ?? "";
  }

  /** Say whether a card has a finding with this decision, or without one. */
  has(card, wanted) {
    return [...card.querySelectorAll("[data-finding]")].some((item) => {
      const decision = this.known(item)?.decision;
      if (wanted === "undecided") return !decision;
      return wanted === "new" ? "new" in item.dataset && !decision : decision === wanted;
    });
  }

  /** Return how many of the page's findings are decided, how many there are, and how many lack their reason. */
  tally() {
    const known = [...this.items.keys()].map((id) => this.review.record.findings.get(id)).filter(Boolean);
    const open = known.filter(lacksReason).length;
    return { decided: known.length - open, findings: this.items.size, open };
  }
}
