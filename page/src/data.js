// The data of the page, as src/export/html writes it.

/** Numbers of one quoted row: sentence, kind, period, context, and from-until of the subject, the object and the words between. */
export const QUOTED = 10;
/** Numbers of one counted row: document, kind, period. */
export const COUNTED = 3;

/** The words of a kind of evidence; the number is the modality, and 4 more where the sentence says that it is not so. */
const MODALITIES = ["asserted", "planned", "possible", "denied"];

/** What keeps a row from being a plain fact. */
export function marksOf(kind) {
  const marks = (kind & 3) === 0 ? [] : [MODALITIES[kind & 3]];
  return kind & 4 ? [...marks, "negated"] : marks;
}

export function readGraph(text) {
  const data = JSON.parse(text);
  const nodes = data.nodes.map((row, index) => {
    const node = { index };
    data.node_columns.forEach((name, place) => { node[name] = row[place]; });
    return node;
  });
  for (const node of nodes) node.names = namesOf(node);
  const edges = data.edges.map(([[subject, object, relation], quoted, counted = [], lift = null], index) =>
    ({ index, subject, object, relation, quoted, counted, lift }));
  const edgesOf = nodes.map(() => []);
  for (const edge of edges) {
    edgesOf[edge.subject].push(edge.index);
    if (edge.object !== edge.subject) edgesOf[edge.object].push(edge.index);
  }
  return {
    nodes,
    edges,
    edgesOf,
    byId: new Map(nodes.map((node) => [node.id, node.index])),
    types: data.types.map(([name, shape, colour]) => ({ name, shape, colour })),
    relations: data.relations,
    /** The kinds of evidence that made connections when the page was written. */
    included: data.include,
    sentences: data.sentences,
    documents: data.documents.map(([id, date, source, original, outlet]) => ({ id, date, source, original, outlet })),
    periods: data.periods,
    contexts: data.contexts,
    words: data.words,
  };
}

/** The folded names of a node, each once, the label first. Those that are not plain the program has folded. */
function namesOf({ label, spellings, names }) {
  const folded = new Map(names);
  const all = [label, ...spellings.map(([text]) => text)].map((name, place) => folded.get(place) ?? plainlyFolded(name));
  return [...new Set(all)].filter((name) => name !== "");
}

/** The letters and digits of ASCII in lower case, a space for everything between them. */
function plainlyFolded(name) {
  return (name.match(/[a-zA-Z0-9]+/g) ?? []).join(" ").toLowerCase();
}

/** The document of a row that is quoted. */
export function documentOf(graph, edge, at) {
  return graph.sentences[edge.quoted[at]][0];
}

/** Everything about a quoted row. */
export function quotedRow(graph, edge, at) {
  const [sentence, kind, period, context, ...spans] = edge.quoted.slice(at, at + QUOTED);
  const [document, number, start, end, quote] = graph.sentences[sentence];
  const [rule, confidence, zone, says, place, when, mode] = graph.contexts[context];
  const word = (place) => (place < 0 ? null : graph.words[place]);
  const named = ([words, node]) => (words < 0 ? null : { text: word(words), node: node < 0 ? null : node });
  return {
    kind,
    number,
    start,
    end,
    quote,
    document: graph.documents[document],
    source: word(graph.documents[document].source),
    period: graph.periods[period],
    rule: word(rule),
    confidence,
    zone,
    says: named(says),
    place: named(place),
    when: word(when),
    mode: word(mode),
    parts: [[spans[0], spans[1], "subject"], [spans[2], spans[3], "object"], [spans[4], spans[5], "relation"]]
      .filter(([from, until]) => from >= 0 && until > from)
      .sort((a, b) => a[0] - b[0]),
  };
}
