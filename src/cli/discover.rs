//! `nisba discover`: names that look like entities and are not in the gazetteer.

use super::failure::{Failure, Outcome};
use std::path::PathBuf;

/// List names that look like entities and are not in the gazetteer (not in this version)
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files, folders, or - for standard input
    #[arg(value_name = "DOCS", trailing_var_arg = true, allow_hyphen_values = true)]
    documents: Vec<PathBuf>,
}

pub(super) fn run(args: &Args) -> Outcome {
    let _ = &args.documents;
    Err(Failure::usage(
        "discover is not in this version; names of your own go into a table with a column \"name\", given with -g names.tsv",
    ))
}
