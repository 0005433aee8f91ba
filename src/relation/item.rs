//! A sentence as the rules see it: names, and words with their part of speech. Each name is one item; so is a title with its bearer.

use super::inflect::Form;
use super::lexicon::Lexicon;
use crate::entity::Lexicon as Words;
use crate::mention::{Mention, MentionKind, Scanned};
use crate::text::{Span, TokenKind, fold};

/// Part of speech, as coarse as the rules need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A name from the gazetteer.
    Name,
    /// An adjective of nationality.
    Demonym,
    Noun,
    Adjective,
    Determiner,
    Number,
    Pronoun,
    Preposition,
    To,
    Conjunction,
    Subordinator,
    Relative,
    Auxiliary,
    Modal,
    Negation,
    Adverb,
    Verb,
    Comma,
    /// A hyphen inside a compound.
    Hyphen,
    /// A dash, colon or semicolon: clauses end here.
    Break,
    /// Brackets and quotation marks.
    Bracket,
    /// Any other mark.
    Mark,
}

/// One name, word or mark of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Bytes of the document.
    pub(crate) span: Span,
    /// Folded word; for names the folded last word.
    pub(crate) word: String,
    pub(crate) class: Class,
    /// Index into the document's mentions.
    pub(crate) mention: Option<usize>,
    /// Whether it carries `'s`.
    pub(crate) possessive: bool,
    /// A capitalised word that is no listed name.
    pub(crate) proper: bool,
    /// Index into the verbs of the lexicon, and the form.
    pub(crate) verb: Option<(u32, Form)>,
    /// Whether it touches the item before it.
    pub(crate) glued: bool,
}

/// A stretch of tokens that becomes one item: a title with its bearer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Collapsed {
    pub(super) first: usize,
    /// Last token, that of the mention.
    pub(super) last: usize,
    pub(super) mention: usize,
}

/// Cuts a sentence into items and gives each its part of speech.
pub(super) fn items(text: &str, scanned: &Scanned, mentions: &[(usize, &Mention)], collapsed: &[Collapsed]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut token = 0;
    let mut end = 0;
    while token < scanned.tokens.len() {
        let this = &scanned.tokens[token];
        let whole = collapsed.iter().find(|whole| whole.first == token);
        let named = mentions.iter().find(|(_, mention)| mention.span.start == this.span.start);
        let (last, mention) = match (whole, named) {
            (Some(whole), _) => (whole.last, Some(whole.mention)),
            (None, Some((index, mention))) => {
                let last = scanned.tokens.partition_point(|other| other.span.start < mention.span.end) - 1;
                (last.max(token), Some(*index))
            }
            (None, None) => (token, None),
        };
        let closing = &scanned.tokens[last];
        let demonym = mention.is_some_and(|index| mentions.iter().any(|(other, mention)| *other == index && mention.kind == MentionKind::Demonym));
        let word = fold(closing.span.of(text));
        items.push(Item {
            span: Span { start: this.span.start, end: closing.span.end },
            class: match mention {
                Some(_) if demonym => Class::Demonym,
                Some(_) => Class::Name,
                None => closed_class(text, this.span.of(text), &word, this.kind),
            },
            proper: mention.is_none() && this.capitalised() && token > 0,
            verb: None,
            possessive: closing.possessive(),
            glued: token > 0 && this.span.start == end,
            mention,
            word,
        });
        end = closing.end;
        token = last + 1;
    }
    tag(&mut items);
    items
}

/// The part of speech of marks and small words; everything else starts as a noun.
fn closed_class(_text: &str, written: &str, word: &str, kind: TokenKind) -> Class {
    let words = Words::built_in();
    match kind {
        TokenKind::Number => return Class::Number,
        TokenKind::Punct => {
            return match written {
                "," => Class::Comma,
                "-" | "‐" | "‑" => Class::Hyphen,
                "–" | "—" | ":" | ";" | "--" => Class::Break,
                "(" | ")" | "[" | "]" | "\"" | "“" | "”" | "'" | "‘" | "’" | "«" | "»" => Class::Bracket,
                _ => Class::Mark,
            };
        }
        TokenKind::Word => {}
    }
    match word {
        "to" => Class::To,
        "not" | "never" => Class::Negation,
        _ if words.is("modal", word) => Class::Modal,
        _ if words.is("auxiliary", word) => Class::Auxiliary,
        _ if words.is("relative", word) => Class::Relative,
        _ if words.is("determiner", word) => Class::Determiner,
        _ if words.is("subordinator", word) => Class::Subordinator,
        _ if words.is("preposition", word) => Class::Preposition,
        _ if words.is("conjunction", word) => Class::Conjunction,
        _ if words.is("pronoun", word) => Class::Pronoun,
        _ if words.is("adverb", word) => Class::Adverb,
        _ if word.len() > 4 && word.ends_with("ly") && !matches!(word, "family" | "assembly" | "ally" | "supply" | "reply" | "rally" | "italy" | "july" | "daily" | "friendly" | "monthly" | "weekly") => {
            Class::Adverb
        }
        _ => Class::Noun,
    }
}

/// Tells verbs from nouns and participles from past forms by what stands around them, left to right.
fn tag(items: &mut [Item]) {
    let lexicon = Lexicon::built_in();
    for place in 0..items.len() {
        disambiguate(items, place);
        if items[place].class != Class::Noun {
            continue;
        }
        let forms = lexicon.verb_forms(&items[place].word);
        if forms.is_empty() {
            continue;
        }
        let before = Before::of(items, place);
        if let Some(form) = verb_here(items, place, before, forms) {
            if let Some((verb, form)) = form {
                items[place].verb = Some((verb, form));
                items[place].class = Class::Verb;
            } else {
                items[place].class = Class::Adjective;
            }
        }
    }
}

/// `that`, `her`, `following`, `since`: small words of several classes.
fn disambiguate(items: &mut [Item], place: usize) {
    let next = items.get(place + 1).map(|item| item.class);
    let before = place.checked_sub(1).map(|before| items[before].class);
    let item = &items[place];
    let class = match (item.class, item.word.as_str()) {
        (Class::Relative | Class::Determiner, "that") => match before {
            Some(Class::Verb | Class::Adverb | Class::Comma) | None => Class::Subordinator,
            Some(Class::Noun | Class::Name | Class::Number) if !matches!(next, Some(Class::Noun | Class::Adjective)) || items.get(place + 1).is_some_and(|next| !Lexicon::built_in().verb_forms(&next.word).is_empty()) => Class::Relative,
            _ if matches!(next, Some(Class::Name | Class::Demonym | Class::Determiner | Class::Pronoun)) => Class::Subordinator,
            _ => Class::Determiner,
        },
        (Class::Relative | Class::Determiner, "which" | "who" | "whom") => Class::Relative,
        (Class::Preposition | Class::Subordinator, "following" | "including" | "concerning" | "considering" | "regarding") => Class::Preposition,
        (Class::Determiner, "her") if !matches!(next, Some(Class::Noun | Class::Name | Class::Adjective | Class::Number)) => Class::Pronoun,
        _ => return,
    };
    items[place].class = class;
}

/// What stands before a word, adverbs left aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Start,
    /// Calls for a noun: an article, a possessive, an adjective.
    Nominal,
    /// A name or noun that could be a subject.
    Subject,
    Preposition,
    Comma,
    Conjunction,
    /// `to`, a modal, `do`.
    Infinitive,
    Be,
    Have,
    Pronoun,
    Verb,
    Hyphen,
    Other,
}

impl Before {
    fn of(items: &[Item], place: usize) -> Self {
        let mut left = place;
        let mut adverb = false;
        while left > 0 {
            left -= 1;
            let item = &items[left];
            return match item.class {
                Class::Adverb | Class::Negation => {
                    adverb = true;
                    continue;
                }
                Class::Name | Class::Noun if item.possessive => Self::Nominal,
                Class::Demonym if !item.word.ends_with('s') || item.possessive => Self::Nominal,
                Class::Name | Class::Noun | Class::Demonym => Self::Subject,
                Class::Determiner | Class::Adjective | Class::Number => Self::Nominal,
                Class::Pronoun | Class::Relative | Class::Subordinator => Self::Pronoun,
                Class::Preposition => Self::Preposition,
                Class::Comma => Self::Comma,
                Class::Conjunction => Self::Conjunction,
                Class::To | Class::Modal => Self::Infinitive,
                Class::Auxiliary => match item.word.as_str() {
                    "do" | "does" | "did" | "dont" | "doesnt" | "didnt" => Self::Infinitive,
                    "have" | "has" | "had" | "having" | "hasnt" | "havent" | "hadnt" => Self::Have,
                    _ => Self::Be,
                },
                Class::Verb => Self::Verb,
                Class::Hyphen if !adverb => Self::Hyphen,
                Class::Break | Class::Bracket => Self::Start,
                _ => Self::Other,
            };
        }
        Self::Start
    }
}

/// `Some(Some)`: a verb in this form. `Some(None)`: a participle used as an adjective. `None`: no verb.
fn verb_here(items: &[Item], place: usize, before: Before, forms: &[(u32, Form)]) -> Option<Option<(u32, Form)>> {
    let lexicon = Lexicon::built_in();
    let find = |wanted: &[Form]| wanted.iter().find_map(|form| forms.iter().find(|entry| entry.1 == *form)).copied();
    let item = &items[place];
    let next = items.get(place + 1);
    let next_class = next.map_or(Class::Mark, |next| next.class);
    let verb_next = next.is_some_and(|next| next.class == Class::Noun && !lexicon.verb_forms(&next.word).is_empty() && lexicon.noun(&next.word).is_none());
    let nominal_next = matches!(next_class, Class::Noun | Class::Name | Class::Demonym | Class::Adjective | Class::Number) && !verb_next;
    let object_next = nominal_next || matches!(next_class, Class::Determiner | Class::Pronoun);
    let also_noun = lexicon.noun(&item.word).is_some() || lexicon.agent(&item.word).is_some() || Words::built_in().is("proxy", &item.word) || Words::built_in().is("place-noun", &item.word) || Words::built_in().title(&item.word).is_some();
    match before {
        Before::Infinitive => find(&[Form::Base]).map(Some),
        Before::Be => match find(&[Form::Participle, Form::Gerund]) {
            Some(found) => Some(Some(found)),
            None => None,
        },
        Before::Have => find(&[Form::Participle]).map(Some),
        Before::Pronoun => find(&[Form::Third, Form::Past, Form::Base, Form::Participle]).map(Some).filter(|_| !(also_noun && nominal_next && find(&[Form::Past]).is_none() && items[place - 1].class == Class::Subordinator)),
        Before::Nominal => find(&[Form::Participle, Form::Gerund]).filter(|_| nominal_next).map(|_| None),
        Before::Hyphen => find(&[Form::Participle]).map(Some),
        Before::Preposition => {
            if let Some(gerund) = find(&[Form::Gerund]) {
                return (object_next && !also_noun || matches!(next_class, Class::Determiner | Class::Name | Class::Pronoun | Class::To) || !also_noun && next_class == Class::Preposition).then_some(Some(gerund));
            }
            find(&[Form::Participle]).filter(|_| nominal_next && find(&[Form::Base]).is_none()).map(|_| None)
        }
        Before::Subject => {
            if let Some(found) = find(&[Form::Past, Form::Participle]).filter(|_| find(&[Form::Base]).is_none()) {
                return Some(Some(found));
            }
            if let Some(gerund) = find(&[Form::Gerund]) {
                return (!also_noun || object_next).then_some(Some(gerund));
            }
            if let Some(third) = find(&[Form::Third]) {
                let person = place > 0 && items[place - 1].class == Class::Name;
                let verb = !also_noun && (person || object_next || matches!(next_class, Class::To | Class::Subordinator | Class::Preposition | Class::Adverb))
                    || object_next && !matches!(next_class, Class::Noun) || person && matches!(next_class, Class::To | Class::Subordinator);
                return verb.then_some(Some(third));
            }
            let coordinated = items[..place].iter().rev().take(5).any(|item| item.class == Class::Conjunction || item.class == Class::Comma);
            let many = items[place - 1].class == Class::Noun && items[place - 1].word.ends_with('s');
            let found = find(&[Form::Base, Form::Past])?;
            let past = forms.iter().any(|entry| entry.1 == Form::Past);
            ((many || coordinated || past) && (object_next || !also_noun && matches!(next_class, Class::Preposition | Class::To | Class::Adverb | Class::Mark | Class::Relative))).then_some(Some(found))
        }
        Before::Comma | Before::Conjunction => {
            if let Some(found) = find(&[Form::Past, Form::Participle]).filter(|_| find(&[Form::Base]).is_none()) {
                // `confirmed and planned talks`
                let adjective = before == Before::Conjunction && place >= 2 && items[place - 2].class == Class::Adjective && nominal_next;
                return Some(if adjective { None } else { Some(found) });
            }
            if let Some(gerund) = find(&[Form::Gerund]) {
                return (!also_noun || object_next).then_some(Some(gerund));
            }
            find(&[Form::Third, Form::Base, Form::Past]).filter(|_| !also_noun && (object_next || next_class == Class::Preposition) || matches!(next_class, Class::Determiner | Class::Pronoun | Class::Name)).map(Some)
        }
        Before::Start => {
            if let Some(gerund) = find(&[Form::Gerund]) {
                return object_next.then_some(Some(gerund));
            }
            find(&[Form::Participle]).filter(|_| find(&[Form::Base]).is_none()).map(|found| if nominal_next { None } else { Some(found) })
        }
        Before::Verb => {
            // `is expected`, `help broker`, `reported killed`.
            if let Some(found) = find(&[Form::Participle]).filter(|_| find(&[Form::Base]).is_none()) {
                return Some(if nominal_next { None } else { Some(found) });
            }
            if let Some(gerund) = find(&[Form::Gerund]) {
                return (!also_noun || object_next).then_some(Some(gerund));
            }
            let helper = items[..place].last().is_some_and(|item| matches!(item.word.as_str(), "help" | "helped" | "helps" | "helping"));
            find(&[Form::Base]).filter(|_| helper).map(Some)
        }
        Before::Other => find(&[Form::Past, Form::Gerund]).filter(|_| !also_noun && find(&[Form::Base]).is_none()).map(Some),
    }
}
