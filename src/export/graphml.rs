//! `GraphML` as Gephi, `NetworkX`, igraph, graphology and yEd all read it.
//!
//! Nodes and edges have keys of their own (`for="all"` stops graphology), attribute names are those that Gephi binds, and every edge carries
//! its relation as an attribute `label`, which is not in the schema but is where Gephi finds the kind that keeps parallel edges apart.

use super::columns::{self, EDGE, Kind, NODE, Value};
use super::look::{Rgb, colour};
use super::nmtoken::{node_id, plain_id};
use super::pieces::write_pieces;
use super::xml::{escape, escape_into};
use crate::graph::{Edge, GraphView, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"#;

/// What Gephi paints a node with.
const LOOKS: &[(&str, &str)] = &[("r", "int"), ("g", "int"), ("b", "int"), ("size", "double")];

/// Where the true id stands when XML does not allow it as an id.
const TRUE_ID: &str = "entity_id";

/// Writes the whole document.
pub(super) fn write(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let attributes = keyed(columns::attributes(view));
    let rewritten = view.nodes().iter().any(|node| node_id(node.id) != node.id);
    out.write_all(HEAD.as_bytes())?;
    for (name, kind) in NODE {
        key(out, &format!("n_{name}"), "node", name, kind.as_str())?;
    }
    for (name, kind) in LOOKS {
        key(out, &format!("n_{name}"), "node", name, kind)?;
    }
    if rewritten {
        key(out, "n_entity_id", "node", TRUE_ID, "string")?;
    }
    for attribute in &attributes {
        key(out, &attribute.key, "node", &attribute.shown, Kind::Text.as_str())?;
    }
    for (place, (name, kind)) in EDGE.iter().enumerate() {
        key(out, &edge_key(place), "edge", name, kind.as_str())?;
    }
    out.write_all(b"  <graph id=\"nisba\" edgedefault=\"directed\">\n")?;
    let nodes: Vec<_> = view.nodes().iter().zip(view.diameters()).collect();
    write_pieces(nodes.len(), |place, sheet| write_node(sheet, nodes[place].0, &attributes, nodes[place].1), out)?;
    let (edges, ends) = (view.edges(), view.ends());
    let parts = EdgeParts::new(view);
    write_pieces(edges.len(), |place, text| parts.write(&edges[place], ends[place], text), out)?;
    out.write_all(b"  </graph>\n</graphml>\n")
}

/// Writes one value after its opening tag; nothing where there is none, as readers take an empty element for an empty word.
fn data(text: &mut String, tag: &str, value: Option<Value<'_>>) {
    let Some(value) = value else { return };
    let before = text.len();
    text.push_str(tag);
    let filled = text.len();
    match value {
        Value::Text(value) => escape_into(text, &value),
        Value::Whole(number) => text.push_str(itoa::Buffer::new().format(number)),
        Value::Truth(truth) => text.push_str(if truth { "true" } else { "false" }),
        Value::Real(_) => {
            let _ = write!(text, "{value}");
        }
    }
    if text.len() == filled {
        text.truncate(before);
    } else {
        text.push_str("</data>");
    }
}

/// What every value of a key begins with.
fn tag(key: &str) -> String {
    format!("<data key=\"{key}\">")
}

/// The id of the key of a column of [`EDGE`]. Readers go by the name of the attribute, and of large graphs words would be a sixth of the file.
fn edge_key(place: usize) -> String {
    format!("e{place}")
}

/// A column of the gazetteer with the id of its key.
struct Attribute<'g> {
    key: String,
    shown: String,
    name: &'g str,
}

/// Key ids of nodes are descriptive, as Gephi takes some generic ones for the label, and hold nothing but ASCII letters.
fn keyed(attributes: Vec<(String, &str)>) -> Vec<Attribute<'_>> {
    let mut taken: BTreeSet<String> = NODE.iter().chain(EDGE).map(|(name, _)| format!("n_{name}")).collect();
    taken.extend(LOOKS.iter().map(|(name, _)| format!("n_{name}")));
    taken.insert(format!("n_{TRUE_ID}"));
    let mut out = Vec::with_capacity(attributes.len());
    for (shown, name) in attributes {
        let plain: String = shown.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' }).collect();
        let mut key = format!("n_{plain}");
        while !taken.insert(key.clone()) {
            key.push('_');
        }
        out.push(Attribute { key, shown, name });
    }
    out
}

fn key(out: &mut dyn Write, id: &str, owner: &str, name: &str, kind: &str) -> io::Result<()> {
    writeln!(out, "  <key id=\"{id}\" for=\"{owner}\" attr.name=\"{}\" attr.type=\"{kind}\"/>", escape(name))
}

fn write_node(text: &mut String, node: &Node<'_>, attributes: &[Attribute<'_>], diameter: f64) {
    let id = node_id(node.id);
    let _ = write!(text, "    <node id=\"{}\">", escape(&id));
    for (name, _) in NODE {
        data(text, &tag(&format!("n_{name}")), columns::node_value(node, name));
    }
    let [r, g, b]: Rgb = colour(&node.facts.type_name);
    for (name, part) in [("r", r), ("g", g), ("b", b)] {
        data(text, &tag(&format!("n_{name}")), Some(Value::Whole(part.into())));
    }
    data(text, &tag("n_size"), Some(Value::Real(diameter)));
    if id != node.id {
        data(text, &tag("n_entity_id"), Some(Value::Text(node.id.into())));
    }
    for attribute in attributes {
        let value = node.facts.attributes.get(attribute.name);
        data(text, &tag(&attribute.key), value.map(|text| Value::Text(text.as_str().into())));
    }
    text.push_str("</node>\n");
}

/// What is the same for many edges: made once and copied.
struct EdgeParts<'g> {
    /// What each value begins with, in the order of [`EDGE`].
    tags: Vec<String>,
    /// Of each node of the view its part of an edge's id, and its id.
    names: Vec<[String; 2]>,
    /// Of each relation its part of an edge's id, and its id.
    relations: BTreeMap<&'g str, [String; 2]>,
}

impl<'g> EdgeParts<'g> {
    fn new(view: &GraphView<'g>) -> Self {
        let relations: BTreeSet<&str> = view.edges().chunk_by(|a, b| a.relation == b.relation).map(|edges| edges[0].relation).collect();
        Self {
            tags: (0..EDGE.len()).map(|place| tag(&edge_key(place))).collect(),
            names: view.nodes().iter().map(|node| [plain_id(node.id), node_id(node.id)].map(|id| escape(&id))).collect(),
            relations: relations.into_iter().map(|relation| (relation, [escape(&plain_id(relation)), escape(relation)])).collect(),
        }
    }

    fn write(&self, edge: &Edge<'_>, ends: [usize; 2], text: &mut String) {
        let [subject, object] = ends.map(|end| &self.names[end]);
        let relation = &self.relations[edge.relation];
        for part in [
            "    <edge id=\"",
            &subject[0],
            ":",
            &relation[0],
            ":",
            &object[0],
            "\" source=\"",
            &subject[1],
            "\" target=\"",
            &object[1],
            "\" label=\"",
            &relation[1],
            "\">",
        ] {
            text.push_str(part);
        }
        for (tag, value) in self.tags.iter().zip(columns::edge_values(edge)) {
            data(text, tag, value);
        }
        text.push_str("</edge>\n");
    }
}
