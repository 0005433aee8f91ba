//! What is known of single words of texts, and of names that are none, kept from document to document: most words of one text are in others too. It
//! follows from the word and the gazetteer alone, so that it makes no difference but in time.
//!
//! Capitalised words are looked up many together, so that memory is waited for once and not word by word.

use super::word::Word;
use crate::gazetteer::{Gazetteer, Glances, Places, VariantIndex};
use crate::text::{Folded, Token, WordMap};
use std::sync::{Mutex, PoisonError};

/// Words by their numbers, in open addressing: at most half of the places are taken.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    table: Vec<(u64, Word)>,
    taken: usize,
    pub(super) glances: Glances,
    /// Names of words of plain letters, by the numbers of their words, with the places in which they are spellings of none.
    refused: WordMap<Places>,
    letters: String,
}

/// Places of the smallest table.
const FEWEST: usize = 1 << 12;
/// Words that are kept; where there are more, they begin anew with the next document.
const MOST_WORDS: usize = 1 << 16;
/// The same of names that are refused.
const MOST_NAMES: usize = 1 << 17;
/// Words that are looked up together.
const TOGETHER: usize = 32;

impl Vocabulary {
    /// Appends what is known of some tokens; without an index nothing is known of spellings.
    pub(super) fn read<'t>(
        &mut self,
        gazetteer: &Gazetteer,
        index: Option<&VariantIndex>,
        text: &str,
        mut tokens: impl Iterator<Item = &'t Token>,
        words: &mut Vec<Word>,
    ) {
        let (mut together, mut homes): (Vec<&Token>, Vec<u64>) = (Vec::with_capacity(TOGETHER), Vec::with_capacity(TOGETHER));
        loop {
            together.clear();
            together.extend(tokens.by_ref().take(TOGETHER));
            if together.is_empty() {
                return;
            }
            if 2 * (self.taken + TOGETHER) > self.table.len() {
                self.grow();
            }
            // Loads that wait for nothing bring the memory for what follows.
            homes.clear();
            homes.extend(together.iter().map(|token| self.table[self.home(token.hash)].0));
            words.extend(homes.iter().zip(&together).map(|(home, token)| self.word(gazetteer, index, text, token, *home)));
        }
    }

    /// What is known of a token, in whose home the table has the word with this number.
    fn word(&mut self, gazetteer: &Gazetteer, index: Option<&VariantIndex>, text: &str, token: &Token, home: u64) -> Word {
        let (letters, number) = (token.span.of(text), token.hash);
        let place = self.home(number);
        let is = home == number && self.table[place].1.is_known();
        let place = if is { place } else { self.place(number, || Word::of(gazetteer, &Folded::new(letters), number)) };
        let word = &mut self.table[place].1;
        // Other words fold to the number of a word that they are not.
        if !letters.bytes().all(|letter| letter.is_ascii_alphabetic()) {
            return word.without_glance();
        }
        if let Some(index) = index.filter(|_| !word.is_glanced_at()) {
            self.letters.clear();
            self.letters.extend(letters.bytes().map(|letter| char::from(letter.to_ascii_lowercase())));
            *word = word.glanced_at(gazetteer, index, &mut self.glances, &self.letters, number);
        }
        *word
    }

    fn home(&self, number: u64) -> usize {
        usize::try_from(number >> 32).unwrap_or_default() & (self.table.len() - 1)
    }

    /// The place of a word, which is added where it is not there.
    fn place(&mut self, number: u64, word: impl FnOnce() -> Word) -> usize {
        let mut place = self.home(number);
        while self.table[place].1.is_known() {
            if self.table[place].0 == number {
                return place;
            }
            place = (place + 1) & (self.table.len() - 1);
        }
        self.taken += 1;
        self.table[place] = (number, word());
        place
    }

    /// Makes room for twice as many words.
    fn grow(&mut self) {
        let size = (2 * self.table.len()).max(FEWEST);
        let old = std::mem::replace(&mut self.table, vec![Default::default(); size]);
        self.taken = 0;
        for (number, word) in old.into_iter().filter(|(_, word)| word.is_known()) {
            self.place(number, || word);
        }
    }

    /// Where a name of words of plain letters was seen to be a spelling of none that is listed, by a number for all its words.
    pub(super) fn refused(&self, name: u64) -> Places {
        self.refused.get(name).copied().unwrap_or(Places::NONE)
    }

    /// Keeps that a name of words of plain letters is a spelling of none that is listed somewhere.
    pub(super) fn refuse(&mut self, name: u64, here: Places) {
        let known = self.refused.entry(name);
        *known = known.and(here);
    }

    /// Forgets what is too much.
    fn shrink(&mut self) {
        if self.taken >= MOST_WORDS {
            (self.table, self.taken) = (Vec::new(), 0);
            self.glances.clear();
        }
        if self.refused.len() >= MOST_NAMES {
            self.refused.clear();
        }
    }
}

/// Vocabularies that no document uses just now: there are as many as there are threads.
#[derive(Debug, Default)]
pub(super) struct Vocabularies(Mutex<Vec<Vocabulary>>);

impl Vocabularies {
    /// One to be used for a document.
    pub(super) fn take(&self) -> Vocabulary {
        let mut vocabulary = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        vocabulary.shrink();
        vocabulary
    }

    /// Keeps one for the next document.
    pub(super) fn give_back(&self, vocabulary: Vocabulary) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(vocabulary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_sought_once_and_only_so_many_are_kept() {
        let gazetteer = Gazetteer::default();
        let (mut vocabulary, mut sought) = (Vocabulary::default(), 0);
        for _ in 0..2 {
            for number in 0..MOST_WORDS as u64 {
                if 2 * (vocabulary.taken + 1) > vocabulary.table.len() {
                    vocabulary.grow();
                }
                // Many share a home.
                let number = (number % 1000) << 32 | number;
                let place = vocabulary.place(number, || {
                    sought += 1;
                    Word::of(&gazetteer, "word", number)
                });
                assert_eq!(vocabulary.table[place].0, number);
            }
        }
        assert_eq!((sought, vocabulary.taken), (MOST_WORDS, MOST_WORDS));
        vocabulary.shrink();
        assert_eq!((vocabulary.taken, vocabulary.table.len()), (0, 0));
    }
}
