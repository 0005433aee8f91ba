// Everything about one entity: its names, what is known of it, and its connections, each with the sentences that say so.

import { clip, counted, element, grouped, nameOf, shownName, visible } from "./dom.js";
import { QUOTED, COUNTED, quotedRow } from "./data.js";
import { mark, quotation } from "./evidence.js";
import { period, rowsOf } from "./filter.js";
import { swatch } from "./shapes.js";

/** So many connections of a relation, spellings and documents are listed before somebody asks for more. */
const FIRST = { links: 12, spellings: 8, together: 16 };

export class Panel {
  constructor(aside, { graph, store, open, announce }) {
    this.aside = aside;
    this.graph = graph;
    this.store = store;
    this.open = open;
    this.announce = announce;
  }

  /** Shows an entity; the connection with `other`, where one is given, is opened and brought into view. */
  show(state, selection, other = null) {
    if (state.entity === null) {
      this.aside.replaceChildren(element("p", { class: "empty" }, "Search for a name, or choose one in the picture or the table."));
      return;
    }
    const node = this.graph.nodes[state.entity];
    const groups = groupsOf(this.graph, selection.of[node.index], node.index);
    const together = groups.filter((group) => group.bare);
    this.shown = [];
    this.aside.replaceChildren(
      this.heading(node),
      this.facts(node),
      ...groups.filter((group) => !group.bare).map((group, place) => this.group(group, state, other, place === 0)),
      ...together.map((group) => this.together(group, state, other)),
      groups.length === 0 ? element("p", { class: "empty" }, this.graph.edgesOf[node.index].length === 0 ? "No sentence connects it with another entity." : "The filters leave none of its connections.") : null);
    this.aside.scrollTop = 0;
    const wanted = this.shown.find((item) => item.other === other);
    if (other !== null && wanted) {
      for (const item of this.shown.filter((item) => item.other === other)) item.details.open = true;
      wanted.details.scrollIntoView({ block: "start" });
    }
  }

  heading(node) {
    const type = this.graph.types[node.type];
    return element("header", {}, element("h2", {}, nameOf(node.label, 300)), element("p", { class: "kind" }, swatch(type), " ", element("bdi", {}, visible(type.name))));
  }

  facts(node) {
    const rows = [];
    const row = (name, ...value) => rows.push(element("dt", {}, name), element("dd", {}, ...value));
    row("Named", `${counted(node.mentions, "time")} in ${counted(node.documents, "document")}`, span(node) && element("span", { class: "dates" }, span(node)));
    if (node.spellings.length > 0) row("Written", this.spellings(node));
    for (const [entry, reason] of node.uncertain) row("Uncertain", element("bdi", {}, visible(entry)), reason && element("span", { class: "reason" }, reason));
    const offices = this.offices(node);
    if (offices.length > 0) row("Offices", element("ul", { class: "plain" }, offices), element("span", { class: "reason" }, "as documents say"));
    for (const [name, value] of Object.entries(node.attributes)) row(title(name), this.attribute(name, value));
    return element("dl", { class: "about" }, rows);
  }

  spellings(node) {
    const list = element("span", { class: "spellings" });
    const fill = (limit) => list.replaceChildren(
      ...node.spellings.slice(0, limit).map(([text, times]) => element("span", {}, nameOf(text), element("span", { class: "times" }, ` ${grouped(times)}`))),
      node.spellings.length > limit ? element("button", { type: "button", class: "link", onclick: () => fill(Infinity) }, `and ${node.spellings.length - limit} more`) : "");
    fill(FIRST.spellings);
    return list;
  }

  /** The offices that documents state: the words of the office, and of whom. */
  offices(node) {
    const seen = new Map();
    for (const place of this.graph.edgesOf[node.index]) {
      const edge = this.graph.edges[place];
      if (edge.subject !== node.index || this.graph.relations[edge.relation].id !== "holds_position") continue;
      for (let at = 0; at < edge.quoted.length; at += QUOTED) {
        const { kind, mode } = quotedRow(this.graph, edge, at);
        if (kind === 0 && mode) seen.set(`${mode.toLowerCase()}\u0000${edge.object}`, [mode, edge.object]);
      }
    }
    return [...seen.values()].map(([mode, of]) => element("li", {}, element("bdi", {}, visible(mode)), " of ", this.link(of)));
  }

  attribute(name, value) {
    // A country, a capital: the id of another entity.
    const other = this.graph.byId.get(value);
    if (other !== undefined) return this.link(other);
    const address = name === "wikidata" && /^Q\d+$/.test(value) ? `https://www.wikidata.org/wiki/${value}` : /^https?:\/\/[^\s]+$/i.test(value) ? value : null;
    if (address === null) return element("bdi", {}, clip(visible(value), 400));
    return element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, element("bdi", {}, clip(visible(value), 80)));
  }

  link(node) {
    return element("button", { type: "button", class: "link", onclick: () => this.open(node) }, nameOf(this.graph.nodes[node].label));
  }

  group(group, state, other, first) {
    const { label } = this.graph.relations[group.relation], self = shownName(this.graph.nodes[state.entity].label);
    const short = element("bdi", { class: "self" }, clip(self, 40));
    const heading = group.direction === "in" ? ["… ", label, " ", short] : [short, " ", label, " …"];
    const list = element("ul", { class: "links" });
    const fill = (limit) => {
      list.replaceChildren(...group.links.slice(0, limit).map((link, place) => this.connection(link, state, first && place === 0)));
      if (group.links.length > limit) list.append(element("li", {}, element("button", { type: "button", class: "link", onclick: () => fill(Infinity) }, `and ${group.links.length - limit} more`)));
    };
    fill(group.links.some((link) => otherEnd(link, state.entity) === other) ? Infinity : FIRST.links);
    return element("section", { class: "relation" }, element("h3", {}, heading, element("span", { class: "count" }, grouped(group.links.length))), list);
  }

  connection(link, state, opened) {
    const other = otherEnd(link, state.entity);
    const marks = Object.entries(link.marks).filter(([, number]) => number > 0).map(([name, number]) => mark(name, number));
    const dates = period(link.first, link.last);
    const body = element("div", { class: "sentences" });
    const details = element("details", { ontoggle: () => { if (details.open && body.childElementCount === 0) this.sentences(body, link, state); } },
      element("summary", {},
        element("span", { class: "name" }, nameOf(this.graph.nodes[other].label, 80)),
        element("span", { class: "count", title: link.edge.lift === null ? null : `Named together ${link.edge.lift.toFixed(1)} times as often as chance would have it` }, link.weight > 0 ? counted(link.weight, "document") : ""),
        dates || marks.length > 0 ? element("span", { class: "numbers" }, dates && element("span", { class: "dates" }, dates), marks) : null),
      body);
    if (opened) {
      details.open = true;
      this.sentences(body, link, state);
    }
    this.shown.push({ other, details });
    return element("li", {}, details);
  }

  /** The sentences of a connection: those that the filters let in, then those that they leave out, marked as such. */
  sentences(body, link, state) {
    const { edge } = link, { shown, others } = rowsOf(this.graph, edge, state);
    const tools = { announce: this.announce, open: this.open };
    const other = otherEnd(link, state.entity);
    const hidden = edge.counted.length / COUNTED;
    const all = edge.quoted.length / QUOTED + hidden;
    const ids = [edge.subject, edge.object].map((end) => this.graph.nodes[end].id);
    body.replaceChildren(
      element("p", { class: "go" }, this.goTo(other)),
      ...shown.map((at) => quotation(this.graph, edge, at, tools)),
      others.length > 0 ? element("details", { class: "others" }, element("summary", {}, `${counted(others.length, "sentence")} of another kind, which the filters leave out`), others.map((at) => quotation(this.graph, edge, at, tools))) : "",
      hidden > 0 ? element("p", { class: "more" }, `${grouped(all - hidden)} of ${counted(all, "sentence")} are in this page. All of them: `, element("code", {}, `nisba why GRAPH ${ids.map(argument).join(" ")}`)) : "");
  }

  goTo(node) {
    return element("button", { type: "button", class: "link", onclick: () => this.open(node) }, "Go to ", nameOf(this.graph.nodes[node].label, 80), " →");
  }

  together(group, state, other) {
    const list = element("ul", { class: "links" });
    const fill = (limit) => {
      list.replaceChildren(...group.links.slice(0, limit).map((link) => this.connection(link, state, false)));
      if (group.links.length > limit) list.append(element("li", {}, element("button", { type: "button", class: "link", onclick: () => fill(Infinity) }, `and ${group.links.length - limit} more`)));
    };
    fill(group.links.some((link) => otherEnd(link, state.entity) === other) ? Infinity : FIRST.together);
    return element("section", { class: "relation bare" }, element("h3", {}, "Named in one sentence with …", element("span", { class: "count" }, grouped(group.links.length))), list);
  }
}

function otherEnd(link, node) {
  return link.edge.subject === node ? link.edge.object : link.edge.subject;
}

/** Connections by relation and direction, the group with the strongest one first; `links` come strongest first. */
export function groupsOf(graph, links, node) {
  const groups = new Map();
  for (const link of links) {
    const { relation, subject } = link.edge, { symmetric, id } = graph.relations[relation];
    const direction = symmetric ? "both" : subject === node ? "out" : "in";
    const key = `${relation} ${direction}`;
    if (!groups.has(key)) groups.set(key, { relation, direction, bare: id === "co_occurs", links: [] });
    groups.get(key).links.push(link);
  }
  return [...groups.values()];
}

function span(node) {
  if (!node.first) return "";
  return node.first === node.last ? visible(node.first) : `${visible(node.first)} to ${visible(node.last)}`;
}

function title(name) {
  const words = visible(name).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** An id as an argument on a command line. */
function argument(id) {
  return /^[\w.:-]+$/.test(id) ? id : `'${visible(id).replaceAll("'", "'\\''")}'`;
}
