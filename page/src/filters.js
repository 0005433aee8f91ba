// The column of filters, which is the legend too.

import { COUNTED, QUOTED } from "./data.js";
import { counted, element, grouped, visible } from "./dom.js";
import { KINDS, dayOf, written } from "./filter.js";
import { histogram, picture } from "./histogram.js";
import { swatch } from "./shapes.js";

/** So many of a list are shown before somebody asks for more. */
const LISTED = 8;
const KIND_WORDS = { asserted: "stated as a fact", planned: "planned", possible: "possible", denied: "denied", negated: "said not to be so" };

export class Filters {
  constructor(aside, { graph, store }) {
    this.graph = graph;
    this.store = store;
    this.checks = [];
    this.alls = [];
    const entities = tally(graph.nodes, (node) => node.type), relations = tally(graph.edges, (edge) => edge.relation);
    aside.append(
      element("div", { class: "head" }, element("h2", {}, "Filters"), this.resetButton = element("button", { type: "button", class: "quiet", onclick: () => store.reset() }, "Reset")),
      this.boxes("Entities", "types", byNumber(graph.types, entities), (place) => [swatch(graph.types[place]), element("bdi", {}, visible(graph.types[place].name))], entities),
      this.boxes("Connections", "relations", byNumber(graph.relations, relations), (place) => [element("bdi", {}, visible(graph.relations[place].label))], relations),
      this.boxes("Evidence", "kinds", KINDS, (kind) => [element("span", { class: `dot ${kind}`, "aria-hidden": "true" }), KIND_WORDS[kind]], this.kinds()),
      this.dates(),
      this.weight());
  }

  /** How many sentences of each kind there are. */
  kinds() {
    const numbers = new Map(KINDS.map((kind) => [kind, 0]));
    const add = (kind) => {
      const modality = KINDS[kind & 3];
      if (kind & 4) numbers.set("negated", numbers.get("negated") + 1);
      if (!(kind & 4) || modality !== "asserted") numbers.set(modality, numbers.get(modality) + 1);
    };
    for (const edge of this.graph.edges) {
      for (let at = 1; at < edge.quoted.length; at += QUOTED) add(edge.quoted[at]);
      for (let at = 1; at < edge.counted.length; at += COUNTED) add(edge.counted[at]);
    }
    return numbers;
  }

  /** A list of boxes to tick; `name` is the set in the state. */
  boxes(legend, name, keys, words, numbers) {
    const list = element("ul", { class: "boxes" }, keys.map((key) => {
      const box = element("input", { type: "checkbox", onchange: () => this.toggle(name, key, box.checked) });
      this.checks.push([name, key, box]);
      const only = element("button", { type: "button", class: "only", "aria-label": "only this", title: "Only this", onclick: () => this.store.set({ [name]: new Set([key]) }) }, "only");
      return element("li", {}, element("label", {}, box, words(key), element("span", { class: "count" }, grouped(numbers.get(key) ?? 0))), only);
    }));
    const all = element("button", { type: "button", class: "quiet", onclick: () => this.store.set({ [name]: new Set(keys) }) }, "all");
    this.alls.push([name, keys.length, all]);
    const items = [...list.children], rest = items.slice(LISTED);
    if (rest.length < 3) return element("fieldset", {}, element("legend", {}, legend), all, list);
    for (const item of rest) item.hidden = true;
    const more = element("button", { type: "button", class: "link more", onclick: () => { for (const item of rest) item.hidden = false; more.remove(); rest[0].querySelector("input").focus(); } }, `and ${rest.length} more`);
    return element("fieldset", {}, element("legend", {}, legend), all, list, more);
  }

  toggle(name, key, on) {
    const next = new Set(this.store.state[name]);
    if (on) next.add(key);
    else next.delete(key);
    this.store.set({ [name]: next });
  }

  dates() {
    const field = (name, words) => element("input", {
      type: "text", inputmode: "numeric", id: `date-${name}`, "aria-label": words, placeholder: name, title: "A year, a month or a day: 2025, 2025-07, 2025-07-31", maxlength: 10, pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?",
      onchange: (event) => {
        const value = event.target.value.trim();
        event.target.setAttribute("aria-invalid", String(value !== "" && dayOf(value, false) === 0));
        if (value === "" || dayOf(value, false) !== 0) this.store.set({ [name]: value });
      },
    });
    [this.from, this.until] = [field("from", "From this date"), field("until", "Until this date")];
    const bars = histogram(this.graph);
    this.undated = element("p", { class: "note" });
    if (bars.length === 0) return element("fieldset", {}, element("legend", {}, "Time"), element("p", { class: "note" }, "No sentence has a date."));
    const chosen = (bar) => {
      const { from, until } = this.store.state;
      return (!from || bar.until >= dayOf(from, false)) && (!until || bar.from <= dayOf(until, true));
    };
    this.bars = picture(bars, chosen, (from, until) => this.store.set({ from: written(from), until: written(until) }));
    return element("fieldset", {}, element("legend", {}, "Time"),
      this.clear = element("button", { type: "button", class: "quiet", onclick: () => this.store.set({ from: "", until: "" }) }, "all"),
      this.bars.svg, element("p", { class: "ends", "aria-hidden": "true" }, element("span", {}, (bars[0].before ? "before " : "") + bars[bars[0].before && bars.length > 1 ? 1 : 0].name), element("span", {}, (bars.at(-1).after ? "after " : "") + bars.at(-1).name)),
      element("div", { class: "period" }, this.from, element("span", {}, "to"), this.until), this.undated);
  }

  weight() {
    const most = this.graph.edges.reduce((most, edge) => Math.max(most, edge.quoted.length / QUOTED + edge.counted.length / COUNTED), 1);
    this.least = element("input", { type: "number", id: "weight", min: 1, max: most, step: 1, onchange: () => this.store.set({ weight: Math.max(1, Math.trunc(Number(this.least.value)) || 1) }) });
    return element("fieldset", {}, element("legend", {}, "Weight"), element("label", { class: "row", for: "weight" }, "at least ", this.least, " independent documents"));
  }

  show(state, selection) {
    for (const [name, key, box] of this.checks) box.checked = state[name].has(key);
    for (const [name, most, button] of this.alls) button.hidden = state[name].size === most;
    if (this.bars) {
      if (document.activeElement !== this.from) this.from.value = state.from;
      if (document.activeElement !== this.until) this.until.value = state.until;
      this.bars.refresh();
      this.clear.hidden = state.from === "" && state.until === "";
      this.undated.textContent = selection.undated > 0 && (state.from || state.until) ? `${counted(selection.undated, "sentence")} without a date left out` : "";
    }
    this.least.value = state.weight;
    this.resetButton.hidden = !this.store.isFiltered();
  }
}

function tally(items, key) {
  const numbers = new Map();
  for (const item of items) numbers.set(key(item), (numbers.get(key(item)) ?? 0) + 1);
  return numbers;
}

/** Places, the most frequent first. */
function byNumber(list, numbers) {
  return list.map((_, place) => place).sort((a, b) => (numbers.get(b) ?? 0) - (numbers.get(a) ?? 0) || a - b);
}
