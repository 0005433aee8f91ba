//! Packs: one table, or a folder of tables named after what they hold.

use super::image::{Bytes, Detail, put_bytes, put_number};
use super::read::{from_csv, from_jsonl, from_tsv};
use super::row::{Rows, place_after};
use crate::error::{Error, Result};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use twox_hash::XxHash3_128;

/// The tables that a pack may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableKind {
    Entities,
    Names,
    Roles,
    Distinct,
    Never,
    Same,
    Renames,
}

impl TableKind {
    const ALL: [Self; 7] = [Self::Entities, Self::Names, Self::Roles, Self::Distinct, Self::Never, Self::Same, Self::Renames];

    fn of(stem: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.stem() == stem)
    }

    /// The name of its file, without the end.
    pub(super) fn stem(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Names => "names",
            Self::Roles => "roles",
            Self::Distinct => "distinct",
            Self::Never => "never",
            Self::Same => "same",
            Self::Renames => "renames",
        }
    }

    /// Whether its rows say what somebody has decided of entities, and why.
    pub(super) fn is_of_decisions(self) -> bool {
        matches!(self, Self::Distinct | Self::Never | Self::Same | Self::Renames)
    }

    /// As files keep it.
    fn byte(self) -> u8 {
        self as u8
    }

    fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }

    /// Columns without which no row can be read.
    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            Self::Entities => &["name"],
            Self::Names => &["name", "entity"],
            Self::Roles => &["person", "title", "of"],
            Self::Distinct | Self::Same => &["a", "b", "reason"],
            Self::Never => &["text", "reason"],
            Self::Renames => &["entity", "name", "reason"],
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

/// The files of a pack as they are, before anybody looks into them.
#[derive(Debug)]
pub struct PackText {
    files: Vec<TableText>,
}

#[derive(Debug)]
struct TableText {
    path: PathBuf,
    /// What the place of the file says that it holds.
    place: TableKind,
    /// What the name of a file alone says that it may hold.
    name: Option<TableKind>,
    bytes: Bytes,
}

const EXTENSIONS: [&str; 3] = ["tsv", "csv", "jsonl"];

impl PackText {
    /// Reads the files of a pack: a file, or the tables of a folder.
    ///
    /// # Errors
    /// Where the path is missing or unreadable, or a folder without tables.
    pub fn open(path: &Path) -> Result<Self> {
        let folder = path.metadata().map_err(|error| Error::io(path, "read the gazetteer pack", &error))?.is_dir();
        let files = if folder { tables_in(path)? } else { vec![(path.to_owned(), TableKind::Entities)] };
        if files.is_empty() {
            return Err(Error::gazetteer(
                path,
                "no gazetteer table (entities, names, roles, distinct, never, same, renames as .tsv, .csv or .jsonl) in this folder",
            ));
        }
        let files = files.into_iter().map(|(path, place)| {
            let bytes = std::fs::read(&path).map_err(|error| Error::io(&path, "read the gazetteer table", &error))?;
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let name = TableKind::of(stem).filter(|_| !folder);
            Ok(TableText { path, place, name, bytes: bytes.into() })
        });
        Ok(Self { files: files.collect::<Result<_>>()? })
    }

    /// Bytes of all files.
    pub fn size(&self) -> usize {
        self.files.iter().map(|file| file.bytes.len()).sum()
    }

    /// A number that packs with other rows do not have; folders do not matter to it.
    pub fn fingerprint(&self) -> u128 {
        let mut hash = XxHash3_128::new();
        for file in &self.files {
            let extension = extension(&file.path);
            let kinds = [file.place.byte(), file.name.map_or(u8::MAX, TableKind::byte)];
            for part in [extension.as_bytes(), &kinds, &file.bytes] {
                hash.write(&(part.len() as u64).to_le_bytes());
                hash.write(part);
            }
        }
        hash.finish_128()
    }

    /// Reads the rows.
    ///
    /// # Errors
    /// Where a file is no table, is not UTF-8, or has a row that does not fit its header.
    pub fn parse(&self) -> Result<Pack> {
        let tables = self.files.iter().map(|file| {
            let text = std::str::from_utf8(&file.bytes).map_err(|error| {
                let valid = &file.bytes[..error.valid_up_to()];
                let (line, column) = place_after(&String::from_utf8_lossy(valid));
                Error::gazetteer(&file.path, "not UTF-8").at(line, Some(column))
            })?;
            // A list of entities may be called names.tsv: in a file alone the columns decide, and the name only where they do not.
            read_table(&file.path.as_path().into(), text.to_owned().into(), |has| match file.name {
                Some(named) if named.required().iter().all(|column| has(column)) || !has("name") => named,
                _ => file.place,
            })
        });
        Ok(Pack { tables: tables.collect::<Result<_>>()?, built_in: false })
    }

    /// Several packs as bytes.
    pub(super) fn encode(packs: &[Self]) -> Vec<u8> {
        let mut out = Vec::with_capacity(packs.iter().map(Self::size).sum::<usize>() + 4096);
        for pack in packs {
            put_number(pack.files.len() as u64, &mut out);
            for file in &pack.files {
                put_bytes(file.path.to_string_lossy().as_bytes(), &mut out);
                put_bytes(&[file.place.byte(), file.name.map_or(u8::MAX, TableKind::byte)], &mut out);
                put_bytes(&file.bytes, &mut out);
            }
        }
        out
    }

    /// The packs of such bytes; `None` where they are none.
    pub(super) fn decode(bytes: &Bytes) -> Option<Vec<Self>> {
        let (mut packs, mut rest) = (Vec::new(), Detail(bytes));
        while !rest.is_empty() {
            let mut files = Vec::new();
            for _ in 0..rest.number() {
                let path = PathBuf::from(std::str::from_utf8(rest.string_bytes()?).ok()?);
                let [place, name] = *rest.string_bytes()?.first_chunk()?;
                let length = rest.string_bytes()?.len();
                let end = bytes.len() - rest.len();
                let (place, name) = (TableKind::from_byte(place)?, TableKind::from_byte(name));
                files.push(TableText { path, place, name, bytes: bytes.part(end - length..end)? });
            }
            packs.push(Self { files });
        }
        Some(packs)
    }
}

impl Pack {
    /// Reads a pack from a file or a folder.
    ///
    /// # Errors
    /// Where the path is missing or unreadable, is no table, is not UTF-8, or has a row that does not fit its header.
    pub fn open(path: &Path) -> Result<Self> {
        PackText::open(path)?.parse()
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

/// The end of the name of a file, in small letters.
fn extension(path: &Path) -> String {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// Reads a table; what it holds is decided by whether it has columns.
fn read_table(path: &Rc<Path>, text: Cow<'static, str>, kind: impl Fn(&dyn Fn(&str) -> bool) -> TableKind) -> Result<PackTable> {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => Cow::Owned(rest.to_owned()),
        None => text,
    };
    let rows = match extension(path).as_str() {
        "tsv" | "txt" | "tab" => from_tsv(path, text)?,
        "csv" => from_csv(path, text)?,
        "jsonl" | "ndjson" => from_jsonl(path, text)?,
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
