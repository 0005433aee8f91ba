//! Runs the matcher over the sentences of a document.

use super::matcher::{Entry, Hit, Matcher};
use crate::text::{Sentence, Span, Token, tokenize};

/// Some tokens with everything that is listed for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// First token.
    pub first: usize,
    /// Last token, inclusive.
    pub last: usize,
    /// Indices into the gazetteer's names.
    pub names: Vec<u32>,
    /// Indices into the gazetteer's exclusions.
    pub never: Vec<u32>,
}

impl Spot {
    /// The words, without a possessive ending.
    pub fn span(&self, tokens: &[Token]) -> Span {
        Span { start: tokens[self.first].span.start, end: tokens[self.last].span.end }
    }
}

/// A sentence with its tokens and the places where listed names stand.
#[derive(Debug, Clone)]
pub struct Scanned {
    /// The sentence.
    pub sentence: Sentence,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// By first token, longest first; they overlap.
    pub spots: Vec<Spot>,
}

impl Scanned {
    /// The words of a token.
    pub fn word<'t>(&self, text: &'t str, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |token| token.span.of(text))
    }

    /// Whether a listed name begins at a token.
    pub fn begins_name(&self, token: usize) -> bool {
        let place = self.spots.partition_point(|spot| spot.first < token);
        self.spots.get(place).is_some_and(|spot| spot.first == token)
    }

    /// The exclusions whose words cover these tokens.
    pub fn exclusions(&self, first: usize, last: usize) -> impl Iterator<Item = u32> + '_ {
        // Spots are in order, and no listed name is longer than the reach: a look back is enough.
        let end = self.spots.partition_point(|spot| spot.first <= first);
        let near = self.spots[..end].iter().rev().take_while(move |spot| spot.first + REACH > first);
        near.filter(move |spot| spot.last >= last).flat_map(|spot| spot.never.iter().copied())
    }

    /// What stands between a token and the next, as it is written.
    pub fn gap_after<'t>(&self, text: &'t str, token: usize) -> &'t str {
        match (self.tokens.get(token), self.tokens.get(token + 1)) {
            (Some(left), Some(right)) => Span { start: left.end.min(right.span.start), end: right.span.start }.of(text),
            _ => "",
        }
    }
}

/// Tokens that a listed exclusion may cover.
const REACH: usize = 64;

/// Tokenises each sentence and finds the listed names in it.
pub fn scan(text: &str, sentences: &[Sentence], matcher: &dyn Matcher) -> Vec<Scanned> {
    let mut hits = Vec::new();
    let scanned = sentences.iter().map(|sentence| {
        let tokens = tokenize(text, sentence.span);
        hits.clear();
        matcher.hits(text, &tokens, &mut hits);
        Scanned { sentence: *sentence, tokens, spots: spots(&hits) }
    });
    scanned.collect()
}

/// Hits over the same tokens become one spot.
fn spots(hits: &[Hit]) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for hit in hits {
        let (first, last) = (hit.first as usize, hit.last as usize);
        if spots.last().is_none_or(|spot| (spot.first, spot.last) != (first, last)) {
            spots.push(Spot { first, last, names: Vec::new(), never: Vec::new() });
        }
        if let Some(spot) = spots.last_mut() {
            match hit.entry {
                Entry::Name(name) => spot.names.push(name),
                Entry::Never(never) => spot.never.push(never),
            }
        }
    }
    spots
}
