//! Rows of packs, whatever file they come from, with the place of every cell for messages.

use crate::error::{Error, Result};
use crate::table;
use serde_json::Value;
use std::path::Path;
use std::rc::Rc;

/// One row of one table of a pack.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) path: Rc<Path>,
    pub(super) line: usize,
    cells: Vec<(Rc<str>, String, usize)>,
}

impl Row {
    /// The trimmed text of a cell; `None` where it is empty or missing.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        self.cells.iter().find(|cell| &*cell.0 == column).map(|cell| cell.1.trim()).filter(|cell| !cell.is_empty())
    }

    /// All cells that are not empty.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cells.iter().map(|cell| (&*cell.0, cell.1.trim())).filter(|cell| !cell.1.is_empty())
    }

    /// An error at a cell of this row.
    pub(super) fn fault(&self, column: &str, message: impl Into<String>) -> Error {
        let place = self.cells.iter().find(|cell| &*cell.0 == column).map(|cell| cell.2);
        Error::gazetteer(&self.path, message).at(self.line, place)
    }

    /// The cell, or an error that says which column is missing.
    pub(super) fn need(&self, column: &str) -> Result<&str> {
        self.get(column).ok_or_else(|| self.fault(column, format!("the column \"{column}\" is empty or missing")))
    }
}

/// Reads a tab-separated table.
pub(super) fn from_tsv(path: &Rc<Path>, text: &str) -> Result<Vec<Row>> {
    let parsed = table::parse(text).map_err(|fault| Error::gazetteer(path, fault.message).at(fault.line, Some(fault.column)))?;
    let rows = parsed.rows().map(|row| Row {
        path: path.clone(),
        line: row.line(),
        cells: row.cells().map(|(column, cell)| (column.into(), cell.into(), row.column_of(column))).collect(),
    });
    Ok(rows.collect())
}

/// Reads a comma-separated table with a header.
pub(super) fn from_csv(path: &Rc<Path>, text: &str) -> Result<Vec<Row>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let fault = |error: &csv::Error| {
        let line = error.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(1));
        let message = match error.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("the row has {len} cells, the header {expected_len}"),
            _ => error.to_string(),
        };
        Error::gazetteer(path, message).at(line, None)
    };
    let header: Vec<Rc<str>> = reader.headers().map_err(|error| fault(&error))?.iter().map(|name| name.trim().into()).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| fault(&error))?;
        let line = record.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(1));
        let cells =
            header.iter().zip(&record).enumerate().map(|(place, (name, cell))| (name.clone(), cell.to_owned(), place + 1)).collect();
        rows.push(Row { path: path.clone(), line, cells });
    }
    Ok(rows)
}

/// Reads one JSON object per line; lists become cells joined by `|`.
pub(super) fn from_jsonl(path: &Rc<Path>, text: &str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (line, object) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(object)
            .map_err(|error| Error::gazetteer(path, format!("no JSON object: {error}")).at(line + 1, Some(error.column())))?;
        let Value::Object(object) = value else {
            return Err(Error::gazetteer(path, "no JSON object").at(line + 1, Some(1)));
        };
        let cells = object.into_iter().map(|(key, value)| (key.as_str().into(), cell(&value), 1)).collect();
        rows.push(Row { path: path.clone(), line: line + 1, cells });
    }
    Ok(rows)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}
