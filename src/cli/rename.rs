//! `nisba rename`: an entity is called otherwise.

use super::console::Console;
use super::curation::{Case, DecisionArgs};
use super::failure::{Failure, Outcome, Status};
use super::words::safe;
use crate::gazetteer::{Decision, fold_name};
use std::path::PathBuf;

/// Decide what an entity is called: the name that graphs show; the old one stays a name that is found
///
/// The decision is a line of text in a table beside the graph, with its reason and date; the next build follows it, and deleting the line
/// undoes it. The id stays what it is.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba rename case.json \"Alba Moreno\" \"Alba Moreno Ruiz\" --reason \"so she signs\"
  nisba rename case.json tesmark \"Port Anna\" --reason \"the name since the reform of 2024\"

The table is case.overlay/renames.tsv: entity, name, reason, date. Of several lines for one entity the last counts.
Keys of the JSON: written, file, line, row {entity, name, reason, date, note}, means, notes.
Exit status: 0 done, 1 nothing has that name, 2 wrong use.")]
pub(super) struct Args {
    /// The graph that shows it (.nisba, .json)
    input: PathBuf,
    /// The entity
    entity: String,
    /// What it is to be called
    name: String,
    #[command(flatten)]
    decision: DecisionArgs,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let (name, folded) = (args.name.trim(), fold_name(&args.name));
    if folded.is_empty() {
        return Err(Failure::usage(format!("there is no word in the name \"{}\"", safe(name))));
    }
    let case = Case::open(&args.input, &args.decision, console)?;
    let Some(entity) = case.named(&args.entity, console) else { return Ok(Status::Nothing) };
    let means = format!("{} is to be called {}", entity.in_words(), safe(name));
    let last = case.overlay.rows(Decision::Renames).filter(|row| case.id_in_row(row.cell("entity")) == entity.id).last();
    match last {
        Some(row) if row.cell("name") == name => return case.known(row, &means, console),
        None if entity.name == name => return Err(Failure::usage(format!("{} is called so already", entity.in_words()))),
        _ => {}
    }
    let mut notes = Vec::new();
    let others = case.gazetteer.find_name(name).into_iter().map(|other| case.gazetteer.entity(other)).filter(|other| other.id != entity.id);
    for other in others {
        notes.push(format!(
            "{} [{}] has that name too: where a document does not tell which is meant, it stays open.",
            safe(other.name),
            safe(other.id)
        ));
    }
    let note = format!("before: {}", entity.name);
    case.decide(Decision::Renames, &[("entity", &entity.id), ("name", name), ("note", &note)], &means, &notes, console)
}
