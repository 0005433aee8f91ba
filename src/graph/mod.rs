//! Stage 7: takes evidence, gives a graph: a fold that can be merged in any order, views of it, measures, neighbourhoods and paths.
//!
//! [`GraphBuilder`] adds documents, [`KnowledgeGraph`] holds every piece of evidence, [`GraphView`] is what a reader asked to see of it.

mod adjacency;
mod betweenness;
mod builder;
mod clusters;
mod communities;
mod diff;
mod edge;
mod emphasis;
mod filter;
mod fingerprint;
mod knowledge;
mod layout;
mod leiden;
mod lookup;
mod measures;
mod node;
mod order;
mod pagerank;
mod path;
mod quote;
mod read;
mod row;
#[cfg(test)]
pub(crate) mod samples;
mod signature;
mod significance;
mod sketch;
#[cfg(test)]
mod tests;
mod ties;
mod timeline;
mod view;
mod witness;

pub use adjacency::Adjacency;
pub use builder::GraphBuilder;
pub(crate) use builder::Parts;
pub use clusters::clusters;
pub use diff::{Diff, EdgeDiff, Scope};
pub use edge::Edge;
pub(crate) use edge::outlet;
pub use emphasis::{Emphasis, Part};
pub(crate) use filter::Statement;
pub use filter::{Ego, Filter, Include};
pub use fingerprint::Fingerprint;
pub use knowledge::{KnowledgeGraph, RelationFacts};
pub use lookup::{Direction, Link, LinkGroup, Neighborhood};
pub use measures::Standing;
pub(crate) use measures::standings;
pub use node::NodeFacts;
pub use path::{Path, Step};
pub(crate) use quote::collapse;
pub(crate) use row::Word;
pub use row::{CodeSpan, EvidenceRow, Named, When};
pub use signature::Signature;
pub use significance::Significance;
pub use timeline::{Entry, LeftOut, Period, Timeline};
pub(crate) use timeline::{Span, latest};
pub use view::{GraphView, Node};
pub use witness::{Gone, Witness};
