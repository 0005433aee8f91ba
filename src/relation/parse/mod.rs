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

use encode::{linear, mix, narrow, positive, product, recur, rounded};
use kernel::{Kernel, Matrix, Portable, Work};
use model::{DISTANCES, LANES, Model, POINT, padded};
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

/// Parses the words of a sentence; [`feature::NAME`] stands for a name of whatever words. The heads are a tree with one root.
pub fn parse<'a>(model: &Model<'a>, words: &[&str]) -> Vec<Analysis<'a>> {
    kernel::run(Sentence { model, words })
}

/// The same by plain loops, to compare.
pub fn parse_portably<'a>(model: &Model<'a>, words: &[&str]) -> Vec<Analysis<'a>> {
    Sentence { model, words }.run(Portable)
}

struct Sentence<'m, 'a> {
    model: &'m Model<'a>,
    words: &'m [&'m str],
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
        let (mut values, first) = memory::begin(kernel, model, self.words);
        let (mut tags, mut first) = (Vec::new(), Some(first));
        for (place, this) in model.layers.iter().enumerate() {
            if place == model.size.tags_at {
                tags = linear(kernel, &model.tag, &values[width..], width, count);
            }
            let mixed = first.take().unwrap_or_else(|| mix(kernel, this, &values, width));
            values = recur(this, &mixed, &values, width);
        }
        if model.size.tags_at == model.layers.len() {
            tags = linear(kernel, &model.tag, &values[width..], width, count);
        }
        let values = &values[width..];
        let scores = arcs(kernel, model, values, count);
        let heads = tree::best(&scores, count);
        let labels = labels(kernel, model, values, &heads);
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
fn arcs<K: Kernel>(kernel: K, model: &Model<'_>, values: &[i16], count: usize) -> Vec<i32> {
    let (width, size) = (model.size.width, model.size.arc);
    let dependents = positive(&linear(kernel, &model.dependent, values, width, count));
    let mut heads = model.root.weights.clone();
    heads.extend(positive(&linear(kernel, &model.head, values, width, count)));
    let pairs = narrow(&linear(kernel, &model.pair, &dependents, size, count));
    // The heads as a matrix: two inputs side by side.
    let columns = (count + 1).next_multiple_of(LANES);
    let mut weights = vec![0i16; size * columns];
    for (head, values) in heads.chunks_exact(size).enumerate() {
        for (pair, values) in values.chunks_exact(2).enumerate() {
            let block = head / LANES * size * LANES;
            weights[block + (pair * LANES + head % LANES) * 2..][..2].copy_from_slice(values);
        }
    }
    let mut products = vec![0i32; count * columns];
    kernel.multiply(&mut products, &pairs, size, count, Matrix { weights: &weights, rows: size, columns, step: size * LANES });
    let far = product(kernel, &model.far, &dependents, size, count);
    let near = product(kernel, &model.near, &heads, size, count + 1);
    // The distance classes of heads from `count` words before a word to as many after it.
    let classes: Vec<usize> = (1..=2 * count).map(|head| tree::bucket(count + 1, head)).collect();
    let mut scores = vec![0i32; count * (count + 1)];
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
fn labels<K: Kernel>(kernel: K, model: &Model<'_>, values: &[i16], heads: &[usize]) -> Vec<usize> {
    let (width, size, count) = (model.size.width, model.size.label, heads.len());
    let mut hidden = linear(kernel, &model.below, values, width, count);
    let above = product(kernel, &model.above, values, width, count);
    for (word, (head, hidden)) in heads.iter().zip(hidden.chunks_exact_mut(size)).enumerate() {
        let apart = model.apart.line(tree::bucket(word + 1, *head));
        for (value, apart) in hidden.iter_mut().zip(apart) {
            *value = value.wrapping_add(i32::from(*apart));
        }
        if *head == 0 {
            hidden.iter_mut().zip(&model.above_root.weights).for_each(|(value, root)| *value = value.wrapping_add(i32::from(*root)));
        } else {
            hidden.iter_mut().zip(&above[(head - 1) * size..]).for_each(|(value, above)| *value = value.wrapping_add(*above));
        }
    }
    let scores = linear(kernel, &model.relation, &positive(&hidden), size, count);
    let mut labels = Vec::with_capacity(count);
    for row in scores.chunks_exact(padded(model.size.relations)) {
        labels.push(highest(&row[..model.size.relations]));
    }
    labels
}

#[cfg(test)]
mod tests;
