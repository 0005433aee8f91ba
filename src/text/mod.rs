//! Stage 2: takes a text, gives tokens and sentences. Every span points into the original bytes; text is never rewritten.

mod sentence;
mod span;

mod units;

pub use sentence::{Sentence, sentences};
pub use span::Span;

pub use units::{CodePoints, Offsets, Units};
