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
    /// A folder of tables, for spreadsheets, Gephi and `neo4j-admin`.
    Csv,
    /// For Cytoscape and Cytoscape.js.
    Cytoscape,
    /// A script for Neo4j and other databases that speak openCypher.
    Cypher,
    /// One piece of evidence a line, for scripts.
    JsonLines,
    /// RDF, all in one graph.
    Turtle,
    /// RDF, with a graph for each document.
    NQuads,
    /// `FollowTheMoney`, for Aleph.
    Ftm,
    /// A picture.
    Svg,
    /// A folder of Markdown pages, one for each entity.
    Dossiers,
    /// One self-contained page for a browser.
    Html,
}

/// Ends of file names that mean a graph, but cannot be written.
const NOT_YET: &[&str] = &["parquet", "nt", "jsonld", "gml", "net", "png", "pdf"];

impl Format {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Json,
        Self::GraphMl,
        Self::Gexf,
        Self::Dot,
        Self::Csv,
        Self::Cytoscape,
        Self::Cypher,
        Self::JsonLines,
        Self::Turtle,
        Self::NQuads,
        Self::Ftm,
        Self::Svg,
        Self::Dossiers,
        Self::Html,
    ];

    /// The format that the end of a file name means.
    ///
    /// # Errors
    /// A wrong use that names the file and what there is.
    pub fn from_path(path: &Path) -> Result<Self> {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let end = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or("", |(_, end)| end);
        // An end may have two parts: .ftm.json.
        let double = name.match_indices('.').rev().nth(1).map(|(place, _)| &name[place + 1..]);
        double.and_then(Self::from_extension).or_else(|| Self::from_extension(end)).ok_or_else(|| {
            let name = path.display();
            let problem = match end {
                "" => format!("{name}: the file name does not say which format is wanted"),
                end if NOT_YET.contains(&end) => format!("{name}: .{end} files cannot be written yet"),
                end => format!("{name}: .{end} is no format of a graph"),
            };
            let mut known: Vec<_> = Self::ALL.iter().flat_map(|format| format.extensions()).map(|end| format!(".{end}")).collect();
            let last = known.pop().unwrap_or_default();
            Error::usage(format!("{problem}; it can be {} or {last}", known.join(", ")))
        })
    }

    /// The format that an extension means, in lower case and without its dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extensions().contains(&extension))
    }

    /// The usual extension, without its dot.
    pub fn extension(self) -> &'static str {
        self.extensions()[0]
    }

    /// All extensions, the usual one first.
    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["json"],
            Self::GraphMl => &["graphml"],
            Self::Gexf => &["gexf"],
            Self::Dot => &["dot", "gv"],
            Self::Csv => &["csv"],
            Self::Cytoscape => &["cyjs"],
            Self::Cypher => &["cypher"],
            Self::JsonLines => &["jsonl"],
            Self::Turtle => &["ttl"],
            Self::NQuads => &["nq"],
            Self::Ftm => &["ftm", "ftm.json"],
            Self::Svg => &["svg"],
            Self::Dossiers => &["dossiers"],
            Self::Html => &["html", "htm"],
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
            Self::Cytoscape => "application/vnd.cytoscape+json",
            Self::Cypher => "application/x-cypher-query",
            Self::JsonLines => "application/jsonl",
            Self::Turtle => "text/turtle",
            Self::NQuads => "application/n-quads",
            Self::Ftm => "application/x-ftm+json",
            Self::Svg => "image/svg+xml",
            Self::Dossiers => "text/markdown",
            Self::Html => "text/html",
        }
    }

    /// Whether it is drawn as a whole, for people to look at.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Dot | Self::Svg)
    }

    /// Whether it takes a folder of files.
    pub fn is_folder(self) -> bool {
        matches!(self, Self::Csv | Self::Dossiers)
    }
}
