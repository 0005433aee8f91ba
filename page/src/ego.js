// An entity and what it is connected to: which nodes are drawn, and where.

import { strongestFirst } from "./filter.js";
import { pairsOf } from "./pairs.js";

/** So many nodes can be told apart in one picture. */
export const MOST = { near: 36, far: 40 };

/** The entities around one, the strongest first; `left` counts those for which there is no room. */
export function neighbourhood(graph, selection, entity, depth, most = MOST) {
  const levels = new Map([[entity, 0]]);
  let left = 0;
  const grow = (from, level, room) => {
    const found = new Map();
    for (const node of from) {
      for (const link of selection.of[node]) {
        const other = link.edge.subject === node ? link.edge.object : link.edge.subject;
        if (!levels.has(other)) found.set(other, (found.get(other) ?? 0) + link.weight);
      }
    }
    const bare = (node) => (selection.of[node].every((link) => graph.relations[link.edge.relation].id === "co_occurs") ? 1 : 0);
    const order = [...found].sort((a, b) => bare(a[0]) - bare(b[0]) || b[1] - a[1] || a[0] - b[0]).map(([node]) => node);
    left += Math.max(0, order.length - room);
    for (const node of order.slice(0, room)) levels.set(node, level);
    return order.slice(0, room);
  };
  const near = grow([entity], 1, most.near);
  if (depth > 1) grow(near, 2, most.far);
  const links = new Set();
  for (const node of levels.keys()) for (const link of selection.of[node]) links.add(link);
  const among = [...links].filter(({ edge }) => levels.has(edge.subject) && levels.has(edge.object));
  among.sort(strongestFirst(graph));
  return { nodes: [...levels].map(([node, level]) => ({ node, level })), pairs: pairsOf(graph, among), left };
}

/**
 * Places for the nodes of a neighbourhood in a picture of some width and height: the entity in the middle, its neighbours around it,
 * those that are connected near to each other, and no label on another. `boxes` has half the width and half the height of every node with
 * its label. The same input gives the same places.
 */
export function arrange(nodes, pairs, boxes, width, height) {
  const places = startingPlaces(nodes, pairs, width, height);
  const index = new Map(nodes.map(({ node }, place) => [node, place]));
  const springs = pairs.map((pair) => [index.get(pair.a), index.get(pair.b), pair.bare ? 0.4 : 1]);
  // Where many labels do not fit the picture, the plane is larger than it.
  const area = boxes.reduce((area, [x, y]) => area + 4 * x * y, 0);
  const grow = Math.max(1, Math.sqrt((area * 3.2) / (width * height)));
  const room = [(width / 2) * grow, (height / 2) * grow];
  const ideal = Math.min(Math.min(...room) * 0.62, 1.05 * Math.sqrt((4 * room[0] * room[1]) / nodes.length));
  const rounds = 260;
  for (let round = 0; round < rounds; round++) {
    const heat = 1 - round / rounds;
    const moves = places.map(() => [0, 0]);
    repel(places, moves, ideal);
    for (const [a, b, strength] of springs) pull(places, moves, a, b, ideal, strength);
    places.forEach((place, at) => {
      if (at === 0) return;
      const [dx, dy] = moves[at], length = Math.hypot(dx, dy) || 1, step = Math.min(length, 14 * heat + 0.5);
      place[0] += (dx / length) * step;
      place[1] += (dy / length) * step;
    });
    spread(places, boxes, round < rounds / 2 ? 0.3 : 1);
    contain(places, boxes, room);
  }
  for (let round = 0; round < 80 && spread(places, boxes, 1); round++) contain(places, boxes, room.map((side) => side * (1 + round / 200)));
  return places;
}

/** On rings, neighbours of one another side by side. */
function startingPlaces(nodes, pairs, width, height) {
  const around = new Map(nodes.map(({ node }) => [node, []]));
  for (const pair of pairs) {
    around.get(pair.a).push(pair.b);
    around.get(pair.b).push(pair.a);
  }
  const ring = [], levels = new Map(nodes.map(({ node, level }) => [node, level])), seen = new Set();
  const visit = (node) => {
    if (levels.get(node) !== 1 || seen.has(node)) return;
    seen.add(node);
    ring.push(node);
    for (const next of around.get(node)) visit(next);
  };
  for (const { node } of nodes) visit(node);
  const angles = new Map(ring.map((node, place) => [node, (place / Math.max(1, ring.length)) * 2 * Math.PI - Math.PI / 2]));
  const jitter = new Map();
  return nodes.map(({ node, level }, place) => {
    if (level === 0) return [0, 0];
    let angle = angles.get(node);
    if (angle === undefined) {
      const parent = around.get(node).find((other) => angles.has(other));
      const brothers = jitter.get(parent) ?? 0;
      jitter.set(parent, brothers + 1);
      angle = (angles.get(parent) ?? place) + (brothers % 2 ? 1 : -1) * Math.ceil(brothers / 2) * 0.21;
    }
    const radius = level * 0.24;
    return [Math.cos(angle) * width * radius, Math.sin(angle) * height * radius];
  });
}

function repel(places, moves, ideal) {
  const strength = ideal * ideal * 0.55;
  for (let a = 0; a < places.length; a++) {
    for (let b = a + 1; b < places.length; b++) {
      let dx = places[b][0] - places[a][0], dy = places[b][1] - places[a][1];
      if (dx === 0 && dy === 0) dx = 0.01 * (b - a);
      const push = strength / Math.max(dx * dx + dy * dy, 100);
      moves[a][0] -= dx * push * 0.022;
      moves[a][1] -= dy * push * 0.022;
      moves[b][0] += dx * push * 0.022;
      moves[b][1] += dy * push * 0.022;
    }
  }
}

function pull(places, moves, a, b, ideal, strength) {
  const dx = places[b][0] - places[a][0], dy = places[b][1] - places[a][1];
  const length = Math.hypot(dx, dy) || 1, force = ((length - ideal) / length) * 0.09 * strength;
  moves[a][0] += dx * force;
  moves[a][1] += dy * force;
  moves[b][0] -= dx * force;
  moves[b][1] -= dy * force;
}

/** Keeps boxes within half a width and half a height of the middle. */
function contain(places, boxes, room) {
  places.forEach((place, at) => {
    for (const axis of [0, 1]) {
      const most = Math.max(0, room[axis] - boxes[at][axis] - 8);
      place[axis] = Math.max(-most, Math.min(most, place[axis]));
    }
  });
}

/** Moves boxes apart that overlap; says whether there were any. */
function spread(places, boxes, share) {
  let overlaps = false;
  for (let a = 0; a < places.length; a++) {
    for (let b = a + 1; b < places.length; b++) {
      const dx = places[b][0] - places[a][0], dy = places[b][1] - places[a][1];
      const x = boxes[a][0] + boxes[b][0] - Math.abs(dx), y = boxes[a][1] + boxes[b][1] - Math.abs(dy);
      if (x <= 0 || y <= 0) continue;
      overlaps = true;
      // The shorter way out; the entity in the middle stays where it is.
      const [axis, way] = x < y * 1.6 ? [0, Math.sign(dx) || 1] : [1, Math.sign(dy) || 1];
      const by = ((axis === 0 ? x : y) + 1) * share;
      const fixed = a === 0 ? 0 : 0.5;
      places[a][axis] -= way * by * fixed;
      places[b][axis] += way * by * (1 - fixed);
    }
  }
  return overlaps;
}
