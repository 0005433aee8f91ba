// Light and dark, and whether things may move.

const KEY = "nisba-theme";

/** Takes the reader's last choice; without one the page follows the system. */
export function startTheme(changed) {
  let stored = null;
  // Pages opened as files may have no storage.
  try { stored = localStorage.getItem(KEY); } catch { /* then nothing is remembered */ }
  if (stored === "light" || stored === "dark") document.documentElement.dataset.theme = stored;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}

export function switchTheme() {
  const next = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  try { localStorage.setItem(KEY, next); } catch { /* then it is not remembered */ }
}

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Whether the reader asked for less motion. */
export function isStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The colours of the style sheet, for pictures that are drawn by a script. */
export function themed() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const ground = colour("ground");
  return {
    ground,
    text: colour("text"),
    accent: colour("accent"),
    line: colour("canvas-line"),
    pale: colour("canvas-pale"),
    own: colour("canvas-own"),
    faint: colour("canvas-pale"),
    /** A colour that steps back. */
    mixed: (other) => mix(other, ground, 0.72),
  };
}

function mix(a, b, share) {
  const parts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [x, y] = [parts(a), parts(b)];
  return "#" + x.map((part, at) => Math.round(part + (y[at] - part) * share).toString(16).padStart(2, "0")).join("");
}
