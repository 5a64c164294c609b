// What the page was given: texts, and per document its findings and the decisions that came with the scan.
const GIVEN = JSON.parse(element("review-data").textContent);

/** Return an element of the page's template, which always has it. @param {string} id */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** Return a copy of what a template of the page holds. @param {string} id */
function copyOf(id) {
  return /** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (element(id)).content.cloneNode(true));
}

/** Return where the keyboard is. */
function focused() {
  return /** @type {HTMLElement} */ (document.activeElement ?? document.body);
}

/**
 * Return the text for a key with its values filled in.
 * @param {string} key
 * @param {{ [name: string]: string | number }} values
 * @returns {string}
 */
function say(key, values = {}) {
  return GIVEN.messages[key].replace(/\{(\w+)\}/g, (/** @type {string} */ whole, /** @type {string} */ name) => String(values[name] ?? whole));
}

/** Return the moment as the decisions file has it: ISO 8601, UTC, whole seconds. */
function now() {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}

/**
 * Return an element that the page's template marked with data-part.
 * @param {Element} root
 * @param {string} name
 * @returns {any} of the sort that the template has there
 */
function part(root, name) {
  return root.querySelector(`[data-part="${name}"]`);
}
