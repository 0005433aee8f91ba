//! `PageRank` of an undirected weighted graph.

/// Share of a rank that follows the edges.
const DAMPING: f64 = 0.85;
/// A fixed bound, so that the result depends on the graph alone.
const ITERATIONS: usize = 200;
/// Ranks that move less than this in sum have settled.
const TOLERANCE: f64 = 1e-12;
/// Ranks are cut to this many decimals: what lies behind them is the noise of the iteration.
const DECIMALS: f64 = 1e12;

/// The rank of each of `nodes` nodes; ranks add up to 1. Nodes without an edge give their rank to all alike. Edges are summed in the order
/// in which they are given, which makes the result the same everywhere.
#[expect(clippy::cast_precision_loss, reason = "weights and numbers of nodes are far below 2^52")]
pub(super) fn pagerank(nodes: usize, edges: &[(usize, usize, u64)]) -> Vec<f64> {
    if nodes == 0 {
        return Vec::new();
    }
    let count = nodes as f64;
    let mut strength = vec![0_u64; nodes];
    for &(a, b, weight) in edges {
        strength[a] += weight;
        strength[b] += weight;
    }
    let mut rank = vec![1.0 / count; nodes];
    for _ in 0..ITERATIONS {
        let idle: f64 = rank.iter().zip(&strength).filter(|&(_, &strength)| strength == 0).map(|(rank, _)| rank).sum();
        let base = (1.0 - DAMPING) / count + DAMPING * idle / count;
        let share: Vec<f64> = rank.iter().zip(&strength).map(|(rank, &s)| if s == 0 { 0.0 } else { DAMPING * rank / s as f64 }).collect();
        let mut next = vec![base; nodes];
        for &(a, b, weight) in edges {
            next[b] += share[a] * weight as f64;
            next[a] += share[b] * weight as f64;
        }
        let moved: f64 = next.iter().zip(&rank).map(|(new, old)| (new - old).abs()).sum();
        rank = next;
        if moved < TOLERANCE {
            break;
        }
    }
    rank.iter().map(|rank| (rank * DECIMALS).round() / DECIMALS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(ranks: &[f64], expected: &[f64]) {
        assert_eq!(ranks.len(), expected.len());
        assert!(ranks.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6), "{ranks:?}");
    }

    #[test]
    fn a_star_ranks_its_centre_first() {
        // By hand: centre c, three leaves l: c = .15/4 + .85*3l, l = .15/4 + .85*c/3.
        let centre = (0.0375 + 0.85 * 3.0 * 0.0375) / (1.0 - 0.85 * 0.85);
        let leaf = 0.0375 + 0.85 * centre / 3.0;
        close(&pagerank(4, &[(0, 1, 1), (0, 2, 1), (0, 3, 1)]), &[centre, leaf, leaf, leaf]);
    }

    #[test]
    fn ranks_add_up_with_and_without_edges() {
        close(&pagerank(2, &[]), &[0.5, 0.5]);
        assert!(pagerank(0, &[]).is_empty());
        let sum: f64 = pagerank(5, &[(0, 1, 3), (1, 2, 1)]).iter().sum();
        assert!((sum - 1.0).abs() < 1e-9);
    }
}
