//! Communities: groups of nodes that are joined more among themselves than with others.

use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Any number would do; it must only stay the same.
const SEED: u64 = 42;

/// The community of each of `nodes` nodes, numbered from 0: the largest first, among equals the one with the smallest node.
pub(super) fn communities(nodes: usize, edges: &[(usize, usize, u64)]) -> Vec<u32> {
    renumber(&leiden(nodes, edges).unwrap_or_else(|| components(nodes, edges)))
}

#[expect(clippy::cast_precision_loss, reason = "weights are numbers of documents, far below 2^52")]
fn leiden(nodes: usize, edges: &[(usize, usize, u64)]) -> Option<Vec<usize>> {
    // Modularity is not defined where there is no edge.
    if edges.iter().all(|&(a, b, _)| a == b) {
        return None;
    }
    let mut merged: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for &(a, b, weight) in edges.iter().filter(|(a, b, _)| a != b) {
        *merged.entry((a.min(b), a.max(b))).or_default() += weight;
    }
    let mut builder = GraphDataBuilder::new(nodes);
    for ((a, b), weight) in merged {
        builder.add_edge(a, b, weight as f64).ok()?;
    }
    let found = Leiden::new(LeidenConfig::builder().seed(SEED).build()).run(&builder.build().ok()?).ok()?;
    let membership = found.partition.as_slice();
    (membership.len() == nodes).then(|| membership.to_vec())
}

/// Each connected component by its smallest node: the answer where nothing finer can be said.
fn components(nodes: usize, edges: &[(usize, usize, u64)]) -> Vec<usize> {
    let mut union = petgraph::unionfind::UnionFind::new(nodes);
    for &(a, b, _) in edges {
        union.union(a, b);
    }
    union.into_labeling()
}

fn renumber(membership: &[usize]) -> Vec<u32> {
    // Members come in index order, which is id order: the first member is the smallest.
    let mut sizes: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (node, &community) in membership.iter().enumerate() {
        sizes.entry(community).or_insert((0, node)).0 += 1;
    }
    let mut order: Vec<_> = sizes.iter().map(|(&community, &(size, first))| (Reverse(size), first, community)).collect();
    order.sort_unstable();
    let number: BTreeMap<usize, u32> = order.iter().zip(0_u32..).map(|(&(_, _, community), number)| (community, number)).collect();
    membership.iter().map(|community| number.get(community).copied().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_cliques_on_one_bridge_are_two_communities() {
        let clique = |from: usize| [(from, from + 1, 2), (from + 1, from + 2, 2), (from, from + 2, 2)];
        let mut edges = [clique(0), clique(3)].concat();
        edges.push((2, 3, 1));
        assert_eq!(communities(7, &edges), [0, 0, 0, 1, 1, 1, 2], "equal sizes: the smaller id first");
        edges.push((3, 6, 2));
        assert_eq!(communities(7, &edges), [1, 1, 1, 0, 0, 0, 0], "the larger first");
    }

    #[test]
    fn without_edges_every_node_is_alone() {
        assert_eq!(communities(3, &[]), [0, 1, 2]);
        assert_eq!(communities(2, &[(1, 1, 4)]), [0, 1]);
        assert!(communities(0, &[]).is_empty());
    }
}
