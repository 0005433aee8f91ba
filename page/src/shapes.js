// The shape of each kind of entity, beside its colour: for readers who do not see colours, and for black and white print.

import { drawn } from "./dom.js";

const CORNERS = {
  country: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  place: [[0, -1.2], [1.1, 0.8], [-1.1, 0.8]],
  facility: [[-0.55, -1], [0.55, -1], [1.1, 0], [0.55, 1], [-0.55, 1], [-1.1, 0]],
  group: [[0, -1.1], [1.05, -0.34], [0.65, 0.9], [-0.65, 0.9], [-1.05, -0.34]],
  event: Array.from({ length: 10 }, (_, place) => {
    const angle = (place * Math.PI) / 5 - Math.PI / 2, radius = place % 2 ? 0.55 : 1.25;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }),
};

/** A shape of some radius around 0, 0. */
export function shapeOf(type, radius, properties = {}) {
  const size = (number) => (number * radius).toFixed(2);
  if (type.shape === "organization") {
    const side = radius * 0.9;
    return drawn("rect", { x: -side, y: -side, width: 2 * side, height: 2 * side, rx: side * 0.25, fill: type.colour, ...properties });
  }
  const corners = CORNERS[type.shape];
  if (corners) return drawn("polygon", { points: corners.map(([x, y]) => `${size(x)},${size(y)}`).join(" "), fill: type.colour, ...properties });
  return drawn("circle", { r: radius, fill: type.colour, ...properties });
}

/** A small picture of it beside words. */
export function swatch(type) {
  return drawn("svg", { class: "swatch", viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" }, shapeOf(type, 5.5));
}
