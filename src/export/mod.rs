//! Stage 8: takes a view of a graph, gives files that other programs open. One writer per format.

mod annotation;
mod columns;
mod csv;
mod dot;
mod file;
mod format;
mod gexf;
mod graphml;
mod html;
mod json;
mod look;
mod nmtoken;
#[cfg(test)]
mod tests;
mod xml;

pub use annotation::to_json as annotation;
pub use csv::Table;
pub use file::write_file;
pub(crate) use file::write_whole;
pub use format::Format;

use crate::graph::GraphView;
use std::io::{self, Write};

/// Writes a view in a format of one file.
///
/// # Errors
/// What `out` reports; and [`io::ErrorKind::Unsupported`] for the format of several tables, which [`write_table`] and [`write_file`] write.
pub fn write(view: &GraphView<'_>, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Json => json::write(view, out),
        Format::GraphMl => graphml::write(view, out),
        Format::Gexf => gexf::write(view, out),
        Format::Dot => dot::write(view, out),
        Format::Html => html::write(view, out),
        Format::Csv => Err(io::Error::new(io::ErrorKind::Unsupported, "the tables are several files")),
    }
}

/// Writes one table of the folder of tables.
///
/// # Errors
/// What `out` reports.
pub fn write_table(view: &GraphView<'_>, table: Table, out: &mut dyn Write) -> io::Result<()> {
    csv::write(view, table, out)
}
