//! `nisba export`: a part of a graph to files.

use super::args::ReadArgs;
use super::build::{OutArgs, in_words};
use super::console::Console;
use super::failure::{Failure, Outcome, Status};
use super::filter::{EdgeArgs, NodeArgs};
use super::source::Source;
use super::words::count;
use std::path::PathBuf;

/// Write a graph, or a part of it, for another program
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba export graph.json -o graph.graphml
  nisba export graph.json -o core.dot --top 40 --no-cooccurrence
  nisba export graph.json -o shaibani.dot -o shaibani.csv --ego al-Shibani --depth 2
  nisba export seeds -o talks.graphml --relation meet,mediate --since 2025-07 --include planned,denied
  nisba export graph.json -o case.dossiers -o case.ttl --base-iri https://example.org/case/

Exit status: 0 done, 2 wrong use or bad input, or an output that could not be written (the others are whole),
3 done but some documents were skipped.")]
pub(super) struct Args {
    /// A saved graph (.nisba, .json), or documents: a file, a folder, or - for standard input
    input: PathBuf,
    #[command(flatten)]
    out: OutArgs,
    #[command(flatten)]
    read: ReadArgs,
    #[command(flatten)]
    nodes: NodeArgs,
    #[command(flatten)]
    edges: EdgeArgs,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let filter = args.edges.filter()?;
    let outputs = args.out.check(console)?;
    if let Some(store) = outputs.store() {
        let message = format!("{}: a store is built from documents: nisba build DOCS -o {}", store.display(), store.display());
        return Err(Failure::usage(message));
    }
    let source = Source::open(&args.input, &args.read, console)?;
    args.edges.check(Some(&source.graph))?;
    let filter = args.nodes.complete(filter, &source, console)?;
    let mut view = source.graph.view(&filter);
    if view.nodes().is_empty() {
        console.warn("the options leave nothing of the graph");
    }
    let written = outputs.write(&mut view, console);
    let whole = outputs.all(&written);
    let (nodes, edges) = (view.nodes().len() as u64, view.edges().len() as u64);
    console.report(format!("{}, {}. {}", count(nodes, "entity", "entities"), count(edges, "edge", "edges"), in_words(&written)));
    Ok(if whole { source.done() } else { Status::Wrong })
}
