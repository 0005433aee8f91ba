// All connections, or all entities, as a table: to sort, to search, to copy.

import { copy } from "./clipboard.js";
import { clip, counted, element, grouped, nameOf, shownName, visible } from "./dom.js";
import { period, rowsOf, strongestFirst } from "./filter.js";
import { foldName } from "./fold.js";

/** Rows of one sheet: what a browser draws at once. */
const SHEET = 100;

export class TableView {
  constructor(section, { graph, store, open, announce }) {
    Object.assign(this, { graph, store, open, announce, sheet: 0 });
    this.columns = { connections: this.connectionColumns(), entities: this.entityColumns() };
    this.words = element("input", { type: "search", "aria-label": "Only rows with these words", placeholder: "Only rows with these words", oninput: () => store.set({ words: this.words.value }) });
    const list = (name, words) => element("button", { type: "button", "data-list": name, onclick: () => store.set({ list: name, sort: "" }) }, words);
    this.lists = [list("connections", "Connections"), list("entities", "Entities")];
    this.note = element("p", { class: "note" });
    this.back = element("button", { type: "button", class: "icon", "aria-label": "Rows before", onclick: () => this.turn(-1) }, "‹");
    this.next = element("button", { type: "button", class: "icon", "aria-label": "Rows after", onclick: () => this.turn(1) }, "›");
    const csv = element("button", { type: "button", class: "quiet", onclick: () => this.copyAll() }, "Copy as CSV");
    this.table = element("table", {});
    section.append(
      element("div", { class: "bar" }, element("span", { class: "switch", role: "group", "aria-label": "What the table lists" }, this.lists), this.words, this.note, element("span", { class: "zoom" }, this.back, this.next, csv)),
      element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table" }, this.table));
  }

  connectionColumns() {
    const { nodes, relations } = this.graph;
    const end = (id, name) => ({ id, name, value: (link) => shownName(nodes[link.edge[id]].label), cell: (link) => this.link(link.edge[id], link) });
    const number = (id, name, value) => ({ id, name, value, number: true });
    return [
      end("subject", "From"),
      { id: "relation", name: "Connection", value: (link) => relations[link.edge.relation].label },
      end("object", "To"),
      { id: "quote", name: "Sentence", value: (link) => this.quote(link), cell: (link) => element("span", { class: "said", dir: "auto" }, clip(this.quote(link), 220)) },
      number("weight", "Documents", (link) => link.weight),
      number("sentences", "Sentences", (link) => link.sentences),
      { id: "time", name: "Time", value: (link) => period(link.first, link.last) },
      { id: "marks", name: "Marked", value: (link) => Object.entries(link.marks).filter(([, number]) => number > 0).map(([name, number]) => `${name} ${number}`).join(", ") },
    ];
  }

  entityColumns() {
    const { types } = this.graph;
    const number = (id, name, value) => ({ id, name, value, number: true });
    return [
      { id: "name", name: "Name", value: (node) => shownName(node.label), cell: (node) => this.link(node.index) },
      { id: "type", name: "Type", value: (node) => visible(types[node.type].name) },
      number("connections", "Connections", (node) => this.selection.of[node.index].length),
      number("documents", "Documents", (node) => node.documents),
      number("mentions", "Named", (node) => node.mentions),
      { id: "first", name: "From", value: (node) => visible(node.first ?? "") },
      { id: "last", name: "To", value: (node) => visible(node.last ?? "") },
      { id: "spellings", name: "Written", value: (node) => node.spellings.map(([text]) => shownName(text)).join(", "), cell: (node) => element("span", { class: "said" }, clip(node.spellings.map(([text]) => shownName(text)).join(", "), 160)) },
    ];
  }

  /** The first sentence that the filters let in. */
  quote(link) {
    const { shown } = rowsOf(this.graph, link.edge, this.store.state);
    return shown.length === 0 ? "" : visible(this.graph.sentences[link.edge.quoted[shown[0]]][4]);
  }

  link(node, link = null) {
    const other = link === null ? null : link.edge.subject === node ? link.edge.object : link.edge.subject;
    return element("button", { type: "button", class: "link", onclick: () => this.open(node, other, false) }, nameOf(this.graph.nodes[node].label, 60));
  }

  show(state, selection) {
    this.selection = selection;
    const columns = this.columns[state.list];
    const all = state.list === "connections" ? [...selection.links].sort(strongestFirst(this.graph)) : this.graph.nodes.filter((node) => state.types.has(node.type)).sort((a, b) => selection.of[b.index].length - selection.of[a.index].length || b.mentions - a.mentions || a.index - b.index);
    this.rows = sorted(matching(all, columns, state.words), columns, state.sort);
    this.sheet = Math.min(this.sheet, Math.max(0, Math.ceil(this.rows.length / SHEET) - 1));
    if (document.activeElement !== this.words) this.words.value = state.words;
    for (const button of this.lists) button.setAttribute("aria-pressed", String(button.dataset.list === state.list));
    this.table.replaceChildren(element("caption", { class: "hidden" }, state.list === "connections" ? "Connections" : "Entities"), this.head(columns, state.sort), this.body = element("tbody", {}));
    this.fill(columns);
  }

  head(columns, sort) {
    const [id, way] = sort.split(" ");
    return element("thead", {}, element("tr", {}, columns.map((column) => {
      const mine = column.id === id;
      const next = mine && way === (column.number ? "down" : "up") ? (column.number ? "up" : "down") : column.number ? "down" : "up";
      return element("th", { scope: "col", class: column.number ? "number" : null, "aria-sort": mine ? (way === "up" ? "ascending" : "descending") : "none" },
        element("button", { type: "button", onclick: () => { this.store.set({ sort: `${column.id} ${next}` }); this.table.querySelectorAll("th button")[columns.indexOf(column)].focus(); } }, column.name, element("span", { class: "way", "aria-hidden": "true" }, mine ? (way === "up" ? "▲" : "▼") : "")));
    })));
  }

  fill(columns = this.columns[this.store.state.list]) {
    const from = this.sheet * SHEET, rows = this.rows.slice(from, from + SHEET);
    this.body.replaceChildren(...rows.map((row) => element("tr", {}, columns.map((column, place) => {
      const value = column.cell ? column.cell(row) : column.number ? grouped(column.value(row)) : column.value(row);
      return element(place === 0 ? "th" : "td", { scope: place === 0 ? "row" : null, class: column.number ? "number" : column.id }, value);
    }))));
    const many = this.rows.length > SHEET;
    this.note.textContent = this.rows.length === 0 ? "No rows." : many ? `${grouped(from + 1)}–${grouped(from + rows.length)} of ${grouped(this.rows.length)}` : counted(rows.length, "row");
    this.back.hidden = this.next.hidden = !many;
    this.back.disabled = from === 0;
    this.next.disabled = from + SHEET >= this.rows.length;
  }

  turn(way) {
    this.sheet += way;
    this.fill();
    this.table.parentElement.scrollTop = 0;
  }

  async copyAll() {
    const columns = this.columns[this.store.state.list];
    const done = await copy(csv(this.rows, columns));
    this.announce(done ? `${counted(this.rows.length, "row")} copied.` : "The browser does not let the page copy.");
  }
}

/** Rows in which for every word one stands that starts so, however it is written. */
function matching(rows, columns, words) {
  const asked = foldName(words).split(" ").filter(Boolean);
  if (asked.length === 0) return rows;
  return rows.filter((row) => {
    const text = foldName(columns.filter((column) => !column.number).map((column) => column.value(row)).join(" "));
    return asked.every((word) => ` ${text}`.includes(` ${word}`));
  });
}

function sorted(rows, columns, sort) {
  const [id, way] = sort.split(" "), column = columns.find((column) => column.id === id);
  if (!column) return rows;
  const sign = way === "down" ? -1 : 1, compare = new Intl.Collator("en", { numeric: true }).compare;
  const keyed = rows.map((row, place) => ({ row, place, key: column.value(row) }));
  keyed.sort((a, b) => sign * (column.number ? a.key - b.key : compare(a.key, b.key)) || a.place - b.place);
  return keyed.map(({ row }) => row);
}

/** A table as spreadsheets read it; what they would take for a formula is guarded by an apostrophe. */
export function csv(rows, columns) {
  const field = (value) => {
    const text = String(value).replace(/\s+/g, " ");
    const guarded = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  };
  const lines = [columns.map((column) => column.name), ...rows.map((row) => columns.map((column) => column.value(row)))];
  return lines.map((line) => line.map(field).join(",")).join("\r\n") + "\r\n";
}
