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

    /// The character of the line at which a cell starts, where it is filled.
    pub(super) fn column(&self, column: &str) -> Option<usize> {
        self.cells.iter().find(|cell| &*cell.0 == column).map(|cell| cell.2)
    }

    /// An error at a cell of this row.
    pub(super) fn fault(&self, column: &str, message: impl Into<String>) -> Error {
        Error::gazetteer(&self.path, message).at(self.line, self.column(column).or(Some(1)))
    }

    /// The cell, or an error that says which column is missing.
    pub(super) fn need(&self, column: &str) -> Result<&str> {
        self.get(column).ok_or_else(|| self.fault(column, format!("the column \"{column}\" is empty or missing")))
    }
}

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Line of the header, where there is one.
    pub(super) header: Option<usize>,
    /// Names of the columns in the order of the header.
    pub(super) columns: Vec<Rc<str>>,
    pub(super) rows: Vec<Row>,
}

/// Line and column, counted from 1 and in characters, of what comes after a text.
pub(super) fn place_after(text: &str) -> (usize, usize) {
    let line = text.rsplit('\n').next().unwrap_or_default();
    (text.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Reads a tab-separated table.
pub(super) fn from_tsv(path: &Rc<Path>, text: &str) -> Result<Read> {
    let parsed = table::parse(text).map_err(|fault| Error::gazetteer(path, fault.message).at(fault.line, Some(fault.column)))?;
    let rows = parsed.rows().map(|row| Row {
        path: path.clone(),
        line: row.line(),
        cells: row.cells().map(|(column, cell)| (column.into(), cell.into(), row.column_of(column))).collect(),
    });
    Ok(Read { header: Some(parsed.header), columns: parsed.columns.iter().map(|column| Rc::from(*column)).collect(), rows: rows.collect() })
}

/// Reads a comma-separated table with a header.
pub(super) fn from_csv(path: &Rc<Path>, text: &str) -> Result<Read> {
    // Unequal lengths are ours to report: the reader does not say where a row has too much.
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).from_reader(text.as_bytes());
    let fault = |error: &csv::Error| {
        let line = error.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(1));
        Error::gazetteer(path, error.to_string()).at(line, Some(1))
    };
    let header = reader.headers().map_err(|error| fault(&error))?.clone();
    let columns: Vec<Rc<str>> = header.iter().map(|name| name.trim().into()).collect();
    if columns.iter().all(|column| column.is_empty()) {
        return Err(Error::gazetteer(path, "no header line").at(1, Some(1)));
    }
    let mut places = Places { text, at: 0, line: 1 };
    let line = places.of(header.position(), 1)[0].0;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| fault(&error))?;
        let cells = places.of(record.position(), record.len());
        if record.len() != columns.len() {
            let message = format!("the row has {} cells, the header {}", record.len(), columns.len());
            let (line, column) = cells[columns.len().min(record.len() - 1)];
            return Err(Error::gazetteer(path, message).at(line, Some(column)));
        }
        let line = cells[0].0;
        let cells = columns.iter().zip(&record).zip(&cells).map(|((name, cell), place)| (name.clone(), cell.to_owned(), place.1));
        rows.push(Row { path: path.clone(), line, cells: cells.collect() });
    }
    Ok(Read { header: Some(line), columns, rows })
}

/// A walk over the records of a comma-separated table, in order, that counts lines once.
struct Places<'t> {
    text: &'t str,
    /// Byte of the last record.
    at: usize,
    /// Its line.
    line: usize,
}

impl Places<'_> {
    /// Line and column of each cell of the next record; at least one.
    fn of(&mut self, position: Option<&csv::Position>, cells: usize) -> Vec<(usize, usize)> {
        let mut start = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.at);
        // The reader counts empty lines and comments before a record to it.
        while let Some(line) = self.text.get(start..).and_then(|rest| rest.split_inclusive('\n').next()) {
            if !line.starts_with('#') && !line.trim_end_matches(['\r', '\n']).is_empty() {
                break;
            }
            start += line.len();
        }
        self.line += self.text.get(self.at..start).unwrap_or_default().matches('\n').count();
        self.at = start;
        let (mut line, mut column, mut quoted) = (self.line, 1, false);
        let mut places = vec![(line, column)];
        for letter in self.text.get(start..).unwrap_or_default().chars() {
            if places.len() >= cells {
                break;
            }
            column += 1;
            match letter {
                '"' => quoted = !quoted,
                '\n' => (line, column) = (line + 1, 1),
                ',' if !quoted => places.push((line, column)),
                _ => {}
            }
        }
        places
    }
}

/// Reads one JSON object per line; lists become cells joined by `|`.
pub(super) fn from_jsonl(path: &Rc<Path>, text: &str) -> Result<Read> {
    let mut rows = Vec::new();
    for (line, object) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
        let place = |byte: usize| object.char_indices().take_while(|(at, _)| *at < byte).count() + 1;
        let value: Value = serde_json::from_str(object).map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            Error::gazetteer(path, format!("no JSON object: {message}")).at(line + 1, Some(place(error.column().saturating_sub(1))))
        })?;
        let Value::Object(keys) = value else {
            return Err(Error::gazetteer(path, "no JSON object").at(line + 1, Some(1)));
        };
        let cells = keys.into_iter().map(|(key, value)| {
            let column = object.find(&format!("\"{key}\"")).map_or(1, place);
            (key.as_str().into(), cell(&value), column)
        });
        rows.push(Row { path: path.clone(), line: line + 1, cells: cells.collect() });
    }
    Ok(Read { rows, ..Read::default() })
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}
