//! What a gazetteer is put together from: rows of all packs, joined and sorted, that borrow their words from the packs.

use super::{EntityIx, NameKind};
use crate::document::Date;
use std::borrow::Cow;

/// Everything in the order in which it is kept.
#[derive(Debug, Default)]
pub(super) struct Parts<'p> {
    /// By id.
    pub(super) entities: Vec<EntityPart<'p>>,
    /// By entity, text, kind and dates.
    pub(super) names: Vec<NamePart<'p>>,
    /// By person and dates.
    pub(super) roles: Vec<RolePart>,
    pub(super) distinct: Vec<DistinctPart<'p>>,
    pub(super) never: Vec<NeverPart<'p>>,
}

/// See [`super::Entity`].
#[derive(Debug, Clone, Default)]
pub(super) struct EntityPart<'p> {
    pub(super) id: Cow<'p, str>,
    pub(super) name: &'p str,
    pub(super) type_name: &'p str,
    pub(super) country: Option<EntityIx>,
    pub(super) wikidata: Option<&'p str>,
    pub(super) prominence: u64,
    /// Whether a pack of one's own lists it, and the built-in tables do not.
    pub(super) own: bool,
    /// Columns with their cells; of several with one name the last counts.
    pub(super) attributes: Vec<(&'p str, &'p str)>,
    /// What rows of `same` and `renames` say of it.
    pub(super) decided: Option<Box<DecidedPart<'p>>>,
}

/// What people have decided of an entity.
#[derive(Debug, Clone, Default)]
pub(super) struct DecidedPart<'p> {
    /// Its canonical name from then on.
    pub(super) renamed: Option<&'p str>,
    /// Ids of the entities that are one with it.
    pub(super) same_as: Vec<Cow<'p, str>>,
}

impl EntityPart<'_> {
    /// Whether a text is its canonical name, or will be.
    pub(super) fn is_called(&self, text: &str) -> bool {
        self.name == text || self.decided.as_ref().is_some_and(|decided| decided.renamed == Some(text))
    }
}

/// See [`super::Name`].
#[derive(Debug, Clone)]
pub(super) struct NamePart<'p> {
    pub(super) text: &'p str,
    pub(super) entity: EntityIx,
    pub(super) kind: NameKind,
    /// Of two rows for one name of one entity, those with the higher rank stand.
    pub(super) rank: u32,
    pub(super) extra: Option<Box<ExtraPart>>,
}

/// What few names have.
#[derive(Debug, Clone, Default)]
pub(super) struct ExtraPart {
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
    pub(super) near: String,
}

impl NamePart<'_> {
    pub(super) fn dates(&self) -> (Option<Date>, Option<Date>) {
        self.extra.as_ref().map_or((None, None), |extra| (extra.from, extra.until))
    }
}

/// See [`super::Role`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RolePart {
    pub(super) person: EntityIx,
    pub(super) title: String,
    pub(super) of: EntityIx,
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
}

/// See [`super::Never`].
#[derive(Debug, Clone)]
pub(super) struct NeverPart<'p> {
    pub(super) text: &'p str,
    pub(super) entity: Option<EntityIx>,
    pub(super) reason: &'p str,
}

/// See [`super::Distinct`].
#[derive(Debug, Clone)]
pub(super) struct DistinctPart<'p> {
    pub(super) a: EntityIx,
    pub(super) b: EntityIx,
    pub(super) reason: &'p str,
}
