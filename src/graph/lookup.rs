//! One entity and what it is connected to.

use super::{Edge, GraphView, Node};

/// An entity with its connections.
#[derive(Debug, Clone)]
pub struct Neighborhood<'v, 'g> {
    /// The entity.
    pub node: &'v Node<'g>,
    /// Its connections by relation and direction, the group with the strongest connection first; co-occurrences last.
    pub groups: Vec<LinkGroup<'v, 'g>>,
}

/// Connections by one relation in one direction.
#[derive(Debug, Clone)]
pub struct LinkGroup<'v, 'g> {
    /// Id of the relation.
    pub relation: &'g str,
    /// Short words for the relation.
    pub label: &'v str,
    /// Which part the entity plays.
    pub direction: Direction,
    /// The strongest first: by weight, then by pieces of evidence, then by id.
    pub links: Vec<Link<'v, 'g>>,
}

/// Which part an entity plays in a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// It is the subject.
    Outgoing,
    /// It is the object.
    Incoming,
    /// Both ends play the same part.
    Symmetric,
}

/// One connection.
#[derive(Debug, Clone)]
pub struct Link<'v, 'g> {
    /// The entity at the other end.
    pub other: &'v Node<'g>,
    /// What joins them, with all its evidence.
    pub edge: &'v Edge<'g>,
}

impl<'g> GraphView<'g> {
    /// An entity with its connections, the strongest first; none where the view does not have it.
    pub fn neighborhood(&self, id: &str) -> Option<Neighborhood<'_, 'g>> {
        let node = self.node(id)?;
        let mut edges: Vec<_> = self.edges().iter().filter(|edge| edge.subject == id || edge.object == id).collect();
        edges.sort_by(|a, b| a.rank().cmp(&b.rank()));
        let mut groups: Vec<LinkGroup<'_, 'g>> = Vec::new();
        for edge in edges {
            let Some(other) = self.node(edge.other_end(id)) else { continue };
            let direction = match (edge.symmetric, edge.subject == id) {
                (true, _) => Direction::Symmetric,
                (false, true) => Direction::Outgoing,
                (false, false) => Direction::Incoming,
            };
            let link = Link { other, edge };
            // Edges come strongest first, so a group stands where its strongest edge puts it.
            match groups.iter_mut().find(|group| group.relation == edge.relation && group.direction == direction) {
                Some(group) => group.links.push(link),
                None => groups.push(LinkGroup { relation: edge.relation, label: &edge.label, direction, links: vec![link] }),
            }
        }
        Some(Neighborhood { node, groups })
    }
}
