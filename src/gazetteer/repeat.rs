//! Rows of one table that share an id: exports and joins list an entity once for every alias or office.

use super::row::Row;
use super::{fold_alike, slug};
use crate::error::Result;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Id and name of a row of `entities`.
pub(super) fn identify(row: Row<'_>) -> Result<(Cow<'_, str>, &str)> {
    let name = row.need("name")?;
    let id = row.get("id").map_or_else(|| Cow::Owned(slug(name)), Cow::Borrowed);
    if id.is_empty() {
        return Err(row.fault("name", format!("the name {name:?} has no letters: give the row an id")));
    }
    Ok((id, name))
}

/// Checks that a row may be about the entity that the first row of its id is about.
///
/// # Errors
/// Where the two rows are no two rows of one entity: their names differ, or they have no id of their own and their types differ.
pub(super) fn same_entity(first: Row<'_>, row: Row<'_>, id: &str, name: &str) -> Result<()> {
    let listed = first.get("name").unwrap_or_default();
    if !fold_alike(listed, name) {
        return Err(row.fault("id", format!("the id \"{id}\" stands in line {} already, for \"{listed}\"", first.line())));
    }
    let types = first.get("type").zip(row.get("type"));
    if let Some((type_name, _)) = types.filter(|(a, b)| a != b && (first.get("id").is_none() || row.get("id").is_none())) {
        let message = format!("\"{name}\" stands in line {} already, as {type_name}: give one of the two an id", first.line());
        return Err(row.fault("name", message));
    }
    Ok(())
}

/// Columns that some row of an entity fills; only for entities with several rows in one table.
#[derive(Default)]
pub(super) struct Filled<'p>(HashMap<usize, HashSet<&'p str>>);

impl<'p> Filled<'p> {
    /// Columns that earlier rows of an entity fill, after which this row counts as one of them.
    pub(super) fn before(&mut self, entity: usize, first: Row<'p>, row: Row<'p>) -> HashSet<&'p str> {
        let filled = self.0.entry(entity).or_insert_with(|| first.cells().map(|(column, _)| column).collect());
        let before = filled.clone();
        filled.extend(row.cells().map(|(column, _)| column));
        before
    }
}
