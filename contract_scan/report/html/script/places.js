// From a finding to its place in the document and back. The links work without this; the script moves both sides.
class Places {
  constructor(review) {
    this.review = review;
    this.root = review.root;
    /** @type {{ [pane: string]: number }} */
    this.scrolled = { questions: 0, document: 0 };
    this.root.addEventListener("click", (event) => this.clicked(event));
  }

  clicked(event) {
    const button = event.target.closest("button[data-pane]");
    if (button) this.show(button.dataset.pane, true);
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target || !this.root.contains(target)) return;
    event.preventDefault();
    this.go(target);
  }

  /** Go to an element of this scan: a card with its place, a place with its card, or anything else. */
  go(target) {
    const number = /-[de](\d+)$/.exec(target.id)?.[1];
    if (number) this.mark(number);
    this.show(target.closest(".document") ? "document" : "questions");
    bringIntoSight(target, number ? "center" : "start");
    if (!target.matches("a, button, [tabindex]")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  /** Go to a card; on a wide screen its place comes into sight beside it. */
  choose(card) {
    const place = document.getElementById(`${this.root.id}-d${card.dataset.number}`);
    if (place?.checkVisibility()) bringIntoSight(place, "center");
    this.mark(card.dataset.number, card);
    this.show("questions");
    bringIntoSight(card, card.offsetHeight > innerHeight * 0.7 ? "start" : "center");
    card.focus({ preventScroll: true });
  }

  /** Mark one quote as the current one, on its card and in the document. */
  mark(number, card = document.getElementById(`${this.root.id}-e${number}`)) {
    for (const old of this.root.querySelectorAll(".current")) {
      old.classList.remove("current");
      old.removeAttribute("aria-current");
    }
    for (const piece of this.root.querySelectorAll(`[data-quote~="${number}"]`)) piece.classList.add("current");
    card?.classList.add("current");
    card?.setAttribute("aria-current", "true");
    this.card = card;
  }

  /** On a narrow screen, show one side; each keeps how far it was scrolled. */
  show(pane, stay = false) {
    const { dataset } = this.root;
    if (dataset.pane === pane) return;
    this.scrolled[dataset.pane] = scrollY;
    dataset.pane = pane;
    for (const button of this.root.querySelectorAll("button[data-pane]")) {
      button.setAttribute("aria-pressed", button.dataset.pane === pane);
    }
    if (stay) scrollTo(0, this.scrolled[pane]);
  }
}

/**
 * Scroll to an element, opening what it is folded in. What was never in sight has no size of its own yet: the target's sheet or card is laid out
 * before, and once its neighbours have got theirs, in the next frame, the scrolling is put right.
 */
function bringIntoSight(target, block) {
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.closest(".sheet, .evidence")?.classList.add("laid");
  target.scrollIntoView({ block });
  requestAnimationFrame(() => target.scrollIntoView({ block }));
}
