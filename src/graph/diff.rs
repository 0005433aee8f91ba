//! What differs between two graphs.

use super::{EvidenceRow, Include, KnowledgeGraph, Named, NodeFacts, When};
use crate::relation::{CO_OCCURS, Modality, Polarity};
use std::collections::{BTreeMap, BTreeSet};

/// What differs between an older graph and a newer one. Empty where both say the same.
#[derive(Debug, Clone, Default)]
pub struct Diff<'g> {
    /// Entities that only the newer one has.
    pub new: Vec<(&'g str, &'g NodeFacts)>,
    /// Entities that only the older one has.
    pub gone: Vec<(&'g str, &'g NodeFacts)>,
    /// Entities whose name or type changed.
    pub renamed: Vec<(&'g str, &'g NodeFacts, &'g NodeFacts)>,
    /// Connections that are new, gone or differ, co-occurrences last.
    pub edges: Vec<EdgeDiff<'g>>,
}

/// A connection that is not the same in both graphs.
#[derive(Debug, Clone)]
pub struct EdgeDiff<'g> {
    /// Any of its rows, for its ends and its relation.
    pub row: &'g EvidenceRow,
    /// Independent documents that say it as a fact in the older graph; none where it has no evidence at all there.
    pub before: Option<u64>,
    /// The same in the newer one.
    pub after: Option<u64>,
    /// Evidence that only the newer graph has.
    pub new: Vec<&'g EvidenceRow>,
    /// Evidence that only the older one has.
    pub gone: Vec<&'g EvidenceRow>,
}

impl Diff<'_> {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty() && self.renamed.is_empty() && self.edges.is_empty()
    }
}

/// Which connections are compared.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Only these relations; empty for all.
    pub relations: BTreeSet<String>,
    /// No connections between entities that are only named together.
    pub no_cooccurrence: bool,
}

impl KnowledgeGraph {
    /// What is different in a newer graph. Evidence is the same where the same document has the same sentence with the same meaning, wherever it
    /// stands: a document that grew at its beginning changes nothing. Without changed evidence a connection differs where its weight does.
    pub fn diff<'g>(&'g self, newer: &'g KnowledgeGraph, scope: &Scope) -> Diff<'g> {
        let mut diff = Diff::default();
        for (id, facts) in self.nodes() {
            match newer.nodes().get(id) {
                None => diff.gone.push((id, facts)),
                Some(now) if (&now.label, &now.type_name) != (&facts.label, &facts.type_name) => diff.renamed.push((id, facts, now)),
                Some(_) => {}
            }
        }
        diff.new = newer.nodes().iter().filter(|(id, _)| !self.nodes().contains_key(*id)).map(|(id, facts)| (id.as_str(), facts)).collect();
        let mut edges: BTreeMap<Ends<'_>, (&[EvidenceRow], &[EvidenceRow])> = BTreeMap::new();
        for group in self.groups() {
            let rows = &self.evidence()[group];
            edges.entry(ends(rows)).or_default().0 = rows;
        }
        for group in newer.groups() {
            let rows = &newer.evidence()[group];
            edges.entry(ends(rows)).or_default().1 = rows;
        }
        let wanted = |relation: &str| {
            (scope.relations.is_empty() || scope.relations.contains(relation)) && !(scope.no_cooccurrence && relation == CO_OCCURS)
        };
        diff.edges = edges.into_iter().filter(|(ends, _)| wanted(ends.1.1)).filter_map(|(_, (older, newer))| edge(older, newer)).collect();
        diff
    }
}

/// Whether it is a co-occurrence, then subject, relation and object.
type Ends<'g> = (bool, (&'g str, &'g str, &'g str));

fn ends(rows: &[EvidenceRow]) -> Ends<'_> {
    rows.first().map_or((false, ("", "", "")), |row| (row.is_cooccurrence(), (&row.subject, &row.relation, &row.object)))
}

fn edge<'g>(older: &'g [EvidenceRow], newer: &'g [EvidenceRow]) -> Option<EdgeDiff<'g>> {
    let row = newer.first().or(older.first())?;
    let diff = EdgeDiff { row, before: weight(older), after: weight(newer), new: only(newer, older), gone: only(older, newer) };
    (diff.before != diff.after || !diff.new.is_empty() || !diff.gone.is_empty()).then_some(diff)
}

fn weight(rows: &[EvidenceRow]) -> Option<u64> {
    let facts = rows.iter().filter(|row| Include::default().admits(row));
    (!rows.is_empty()).then(|| super::edge::independent_documents(facts))
}

/// The rows that say what none of the others says.
fn only<'g>(rows: &'g [EvidenceRow], others: &'g [EvidenceRow]) -> Vec<&'g EvidenceRow> {
    let mut there: BTreeMap<Says<'g>, usize> = BTreeMap::new();
    for row in others {
        *there.entry(says(row)).or_default() += 1;
    }
    let mut out = Vec::new();
    for row in rows {
        match there.get_mut(&says(row)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => out.push(row),
        }
    }
    out
}

/// What a row says, wherever it stands.
type Says<'r> = (&'r str, &'r str, Polarity, Modality, Option<&'r Named>, Option<&'r Named>, Option<&'r When>, Option<&'r str>);

fn says(row: &EvidenceRow) -> Says<'_> {
    let (attribution, place, date) = (row.attribution.as_ref(), row.place.as_ref(), row.date.as_ref());
    (&row.document, &row.quote, row.polarity, row.modality, attribution, place, date, row.mode.as_deref())
}
