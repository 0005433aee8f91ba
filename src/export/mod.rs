//! Stage 8: takes a view of a graph, gives files that other programs open. One writer per format.

mod annotation;
mod columns;
mod csv;
mod cypher;
mod cytoscape;
mod dossier;
mod dot;
mod evidence;
mod file;
mod format;
mod ftm;
mod gexf;
mod graphml;
mod html;
mod json;
mod jsonl;
mod look;
mod neo4j;
mod nmtoken;
mod options;
mod pieces;
mod rdf;
mod svg;
#[cfg(test)]
mod tests;
mod xml;

pub use annotation::to_json as annotation;
pub use csv::Table;
pub use file::write_file;
pub(crate) use file::write_whole;
pub use format::Format;
pub use options::Options;

use crate::graph::GraphView;
use std::io::{self, Write};

/// Writes a view in a format of one file.
///
/// # Errors
/// What `out` reports; and [`io::ErrorKind::Unsupported`] for a format that is a folder, which [`write_file`] writes.
pub fn write(view: &GraphView<'_>, format: Format, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Json => json::write(view, out),
        Format::GraphMl => graphml::write(view, out),
        Format::Gexf => gexf::write(view, options, out),
        Format::Dot => dot::write(view, out),
        Format::Cytoscape => cytoscape::write(view, out),
        Format::Cypher => cypher::write(view, out),
        Format::JsonLines => jsonl::write(view, out),
        Format::Turtle => rdf::turtle(view, options, out),
        Format::NQuads => rdf::n_quads(view, options, out),
        Format::Ftm => ftm::write(view, out),
        Format::Svg => svg::write(view, out),
        Format::Html => html::write(view, out),
        Format::Csv | Format::Dossiers => Err(io::Error::new(io::ErrorKind::Unsupported, "this format is several files")),
    }
}

/// Writes one table of the folder of tables.
///
/// # Errors
/// What `out` reports.
pub fn write_table(view: &GraphView<'_>, table: Table, out: &mut dyn Write) -> io::Result<()> {
    csv::write(view, table, out)
}
