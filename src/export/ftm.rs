//! Entities of `FollowTheMoney`, one JSON object a line, for Aleph, `OpenAleph` and whatever else reads its data.
//!
//! A link is of a kind that `FollowTheMoney` has a word for only where that word says the same and some sentence states it; otherwise it
//! is an `UnknownLink` whose `role` says what joins the two. The dates of a link are those of its evidence, never its beginning or end.

use super::columns::visible;
use super::evidence::hash;
use super::rdf::is_item;
use crate::graph::{Edge, EvidenceRow, GraphView, Node};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// So many sentences go into a link; the export of evidence has them all.
const SENTENCES: usize = 20;
/// `FollowTheMoney` keeps names up to so many characters.
const LONGEST_NAME: usize = 384;

/// Values by property in the order in which they came; empty ones are left out, and none is there twice.
#[derive(Default)]
struct Properties(BTreeMap<&'static str, (Vec<String>, BTreeSet<String>)>);

impl Properties {
    fn add(&mut self, property: &'static str, value: &str) {
        let longest = if matches!(property, "name" | "alias") { LONGEST_NAME } else { usize::MAX };
        let value = visible(value).chars().take(longest).collect::<String>().trim_end().to_owned();
        let (values, there) = self.0.entry(property).or_default();
        if !value.is_empty() && there.insert(value.clone()) {
            values.push(value);
        }
    }

    fn write(self, out: &mut dyn Write, id: &str, schema: &str) -> io::Result<()> {
        let properties: BTreeMap<_, _> =
            self.0.into_iter().map(|(name, (values, _))| (name, values)).filter(|(_, values)| !values.is_empty()).collect();
        serde_json::to_writer(&mut *out, &json!({ "id": id, "schema": schema, "properties": properties }))?;
        out.write_all(b"\n")
    }
}

/// Writes entities, documents, mentions and links.
pub(super) fn write(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let schemas: BTreeMap<&str, &str> = view.nodes().iter().map(|node| (node.id, schema(&node.facts.type_name))).collect();
    for node in view.nodes() {
        entity(node).write(out, &entity_id(node.id), schemas[node.id])?;
    }
    let rows: Vec<_> = view.edges().iter().flat_map(|edge| edge.rows.iter().chain(&edge.left_out).copied()).collect();
    documents(&rows, out)?;
    mentions(view, &rows, &schemas, out)?;
    for edge in view.edges() {
        link(edge, &schemas, out)?;
    }
    Ok(())
}

/// The schema of a type. A country is one because it acts: it meets, attacks and is a member. What has a type of the user's own is a legal
/// entity, `FollowTheMoney`'s word for somebody or something of unknown kind.
fn schema(type_name: &str) -> &'static str {
    match type_name {
        "person" => "Person",
        "organization" | "organisation" | "group" => "Organization",
        "country" => "PublicBody",
        "place" => "Address",
        "facility" => "RealEstate",
        "event" => "Event",
        _ => "LegalEntity",
    }
}

/// Whether a schema is one of people, companies or bodies.
fn is_legal_entity(schema: &str) -> bool {
    matches!(schema, "Person" | "Organization" | "PublicBody" | "LegalEntity")
}

fn entity(node: &Node<'_>) -> Properties {
    let facts = node.facts;
    let mut properties = Properties::default();
    // A name is required.
    properties.add("name", if visible(&facts.label).is_empty() { node.id } else { &facts.label });
    if schema(&facts.type_name) == "Address" {
        properties.add("full", &facts.label);
    }
    for alias in facts.aliases() {
        properties.add("alias", alias);
    }
    for (name, value) in &facts.attributes {
        match name.as_str() {
            "wikidata" if is_item(value) => properties.add("wikidataId", value),
            "note" => properties.add("notes", value),
            name => properties.add("notes", &format!("{name}: {value}")),
        }
    }
    for spelling in &facts.uncertain {
        properties.add("notes", &format!("uncertain: {spelling}"));
    }
    properties.add("keywords", &facts.type_name);
    properties
}

fn documents(rows: &[&EvidenceRow], out: &mut dyn Write) -> io::Result<()> {
    let documents: BTreeMap<_, _> = rows.iter().rev().map(|row| (row.document.as_str(), row)).collect();
    for (document, row) in documents {
        let mut properties = Properties::default();
        properties.add("fileName", if visible(document).is_empty() { "-" } else { document });
        properties.add("title", document);
        properties.add("date", row.document_date.as_deref().unwrap_or_default());
        properties.add("publisher", row.source.as_deref().unwrap_or_default());
        properties.write(out, &document_id(document), "Document")?;
    }
    Ok(())
}

/// Who is named in which document, where evidence shows it: with the spelling of the sentence.
fn mentions(view: &GraphView<'_>, rows: &[&EvidenceRow], schemas: &BTreeMap<&str, &str>, out: &mut dyn Write) -> io::Result<()> {
    let mut mentions: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        for (id, span) in [(&row.subject, row.subject_span), (&row.object, row.object_span)] {
            let Some(node) = view.node(id).filter(|node| is_legal_entity(schemas[node.id])) else { continue };
            let spelling = words(row, span).filter(|words| node.facts.spellings.contains_key(*words));
            mentions.entry((&row.document, node.id)).or_default().extend(spelling);
        }
    }
    for ((document, id), spellings) in mentions {
        let mut properties = Properties::default();
        properties.add("document", &document_id(document));
        properties.add("resolved", &entity_id(id));
        properties.add("detectedSchema", schemas[id]);
        for spelling in &spellings {
            properties.add("name", spelling);
        }
        if spellings.is_empty() {
            // A title or a pronoun stands for it there.
            let label = view.node(id).map_or(id, |node| &node.facts.label);
            properties.add("name", if visible(label).is_empty() { id } else { label });
        }
        properties.write(out, &format!("nisba-mention-{}", hash([document, id])), "Mention")?;
    }
    Ok(())
}

/// The words at a place of the document, where the quote is the sentence letter by letter.
fn words(row: &EvidenceRow, span: [usize; 2]) -> Option<&str> {
    let [start, end] = span.map(|place| place.checked_sub(row.sentence[0]));
    let (start, end) = (start?, end?);
    if row.quote.chars().count() != row.sentence[1].checked_sub(row.sentence[0])? || start > end {
        return None;
    }
    let mut places = row.quote.char_indices().map(|(byte, _)| byte).chain([row.quote.len()]);
    let from = places.nth(start)?;
    let to = if end == start { from } else { places.nth(end - start - 1)? };
    row.quote.get(from..to)
}

fn link(edge: &Edge<'_>, schemas: &BTreeMap<&str, &str>, out: &mut dyn Write) -> io::Result<()> {
    let ends = [edge.subject, edge.object].map(|id| schemas.get(id).copied().unwrap_or_default());
    let stated = edge.rows.iter().any(|row| row.is_plain());
    let kind = match (edge.relation, ends) {
        _ if !stated => "UnknownLink",
        ("member_of", [member, "Organization" | "PublicBody"]) if is_legal_entity(member) => "Membership",
        ("represent", [agent, client]) if is_legal_entity(agent) && is_legal_entity(client) => "Representation",
        ("own", [owner, "RealEstate"]) if is_legal_entity(owner) => "Ownership",
        ("family", ["Person", "Person"]) => "Family",
        _ => "UnknownLink",
    };
    let (from, to, role) = match kind {
        "Membership" => ("member", "organization", "role"),
        "Representation" => ("agent", "client", "role"),
        "Ownership" => ("owner", "asset", "role"),
        "Family" => ("person", "relative", "relationship"),
        _ => ("subject", "object", "role"),
    };
    let mut properties = Properties::default();
    properties.add(from, &entity_id(edge.subject));
    properties.add(to, &entity_id(edge.object));
    properties.add(role, &edge.label);
    for mode in edge.rows.iter().filter_map(|row| row.mode.as_deref()) {
        properties.add(role, mode);
    }
    if kind != "Family" {
        properties.add("status", &status(edge));
    }
    for date in [&edge.first_date, &edge.last_date].into_iter().flatten() {
        properties.add("date", date);
    }
    properties.add("summary", &edge.quote());
    for row in edge.rows.iter().chain(&edge.left_out).take(SENTENCES) {
        let marks = marks(row);
        properties.add("description", &format!("“{}” {}{marks}", row.quote, row.reference()));
    }
    for row in &edge.rows {
        properties.add("proof", &document_id(&row.document));
        properties.add("publisher", row.source.as_deref().unwrap_or_default());
    }
    properties.add("recordId", &super::nmtoken::edge_id(edge.subject, edge.relation, edge.object));
    properties.write(out, &format!("nisba-edge-{}", hash([edge.subject, edge.relation, edge.object])), kind)
}

/// What the evidence of an edge says of its truth: `asserted 3, denied 1`.
fn status(edge: &Edge<'_>) -> String {
    let counts = [
        ("asserted", edge.asserted),
        ("planned", edge.planned),
        ("possible", edge.possible),
        ("denied", edge.denied),
        ("negated", edge.negated),
    ];
    let told: Vec<_> = counts.iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{word} {count}")).collect();
    told.join(", ")
}

/// How far a row is from a plain statement: ` [planned]`.
fn marks(row: &EvidenceRow) -> String {
    if row.is_plain() {
        return String::new();
    }
    let words = [row.modality.as_str(), row.polarity.as_str()];
    let told: Vec<_> = words.into_iter().filter(|word| !matches!(*word, "asserted" | "positive")).collect();
    format!(" [{}]", told.join(", "))
}

/// The id itself where `FollowTheMoney` allows it (letters, digits, hyphens and points), otherwise its hash.
fn entity_id(id: &str) -> String {
    let plain = id.len() <= 200
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
        && id.bytes().last().is_some_and(|byte| byte.is_ascii_alphanumeric());
    if plain { format!("nisba-{id}") } else { format!("nisba-entity-{}", hash([id])) }
}

fn document_id(document: &str) -> String {
    format!("nisba-document-{}", hash([document]))
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{HOSTILE, hostile, renamed, text};
    use super::*;
    use crate::graph::samples::small;
    use crate::graph::{Filter, Include, KnowledgeGraph};
    use serde_json::Value;

    fn read(graph: &KnowledgeGraph, include: Include) -> Vec<Value> {
        let written = text(&graph.view(&Filter { include, ..Filter::default() }), Format::Ftm);
        written.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn ids_are_allowed_and_every_reference_leads_to_an_entity() {
        for graph in [hostile(HOSTILE), small().0.graph(&small().1)] {
            let entities = read(&graph, Include::default());
            let ids: BTreeSet<_> = entities.iter().map(|entity| entity["id"].as_str().unwrap()).collect();
            assert_eq!(ids.len(), entities.len());
            let plain = |id: &str| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
            assert!(ids.iter().all(|id| plain(id) && id.ends_with(|c: char| c.is_ascii_alphanumeric())), "{ids:?}");
            for entity in &entities {
                for property in ["subject", "object", "document", "resolved", "proof", "member", "agent"] {
                    let values = entity["properties"][property].as_array().into_iter().flatten();
                    assert!(values.map(|value| value.as_str().unwrap()).all(|value| ids.contains(value)), "{entity}");
                }
            }
        }
    }

    #[test]
    fn links_have_a_kind_only_where_it_says_the_same() {
        let kind = |relation: &str| {
            let entities = read(&renamed("criticise", relation), Include::default());
            let link =
                entities.into_iter().find(|entity| entity["properties"]["recordId"][0] == format!("carla-dietz:{relation}:alba-moreno"));
            link.unwrap()["schema"].as_str().unwrap().to_owned()
        };
        assert_eq!(
            ["family", "represent", "member_of", "own", "criticise"].map(kind),
            ["Family", "Representation", "UnknownLink", "UnknownLink", "UnknownLink"]
        );
        // A plan to represent somebody is no representation.
        let everything = Include { planned: true, possible: true, denied: true, negated: true };
        let planned = read(&renamed("meet", "represent"), everything);
        let of = |id: &str| planned.iter().find(|entity| entity["properties"]["recordId"][0] == id).unwrap();
        assert_eq!(of("boris-lind:represent:carla-dietz")["schema"], "UnknownLink");
        assert_eq!(of("boris-lind:represent:carla-dietz")["properties"]["status"][0], "planned 2");
        assert_eq!(of("alba-moreno:represent:boris-lind")["schema"], "Representation");
    }

    #[test]
    fn mentions_are_spelled_as_in_the_sentence() {
        let (world, pages) = small();
        let entities = read(&world.graph(&pages), Include::default());
        let document = document_id("a.txt");
        let mention = entities.iter().find(|entity| {
            entity["schema"] == "Mention"
                && entity["properties"]["document"][0] == document
                && entity["properties"]["resolved"][0] == "nisba-alba-moreno"
        });
        assert_eq!(mention.unwrap()["properties"]["name"], json!(["Alba Moreno", "Señora Moreno"]));
    }
}
