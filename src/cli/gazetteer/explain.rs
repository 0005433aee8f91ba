//! `nisba gazetteer explain`: what a name may mean and by which rules, and what a rule does.

use crate::cli::args::{PackArgs, ShapeArgs};
use crate::cli::console::Console;
use crate::cli::failure::{Outcome, Status};
use crate::cli::show_json::object;
use crate::cli::source::gazetteer;
use crate::entity::rules;
use crate::gazetteer::{Explanation, Listing, Meaning, PairExplanation, Spelling, explain, explain_pair};
use serde::Serialize;

/// Say what a name may mean, and by which rules; or what a rule does; or why two names may or may not be one
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba gazetteer explain Sharaa
  nisba gazetteer explain \"Northline Bank\" -g my-names.tsv
  nisba gazetteer explain Suweida Suwayda
  nisba gazetteer explain role-override
  nisba gazetteer explain --rules

Keys of the JSON: name, folded, never, meanings [{id, name, type, country, listings [{text, rule, words, near, from, until}], aliases,
roles, stands_for, exclusions, distinct}], spellings [{id, name, type, listed, chosen, comparison}]; for rules: rules [{rule, words}]; for two
names comparison {answer, rule, score, shorter, longer, steps [{what, score}]}; scores are hundredths of log-odds.
Exit status: 0 found, 1 nothing has that name, 2 wrong use or bad input.")]
pub(super) struct Args {
    /// A name as a document may write it, or a rule that `annotate` gave
    #[arg(required_unless_present = "rules")]
    name: Option<String>,
    /// A second name: compare the two by their letters alone, step by step
    other: Option<String>,
    /// List all rules by which names are decided
    #[arg(long, conflicts_with_all = ["name", "other"])]
    rules: bool,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    packs: PackArgs,
}

#[derive(Serialize)]
struct RuleJson {
    rule: &'static str,
    words: &'static str,
}

#[derive(Serialize)]
struct RulesJson {
    rules: Vec<RuleJson>,
}

#[derive(Serialize)]
struct NameJson<'e> {
    name: &'e str,
    folded: &'e str,
    never: &'e [String],
    meanings: Vec<MeaningJson<'e>>,
    spellings: Vec<SpellingJson<'e>>,
}

#[derive(Serialize)]
struct SpellingJson<'e> {
    id: &'e str,
    name: &'e str,
    r#type: &'e str,
    listed: &'e str,
    chosen: bool,
    comparison: ComparisonJson<'e>,
}

#[derive(Serialize)]
struct ComparisonJson<'e> {
    answer: &'static str,
    rule: &'static str,
    score: i32,
    shorter: &'e [String],
    longer: &'e [String],
    steps: Vec<StepJson>,
}

#[derive(Serialize)]
struct StepJson {
    what: String,
    score: i32,
}

#[derive(Serialize)]
struct PairJson<'e> {
    comparison: ComparisonJson<'e>,
}

#[derive(Serialize)]
struct MeaningJson<'e> {
    id: &'e str,
    name: &'e str,
    r#type: &'e str,
    country: Option<&'e str>,
    listings: Vec<ListingJson<'e>>,
    aliases: &'e [String],
    roles: &'e [String],
    stands_for: &'e [String],
    exclusions: &'e [(String, String)],
    distinct: &'e [(String, String)],
}

#[derive(Serialize)]
struct ListingJson<'e> {
    text: &'e str,
    rule: &'static str,
    words: &'static str,
    near: &'e [String],
    from: Option<&'e str>,
    until: Option<&'e str>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let Some(name) = &args.name else { return of_rules(rules::all().collect(), args, console) };
    if let Some(other) = &args.other {
        return of_pair(name, other, args, console);
    }
    if let Some((rule, words)) = rules::all().find(|(rule, _)| rule == name) {
        return of_rules(vec![(rule, words)], args, console);
    }
    let gazetteer = gazetteer(&args.packs)?;
    let explanation = explain(&gazetteer, name);
    if args.shape.is_json() {
        object(console, &json(&explanation))?;
    } else {
        write!(console.out, "{explanation}")?;
    }
    Ok(if explanation.meanings.is_empty() && explanation.never.is_empty() && explanation.spellings.is_empty() {
        Status::Nothing
    } else {
        Status::Done
    })
}

fn of_rules(rules: Vec<(&'static str, &'static str)>, args: &Args, console: &mut Console<'_>) -> Outcome {
    if args.shape.is_json() {
        let rules = rules.into_iter().map(|(rule, words)| RuleJson { rule, words }).collect();
        object(console, &RulesJson { rules })?;
    } else {
        for (rule, words) in rules {
            writeln!(console.out, "{rule}: {words}")?;
        }
    }
    Ok(Status::Done)
}

fn of_pair(a: &str, b: &str, args: &Args, console: &mut Console<'_>) -> Outcome {
    let pair = explain_pair(a, b);
    if args.shape.is_json() {
        object(console, &PairJson { comparison: comparison(&pair) })?;
    } else {
        write!(console.out, "{pair}")?;
    }
    Ok(Status::Done)
}

fn json(explanation: &Explanation) -> NameJson<'_> {
    let Explanation { name, folded, meanings, spellings, never } = explanation;
    NameJson { name, folded, never, meanings: meanings.iter().map(meaning).collect(), spellings: spellings.iter().map(spelling).collect() }
}

fn spelling(spelling: &Spelling) -> SpellingJson<'_> {
    let Spelling { entity: _, id, name, type_name, listed, chosen, pair } = spelling;
    SpellingJson { id, name, r#type: type_name, listed, chosen: *chosen, comparison: comparison(pair) }
}

fn comparison(pair: &PairExplanation) -> ComparisonJson<'_> {
    let PairExplanation { verdict, shorter, longer, steps } = pair;
    let steps = steps.iter().map(|step| StepJson { what: step.words(), score: step.score() }).collect();
    ComparisonJson { answer: verdict.answer.as_str(), rule: verdict.rule, score: verdict.score, shorter, longer, steps }
}

fn meaning(meaning: &Meaning) -> MeaningJson<'_> {
    MeaningJson {
        id: &meaning.id,
        name: &meaning.name,
        r#type: &meaning.type_name,
        country: meaning.country.as_deref(),
        listings: meaning.listings.iter().map(listing).collect(),
        aliases: &meaning.aliases,
        roles: &meaning.roles,
        stands_for: &meaning.stands_for,
        exclusions: &meaning.exclusions,
        distinct: &meaning.distinct,
    }
}

fn listing(listing: &Listing) -> ListingJson<'_> {
    ListingJson {
        text: &listing.text,
        rule: listing.rule,
        words: listing.words,
        near: &listing.near,
        from: listing.from.as_deref(),
        until: listing.until.as_deref(),
    }
}
