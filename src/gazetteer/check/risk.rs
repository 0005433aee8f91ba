//! Names that will be found where they are not meant.

use super::{Check, Claim};
use crate::gazetteer::ordinary::is_ordinary;
use crate::gazetteer::{EntityIx, EntityKind, FAME, NameKind};

/// Words of so many letters stand for too many things.
const SHORT: usize = 3;

impl Check<'_> {
    /// What is risky about a name that asks for no context, in words.
    pub(super) fn risk(&self, folded: &str, claim: &Claim) -> Option<String> {
        // Capitals set an acronym apart, context a surname; of two words each makes the other rare.
        if !claim.kind.is_full() || folded.is_empty() || folded.contains(' ') {
            return None;
        }
        let text = &claim.text;
        if folded.chars().all(char::is_numeric) {
            return Some(format!("\"{text}\" is a number: every one that is written so will be taken for it"));
        }
        if claim.kind != NameKind::Native && is_ordinary(folded) {
            let place = if text.chars().any(char::is_uppercase) { " wherever it begins a sentence" } else { "" };
            let id = self.id(claim.entity);
            return Some(format!("\"{text}\" is a common word: it will be taken for \"{id}\"{place}; make it weak, with `near` words"));
        }
        let person = self.gazetteer.kind(claim.entity) == EntityKind::Person;
        let namesake = |other: &EntityIx| *other != claim.entity;
        if person && let Some(other) = self.gazetteer.find_surname(folded).iter().find(namesake) {
            return Some(format!(
                "\"{text}\" is a bare surname, also that of \"{}\": make it short, so that the document decides",
                self.id(other)
            ));
        }
        let given = (!person || self.owns_full_name(claim.entity)) && self.gazetteer.is_given_name(folded);
        if given && self.gazetteer.kind(claim.entity) != EntityKind::Country {
            return Some(format!("\"{text}\" is a given name: make it weak, with `near` words"));
        }
        let letters = folded.chars().filter(char::is_ascii_alphabetic).count();
        (letters == folded.chars().count() && letters <= SHORT)
            .then(|| format!("\"{text}\" has only {letters} letters: make it an acronym, which needs capitals, or weak, with `near` words"))
    }

    /// Whether an entity has a full name of several words, so that one word is a part of it.
    fn owns_full_name(&self, entity: EntityIx) -> bool {
        self.gazetteer.names_of(entity).any(|name| name.kind.is_full() && name.text.contains(' '))
    }

    /// Whether the rival of a name wins wherever the document does not speak for this one.
    pub(super) fn shadow(&self, claim: &Claim, rival: EntityIx) -> Option<String> {
        let fame = |entity| self.gazetteer.entity(entity).prominence;
        let (own, other) = (fame(claim.entity), fame(rival));
        (own > 0 && other > FAME.saturating_mul(own)).then(|| {
            let (text, id, rival) = (&claim.text, self.id(claim.entity), self.id(rival));
            format!(
                "\"{text}\" is shadowed by \"{rival}\", which is better known: it means \"{id}\" only where the document speaks for that"
            )
        })
    }
}
