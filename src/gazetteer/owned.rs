//! What a gazetteer is put together from: rows that own their words and may still change.

use super::{EntityIx, EntityKind, NameKind};
use crate::document::Date;
use std::collections::BTreeMap;

/// See [`super::Entity`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct OwnedEntity {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: EntityKind,
    pub(crate) type_name: String,
    pub(crate) country: Option<EntityIx>,
    pub(crate) wikidata: Option<String>,
    pub(crate) prominence: u64,
    pub(crate) attributes: BTreeMap<String, String>,
}

/// See [`super::Name`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OwnedName {
    pub(super) text: String,
    pub(super) entity: EntityIx,
    pub(super) kind: NameKind,
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
    pub(super) near: String,
}

/// See [`super::Role`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OwnedRole {
    pub(super) person: EntityIx,
    pub(super) title: String,
    pub(super) of: EntityIx,
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
}

/// See [`super::Never`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OwnedNever {
    pub(super) text: String,
    pub(super) entity: Option<EntityIx>,
    pub(super) reason: String,
}

/// See [`super::Distinct`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OwnedDistinct {
    pub(super) a: EntityIx,
    pub(super) b: EntityIx,
    pub(super) reason: String,
}
