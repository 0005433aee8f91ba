//! GEXF 1.3 as Gephi, Gephi Lite (graphology) and `NetworkX` all read it.
//!
//! One block of attributes for each class, since graphology keeps only the last; ids of attributes equal their titles, since it shows the
//! ids; colours as red, green and blue, since `NetworkX` fails on hexadecimal ones. The kind of an edge is its relation: it keeps parallel
//! edges apart in Gephi.
//!
//! With time, nodes and edges have a first and a last day. Only their existence changes, never a value: weights that change with time
//! break the slices of Gephi's timeline.

use super::Options;
use super::columns::{self, EDGE, Kind, NODE, Value};
use super::look::colour;
use super::nmtoken::{edge_id, node_id};
use super::xml::escape;
use crate::document::Date;
use crate::graph::{Edge, GraphView, Node};
use jiff::civil;
use std::collections::BTreeMap;
use std::io::{self, Write};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>nisba</creator>
  </meta>
"#;

/// The opening of the graph, without and with time.
const GRAPH: [&str; 2] = [
    r#"  <graph defaultedgetype="directed" idtype="string">"#,
    r#"  <graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">"#,
];

/// What GEXF has attributes of its own for.
const OWN: [&str; 4] = ["label", "weight", "x", "y"];

/// Where the true id stands when XML does not allow it as an id.
const TRUE_ID: &str = "entity_id";

/// Writes the whole document.
pub(super) fn write(view: &GraphView<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let attributes = columns::attributes(view);
    let rewritten = view.nodes().iter().any(|node| node_id(node.id) != node.id);
    let periods = options.dynamic().then(|| Periods::of(view));
    out.write_all(HEAD.as_bytes())?;
    writeln!(out, "{}", GRAPH[usize::from(options.dynamic())])?;
    let of_nodes = NODE.iter().copied().chain(rewritten.then_some((TRUE_ID, Kind::Text)));
    declare(out, "node", of_nodes.chain(attributes.iter().map(|(shown, _)| (shown.as_str(), Kind::Text))))?;
    declare(out, "edge", EDGE.iter().copied())?;
    out.write_all(b"    <nodes>\n")?;
    for (place, (node, diameter)) in view.nodes().iter().zip(view.diameters()).enumerate() {
        let period = periods.as_ref().and_then(|periods| periods.nodes[place]);
        write_node(out, node, &attributes, diameter, &bounds(period))?;
    }
    out.write_all(b"    </nodes>\n    <edges>\n")?;
    for (place, edge) in view.edges().iter().enumerate() {
        let period = periods.as_ref().and_then(|periods| periods.edges[place]);
        write_edge(out, edge, &bounds(period))?;
    }
    out.write_all(b"    </edges>\n  </graph>\n</gexf>\n")
}

/// First and last day of something.
type Period = (civil::Date, civil::Date);

/// When the nodes and edges of a view exist; those without a date do so always.
struct Periods {
    nodes: Vec<Option<Period>>,
    edges: Vec<Option<Period>>,
}

impl Periods {
    fn of(view: &GraphView<'_>) -> Self {
        let edges: Vec<_> = view.edges().iter().map(|edge| period(edge.first_date.as_deref(), edge.last_date.as_deref())).collect();
        let own = |node: &Node<'_>| period(node.facts.first_date.as_deref(), node.facts.last_date.as_deref());
        let mut nodes: BTreeMap<_, _> = view.nodes().iter().map(|node| (node.id, own(node))).collect();
        // A sentence may date an event outside the dates of the documents; no edge may stand where its ends do not.
        for (edge, period) in view.edges().iter().zip(&edges) {
            let Some((first, last)) = *period else { continue };
            for end in [edge.subject, edge.object] {
                if let Some(Some(node)) = nodes.get_mut(end) {
                    *node = (node.0.min(first), node.1.max(last));
                }
            }
        }
        Self { nodes: view.nodes().iter().map(|node| nodes[node.id]).collect(), edges }
    }
}

/// From the first day of one date to the last day of another: a month or a year counts whole.
fn period(first: Option<&str>, last: Option<&str>) -> Option<Period> {
    let (first, last) = (Date::parse(first?)?.first_day(), Date::parse(last?)?.last_day());
    Some((first.min(last), first.max(last)))
}

/// The days as attributes of an element.
fn bounds(period: Option<Period>) -> String {
    period.map_or_else(String::new, |(first, last)| format!(" start=\"{first}\" end=\"{last}\""))
}

fn declare<'c>(out: &mut dyn Write, class: &str, columns: impl Iterator<Item = (&'c str, Kind)>) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\">")?;
    for (name, kind) in columns.filter(|(name, _)| !OWN.contains(name)) {
        let name = escape(name);
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{}\"/>", kind.as_str())?;
    }
    out.write_all(b"    </attributes>\n")
}

fn write_node(out: &mut dyn Write, node: &Node<'_>, attributes: &[(String, &str)], diameter: f64, bounds: &str) -> io::Result<()> {
    let id = node_id(node.id);
    writeln!(out, "      <node id=\"{}\" label=\"{}\"{bounds}>\n        <attvalues>", escape(&id), escape(&node.facts.label))?;
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

fn write_edge(out: &mut dyn Write, edge: &Edge<'_>, bounds: &str) -> io::Result<()> {
    writeln!(
        out,
        "      <edge id=\"{}\" source=\"{}\" target=\"{}\" kind=\"{}\" label=\"{}\" weight=\"{}\"{bounds}>\n        <attvalues>",
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
