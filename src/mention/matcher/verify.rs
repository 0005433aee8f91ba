//! Whether tokens say what a name says: letter for letter, folded.

use super::key::{ENDED, GAP, NEXT, gap};
use crate::text::{Shape, Token, TokenKind, fold};

/// Whether some tokens are the words of a name; `ended` where the possessive ending of the last belongs to the name.
pub(super) fn says(words: &[u8], text: &str, window: &[Token], ended: bool) -> bool {
    rest(words, text, window, ended).is_some_and(<[u8]>::is_empty)
}

/// What is left of the words of a name after those of some tokens.
fn rest<'w>(mut words: &'w [u8], text: &str, window: &[Token], ended: bool) -> Option<&'w [u8]> {
    let mut before: Option<&Token> = None;
    for token in window.iter().filter(|token| token.kind != TokenKind::Punct) {
        if let Some(before) = before {
            if before.possessive() {
                words = words.strip_prefix(&[ENDED])?;
            }
            words = after_gap(words.strip_prefix(&[NEXT])?, text, before.end, token.span.start)?;
        }
        words = after_word(words, token.span.of(text))?;
        before = Some(token);
    }
    if ended { words.strip_prefix(&[ENDED]) } else { Some(words) }
}

fn after_word<'w>(words: &'w [u8], word: &str) -> Option<&'w [u8]> {
    if let Some((own, rest)) = words.split_at_checked(word.len())
        && own.iter().zip(word.bytes()).all(|(own, byte)| own.is_ascii() && *own == byte | 0x20)
    {
        // Folded words are letters and digits, and what becomes one of those by this bit was one.
        return Some(rest);
    }
    if !word.is_ascii() {
        return words.strip_prefix(fold(word).as_bytes());
    }
    let mut rest = words;
    for byte in word.bytes().filter(u8::is_ascii_alphanumeric) {
        rest = rest.strip_prefix(&[byte.to_ascii_lowercase()])?;
    }
    Some(rest)
}

fn after_gap<'w>(words: &'w [u8], text: &str, end: u32, start: u32) -> Option<&'w [u8]> {
    if start <= end {
        return Some(words);
    }
    let mut between = gap(text, end, start).peekable();
    if between.peek().is_none() {
        return Some(words);
    }
    let mut rest = words.strip_prefix(&[GAP])?;
    for c in between {
        rest = rest.strip_prefix(c.encode_utf8(&mut [0; 4]).as_bytes())?;
    }
    rest.strip_prefix(&[GAP])
}

/// Whether an acronym is written as one. Four letters and more may also be written as a word: Nato, Unesco.
pub(super) fn is_in_capitals(text: &str, token: &Token, words: usize) -> bool {
    let word = token.span.of(text);
    !word.chars().any(char::is_lowercase) || token.shape == Shape::Capital && words == 1 && word.chars().count() >= 4
}
