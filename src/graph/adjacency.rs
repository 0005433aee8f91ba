//! Who is joined to whom, and how strongly: what all measures are computed on.

use std::ops::Range;

/// An undirected weighted graph without loops and parallel edges, as compressed sparse rows: the neighbours of each node lie side by side,
/// in the order of their numbers, and each edge stands with both its ends.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Adjacency {
    /// Where the row of each node starts; one more than there are nodes.
    starts: Vec<usize>,
    neighbours: Vec<u32>,
    weights: Vec<f64>,
}

impl Adjacency {
    /// Merges the edges of a graph of `nodes` nodes: weights between the same two nodes are added up, whatever the direction. Loops are left
    /// out, and so are edges that lead to no node.
    #[expect(clippy::cast_precision_loss, reason = "weights are numbers of documents, far below 2^52")]
    pub(super) fn of(nodes: usize, edges: &[(u32, u32, u64)]) -> Self {
        let inside = |edge: &&(u32, u32, u64)| edge.0 != edge.1 && (edge.0.max(edge.1) as usize) < nodes;
        let mut starts = vec![0; nodes + 1];
        for &(a, b, _) in edges.iter().filter(inside) {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut stubs = vec![(0_u32, 0_u64); starts[nodes]];
        let mut free = starts.clone();
        let mut put = |row: u32, stub| {
            stubs[free[row as usize]] = stub;
            free[row as usize] += 1;
        };
        for &(a, b, weight) in edges.iter().filter(inside) {
            put(a, (b, weight));
            put(b, (a, weight));
        }
        let mut out = Self { starts: vec![0], neighbours: Vec::with_capacity(stubs.len()), weights: Vec::with_capacity(stubs.len()) };
        for node in 0..nodes {
            let row = &mut stubs[starts[node]..starts[node + 1]];
            row.sort_unstable();
            for same in row.chunk_by(|a, b| a.0 == b.0) {
                out.neighbours.push(same[0].0);
                out.weights.push(same.iter().map(|&(_, weight)| weight).sum::<u64>() as f64);
            }
            out.starts.push(out.neighbours.len());
        }
        out
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many neighbours a node has.
    pub(super) fn degree(&self, node: usize) -> usize {
        self.row(node).len()
    }

    /// The sum of the weights of a node's edges.
    pub(super) fn strength(&self, node: usize) -> f64 {
        self.weights[self.row(node)].iter().sum()
    }

    /// The neighbours of a node, in order.
    pub(super) fn neighbours(&self, node: usize) -> &[u32] {
        &self.neighbours[self.row(node)]
    }

    /// The neighbours of a node with the weights of the edges.
    pub(super) fn around(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let row = self.row(node);
        self.neighbours[row.clone()].iter().map(|&other| other as usize).zip(self.weights[row].iter().copied())
    }

    /// The same graph with other weights.
    pub(super) fn weighed(mut self, weigh: impl Fn(f64) -> f64) -> Self {
        for weight in &mut self.weights {
            *weight = weigh(*weight);
        }
        self
    }

    /// The graph of groups: `group` says to which of `groups` groups each node belongs; weights between two groups are added up.
    pub(super) fn grouped(&self, groups: usize, group: &[u32]) -> Self {
        let mut members = vec![Vec::new(); groups];
        for (node, &group) in group.iter().enumerate() {
            members[group as usize].push(node);
        }
        let mut out = Self { starts: vec![0], ..Self::default() };
        let mut sums = vec![0.0; groups];
        let mut touched: Vec<u32> = Vec::new();
        for (own, members) in members.iter().enumerate() {
            for &node in members {
                for (other, weight) in self.around(node) {
                    let other = group[other];
                    if other as usize != own {
                        if sums[other as usize] == 0.0 {
                            touched.push(other);
                        }
                        sums[other as usize] += weight;
                    }
                }
            }
            touched.sort_unstable();
            touched.dedup();
            for other in touched.drain(..) {
                out.neighbours.push(other);
                out.weights.push(std::mem::take(&mut sums[other as usize]));
            }
            out.starts.push(out.neighbours.len());
        }
        out
    }

    /// The graph of some nodes, numbered as they are listed. `place` says where each node of the whole graph is listed; edges to others are left
    /// out.
    pub(super) fn part(&self, nodes: &[u32], place: &[u32]) -> Self {
        let mut out = Self { starts: vec![0], ..Self::default() };
        for &node in nodes {
            let from = out.neighbours.len();
            for (other, weight) in self.around(node as usize) {
                if nodes.get(place[other] as usize).is_some_and(|&listed| listed as usize == other) {
                    out.neighbours.push(place[other]);
                    out.weights.push(weight);
                }
            }
            debug_assert!(out.neighbours[from..].is_sorted(), "nodes are listed in order");
            out.starts.push(out.neighbours.len());
        }
        out
    }

    /// The connected components, the largest first, among equals the one with the smallest node; the nodes of each in order.
    pub(super) fn components(&self) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.len()];
        let mut out = Vec::new();
        for start in 0_u32.. {
            let Some(new) = seen.get_mut(start as usize) else { break };
            if std::mem::replace(new, true) {
                continue;
            }
            let mut component = vec![start];
            let mut next = 0;
            while let Some(&node) = component.get(next) {
                next += 1;
                component
                    .extend(self.neighbours(node as usize).iter().filter(|&&other| !std::mem::replace(&mut seen[other as usize], true)));
            }
            component.sort_unstable();
            out.push(component);
        }
        out.sort_by_key(|component| std::cmp::Reverse(component.len()));
        out
    }

    fn row(&self, node: usize) -> Range<usize> {
        self.starts[node]..self.starts[node + 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parallel_edges_add_up_and_loops_are_left_out() {
        let graph = Adjacency::of(4, &[(0, 1, 2), (1, 0, 3), (2, 2, 9), (2, 1, 1), (0, 7, 1)]);
        assert_eq!(graph.around(1).collect::<Vec<_>>(), [(0, 5.0), (2, 1.0)]);
        assert_eq!((graph.len(), graph.degree(0), graph.degree(3)), (4, 1, 0));
        assert!((graph.strength(1) - 6.0).abs() < 1e-12);
        assert_eq!(graph.components(), [vec![0, 1, 2], vec![3]]);
        assert_eq!(Adjacency::of(0, &[]).components(), Vec::<Vec<u32>>::new());
    }

    #[test]
    fn parts_and_groups_keep_what_lies_inside_and_between() {
        let graph = Adjacency::of(5, &[(0, 1, 2), (1, 2, 3), (2, 3, 4), (3, 4, 5), (0, 4, 1)]);
        assert_eq!(graph.part(&[1, 2, 4], &[9, 0, 1, 9, 2]), Adjacency::of(3, &[(0, 1, 3)]));
        assert_eq!(graph.grouped(2, &[0, 0, 1, 1, 0]), Adjacency::of(2, &[(0, 1, 8)]));
    }
}
