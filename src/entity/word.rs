//! What the word lists and the gazetteer say of single words, whatever the text: kept from document to document, because most words of one text are in
//! others too. All capitalised words of a document are looked up at once, so that memory is waited for once and not word by word.

use super::lexicon::Lexicon;
use crate::gazetteer::{ARTICLES, Gazetteer};
use crate::mention::Scanned;
use crate::text::hash_folded;
use std::sync::{LazyLock, Mutex, PoisonError};

/// What is said of a word, bit by bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Traits(u8);

const KNOWN: u8 = 1;
const SMALL: u8 = 1 << 1;
const ARTICLE: u8 = 1 << 2;
const SURNAME: u8 = 1 << 3;

static ARTICLE_NUMBERS: LazyLock<[u64; ARTICLES.len()]> = LazyLock::new(|| ARTICLES.map(hash_folded));

impl Traits {
    fn of(gazetteer: &Gazetteer, text: &str, scanned: &Scanned, token: usize) -> Self {
        let (lexicon, number) = (Lexicon::built_in(), scanned.number(token));
        let all = [
            (SMALL, lexicon.is_small(number)),
            (ARTICLE, ARTICLE_NUMBERS.contains(&number)),
            (SURNAME, !gazetteer.find_surname(&scanned.folded(text, token)).is_empty()),
        ];
        Self(all.iter().filter(|(_, is)| *is).fold(KNOWN, |bits, (bit, _)| bits | bit))
    }

    fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    /// See [`Lexicon::is_small`].
    pub(super) fn is_small(self) -> bool {
        self.has(SMALL)
    }

    /// Whether it is an article of names.
    pub(super) fn is_article(self) -> bool {
        self.has(ARTICLE)
    }

    /// Whether somebody of the gazetteer has it for a surname.
    pub(super) fn is_surname(self) -> bool {
        self.has(SURNAME)
    }
}

/// Words by their numbers, in open addressing: at most half of the places are taken.
#[derive(Debug, Default)]
pub(super) struct Words {
    places: Vec<(u64, Traits)>,
    taken: usize,
}

/// Places of the smallest table.
const FEWEST: usize = 1 << 12;
/// Words that are kept; where there are more, they begin anew.
const MOST: usize = 1 << 17;
/// Words that are looked up together.
const TOGETHER: usize = 32;

impl Words {
    /// Appends what is said of some tokens of a sentence.
    pub(super) fn read(&mut self, gazetteer: &Gazetteer, text: &str, scanned: &Scanned, tokens: &[usize], traits: &mut Vec<Traits>) {
        for tokens in tokens.chunks(TOGETHER) {
            if 2 * (self.taken + TOGETHER) > self.places.len() {
                self.grow();
            }
            // Loads that wait for nothing bring the memory for what follows.
            let mut first = [(0, Traits::default()); TOGETHER];
            for (first, token) in first.iter_mut().zip(tokens) {
                *first = self.places[self.home(scanned.number(*token))];
            }
            for ((number, known), token) in first.into_iter().zip(tokens) {
                let this = scanned.number(*token);
                let is = known.has(KNOWN) && number == this;
                traits.push(if is { known } else { self.sought(this, || Traits::of(gazetteer, text, scanned, *token)) });
            }
        }
    }

    fn home(&self, number: u64) -> usize {
        usize::try_from(number >> 32).unwrap_or_default() & (self.places.len() - 1)
    }

    /// What is said of a word; found out where it is not known.
    fn sought(&mut self, number: u64, find: impl FnOnce() -> Traits) -> Traits {
        let mut place = self.home(number);
        while self.places[place].1.has(KNOWN) {
            if self.places[place].0 == number {
                return self.places[place].1;
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        self.taken += 1;
        self.places[place] = (number, find());
        self.places[place].1
    }

    /// Makes room for twice as many words, or begins anew where there are too many.
    fn grow(&mut self) {
        let old = std::mem::take(&mut self.places);
        let size = if self.taken >= MOST { FEWEST } else { (2 * old.len()).max(FEWEST) };
        (self.places, self.taken) = (vec![Default::default(); size], 0);
        if size > old.len() {
            for (number, traits) in old.into_iter().filter(|(_, traits)| traits.has(KNOWN)) {
                self.sought(number, || traits);
            }
        }
    }
}

/// Tables of words that no document uses just now: there are as many as there are threads.
#[derive(Debug, Default)]
pub(super) struct WordTables(Mutex<Vec<Words>>);

impl WordTables {
    /// Does something with one of them.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Words) -> T) -> T {
        let mut words = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let result = work(&mut words);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(words);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_sought_once_and_only_so_many_are_kept() {
        let mut words = Words::default();
        let mut sought = 0;
        for round in 0..2 {
            for number in 0..MOST as u64 / 2 {
                if 2 * (words.taken + 1) > words.places.len() {
                    words.grow();
                }
                // Many share a home.
                let traits = words.sought((number % 1000) << 32 | number, || {
                    sought += 1;
                    Traits(KNOWN | if number % 3 == 0 { SURNAME } else { 0 })
                });
                assert_eq!(traits.is_surname(), number % 3 == 0, "{number} in round {round}");
            }
        }
        assert_eq!(sought, MOST / 2);
        for number in 0..3 * MOST as u64 {
            if 2 * (words.taken + 1) > words.places.len() {
                words.grow();
            }
            words.sought(number << 32, || Traits(KNOWN));
            assert!(words.taken <= MOST + 1 && words.places.len() <= 4 * MOST);
        }
    }
}
