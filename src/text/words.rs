//! Sets of words that are asked by the number of a word, so that nothing is folded to ask.

use super::hash_folded;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// Folded words by their numbers, see [`hash_folded`]. Two words of one number would be taken for each other, which with 64 bits does
/// not happen to words that nobody has sought out for it: fit for statistics and closed lists, not for what links names.
#[derive(Debug, Default, Clone)]
pub struct WordSet {
    numbers: HashSet<u64, BuildHasherDefault<AsItIs>>,
}

impl WordSet {
    /// Whether the set has the word of this number.
    #[inline]
    pub fn has(&self, number: u64) -> bool {
        self.numbers.contains(&number)
    }
}

impl FromIterator<u64> for WordSet {
    fn from_iter<I: IntoIterator<Item = u64>>(numbers: I) -> Self {
        Self { numbers: numbers.into_iter().collect() }
    }
}

impl<'a> FromIterator<&'a str> for WordSet {
    /// The set of some folded words.
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        words.into_iter().map(hash_folded).collect()
    }
}

/// Numbers of words are hashes already.
#[derive(Debug, Default, Clone, Copy)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}
