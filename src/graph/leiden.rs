//! Communities by the Leiden algorithm (Traag, Waltman and van Eck 2019, From Louvain to Leiden: guaranteeing well-connected communities),
//! for modularity.
//!
//! Nodes move to the community in which they add most; each community is then divided into parts that hang together well (refinement); the
//! parts become the nodes of a smaller graph, in which communities go on from where they are. Where the paper draws lots, the best part is
//! taken here, and nodes come in an order without meaning that is always the same.

use super::adjacency::Adjacency;
use super::order::shuffled;
use rayon::prelude::*;
use std::collections::VecDeque;
use std::ops::Range;

/// Gains of less than this are the noise of sums; weights are whole numbers.
const NOISE: f64 = 1e-7;
/// Orders that are tried at most, and ties, seen from both ends, that are gone through for it.
const ATTEMPTS: usize = 30;
const EFFORT: usize = 100_000;
/// How often a large graph is gone through at most.
const PASSES: usize = 10;
/// How often a node is looked at in one round of moves, on average and at most.
const LOOKS: usize = 200;

/// The community of each node. Every community is connected; nodes without an edge are alone. Small graphs are gone through several times in
/// other orders, and the best partition counts.
pub(super) fn leiden(graph: &Adjacency) -> Vec<u32> {
    let strength: Vec<f64> = (0..graph.len()).map(|node| graph.strength(node)).collect();
    let ties: usize = (0..graph.len()).map(|node| graph.degree(node)).sum();
    let affordable = EFFORT / ties.max(1);
    let passes = affordable.clamp(PASSES, 100 * PASSES) as u64;
    let attempts = (0..affordable.clamp(1, ATTEMPTS) as u64).into_par_iter().map(|attempt| {
        let found = settled(graph, &strength, attempt * passes..(attempt + 1) * passes);
        (modularity(graph, &strength, &found), found)
    });
    // In the order of the attempts, whichever is done first.
    let attempts = attempts.collect::<Vec<_>>().into_iter();
    attempts.reduce(|best, next| if next.0 > best.0 + NOISE { next } else { best }).map_or_else(Vec::new, |(_, found)| found)
}

/// A partition that no pass makes better, unless they are used up; their numbers decide on the order of nodes.
fn settled(graph: &Adjacency, strength: &[f64], passes: Range<u64>) -> Vec<u32> {
    let mut membership: Vec<u32> = (0..).take(graph.len()).collect();
    for pass in passes {
        let before = membership.clone();
        membership = improve(graph, strength, membership, pass);
        if connected_parts(graph, &mut membership) == 0 && same_partition(&before, &membership) {
            break;
        }
    }
    membership
}

/// How much more lies within communities than chance would have it (Newman and Girvan 2004, Finding and evaluating community structure in
/// networks); communities are numbered below the number of nodes.
pub(super) fn modularity(graph: &Adjacency, strength: &[f64], membership: &[u32]) -> f64 {
    let total: f64 = strength.iter().sum();
    let mut sums = vec![0.0; graph.len()];
    let mut inside = 0.0;
    for node in 0..graph.len() {
        sums[membership[node] as usize] += strength[node];
        inside += graph.around(node).filter(|&(other, _)| membership[other] == membership[node]).map(|(_, weight)| weight).sum::<f64>();
    }
    if total > 0.0 { inside / total - sums.iter().map(|sum| sum / total * (sum / total)).sum::<f64>() } else { 0.0 }
}

/// One pass: moves on ever smaller graphs, from a given partition on.
fn improve(graph: &Adjacency, strength: &[f64], membership: Vec<u32>, pass: u64) -> Vec<u32> {
    let mut level = Level { graph: std::borrow::Cow::Borrowed(graph), strength: strength.to_vec(), membership };
    level.close_ranks();
    // The node of the level that each node of the graph is a part of.
    let mut node_of: Vec<u32> = (0..).take(graph.len()).collect();
    for round in 0.. {
        level.move_nodes(pass << 16 | round);
        let communities = level.close_ranks();
        if communities == level.graph.len() {
            break;
        }
        let (mut parts, mut group) = level.refine(communities, pass << 16 | round);
        if parts == level.graph.len() {
            (parts, group) = (communities, level.membership.clone());
        }
        level = level.grouped(parts, &group);
        for node in &mut node_of {
            *node = group[*node as usize];
        }
    }
    node_of.iter().map(|&node| level.membership[node as usize]).collect()
}

/// A graph whose nodes may stand for many of the first one.
struct Level<'g> {
    graph: std::borrow::Cow<'g, Adjacency>,
    /// The sum of the weights of a node's edges, edges inside it counted twice.
    strength: Vec<f64>,
    membership: Vec<u32>,
}

impl Level<'_> {
    /// Twice the weight of all edges.
    fn total(&self) -> f64 {
        self.strength.iter().sum()
    }

    /// Numbers the communities without gaps and says how many there are.
    fn close_ranks(&mut self) -> usize {
        renumber(&mut self.membership)
    }

    /// Moves nodes to the community in which they add most, until none can move: all of them first, and then those whose neighbours have moved.
    fn move_nodes(&mut self, round: u64) {
        let nodes = self.graph.len();
        let total = self.total();
        let mut sums = vec![0.0; nodes];
        let mut sizes = vec![0_u32; nodes];
        for (&community, strength) in self.membership.iter().zip(&self.strength) {
            sums[community as usize] += strength;
            sizes[community as usize] += 1;
        }
        let mut empty: Vec<u32> = (0..).take(nodes).filter(|&community: &u32| sizes[community as usize] == 0).collect();
        let mut queue: VecDeque<u32> = shuffled(nodes, round).into();
        let mut waits = vec![true; nodes];
        let mut ties = Ties::new(nodes);
        let mut looks = LOOKS * nodes;
        while let Some(node) = queue.pop_front() {
            let node = node as usize;
            waits[node] = false;
            let own = self.membership[node];
            let strength = self.strength[node];
            sums[own as usize] -= strength;
            ties.gather(self.graph.around(node).map(|(other, weight)| (self.membership[other], weight)));
            let gain = |community: u32, tie: f64| tie - strength * sums[community as usize] / total;
            let mut best = (gain(own, ties.weight(own)), own);
            for (community, tie) in ties.iter() {
                let gain = gain(community, tie);
                if gain > best.0 + NOISE {
                    best = (gain, community);
                }
            }
            if best.0 < -NOISE && sizes[own as usize] > 1 {
                best.1 = *empty.last().unwrap_or(&own);
            }
            let community = best.1;
            sums[community as usize] += strength;
            if community != own {
                self.membership[node] = community;
                sizes[own as usize] -= 1;
                sizes[community as usize] += 1;
                if sizes[community as usize] == 1 {
                    empty.pop();
                }
                if sizes[own as usize] == 0 {
                    empty.push(own);
                }
                for &other in self.graph.neighbours(node) {
                    if self.membership[other as usize] != community && !std::mem::replace(&mut waits[other as usize], true) {
                        queue.push_back(other);
                    }
                }
            }
            looks -= 1;
            if looks == 0 {
                break;
            }
        }
    }

    /// Divides each community into parts: single nodes join parts of their community to which they are tied more than by chance, as long as both
    /// are tied well to the rest of it. Gives the number of parts and the part of each node.
    fn refine(&self, communities: usize, round: u64) -> (usize, Vec<u32>) {
        let nodes = self.graph.len();
        let total = self.total();
        let mut whole = vec![0.0; communities];
        for (&community, strength) in self.membership.iter().zip(&self.strength) {
            whole[community as usize] += strength;
        }
        // Each node is a part first: its strength, and its ties to the rest of its community.
        let mut part: Vec<u32> = (0..).take(nodes).collect();
        let mut alone = vec![true; nodes];
        let mut sums = self.strength.clone();
        let within = |node: usize| self.graph.around(node).filter(move |&(other, _)| self.membership[other] == self.membership[node]);
        let mut outward: Vec<f64> = (0..nodes).map(|node| within(node).map(|(_, weight)| weight).sum()).collect();
        let well_tied = |sum: f64, outward: f64, whole: f64| outward + NOISE >= sum * (whole - sum) / total;
        let mut ties = Ties::new(nodes);
        for node in shuffled(nodes, !round) {
            let node = node as usize;
            let whole = whole[self.membership[node] as usize];
            let strength = self.strength[node];
            if !alone[node] || !well_tied(strength, outward[node], whole) {
                continue;
            }
            ties.gather(within(node).map(|(other, weight)| (part[other], weight)));
            let mut best = (0.0, part[node], 0.0);
            for (other, tie) in ties.iter() {
                let gain = tie - strength * sums[other as usize] / total;
                if gain > best.0 + NOISE && well_tied(sums[other as usize], outward[other as usize], whole) {
                    best = (gain, other, tie);
                }
            }
            let (_, other, tie) = best;
            if other != part[node] {
                let own_outward = outward[node];
                part[node] = other;
                sums[other as usize] += strength;
                outward[other as usize] += own_outward - 2.0 * tie;
                // The first node of a part gives it its number.
                alone[other as usize] = false;
            }
        }
        (renumber(&mut part), part)
    }

    /// The graph of parts, in which communities are as they were.
    fn grouped(&self, parts: usize, part: &[u32]) -> Level<'static> {
        let (mut strength, mut membership) = (vec![0.0; parts], vec![0; parts]);
        for (node, &part) in part.iter().enumerate() {
            strength[part as usize] += self.strength[node];
            membership[part as usize] = self.membership[node];
        }
        Level { graph: std::borrow::Cow::Owned(self.graph.grouped(parts, part)), strength, membership }
    }
}

/// The ties of one node to each community around it.
struct Ties {
    weights: Vec<f64>,
    met: Vec<u32>,
}

impl Ties {
    fn new(communities: usize) -> Self {
        Self { weights: vec![0.0; communities], met: Vec::new() }
    }

    fn gather(&mut self, ties: impl Iterator<Item = (u32, f64)>) {
        for community in self.met.drain(..) {
            self.weights[community as usize] = 0.0;
        }
        for (community, weight) in ties {
            let sum = &mut self.weights[community as usize];
            if *sum == 0.0 {
                self.met.push(community);
            }
            *sum += weight;
        }
    }

    fn weight(&self, community: u32) -> f64 {
        self.weights[community as usize]
    }

    /// In the order in which they were met.
    fn iter(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.met.iter().map(|&community| (community, self.weight(community)))
    }
}

/// Numbers groups without gaps, in the order in which they appear, and says how many there are. Numbers are below the number of members.
fn renumber(groups: &mut [u32]) -> usize {
    let mut numbers = vec![u32::MAX; groups.len()];
    let mut next = 0;
    for group in groups {
        let number = &mut numbers[*group as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *group = *number;
    }
    next as usize
}

/// Makes each connected part of a community one of its own, which never lowers modularity; says how many were cut off.
fn connected_parts(graph: &Adjacency, membership: &mut [u32]) -> usize {
    let communities = renumber(membership);
    let mut part = vec![u32::MAX; membership.len()];
    let mut parts = 0;
    let mut open = Vec::new();
    for start in 0..membership.len() {
        if part[start] != u32::MAX {
            continue;
        }
        part[start] = parts;
        open.push(start);
        while let Some(node) = open.pop() {
            for &other in graph.neighbours(node) {
                let other = other as usize;
                if part[other] == u32::MAX && membership[other] == membership[node] {
                    part[other] = parts;
                    open.push(other);
                }
            }
        }
        parts += 1;
    }
    membership.copy_from_slice(&part);
    parts as usize - communities
}

/// Whether two numberings stand for the same groups.
fn same_partition(a: &[u32], b: &[u32]) -> bool {
    let [mut a, mut b] = [a.to_vec(), b.to_vec()];
    renumber(&mut a);
    renumber(&mut b);
    a == b
}
