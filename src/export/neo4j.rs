//! The tables of `neo4j-admin database import`, and names as openCypher takes them.
//!
//! The header says what a column is (`id:ID`, `aliases:string[]`, `:TYPE`); a field without a value is absent. Fields have no line breaks,
//! so that the import needs no option for them.

use super::columns::{self, EDGE, Kind, NODE, Value, visible};
use super::csv::Writer;
use super::nmtoken::node_id;
use crate::graph::GraphView;
use std::collections::BTreeSet;
use std::io;

/// The label that all nodes bear beside that of their type.
pub(super) const ENTITY: &str = "Entity";

/// Columns that are lists.
pub(super) const LISTS: &[&str] = &["aliases", "uncertain", "evidence"];

/// One row per node.
pub(super) fn nodes(view: &GraphView<'_>, writer: &mut Writer<'_>) -> io::Result<()> {
    let attributes = identifiers(view);
    let mut head = vec!["id:ID".to_owned()];
    head.extend(NODE.iter().map(|(name, kind)| typed(name, *kind)));
    head.extend(attributes.iter().map(|(shown, _)| shown.clone()));
    head.push(":LABEL".to_owned());
    writer.write_record(&head)?;
    for node in view.nodes() {
        let mut row = vec![id(node.id)];
        row.extend(NODE.iter().map(|(name, _)| match *name {
            "aliases" => list(node.facts.aliases()),
            "uncertain" => list(node.facts.uncertain.iter().map(String::as_str)),
            name => cell(columns::node_value(node, name)),
        }));
        row.extend(attributes.iter().map(|(_, name)| node.facts.attributes.get(*name).map_or_else(String::new, |text| visible(text))));
        row.push(format!("{ENTITY};{}", label(&node.facts.type_name)));
        writer.write_record(&row)?;
    }
    Ok(())
}

/// One row per edge.
pub(super) fn relationships(view: &GraphView<'_>, writer: &mut Writer<'_>) -> io::Result<()> {
    let mut head = vec![":START_ID".to_owned(), ":END_ID".to_owned(), ":TYPE".to_owned()];
    head.extend(EDGE.iter().map(|(name, kind)| typed(name, *kind)));
    writer.write_record(&head)?;
    for edge in view.edges() {
        let mut row = vec![id(edge.subject), id(edge.object), relationship(edge.relation)];
        row.extend(EDGE.iter().map(|(name, _)| match *name {
            "evidence" => list(edge.references().iter().map(String::as_str)),
            name => cell(columns::edge_value(edge, name)),
        }));
        writer.write_record(&row)?;
    }
    Ok(())
}

/// A column of the header with its type.
fn typed(name: &str, kind: Kind) -> String {
    if LISTS.contains(&name) { format!("{name}:string[]") } else { format!("{name}:{}", kind.as_str()) }
}

fn cell(value: Option<Value<'_>>) -> String {
    value.map_or_else(String::new, |value| visible(&value.to_string()))
}

/// Elements parted by semicolons, which is what the import expects; one within an element is written as its full-width form.
fn list<'t>(items: impl Iterator<Item = &'t str>) -> String {
    items.map(|item| visible(item).replace(';', "\u{ff1b}")).collect::<Vec<_>>().join(";")
}

/// The id itself; one that a line of a table cannot hold is rewritten, and so that no other id is the same.
pub(super) fn id(id: &str) -> String {
    if id.is_empty() || id.contains(char::is_control) { node_id(id) } else { id.to_owned() }
}

/// The gazetteer's own columns, with names of ASCII letters, digits and underscores that are no other column's.
pub(super) fn identifiers<'g>(view: &GraphView<'g>) -> Vec<(String, &'g str)> {
    let mut taken: BTreeSet<String> = NODE.iter().map(|(name, _)| (*name).to_owned()).chain(["id".to_owned()]).collect();
    let mut out = Vec::new();
    for (shown, name) in columns::attributes(view) {
        let mut shown = identifier(&shown);
        while !taken.insert(shown.to_lowercase()) {
            shown.push('_');
        }
        out.push((shown, name));
    }
    out
}

/// A word that needs no quotes in Cypher.
fn identifier(text: &str) -> String {
    let word: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if word.starts_with(|c: char| c.is_ascii_alphabetic()) { word } else { format!("x{word}") }
}

/// The label of a type: `Person`.
pub(super) fn label(type_name: &str) -> String {
    let mut out = String::new();
    for word in type_name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        out.push_str(&first.to_uppercase());
        out.push_str(rest);
    }
    match out.as_str() {
        "" => "Other".to_owned(),
        // What the script has labels of its own for.
        ENTITY | "Evidence" | "Document" => format!("{out}_"),
        _ => identifier(&out),
    }
}

/// The type of a relationship: `MET_WITH`.
pub(super) fn relationship(relation: &str) -> String {
    identifier(relation).to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HOSTILE, hostile, table};
    use super::super::{Format, Table};
    use super::*;
    use crate::graph::Filter;

    #[test]
    fn names_are_words_of_cypher() {
        assert_eq!(
            ["person", "armed group", "", "été", "2nd", "entity"].map(label),
            ["Person", "ArmedGroup", "Other", "T", "x2nd", "Entity_"]
        );
        assert_eq!(["meet", "lift_sanctions", "ünlü", "", "x y"].map(relationship), ["MEET", "LIFT_SANCTIONS", "X_NL_", "X", "X_Y"]);
    }

    #[test]
    fn the_tables_hold_every_node_and_edge_on_one_line() {
        assert!(Format::Csv.is_folder());
        let graph = hostile(HOSTILE);
        let view = graph.view(&Filter::default());
        for (part, count) in [(Table::Neo4jNodes, view.nodes().len()), (Table::Neo4jRelationships, view.edges().len())] {
            let written = table(&view, part);
            assert_eq!(written.lines().count(), count + 1);
            let mut reader = csv::Reader::from_reader(written.as_bytes());
            let head = reader.headers().unwrap().clone();
            let plain = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '[' | ']'));
            assert!(head.iter().all(plain), "{head:?}");
            assert_eq!(head.iter().collect::<BTreeSet<_>>().len(), head.len());
            assert_eq!(reader.records().map(Result::unwrap).count(), count);
        }
        assert_eq!(list(["a; b", "c", "=x"].into_iter()), "a\u{ff1b} b;c;=x");
    }
}
