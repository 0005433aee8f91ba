//! `GraphML` as Gephi, `NetworkX`, igraph, graphology and yEd all read it.
//!
//! Nodes and edges have keys of their own (`for="all"` stops graphology), attribute names are those that Gephi binds, and every edge carries
//! its relation as an attribute `label`, which is not in the schema but is where Gephi finds the kind that keeps parallel edges apart.

use super::columns::{self, EDGE, Kind, NODE, Value};
use super::look::{Rgb, colour};
use super::nmtoken::{node_id, plain_id};
use super::xml::{escape, escape_into};
use crate::graph::{GraphView, Node};
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
    for (name, kind) in EDGE {
        key(out, &format!("e_{name}"), "edge", name, kind.as_str())?;
    }
    out.write_all(b"  <graph id=\"nisba\" edgedefault=\"directed\">\n")?;
    let mut sheet = Sheet::new(out);
    for (node, diameter) in view.nodes().iter().zip(view.diameters()) {
        write_node(&mut sheet, node, &attributes, diameter)?;
    }
    write_edges(&mut sheet, view)?;
    sheet.text.push_str("  </graph>\n</graphml>\n");
    sheet.flush()
}

/// Text on its way out, in pieces of a size that the system likes.
struct Sheet<'w> {
    text: String,
    out: &'w mut dyn Write,
    /// Digits of a number.
    digits: itoa::Buffer,
}

/// Text is handed on when there is as much.
const PIECE: usize = 1 << 18;

impl<'w> Sheet<'w> {
    fn new(out: &'w mut dyn Write) -> Self {
        Self { text: String::with_capacity(PIECE + (1 << 16)), out, digits: itoa::Buffer::new() }
    }

    /// Ends an element.
    fn end(&mut self, tag: &str) -> io::Result<()> {
        self.text.push_str(tag);
        if self.text.len() >= PIECE { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    /// One value after its opening tag; nothing where there is none, as readers take an empty element for an empty word.
    fn data(&mut self, tag: &str, value: Option<Value<'_>>) {
        let Some(value) = value else { return };
        let before = self.text.len();
        self.text.push_str(tag);
        let filled = self.text.len();
        match value {
            Value::Text(text) => escape_into(&mut self.text, &text),
            Value::Whole(number) => self.text.push_str(self.digits.format(number)),
            value => {
                let _ = write!(self.text, "{value}");
            }
        }
        if self.text.len() == filled {
            self.text.truncate(before);
        } else {
            self.text.push_str("</data>");
        }
    }
}

/// What every value of a key begins with.
fn tag(key: &str) -> String {
    format!("<data key=\"{key}\">")
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

fn write_node(sheet: &mut Sheet<'_>, node: &Node<'_>, attributes: &[Attribute<'_>], diameter: f64) -> io::Result<()> {
    let id = node_id(node.id);
    let _ = write!(sheet.text, "    <node id=\"{}\">", escape(&id));
    for (name, _) in NODE {
        sheet.data(&tag(&format!("n_{name}")), columns::node_value(node, name));
    }
    let [r, g, b]: Rgb = colour(&node.facts.type_name);
    for (name, part) in [("r", r), ("g", g), ("b", b)] {
        sheet.data(&tag(&format!("n_{name}")), Some(Value::Whole(part.into())));
    }
    sheet.data(&tag("n_size"), Some(Value::Real(diameter)));
    if id != node.id {
        sheet.data(&tag("n_entity_id"), Some(Value::Text(node.id.into())));
    }
    for attribute in attributes {
        let value = node.facts.attributes.get(attribute.name);
        sheet.data(&tag(&attribute.key), value.map(|text| Value::Text(text.as_str().into())));
    }
    sheet.end("</node>\n")
}

/// Writes all edges. What is the same for many of them is written once and copied.
fn write_edges(sheet: &mut Sheet<'_>, view: &GraphView<'_>) -> io::Result<()> {
    let tags: Vec<String> = EDGE.iter().map(|(name, _)| tag(&format!("e_{name}"))).collect();
    let names: Vec<[String; 2]> = view.nodes().iter().map(|node| [plain_id(node.id), node_id(node.id)].map(|id| escape(&id))).collect();
    let relations: BTreeSet<&str> = view.edges().iter().map(|edge| edge.relation).collect();
    let relations: BTreeMap<&str, [String; 2]> =
        relations.into_iter().map(|relation| (relation, [escape(&plain_id(relation)), escape(relation)])).collect();
    for (edge, ends) in view.edges().iter().zip(view.ends()) {
        let [subject, object] = ends.map(|end| &names[end]);
        let relation = &relations[edge.relation];
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
            sheet.text.push_str(part);
        }
        for (tag, value) in tags.iter().zip(columns::edge_values(edge)) {
            sheet.data(tag, value);
        }
        sheet.end("</edge>\n")?;
    }
    Ok(())
}
