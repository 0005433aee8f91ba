//! Packs: one table, or a folder of tables named after what they hold.

use super::row::{Row, from_csv, from_jsonl, from_tsv};
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The tables that a pack may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableKind {
    Entities,
    Names,
    Roles,
    Distinct,
    Never,
}

impl TableKind {
    fn of(stem: &str) -> Option<Self> {
        Some(match stem {
            "entities" => Self::Entities,
            "names" => Self::Names,
            "roles" => Self::Roles,
            "distinct" => Self::Distinct,
            "never" => Self::Never,
            _ => return None,
        })
    }
}

/// Rows of tables, read but not yet checked against each other.
#[derive(Debug)]
pub struct Pack {
    pub(super) tables: Vec<(TableKind, Vec<Row>)>,
}

const EXTENSIONS: [&str; 3] = ["tsv", "csv", "jsonl"];

impl Pack {
    /// Reads a pack from a file or a folder.
    ///
    /// # Errors
    /// Where the path is missing or unreadable, is no table, is not UTF-8, or has a row that does not fit its header.
    pub fn open(path: &Path) -> Result<Self> {
        let folder = path.metadata().map_err(|error| Error::io(path, "read the gazetteer pack", &error))?.is_dir();
        let files = if folder { tables_in(path)? } else { vec![(path.to_owned(), TableKind::Entities)] };
        if files.is_empty() {
            return Err(Error::gazetteer(
                path,
                "no gazetteer table (entities, names, roles, distinct, never as .tsv, .csv or .jsonl) in this folder",
            ));
        }
        let mut tables = Vec::new();
        for (file, mut kind) in files {
            let bytes = std::fs::read(&file).map_err(|error| Error::io(&file, "read the gazetteer table", &error))?;
            let text = String::from_utf8(bytes).map_err(|error| {
                let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = before.split(|byte| *byte == b'\n').count();
                let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
                Error::gazetteer(&file, "not UTF-8").at(line, Some(column))
            })?;
            let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            if !folder && let Some(named) = TableKind::of(stem) {
                kind = named;
            }
            let rows = read_table(&file, &text)?;
            tables.push((kind, rows));
        }
        Ok(Self { tables })
    }

    /// A pack from tables inside the binary.
    pub(super) fn embedded(folder: &str, tables: &[(&str, &str)]) -> Self {
        let tables = tables.iter().map(|(name, text)| {
            let path: Rc<Path> = Path::new(folder).join(name).into();
            let kind = TableKind::of(name.trim_end_matches(".tsv")).expect("a known table");
            (kind, from_tsv(&path, text).expect("the built-in tables are checked by tests"))
        });
        Self { tables: tables.collect() }
    }
}

fn read_table(path: &Path, text: &str) -> Result<Vec<Row>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let shared: Rc<Path> = path.into();
    match path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("tsv" | "txt" | "tab") => from_tsv(&shared, text),
        Some("csv") => from_csv(&shared, text),
        Some("jsonl" | "ndjson") => from_jsonl(&shared, text),
        Some("gaz") => Err(Error::gazetteer(path, "compiled packs cannot be read by this version: give the tables they were made from")),
        _ => Err(Error::gazetteer(path, "a gazetteer pack is a .tsv, .csv or .jsonl table, or a folder of such tables")),
    }
}

/// The tables of a folder, by name.
fn tables_in(folder: &Path) -> Result<Vec<(PathBuf, TableKind)>> {
    let unreadable = |error: std::io::Error| Error::io(folder, "read the gazetteer pack", &error);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if let Some(kind) = TableKind::of(stem).filter(|_| EXTENSIONS.contains(&extension)) {
            found.push((path, kind));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}
