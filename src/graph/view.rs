//! What a reader asked to see of a graph.

use super::{Edge, Ego, EvidenceRow, Filter, Include, KnowledgeGraph, NodeFacts};
use std::collections::{BTreeSet, HashMap};

/// One node of a view.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'g> {
    /// Id of the entity.
    pub id: &'g str,
    /// What all documents say about it, also those that the view leaves out.
    pub facts: &'g NodeFacts,
    /// Number of its community, from 0, the largest first.
    pub community: u32,
    /// Its rank; the ranks of all nodes add up to 1 before `top` and `ego` cut the view.
    pub pagerank: f64,
    /// Where it stands in a picture, x to the right and y upwards, in the unit of [`GraphView::diameters`]; none before [`GraphView::lay_out`].
    pub position: Option<[f64; 2]>,
}

/// A part of a graph with its edges and measures.
#[derive(Debug, Clone)]
pub struct GraphView<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) nodes: Vec<Node<'g>>,
    pub(super) edges: Vec<Edge<'g>>,
    /// The places of subject and object of each edge among the nodes: ids are looked up once.
    ends: Vec<[usize; 2]>,
    /// Evidence that makes no edge in this view (plans, denials), but would in another.
    silent: Vec<&'g EvidenceRow>,
}

impl<'g> GraphView<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph, filter: &Filter) -> Self {
        let (edges, silent) = edges(graph, filter);
        let mut view = Self { graph, nodes: Vec::new(), edges, ends: Vec::new(), silent };
        view.prune(filter);
        view.lift();
        let linked = filter.is_selective().then(|| view.linked());
        let kept = graph.nodes().iter().filter(|(id, _)| linked.as_ref().is_none_or(|linked| linked.contains(id.as_str())));
        view.nodes = kept.map(|(id, facts)| Node { id, facts, community: 0, pagerank: 0.0, position: None }).collect();
        view.place();
        view.measure();
        view.cut(filter);
        view
    }

    /// The whole graph.
    pub fn graph(&self) -> &'g KnowledgeGraph {
        self.graph
    }

    /// Nodes in id order.
    pub fn nodes(&self) -> &[Node<'g>] {
        &self.nodes
    }

    /// Edges in the order of subject, relation and object.
    pub fn edges(&self) -> &[Edge<'g>] {
        &self.edges
    }

    /// The node with an id.
    pub fn node(&self, id: &str) -> Option<&Node<'g>> {
        self.index(id).map(|place| &self.nodes[place])
    }

    /// The place of a node in [`Self::nodes`].
    pub(super) fn index(&self, id: &str) -> Option<usize> {
        self.nodes.binary_search_by(|node| node.id.cmp(id)).ok()
    }

    /// All evidence of the view, also what makes no edge in it, in the order of the graph.
    pub fn evidence(&self) -> Vec<&'g EvidenceRow> {
        let of_edges = self.edges.iter().flat_map(|edge| edge.rows.iter().chain(&edge.left_out));
        let mut rows: Vec<_> = of_edges.chain(&self.silent).copied().collect();
        rows.sort_unstable();
        rows
    }

    /// The places of subject and object of each edge in [`Self::nodes`], in the order of [`Self::edges`].
    pub(crate) fn ends(&self) -> &[[usize; 2]] {
        &self.ends
    }

    /// Looks up where the edges end; to be called when nodes or edges have changed.
    fn place(&mut self) {
        let places: HashMap<&str, usize> = self.nodes.iter().zip(0..).map(|(node, place)| (node.id, place)).collect();
        // Every edge ends in nodes of the view.
        let place = |id| places.get(id).copied().unwrap_or_default();
        let mut ends: Vec<[usize; 2]> = Vec::with_capacity(self.edges.len());
        for edges in self.edges.chunk_by(|a, b| a.subject == b.subject) {
            let subject = place(edges[0].subject);
            ends.extend(edges.iter().map(|edge| [subject, place(edge.object)]));
        }
        self.ends = ends;
    }

    /// How far beyond chance the ends of co-occurrence edges are named together.
    fn lift(&mut self) {
        let named = |id: &str| self.graph.nodes().get(id).map_or(0, |facts| u128::from(facts.n_sentences));
        for edge in self.edges.iter_mut().filter(|edge| edge.is_cooccurrence()) {
            let chance = named(edge.subject) * named(edge.object);
            // Integers until the last step: the same everywhere.
            let thousandths = (u128::from(edge.n_evidence) * u128::from(self.graph.sentences()) * 1000).checked_div(chance);
            edge.lift = thousandths.and_then(|lift| u32::try_from(lift).ok()).map(|lift| f64::from(lift) / 1000.0);
        }
    }

    fn linked(&self) -> BTreeSet<&'g str> {
        self.edges.iter().flat_map(|edge| [edge.subject, edge.object]).collect()
    }

    /// Leaves out edges that the rest of the graph decides on: see [`Filter`] for the order.
    fn prune(&mut self, filter: &Filter) {
        filter.prune(self.graph, &mut self.edges);
        // The silent evidence of a filtered view must end in nodes of the view.
        if filter.is_selective() {
            let linked = self.linked();
            self.silent.retain(|row| linked.contains(row.subject.as_str()) && linked.contains(row.object.as_str()));
        }
    }

    /// Cuts to the surroundings of one entity, then to the highest ranks.
    fn cut(&mut self, filter: &Filter) {
        if let Some(ego) = &filter.ego {
            let near = self.surroundings(ego);
            self.keep(&near, Some(&ego.id));
        }
        if let Some(top) = filter.top {
            let ego = filter.ego.as_ref().map(|ego| ego.id.as_str());
            let mut order: Vec<_> = self.nodes.iter().collect();
            order
                .sort_by(|a, b| (Some(a.id) != ego).cmp(&(Some(b.id) != ego)).then(b.pagerank.total_cmp(&a.pagerank)).then(a.id.cmp(b.id)));
            let best: BTreeSet<_> = order.iter().take(top).map(|node| node.id).collect();
            self.keep(&best, ego);
        }
    }

    /// Keeps some nodes, the edges among them, and of these nodes those that have one.
    fn keep(&mut self, ids: &BTreeSet<&str>, always: Option<&str>) {
        self.edges.retain(|edge| ids.contains(edge.subject) && ids.contains(edge.object));
        let linked = self.linked();
        let all = self.nodes.len();
        self.nodes.retain(|node| ids.contains(node.id) && (linked.contains(node.id) || Some(node.id) == always));
        if self.nodes.len() < all {
            // What is left is a picture of its own.
            self.nodes.iter_mut().for_each(|node| node.position = None);
        }
        let nodes: BTreeSet<_> = self.nodes.iter().map(|node| node.id).collect();
        self.silent.retain(|row| nodes.contains(row.subject.as_str()) && nodes.contains(row.object.as_str()));
        self.place();
    }

    fn surroundings(&self, ego: &Ego) -> BTreeSet<&'g str> {
        let around = self.adjacency();
        let mut rim: Vec<usize> = self.index(&ego.id).into_iter().collect();
        let mut seen: BTreeSet<usize> = rim.iter().copied().collect();
        for _ in 0..ego.depth {
            let next = rim.iter().flat_map(|&node| around.neighbours(node)).map(|&other| other as usize);
            rim = next.filter(|&other| seen.insert(other)).collect();
            if rim.is_empty() {
                break;
            }
        }
        seen.into_iter().map(|place| self.nodes[place].id).collect()
    }
}

/// The edges that a filter leaves before any cut, and the evidence that makes none because nothing in it is said to be so.
fn edges<'g>(graph: &'g KnowledgeGraph, filter: &Filter) -> (Vec<Edge<'g>>, Vec<&'g EvidenceRow>) {
    let everything = Include { planned: true, possible: true, denied: true, negated: true };
    let (mut edges, mut silent) = (Vec::new(), Vec::new());
    for group in graph.groups() {
        let rows: Vec<_> = graph.evidence()[group].iter().filter(|row| filter.keeps(graph, row)).collect();
        let Some(first) = rows.first() else { continue };
        let fold = |include| Edge::fold(&rows, graph.relation(&first.relation), include);
        match fold(filter.include) {
            Some(edge) if edge.n_evidence > 0 => edges.extend(Some(edge).filter(|edge| edge.weight >= filter.min_weight)),
            _ => silent.extend(fold(everything).filter(|edge| edge.weight >= filter.min_weight).into_iter().flat_map(|edge| edge.rows)),
        }
    }
    (edges, silent)
}
