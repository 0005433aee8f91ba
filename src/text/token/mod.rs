//! Words and punctuation. Boundaries are those of Unicode (UAX #29), with two rules of names on top: the dots of initials belong to
//! them (`U.S.`), and a possessive ending does not belong to its word.

mod ascii;
#[cfg(target_arch = "x86_64")]
mod avx2;
mod bits;
mod hash;
#[cfg(target_arch = "aarch64")]
mod neon;
#[cfg(test)]
mod tests;
mod wide;

pub(crate) use hash::{hash_bytes, mix_hashes};
pub use hash::{hash_folded, hash_word};

use super::Span;
use ascii::Stretch;
use bits::fastest;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits.
    Word,
    /// Begins with a digit.
    Number,
    /// Anything else that is no white space.
    Punct,
}

/// How the letters of a word are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Begins with a small letter.
    Lower,
    /// Begins with a capital.
    Capital,
    /// Two capitals or more and no small letter.
    Upper,
    /// A script without case, or no letters.
    Uncased,
}

/// A word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the document, without a possessive ending.
    pub span: Span,
    /// Where the token ends with its possessive ending.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// How its letters are written.
    pub shape: Shape,
    /// The number of the folded word, see [`hash_folded`].
    pub hash: u64,
}

/// Whether a token begins a sentence or a quotation, where any word has a capital; `tokens` are those of its sentence.
pub(crate) fn begins(text: &str, tokens: &[Token], token: usize) -> bool {
    token.checked_sub(1).is_none_or(|before| {
        let before = &tokens[before];
        before.kind == TokenKind::Punct && !matches!(before.span.of(text), "," | "-" | "'" | "’" | "&" | "/" | ")")
    })
}

impl Token {
    /// Whether the word carried `'s`.
    #[inline]
    pub fn possessive(&self) -> bool {
        self.end != self.span.end
    }

    /// The word read as a possessive of the word without its last letter, which must be an `s`.
    #[must_use]
    pub fn without_ending_s(&self, text: &str) -> Self {
        let span = Span { start: self.span.start, end: self.span.end - 1 };
        let word = span.of(text);
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let shape = if capitals > 1 && !word.chars().any(char::is_lowercase) { Shape::Upper } else { self.shape };
        Self { span, shape, hash: hash_word(word), ..*self }
    }

    /// Whether it could begin or continue a name: any script, but no small first letter.
    #[inline]
    pub fn capitalised(&self) -> bool {
        self.kind == TokenKind::Word && self.shape != Shape::Lower
    }
}

/// The tokens of one stretch of a text, in order.
pub fn tokenize(text: &str, within: Span) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize_into(text, within, &mut tokens);
    tokens
}

/// Appends the tokens of one stretch of a text, in order.
pub fn tokenize_into(text: &str, within: Span, tokens: &mut Vec<Token>) {
    if !within.of(text).is_empty() {
        fastest(Stretch { text, within, tokens });
    }
}

/// Whether a dot at a byte ends the initials before it: `U.S` and the dot. A lone letter takes none: its dot may end a sentence.
#[inline]
fn ends_initials(text: &str, previous: &Token, dot: usize) -> bool {
    previous.end as usize == dot && previous.kind == TokenKind::Word && previous.span.len() > 2 && is_initials(previous.span.of(text))
}

fn is_initials(word: &str) -> bool {
    // Most words that stand before a dot are none, as their last two bytes show.
    if matches!(word.as_bytes(), [.., before, last] if last.is_ascii() && *before != b'.') {
        return false;
    }
    let mut letters = word.split('.');
    word.contains('.')
        && word.chars().next().is_some_and(char::is_uppercase)
        && letters.all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}
