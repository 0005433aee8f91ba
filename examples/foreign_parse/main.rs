//! `nisba annotate` with the trees of another parser, to compare parsers under the same rules; `benches/rivals/spacy_frames.py` runs it.
#![allow(missing_docs, reason = "a program, not a library")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program speaks to whoever runs it")]

mod foreign;

use foreign::ForeignParser;
use nisba::compile::{PackSource, gazetteer};
use nisba::document::{SkippedKind, document_date, expand, read_all, zones};
use nisba::export::annotation;
use nisba::pipeline::Pipeline;
use nisba::relation::{Analyses, BuiltInParser, Parser};
use nisba::text::Offsets;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
foreign-parse [--parser PROGRAM]... [--no-cascade] annotate [--only-gazetteer] [-g PACK]... DOCS...

Without --parser the trees are nisba's own; further --parser are the arguments of the program.
--no-cascade  relations only from the trees
For each sentence the program reads a line of JSON, [[word, whether it is a name], ...], and writes one with as many trios,
[[number of the head from 1 or 0 for the root, relation of Universal Dependencies, tag of the Penn Treebank], ...].";

#[derive(Default)]
struct Options {
    parser: Vec<String>,
    no_cascade: bool,
    only: bool,
    packs: Vec<PathBuf>,
    documents: Vec<PathBuf>,
}

fn options() -> Option<Options> {
    let mut options = Options::default();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--parser" => options.parser.push(arguments.next()?),
            "--no-cascade" => options.no_cascade = true,
            "--only-gazetteer" => options.only = true,
            "-g" => options.packs.push(arguments.next()?.into()),
            "annotate" | "--quiet" => {}
            other if other.starts_with('-') => return None,
            document => options.documents.push(document.into()),
        }
    }
    (!options.documents.is_empty()).then_some(options)
}

fn main() -> ExitCode {
    let Some(options) = options() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match annotate(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn annotate(options: &Options) -> Result<(), Box<dyn Error>> {
    let parser: Box<dyn Parser> =
        if options.parser.is_empty() { Box::new(BuiltInParser) } else { Box::new(ForeignParser::start(&options.parser)?) };
    let packs = options.packs.iter().map(|pack| PackSource::open(pack)).collect::<Result<Vec<_>, _>>()?;
    let gazetteer = gazetteer(!options.only, packs, None).map_err(|errors| errors.into_iter().next().map(Box::new).expect("a reason"))?;
    let pipeline = Pipeline::new(gazetteer).with_analyses(Analyses { cascade: !options.no_cascade, parser: Some(parser) });
    let (inputs, skipped) = expand(&options.documents);
    let read = read_all(&inputs);
    // Figures that are compared must be of the same documents.
    if let Some(fault) = skipped.iter().find(|skipped| skipped.kind == SkippedKind::Fault).or(read.skipped.first()) {
        return Err(fault.to_string().into());
    }
    for mut document in read.documents {
        document.date = document.date.or_else(|| document_date(&document.text, &zones(&document.text)));
        println!("{}", annotation(pipeline.gazetteer(), &document, &pipeline.analyze(&document), Offsets::CodePoints, false)?);
    }
    Ok(())
}
