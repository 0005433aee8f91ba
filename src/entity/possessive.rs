//! Possessives of texts that have lost their apostrophes: `Elbonias president` for `Elbonia's president`.
//!
//! Collections of news are often stored so. Where a text has not one apostrophe, a capitalised word of no listed name that is one without its
//! last `s` is read as the possessive of that name, if the document writes the name elsewhere or it is a state's.

use super::lexicon::Lexicon;
use crate::gazetteer::{EntityKind, Gazetteer, Name};
use crate::mention::{Hit, Matcher, Scanned};
use crate::text::{Token, TokenKind, WordSet, fold};
use std::collections::HashMap;

/// Letters of the shortest such word with its `s`.
const SHORTEST: usize = 3;

/// Turns such words into possessives, and finds the names that they end.
pub fn restore_possessives(text: &str, gazetteer: &Gazetteer, matcher: &dyn Matcher, scanned: &mut [Scanned]) {
    if text.bytes().any(|byte| byte == b'\'') || text.contains(['’', '‘', 'ʼ']) {
        return;
    }
    let words: WordSet =
        scanned.iter().flat_map(|scanned| &scanned.tokens).filter(|token| token.capitalised()).map(|token| token.hash).collect();
    for scanned in scanned {
        let mut open: Vec<(usize, Token)> =
            (0..scanned.tokens.len()).filter_map(|place| Some((place, possessive(text, scanned, place)?))).collect();
        if open.is_empty() {
            continue;
        }
        let (_, hits) = with(text, matcher, scanned, &open);
        // Where a name ends, and whether it is one that says enough by itself: of several words, or a state's.
        let mut ends: HashMap<usize, bool> = HashMap::new();
        for hit in &hits {
            let name = hit.entry.name().map(|name| gazetteer.name(name));
            let state = |name: Name| gazetteer.kind(name.entity) == EntityKind::Country;
            let enough = name.is_some_and(|name| hit.first < hit.last && name.kind.is_full() || state(name));
            *ends.entry(hit.last as usize).or_default() |= enough;
        }
        open.retain(|(place, token)| match ends.get(place) {
            Some(enough) => *enough || words.has(token.hash),
            None => words.has(token.hash) && !gazetteer.find_surname(&fold(token.span.of(text))).is_empty(),
        });
        if !open.is_empty() {
            let (tokens, hits) = with(text, matcher, scanned, &open);
            *scanned = Scanned::new(scanned.sentence, tokens, hits);
        }
    }
}

/// The tokens of a sentence with some of them read otherwise, and the names in them.
fn with(text: &str, matcher: &dyn Matcher, scanned: &Scanned, others: &[(usize, Token)]) -> (Vec<Token>, Vec<Hit>) {
    let (mut tokens, mut hits) = (scanned.tokens.clone(), Vec::new());
    for (place, token) in others {
        tokens[*place] = *token;
    }
    matcher.hits(text, &tokens, &[tokens.len()], &mut hits);
    (tokens, hits)
}

/// A token read as a possessive, where it may be one: it ends in `s`, no listed name covers it, and a word follows that may be possessed.
fn possessive(text: &str, scanned: &Scanned, place: usize) -> Option<Token> {
    let token = &scanned.tokens[place];
    let word = token.span.of(text);
    let plain = token.capitalised() && !token.possessive() && word.len() > SHORTEST && word.ends_with('s') && !word.ends_with("ss");
    if !plain || scanned.is_covered(place) {
        return None;
    }
    let next = scanned.tokens.get(place + 1).filter(|next| next.kind != TokenKind::Punct)?;
    let lexicon = Lexicon::built_in();
    let token = token.without_ending_s(text);
    // `the Brandts`, `both Elbonias`: people and places of a name, unless it is one of initials.
    let many = place > 0 && matches!(scanned.folded(text, place - 1).as_str(), "the" | "both" | "two" | "many" | "these" | "those");
    let initials = !token.span.of(text).chars().any(char::is_lowercase);
    (!lexicon.is_small(&scanned.folded(text, place + 1)) || next.capitalised()).then_some(())?;
    (!many || initials).then_some(token)
}
