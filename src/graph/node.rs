//! What all documents together say about one entity.

use crate::gazetteer::Entity;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of one entity: from the gazetteer, and summed over its mentions. Merging adds up, in any order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NodeFacts {
    /// The canonical name.
    pub label: String,
    /// The type as the pack writes it; `other` where it has none.
    pub type_name: String,
    /// What else the gazetteer knows: `country` (an id), `wikidata`, and every further column. Columns that bear the name of one of
    /// the graph's own attributes have `pack_` before it.
    pub attributes: BTreeMap<String, String>,
    /// How it is written in the texts (white space collapsed), and how often. Titles and pronouns do not count as spellings.
    pub spellings: BTreeMap<String, u64>,
    /// How often it is named, or acts through another name.
    pub n_mentions: u64,
    /// How many sentences name it, or what acts for it.
    pub n_sentences: u64,
    /// In how many documents.
    pub n_documents: u64,
    /// Date of the earliest of those documents.
    pub first_date: Option<String>,
    /// Date of the latest one.
    pub last_date: Option<String>,
    /// Spellings that are the entity only by a rule that overrode something: `Hassan Al-Shibani (role-override)`.
    pub uncertain: BTreeSet<String>,
}

/// Names of attributes, in lower case, that readers or the graph itself give a meaning.
const RESERVED: &[&str] = &[
    "id",
    "entity_id",
    "label",
    "type",
    "aliases",
    "spellings",
    "n_mentions",
    "n_sentences",
    "n_documents",
    "first_date",
    "last_date",
    "community",
    "pagerank",
    "uncertain",
    "country",
    "wikidata",
    "nodelabel",
    "size",
    "x",
    "y",
    "z",
    "xpos",
    "ypos",
    "zpos",
    "r",
    "g",
    "b",
    "color",
    "source",
    "target",
    "kind",
    "weight",
    "timeset",
    "key",
    "pos",
    "tooltip",
    "fillcolor",
    "style",
    "shape",
    "url",
    "href",
    "class",
];

impl NodeFacts {
    /// What the gazetteer knows, before any mention.
    pub(super) fn of(entity: Entity<'_>, id_of_country: Option<&str>) -> Self {
        let mut attributes = BTreeMap::new();
        for (name, value) in entity.attributes() {
            let name = name.trim();
            if !name.is_empty() && !value.is_empty() {
                let reserved = RESERVED.contains(&name.to_lowercase().as_str());
                attributes.insert(if reserved { format!("pack_{name}") } else { name.to_owned() }, value.to_owned());
            }
        }
        for (name, value) in [("country", id_of_country), ("wikidata", entity.wikidata)] {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                attributes.insert(name.to_owned(), value.to_owned());
            }
        }
        let type_name = if entity.type_name.trim().is_empty() { "other" } else { entity.type_name.trim() };
        Self { label: entity.name.to_owned(), type_name: type_name.to_owned(), attributes, ..Self::default() }
    }

    /// Spellings seen in texts that differ from the label, sorted.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.spellings.keys().map(String::as_str).filter(|spelling| *spelling != self.label)
    }

    /// Counts one more document.
    pub(super) fn add_document(&mut self, date: Option<&str>) {
        self.n_documents += 1;
        widen(&mut self.first_date, &mut self.last_date, date, date);
    }

    /// Adds what other documents say. Where two gazetteers disagree, the smaller word stays, whichever comes first.
    pub(super) fn merge(&mut self, other: Self) {
        if self.label.is_empty() || (!other.label.is_empty() && other.label < self.label) {
            self.label = other.label;
        }
        if self.type_name.is_empty() || (!other.type_name.is_empty() && other.type_name < self.type_name) {
            self.type_name = other.type_name;
        }
        for (name, value) in other.attributes {
            let mine = self.attributes.entry(name).or_insert_with(|| value.clone());
            if value < *mine {
                *mine = value;
            }
        }
        for (spelling, count) in other.spellings {
            *self.spellings.entry(spelling).or_default() += count;
        }
        self.n_mentions += other.n_mentions;
        self.n_sentences += other.n_sentences;
        self.n_documents += other.n_documents;
        widen(&mut self.first_date, &mut self.last_date, other.first_date.as_deref(), other.last_date.as_deref());
        self.uncertain.extend(other.uncertain);
    }
}

/// Widens a period so that it covers another one. ISO dates compare as text.
pub(super) fn widen(first: &mut Option<String>, last: &mut Option<String>, from: Option<&str>, until: Option<&str>) {
    if let Some(from) = from
        && first.as_deref().is_none_or(|first| from < first)
    {
        *first = Some(from.to_owned());
    }
    if let Some(until) = until
        && last.as_deref().is_none_or(|last| until > last)
    {
        *last = Some(until.to_owned());
    }
}
