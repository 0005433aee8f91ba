//! The one place where the stages meet. Threads live only here.

use crate::mention::{Ambiguous, Mention};
use crate::relation::{Cooccurrence, Evidence};
use crate::text::Sentence;

/// Everything that was found in one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// In text order.
    pub sentences: Vec<Sentence>,
    /// In text order; they do not overlap.
    pub mentions: Vec<Mention>,
    /// Words that fit several entities.
    pub ambiguous: Vec<Ambiguous>,
    /// In text order.
    pub relations: Vec<Evidence>,
    /// Pairs named in one sentence that no relation of that sentence joins, in text order.
    pub cooccurrences: Vec<Cooccurrence>,
}
