//! What is said of an entity, in the order in which it happened.

use super::{EvidenceRow, Filter, KnowledgeGraph, Statement};
use crate::document::Date;
use jiff::civil;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The evidence of an entity by time.
#[derive(Debug, Clone)]
pub struct Timeline<'g> {
    /// What has a date, the earliest first; of periods that begin on one day the longest first.
    pub periods: Vec<Period<'g>>,
    /// What has none, in the order of documents.
    pub undated: Vec<Entry<'g>>,
    /// What was to be left out.
    pub left_out: LeftOut,
}

/// Evidence that a timeline leaves out because there is much that is later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Rows with a date.
    pub earlier: usize,
    /// Rows without any.
    pub undated: usize,
}

/// A day, a month, a year or another stretch of time, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period<'g> {
    /// First day.
    pub first: civil::Date,
    /// Last day.
    pub last: civil::Date,
    /// What happened, the most telling sentence first.
    pub entries: Vec<Entry<'g>>,
}

/// A piece of evidence, the same words of other documents taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'g> {
    /// The first of the documents that say so, by rank.
    pub row: &'g EvidenceRow,
    /// How many others have the same sentence.
    pub copies: u64,
    /// Whether the sentence names the date; otherwise it is that of the document, and the event may be older or yet to come.
    pub dated_by_sentence: bool,
}

impl Period<'_> {
    /// The period in ISO form, as precise as it is: `2025-07-31`, `2025-07`, `2025`, or `2025-07-28 to 2025-08-03`.
    pub fn label(&self) -> String {
        match self.precision() {
            "day" => self.first.to_string(),
            "month" => format!("{:04}-{:02}", self.first.year(), self.first.month()),
            "year" => format!("{:04}", self.first.year()),
            _ => format!("{} to {}", self.first, self.last),
        }
    }

    /// `day`, `month`, `year` or `period`.
    pub fn precision(&self) -> &'static str {
        let (first, last) = (self.first, self.last);
        let whole_months = first.day() == 1 && last == last.last_of_month();
        match (first == last, whole_months, first.year() == last.year()) {
            (true, ..) => "day",
            (_, true, true) if first.month() == last.month() => "month",
            (_, true, true) if (first.month(), last.month()) == (1, 12) => "year",
            _ => "period",
        }
    }
}

impl KnowledgeGraph {
    /// All evidence that has an entity at one of its ends, in the order of the graph.
    pub fn evidence_of(&self, id: &str) -> impl Iterator<Item = &EvidenceRow> {
        self.evidence().iter().filter(move |row| row.subject == id || row.object == id)
    }

    /// What is said of an entity, or of it and another one, in the order in which it happened; of the evidence that a filter keeps. Filters of
    /// edges and entities do not count. Of more than `limit` rows only the latest, in whole periods.
    pub fn timeline(&self, id: &str, with: Option<&str>, filter: &Filter, limit: usize) -> Timeline<'_> {
        let other = |row: &EvidenceRow| with.is_none_or(|with| if row.subject == id { row.object == with } else { row.subject == with });
        let rows = self.evidence_of(id).filter(|row| other(row) && filter.include.admits(row) && filter.keeps(self, row));
        let rows = rows.map(|row| (Span::of(&Statement::of(row)), row));
        let (rows, left_out) = latest(rows.collect(), limit);
        let mut dated: BTreeMap<Span, Vec<_>> = BTreeMap::new();
        let mut undated = Vec::new();
        for (span, row) in rows {
            match span {
                Some(span) => dated.entry(span).or_default().push((row, is_said(row))),
                None => undated.push((row, false)),
            }
        }
        let periods = dated.into_iter().map(|(Span { first, last: Reverse(last) }, rows)| Period { first, last, entries: entries(rows) });
        Timeline { periods: periods.collect(), undated: entries(undated), left_out }
    }
}

/// The latest rows, in whole periods, until there are so many; those without a date only where the others are fewer.
pub(crate) fn latest<T>(mut rows: Vec<(Option<Span>, T)>, limit: usize) -> (Vec<(Option<Span>, T)>, LeftOut) {
    // None is less than every period.
    rows.sort_by_key(|(span, _)| Reverse(*span));
    let mut kept = 0;
    for period in rows.chunk_by(|(a, _), (b, _)| a == b) {
        if kept >= limit {
            break;
        }
        kept += period.len();
    }
    let left = rows.split_off(kept);
    let earlier = left.iter().filter(|(span, _)| span.is_some()).count();
    (rows, LeftOut { earlier, undated: left.len() - earlier })
}

/// First and last day of an event; of those that begin on one day the longest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    first: civil::Date,
    last: Reverse<civil::Date>,
}

impl Span {
    /// The dates that the sentence names, otherwise that of the document.
    pub(crate) fn of(statement: &Statement<'_>) -> Option<Self> {
        let document = || statement.document_date.and_then(Date::parse);
        let (from, until) = said(statement.said).or_else(|| document().map(|date| (date, date)))?;
        let (first, last) = (from.first_day(), until.last_day());
        Some(Self { first, last: Reverse(last.max(first)) })
    }
}

fn said(said: [Option<&str>; 2]) -> Option<(Date, Date)> {
    let [from, until] = said.map(|date| date.and_then(Date::parse));
    Some((from.or(until)?, until.or(from)?))
}

/// Whether the sentence names the date.
fn is_said(row: &EvidenceRow) -> bool {
    said(Statement::of(row).said).is_some()
}

/// The rows in their order of telling, the same words once.
fn entries(mut rows: Vec<(&EvidenceRow, bool)>) -> Vec<Entry<'_>> {
    rows.sort_by(|(a, _), (b, _)| (a.is_cooccurrence(), a.rank()).cmp(&(b.is_cooccurrence(), b.rank())));
    let mut places = BTreeMap::new();
    let mut out: Vec<Entry<'_>> = Vec::new();
    for (row, dated_by_sentence) in rows {
        let words = (&row.subject, &row.relation, &row.object, &row.quote, row.polarity, row.modality, dated_by_sentence);
        let place = *places.entry(words).or_insert(out.len());
        match out.get_mut(place) {
            // A sentence can say the same thing twice; that is no copy.
            Some(entry) => entry.copies += u64::from(entry.row.document != row.document),
            None => out.push(Entry { row, copies: 0, dated_by_sentence }),
        }
    }
    out
}
