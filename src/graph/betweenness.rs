//! Betweenness: how many of the shortest connections between others lead over a node.

use super::adjacency::Adjacency;
use rayon::prelude::*;
use std::ops::Range;

/// Up to so many nodes every node is a start; beyond, a sample is.
const EXACT: usize = 2_000;
/// Edges that may be walked for a sample of starts, seen from both ends.
const EFFORT: usize = 100_000_000;
/// The smallest sample.
const FEWEST: usize = 100;
/// Starts are given to threads in groups of so many, and the sums of groups are added in their order.
const GROUP: usize = 32;
/// Shares are rounded to so many parts of one: what lies behind is the noise of sums.
const PARTS: f64 = 1e12;
/// More ways than this are counted in larger units, so that their number never overflows.
const MANY: f64 = 1e150;

/// For each node the share of the pairs of others between which it stands on the shortest way; where there are several such ways, the part of
/// them. Directions and weights do not matter.
///
/// Exact up to two thousand nodes (Brandes 2001, A faster algorithm for betweenness centrality). Beyond that, ways are counted from a sample
/// of starts, always the same one, and scaled up (Brandes and Pich 2007, Centrality estimation in large networks).
pub(super) fn betweenness(graph: &Adjacency) -> Vec<f64> {
    let joined: Vec<u32> = (0..).take(graph.len()).filter(|&node| graph.degree(node as usize) > 0).collect();
    let walked: usize = joined.iter().map(|&node| graph.degree(node as usize)).sum();
    let all = joined.len();
    let size = if all <= EXACT { all } else { (EFFORT / walked).clamp(FEWEST, all) };
    let starts = sample(joined, size);
    let groups: Vec<Vec<f64>> = starts
        .par_chunks(GROUP)
        .map(|starts| {
            let mut walk = Walk::new(graph);
            for &start in starts {
                walk.from(start);
            }
            walk.sum
        })
        .collect();
    let mut out = vec![0.0; graph.len()];
    for group in groups {
        out.iter_mut().zip(group).for_each(|(sum, part)| *sum += part);
    }
    #[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^52 nodes")]
    let [nodes, all, size] = [graph.len(), all, starts.len()].map(|number| number as f64);
    // Each start sees ordered pairs.
    let scale = all / size / ((nodes - 1.0) * (nodes - 2.0));
    for value in &mut out {
        *value = if *value > 0.0 { (*value * scale * PARTS).round() / PARTS } else { 0.0 };
    }
    out
}

/// Some of the nodes, as if drawn at random, but always the same ones.
fn sample(mut nodes: Vec<u32>, size: usize) -> Vec<u32> {
    if size < nodes.len() {
        nodes.sort_unstable_by_key(|&node| super::order::scattered(node.into()));
        nodes.truncate(size);
        nodes.sort_unstable();
    }
    nodes
}

/// Shortest ways from one start after another.
struct Walk<'a> {
    graph: &'a Adjacency,
    /// Steps from the start; none where it was not reached.
    steps: Vec<Option<u32>>,
    /// Numbers of shortest ways from the start, in the unit of the step.
    ways: Vec<f64>,
    /// The share of what lies behind a node that goes through it.
    behind: Vec<f64>,
    /// Nodes in the order in which they are reached.
    reached: Vec<u32>,
    sum: Vec<f64>,
}

impl<'a> Walk<'a> {
    fn new(graph: &'a Adjacency) -> Self {
        let zero = vec![0.0; graph.len()];
        Self { graph, steps: vec![None; graph.len()], ways: zero.clone(), behind: zero.clone(), reached: Vec::new(), sum: zero }
    }

    /// Adds the shares of all ways from one start.
    fn from(&mut self, start: u32) {
        self.reached.push(start);
        self.steps[start as usize] = Some(0);
        self.ways[start as usize] = 1.0;
        // Where each step starts among the reached nodes, and by what its counts were divided.
        let mut levels: Vec<(Range<usize>, f64)> = vec![(0..1, 1.0)];
        let mut step = 0;
        while let Some((level, _)) = levels.last().cloned().filter(|(level, _)| !level.is_empty()) {
            step += 1;
            for place in level.clone() {
                let node = self.reached[place] as usize;
                for &next in self.graph.neighbours(node) {
                    match self.steps[next as usize] {
                        None => {
                            self.steps[next as usize] = Some(step);
                            self.ways[next as usize] = self.ways[node];
                            self.reached.push(next);
                        }
                        Some(there) if there == step => self.ways[next as usize] += self.ways[node],
                        Some(_) => {}
                    }
                }
            }
            let new = level.end..self.reached.len();
            let most = self.reached[new.clone()].iter().map(|&node| self.ways[node as usize]).fold(0.0, f64::max);
            let unit = if most > MANY { MANY } else { 1.0 };
            if most > MANY {
                self.reached[new.clone()].iter().for_each(|&node| self.ways[node as usize] /= unit);
            }
            levels.push((new, unit));
        }
        for (level, unit) in levels.iter().skip(1).rev() {
            for &node in &self.reached[level.clone()] {
                let node = node as usize;
                let own = self.steps[node];
                let share = (1.0 + self.behind[node]) / (self.ways[node] * unit);
                for &before in self.graph.neighbours(node) {
                    let before = before as usize;
                    if self.steps[before].map(|steps| steps + 1) == own {
                        self.behind[before] += self.ways[before] * share;
                    }
                }
                self.sum[node] += self.behind[node];
            }
        }
        for node in self.reached.drain(..) {
            let node = node as usize;
            (self.steps[node], self.ways[node], self.behind[node]) = (None, 0.0, 0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(nodes: usize, edges: &[(u32, u32)]) -> Vec<f64> {
        betweenness(&Adjacency::of(nodes, &edges.iter().map(|&(a, b)| (a, b, 1)).collect::<Vec<_>>()))
    }

    fn close(found: &[f64], expected: &[f64]) {
        assert!(found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?}");
    }

    #[test]
    fn small_graphs_are_as_by_hand() {
        close(&of(0, &[]), &[]);
        close(&of(2, &[(0, 1)]), &[0.0, 0.0]);
        // A chain: of the six pairs of others, the inner ones stand between four, three and four.
        close(&of(5, &[(0, 1), (1, 2), (2, 3), (3, 4)]), &[0.0, 3.0 / 6.0, 4.0 / 6.0, 3.0 / 6.0, 0.0]);
        // A square: each node is on one of the two ways between its neighbours.
        close(&of(4, &[(0, 1), (1, 2), (2, 3), (3, 0)]), &[0.5 / 3.0; 4]);
        // A star beside a node that nothing reaches: three of six pairs.
        close(&of(5, &[(0, 1), (0, 2), (0, 3)]), &[0.5, 0.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn more_ways_than_a_number_holds_are_still_counted() {
        // Triangles in a row, each node joined to all of the next three: 3^660 ways from end to end.
        let layers = 660;
        let edges: Vec<_> =
            (0..layers - 1).flat_map(|layer: u32| (0..9).map(move |pair: u32| (layer * 3 + pair / 3, layer * 3 + 3 + pair % 3))).collect();
        let found = of(layers as usize * 3, &edges);
        assert!(found.iter().all(|value| (0.0..=1.0).contains(value)));
        assert!((found[330 * 3] - found[330 * 3 + 2]).abs() < 1e-9 && found[330 * 3] > found[3]);
    }

    #[test]
    fn a_sample_comes_near_to_the_whole_and_threads_do_not_matter() {
        // Two thousand leaves on each of two hubs that one bridge joins.
        let edges: Vec<_> = (0..4000).map(|leaf| (leaf % 2, leaf + 3)).chain([(0, 2), (1, 2)]).collect();
        let with = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| of(4003, &edges));
        let found = with(1);
        assert_eq!(found, with(3));
        assert!((found[2] - 0.5).abs() < 0.05 && (found[0] - 0.75).abs() < 0.05, "{:?}", &found[..3]);
    }

    /// Counts the ways by walking all of them.
    fn by_force(graph: &Adjacency) -> Vec<f64> {
        fn ways(graph: &Adjacency, path: &mut Vec<usize>, to: usize, left: usize, found: &mut Vec<Vec<usize>>) {
            let last = path[path.len() - 1];
            if last == to {
                found.push(path.clone());
            } else if left > 0 {
                for &next in graph.neighbours(last) {
                    if !path.contains(&(next as usize)) {
                        path.push(next as usize);
                        ways(graph, path, to, left - 1, found);
                        path.pop();
                    }
                }
            }
        }
        let nodes = graph.len();
        let mut out = vec![0.0; nodes];
        for a in 0..nodes {
            for b in 0..a {
                let mut found = Vec::new();
                for length in 1..nodes {
                    ways(graph, &mut vec![a], b, length, &mut found);
                    if !found.is_empty() {
                        break;
                    }
                }
                let share = 1.0 / f64::from(u32::try_from(found.len()).unwrap());
                found.iter().flat_map(|way| &way[1..way.len() - 1]).for_each(|&node| out[node] += share);
            }
        }
        let pairs = f64::from(u32::try_from((nodes - 1) * (nodes - 2) / 2).unwrap());
        out.iter().map(|value| value / pairs).collect()
    }

    proptest! {
        #[test]
        fn small_graphs_are_as_by_walking_all_ways(nodes in 3_usize..8, edges in prop::collection::vec((0_u32..8, 0_u32..8), 0..20)) {
            let graph = Adjacency::of(nodes, &edges.iter().map(|&(a, b)| (a, b, 1)).collect::<Vec<_>>());
            close(&betweenness(&graph), &by_force(&graph));
        }
    }
}
