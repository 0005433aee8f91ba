//! The one place where the stages meet. Documents are analysed in threads only here.

use crate::document::{Document, Zone, zones};
use crate::entity::{Lexicon, Spellings, Variants, resolve, restore_possessives};
use crate::error::{Error, Result};
use crate::gazetteer::{Bytes, Gazetteer, Tag};
use crate::mention::{Ambiguous, HashMatcher, Matcher, Mention, scan};
use crate::relation::{Analyses, Cooccurrence, Evidence, cooccurrences, read_tables, relations};
use crate::text::{Sentence, sentences};
use rayon::prelude::*;
use std::num::NonZeroUsize;

/// Everything that was found in one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// In text order.
    pub sentences: Vec<Sentence>,
    /// In text order; they do not overlap.
    pub mentions: Vec<Mention>,
    /// Words that fit several entities.
    pub ambiguous: Vec<Ambiguous>,
    /// In text order.
    pub relations: Vec<Evidence>,
    /// Pairs named in one sentence that no relation of that sentence joins, in text order.
    pub cooccurrences: Vec<Cooccurrence>,
}

/// A gazetteer with its matcher, ready to analyse documents.
#[derive(Debug)]
pub struct Pipeline {
    gazetteer: Gazetteer,
    /// The image of a matcher over its names.
    names: Bytes,
    spellings: Spellings,
    analyses: Analyses,
}

/// Where that image lies in a compiled gazetteer.
const NAMES: Tag = *b"HASH";

/// The image of a matcher over the names of a gazetteer; it is made anew where it is not there.
pub(crate) fn matcher(gazetteer: &Gazetteer) -> Bytes {
    let there = gazetteer.extra(NAMES).filter(|image| HashMatcher::open(image).is_ok());
    there.cloned().unwrap_or_else(|| HashMatcher::build(gazetteer).into())
}

/// Keeps the image of a matcher with the names.
pub(crate) fn keep_matcher(gazetteer: &mut Gazetteer, image: Bytes) {
    gazetteer.set_extra(NAMES, image);
}

/// Does some work while the tables of the language are read for which the first documents would have to wait.
pub(crate) fn beside_tables<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    // The larger part first: whoever is done before takes the other.
    let tables = || rayon::join(read_tables, Lexicon::built_in);
    rayon::join(work, tables).0
}

impl Pipeline {
    /// Makes a gazetteer ready; spellings that are not listed are read as by default.
    pub fn new(gazetteer: Gazetteer) -> Self {
        Self::with_variants(gazetteer, Variants::default())
    }

    /// Makes a gazetteer ready, with a choice of the spellings that are taken for its names.
    pub fn with_variants(gazetteer: Gazetteer, variants: Variants) -> Self {
        let (names, spellings) = rayon::join(|| matcher(&gazetteer), || Spellings::new(&gazetteer, variants));
        Self { gazetteer, names, spellings, analyses: Analyses::default() }
    }

    /// Reads relations from other analyses of the sentences than the program does, to compare.
    #[must_use]
    pub fn with_analyses(self, analyses: Analyses) -> Self {
        Self { analyses, ..self }
    }

    /// What the pipeline knows.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Finds everything in one document. Pure: the same document gives the same analysis, whatever else is analysed.
    ///
    /// # Panics
    /// Never: the pipeline has opened the matcher's image before.
    pub fn analyze(&self, document: &Document) -> Analysis {
        self.analyze_zones(document, &zones(&document.text))
    }

    /// The same of a document whose zones are known.
    ///
    /// # Panics
    /// Never: the pipeline has opened the matcher's image before.
    pub fn analyze_zones(&self, document: &Document, zones: &[Zone]) -> Analysis {
        let matcher = HashMatcher::open(&self.names).expect("the pipeline has opened it before");
        analyze(&self.gazetteer, &matcher, &self.spellings, &self.analyses, document, zones)
    }

    /// Analyses documents side by side; the results are in input order whatever the number of threads.
    pub fn analyze_all(&self, documents: &[Document]) -> Vec<Analysis> {
        documents.par_iter().map(|document| self.analyze(document)).collect()
    }
}

/// Threads that work on documents side by side.
#[derive(Debug)]
pub struct Workers {
    pool: rayon::ThreadPool,
}

impl Workers {
    /// So many threads; one for each core where no number is given.
    ///
    /// # Errors
    /// Where the system gives no threads.
    pub fn new(threads: Option<NonZeroUsize>) -> Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.map_or(0, NonZeroUsize::get)).build();
        pool.map(|pool| Self { pool }).map_err(|error| Error::usage(format!("cannot start the threads: {error}")))
    }

    /// How many there are.
    pub fn number(&self) -> usize {
        self.pool.current_num_threads()
    }

    /// Does something whose parts may be done side by side.
    pub fn within<T: Send>(&self, what: impl FnOnce() -> T + Send) -> T {
        self.pool.install(what)
    }

    /// Does the same with each item; the results are in input order whatever the number of threads.
    pub fn map<I: Send, T: Send>(&self, items: Vec<I>, each: impl Fn(I) -> T + Sync + Send) -> Vec<T> {
        // One by one: whoever is done takes the next, and nobody waits for a long row of another.
        self.pool.install(|| items.into_par_iter().with_max_len(1).map(each).collect())
    }
}

/// Finds everything in one document, whose zones are known, with any matcher.
pub fn analyze(
    gazetteer: &Gazetteer,
    matcher: &dyn Matcher,
    spellings: &Spellings,
    analyses: &Analyses,
    document: &Document,
    zones: &[Zone],
) -> Analysis {
    let text = &document.text;
    let sentences = sentences(text, zones);
    let mut scanned = scan(text, &sentences, matcher);
    restore_possessives(text, gazetteer, matcher, &mut scanned);
    let names = resolve(gazetteer, spellings, text, &scanned, document.date);
    let relations = relations(gazetteer, text, &scanned, &names.mentions, document.date, analyses);
    let cooccurrences = cooccurrences(&sentences, &names.mentions, &relations);
    Analysis { sentences, mentions: names.mentions, ambiguous: names.ambiguous, relations, cooccurrences }
}
