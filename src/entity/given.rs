//! Given names: whose they are beside a surname, and the few that may stand alone: `father of Bashar`, `Jansher` after Jansher Khan.

use super::choose::Outcome;
use super::lexicon::Lexicon;
use super::resolve::{Found, Pass, number};
use crate::gazetteer::{EntityIx, EntityKind, PARTICLES, fold_name};
use crate::mention::MentionKind;
use crate::text::{Token, fold};
use std::collections::BTreeMap;

/// Letters of the shortest given name that may stand alone.
const GIVEN_NAME: usize = 5;

/// The word before a surname: a given name, or initials.
pub(super) struct GivenName {
    pub(super) folded: String,
    pub(super) initials: bool,
}

impl GivenName {
    pub(super) fn of(word: &str) -> Self {
        let folded = fold(word);
        let initials = folded.chars().count() == 1 || word.contains('.');
        Self { folded, initials }
    }
}

/// `father of Bashar`: a given name alone, after a word of kinship, of exactly one member of the cast.
pub(super) fn of_kin(pass: &mut Pass) {
    let lexicon = Lexicon::built_in();
    if !pass.cast.members().any(|member| pass.gazetteer.kind(member) == EntityKind::Person) {
        return;
    }
    for sentence in pass.group.iter().copied() {
        let scanned = &pass.scanned[sentence];
        for token in pass.capitalised.of_sentence(sentence).iter().copied().filter(|token| *token >= 2) {
            let [second, first] = [2, 1].map(|back| &scanned.tokens[token - back]);
            let is = |class: &str, token: &Token| lexicon.is(class, token.hash);
            let kin = || is("kin", first) || is("kin", second) && is("kin-link", first);
            if !kin() || pass.covering(sentence, token).is_some() {
                continue;
            }
            let given = scanned.folded(pass.text, token);
            let persons = pass.cast.members().filter(|member| pass.gazetteer.kind(*member) == EntityKind::Person);
            let given = GivenName { folded: given.to_string(), initials: false };
            let fitting: Vec<EntityIx> = persons.filter(|member| has_given_name(pass, *member, &given)).collect();
            let outcome = match fitting[..] {
                [] => continue,
                [entity] => Outcome::Entity { entity, kind: MentionKind::Short, rule: "given-name-of-kin", doubtful: false },
                _ => Outcome::Ambiguous(fitting),
            };
            pass.decide(sentence, Found { first: token, last: token, outcome, metonym: None });
        }
    }
}

/// `Jansher` after Jansher Khan: a given name that few bear, alone, of exactly one person whom the document names in full before.
pub(super) fn of_cast(pass: &mut Pass) {
    let lexicon = Lexicon::built_in();
    let mut owners: BTreeMap<String, Option<EntityIx>> = BTreeMap::new();
    for member in pass.cast.members().filter(|member| pass.gazetteer.kind(*member) == EntityKind::Person) {
        let names = pass.gazetteer.names_of(member).filter(|name| name.kind.is_full());
        for given in names.filter_map(|name| fold_name(name.text).split_once(' ').map(|(given, _)| given.to_owned())) {
            if given.chars().count() >= GIVEN_NAME
                && !lexicon.is("common-given-name", &given)
                && lexicon.title(&given).is_none()
                && !pass.is_ordinary(&given)
            {
                let owner = owners.entry(given).or_insert(Some(member));
                if *owner != Some(member) {
                    *owner = None;
                }
            }
        }
    }
    if owners.is_empty() {
        return;
    }
    for sentence in pass.group.iter().copied() {
        let scanned = &pass.scanned[sentence];
        for token in pass.capitalised.of_sentence(sentence).iter().copied() {
            if pass.covering(sentence, token).is_some() || scanned.begins_name(token) {
                continue;
            }
            let Some(Some(entity)) = owners.get(&*scanned.folded(pass.text, token)).copied() else { continue };
            let known = pass.cast.before(entity, number(sentence)).is_some() || pass.in_capitals(sentence);
            let beside = |left: usize, other: usize| {
                scanned.gap_after(pass.text, left) == " "
                    && scanned.tokens.get(other).is_some_and(Token::capitalised)
                    && !lexicon.is_small(scanned.number(other))
            };
            let joined = !scanned.tokens[token].possessive() && beside(token, token + 1) || token > 0 && beside(token - 1, token - 1);
            if known && (pass.in_capitals(sentence) || !joined) {
                let outcome = Outcome::Entity { entity, kind: MentionKind::Short, rule: "given-name-of-cast", doubtful: false };
                pass.decide(sentence, Found { first: token, last: token, outcome, metonym: None });
            }
        }
    }
}

/// Whether a full name of a person begins with this given name, or with names that have these initials.
pub(super) fn has_given_name(pass: &Pass, person: EntityIx, given: &GivenName) -> bool {
    // `Abu Omar` and `Abu Bakr` have nothing in common.
    if PARTICLES.contains(&given.folded.as_str()) {
        return false;
    }
    let names = pass.gazetteer.names_of(person).filter(|name| name.kind.is_full());
    names.map(|name| fold_name(name.text)).any(|name| {
        let words: Vec<&str> = name.split(' ').collect();
        if given.initials {
            let mut letters = given.folded.chars();
            let fits = letters.by_ref().zip(&words).all(|(letter, word)| word.starts_with(letter));
            fits && given.folded.chars().count() < words.len()
        } else {
            // `T. S. Example` may be called Thomas.
            let initials = words[0].chars().count() == 1 && given.folded.starts_with(words[0]);
            words.len() > 1 && (words[0] == given.folded || initials)
        }
    })
}

/// Whether a full name of a person has this word, or its first letter, between the given name and the surname.
pub(super) fn has_middle_name(pass: &Pass, person: EntityIx, middle: &str) -> bool {
    let names = pass.gazetteer.names_of(person).filter(|name| name.kind.is_full());
    names.map(|name| fold_name(name.text)).any(|name| {
        let words: Vec<&str> = name.split(' ').collect();
        let between = words.get(1..words.len() - 1).unwrap_or_default();
        between.iter().any(|word| *word == middle || word.chars().count() == 1 && middle.starts_with(word))
    })
}
