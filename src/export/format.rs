//! The formats, by the ends of file names.

use crate::error::{Error, Result};
use std::path::Path;

/// A format that a graph can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Node-link JSON with all evidence: the reference, which can be read back.
    Json,
    /// For Gephi, yEd, Cytoscape, `NetworkX` and igraph.
    GraphMl,
    /// For Gephi and Gephi Lite.
    Gexf,
    /// For Graphviz.
    Dot,
    /// A folder of tables, for spreadsheets and Gephi.
    Csv,
    /// One self-contained page for a browser.
    Html,
}

/// Ends of file names that mean a graph, but cannot be written.
const NOT_YET: &[&str] = &["nisba", "cypher", "neo4j", "parquet", "ttl", "nt", "jsonld", "cyjs", "gml", "net", "svg", "png", "pdf"];

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Json, Self::GraphMl, Self::Gexf, Self::Dot, Self::Csv, Self::Html];

    /// The format that the end of a file name means.
    ///
    /// # Errors
    /// A wrong use that names the file and what there is.
    pub fn from_path(path: &Path) -> Result<Self> {
        let end = path.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
        Self::from_extension(&end).ok_or_else(|| {
            let name = path.display();
            let problem = match end.as_str() {
                "" => format!("{name}: the file name does not say which format is wanted"),
                end if NOT_YET.contains(&end) => format!("{name}: .{end} files cannot be written yet"),
                end => format!("{name}: .{end} is no format of a graph"),
            };
            Error::usage(format!("{problem}; it can be .json, .graphml, .gexf, .dot, .gv, .csv or .html"))
        })
    }

    /// The format that an extension means, in lower case and without its dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "json" => Self::Json,
            "graphml" => Self::GraphMl,
            "gexf" => Self::Gexf,
            "dot" | "gv" => Self::Dot,
            "csv" => Self::Csv,
            "html" | "htm" => Self::Html,
            _ => return None,
        })
    }

    /// The usual extension, without its dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Dot => "dot",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::GraphMl => "application/graphml+xml",
            Self::Gexf => "application/gexf+xml",
            Self::Dot => "text/vnd.graphviz",
            Self::Csv => "text/csv",
            Self::Html => "text/html",
        }
    }

    /// Whether it takes a folder of files.
    pub fn is_folder(self) -> bool {
        self == Self::Csv
    }
}
