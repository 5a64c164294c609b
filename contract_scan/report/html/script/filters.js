// Narrowing down what is shown. What is left out is counted in words, and printing shows everything all the same.
class Filters {
  constructor(review) {
    this.review = review;
    this.root = review.root;
    this.shown = 0;
    this.selects = [...this.root.querySelectorAll("[data-filter]")];
    this.cards = [...this.root.querySelectorAll(".evidence")];
    this.questions = [...this.root.querySelectorAll(".question")];
    part(this.root, "filters").addEventListener("change", () => this.apply());
    this.apply();
  }

  clear() {
    for (const select of this.selects) select.value = "";
    this.apply();
  }

  apply() {
    const wanted = Object.fromEntries(this.selects.map((select) => [select.dataset.filter, select.value]));
    const ofCards = ["kind", "change", "bearing", "certainty", "decision"].some((name) => wanted[name]);
    for (const question of this.questions) question.classList.toggle("out", !this.asked(question, wanted));
    for (const card of this.cards) {
      card.classList.toggle("out", card.closest(".question.out") !== null || !this.fits(card, wanted));
    }
    if (ofCards) {
      for (const question of this.questions) {
        if (!question.querySelector(".evidence:not(.out)")) question.classList.add("out");
      }
    }
    for (const chapter of this.root.querySelectorAll(".chapter")) {
      chapter.classList.toggle("out", !chapter.querySelector(".question:not(.out)"));
    }
    this.unfold(ofCards);
    this.dim();
    this.count(Object.values(wanted).some(Boolean));
  }

  /** While cards are narrowed down, what is folded is open where it holds one that is wanted. */
  unfold(narrowed) {
    for (const fold of this.root.querySelectorAll("details.folded")) {
      const wanted = narrowed && fold.querySelector(".evidence:not(.out)") !== null;
      if (wanted && !fold.open) fold.dataset.unfolded = "";
      if (wanted) fold.open = true;
      else if ("unfolded" in fold.dataset) {
        fold.open = false;
        delete fold.dataset.unfolded;
      }
    }
  }

  asked(question, wanted) {
    return (
      (!wanted.chapter || question.parentElement.dataset.chapter === wanted.chapter) &&
      (!wanted.state || question.dataset.state === wanted.state)
    );
  }

  fits(card, wanted) {
    const { kind, change, bearing, certainty } = card.dataset;
    /** @type {{ [wanted: string]: boolean }} */
    const changed = { "": true, any: change !== "", none: change === "" };
    return (
      (!wanted.kind || kind.split(" ").includes(wanted.kind)) &&
      (changed[wanted.change] ?? change === wanted.change) &&
      (!wanted.bearing || bearing.split(" ").includes(wanted.bearing)) &&
      (!wanted.certainty || certainty === wanted.certainty) &&
      (!wanted.decision || this.review.decisions.has(card, wanted.decision))
    );
  }

  /** In the document, step back the quotes of which no card is shown. */
  dim() {
    const shown = new Set(this.cards.filter((c) => !c.classList.contains("out")).map((c) => c.dataset.number));
    for (const piece of this.root.querySelectorAll("[data-quote]")) {
      piece.classList.toggle("dim", !piece.dataset.quote.split(" ").some((number) => shown.has(number)));
    }
    this.shown = shown.size;
  }

  count(narrowed) {
    const questions = this.questions.filter((question) => question.dataset.question);
    const values = {
      quotes: this.shown,
      all_quotes: new Set(this.cards.map((card) => card.dataset.number)).size,
      questions: questions.filter((question) => !question.classList.contains("out")).length,
      all_questions: questions.length,
    };
    part(this.root, "shown").textContent = say(narrowed ? "shown" : "shown_all", values);
    part(this.root, "filters").classList.toggle("narrowed", narrowed);
  }
}
