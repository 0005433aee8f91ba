//! What the word lists, the gazetteer and the index of spellings say of one word, whatever the text.

use super::guard;
use super::lexicon::Lexicon;
use crate::gazetteer::{ARTICLES, Gazetteer, GlanceIx, Glances, Places, VariantIndex};
use crate::text::hash_folded;
use std::sync::LazyLock;

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    bits: u8,
    /// What the index of spellings says of it as a part of names.
    glance: GlanceIx,
    /// Where the listed names are of which it may be a spelling alone.
    alone: Places,
}

const KNOWN: u8 = 1;
const SMALL: u8 = 1 << 1;
const ARTICLE: u8 = 1 << 2;
const SURNAME: u8 = 1 << 3;
/// The index of spellings was asked for it.
const GLANCED: u8 = 1 << 4;
const VARIES: u8 = 1 << 5;

static ARTICLE_NUMBERS: LazyLock<[u64; ARTICLES.len()]> = LazyLock::new(|| ARTICLES.map(hash_folded));

impl Word {
    /// What the lists say of a folded word with its number.
    pub(super) fn of(gazetteer: &Gazetteer, folded: &str, number: u64) -> Self {
        let all = [
            (SMALL, Lexicon::built_in().is_small(number)),
            (ARTICLE, ARTICLE_NUMBERS.contains(&number)),
            (SURNAME, !gazetteer.find_surname(folded).is_empty()),
        ];
        let bits = all.iter().filter(|(_, is)| *is).fold(KNOWN, |bits, (bit, _)| bits | bit);
        Self { bits, ..Self::default() }
    }

    /// The same with what the index says of it; the word is of plain small letters.
    pub(super) fn glanced_at(self, gazetteer: &Gazetteer, index: &VariantIndex, glances: &mut Glances, word: &str, number: u64) -> Self {
        let glance = glances.add(index, word);
        let varies = if guard::varies(gazetteer, word, number) { VARIES } else { 0 };
        Self { bits: self.bits | GLANCED | varies, glance, alone: glances.alone(glance) }
    }

    fn has(self, bit: u8) -> bool {
        self.bits & bit != 0
    }

    /// Whether it is a word at all, and no empty place.
    pub(super) fn is_known(self) -> bool {
        self.has(KNOWN)
    }

    /// Whether the index was asked.
    pub(super) fn is_glanced_at(self) -> bool {
        self.has(GLANCED)
    }

    /// The same word with letters that are not plain, of which the index does not know by its number.
    pub(super) fn without_glance(self) -> Self {
        Self { bits: self.bits & !(GLANCED | VARIES), ..self }
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

    /// What the index says of it as a part of names; nothing of words that are not of plain letters.
    pub(super) fn glance(self) -> Option<GlanceIx> {
        self.has(GLANCED).then_some(self.glance)
    }

    /// Whether it may be a spelling of a listed name of one word somewhere; of words that are not of plain letters that is not known.
    pub(super) fn may_fit_alone(self, here: Places) -> bool {
        !self.has(GLANCED) || self.alone.meet(here)
    }

    /// Whether it may be another spelling of a name of one word at all, as far as that does not depend on the text; of words that are not of plain
    /// letters that is not known.
    pub(super) fn varies(self) -> Option<bool> {
        self.has(GLANCED).then(|| self.has(VARIES))
    }
}
