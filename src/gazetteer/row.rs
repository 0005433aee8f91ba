//! Rows of packs, whatever file they come from. The cells of a table lie in its text, or in one buffer beside it where the text writes them
//! otherwise; the place of a cell in its line is found when a message needs it.

use crate::error::{Error, Result};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    #[default]
    Tsv,
    Csv,
    Jsonl,
}

/// The rows of one table in file order.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) path: Rc<Path>,
    pub(super) form: Form,
    /// Line of the header, where there is one.
    pub(super) header: Option<usize>,
    /// Names of the columns: those of the header in its order, or those of the objects as they come.
    columns: Vec<Rc<str>>,
    by_name: HashMap<Rc<str>, u32>,
    /// Index of the last cell of each column.
    last: Vec<usize>,
    source: Cow<'static, str>,
    /// What the source writes with quotes, escapes or as lists.
    decoded: String,
    starts: Vec<Start>,
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy)]
struct Start {
    /// Counted from 1.
    line: usize,
    /// Byte of the source.
    byte: usize,
    /// Index of its first cell.
    cell: usize,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    column: u32,
    /// Whether its bytes are those of `decoded`, not of the source.
    decoded: bool,
    start: usize,
    end: usize,
}

impl Rows {
    pub(super) fn new(path: &Rc<Path>, form: Form, source: Cow<'static, str>) -> Self {
        Self {
            path: path.clone(),
            form,
            header: None,
            columns: Vec::new(),
            by_name: HashMap::new(),
            last: Vec::new(),
            source,
            decoded: String::new(),
            starts: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// The same rows with their source; it must be the text of which they were read.
    pub(super) fn over(self, source: Cow<'static, str>) -> Self {
        Self { source, ..self }
    }

    /// The number of a column; a new one where it has none.
    pub(super) fn column(&mut self, name: &str) -> u32 {
        if let Some(column) = self.by_name.get(name) {
            return *column;
        }
        let column = self.add_column(name);
        self.by_name.insert(self.columns[column as usize].clone(), column);
        column
    }

    /// A column of its own, whatever others are called.
    pub(super) fn add_column(&mut self, name: &str) -> u32 {
        let column = u32::try_from(self.columns.len()).expect("fewer than 4 billion columns");
        self.columns.push(name.into());
        self.last.push(usize::MAX);
        column
    }

    /// Names of the columns in the order of the header; none where there is no header.
    pub(super) fn columns(&self) -> &[Rc<str>] {
        if self.header.is_some() { &self.columns } else { &[] }
    }

    /// Begins a row at a line and a byte of the source.
    pub(super) fn begin(&mut self, line: usize, byte: usize) {
        self.starts.push(Start { line, byte, cell: self.cells.len() });
    }

    /// Adds a cell of the row begun last, as bytes of the source. A later cell takes the place of an earlier one of the same column.
    pub(super) fn push(&mut self, column: u32, bytes: Range<usize>) {
        self.put(Cell { column, decoded: false, start: bytes.start, end: bytes.end });
    }

    /// Adds a cell that the source writes otherwise.
    pub(super) fn push_decoded<T>(&mut self, column: u32, write: impl FnOnce(&mut String) -> T) -> T {
        let start = self.decoded.len();
        let written = write(&mut self.decoded);
        self.put(Cell { column, decoded: true, start, end: self.decoded.len() });
        written
    }

    fn put(&mut self, cell: Cell) {
        let first = self.starts.last().map_or(0, |start| start.cell);
        let last = &mut self.last[cell.column as usize];
        if (first..self.cells.len()).contains(last) {
            self.cells[*last] = cell;
        } else {
            *last = self.cells.len();
            self.cells.push(cell);
        }
    }

    fn text(&self, cell: &Cell) -> &str {
        let text = if cell.decoded { &self.decoded } else { &*self.source };
        text.get(cell.start..cell.end).unwrap_or_default().trim()
    }

    /// The rows in file order.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = Row<'_>> + DoubleEndedIterator {
        (0..self.starts.len()).map(|index| Row { rows: self, index })
    }
}

/// One row of one table of a pack.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'p> {
    rows: &'p Rows,
    index: usize,
}

impl<'p> Row<'p> {
    fn start(self) -> Start {
        self.rows.starts[self.index]
    }

    fn all(self) -> &'p [Cell] {
        let end = self.rows.starts.get(self.index + 1).map_or(self.rows.cells.len(), |start| start.cell);
        &self.rows.cells[self.start().cell..end]
    }

    /// The file.
    pub(super) fn path(self) -> &'p Path {
        &self.rows.path
    }

    /// Its line, counted from 1.
    pub(super) fn line(self) -> usize {
        self.start().line
    }

    /// The trimmed text of a cell; `None` where it is empty or missing.
    pub(super) fn get(self, column: &str) -> Option<&'p str> {
        let cell = self.all().iter().find(|cell| *self.rows.columns[cell.column as usize] == *column)?;
        Some(self.rows.text(cell)).filter(|cell| !cell.is_empty())
    }

    /// All cells that are not empty.
    pub(super) fn cells(self) -> impl Iterator<Item = (&'p str, &'p str)> {
        let cells = self.all().iter().map(move |cell| (&*self.rows.columns[cell.column as usize], self.rows.text(cell)));
        cells.filter(|cell| !cell.1.is_empty())
    }

    /// The character of the line at which a cell starts, where there is one.
    pub(super) fn column(self, column: &str) -> Option<usize> {
        let cell = self.all().iter().find(|cell| *self.rows.columns[cell.column as usize] == *column)?;
        let rest = self.rows.source.get(self.start().byte..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        match self.rows.form {
            Form::Tsv => Some(line.split('\t').take(cell.column as usize).map(|cell| cell.chars().count() + 1).sum::<usize>() + 1),
            Form::Csv => csv_places(rest).nth(cell.column as usize).map(|(_, column)| column),
            Form::Jsonl => {
                let place = line.find(&format!("\"{column}\"")).unwrap_or_default();
                Some(line.get(..place).unwrap_or_default().chars().count() + 1)
            }
        }
    }

    /// An error at a cell of this row.
    pub(super) fn fault(self, column: &str, message: impl Into<String>) -> Error {
        Error::gazetteer(self.path(), message).at(self.line(), self.column(column).or(Some(1)))
    }

    /// The cell, or an error that says which column is missing.
    pub(super) fn need(self, column: &str) -> Result<&'p str> {
        self.get(column).ok_or_else(|| self.fault(column, format!("the column \"{column}\" is empty or missing")))
    }
}

/// Line and column, counted from 1 and in characters, of what comes after a text.
pub(super) fn place_after(text: &str) -> (usize, usize) {
    let line = text.rsplit('\n').next().unwrap_or_default();
    (text.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Line, from 0, and column, from 1, of each cell of a comma-separated record and of those after it.
pub(super) fn csv_places(record: &str) -> impl Iterator<Item = (usize, usize)> {
    let (mut line, mut column, mut quoted) = (0, 1, false);
    let rest = record.chars().filter_map(move |letter| {
        column += 1;
        match letter {
            '"' => quoted = !quoted,
            '\n' => (line, column) = (line + 1, 1),
            ',' if !quoted => return Some((line, column)),
            _ => {}
        }
        None
    });
    std::iter::once((0, 1)).chain(rest)
}
