//! `nisba why`: every piece of evidence between two entities.

use super::args::{ReadArgs, ShapeArgs};
use super::console::{Console, FAINT, MARK, TITLE};
use super::failure::{Outcome, Status};
use super::find::label;
use super::path::ends;
use super::quote;
use super::show_json::{EntityJson, object};
use super::source::{Question, Source};
use super::words::{count, marks, phrase, safe};
use crate::graph::{EvidenceRow, KnowledgeGraph};
use crate::relation::Confidence;
use serde::Serialize;
use std::io;
use std::path::PathBuf;

/// Show every piece of evidence between two entities: sentence, place in the document, rule, and who says so
///
/// Facts come first, then what is planned, possible, denied or negated, each marked, then sentences that only name both.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba why seeds al-Shibani Dermer
  nisba why graph.json Israel Syria
  nisba why graph.json Dalati Israel --format json | jq '.evidence[] | [.document, .modality, .quote]'

Keys of the JSON: a, b {id, name, type}, evidence [{subject, relation, object, document, sentence_number, sentence, subject_span,
object_span, trigger, quote, polarity, modality, attribution, place, date, mode, rule, confidence, zone, document_date, source,
fingerprint, cluster}]. Spans count Unicode code points of the document, half-open. cluster stands where the document is a copy or an
update of another: rows of one cluster count as one document.
Exit status: 0 found, 1 no evidence or no such name, 2 wrong use or bad input, 3 found but some documents were skipped.")]
pub(super) struct Args {
    /// A saved graph (.nisba, .json), or documents: a file, a folder, or - for standard input
    input: PathBuf,
    /// One entity
    a: String,
    /// The other
    b: String,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Serialize)]
struct Whole<'p> {
    a: EntityJson<'p>,
    b: EntityJson<'p>,
    evidence: Vec<&'p EvidenceRow>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let source = Source::open_for(&Question::Pair([&args.a, &args.b]), &args.input, &args.read, console)?;
    let graph = &source.graph;
    let Some([a, b]) = ends(&source, [&args.a, &args.b], console) else { return Ok(Status::Nothing) };
    let rows = graph.between(a, b);
    let [a_name, b_name] = [a, b].map(|id| safe(label(graph, id)));
    if rows.is_empty() {
        console.error(format!("no sentence connects {a_name} and {b_name}; nisba path shows how they are connected through others"));
        return Ok(Status::Nothing);
    }
    if args.shape.is_json() {
        let [a, b] = [a, b].map(|id| EntityJson::of(graph, id));
        object(console, &Whole { a, b, evidence: rows })?;
        return Ok(source.done());
    }
    let heading = console.paint(TITLE, format!("{a_name} and {b_name}"));
    let number = console.paint(FAINT, count(rows.len() as u64, "piece of evidence", "pieces of evidence"));
    writeln!(console.out, "{heading}  {number}")?;
    for (number, row) in rows.iter().enumerate() {
        write(graph, number + 1, row, console)?;
    }
    Ok(source.done())
}

fn write(graph: &KnowledgeGraph, number: usize, row: &EvidenceRow, console: &mut Console<'_>) -> io::Result<()> {
    let name = |id: &str| safe(label(graph, id));
    let facts = graph.relations().get(&row.relation);
    let words = phrase(&row.relation, facts.map_or(&row.relation, |facts| &facts.label), &name(&row.subject), &name(&row.object));
    let words = console.paint(TITLE, words);
    let marks = marks(row);
    let marks = if marks.is_empty() { String::new() } else { console.paint(MARK, format!("  [{}]", marks.join(", "))) };
    writeln!(console.out, "\n{number}. {words}{marks}")?;
    quote::write(console, graph, row, 3, "")?;
    let place = |span: [usize; 2]| format!("{}-{}", span[0], span[1]);
    let mut details =
        vec![format!("characters {}", place(row.sentence)), format!("names {} and {}", place(row.subject_span), place(row.object_span))];
    details.extend(row.trigger.map(|trigger| format!("words {}", place(trigger))));
    let found = match row.confidence {
        Confidence::High => "two analyses agree",
        Confidence::Medium => "one analysis",
        Confidence::Inferred => "inferred over more than the sentence",
    };
    if !row.is_cooccurrence() {
        details.push(format!("rule {} ({found})", row.rule));
    }
    let named = |named: &crate::graph::Named| match named.entity.as_deref().map(name) {
        Some(entity) if entity != safe(&named.text) => format!("{} ({entity})", safe(&named.text)),
        _ => safe(&named.text),
    };
    let said = [
        row.attribution.as_ref().map(|source| format!("according to {}", named(source))),
        row.place.as_ref().map(|place| format!("place: {}", named(place))),
        row.date.as_ref().map(|date| {
            let days = super::words::period(date.from.as_deref(), date.until.as_deref());
            days.map_or_else(|| format!("time: {}", safe(&date.text)), |days| format!("time: {} ({days})", safe(&date.text)))
        }),
        row.mode.as_ref().map(|mode| format!("kind: {}", safe(mode))),
    ];
    for part in [said.into_iter().flatten().collect::<Vec<_>>().join("; "), details.join("; ")] {
        for line in quote::lines(&part, console.columns() - 5) {
            let words = console.paint(FAINT, &part[line]);
            writeln!(console.out, "     {words}")?;
        }
    }
    Ok(())
}
