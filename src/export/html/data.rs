//! The data of the page: one JSON object of tables, whose rows name one another by their places.

use super::super::look::colour;
use super::escape::json;
use super::evidence::{Connection, Tables, connections, kind};
use super::table::Place;
use crate::entity::rules;
use crate::gazetteer::{EntityKind, fold_name};
use crate::graph::{GraphView, Node};
use crate::relation::Ontology;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// What a row of `nodes` holds, in this order.
const NODE: [&str; 15] = [
    "id",
    "label",
    "type",
    "x",
    "y",
    "size",
    "community",
    "mentions",
    "documents",
    "first",
    "last",
    "spellings",
    "names",
    "uncertain",
    "attributes",
];

/// Writes the object.
pub(super) fn write(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let types: Vec<&str> = view.nodes().iter().map(|node| node.facts.type_name.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
    let connections = connections(view);
    let relations: Vec<&str> = connections.iter().map(|connection| connection.relation).collect::<BTreeSet<_>>().into_iter().collect();
    let node = |id: &str| view.nodes().binary_search_by(|node| node.id.cmp(id)).ok();
    let mut tables = Tables::new(view.graph());

    out.write_all(b"{\"include\":")?;
    json(out, &included(view))?;
    out.write_all(b",\n\"types\":")?;
    json(out, &types.iter().map(|name| (name, shape(name), hex(colour(name)))).collect::<Vec<_>>())?;
    out.write_all(b",\n\"relations\":")?;
    json(out, &relations.iter().map(|id| relation(view, id)).collect::<Vec<_>>())?;
    out.write_all(b",\n\"node_columns\":")?;
    json(out, &NODE)?;
    let rows = view.nodes().iter().zip(positions(view)).zip(view.diameters()).map(|((node, position), diameter)| {
        let kind = types.binary_search(&node.facts.type_name.as_str()).unwrap_or_default();
        row(node, kind, position, diameter)
    });
    lines(out, "nodes", rows)?;
    let edges = connections.iter().filter_map(|connection| {
        let ends = [node(connection.subject)?, node(connection.object)?];
        let relation = relations.binary_search(&connection.relation).unwrap_or_default();
        let (quoted, counted) = tables.numbers(connection, &node);
        let ends = (ends[0], ends[1], relation);
        let lift = lift(view, connection);
        Some(if counted.is_empty() && lift.is_none() { Edge::Short(ends, quoted) } else { Edge::Full(ends, quoted, counted, lift) })
    });
    lines(out, "edges", edges.collect::<Vec<_>>())?;
    lines(out, "sentences", tables.sentences.values())?;
    let documents = tables.documents.values().iter().zip(&tables.about);
    lines(out, "documents", documents.map(|(id, (date, source, first, outlet))| (id, date, source, first, outlet)))?;
    lines(out, "periods", tables.periods.values())?;
    lines(out, "contexts", tables.contexts.values())?;
    out.write_all(b",\n\"words\":")?;
    json(out, &tables.words.values())?;
    out.write_all(b"}")
}

/// A table with one row a line.
fn lines(out: &mut dyn Write, name: &str, rows: impl IntoIterator<Item = impl Serialize>) -> io::Result<()> {
    write!(out, ",\n\"{name}\":[")?;
    for (place, row) in rows.into_iter().enumerate() {
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        json(out, &row)?;
    }
    out.write_all(b"]")
}

/// The kinds of evidence beside plain statements that make a connection in this view.
fn included(view: &GraphView<'_>) -> BTreeSet<u8> {
    view.edges().iter().flat_map(|edge| edge.rows.iter().map(|row| kind(row))).collect()
}

#[derive(Serialize)]
struct Relation<'v> {
    id: &'v str,
    label: String,
    phrase: &'static str,
    symmetric: bool,
}

fn relation<'v>(view: &GraphView<'_>, id: &'v str) -> Relation<'v> {
    let facts = view.graph().relation(id);
    let ontology = Ontology::built_in();
    let phrase = ontology.find(id).map_or("", |kind| ontology.get(kind).phrase.as_str());
    Relation { id, label: facts.label, phrase, symmetric: facts.symmetric }
}

fn lift(view: &GraphView<'_>, connection: &Connection<'_>) -> Option<f64> {
    let wanted = (connection.subject, connection.relation, connection.object);
    let edges = view.edges();
    let place = edges.binary_search_by(|edge| (edge.subject, edge.relation, edge.object).cmp(&wanted)).ok()?;
    edges[place].lift
}

/// Subject, object and relation of a connection, the numbers of its quoted rows, and where there are any those of its counted rows and
/// how far beyond chance the two are named together.
#[derive(Serialize)]
#[serde(untagged)]
enum Edge {
    Short((usize, usize, usize), Vec<Place>),
    Full((usize, usize, usize), Vec<Place>, Vec<usize>, Option<f64>),
}

/// Everything about a node, in the order of [`NODE`].
#[derive(Serialize)]
struct Row<'v>(
    &'v str,
    &'v str,
    usize,
    i64,
    i64,
    f64,
    u32,
    u64,
    u64,
    Option<&'v str>,
    Option<&'v str>,
    Vec<(&'v str, u64)>,
    Vec<(usize, String)>,
    Vec<(&'v str, &'static str)>,
    &'v BTreeMap<String, String>,
);

fn row<'v>(node: &'v Node<'_>, kind: usize, position: [i64; 2], size: f64) -> Row<'v> {
    let facts = node.facts;
    let mut spellings: Vec<(&str, u64)> = facts.spellings.iter().map(|(text, times)| (text.as_str(), *times)).collect();
    spellings.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    // What the page compares with what somebody types: the label is 0, the spellings follow. Most are what the page makes of them itself.
    let names = std::iter::once(facts.label.as_str()).chain(spellings.iter().map(|spelling| spelling.0)).enumerate();
    let names = names.map(|(place, name)| (place, name, fold_name(name))).filter(|(_, name, folded)| *folded != plainly_folded(name));
    let names = names.map(|(place, _, folded)| (place, folded)).collect();
    Row(
        node.id,
        &facts.label,
        kind,
        position[0],
        position[1],
        size,
        node.community,
        facts.n_mentions,
        facts.n_documents,
        facts.first_date.as_deref(),
        facts.last_date.as_deref(),
        spellings,
        names,
        facts.uncertain.iter().map(|entry| uncertain(entry)).collect(),
        &facts.attributes,
    )
}

/// The letters and digits of ASCII in lower case, a space for everything between them.
fn plainly_folded(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join(" ")
}

/// A spelling with the rule in words: `Hassan Al-Shibani (role-override)`.
fn uncertain(entry: &str) -> (&str, &'static str) {
    let parts = entry.strip_suffix(')').and_then(|entry| entry.rsplit_once(" ("));
    let known = parts.and_then(|(text, rule)| Some((text, rules::in_words(rule)?)));
    known.unwrap_or((entry, ""))
}

/// Places on a map of whole numbers.
#[expect(clippy::cast_possible_truncation, reason = "a place in a picture")]
fn positions(view: &GraphView<'_>) -> Vec<[i64; 2]> {
    let place =
        |(number, node): (usize, &Node<'_>)| node.position.map_or_else(|| spiral(number), |parts| parts.map(|part| part.round() as i64));
    view.nodes().iter().enumerate().map(place).collect()
}

/// The place of a number on a spiral that fills a disc evenly: the golden angle (Vogel 1979).
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a place in a picture")]
fn spiral(number: usize) -> [i64; 2] {
    let (radius, angle) = ((number as f64).sqrt() * 100.0, number as f64 * 2.399_963);
    [(radius * angle.cos()).round() as i64, (radius * angle.sin()).round() as i64]
}

/// The shape that a type has beside its colour.
fn shape(type_name: &str) -> &'static str {
    match EntityKind::parse(type_name) {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Country => "country",
        EntityKind::Place => "place",
        EntityKind::Facility => "facility",
        EntityKind::Group => "group",
        EntityKind::Event => "event",
        EntityKind::Other => "other",
    }
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
