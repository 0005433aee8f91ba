//! The capitalised words of a document: found in one walk over its tokens, because hardly any rule asks for another word.

use super::word::{Traits, Words};
use crate::gazetteer::Gazetteer;
use crate::mention::Scanned;
use crate::text::{Numbered, Shape, Token, TokenKind};

/// The capitalised tokens of a document by sentence, and which of their words it also writes small.
#[derive(Debug, Default)]
pub(super) struct Capitalised {
    tokens: Vec<usize>,
    /// What the lists say of each.
    traits: Vec<Traits>,
    /// Where those of each sentence end.
    ends: Vec<usize>,
    /// Words that are written small, by their numbers, ascending: of those that are asked for all, of the others some.
    small: Vec<u64>,
}

/// One bit for all words with the same highest bits.
struct Filter {
    bits: Vec<u64>,
    shift: u32,
}

impl Filter {
    /// For so many words.
    fn of(words: usize) -> Self {
        let size = (words / 4).next_power_of_two().clamp(64, 1 << 16);
        Self { bits: vec![0; size], shift: u64::BITS - size.trailing_zeros() - u64::BITS.trailing_zeros() }
    }

    fn place(&self, word: u64) -> (usize, u64) {
        let place = word >> self.shift;
        (usize::try_from(place / u64::from(u64::BITS)).unwrap_or_default(), 1 << (place % u64::from(u64::BITS)))
    }

    fn add(&mut self, word: u64) {
        let (at, bit) = self.place(word);
        self.bits[at] |= bit;
    }

    fn may_have(&self, word: u64) -> bool {
        let (at, bit) = self.place(word);
        self.bits[at] & bit != 0
    }
}

/// Words of which it is kept that they were seen a moment ago.
const RECENT: usize = 64;

impl Capitalised {
    /// Those of the sentences of a document.
    pub(super) fn of(gazetteer: &Gazetteer, words: &mut Words, text: &str, scanned: &[Scanned]) -> Self {
        let all: usize = scanned.iter().map(|scanned| scanned.tokens.len()).sum();
        let mut found = Self {
            tokens: Vec::with_capacity(all / 4),
            traits: Vec::with_capacity(all / 4),
            ends: Vec::with_capacity(scanned.len()),
            small: Vec::with_capacity(all / 16),
        };
        let mut asked = Filter::of(all / 4);
        for scanned in scanned {
            for (place, token) in scanned.tokens.iter().enumerate().filter(|(_, token)| token.capitalised()) {
                found.tokens.push(place);
                asked.add(token.hash);
            }
            words.read(gazetteer, text, scanned, &found.tokens[found.traits.len()..], &mut found.traits);
            found.ends.push(found.tokens.len());
            // Names that are written small are asked for by their first word.
            scanned.hits.iter().for_each(|hit| asked.add(scanned.number(hit.first as usize)));
        }
        // The same few words come again and again.
        let mut recent = [None; RECENT];
        let is_small = |token: &&Token| token.kind == TokenKind::Word && token.shape == Shape::Lower;
        for token in scanned.iter().flat_map(|scanned| &scanned.tokens).filter(is_small) {
            let word = token.hash;
            if asked.may_have(word) {
                let last = &mut recent[usize::try_from(word & 0xffff_ffff).unwrap_or_default() % RECENT];
                if *last != Some(word) {
                    *last = Some(word);
                    found.small.push(word);
                }
            }
        }
        found.small.sort_unstable();
        found.small.dedup();
        found
    }

    /// The capitalised tokens of a sentence, in order.
    pub(super) fn of_sentence(&self, sentence: usize) -> &[usize] {
        let start = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.tokens[start..self.ends[sentence]]
    }

    /// The same with what the lists say of each.
    pub(super) fn with_traits(&self, sentence: usize) -> impl Iterator<Item = (usize, Traits)> {
        let start = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.of_sentence(sentence).iter().copied().zip(self.traits[start..].iter().copied())
    }

    /// Whether the document writes a folded word small somewhere. Only asked of words that it also writes with a capital, or that begin a listed name.
    pub(super) fn is_small(&self, word: impl Numbered) -> bool {
        self.small.binary_search(&word.number()).is_ok()
    }
}
