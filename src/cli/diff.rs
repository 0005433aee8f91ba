//! `nisba diff`: what differs between two graphs.

use super::args::{ReadArgs, ShapeArgs};
use super::console::{Console, FAINT, TITLE};
use super::failure::{Outcome, Status};
use super::filter::known_relations;
use super::quote;
use super::show::limited;
use super::show_json::{EntityJson, object};
use super::source::Source;
use super::words::{count, marks, phrase, safe};
use crate::graph::{Diff, EdgeDiff, EvidenceRow, KnowledgeGraph, NodeFacts, Scope};
use serde::Serialize;
use std::io;
use std::path::PathBuf;

/// Show what differs between two graphs: entities and connections that are new, gone or changed, with the evidence
///
/// Evidence is the same where the same document has the same sentence with the same meaning, wherever it stands. Weights count independent
/// documents that say it as a fact.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba diff monday.json tuesday.json
  nisba diff monday.json tuesday.json --no-cooccurrence --sentences 0
  nisba diff old.nisba new.nisba --format json | jq -e .same

Keys of the JSON: same, entities {new, gone, renamed [{id, before {name, type}, after {name, type}}]}, connections [{change (new, gone or
changed), subject, relation, label, object, before, after, new, gone}]; before and after are weights, null where there is no evidence at all;
new and gone are rows of evidence as nisba why gives them.
Exit status: 0 done, whether something differs or not (ask for .same); 2 wrong use or bad input, 3 done but some documents were skipped.")]
pub(super) struct Args {
    /// The older graph (.nisba, .json), or documents
    #[arg(value_name = "A")]
    older: PathBuf,
    /// The newer graph, or documents
    #[arg(value_name = "B")]
    newer: PathBuf,
    /// Only these relations, such as meet,visit; may be repeated
    #[arg(long, value_name = "R", value_delimiter = ',')]
    relation: Vec<String>,
    /// No connections between entities that are only named in one sentence
    #[arg(long)]
    no_cooccurrence: bool,
    /// So many sentences for each change of a connection; 0 for all [default: 3, in JSON all]
    #[arg(long, value_name = "N")]
    sentences: Option<usize>,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Serialize)]
struct Whole<'p> {
    same: bool,
    entities: Entities<'p>,
    connections: Vec<EdgeJson<'p>>,
}

#[derive(Serialize)]
struct Entities<'p> {
    new: Vec<EntityJson<'p>>,
    gone: Vec<EntityJson<'p>>,
    renamed: Vec<Renamed<'p>>,
}

#[derive(Serialize)]
struct Renamed<'p> {
    id: &'p str,
    before: Called<'p>,
    after: Called<'p>,
}

#[derive(Serialize)]
struct Called<'p> {
    name: &'p str,
    r#type: &'p str,
}

#[derive(Serialize)]
struct EdgeJson<'p> {
    change: &'static str,
    subject: EntityJson<'p>,
    relation: &'p str,
    label: String,
    object: EntityJson<'p>,
    before: Option<u64>,
    after: Option<u64>,
    new: Vec<&'p EvidenceRow>,
    gone: Vec<&'p EvidenceRow>,
}

/// The two graphs.
#[derive(Clone, Copy)]
struct Both<'p> {
    older: &'p KnowledgeGraph,
    newer: &'p KnowledgeGraph,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let [older, newer] = Source::open_both([&args.older, &args.newer], &args.read, console)?;
    // A relation of the one need not be in the other.
    if known_relations(&args.relation, Some(&older.graph)).is_err() {
        known_relations(&args.relation, Some(&newer.graph))?;
    }
    let scope = Scope {
        relations: args.relation.iter().map(|relation| relation.trim().to_lowercase()).collect(),
        no_cooccurrence: args.no_cooccurrence,
    };
    let both = Both { older: &older.graph, newer: &newer.graph };
    let diff = both.older.diff(both.newer, &scope);
    if args.shape.is_json() {
        both.json(&diff, args, console)?;
    } else {
        both.write(&diff, args, console)?;
    }
    let skipped = [&older, &newer].iter().any(|source| source.tally.skipped > 0);
    Ok(if skipped { Status::Skipped } else { Status::Done })
}

fn change(edge: &EdgeDiff<'_>) -> &'static str {
    match (edge.before, edge.after) {
        (None, _) => "new",
        (_, None) => "gone",
        _ => "changed",
    }
}

impl<'p> Both<'p> {
    fn facts(self, id: &str) -> Option<&'p NodeFacts> {
        self.newer.nodes().get(id).or_else(|| self.older.nodes().get(id))
    }

    fn label(self, relation: &'p str) -> String {
        let facts = self.newer.relations().get(relation).or_else(|| self.older.relations().get(relation));
        facts.map_or_else(|| relation.replace('_', " "), |facts| facts.label.clone())
    }

    fn entity(self, id: &'p str) -> EntityJson<'p> {
        EntityJson::of(if self.newer.nodes().contains_key(id) { self.newer } else { self.older }, id)
    }

    fn json(self, diff: &'p Diff<'p>, args: &Args, console: &mut Console<'_>) -> io::Result<()> {
        let limit = limited(args.sentences.unwrap_or(0));
        let called = |facts: &'p NodeFacts| Called { name: &facts.label, r#type: &facts.type_name };
        let edge = |edge: &'p EdgeDiff<'p>| {
            let row = edge.row;
            EdgeJson {
                change: change(edge),
                subject: self.entity(&row.subject),
                relation: &row.relation,
                label: self.label(&row.relation),
                object: self.entity(&row.object),
                before: edge.before,
                after: edge.after,
                new: edge.new.iter().copied().take(limit).collect(),
                gone: edge.gone.iter().copied().take(limit).collect(),
            }
        };
        let whole = Whole {
            same: diff.is_empty(),
            entities: Entities {
                new: diff.new.iter().map(|(id, _)| EntityJson::of(self.newer, id)).collect(),
                gone: diff.gone.iter().map(|(id, _)| EntityJson::of(self.older, id)).collect(),
                renamed: diff.renamed.iter().map(|(id, a, b)| Renamed { id, before: called(a), after: called(b) }).collect(),
            },
            connections: diff.edges.iter().map(edge).collect(),
        };
        object(console, &whole)
    }

    fn write(self, diff: &Diff<'_>, args: &Args, console: &mut Console<'_>) -> io::Result<()> {
        if diff.is_empty() {
            return writeln!(console.out, "No difference.");
        }
        if !(diff.new.is_empty() && diff.gone.is_empty() && diff.renamed.is_empty()) {
            let heading = console.paint(TITLE, "Entities");
            writeln!(console.out, "{heading}")?;
        }
        let named = |facts: &NodeFacts| format!("{} ({})", safe(&facts.label), safe(&facts.type_name));
        for (sign, entities) in [("+", &diff.new), ("-", &diff.gone)] {
            for (_, facts) in entities {
                writeln!(console.out, "  {sign} {}", named(facts))?;
            }
        }
        for (_, before, after) in &diff.renamed {
            writeln!(console.out, "  ~ {} → {}", named(before), named(after))?;
        }
        for (place, edge) in diff.edges.iter().enumerate() {
            if place == 0 {
                let gap = if diff.new.is_empty() && diff.gone.is_empty() && diff.renamed.is_empty() { "" } else { "\n" };
                let heading = console.paint(TITLE, "Connections");
                writeln!(console.out, "{gap}{heading}")?;
            }
            self.edge(edge, limited(args.sentences.unwrap_or(3)), console)?;
        }
        Ok(())
    }

    fn edge(self, edge: &EdgeDiff<'_>, limit: usize, console: &mut Console<'_>) -> io::Result<()> {
        let row = edge.row;
        let name = |id: &str| self.facts(id).map_or_else(|| safe(id), |facts| safe(&facts.label));
        let words = phrase(&row.relation, &self.label(&row.relation), &name(&row.subject), &name(&row.object));
        let documents = |weight: u64| count(weight, "document", "documents");
        let (sign, weight) = match (edge.before, edge.after) {
            (None, after) => ("+", documents(after.unwrap_or_default())),
            (before, None) => ("-", documents(before.unwrap_or_default())),
            (Some(before), Some(after)) if before == after => ("~", format!("{} as before", documents(after))),
            (Some(before), Some(after)) => ("~", format!("{before} → {}", documents(after))),
        };
        let weight = console.paint(FAINT, weight);
        writeln!(console.out, "  {sign} {words}  {weight}")?;
        for (sign, rows, graph) in [("+", &edge.new, self.newer), ("-", &edge.gone, self.older)] {
            for row in rows.iter().take(limit) {
                let marks = marks(row);
                let marks = if marks.is_empty() { String::new() } else { format!("[{}] ", marks.join(", ")) };
                quote::write(console, graph, row, 6, &format!("{sign} {marks}"))?;
            }
            if let Some(more) = rows.len().checked_sub(limit).filter(|more| *more > 0) {
                let words = console.paint(FAINT, format!("{sign} {}", count(more as u64, "more sentence", "more sentences")));
                writeln!(console.out, "      {words}")?;
            }
        }
        Ok(())
    }
}
