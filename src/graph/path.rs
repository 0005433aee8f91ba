//! Shortest connections between two entities.

use super::{Edge, GraphView, Node};
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

/// A way from one entity to another.
#[derive(Debug, Clone)]
pub struct Path<'v, 'g> {
    /// Where it starts.
    pub start: &'v Node<'g>,
    /// One step per edge; none where both ends are the same.
    pub steps: Vec<Step<'v, 'g>>,
}

/// One step of a way.
#[derive(Debug, Clone)]
pub struct Step<'v, 'g> {
    /// Where the step leads.
    pub to: &'v Node<'g>,
    /// All edges between the two entities, in either direction, the strongest first; co-occurrences come last. Never empty.
    pub edges: Vec<&'v Edge<'g>>,
}

/// What a way costs beside its length: bare co-occurrences, then how weak its weakest step is, then how little evidence it has in all.
type Cost = (usize, Reverse<u64>, Reverse<u64>);

/// A joined pair: the places of its edges, the strongest first.
type Pairs = UnGraph<(), Vec<usize>>;

/// A way as its nodes. The best sorts first: the fewest steps, then the least cost; node indices are in id order, which makes it total.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    steps: usize,
    cost: Cost,
    nodes: Vec<NodeIndex>,
}

/// What a search must not use: nodes, and some first steps.
#[derive(Debug, Default)]
struct Closed {
    nodes: BTreeSet<NodeIndex>,
    first: BTreeSet<NodeIndex>,
}

/// A way to the goal as a chain that shares its tail with others.
#[derive(Debug, Clone)]
struct Chain {
    cost: Cost,
    node: NodeIndex,
    next: Option<Rc<Chain>>,
}

impl Chain {
    fn nodes(&self) -> impl Iterator<Item = NodeIndex> {
        std::iter::successors(Some(self), |chain| chain.next.as_deref()).map(|chain| chain.node)
    }
}

/// What a way without steps costs.
const NOTHING: Cost = (0, Reverse(u64::MAX), Reverse(0));

impl<'g> GraphView<'g> {
    /// Up to `limit` ways that come to no entity twice, the shortest first. Of one length those over stated relations come before those over
    /// bare co-occurrence, then those whose weakest step has the most independent documents. Directions do not matter. Empty where there is
    /// no way.
    ///
    /// The ways of the fewest steps are found together; longer ones branch off from those that are known (Yen 1971, "Finding the k shortest
    /// loopless paths in a network"), each by a search of its own.
    pub fn paths(&self, from: &str, to: &str, limit: usize) -> Vec<Path<'_, 'g>> {
        let (Some(from), Some(to)) = (self.index(from), self.index(to)) else { return Vec::new() };
        let pairs = self.pairs();
        let ends = [from, to].map(NodeIndex::new);
        let mut found = self.shortest(&pairs, ends, limit, &Closed::default());
        let (mut waiting, mut branched) = (BTreeSet::new(), 0);
        while !found.is_empty() && found.len() < limit {
            for way in &found[branched..] {
                waiting.extend(self.branches(&pairs, way, &found));
            }
            branched = found.len();
            let Some(next) = waiting.pop_first() else { break };
            found.push(next);
        }
        found.iter().map(|way| self.path(&pairs, &way.nodes)).collect()
    }

    fn pairs(&self) -> Pairs {
        let mut joined: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (place, &[a, b]) in self.ends().iter().enumerate().filter(|(_, [a, b])| a != b) {
            joined.entry((a.min(b), a.max(b))).or_default().push(place);
        }
        let mut pairs = Pairs::with_capacity(self.nodes().len(), joined.len());
        for _ in self.nodes() {
            pairs.add_node(());
        }
        for ((a, b), mut places) in joined {
            places.sort_by(|&x, &y| self.edges()[x].rank().cmp(&self.edges()[y].rank()));
            pairs.add_edge(NodeIndex::new(a), NodeIndex::new(b), places);
        }
        pairs
    }

    /// The best way that leaves a way at each of its nodes by a step that no known way with the same beginning takes.
    fn branches(&self, pairs: &Pairs, way: &Way, known: &[Way]) -> Vec<Way> {
        let Some(&goal) = way.nodes.last() else { return Vec::new() };
        let branch = |place: usize| {
            let root = &way.nodes[..=place];
            let taken = known.iter().filter(|other| other.nodes.starts_with(root)).filter_map(|other| other.nodes.get(place + 1));
            let closed = Closed { nodes: root[..place].iter().copied().collect(), first: taken.copied().collect() };
            let rest = self.shortest(pairs, [root[place], goal], 1, &closed).pop()?;
            let nodes: Vec<_> = root.iter().chain(&rest.nodes[1..]).copied().collect();
            Some(Way { steps: nodes.len() - 1, cost: self.cost(pairs, &nodes), nodes })
        };
        (0..way.steps).filter_map(branch).collect()
    }

    /// Up to `limit` of the ways with the fewest steps, the best first. Every one only ever comes nearer to the goal, so the best chains of a
    /// node are made of the best chains of its neighbours that are one step nearer.
    fn shortest(&self, pairs: &Pairs, [from, to]: [NodeIndex; 2], limit: usize, closed: &Closed) -> Vec<Way> {
        let Some(distance) = distances(pairs, [from, to], closed) else { return Vec::new() };
        let nearer = |node: NodeIndex, next: NodeIndex| {
            distance[next.index()].is_some_and(|steps| Some(steps + 1) == distance[node.index()])
                && !(node == from && closed.first.contains(&next))
        };
        let steps = distance[from.index()].unwrap_or_default();
        // The nodes on these ways, from the start to the goal.
        let mut levels = vec![BTreeSet::from([from])];
        for level in 0..steps {
            let next = levels[level].iter().flat_map(|&node| pairs.neighbors(node).filter(move |&next| nearer(node, next))).collect();
            levels.push(next);
        }
        let mut best = BTreeMap::from([(to, vec![Rc::new(Chain { cost: NOTHING, node: to, next: None })])]);
        for &node in levels.iter().rev().skip(1).flatten() {
            let mut chains = Vec::new();
            for pair in pairs.edges(node) {
                let next = if pair.source() == node { pair.target() } else { pair.source() };
                if nearer(node, next) {
                    for chain in best.get(&next).into_iter().flatten() {
                        let cost = self.longer(chain.cost, pair.weight());
                        chains.push(Rc::new(Chain { cost, node, next: Some(Rc::clone(chain)) }));
                    }
                }
            }
            chains.sort_by(|a, b| a.cost.cmp(&b.cost).then_with(|| a.nodes().cmp(b.nodes())));
            chains.truncate(limit);
            best.insert(node, chains);
        }
        let chains = best.remove(&from).unwrap_or_default();
        chains.iter().map(|chain| Way { steps, cost: chain.cost, nodes: chain.nodes().collect() }).collect()
    }

    /// What a way costs with one step more.
    fn longer(&self, (bare, Reverse(weakest), Reverse(evidence)): Cost, places: &[usize]) -> Cost {
        let Some(edge) = places.first().map(|&place| &self.edges()[place]) else { return (bare, Reverse(weakest), Reverse(evidence)) };
        (bare + usize::from(edge.is_cooccurrence()), Reverse(weakest.min(edge.weight)), Reverse(evidence + edge.n_evidence))
    }

    fn cost(&self, pairs: &Pairs, nodes: &[NodeIndex]) -> Cost {
        let steps = nodes.windows(2).filter_map(|ends| pairs.edge_weight(pairs.find_edge(ends[0], ends[1])?));
        steps.fold(NOTHING, |cost, places| self.longer(cost, places))
    }

    fn path(&self, pairs: &Pairs, nodes: &[NodeIndex]) -> Path<'_, 'g> {
        let steps = nodes.windows(2).filter_map(|ends| {
            let places = pairs.edge_weight(pairs.find_edge(ends[0], ends[1])?)?;
            Some(Step { to: &self.nodes()[ends[1].index()], edges: places.iter().map(|&place| &self.edges()[place]).collect() })
        });
        Path { start: &self.nodes()[nodes[0].index()], steps: steps.collect() }
    }
}

/// How many steps away from the goal the nodes are that are no farther than the start; nothing where there is no way.
fn distances(pairs: &Pairs, [from, to]: [NodeIndex; 2], closed: &Closed) -> Option<Vec<Option<usize>>> {
    let mut distance = vec![None; pairs.node_count()];
    distance[to.index()] = Some(0);
    let mut rim = VecDeque::from([to]);
    while distance[from.index()].is_none() {
        let node = rim.pop_front()?;
        let steps = distance[node.index()].unwrap_or_default() + 1;
        for next in pairs.neighbors(node) {
            let shut = closed.nodes.contains(&next) || next == from && closed.first.contains(&node);
            if !shut && distance[next.index()].is_none() {
                distance[next.index()] = Some(steps);
                rim.push_back(next);
            }
        }
    }
    Some(distance)
}

#[cfg(test)]
mod tests {
    use crate::graph::Filter;
    use crate::graph::samples::{World, page};
    use proptest::prelude::*;

    /// All ways that come to no node twice, by their number of steps.
    fn lengths(joined: &[Vec<bool>], from: usize, to: usize, seen: &mut Vec<usize>, out: &mut Vec<usize>) {
        seen.push(from);
        if from == to {
            out.push(seen.len() - 1);
        } else {
            for next in (0..joined.len()).filter(|next| joined[from][*next]) {
                if !seen.contains(&next) {
                    lengths(joined, next, to, seen, out);
                }
            }
        }
        seen.pop();
    }

    proptest! {
        #[test]
        fn all_ways_are_found_in_the_order_of_their_length(ties in proptest::collection::vec((0..6_usize, 0..6_usize), 0..14), limit in 1..40_usize) {
            let names = ["Anna", "Bert", "Cleo", "Dora", "Emil", "Fred"];
            let world = World::new(&names.map(|name| (name, name, "person", "")));
            let mut joined = vec![vec![false; 6]; 6];
            let mut text = String::new();
            for (a, b) in ties.into_iter().filter(|(a, b)| a != b) {
                (joined[a][b], joined[b][a]) = (true, true);
                text.extend([names[a], " met ", names[b], ". "]);
            }
            text.push_str("Anna came. Fred came.");
            let graph = world.graph(&[page("1", "", "", &text)]);
            let view = graph.view(&Filter::default());
            let ways: Vec<Vec<&str>> = view
                .paths("Anna", "Fred", limit)
                .iter()
                .map(|way| std::iter::once(way.start.id).chain(way.steps.iter().map(|step| step.to.id)).collect())
                .collect();
            let mut expected = Vec::new();
            lengths(&joined, 0, 5, &mut Vec::new(), &mut expected);
            expected.sort_unstable();
            expected.truncate(limit);
            prop_assert_eq!(ways.iter().map(|way| way.len() - 1).collect::<Vec<_>>(), expected);
            let mut different = ways.clone();
            different.sort();
            different.dedup();
            prop_assert_eq!(different.len(), ways.len());
        }
    }
}
