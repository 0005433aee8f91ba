//! Stage 2: takes a text, gives tokens and sentences. Every span points into the original bytes; text is never rewritten.

mod fold;
mod sentence;
mod span;
mod token;
mod units;
mod words;

pub use fold::{Folded, fold, fold_into};
pub use sentence::{Sentence, sentences};
pub use span::Span;
pub use token::{Shape, Token, TokenKind, hash_folded, hash_word, tokenize, tokenize_into};
pub(crate) use token::{begins, hash_bytes, mix_hashes};
pub use units::{Offsets, Units};
pub use words::{HashedWord, Numbered, WordClasses, WordMap, WordSet};
