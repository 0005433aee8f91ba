//! What people decide beside a graph: a folder of tables that is an ordinary pack, `case.overlay` beside `case.nisba` or `case.json`.

use crate::error::{Error, Result};
use crate::export::write_whole;
use crate::gazetteer::{Decision, DecisionRow, Pack};
use crate::table;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the overlay of a graph is, or would be: beside it, with the same name and the end `.overlay`. Graphs of one name in several
/// formats share it.
pub fn overlay_beside(graph: &Path) -> PathBuf {
    graph.with_extension("overlay")
}

/// The overlay of a graph; none where there is nothing in its place, or an empty folder.
pub fn overlay_of(graph: &Path) -> Option<PathBuf> {
    let path = overlay_beside(graph);
    let empty = fs::read_dir(&path).is_ok_and(|mut entries| entries.next().is_none());
    (!empty && path.exists()).then_some(path)
}

/// The decisions of an overlay, and the way to add one.
#[derive(Debug)]
pub struct Overlay {
    folder: PathBuf,
    /// Nothing where there is no table yet.
    pack: Option<Pack>,
}

/// Where a row was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub path: PathBuf,
    /// Its line, counted from 1.
    pub line: usize,
    /// The line itself.
    pub row: String,
}

impl Overlay {
    /// Reads an overlay, which need not exist.
    ///
    /// # Errors
    /// Where there is something else in its place, or a table that cannot be read.
    pub fn open(folder: &Path) -> Result<Self> {
        let tables = match fs::read_dir(folder) {
            Ok(entries) => entries.count() > 0,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => return Err(Error::io(folder, "read the folder of decisions", &error)),
        };
        let pack = if tables { Some(Pack::open(folder)?) } else { None };
        Ok(Self { folder: folder.to_owned(), pack })
    }

    /// The rows of one table.
    pub fn rows(&self, of: Decision) -> impl Iterator<Item = DecisionRow<'_>> {
        self.pack.iter().flat_map(move |pack| pack.decisions(of))
    }

    /// Adds a row at the end of its table. Other rows, remarks and the header stay as they are, byte for byte; the file is written whole or
    /// not at all. Cells of columns that the table does not have are left out, if they are not needed.
    ///
    /// # Errors
    /// Where a cell cannot stand in a tab-separated table, the table lacks a column, or the file cannot be written.
    pub fn add(&self, to: Decision, cells: &[(&str, &str)]) -> Result<Written> {
        for (column, cell) in cells {
            if let Some(letter) = cell.chars().find(|letter| is_hidden(*letter)) {
                let message = format!("the {column} has the character U+{:04X}, which cannot stand in a table", u32::from(letter));
                return Err(Error::usage(message));
            }
        }
        let path = self.folder.join(to.file_name());
        let mut text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| Error::gazetteer(&path, "not UTF-8"))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::io(&path, "read the table", &error)),
        };
        if text.is_empty() {
            text = format!("{}\n# Delete a line to undo it; the next build follows.\n{}\n", to.remark(), to.columns().join("\t"));
        }
        let fault = |fault: table::TableFault| Error::gazetteer(&path, fault.message).at(fault.line, Some(fault.column));
        let (columns, ending) = {
            let parsed = table::parse(&text).map_err(fault)?;
            parsed.require(to.required()).map_err(fault)?;
            let header = text.split_inclusive('\n').nth(parsed.header - 1).unwrap_or_default();
            let columns: Vec<String> = parsed.columns.iter().map(|column| (*column).to_owned()).collect();
            (columns, if header.ends_with("\r\n") { "\r\n" } else { "\n" })
        };
        if !text.ends_with('\n') {
            text.push_str(ending);
        }
        let cell = |column: &String| cells.iter().find(|cell| cell.0 == column).map_or("", |cell| cell.1);
        let row = columns.iter().map(cell).collect::<Vec<_>>().join("\t");
        if row.starts_with('#') {
            return Err(Error::usage("a line that begins with # would be a remark: leave the sign out, names are compared without signs"));
        }
        let line = text.matches('\n').count() + 1;
        text.push_str(&row);
        text.push_str(ending);
        // White space at the ends of a cell would be lost.
        let parsed = table::parse(&text).map_err(fault)?;
        let last = parsed.rows().last().filter(|last| last.line() == line);
        let read = |cell: &(&str, &str)| !parsed.has(cell.0) || last.is_some_and(|last| last.get(cell.0).unwrap_or_default() == cell.1);
        if !cells.iter().all(read) {
            return Err(Error::usage(format!("{row:?} would not be read back from a table as it is")));
        }
        let new = !self.folder.exists();
        if new {
            fs::create_dir(&self.folder).map_err(|error| Error::io(&self.folder, "make the folder of decisions", &error))?;
        }
        write_whole(&path, |out| out.write_all(text.as_bytes())).inspect_err(|_| {
            if new {
                let _ = fs::remove_dir(&self.folder);
            }
        })?;
        Ok(Written { path, line, row })
    }
}

/// Characters that end a cell or a line, or turn the direction of what follows around.
fn is_hidden(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlay(folder: &Path) -> Overlay {
        Overlay::open(&folder.join("case.overlay")).unwrap()
    }

    fn rows(folder: &Path, of: Decision) -> Vec<String> {
        let overlay = overlay(folder);
        let rows = overlay.rows(of).map(|row| format!("{} {} {}", row.line(), row.cell("a"), row.cell("b")));
        rows.collect()
    }

    #[test]
    fn an_overlay_lies_beside_its_graph_and_is_not_there_while_it_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        let (graph, tables) = (folder.path().join("case.json"), folder.path().join("case.overlay"));
        assert_eq!((overlay_beside(&graph), overlay_of(&graph)), (tables.clone(), None));
        assert_eq!(overlay_beside(Path::new("2025.q1.nisba")), Path::new("2025.q1.overlay"));
        fs::create_dir(&tables).unwrap();
        assert_eq!(overlay_of(&graph), None);
        fs::write(tables.join("notes.txt"), "").unwrap();
        assert_eq!(overlay_of(&graph), Some(tables), "a table with a wrong name must not be passed over in silence");
    }

    #[test]
    fn rows_are_added_below_and_everything_above_stays() {
        let folder = tempfile::tempdir().unwrap();
        let cells = [("a", "alba"), ("b", "ruiz"), ("reason", "one passport"), ("date", "2026-05-01")];
        let first = overlay(folder.path()).add(Decision::Same, &cells).unwrap();
        let second = overlay(folder.path()).add(Decision::Same, &[("a", "anna"), ("b", "ünal"), ("reason", "x")]).unwrap();
        assert_eq!((first.line, second.line, first.row.as_str()), (4, 5, "alba\truiz\tone passport\t2026-05-01\t"));
        assert_eq!(rows(folder.path(), Decision::Same), ["4 alba ruiz", "5 anna ünal"]);
        // As somebody else has written it: other columns, remarks, the line ends of Windows, no end of the last line.
        let table = "\u{feff}# mine\r\nb\tchecked\treason\ta\r\nz\tyes\tw\ty\r\n# end";
        let path = folder.path().join("case.overlay/same.tsv");
        fs::write(&path, table).unwrap();
        let third = overlay(folder.path()).add(Decision::Same, &cells).unwrap();
        assert_eq!((third.line, fs::read_to_string(&path).unwrap()), (5, format!("{table}\r\nruiz\t\tone passport\talba\r\n")));
        // Tables in other formats count as well.
        fs::write(folder.path().join("case.overlay/same.csv"), "a,b,reason\nx,y,z\n").unwrap();
        assert_eq!(rows(folder.path(), Decision::Same), ["2 x y", "3 y z", "5 alba ruiz"]);
    }

    #[test]
    fn what_a_table_cannot_hold_is_refused_and_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let refused = |text: &str| overlay(folder.path()).add(Decision::Never, &[("text", text), ("reason", "x")]).unwrap_err().to_string();
        for hidden in ["a\tb", "a\nb", "a\r", "\u{0}", "\u{202e}evil", "\u{2028}", "\u{1b}[2J"] {
            assert!(refused(hidden).contains("which cannot stand in a table"), "{hidden:?}");
        }
        assert!(refused("#tag").starts_with("a line that begins with #"));
        assert!(refused(" spaced").contains("would not be read back"));
        assert!(!folder.path().join("case.overlay").exists());
        // Quotes, markup and letters of any script stand as they are.
        for plain in ["\"", "<script>", "a,b|c", "=cmd()", "علی\u{200c}رضا", "'; DROP TABLE"] {
            overlay(folder.path()).add(Decision::Never, &[("text", plain), ("reason", plain)]).unwrap();
            let overlay = overlay(folder.path());
            assert_eq!(overlay.rows(Decision::Never).last().map(|row| (row.cell("text"), row.cell("reason"))), Some((plain, plain)));
        }
    }

    #[test]
    fn tables_that_cannot_be_read_or_lack_a_column_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let tables = folder.path().join("case.overlay");
        fs::write(&tables, "").unwrap();
        assert!(Overlay::open(&tables).is_err(), "a file is in the place of the folder");
        fs::remove_file(&tables).unwrap();
        fs::create_dir(&tables).unwrap();
        fs::write(tables.join("renames.tsv"), "entity\tname\treason\n").unwrap();
        let overlay = Overlay::open(&tables).unwrap();
        fs::write(tables.join("renames.tsv"), "entity\tname\n").unwrap();
        let fault = overlay.add(Decision::Renames, &[("entity", "x"), ("name", "y"), ("reason", "z")]).unwrap_err();
        assert!(fault.to_string().ends_with("renames.tsv:1:1: no column \"reason\""), "{fault}");
        assert!(Overlay::open(&tables).is_err());
    }
}
