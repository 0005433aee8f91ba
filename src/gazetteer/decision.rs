//! Rows in which people say what they have decided of entities, for those who read them one by one and add to them.

use super::merge::{Facts, differences};
use super::pack::TableKind;
use super::row::Row;
use super::{Entity, Gazetteer, Pack};
use std::path::Path;

/// The tables of decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Two entities are one.
    Same,
    /// Two entities are two.
    Distinct,
    /// Some words do not mean an entity, or any.
    Never,
    /// An entity is called otherwise.
    Renames,
}

impl Decision {
    fn kind(self) -> TableKind {
        match self {
            Self::Same => TableKind::Same,
            Self::Distinct => TableKind::Distinct,
            Self::Never => TableKind::Never,
            Self::Renames => TableKind::Renames,
        }
    }

    /// The name of its file.
    pub fn file_name(self) -> String {
        format!("{}.tsv", self.kind().stem())
    }

    /// Columns that no such table lacks.
    pub fn required(self) -> &'static [&'static str] {
        self.kind().required()
    }

    /// The columns of a new table.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Same | Self::Distinct => &["a", "b", "reason", "date", "note"],
            Self::Never => &["text", "entity", "reason", "date", "note"],
            Self::Renames => &["entity", "name", "reason", "date", "note"],
        }
    }

    /// What a new table says of itself.
    pub fn remark(self) -> &'static str {
        match self {
            Self::Same => "# Two entities that are one: the first takes the names, offices and mentions of the second.",
            Self::Distinct => "# Two entities that are never the same.",
            Self::Never => "# Words that do not mean the entity, or any entity where none is given.",
            Self::Renames => "# Canonical names; the old ones are still found.",
        }
    }
}

/// One row of a table of decisions.
#[derive(Debug, Clone, Copy)]
pub struct DecisionRow<'p>(Row<'p>);

impl<'p> DecisionRow<'p> {
    /// The trimmed text of a cell; empty where it is empty or missing.
    pub fn cell(self, column: &str) -> &'p str {
        self.0.get(column).unwrap_or_default()
    }

    /// The file.
    pub fn path(self) -> &'p Path {
        self.0.path()
    }

    /// Its line, counted from 1.
    pub fn line(self) -> usize {
        self.0.line()
    }
}

impl Pack {
    /// The rows of one table of decisions, in the order of files and lines.
    pub fn decisions(&self, of: Decision) -> impl Iterator<Item = DecisionRow<'_>> {
        self.tables.iter().filter(move |table| table.kind == of.kind()).flat_map(|table| table.rows.iter().map(DecisionRow))
    }
}

impl Gazetteer {
    /// In what two entities differ that one does not expect of one: type, country, Wikidata id; in words.
    pub fn differences(&self, a: Entity<'_>, b: Entity<'_>) -> Vec<String> {
        let [country_a, country_b] =
            [a, b].map(|entity| entity.country.map(|country| self.entity(country).id).or_else(|| entity.attribute("country")));
        differences(
            Facts { id: a.id, type_name: a.type_name, country: country_a, wikidata: a.wikidata },
            Facts { id: b.id, type_name: b.type_name, country: country_b, wikidata: b.wikidata },
        )
    }
}
