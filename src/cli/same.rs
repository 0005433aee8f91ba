//! `nisba same`: two entities are one.

use super::console::Console;
use super::curation::{Case, DecisionArgs, because, place};
use super::failure::{Failure, Outcome, Status};
use crate::gazetteer::Decision;
use std::path::PathBuf;

/// Decide that two entities are one: the first takes the names, offices and mentions of the second
///
/// The decision is a line of text in a table beside the graph, with its reason and date; the next build follows it, and deleting the line
/// undoes it. Entities are joined by such lines alone: where A is B and B is C, both lines are yours, and A, B and C are one.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba same case.json \"Alba Moreno\" \"A. M. Ruiz\" --reason \"one passport, court file p. 12\"
  nisba same case.json nordbank northline-bank --reason \"renamed in 2021\" -g my-names.tsv

Names are found as show finds them; names that the gazetteer lists and no document has will do as well.
The table is case.overlay/same.tsv: a, b, reason, date. Where the two differ in type or country, that is said.
Keys of the JSON: written, file, line, row {a, b, reason, date, note}, means, notes.
Exit status: 0 done, 1 nothing has that name, 2 wrong use, or another decision says the contrary.")]
pub(super) struct Args {
    /// The graph that shows them (.nisba, .json)
    input: PathBuf,
    /// The one that stays: its id and its canonical name are kept
    a: String,
    /// The one that becomes another name of it
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
    let kept = joined.kept(&a.id, &b.id);
    let (kept, other) = if kept == b.id { (&b, &a) } else { (&a, &b) };
    let means = format!("{} and {} are one entity", a.in_words(), b.in_words());
    let before = joined.between(&a.id, &b.id);
    if let [row, ..] = before[..] {
        return case.known(row, &means, console);
    }
    // Everybody who is one with the first becomes one with everybody who is one with the second.
    let (of_a, of_b) = (joined.with(&a.id), joined.with(&b.id));
    let mut notes = Vec::new();
    for (one, two) in of_a.iter().flat_map(|one| of_b.iter().map(move |two| (*one, *two))) {
        let direct = (one, two) == (a.id.as_str(), b.id.as_str());
        if let Some(row) = case.apart(one, two) {
            let whom = if direct { "they".to_owned() } else { format!("\"{one}\" and \"{two}\", which this would join,") };
            return Err(Failure::usage(format!("{} says that {whom} are two{}: delete that line first", place(row), because(row))));
        }
        match case.apart_in_packs(one, two) {
            Some(reason) if direct => notes.push(format!("The packs keep the two apart ({reason}); this decision overrules them.")),
            Some(reason) => {
                return Err(Failure::usage(format!(
                    "this would join \"{one}\" and \"{two}\" too, which the packs keep apart ({reason}): decide about these two first"
                )));
            }
            None => {}
        }
    }
    if let [Some(one), Some(two)] = [&a, &b].map(|entity| case.gazetteer.find_id(&entity.id)) {
        let [one, two] = [one, two].map(|entity| case.gazetteer.entity(entity));
        notes.extend(case.gazetteer.differences(one, two).into_iter().map(|words| capitalised(&words)));
    } else if a.type_name != b.type_name {
        notes.push(format!("The two differ in type: {} and {}.", a.type_name, b.type_name));
    }
    let chained: Vec<&str> = of_a.iter().chain(&of_b).copied().filter(|id| ![a.id.as_str(), b.id.as_str()].contains(id)).collect();
    if !chained.is_empty() {
        notes.push(format!("Earlier lines make {} one with them.", chained.join(", ")));
    }
    let id = joined.kept(&a.id, &b.id);
    notes.push(if id == kept.id {
        format!("The id {id} and the name {} stay; {} becomes another name.", kept.name, other.name)
    } else {
        format!("The id {id} stays, as an earlier line says.")
    });
    let note = format!("{} = {}", a.name, b.name);
    case.decide(Decision::Same, &[("a", &a.id), ("b", &b.id), ("note", &note)], &means, &notes, console)
}

/// A remark of the lint as a sentence.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect::<String>() + ".")
}
