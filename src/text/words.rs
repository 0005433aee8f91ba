//! Tables of words that are asked by the number of a word, so that nothing is folded or compared to ask.
//!
//! The numbers are those of [`hash_folded`]. Two words of one number would be taken for each other, which with 64 bits does not happen to words
//! that nobody has sought out for it: fit for statistics and closed lists, not for what links names.

use super::{Folded, hash_folded, mix_hashes};
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Deref;

/// What may be asked for in a table of words: a folded word, or its number, which every token has.
pub trait Numbered: Copy {
    /// The number of the folded word.
    fn number(self) -> u64;
}

impl Numbered for u64 {
    #[inline]
    fn number(self) -> u64 {
        self
    }
}

impl Numbered for &str {
    #[inline]
    fn number(self) -> u64 {
        hash_folded(self)
    }
}

impl Numbered for &String {
    #[inline]
    fn number(self) -> u64 {
        hash_folded(self)
    }
}

impl Numbered for &Folded {
    #[inline]
    fn number(self) -> u64 {
        hash_folded(self)
    }
}

/// A folded word that keeps its number, for words that are asked for often.
#[derive(Debug, Clone)]
pub struct HashedWord {
    letters: String,
    number: u64,
}

impl HashedWord {
    /// A folded word and its number, see [`hash_folded`].
    pub fn new(letters: String, number: u64) -> Self {
        debug_assert_eq!(number, hash_folded(&letters), "{letters}");
        Self { letters, number }
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.letters
    }
}

impl Deref for HashedWord {
    type Target = str;

    fn deref(&self) -> &str {
        &self.letters
    }
}

impl Numbered for &HashedWord {
    #[inline]
    fn number(self) -> u64 {
        self.number
    }
}

impl PartialEq<str> for HashedWord {
    fn eq(&self, other: &str) -> bool {
        self.letters == *other
    }
}

impl PartialEq<&str> for HashedWord {
    fn eq(&self, other: &&str) -> bool {
        self.letters == **other
    }
}

impl PartialEq<String> for HashedWord {
    fn eq(&self, other: &String) -> bool {
        self.letters == *other
    }
}

impl fmt::Display for HashedWord {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.letters)
    }
}

/// Folded words, each with something that is known of it.
#[derive(Debug, Clone)]
pub struct WordMap<V> {
    entries: HashMap<u64, V, BuildHasherDefault<AsItIs>>,
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self { entries: HashMap::default() }
    }
}

impl<V> WordMap<V> {
    /// No words, with room for so many.
    pub fn with_capacity(words: usize) -> Self {
        Self { entries: HashMap::with_capacity_and_hasher(words, BuildHasherDefault::default()) }
    }

    /// What is known of a word.
    #[inline]
    pub fn get(&self, word: impl Numbered) -> Option<&V> {
        self.entries.get(&word.number())
    }

    /// Whether the table has a word.
    #[inline]
    pub fn has(&self, word: impl Numbered) -> bool {
        self.entries.contains_key(&word.number())
    }

    /// Adds a word, in the place of what was known of it.
    pub fn insert(&mut self, word: impl Numbered, value: V) {
        self.entries.insert(word.number(), value);
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Forgets all words.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// What is known of a word, to be changed; of a new one, nothing yet.
    pub fn entry(&mut self, word: impl Numbered) -> &mut V
    where
        V: Default,
    {
        self.entries.entry(word.number()).or_default()
    }
}

impl<W: Numbered, V> FromIterator<(W, V)> for WordMap<V> {
    fn from_iter<I: IntoIterator<Item = (W, V)>>(entries: I) -> Self {
        Self { entries: entries.into_iter().map(|(word, value)| (word.number(), value)).collect() }
    }
}

/// Folded words.
#[derive(Debug, Default, Clone)]
pub struct WordSet {
    words: WordMap<()>,
}

impl WordSet {
    /// Whether the set has a word.
    #[inline]
    pub fn has(&self, word: impl Numbered) -> bool {
        self.words.has(word)
    }

    /// No words, with room for so many.
    pub fn with_capacity(words: usize) -> Self {
        Self { words: WordMap::with_capacity(words) }
    }

    /// Adds a word.
    pub fn insert(&mut self, word: impl Numbered) {
        self.words.insert(word, ());
    }
}

impl<W: Numbered> FromIterator<W> for WordSet {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        Self { words: words.into_iter().map(|word| (word, ())).collect() }
    }
}

/// Folded words by class; a word may be in many.
#[derive(Debug, Clone)]
pub struct WordClasses {
    members: WordSet,
    /// One bit for all members with the same highest bits: nearly always enough to see that a word is not in a class.
    filter: Box<[u64]>,
}

/// The number of those bits: sixteen kilobytes of filter.
const FILTER_BITS: u32 = 17;

impl Default for WordClasses {
    fn default() -> Self {
        Self { members: WordSet::default(), filter: vec![0; 1 << (FILTER_BITS - u64::BITS.trailing_zeros())].into() }
    }
}

impl WordClasses {
    /// Whether a word belongs to a class.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "the number of the class is computed by the compiler where the class is a constant")]
    pub fn has(&self, class: &str, word: impl Numbered) -> bool {
        self.has_member(member(class, word))
    }

    #[inline]
    fn has_member(&self, member: u64) -> bool {
        let (word, bit) = filter_bit(member);
        self.filter[word] & bit != 0 && self.members.has(member)
    }

    /// Puts a word into a class.
    pub fn insert(&mut self, class: &str, word: impl Numbered) {
        let member = member(class, word);
        let (word, bit) = filter_bit(member);
        self.filter[word] |= bit;
        self.members.insert(member);
    }
}

/// The bit of a member in the filter: its word, and the place there.
#[inline]
fn filter_bit(member: u64) -> (usize, u64) {
    let place = member >> (u64::BITS - FILTER_BITS);
    let word = (place / u64::from(u64::BITS)) as usize;
    (word, 1 << (place % u64::from(u64::BITS)))
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "see `WordClasses::has`")]
fn member(class: &str, word: impl Numbered) -> u64 {
    mix_hashes(hash_folded(class), word.number())
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
