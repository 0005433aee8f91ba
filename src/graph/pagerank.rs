//! `PageRank` of an undirected weighted graph.

use super::adjacency::Adjacency;

/// Share of a rank that follows the edges.
const DAMPING: f64 = 0.85;
/// A fixed bound, so that the result depends on the graph alone. Every step at least nearly halves the error; fifty are enough.
const STEPS: usize = 100;
/// Of all ranks together, what may still be wrong.
const TOLERANCE: f64 = 1e-13;
/// Ranks are cut to this many decimals: what lies behind them is the noise of sums.
const DECIMALS: f64 = 1e12;

/// The rank of each node; ranks add up to 1. Nodes without an edge give their rank to all alike.
///
/// In an undirected graph the rank `r` of nodes of strength `s` is `r = s y`, where `(S - d W) y` is the same for all nodes: a symmetric system,
/// which conjugate gradients solve in far fewer steps than ranks take to flow (Hestenes and Stiefel 1952, Methods of conjugate gradients for
/// solving linear systems; preconditioned by the strengths).
pub(super) fn pagerank(graph: &Adjacency) -> Vec<f64> {
    let strength: Vec<f64> = (0..graph.len()).map(|node| graph.strength(node)).collect();
    let joined: Vec<usize> = (0..graph.len()).filter(|&node| strength[node] > 0.0).collect();
    // What nodes have that nothing flows to; everything is scaled in the end.
    let mut rank = vec![1.0; graph.len()];
    let total: f64 = strength.iter().sum();
    #[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^52 nodes")]
    let count = joined.len() as f64;
    let flow = |values: &[f64], node: usize| graph.around(node).map(|(other, weight)| weight * values[other]).sum::<f64>();
    let apply = |values: &[f64], node: usize| strength[node] * values[node] - DAMPING * flow(values, node);
    let mut found = vec![count / ((1.0 - DAMPING) * total); graph.len()];
    let mut residual = vec![0.0; graph.len()];
    for &node in &joined {
        residual[node] = 1.0 - apply(&found, node);
    }
    let mut direction = vec![0.0; graph.len()];
    let mut applied = vec![0.0; graph.len()];
    let mut square = f64::INFINITY;
    for _ in 0..STEPS {
        // The sum of the residuals bounds what all ranks together are wrong by.
        if joined.iter().map(|&node| residual[node].abs()).sum::<f64>() <= TOLERANCE * count {
            break;
        }
        let new: f64 = joined.iter().map(|&node| residual[node] * residual[node] / strength[node]).sum();
        let back = new / square;
        square = new;
        for &node in &joined {
            direction[node] = residual[node] / strength[node] + back * direction[node];
        }
        for &node in &joined {
            applied[node] = apply(&direction, node);
        }
        let step = square / joined.iter().map(|&node| direction[node] * applied[node]).sum::<f64>();
        for &node in &joined {
            found[node] += step * direction[node];
            residual[node] -= step * applied[node];
        }
    }
    for &node in &joined {
        rank[node] = strength[node] * found[node];
    }
    let sum: f64 = rank.iter().sum();
    rank.iter().map(|rank| (rank / sum * DECIMALS).round() / DECIMALS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(nodes: usize, edges: &[(u32, u32, u64)]) -> Vec<f64> {
        pagerank(&Adjacency::of(nodes, edges))
    }

    fn close(ranks: &[f64], expected: &[f64]) {
        assert_eq!(ranks.len(), expected.len());
        assert!(ranks.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6), "{ranks:?}");
    }

    #[test]
    fn a_star_ranks_its_centre_first() {
        // By hand: centre c, three leaves l: c = .15/4 + .85*3l, l = .15/4 + .85*c/3.
        let centre = (0.0375 + 0.85 * 3.0 * 0.0375) / (1.0 - 0.85 * 0.85);
        let leaf = 0.0375 + 0.85 * centre / 3.0;
        close(&of(4, &[(0, 1, 1), (0, 2, 1), (0, 3, 1)]), &[centre, leaf, leaf, leaf]);
    }

    #[test]
    fn ranks_add_up_with_and_without_edges() {
        close(&of(2, &[]), &[0.5, 0.5]);
        assert!(of(0, &[]).is_empty());
        let sum: f64 = of(5, &[(0, 1, 3), (1, 2, 1)]).iter().sum();
        assert!((sum - 1.0).abs() < 1e-9);
    }

    /// Lets ranks flow until they have settled.
    fn flowing(graph: &Adjacency) -> Vec<f64> {
        let nodes = f64::from(u32::try_from(graph.len()).unwrap());
        let mut rank = vec![1.0 / nodes; graph.len()];
        for _ in 0..300 {
            let idle: f64 = (0..graph.len()).filter(|&node| graph.degree(node) == 0).map(|node| rank[node]).sum();
            let flow = |node| graph.around(node).map(|(other, weight)| rank[other] * weight / graph.strength(other)).sum::<f64>();
            rank = (0..graph.len()).map(|node| (1.0 - DAMPING) / nodes + DAMPING * (flow(node) + idle / nodes)).collect();
        }
        rank
    }

    proptest! {
        #[test]
        fn ranks_are_where_flowing_ends(nodes in 1_usize..40, edges in prop::collection::vec((0_u32..40, 0_u32..40, 1_u64..1000), 0..90)) {
            let graph = Adjacency::of(nodes, &edges);
            for (found, flowing) in pagerank(&graph).iter().zip(flowing(&graph)) {
                prop_assert!((found - flowing).abs() < 2e-12, "{} and {}", found, flowing);
            }
        }
    }
}
