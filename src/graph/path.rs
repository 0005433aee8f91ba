//! Shortest connections between two entities.

use super::{Edge, GraphView, Node};
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::{Bfs, EdgeRef};
use std::cmp::Reverse;
use std::collections::BTreeMap;
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

impl<'g> GraphView<'g> {
    /// Up to `limit` ways of the fewest steps, the best first: those over stated relations before those over bare co-occurrence, then
    /// those whose weakest step has the most independent documents. Directions do not matter. Empty where there is no way.
    pub fn paths(&self, from: &str, to: &str, limit: usize) -> Vec<Path<'_, 'g>> {
        let (Some(from), Some(to)) = (self.index(from), self.index(to)) else { return Vec::new() };
        let pairs = self.pairs();
        let ways = self.best_chains(&pairs, NodeIndex::new(from), NodeIndex::new(to), limit);
        ways.iter().map(|way| self.path(&pairs, &way.nodes().collect::<Vec<_>>())).collect()
    }

    fn pairs(&self) -> Pairs {
        let mut joined: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (place, edge) in self.edges().iter().enumerate() {
            if let (Some(a), Some(b)) = (self.index(edge.subject), self.index(edge.object))
                && a != b
            {
                joined.entry((a.min(b), a.max(b))).or_default().push(place);
            }
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

    /// The best chains from `from` to `to`. Every shortest way only ever comes nearer to the goal, so the best chains of a node are made of
    /// the best chains of its neighbours that are one step nearer.
    fn best_chains(&self, pairs: &Pairs, from: NodeIndex, to: NodeIndex, limit: usize) -> Vec<Chain> {
        let distance = distances(pairs, to);
        let Some(&length) = distance.get(&from) else { return Vec::new() };
        let mut order: Vec<_> = distance.iter().filter(|&(_, &steps)| steps <= length).map(|(&node, &steps)| (steps, node)).collect();
        order.sort_unstable();
        let mut best: BTreeMap<NodeIndex, Vec<Rc<Chain>>> = BTreeMap::new();
        for (steps, node) in order {
            let mut chains = Vec::new();
            if node == to {
                chains.push(Rc::new(Chain { cost: (0, Reverse(u64::MAX), Reverse(0)), node, next: None }));
            }
            for pair in pairs.edges(node) {
                let next = if pair.source() == node { pair.target() } else { pair.source() };
                if distance.get(&next).is_some_and(|&nearer| nearer + 1 == steps)
                    && let Some(edge) = pair.weight().first().map(|&place| &self.edges()[place])
                {
                    for chain in best.get(&next).into_iter().flatten() {
                        let (bare, Reverse(weakest), Reverse(evidence)) = chain.cost;
                        let bare = bare + usize::from(edge.is_cooccurrence());
                        let cost = (bare, Reverse(weakest.min(edge.weight)), Reverse(evidence + edge.n_evidence));
                        chains.push(Rc::new(Chain { cost, node, next: Some(Rc::clone(chain)) }));
                    }
                }
            }
            // Node indices are in id order, which makes the order total.
            chains.sort_by(|a, b| a.cost.cmp(&b.cost).then_with(|| a.nodes().cmp(b.nodes())));
            chains.truncate(limit);
            best.insert(node, chains);
        }
        best.remove(&from).unwrap_or_default().iter().map(|chain| Chain::clone(chain)).collect()
    }

    fn path(&self, pairs: &Pairs, nodes: &[NodeIndex]) -> Path<'_, 'g> {
        let steps = nodes.windows(2).filter_map(|ends| {
            let places = pairs.edge_weight(pairs.find_edge(ends[0], ends[1])?)?;
            Some(Step { to: &self.nodes()[ends[1].index()], edges: places.iter().map(|&place| &self.edges()[place]).collect() })
        });
        Path { start: &self.nodes()[nodes[0].index()], steps: steps.collect() }
    }
}

/// How many steps away every node is that can be reached.
fn distances(pairs: &Pairs, to: NodeIndex) -> BTreeMap<NodeIndex, usize> {
    let mut distance = BTreeMap::from([(to, 0)]);
    let mut search = Bfs::new(pairs, to);
    while let Some(node) = search.next(pairs) {
        let steps = distance.get(&node).copied().unwrap_or_default() + 1;
        for next in pairs.neighbors(node) {
            distance.entry(next).or_insert(steps);
        }
    }
    distance
}
