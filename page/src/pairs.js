// Connections by the two entities that they join: one line in a picture, however many relations there are.

/** The pairs of some connections: `{ a, b, links, weight, bare }`, `a` before `b`, links the strongest first. Loops are left out. */
export function pairsOf(graph, links) {
  const pairs = new Map();
  for (const link of links) {
    const { subject, object, relation } = link.edge;
    if (subject === object) continue;
    const a = Math.min(subject, object), b = Math.max(subject, object);
    const key = a * graph.nodes.length + b;
    let pair = pairs.get(key);
    if (!pair) pairs.set(key, pair = { a, b, links: [], weight: 0, bare: true });
    pair.links.push(link);
    if (graph.relations[relation].id !== "co_occurs") {
      pair.weight = pair.bare ? link.weight : pair.weight + link.weight;
      pair.bare = false;
    } else if (pair.bare) pair.weight += link.weight;
  }
  return [...pairs.values()];
}

/** How a pair is drawn: `bare` for being named together only, `doubt` where nothing is stated as a fact, else `stated`. */
export function natureOf(pair) {
  if (pair.bare) return "bare";
  const doubtful = pair.links.every((link) => link.plain === 0);
  return doubtful ? "doubt" : "stated";
}

/** Which way all connections of a pair lead: 1 from a to b, -1 from b to a, 0 both or neither. */
export function directionOf(graph, pair) {
  let forward = false, backward = false;
  for (const { edge } of pair.links) {
    if (graph.relations[edge.relation].symmetric) continue;
    if (edge.subject === pair.a) forward = true;
    else backward = true;
  }
  return forward === backward ? 0 : forward ? 1 : -1;
}

/** The words on the line of a pair. */
export function wordsOf(graph, pair) {
  const labels = [...new Set(pair.links.map((link) => graph.relations[link.edge.relation].label))];
  return labels.length === 1 ? labels[0] : `${labels[0]} +${labels.length - 1}`;
}
