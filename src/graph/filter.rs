//! What to leave out of a graph.

use super::ties::Ties;
use super::{Edge, EvidenceRow, KnowledgeGraph, Significance};
use crate::document::Date;
use crate::relation::{CO_OCCURS, Modality, Polarity};
use std::collections::BTreeSet;

/// Which evidence makes an edge, beside plain statements that something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four independent switches of the command line")]
pub struct Include {
    /// What is set or announced.
    pub planned: bool,
    /// What may be.
    pub possible: bool,
    /// What somebody denies.
    pub denied: bool,
    /// What is not so.
    pub negated: bool,
}

impl Include {
    /// Whether a row makes an edge.
    pub fn admits(self, row: &EvidenceRow) -> bool {
        self.says_yes(row.modality, row.polarity)
    }

    fn says_yes(self, modality: Modality, polarity: Polarity) -> bool {
        let modality = match modality {
            Modality::Asserted => true,
            Modality::Planned => self.planned,
            Modality::Possible => self.possible,
            Modality::Denied => return self.denied,
        };
        modality && (self.negated || polarity == Polarity::Positive)
    }
}

/// What of a piece of evidence decides whether a filter keeps it, but for its ends, and where it stands in time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement<'r> {
    pub(crate) relation: &'r str,
    pub(crate) modality: Modality,
    pub(crate) polarity: Polarity,
    /// First and last day of the event where the sentence dates it.
    pub(crate) said: [Option<&'r str>; 2],
    /// Date of the document.
    pub(crate) document_date: Option<&'r str>,
}

impl<'r> Statement<'r> {
    pub(super) fn of(row: &'r EvidenceRow) -> Self {
        let said = row.date.as_ref().map_or([None; 2], |date| [date.from.as_deref(), date.until.as_deref()]);
        let (relation, modality, polarity) = (row.relation.as_str(), row.modality, row.polarity);
        Self { relation, modality, polarity, said, document_date: row.document_date.as_deref() }
    }

    /// First day of the event where the sentence dates it, otherwise the date of the document.
    pub(super) fn first_date(&self) -> Option<&'r str> {
        self.said[0].or(self.said[1]).or(self.document_date)
    }

    /// Last day of the event where the sentence dates it, otherwise the date of the document.
    pub(super) fn last_date(&self) -> Option<&'r str> {
        self.said[1].or(self.said[0]).or(self.document_date)
    }
}

/// What to leave out of a view. The default leaves out nothing but what did not happen.
///
/// In this order: evidence (what it says, when, of whom), edges by weight, entities by number of documents, the backbone, the core, the giant
/// component; then ranks are computed of what is left, and it is cut to surroundings and to the highest ranks. Wherever an option leaves
/// something out, entities without an edge go too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Which evidence makes an edge.
    pub include: Include,
    /// Only so many nodes, those with the highest `PageRank`.
    pub top: Option<usize>,
    /// Only edges that so many independent documents speak of.
    pub min_weight: u64,
    /// Only nodes that so many documents name, copies included.
    pub min_documents: u64,
    /// Only edges that stand out among those of one of their ends.
    pub backbone: Option<Significance>,
    /// Only nodes that are joined to so many others of which the same holds.
    pub k_core: usize,
    /// Only the largest part of the graph that hangs together.
    pub giant: bool,
    /// Only edges between nodes of these types; empty for all.
    pub types: BTreeSet<String>,
    /// Only these relations; empty for all.
    pub relations: BTreeSet<String>,
    /// Only evidence of this date or later. Evidence without any date is left out.
    pub since: Option<Date>,
    /// Only evidence of this date or earlier. Evidence without any date is left out.
    pub until: Option<Date>,
    /// Only the surroundings of one entity.
    pub ego: Option<Ego>,
    /// No edges between entities that are only named together.
    pub no_cooccurrence: bool,
}

/// The surroundings of one entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ego {
    /// Id of the entity.
    pub id: String,
    /// How many edges away, in either direction.
    pub depth: usize,
}

impl Filter {
    /// Whether it leaves evidence or edges out that could hold a node, before any cut by rank or distance.
    pub(super) fn is_selective(&self) -> bool {
        let (min_weight, min_documents) = (self.min_weight, self.min_documents);
        let harmless = Self { include: self.include, top: self.top, ego: self.ego.clone(), min_weight, min_documents, ..Self::default() };
        min_weight > 1 || min_documents > 1 || *self != harmless
    }

    /// Leaves out the edges that the rest of the graph decides on.
    pub(super) fn prune(&self, graph: &KnowledgeGraph, edges: &mut Vec<Edge<'_>>) {
        if self.min_documents > 1 {
            let known = |id: &str| graph.nodes().get(id).is_some_and(|facts| facts.n_documents >= self.min_documents);
            edges.retain(|edge| known(edge.subject) && known(edge.object));
        }
        if let Some(significance) = self.backbone {
            retain(edges, &Ties::of(edges).backbone(significance));
        }
        if self.k_core > 0 {
            retain(edges, &Ties::of(edges).core(self.k_core));
        }
        if self.giant {
            retain(edges, &Ties::of(edges).giant());
        }
    }

    pub(super) fn keeps(&self, graph: &KnowledgeGraph, row: &EvidenceRow) -> bool {
        let typed = |id: &str| graph.nodes().get(id).is_some_and(|facts| self.types.contains(&facts.type_name));
        (self.types.is_empty() || (typed(&row.subject) && typed(&row.object))) && self.keeps_statement(&Statement::of(row))
    }

    /// Whether it keeps evidence, whatever its ends are and whether it is said as a fact.
    fn keeps_statement(&self, statement: &Statement<'_>) -> bool {
        let since = |since: Date| statement.last_date().and_then(Date::parse).is_some_and(|date| date.last_day() >= since.first_day());
        let until = |until: Date| statement.first_date().and_then(Date::parse).is_some_and(|date| date.first_day() <= until.last_day());
        (self.relations.is_empty() || self.relations.contains(statement.relation))
            && !(self.no_cooccurrence && statement.relation == CO_OCCURS)
            && self.since.is_none_or(since)
            && self.until.is_none_or(until)
    }

    /// Whether it keeps evidence, whatever its ends are.
    pub(crate) fn admits(&self, statement: &Statement<'_>) -> bool {
        self.include.says_yes(statement.modality, statement.polarity) && self.keeps_statement(statement)
    }
}

/// Keeps the edges for which it is said so.
fn retain(edges: &mut Vec<Edge<'_>>, keep: &[bool]) {
    let mut keep = keep.iter().copied();
    edges.retain(|_| keep.next().unwrap_or(false));
}
