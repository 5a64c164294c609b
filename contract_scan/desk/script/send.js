// Talking to the desk: always to where the page came from, always answered in JSON; an error says its sentence.
class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Send values, or read where there are none; return what the desk answers. */
async function ask(address, values, options = {}) {
  const given = values === undefined ? {} : { method: "POST", body: JSON.stringify(values) };
  const answer = await fetch(address, { headers: { Accept: "application/json" }, ...given, ...options });
  return answered(answer);
}

/** Return what an answer holds, or raise the sentence with which the desk refused. */
async function answered(answer) {
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told.error ?? String(answer.status));
  return told;
}

/**
 * Return an element that the page's template always has.
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {any} of the sort that the template has there
 */
function elementFor(selector, within = document) {
  return within.querySelector(selector);
}

/** Return what an error says. @param {unknown} error */
function sentenceOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** Wait for a while, in milliseconds. */
function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}

/** Say whether something that is dragged holds files, and not words of the page. @param {any} event */
function holdsFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

// A file that is dropped beside a box never takes the place of the page: a draft would open, and what is typed be gone.
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (holdsFiles(event) && !(event.target instanceof HTMLInputElement)) event.preventDefault();
  });
}
