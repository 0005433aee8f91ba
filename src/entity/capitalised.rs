//! The capitalised words of a document: found in one walk over its tokens, because hardly any rule asks for another word.

use super::lexicon::Lexicon;
use super::vocabulary::Vocabulary;
use super::word::Word;
use crate::gazetteer::{Gazetteer, VariantIndex};
use crate::mention::Scanned;
use crate::text::{Numbered, Shape, Token, TokenKind};
use std::cell::RefCell;

/// The capitalised tokens of a document by sentence, and which of their words it also writes small.
#[derive(Debug)]
pub(super) struct Capitalised<'s> {
    scanned: &'s [Scanned],
    tokens: Vec<usize>,
    /// What is known of each.
    words: Vec<Word>,
    /// Where those of each sentence end.
    ends: Vec<usize>,
    /// Words that are written small, by their numbers, ascending: of those that are asked for all but the small words of English, of the others some.
    small: Vec<u64>,
    /// The small words of English that were asked for.
    sought: RefCell<Vec<(u64, bool)>>,
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

impl<'s> Capitalised<'s> {
    /// Those of the sentences of a document.
    pub(super) fn of(
        gazetteer: &Gazetteer,
        index: Option<&VariantIndex>,
        vocabulary: &mut Vocabulary,
        text: &str,
        scanned: &'s [Scanned],
    ) -> Self {
        let all: usize = scanned.iter().map(|scanned| scanned.tokens.len()).sum();
        let (mut tokens, mut ends): (Vec<usize>, Vec<usize>) = (vec![0; all], Vec::with_capacity(scanned.len()));
        let mut count = 0;
        for scanned in scanned {
            // Without branches: which words have a capital is hard to foresee.
            for (place, token) in scanned.tokens.iter().enumerate() {
                tokens[count] = place;
                count += usize::from(token.capitalised());
            }
            ends.push(count);
        }
        tokens.truncate(count);
        let mut words = Vec::with_capacity(count);
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let sentences = scanned.iter().zip(starts.zip(&ends));
        let capitalised = sentences.flat_map(|(scanned, (start, end))| tokens[start..*end].iter().map(|place| &scanned.tokens[*place]));
        vocabulary.read(gazetteer, index, text, capitalised, &mut words);
        let mut found = Self { scanned, tokens, words, ends, small: Vec::new(), sought: RefCell::default() };
        found.read_small(&found.asked(all));
        found
    }

    /// The words of which it may be asked whether they are written small.
    fn asked(&self, all: usize) -> Filter {
        let mut asked = Filter::of(all / 4);
        for (place, scanned) in self.scanned.iter().enumerate() {
            // The small words of English stand in every text; whoever asks for one finds it soon.
            for (token, _) in self.words(place).filter(|(_, word)| !word.is_small()) {
                asked.add(scanned.number(token));
            }
            // Names that are written small are asked for by their first word.
            let begun = scanned.hits.iter().map(|hit| scanned.number(hit.first as usize));
            begun.filter(|word| !Lexicon::built_in().is_small(*word)).for_each(|word| asked.add(word));
        }
        asked
    }

    #[expect(clippy::needless_bitwise_bool, reason = "hardly any word is both, and which is either is hard to foresee")]
    fn read_small(&mut self, asked: &Filter) {
        for scanned in self.scanned {
            for token in &scanned.tokens {
                if asked.may_have(token.hash) & (token.shape == Shape::Lower) & (token.kind == TokenKind::Word) {
                    self.small.push(token.hash);
                }
            }
        }
        self.small.sort_unstable();
        self.small.dedup();
    }

    /// How many capitalised tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The capitalised tokens of a sentence, in order.
    pub(super) fn of_sentence(&self, sentence: usize) -> &[usize] {
        let start = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.tokens[start..self.ends[sentence]]
    }

    /// The same with what is known of each.
    pub(super) fn words(&self, sentence: usize) -> impl Iterator<Item = (usize, Word)> {
        let start = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.of_sentence(sentence).iter().copied().zip(self.words[start..].iter().copied())
    }

    /// What is known of a token, if it is capitalised.
    pub(super) fn word(&self, sentence: usize, token: usize) -> Option<Word> {
        let start = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        let place = self.of_sentence(sentence).binary_search(&token).ok()?;
        Some(self.words[start + place])
    }

    /// Whether the document writes a folded word small somewhere. Only asked of words that it also writes with a capital, or that begin a listed name.
    pub(super) fn is_small(&self, word: impl Numbered) -> bool {
        let word = word.number();
        if self.small.binary_search(&word).is_ok() {
            return true;
        }
        if !Lexicon::built_in().is_small(word) {
            return false;
        }
        let mut sought = self.sought.borrow_mut();
        if let Some((_, is_small)) = sought.iter().find(|(known, _)| *known == word) {
            return *is_small;
        }
        let is_it = |token: &Token| token.hash == word && token.kind == TokenKind::Word && token.shape == Shape::Lower;
        let is_small = self.scanned.iter().any(|scanned| scanned.tokens.iter().any(is_it));
        sought.push((word, is_small));
        is_small
    }
}
