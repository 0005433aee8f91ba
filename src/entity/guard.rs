//! What speaks against reading a word as another spelling of a listed name, and what has to speak for it.
//!
//! A single word that looks like a name is a weak sign: what is written small somewhere, what is a well-known name of its own, and what has
//! nothing of its country about it is left alone.

use super::lexicon::Lexicon;
use super::resolve::Pass;
use crate::gazetteer::{Country, CountryBits, EntityKind, Gazetteer, is_ordinary};
use crate::mention::Scanned;
use crate::table;
use crate::text::{TokenKind, WordSet, hash_word};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Letters of the shortest word that is read as another spelling.
const SHORTEST: usize = 5;
/// Words before and after a name in which a word for its sort may stand.
const NEAR: usize = 3;

/// First cells, folded, of the rows of a built-in table.
fn column(text: &'static str, column: &str) -> WordSet {
    #[allow(clippy::expect_used, reason = "the tables are part of the program and tests read them")]
    let table = table::parse(text).expect("the built-in tables are checked by tests");
    table.rows().filter_map(|row| row.get(column)).map(hash_word).collect()
}

/// Well-known names that are spelled in one way.
static BACKGROUND: LazyLock<WordSet> = LazyLock::new(|| column(include_str!("../../gazetteer/language/background.tsv"), "name"));

/// Whether a folded word with its number may be another spelling of a name of one word at all, whatever the name; a document that writes it small
/// says no.
pub(super) fn varies(gazetteer: &Gazetteer, word: &str, number: u64) -> bool {
    word.chars().count() >= SHORTEST
        && word.chars().all(char::is_alphabetic)
        && !is_listed_word(number)
        && !BACKGROUND.has(number)
        && !gazetteer.is_given_name(word)
        && gazetteer.find_surname(word).is_empty()
}

/// Whether a folded word is one of the language, or one that the document writes small.
pub(super) fn is_word(pass: &Pass, word: u64) -> bool {
    pass.is_ordinary(word) || is_listed_word(word)
}

/// Whether a folded word is one of the language.
fn is_listed_word(word: u64) -> bool {
    is_ordinary(word) || Lexicon::built_in().title(word).is_some()
}

/// The countries that a document speaks of: those that it names, and those of places that it names.
#[derive(Debug, Default)]
pub(super) struct Region(BTreeSet<Country>);

impl Region {
    /// Reads the entities that the document names by listed names.
    pub(super) fn of(pass: &Pass) -> Self {
        let mut region = Self::default();
        for entity in pass.named.iter() {
            match pass.gazetteer.kind(entity) {
                EntityKind::Country => {
                    region.0.insert(Country::listed(entity));
                }
                EntityKind::Place | EntityKind::Facility => region.0.extend(Country::of(pass.gazetteer, entity)),
                EntityKind::Organization | EntityKind::Group => region.0.extend(pass.gazetteer.country(entity).map(Country::listed)),
                _ => {}
            }
        }
        region
    }

    /// The countries that the document speaks of, by some of their bits.
    pub(super) fn countries(&self) -> impl Iterator<Item = CountryBits> {
        self.0.iter().map(|country| country.bits())
    }

    /// Whether the document speaks of a country.
    pub(super) fn has(&self, country: Country) -> bool {
        self.0.contains(&country)
    }

    /// Whether the document speaks of nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// `the city of X`, `X province`: a word for places stands near.
pub(super) fn has_sort_beside(scanned: &Scanned, first: usize, last: usize) -> bool {
    let lexicon = Lexicon::built_in();
    let is_sort = |token: usize| lexicon.is("settlement", scanned.number(token));
    let is_word = |token: &usize| scanned.tokens[*token].kind != TokenKind::Punct;
    let before = (0..first).rev().take_while(|token| is_word(token)).take(NEAR);
    let after = (last + 1..scanned.tokens.len()).take_while(|token| is_word(token)).take(NEAR);
    before.chain(after).any(is_sort)
}
