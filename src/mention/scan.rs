//! Runs the matcher over the sentences of a document.

use super::matcher::{Hit, Matcher};
use crate::gazetteer::NameIx;
use crate::text::{Folded, Sentence, Span, Token, hash_folded, tokenize_into};

/// Some tokens with everything that is listed for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot<'a> {
    /// First token.
    pub first: usize,
    /// Last token, inclusive.
    pub last: usize,
    /// What is listed, all over the same tokens; never empty.
    hits: &'a [Hit],
}

impl<'a> Spot<'a> {
    /// The names that are listed.
    pub fn names(self) -> impl Iterator<Item = NameIx> + 'a {
        self.hits.iter().filter_map(|hit| hit.entry.name())
    }

    /// How much is listed, exclusions too.
    pub fn n_listed(self) -> usize {
        self.hits.len()
    }

    /// Whether an exclusion has exactly these words.
    pub fn is_excluded(self) -> bool {
        self.hits.iter().any(|hit| hit.entry.never().is_some())
    }
}

/// A sentence with its tokens and the places where listed names stand.
#[derive(Debug, Clone)]
pub struct Scanned {
    /// The sentence.
    pub sentence: Sentence,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// What is listed, by first token, longest first; hits overlap.
    pub hits: Vec<Hit>,
    /// Whether an exclusion is among them: hardly ever.
    has_exclusions: bool,
}

impl Scanned {
    /// A sentence with its tokens, and what is listed for them, by first token, longest first.
    pub fn new(sentence: Sentence, tokens: Vec<Token>, hits: Vec<Hit>) -> Self {
        let has_exclusions = hits.iter().any(|hit| hit.entry.never().is_some());
        Self { sentence, tokens, hits, has_exclusions }
    }

    /// The places where listed names stand, by first token, longest first; they overlap.
    pub fn spots(&self) -> impl Iterator<Item = Spot<'_>> {
        let same = |a: &Hit, b: &Hit| (a.first, a.last) == (b.first, b.last);
        self.hits.chunk_by(same).map(|hits| Spot { first: hits[0].first as usize, last: hits[0].last as usize, hits })
    }

    /// The places that begin at a token, longest first.
    pub fn spots_at(&self, token: usize) -> impl Iterator<Item = Spot<'_>> {
        let start = self.hits.partition_point(|hit| (hit.first as usize) < token);
        let end = self.hits.partition_point(|hit| hit.first as usize <= token);
        let same = |a: &Hit, b: &Hit| a.last == b.last;
        self.hits[start..end].chunk_by(same).map(|hits| Spot { first: hits[0].first as usize, last: hits[0].last as usize, hits })
    }

    /// The words of a token; empty where there is no such token.
    pub fn word<'t>(&self, text: &'t str, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |token| token.span.of(text))
    }

    /// The folded words of a token; empty where there is no such token.
    pub fn folded(&self, text: &str, token: usize) -> Folded {
        Folded::new(self.word(text, token))
    }

    /// The number of the folded words of a token, see [`hash_folded`].
    pub fn number(&self, token: usize) -> u64 {
        self.tokens.get(token).map_or_else(|| hash_folded(""), |token| token.hash)
    }

    /// Bytes from the first of some tokens to the last, inclusive, without a possessive ending.
    ///
    /// # Panics
    /// Where there are no such tokens: a defect of the caller.
    pub fn span(&self, first: usize, last: usize) -> Span {
        Span { start: self.tokens[first].span.start, end: self.tokens[last].span.end }
    }

    /// First and last token of some bytes that begin and end with tokens.
    pub fn tokens_of(&self, span: Span) -> (usize, usize) {
        let first = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        (first, end.saturating_sub(1).max(first))
    }

    /// Whether a listed name begins at a token.
    pub fn begins_name(&self, token: usize) -> bool {
        let place = self.hits.partition_point(|hit| (hit.first as usize) < token);
        self.hits.get(place).is_some_and(|hit| hit.first as usize == token)
    }

    /// Whether anything is listed for words among which a token is.
    pub fn is_covered(&self, token: usize) -> bool {
        let end = self.hits.partition_point(|hit| hit.first as usize <= token);
        let mut near = self.hits[..end].iter().rev().take_while(|hit| hit.first as usize + REACH > token);
        near.any(|hit| hit.last as usize >= token)
    }

    /// The exclusions whose words cover these tokens, as indices into the gazetteer's.
    pub fn exclusions(&self, first: usize, last: usize) -> impl Iterator<Item = usize> + '_ {
        // Hits are in order, and no exclusion is longer than the reach: a look back is enough.
        let end = if self.has_exclusions { self.hits.partition_point(|hit| hit.first as usize <= first) } else { 0 };
        let near = self.hits[..end].iter().rev().take_while(move |hit| hit.first as usize + REACH > first);
        near.filter(move |hit| hit.last as usize >= last).filter_map(|hit| hit.entry.never())
    }

    /// What stands between a token and the next, as it is written.
    pub fn gap_after<'t>(&self, text: &'t str, token: usize) -> &'t str {
        match (self.tokens.get(token), self.tokens.get(token + 1)) {
            (Some(left), Some(right)) => Span { start: left.end.min(right.span.start), end: right.span.start }.of(text),
            _ => "",
        }
    }
}

/// Tokens that a listed name or exclusion may cover.
const REACH: usize = 64;

/// Tokens of sentences that are looked at together: enough to wait for memory rarely, few enough to stay in the cache.
const TOGETHER: usize = 2048;

/// Tokenises each sentence and finds the listed names in it.
pub fn scan(text: &str, sentences: &[Sentence], matcher: &dyn Matcher) -> Vec<Scanned> {
    let mut scanned = Vec::with_capacity(sentences.len());
    let (mut tokens, mut ends, mut hits) = (Vec::new(), Vec::new(), Vec::new());
    let mut sentences = sentences;
    while !sentences.is_empty() {
        tokens.clear();
        ends.clear();
        hits.clear();
        for sentence in sentences {
            tokenize_into(text, sentence.span, &mut tokens);
            ends.push(tokens.len());
            if tokens.len() >= TOGETHER {
                break;
            }
        }
        matcher.hits(text, &tokens, &ends, &mut hits);
        let (mut start, mut rest) = (0, &*hits);
        for (sentence, end) in sentences.iter().zip(&ends) {
            let (own, others) = rest.split_at(rest.partition_point(|hit| (hit.first as usize) < *end));
            rest = others;
            // Tokens are counted from the beginning of their sentence.
            let before = u32::try_from(start).unwrap_or(u32::MAX);
            let own = own.iter().map(|hit| Hit { first: hit.first - before, last: hit.last - before, entry: hit.entry });
            scanned.push(Scanned::new(*sentence, tokens[start..*end].to_vec(), own.collect()));
            start = *end;
        }
        sentences = &sentences[ends.len()..];
    }
    scanned
}
