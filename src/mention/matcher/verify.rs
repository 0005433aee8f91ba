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
        && is_small_form(own, word.as_bytes())
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

/// Whether some bytes are ASCII and those of a word of the same length with this bit set, which makes letters small.
#[inline]
fn is_small_form(own: &[u8], word: &[u8]) -> bool {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    const WIDE: u64 = 0x8080_8080_8080_8080;
    let same = |own: u64, word: u64| (own ^ (word | SMALL) | own & WIDE) == 0;
    let eight = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes)) | SMALL << 32;
    if let (Some(own_last), Some(word_last)) = (own.last_chunk::<8>(), word.last_chunk::<8>()) {
        let (own, word) = (own.as_chunks::<8>().0, word.as_chunks::<8>().0);
        return same(eight(own_last), eight(word_last)) && own.iter().zip(word).all(|(own, word)| same(eight(own), eight(word)));
    }
    if let (Some(own_first), Some(own_last), Some(word_first), Some(word_last)) =
        (own.first_chunk::<4>(), own.last_chunk::<4>(), word.first_chunk::<4>(), word.last_chunk::<4>())
    {
        return same(four(own_first), four(word_first)) & same(four(own_last), four(word_last));
    }
    own.iter().zip(word).all(|(own, byte)| own.is_ascii() && *own == byte | 0x20)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_compared_byte_by_byte(
            word in "[a-zA-Z0-9]{0,40}",
            fault in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
        ) {
            let mut own = word.to_ascii_lowercase().into_bytes();
            if let (Some((place, byte)), false) = (fault, own.is_empty()) {
                let place = place.index(own.len());
                own[place] = byte;
            }
            let wanted = own.iter().zip(word.bytes()).all(|(own, byte)| own.is_ascii() && *own == byte | 0x20);
            prop_assert_eq!(is_small_form(&own, word.as_bytes()), wanted);
        }
    }
}
