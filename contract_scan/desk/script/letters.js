// Letters, kept as they are edited; a letter that somebody else edited meanwhile is not written over.
const line = elementFor("[data-part=kept]");

class Edited {
  constructor(form) {
    this.form = form;
    this.after = { body: Number(form.dataset.after), sent: Number(form.dataset.sentAfter) };
    this.waiting = new Set();
    form.addEventListener("input", (event) => this.changed(event.target.dataset.part ? "sent" : "body"));
  }

  changed(what) {
    this.waiting.add(what);
    line.textContent = line.dataset.saving;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), 500);
  }

  values(what) {
    const { form } = this;
    const given = { language: form.dataset.language, after: this.after[what] };
    if (what === "body") return { ...given, subject: form.elements.subject.value, body: form.elements.body.value };
    const day = (name) => form.querySelector(`[data-part=${name}]`).value;
    return { ...given, sent: day("sent"), answered: day("answered") };
  }

  async send() {
    for (const what of [...this.waiting]) {
      this.waiting.delete(what);
      try {
        const told = await ask(this.form.dataset.letter, this.values(what));
        if (told.conflict) {
          line.textContent = line.dataset.conflict.replace("{by}", told.by);
          return;
        }
        this.after[what] = told.after;
        line.textContent = line.dataset.saved;
      } catch (error) {
        this.waiting.add(what);
        line.textContent = error instanceof Refused ? error.message : line.dataset.offline;
        this.timer = setTimeout(() => this.send(), 2000);
        return;
      }
    }
  }
}

const letters = [...document.querySelectorAll("form.letter")].map((form) => new Edited(form));
addEventListener("beforeunload", (event) => {
  if (letters.some((letter) => letter.waiting.size)) event.preventDefault();
});
