//! Which of some tokens a name may begin with.
//!
//! Rounds of little work without branches, as the answers are hard to foresee; in each the memory for the next is asked for.

use super::image::{Found, Image, Roots};
use super::key::{SOFT, is_soft, joined};
use crate::text::{Shape, Token, TokenKind};

/// Tokens that are looked at together.
pub(super) const BATCH: usize = 256;

/// Tokens of a batch with which names may begin.
#[derive(Debug)]
pub(super) struct Beginnings {
    places: [u16; BATCH],
    /// The numbers of the first two words, as if nothing but a space were between them.
    pairs: [u64; BATCH],
    /// Whether names may go on with the next word.
    go_on: [bool; BATCH],
    /// What is known of the first word.
    known: [Found; BATCH],
}

impl Default for Beginnings {
    fn default() -> Self {
        Self { places: [0; BATCH], pairs: [0; BATCH], go_on: [false; BATCH], known: [Found::default(); BATCH] }
    }
}

impl Beginnings {
    /// The places of the tokens of the first batch of some with which names may begin, with what is known of each as a first word.
    pub(super) fn find(&mut self, image: &Image<'_>, text: &str, tokens: &[Token]) -> impl Iterator<Item = (usize, Found)> {
        let Self { places, pairs, go_on, known } = self;
        let mut count = roots(image.roots, &tokens[..tokens.len().min(BATCH)], places);
        count = keep_those_that_go_on(image, text, tokens, &mut places[..count], pairs, go_on);
        count = look_up(image, tokens, &mut places[..count], go_on, known);
        places[..count].iter().map(|place| usize::from(*place)).zip(known.iter().copied())
    }
}

/// Most names have one word or two: leaves out words that are no names alone and with which no name goes on.
#[inline(never)]
#[expect(clippy::needless_bitwise_bool, reason = "without branches, which could not be foreseen")]
fn keep_those_that_go_on(
    image: &Image<'_>,
    text: &str,
    tokens: &[Token],
    places: &mut [u16],
    pairs: &mut [u64; BATCH],
    go_on: &mut [bool; BATCH],
) -> usize {
    for (place, pair) in places.iter().zip(&mut *pairs) {
        let place = usize::from(*place);
        *pair = joined(tokens[place].hash, SOFT, tokens.get(place + 1).map_or(0, |next| next.hash));
        image.prefixes.prefetch(*pair);
    }
    let mut left = 0;
    for number in 0..places.len() {
        let place = places[number];
        let [token, rest @ ..] = &tokens[usize::from(place)..] else { continue };
        let alone = image.roots.may_be_alone(root(token));
        let (goes_on, hard) = may_go_on(text, token, rest.first(), image.prefixes.may_have(pairs[number]));
        (places[left], go_on[left]) = (place, goes_on);
        left += usize::from(alone | token.possessive() | goes_on & !hard);
        image.prefetch_find(token.hash);
    }
    left
}

/// Finds out what is known of each, and leaves out what no name begins with after all.
#[inline(never)]
fn look_up(image: &Image<'_>, tokens: &[Token], places: &mut [u16], go_on: &[bool; BATCH], known: &mut [Found; BATCH]) -> usize {
    let mut left = 0;
    for number in 0..places.len() {
        let place = places[number];
        let token = &tokens[usize::from(place)];
        let found = image.find(token.hash).going_on_if(go_on[number]);
        (places[left], known[left]) = (place, found);
        left += usize::from(found.is_listed(token.shape == Shape::Lower) | found.goes_on_or_far() | token.possessive());
        image.prefetch_records(found);
    }
    left
}

/// The places of words with which names begin.
#[inline(never)]
#[expect(clippy::needless_bitwise_bool, reason = "without branches, which could not be foreseen")]
fn roots(roots: Roots<'_>, batch: &[Token], places: &mut [u16; BATCH]) -> usize {
    let mut count = 0;
    for (place, token) in (0..).zip(batch) {
        places[count % BATCH] = place;
        let may = roots.may_begin(root(token)) & (token.kind != TokenKind::Punct);
        count += usize::from(may);
    }
    count
}

#[inline]
fn root(token: &Token) -> u64 {
    Roots::number(token.hash, token.shape == Shape::Lower)
}

/// Whether a name may go on behind a word, where `pair` says so for the next word behind a space, and whether there is a mark before that
/// word which says something.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "without branches, which could not be foreseen")]
fn may_go_on(text: &str, token: &Token, next: Option<&Token>, pair: bool) -> (bool, bool) {
    let Some(next) = next else { return (false, false) };
    let mark = next.kind == TokenKind::Punct;
    let soft = !mark & !next.possessive() & is_soft(text, token.end, next.span.start);
    // What is only white space, and marks that say nothing, are looked at later.
    let byte = text.as_bytes().get(next.span.start as usize).copied().unwrap_or_default();
    let hard = mark & byte.is_ascii() & (byte != b'-') & (byte != b'.');
    (!soft | pair, hard)
}
