//! `nisba annotate`: what was found in each document, one line of JSON for each.

use super::args::ReadArgs;
use super::console::Console;
use super::failure::{Failure, Outcome, Status};
use super::source::{each, inputs, pipeline};
use crate::document::Document;
use crate::export::annotation;
use crate::pipeline::Analysis;
use crate::text::Offsets;
use clap::ValueEnum;
use std::path::PathBuf;

/// List the names and relations of each document as JSON Lines, in the order of the documents
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba annotate seeds > found.jsonl
  nisba annotate article.txt --offsets utf16 | jq '.relations[] | [.subject.name, .relation, .object.name]'
  echo 'Marco Rubio met Asaad al-Shaibani in Turkey.' | nisba annotate - --date 2025-05-20
  nisba annotate news.jsonl -g my-names.tsv --only-gazetteer --cooccurrence

Keys: id, date, sentences [[start, end]], mentions [{start, end, text, entity, name, type, kind, rule, acts_as, reading, zone}],
relations [{subject, relation, object, sentence, trigger, polarity, modality, attribution, place, date, mode, rule, confidence}],
ambiguous [{start, end, text, candidates}], and with --cooccurrence cooccurrences [{a, b, sentence}]. Spans are half-open.
Exit status: 0 done, 2 wrong use or bad input, 3 done but some documents were skipped.")]
pub(super) struct Args {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "DOCS")]
    documents: Vec<PathBuf>,
    /// What spans count
    #[arg(long, value_name = "UNIT", default_value = "codepoints")]
    offsets: Unit,
    /// Also list pairs that are only named in one sentence
    #[arg(long)]
    cooccurrence: bool,
    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Unit {
    /// Unicode code points, as Python counts
    Codepoints,
    /// UTF-8 bytes
    Bytes,
    /// UTF-16 code units, as JavaScript counts
    Utf16,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let pipeline = pipeline(&args.read.packs, args.read.variants.into())?;
    let offsets = match args.offsets {
        Unit::Codepoints => Offsets::CodePoints,
        Unit::Bytes => Offsets::Bytes,
        Unit::Utf16 => Offsets::Utf16,
    };
    let line = |document: &Document, analysis: &Analysis| annotation(pipeline.gazetteer(), document, analysis, offsets, args.cooccurrence);
    let inputs = inputs(&args.documents, console)?;
    let skipped = each(&inputs, &args.read, &pipeline, console, &line, &mut |line, console| {
        let line = line.map_err(|error| Failure::Output(error.into()))?;
        Ok(writeln!(console.out, "{line}")?)
    })?;
    Ok(if skipped > 0 { Status::Skipped } else { Status::Done })
}
