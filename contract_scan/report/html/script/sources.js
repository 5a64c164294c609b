// What a person consulted of the sources that the annex of the set names: which, on which day, what came of it.
class Sources {
  constructor(review) {
    this.review = review;
    review.root.addEventListener("input", (event) => {
      const field = event.target.closest("fieldset.source");
      if (field) this.written(field);
    });
  }

  written(field) {
    const chosen = field.querySelector("input[type=radio]:checked");
    if (!chosen) return;
    const { source } = field.dataset;
    const why = field.querySelector("textarea").value;
    const years = Number(field.querySelector("input[type=number]").value) || 0;
    const entry = { source, state: chosen.value, by: this.review.name, when: now().slice(0, 10), why, years };
    this.review.record.sources.set(source, entry);
    this.review.changed();
    this.show(field);
  }

  takeBack(field) {
    this.review.record.sources.delete(field.dataset.source);
    this.review.changed();
    this.show(field);
    field.querySelector("input").focus();
  }

  showAll() {
    for (const field of this.review.root.querySelectorAll("fieldset.source")) this.show(field);
  }

  show(field) {
    const known = this.review.record.sources.get(field.dataset.source);
    for (const radio of field.querySelectorAll("input[type=radio]")) radio.checked = radio.value === known?.state;
    const area = field.querySelector("textarea");
    if (area.value !== (known?.why ?? "")) area.value = known?.why ?? "";
    const years = field.querySelector("input[type=number]");
    if (Number(years.value) !== (known?.years ?? 0)) years.value = known?.years || "";
    area.setAttribute("aria-invalid", String(known?.state === "does_not_apply" && !area.value.trim()));
    field.querySelector(".note").hidden = field.querySelector("button").hidden = !known;
    const line = field.parentElement.querySelector(".consulted");
    line.textContent = known ? said(say(`standing.${known.state}`), known) : line.dataset.given;
  }
}
