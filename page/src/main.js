// Puts the page together.

import { readGraph } from "./data.js";
import { counted, element, shownName } from "./dom.js";
import { EgoView } from "./ego-view.js";
import { select } from "./filter.js";
import { Filters } from "./filters.js";
import { Panel } from "./panel.js";
import { SearchBox } from "./search-box.js";
import { Store, TABS, fromHash, initialState, toHash } from "./state.js";
import { TableView } from "./table.js";
import { startTheme, switchTheme } from "./theme.js";
import { WholeView } from "./whole.js";

const by = (id) => document.getElementById(id);

class Page {
  constructor(graph) {
    this.graph = graph;
    const opening = initialState(graph, null);
    this.selection = select(graph, opening);
    opening.entity = bestConnected(graph, this.selection);
    this.initial = opening;
    this.store = new Store(graph, opening);
    this.other = null;
    const tools = { graph, store: this.store, open: (...choice) => this.open(...choice), announce: (words) => this.announce(words) };
    this.filters = new Filters(by("filters"), tools);
    this.panel = new Panel(by("panel"), tools);
    this.views = { entity: new EgoView(by("view-entity"), tools), graph: new WholeView(by("view-graph"), tools), table: new TableView(by("view-table"), tools) };
    this.search = new SearchBox(by("query"), by("hits"), tools);
    this.store.listen((state, changed) => this.changed(state, changed));
    this.listen();
    startTheme(() => this.views.graph.recolour());
    this.arrive();
  }

  /** Shows an entity, and of it the connection with `other`, where one is given. */
  open(entity, other = null, travel = true) {
    this.other = other;
    if (this.store.state.entity === entity) {
      this.panel.show(this.store.state, this.selection, other);
    } else {
      this.pushed = true;
      this.store.set({ entity, ...(travel && this.store.state.tab === "table" ? { tab: "entity" } : {}) });
    }
    const node = this.graph.nodes[entity];
    this.announce(`${shownName(node.label)}, ${this.graph.types[node.type].name}, ${counted(this.selection.of[entity].length, "connection")}`);
    if (travel && this.store.state.tab === "graph") this.views.graph.centre(entity);
  }

  changed(state, changed) {
    if (changed.filters) this.selection = select(this.graph, state);
    if (changed.has("tab")) this.tabs();
    if (changed.filters) this.filters.show(state, this.selection);
    if (changed.has("entity") || changed.filters) this.panel.show(state, this.selection, this.other);
    this.other = null;
    this.views[state.tab].show(state, this.selection);
    this.summary();
    if (changed.filters) this.announce(by("summary").textContent);
    this.address();
  }

  /** Keeps the address true; another entity is a step that the browser's back button takes back. */
  address() {
    const hash = `#${toHash(this.graph, this.store.state, this.initial)}`;
    if (hash !== location.hash && !this.arriving) history[this.pushed ? "pushState" : "replaceState"](null, "", hash);
    this.pushed = false;
    const { entity } = this.store.state;
    document.title = entity === null ? "nisba graph" : `${shownName(this.graph.nodes[entity].label)} – nisba graph`;
  }

  /** Takes the state from the address. */
  arrive() {
    this.arriving = true;
    const state = fromHash(this.graph, location.hash, this.initial);
    this.store.state = state;
    this.selection = select(this.graph, state);
    this.tabs();
    this.filters.show(state, this.selection);
    this.panel.show(state, this.selection);
    this.views[state.tab].show(state, this.selection);
    this.summary();
    this.arriving = false;
    this.address();
  }

  tabs() {
    for (const name of TABS) {
      const chosen = name === this.store.state.tab;
      by(`view-${name}`).hidden = !chosen;
      by(`tab-${name}`).setAttribute("aria-selected", String(chosen));
      by(`tab-${name}`).tabIndex = chosen ? 0 : -1;
    }
  }

  summary() {
    const { links } = this.selection, all = this.graph.edges.length;
    const connections = links.length === all ? counted(all, "connection") : `${links.length.toLocaleString("en")} of ${counted(all, "connection")}`;
    by("summary").textContent = `${counted(this.graph.nodes.length, "entity", "entities")}, ${connections}, ${counted(this.graph.documents.length, "document")}`;
  }

  announce(words) {
    by("status").textContent = words;
  }

  listen() {
    for (const name of TABS) by(`tab-${name}`).addEventListener("click", () => this.store.set({ tab: name }));
    by("tab-entity").parentElement.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = TABS[(TABS.indexOf(this.store.state.tab) + step + TABS.length) % TABS.length];
      this.store.set({ tab: next });
      by(`tab-${next}`).focus();
    });
    by("skip").addEventListener("click", () => by("panel").focus());
    by("theme").addEventListener("click", () => this.turn());
    by("help-open").addEventListener("click", () => by("help").showModal());
    addEventListener("popstate", () => this.arrive());
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("beforeprint", () => {
      this.closed = [...document.querySelectorAll(".panel .links > li > details:not([open])")];
      for (const details of this.closed) details.open = true;
    });
    addEventListener("afterprint", () => { for (const details of this.closed ?? []) details.open = false; });
    let waiting = 0;
    addEventListener("resize", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => { if (this.store.state.tab === "entity") this.views.entity.show(this.store.state, this.selection); });
    });
  }

  turn() {
    switchTheme();
    this.views.graph.recolour();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || by("help").open || event.target.closest?.("input:not([type=checkbox], [type=range]), textarea, select")) return;
    const acts = {
      "/": () => by("query").focus(),
      1: () => this.store.set({ tab: "entity" }),
      2: () => this.store.set({ tab: "graph" }),
      3: () => this.store.set({ tab: "table" }),
      p: () => by("panel").focus(),
      f: () => by("filters").querySelector("input").focus(),
      d: () => this.turn(),
      "?": () => by("help").showModal(),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }
}

/** The entity with the most neighbours, of several the one named most often. */
function bestConnected(graph, selection) {
  const neighbours = (node) => new Set(selection.of[node].map(({ edge }) => (edge.subject === node ? edge.object : edge.subject))).size;
  let best = null, most = null;
  for (const { index, mentions } of graph.nodes) {
    const rank = [neighbours(index), mentions];
    if (most === null || rank[0] > most[0] || (rank[0] === most[0] && rank[1] > most[1])) [best, most] = [index, rank];
  }
  return best;
}

const graph = readGraph(by("data").textContent);
if (graph.nodes.length === 0) {
  document.querySelector(".layout").replaceChildren(element("p", { class: "notice" }, "This graph is empty: no document names anybody whom the gazetteer has."));
} else {
  new Page(graph);
}
document.documentElement.dataset.ready = String(Math.round(performance.now()));
