// Elements made from data. Text only ever becomes text: nothing here reads markup.

const SVG = "http://www.w3.org/2000/svg";

/** Controls that nobody sees, and those that turn the direction of text around so that a name reads as another. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\uffff]/g;

/** Text of a document as it may be shown. */
export function visible(text) {
  return text.replace(/[\t\n\r\u0085\u2028\u2029]/g, " ").replace(UNSEEN, "");
}

/** A name on one line; `[no name]` where nothing of it can be seen. */
export function shownName(text) {
  return visible(text).replace(/\s+/g, " ").trim() || "[no name]";
}

/** At most so many letters. */
export function clip(text, limit) {
  const letters = [...text];
  return letters.length <= limit ? text : letters.slice(0, limit - 1).join("").trimEnd() + "…";
}

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An HTML element; properties that start with `on` are listeners, children may be text. */
export function element(tag, properties, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** An SVG element. */
export function drawn(tag, properties, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

/** A name, kept apart from the direction of the text around it. */
export function nameOf(text, limit = 200) {
  return element("bdi", {}, clip(shownName(text), limit));
}

/** A number in groups of three. */
export function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A number with its noun. */
export function counted(number, one, many = one + "s") {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}
