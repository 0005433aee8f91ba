//! The connections of one entity, ranked by what is said as a fact; plans and denials are there, and marked.

use super::words::{marks, safe};
use crate::graph::{Direction, Edge, EvidenceRow, Filter, GraphView, Include, Node};
use crate::relation::CO_OCCURS;
use crate::store::Around;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// All connections of an entity.
pub(super) struct Links<'v, 'g> {
    pub(super) node: &'v Node<'g>,
    /// Stated relations by relation and direction, the strongest first.
    pub(super) groups: Vec<Group<'v, 'g>>,
    /// Those that it is only named together with.
    pub(super) together: Option<Group<'v, 'g>>,
}

/// Connections by one relation in one direction.
pub(super) struct Group<'v, 'g> {
    pub(super) relation: &'g str,
    pub(super) label: &'v str,
    pub(super) direction: Direction,
    /// The strongest first.
    pub(super) connections: Vec<Connection<'v, 'g>>,
    /// How many there are, of which only the strongest may have been read.
    pub(super) number: usize,
}

/// One connection with all its evidence.
pub(super) struct Connection<'v, 'g> {
    pub(super) other: &'v Node<'g>,
    pub(super) edge: &'v Edge<'g>,
    /// Independent documents that say it as a fact.
    pub(super) weight: u64,
}

impl<'v, 'g> Connection<'v, 'g> {
    fn new(other: &'v Node<'g>, edge: &'v Edge<'g>) -> Self {
        let plain: BTreeSet<_> = edge.rows.iter().filter(|row| row.is_plain()).map(|row| row.cluster()).collect();
        Self { other, edge, weight: plain.len() as u64 }
    }

    fn rank(&self) -> impl Ord + use<'g> {
        (Reverse(self.weight), Reverse(self.edge.weight), Reverse(self.edge.n_evidence), self.other.id)
    }

    /// The evidence, the most telling first; the same words of copies once.
    pub(super) fn sentences(&self) -> Vec<&'g EvidenceRow> {
        let mut seen = BTreeSet::new();
        self.edge.rows.iter().copied().filter(|row| seen.insert((row.quote.as_str(), marks(row)))).collect()
    }

    /// What an office is called, how two are related: where the relation says little without it.
    pub(super) fn kinds(&self) -> Vec<String> {
        if !matches!(self.edge.relation, "holds_position" | "family") {
            return Vec::new();
        }
        let kinds: BTreeSet<String> =
            self.edge.rows.iter().filter_map(|row| row.mode.as_deref()).map(|mode| safe(&mode.to_lowercase())).collect();
        kinds.into_iter().collect()
    }

    /// How often each mark stands on the evidence: `planned 2`.
    pub(super) fn marks(&self) -> Vec<String> {
        let count = |mark: &str| self.edge.rows.iter().filter(|row| marks(row).contains(&mark)).count();
        let counted = ["planned", "possible", "denied", "negated"].map(|mark| (mark, count(mark)));
        counted.iter().filter(|(_, number)| *number > 0).map(|(mark, number)| format!("{mark} {number}")).collect()
    }
}

/// A filter that leaves nothing out.
pub(super) fn everything() -> Filter {
    Filter { include: Include { planned: true, possible: true, denied: true, negated: true }, ..Filter::default() }
}

/// The connections of an entity of a view that includes everything; `all` tells how many there are where the view has only the strongest.
pub(super) fn links<'v, 'g>(view: &'v GraphView<'g>, id: &str, all: Option<&Around>) -> Option<Links<'v, 'g>> {
    let around = view.neighborhood(id)?;
    let mut groups: Vec<_> = around
        .groups
        .into_iter()
        .map(|group| {
            let mut connections: Vec<_> = group.links.iter().map(|link| Connection::new(link.other, link.edge)).collect();
            connections.sort_by(|a, b| a.rank().cmp(&b.rank()));
            let number = all.and_then(|all| all.connections.get(&(group.relation.to_owned(), group.direction)));
            let number = number.copied().unwrap_or(connections.len());
            Group { relation: group.relation, label: group.label, direction: group.direction, connections, number }
        })
        .collect();
    groups.sort_by_cached_key(|group| {
        let best = group.connections.first().map(|best| (Reverse(best.weight), Reverse(best.edge.weight)));
        (best, Reverse(group.number), group.relation, group.direction)
    });
    let together = groups.iter().position(|group| group.relation == CO_OCCURS).map(|place| groups.remove(place));
    Some(Links { node: around.node, groups, together })
}
