//! Stage 3: takes tables, gives checked rows and a compiled index: names to candidate entities.

mod built_in;
mod check;
mod draft;
mod entity;
mod explain;
mod owned;
mod pack;
mod repeat;
mod row;
#[cfg(test)]
mod tests;
mod tidy;
mod variant;

pub use built_in::built_in;
pub use check::{Finding, Severity, check};
pub(crate) use draft::{ARTICLES, PARTICLES, surname};
pub use entity::{Distinct, Entity, EntityIx, EntityKind, EntityList, Name, NameIx, NameKind, Never, Role};
pub use explain::{Explanation, Listing, Meaning, explain};
pub(crate) use owned::OwnedEntity;
pub use pack::Pack;
pub use tidy::tidy_table;
pub use variant::{Answer, Found, VariantIndex, Verdict, decide, outline, unit_count};

use crate::text::fold;
use owned::{OwnedDistinct, OwnedName, OwnedNever, OwnedRole};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Everything the program knows before it reads a document: entities in id order, their names, roles and exclusions.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entities: Vec<OwnedEntity>,
    names: Vec<OwnedName>,
    roles: Vec<OwnedRole>,
    distinct: Vec<OwnedDistinct>,
    never: Vec<OwnedNever>,
    by_id: HashMap<String, EntityIx>,
    by_name: HashMap<String, Vec<EntityIx>>,
    surnames: HashMap<String, Vec<EntityIx>>,
    given_names: HashSet<String>,
}

impl Gazetteer {
    /// The entity behind an index.
    pub fn entity(&self, entity: EntityIx) -> Entity<'_> {
        let OwnedEntity { id, name, kind, type_name, country, wikidata, prominence, attributes } = &self.entities[entity.index()];
        let (kind, country, wikidata, prominence) = (*kind, *country, wikidata.as_deref(), *prominence);
        Entity { id, name, kind, type_name, country, wikidata, prominence, attributes }
    }

    /// Entities without any names, for tests; they must be in id order.
    #[cfg(test)]
    pub(crate) fn of_entities(entities: Vec<OwnedEntity>) -> Self {
        Self { entities, ..Self::default() }
    }

    /// All entities in id order.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = (EntityIx, Entity<'_>)> {
        indices(0..self.entities.len()).map(EntityIx).map(|entity| (entity, self.entity(entity)))
    }

    /// The name behind an index.
    pub fn name(&self, name: NameIx) -> Name<'_> {
        let OwnedName { text, entity, kind, from, until, near } = &self.names[name.index()];
        Name { text, entity: *entity, kind: *kind, from: *from, until: *until, near }
    }

    /// All names, canonical ones among them, sorted by entity: in the order of their indices.
    pub fn names(&self) -> impl ExactSizeIterator<Item = Name<'_>> + DoubleEndedIterator + Clone {
        indices(0..self.names.len()).map(|name| self.name(NameIx(name)))
    }

    /// The names of one entity.
    pub fn names_of(&self, entity: EntityIx) -> impl ExactSizeIterator<Item = Name<'_>> + DoubleEndedIterator + Clone {
        let start = self.names.partition_point(|name| name.entity < entity);
        let end = self.names.partition_point(|name| name.entity <= entity);
        indices(start..end).map(|name| self.name(NameIx(name)))
    }

    /// The roles of one person, oldest first.
    pub fn roles_of(&self, person: EntityIx) -> impl ExactSizeIterator<Item = Role<'_>> + DoubleEndedIterator + Clone {
        let start = self.roles.partition_point(|role| role.person < person);
        let end = self.roles.partition_point(|role| role.person <= person);
        self.roles[start..end].iter().map(|role| {
            let OwnedRole { person, title, of, from, until } = role;
            Role { person: *person, title, of: *of, from: *from, until: *until }
        })
    }

    /// Strings that must not be matched.
    pub fn never(&self) -> impl ExactSizeIterator<Item = Never<'_>> + DoubleEndedIterator + Clone {
        (0..self.never.len()).map(|place| self.never_at(place))
    }

    /// One of the strings that must not be matched, by its place among them.
    pub fn never_at(&self, place: usize) -> Never<'_> {
        let OwnedNever { text, entity, reason } = &self.never[place];
        Never { text, entity: *entity, reason }
    }

    /// Pairs that are never the same.
    pub fn distinct(&self) -> impl ExactSizeIterator<Item = Distinct<'_>> + DoubleEndedIterator + Clone {
        self.distinct.iter().map(|OwnedDistinct { a, b, reason }| Distinct { a: *a, b: *b, reason })
    }

    /// The entity with exactly this id.
    pub fn find_id(&self, id: &str) -> Option<EntityIx> {
        self.by_id.get(id).copied()
    }

    /// All entities that have a name which folds like this one, in id order.
    pub fn find_name(&self, name: &str) -> Vec<EntityIx> {
        self.by_name.get(&fold_name(name)).cloned().unwrap_or_default()
    }

    /// Whether a folded word is the first word of the full name of a person.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains(word)
    }

    /// All persons with this folded surname, in id order.
    pub fn find_surname(&self, surname: &str) -> EntityList<'_> {
        EntityList(self.surnames.get(surname).map_or(&[], Vec::as_slice))
    }
}

/// A range of places as they are kept.
fn indices(places: Range<usize>) -> Range<u32> {
    let index = |place| u32::try_from(place).unwrap_or(u32::MAX);
    index(places.start)..index(places.end)
}

/// A whole name folded word by word: the form in which names are compared.
pub fn fold_name(name: &str) -> String {
    let span = crate::text::Span::new(0, name.len());
    let words = crate::text::tokenize(name, span);
    let folded: Vec<String> = words.iter().map(|word| fold(word.span.of(name))).filter(|word| !word.is_empty()).collect();
    folded.join(" ")
}

/// A stable id for a name: folded words joined by hyphens.
pub fn slug(name: &str) -> String {
    fold_name(&name.replace(['\'', '’'], "-")).replace(' ', "-")
}
