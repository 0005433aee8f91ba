//! RDF: Turtle, and N-Quads with a graph for each document.
//!
//! Entities bear schema.org's types and names. An edge is a triple, with a property of Wikidata beside nisba's own where one says exactly
//! the same (`gazetteer/relations.toml`); but only where some sentence says that it is so: what is planned, denied or not so is never
//! stated. What else is known of an edge stands on an `rdf:Statement` of its own, as does every piece of evidence; a reified statement
//! says nothing about its truth (RDF 1.1 Semantics, appendix D). In N-Quads the evidence of a document, and the triples that it states,
//! are in the graph of that document.

use super::Options;
use super::columns::{self, EDGE, NODE, Value, visible};
use super::evidence::{EVIDENCE, evidence_id, evidence_value, hash};
use crate::document::Date;
use crate::graph::{Edge, EvidenceRow, GraphView, Node};
use crate::relation::Ontology;
use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use oxttl::{NQuadsSerializer, TurtleSerializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Nisba's own words: classes, and a property for each column.
const NISBA: &str = "urn:nisba:vocabulary#";
/// Its relations.
const RELATION: &str = "urn:nisba:relation#";
/// Columns of a gazetteer.
const ATTRIBUTE: &str = "urn:nisba:attribute#";
const SCHEMA: &str = "https://schema.org/";
const WIKIDATA: &str = "http://www.wikidata.org/entity/";
/// Properties of Wikidata as they join two items directly.
const DIRECT: &str = "http://www.wikidata.org/prop/direct/";
const DCTERMS: &str = "http://purl.org/dc/terms/";
const PROV: &str = "http://www.w3.org/ns/prov#";

/// Abbreviations in Turtle.
const PREFIXES: &[(&str, &str)] = &[
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("schema", SCHEMA),
    ("dcterms", DCTERMS),
    ("prov", PROV),
    ("wd", WIKIDATA),
    ("wdt", DIRECT),
    ("nisba", NISBA),
    ("rel", RELATION),
    ("attr", ATTRIBUTE),
];

/// Writes Turtle.
pub(super) fn turtle(view: &GraphView<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = TurtleSerializer::new();
    for (prefix, iri) in PREFIXES {
        serializer = serializer.with_prefix(*prefix, *iri).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(out);
    let mut emit = |quad: Quad| serializer.serialize_triple(quad.as_ref());
    Writer { view, options, quads: false, emit: &mut emit }.everything()?;
    serializer.finish().map(drop)
}

/// Writes N-Quads.
pub(super) fn n_quads(view: &GraphView<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = NQuadsSerializer::new().for_writer(out);
    let mut emit = |quad: Quad| serializer.serialize_quad(quad.as_ref());
    Writer { view, options, quads: true, emit: &mut emit }.everything()?;
    serializer.finish();
    Ok(())
}

struct Writer<'w, 'g> {
    view: &'w GraphView<'g>,
    options: &'w Options,
    /// Whether documents have graphs of their own.
    quads: bool,
    emit: &'w mut dyn FnMut(Quad) -> io::Result<()>,
}

impl Writer<'_, '_> {
    fn everything(mut self) -> io::Result<()> {
        let evidence = self.view.evidence();
        self.relations(&evidence)?;
        for node in self.view.nodes() {
            self.node(node)?;
        }
        for edge in self.view.edges() {
            self.edge(edge)?;
        }
        let mut documents: BTreeMap<&str, &EvidenceRow> = BTreeMap::new();
        for row in &evidence {
            documents.entry(&row.document).or_insert(row);
        }
        for (document, row) in documents {
            self.document(document, row)?;
        }
        let edges: BTreeSet<_> = self.view.edges().iter().map(|edge| (edge.subject, edge.relation, edge.object)).collect();
        for row in evidence {
            self.evidence(row, edges.contains(&(row.subject.as_str(), row.relation.as_str(), row.object.as_str())))?;
        }
        Ok(())
    }

    /// What the relations are called, so that the file explains itself.
    fn relations(&mut self, evidence: &[&EvidenceRow]) -> io::Result<()> {
        let relations: BTreeSet<_> = evidence.iter().map(|row| row.relation.as_str()).collect();
        for relation in relations {
            let about = relation_iri(relation);
            self.put(&about, rdf::TYPE, NamedNode::from(rdf::PROPERTY), None)?;
            self.text(&about, rdfs::LABEL, &self.view.graph().relation(relation).label, None)?;
            if let Some(kind) = Ontology::built_in().find(relation) {
                self.text(&about, rdfs::COMMENT, &Ontology::built_in().get(kind).definition, None)?;
            }
        }
        Ok(())
    }

    fn node(&mut self, node: &Node<'_>) -> io::Result<()> {
        let (about, facts) = (self.entity(node.id), node.facts);
        let class = match facts.type_name.as_str() {
            "person" => "Person",
            "organization" | "organisation" | "group" => "Organization",
            "country" => "Country",
            "place" | "facility" => "Place",
            "event" => "Event",
            _ => "Thing",
        };
        self.put(&about, rdf::TYPE, iri(SCHEMA, class), None)?;
        self.text(&about, rdfs::LABEL, &facts.label, None)?;
        self.text(&about, iri(SCHEMA, "name").as_ref(), &facts.label, None)?;
        for alias in facts.aliases() {
            self.text(&about, iri(SCHEMA, "alternateName").as_ref(), alias, None)?;
        }
        self.text(&about, iri(DCTERMS, "identifier").as_ref(), node.id, None)?;
        for (name, _) in NODE.iter().filter(|(name, _)| !matches!(*name, "label" | "aliases" | "uncertain")) {
            self.column(&about, name, columns::node_value(node, name), None)?;
        }
        for spelling in &facts.uncertain {
            self.text(&about, iri(NISBA, "uncertain").as_ref(), spelling, None)?;
        }
        for (name, value) in &facts.attributes {
            match name.as_str() {
                "wikidata" if is_item(value) => self.put(&about, iri(SCHEMA, "sameAs").as_ref(), iri(WIKIDATA, value), None)?,
                "country" => self.put(&about, iri(NISBA, "country").as_ref(), self.entity(value), None)?,
                name => self.text(&about, iri(ATTRIBUTE, name).as_ref(), value, None)?,
            }
        }
        Ok(())
    }

    fn edge(&mut self, edge: &Edge<'_>) -> io::Result<()> {
        let (subject, object) = (self.entity(edge.subject), self.entity(edge.object));
        if edge.rows.iter().any(|row| row.is_plain()) {
            self.stated(edge.relation, &subject, &object, None)?;
        }
        let about = self.edge_iri(edge.subject, edge.relation, edge.object);
        self.statement(&about, "Edge", [&subject, &relation_iri(edge.relation), &object], None)?;
        for (name, _) in EDGE.iter().filter(|(name, _)| !matches!(*name, "relation" | "label" | "evidence")) {
            self.column(&about, name, columns::edge_value(edge, name), None)?;
        }
        Ok(())
    }

    /// The triple itself, and what it is in the words of Wikidata.
    fn stated(&mut self, relation: &str, subject: &NamedNode, object: &NamedNode, graph: Option<&NamedNode>) -> io::Result<()> {
        self.put(subject, relation_iri(relation).as_ref(), object.clone(), graph)?;
        let kind = Ontology::built_in().find(relation).map(|kind| Ontology::built_in().get(kind));
        match kind.map_or("", |kind| kind.wikidata.as_str()) {
            "" => Ok(()),
            property => match property.strip_prefix('^') {
                Some(property) => self.put(object, iri(DIRECT, property).as_ref(), subject.clone(), graph),
                None => self.put(subject, iri(DIRECT, property).as_ref(), object.clone(), graph),
            },
        }
    }

    fn document(&mut self, document: &str, row: &EvidenceRow) -> io::Result<()> {
        let about = self.name("document", document);
        self.put(&about, rdf::TYPE, iri(SCHEMA, "CreativeWork"), None)?;
        self.text(&about, iri(DCTERMS, "identifier").as_ref(), document, None)?;
        if let Some(date) = row.document_date.as_deref() {
            self.put(&about, iri(DCTERMS, "date").as_ref(), date_literal(date), None)?;
        }
        row.source.as_deref().map_or(Ok(()), |source| self.text(&about, iri(NISBA, "source").as_ref(), source, None))
    }

    fn evidence(&mut self, row: &EvidenceRow, has_edge: bool) -> io::Result<()> {
        let document = self.name("document", &row.document);
        let graph = self.quads.then_some(&document);
        let (subject, object) = (self.entity(&row.subject), self.entity(&row.object));
        if row.is_plain() && graph.is_some() {
            self.stated(&row.relation, &subject, &object, graph)?;
        }
        let about = self.name("evidence", &evidence_id(row));
        self.statement(&about, "Evidence", [&subject, &relation_iri(&row.relation), &object], graph)?;
        self.put(&about, iri(PROV, "wasQuotedFrom").as_ref(), document.clone(), graph)?;
        if has_edge {
            let edge = self.edge_iri(&row.subject, &row.relation, &row.object);
            self.put(&about, iri(NISBA, "evidenceFor").as_ref(), edge, graph)?;
        }
        for (name, _) in EVIDENCE.iter().filter(|(name, _)| !matches!(*name, "document" | "document_date" | "source")) {
            match evidence_value(row, name) {
                Some(Value::Text(id)) if name.ends_with("_entity") => {
                    self.put(&about, iri(NISBA, name).as_ref(), self.entity(&id), graph)?;
                }
                value => self.column(&about, name, value, graph)?,
            }
        }
        Ok(())
    }

    /// A reified statement.
    fn statement(&mut self, about: &NamedNode, class: &str, triple: [&NamedNode; 3], graph: Option<&NamedNode>) -> io::Result<()> {
        self.put(about, rdf::TYPE, NamedNode::from(rdf::STATEMENT), graph)?;
        self.put(about, rdf::TYPE, iri(NISBA, class), graph)?;
        for (property, part) in [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT].into_iter().zip(triple) {
            self.put(about, property, part.clone(), graph)?;
        }
        Ok(())
    }

    fn column(&mut self, about: &NamedNode, name: &str, value: Option<Value<'_>>, graph: Option<&NamedNode>) -> io::Result<()> {
        let property = iri(NISBA, name);
        let literal = match value {
            None => return Ok(()),
            Some(Value::Text(date)) if matches!(name, "first_date" | "last_date" | "date_from" | "date_until") => date_literal(&date),
            Some(Value::Text(text)) => return self.text(about, property.as_ref(), &text, graph),
            Some(Value::Whole(number)) => Literal::new_typed_literal(number.to_string(), xsd::INTEGER),
            Some(Value::Truth(truth)) => Literal::from(truth),
            // A decimal number has a point.
            Some(Value::Real(number)) if number.fract() == 0.0 => Literal::new_typed_literal(format!("{number:.1}"), xsd::DECIMAL),
            Some(Value::Real(number)) => Literal::new_typed_literal(number.to_string(), xsd::DECIMAL),
        };
        self.put(about, property.as_ref(), literal, graph)
    }

    fn text(&mut self, about: &NamedNode, property: NamedNodeRef<'_>, text: &str, graph: Option<&NamedNode>) -> io::Result<()> {
        let text = visible(text);
        if text.is_empty() { Ok(()) } else { self.put(about, property, Literal::new_simple_literal(text), graph) }
    }

    fn put(&mut self, about: &NamedNode, property: NamedNodeRef<'_>, value: impl Into<Term>, graph: Option<&NamedNode>) -> io::Result<()> {
        let graph = graph.map_or(GraphName::DefaultGraph, |graph| GraphName::NamedNode(graph.clone()));
        (self.emit)(Quad::new(about.clone(), property.into_owned(), value, graph))
    }

    fn entity(&self, id: &str) -> NamedNode {
        self.name("entity", id)
    }

    fn edge_iri(&self, subject: &str, relation: &str, object: &str) -> NamedNode {
        self.name("edge", &hash([subject, relation, object]))
    }

    fn name(&self, kind: &str, id: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{kind}/{}", self.options.base_iri(), encoded(id)))
    }
}

fn relation_iri(relation: &str) -> NamedNode {
    iri(RELATION, relation)
}

/// A name in a vocabulary.
fn iri(vocabulary: &str, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{vocabulary}{}", encoded(name)))
}

/// Percent-encoded (RFC 3986) but for letters, digits, hyphens, underscores and points, and of these not a first one: `..` would lead out
/// of its folder.
fn encoded(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for (place, byte) in id.bytes().enumerate() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' => out.push(char::from(byte)),
            b'.' if place > 0 => out.push('.'),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Whether a word is the number of an item of Wikidata.
pub(super) fn is_item(word: &str) -> bool {
    word.strip_prefix('Q').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A day, a month or a year; anything else as the words that it is.
fn date_literal(text: &str) -> Literal {
    match Date::parse(text) {
        Some(date) if date.is_day() => Literal::new_typed_literal(text, xsd::DATE),
        Some(date) if date.month().is_some() => Literal::new_typed_literal(text, xsd::G_YEAR_MONTH),
        Some(_) => Literal::new_typed_literal(text, xsd::G_YEAR),
        None => Literal::new_simple_literal(visible(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{HOSTILE, hostile, renamed, text, text_with};
    use super::*;
    use crate::graph::samples::small;
    use crate::graph::{Filter, Include};
    use oxttl::{NQuadsParser, TurtleParser};

    fn triples(turtle: &str) -> BTreeSet<String> {
        TurtleParser::new().for_slice(turtle.as_bytes()).map(|triple| triple.unwrap().to_string()).collect()
    }

    fn quads(n_quads: &str) -> Vec<Quad> {
        NQuadsParser::new().for_slice(n_quads.as_bytes()).map(Result::unwrap).collect()
    }

    #[test]
    fn both_forms_read_back_and_say_the_same() {
        for graph in [hostile(HOSTILE), small().0.graph(&small().1)] {
            let view = graph.view(&Filter::default());
            let turtle = triples(&text(&view, Format::Turtle));
            let quads = quads(&text(&view, Format::NQuads));
            let united: BTreeSet<_> = quads.iter().map(|quad| oxrdf::Triple::from(quad.clone()).to_string()).collect();
            assert_eq!(turtle, united);
            for node in view.nodes().iter().filter(|node| !visible(&node.facts.label).is_empty()) {
                let about = NamedNode::new(format!("urn:nisba:entity/{}", encoded(node.id))).unwrap();
                let label = Literal::new_simple_literal(visible(&node.facts.label));
                assert!(turtle.contains(&format!("{about} <https://schema.org/name> {label}")), "{about} {label}");
            }
            let documents: BTreeSet<_> = view.evidence().iter().map(|row| encoded(&row.document)).collect();
            let graphs: BTreeSet<_> = quads.iter().map(|quad| quad.graph_name.to_string()).filter(|name| name != "DEFAULT").collect();
            assert_eq!(graphs, documents.iter().map(|document| format!("<urn:nisba:document/{document}>")).collect());
        }
    }

    #[test]
    fn only_what_a_sentence_states_is_stated() {
        let (world, pages) = small();
        let graph = world.graph(&pages);
        let include = Include { planned: true, possible: true, denied: true, negated: true };
        let view = graph.view(&Filter { include, ..Filter::default() });
        let turtle = triples(&text(&view, Format::Turtle));
        let met = |a: &str, b: &str| turtle.contains(&format!("<urn:nisba:entity/{a}> <urn:nisba:relation#meet> <urn:nisba:entity/{b}>"));
        assert!(met("alba-moreno", "boris-lind"), "asserted, denied and negated");
        assert!(!met("boris-lind", "carla-dietz"), "planned");
        assert!(view.edges().iter().any(|edge| (edge.subject, edge.object) == ("boris-lind", "carla-dietz") && edge.relation == "meet"));
        // The graph of the document that denies it does not state it.
        let stated: Vec<_> =
            quads(&text(&view, Format::NQuads)).into_iter().filter(|quad| quad.predicate.as_str() == "urn:nisba:relation#meet").collect();
        assert!(stated.iter().any(|quad| quad.graph_name.to_string().contains("a.txt")));
        assert!(!stated.iter().any(|quad| quad.graph_name.to_string().contains("c.txt")));
    }

    #[test]
    fn relations_are_said_in_the_words_of_wikidata_where_these_are_the_same() {
        let direct = |relation: &str| {
            let graph = renamed("attack", relation);
            let turtle = triples(&text(&graph.view(&Filter::default()), Format::Turtle));
            turtle.into_iter().filter(|triple| triple.contains("/prop/direct/")).collect::<Vec<_>>()
        };
        let [boris, veldania] = ["boris-lind", "veldania"].map(|id| format!("<urn:nisba:entity/{id}>"));
        assert_eq!(direct("died_in"), [format!("{boris} <http://www.wikidata.org/prop/direct/P20> {veldania}")]);
        assert_eq!(direct("kill"), [format!("{veldania} <http://www.wikidata.org/prop/direct/P157> {boris}")]);
        assert!(direct("holds_position").is_empty() && direct("of my own").is_empty());
    }

    #[test]
    fn addresses_can_be_those_of_a_site() {
        let (world, pages) = small();
        let graph = world.graph(&pages);
        let with = |iri: &str| Options::default().with_base_iri(iri);
        let turtle = text_with(&graph.view(&Filter::default()), Format::Turtle, &with("https://example.org/case/").unwrap());
        assert!(turtle.contains("<https://example.org/case/entity/carla-dietz> a schema:Person"));
        assert!(turtle.contains("schema:sameAs wd:Q42") && !turtle.contains("urn:nisba:entity"));
        assert!(with("case/").unwrap_err().to_string().contains("--base-iri case/: "));
        assert!(with("https://example.org").unwrap_err().to_string().ends_with("it must end in / or #: https://example.org/"));
    }

    #[test]
    fn names_are_encoded_and_never_clash() {
        let ids = ["a", "A", "a b", "a%20b", "..", ".", "", "ü", "<>\"\\^`{|}", "a/b", "a.b"];
        let written: BTreeSet<_> = ids.iter().map(|id| encoded(id)).collect();
        assert_eq!(written.len(), ids.len());
        assert!(written.iter().all(|id| NamedNode::new(format!("https://x.example/{id}")).is_ok()));
        assert_eq!(["Q42", "Q", "q42", "Q4x", "P4"].map(is_item), [true, false, false, false, false]);
    }

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        let shown = ["2024-02-29", "2024-02", "2024", "2024-13", "spring"].map(|date| date_literal(date).datatype().as_str().to_owned());
        let types = ["date", "gYearMonth", "gYear", "string", "string"].map(|name| format!("http://www.w3.org/2001/XMLSchema#{name}"));
        assert_eq!(shown, types);
    }
}
