// What is left of the graph under the filters. Every number is counted again from the evidence that the filters let in, as
// `nisba export` with --type, --relation, --since, --until, --include and --min-weight counts it.

import { COUNTED, QUOTED, documentOf } from "./data.js";

export const KINDS = ["asserted", "planned", "possible", "denied", "negated"];

/** For each kind of evidence whether it is let in. */
export function admitted(kinds) {
  return Array.from({ length: 8 }, (_, kind) => {
    const modality = kind & 3, negative = (kind & 4) !== 0;
    if (modality === 3) return kinds.has("denied");
    if (!negative) return kinds.has(KINDS[modality]);
    return kinds.has("negated") && (modality === 0 || kinds.has(KINDS[modality]));
  });
}

/** First or last day of `2025`, `2025-07` or `2025-07-31` as a number; 0 for what is no date. */
export function dayOf(text, last) {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text.trim());
  if (!parts) return 0;
  const [year, month, day] = parts.slice(1).map((part) => (part === undefined ? null : Number(part)));
  return year * 10000 + (month ?? (last ? 12 : 1)) * 100 + (day ?? (last ? 31 : 1));
}

/** For each period whether it touches the time between two dates. What has no date is in no such time. */
function touching(periods, from, until) {
  return periods.map(([first, last]) => (!from || (last !== 0 && last >= from)) && (!until || (first !== 0 && first <= until)));
}

/**
 * The connections that the filters leave, with their numbers, and for each node its connections, the strongest first.
 * `state` has shown types and relations (sets of places), kinds (a set of words), from, until (dates) and weight.
 */
export function select(graph, state) {
  const kinds = admitted(state.kinds);
  const periods = touching(graph.periods, dayOf(state.from, false), dayOf(state.until, true));
  const seen = { copies: new Int32Array(graph.documents.length), outlets: new Int32Array(graph.documents.length), documents: new Int32Array(graph.documents.length) };
  const links = [];
  const of = graph.nodes.map(() => []);
  let undated = 0;
  for (const edge of graph.edges) {
    if (!state.relations.has(edge.relation)) continue;
    if (!state.types.has(graph.nodes[edge.subject].type) || !state.types.has(graph.nodes[edge.object].type)) continue;
    const link = count(graph, edge, kinds, periods, seen);
    undated += link.undated;
    if (link.sentences === 0 || link.weight < state.weight) continue;
    links.push(link);
    of[edge.subject].push(link);
    if (edge.object !== edge.subject) of[edge.object].push(link);
  }
  const order = strongestFirst(graph);
  for (const list of of) list.sort(order);
  return { links, of, undated };
}

/** Stated connections before bare co-occurrences, then by weight and number of sentences, then as they stand. */
export function strongestFirst(graph) {
  const bare = graph.relations.map((relation) => (relation.id === "co_occurs" ? 1 : 0));
  return (a, b) => bare[a.edge.relation] - bare[b.edge.relation] || b.weight - a.weight || b.sentences - a.sentences || a.edge.index - b.edge.index;
}

function count(graph, edge, kinds, periods, seen) {
  const stamp = edge.index + 1;
  const link = { edge, weight: 0, sentences: 0, plain: 0, documents: 0, sources: 0, first: 0, last: 0, marks: { planned: 0, possible: 0, denied: 0, negated: 0 }, undated: 0 };
  const add = (document, kind, period) => {
    if (!periods[period]) {
      if (graph.periods[period][0] === 0 && kinds[kind]) link.undated += 1;
      return;
    }
    // What is planned or denied is told of every connection, whether or not it is let in.
    if ((kind & 3) !== 0) link.marks[KINDS[kind & 3]] += 1;
    if (kind & 4) link.marks.negated += 1;
    if (!kinds[kind]) return;
    link.sentences += 1;
    if (kind === 0) link.plain += 1;
    const { original, outlet } = graph.documents[document];
    if (seen.copies[original] !== stamp) { seen.copies[original] = stamp; link.weight += 1; }
    if (seen.documents[document] !== stamp) { seen.documents[document] = stamp; link.documents += 1; }
    if (outlet >= 0 && seen.outlets[outlet] !== stamp) { seen.outlets[outlet] = stamp; link.sources += 1; }
    const [first, last] = graph.periods[period];
    if (first !== 0 && (link.first === 0 || first < link.first)) link.first = first;
    if (last > link.last) link.last = last;
  };
  for (let at = 0; at < edge.quoted.length; at += QUOTED) add(documentOf(graph, edge, at), edge.quoted[at + 1], edge.quoted[at + 2]);
  for (let at = 0; at < edge.counted.length; at += COUNTED) add(edge.counted[at], edge.counted[at + 1], edge.counted[at + 2]);
  return link;
}

/** The places of the quoted rows that the filters let in, and of those that they leave out. */
export function rowsOf(graph, edge, state) {
  const kinds = admitted(state.kinds);
  const periods = touching(graph.periods, dayOf(state.from, false), dayOf(state.until, true));
  const shown = [], others = [];
  for (let at = 0; at < edge.quoted.length; at += QUOTED) {
    if (!periods[edge.quoted[at + 2]]) continue;
    (kinds[edge.quoted[at + 1]] ? shown : others).push(at);
  }
  return { shown, others };
}

/** A day as it is written: 20250731 is 2025-07-31. */
export function written(day) {
  const text = String(day).padStart(8, "0");
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

/** A period in words; a whole month or year by its name. */
export function period(first, last) {
  if (!first && !last) return "";
  if (!first || !last || first === last) return written(first || last);
  const [a, b] = [written(first), written(last)];
  if (a.slice(0, 4) === b.slice(0, 4) && a.endsWith("-01-01") && b.endsWith("-12-31")) return a.slice(0, 4);
  if (a.slice(0, 7) === b.slice(0, 7) && a.endsWith("-01") && Number(b.slice(8)) === daysIn(a)) return a.slice(0, 7);
  return `${a} to ${b}`;
}

function daysIn(date) {
  return new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();
}
