//! Tab-separated tables with a header line, the form of every list that people edit: the language data of the crate and the packs of its users.

use memchr::memchr_iter;
use std::fmt;

/// A table over the text that it was read from: nothing is copied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table<'t> {
    /// Names of the columns, in the order of the header.
    pub columns: Vec<&'t str>,
    /// Line of the header, counted from 1.
    pub header: usize,
    rows: Vec<(usize, &'t str)>,
}

/// One line of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a, 't> {
    table: &'a Table<'t>,
    line: usize,
    text: &'t str,
}

/// What is wrong with a table, and where; line and column count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFault {
    /// Line of the file.
    pub line: usize,
    /// Character of the line.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// Reads a table and refuses it at its first fault.
///
/// # Errors
/// A missing header, a column named twice or not at all, a row with more cells than the header.
pub fn parse(text: &str) -> Result<Table<'_>, TableFault> {
    let (table, faults) = parse_lenient(text)?;
    match faults.into_iter().next() {
        Some(fault) => Err(fault),
        None => Ok(table),
    }
}

/// Reads a table, leaves its faulty rows out, and lists what is wrong with them.
///
/// # Errors
/// A fault of the header, without which no row can be read.
pub fn parse_lenient(text: &str) -> Result<(Table<'_>, Vec<TableFault>), TableFault> {
    let mut table = Table::default();
    let mut faults = Vec::new();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut start = 0;
    for (number, end) in (1..).zip(memchr_iter(b'\n', text.as_bytes()).chain([text.len()])) {
        let line = &text[start..end];
        let line = line.strip_suffix('\r').unwrap_or(line);
        start = end + 1;
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if table.columns.is_empty() {
            table.columns = header(number, line)?;
            table.header = number;
            continue;
        }
        match surplus(line, table.columns.len()) {
            Some(column) => {
                let message = format!("more cells than the {} columns of the header", table.columns.len());
                faults.push(TableFault { line: number, column, message });
            }
            None => table.rows.push((number, line)),
        }
    }
    if table.columns.is_empty() {
        return Err(TableFault { line: 1, column: 1, message: "no header line".into() });
    }
    Ok((table, faults))
}

fn header(number: usize, line: &str) -> Result<Vec<&str>, TableFault> {
    let mut columns: Vec<&str> = Vec::new();
    let mut column = 1;
    for cell in line.trim_end().split('\t') {
        let name = cell.trim();
        let fault = |message: String| TableFault { line: number, column, message };
        if name.is_empty() {
            return Err(fault("a column without a name".into()));
        }
        if columns.contains(&name) {
            return Err(fault(format!("column \"{name}\" stands twice")));
        }
        columns.push(name);
        column += cell.chars().count() + 1;
    }
    Ok(columns)
}

/// Where the first filled cell beyond the header stands; empty ones are what spreadsheets leave behind.
fn surplus(line: &str, columns: usize) -> Option<usize> {
    if memchr_iter(b'\t', line.as_bytes()).count() < columns {
        return None;
    }
    let mut column = 1;
    for (place, cell) in line.split('\t').enumerate() {
        if place >= columns && !cell.trim().is_empty() {
            return Some(column);
        }
        column += cell.chars().count() + 1;
    }
    None
}

impl<'t> Table<'t> {
    /// The rows in file order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_, 't>> {
        self.rows.iter().map(|&(line, text)| Row { table: self, line, text })
    }

    /// Whether the header names a column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains(&column)
    }

    /// Checks that the header names all these columns.
    ///
    /// # Errors
    /// The first column that is missing, at the header.
    pub fn require(&self, columns: &[&str]) -> Result<(), TableFault> {
        match columns.iter().find(|column| !self.has(column)) {
            Some(column) => Err(TableFault { line: self.header, column: 1, message: format!("no column \"{column}\"") }),
            None => Ok(()),
        }
    }
}

impl<'t> Row<'_, 't> {
    /// The cell of a column without surrounding white space; nothing where it is empty or the header has no such column.
    pub fn get(&self, column: &str) -> Option<&'t str> {
        let place = self.table.columns.iter().position(|name| *name == column)?;
        let mut tabs = memchr_iter(b'\t', self.text.as_bytes());
        let start = if place == 0 { 0 } else { tabs.nth(place - 1)? + 1 };
        let cell = self.text[start..tabs.next().unwrap_or(self.text.len())].trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// The whole line.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// Line of the file, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The character of the line, counted from 1, at which the cell of a column starts, or would start.
    pub fn column_of(&self, column: &str) -> usize {
        let place = self.table.columns.iter().position(|name| *name == column).unwrap_or(0);
        self.text.split('\t').take(place).map(|cell| cell.chars().count() + 1).sum::<usize>().min(self.text.chars().count()) + 1
    }

    /// A fault at the cell of a column.
    pub fn fault(&self, column: &str, message: impl Into<String>) -> TableFault {
        TableFault { line: self.line, column: self.column_of(column), message: message.into() }
    }

    /// All filled cells with the names of their columns, in the order of the header.
    pub fn cells(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let cells = self.text.split('\t').map(str::trim);
        self.table.columns.iter().copied().zip(cells).filter(|(_, cell)| !cell.is_empty())
    }
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for TableFault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_any_order_and_lines_are_counted_with_comments() {
        let table = parse("\u{FEFF}# people\r\n\r\ntype\tname \tnote\r\nperson\tÉlodie Brandt\r\n\tNordhafen\tport\t\t\r\n").unwrap();
        assert_eq!(table.columns, ["type", "name", "note"]);
        let rows: Vec<_> = table.rows().collect();
        assert_eq!((rows[0].line(), rows[0].get("name"), rows[0].get("note")), (4, Some("Élodie Brandt"), None));
        assert_eq!((rows[1].line(), rows[1].get("type"), rows[1].get("nothing")), (5, None, None));
        assert_eq!((rows[0].column_of("type"), rows[0].column_of("name")), (1, 8));
        assert_eq!((rows[1].column_of("note"), rows[0].column_of("note")), (12, 21));
        assert_eq!(rows[1].cells().collect::<Vec<_>>(), [("name", "Nordhafen"), ("note", "port")]);
    }

    #[test]
    fn faults_name_line_and_column() {
        let fault = |text: &str| parse(text).unwrap_err().to_string();
        assert_eq!(fault(""), "1:1: no header line");
        assert_eq!(fault("# only a comment\n"), "1:1: no header line");
        assert_eq!(fault("name\ttype\tname\n"), "1:11: column \"name\" stands twice");
        assert_eq!(fault("name\t\ttype\n"), "1:6: a column without a name");
        assert_eq!(fault("name\ttype\nÖresund\tstrait\tsurplus\n"), "2:16: more cells than the 2 columns of the header");
        assert_eq!(parse("name\n").unwrap().require(&["name", "id"]).unwrap_err().to_string(), "1:1: no column \"id\"");
    }

    #[test]
    fn a_faulty_row_costs_only_itself_where_that_is_asked_for() {
        let (table, faults) = parse_lenient("name\nAnna\nBert\tx\nCarla\n").unwrap();
        assert_eq!(table.rows().filter_map(|row| row.get("name")).collect::<Vec<_>>(), ["Anna", "Carla"]);
        assert_eq!(faults[0].line, 3);
    }
}
