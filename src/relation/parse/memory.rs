//! What the first layer makes of words, kept from sentence to sentence: most words of a text have been there before, and that layer is nearly
//! half of all the work.
//!
//! The layer sees three words at once. Before anything is rounded, its sums are sums of what each of the three gives at its place, and they
//! wrap around, so that it makes no difference who adds them up, and when. What is kept follows from the word and the model alone.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]

use super::encode::{embed, settle};
use super::feature;
use super::kernel::Kernel;
use super::model::Model;
use std::sync::OnceLock;

/// Words that are kept, at most: the first that comes to a place stays there, and frequent words come early.
const MOST: usize = 4096;
/// Longer words are not kept.
const LONGEST: usize = 24;

/// A word with what comes of it.
#[derive(Debug)]
struct Seen {
    form: Box<str>,
    /// Whether it opens its sentence.
    first: bool,
    /// The sum of its embeddings.
    values: Box<[i16]>,
    /// What it gives the word after it, itself, and the word before it.
    parts: Box<[i32]>,
}

/// The words that were seen, each at a place that follows from its letters.
#[derive(Debug)]
pub(super) struct Memory(Box<[OnceLock<Seen>]>);

impl Default for Memory {
    fn default() -> Self {
        Self((0..MOST).map(|_| OnceLock::new()).collect())
    }
}

impl Memory {
    fn place(&self, form: &str, first: bool) -> &OnceLock<Seen> {
        let hash = form.bytes().fold(0xcbf2_9ce4_8422_2325 ^ u64::from(first), |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        &self.0[usize::try_from(hash >> 40).unwrap_or_default() % MOST]
    }

    fn get(&self, form: &str, first: bool) -> Option<&Seen> {
        self.place(form, first).get().filter(|seen| seen.first == first && *seen.form == *form)
    }
}

/// The sums of the embeddings of some words, a row for each, with an empty row before and after; and what the first layer makes of them before its
/// recurrence.
#[inline(always)]
pub(super) fn begin<K: Kernel>(kernel: K, model: &Model<'_>, words: &[&str]) -> (Vec<i16>, Vec<i32>) {
    let (width, layer) = (model.size.width, &model.layers[0]);
    let mut values = vec![0i16; (words.len() + 2) * width];
    let mut sums = vec![0i32; width];
    // The words that are new, one after the other.
    let (mut fresh, mut listed) = (Vec::new(), Vec::new());
    let mut known = Vec::with_capacity(words.len());
    for ((place, word), out) in words.iter().enumerate().zip(values[width..].chunks_exact_mut(width)) {
        let seen = model.seen.get(word, place == 0);
        if let Some(seen) = seen {
            out.copy_from_slice(&seen.values);
        } else {
            let rows = model.rows(feature::keys(word, place == 0));
            embed(model, rows, &mut sums, out);
            fresh.extend_from_slice(out);
            listed.push(rows[feature::WORD] != Some(0));
        }
        known.push(seen);
    }
    let matrix = layer.mix.weights.matrix();
    let columns = matrix.columns;
    let mut products = vec![0i32; layer.window * listed.len() * columns];
    for (part, products) in products.chunks_exact_mut((listed.len() * columns).max(1)).enumerate() {
        kernel.multiply(products, &fresh, width, listed.len(), matrix.part(part * width, width));
    }
    // A word gives something to the words beside it: room for that before the first and after the last.
    let mut mixed = vec![0i32; (words.len() + layer.window - 1) * columns];
    let mut next = 0;
    for (place, seen) in known.iter().enumerate() {
        for part in 0..layer.window {
            let own = match seen {
                Some(seen) => &seen.parts[part * columns..(part + 1) * columns],
                None => &products[(part * listed.len() + next) * columns..][..columns],
            };
            let sums = &mut mixed[(place + layer.window - 1 - part) * columns..][..columns];
            for (sum, own) in sums.iter_mut().zip(own) {
                *sum = sum.wrapping_add(*own);
            }
        }
        if seen.is_none() {
            // Only words that the model knows come again and again.
            if listed[next] && words[place].len() <= LONGEST {
                let parts = (0..layer.window).flat_map(|part| &products[(part * listed.len() + next) * columns..][..columns]);
                let values = &fresh[next * width..(next + 1) * width];
                let seen = Seen { form: words[place].into(), first: place == 0, values: values.into(), parts: parts.copied().collect() };
                // Where another word was first, it stays.
                let _ = model.seen.place(words[place], place == 0).set(seen);
            }
            next += 1;
        }
    }
    mixed.drain(..layer.window / 2 * columns);
    mixed.truncate(words.len() * columns);
    settle(&layer.mix, &mut mixed);
    (values, mixed)
}
