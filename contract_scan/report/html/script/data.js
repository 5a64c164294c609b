// What the page was given: texts, and per document its findings and the decisions that came with the scan.
const GIVEN = JSON.parse(document.getElementById("review-data").textContent);

/** Return the text for a key with its values filled in. */
function say(key, values = {}) {
  return GIVEN.messages[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Return the moment as the decisions file has it: ISO 8601, UTC, whole seconds. */
function now() {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}

/** Return an element that the page's template marked with data-part. */
function part(root, name) {
  return root.querySelector(`[data-part="${name}"]`);
}
