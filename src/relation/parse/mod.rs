//! A tagger and dependency parser for English: a small neural network in whole numbers, so that a sentence is parsed the same everywhere.
//!
//! Words become sums of embeddings ([`feature`], [`model`]), these go through recurrent layers in both directions (`encode`), and from
//! what comes out tags, heads and relations are read; [`tree`] makes a tree of the scores of the heads. The network is trained by
//! `examples/train_parser`.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod encode;
pub mod feature;
mod kernel;
mod memory;
pub mod model;
pub mod tree;

use encode::{linear, mix, narrow, positive, product, recur, room, rounded};
use kernel::{Kernel, Matrix, Portable, Work};
use model::{DISTANCES, LANES, Model, POINT, padded};
use std::cell::RefCell;
use std::sync::OnceLock;

/// What the parser says of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Analysis<'a> {
    /// Number of the head from 1; 0 is the root.
    pub head: usize,
    /// Universal Dependencies relation to the head, with its subtype.
    pub relation: &'a str,
    /// Universal part of speech.
    pub upos: &'a str,
    /// Penn Treebank part of speech.
    pub xpos: &'a str,
    /// How much better this head is than the next, in 1024ths of a natural logarithm of odds; negative where only the tree demanded it.
    pub margin: i32,
}

/// The model for English that is part of the program.
pub(super) fn english() -> &'static Model<'static> {
    static ENGLISH: OnceLock<Model<'static>> = OnceLock::new();
    ENGLISH.get_or_init(|| Model::read(include_bytes!("../../../models/english.parser")).expect("the built-in model is read by a test"))
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Parses the words of a sentence; [`feature::NAME`] stands for a name of whatever words. The heads are a tree with one root.
pub fn parse<'a>(model: &Model<'a>, words: &[&str]) -> Vec<Analysis<'a>> {
    SCRATCH.with_borrow_mut(|scratch| kernel::run(Sentence { model, words, scratch }))
}

/// The same by plain loops, to compare.
pub fn parse_portably<'a>(model: &Model<'a>, words: &[&str]) -> Vec<Analysis<'a>> {
    Sentence { model, words, scratch: &mut Scratch::default() }.run(Portable)
}

/// Buffers that a thread keeps from sentence to sentence: to ask for them anew, empty, takes a tenth of the time of a parse.
#[derive(Debug, Default)]
struct Scratch {
    first: memory::Scratch,
    /// What goes into a layer and what comes out, a row for each word with an empty one before and after.
    input: Vec<i16>,
    output: Vec<i16>,
    mixed: Vec<i32>,
    states: Vec<i32>,
    tags: Vec<i32>,
    arcs: ArcScratch,
    labels: LabelScratch,
}

/// Buffers of [`arcs`].
#[derive(Debug, Default)]
struct ArcScratch {
    sums: Vec<i32>,
    dependents: Vec<i16>,
    heads: Vec<i16>,
    pairs: Vec<i16>,
    weights: Vec<i16>,
    products: Vec<i32>,
    far: Vec<i32>,
    near: Vec<i32>,
    scores: Vec<i32>,
}

/// Buffers of [`labels`].
#[derive(Debug, Default)]
struct LabelScratch {
    /// The values of the words that are heads.
    heads: Vec<i16>,
    above: Vec<i32>,
    hidden: Vec<i32>,
    positive: Vec<i16>,
    scores: Vec<i32>,
}

struct Sentence<'m, 'a> {
    model: &'m Model<'a>,
    words: &'m [&'m str],
    scratch: &'m mut Scratch,
}

impl<'a> Work for Sentence<'_, 'a> {
    type Output = Vec<Analysis<'a>>;

    #[inline(always)]
    fn run<K: Kernel>(self, kernel: K) -> Self::Output {
        let (model, count) = (self.model, self.words.len());
        if count == 0 {
            return Vec::new();
        }
        let width = model.size.width;
        let Scratch { first, input, output, mixed, states, tags, arcs: arc_scratch, labels: label_scratch } = self.scratch;
        let (mut input, mut output) = (room(input, (count + 2) * width), room(output, (count + 2) * width));
        memory::begin(kernel, model, self.words, first, input, mixed);
        for (place, this) in model.layers.iter().enumerate() {
            if place == model.size.tags_at {
                linear(kernel, &model.tag, &input[width..], width, count, tags);
            }
            if place > 0 {
                mix(kernel, this, input, width, mixed);
            }
            recur(this, mixed, input, width, states, output);
            std::mem::swap(&mut input, &mut output);
        }
        if model.size.tags_at == model.layers.len() {
            linear(kernel, &model.tag, &input[width..], width, count, tags);
        }
        let values = &input[width..];
        let scores = arcs(kernel, model, values, count, arc_scratch);
        let heads = tree::best(scores, count);
        let labels = labels(kernel, model, values, &heads, label_scratch);
        let columns = padded(model.size.upos) + padded(model.size.xpos);
        let mut analyses = Vec::with_capacity(count);
        for (word, head) in heads.iter().enumerate() {
            let tags = &tags[word * columns..(word + 1) * columns];
            let (upos, xpos) = tags.split_at(padded(model.size.upos));
            analyses.push(Analysis {
                head: *head,
                relation: model.relations[labels[word]],
                upos: model.upos[highest(&upos[..model.size.upos])],
                xpos: model.xpos[highest(&xpos[..model.size.xpos])],
                margin: margin(&scores[word * (count + 1)..(word + 1) * (count + 1)], word, *head),
            });
        }
        analyses
    }
}

/// The place of the first highest score.
#[inline(always)]
fn highest(scores: &[i32]) -> usize {
    let best = most(scores);
    scores.iter().position(|score| *score == best).unwrap_or(0)
}

/// The highest score; the least number of all where there is none.
#[inline(always)]
fn most(scores: &[i32]) -> i32 {
    scores.iter().fold(i32::MIN, |most, score| most.max(*score))
}

#[inline(always)]
fn margin(scores: &[i32], word: usize, head: usize) -> i32 {
    let (first, last) = (head.min(word + 1), head.max(word + 1));
    if scores.len() < 3 {
        return i32::MAX;
    }
    let others = most(&scores[..first]).max(most(&scores[first + 1..last])).max(most(&scores[last + 1..]));
    scores[head].saturating_sub(others)
}

/// Scores of all heads of all words: a row for each word, with the root and then each word.
#[inline(always)]
fn arcs<'s, K: Kernel>(kernel: K, model: &Model<'_>, values: &[i16], count: usize, scratch: &'s mut ArcScratch) -> &'s [i32] {
    let (width, size) = (model.size.width, model.size.arc);
    let ArcScratch { sums, dependents, heads, pairs, weights, products, far, near, scores } = scratch;
    let dependents = room(dependents, count * size);
    positive(linear(kernel, &model.dependent, values, width, count, sums), dependents);
    let heads = room(heads, (count + 1) * size);
    heads[..size].copy_from_slice(&model.root.weights);
    positive(linear(kernel, &model.head, values, width, count, sums), &mut heads[size..]);
    let pairs = room(pairs, count * size);
    narrow(linear(kernel, &model.pair, dependents, size, count, sums), pairs);
    // The heads as a matrix: two inputs side by side. What its columns beyond the last head give is not read.
    let columns = (count + 1).next_multiple_of(LANES);
    let weights = room(weights, size * columns);
    for (head, values) in heads.chunks_exact(size).enumerate() {
        for (pair, values) in values.chunks_exact(2).enumerate() {
            let block = head / LANES * size * LANES;
            weights[block + (pair * LANES + head % LANES) * 2..][..2].copy_from_slice(values);
        }
    }
    let products = room(products, count * columns);
    kernel.multiply(products, pairs, size, count, Matrix { weights, rows: size, columns, step: size * LANES });
    let far = product(kernel, &model.far, dependents, size, count, far);
    let near = product(kernel, &model.near, heads, size, count + 1, near);
    // The distance classes of heads from `count` words before a word to as many after it.
    let classes: Vec<usize> = (1..=2 * count).map(|head| tree::bucket(count + 1, head)).collect();
    let scores = room(scores, count * (count + 1));
    for (word, scores) in scores.chunks_exact_mut(count + 1).enumerate() {
        let (far, products) = (&far[word * DISTANCES..][..DISTANCES], &products[word * columns..]);
        let score = |head: usize, class: usize| {
            rounded(products[head], POINT).wrapping_add(far[class]).wrapping_add(near[head * DISTANCES + class])
        };
        scores[0] = score(0, tree::bucket(word + 1, 0));
        for (head, class) in (1..=count).zip(&classes[count - word..]) {
            scores[head] = score(head, *class);
        }
    }
    scores
}

/// The relation of each word to its head, as a number.
#[inline(always)]
fn labels<K: Kernel>(kernel: K, model: &Model<'_>, values: &[i16], heads: &[usize], scratch: &mut LabelScratch) -> Vec<usize> {
    let (width, size, count) = (model.size.width, model.size.label, heads.len());
    // Only some words are heads.
    let mut row_of = vec![None; count];
    let mut rows = 0;
    scratch.heads.clear();
    for head in heads.iter().filter_map(|head| head.checked_sub(1)) {
        if row_of[head].is_none() {
            row_of[head] = Some(rows);
            rows += 1;
            scratch.heads.extend_from_slice(&values[head * width..][..width]);
        }
    }
    let above = product(kernel, &model.above, &scratch.heads, width, rows, &mut scratch.above);
    let hidden = linear(kernel, &model.below, values, width, count, &mut scratch.hidden);
    for (word, (head, hidden)) in heads.iter().zip(hidden.chunks_exact_mut(size)).enumerate() {
        let apart = model.apart.line(tree::bucket(word + 1, *head));
        for (value, apart) in hidden.iter_mut().zip(apart) {
            *value = value.wrapping_add(i32::from(*apart));
        }
        match head.checked_sub(1).and_then(|head| row_of[head]) {
            Some(row) => hidden.iter_mut().zip(&above[row * size..]).for_each(|(value, above)| *value = value.wrapping_add(*above)),
            None => {
                hidden.iter_mut().zip(&model.above_root.weights).for_each(|(value, root)| *value = value.wrapping_add(i32::from(*root)));
            }
        }
    }
    let hidden_positive = room(&mut scratch.positive, count * size);
    positive(hidden, hidden_positive);
    let scores = linear(kernel, &model.relation, hidden_positive, size, count, &mut scratch.scores);
    let mut labels = Vec::with_capacity(count);
    for row in scores.chunks_exact(padded(model.size.relations)) {
        labels.push(highest(&row[..model.size.relations]));
    }
    labels
}

#[cfg(test)]
mod tests;
