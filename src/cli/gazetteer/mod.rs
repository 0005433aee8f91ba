//! `nisba gazetteer`: what is known before any document is read.

mod check;
mod compile;
mod explain;
mod matching;

use super::console::Console;
use super::failure::{Failure, Outcome};
use clap::Subcommand;
use std::path::PathBuf;

/// Check names of your own, and ask what a name may mean
#[derive(Debug, clap::Args)]
#[command(
    arg_required_else_help = true,
    after_help = "\
A pack is a table (.tsv, .csv, .jsonl) or a folder of tables: entities, names, roles,
distinct, never, same, renames.
Compiled (.gaz), packs of a million names open at once.
The smallest one has a column \"name\". To add your own names in half a minute:
  printf 'name\\ttype\\taliases\\nNorthline Bank\\torganization\\tNorthline\\n' > names.tsv
  nisba gazetteer check names.tsv
  nisba build articles -g names.tsv -o graph.graphml"
)]
pub(in crate::cli) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Explain(explain::Args),
    Match(matching::Args),
    Compile(compile::Args),
    /// Convert names from other sources (not in this version)
    Import(Later),
}

/// Arguments of a command that is still to come.
#[derive(Debug, clap::Args)]
struct Later {
    #[arg(hide = true, trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    match &args.command {
        Command::Check(args) => check::run(args, console),
        Command::Explain(args) => explain::run(args, console),
        Command::Match(args) => matching::run(args, console),
        Command::Compile(args) => compile::run(args, console),
        Command::Import(Later { rest: _ }) => {
            Err(Failure::usage("gazetteer import is not in this version; write a table with a column \"name\" instead"))
        }
    }
}
