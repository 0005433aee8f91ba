//! Co-occurrence: two entities named in one sentence. A relation of its own, never mixed with the typed ones.

use crate::gazetteer::EntityIx;
use crate::text::Span;

/// The relation id of a co-occurrence edge.
pub const CO_OCCURS: &str = "co_occurs";

/// Two entities named in one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cooccurrence {
    /// Index of the sentence.
    pub sentence: u32,
    /// The entity with the smaller index, which is the smaller id.
    pub a: EntityIx,
    /// The other one.
    pub b: EntityIx,
    /// Where the first is named first.
    pub a_span: Span,
    /// Where the second is named first.
    pub b_span: Span,
}
