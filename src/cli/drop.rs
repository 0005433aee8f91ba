//! `nisba drop`: words that are no name.

use super::console::Console;
use super::curation::{Case, DecisionArgs};
use super::failure::{Failure, Outcome, Status};
use super::words::{count, safe};
use crate::gazetteer::{Decision, fold_name};
use std::path::PathBuf;

/// Decide that some words are not a name: of one entity, or of any
///
/// The decision is a line of text in a table beside the graph, with its reason and date; the next build follows it, and deleting the line
/// undoes it. The words count as a whole, in any case where they have no capitals: what is dropped in "Moreno Street" is found in "Moreno".
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba drop case.json Nature --reason \"the journal is never meant in these files\"
  nisba drop case.json \"Moreno Street\" --entity \"Alba Moreno\" --reason \"a street\"

The table is case.overlay/never.tsv: text, entity, reason, date.
Keys of the JSON: written, file, line, row {text, entity, reason, date, note}, means, notes.
Exit status: 0 done, 1 nothing has that name, 2 wrong use.")]
pub(super) struct Args {
    /// The graph that shows it (.nisba, .json)
    input: PathBuf,
    /// The words as they stand in the documents
    text: String,
    /// The entity that they do not mean [default: any]
    #[arg(long, value_name = "NAME")]
    entity: Option<String>,
    #[command(flatten)]
    decision: DecisionArgs,
}

/// Words of the longest exclusion that texts are searched for.
const LONGEST: usize = 64;

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let (text, folded) = (args.text.trim(), fold_name(&args.text));
    match folded.split(' ').filter(|word| !word.is_empty()).count() {
        0 => return Err(Failure::usage(format!("there is no word in \"{}\"", safe(text)))),
        1..=LONGEST => {}
        words => return Err(Failure::usage(format!("{words} words are no name; give at most {LONGEST}"))),
    }
    let case = Case::open(&args.input, &args.decision, console)?;
    let entity = match &args.entity {
        None => None,
        Some(name) => match case.named(name, console) {
            None => return Ok(Status::Nothing),
            found => found,
        },
    };
    let means = match &entity {
        None => format!("\"{}\" is no name of anything", safe(text)),
        Some(entity) => format!("\"{}\" does not mean {}", safe(text), entity.in_words()),
    };
    let id = entity.as_ref().map_or("", |entity| entity.id.as_str());
    let row = case.overlay.rows(Decision::Never).find(|row| {
        let whom = case.id_in_row(row.cell("entity"));
        row.cell("text") == text && (whom.is_empty() || whom == id)
    });
    if let Some(row) = row {
        return case.known(row, &means, console);
    }
    let mut notes = Vec::new();
    for (other, facts) in case.source.graph.nodes().iter().filter(|(other, _)| id.is_empty() || *other == id) {
        let spelled: u64 = facts.spellings.iter().filter(|(spelling, _)| fold_name(spelling) == folded).map(|(_, count)| count).sum();
        if spelled > 0 {
            notes.push(format!("{} is written so {}.", safe(&facts.label), count(spelled, "time", "times")));
        }
        if fold_name(&facts.label) == folded {
            notes.push(format!("It is the canonical name: {} will be found by its other names alone.", safe(other)));
        }
    }
    let note = entity.as_ref().map_or("", |entity| entity.name.as_str());
    case.decide(Decision::Never, &[("text", text), ("entity", id), ("note", note)], &means, &notes, console)
}
