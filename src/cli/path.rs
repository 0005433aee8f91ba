//! `nisba path`: how two entities are connected, step by step, with the sentence behind each step.

use super::args::{ReadArgs, ShapeArgs};
use super::console::{Console, FAINT, MARK, TITLE};
use super::failure::{Outcome, Status};
use super::filter::EdgeArgs;
use super::find::{self, Search, label};
use super::show_json::{EntityJson, object};
use super::source::{Question, Source};
use super::words::{count, marks, phrase, safe};
use super::{link, quote};
use crate::graph::{Edge, EvidenceRow, GraphView, Path};
use serde::Serialize;
use std::io;
use std::path::PathBuf;

/// Show how two entities are connected: the shortest ways, with the sentence behind each step
///
/// Directions do not matter, and no way comes to an entity twice. Among ways of one length those over stated relations come before those over
/// entities that are only named together, then those whose weakest step has the most documents behind it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba path seeds Dermer Moscow
  nisba path graph.json Trump Dalati -k 3
  nisba path graph.json Rubio Hamas --no-cooccurrence --include planned,possible

Keys of the JSON: from, to, paths [{steps [{from, to, relations [{subject, relation, label, object, weight, n_evidence, evidence}]}]}].
Exit status: 0 found, 1 no way or no such name, 2 wrong use or bad input, 3 found but some documents were skipped.")]
pub(super) struct Args {
    /// A saved graph (.nisba, .json), or documents: a file, a folder, or - for standard input
    input: PathBuf,
    /// Where to start
    #[arg(value_name = "A")]
    from: String,
    /// Where to arrive
    #[arg(value_name = "B")]
    to: String,
    /// Up to K ways, the shortest first
    #[arg(short = 'k', long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    paths: u16,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    read: ReadArgs,
    #[command(flatten)]
    edges: EdgeArgs,
}

#[derive(Serialize)]
struct Whole<'p> {
    from: EntityJson<'p>,
    to: EntityJson<'p>,
    paths: Vec<PathJson<'p>>,
}

#[derive(Serialize)]
struct PathJson<'p> {
    steps: Vec<StepJson<'p>>,
}

#[derive(Serialize)]
struct StepJson<'p> {
    from: EntityJson<'p>,
    to: EntityJson<'p>,
    relations: Vec<RelationJson<'p>>,
}

#[derive(Serialize)]
struct RelationJson<'p> {
    subject: &'p str,
    relation: &'p str,
    label: &'p str,
    object: &'p str,
    weight: u64,
    n_evidence: u64,
    evidence: Vec<&'p EvidenceRow>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let filter = args.edges.filter()?;
    let question = Question::Ways([&args.from, &args.to], usize::from(args.paths), &filter);
    let source = Source::open_for(&question, &args.input, &args.read, console)?;
    args.edges.check(Some(&source.graph))?;
    let Some([from, to]) = ends(&source, [&args.from, &args.to], console) else { return Ok(Status::Nothing) };
    let view = source.graph.view(&filter);
    let paths = view.paths(from, to, usize::from(args.paths));
    if paths.is_empty() {
        let [a, b] = [from, to].map(|id| safe(label(&source.graph, id)));
        let other = source.graph.view(&link::everything());
        let hint = if other.paths(from, to, 1).is_empty() { "" } else { "; there is one when --include and the other options allow more" };
        console.error(format!("no way leads from {a} to {b}{hint}"));
        return Ok(Status::Nothing);
    }
    if args.shape.is_json() {
        let paths = paths.iter().map(|path| PathJson { steps: steps(&view, path) }).collect();
        let [from, to] = [from, to].map(|id| EntityJson::of(&source.graph, id));
        object(console, &Whole { from, to, paths })?;
    } else {
        for (place, path) in paths.iter().enumerate() {
            if place > 0 {
                writeln!(console.out)?;
            }
            write(&view, path, console)?;
        }
    }
    Ok(source.done())
}

/// The two entities; nothing where one of the names has none, which is said.
pub(super) fn ends<'s>(source: &'s Source, names: [&str; 2], console: &mut Console<'_>) -> Option<[&'s str; 2]> {
    let mut found = [None, None];
    for (name, place) in names.iter().zip(&mut found) {
        match find::find(&source.graph, source.gazetteer(), name) {
            Search::Found(one) => {
                one.tell(name, &source.graph, console);
                *place = Some(one.id);
            }
            missing => console.error(missing.why_not(name, &source.graph)),
        }
    }
    Some([found[0]?, found[1]?])
}

fn steps<'p>(view: &'p GraphView<'p>, path: &'p Path<'p, 'p>) -> Vec<StepJson<'p>> {
    let graph = view.graph();
    let starts = std::iter::once(path.start.id).chain(path.steps.iter().map(|step| step.to.id));
    let relation = |edge: &&'p Edge<'p>| RelationJson {
        subject: edge.subject,
        relation: edge.relation,
        label: &edge.label,
        object: edge.object,
        weight: edge.weight,
        n_evidence: edge.n_evidence,
        evidence: edge.rows.clone(),
    };
    let step = |(from, step): (&'p str, &'p crate::graph::Step<'p, 'p>)| StepJson {
        from: EntityJson::of(graph, from),
        to: EntityJson::of(graph, step.to.id),
        relations: step.edges.iter().map(relation).collect(),
    };
    starts.zip(&path.steps).map(step).collect()
}

fn write(view: &GraphView<'_>, path: &Path<'_, '_>, console: &mut Console<'_>) -> io::Result<()> {
    let graph = view.graph();
    let name = |id: &str| safe(label(graph, id));
    let stations = std::iter::once(path.start.id).chain(path.steps.iter().map(|step| step.to.id));
    let heading = console.paint(TITLE, stations.map(name).collect::<Vec<_>>().join(" → "));
    let length = console.paint(FAINT, count(path.steps.len() as u64, "step", "steps"));
    writeln!(console.out, "{heading}  {length}")?;
    for (number, step) in path.steps.iter().enumerate() {
        let Some(edge) = step.edges.first() else { continue };
        let words = phrase(edge.relation, &edge.label, &name(edge.subject), &name(edge.object));
        let words = console.paint(TITLE, words);
        let marked = edge.rows.first().map(|row| marks(row)).filter(|marks| !marks.is_empty());
        let marked = marked.map_or_else(String::new, |marks| console.paint(MARK, format!("  [{}]", marks.join(", "))));
        let others = step.edges[1..].iter().map(|other| other.label.as_str()).collect::<Vec<_>>().join(", ");
        let others = if others.is_empty() { String::new() } else { format!(" · also {others}") };
        let weight = console.paint(FAINT, format!("{}{others}", count(edge.weight, "document", "documents")));
        writeln!(console.out, "\n{}. {words}{marked}  {weight}", number + 1)?;
        if let Some(row) = edge.rows.first() {
            quote::write(console, graph, row, 3, "")?;
        }
        let unsure = step.edges.iter().map(|edge| edge.denied + edge.negated).sum::<u64>();
        if unsure > 0 {
            let words = count(unsure, "sentence denies or negates", "sentences deny or negate");
            let words = console.paint(MARK, format!("{words} a connection of the two: see nisba why"));
            writeln!(console.out, "     {words}")?;
        }
    }
    Ok(())
}
