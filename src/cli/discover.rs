//! `nisba discover`: names that look like entities and are not in the gazetteer, as rows of a pack.

use super::args::{ReadArgs, ShapeArgs};
use super::console::Console;
use super::failure::{Outcome, Status};
use super::show_json::object;
use super::source::{each, inputs, pipeline};
use super::words::{count, safe};
use crate::document::Document;
use crate::entity::unlisted;
use crate::gazetteer::{EntityKind, fold_name};
use crate::pipeline::Analysis;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// List names that look like entities and are not in the gazetteer, as rows of a pack ready to be checked and used
///
/// The output is a table: names with a guess at their type, how often and in how many documents they stand, and above each, as remarks,
/// sentences that have it. Keep the rows that are right, fill in what is missing, and give the file with -g.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba discover articles > found.tsv
  nisba discover articles --min-documents 3 --top 50
  nisba discover articles -g found.tsv           what is still missing
  nisba discover articles --format json | jq -r '.names[].name'

Surnames of persons whom the document names in full count for them. Capitals decide: scripts without them are not searched.
Keys of the JSON: names [{name, type, mentions, documents, sentences [{document, sentence_number, quote}]}], more (names left out by --top).
Exit status: 0 found, 1 nothing is missing, 2 wrong use or bad input, 3 found but some documents were skipped.")]
pub(super) struct Args {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "DOCS")]
    documents: Vec<PathBuf>,
    /// Only names that stand in so many documents
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_documents: u64,
    /// So many names, those of most documents first; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    top: usize,
    /// So many sentences for each name
    #[arg(long, value_name = "N", default_value_t = 2)]
    sentences: usize,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    read: ReadArgs,
}

/// A name in one sentence.
struct Seen {
    name: String,
    sort: Option<EntityKind>,
    /// Counted from 1.
    sentence_number: usize,
    quote: String,
}

/// What all documents say of a name.
#[derive(Default)]
struct Facts {
    spellings: BTreeMap<String, u64>,
    sorts: BTreeMap<EntityKind, u64>,
    mentions: u64,
    documents: u64,
    sentences: Vec<Passage>,
}

#[derive(Serialize)]
struct Passage {
    document: String,
    sentence_number: usize,
    quote: String,
}

#[derive(Serialize)]
struct NameJson<'f> {
    name: &'f str,
    r#type: Option<&'static str>,
    mentions: u64,
    documents: u64,
    sentences: &'f [Passage],
}

#[derive(Serialize)]
struct Whole<'f> {
    names: Vec<NameJson<'f>>,
    more: usize,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let pipeline = pipeline(&args.read.packs, args.read.variants.into())?;
    let ruled_out: BTreeSet<String> =
        pipeline.gazetteer().never().filter(|never| never.entity.is_none()).map(|never| fold_name(never.text)).collect();
    // What is listed and was not taken for a name here is known all the same.
    let is_new =
        |folded: &str, name: &str| !folded.is_empty() && !ruled_out.contains(folded) && pipeline.gazetteer().find_name(name).is_empty();
    let of_one = |document: &Document, analysis: &Analysis| {
        let found = unlisted(&document.text, &analysis.sentences, &analysis.mentions, &analysis.ambiguous);
        let seen = found.into_iter().map(|name| {
            let sentence = analysis.sentences.get(name.sentence).map_or("", |sentence| sentence.span.of(&document.text));
            let quote = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            Seen { name: name.name, sort: name.sort, sentence_number: name.sentence + 1, quote }
        });
        (document.id.clone(), seen.collect::<Vec<_>>())
    };
    let mut names: BTreeMap<String, Facts> = BTreeMap::new();
    let inputs = inputs(&args.documents, console)?;
    let skipped = each(&inputs, &args.read, &pipeline, console, &of_one, &mut |(document, seen), _| {
        let mut here = BTreeSet::new();
        for one in seen {
            let folded = fold_name(&one.name);
            if !is_new(&folded, &one.name) {
                continue;
            }
            let facts = names.entry(folded.clone()).or_default();
            facts.mentions += 1;
            facts.documents += u64::from(here.insert(folded));
            *facts.spellings.entry(one.name).or_default() += 1;
            if let Some(sort) = one.sort {
                *facts.sorts.entry(sort).or_default() += 1;
            }
            let again = facts.sentences.last().is_some_and(|last| last.quote == one.quote);
            if facts.sentences.len() < args.sentences && !again {
                facts.sentences.push(Passage { document: document.clone(), sentence_number: one.sentence_number, quote: one.quote });
            }
        }
        Ok(())
    })?;
    let mut found: Vec<&Facts> = names.values().filter(|facts| facts.documents >= args.min_documents).collect();
    found.sort_by_key(|facts| (Reverse(facts.documents), Reverse(facts.mentions), facts.name()));
    let all = found.len();
    if args.top > 0 {
        found.truncate(args.top);
    }
    let more = all - found.len();
    if args.shape.is_json() {
        object(console, &Whole { names: found.iter().map(|facts| facts.json()).collect(), more })?;
    } else if all > 0 {
        writeln!(console.out, "# Names that nothing lists. Keep the rows that are right, fill in the type, and give the file with -g.")?;
        writeln!(console.out, "name\ttype\taliases\tnote")?;
        for facts in &found {
            facts.write(console)?;
        }
    }
    if more > 0 {
        console
            .note(format!("{} more: --top 0 lists all, --min-documents 2 those of several documents", count(more as u64, "name", "names")));
    }
    if all == 0 {
        console.report("Nothing is missing: no name was found that the gazetteer does not list.");
    }
    Ok(match (all, skipped) {
        (0, _) => Status::Nothing,
        (_, 0) => Status::Done,
        _ => Status::Skipped,
    })
}

impl Facts {
    /// The spelling that is written most often.
    fn name(&self) -> &str {
        let best = self.spellings.iter().max_by_key(|(name, count)| (**count, Reverse(*name)));
        best.map_or("", |(name, _)| name)
    }

    /// What it may be, where one guess is more frequent than the others.
    fn sort(&self) -> Option<&'static str> {
        let most = self.sorts.values().max()?;
        let mut best = self.sorts.iter().filter(|(_, count)| *count == most).map(|(sort, _)| *sort);
        let sort = best.next()?;
        let word = match sort {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
            _ => return None,
        };
        best.next().is_none().then_some(word)
    }

    fn json(&self) -> NameJson<'_> {
        let (name, r#type) = (self.name(), self.sort());
        NameJson { name, r#type, mentions: self.mentions, documents: self.documents, sentences: &self.sentences }
    }

    fn write(&self, console: &mut Console<'_>) -> std::io::Result<()> {
        for sentence in &self.sentences {
            let (document, quote) = (safe(&sentence.document), safe(&sentence.quote));
            writeln!(console.out, "# {document}, sentence {}: {quote}", sentence.sentence_number)?;
        }
        let often = count(self.mentions, "time", "times");
        let documents = count(self.documents, "document", "documents");
        writeln!(console.out, "{}\t{}\t\t{often} in {documents}", safe(self.name()), self.sort().unwrap_or_default())
    }
}
