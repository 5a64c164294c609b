// The reviewer's answer to each question. A note belongs to an answer: the field appears once one is given.
class Answers {
  constructor(review) {
    this.review = review;
    review.root.addEventListener("input", (event) => {
      const field = event.target.closest("fieldset.answer");
      if (field) this.written(field);
    });
  }

  questionOf(field) {
    return field.closest(".question").dataset.question;
  }

  written(field) {
    const answer = field.querySelector("input:checked").value;
    const why = field.querySelector("textarea").value;
    const question = this.questionOf(field);
    this.review.record.answers.set(question, { question, answer, by: this.review.name, when: now(), why });
    this.review.changed();
    this.show(field);
  }

  takeBack(field) {
    this.review.record.answers.delete(this.questionOf(field));
    this.review.changed();
    this.show(field);
    field.querySelector("input").focus();
  }

  showAll() {
    for (const field of this.review.root.querySelectorAll("fieldset.answer")) this.show(field);
  }

  show(field) {
    const question = this.questionOf(field);
    const known = this.review.record.answers.get(question);
    for (const radio of field.querySelectorAll("input")) radio.checked = radio.value === known?.answer;
    const area = field.querySelector("textarea");
    if (area.value !== (known?.why ?? "")) area.value = known?.why ?? "";
    field.querySelector(".note").hidden = field.querySelector("button").hidden = !known;
    const line = field.parentElement.querySelector(".answered");
    line.textContent = known ? said(say("answered", { answer: say(`answer.${known.answer}`) }), known) : line.dataset.empty;
    const link = this.review.root.querySelector(`[data-map="${question}"]`);
    link.classList.toggle("done", known !== undefined);
    link.lastElementChild.textContent = known ? say(`answer.${known.answer}`) : "";
  }
}

/**
 * Return a sentence with who said it, when, and why.
 * @param {string} sentence
 * @param {Signed} signed
 */
function said(sentence, { by, when, why }) {
  const parts = [sentence];
  if (by) parts.push(say("by", { by }));
  if (when) parts.push(say("when", { when: when.slice(0, 10) }));
  return parts.join(" ") + (why ? `: ${why}` : "");
}
