// Single keys, for those who review all day. They rest while somebody types or is at an answer or a decision, where a
// letter is the beginning of a reason; Escape leads back from there. They can be switched off altogether.
const DECIDING = "fieldset, .decide";
class Keys {
  constructor(reviews) {
    this.reviews = reviews;
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  /** Return the review that the keyboard is in; the first one where it is in none. */
  get review() {
    return this.reviews.find((review) => review.root.contains(document.activeElement)) ?? this.reviews[0];
  }

  pressed(event) {
    const deciding = event.target.closest(DECIDING);
    if (deciding) {
      if (event.key === "Escape" && !event.isComposing) this.back(deciding);
      return;
    }
    const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { review } = this;
    if (!review || !part(review.root, "single-keys").checked) return;
    /** @type {{ [key: string]: () => void }} */
    const actions = {
      j: () => this.step(review, ".evidence", 1),
      k: () => this.step(review, ".evidence", -1),
      n: () => this.step(review, ".question[data-question]", 1),
      p: () => this.step(review, ".question[data-question]", -1),
      o: () => this.across(review),
      d: () => review.places.card?.querySelector(".decide button")?.focus(),
      a: () => /** @type {?HTMLElement} */ (focused().closest(".question")?.querySelector(".answer input"))?.focus(),
      f: () => this.open(review, "filters", "select"),
      "?": () => this.open(review, "keys", "summary"),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  /** From an answer or a decision back to its question or card, where single keys act again. */
  back(deciding) {
    this.review?.places.go(deciding.closest(".evidence, .question") ?? deciding.parentElement);
  }

  /** Go to the next or previous shown element of a sort, from where the keyboard is. */
  step(review, sort, by) {
    const shown = [...review.root.querySelectorAll(sort)].filter((item) => !item.matches(".out, .out *"));
    const here = focused().closest(".evidence, .question");
    const from = review.root.contains(here) ? here : review.places.card;
    let index = shown.findIndex((item) => item === from || item.contains(from));
    if (index < 0) index = this.between(shown, from, by);
    const next = shown[Math.min(Math.max(index + by, 0), shown.length - 1)];
    if (!next) return;
    if (sort === ".evidence") review.places.choose(next);
    else review.places.go(next);
  }

  /** Return the place between two shown elements, for stepping from something that is not one of them. */
  between(shown, from, by) {
    if (!from) return by > 0 ? -1 : 0;
    const after = shown.findIndex((item) => from.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING);
    const index = after < 0 ? shown.length : after;
    return by > 0 ? index - 1 : index;
  }

  /** From a card to its place, from a place to its card. */
  across(review) {
    const { card } = review.places;
    if (!card) return;
    const side = focused().closest(".document") ? "e" : "d";
    const target = document.getElementById(`${review.root.id}-${side}${card.dataset.number}`);
    if (target) review.places.go(target);
  }

  open(review, name, within) {
    review.places.show("questions");
    part(review.root, name).open = true;
    part(review.root, name).querySelector(within).focus();
  }
}
