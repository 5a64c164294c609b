// Talking to the desk: always to where the page came from, always answered in JSON; an error says its sentence.
const LONGEST = 50_000; // of what a browser still sends after its page was left, in characters
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

/** Say whether values are so few that they arrive even where the page is left meanwhile. @param {unknown} values */
function outlivesPage(values) {
  return JSON.stringify(values).length < LONGEST;
}

/**
 * Keep a list in this tab until it is closed, and nothing of an empty one; say whether that could be: a browser may
 * forbid storage.
 * @param {string} name
 * @param {any[]} list
 */
function keepInTab(name, list) {
  try {
    if (list.length) sessionStorage.setItem(name, JSON.stringify(list));
    else sessionStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}

/** Return the list that this tab kept; an empty one where there is none. @param {string} name @returns {any[]} */
function keptInTab(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null") ?? [];
  } catch {
    return [];
  }
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
