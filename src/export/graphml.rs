//! `GraphML` as Gephi, `NetworkX`, igraph, graphology and yEd all read it.
//!
//! Nodes and edges have keys of their own (`for="all"` stops graphology), attribute names are those that Gephi binds, and every edge carries
//! its relation as an attribute `label`, which is not in the schema but is where Gephi finds the kind that keeps parallel edges apart.

use super::columns::{self, EDGE, Kind, NODE, Value};
use super::look::{Rgb, colour};
use super::nmtoken::{edge_id, node_id};
use super::xml::escape;
use crate::graph::{Edge, GraphView, Node};
use std::collections::BTreeSet;
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
    for (name, kind) in EDGE {
        key(out, &format!("e_{name}"), "edge", name, kind.as_str())?;
    }
    out.write_all(b"  <graph id=\"nisba\" edgedefault=\"directed\">\n")?;
    for (node, diameter) in view.nodes().iter().zip(view.diameters()) {
        write_node(out, node, &attributes, diameter)?;
    }
    for edge in view.edges() {
        write_edge(out, edge)?;
    }
    out.write_all(b"  </graph>\n</graphml>\n")
}

/// A column of the gazetteer with the id of its key.
struct Attribute<'g> {
    key: String,
    shown: String,
    name: &'g str,
}

/// Key ids are descriptive, as Gephi takes some generic ones for the label, and hold nothing but ASCII letters.
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

fn write_node(out: &mut dyn Write, node: &Node<'_>, attributes: &[Attribute<'_>], diameter: f64) -> io::Result<()> {
    let id = node_id(node.id);
    writeln!(out, "    <node id=\"{}\">", escape(&id))?;
    for (name, _) in NODE {
        data(out, &format!("n_{name}"), columns::node_value(node, name))?;
    }
    let [r, g, b]: Rgb = colour(&node.facts.type_name);
    for (name, part) in [("r", r), ("g", g), ("b", b)] {
        data(out, &format!("n_{name}"), Some(Value::Whole(part.into())))?;
    }
    data(out, "n_size", Some(Value::Real(diameter)))?;
    if id != node.id {
        data(out, "n_entity_id", Some(Value::Text(node.id.into())))?;
    }
    for attribute in attributes {
        let value = node.facts.attributes.get(attribute.name);
        data(out, &attribute.key, value.map(|text| Value::Text(text.as_str().into())))?;
    }
    out.write_all(b"    </node>\n")
}

fn write_edge(out: &mut dyn Write, edge: &Edge<'_>) -> io::Result<()> {
    writeln!(
        out,
        "    <edge id=\"{}\" source=\"{}\" target=\"{}\" label=\"{}\">",
        escape(&edge_id(edge.subject, edge.relation, edge.object)),
        escape(&node_id(edge.subject)),
        escape(&node_id(edge.object)),
        escape(edge.relation),
    )?;
    for (name, _) in EDGE {
        data(out, &format!("e_{name}"), columns::edge_value(edge, name))?;
    }
    out.write_all(b"    </edge>\n")
}

/// One value; nothing where there is none, as readers take an empty element for an empty word.
fn data(out: &mut dyn Write, key: &str, value: Option<Value<'_>>) -> io::Result<()> {
    let Some(text) = value.map(|value| escape(&value.to_string())).filter(|text| !text.is_empty()) else { return Ok(()) };
    writeln!(out, "      <data key=\"{key}\">{text}</data>")
}
