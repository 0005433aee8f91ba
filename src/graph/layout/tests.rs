//! Pictures of small graphs, and what holds for all of them.

use super::{Adjacency, Point, lay_out};
use proptest::prelude::*;

fn distance(a: Point, b: Point) -> f64 {
    let [dx, dy] = [a[0] - b[0], a[1] - b[1]];
    (dx * dx + dy * dy).sqrt()
}

/// A layout in which every node is drawn alike.
fn plain(nodes: usize, edges: &[(u32, u32, u64)]) -> Vec<Point> {
    lay_out(&Adjacency::of(nodes, edges), &vec![0; nodes], &vec![10.0; nodes])
}

#[test]
fn no_nodes_and_one_node_have_a_picture() {
    assert!(plain(0, &[]).is_empty());
    assert_eq!(plain(1, &[]), [[0.0, 0.0]]);
}

#[test]
fn a_chain_is_drawn_out_and_its_ends_are_farthest_apart() {
    let edges: Vec<_> = (0..9).map(|node| (node, node + 1, 1)).collect();
    let points = plain(10, &edges);
    let longest = distance(points[0], points[9]);
    for a in 0..10 {
        for b in 0..10 {
            assert!(distance(points[a], points[b]) <= longest);
        }
    }
}

#[test]
fn cliques_on_a_bridge_stand_apart() {
    let clique = |from: u32| (from..from + 8).flat_map(move |a| (from..a).map(move |b| (a, b, 1)));
    let mut edges: Vec<_> = clique(0).chain(clique(8)).collect();
    edges.push((0, 8, 1));
    let points = plain(16, &edges);
    let middle = |nodes: &[Point]| {
        let sum = nodes.iter().fold([0.0; 2], |sum: Point, point| [sum[0] + point[0], sum[1] + point[1]]);
        sum.map(|part| part / 8.0)
    };
    let middles = [middle(&points[..8]), middle(&points[8..])];
    for (node, point) in points.iter().enumerate() {
        let own = node / 8;
        assert!(distance(*point, middles[own]) < distance(*point, middles[1 - own]), "{node} stands with the others");
    }
}

#[test]
fn many_nodes_around_one_are_laid_out_in_time() {
    let edges: Vec<_> = (1..5000).map(|leaf| (0, leaf, 1)).collect();
    let points = plain(5000, &edges);
    assert!(points.iter().all(|point| point.iter().all(|part| part.is_finite())));
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let edges: Vec<_> = (0..3000_u32).map(|number| (number % 997, (number * 7919) % 1000, u64::from(number % 5 + 1))).collect();
    let with = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| plain(1000, &edges));
    assert_eq!(with(1), with(3));
}

proptest! {
    #[test]
    fn parts_stand_side_by_side_and_nothing_flies_off(
        nodes in 1_usize..60,
        edges in prop::collection::vec((0_u32..60, 0_u32..60, 1_u64..50), 0..80),
        groups in prop::collection::vec(0_u32..6, 60),
        ranks in prop::collection::vec(10_u32..=50, 60),
    ) {
        let graph = Adjacency::of(nodes, &edges);
        let diameters: Vec<f64> = ranks[..nodes].iter().map(|&rank| f64::from(rank)).collect();
        let points = lay_out(&graph, &groups[..nodes], &diameters);
        prop_assert_eq!(points.len(), nodes);
        for a in 0..nodes {
            for b in 0..a {
                let gap = distance(points[a], points[b]) - f64::midpoint(diameters[a], diameters[b]);
                prop_assert!(gap > 0.0, "{} lies upon {}: {}", a, b, gap);
            }
        }
        // Even one after another the discs, with their share of free space, would not reach further.
        let reach = diameters.iter().map(|diameter| diameter * 8.0 + 60.0).sum::<f64>();
        prop_assert!(points.iter().flatten().all(|part| part.abs() < reach), "{:?}", points);
        // The rooms of the components do not meet.
        let rooms: Vec<_> = graph.components().iter().map(|component| {
            let side = |axis: usize| {
                let parts = component.iter().map(|&node| points[node as usize][axis]);
                (parts.clone().fold(f64::MAX, f64::min), parts.fold(f64::MIN, f64::max))
            };
            [side(0), side(1)]
        }).collect();
        for (place, a) in rooms.iter().enumerate() {
            for b in &rooms[..place] {
                prop_assert!((0..2).any(|axis| a[axis].1 < b[axis].0 || b[axis].1 < a[axis].0), "{:?} meets {:?}", a, b);
            }
        }
    }
}
