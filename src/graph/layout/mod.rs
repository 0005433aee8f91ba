//! Where nodes stand in a picture.
//!
//! Every connected component is laid out by `ForceAtlas2` (`forces`), its nodes are moved apart where their discs overlap (`spread`), and the
//! components are packed side by side (`pack`): nothing flies off, and nothing lies upon anything else. There is no chance in it, and no
//! function whose last bit depends on the machine, only sums, products, quotients and square roots.

mod forces;
mod pack;
mod quadtree;
mod spread;
#[cfg(test)]
mod tests;

use super::adjacency::Adjacency;

/// A place in the picture; y grows upwards.
pub(super) type Point = [f64; 2];

/// Positions have so many units a step: two decimals.
const STEPS: f64 = 100.0;

/// The position of each node: its centre, in the unit of `diameters`. `communities` are where the forces start from.
pub(super) fn lay_out(graph: &Adjacency, communities: &[u32], diameters: &[f64]) -> Vec<Point> {
    // Weights grow far faster than what they say of closeness.
    let graph = graph.clone().weighed(f64::sqrt);
    let mut place = vec![0_u32; graph.len()];
    let mut plates = Vec::new();
    let components = graph.components();
    for nodes in &components {
        for (&node, number) in nodes.iter().zip(0_u32..) {
            place[node as usize] = number;
        }
        let of_part = |values: &[f64]| nodes.iter().map(|&node| values[node as usize]).collect::<Vec<_>>();
        let diameters = of_part(diameters);
        let mut points = if nodes.len() == 1 {
            vec![[0.0, 0.0]]
        } else {
            let groups = dense(nodes.iter().map(|&node| communities[node as usize]));
            forces::settle(&graph.part(nodes, &place), &groups)
        };
        spread::spread(&mut points, &diameters);
        plates.push(pack::Plate::around(points, &diameters));
    }
    let mut out = vec![[0.0, 0.0]; graph.len()];
    for (nodes, points) in components.iter().zip(pack::pack(plates)) {
        for (&node, [x, y]) in nodes.iter().zip(points) {
            // Zero is added, as there is a negative one that would be written with its sign.
            out[node as usize] = [x, y].map(|part| (part * STEPS).round() / STEPS + 0.0);
        }
    }
    out
}

/// Renumbers groups from 0, in the order in which they appear.
fn dense(groups: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers = std::collections::BTreeMap::new();
    groups
        .map(|group| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(group).or_insert(next)
        })
        .collect()
}

/// Points on a spiral that fill a disc evenly, the first at its centre, about one unit apart: successive ones stand a golden angle further
/// (Vogel 1979, A better way to construct the sunflower head).
fn sunflower(points: usize) -> impl Iterator<Item = Point> {
    // Cosine and sine of the golden angle, written out: libraries differ in the last bit.
    const TURN: Point = [-0.737_368_878_078_319_9, 0.675_490_294_261_524];
    let mut direction = [1.0, 0.0];
    (0..points).map(move |number| {
        let [x, y] = direction;
        direction = [x * TURN[0] - y * TURN[1], x * TURN[1] + y * TURN[0]];
        #[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^52 nodes")]
        let radius = (number as f64 / std::f64::consts::PI).sqrt();
        [x * radius, y * radius]
    })
}
