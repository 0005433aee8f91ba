//! Place or government? `talks in Damascus` are in a city; `ties with Damascus` are with a state.

use super::choose::Outcome;
use super::lexicon::Lexicon;
use super::resolve::Found;
use crate::gazetteer::{EntityIx, EntityKind, Gazetteer};
use crate::mention::{MentionKind, Reading, Scanned};
use crate::table;
use crate::text::fold;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static CUES: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let table = table::parse(include_str!("../../gazetteer/language/readings.tsv")).expect("the built-in tables are checked by tests");
    let mut cues: HashMap<&str, HashSet<&str>> = HashMap::new();
    for row in table.rows() {
        if let (Some(word), Some(class)) = (row.get("word"), row.get("class")) {
            cues.entry(class).or_default().insert(word);
        }
    }
    cues
});

/// The readings of all names of one sentence, in order; `None` for what is no place, and where nothing speaks for either.
pub(super) fn readings(gazetteer: &Gazetteer, text: &str, scanned: &Scanned, found: &[Found]) -> Vec<Option<Reading>> {
    let mut readings: Vec<Option<Reading>> = Vec::with_capacity(found.len());
    for (place, this) in found.iter().enumerate() {
        let place_name = matches!(this.outcome, Outcome::Entity { entity, kind, .. }
            if kind != MentionKind::Demonym && has_reading(gazetteer, entity));
        let context = Context { text, scanned, first: this.first, last: this.last };
        let reading = if !place_name {
            None
        } else if let Some(other) = place.checked_sub(1).filter(|other| context.joined_to(&found[*other])) {
            context.own().or(readings[other])
        } else {
            context.own()
        };
        readings.push(reading);
    }
    readings
}

/// Whether an entity may act or be a place.
pub(super) fn has_reading(gazetteer: &Gazetteer, entity: EntityIx) -> bool {
    matches!(gazetteer.entity(entity).kind, EntityKind::Country | EntityKind::Place)
}

/// A name and the words around it.
struct Context<'a> {
    text: &'a str,
    scanned: &'a Scanned,
    first: usize,
    last: usize,
}

impl Context<'_> {
    fn word(&self, token: usize) -> String {
        fold(self.scanned.word(self.text, token))
    }

    /// Whether only `and` or `or` stands between another name and this one.
    fn joined_to(&self, other: &Found) -> bool {
        other.last + 2 == self.first && matches!(self.word(self.first - 1).as_str(), "and" | "or")
    }

    fn own(&self) -> Option<Reading> {
        self.by_possession().or_else(|| self.by_preposition()).or_else(|| self.as_object()).or_else(|| self.as_subject())
    }

    /// `Moscow's intention`.
    fn by_possession(&self) -> Option<Reading> {
        if !self.scanned.tokens[self.last].possessive() {
            return None;
        }
        let owned = (self.last + 1..=self.last + 3).any(|token| is("actor-noun", &self.word(token)));
        owned.then_some(Reading::Actor)
    }

    /// The word before the name, over an article.
    fn before(&self) -> Option<usize> {
        let before = self.first.checked_sub(1)?;
        if matches!(self.word(before).as_str(), "the" | "both" | "new" | "southern" | "northern" | "eastern" | "western" | "central") {
            before.checked_sub(1)
        } else {
            Some(before)
        }
    }

    fn by_preposition(&self) -> Option<Reading> {
        let before = self.before()?;
        let noun = |class: &str, reach: usize| (before.saturating_sub(reach)..before).any(|token| is(class, &self.word(token)));
        match self.word(before).as_str() {
            "with" | "by" => Some(Reading::Actor),
            "between" => (!noun("place-between", 3)).then_some(Reading::Actor),
            "and" => {
                // `between Damascus and Tel Aviv`: the second party.
                let between = (before.saturating_sub(4)..before).rev().find(|token| self.word(*token) == "between");
                let places =
                    between.is_some_and(|between| (between.saturating_sub(3)..between).any(|token| is("place-between", &self.word(token))));
                (between.is_some() && !places).then_some(Reading::Actor)
            }
            // `called on Moscow`
            "on" | "upon" if before.checked_sub(1).is_some_and(|verb| self.word(verb).starts_with("call")) => Some(Reading::Actor),
            "from" | "to" | "on" if noun("actor-from", 2) => Some(if self.word(before) == "on" { Reading::Place } else { Reading::Actor }),
            "in" | "at" | "near" | "to" | "into" | "over" | "across" | "outside" | "inside" | "around" | "through" | "throughout"
            | "toward" | "towards" | "from" | "on" | "within" => Some(Reading::Place),
            _ => None,
        }
    }

    /// `urged Moscow to stay`.
    fn as_object(&self) -> Option<Reading> {
        let before = self.before()?;
        is("actor-object", &self.word(before)).then_some(Reading::Actor)
    }

    /// `Moscow hopes`, `Damascus has continued`.
    fn as_subject(&self) -> Option<Reading> {
        let lexicon = Lexicon::built_in();
        let mut token = self.last + 1;
        while token <= self.last + 5
            && (lexicon.is("auxiliary", &self.word(token))
                || lexicon.is("adverb", &self.word(token))
                || matches!(self.word(token).as_str(), "not" | "never"))
        {
            token += 1;
        }
        // The name before a noun is no subject: `Moscow plan` has neither an auxiliary nor a verb's ending.
        let word = self.word(token);
        let verb = is("actor-verb", &word)
            && (token > self.last + 1 || word.ends_with('s') || word.ends_with("ed") || !CUES["actor-verb"].contains(word.as_str()));
        verb.then_some(Reading::Actor)
    }
}

/// Whether a word is a form of a listed one.
fn is(class: &str, word: &str) -> bool {
    let Some(listed) = CUES.get(class) else { return false };
    base_forms(word).iter().any(|base| listed.contains(base.as_str()))
}

/// What a regular form may come from: `denied` from `denied`, `deni`, `denie`, `deny`.
fn base_forms(word: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    for (ending, replacements) in
        [("ies", &["y"][..]), ("ied", &["y"]), ("es", &["", "e"]), ("s", &[""]), ("ing", &["", "e"]), ("ed", &["", "e"])]
    {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            bases.extend(replacements.iter().map(|replacement| format!("{stem}{replacement}")));
            let mut letters = stem.chars().rev();
            if let (Some(last), Some(other)) = (letters.next(), letters.next())
                && last == other
            {
                bases.push(stem.chars().take(stem.chars().count() - 1).collect());
            }
        }
    }
    for (form, base) in [
        ("said", "say"),
        ("told", "tell"),
        ("sought", "seek"),
        ("thought", "think"),
        ("saw", "see"),
        ("sent", "send"),
        ("kept", "keep"),
        ("withdrew", "withdraw"),
        ("paid", "pay"),
    ] {
        if word == form {
            bases.push(base.to_owned());
        }
    }
    bases
}
