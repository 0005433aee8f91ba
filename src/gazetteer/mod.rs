//! Stage 3: takes tables, gives checked rows and a compiled index: names to candidate entities.

mod built_in;
mod check;
mod draft;
mod entity;
mod explain;
mod pack;
mod row;
#[cfg(test)]
mod tests;
mod tidy;
mod variant;

pub use built_in::built_in;
pub use check::{Finding, Severity, check};
pub(crate) use draft::{ARTICLES, PARTICLES};
pub use entity::{Entity, EntityIx, EntityKind, Name, NameKind, Role};
pub use explain::{Explanation, Listing, Meaning, explain};
pub use pack::Pack;
pub use tidy::tidy_table;
pub use variant::{Answer, Found, VariantIndex, Verdict, decide, skeleton};

use crate::text::fold;
use std::collections::{HashMap, HashSet};

/// A string that must not be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Never {
    /// The string.
    pub text: String,
    /// The entity that it must not be taken for; any where absent.
    pub entity: Option<EntityIx>,
    /// Why.
    pub reason: String,
}

/// Two entities that are never the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distinct {
    /// The one with the smaller id.
    pub a: EntityIx,
    /// The other.
    pub b: EntityIx,
    /// Why.
    pub reason: String,
}

/// Everything the program knows before it reads a document: entities in id order, their names, roles and exclusions.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entities: Vec<Entity>,
    names: Vec<Name>,
    roles: Vec<Role>,
    distinct: Vec<Distinct>,
    never: Vec<Never>,
    by_id: HashMap<String, EntityIx>,
    by_name: HashMap<String, Vec<EntityIx>>,
    surnames: HashMap<String, Vec<EntityIx>>,
    given_names: HashSet<String>,
}

impl Gazetteer {
    /// The entity behind an index.
    pub fn entity(&self, entity: EntityIx) -> &Entity {
        &self.entities[entity.index()]
    }

    /// All entities in id order.
    pub fn entities(&self) -> impl Iterator<Item = (EntityIx, &Entity)> {
        (0..).map(EntityIx).zip(&self.entities)
    }

    /// All names, canonical ones among them, sorted by entity.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The names of one entity.
    pub fn names_of(&self, entity: EntityIx) -> &[Name] {
        let start = self.names.partition_point(|name| name.entity < entity);
        let end = self.names.partition_point(|name| name.entity <= entity);
        &self.names[start..end]
    }

    /// The roles of one person, oldest first.
    pub fn roles_of(&self, person: EntityIx) -> &[Role] {
        let start = self.roles.partition_point(|role| role.person < person);
        let end = self.roles.partition_point(|role| role.person <= person);
        &self.roles[start..end]
    }

    /// Strings that must not be matched.
    pub fn never(&self) -> &[Never] {
        &self.never
    }

    /// Pairs that are never the same.
    pub fn distinct(&self) -> &[Distinct] {
        &self.distinct
    }

    /// The entity with exactly this id.
    pub fn find_id(&self, id: &str) -> Option<EntityIx> {
        self.by_id.get(id).copied()
    }

    /// All entities that have a name which folds like this one, in id order.
    pub fn find_name(&self, name: &str) -> &[EntityIx] {
        self.by_name.get(&fold_name(name)).map_or(&[], Vec::as_slice)
    }

    /// Whether a folded word is the first word of the full name of a person.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains(word)
    }

    /// All persons with this folded surname, in id order.
    pub fn find_surname(&self, surname: &str) -> &[EntityIx] {
        self.surnames.get(surname).map_or(&[], Vec::as_slice)
    }
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
