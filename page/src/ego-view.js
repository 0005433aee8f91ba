// The picture of one entity and its surroundings: SVG, so that it needs no graphics card, prints sharply and can be walked with the keyboard.

import { clip, counted, drawn, element, shownName } from "./dom.js";
import { arrange, neighbourhood } from "./ego.js";
import { directionOf, natureOf, wordsOf } from "./pairs.js";
import { shapeOf } from "./shapes.js";

/** Longer names are cut in the picture; the panel has them in full. */
const LABEL = 28;
/** Beyond so many lines their words would cover each other. */
const WORDS = 26;

export class EgoView {
  constructor(section, { graph, store, open }) {
    this.graph = graph;
    this.store = store;
    this.open = open;
    this.note = element("p", { class: "note" });
    this.depth = element("input", { type: "range", min: 1, max: 2, step: 1, id: "depth", oninput: () => store.set({ depth: Number(this.depth.value) }) });
    this.depthWords = element("output", { for: "depth" });
    const zoom = (label, title, act) => element("button", { type: "button", class: "icon", "aria-label": title, title, onclick: act }, label);
    this.svg = drawn("svg", { class: "ego", tabindex: 0, role: "group", "aria-roledescription": "picture of connections" });
    section.append(
      element("div", { class: "bar" },
        element("label", { for: "depth" }, "Steps"), this.depth, this.depthWords, this.note,
        element("span", { class: "zoom" }, zoom("−", "Smaller", () => this.scale(1.25)), zoom("+", "Larger", () => this.scale(0.8)), zoom("⤢", "Fit", () => this.fit()))),
      this.svg);
    this.listen();
  }

  /** Draws the surroundings of the entity of the state. */
  show(state, selection) {
    this.depth.value = state.depth;
    this.depthWords.textContent = state.depth === 1 ? "its connections" : "and theirs";
    const { width, height } = this.svg.getBoundingClientRect();
    if (state.entity === null || width === 0) {
      this.svg.replaceChildren();
      return;
    }
    const { nodes, pairs, left } = neighbourhood(this.graph, selection, state.entity, state.depth);
    this.note.textContent = left > 0 ? `${counted(left, "weaker connection")} not drawn; the panel and the table have all` : "";
    this.nodes = nodes.map(({ node, level }) => this.shape(node, level, selection));
    const boxes = this.nodes.map(({ radius, label }) => [Math.max(radius, label.length * 3.5) + 7, radius + 15]);
    const places = arrange(nodes, pairs, boxes, width, height);
    // A label hangs below its node.
    places.forEach(([, y], at) => { places[at][1] = y - 6; });
    this.box = this.around(places, boxes, width, height);
    const at = new Map(nodes.map(({ node }, place) => [node, place]));
    const lines = pairs.map((pair) => this.line(pair, this.nodes[at.get(pair.a)], places[at.get(pair.a)], this.nodes[at.get(pair.b)], places[at.get(pair.b)], pairs.length));
    this.svg.setAttribute("aria-label", `${shownName(this.graph.nodes[state.entity].label)} and ${counted(nodes.length - 1, "entity", "entities")} around it. Arrow keys go round, Enter opens.`);
    this.svg.replaceChildren(
      drawn("g", { class: "lines" }, lines.map((line) => line.path)),
      drawn("g", { class: "words" }, lines.map((line) => line.words)),
      drawn("g", { class: "nodes" }, this.nodes.map(({ group }, place) => {
        group.setAttribute("transform", `translate(${places[place][0].toFixed(1)} ${places[place][1].toFixed(1)})`);
        return group;
      })));
    this.lines = lines;
    this.current = 0;
    this.fit();
  }

  shape(node, level, selection) {
    const { label, type } = this.graph.nodes[node], kind = this.graph.types[type];
    const radius = level === 0 ? 17 : 6 + Math.min(8, Math.sqrt(selection.of[node].length) * 1.6);
    const words = clip(shownName(label), level === 0 ? 60 : LABEL);
    const group = drawn("g", {
      class: `node level${level}`, role: "button", tabindex: -1, "aria-label": `${shownName(label)}, ${kind.name}, ${counted(selection.of[node].length, "connection")}`,
      onclick: () => this.open(node),
      onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); this.open(node); } },
      onpointerenter: () => this.mark(node), onpointerleave: () => this.mark(null), onfocus: () => this.mark(node), onblur: () => this.mark(null),
    }, shapeOf(kind, radius), drawn("text", { y: radius + 13, "text-anchor": "middle" }, words), drawn("title", {}, shownName(label)));
    return { node, group, radius, label: words };
  }

  line(pair, a, from, b, to, many) {
    const dx = to[0] - from[0], dy = to[1] - from[1], length = Math.hypot(dx, dy) || 1;
    const cut = (shape) => Math.min(shape.radius + 4, length / 3);
    const start = [from[0] + (dx / length) * cut(a), from[1] + (dy / length) * cut(a)];
    const end = [to[0] - (dx / length) * cut(b), to[1] - (dy / length) * cut(b)];
    const direction = directionOf(this.graph, pair), nature = natureOf(pair), words = wordsOf(this.graph, pair);
    const names = [pair.a, pair.b].map((node) => shownName(this.graph.nodes[node].label));
    const centre = this.store.state.entity;
    const own = pair.a === centre || pair.b === centre;
    const open = () => (pair.a === centre ? this.open(centre, pair.b) : pair.b === centre ? this.open(centre, pair.a) : this.open(pair.a, pair.b));
    const d = `M${start.map((number) => number.toFixed(1))}L${end.map((number) => number.toFixed(1))}`;
    const path = drawn("g", { class: `line ${nature}${own ? " own" : ""}`, onclick: open },
      drawn("path", { class: "grip", d }),
      drawn("path", {
        class: "stroke", d, "stroke-width": Math.min(6, 1 + Math.log(Math.max(1, pair.weight)) * 1.1).toFixed(1),
      }),
      direction === 0 ? null : direction > 0 ? head(end, dx / length, dy / length) : head(start, -dx / length, -dy / length),
      drawn("title", {}, `${names[0]}, ${names[1]}: ${words}`));
    const middle = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 3];
    const shown = many <= WORDS ? "" : " quiet";
    const text = drawn("text", { class: `${nature}${own ? " own" : ""}${shown}`, x: middle[0].toFixed(1), y: middle[1].toFixed(1), "text-anchor": "middle" }, words);
    return { pair, path, words: text };
  }

  /** Brings out what belongs to a node; null for all alike. */
  mark(node) {
    this.svg.classList.toggle("marking", node !== null);
    const near = new Set(node === null ? [] : [node]);
    for (const { pair, path, words } of this.lines ?? []) {
      const mine = node !== null && (pair.a === node || pair.b === node);
      if (mine) near.add(pair.a).add(pair.b);
      path.classList.toggle("marked", mine);
      words.classList.toggle("marked", mine);
    }
    for (const shape of this.nodes ?? []) shape.group.classList.toggle("marked", near.has(shape.node));
  }

  /** The part of the plane that holds everything, in the shape of the picture. */
  around(places, boxes, width, height) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    places.forEach(([x, y], at) => {
      left = Math.min(left, x - boxes[at][0]);
      right = Math.max(right, x + boxes[at][0]);
      top = Math.min(top, y - boxes[at][1]);
      bottom = Math.max(bottom, y + boxes[at][1] + 6);
    });
    const scale = Math.max((right - left + 24) / width, (bottom - top + 24) / height, 0.72);
    const [w, h] = [width * scale, height * scale];
    return [(left + right - w) / 2, (top + bottom - h) / 2, w, h];
  }

  fit() {
    if (this.box) this.frame([...this.box]);
  }

  frame(box) {
    this.view = box;
    this.svg.setAttribute("viewBox", box.map((number) => number.toFixed(1)).join(" "));
  }

  scale(factor, x = 0.5, y = 0.5) {
    if (!this.view) return;
    const [left, top, width, height] = this.view;
    const ratio = Math.max(0.2, Math.min(4, (width * factor) / this.box[2])) * this.box[2] / width;
    this.frame([left + width * (1 - ratio) * x, top + height * (1 - ratio) * y, width * ratio, height * ratio]);
  }

  listen() {
    let drag = null;
    this.svg.addEventListener("wheel", (event) => {
      event.preventDefault();
      const { left, top, width, height } = this.svg.getBoundingClientRect();
      this.scale(Math.exp(Math.sign(event.deltaY) * 0.15), (event.clientX - left) / width, (event.clientY - top) / height);
    }, { passive: false });
    this.svg.addEventListener("pointerdown", (event) => {
      if (this.view && !event.target.closest(".node, .line")) drag = { x: event.clientX, y: event.clientY, view: this.view };
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (!drag) return;
      const ratio = drag.view[2] / this.svg.getBoundingClientRect().width;
      this.frame([drag.view[0] - (event.clientX - drag.x) * ratio, drag.view[1] - (event.clientY - drag.y) * ratio, drag.view[2], drag.view[3]]);
    });
    for (const name of ["pointerup", "pointerleave"]) this.svg.addEventListener(name, () => { drag = null; });
    this.svg.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step || event.altKey || !this.nodes?.length) return;
      event.preventDefault();
      this.current = (this.current + step + this.nodes.length) % this.nodes.length;
      this.nodes[this.current].group.focus();
    });
  }
}

/** The head of an arrow whose tip is at a point, in the direction dx, dy. */
function head([x, y], dx, dy) {
  const point = (along, across) => `${(x - dx * along - dy * across).toFixed(1)},${(y - dy * along + dx * across).toFixed(1)}`;
  return drawn("polygon", { class: "head", points: `${point(-2, 0)} ${point(8, 4)} ${point(8, -4)}` });
}
