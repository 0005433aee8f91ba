// A sentence with the names marked, what keeps it from being a plain fact, and where it stands.

import { copy } from "./clipboard.js";
import { marksOf, quotedRow } from "./data.js";
import { element, visible } from "./dom.js";
import { period } from "./filter.js";

const MARKS = { planned: "planned", possible: "possible", denied: "denied", negated: "not so" };
const MEANINGS = {
  planned: "The sentence says that it is to come.",
  possible: "The sentence says that it may be.",
  denied: "Somebody denies it.",
  negated: "The sentence says that it is not so.",
};

/** The label of a mark. */
export function mark(name, number = 0) {
  return element("span", { class: `mark ${name}`, title: MEANINGS[name] }, number > 0 ? `${MARKS[name]} ${number}` : MARKS[name]);
}

/** One quoted row of a connection. */
export function quotation(graph, edge, at, { announce, open }) {
  const row = quotedRow(graph, edge, at);
  const button = element("button", { type: "button", class: "quiet", onclick: async () => announce(await copy(citation(row)) ? "Citation copied." : "The browser does not let the page copy.") }, "Copy citation");
  return element("figure", { class: marksOf(row.kind).length > 0 ? "quote doubtful" : "quote" },
    element("blockquote", { dir: "auto" }, marksOf(row.kind).map((name) => [mark(name), " "]), "“", marked(row), "”"),
    element("figcaption", {},
      element("span", { class: "source" }, element("bdi", {}, visible(row.document.id)), `, sentence ${row.number}`, row.source ? [", ", element("bdi", {}, visible(row.source))] : null, row.document.date ? `, ${visible(row.document.date)}` : null),
      circumstances(row, open), button));
}

/** The quote, with the words that name the ends and those that say the relation set off. */
function marked(row) {
  const parts = [];
  let end = 0;
  for (const [from, until, part] of row.parts) {
    parts.push(visible(row.quote.slice(end, from)), element("mark", { class: part }, visible(row.quote.slice(from, until))));
    end = until;
  }
  return [...parts, visible(row.quote.slice(end))];
}

/** Who says so, where, when, and how it was read. */
function circumstances(row, open) {
  const named = ({ text, node }) => (node === null ? element("bdi", {}, visible(text)) : element("button", { type: "button", class: "link", onclick: () => open(node) }, element("bdi", {}, visible(text))));
  const day = row.when && row.period[0] ? ` (${period(row.period[0], row.period[1])})` : "";
  const facts = [
    row.says && ["says ", named(row.says)],
    row.place && ["in ", named(row.place)],
    row.when && [visible(row.when), day],
    row.confidence === "inferred" && ["inferred across sentences"],
    row.zone !== "body" && [row.zone],
    row.rule && row.rule !== "co-occurrence" && [element("code", { title: "The rule that read it" }, row.rule)],
  ].filter(Boolean);
  return facts.length === 0 ? null : element("span", { class: "facts" }, facts.map((fact) => element("span", {}, fact)));
}

/** The sentence and where it stands, to paste into a text. */
export function citation(row) {
  const marks = marksOf(row.kind).map((name) => `[${MARKS[name]}] `).join("");
  const place = [row.document.id, `sentence ${row.number} (characters ${row.start}–${row.end})`, row.source, row.document.date];
  return `${marks}“${visible(row.quote)}” — ${place.filter(Boolean).map(visible).join(", ")}`;
}
