//! Tables for spreadsheets and for Gephi's spreadsheet import: nodes, edges, and all evidence.

use super::columns::{self, EDGE, NODE, Value, visible};
use super::nmtoken::edge_id;
use crate::graph::{CodeSpan, EvidenceRow, GraphView};
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
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Nodes, Self::Edges, Self::Evidence];

    /// The name of the file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Nodes => "nodes.csv",
            Self::Edges => "edges.csv",
            Self::Evidence => "evidence.csv",
        }
    }
}

/// Writes one table: UTF-8 without a mark, RFC 4180 with plain line ends.
pub(super) fn write(view: &GraphView<'_>, table: Table, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    match table {
        Table::Nodes => nodes(view, &mut writer)?,
        Table::Edges => edges(view, &mut writer)?,
        Table::Evidence => evidence(view, &mut writer)?,
    }
    writer.flush()
}

type Writer<'w> = csv::Writer<&'w mut dyn Write>;

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

const EVIDENCE: &[&str] = &[
    "subject",
    "relation",
    "object",
    "polarity",
    "modality",
    "confidence",
    "document",
    "document_date",
    "source",
    "sentence_number",
    "sentence_start",
    "sentence_end",
    "subject_start",
    "subject_end",
    "object_start",
    "object_end",
    "trigger_start",
    "trigger_end",
    "attribution",
    "attribution_entity",
    "place",
    "place_entity",
    "date",
    "date_from",
    "date_until",
    "mode",
    "rule",
    "zone",
    "quote",
];

fn evidence(view: &GraphView<'_>, writer: &mut Writer<'_>) -> io::Result<()> {
    writer.write_record(EVIDENCE)?;
    for row in view.evidence() {
        writer.write_record(evidence_row(row))?;
    }
    Ok(())
}

fn evidence_row(row: &EvidenceRow) -> Vec<String> {
    let text = |text: Option<&str>| text.map_or_else(String::new, guarded);
    let span = |span: Option<CodeSpan>| span.map_or([String::new(), String::new()], |span| span.map(|place| place.to_string()));
    let named = |named: Option<&crate::graph::Named>| [text(named.map(|n| n.text.as_str())), text(named.and_then(|n| n.entity.as_deref()))];
    let date = row.date.as_ref();
    let mut out = vec![row.subject.clone(), row.relation.clone(), row.object.clone()];
    out.extend([row.polarity.as_str(), row.modality.as_str(), row.confidence.as_str()].map(str::to_owned));
    out.extend([guarded(&row.document), text(row.document_date.as_deref()), text(row.source.as_deref()), row.sentence_number.to_string()]);
    out.extend([Some(row.sentence), Some(row.subject_span), Some(row.object_span), row.trigger].into_iter().flat_map(span));
    out.extend([row.attribution.as_ref(), row.place.as_ref()].into_iter().flat_map(named));
    out.push(text(date.map(|date| date.text.as_str())));
    out.extend([date.and_then(|date| date.from.as_deref()), date.and_then(|date| date.until.as_deref())].map(text));
    out.extend([text(row.mode.as_deref()), guarded(&row.rule), row.zone.as_str().to_owned(), guarded(&row.quote)]);
    out
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
