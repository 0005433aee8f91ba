//! `nisba timeline`: what is said of an entity, in the order in which it happened.

use super::args::{ReadArgs, ShapeArgs, date};
use super::console::{Console, FAINT, MARK, TITLE};
use super::failure::{Outcome, Status};
use super::filter::{known_relations, period};
use super::find::{self, Search, label};
use super::link::everything;
use super::path::ends;
use super::quote;
use super::show::limited;
use super::show_json::{EntityJson, object};
use super::source::{Question, Source};
use super::words::{count, marks, phrase, safe};
use crate::document::Date;
use crate::graph::{Entry, EvidenceRow, Filter, Include, KnowledgeGraph, LeftOut, Timeline};
use serde::Serialize;
use std::io;
use std::path::PathBuf;

/// Show what is said of an entity in the order in which it happened, with the sentences
///
/// Events stand at the day, month or year that their sentence names, otherwise at the date of the document, which is said. What is planned,
/// possible, denied or negated is marked. What has no date comes last.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba timeline seeds al-Shibani
  nisba timeline graph.json Israel --with Syria --since 2025-07
  nisba timeline graph.json Rubio --relation meet,visit --facts

Keys of the JSON: entity, with, periods [{label, first, last, precision, entries}], undated, n_undated, left_out {earlier, undated}: how
many sentences --latest left out; an entry is a row of evidence as nisba why gives it, with copies (other documents with the same sentence) and dated_by (sentence or document).
Exit status: 0 found, 1 no such name or nothing said of it, 2 wrong use or bad input, 3 found but some documents were skipped.")]
pub(super) struct Args {
    /// A saved graph (.nisba, .json), or documents: a file, a folder, or - for standard input
    input: PathBuf,
    /// Whose timeline
    name: String,
    /// Only what is said of it and this other one
    #[arg(long, value_name = "OTHER")]
    with: Option<String>,
    /// Only these relations, such as meet,visit; may be repeated
    #[arg(long, value_name = "R", value_delimiter = ',')]
    relation: Vec<String>,
    /// Only this date or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<Date>,
    /// Only this date or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<Date>,
    /// Only what is said as a fact
    #[arg(long)]
    facts: bool,
    /// Also sentences that only name the entities together
    #[arg(long)]
    cooccurrence: bool,
    /// Only so many sentences, the latest; a day, month or year is never cut; 0 for all [default: 200, in JSON all]
    #[arg(long, value_name = "N")]
    latest: Option<usize>,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    read: ReadArgs,
}

/// So many sentences are shown.
const LATEST: usize = 200;

#[derive(Serialize)]
struct Whole<'p> {
    entity: EntityJson<'p>,
    with: Option<EntityJson<'p>>,
    periods: Vec<PeriodJson<'p>>,
    undated: Vec<EntryJson<'p>>,
    n_undated: usize,
    left_out: LeftOutJson,
}

#[derive(Serialize)]
struct LeftOutJson {
    earlier: usize,
    undated: usize,
}

#[derive(Serialize)]
struct PeriodJson<'p> {
    label: String,
    first: String,
    last: String,
    precision: &'static str,
    entries: Vec<EntryJson<'p>>,
}

#[derive(Serialize)]
struct EntryJson<'p> {
    #[serde(flatten)]
    row: &'p EvidenceRow,
    copies: u64,
    dated_by: Option<&'static str>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    period(args.since, args.until)?;
    let filter = Filter {
        include: if args.facts { Include::default() } else { everything().include },
        relations: args.relation.iter().map(|relation| relation.trim().to_lowercase()).collect(),
        since: args.since,
        until: args.until,
        no_cooccurrence: !args.cooccurrence && args.relation.is_empty(),
        ..Filter::default()
    };
    let limit = limited(args.latest.unwrap_or(if args.shape.is_json() { 0 } else { LATEST }));
    let question = match &args.with {
        Some(with) => Question::Pair([&args.name, with]),
        None => Question::Timeline(&args.name, &filter, limit),
    };
    let source = Source::open_for(&question, &args.input, &args.read, console)?;
    let graph = &source.graph;
    known_relations(&args.relation, Some(graph))?;
    let (id, with) = match &args.with {
        Some(with) => match ends(&source, [&args.name, with], console) {
            Some([id, with]) => (id, Some(with)),
            None => return Ok(Status::Nothing),
        },
        None => match find::find(graph, source.gazetteer(), &args.name) {
            Search::Found(found) => {
                found.tell(&args.name, graph, console);
                (found.id, None)
            }
            missing => {
                console.error(missing.why_not(&args.name, graph));
                return Ok(Status::Nothing);
            }
        },
    };
    let mut timeline = graph.timeline(id, with, &filter, limit);
    // What was not read is left out too.
    timeline.left_out.earlier += source.unread.left_out.earlier;
    timeline.left_out.undated += source.unread.left_out.undated;
    if timeline.periods.is_empty() && timeline.undated.is_empty() {
        let whom =
            with.map_or_else(|| safe(label(graph, id)), |with| format!("{} and {}", safe(label(graph, id)), safe(label(graph, with))));
        let more = graph.timeline(id, with, &everything(), 1);
        let hint = if more.periods.is_empty() && more.undated.is_empty() { "" } else { "; there is something when the options allow more" };
        console.error(format!("nothing is said of {whom}{hint}"));
        return Ok(Status::Nothing);
    }
    if args.shape.is_json() {
        json(graph, id, with, &timeline, console)?;
    } else {
        let others = with.map_or_else(String::new, |with| format!(" with {}", safe(label(graph, with))));
        let heading = console.paint(TITLE, format!("{}{others}", safe(label(graph, id))));
        writeln!(console.out, "{heading}")?;
        write(graph, &timeline, console)?;
    }
    Ok(source.done())
}

fn json(graph: &KnowledgeGraph, id: &str, with: Option<&str>, timeline: &Timeline<'_>, console: &mut Console<'_>) -> io::Result<()> {
    let periods = timeline.periods.iter().map(|period| PeriodJson {
        label: period.label(),
        first: period.first.to_string(),
        last: period.last.to_string(),
        precision: period.precision(),
        entries: entries_json(&period.entries, true),
    });
    let whole = Whole {
        entity: EntityJson::of(graph, id),
        with: with.map(|with| EntityJson::of(graph, with)),
        periods: periods.collect(),
        undated: entries_json(&timeline.undated, false),
        n_undated: timeline.undated.len(),
        left_out: LeftOutJson { earlier: timeline.left_out.earlier, undated: timeline.left_out.undated },
    };
    object(console, &whole)
}

fn entries_json<'p>(entries: &[Entry<'p>], dated: bool) -> Vec<EntryJson<'p>> {
    let by = |entry: &Entry<'_>| if entry.dated_by_sentence { "sentence" } else { "document" };
    entries.iter().map(|entry| EntryJson { row: entry.row, copies: entry.copies, dated_by: dated.then(|| by(entry)) }).collect()
}

fn write(graph: &KnowledgeGraph, timeline: &Timeline<'_>, console: &mut Console<'_>) -> io::Result<()> {
    let LeftOut { earlier, undated } = timeline.left_out;
    let left_out = [(earlier, "earlier sentence", "earlier sentences"), (undated, "sentence without a date", "sentences without a date")];
    let left_out = left_out.iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| count(*number as u64, one, many));
    let left_out: Vec<String> = left_out.collect();
    if !left_out.is_empty() {
        let words = console.paint(FAINT, format!("{} not shown (--latest 0 shows all)", left_out.join(" and ")));
        writeln!(console.out, "{words}")?;
    }
    for period in &timeline.periods {
        let heading = console.paint(TITLE, period.label());
        writeln!(console.out, "\n{heading}")?;
        for entry in &period.entries {
            self::entry(graph, entry, true, console)?;
        }
    }
    if !timeline.undated.is_empty() {
        let heading = console.paint(TITLE, "Without a date");
        let number = console.paint(FAINT, count(timeline.undated.len() as u64, "sentence", "sentences"));
        writeln!(console.out, "\n{heading}  {number}")?;
        for entry in &timeline.undated {
            self::entry(graph, entry, false, console)?;
        }
    }
    Ok(())
}

fn entry(graph: &KnowledgeGraph, entry: &Entry<'_>, dated: bool, console: &mut Console<'_>) -> io::Result<()> {
    let row = entry.row;
    let name = |id: &str| safe(label(graph, id));
    let facts = graph.relations().get(&row.relation);
    let words = phrase(&row.relation, facts.map_or(&row.relation, |facts| &facts.label), &name(&row.subject), &name(&row.object));
    let marks = marks(row);
    let marks = if marks.is_empty() { String::new() } else { console.paint(MARK, format!("  [{}]", marks.join(", "))) };
    let mut beside = Vec::new();
    if dated && !entry.dated_by_sentence {
        beside.push("date of the document".to_owned());
    }
    if entry.copies > 0 {
        beside.push(format!("in {} too", count(entry.copies, "other document", "other documents")));
    }
    let beside = if beside.is_empty() { String::new() } else { console.paint(FAINT, format!("  {}", beside.join(" · "))) };
    writeln!(console.out, "  {words}{marks}{beside}")?;
    quote::write(console, graph, row, 4, "")
}
