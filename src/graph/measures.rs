//! What can be computed of the nodes of a view from how they are joined. Directions do not matter, and what joins the same two nodes counts
//! together, with its weight.

use super::GraphView;
use super::adjacency::Adjacency;
use super::betweenness::betweenness;
use super::communities::communities;
use super::layout::lay_out;
use super::pagerank::pagerank;
use super::read::Saved;

/// What a node is in the whole of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Standing {
    /// Its rank; all of them add up to 1.
    pub pagerank: f64,
    /// Number of its community.
    pub community: u32,
    /// How many others it is joined to.
    pub degree: usize,
    /// The sum of the weights of its edges to others.
    pub strength: u64,
    /// The share of the pairs of others between which it stands: see [`GraphView::betweenness`].
    pub betweenness: f64,
}

/// What each of `nodes` nodes is; edges are pairs of places with a weight, in any order.
pub(crate) fn standings(nodes: usize, edges: &[(u32, u32, u64)]) -> Vec<Standing> {
    let graph = Adjacency::of(nodes, edges);
    let standing = |(node, ((pagerank, community), betweenness))| {
        let degree = graph.degree(node);
        Standing { pagerank, community, degree, strength: 0, betweenness }
    };
    let mut out: Vec<Standing> = of(&graph).zip(betweenness(&graph)).enumerate().map(standing).collect();
    for (a, b, weight) in edges.iter().filter(|(a, b, _)| a != b) {
        for end in [a, b] {
            out[*end as usize].strength += weight;
        }
    }
    out
}

fn of(graph: &Adjacency) -> impl Iterator<Item = (f64, u32)> + use<> {
    pagerank(graph).into_iter().zip(communities(graph))
}

impl Adjacency {
    /// The `PageRank` of each node; ranks add up to 1.
    pub fn pageranks(&self) -> Vec<f64> {
        pagerank(self)
    }

    /// The community of each node by the Leiden algorithm, numbered from 0, the largest first. Each is connected.
    pub fn communities(&self) -> Vec<u32> {
        communities(self)
    }
}

impl GraphView<'_> {
    /// Ranks and communities of the nodes as they are now.
    pub(super) fn measure(&mut self) {
        if let Some(saved) = self.graph.saved.as_ref().filter(|saved| saved.fits(&self.nodes, &self.edges)) {
            for node in &mut self.nodes {
                (node.pagerank, node.community, node.position) = saved.measures(node.id);
            }
            return;
        }
        let measures = of(&self.adjacency());
        for (node, (pagerank, community)) in self.nodes.iter_mut().zip(measures) {
            (node.pagerank, node.community) = (pagerank, community);
        }
    }

    /// The measures of the whole that the graph is a part of.
    fn whole(&self) -> Option<&Saved> {
        self.graph.saved.as_ref().filter(|saved| saved.is_of_whole())
    }

    /// Gives every node a position, where they have none: a picture that shows who is close to whom, in which no two nodes overlap and
    /// unconnected parts stand side by side. The same view always gives the same positions; a graph that was read from a file keeps those
    /// of the file as long as nothing is left out of it.
    pub fn lay_out(&mut self) {
        if self.nodes.iter().all(|node| node.position.is_some()) {
            return;
        }
        let communities: Vec<_> = self.nodes.iter().map(|node| node.community).collect();
        let positions = lay_out(&self.adjacency(), &communities, &self.diameters());
        for (node, position) in self.nodes.iter_mut().zip(positions) {
            node.position = Some(position);
        }
    }

    /// How large each node is drawn: diameters from 10 to 50, rounded to hundredths; areas grow with the rank.
    pub fn diameters(&self) -> Vec<f64> {
        let highest = self.nodes.iter().map(|node| node.pagerank).fold(0.0, f64::max);
        let share = |rank: f64| if highest > 0.0 { (rank / highest).clamp(0.0, 1.0) } else { 0.0 };
        self.nodes.iter().map(|node| ((10.0 + 40.0 * share(node.pagerank).sqrt()) * 100.0).round() / 100.0).collect()
    }

    /// How many others each node is joined to, in the order of [`Self::nodes`].
    pub fn degrees(&self) -> Vec<usize> {
        if let Some(whole) = self.whole() {
            return self.nodes.iter().map(|node| whole.standing(node.id).degree).collect();
        }
        let graph = self.adjacency();
        (0..graph.len()).map(|node| graph.degree(node)).collect()
    }

    /// The sum of the weights of each node's edges to others, in the order of [`Self::nodes`].
    pub fn strengths(&self) -> Vec<u64> {
        if let Some(whole) = self.whole() {
            return self.nodes.iter().map(|node| whole.standing(node.id).strength).collect();
        }
        let mut out = vec![0; self.nodes.len()];
        for (edge, &[a, b]) in self.edges.iter().zip(self.ends()).filter(|(_, [a, b])| a != b) {
            out[a] += edge.weight;
            out[b] += edge.weight;
        }
        out
    }

    /// The betweenness of each node, in the order of [`Self::nodes`]: of all pairs of others the share between which it stands on the shortest
    /// way; where there are several such ways, the part of them. From 0 to 1. Exact up to two thousand joined nodes, and from a sample beyond,
    /// always the same one (Brandes 2001; Brandes and Pich 2007).
    pub fn betweenness(&self) -> Vec<f64> {
        match self.whole() {
            Some(whole) => self.nodes.iter().map(|node| whole.standing(node.id).betweenness).collect(),
            None => betweenness(&self.adjacency()),
        }
    }

    /// Who is joined to whom, by the places in [`Self::nodes`].
    pub fn adjacency(&self) -> Adjacency {
        let place = |place| u32::try_from(place).unwrap_or(u32::MAX);
        let edges: Vec<_> = self.edges.iter().zip(self.ends()).map(|(edge, &[a, b])| (place(a), place(b), edge.weight)).collect();
        Adjacency::of(self.nodes.len(), &edges)
    }
}
