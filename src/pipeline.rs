//! The one place where the stages meet. Threads live only here.

use crate::document::{Document, zones};
use crate::entity::resolve;
use crate::gazetteer::Gazetteer;
use crate::mention::{Ambiguous, Matcher, Mention, TrieMatcher, scan};
use crate::relation::{Cooccurrence, Evidence, cooccurrences, relations};
use crate::text::{Sentence, sentences};
use rayon::prelude::*;

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
    matcher: TrieMatcher,
}

impl Pipeline {
    /// Compiles a gazetteer.
    pub fn new(gazetteer: Gazetteer) -> Self {
        Self { matcher: TrieMatcher::new(&gazetteer), gazetteer }
    }

    /// What the pipeline knows.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Finds everything in one document. Pure: the same document gives the same analysis, whatever else is analysed.
    pub fn analyze(&self, document: &Document) -> Analysis {
        analyze(&self.gazetteer, &self.matcher, document)
    }

    /// Analyses documents side by side; the results are in input order whatever the number of threads.
    pub fn analyze_all(&self, documents: &[Document]) -> Vec<Analysis> {
        documents.par_iter().map(|document| self.analyze(document)).collect()
    }
}

/// Finds everything in one document with any matcher.
pub fn analyze(gazetteer: &Gazetteer, matcher: &dyn Matcher, document: &Document) -> Analysis {
    let text = &document.text;
    let sentences = sentences(text, &zones(text));
    let scanned = scan(text, &sentences, matcher);
    let names = resolve(gazetteer, text, &scanned, document.date);
    let relations = relations(gazetteer, text, &scanned, &names.mentions, document.date);
    let cooccurrences = cooccurrences(&sentences, &names.mentions, &relations);
    Analysis { sentences, mentions: names.mentions, ambiguous: names.ambiguous, relations, cooccurrences }
}
