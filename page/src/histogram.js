// How much evidence there is over time, as bars to choose a time from.

import { COUNTED, QUOTED } from "./data.js";
import { counted, drawn } from "./dom.js";
import { written } from "./filter.js";

/** Most bars that can be told apart. */
const BARS = 40;

/** Evidence by days, weeks, months, quarters, years or more: `{ from, until, rows, name }` in order; days are numbers like 20250731. */
export function histogram(graph) {
  const days = new Map();
  const add = (period) => {
    const [first] = graph.periods[period];
    if (first) days.set(first, (days.get(first) ?? 0) + 1);
  };
  for (const edge of graph.edges) {
    for (let at = 0; at < edge.quoted.length; at += QUOTED) add(edge.quoted[at + 2]);
    for (let at = 0; at < edge.counted.length; at += COUNTED) add(edge.counted[at + 2]);
  }
  if (days.size === 0) return [];
  const sorted = [...days.keys()].sort((a, b) => a - b);
  // A few early dates (the year of a war, of a treaty) must not press everything else into one bar: the outermost bars take what lies beyond.
  const [first, last] = [quantile(days, sorted, 0.05), quantile(days, sorted, 0.98)];
  const [, unit] = UNITS.find(([width]) => (ordinal(last) - ordinal(first)) / width < BARS);
  const from = unit.of(first) - 2, until = Math.min(unit.of(last) + 2, Math.max(unit.of(last), unit.of(sorted.at(-1))));
  const bars = [];
  for (let place = from; place <= until; place++) bars.push({ from: unit.start(place), until: unit.end(place), rows: 0, name: unit.name(place) });
  for (const [day, rows] of days) bars[Math.max(0, Math.min(bars.length - 1, unit.of(day) - from))].rows += rows;
  bars[0] = { ...bars[0], from: Math.min(bars[0].from, sorted[0]), before: sorted[0] < bars[0].from };
  const end = bars.at(-1);
  end.after = sorted.at(-1) > end.until;
  end.until = Math.max(end.until, sorted.at(-1));
  return bars;
}

/** The day before which a share of all evidence lies. */
function quantile(days, sorted, share) {
  const all = [...days.values()].reduce((sum, rows) => sum + rows, 0);
  let sum = 0;
  for (const day of sorted) {
    sum += days.get(day);
    if (sum >= all * share) return day;
  }
  return sorted.at(-1);
}

/** Days since 1970. */
function ordinal(day) {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(day / 10000), Math.floor(day / 100) % 100 - 1, day % 100);
  return Math.round(date.getTime() / 86400000);
}

function dayFrom(ordinal) {
  const date = new Date(ordinal * 86400000);
  return date.getUTCFullYear() * 10000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

function dayUnit(days) {
  const start = (place) => dayFrom(place * days);
  return { of: (day) => Math.floor(ordinal(day) / days), start, end: (place) => dayFrom((place + 1) * days - 1), name: (place) => written(start(place)) };
}

function monthUnit(months) {
  const start = (place) => Math.floor((place * months) / 12) * 10000 + ((place * months) % 12 + 1) * 100 + 1;
  return {
    of: (day) => Math.floor((Math.floor(day / 10000) * 12 + Math.floor(day / 100) % 100 - 1) / months),
    start,
    end: (place) => dayFrom(ordinal(start(place + 1)) - 1),
    name: (place) => written(start(place)).slice(0, months < 12 ? 7 : 4),
  };
}

/** Days of a bar, at most, and how it is counted. */
const UNITS = [[1, dayUnit(1)], [7, dayUnit(7)], [31, monthUnit(1)], [92, monthUnit(3)], [366, monthUnit(12)], [3660, monthUnit(120)], [36600, monthUnit(1200)], [Infinity, monthUnit(12000)]];

/** The bars as a picture; `choose(from, until)` is called for what is clicked or drawn over, and `chosen(bar)` says what is lit. */
export function picture(bars, chosen, choose) {
  const highest = Math.max(...bars.map((bar) => bar.rows)), width = 200, height = 44, step = width / bars.length;
  let from = null;
  const svg = drawn("svg", { class: "histogram", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const shapes = bars.map((bar, place) => {
    const tall = bar.rows === 0 ? 0 : Math.max(2, (bar.rows / highest) * (height - 2));
    const shape = drawn("g", { class: "bar" },
      drawn("rect", { class: "back", x: (place * step).toFixed(2), y: 0, width: step.toFixed(2), height }),
      drawn("rect", { class: "front", x: (place * step + step * 0.1).toFixed(2), y: (height - tall).toFixed(2), width: (step * 0.8).toFixed(2), height: tall.toFixed(2) }),
      drawn("title", {}, `${written(bar.from)} to ${written(bar.until)}: ${counted(bar.rows, "sentence")}`));
    const range = () => [bars[Math.min(from ?? place, place)].from, bars[Math.max(from ?? place, place)].until];
    shape.addEventListener("pointerdown", (event) => { event.preventDefault(); from = place; });
    shape.addEventListener("pointerup", () => { choose(...range()); from = null; });
    shape.addEventListener("pointerenter", () => { if (from !== null) light((other) => other >= Math.min(from, place) && other <= Math.max(from, place)); });
    return shape;
  });
  const light = (test) => shapes.forEach((shape, place) => shape.classList.toggle("lit", test(place)));
  svg.addEventListener("pointerleave", () => { from = null; light((place) => chosen(bars[place])); });
  svg.append(...shapes);
  light((place) => chosen(bars[place]));
  return { svg, refresh: () => light((place) => chosen(bars[place])) };
}
