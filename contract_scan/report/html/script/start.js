/** Say that a note holds no more; the browser would cut off what is typed or pasted without a word. */
function tellFull(field) {
  if (!field.matches("textarea")) return;
  const full = field.value.length >= field.maxLength;
  field.setCustomValidity(full ? say("note_full", { limit: field.maxLength }) : "");
  if (full) field.reportValidity();
}

// One review for each document on the page.
class Review {
  constructor(root, given) {
    this.root = root;
    this.saved = true;
    this.record = new ReviewRecord(given.document);
    this.places = new Places(this);
    this.decisions = new Decisions(this, given.findings);
    this.answers = new Answers(this);
    this.sources = new Sources(this);
    this.exchange = new Exchange(this, given.file);
    this.keep = new Keep(this, given.decisions);
    if (given.decisions) this.record.merge(given.decisions);
    this.keep.restore();
    this.refresh();
    this.filters = new Filters(this);
    root.addEventListener("click", (event) => this.clicked(event.target));
    root.addEventListener("input", (event) => tellFull(event.target));
  }

  get name() {
    return part(this.root, "name").value.trim();
  }

  clicked(target) {
    const button = target.closest("button");
    if (button?.closest(".decide")) this.decisions.press(button);
    /** @type {{ [name: string]: () => void }} */
    const actions = {
      save: () => this.exchange.save(),
      load: () => this.exchange.choose(),
      print: () => print(),
      clear: () => this.filters.clear(),
      unconsult: () => this.sources.takeBack(button.closest("fieldset")),
      unanswer: () => this.answers.takeBack(button.closest("fieldset")),
    };
    actions[button?.dataset.do]?.();
  }

  /** Take over a loaded file; what it says wins over what is here. */
  take(data) {
    for (const { question } of data.answers) this.record.answers.delete(question);
    for (const { finding } of data.findings) this.record.findings.delete(finding);
    for (const { source } of data.sources) this.record.sources.delete(source);
    const taken = this.record.merge(data);
    this.refresh();
    return taken;
  }

  refresh() {
    this.decisions.showAll();
    this.answers.showAll();
    this.sources.showAll();
    this.progress();
  }

  changed() {
    this.saved = this.keep.write();
    this.progress();
  }

  progress() {
    const { decided, findings } = this.decisions.tally();
    const own = [...this.root.querySelectorAll("[data-map]")].map((link) => link.dataset.map);
    const done = own.filter((question) => this.record.answers.has(question)).length;
    part(this.root, "progress").textContent = say("progress", { answered: done, questions: own.length, decided, findings });
  }

  tell(sentence) {
    part(this.root, "message").textContent = sentence;
  }
}

const reviews = GIVEN.scans.map((given) => new Review(document.getElementById(given.key), given));
new Keys(reviews);
document.documentElement.classList.add("scripted");

// Leaving with something neither saved nor kept asks first.
addEventListener("beforeunload", (event) => {
  if (reviews.some((review) => !review.saved)) event.preventDefault();
});
