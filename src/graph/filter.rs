//! What to leave out of a graph.

use super::ties::Ties;
use super::{Edge, EvidenceRow, KnowledgeGraph, Significance};
use crate::document::Date;
use crate::relation::{Modality, Polarity};
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
        let modality = match row.modality {
            Modality::Asserted => true,
            Modality::Planned => self.planned,
            Modality::Possible => self.possible,
            Modality::Denied => return self.denied,
        };
        modality && (self.negated || row.polarity == Polarity::Positive)
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
        (self.types.is_empty() || (typed(&row.subject) && typed(&row.object)))
            && (self.relations.is_empty() || self.relations.contains(&row.relation))
            && !(self.no_cooccurrence && row.is_cooccurrence())
            && self.since.is_none_or(|since| row.last_date().and_then(Date::parse).is_some_and(|date| date.last_day() >= since.first_day()))
            && self
                .until
                .is_none_or(|until| row.first_date().and_then(Date::parse).is_some_and(|date| date.first_day() <= until.last_day()))
    }
}

/// Keeps the edges for which it is said so.
fn retain(edges: &mut Vec<Edge<'_>>, keep: &[bool]) {
    let mut keep = keep.iter().copied();
    edges.retain(|_| keep.next().unwrap_or(false));
}
