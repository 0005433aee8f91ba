//! `nisba build`: documents to a graph, in as many files as are wanted.

use super::args::ReadArgs;
use super::console::Console;
use super::failure::{Outcome, Status};
use super::filter::{EdgeArgs, NodeArgs};
use super::keep::{self, Scope};
use super::picture;
use super::source::{Source, is_named_store};
use crate::error::{Error, Result};
use crate::export::{Format, Options, write_file};
use crate::graph::{Filter, GraphView};
use std::path::{Path, PathBuf};

/// Turn documents into a graph of who and what is connected to whom
///
/// Documents are read and analysed once, however many files are written. The end of a name says the format: .nisba (a store: run again, it
/// analyses only what has changed), .json (to go on with), .html (a page to search and read in a browser), .graphml (Gephi, yEd,
/// Cytoscape), .gexf (Gephi, Gephi Lite), .dot or .gv (Graphviz), .svg (a picture), .csv (a folder of tables for spreadsheets, Gephi and
/// neo4j-admin), .dossiers (a folder with a Markdown page for each entity), .cyjs (Cytoscape), .cypher (a script for Neo4j), .ttl and .nq
/// (RDF), .ftm (for Aleph), .jsonl (evidence, one sentence a line). A file appears whole or not at all.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba build seeds -o graph.graphml -o graph.dot
  nisba build articles -o case.nisba
  nisba build articles -g my-names.tsv -o graph.json --date 2025-07-31
  nisba build news.jsonl -o core.graphml --top 200 --min-weight 2 --no-cooccurrence
  zcat dump.jsonl.gz | nisba build - -o graph.json --since 2025-06 --type person,country

Documents are .txt and .md files, and .jsonl files with one {\"id\", \"text\", \"title\", \"date\", \"source\", \"url\"} a line.
In a folder, README, SOURCES.md and LICENSE files are passed over: they tell of the corpus.
Decisions that lie beside an output (graph.overlay beside graph.json, see nisba same) are followed, after all packs.
Exit status: 0 done, 2 wrong use or bad input, or an output that could not be written (the others are whole),
3 done but some documents were skipped.")]
pub(super) struct Args {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "DOCS")]
    documents: Vec<PathBuf>,
    #[command(flatten)]
    out: OutArgs,
    #[command(flatten)]
    read: ReadArgs,
    #[command(flatten)]
    nodes: NodeArgs,
    #[command(flatten)]
    edges: EdgeArgs,
}

/// Where a graph is written.
#[derive(Debug, clap::Args)]
pub(super) struct OutArgs {
    /// Where to write: .nisba, .json, .html, .graphml, .gexf, .dot, .gv, .csv (a folder), .cyjs, .cypher, .ttl, .nq,
    /// .ftm, .jsonl, .svg or .dossiers (a folder); may be repeated
    #[arg(short, long, required = true, value_name = "OUT")]
    output: Vec<PathBuf>,
    /// .gexf: let nodes and edges exist from their first date to their last, for Gephi's timeline
    #[arg(long)]
    dynamic: bool,
    /// .ttl, .nq: what the addresses of entities, documents and evidence start with, instead of urn:nisba:
    #[arg(long, value_name = "IRI")]
    base_iri: Option<String>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let filter = args.edges.filter()?;
    args.edges.check(None)?;
    let outputs = args.out.check(console)?;
    let read = outputs.with_decisions(&args.read, console);
    if let Some(store) = &outputs.store {
        return build_store(args, &read, store, &outputs, filter, console);
    }
    let source = Source::read(&args.documents, &read, console)?;
    let filter = args.nodes.complete(filter, &source, console)?;
    let mut view = source.graph.view(&filter);
    if view.nodes().is_empty() && !source.graph.nodes().is_empty() {
        console.warn("the options leave nothing of the graph");
    }
    let written = outputs.write(&mut view, console);
    let whole = outputs.all(&written);
    console.report(format!("{} {}", source.tally.report(&view), in_words(&written)));
    Ok(if whole { source.done() } else { Status::Wrong })
}

/// Makes a store mirror the documents; the other files are written from it.
fn build_store(args: &Args, read: &ReadArgs, store: &Path, outputs: &Outputs, filter: Filter, console: &mut Console<'_>) -> Outcome {
    let kept = keep::keep(store, &args.documents, read, Scope::Mirror, console)?;
    let mut written = vec![store];
    if !outputs.paths.is_empty() {
        let source = Source::open(store, read, console)?;
        let filter = args.nodes.complete(filter, &source, console)?;
        let mut view = source.graph.view(&filter);
        if view.nodes().is_empty() && !source.graph.nodes().is_empty() {
            console.warn("the options leave nothing of the graph");
        }
        written.extend(outputs.write(&mut view, console));
    }
    console.report(format!("{} {}", kept.in_words()?, in_words(&written)));
    Ok(if outputs.all(&written[1..]) { kept.done() } else { Status::Wrong })
}

/// The files to write.
pub(super) struct Outputs {
    /// The store, where one is wanted.
    store: Option<PathBuf>,
    /// All others.
    paths: Vec<PathBuf>,
    options: Options,
    /// Whether some of the files that were asked for cannot be written.
    faulty: bool,
}

impl OutArgs {
    /// Looks at the names before anything is read, so that nobody waits for an error.
    ///
    /// # Errors
    /// A name of no format; no file that could be written.
    pub(super) fn check(&self, console: &mut Console<'_>) -> Result<Outputs, Vec<Error>> {
        let (stores, files): (Vec<&PathBuf>, Vec<&PathBuf>) = self.output.iter().partition(|path| is_named_store(path));
        let mut faults: Vec<Error> = files.iter().filter_map(|path| Format::from_path(path).err()).collect();
        if stores.len() > 1 {
            faults.push(Error::usage("one run writes one store; for a second one run again, or copy the file"));
        }
        faults.extend(stores.iter().filter(|path| path.is_dir()).map(|path| Error::input(path, "is a folder; a store is one file")));
        if !faults.is_empty() {
            return Err(faults);
        }
        if let Some(fault) = stores.first().and_then(|store| folder_of(store)) {
            return Err(vec![fault]);
        }
        let mut paths: Vec<PathBuf> = Vec::new();
        for path in files {
            match folder_of(path) {
                Some(fault) => faults.push(fault),
                None if paths.contains(path) => {}
                None => paths.push(path.clone()),
            }
        }
        if paths.is_empty() && stores.is_empty() {
            return Err(faults);
        }
        for fault in &faults {
            console.error(fault);
        }
        let any = |formats: &[Format]| paths.iter().any(|path| Format::from_path(path).is_ok_and(|format| formats.contains(&format)));
        if self.dynamic && !any(&[Format::Gexf]) {
            console.warn("--dynamic changes .gexf files only, and none is written");
        }
        if self.base_iri.is_some() && !any(&[Format::Turtle, Format::NQuads]) {
            console.warn("--base-iri changes .ttl and .nq files only, and none is written");
        }
        let mut options = Options::default().with_dynamic(self.dynamic);
        if let Some(iri) = &self.base_iri {
            options = options.with_base_iri(iri).map_err(|error| vec![error])?;
        }
        Ok(Outputs { store: stores.first().copied().cloned(), paths, options, faulty: !faults.is_empty() })
    }
}

/// Why there is no folder for a file.
fn folder_of(path: &Path) -> Option<Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty())?;
    match std::fs::metadata(folder) {
        Ok(there) if there.is_dir() => None,
        Ok(_) => Some(Error::input(path, format!("{} is no folder", folder.display()))),
        Err(error) => Some(Error::io(path, &format!("write: the folder {}", folder.display()), &error)),
    }
}

impl Outputs {
    /// The store, where one is wanted.
    pub(super) fn store(&self) -> Option<&Path> {
        self.store.as_deref()
    }

    /// The options with the decisions that lie beside the files to write.
    pub(super) fn with_decisions(&self, read: &ReadArgs, console: &mut Console<'_>) -> ReadArgs {
        read.with_decisions(self.store.iter().chain(&self.paths).map(PathBuf::as_path), console)
    }

    /// Writes the files; a file that cannot be written costs only itself. Returns those that are there.
    pub(super) fn write(&self, view: &mut GraphView<'_>, console: &mut Console<'_>) -> Vec<&Path> {
        view.lay_out();
        let mut written = Vec::new();
        for path in &self.paths {
            picture::warn(path, view, console);
            match write_file(view, path, &self.options) {
                Ok(()) => written.push(path.as_path()),
                Err(error) => console.error(error),
            }
        }
        written
    }

    /// Whether everything that was asked for was written.
    pub(super) fn all(&self, written: &[&Path]) -> bool {
        !self.faulty && written.len() == self.paths.len()
    }
}

/// The end of the run report.
pub(super) fn in_words(written: &[&Path]) -> String {
    if written.is_empty() {
        return "Nothing was written.".to_owned();
    }
    let names: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
    format!("Outputs: {}.", names.join(", "))
}
