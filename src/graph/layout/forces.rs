//! `ForceAtlas2` (Jacomy, Venturini, Heymann and Bastian 2014, `ForceAtlas2`, a continuous graph layout algorithm for handy network
//! visualization; speeds as in its implementation in Gephi): nodes push one another away, edges pull their ends together, and a weak gravity
//! holds all to the middle.

use super::quadtree::Quadtree;
use super::{Point, sunflower};
use crate::graph::adjacency::Adjacency;
use rayon::prelude::*;

/// How strongly nodes push.
const REPULSION: f64 = 2.0;
/// How strongly the middle pulls.
const GRAVITY: f64 = 1.0;
/// Steps of a small graph; larger ones take fewer, as each takes longer.
const STEPS: usize = 500;
/// Steps of the largest graphs.
const FEWEST: usize = 60;
/// Nodes times steps that are affordable.
const EFFORT: usize = 2_000_000;
/// Fewer groups than this give no better start than none.
const GROUPS: usize = 3;
/// Work is given to threads in pieces of so many nodes.
const PIECE: usize = 256;

/// Positions of the nodes of a connected graph. Groups of nodes are laid out as bodies first, and the nodes start from the places of their
/// groups: that takes the tangles out of large graphs, which small moves would never undo.
pub(super) fn settle(graph: &Adjacency, groups: &[u32]) -> Vec<Point> {
    #[expect(clippy::cast_precision_loss, reason = "degrees are far below 2^52")]
    let masses: Vec<f64> = (0..graph.len()).map(|node| graph.degree(node) as f64 + 1.0).collect();
    let mut points: Vec<Point> = sunflower(graph.len()).collect();
    let count = groups.iter().max().map_or(0, |&last| last as usize + 1);
    if (GROUPS..graph.len()).contains(&count) {
        points = start(graph, &masses, count, groups);
    }
    run(graph, &masses, &mut points);
    points
}

/// Each node on a disc at the place of its group.
fn start(graph: &Adjacency, masses: &[f64], count: usize, groups: &[u32]) -> Vec<Point> {
    let mut members = vec![Vec::new(); count];
    let (mut mass, mut inside) = (vec![0.0; count], vec![0.0; count]);
    for (node, &group) in groups.iter().enumerate() {
        let own = group as usize;
        members[own].push(node);
        mass[own] += masses[node];
        inside[own] += graph.around(node).filter(|&(other, _)| groups[other] == group).map(|(_, weight)| weight).sum::<f64>();
    }
    let mut centres: Vec<Point> = sunflower(count).collect();
    run(&graph.grouped(count, groups), &mass, &mut centres);
    let mut points = vec![[0.0; 2]; graph.len()];
    for (own, members) in members.iter().enumerate() {
        // About where the pushes and pulls of the members balance.
        #[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^52 nodes")]
        let unit = mass[own] * (REPULSION / (inside[own] + 1.0)).sqrt() / (members.len() as f64).sqrt() / 2.0;
        for (&node, [x, y]) in members.iter().zip(sunflower(members.len())) {
            points[node] = [centres[own][0] + x * unit, centres[own][1] + y * unit];
        }
    }
    points
}

/// Moves all nodes a fixed number of times.
fn run(graph: &Adjacency, masses: &[f64], points: &mut [Point]) {
    let mut tree = Quadtree::default();
    let mut before = vec![[0.0; 2]; points.len()];
    let mut pace = Pace { speed: 1.0, efficiency: 1.0 };
    for _ in 0..(EFFORT / points.len().max(1)).clamp(FEWEST, STEPS) {
        tree.rebuild(points, masses);
        let forces = forces(graph, masses, points, &tree);
        pace.adapt(masses, &before, &forces);
        for (node, point) in points.iter_mut().enumerate() {
            let swinging = masses[node] * distance(before[node], forces[node]);
            let step = pace.speed / (1.0 + (pace.speed * swinging).sqrt());
            *point = [point[0] + forces[node][0] * step, point[1] + forces[node][1] * step];
        }
        before = forces;
    }
}

/// The force on each node. Each is summed by itself, in a fixed order, so that threads do not matter.
fn forces(graph: &Adjacency, masses: &[f64], points: &[Point], tree: &Quadtree) -> Vec<Point> {
    let force = |&(node, at, mass): &(u32, Point, f64)| {
        let node = node as usize;
        let push = tree.push(at);
        let mut sum = [push[0] * REPULSION * mass, push[1] * REPULSION * mass];
        for (other, weight) in graph.around(node) {
            let to = points[other];
            sum = [sum[0] + (to[0] - at[0]) * weight, sum[1] + (to[1] - at[1]) * weight];
        }
        let far = (at[0] * at[0] + at[1] * at[1]).sqrt();
        if far > 0.0 {
            let pull = GRAVITY * masses[node] / far;
            sum = [sum[0] - at[0] * pull, sum[1] - at[1] * pull];
        }
        sum
    };
    let near: Vec<Point> = tree.bodies().par_iter().with_min_len(PIECE).map(force).collect();
    let mut out = vec![[0.0; 2]; points.len()];
    for (&(node, _, _), force) in tree.bodies().iter().zip(near) {
        out[node as usize] = force;
    }
    out
}

/// How fast all nodes move: faster while they agree with their last move, slower while they swing.
struct Pace {
    speed: f64,
    efficiency: f64,
}

impl Pace {
    fn adapt(&mut self, masses: &[f64], before: &[Point], forces: &[Point]) {
        let (mut swinging, mut traction) = (0.0, 0.0);
        for ((mass, &before), &force) in masses.iter().zip(before).zip(forces) {
            swinging += mass * distance(before, force);
            traction += mass * 0.5 * distance([-before[0], -before[1]], force);
        }
        if swinging <= 0.0 || traction <= 0.0 {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^52 nodes")]
        let nodes = masses.len() as f64;
        let estimate = 0.05 * nodes.sqrt();
        let mut tolerance = (estimate * traction / (nodes * nodes)).clamp(estimate.sqrt().min(10.0), 10.0);
        if swinging > 2.0 * traction {
            if self.efficiency > 0.05 {
                self.efficiency *= 0.5;
            }
            tolerance = tolerance.max(1.0);
        }
        let target = tolerance * self.efficiency * traction / swinging;
        if swinging > tolerance * traction {
            if self.efficiency > 0.05 {
                self.efficiency *= 0.7;
            }
        } else if self.speed < 1000.0 {
            self.efficiency *= 1.3;
        }
        self.speed += (target - self.speed).min(0.5 * self.speed);
    }
}

fn distance(a: Point, b: Point) -> f64 {
    let [dx, dy] = [a[0] - b[0], a[1] - b[1]];
    (dx * dx + dy * dy).sqrt()
}
