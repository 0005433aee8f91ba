//! GEXF 1.3 as Gephi, Gephi Lite (graphology) and `NetworkX` all read it.
//!
//! One block of attributes for each class, since graphology keeps only the last; ids of attributes equal their titles, since it shows the
//! ids; colours as red, green and blue, since `NetworkX` fails on hexadecimal ones. The kind of an edge is its relation: it keeps parallel
//! edges apart in Gephi.

use super::columns::{self, EDGE, Kind, NODE, Value};
use super::look::colour;
use super::nmtoken::{edge_id, node_id};
use super::xml::escape;
use crate::graph::{Edge, GraphView, Node};
use std::io::{self, Write};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>nisba</creator>
  </meta>
  <graph defaultedgetype="directed" idtype="string">
"#;

/// What GEXF has attributes of its own for.
const OWN: [&str; 4] = ["label", "weight", "x", "y"];

/// Where the true id stands when XML does not allow it as an id.
const TRUE_ID: &str = "entity_id";

/// Writes the whole document.
pub(super) fn write(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let attributes = columns::attributes(view);
    let rewritten = view.nodes().iter().any(|node| node_id(node.id) != node.id);
    out.write_all(HEAD.as_bytes())?;
    let of_nodes = NODE.iter().copied().chain(rewritten.then_some((TRUE_ID, Kind::Text)));
    declare(out, "node", of_nodes.chain(attributes.iter().map(|(shown, _)| (shown.as_str(), Kind::Text))))?;
    declare(out, "edge", EDGE.iter().copied())?;
    out.write_all(b"    <nodes>\n")?;
    for (node, diameter) in view.nodes().iter().zip(view.diameters()) {
        write_node(out, node, &attributes, diameter)?;
    }
    out.write_all(b"    </nodes>\n    <edges>\n")?;
    for edge in view.edges() {
        write_edge(out, edge)?;
    }
    out.write_all(b"    </edges>\n  </graph>\n</gexf>\n")
}

fn declare<'c>(out: &mut dyn Write, class: &str, columns: impl Iterator<Item = (&'c str, Kind)>) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\">")?;
    for (name, kind) in columns.filter(|(name, _)| !OWN.contains(name)) {
        let name = escape(name);
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{}\"/>", kind.as_str())?;
    }
    out.write_all(b"    </attributes>\n")
}

fn write_node(out: &mut dyn Write, node: &Node<'_>, attributes: &[(String, &str)], diameter: f64) -> io::Result<()> {
    let id = node_id(node.id);
    writeln!(out, "      <node id=\"{}\" label=\"{}\">\n        <attvalues>", escape(&id), escape(&node.facts.label))?;
    for (name, _) in NODE {
        value(out, name, columns::node_value(node, name))?;
    }
    if id != node.id {
        value(out, TRUE_ID, Some(Value::Text(node.id.into())))?;
    }
    for (shown, name) in attributes {
        value(out, shown, node.facts.attributes.get(*name).map(|text| Value::Text(text.as_str().into())))?;
    }
    let [r, g, b] = colour(&node.facts.type_name);
    writeln!(out, "        </attvalues>\n        <viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>")?;
    if let Some([x, y]) = node.position {
        writeln!(out, "        <viz:position x=\"{x}\" y=\"{y}\" z=\"0\"/>")?;
    }
    writeln!(out, "        <viz:size value=\"{diameter}\"/>\n      </node>")
}

fn write_edge(out: &mut dyn Write, edge: &Edge<'_>) -> io::Result<()> {
    writeln!(
        out,
        "      <edge id=\"{}\" source=\"{}\" target=\"{}\" kind=\"{}\" label=\"{}\" weight=\"{}\">\n        <attvalues>",
        escape(&edge_id(edge.subject, edge.relation, edge.object)),
        escape(&node_id(edge.subject)),
        escape(&node_id(edge.object)),
        escape(edge.relation),
        escape(&edge.label),
        edge.weight.max(1),
    )?;
    for (name, _) in EDGE {
        value(out, name, columns::edge_value(edge, name))?;
    }
    out.write_all(b"        </attvalues>\n      </edge>\n")
}

/// One value; nothing where there is none, as readers take an empty one for an empty word.
fn value(out: &mut dyn Write, name: &str, value: Option<Value<'_>>) -> io::Result<()> {
    let Some(text) = value.filter(|_| !OWN.contains(&name)).map(|value| escape(&value.to_string())).filter(|text| !text.is_empty()) else {
        return Ok(());
    };
    writeln!(out, "          <attvalue for=\"{}\" value=\"{text}\"/>", escape(name))
}
