//! `nisba gazetteer compile`: packs to one file that is mapped, not read.

use crate::cli::console::Console;
use crate::cli::failure::{Failure, Outcome, Status};
use crate::cli::words::{count, group};
use crate::compile::{PackSource, compile};
use crate::error::Error;
use std::path::PathBuf;

/// Write packs as one compiled file (.gaz) that every command opens at once, however many names it has
///
/// The file holds the packs together with the built-in entities, checked and ready, and the packs themselves: it may be given wherever a
/// pack may, also beside others, and to a later version of the program. Large packs that are not compiled are compiled when they are first
/// used and kept in a cache; small ones take no time.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba gazetteer compile places.jsonl people/ -o world.gaz
  nisba build articles -g world.gaz -o graph.graphml
  nisba annotate articles -g world.gaz -g my-names.tsv

The cache is the folder nisba in the cache folder of the user (on Linux $XDG_CACHE_HOME or ~/.cache). The environment variable NISBA_CACHE
names another folder; where it is empty, nothing is kept. What is in it may be removed at any time.
Exit status: 0 done, 2 wrong use or bad input: every fault of every pack is named, and no file is written.")]
pub(super) struct Args {
    /// Tables (.tsv, .csv, .jsonl), folders of tables, or compiled files; later ones win
    #[arg(required = true, value_name = "PACK")]
    packs: Vec<PathBuf>,
    /// Where to write; the name ends in .gaz
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Make a file for use with --only-gazetteer: without the built-in entities, which packs may refer to otherwise
    #[arg(long)]
    only_gazetteer: bool,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    if !args.output.extension().is_some_and(|end| end.eq_ignore_ascii_case("gaz")) {
        return Err(Failure::from(Error::input(&args.output, "a compiled gazetteer has a name that ends in .gaz")));
    }
    let sources = args.packs.iter().map(|path| PackSource::open(path)).collect::<Result<Vec<_>, _>>()?;
    let gazetteer = compile(!args.only_gazetteer, sources, &args.output)?;
    let entities = count(gazetteer.entities().len() as u64, "entity", "entities");
    let names = group(gazetteer.names().len() as u64);
    console.report(format!("Wrote {} with {names} names of {entities}.", args.output.display()));
    Ok(Status::Done)
}
