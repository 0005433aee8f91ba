//! What the letters and the kind of a listed name say, whatever the text. It is found out once for each name that texts have: to read and to fold the letters of a name
//! and of its entity takes longer than all other rules together.

use super::ground::may_be_place;
use super::spellings::Spellings;
use super::team::team;
use crate::gazetteer::{EntityKind, Gazetteer, NameIx, fold_alike, is_code, is_head_of};
use std::sync::atomic::{AtomicU16, Ordering};

/// What the letters of a listed name say, bit by bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letters(u16);

const KNOWN: u16 = 1;
const ALIAS: u16 = 1 << 1;
const OTHER: u16 = 1 << 2;
const LETTERS: u16 = 1 << 3;
const BEGINS_WITH_CAPITAL: u16 = 1 << 4;
const CAPITALS: u16 = 1 << 5;
const FEW: u16 = 1 << 6;
const SMALL: u16 = 1 << 7;
const CODE: u16 = 1 << 8;
const CANONICAL_BEGINS_WITH_CAPITAL: u16 = 1 << 9;
const VAST: u16 = 1 << 10;
const TEAM: u16 = 1 << 11;
const PLACE: u16 = 1 << 12;
const UNTYPED: u16 = 1 << 13;
const COUNTRY: u16 = 1 << 14;

impl Letters {
    fn of(spellings: &Spellings, gazetteer: &Gazetteer, name: NameIx) -> Self {
        let name = gazetteer.name(name);
        let entity = gazetteer.outline(name.entity);
        let canonical = entity.name;
        let upper = |text: &str| text.chars().any(char::is_uppercase);
        let begins_upper = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
        let all = [
            (ALIAS, !fold_alike(name.text, canonical)),
            (OTHER, name.text != canonical && !is_head_of(name.text, canonical)),
            (LETTERS, name.text.chars().any(char::is_alphabetic)),
            (BEGINS_WITH_CAPITAL, begins_upper(name.text)),
            (CAPITALS, !name.text.chars().any(char::is_lowercase)),
            (FEW, name.text.chars().count() <= 3),
            (SMALL, !upper(name.text) && upper(canonical)),
            (CODE, is_code(name.text)),
            (CANONICAL_BEGINS_WITH_CAPITAL, begins_upper(canonical)),
            (VAST, spellings.is_of_vast_source(gazetteer, name.entity)),
            (TEAM, team(entity).is_some()),
            (PLACE, may_be_place(entity.kind)),
            (UNTYPED, entity.kind == EntityKind::Other),
            (COUNTRY, entity.kind == EntityKind::Country),
        ];
        Self(all.iter().filter(|(_, is)| *is).fold(KNOWN, |bits, (bit, _)| bits | bit))
    }

    fn has(self, bit: u16) -> bool {
        self.0 & bit != 0
    }

    /// Whether it folds to something else than the canonical name.
    pub(super) fn is_alias(self) -> bool {
        self.has(ALIAS)
    }

    /// Whether it is neither the canonical name nor its head.
    pub(super) fn is_other(self) -> bool {
        self.has(OTHER)
    }

    pub(super) fn has_letters(self) -> bool {
        self.has(LETTERS)
    }

    pub(super) fn begins_with_capital(self) -> bool {
        self.has(BEGINS_WITH_CAPITAL)
    }

    /// Whether it has no small letter.
    pub(super) fn is_in_capitals(self) -> bool {
        self.has(CAPITALS)
    }

    /// Whether it has three letters or fewer.
    pub(super) fn is_short(self) -> bool {
        self.has(FEW)
    }

    /// Whether it has no capital, but the canonical name has one.
    pub(super) fn is_small(self) -> bool {
        self.has(SMALL)
    }

    /// See [`is_code`].
    pub(super) fn is_code(self) -> bool {
        self.has(CODE)
    }

    /// Whether the canonical name begins with a capital.
    pub(super) fn canonical_begins_with_capital(self) -> bool {
        self.has(CANONICAL_BEGINS_WITH_CAPITAL)
    }

    /// Whether the canonical name is that of a team.
    pub(super) fn is_of_team(self) -> bool {
        self.has(TEAM)
    }

    /// Whether the entity may be a place, see [`may_be_place`].
    pub(super) fn may_be_place(self) -> bool {
        self.has(PLACE)
    }

    /// Whether nothing is said of what the entity is.
    pub(super) fn is_untyped(self) -> bool {
        self.has(UNTYPED)
    }

    /// Whether the entity is a state.
    pub(super) fn is_country(self) -> bool {
        self.has(COUNTRY)
    }

    /// See [`Spellings::is_of_vast_source`].
    pub(super) fn is_of_vast_source(self) -> bool {
        self.has(VAST)
    }
}

/// What is known of the letters of each listed name.
#[derive(Debug)]
pub(super) struct KnownLetters(Box<[AtomicU16]>);

impl KnownLetters {
    /// Nothing yet of so many names.
    pub(super) fn new(names: usize) -> Self {
        Self((0..names).map(|_| AtomicU16::new(0)).collect())
    }

    /// What the letters of a name say.
    pub(super) fn of(&self, spellings: &Spellings, gazetteer: &Gazetteer, name: NameIx) -> Letters {
        let Some(known) = self.0.get(name.index()) else { return Letters::of(spellings, gazetteer, name) };
        match known.load(Ordering::Relaxed) {
            // Whoever comes first finds out the same.
            0 => {
                let letters = Letters::of(spellings, gazetteer, name);
                known.store(letters.0, Ordering::Relaxed);
                letters
            }
            bits => Letters(bits),
        }
    }
}
