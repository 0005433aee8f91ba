//! What the first layer makes of words, kept from sentence to sentence: most words of a text have been there before, and that layer is nearly
//! half of all the work.
//!
//! The layer sees three words at once. Before anything is rounded, its sums are sums of what each of the three gives at its place, and they
//! wrap around, so that it makes no difference who adds them up, and when. What is kept follows from the word and the model alone.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]

use super::encode::{embed, empty_ends, room, settle};
use super::feature;
use super::kernel::Kernel;
use super::model::Model;
use crate::text::{hash_bytes, mix_hashes};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Words that are kept, at most, of some five kilobytes each: the first that come to a place stay there, and frequent words come early.
const MOST: usize = 4096;
/// Words that have one place.
const SHARED: usize = 4;
/// Words that a layer sees at once, at most.
const WINDOW: usize = 3;
/// Longer words are not kept.
const LONGEST: usize = 24;

/// A word with what comes of it.
#[derive(Debug)]
struct Seen {
    form: Box<str>,
    /// Whether it opens its sentence.
    first: bool,
    /// The number of the two; nearly always enough to see that it is another word.
    number: u64,
    /// The sum of its embeddings.
    values: Box<[i16]>,
    /// What it gives the word after it, itself, and the word before it.
    parts: Box<[i32]>,
}

fn hash(form: &str, first: bool) -> u64 {
    mix_hashes(hash_bytes(form.as_bytes()), u64::from(first))
}

/// The words that were seen, each at a place that follows from its letters.
#[derive(Debug)]
pub(super) struct Memory {
    kept: Box<[[OnceLock<Seen>; SHARED]]>,
    /// The numbers of words that came once: half of all words never come again, and to keep one takes longer than to read it twice.
    once: Box<[AtomicU64]>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { kept: (0..MOST / SHARED).map(|_| Default::default()).collect(), once: (0..2 * MOST).map(|_| AtomicU64::new(0)).collect() }
    }
}

/// The place of a word in a table.
fn place<T>(table: &[T], number: u64) -> &T {
    &table[usize::try_from(number >> 32).unwrap_or_default() % table.len()]
}

impl Memory {
    fn place(&self, number: u64) -> &[OnceLock<Seen>; SHARED] {
        place(&self.kept, number)
    }

    /// Whether a word has come before, lately; it has from now on. Which thread asks first makes no difference to what is read.
    fn comes_again(&self, number: u64) -> bool {
        place(&self.once, number).swap(number, Ordering::Relaxed) == number
    }

    fn get(&self, form: &str, first: bool) -> Option<&Seen> {
        let number = hash(form, first);
        let is_it = |seen: &&Seen| seen.number == number && seen.first == first && *seen.form == *form;
        self.place(number).iter().map_while(OnceLock::get).find(is_it)
    }

    /// Keeps a word where there is room for it.
    fn keep(&self, mut seen: Seen) {
        for room in self.place(seen.number) {
            match room.set(seen) {
                Ok(()) => return,
                Err(back) => seen = back,
            }
        }
    }
}

/// Buffers of [`begin`].
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// The sum of the embeddings of one word.
    sums: Vec<i32>,
    /// The words that are new, one after the other.
    fresh: Vec<i16>,
    /// What each of them gives.
    products: Vec<i32>,
    /// What no word gives.
    nothing: Vec<i32>,
}

/// Writes the sums of the embeddings of some words, a row for each, with an empty row before and after, and what the first layer makes of them
/// before its recurrence.
#[inline(always)]
pub(super) fn begin<K: Kernel>(
    kernel: K,
    model: &Model<'_>,
    words: &[&str],
    scratch: &mut Scratch,
    values: &mut [i16],
    mixed: &mut Vec<i32>,
) {
    let (width, layer) = (model.size.width, &model.layers[0]);
    let (sums, fresh) = (room(&mut scratch.sums, width), &mut scratch.fresh);
    fresh.clear();
    empty_ends(values, width);
    let mut listed = Vec::new();
    let mut known = Vec::with_capacity(words.len());
    for ((place, word), out) in words.iter().enumerate().zip(values[width..].chunks_exact_mut(width)) {
        let seen = model.seen.get(word, place == 0);
        if let Some(seen) = seen {
            out.copy_from_slice(&seen.values);
        } else {
            let rows = model.rows(feature::keys(word, place == 0));
            embed(model, rows, sums, out);
            fresh.extend_from_slice(out);
            listed.push(rows[feature::WORD] != Some(0));
        }
        known.push(seen);
    }
    let matrix = layer.mix.weights.matrix();
    let columns = matrix.columns;
    let products = room(&mut scratch.products, layer.window * listed.len() * columns);
    for (part, products) in products.chunks_exact_mut((listed.len() * columns).max(1)).enumerate() {
        kernel.multiply(products, fresh, width, listed.len(), matrix.part(part * width, width));
    }
    // What each word gives, whether it was known or is new, to the word after it, to itself and to the word before it.
    let nothing = room(&mut scratch.nothing, columns);
    nothing.fill(0);
    let mut next = 0;
    let mut given: Vec<[&[i32]; WINDOW]> = Vec::with_capacity(words.len() + 2);
    given.push([nothing; WINDOW]);
    for seen in &known {
        let mut own: [&[i32]; WINDOW] = [nothing; WINDOW];
        for (part, own) in own[(WINDOW - layer.window) / 2..][..layer.window].iter_mut().enumerate() {
            *own = match seen {
                Some(seen) => &seen.parts[part * columns..][..columns],
                None => &products[(part * listed.len() + next) * columns..][..columns],
            };
        }
        given.push(own);
        next += usize::from(seen.is_none());
    }
    given.push([nothing; WINDOW]);
    let mixed = room(mixed, words.len() * columns);
    for (sums, around) in mixed.chunks_exact_mut(columns).zip(given.windows(WINDOW)) {
        let (before, own, after) = (&around[0][0][..columns], &around[1][1][..columns], &around[2][2][..columns]);
        for (place, sum) in sums.iter_mut().enumerate() {
            *sum = before[place].wrapping_add(own[place]).wrapping_add(after[place]);
        }
        settle(&layer.mix, sums);
    }
    // Only words that the model knows come again and again.
    let unseen = words.iter().enumerate().zip(&known).filter(|(_, seen)| seen.is_none());
    for ((number, listed), ((place, form), _)) in listed.iter().enumerate().zip(unseen) {
        if *listed && form.len() <= LONGEST {
            let number_of_word = hash(form, place == 0);
            if !model.seen.comes_again(number_of_word) {
                continue;
            }
            let parts = given[place + 1][(WINDOW - layer.window) / 2..][..layer.window].concat();
            let values = &fresh[number * width..(number + 1) * width];
            let (form, first) = (Box::from(*form), place == 0);
            model.seen.keep(Seen { number: number_of_word, form, first, values: values.into(), parts: parts.into() });
        }
    }
}
