//! A script in the language of Neo4j and its kin (openCypher).
//!
//! Entities are nodes, edges relationships; every piece of evidence is a node too, tied to the two entities it speaks of and to its
//! document. `MERGE` finds what an earlier run made, so a script that runs twice makes nothing twice.
//!
//! The script keeps to what Neo4j 5, `ArcadeDB` and Ladybug (the successor of Kuzu) all understand. Ladybug wants all records of a list to
//! have the same keys with values of the same types, so a batch holds rows with just the same known columns. It also has declared tables
//! in place of constraints, and one table for each node: what differs there stands in comments and in a section of its own.

use super::columns::{self, EDGE, Kind, NODE, Value, visible};
use super::evidence::{EVIDENCE, evidence_id, evidence_value};
use super::neo4j::{ENTITY, LISTS, id, identifiers, label, relationship};
use crate::graph::{EvidenceRow, GraphView};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// So many rows go into one statement: few enough that a parser takes each at once.
const BATCH: usize = 500;

const HEAD: &str = "\
// A graph written by nisba. In Neo4j 5:   cypher-shell -f graph.cypher
// Nodes: Entity (and a label of its type), Evidence (a sentence), Document. Every edge of the graph is a relationship between entities;
// each piece of evidence leads to them by HAS_SUBJECT and HAS_OBJECT, and to its document by QUOTED_FROM.
// Run again, it makes nothing twice; but what an older graph had more stays.
";

/// What comes before the comments that declare tables; whoever loads the script into Ladybug looks for it.
const TABLES: &str = "\
// Ladybug has tables in place of constraints. There, run these lines instead of CREATE CONSTRAINT, and leave the last section out:
";

/// A row: the columns that are known, with their values as literals.
type Row = Vec<(String, String)>;

/// Writes the whole script.
pub(super) fn write(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let evidence = view.evidence();
    let attributes = identifiers(view);
    let relations: BTreeSet<_> = view.edges().iter().map(|edge| edge.relation).collect();
    let types = named(&relations);
    out.write_all(HEAD.as_bytes())?;
    tables(out, &attributes, &types)?;
    for (name, node) in [("entity_id", ENTITY), ("evidence_id", "Evidence"), ("document_id", "Document")] {
        writeln!(out, "CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{node}) REQUIRE n.id IS UNIQUE;")?;
    }
    out.write_all(b"\n// Entities\n")?;
    batches(out, entities(view, &attributes), "MERGE (n:Entity {id: row.id})", "n", &["id"])?;
    for relation in relations {
        let name = &types[relation];
        writeln!(out, "\n// {}", visible(relation))?;
        let merge = format!(
            "MATCH (a:Entity {{id: row.source}})\nMATCH (b:Entity {{id: row.target}})\nMERGE (a)-[r:{name} {{relation: row.relation}}]->(b)"
        );
        batches(out, edges(view, relation), &merge, "r", &["source", "target", "relation"])?;
    }
    out.write_all(b"\n// Documents and evidence\n")?;
    batches(out, documents(&evidence), "MERGE (n:Document {id: row.id})", "n", &["id"])?;
    batches(out, of_evidence(&evidence), "MERGE (n:Evidence {id: row.id})", "n", &["id"])?;
    for (name, end, to) in [("HAS_SUBJECT", 0, ENTITY), ("HAS_OBJECT", 1, ENTITY), ("QUOTED_FROM", 2, "Document")] {
        let rows = evidence.iter().map(|row| {
            let target = [&row.subject, &row.object, &row.document][end];
            vec![("source".to_owned(), quoted(&evidence_id(row))), ("target".to_owned(), quoted(&id(target)))]
        });
        let merge = format!("MATCH (a:Evidence {{id: row.source}})\nMATCH (b:{to} {{id: row.target}})\nMERGE (a)-[:{name}]->(b)");
        batches(out, rows, &merge, "", &[])?;
    }
    out.write_all(b"\n// A label for each type of entity. Ladybug has none: leave these lines out there.\n")?;
    let kinds: BTreeSet<_> = view.nodes().iter().map(|node| node.facts.type_name.as_str()).collect();
    for kind in kinds {
        writeln!(out, "MATCH (n:Entity) WHERE n.type = {} SET n:{};", quoted(kind), label(kind))?;
    }
    Ok(())
}

/// The type of each relation's relationships; never that of another, nor one that ties evidence to the rest.
fn named<'r>(relations: &BTreeSet<&'r str>) -> BTreeMap<&'r str, String> {
    let mut taken: BTreeSet<String> = ["HAS_SUBJECT", "HAS_OBJECT", "QUOTED_FROM"].map(str::to_owned).into();
    let mut out = BTreeMap::new();
    for relation in relations {
        let mut name = relationship(relation);
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        out.insert(*relation, name);
    }
    out
}

fn tables(out: &mut dyn Write, attributes: &[(String, &str)], types: &BTreeMap<&str, String>) -> io::Result<()> {
    fn declared(columns: &[(&str, Kind)]) -> Vec<String> {
        let type_of = |name: &str, kind: Kind| match kind {
            Kind::Text if LISTS.contains(&name) => "STRING[]",
            Kind::Text => "STRING",
            Kind::Whole => "INT64",
            Kind::Real => "DOUBLE",
            Kind::Truth => "BOOLEAN",
        };
        columns.iter().map(|(name, kind)| format!("{name} {}", type_of(name, *kind))).collect()
    }
    out.write_all(TABLES.as_bytes())?;
    let mut table = |name: &str, columns: Vec<String>| {
        writeln!(out, "// CREATE NODE TABLE {name}(id STRING, {}, PRIMARY KEY(id));", columns.join(", "))
    };
    let own = attributes.iter().map(|(name, _)| format!("`{name}` STRING"));
    table(ENTITY, declared(NODE).into_iter().chain(own).collect())?;
    table("Document", declared(&[("date", Kind::Text), ("source", Kind::Text)]))?;
    let ends = [("subject", Kind::Text), ("relation", Kind::Text), ("object", Kind::Text)];
    table("Evidence", [declared(&ends), declared(EVIDENCE)].concat())?;
    for name in types.values() {
        writeln!(out, "// CREATE REL TABLE {name}(FROM Entity TO Entity, {});", declared(EDGE).join(", "))?;
    }
    for (name, to) in [("HAS_SUBJECT", ENTITY), ("HAS_OBJECT", ENTITY), ("QUOTED_FROM", "Document")] {
        writeln!(out, "// CREATE REL TABLE {name}(FROM Evidence TO {to});")?;
    }
    out.write_all(b"\n")
}

fn entities<'v>(view: &'v GraphView<'_>, attributes: &'v [(String, &'v str)]) -> impl Iterator<Item = Row> + 'v {
    view.nodes().iter().map(move |node| {
        let facts = node.facts;
        let mut row = vec![("id".to_owned(), quoted(&id(node.id)))];
        for (name, _) in NODE {
            let value = match *name {
                "aliases" => list(facts.aliases()),
                "uncertain" => list(facts.uncertain.iter().map(String::as_str)),
                name => columns::node_value(node, name).and_then(literal),
            };
            row.extend(value.map(|value| ((*name).to_owned(), value)));
        }
        let own = attributes.iter().filter_map(|(shown, name)| Some((format!("`{shown}`"), text(facts.attributes.get(*name)?)?)));
        row.extend(own);
        row
    })
}

fn edges<'v>(view: &'v GraphView<'_>, relation: &'v str) -> impl Iterator<Item = Row> + 'v {
    view.edges().iter().filter(move |edge| edge.relation == relation).map(|edge| {
        let mut row = vec![("source".to_owned(), quoted(&id(edge.subject))), ("target".to_owned(), quoted(&id(edge.object)))];
        for (name, _) in EDGE {
            let value = match *name {
                "evidence" => list(edge.references().iter().map(String::as_str)),
                name => columns::edge_value(edge, name).and_then(literal),
            };
            row.extend(value.map(|value| ((*name).to_owned(), value)));
        }
        row
    })
}

/// Documents that evidence stands in, in id order. What rows of one document disagree about (there is nothing) is taken from the first.
fn documents<'v>(evidence: &'v [&EvidenceRow]) -> impl Iterator<Item = Row> + 'v {
    let mut documents: BTreeMap<&str, &EvidenceRow> = BTreeMap::new();
    for row in evidence {
        documents.entry(&row.document).or_insert(row);
    }
    documents.into_iter().map(|(document, first)| {
        let mut row = vec![("id".to_owned(), quoted(&id(document)))];
        for (name, value) in [("date", first.document_date.as_deref()), ("source", first.source.as_deref())] {
            row.extend(value.and_then(text).map(|value| (name.to_owned(), value)));
        }
        row
    })
}

fn of_evidence<'v>(evidence: &'v [&EvidenceRow]) -> impl Iterator<Item = Row> + 'v {
    evidence.iter().map(|row| {
        let ends = [("subject", &row.subject), ("relation", &row.relation), ("object", &row.object)];
        let mut out = vec![("id".to_owned(), quoted(&evidence_id(row)))];
        out.extend(ends.map(|(name, value)| (name.to_owned(), quoted(&id(value)))));
        for (name, _) in EVIDENCE {
            out.extend(evidence_value(row, name).and_then(literal).map(|value| ((*name).to_owned(), value)));
        }
        out
    })
}

/// Rows in statements of rows with the same columns. `keys` are in `merge`; the other columns are set on `node`.
fn batches(out: &mut dyn Write, rows: impl Iterator<Item = Row>, merge: &str, node: &str, keys: &[&str]) -> io::Result<()> {
    let mut statement = |names: &[String], rows: &[Vec<String>]| {
        out.write_all(b"UNWIND [\n")?;
        for (place, row) in rows.iter().enumerate() {
            let fields: Vec<_> = names.iter().zip(row).map(|(name, value)| format!("{name}: {value}")).collect();
            writeln!(out, "  {{{}}}{}", fields.join(", "), if place + 1 < rows.len() { "," } else { "" })?;
        }
        write!(out, "] AS row\n{merge}")?;
        let rest = names.iter().filter(|name| !keys.contains(&name.as_str()));
        let set: Vec<_> = rest.map(|name| format!("{node}.{name} = row.{name}")).collect();
        if !node.is_empty() && !set.is_empty() {
            write!(out, "\nSET {}", set.join(", "))?;
        }
        out.write_all(b";\n")
    };
    let mut alike: BTreeMap<Vec<String>, Vec<Vec<String>>> = BTreeMap::new();
    for row in rows {
        let (names, values): (Vec<String>, Vec<String>) = row.into_iter().unzip();
        let waiting = alike.entry(names.clone()).or_default();
        waiting.push(values);
        if waiting.len() == BATCH {
            statement(&names, waiting)?;
            waiting.clear();
        }
    }
    alike.iter().filter(|(_, rows)| !rows.is_empty()).try_for_each(|(names, rows)| statement(names, rows))
}

fn literal(value: Value<'_>) -> Option<String> {
    match value {
        Value::Text(words) => text(&words),
        // Without a point it would be a whole number, which is another type.
        Value::Real(number) if number.fract() == 0.0 => Some(format!("{number:.1}")),
        value => Some(value.to_string()),
    }
}

/// A string; none where there are no words.
fn text(words: &str) -> Option<String> {
    Some(quoted(words)).filter(|words| words != "''")
}

fn list<'t>(items: impl Iterator<Item = &'t str>) -> Option<String> {
    let items: Vec<_> = items.filter_map(text).collect();
    (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
}

/// A string literal on one line. Neo4j decodes `\u0027` before it looks for the end of a string, however many backslashes come before it; so
/// a backslash and a `u` of the text never stand side by side.
fn quoted(words: &str) -> String {
    let mut out = String::from("'");
    let mut backslash = false;
    for letter in visible(words).chars() {
        match letter {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            'u' if backslash => out.push_str("' + 'u"),
            letter => out.push(letter),
        }
        backslash = letter == '\\';
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{HOSTILE, hostile, text as written};
    use super::*;
    use crate::graph::Filter;

    #[test]
    fn strings_end_where_they_should() {
        assert_eq!(quoted("it's \\ \"x\""), "'it\\'s \\\\ \"x\"'");
        assert_eq!(quoted("\\u0027 \\\\u"), "'\\\\' + 'u0027 \\\\\\\\' + 'u'", "no \\u for Neo4j to decode");
        assert_eq!(quoted("a\n b\u{1}\u{ffff}"), "'a b'");
        assert_eq!(literal(Value::Real(7.0)).as_deref(), Some("7.0"));
    }

    /// Outside of strings there are only the words of the writer: what a text holds never becomes part of the script.
    #[test]
    fn statements_stay_whole_whatever_the_names_are() {
        let graph = hostile(HOSTILE);
        let script = written(&graph.view(&Filter::default()), Format::Cypher);
        for line in script.lines().filter(|line| !line.starts_with("//")) {
            let (mut outside, mut inside, mut escaped) = (String::new(), false, false);
            for letter in line.chars() {
                match letter {
                    _ if escaped => escaped = false,
                    '\\' if inside => escaped = true,
                    '\'' => inside = !inside,
                    letter if !inside => outside.push(letter),
                    _ => {}
                }
            }
            assert!(!inside && !escaped, "{line}");
            let plain = |c: char| c.is_ascii_alphanumeric() || " _.,:;(){}[]=<>-+`\n".contains(c);
            assert!(outside.chars().all(plain), "{outside}");
            assert_eq!(outside.contains(';'), outside.ends_with(';'), "{outside}");
        }
    }

    #[test]
    fn rows_of_a_batch_have_the_same_columns() {
        let row = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), "1".to_owned())).collect::<Row>();
        let rows = [row(&["id", "a"]), row(&["id"]), row(&["id", "a"])];
        let mut out = Vec::new();
        batches(&mut out, rows.into_iter(), "MERGE (n:N {id: row.id})", "n", &["id"]).unwrap();
        let expected = "UNWIND [\n  {id: 1}\n] AS row\nMERGE (n:N {id: row.id});\n\
            UNWIND [\n  {id: 1, a: 1},\n  {id: 1, a: 1}\n] AS row\nMERGE (n:N {id: row.id})\nSET n.a = row.a;\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
