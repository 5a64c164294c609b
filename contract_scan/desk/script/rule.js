// A rule with its proof beside it: proved anew a moment after the last key.
const form = elementFor("[data-proof]");
const summary = elementFor("[data-part=summary]", form);
const save = elementFor("button.main", form);
const problems = elementFor("[data-part=problems]", form);
let timer = 0;
let asked = 0;

async function prove() {
  const values = Object.fromEntries(new FormData(form));
  const number = ++asked;
  if (!values.name) return;
  try {
    const told = await ask(form.dataset.proof, values);
    if (number !== asked) return;
    summary.textContent = told.summary;
    summary.classList.toggle("holds", told.holds);
    save.disabled = !told.holds;
    problems.replaceChildren(
      ...told.problems.map((text) => {
        const item = document.createElement("li");
        item.textContent = text;
        return item;
      }),
    );
  } catch (error) {
    if (number === asked) summary.textContent = sentenceOf(error);
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  summary.textContent = summary.dataset.waiting;
  save.disabled = true;
  timer = setTimeout(prove, 700);
});
save.disabled = true;
prove();
