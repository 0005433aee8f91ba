//! What a run has read, counted.

use super::words::{count, group};
use crate::graph::{Fingerprint, GraphView};
use crate::pipeline::Analysis;
use std::collections::BTreeSet;

/// What one document adds to the counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    sentences: usize,
    ambiguous: usize,
    fingerprint: Fingerprint,
}

/// The counts of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) documents: usize,
    sentences: usize,
    ambiguous: usize,
    seen: BTreeSet<Fingerprint>,
    /// Inputs and lines that gave no document though they should have.
    pub(super) skipped: usize,
}

impl Counts {
    pub(super) fn of(text: &str, analysis: &Analysis) -> Self {
        Self { sentences: analysis.sentences.len(), ambiguous: analysis.ambiguous.len(), fingerprint: Fingerprint::of(text) }
    }
}

impl Tally {
    pub(super) fn add(&mut self, counts: Counts) {
        self.documents += 1;
        self.sentences += counts.sentences;
        self.ambiguous += counts.ambiguous;
        self.seen.insert(counts.fingerprint);
    }

    /// The run report: one paragraph.
    pub(super) fn report(&self, view: &GraphView<'_>) -> String {
        let (together, relations): (Vec<_>, Vec<_>) = view.edges().iter().partition(|edge| edge.is_cooccurrence());
        let evidence: u64 = relations.iter().map(|edge| edge.n_evidence).sum();
        let near = view.graph().near_duplicates();
        let copies = self.documents - self.seen.len() + near;
        let none = |number: usize, what: &str| if number == 0 { format!("no {what}") } else { format!("{} {what}", group(number as u64)) };
        format!(
            "Read {} with {}: {}, {} from {}, {}. {}, {} skipped, {}.",
            count(self.documents as u64, "document", "documents"),
            count(self.sentences as u64, "sentence", "sentences"),
            count(view.nodes().len() as u64, "entity", "entities"),
            count(relations.len() as u64, "relation", "relations"),
            count(evidence, "piece of evidence", "pieces of evidence"),
            count(together.len() as u64, "co-occurrence", "co-occurrences"),
            match self.ambiguous {
                0 => "No ambiguous name".to_owned(),
                number => count(number as u64, "ambiguous name left open", "ambiguous names left open"),
            },
            none(self.skipped, if self.skipped == 1 { "document" } else { "documents" }),
            none(copies, if copies == 1 { "duplicate" } else { "duplicates" })
                + &if near > 0 { format!(" ({} not word for word)", group(near as u64)) } else { String::new() },
        )
    }
}
