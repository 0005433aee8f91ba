//! `nisba add`: more documents into a store.

use super::args::ReadArgs;
use super::console::Console;
use super::failure::{Failure, Outcome};
use super::keep::{Scope, keep};
use super::source::is_store;
use std::path::PathBuf;

/// Add documents to a store, or replace those that have changed
///
/// All other documents of the store stay. A document replaces the one of the same id; one that is there just as it is, is left alone. The
/// names (-g), decisions and options have to be those that the store was built with.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba add case.nisba new-articles
  nisba add case.nisba articles/today.txt -g my-names.tsv
  zcat dump.jsonl.gz | nisba add case.nisba -

The id of a file is its path below the argument that named it: give a folder as you gave it to nisba build.
Exit status: 0 done, 2 wrong use or bad input (the store is as it was), 3 done but some documents were skipped.")]
pub(super) struct Args {
    /// The store (.nisba)
    store: PathBuf,
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "DOCS")]
    documents: Vec<PathBuf>,
    #[command(flatten)]
    read: ReadArgs,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    if !is_store(&args.store) {
        let store = args.store.display();
        return Err(Failure::usage(format!(
            "{store}: documents can be added to a store (.nisba); nisba build DOCS -o case.nisba makes one"
        )));
    }
    let read = args.read.with_decisions([args.store.as_path()], console);
    let kept = keep(&args.store, &args.documents, &read, Scope::Add, console)?;
    console.report(kept.in_words()?);
    Ok(kept.done())
}
