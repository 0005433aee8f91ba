//! `nisba show --format json`: the same for programs, with stable keys.

use super::console::Console;
use super::find::label;
use super::link::{Connection, Group};
use super::show::{Page, limited};
use crate::graph::{Direction, EvidenceRow, Filter, KnowledgeGraph};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// An entity by id, name and type.
#[derive(Debug, Serialize)]
pub(super) struct EntityJson<'g> {
    id: &'g str,
    pub(super) name: &'g str,
    pub(super) r#type: &'g str,
}

impl<'g> EntityJson<'g> {
    pub(super) fn of(graph: &'g KnowledgeGraph, id: &'g str) -> Self {
        Self { id, name: label(graph, id), r#type: graph.nodes().get(id).map_or("other", |facts| facts.type_name.as_str()) }
    }
}

/// Writes an object over several lines.
pub(super) fn object(console: &mut Console<'_>, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *console.out, value)?;
    console.out.write_all(b"\n")
}

#[derive(Serialize)]
struct Query<'p> {
    name: &'p str,
    matched: &'static str,
    others: Vec<EntityJson<'p>>,
}

#[derive(Serialize)]
struct Alias<'p> {
    text: &'p str,
    count: u64,
}

#[derive(Serialize)]
struct Role {
    title: String,
    of: String,
    from: Option<String>,
    until: Option<String>,
    source: &'static str,
}

#[derive(Serialize)]
struct Facts<'p> {
    #[serde(flatten)]
    entity: EntityJson<'p>,
    aliases: Vec<Alias<'p>>,
    uncertain: Vec<&'p str>,
    roles: Vec<Role>,
    country: Option<&'p str>,
    n_mentions: u64,
    n_documents: u64,
    first_date: Option<&'p str>,
    last_date: Option<&'p str>,
    documents: Vec<&'p str>,
    attributes: &'p BTreeMap<String, String>,
    community: u32,
    pagerank: f64,
}

#[derive(Serialize)]
struct ConnectionJson<'p> {
    relation: &'p str,
    label: &'p str,
    direction: &'static str,
    entity: EntityJson<'p>,
    weight: u64,
    n_evidence: u64,
    n_documents: u64,
    asserted: u64,
    planned: u64,
    possible: u64,
    denied: u64,
    negated: u64,
    first_date: Option<&'p str>,
    last_date: Option<&'p str>,
    evidence: Vec<&'p EvidenceRow>,
}

#[derive(Serialize)]
struct Whole<'p> {
    query: Query<'p>,
    entity: Facts<'p>,
    connections: Vec<ConnectionJson<'p>>,
    n_connections: usize,
    cooccurrences: Vec<ConnectionJson<'p>>,
    n_cooccurrences: usize,
}

pub(super) fn write(page: &Page<'_>, console: &mut Console<'_>) -> io::Result<()> {
    let facts = page.links.node.facts;
    // Rank and community are those of what is said as a fact, as in every export.
    let stated = page.graph.view(&Filter::default());
    let node = stated.node(page.found.id).unwrap_or(page.links.node);
    let roles = page.offices().into_iter().map(|office| Role {
        title: office.title,
        of: office.of,
        from: office.from,
        until: office.until,
        source: if office.listed { "gazetteer" } else { "documents" },
    });
    let whole = Whole {
        query: Query {
            name: &page.args.name,
            matched: page.found.how.as_str(),
            others: page.found.others.iter().map(|id| EntityJson::of(page.graph, id)).collect(),
        },
        entity: Facts {
            entity: EntityJson::of(page.graph, node.id),
            aliases: facts.spellings.iter().map(|(text, count)| Alias { text, count: *count }).collect(),
            uncertain: facts.uncertain.iter().map(String::as_str).collect(),
            roles: roles.collect(),
            country: facts.attributes.get("country").map(String::as_str),
            n_mentions: facts.n_mentions,
            n_documents: facts.n_documents,
            first_date: facts.first_date.as_deref(),
            last_date: facts.last_date.as_deref(),
            documents: page.documents().into_iter().collect(),
            attributes: &facts.attributes,
            community: node.community,
            pagerank: node.pagerank,
        },
        connections: page.links.groups.iter().flat_map(|group| page.group_json(group)).collect(),
        n_connections: page.links.groups.iter().map(|group| group.number).sum(),
        cooccurrences: page.links.together.iter().flat_map(|group| page.group_json(group)).collect(),
        n_cooccurrences: page.links.together.as_ref().map_or(0, |group| group.number),
    };
    object(console, &whole)
}

impl Page<'_> {
    fn group_json<'p>(&'p self, group: &'p Group<'p, 'p>) -> impl Iterator<Item = ConnectionJson<'p>> {
        // In JSON both numbers are the same.
        let shown = group.connections.iter().take(self.args.strongest().stated);
        shown.map(|connection| self.json(connection, group.direction))
    }

    fn json<'p>(&'p self, connection: &'p Connection<'p, 'p>, direction: Direction) -> ConnectionJson<'p> {
        let edge = connection.edge;
        ConnectionJson {
            relation: edge.relation,
            label: &edge.label,
            direction: match direction {
                Direction::Outgoing => "out",
                Direction::Incoming => "in",
                Direction::Symmetric => "both",
            },
            entity: EntityJson::of(self.graph, connection.other.id),
            weight: connection.weight,
            n_evidence: edge.n_evidence,
            n_documents: edge.n_documents,
            asserted: edge.asserted,
            planned: edge.planned,
            possible: edge.possible,
            denied: edge.denied,
            negated: edge.negated,
            first_date: edge.first_date.as_deref(),
            last_date: edge.last_date.as_deref(),
            evidence: edge.rows.iter().copied().take(limited(self.args.sentences.unwrap_or(0))).collect(),
        }
    }
}
