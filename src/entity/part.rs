//! Parts of the names of bodies and things that the document names in full: `the Observatory`, `Example` after `Example International`,
//! and the initials of a full name, with or without brackets.

use super::choose::Outcome;
use super::lexicon::Lexicon;
use super::resolve::{Found, Pass};
use crate::gazetteer::{EntityIx, EntityKind, NameKind, is_ordinary};
use crate::mention::{MentionKind, initials};
use crate::text::{Shape, TokenKind, fold};
use std::collections::{BTreeMap, BTreeSet};

/// What a folded word means; nothing where several of the cast have it.
type Meanings = BTreeMap<String, Option<EntityIx>>;

/// Letters of the shortest part of a name that may stand alone.
const PART: usize = 4;
/// Letters of the shortest initials that need no brackets.
const INITIALS: usize = 3;

/// Reads parts of names, and initials, that nobody has taken.
pub(super) fn parts(pass: &mut Pass) {
    let (mut distinctive, mut generic, mut short) = (Meanings::new(), Meanings::new(), Meanings::new());
    for entity in pass.cast.members().collect::<Vec<_>>() {
        let known = pass.gazetteer.entity(entity);
        if !matches!(known.kind, EntityKind::Organization | EntityKind::Group | EntityKind::Facility) {
            continue;
        }
        for name in pass.gazetteer.names_of(entity).filter(|name| name.kind == NameKind::Strong) {
            let words: Vec<&str> = name.text.split([' ', '-']).filter(|word| !word.is_empty()).collect();
            if words.len() < 2 {
                continue;
            }
            if let Some(initials) = initials(name.text).filter(|initials| initials.len() >= INITIALS) {
                add(&mut short, initials, entity);
            }
            for word in words.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)) {
                let folded = fold(word);
                if Lexicon::built_in().is("generic", &folded) {
                    add(&mut generic, folded, entity);
                } else if folded.len() >= PART && folded.chars().all(char::is_alphabetic) && is_distinctive(pass, &folded) {
                    add(&mut distinctive, folded, entity);
                }
            }
        }
    }
    if short.is_empty() && distinctive.is_empty() && generic.is_empty() {
        return;
    }
    for sentence in pass.group.iter().copied() {
        for token in pass.capitalised.of_sentence(sentence).iter().copied() {
            if let Some(outcome) = read(pass, sentence, token, [&distinctive, &generic, &short]) {
                pass.decide(sentence, Found { first: token, last: token, outcome, metonym: None });
            }
        }
    }
}

/// Folded words of the full names of bodies and persons that the document names, and the initials of bodies.
pub(super) fn words_of_named(pass: &Pass) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for entity in pass.named.iter() {
        let kind = pass.gazetteer.kind(entity);
        let body = matches!(kind, EntityKind::Organization | EntityKind::Group);
        if !body && kind != EntityKind::Person {
            continue;
        }
        for name in pass.gazetteer.names_of(entity).filter(|name| name.kind == NameKind::Strong && name.text.contains([' ', '-'])) {
            words.extend(name.text.split([' ', '-']).filter(|word| word.chars().next().is_some_and(char::is_uppercase)).map(fold));
            words.extend(initials(name.text).filter(|initials| body && initials.len() >= INITIALS));
        }
    }
    words
}

fn add(meanings: &mut Meanings, word: String, entity: EntityIx) {
    let meaning = meanings.entry(word).or_insert(Some(entity));
    if *meaning != Some(entity) {
        *meaning = None;
    }
}

/// Whether a word of a name tells the body from others: no word of the language, no place, no people, nobody's name.
fn is_distinctive(pass: &Pass, folded: &str) -> bool {
    let lexicon = Lexicon::built_in();
    !lexicon.is_small(folded)
        && !lexicon.is("no-place", folded)
        && !lexicon.is("legal", folded)
        && !lexicon.is("common-surname", folded)
        && !lexicon.is("common-given-name", folded)
        && lexicon.title(folded).is_none()
        && !is_ordinary(folded)
        && !pass.is_ordinary(folded)
        && !pass.gazetteer.is_given_name(folded)
        && pass.gazetteer.find_surname(folded).is_empty()
        && pass.gazetteer.find_name(folded).is_empty()
}

/// What a capitalised token that nobody has taken means by the parts of names.
fn read(pass: &Pass, sentence: usize, token: usize, [distinctive, generic, short]: [&Meanings; 3]) -> Option<Outcome> {
    let scanned = &pass.scanned[sentence];
    let this = &scanned.tokens[token];
    if pass.covering(sentence, token).is_some() || scanned.begins_name(token) {
        return None;
    }
    let folded = scanned.folded(pass.text, token);
    let means = |meanings: &Meanings| meanings.get(&*folded).copied().flatten();
    let outcome = |entity, kind, rule, doubtful| Some(Outcome::Entity { entity, kind, rule, doubtful });
    if this.shape == Shape::Upper
        && let Some(entity) = means(short)
    {
        return outcome(entity, MentionKind::Acronym, "acronym-of-cast", true);
    }
    if pass.in_capitals(sentence) || stands_in_a_longer_name(pass, sentence, token) {
        return None;
    }
    if let Some(entity) = means(distinctive) {
        return outcome(entity, MentionKind::Short, "part-of-name", false);
    }
    let article = token.checked_sub(1).is_some_and(|before| scanned.word(pass.text, before).eq_ignore_ascii_case("the"));
    let generic = means(generic).filter(|_| article && this.shape == Shape::Capital);
    generic.and_then(|entity| outcome(entity, MentionKind::Short, "part-of-name", false))
}

/// Whether another capitalised word that is no name of its own, or an `of`, goes on beside a token.
fn stands_in_a_longer_name(pass: &Pass, sentence: usize, token: usize) -> bool {
    let scanned = &pass.scanned[sentence];
    let goes_on = |other: usize, left: usize| {
        let word = scanned.number(other);
        scanned.tokens[other].kind == TokenKind::Word
            && matches!(scanned.gap_after(pass.text, left), " ")
            && (scanned.tokens[other].capitalised() && !Lexicon::built_in().is_small(word) && !pass.is_ordinary(word)
                || other > token && scanned.word(pass.text, other).eq_ignore_ascii_case("of"))
    };
    let before = token.checked_sub(1).is_some_and(|before| goes_on(before, before) && !scanned.tokens[before].possessive());
    let after = token + 1 < scanned.tokens.len() && goes_on(token + 1, token) && !scanned.tokens[token].possessive();
    before || after
}
