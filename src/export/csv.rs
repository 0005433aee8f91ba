//! Tables for spreadsheets and for Gephi's spreadsheet import: nodes, edges, and all evidence; and beside them those of `neo4j-admin`.

use super::columns::{self, EDGE, NODE, Value, visible};
use super::evidence::{EVIDENCE, evidence_value};
use super::neo4j;
use super::nmtoken::edge_id;
use crate::graph::GraphView;
use std::io::{self, Write};

/// One file of the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// One row per node, with the columns `Id` and `Label` of Gephi.
    Nodes,
    /// One row per edge, with the columns `Source`, `Target`, `Type`, `Kind`, `Id`, `Label` and `Weight` of Gephi.
    Edges,
    /// One row per piece of evidence.
    Evidence,
    /// One row per node, as `neo4j-admin database import` reads it.
    Neo4jNodes,
    /// One row per edge, as `neo4j-admin database import` reads it.
    Neo4jRelationships,
    /// Which table is for what, in words.
    Guide,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Nodes, Self::Edges, Self::Evidence, Self::Neo4jNodes, Self::Neo4jRelationships, Self::Guide];

    /// The name of the file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Nodes => "nodes.csv",
            Self::Edges => "edges.csv",
            Self::Evidence => "evidence.csv",
            Self::Neo4jNodes => "neo4j-nodes.csv",
            Self::Neo4jRelationships => "neo4j-relationships.csv",
            Self::Guide => "README.txt",
        }
    }
}

const GUIDE: &str = "\
What is in this folder

nodes.csv                 one row per entity        } for a spreadsheet, and for Gephi: File > Import Spreadsheet,
edges.csv                 one row per connection    } first the nodes, then the edges into the same workspace
evidence.csv              one row per sentence that says that two entities are connected, with its place in the document
neo4j-nodes.csv           the entities   } for Neo4j, version 5 and later:
neo4j-relationships.csv   the connections}

  neo4j-admin database import full --nodes=neo4j-nodes.csv --relationships=neo4j-relationships.csv neo4j

All tables are UTF-8 with commas, and quotes where a field needs them (RFC 4180). In the first three an apostrophe stands before what
a spreadsheet would take for a formula. In the tables for Neo4j lists are parted by semicolons; a semicolon within an element is
written as the full-width one (U+FF1B). Places in documents are counted in characters (code points) from 0, the end not included.
Weights count independent documents: copies count once.
";

/// Writes one table: UTF-8 without a mark, RFC 4180 with plain line ends.
pub(super) fn write(view: &GraphView<'_>, table: Table, out: &mut dyn Write) -> io::Result<()> {
    if table == Table::Guide {
        return out.write_all(GUIDE.as_bytes());
    }
    let mut writer = csv::Writer::from_writer(out);
    match table {
        Table::Nodes => nodes(view, &mut writer)?,
        Table::Edges => edges(view, &mut writer)?,
        Table::Evidence => evidence(view, &mut writer)?,
        Table::Neo4jNodes => neo4j::nodes(view, &mut writer)?,
        Table::Neo4jRelationships => neo4j::relationships(view, &mut writer)?,
        Table::Guide => {}
    }
    writer.flush()
}

pub(super) type Writer<'w> = csv::Writer<&'w mut dyn Write>;

fn nodes(view: &GraphView<'_>, writer: &mut Writer<'_>) -> io::Result<()> {
    let attributes = columns::attributes(view);
    let mut head = vec!["Id", "Label"];
    head.extend(NODE.iter().map(|(name, _)| *name).filter(|name| *name != "label"));
    head.extend(attributes.iter().map(|(shown, _)| shown.as_str()));
    writer.write_record(&head)?;
    for node in view.nodes() {
        let mut row = vec![node.id.to_owned(), cell(columns::node_value(node, "label"))];
        row.extend(NODE.iter().filter(|(name, _)| *name != "label").map(|(name, _)| cell(columns::node_value(node, name))));
        row.extend(attributes.iter().map(|(_, name)| node.facts.attributes.get(*name).map_or_else(String::new, |text| guarded(text))));
        writer.write_record(&row)?;
    }
    Ok(())
}

fn edges(view: &GraphView<'_>, writer: &mut Writer<'_>) -> io::Result<()> {
    let rest: Vec<_> = EDGE.iter().map(|(name, _)| *name).filter(|name| !matches!(*name, "label" | "weight")).collect();
    let mut head = vec!["Source", "Target", "Type", "Kind", "Id", "Label", "Weight"];
    head.extend(&rest);
    writer.write_record(&head)?;
    for edge in view.edges() {
        let id = edge_id(edge.subject, edge.relation, edge.object);
        let mut row = vec![edge.subject.to_owned(), edge.object.to_owned(), "Directed".to_owned(), edge.relation.to_owned(), id];
        row.extend(["label", "weight"].iter().chain(&rest).map(|name| cell(columns::edge_value(edge, name))));
        writer.write_record(&row)?;
    }
    Ok(())
}

fn evidence(view: &GraphView<'_>, writer: &mut Writer<'_>) -> io::Result<()> {
    writer.write_record(["subject", "relation", "object"].iter().chain(EVIDENCE.iter().map(|(name, _)| name)))?;
    for row in view.evidence() {
        let ends = [&row.subject, &row.relation, &row.object].map(Clone::clone);
        writer.write_record(ends.into_iter().chain(EVIDENCE.iter().map(|(name, _)| cell(evidence_value(row, name)))))?;
    }
    Ok(())
}

fn cell(value: Option<Value<'_>>) -> String {
    match value {
        Some(Value::Text(text)) => guarded(&text),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

/// Text on one line, with an apostrophe before what a spreadsheet would take for a formula.
fn guarded(text: &str) -> String {
    let text = visible(text);
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}
