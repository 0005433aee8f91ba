//! What a gazetteer knows: entities, their names and their roles.

use super::image::Columns;
use crate::document::Date;
use serde::Deserialize;

/// An entity by its place in one loaded gazetteer, in id order. Not stable between runs: outside, ids are strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityIx(pub(crate) u32);

impl EntityIx {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A namesake wins by fame alone where it is more than so many times as prominent.
pub(crate) const FAME: u64 = 3;

/// The column with the ids of entities that rows of `same` have joined with another one.
pub(crate) const SAME_AS: &str = "same_as";

/// What kind of thing an entity is, as far as rules care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A body with members or staff; also media and governments named after a person.
    Organization,
    /// A state.
    Country,
    /// A city, province, region, sea or mountain.
    Place,
    /// A building, base or plant.
    Facility,
    /// A people, a faith, a militia without offices.
    Group,
    /// A war, an accord, a conference.
    Event,
    /// Anything else, and every type of one's own.
    #[default]
    Other,
}

impl EntityKind {
    /// The kind that a type column means: of the kinds of places some have words of their own, other types of one's own are `Other`.
    pub fn parse(text: &str) -> Self {
        match text.trim().to_ascii_lowercase().as_str() {
            "person" => Self::Person,
            "organization" | "organisation" => Self::Organization,
            "country" => Self::Country,
            "place" | "city" | "town" | "village" | "province" | "governorate" | "region" | "district" | "county" | "island" | "river"
            | "mountain" => Self::Place,
            "facility" => Self::Facility,
            "group" => Self::Group,
            "event" => Self::Event,
            _ => Self::Other,
        }
    }

    /// A number of its own.
    pub(crate) fn byte(self) -> u8 {
        self as u8
    }

    /// The kind of a number.
    pub(crate) fn from_byte(byte: u8) -> Self {
        let kinds = [Self::Person, Self::Organization, Self::Country, Self::Place, Self::Facility, Self::Group, Self::Event, Self::Other];
        kinds.get(usize::from(byte)).copied().unwrap_or_default()
    }

    /// Something on a map that has no will of its own unless it stands for a government.
    pub fn is_location(self) -> bool {
        matches!(self, Self::Country | Self::Place | Self::Facility)
    }
}

/// How a name stands for its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum NameKind {
    /// Always means this entity.
    #[default]
    Strong,
    /// Needs the entity's strong name in the document, or a word of `near` beside it.
    Weak,
    /// A surname or short form that may stand alone.
    Short,
    /// Initials, matched in capitals only.
    Acronym,
    /// Adjective and people of a country.
    Demonym,
    /// A place whose name may stand for the entity.
    Metonym,
    /// The name in its own script.
    Native,
    /// An old name.
    Former,
    /// A part of a longer name that the text has to ask for: the place or the nickname of a club, a rare surname.
    Part,
}

impl NameKind {
    /// The kind that a `kind` cell means.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim() {
            "" | "strong" => Self::Strong,
            "weak" => Self::Weak,
            "short" => Self::Short,
            "acronym" => Self::Acronym,
            "demonym" => Self::Demonym,
            "metonym" => Self::Metonym,
            "native" => Self::Native,
            "former" => Self::Former,
            "part" => Self::Part,
            _ => return None,
        })
    }

    /// The word of the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Weak => "weak",
            Self::Short => "short",
            Self::Acronym => "acronym",
            Self::Demonym => "demonym",
            Self::Metonym => "metonym",
            Self::Native => "native",
            Self::Former => "former",
            Self::Part => "part",
        }
    }

    /// As images keep it.
    pub(crate) fn byte(self) -> u8 {
        self as u8
    }

    /// The kind of a byte, of which the highest bit says something else.
    pub(crate) fn from_byte(byte: u8) -> Self {
        match byte & 0x7f {
            1 => Self::Weak,
            2 => Self::Short,
            3 => Self::Acronym,
            4 => Self::Demonym,
            5 => Self::Metonym,
            6 => Self::Native,
            7 => Self::Former,
            8 => Self::Part,
            _ => Self::Strong,
        }
    }

    /// Whether a text that uses such a name names the entity beyond doubt.
    pub fn is_full(self) -> bool {
        matches!(self, Self::Strong | Self::Native | Self::Former)
    }
}

/// A name by its place in one loaded gazetteer: sorted by entity, then by text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameIx(pub(crate) u32);

impl NameIx {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One name of one entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'g> {
    /// As it is written in the table.
    pub text: &'g str,
    /// Whose name it is.
    pub entity: EntityIx,
    /// How it stands for the entity.
    pub kind: NameKind,
    /// First day on which it was used.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Folded words, separated by [`NEAR`].
    pub(super) near: &'g str,
}

/// Separates the words that stand near a weak name.
pub(super) const NEAR: char = '|';

impl<'g> Name<'g> {
    /// Folded words of which one has to stand near a weak name.
    pub fn near(self) -> impl Iterator<Item = &'g str> + Clone {
        self.near.split(NEAR).filter(|word| !word.is_empty())
    }
}

/// An office that a person holds or held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role<'g> {
    /// Who.
    pub person: EntityIx,
    /// Lower-case title without the country: `foreign minister`.
    pub title: &'g str,
    /// Of which country or body.
    pub of: EntityIx,
    /// First day; open where unknown.
    pub from: Option<Date>,
    /// Last day; open where unknown.
    pub until: Option<Date>,
}

/// An entity without its details.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outline<'g> {
    /// The canonical name.
    pub(crate) name: &'g str,
    /// What rules take it for.
    pub(crate) kind: EntityKind,
}

/// Somebody or something that documents name.
#[derive(Debug, Clone, Copy)]
pub struct Entity<'g> {
    /// Stable id: a slug, or whatever the pack gives.
    pub id: &'g str,
    /// The canonical name.
    pub name: &'g str,
    /// What rules take it for.
    pub kind: EntityKind,
    /// The type as the pack writes it.
    pub type_name: &'g str,
    /// The country it belongs to.
    pub country: Option<EntityIx>,
    /// Wikidata id.
    pub wikidata: Option<&'g str>,
    /// How well known it is, for choices between namesakes; 0 where unknown.
    pub prominence: u64,
    pub(super) columns: Columns<'g>,
}

impl<'g> Entity<'g> {
    /// All further columns, as they stand, in the order of their names.
    pub fn attributes(self) -> impl Iterator<Item = (&'g str, &'g str)> {
        self.columns.cells()
    }

    /// Ids of the entities that rows of `same` have joined with it.
    pub fn same_as(self) -> impl Iterator<Item = &'g str> {
        self.attribute(SAME_AS).unwrap_or_default().split('|').filter(|id| !id.is_empty())
    }

    /// The cell of a further column.
    pub fn attribute(self, column: &str) -> Option<&'g str> {
        self.attributes().find(|(name, _)| *name == column).map(|(_, cell)| cell)
    }
}

/// A string that must not be matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Never<'g> {
    /// The string.
    pub text: &'g str,
    /// The entity that it must not be taken for; any where absent.
    pub entity: Option<EntityIx>,
    /// Why.
    pub reason: &'g str,
}

/// Two entities that are never the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distinct<'g> {
    /// The one with the smaller id.
    pub a: EntityIx,
    /// The other.
    pub b: EntityIx,
    /// Why.
    pub reason: &'g str,
}

/// Entities in id order, each once.
#[derive(Debug, Clone, Copy, Default)]
pub struct EntityList<'g> {
    /// Four bytes each.
    pub(super) numbers: &'g [u8],
    /// How many entities there are at all.
    pub(super) entities: u32,
}

impl<'g> EntityList<'g> {
    /// The entities.
    pub fn iter(self) -> impl ExactSizeIterator<Item = EntityIx> + DoubleEndedIterator + Clone + use<'g> {
        let last = self.entities.saturating_sub(1);
        self.numbers.chunks_exact(4).map(move |number| EntityIx(u32::from_le_bytes([number[0], number[1], number[2], number[3]]).min(last)))
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.numbers.len() / 4
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}
