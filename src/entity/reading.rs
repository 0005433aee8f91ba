//! Place or actor? `talks in Damascus` are in a city; `ties with Damascus` are with a state.
//!
//! What stands before a name decides first (prepositions, verbs), then what follows it (verbs). Names in a list share what decides for one of them.

use super::choose::Outcome;
use super::cues::{is, is_exactly, is_past, is_verb};
use super::lexicon::Lexicon;
use super::resolve::Found;
use crate::gazetteer::{EntityIx, EntityKind, Gazetteer};
use crate::mention::{MentionKind, Reading, Scanned};
use crate::text::{Folded, Shape, TokenKind};

/// The readings of all names of one sentence, in order; `None` for what is no place, and where nothing speaks for either.
pub(super) fn readings(gazetteer: &Gazetteer, text: &str, scanned: &Scanned, found: &[Found]) -> Vec<Option<Reading>> {
    let mut readings: Vec<Option<Reading>> = vec![None; found.len()];
    let context = |place: usize| {
        let this = &found[place];
        let Outcome::Entity { entity, kind, .. } = this.outcome else { return None };
        let country = gazetteer.kind(entity) == EntityKind::Country || this.metonym.is_some_and(|state| state == entity);
        let place_name = kind != MentionKind::Demonym && has_reading(gazetteer, entity);
        place_name.then_some(Context { text, scanned, first: this.first, last: this.last, country })
    };
    let mut start = 0;
    while start < found.len() {
        let Some(first) = context(start) else {
            start += 1;
            continue;
        };
        let mut list = vec![first];
        while let Some(next) = (start + list.len() < found.len()).then(|| context(start + list.len())).flatten()
            && next.continues(&list[list.len() - 1])
        {
            list.push(next);
        }
        let shared = list[0].by_left().or_else(|| list[list.len() - 1].by_right(list.len() > 1));
        for (place, context) in list.iter().enumerate() {
            let own = context.by_possession().or_else(|| context.by_left()).or_else(|| context.by_right(list.len() > 1));
            readings[start + place] = own.or(shared);
        }
        start += list.len();
    }
    readings
}

/// Whether an entity may act or be a place.
pub(super) fn has_reading(gazetteer: &Gazetteer, entity: EntityIx) -> bool {
    matches!(gazetteer.kind(entity), EntityKind::Country | EntityKind::Place)
}

/// A name and the words around it.
struct Context<'a> {
    text: &'a str,
    scanned: &'a Scanned,
    first: usize,
    last: usize,
    /// A state acts more often than a city does: there any verb will do.
    country: bool,
}

/// Words between two members of a list: `Spain, Italy`, `Spain, Freedonia and the Sudan`.
const LIST: usize = 6;
/// Words before a preposition among which its noun or verb stands.
const HEAD: usize = 4;

impl Context<'_> {
    fn word(&self, token: usize) -> Folded {
        self.scanned.folded(self.text, token)
    }

    /// The number of the folded word of a token.
    fn number(&self, token: usize) -> u64 {
        self.scanned.number(token)
    }

    fn is_mark(&self, token: usize, mark: &str) -> bool {
        self.scanned.word(self.text, token) == mark
    }

    fn is_name_like(&self, token: usize) -> bool {
        self.scanned.tokens.get(token).is_some_and(crate::text::Token::capitalised)
    }

    /// Whether this name and one before stand in a list, names between them that nobody knows among them.
    fn continues(&self, other: &Self) -> bool {
        let between = other.last + 1..self.first;
        let joined = |token: usize| {
            self.is_mark(token, ",")
                || self.is_mark(token, "&")
                || matches!(self.word(token).as_str(), "and" | "or" | "the" | "as" | "well")
        };
        let separated = between.clone().any(|token| joined(token) && !matches!(self.word(token).as_str(), "the" | "as"));
        separated && between.len() <= LIST && between.clone().all(|token| joined(token) || self.is_name_like(token))
    }

    /// Whether one of the words from `reach` words before a token up to it is listed in a class.
    fn is_before(&self, token: usize, reach: usize, class: &str) -> bool {
        (token.saturating_sub(reach)..token).any(|token| is(class, self.number(token)))
    }

    /// `Moscow's intention`, `Moscow's new western policy`.
    fn by_possession(&self) -> Option<Reading> {
        if !self.scanned.tokens[self.last].possessive() {
            return None;
        }
        let owned = (self.last + 1..=self.last + 3)
            .take_while(|token| self.scanned.tokens.get(*token).is_some_and(|token| token.kind != TokenKind::Punct));
        owned.into_iter().any(|token| is("actor-noun", self.number(token))).then_some(Reading::Actor)
    }

    /// The word before the name, over an article and what only describes; whether something says which part of a place it is.
    fn before(&self) -> (Option<usize>, bool) {
        let mut part = false;
        for before in (0..self.first).rev() {
            let word = self.number(before);
            let describes = is_exactly("place-part", word);
            part |= describes;
            if !describes && !is_exactly("bare", word) {
                return (Some(before), part);
            }
        }
        (None, part)
    }

    /// By the preposition or the verb before the name.
    fn by_left(&self) -> Option<Reading> {
        let (before, part) = self.before();
        // `with Spain's help`: what the preposition governs is the help.
        if self.scanned.tokens[self.last].possessive() {
            return None;
        }
        if part {
            return Some(Reading::Place);
        }
        let before = before?;
        let head = |class: &str| self.is_before(before, HEAD, class);
        let near = |class: &str| self.is_before(before, 2, class);
        let actor = |fits: bool| fits.then_some(Reading::Actor);
        match self.word(before).as_str() {
            "by" | "v" | "vs" | "versus" => Some(Reading::Actor),
            "against" => Some(if !self.country && head("strike") { Reading::Place } else { Reading::Actor }),
            "with" | "between" => Some(if head("place-between") { Reading::Place } else { Reading::Actor }),
            "and" => {
                // `between Damascus and Tel Aviv`: the second party.
                let between = (before.saturating_sub(4)..before).rev().find(|token| self.word(*token) == "between");
                let place = self.is_before(between?, HEAD, "place-between");
                Some(if place { Reading::Place } else { Reading::Actor })
            }
            // `called on Moscow`
            "on" | "upon" if near("actor-on") => Some(Reading::Actor),
            "from" if near("actor-from") => Some(Reading::Actor),
            "to" if self.is_before(before, 1, "place-to") => Some(Reading::Place),
            "to" | "towards" | "toward" if near("actor-from") || head("actor-to") => Some(Reading::Actor),
            "over" if near("actor-over") => Some(Reading::Actor),
            "of" if !self.country && near("strike") => Some(Reading::Place),
            "of" if near("actor-of") => Some(Reading::Actor),
            "of" => head("place-of").then_some(Reading::Place),
            "for" if head("place-for") => Some(Reading::Place),
            "for" => actor(self.country || head("actor-for")),
            "in" | "at" | "near" | "to" | "into" | "over" | "across" | "outside" | "inside" | "around" | "through" | "throughout"
            | "toward" | "towards" | "from" | "on" | "within" | "via" | "off" | "onto" | "beyond" => Some(Reading::Place),
            word => self.as_object(before, word),
        }
    }

    /// `urged Moscow to stay`, `visited Moscow`.
    fn as_object(&self, verb: usize, word: &str) -> Option<Reading> {
        // `had Spain finished`, `why would Spain agree`
        let inverted = Lexicon::built_in().is("auxiliary", word) && !matches!(word, "is" | "are" | "was" | "were" | "be" | "been");
        if inverted && self.country && is_verb(&self.word(self.last + 1)) {
            return Some(Reading::Actor);
        }
        if self.scanned.tokens[verb].shape != Shape::Lower {
            return None;
        }
        if is("place-object", word) || !self.country && is("strike", word) {
            return Some(Reading::Place);
        }
        let listed = is("actor-object", word);
        // `allowed Spain to settle`, `forbade Spain from building`
        let made_to = self.country
            && is_verb(word)
            && matches!(self.word(self.last + 1).as_str(), "to" | "from")
            && is_verb(&self.word(self.last + 2));
        (listed || made_to).then_some(Reading::Actor)
    }

    /// By the verb of which the name is the subject: `Moscow hopes`, `Damascus has continued`.
    fn by_right(&self, plural: bool) -> Option<Reading> {
        if self.scanned.tokens[self.last].possessive() {
            return None;
        }
        let next = self.last + 1;
        if is("place-compound", self.number(next)) {
            return Some(Reading::Place);
        }
        if is("actor-compound", self.number(next)) {
            return Some(Reading::Actor);
        }
        if !self.begins_clause() {
            return None;
        }
        let relative = if self.is_mark(next, ",") { next + 1 } else { next };
        match self.word(relative).as_str() {
            "who" => return Some(Reading::Actor),
            "where" => return Some(Reading::Place),
            _ => {}
        }
        let lexicon = Lexicon::built_in();
        let (mut verb, mut auxiliary) = (next, None);
        while verb <= next + 4 {
            let word = self.number(verb);
            let light = lexicon.is("adverb", word) || lexicon.is("negation", word) || is_exactly("bare", word);
            if lexicon.is("auxiliary", word) {
                auxiliary = Some(self.word(verb));
            } else if !light && !self.word(verb).ends_with("ly") {
                break;
            }
            verb += 1;
        }
        let word = self.word(verb);
        match auxiliary.as_deref().unwrap_or_default() {
            "" => self.finite(verb, &word, plural),
            "is" | "are" | "was" | "were" | "be" | "been" | "being" | "isnt" | "arent" | "wasnt" | "werent" => self.after_be(verb, &word),
            "has" | "have" | "had" | "hasnt" | "havent" | "hadnt" => {
                if is_past(&word) {
                    self.acts(&word)
                } else {
                    None
                }
            }
            _ => {
                if is_verb(&word) || is("actor-verb", &word) {
                    self.acts(&word)
                } else {
                    None
                }
            }
        }
    }

    /// Whether the name may be the subject of what follows: nothing before it governs it.
    fn begins_clause(&self) -> bool {
        let Some(mut before) = self.first.checked_sub(1) else { return true };
        if self.word(before) == "the" {
            let Some(further) = before.checked_sub(1) else { return true };
            before = further;
        }
        let (lexicon, word) = (Lexicon::built_in(), self.number(before));
        let opens = lexicon.is("subordinator", word)
            || lexicon.is("relative", word)
            || lexicon.is("conjunction", word)
            || matches!(self.word(before).as_str(), "after" | "before" | "until" | "since" | "as" | "than");
        opens
            || !lexicon.is("preposition", word)
                && !lexicon.is("determiner", word)
                && !self.is_name_like(before)
                && !self.scanned.tokens[before].possessive()
    }

    /// A verb without an auxiliary.
    fn finite(&self, verb: usize, word: &str, plural: bool) -> Option<Reading> {
        let lexicon = Lexicon::built_in();
        // `Pakistan floods were`: a noun before another verb.
        let next = self.word(verb + 1);
        if self.scanned.tokens.get(verb).is_none_or(|token| token.shape != Shape::Lower)
            || word.ends_with("ing")
            || lexicon.is("auxiliary", &next) && !is_past(word)
        {
            return None;
        }
        let third = word.ends_with('s') && !word.ends_with("ss");
        let finite = verb > self.last + 1 || is_past(word) || third || plural || !is_verb(word) && !is_exactly("actor-verb", word);
        (finite && (is_verb(word) || is("actor-verb", word))).then(|| self.acts(word)).flatten()
    }

    /// What the subject of an active verb is.
    fn acts(&self, word: &str) -> Option<Reading> {
        if is("place-verb", word) {
            return Some(Reading::Place);
        }
        (self.country && !self.is_container() || is("actor-verb", word)).then_some(Reading::Actor)
    }

    /// `the games in Bergen, Norway were`: the name says where something is that stands before it.
    fn is_container(&self) -> bool {
        let Some(comma) = self.first.checked_sub(1).filter(|comma| self.is_mark(*comma, ",")) else { return false };
        let named = (0..comma).rev().take(2 * LIST).take_while(|token| self.is_name_like(*token) || self.is_mark(*token, ",")).count();
        let before = comma.checked_sub(named + 1).map(|before| self.word(before));
        named > 0 && before.is_some_and(|before| matches!(before.as_str(), "in" | "at" | "near" | "from" | "of"))
    }

    /// What follows a form of `be`.
    fn after_be(&self, at: usize, word: &str) -> Option<Reading> {
        let noun = |class: &str| {
            (at..=at + 5)
                .take_while(|token| self.scanned.tokens.get(*token).is_some_and(|token| token.kind != TokenKind::Punct))
                .any(|token| is(class, self.number(token)))
        };
        if is("place-passive", word) || !self.country && is("strike", word) {
            return Some(Reading::Place);
        }
        if word.ends_with("ing") && is_verb(word) {
            return self.acts(word);
        }
        let at_war = word == "at" && self.word(at + 1) == "war";
        if is_past(word) || word.ends_with("ed") || word == "to" || at_war || is("actor-adjective", word) {
            return (self.country && !self.is_container() || is("actor-verb", word) || at_war || is("actor-adjective", word))
                .then_some(Reading::Actor);
        }
        let named = Lexicon::built_in().is("determiner", word);
        let first_to = word == "the" && self.word(at + 1) == "first" && self.word(at + 2) == "to";
        if noun("actor-role") || first_to && self.country {
            return Some(Reading::Actor);
        }
        (named && (noun("place-of") || noun("place-compound"))).then_some(Reading::Place)
    }
}
