//! Sentences as they are shown: on one line, and not longer than anybody reads.

use crate::text::Span;
use std::borrow::Cow;

/// Longest sentence that a row carries in full, in code points. Only broken input has longer ones.
const LONGEST: usize = 2_000;

/// White space collapsed to single spaces.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The sentence on one line; of a sentence that is longer than anybody reads, the part around `focus`.
pub(super) fn quote(text: &str, sentence: Span, focus: Span) -> String {
    let whole = sentence.of(text);
    if whole.len() <= LONGEST * 4 && whole.chars().count() <= LONGEST {
        return collapse(whole);
    }
    // Bytes are close enough for the cut; the ends move to character boundaries.
    let first = (focus.start.saturating_sub(sentence.start) as usize).saturating_sub(LONGEST / 4).min(whole.len());
    let first = (0..=first).rev().find(|&byte| whole.is_char_boundary(byte)).unwrap_or(0);
    let mut words = shorten(&whole[first..], LONGEST).into_owned();
    if first > 0 {
        words.insert_str(0, "… ");
    }
    words
}

/// Whether a text is ASCII and all its white space is single spaces between words. Folds over all bytes are done many at a time.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let doubled = bytes.iter().zip(bytes.get(1..).unwrap_or_default()).fold(0, |found, (a, b)| found | u8::from((a, b) == (&b' ', &b' ')));
    let others = bytes.iter().fold(0, |found, byte| found | u8::from(!matches!(byte, b' '..=b'~')));
    doubled | others == 0 && bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ')
}

/// White space collapsed, and cut to at most `limit` code points, the ellipsis included.
pub(super) fn shorten(text: &str, limit: usize) -> Cow<'_, str> {
    // Nearly all sentences are short and on one line already.
    if text.len() <= limit && is_plain(text) {
        return text.into();
    }
    // A character of white space can vanish, so the cut is made on collapsed words; what lies far behind it is never touched.
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        if length > limit {
            break;
        }
        if length > 0 {
            out.push(' ');
            length += 1;
        }
        for letter in word.chars().take(limit + 1) {
            out.push(letter);
            length += 1;
        }
    }
    if length <= limit {
        return out.into();
    }
    let end = out.char_indices().nth(limit.saturating_sub(1)).map_or(out.len(), |(byte, _)| byte);
    let kept = out[..end].trim_end().len();
    out.truncate(kept);
    out.push('…');
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_stay_and_long_ones_end_in_an_ellipsis() {
        assert_eq!(shorten(" a \n b ", 300), "a b");
        assert_eq!(shorten("abcdef", 6), "abcdef");
        assert_eq!(shorten("abcdefg", 6), "abcde…");
        assert_eq!(shorten("abcde fg", 6), "abcde…");
        assert_eq!(shorten(&"İ ".repeat(400), 300).chars().count(), 300);
        assert_eq!(shorten(&"İ ".repeat(400), 301).chars().count(), 300, "the space before the ellipsis goes");
    }

    #[test]
    fn an_endless_line_is_quoted_around_the_names() {
        let text = format!("{}Anna met Bert.{}", "ü ".repeat(100_000), " x".repeat(100_000));
        let start = 300_000;
        let quoted = quote(&text, Span::new(0, text.len()), Span::new(start, start + 4));
        assert!(quoted.starts_with("… ü") && quoted.contains("Anna met Bert.") && quoted.ends_with('…'));
        assert!(quoted.chars().count() <= LONGEST + 2);
    }
}
