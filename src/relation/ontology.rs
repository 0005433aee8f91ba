//! The relation types, read from `gazetteer/relations.toml`.

use crate::gazetteer::EntityKind;
use serde::Deserialize;
use std::sync::LazyLock;

/// A relation type by its place in the ontology.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationIx(pub(crate) u16);

impl RelationIx {
    /// The id of a built-in relation.
    pub fn id(self) -> &'static str {
        &Ontology::built_in().get(self).id
    }

    /// Whether it is the built-in relation of this id.
    pub fn is(self, id: &str) -> bool {
        self.id() == id
    }
}

/// What a relation means and what its ends may be.
#[derive(Debug, Clone, Deserialize)]
pub struct RelationType {
    /// Lower-case id: `meet`.
    pub id: String,
    /// Short words for an edge: `met`.
    pub label: String,
    /// A sentence with `{subject}` and `{object}`.
    #[serde(default)]
    pub phrase: String,
    /// What counts.
    #[serde(default)]
    pub definition: String,
    /// Whether both ends play the same part.
    #[serde(default)]
    pub symmetric: bool,
    /// Types that the subject may have.
    pub subject: Vec<EntityKind>,
    /// Types that the object may have.
    pub object: Vec<EntityKind>,
    /// The property of Wikidata that says exactly the same, from subject to object, or after `^` from object to subject; empty where none
    /// does.
    #[serde(default)]
    pub wikidata: String,
    /// A sentence in which the relation is found.
    #[serde(default)]
    pub example: String,
    /// A sentence in which it must not be found.
    #[serde(default)]
    pub counter: String,
}

/// All relation types in id order.
#[derive(Debug)]
pub struct Ontology {
    types: Vec<RelationType>,
}

#[derive(Deserialize)]
struct File {
    relation: Vec<RelationType>,
}

static BUILT_IN: LazyLock<Ontology> =
    LazyLock::new(|| Ontology::parse(include_str!("../../gazetteer/relations.toml")).expect("the built-in ontology is checked by tests"));

impl Ontology {
    /// The ontology inside the binary.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads an ontology; ids must be unique.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut types = toml::from_str::<File>(text).map_err(|error| error.to_string())?.relation;
        types.sort_by(|a, b| a.id.cmp(&b.id));
        match types.windows(2).find(|pair| pair[0].id == pair[1].id) {
            Some(pair) => Err(format!("relation \"{}\" is defined twice", pair[0].id)),
            None => Ok(Self { types }),
        }
    }

    /// Looks a type up by id.
    pub fn find(&self, id: &str) -> Option<RelationIx> {
        let place = self.types.binary_search_by(|kind| kind.id.as_str().cmp(id)).ok()?;
        u16::try_from(place).ok().map(RelationIx)
    }

    /// The type behind an index.
    pub fn get(&self, relation: RelationIx) -> &RelationType {
        &self.types[usize::from(relation.0)]
    }

    /// All types in id order.
    pub fn iter(&self) -> impl Iterator<Item = &RelationType> {
        self.types.iter()
    }
}
