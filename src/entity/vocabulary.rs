//! What is known of single words of texts, whatever the text: kept from document to document, because most words of one text are in others too.
//! It follows from the word and the gazetteer alone, so that it makes no difference but in time.

use super::guard;
use super::resolve::Pass;
use crate::gazetteer::{GlanceIx, Glances, Places, VariantIndex};
use crate::mention::Scanned;
use crate::text::WordMap;
use std::sync::{Mutex, PoisonError};

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Whether it may be another spelling of a name of one word at all, as far as that does not depend on the text.
    pub(super) varies: bool,
    /// What the index of spellings says of it.
    pub(super) glance: GlanceIx,
}

/// Words by their numbers.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: WordMap<Word>,
    pub(super) glances: Glances,
    /// Names of words of plain letters, by the numbers of their words, with the places in which they are spellings of none.
    refused: WordMap<Places>,
    letters: String,
}

/// Words that are kept; where there are more, they begin anew.
const MOST_WORDS: usize = 1 << 16;
/// The same of names that are refused.
const MOST_NAMES: usize = 1 << 17;

impl Vocabulary {
    /// What is known of a token of plain letters; nothing for others, which fold to the number of a word that they are not.
    pub(super) fn word(&mut self, pass: &Pass, index: &VariantIndex, scanned: &Scanned, token: usize) -> Option<Word> {
        let letters = scanned.word(pass.text, token);
        if !letters.bytes().all(|letter| letter.is_ascii_alphabetic()) {
            return None;
        }
        let number = scanned.number(token);
        if let Some(known) = self.words.get(number) {
            return Some(*known);
        }
        self.letters.clear();
        self.letters.extend(letters.bytes().map(|letter| char::from(letter.to_ascii_lowercase())));
        let word = Word { varies: guard::varies(pass.gazetteer, &self.letters, number), glance: self.glances.add(index, &self.letters) };
        self.words.insert(number, word);
        Some(word)
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
}

/// Vocabularies that no document uses just now: there are as many as there are threads.
#[derive(Debug, Default)]
pub(super) struct Vocabularies(Mutex<Vec<Vocabulary>>);

impl Vocabularies {
    /// One to be used for a document.
    pub(super) fn take(&self) -> Vocabulary {
        let mut vocabulary = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        if vocabulary.words.len() >= MOST_WORDS {
            vocabulary.words.clear();
            vocabulary.glances.clear();
        }
        if vocabulary.refused.len() >= MOST_NAMES {
            vocabulary.refused.clear();
        }
        vocabulary
    }

    /// Keeps one for the next document.
    pub(super) fn give_back(&self, vocabulary: Vocabulary) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(vocabulary);
    }
}
