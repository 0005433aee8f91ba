//! Node-link JSON, the reference for all other formats, with everything that a later run needs to continue from it.

use crate::graph::{Edge, EvidenceRow, GraphView, Node, RelationFacts};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

#[derive(Serialize)]
struct FileNode<'v> {
    id: &'v str,
    label: &'v str,
    #[serde(rename = "type")]
    type_name: &'v str,
    aliases: Vec<&'v str>,
    n_mentions: u64,
    n_sentences: u64,
    n_documents: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_date: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_date: Option<&'v str>,
    community: u32,
    pagerank: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    y: Option<f64>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    uncertain: &'v BTreeSet<String>,
    #[serde(flatten)]
    attributes: &'v BTreeMap<String, String>,
    spellings: &'v BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct FileEdge<'v> {
    source: &'v str,
    target: &'v str,
    relation: &'v str,
    label: &'v str,
    weight: u64,
    n_evidence: u64,
    n_documents: u64,
    n_sources: u64,
    symmetric: bool,
    asserted: u64,
    planned: u64,
    possible: u64,
    denied: u64,
    negated: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_date: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_date: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lift: Option<f64>,
    evidence: String,
    quote: Cow<'v, str>,
}

/// Writes one object: keys of `NetworkX`'s node-link form, then the relations and all evidence. One node, edge or row per line, so that two
/// files can be compared line by line.
pub(super) fn write(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let evidence = view.evidence();
    write!(out, "{{\"directed\":true,\"multigraph\":true,\"sentences\":{},\n\"nodes\":[", view.graph().sentences())?;
    lines(out, view.nodes().iter().map(node))?;
    write!(out, "],\n\"edges\":[")?;
    lines(out, view.edges().iter().map(edge))?;
    write!(out, "],\n\"relations\":")?;
    let used: BTreeSet<_> = evidence.iter().map(|row: &&EvidenceRow| row.relation.as_str()).collect();
    let relations: BTreeMap<&str, &RelationFacts> =
        view.graph().relations().iter().map(|(id, facts)| (id.as_str(), facts)).filter(|(id, _)| used.contains(id)).collect();
    serde_json::to_writer(&mut *out, &relations)?;
    write!(out, ",\n\"evidence\":[")?;
    lines(out, evidence)?;
    writeln!(out, "]}}")
}

fn lines(out: &mut dyn Write, items: impl IntoIterator<Item = impl Serialize>) -> io::Result<()> {
    let mut separator = "\n";
    for item in items {
        out.write_all(separator.as_bytes())?;
        serde_json::to_writer(&mut *out, &item)?;
        separator = ",\n";
    }
    if separator == "\n" { Ok(()) } else { out.write_all(b"\n") }
}

fn node<'v>(node: &'v Node<'_>) -> FileNode<'v> {
    let facts = node.facts;
    FileNode {
        id: node.id,
        label: &facts.label,
        type_name: &facts.type_name,
        aliases: facts.aliases().collect(),
        n_mentions: facts.n_mentions,
        n_sentences: facts.n_sentences,
        n_documents: facts.n_documents,
        first_date: facts.first_date.as_deref(),
        last_date: facts.last_date.as_deref(),
        community: node.community,
        pagerank: node.pagerank,
        x: node.position.map(|[x, _]| x),
        y: node.position.map(|[_, y]| y),
        uncertain: &facts.uncertain,
        attributes: &facts.attributes,
        spellings: &facts.spellings,
    }
}

fn edge<'v>(edge: &'v Edge<'_>) -> FileEdge<'v> {
    FileEdge {
        source: edge.subject,
        target: edge.object,
        relation: edge.relation,
        label: &edge.label,
        weight: edge.weight,
        n_evidence: edge.n_evidence,
        n_documents: edge.n_documents,
        n_sources: edge.n_sources,
        symmetric: edge.symmetric,
        asserted: edge.asserted,
        planned: edge.planned,
        possible: edge.possible,
        denied: edge.denied,
        negated: edge.negated,
        first_date: edge.first_date.as_deref(),
        last_date: edge.last_date.as_deref(),
        lift: edge.lift,
        evidence: edge.evidence(),
        quote: edge.quote(),
    }
}
