//! Rows of one table that share an id: exports and joins list an entity once for every alias or office.

use super::row::Row;
use super::{fold_name, slug};
use crate::error::Result;
use std::collections::{HashMap, HashSet};

/// Id and name of a row of `entities`.
pub(super) fn identify(row: &Row) -> Result<(String, String)> {
    let name = row.need("name")?;
    let id = row.get("id").map_or_else(|| slug(name), str::to_owned);
    if id.is_empty() {
        return Err(row.fault("name", format!("the name {name:?} has no letters: give the row an id")));
    }
    Ok((id, name.to_owned()))
}

/// The rows of one table so far, by id.
#[derive(Default)]
pub(super) struct Repeats<'a> {
    first: HashMap<String, &'a Row>,
    /// Columns that some row of the id fills; only for ids with several rows.
    filled: HashMap<String, HashSet<&'a str>>,
}

impl<'a> Repeats<'a> {
    /// The first row with the id of this one; `None` where this is the first.
    ///
    /// # Errors
    /// Where the two rows are no two rows of one entity: their names differ, or they have no id of their own and their types differ.
    pub(super) fn first(&mut self, id: &str, name: &str, row: &'a Row) -> Result<Option<&'a Row>> {
        let Some(first) = self.first.get(id).copied() else {
            self.first.insert(id.to_owned(), row);
            return Ok(None);
        };
        let listed = first.get("name").unwrap_or_default();
        if fold_name(listed) != fold_name(name) {
            return Err(row.fault("id", format!("the id \"{id}\" stands in line {} already, for \"{listed}\"", first.line)));
        }
        let types = first.get("type").zip(row.get("type"));
        if let Some((type_name, _)) = types.filter(|(a, b)| a != b && (first.get("id").is_none() || row.get("id").is_none())) {
            let message = format!("\"{name}\" stands in line {} already, as {type_name}: give one of the two an id", first.line);
            return Err(row.fault("name", message));
        }
        Ok(Some(first))
    }

    /// Columns that earlier rows of an id fill, after which this row counts as one of them.
    pub(super) fn filled(&mut self, id: &str, first: &'a Row, row: &'a Row) -> HashSet<&'a str> {
        let filled = self.filled.entry(id.to_owned()).or_insert_with(|| first.cells().map(|(column, _)| column).collect());
        let before = filled.clone();
        filled.extend(row.cells().map(|(column, _)| column));
        before
    }
}
