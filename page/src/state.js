// What the reader has chosen, and the same as the part of the address behind the #, so that a link brings it back.

import { KINDS } from "./filter.js";

export const TABS = ["entity", "graph", "table"];

/** The choice that the page opens with. */
export function initialState(graph, entity) {
  const relations = graph.relations.map((_, place) => place);
  const bare = relations.filter((place) => graph.relations[place].id === "co_occurs");
  return {
    entity,
    tab: "entity",
    depth: 1,
    types: new Set(graph.types.map((_, place) => place)),
    // Being named in one sentence says little; where anything else is known, the page opens without it.
    relations: new Set(bare.length < relations.length ? relations.filter((place) => !bare.includes(place)) : relations),
    kinds: includedKinds(graph.included),
    from: "",
    until: "",
    weight: 1,
    list: "connections",
    words: "",
    sort: "",
  };
}

/** The kinds that the page was written with; plain statements always. */
function includedKinds(included) {
  const kinds = new Set(["asserted"]);
  for (const kind of included) {
    if ((kind & 3) !== 0) kinds.add(KINDS[kind & 3]);
    if (kind & 4 && (kind & 3) !== 3) kinds.add("negated");
  }
  return kinds;
}

/** Names of what belongs to the picture of the graph; changes of others need no new count. */
const FILTERS = ["types", "relations", "kinds", "from", "until", "weight"];

export class Store {
  constructor(graph, initial) {
    this.graph = graph;
    this.initial = initial;
    this.state = initial;
    this.listeners = [];
  }

  listen(listener) {
    this.listeners.push(listener);
  }

  /** Takes a change and tells everybody which parts are new. */
  set(change) {
    const names = Object.keys(change).filter((name) => !equal(change[name], this.state[name]));
    if (names.length === 0) return;
    this.state = { ...this.state, ...Object.fromEntries(names.map((name) => [name, change[name]])) };
    const changed = new Set(names);
    changed.filters = FILTERS.some((name) => changed.has(name));
    for (const listener of this.listeners) listener(this.state, changed);
  }

  /** Whether a filter is another than the page opens with. */
  isFiltered() {
    return FILTERS.some((name) => !equal(this.state[name], this.initial[name]));
  }

  reset() {
    this.set(Object.fromEntries(FILTERS.map((name) => [name, this.initial[name]])));
  }
}

function equal(a, b) {
  if (a instanceof Set && b instanceof Set) return a.size === b.size && [...a].every((value) => b.has(value));
  return a === b;
}

/** The address of a state: only what differs from the opening one, by names rather than places. */
export function toHash(graph, state, initial) {
  const words = new URLSearchParams();
  if (state.entity !== null) words.set("e", graph.nodes[state.entity].id);
  const plain = (name, key = name) => { if (state[name] !== initial[name]) words.set(key, String(state[name])); };
  const many = (name, naming) => {
    if (equal(state[name], initial[name])) return;
    const values = [...state[name]].map(naming).sort();
    for (const value of values.length > 0 ? values : [""]) words.append(name, value);
  };
  plain("tab");
  plain("depth");
  many("types", (place) => graph.types[place].name);
  many("relations", (place) => graph.relations[place].id);
  many("kinds", (kind) => kind);
  plain("from");
  plain("until");
  plain("weight");
  plain("list");
  plain("words");
  plain("sort");
  return words.toString();
}

/** The state of an address; what it does not name, or names wrongly, is as the page opens with. */
export function fromHash(graph, hash, initial) {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const state = { ...initial };
  if (words.has("e")) state.entity = graph.byId.get(words.get("e")) ?? initial.entity;
  const many = (name, placeOf) => {
    if (words.has(name)) state[name] = new Set(words.getAll(name).map(placeOf).filter((place) => place !== undefined));
  };
  const number = (text, lowest, highest) => Math.max(lowest, Math.min(highest, Math.trunc(Number(text)) || lowest));
  const places = (list, naming) => {
    const known = new Map(list.map((item, place) => [item[naming], place]));
    return (name) => known.get(name);
  };
  if (TABS.includes(words.get("tab"))) state.tab = words.get("tab");
  if (words.has("depth")) state.depth = number(words.get("depth"), 1, 2);
  many("types", places(graph.types, "name"));
  many("relations", places(graph.relations, "id"));
  many("kinds", (kind) => (KINDS.includes(kind) ? kind : undefined));
  for (const name of ["from", "until"]) if (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(words.get(name) ?? "")) state[name] = words.get(name);
  if (words.has("weight")) state.weight = number(words.get("weight"), 1, 1e9);
  if (words.get("list") === "entities") state.list = "entities";
  if (words.has("words")) state.words = words.get("words");
  if (words.has("sort")) state.sort = words.get("sort");
  return state;
}
