//! The commands, and the options that several of them share.

use super::console::Console;
use super::{
    add, annotate, build, completions, diff, different, discover, drop, export, gazetteer, path, remove, rename, same, show, timeline, top,
    verify, why,
};
use crate::compile::overlay_of;
use crate::document::Date;
use crate::entity::Variants;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Turns a pile of documents into a graph of who and what is connected to whom, each connection backed by its sentences.
#[derive(Debug, Parser)]
#[command(
    name = "nisba",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    propagate_version = true,
    after_help = "\
The story in six commands (seeds is a folder with a few articles):
  nisba build seeds -o g.graphml -o g.json   a graph for Gephi, one to go on with
  nisba show g.json al-Shibani               one person and the sentences
  nisba path g.json Dermer Moscow            how two are connected, step by step
  nisba why g.json al-Shibani Dermer         all evidence for one connection
  nisba export g.json --top 50 -o small.dot  a smaller picture
  nisba verify g.json seeds                  does every sentence still stand?
Correct it with same, different, drop and rename; the next build follows.
Where a graph is taken, documents are too. Add your own names: -g names.tsv.
Exit status: 0 done, 1 nothing found, 2 wrong use or bad input, 3 done but some
documents were skipped."
)]
pub(super) struct Cli {
    /// Report faults only: no run report, no notes, no progress
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(build::Args),
    Add(add::Args),
    Remove(remove::Args),
    Show(show::Args),
    Path(path::Args),
    Why(why::Args),
    Top(top::Args),
    Timeline(timeline::Args),
    Diff(diff::Args),
    Annotate(annotate::Args),
    Export(export::Args),
    Verify(verify::Args),
    Same(same::Args),
    Different(different::Args),
    Drop(drop::Args),
    Rename(rename::Args),
    Discover(discover::Args),
    Gazetteer(gazetteer::Args),
    Completions(completions::Args),
}

/// Which names are known.
#[derive(Debug, Clone, Args)]
pub(super) struct PackArgs {
    /// Names of your own: a table (.tsv, .csv, .jsonl), a folder of tables or a compiled file (.gaz); may be repeated, later ones win
    #[arg(short, long, value_name = "PACK")]
    pub(super) gazetteer: Vec<PathBuf>,
    /// Leave the built-in entities out; the language data stays
    #[arg(long)]
    pub(super) only_gazetteer: bool,
}

impl PackArgs {
    /// The same with the overlays beside some graphs, which come last and so win; and which these are, each once. One that is named already
    /// stays where it is.
    pub(super) fn with_overlays<'p>(&self, graphs: impl IntoIterator<Item = &'p Path>) -> (Self, Vec<PathBuf>) {
        let (mut all, mut overlays) = (self.clone(), Vec::new());
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        for overlay in graphs.into_iter().filter_map(overlay_of) {
            if all.gazetteer.iter().all(|given| real(given) != real(&overlay)) {
                all.gazetteer.push(overlay.clone());
                overlays.push(overlay);
            }
        }
        (all, overlays)
    }
}

/// How documents are read.
#[derive(Debug, Clone, Args)]
pub(super) struct ReadArgs {
    #[command(flatten)]
    pub(super) packs: PackArgs,
    /// Documents side by side; the result is the same for every number [default: one per core]
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(super) threads: Option<NonZeroUsize>,
    /// The date of documents that state none
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) date: Option<Date>,
    /// Which spellings of a name are taken for it
    #[arg(long, value_name = "HOW", default_value = "standard")]
    pub(super) variants: Spelling,
    /// Take a document that had to be skipped for a failure: write nothing, exit with 2
    #[arg(long)]
    pub(super) strict: bool,
}

impl ReadArgs {
    /// The same with the decisions that lie beside some graphs, of which the user is told.
    pub(super) fn with_decisions<'p>(&self, graphs: impl IntoIterator<Item = &'p Path>, console: &mut Console<'_>) -> Self {
        let (packs, overlays) = self.packs.with_overlays(graphs);
        for overlay in overlays {
            console.note(format!("follows the decisions in {}", overlay.display()));
        }
        Self { packs, ..self.clone() }
    }
}

/// How far a spelling may be from the listed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Spelling {
    /// Canonical names alone, letter for letter but for case, accents and apostrophes
    Off,
    /// Names as the tables list them
    Listed,
    /// Also spellings that are listed nowhere (Suwayda for Sweida), where nothing speaks against them
    Standard,
    /// The same with less to speak for them; what only this way finds has low confidence
    Wide,
}

impl Spelling {
    /// The word of the option.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Listed => "listed",
            Self::Standard => "standard",
            Self::Wide => "wide",
        }
    }
}

impl From<Spelling> for Variants {
    fn from(spelling: Spelling) -> Self {
        match spelling {
            Spelling::Off => Self::Off,
            Spelling::Listed => Self::Listed,
            Spelling::Standard => Self::Standard,
            Spelling::Wide => Self::Wide,
        }
    }
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    /// For people
    Text,
    /// For programs: one object with stable keys
    Json,
}

/// The choice between them.
#[derive(Debug, Args)]
pub(super) struct ShapeArgs {
    /// Write for people or for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Shape,
}

impl ShapeArgs {
    pub(super) fn is_json(&self) -> bool {
        self.format == Shape::Json
    }
}

/// A whole number from 1.
fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let number = text.parse::<usize>().map_err(|_| "not a whole number".to_owned())?;
    NonZeroUsize::new(number).filter(|number| number.get() <= 1024).ok_or_else(|| "must be from 1 to 1024".to_owned())
}

/// A day.
pub(super) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).filter(|date| date.is_day()).ok_or_else(|| "no day of the calendar; write it like 2025-07-31".to_owned())
}

/// A day, a month or a year.
pub(super) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "no date of the calendar; write it like 2025-07-31, 2025-07 or 2025".to_owned())
}
