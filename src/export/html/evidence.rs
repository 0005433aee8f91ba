//! The evidence of a view as the page has it: what is shared is written once, and of every connection the most telling sentences are quoted.

use super::table::{Place, Table};
use crate::document::Date;
use crate::graph::{EvidenceRow, GraphView, KnowledgeGraph, Part, outlet};
use crate::relation::{Modality, Polarity};
use std::collections::{BTreeSet, HashMap, HashSet};

/// So many sentences of a connection are quoted; fewer where all together would be too much text.
const QUOTED: [usize; 6] = [12, 8, 5, 3, 2, 1];
/// So many bytes of sentences make a page that still opens fast.
const TEXT: usize = 9_000_000;

/// The tables that rows point into.
#[derive(Debug)]
pub(super) struct Tables<'g> {
    /// Every spelling of every entity.
    spellings: HashSet<&'g str>,
    pub(super) documents: Table<&'g str>,
    /// For each document its date, its source, the first document of which it is a copy or an update, and the number of its outlet.
    pub(super) about: Vec<(Option<&'g str>, Place, usize, Place)>,
    copies: HashMap<crate::graph::Fingerprint, usize>,
    outlets: Table<String>,
    /// Document, number, first and last code point, quote.
    pub(super) sentences: Table<(usize, u32, usize, usize, &'g str)>,
    /// First and last day, as numbers like 20250731; 0 where there is none.
    pub(super) periods: Table<(u32, u32)>,
    pub(super) contexts: Table<Context>,
    /// Sources, places, offices, rules.
    pub(super) words: Table<&'g str>,
}

/// What is said about a sentence beside who does what to whom; many sentences have the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub(super) struct Context(
    /// The rule that found it.
    Place,
    /// How sure it is.
    &'static str,
    /// The part of the document.
    &'static str,
    /// Who says so: words, and the node.
    [Place; 2],
    /// Where: words, and the node.
    [Place; 2],
    /// When, in the words of the sentence.
    Place,
    /// The finer kind, or the office.
    Place,
);

/// The evidence of one subject, relation and object.
#[derive(Debug)]
pub(super) struct Connection<'g> {
    pub(super) subject: &'g str,
    pub(super) relation: &'g str,
    pub(super) object: &'g str,
    /// Rows with their sentences, the most telling first.
    quoted: Vec<&'g EvidenceRow>,
    /// Rows that only count.
    counted: Vec<&'g EvidenceRow>,
}

/// All connections of a view, also those that nobody states as a fact, in the order of subject, relation and object.
pub(super) fn connections<'g>(view: &GraphView<'g>) -> Vec<Connection<'g>> {
    let rows = view.evidence();
    let same = |a: &&EvidenceRow, b: &&EvidenceRow| (&a.subject, &a.relation, &a.object) == (&b.subject, &b.relation, &b.object);
    let mut connections: Vec<Connection<'g>> = rows.chunk_by(same).map(connection).collect();
    let quoted = QUOTED.into_iter().find(|quoted| text_of(&connections, *quoted) <= TEXT).unwrap_or(1);
    for connection in &mut connections {
        let rest = connection.quoted.split_off(quoted.min(connection.quoted.len()));
        connection.counted = rest;
        connection.quoted.sort_by(|a, b| a.rank().cmp(&b.rank()));
    }
    connections
}

/// All rows of one connection, those first that are quoted first: the most telling of every kind (stated, planned, denied), then those with
/// words of their own, then repetitions.
fn connection<'g>(rows: &[&'g EvidenceRow]) -> Connection<'g> {
    let mut order = rows.to_vec();
    order.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let (mut kinds, mut words) = (BTreeSet::new(), HashSet::new());
    let mut urgency: Vec<(u8, &EvidenceRow)> = Vec::with_capacity(order.len());
    for row in order {
        let (new_kind, new_words) = (kinds.insert(kind(row)), words.insert(row.quote.as_str()));
        urgency.push((if new_kind { 0 } else { 2 - u8::from(new_words) }, row));
    }
    urgency.sort_by_key(|(urgency, _)| *urgency);
    let first = rows[0];
    let quoted = urgency.into_iter().map(|(_, row)| row).collect();
    Connection { subject: &first.subject, relation: &first.relation, object: &first.object, quoted, counted: Vec::new() }
}

/// How many bytes the sentences have, each counted once, where so many of each connection are quoted.
fn text_of(connections: &[Connection<'_>], quoted: usize) -> usize {
    let mut seen = HashSet::new();
    let rows = connections.iter().flat_map(|connection| connection.quoted.iter().take(quoted));
    rows.filter(|row| seen.insert((row.document.as_str(), row.sentence_number, row.quote.len()))).map(|row| row.quote.len() + 30).sum()
}

/// Modality in its order, and 4 more where the sentence says that it is not so.
pub(super) fn kind(row: &EvidenceRow) -> u8 {
    let modality = match row.modality {
        Modality::Asserted => 0,
        Modality::Planned => 1,
        Modality::Possible => 2,
        Modality::Denied => 3,
    };
    modality + if row.polarity == Polarity::Negative { 4 } else { 0 }
}

/// The numbers of one connection: its quoted rows and its counted rows, one after the other.
pub(super) type Numbers = (Vec<Place>, Vec<usize>);

impl<'g> Tables<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph) -> Self {
        let spellings = graph.nodes().values().flat_map(|facts| facts.spellings.keys().map(String::as_str)).collect();
        Self {
            spellings,
            documents: Table::new(),
            about: Vec::new(),
            copies: HashMap::new(),
            outlets: Table::new(),
            sentences: Table::new(),
            periods: Table::new(),
            contexts: Table::new(),
            words: Table::new(),
        }
    }

    /// Quoted rows as sentence, kind, period, context, and from-until pairs of the subject, the object and the words of the relation in
    /// UTF-16 units of the quote (-1 where unknown); counted rows as document, kind, period.
    pub(super) fn numbers(&mut self, connection: &Connection<'g>, node: &dyn Fn(&str) -> Option<usize>) -> Numbers {
        let (mut quoted, mut counted) = (Vec::new(), Vec::new());
        for row in &connection.quoted {
            let document = self.document(row);
            let sentence = self.sentences.place((document, row.sentence_number, row.sentence[0], row.sentence[1], &row.quote));
            let (period, context) = (self.period(row), self.context(row, node));
            quoted.extend([sentence, usize::from(kind(row)), period, context].map(Place::from));
            quoted.extend(self.spans(row));
        }
        for row in &connection.counted {
            counted.extend([self.document(row), usize::from(kind(row)), self.period(row)]);
        }
        (quoted, counted)
    }

    fn document(&mut self, row: &'g EvidenceRow) -> usize {
        let document = self.documents.place(&row.document);
        if document == self.about.len() {
            let source = row.source.as_deref().map(|source| self.words.place(source));
            let first = *self.copies.entry(row.cluster()).or_insert(document);
            let outlet = row.source.as_deref().map(|source| self.outlets.place(outlet(source)));
            self.about.push((row.document_date.as_deref(), source.into(), first, outlet.into()));
        }
        document
    }

    fn period(&mut self, row: &EvidenceRow) -> usize {
        let first = row.first_date().and_then(Date::parse).map_or(0, |date| number(date.first_day()));
        let last = row.last_date().and_then(Date::parse).map_or(0, |date| number(date.last_day()));
        self.periods.place((first, last))
    }

    fn context(&mut self, row: &'g EvidenceRow, node: &dyn Fn(&str) -> Option<usize>) -> usize {
        let mut named = |named: &'g Option<crate::graph::Named>| {
            let words = named.as_ref().map(|named| self.words.place(named.text.as_str()));
            let entity = named.as_ref().and_then(|named| node(named.entity.as_deref()?));
            [words, entity].map(Place::from)
        };
        let (says, place) = (named(&row.attribution), named(&row.place));
        let mut word = |word: Option<&'g str>| Place::from(word.map(|word| self.words.place(word)));
        let (rule, when, mode) = (word(Some(&row.rule)), word(row.date.as_ref().map(|date| date.text.as_str())), word(row.mode.as_deref()));
        self.contexts.place(Context(rule, row.confidence.as_str(), row.zone.as_str(), says, place, when, mode))
    }

    fn spans(&self, row: &EvidenceRow) -> [Place; 6] {
        let mut spans = [Place::from(None); 6];
        let units: Vec<usize> = std::iter::once(0)
            .chain(row.quote.chars().scan(0, |end, letter| {
                *end += letter.len_utf16();
                Some(*end)
            }))
            .collect();
        for (span, part) in row.emphasis(|words| self.spellings.contains(words)).apart() {
            let at = match part {
                Part::Subject => 0,
                Part::Object => 2,
                Part::Relation => 4,
            };
            for (place, end) in span.into_iter().enumerate() {
                spans[at + place] = units.get(end).copied().into();
            }
        }
        spans
    }
}

/// A day as a number that sorts.
fn number(day: jiff::civil::Date) -> u32 {
    let part = |part: i8| u32::try_from(part).unwrap_or(0);
    u32::try_from(day.year()).unwrap_or(0) * 10_000 + part(day.month()) * 100 + part(day.day())
}
