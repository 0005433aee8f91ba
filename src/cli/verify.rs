//! `nisba verify`: does the evidence of a graph still stand in its documents?

use super::args::{ReadArgs, ShapeArgs};
use super::console::{Console, FAINT};
use super::failure::{Outcome, Status};
use super::quote;
use super::show_json::object;
use super::source::{Source, each_batch, inputs};
use super::words::{count, group, phrase, safe};
use crate::graph::{EvidenceRow, Witness};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

/// Check that every sentence of a graph still stands in its document
///
/// Documents are found by their ids, so name them as they were named when the graph was built. For every piece of evidence the sentence has
/// to stand at its place, word for word, with words where the names are.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba verify graph.json seeds
  nisba verify graph.json articles --format json | jq '.gone[].document'

Keys of the JSON: evidence, documents (both numbers), gone [{document, sentence_number, sentence, subject, relation, object, quote, reason}].
Exit status: 0 everything stands, 2 something is gone (it is listed), wrong use or bad input, 3 everything stands in the documents that
could be read, but some were skipped.")]
pub(super) struct Args {
    /// A saved graph (.nisba, .json), or documents
    input: PathBuf,
    /// The documents: files, folders, or - for standard input
    #[arg(required = true, value_name = "DOCS")]
    documents: Vec<PathBuf>,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Serialize)]
struct Missing<'g> {
    document: &'g str,
    sentence_number: u32,
    sentence: [usize; 2],
    subject: &'g str,
    relation: &'g str,
    object: &'g str,
    quote: &'g str,
    reason: &'static str,
}

#[derive(Serialize)]
struct Whole<'g> {
    evidence: usize,
    documents: usize,
    gone: Vec<Missing<'g>>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let source = Source::open(&args.input, &args.read, console)?;
    let evidence = source.graph.evidence();
    let mut of_document: BTreeMap<&str, Vec<&EvidenceRow>> = BTreeMap::new();
    for row in evidence {
        of_document.entry(&row.document).or_default().push(row);
    }
    let documents = of_document.len();
    let mut gone: Vec<Missing<'_>> = Vec::new();
    let mut inputs = inputs(&args.documents, console)?;
    inputs.list.sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    let skipped = each_batch(&inputs, console, &mut |held, _, _| {
        for document in held {
            let Some(rows) = of_document.remove(document.id.as_str()) else { continue };
            let witness = Witness::new(&document.text);
            gone.extend(rows.into_iter().filter_map(|row| Some(missing(row, witness.check(row).err()?.as_str()))));
        }
        Ok(())
    })?;
    gone.extend(of_document.into_values().flatten().map(|row| missing(row, "the document is not there")));
    gone.sort_by_key(|missing| (missing.document, missing.sentence, missing.subject, missing.relation, missing.object));
    let whole = Whole { evidence: evidence.len(), documents, gone };
    if args.shape.is_json() {
        object(console, &whole)?;
    } else {
        whole.write(console)?;
    }
    Ok(match (whole.gone.is_empty(), skipped) {
        (false, _) => Status::Wrong,
        (true, 0) => Status::Done,
        (true, _) if args.read.strict => Status::Wrong,
        (true, _) => Status::Skipped,
    })
}

fn missing<'g>(row: &'g EvidenceRow, reason: &'static str) -> Missing<'g> {
    Missing {
        document: &row.document,
        sentence_number: row.sentence_number,
        sentence: row.sentence,
        subject: &row.subject,
        relation: &row.relation,
        object: &row.object,
        quote: &row.quote,
        reason,
    }
}

impl Whole<'_> {
    fn write(&self, console: &mut Console<'_>) -> io::Result<()> {
        for missing in &self.gone {
            let [start, end] = missing.sentence;
            let what = phrase(missing.relation, &missing.relation.replace('_', " "), missing.subject, missing.object);
            writeln!(console.out, "{}, sentence {} ({start}-{end}): {}", safe(missing.document), missing.sentence_number, missing.reason)?;
            let text = format!("{}: \u{201c}{}\u{201d}", safe(&what), safe(missing.quote));
            for line in quote::lines(&text, console.columns() - 4) {
                let words = console.paint(FAINT, &text[line]);
                writeln!(console.out, "    {words}")?;
            }
        }
        let all = count(self.evidence as u64, "piece of evidence", "pieces of evidence");
        let documents = count(self.documents as u64, "document", "documents");
        match self.gone.len() {
            0 => writeln!(console.out, "{all} from {documents}: everything stands."),
            gone => writeln!(console.out, "{all} from {documents}: {} gone.", group(gone as u64)),
        }
    }
}
