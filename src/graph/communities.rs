//! Communities: groups of nodes that are joined more among themselves than with others.

use super::adjacency::Adjacency;
use super::leiden::leiden;
use std::cmp::Reverse;

/// The community of each node, numbered from 0: the largest first, among equals the one with the smallest node. Each is connected.
pub(super) fn communities(graph: &Adjacency) -> Vec<u32> {
    renumber(&leiden(graph))
}

fn renumber(membership: &[u32]) -> Vec<u32> {
    // Size, first member.
    let mut sizes: Vec<(usize, usize)> = vec![(0, 0); membership.len()];
    for (node, &community) in membership.iter().enumerate().rev() {
        let (size, first) = &mut sizes[community as usize];
        (*size, *first) = (*size + 1, node);
    }
    let mut order: Vec<usize> = (0..sizes.len()).filter(|&community| sizes[community].0 > 0).collect();
    order.sort_unstable_by_key(|&community| (Reverse(sizes[community].0), sizes[community].1));
    let mut number = vec![0; sizes.len()];
    for (&community, next) in order.iter().zip(0_u32..) {
        number[community] = next;
    }
    membership.iter().map(|&community| number[community as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::leiden;
    use proptest::prelude::*;

    fn of(nodes: usize, edges: &[(u32, u32, u64)]) -> Vec<u32> {
        communities(&Adjacency::of(nodes, edges))
    }

    fn modularity(graph: &Adjacency, membership: &[u32]) -> f64 {
        let strength: Vec<f64> = (0..graph.len()).map(|node| graph.strength(node)).collect();
        leiden::modularity(graph, &strength, membership)
    }

    /// The highest modularity of all partitions.
    fn highest(graph: &Adjacency) -> f64 {
        fn rest(graph: &Adjacency, membership: &mut Vec<u32>) -> f64 {
            if membership.len() == graph.len() {
                return modularity(graph, membership);
            }
            let groups = membership.iter().max().map_or(0, |&last| last + 1);
            let mut best = f64::MIN;
            for group in 0..=groups {
                membership.push(group);
                best = best.max(rest(graph, membership));
                membership.pop();
            }
            best
        }
        rest(graph, &mut Vec::new())
    }

    #[test]
    fn two_cliques_on_one_bridge_are_two_communities() {
        let clique = |from: u32| [(from, from + 1, 2), (from + 1, from + 2, 2), (from, from + 2, 2)];
        let mut edges = [clique(0), clique(3)].concat();
        edges.push((2, 3, 1));
        assert_eq!(of(7, &edges), [0, 0, 0, 1, 1, 1, 2], "equal sizes: the smaller id first");
        edges.push((3, 6, 2));
        assert_eq!(of(7, &edges), [1, 1, 1, 0, 0, 0, 0], "the larger first");
    }

    #[test]
    fn without_edges_every_node_is_alone() {
        assert_eq!(of(3, &[]), [0, 1, 2]);
        assert_eq!(of(2, &[(1, 1, 4)]), [0, 1]);
        assert!(of(0, &[]).is_empty());
    }

    #[test]
    fn a_ring_of_cliques_falls_into_its_cliques() {
        // Sixteen cliques of six: the partition of the highest modularity is known.
        let cliques = 16;
        let inside = (0..cliques).flat_map(|clique| (0..6).flat_map(move |a| (0..a).map(move |b| (clique * 6 + a, clique * 6 + b, 1))));
        let ring = (0..cliques).map(|clique| (clique * 6, (clique * 6 + 7) % (cliques * 6), 1));
        let found = of(96, &inside.chain(ring).collect::<Vec<_>>());
        let expected: Vec<u32> = (0..96).map(|node| node / 6).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_best_of_several_orders_counts() {
        let graph = Adjacency::of(6, &[(1, 2, 3), (0, 3, 3), (0, 2, 4), (1, 3, 3), (1, 4, 1), (2, 5, 1)]);
        assert!(modularity(&graph, &communities(&graph)) >= highest(&graph) - 1e-9);
    }

    proptest! {
        #[test]
        fn small_graphs_come_near_to_the_best_of_all_partitions(
            nodes in 2_usize..8,
            edges in prop::collection::vec((0_u32..8, 0_u32..8, 1_u64..4), 1..16),
        ) {
            let graph = Adjacency::of(nodes, &edges);
            let (found, best) = (modularity(&graph, &communities(&graph)), highest(&graph));
            prop_assert!(found >= best - 0.06, "{} of {}", found, best);
        }

        #[test]
        fn communities_are_connected_and_no_node_would_rather_be_elsewhere(
            nodes in 2_usize..120,
            edges in prop::collection::vec((0_u32..120, 0_u32..120, 1_u64..6), 1..300),
        ) {
            let graph = Adjacency::of(nodes, &edges);
            let found = communities(&graph);
            let count = found.iter().max().unwrap() + 1;
            for community in 0..count {
                let members: Vec<u32> = (0..).take(nodes).filter(|&node: &u32| found[node as usize] == community).collect();
                let mut place = vec![0; nodes];
                for (&member, number) in members.iter().zip(0..) {
                    place[member as usize] = number;
                }
                prop_assert_eq!(graph.part(&members, &place).components().len(), 1, "{:?}", members);
            }
            let reached = modularity(&graph, &found);
            for node in 0..nodes {
                for community in graph.neighbours(node).iter().map(|&other| found[other as usize]) {
                    let mut moved = found.clone();
                    moved[node] = community;
                    prop_assert!(modularity(&graph, &moved) <= reached + 1e-9, "{} would rather be in {}", node, community);
                }
            }
            for a in 0..count {
                for b in 0..a {
                    let merged: Vec<u32> = found.iter().map(|&community| if community == a { b } else { community }).collect();
                    prop_assert!(modularity(&graph, &merged) <= reached + 1e-9, "{} and {} would be better one", a, b);
                }
            }
        }
    }
}
