//! `nisba different`: two entities are two.

use super::console::Console;
use super::curation::{Case, DecisionArgs, places};
use super::failure::{Failure, Outcome, Status};
use crate::gazetteer::Decision;
use std::path::PathBuf;

/// Decide that two entities are two, and are never to be joined or taken for one another
///
/// The decision is a line of text in a table beside the graph, with its reason and date; the next build follows it, and deleting the line
/// undoes it. To part what a line of same.tsv has joined, delete that line: this command says which.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba different case.json \"Alba Moreno\" \"Alba Moreno Ruiz\" --reason \"mother and daughter\"
  nisba different case.json \"Northline Bank\" \"Northline Holding\" --reason \"a bank and its owner\"

The table is case.overlay/distinct.tsv: a, b, reason, date. A text that should not mean an entity at all is for nisba drop.
Keys of the JSON: written, file, line, row {a, b, reason, date, note}, means, notes.
Exit status: 0 done, 1 nothing has that name, 2 wrong use, or another decision says the contrary.")]
pub(super) struct Args {
    /// The graph that shows them (.nisba, .json)
    input: PathBuf,
    /// One entity
    a: String,
    /// The other
    b: String,
    #[command(flatten)]
    decision: DecisionArgs,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let case = Case::open(&args.input, &args.decision, console)?;
    let (a, b) = (case.named(&args.a, console), case.named(&args.b, console));
    let (Some(a), Some(b)) = (a, b) else { return Ok(Status::Nothing) };
    let joined = case.joined();
    if a.id == b.id {
        return Err(joined.one_already([&args.a, &args.b], &a));
    }
    let lines = joined.between(&a.id, &b.id);
    if !lines.is_empty() {
        let which = if lines.len() == 1 { "that line" } else { "one of these lines" };
        return Err(Failure::usage(format!("they are one by {}: delete {which}, and the next build parts them", places(&lines))));
    }
    let means = format!("{} and {} are two", a.in_words(), b.in_words());
    if let Some(row) = case.apart(&a.id, &b.id) {
        return case.known(row, &means, console);
    }
    let mut notes = Vec::new();
    if let Some(reason) = case.apart_in_packs(&a.id, &b.id) {
        notes.push(format!("The packs say so already ({reason})."));
    }
    let note = format!("{} and {}", a.name, b.name);
    case.decide(Decision::Distinct, &[("a", &a.id), ("b", &b.id), ("note", &note)], &means, &notes, console)
}
