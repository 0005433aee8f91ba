// From a name as somebody types it to entities.

import { distance, foldName, reach, soundsOf, withoutArticles } from "./fold.js";

/** Why an entity is found, the best reason first. */
export const REASONS = ["id", "name", "spelling", "article", "part", "start", "sounds", "near"];

/** Makes what searches need; `nodes` have an id, folded names (the label first) and a number of mentions. */
export class Search {
  constructor(nodes) {
    this.nodes = nodes;
    this.byId = new Map(nodes.map((node) => [node.id, node.index]));
    /** Every word once, with its sounds. */
    this.words = [];
    this.sounds = [];
    const places = new Map();
    const place = (word) => {
      if (!places.has(word)) {
        places.set(word, this.words.length);
        this.words.push(word);
        this.sounds.push(soundsOf(word));
      }
      return places.get(word);
    };
    /** Every name: the node, its folded form with and without articles, and its words by their places. */
    this.names = nodes.flatMap((node) => node.names.map((folded, which) => {
      const bare = withoutArticles(folded);
      const words = bare.split(" ").map(place);
      // Written together: Al Noor, Alnoor.
      const together = words.length > 1 && words.length < 4 ? place(bare.replaceAll(" ", "")) : -1;
      return { node: node.index, which, folded, bare, words, together };
    }));
  }

  /** The entities that a text may mean: `{ node, reason, name }`, the best first. */
  find(text, limit = 12) {
    const folded = foldName(text), bare = withoutArticles(folded);
    const best = new Map();
    const take = (node, rank, cost, which) => {
      const known = best.get(node);
      if (!known || rank < known.rank || (rank === known.rank && cost < known.cost)) best.set(node, { node, rank, cost, which });
    };
    const id = this.byId.get(text.trim());
    if (id !== undefined) take(id, 0, 0, 0);
    if (folded) {
      const asked = bare.split(" ").map((word) => this.likeness(word));
      for (const name of this.names) {
        if (name.folded === folded) take(name.node, name.which === 0 ? 1 : 2, 0, name.which);
        else if (name.bare === bare) take(name.node, 3, 0, name.which);
        else {
          const found = fit(asked, name);
          if (found) take(name.node, found.rank, found.cost, name.which);
        }
      }
    }
    const order = [...best.values()].sort((a, b) =>
      a.rank - b.rank || a.cost - b.cost || this.nodes[b.node].mentions - this.nodes[a.node].mentions || a.node - b.node);
    // What only sounds alike is of no use beside what fits.
    const sure = order.filter((hit) => hit.rank < 6);
    const hits = sure.length >= limit / 2 ? sure : order;
    return hits.slice(0, limit).map((hit) => ({ node: hit.node, reason: REASONS[hit.rank], name: this.nodes[hit.node].names[hit.which] ?? "" }));
  }

  /** For every word how well a typed word fits it: rank and cost by the place of the word. */
  likeness(word) {
    const fits = new Map();
    const sounds = soundsOf(word), far = reach(word), half = Math.ceil(word.length / 2);
    this.words.forEach((other, place) => {
      if (other === word) fits.set(place, [4, 0]);
      else if (word.length > 1 && other.startsWith(word)) fits.set(place, [5, 0]);
      else if (word.length > 2) {
        const alike = sounds !== "" && sounds === this.sounds[place];
        const steps = distance(word, other, alike ? half : far);
        if (alike && steps <= half) fits.set(place, [6, steps]);
        else if (steps <= far && other.length > 2) fits.set(place, [7, steps]);
      }
    });
    return fits;
  }
}

/** Each typed word has to fit a word of the name, or all of them the name written together. */
function fit(asked, name) {
  let rank = 4, cost = 0;
  for (const fits of asked) {
    let best = null;
    for (const place of name.words) {
      const found = fits.get(place);
      if (found && (!best || found[0] < best[0] || (found[0] === best[0] && found[1] < best[1]))) best = found;
    }
    if (!best && asked.length === 1 && name.together >= 0) {
      const found = fits.get(name.together);
      if (found) best = [Math.max(found[0], 6), found[1]];
    }
    if (!best) return null;
    rank = Math.max(rank, best[0]);
    cost += best[1];
  }
  // Of two names that fit as well the shorter one is nearer to what was typed.
  return { rank, cost: cost + (name.words.length - asked.length) / 100 };
}
