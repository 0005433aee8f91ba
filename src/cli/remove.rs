//! `nisba remove`: documents out of a store.

use super::args::ReadArgs;
use super::console::Console;
use super::failure::{Failure, Outcome, Status};
use super::keep::{Kept, Names};
use super::near::nearest;
use super::source::is_store;
use crate::store::Update;
use std::path::PathBuf;

/// Remove documents from a store, with everything that only they say
///
/// What other documents say too stays, and counts for less. The names (-g), decisions and options have to be those that the store was built with.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba remove case.nisba 2025/letter.txt
  nisba remove case.nisba doc-17 doc-18 -g my-names.tsv

Exit status: 0 done, 1 the store has no document of that id (nothing is removed), 2 wrong use or bad input (the store is as it was).")]
pub(super) struct Args {
    /// The store (.nisba)
    store: PathBuf,
    /// Ids of documents, as nisba why and nisba show write them
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    read: ReadArgs,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    if !is_store(&args.store) {
        return Err(Failure::usage(format!("{}: documents can be removed from a store (.nisba)", args.store.display())));
    }
    let read = args.read.with_decisions([args.store.as_path()], console);
    let names = Names::new(&read)?;
    let mut update = Update::change(&args.store, &names.recipe)?;
    let mut missing = false;
    for id in &args.ids {
        if !update.remove(id)? {
            let near = nearest(id, update.ids(), 1).first().map_or_else(String::new, |near| format!("; did you mean {near}?"));
            console.error(format!("{} has no document {id}{near}", args.store.display()));
            missing = true;
        }
    }
    if missing {
        return Ok(Status::Nothing);
    }
    let kept = Kept::new(&args.store, update.finish()?);
    console.report(kept.in_words()?);
    Ok(Status::Done)
}
