//! What is known of a listed name, whatever the text. It is found out once for each name that texts have and kept in one number: to read and to fold the
//! letters of a name and of its entity takes longer than all other rules together, and each table that is asked is one more wait for memory.

use super::ground::may_be_place;
use super::spellings::Spellings;
use super::team::team;
use crate::gazetteer::{EntityIx, EntityKind, Gazetteer, NameIx, NameKind, fold_alike, is_code, is_head_of};
use std::sync::atomic::{AtomicU64, Ordering};

/// A listed name with what its letters say, bit by bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) name: NameIx,
    /// Whose name it is.
    pub(super) entity: EntityIx,
    /// How it stands for the entity.
    pub(super) kind: NameKind,
    /// What rules take the entity for.
    pub(super) of: EntityKind,
    bits: u16,
}

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
const MORE: u16 = 1 << 15;

impl Listed {
    fn of(spellings: &Spellings, gazetteer: &Gazetteer, name: NameIx) -> Self {
        let (name, place) = (gazetteer.name(name), name);
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
            (MORE, gazetteer.has_more(place)),
        ];
        let bits = all.iter().filter(|(_, is)| *is).fold(KNOWN, |bits, (bit, _)| bits | bit);
        Self { name: place, entity: name.entity, kind: name.kind, of: entity.kind, bits }
    }

    /// All of it but the name in one number, which is not zero.
    fn packed(self) -> u64 {
        u64::from(self.entity.0) << 32 | u64::from(self.kind.byte()) << 24 | u64::from(self.of.byte()) << 16 | u64::from(self.bits)
    }

    fn unpacked(name: NameIx, packed: u64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "the parts")]
        let (entity, kind, of, bits) = (EntityIx((packed >> 32) as u32), (packed >> 24) as u8, (packed >> 16) as u8, packed as u16);
        Self { name, entity, kind: NameKind::from_byte(kind), of: EntityKind::from_byte(of), bits }
    }

    fn has(self, bit: u16) -> bool {
        self.bits & bit != 0
    }

    /// Whether it has days or words near it.
    pub(super) fn has_more(self) -> bool {
        self.has(MORE)
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

/// What is known of each listed name.
#[derive(Debug)]
pub(super) struct AllListed(Box<[AtomicU64]>);

impl AllListed {
    /// Nothing yet of so many names.
    pub(super) fn new(names: usize) -> Self {
        Self((0..names).map(|_| AtomicU64::new(0)).collect())
    }

    /// What is known of a name.
    pub(super) fn get(&self, spellings: &Spellings, gazetteer: &Gazetteer, name: NameIx) -> Listed {
        let Some(known) = self.0.get(name.index()) else { return Listed::of(spellings, gazetteer, name) };
        match known.load(Ordering::Relaxed) {
            // Whoever comes first finds out the same.
            0 => {
                let listed = Listed::of(spellings, gazetteer, name);
                known.store(listed.packed(), Ordering::Relaxed);
                listed
            }
            packed => Listed::unpacked(name, packed),
        }
    }
}
