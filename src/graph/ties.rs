//! Who is joined to whom, without directions and relations: the filters that look at more than one edge.

use super::{Edge, Significance};
use std::collections::BTreeMap;

/// The edges of a graph as pairs of numbers; what joins the same two nodes is one tie.
#[derive(Debug)]
pub(super) struct Ties {
    /// How many nodes have an edge. They are numbered in the order of their ids.
    nodes: usize,
    /// The two nodes of each edge, the smaller number first.
    ends: Vec<(usize, usize)>,
    /// The weight of each tie: the sum of the weights of its edges. No loops.
    weights: BTreeMap<(usize, usize), u64>,
}

impl Ties {
    pub(super) fn of(edges: &[Edge<'_>]) -> Self {
        let ids: BTreeMap<&str, usize> = edges.iter().flat_map(|edge| [(edge.subject, 0), (edge.object, 0)]).collect();
        let numbers: BTreeMap<&str, usize> = ids.into_keys().zip(0..).collect();
        let ends =
            edges.iter().map(|edge| (numbers[edge.subject].min(numbers[edge.object]), numbers[edge.subject].max(numbers[edge.object])));
        Self::new(numbers.len(), ends.zip(edges.iter().map(|edge| edge.weight)))
    }

    fn new(nodes: usize, edges: impl Iterator<Item = ((usize, usize), u64)>) -> Self {
        let (mut ends, mut weights) = (Vec::new(), BTreeMap::new());
        for (pair, weight) in edges {
            ends.push(pair);
            if pair.0 != pair.1 {
                *weights.entry(pair).or_default() += weight;
            }
        }
        Self { nodes, ends, weights }
    }

    /// Which edges belong to the backbone: the disparity filter of Serrano, Boguñá and Vespignani (2009, "Extracting the multiscale backbone of
    /// complex weighted networks"). A tie stays where, for either end, a share of the weight at that end as large as its share would be this
    /// unlikely if the weight were spread at random over the ties of the end. Weights stay what they are. An entity that has one tie only says
    /// nothing of it; the other end decides. Edges from a node to itself stay with their node.
    pub(super) fn backbone(&self, significance: Significance) -> Vec<bool> {
        let (mut degrees, mut strengths) = (vec![0_u64; self.nodes], vec![0_u64; self.nodes]);
        for ((a, b), weight) in &self.weights {
            for end in [*a, *b] {
                degrees[end] += 1;
                strengths[end] += weight;
            }
        }
        let stands_out = |end: usize, weight: u64| degrees[end] > 1 && significance.is_met(weight, strengths[end], degrees[end] - 1);
        let kept: BTreeMap<_, _> =
            self.weights.iter().filter(|((a, b), weight)| stands_out(*a, **weight) || stands_out(*b, **weight)).collect();
        let mut here = vec![false; self.nodes];
        for (a, b) in kept.keys() {
            (here[*a], here[*b]) = (true, true);
        }
        self.ends.iter().map(|pair| if pair.0 == pair.1 { here[pair.0] } else { kept.contains_key(pair) }).collect()
    }

    /// Which edges belong to the `k`-core, in which each node is joined to `k` others of it (Seidman 1983): nodes with fewer are taken out
    /// until there are none.
    pub(super) fn core(&self, k: usize) -> Vec<bool> {
        let around = self.around();
        let mut degrees: Vec<usize> = around.iter().map(Vec::len).collect();
        let mut out: Vec<bool> = degrees.iter().map(|degree| *degree < k).collect();
        let mut leaving: Vec<usize> = (0..self.nodes).filter(|node| out[*node]).collect();
        while let Some(node) = leaving.pop() {
            for &other in &around[node] {
                degrees[other] -= 1;
                if degrees[other] < k && !out[other] {
                    out[other] = true;
                    leaving.push(other);
                }
            }
        }
        self.ends.iter().map(|(a, b)| !out[*a] && !out[*b]).collect()
    }

    /// Which edges belong to the giant component: the part with the most nodes that hangs together; among equals the one with the first node.
    pub(super) fn giant(&self) -> Vec<bool> {
        let around = self.around();
        let mut part = vec![usize::MAX; self.nodes];
        let mut sizes = Vec::new();
        for start in 0..self.nodes {
            if part[start] != usize::MAX {
                continue;
            }
            let (mut size, mut rim) = (0, vec![start]);
            part[start] = sizes.len();
            while let Some(node) = rim.pop() {
                size += 1;
                for &other in &around[node] {
                    if part[other] == usize::MAX {
                        part[other] = sizes.len();
                        rim.push(other);
                    }
                }
            }
            sizes.push(size);
        }
        let largest = (0..sizes.len()).rev().max_by_key(|part| sizes[*part]).unwrap_or_default();
        self.ends.iter().map(|(node, _)| part[*node] == largest).collect()
    }

    /// The nodes that each node is joined to.
    fn around(&self) -> Vec<Vec<usize>> {
        let mut around = vec![Vec::new(); self.nodes];
        for (a, b) in self.weights.keys() {
            around[*a].push(*b);
            around[*b].push(*a);
        }
        around
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Edges as pairs with a weight, and which of them a filter keeps.
    fn kept(edges: &[(usize, usize, u64)], filter: impl Fn(&Ties) -> Vec<bool>) -> Vec<(usize, usize)> {
        let nodes = edges.iter().map(|edge| edge.0.max(edge.1) + 1).max().unwrap_or(0);
        let keep = filter(&Ties::new(nodes, edges.iter().map(|(a, b, weight)| ((*a, *b), *weight))));
        edges.iter().zip(keep).filter(|(_, keep)| *keep).map(|(edge, _)| (edge.0, edge.1)).collect()
    }

    #[test]
    fn the_backbone_keeps_what_stands_out_for_either_end() {
        let alpha = |text| Significance::parse(text).unwrap();
        // A hub with four ties: a share of 7 in 10 has the chance (1 - 0.7)^3 = 0.027, a share of 1 in 10 has 0.729.
        let star = [(0, 1, 7), (0, 2, 1), (0, 3, 1), (0, 4, 1)];
        assert_eq!(kept(&star, |ties| ties.backbone(alpha("0.05"))), [(0, 1)]);
        assert_eq!(kept(&star, |ties| ties.backbone(alpha("0.02"))), []);
        assert_eq!(kept(&star, |ties| ties.backbone(alpha("0.73"))).len(), 4);
        // Two relations of one pair count together: 4 + 3 are 7.
        let twice = [(0, 1, 4), (0, 1, 3), (0, 2, 1), (0, 3, 1), (0, 4, 1), (1, 1, 1), (2, 2, 1)];
        assert_eq!(kept(&twice, |ties| ties.backbone(alpha("0.05"))), [(0, 1), (0, 1), (1, 1)]);
        assert_eq!(kept(&[(0, 1, 9)], |ties| ties.backbone(alpha("0.5"))), [], "one tie is all that either has");
    }

    #[test]
    fn the_core_is_what_is_left_when_the_loose_ends_are_gone() {
        // A triangle with a tail of two, one relation twice, and a loop at its end.
        let edges = [(0, 1, 1), (1, 2, 1), (0, 2, 1), (2, 3, 1), (3, 4, 1), (3, 4, 1), (4, 4, 1)];
        assert_eq!(kept(&edges, |ties| ties.core(1)).len(), 7);
        assert_eq!(kept(&edges, |ties| ties.core(2)), [(0, 1), (1, 2), (0, 2)]);
        assert_eq!(kept(&edges, |ties| ties.core(3)), []);
    }

    #[test]
    fn the_giant_component_is_the_largest_and_among_equals_the_first() {
        assert_eq!(kept(&[(0, 1, 9), (2, 3, 1), (3, 4, 1), (5, 5, 1)], Ties::giant), [(2, 3), (3, 4)]);
        assert_eq!(kept(&[(0, 1, 1), (2, 3, 5)], Ties::giant), [(0, 1)]);
        assert_eq!(kept(&[], Ties::giant), []);
    }
}
