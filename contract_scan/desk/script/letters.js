// Letters, kept as they are edited; a letter that somebody else edited meanwhile is not written over.
const line = elementFor("[data-part=kept]");

class Edited {
  constructor(form) {
    this.form = form;
    this.unsent = `contract-scan/${form.dataset.letter}/${form.dataset.language}`;
    this.after = { body: Number(form.dataset.after), sent: Number(form.dataset.sentAfter) };
    this.waiting = new Set();
    form.addEventListener("input", (event) => this.changed(event.target.dataset.part ? "sent" : "body"));
    addEventListener("pagehide", () => this.leave());
    this.recall();
  }

  field(name) {
    return this.form.elements[name] ?? this.form.querySelector(`[data-part=${name}]`);
  }

  changed(what) {
    this.waiting.add(what);
    line.textContent = line.dataset.saving;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), 500);
  }

  values(what) {
    const names = what === "body" ? ["subject", "body"] : ["sent", "answered"];
    const given = { language: this.form.dataset.language, after: this.after[what] };
    for (const name of names) given[name] = this.field(name).value;
    return given;
  }

  /** Send what waits, one thing after another: each must name the number that the one before it was given. */
  async send() {
    if (this.sending) return;
    this.sending = true;
    for (const what of [...this.waiting]) {
      this.waiting.delete(what);
      if (!(await this.sent(what))) break;
    }
    this.sending = false;
    if (this.waiting.size && !this.stopped) this.timer = setTimeout(() => this.send(), 1000);
  }

  async sent(what) {
    try {
      const values = this.values(what);
      const told = await ask(this.form.dataset.letter, values, { keepalive: outlivesPage(values) });
      this.stopped = told.conflict;
      if (told.conflict) {
        line.textContent = line.dataset.conflict.replace("{by}", told.by);
        return false;
      }
      this.after[what] = told.after;
      line.textContent = line.dataset.saved;
      keepInTab(this.unsent, []);
      return true;
    } catch (error) {
      this.waiting.add(what);
      line.textContent = error instanceof Refused ? error.message : line.dataset.offline;
      return false;
    }
  }

  /** What waits when the page is left is sent at once, and kept in this tab in case that does not arrive; where a
   * browser forbids that, the page asks before it is left. */
  leave() {
    if (!this.waiting.size) return;
    const waiting = [...this.waiting].map((what) => [what, this.values(what)]);
    keepInTab(this.unsent, waiting);
    this.send();
  }

  recall() {
    for (const [what, { language, after, ...values }] of keptInTab(this.unsent)) {
      const names = Object.keys(values);
      if (names.every((name) => this.field(name).value === values[name])) continue; // it did arrive
      for (const name of names) this.field(name).value = values[name];
      this.after[what] = after;
      this.changed(what);
    }
  }
}

const letters = [...document.querySelectorAll("form.letter")].map((form) => new Edited(form));
addEventListener("beforeunload", (event) => {
  if (letters.some((letter) => letter.waiting.size)) event.preventDefault();
});
