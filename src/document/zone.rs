//! Parts of a document.

use crate::text::Span;

/// What a part of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ZoneKind {
    /// The headline on the first line.
    Headline,
    /// The article itself, with its subheads.
    #[default]
    Body,
    /// The words under a picture.
    Caption,
    /// Site furniture, calls to subscribe or submit, related headlines.
    Boilerplate,
}

impl ZoneKind {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// A part of a document. Zones are in text order, do not overlap, and cover every paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// Where it is.
    pub span: Span,
}
