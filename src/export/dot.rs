//! DOT for Graphviz, written so that Gephi's importer reads it too.
//!
//! Gephi skips from an attribute statement to the next brace, so all defaults come first and a subgraph holds the rest; it takes `node`,
//! `graph`, `edge` and `subgraph` for keywords even in quotes, so such ids are renamed; and a colour in `color` is invisible there.

use super::columns::{is_bidi_control, is_noncharacter};
use super::look::{colour, tint, width};
use super::nmtoken::plain_id;
use crate::graph::{Edge, GraphView, Node};
use std::io::{self, Write};

const GRAPH: &str =
    r#"charset="UTF-8", layout="sfdp", overlap="prism", K="1.4", repulsiveforce="1.5", sep="+10", outputorder="edgesfirst""#;
const NODES: &str = r#"shape="box", style="filled,rounded", penwidth="0.6", fontname="Helvetica", margin="0.08,0.04", height="0.3""#;
const EDGES: &str = r#"fontname="Helvetica", fontsize="8", fontcolor="gray35", arrowsize="0.6""#;
/// Beyond so many edges Graphviz takes minutes to lead lines around nodes.
const CURVES: usize = 1_000;

/// Writes the whole file.
pub(super) fn write(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let splines = if view.edges().len() > CURVES { "line" } else { "true" };
    writeln!(out, "digraph nisba {{\n  graph [{GRAPH}, splines=\"{splines}\"];\n  node [{NODES}];\n  edge [{EDGES}];\n  subgraph body {{")?;
    for (node, diameter) in view.nodes().iter().zip(view.diameters()) {
        write_node(out, node, diameter)?;
    }
    for edge in view.edges() {
        write_edge(out, edge)?;
    }
    out.write_all(b"  }\n}\n")
}

fn write_node(out: &mut dyn Write, node: &Node<'_>, diameter: f64) -> io::Result<()> {
    let facts = node.facts;
    let [r, g, b] = tint(colour(&facts.type_name));
    let label = quoted(&facts.label);
    // Without a label Graphviz would draw the id, which may be rewritten.
    let label = if label == "\"\"" { quoted(node.id) } else { label };
    let mut tooltip =
        format!("{}: {} in {}", facts.type_name, counted(facts.n_mentions, "mention"), counted(facts.n_documents, "document"));
    let aliases: Vec<_> = facts.aliases().collect();
    if !aliases.is_empty() {
        tooltip.push_str("; also ");
        tooltip.push_str(&aliases.join(", "));
    }
    // From 10 to 22 points, as the size of a node follows from its label.
    let fontsize = 7.0 + diameter * 0.3;
    // Gephi takes a pinned position, one with a mark of exclamation, for no number.
    let position = node.position.map_or_else(String::new, |[x, y]| format!(", pos=\"{x},{y}\""));
    writeln!(
        out,
        "    {} [label={label}, type={}, fillcolor=\"#{r:02x}{g:02x}{b:02x}\", fontsize=\"{fontsize:.1}\", tooltip={}{position}];",
        id(node.id),
        quoted(&facts.type_name),
        quoted(&tooltip),
    )
}

fn write_edge(out: &mut dyn Write, edge: &Edge<'_>) -> io::Result<()> {
    let quote = edge.quote();
    let tooltip = if quote.is_empty() { edge.label.clone() } else { format!("{}: {quote}", edge.label) };
    let direction = if edge.symmetric { ", dir=\"none\"" } else { "" };
    // Bare co-occurrences are many and say little: thin, pale and without words.
    let look = if edge.is_cooccurrence() { ", style=\"dashed\", color=\"gray75\"" } else { ", color=\"gray40\"" };
    let label = if edge.is_cooccurrence() { String::new() } else { format!("label={}, ", quoted(&edge.label)) };
    writeln!(
        out,
        "    {} -> {} [{label}relation={}, weight=\"{}\", penwidth=\"{}\"{direction}{look}, tooltip={}];",
        id(edge.subject),
        id(edge.object),
        quoted(edge.relation),
        edge.weight.clamp(1, 1_000_000),
        if edge.is_cooccurrence() { 1.0 } else { width(edge) },
        quoted(&tooltip),
    )
}

/// `1 mention`, `2 mentions`.
fn counted(count: u64, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// A quoted id that no reader takes for a keyword or for a port.
fn id(id: &str) -> String {
    let token = plain_id(id);
    let stem = token.trim_end_matches('_').to_ascii_lowercase();
    let keyword = matches!(stem.as_str(), "graph" | "digraph" | "subgraph" | "node" | "edge" | "strict");
    // One more underscore for all of `node`, `node_`, `node__`: so none of them becomes another.
    format!("\"{token}{}\"", if keyword { "_" } else { "" })
}

/// A quoted string on one line that Graphviz shows as it is: no escapes, no entities, no characters that nobody sees.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut words = 0;
    for word in text.split_whitespace() {
        let word: String = word.chars().filter(|&c| !c.is_control() && !is_noncharacter(c) && !is_bidi_control(c)).collect();
        if word.is_empty() {
            continue;
        }
        if words > 0 {
            out.push(' ');
        }
        words += 1;
        for (place, letter) in word.char_indices() {
            match letter {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '&' if is_entity(&word[place..]) => out.push_str("&amp;"),
                letter => out.push(letter),
            }
        }
    }
    out.push('"');
    out
}

/// Whether Graphviz would decode what stands here.
fn is_entity(text: &str) -> bool {
    let name = text[1..].split(';').next().unwrap_or_default();
    let digits = name.strip_prefix('#').unwrap_or(name);
    text[1..].contains(';') && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
