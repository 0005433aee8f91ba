//! One edge: a fold over its evidence.

use super::node::widen;
use super::quote::{collapse, shorten};
use super::{EvidenceRow, Include, RelationFacts};
use crate::relation::{CO_OCCURS, Modality, Polarity};
use std::borrow::Cow;

/// How many sentences an edge refers to.
const REFERENCES: usize = 5;
/// Longest quote of an edge, in code points.
const QUOTE: usize = 300;

/// Everything that joins two entities by one relation.
///
/// Weight, counts of evidence, dates and sentences speak of the evidence that the view includes; the counts `asserted` to `negated` of all
/// evidence between the two, so that an edge never hides that somebody denies it.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge<'g> {
    /// Id of the entity it starts from.
    pub subject: &'g str,
    /// Id of the relation.
    pub relation: &'g str,
    /// Id of the entity it leads to.
    pub object: &'g str,
    /// Short words for the relation.
    pub label: String,
    /// Whether both ends play the same part; they are in id order then.
    pub symmetric: bool,
    /// Independent documents: copies and updates of one text count once.
    pub weight: u64,
    /// Pieces of evidence.
    pub n_evidence: u64,
    /// Documents, copies included.
    pub n_documents: u64,
    /// Outlets, whatever the case and white space of their names; documents that name none count as one together where no document names
    /// one.
    pub n_sources: u64,
    /// Pieces of evidence that say it as a fact.
    pub asserted: u64,
    /// Pieces that say it is to come.
    pub planned: u64,
    /// Pieces that say it may be.
    pub possible: u64,
    /// Pieces in which somebody denies it.
    pub denied: u64,
    /// Pieces that say it is not so.
    pub negated: u64,
    /// Earliest date of the evidence: the day that the sentence names, otherwise the date of the document.
    pub first_date: Option<String>,
    /// Latest date.
    pub last_date: Option<String>,
    /// Of a co-occurrence: how many times as many sentences name both, and say nothing else of the two, as chance would have it from how
    /// often each is named (Church and Hanks 1990, without the logarithm); rounded down to thousandths. Beyond 1 they seek each other.
    pub lift: Option<f64>,
    /// The evidence that the view includes, the most telling first.
    pub rows: Vec<&'g EvidenceRow>,
    /// The evidence that the view leaves out, the most telling first.
    pub left_out: Vec<&'g EvidenceRow>,
}

impl<'g> Edge<'g> {
    /// Folds the rows of one edge; `rows` must not be empty and agree in subject, relation and object.
    pub(super) fn fold(rows: &[&'g EvidenceRow], relation: RelationFacts, include: Include) -> Option<Self> {
        let first = rows.first()?;
        let (mut shown, mut left_out): (Vec<_>, Vec<_>) = rows.iter().copied().partition(|row| include.admits(row));
        shown.sort_by(|a, b| a.rank().cmp(&b.rank()));
        left_out.sort_by(|a, b| a.rank().cmp(&b.rank()));
        let count = |test: &dyn Fn(&EvidenceRow) -> bool| rows.iter().filter(|row| test(row)).count() as u64;
        let (mut first_date, mut last_date) = (None, None);
        for row in &shown {
            widen(&mut first_date, &mut last_date, row.first_date(), row.last_date());
        }
        let documents = distinct(shown.iter().map(|row| row.document.as_str()));
        let sources = distinct(shown.iter().filter_map(|row| row.source.as_deref()));
        // One name is one outlet, however it is written.
        let outlets = if sources.len() > 1 { distinct(sources.into_iter().map(outlet)).len() } else { 1 };
        Some(Self {
            subject: &first.subject,
            relation: &first.relation,
            object: &first.object,
            label: relation.label,
            symmetric: relation.symmetric,
            weight: independent_documents(shown.iter().copied()),
            n_evidence: shown.len() as u64,
            n_documents: documents.len() as u64,
            n_sources: outlets as u64,
            asserted: count(&|row| row.modality == Modality::Asserted),
            planned: count(&|row| row.modality == Modality::Planned),
            possible: count(&|row| row.modality == Modality::Possible),
            denied: count(&|row| row.modality == Modality::Denied),
            negated: count(&|row| row.polarity == Polarity::Negative),
            first_date,
            last_date,
            lift: None,
            rows: shown,
            left_out,
        })
    }

    /// Whether the two entities are only named together.
    pub fn is_cooccurrence(&self) -> bool {
        self.relation == CO_OCCURS
    }

    /// The end that is not `id`; the subject where the edge is a loop.
    pub fn other_end(&self, id: &str) -> &'g str {
        if self.subject == id { self.object } else { self.subject }
    }

    /// Where the most telling sentences stand: `document#sentence:start-end`, in code points; at most five.
    pub fn references(&self) -> Vec<String> {
        let mut references: Vec<String> = Vec::new();
        for row in &self.rows {
            let reference = row.reference();
            if !references.contains(&reference) {
                references.push(reference);
            }
            if references.len() == REFERENCES {
                break;
            }
        }
        references
    }

    /// The same, joined by ` | `.
    pub fn evidence(&self) -> String {
        if let [row] = self.rows.as_slice() {
            return row.reference();
        }
        self.references().join(" | ")
    }

    /// The most telling sentence, at most 300 code points of it.
    pub fn quote(&self) -> Cow<'g, str> {
        self.rows.first().map_or_else(Cow::default, |row| shorten(&row.quote, QUOTE))
    }

    /// What sorts the strongest edge first.
    pub(super) fn rank(&self) -> impl Ord + use<'g> {
        let strength = (self.is_cooccurrence(), std::cmp::Reverse((self.weight, self.n_evidence)));
        (strength, self.relation, self.subject, self.object)
    }
}

/// How many documents say something of their own.
pub(super) fn independent_documents<'a>(rows: impl IntoIterator<Item = &'a EvidenceRow>) -> u64 {
    distinct(rows.into_iter().map(EvidenceRow::cluster)).len() as u64
}

/// The name of a source as it counts: in whatever case and white space it is written, it is one outlet.
pub(crate) fn outlet(source: &str) -> String {
    collapse(source).to_lowercase()
}

/// Each item once, in order. Most edges have a handful, for which a tree would be a waste.
fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<_> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}
