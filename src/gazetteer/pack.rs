//! Packs: one table, or a folder of tables named after what they hold.

use super::read::{from_csv, from_jsonl, from_tsv};
use super::row::{Rows, place_after};
use crate::error::{Error, Result};
use std::borrow::Cow;
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

    /// Columns without which no row can be read.
    fn required(self) -> &'static [&'static str] {
        match self {
            Self::Entities => &["name"],
            Self::Names => &["name", "entity"],
            Self::Roles => &["person", "title", "of"],
            Self::Distinct => &["a", "b", "reason"],
            Self::Never => &["text", "reason"],
        }
    }
}

/// One table of a pack.
#[derive(Debug)]
pub(super) struct PackTable {
    pub(super) kind: TableKind,
    pub(super) rows: Rows,
}

/// Rows of tables, read but not yet checked against each other.
#[derive(Debug)]
pub struct Pack {
    pub(super) tables: Vec<PackTable>,
    /// Whether it is part of the program, and so kept to stricter rules.
    pub(super) built_in: bool,
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
        for (file, kind) in files {
            let bytes = std::fs::read(&file).map_err(|error| Error::io(&file, "read the gazetteer table", &error))?;
            let text = String::from_utf8(bytes).map_err(|error| {
                let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let (line, column) = place_after(&String::from_utf8_lossy(valid));
                Error::gazetteer(&file, "not UTF-8").at(line, Some(column))
            })?;
            let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            // A list of entities may be called names.tsv: in a file alone the columns decide, and the name only where they do not.
            let named = TableKind::of(stem).filter(|_| !folder);
            tables.push(read_table(&file.into(), text.into(), |has| match named {
                Some(named) if named.required().iter().all(|column| has(column)) || !has("name") => named,
                _ => kind,
            })?);
        }
        Ok(Self { tables, built_in: false })
    }

    /// A pack from tables inside the binary.
    pub(super) fn embedded(folder: &str, tables: &[(&str, &'static str)]) -> Self {
        let tables = tables.iter().map(|(name, text)| {
            let path: Rc<Path> = Path::new(folder).join(name).into();
            let kind = TableKind::of(name.trim_end_matches(".tsv")).expect("a known table");
            read_table(&path, Cow::Borrowed(*text), |_| kind).expect("the built-in tables are checked by tests")
        });
        Self { tables: tables.collect(), built_in: true }
    }
}

/// Reads a table; what it holds is decided by whether it has columns.
fn read_table(path: &Rc<Path>, text: Cow<'static, str>, kind: impl Fn(&dyn Fn(&str) -> bool) -> TableKind) -> Result<PackTable> {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => Cow::Owned(rest.to_owned()),
        None => text,
    };
    let rows = match path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("tsv" | "txt" | "tab") => from_tsv(path, text)?,
        Some("csv") => from_csv(path, text)?,
        Some("jsonl" | "ndjson") => from_jsonl(path, text)?,
        Some("gaz") => {
            return Err(Error::gazetteer(path, "compiled packs cannot be read by this version: give the tables they were made from"));
        }
        _ => return Err(Error::gazetteer(path, "a gazetteer pack is a .tsv, .csv or .jsonl table, or a folder of such tables")),
    };
    let in_header = |wanted: &str| rows.columns().iter().any(|column| **column == *wanted);
    let kind = kind(&|wanted| in_header(wanted) || rows.iter().next().is_some_and(|row| row.get(wanted).is_some()));
    if let Some(line) = rows.header
        && let Some(missing) = kind.required().iter().find(|wanted| !in_header(wanted))
    {
        return Err(Error::gazetteer(path, format!("the header has no column \"{missing}\"")).at(line, Some(1)));
    }
    Ok(PackTable { kind, rows })
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
