//! Words of any script, by the tables of Unicode. Exact and slow: ASCII goes another way, and this one is what that has to agree with.

use super::hash::hash_word;
use super::{Shape, Span, Token, TokenKind, ends_initials};
use unicode_segmentation::UnicodeSegmentation;

/// Appends the tokens of one stretch of a text.
pub(super) fn tokenize_into(text: &str, within: Span, tokens: &mut Vec<Token>) {
    for (offset, piece) in within.of(text).split_word_bound_indices() {
        let start = within.start as usize + offset;
        if piece == "."
            && let Some(previous) = tokens.last_mut()
            && ends_initials(text, previous, start)
        {
            previous.end += 1;
            previous.span.end += 1;
        } else {
            tokens.extend(token(piece, start));
        }
    }
}

/// A piece between two boundaries as a token; none for white space.
pub(super) fn token(piece: &str, start: usize) -> Option<Token> {
    let first = piece.chars().next().filter(|c| !c.is_whitespace() && !is_invisible(*c))?;
    let kind = if first.is_numeric() {
        TokenKind::Number
    } else if first.is_alphanumeric() || first == '_' {
        TokenKind::Word
    } else {
        TokenKind::Punct
    };
    // UAX #29 keeps format characters with the word before them; only those inside a word belong to it.
    let piece = piece.trim_end_matches(is_invisible);
    let core = if kind == TokenKind::Word { piece.len() - possessive_length(piece) } else { piece.len() };
    Some(Token {
        span: Span::new(start, start + core),
        end: Span::new(start, start + piece.len()).end,
        kind,
        shape: shape(piece),
        hash: hash_word(&piece[..core]),
    })
}

/// Format characters (bidi controls, zero-width space) stand between words without being words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}') || c.is_control()
}

/// Bytes of a possessive ending. `Shar'a` and `don't` have none.
fn possessive_length(word: &str) -> usize {
    ["'s", "’s", "'S", "’S", "ʼs"]
        .iter()
        .find(|ending| word.ends_with(**ending) && word.len() > ending.len())
        .map_or(0, |ending| ending.len())
}

fn shape(word: &str) -> Shape {
    let mut cased = word.chars().filter(|c| c.is_lowercase() || c.is_uppercase());
    match cased.next() {
        None => Shape::Uncased,
        Some(first) if first.is_lowercase() => Shape::Lower,
        Some(_) => {
            let mut capitals = 1;
            for c in cased {
                if c.is_lowercase() {
                    return if capitals > 1 && word.ends_with(['s', 'S']) && word.len() > 3 && is_possessive_of_capitals(word) {
                        Shape::Upper
                    } else {
                        Shape::Capital
                    };
                }
                capitals += 1;
            }
            if capitals > 1 { Shape::Upper } else { Shape::Capital }
        }
    }
}

/// `NATO's`: capitals but for the ending.
fn is_possessive_of_capitals(word: &str) -> bool {
    let core = word.len() - possessive_length(word);
    core < word.len() && word.get(..core).is_some_and(|core| !core.chars().any(char::is_lowercase))
}
