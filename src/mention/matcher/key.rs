//! What a name is found by: its folded words, what stands between them, and how its letters have to be written.

use crate::text::{Shape, Span, Token, TokenKind, fold_into, mix_hashes, tokenize_into};

/// The number of a gap that says nothing: white space, hyphens or nothing at all.
pub(super) const SOFT: u64 = 0;

/// How the letters of a name have to be written in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Words of these places, one bit each, do not begin with a small letter; words from the sixty-fifth on may.
    Capitals(u64),
    /// Capitals only.
    Exact,
}

/// The number of a word with a possessive ending, from that of the word without.
pub(super) fn ended(word: u64) -> u64 {
    mix_hashes(word, 0xb492_b66f_be98_f273)
}

/// The number of some words of a name, from that of the words before the last, of the gap and of the last.
pub(super) fn joined(before: u64, gap: u64, word: u64) -> u64 {
    mix_hashes(before ^ gap, word)
}

/// What stands between two words, without what means nothing there. After a lone letter a dot says nothing: `J. Smith`, `J Smith`.
pub(super) fn gap(text: &str, end: u32, start: u32) -> impl Iterator<Item = char> {
    let between = Span { start: end.min(start), end: start }.of(text);
    let lone = between.contains('.')
        && text.get(..end as usize).is_some_and(|before| {
            let mut letters = before.chars().rev();
            letters.next().is_some_and(char::is_uppercase) && !letters.next().is_some_and(char::is_alphanumeric)
        });
    between
        .chars()
        .filter(move |c| !(c.is_whitespace() || c.is_control() || matches!(c, '-' | '\u{2010}' | '\u{2011}') || lone && *c == '.'))
}

/// Whether a gap says nothing, as can be seen at once: nearly all words of names stand side by side or one byte apart.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "without branches, which could not be foreseen")]
pub(super) fn is_soft(text: &str, end: u32, start: u32) -> bool {
    let byte = text.as_bytes().get(end as usize).copied().unwrap_or_default();
    let blank = (byte == b' ') | (byte == b'-') | (byte == b'\n');
    (start <= end) | (start == end + 1) & blank
}

/// The number of the gap between two words; none where it is longer than the longest of any name.
pub(super) fn gap_hash(text: &str, end: u32, start: u32, longest: usize) -> Option<u64> {
    if is_soft(text, end, start) {
        return Some(SOFT);
    }
    let mut hash = SOFT;
    for (number, c) in gap(text, end, start).enumerate() {
        if number == longest {
            return None;
        }
        hash = mix_hashes(hash ^ 0x589d_e9bf_6a11_30c5, u64::from(u32::from(c)) + 1);
    }
    Some(hash)
}

/// The words of a name as they are found.
#[derive(Debug, Default)]
pub(super) struct Key {
    /// Folded words, what ends them and what stands between them: unequal for names that are found in unequal words.
    pub(super) bytes: Vec<u8>,
    /// The number of the first words, of the first two words and so on.
    pub(super) prefixes: Vec<u64>,
    /// For each word but the first, whether the gap before it says something.
    pub(super) hard: Vec<bool>,
    /// Bit n: the n-th word is capitalised in the name and no article before others.
    pub(super) capitals: u64,
    /// The first word.
    pub(super) first: Option<Token>,
    /// Characters of the longest gap.
    pub(super) longest_gap: usize,
    tokens: Vec<Token>,
    word: String,
}

/// Begins every word but the first.
pub(super) const NEXT: u8 = 1;
/// Stands around a gap that says something.
pub(super) const GAP: u8 = 2;
/// Follows a word with a possessive ending.
pub(super) const ENDED: u8 = 3;

/// Small words that begin names and are written either way.
const ARTICLES: [&str; 9] = ["al", "el", "the", "as", "ash", "ad", "an", "ar", "at"];

impl Key {
    /// Reads a name; what was read before is forgotten.
    pub(super) fn read(&mut self, name: &str) {
        let Self { bytes, prefixes, hard, tokens, word, .. } = self;
        bytes.clear();
        prefixes.clear();
        hard.clear();
        tokens.clear();
        (self.capitals, self.first, self.longest_gap) = (0, None, 0);
        tokenize_into(name, Span::new(0, name.len()), tokens);
        let mut end = None;
        for (place, token) in tokens.iter().filter(|token| token.kind != TokenKind::Punct).enumerate() {
            let own = if token.possessive() { ended(token.hash) } else { token.hash };
            let hash = if let (Some(end), Some(before)) = (end, prefixes.last()) {
                bytes.push(NEXT);
                let between = gap_hash(name, end, token.span.start, usize::MAX).unwrap_or(SOFT);
                hard.push(between != SOFT);
                if between != SOFT {
                    bytes.push(GAP);
                    word.clear();
                    word.extend(gap(name, end, token.span.start));
                    self.longest_gap = self.longest_gap.max(word.chars().count());
                    bytes.extend(word.bytes());
                    bytes.push(GAP);
                }
                joined(*before, between, own)
            } else {
                self.first = Some(*token);
                own
            };
            prefixes.push(hash);
            word.clear();
            fold_into(token.span.of(name), word);
            bytes.extend(word.bytes());
            if token.possessive() {
                bytes.push(ENDED);
            }
            if token.shape != Shape::Lower && place < 64 && !ARTICLES.contains(&word.as_str()) {
                self.capitals |= 1 << place;
            }
            end = Some(token.end);
        }
        // `The` alone is no article.
        if let ([_], Some(first)) = (&prefixes[..], self.first) {
            self.capitals = u64::from(first.shape != Shape::Lower);
        }
    }
}
