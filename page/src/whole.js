// The whole graph, drawn by sigma on a graphics card (or its imitation).

import Graph from "graphology";
import Sigma from "sigma";
import { clip, counted, element, grouped, shownName } from "./dom.js";
import { pairsOf } from "./pairs.js";
import { isStill, themed } from "./theme.js";

/** With more lines than this only the strongest are drawn, and those of the chosen entity. */
const ALL = 5000;
const STRONGEST = 2500;
const LABEL = 40;

export class WholeView {
  constructor(section, { graph, store, open }) {
    Object.assign(this, { graph, store, open, hovered: null });
    this.note = element("p", { class: "note" });
    this.every = element("input", { type: "checkbox", onchange: () => this.draw() });
    this.everyLabel = element("label", { class: "row", hidden: true }, this.every, " all lines");
    const zoom = (label, title, act) => element("button", { type: "button", class: "icon", "aria-label": title, title, onclick: act }, label);
    this.container = element("div", { class: "whole", role: "img" });
    const camera = () => this.sigma?.getCamera();
    section.append(
      element("div", { class: "bar" }, this.note, this.everyLabel,
        element("span", { class: "zoom" }, zoom("−", "Smaller", () => camera()?.animatedUnzoom()), zoom("+", "Larger", () => camera()?.animatedZoom()), zoom("⤢", "Fit", () => camera()?.animatedReset()))),
      this.container);
  }

  show(state, selection) {
    const filtered = this.selection !== selection;
    this.state = state;
    this.selection = selection;
    if (this.broken) return;
    if (filtered) this.pairs = null;
    this.look();
    if (!this.sigma && !this.start()) return;
    this.draw();
  }

  /** Makes the picture; where the browser has no WebGL, says what to use instead. */
  start() {
    if (!hasWebGl()) return this.giveUp();
    this.drawing = new Graph({ multi: false, type: "undirected" });
    const many = this.graph.nodes.length > 2000;
    for (const node of this.graph.nodes) {
      const share = (node.size - 10) / 40;
      this.drawing.addNode(node.index, { x: node.x, y: node.y, size: (many ? 1.6 : 4) + share * (many ? 9 : 14), label: clip(shownName(node.label), LABEL), color: this.graph.types[node.type].colour });
    }
    this.sigma = new Sigma(this.drawing, this.container, {
      labelFont: "system-ui, sans-serif",
      labelSize: 12,
      labelWeight: "500",
      stagePadding: 60,
      labelDensity: many ? 0.5 : 1,
      labelGridCellSize: many ? 140 : 90,
      labelRenderedSizeThreshold: many ? 5 : 4,
      hideEdgesOnMove: many,
      hideLabelsOnMove: many,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      nodeReducer: (key, data) => this.nodeLook(Number(key), data),
      edgeReducer: (key, data) => this.edgeLook(key, data),
      defaultDrawNodeHover: (context, data, settings) => drawHover(context, data, settings, this.colours),
      ...this.themed(),
    });
    this.sigma.on("clickNode", ({ node }) => this.open(Number(node), null, false));
    this.sigma.on("enterNode", ({ node }) => { this.hovered = Number(node); this.draw(); });
    this.sigma.on("leaveNode", () => { this.hovered = null; this.draw(); });
    return true;
  }

  giveUp() {
    this.broken = true;
    this.container.replaceChildren(element("div", { class: "notice" },
      element("p", {}, "This browser cannot draw the whole graph: it has no WebGL, or it is switched off."),
      element("p", {}, "The picture of each entity, the search, the panel and the table do not need it.")));
    this.container.removeAttribute("role");
    this.note.textContent = "No WebGL";
    return false;
  }

  themed() {
    this.colours = themed();
    return { labelColor: { color: this.colours.text }, defaultEdgeColor: this.colours.line };
  }

  /** Takes the colours of light or dark. */
  recolour() {
    if (!this.sigma) return;
    this.sigma.setSettings(this.themed());
    this.draw();
  }

  /** What the looks of nodes and lines follow from. */
  look() {
    this.pairs ??= pairsOf(this.graph, this.selection.links).sort((a, b) => a.bare - b.bare || b.weight - a.weight || a.a - b.a || a.b - b.b);
    const focus = this.hovered ?? this.state.entity;
    this.near = new Set(focus === null ? [] : [focus]);
    for (const { edge } of focus === null ? [] : this.selection.of[focus]) this.near.add(edge.subject).add(edge.object);
    this.joined = new Set(this.selection.of.flatMap((links, node) => (links.length > 0 ? [node] : [])));
  }

  /** Puts the lines in that are wanted now. */
  draw() {
    if (!this.sigma) return;
    this.look();
    const focus = this.hovered ?? this.state.entity;
    const much = this.pairs.length > ALL && !this.every.checked;
    this.everyLabel.hidden = this.pairs.length <= ALL;
    this.put(much ? this.pairs.slice(0, STRONGEST) : this.pairs, focus);
    const shown = much ? `the ${grouped(STRONGEST)} strongest of ${counted(this.pairs.length, "line")}, and those of the chosen entity` : counted(this.pairs.length, "line");
    this.note.textContent = `${counted(this.joined.size, "entity", "entities")}, ${shown}`;
    this.container.setAttribute("aria-label", `Picture of ${this.note.textContent}. The table lists the same.`);
    this.sigma.refresh();
  }

  put(pairs, focus) {
    const mine = focus === null ? [] : pairsOf(this.graph, this.selection.of[focus]);
    const key = `${this.pairs.length} ${pairs.length}`;
    if (this.drawnKey !== key || this.drawnPairs !== this.pairs) {
      this.drawing.clearEdges();
      for (const pair of pairs) this.add(pair);
      this.added = [];
      [this.drawnKey, this.drawnPairs] = [key, this.pairs];
    }
    for (const edge of this.added) this.drawing.dropEdge(edge);
    this.added = mine.filter((pair) => !this.drawing.hasEdge(`${pair.a} ${pair.b}`)).map((pair) => this.add(pair));
  }

  add(pair) {
    return this.drawing.addUndirectedEdgeWithKey(`${pair.a} ${pair.b}`, pair.a, pair.b, { size: Math.min(5, 0.6 + Math.log(Math.max(1, pair.weight)) * 0.8), a: pair.a, b: pair.b, bare: pair.bare });
  }

  nodeLook(node, data) {
    const { state } = this, chosen = node === state.entity;
    if (!state.types.has(this.graph.nodes[node].type)) return { ...data, hidden: true };
    if (chosen) return { ...data, zIndex: 3, size: data.size + 3, forceLabel: true, highlighted: true };
    if (this.near.size > 1 && this.near.has(node)) return { ...data, zIndex: 2, forceLabel: this.hovered !== null && this.near.size < 60 };
    if (!this.joined.has(node)) return { ...data, color: this.colours.faint, label: "", zIndex: 0 };
    // Everything else steps back while the pointer asks for one entity.
    return this.hovered !== null ? { ...data, color: this.colours.mixed(data.color), label: "", zIndex: 1 } : { ...data, zIndex: 1 };
  }

  edgeLook(key, data) {
    const focus = this.hovered ?? this.state.entity;
    const own = data.a === focus || data.b === focus;
    return own ? { ...data, color: this.colours.own, size: data.size + 0.6, zIndex: 2 } : { ...data, color: data.bare || this.hovered !== null ? this.colours.pale : this.colours.line, zIndex: 0 };
  }

  /** Brings an entity into the middle. */
  centre(node) {
    const data = this.sigma?.getNodeDisplayData(String(node));
    if (!data) return;
    const camera = this.sigma.getCamera(), goal = { x: data.x, y: data.y, ratio: Math.min(camera.ratio, 0.5) };
    if (isStill()) camera.setState(goal);
    else camera.animate(goal, { duration: 350 });
  }
}

/** Whether the browser draws with WebGL, as sigma does. */
function hasWebGl() {
  const canvas = document.createElement("canvas");
  return (canvas.getContext("webgl2") ?? canvas.getContext("webgl")) !== null;
}

/** The name of the node under the pointer, on a ground of its own. */
function drawHover(context, data, settings, colours) {
  const size = settings.labelSize;
  context.font = `600 ${size}px ${settings.labelFont}`;
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
  context.lineWidth = 2.5;
  context.strokeStyle = colours.accent;
  context.stroke();
  if (!data.label) return;
  const width = context.measureText(data.label).width + 12, x = data.x + data.size + 6;
  context.fillStyle = colours.ground;
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(x, data.y - size / 2 - 5, width, size + 10, 5);
  context.fill();
  context.stroke();
  context.fillStyle = colours.text;
  context.fillText(data.label, x + 6, data.y + size / 3);
}
