//! Documents into a store: only what is new or has changed is analysed.

use super::args::ReadArgs;
use super::console::Console;
use super::failure::{Failure, Status};
use super::progress::Progress;
use super::source::{each_batch, inputs, packs, settle_date};
use super::words::{count, group};
use crate::compile;
use crate::document::{Document, zones};
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::pipeline::{Pipeline, Workers};
use crate::store::{Changes, Digest, Leaf, Store, Update};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;

/// So many documents a thread are analysed before they are handed on to be written.
const SHARE: usize = 32;
/// So many parts may wait to be written.
const AHEAD: usize = 4;

/// Which documents of the store are spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All: those that are not given go.
    Mirror,
    /// Those that are given; the store is there already.
    Add,
}

/// What became of a store.
#[derive(Debug)]
pub(super) struct Kept {
    path: PathBuf,
    /// Whether the whole of it was made in this run.
    fresh: bool,
    changes: Changes,
    skipped: usize,
}

/// Brings documents into the store at a path.
///
/// # Errors
/// Nothing that could be read; what [`Update::begin`] and [`Update::finish`] return.
pub(super) fn keep(store: &Path, documents: &[PathBuf], args: &ReadArgs, scope: Scope, console: &mut Console<'_>) -> Result<Kept, Failure> {
    let names = Names::new(args)?;
    let mut inputs = inputs(documents, console)?;
    inputs.list.sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    let mut update = match scope {
        Scope::Mirror => Update::begin(store, &names.recipe, &names.made())?,
        Scope::Add => Update::change(store, &names.recipe)?,
    };
    let pipeline = Pipeline::with_variants(names.gazetteer()?, args.variants.into());
    let workers = Workers::new(args.threads)?;
    let analyse = |(mut document, digest): (Document, Digest)| {
        let zones = zones(&document.text);
        settle_date(&mut document, &zones, args.date);
        let analysis = pipeline.analyze_zones(&document, &zones);
        Leaf::new(pipeline.gazetteer(), document, digest, &analysis)
    };
    let known = update.digests();
    let mut given = BTreeSet::new();
    let (found, waiting) = sync_channel(AHEAD);
    let (read, written) = std::thread::scope(|scope| {
        // What was found in some documents is written while the next ones are analysed.
        let (update, gazetteer) = (&mut update, pipeline.gazetteer());
        let write = move || waiting.into_iter().flatten().try_for_each(|leaf: Leaf| update.put(gazetteer, &leaf));
        let writer = scope.spawn(write);
        let mut flush = |held: Vec<Document>, progress: &mut Progress, console: &mut Console<'_>| -> Result<(), Failure> {
            let (number, bytes) = (held.len(), held.iter().map(|document| document.text.len() as u64).sum());
            given.extend(held.iter().map(|document| document.id.clone()));
            let digests = held.into_iter().map(|document| {
                let digest = Digest::of(&document, args.date);
                (document, digest)
            });
            let mut changed = digests.filter(|(document, digest)| known.get(&document.id) != Some(digest)).peekable();
            while changed.peek().is_some() {
                let some = changed.by_ref().take(SHARE * workers.number()).collect();
                // Where the writer has stopped it says why itself.
                found.send(workers.map(some, analyse)).map_err(|_| Failure::usage("the store cannot be written"))?;
            }
            progress.add(number, bytes, console);
            Ok(())
        };
        let read = each_batch(&inputs, console, &mut flush);
        drop(found);
        (read, writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    written?;
    let skipped = read?;
    if args.strict && skipped > 0 {
        let message = format!("{} skipped, and --strict was given", count(skipped as u64, "document was", "documents were"));
        return Err(Failure::usage(message));
    }
    if given.is_empty() {
        return Err(Failure::usage("no document could be read"));
    }
    if scope == Scope::Mirror {
        let gone: BTreeSet<String> = update.ids().filter(|id| !given.contains(*id)).map(str::to_owned).collect();
        for id in gone {
            update.remove(&id)?;
        }
    }
    let fresh = update.is_fresh();
    Ok(Kept { path: store.to_owned(), fresh, changes: workers.within(|| update.finish())?, skipped })
}

/// What the names of a store are made from.
pub(super) struct Names<'a> {
    args: &'a ReadArgs,
    packs: Vec<compile::PackSource>,
    /// In a word that other names do not have.
    pub(super) recipe: String,
}

impl<'a> Names<'a> {
    /// The names that options speak of.
    pub(super) fn new(args: &'a ReadArgs) -> Result<Self, Failure> {
        let packs = packs(&args.packs)?;
        let recipe = compile::recipe(!args.packs.only_gazetteer, &packs);
        Ok(Self { args, packs, recipe: format!("{:032x} {}", recipe.fingerprint(), args.variants.as_str()) })
    }

    /// The names.
    fn gazetteer(self) -> Result<Gazetteer, Failure> {
        Ok(compile::gazetteer(!self.args.packs.only_gazetteer, self.packs, super::cache::cache().as_ref())?)
    }

    /// The same for people who look into the file.
    fn made(&self) -> Vec<(&'static str, String)> {
        let args = self.args;
        let packs: Vec<String> = args.packs.gazetteer.iter().map(|path| path.display().to_string()).collect();
        let built_in = if args.packs.only_gazetteer { "left out" } else { "used" };
        vec![("packs", packs.join(" ")), ("built-in entities", built_in.to_owned()), ("variants", args.variants.as_str().to_owned())]
    }
}

impl Kept {
    /// What was done to a store that was changed otherwise.
    pub(super) fn new(path: &Path, changes: Changes) -> Self {
        Self { path: path.to_owned(), fresh: false, changes, skipped: 0 }
    }

    /// The run report.
    ///
    /// # Errors
    /// A store that cannot be read.
    pub(super) fn in_words(&self) -> Result<String, Error> {
        let counts = Store::open(&self.path)?.counts()?;
        let Changes { added, changed, removed } = self.changes;
        let changes = [(added, "added"), (changed, "changed"), (removed, "removed")];
        let changes: Vec<String> = changes.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", group(*n as u64))).collect();
        let changes = match (self.fresh, changes.is_empty()) {
            (true, _) => "made anew".to_owned(),
            (false, true) => "nothing changed".to_owned(),
            (false, false) => changes.join(", "),
        };
        Ok(format!(
            "{}: {changes}. It holds {} with {}: {}, {} from {}, {}. {}, {} skipped.",
            self.path.display(),
            count(counts.documents, "document", "documents"),
            count(counts.sentences, "sentence", "sentences"),
            count(counts.entities, "entity", "entities"),
            count(counts.relations, "relation", "relations"),
            count(counts.evidence, "piece of evidence", "pieces of evidence"),
            count(counts.cooccurrences, "co-occurrence", "co-occurrences"),
            match counts.ambiguous {
                0 => "No ambiguous name".to_owned(),
                number => count(number, "ambiguous name left open", "ambiguous names left open"),
            },
            match self.skipped {
                0 => "no documents".to_owned(),
                number => count(number as u64, "document", "documents"),
            }
        ))
    }

    /// How the command ends.
    pub(super) fn done(&self) -> Status {
        if self.skipped > 0 { Status::Skipped } else { Status::Done }
    }
}
