//! Finds listed names in tokens.
//!
//! Names are found word by word. The words of a name so far are one number, made from the numbers of its words; one table knows for
//! each such number what is listed and whether names go on. Sets of bits that fit the cache answer most questions before: may a
//! name begin with this word, and go on with the next? What is found is compared with the words of the name, so that numbers which
//! happen to be equal link nothing.

mod beginnings;
mod build;
mod image;
mod key;
mod prefetch;
#[cfg(test)]
mod tests;
mod verify;

pub use image::NoIndex;

use crate::gazetteer::{Gazetteer, NameIx};
use crate::text::{Shape, Token, TokenKind};
use beginnings::{BATCH, Beginnings};
use image::{EXACT, Found, INDEX, Image, NEVER, OWN_CAPITALS, Record};
use key::{Case, SOFT, ended, gap_hash, joined};
use std::ops::Range;
use verify::{is_in_capitals, says};

/// A listed name over some tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub first: u32,
    /// Last token, inclusive.
    pub last: u32,
    /// What is listed.
    pub entry: Entry,
}

/// What a matcher can find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// Place in [`Gazetteer::names`].
    Name(u32),
    /// Place in [`Gazetteer::never`].
    Never(u32),
}

impl Entry {
    /// The index of a name.
    pub fn name(self) -> Option<NameIx> {
        match self {
            Self::Name(name) => Some(NameIx(name)),
            Self::Never(_) => None,
        }
    }

    /// The index of an exclusion.
    pub fn never(self) -> Option<usize> {
        match self {
            Self::Name(_) => None,
            Self::Never(never) => Some(never as usize),
        }
    }
}

/// Finds all listed names.
pub trait Matcher: Send + Sync {
    /// Every listed name that stands in the tokens of a sentence, word for word, under its own case rule: overlapping ones too, by
    /// first token, longest first. Choosing among them is the caller's business.
    ///
    /// The tokens are those of one sentence after the other; `ends` are the indices at which each sentence ends, the last of them the
    /// number of tokens. No name goes over such an end.
    fn hits(&self, text: &str, tokens: &[Token], ends: &[usize], out: &mut Vec<Hit>);
}

/// Finds names by the numbers of their words, in an image that [`HashMatcher::build`] makes.
#[derive(Debug, Clone, Copy)]
pub struct HashMatcher<'a> {
    image: Image<'a>,
}

impl<'a> HashMatcher<'a> {
    /// The image of all names and exclusions of a gazetteer. Equal gazetteers have equal images.
    pub fn build(gazetteer: &Gazetteer) -> Vec<u8> {
        build::build(gazetteer, u64::MAX)
    }

    /// A matcher over an image.
    ///
    /// # Errors
    /// Where the bytes are no image of this version. A damaged image may give wrong hits, and nothing worse.
    pub fn open(image: &'a [u8]) -> Result<Self, NoIndex> {
        Image::open(image).map(|image| Self { image })
    }

    /// Leftmost-longest: of all listed names those that a reader would take first, one for each place, none of them overlapping.
    /// Tokens and ends are those of [`Matcher::hits`].
    pub fn longest(&self, text: &str, tokens: &[Token], ends: &[usize], out: &mut Vec<Hit>) {
        let mut end = 0;
        self.for_each_beginning(text, tokens, ends, |tokens, first, known| {
            if first < end {
                return;
            }
            let begin = out.len();
            self.walk(text, tokens, first, known, out);
            if let Some(last) = out[begin..].last().map(|hit| hit.last) {
                let longest = out[begin..].partition_point(|hit| hit.last < last);
                out.swap(begin, begin + longest);
                out.truncate(begin + 1);
                end = last as usize + 1;
            }
        });
    }

    /// The tokens with which a name may begin, in order, with what is known of them as a first word, and all tokens up to the end of
    /// their sentence.
    #[inline]
    fn for_each_beginning(&self, text: &str, tokens: &[Token], ends: &[usize], mut visit: impl FnMut(&[Token], usize, Found)) {
        let mut ends = ends.iter().copied();
        let mut end = 0;
        let mut beginnings = Beginnings::default();
        for start in (0..tokens.len()).step_by(BATCH) {
            for (place, known) in beginnings.find(&self.image, text, &tokens[start..]) {
                let first = start + place;
                while end <= first {
                    end = ends.next().unwrap_or(tokens.len());
                }
                visit(&tokens[..end.min(tokens.len())], first, known);
            }
        }
    }

    /// All names that begin at a token, shortest first, from what is known of that token as a first word.
    fn walk(&self, text: &str, tokens: &[Token], first: usize, known: Found, out: &mut Vec<Hit>) {
        let token = &tokens[first];
        let (mut words, mut found) = (token.hash, known);
        self.collect(text, tokens, first..first + 1, false, found, out);
        if token.possessive() {
            words = ended(token.hash);
            found = self.with_ending(text, tokens, first..first + 1, words, out);
        }
        let mut last = first;
        while found.goes_on_or_far() {
            let end = tokens[last].end;
            // Marks are no words, but what stands between words is part of a name.
            let Some(next) = tokens[last + 1..].iter().position(|token| token.kind != TokenKind::Punct) else { return };
            last += 1 + next;
            let token = &tokens[last];
            let Some(gap) = gap_hash(text, end, token.span.start, self.image.longest_gap) else { return };
            if !(if gap == SOFT { found.goes_on() } else { found.goes_far() }) {
                return;
            }
            let plain = joined(words, gap, token.hash);
            found = if self.image.prefixes.may_have(plain) { self.image.find(plain) } else { Found::default() };
            self.collect(text, tokens, first..last + 1, false, found, out);
            if token.possessive() {
                words = joined(words, gap, ended(token.hash));
                found = self.with_ending(text, tokens, first..last + 1, words, out);
            } else {
                words = plain;
            }
        }
    }

    /// What is known of words with their possessive ending, after what is listed for them without it. A possessive word continues a
    /// name only where the name has the ending too; it may end any name.
    #[cold]
    fn with_ending(&self, text: &str, tokens: &[Token], window: Range<usize>, words: u64, out: &mut Vec<Hit>) -> Found {
        let found = self.image.find(words);
        self.collect(text, tokens, window.clone(), true, found, out);
        let same = |hit: &Hit| (hit.first as usize, hit.last as usize + 1) == (window.start, window.end);
        let begin = out.iter().rposition(|hit| !same(hit)).map_or(0, |other| other + 1);
        out[begin..].sort_unstable_by_key(|hit| hit.entry);
        found
    }

    /// What is listed for some tokens, if it is written so.
    #[inline]
    fn collect(&self, text: &str, tokens: &[Token], window: Range<usize>, ended: bool, found: Found, out: &mut Vec<Hit>) {
        let Some(record) = found.record().filter(|_| found.is_listed(tokens[window.start].shape == Shape::Lower)) else { return };
        #[expect(clippy::cast_possible_truncation, reason = "documents are smaller than 4 GiB")]
        let (first, last) = (window.start as u32, (window.end - 1) as u32);
        let window = &tokens[window];
        for Record { entries, words, capitals } in self.image.records(record) {
            if !says(words, text, window, ended) {
                continue;
            }
            let mut entries = entries.iter().map(|entry| u32::from_le_bytes(*entry));
            while let Some(entry) = entries.next() {
                let case = if entry & EXACT != 0 {
                    Case::Exact
                } else if entry & OWN_CAPITALS != 0 {
                    let (low, high) = (entries.next().unwrap_or_default(), entries.next().unwrap_or_default());
                    Case::Capitals(u64::from(low) | u64::from(high) << 32)
                } else {
                    Case::Capitals(u64::from(capitals))
                };
                if fits(case, text, window) {
                    let index = entry & INDEX;
                    let entry = if entry & NEVER != 0 { Entry::Never(index) } else { Entry::Name(index) };
                    out.push(Hit { first, last, entry });
                }
            }
        }
    }
}

/// Whether some words are written as a case rule wants.
fn fits(case: Case, text: &str, window: &[Token]) -> bool {
    let mut words = window.iter().filter(|token| token.kind != TokenKind::Punct);
    match case {
        Case::Capitals(0) => true,
        Case::Capitals(capitals) => {
            words.take(64).enumerate().all(|(place, token)| capitals >> place & 1 == 0 || token.shape != Shape::Lower)
        }
        Case::Exact => {
            let count = words.clone().count();
            words.all(|token| is_in_capitals(text, token, count))
        }
    }
}

impl Matcher for HashMatcher<'_> {
    fn hits(&self, text: &str, tokens: &[Token], ends: &[usize], out: &mut Vec<Hit>) {
        self.for_each_beginning(text, tokens, ends, |tokens, first, known| {
            let begin = out.len();
            self.walk(text, tokens, first, known, out);
            if out.len() > begin + 1 {
                longest_first(&mut out[begin..]);
            }
        });
    }
}

/// Turns hits round that stand shortest first; what has the same length stays in order.
fn longest_first(hits: &mut [Hit]) {
    if hits.first().map(|hit| hit.last) == hits.last().map(|hit| hit.last) {
        return;
    }
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.last));
}
