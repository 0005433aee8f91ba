//! Phrases: runs of items that belong together.

use super::inflect::Form;
use super::item::{Class, Item};
use super::lexicon::Lexicon;
use super::trim::trim;

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhraseKind {
    Noun,
    Verb(VerbGroup),
    Preposition,
    Relative,
    Subordinator,
    Conjunction,
    Comma,
    /// A dash, colon or semicolon.
    Break,
}

/// Voice, mood and polarity of a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "independent features of a verb group, as grammar has them")]
pub(super) struct VerbGroup {
    pub(super) finite: bool,
    pub(super) infinitive: bool,
    pub(super) passive: bool,
    /// `is`, `remains`: what follows says what the subject is.
    pub(super) copula: bool,
    pub(super) negated: bool,
    /// `will`, `shall`.
    pub(super) will: bool,
    /// `may`, `could`, `would`.
    pub(super) may: bool,
    /// `must`, `should`.
    pub(super) must: bool,
    /// A past form that may as well be a participle.
    pub(super) ambiguous: bool,
}

/// A run of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) kind: PhraseKind,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) head: usize,
}

/// Cuts a sentence into phrases. Adverbs outside verb groups, brackets and quotation marks are left out.
pub(super) fn phrases(items: &[Item]) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut place = 0;
    while place < items.len() {
        let simple = match items[place].class {
            Class::Preposition => Some(PhraseKind::Preposition),
            Class::Relative => Some(PhraseKind::Relative),
            Class::Subordinator => Some(PhraseKind::Subordinator),
            Class::Conjunction => Some(PhraseKind::Conjunction),
            Class::Comma => Some(PhraseKind::Comma),
            Class::Break => Some(PhraseKind::Break),
            _ => None,
        };
        if let Some(kind) = simple {
            phrases.push(Phrase { kind, first: place, last: place, head: place });
            place += 1;
        } else if let Some(phrase) = verb_phrase(items, place, &phrases) {
            place = phrase.last + 1;
            phrases.push(phrase);
            // `carried out an attack`, `called on X`: the particle belongs to the verb.
            let particle = items
                .get(place)
                .is_some_and(|next| items[phrase.head].verb.is_some_and(|(verb, _)| Lexicon::built_in().has_particle(verb, &next.word)));
            place += usize::from(particle);
        } else if let Some(phrase) = noun_phrase(items, place).map(|phrase| before_particle(items, phrase, phrases.last())) {
            place = phrase.last + 1;
            phrases.push(phrase);
        } else {
            if items[place].class == Class::To {
                phrases.push(Phrase { kind: PhraseKind::Preposition, first: place, last: place, head: place });
            }
            place += 1;
        }
    }
    trim(&phrases, items)
}

fn verb_phrase(items: &[Item], first: usize, before: &[Phrase]) -> Option<Phrase> {
    let mut group = VerbGroup::default();
    let (mut place, mut head, mut be, mut have) = (first, None, false, false);
    while place < items.len() {
        let item = &items[place];
        match item.class {
            Class::To if place == first && follows_infinitive(items, place) => group.infinitive = true,
            Class::Modal if head.is_none() => match item.word.as_str() {
                "will" | "shall" | "wont" => group.will = true,
                word => {
                    group.may = true;
                    group.must = matches!(word, "must" | "should" | "ought");
                }
            },
            Class::Auxiliary if head.is_none() || items[head.unwrap_or(place)].class == Class::Auxiliary => {
                be = matches!(
                    item.word.as_str(),
                    "be" | "am" | "is" | "are" | "was" | "were" | "been" | "being" | "isnt" | "arent" | "wasnt" | "werent"
                );
                have = have || item.word.starts_with("ha");
                head = Some(place);
            }
            // `not only attacked`: it did.
            Class::Negation if items.get(place + 1).is_some_and(|next| matches!(next.word.as_str(), "only" | "just" | "merely")) => {
                place += 1;
                continue;
            }
            Class::Negation => {}
            Class::Adverb if place > first || adverb_opens_verb(items, place) => {}
            Class::Verb => {
                let auxiliaries = head.is_some();
                head = Some(place);
                let form = item.verb.map(|(_, form)| form);
                group.passive = be && form == Some(Form::Participle)
                    || !auxiliaries && !group.infinitive && !group.will && !group.may && is_reduced(items, place, form, before);
                let bare = !auxiliaries && !group.infinitive && !group.will && !group.may;
                group.finite = !group.infinitive && !(bare && (form == Some(Form::Gerund) || group.passive));
                group.ambiguous = bare && form == Some(Form::Past);
                place += 1;
                break;
            }
            _ => break,
        }
        if item.word.ends_with("nt") && item.class != Class::Verb
            || item.class == Class::Negation
            || matches!(item.word.as_str(), "cannot" | "hardly" | "without") && item.class != Class::Preposition
        {
            group.negated = true;
        }
        place += 1;
    }
    let head = head?;
    // `is not`, `was never`: negations after a copula.
    while place < items.len() && items[head].class == Class::Auxiliary && matches!(items[place].class, Class::Negation | Class::Adverb) {
        group.negated |= items[place].class == Class::Negation;
        place += 1;
    }
    if items[head].class == Class::Auxiliary {
        group.copula = be || items[head].word.starts_with("be");
        group.finite = !group.infinitive && items[head].word != "being" && items[head].word != "having";
    } else if matches!(
        items[head].word.as_str(),
        "remain" | "remains" | "remained" | "become" | "becomes" | "became" | "stay" | "stayed" | "stays"
    ) {
        group.copula = true;
    }
    Some(Phrase { kind: PhraseKind::Verb(group), first, last: place - 1, head })
}

/// `to meet`, `to jointly attack`; not `to Moscow`.
fn follows_infinitive(items: &[Item], to: usize) -> bool {
    items[to + 1..]
        .iter()
        .find(|item| !matches!(item.class, Class::Adverb | Class::Negation))
        .is_some_and(|item| matches!(item.class, Class::Verb | Class::Auxiliary))
}

/// An adverb before a verb belongs to it; any other adverb is nobody's.
fn adverb_opens_verb(items: &[Item], place: usize) -> bool {
    items[place..]
        .iter()
        .find(|item| !matches!(item.class, Class::Adverb | Class::Negation))
        .is_some_and(|item| matches!(item.class, Class::Verb | Class::Auxiliary | Class::Modal))
}

/// A past form without auxiliary that is a participle after its noun: `the talks brokered by X`, `the area captured from Y`.
fn is_reduced(items: &[Item], place: usize, form: Option<Form>, before: &[Phrase]) -> bool {
    if !matches!(form, Some(Form::Past | Form::Participle)) {
        return false;
    }
    if form == Some(Form::Participle) {
        return true;
    }
    let next = items[place + 1..].iter().find(|item| item.class != Class::Adverb);
    let agent = next.is_some_and(|item| item.word == "by");
    let nothing_follows = next.is_none_or(|item| matches!(item.class, Class::Preposition | Class::Comma | Class::Break | Class::Mark));
    // A second verb without a subject of its own shows that this one was a participle.
    let in_preposition =
        before.len() > 1 && before[before.len() - 1].kind == PhraseKind::Noun && before[before.len() - 2].kind == PhraseKind::Preposition;
    agent || in_preposition && nothing_follows && before.iter().any(|phrase| matches!(phrase.kind, PhraseKind::Verb(group) if group.finite))
}

fn noun_phrase(items: &[Item], first: usize) -> Option<Phrase> {
    let nominal = |item: &Item| {
        matches!(
            item.class,
            Class::Noun | Class::Name | Class::Demonym | Class::Number | Class::Pronoun | Class::Adjective | Class::Determiner
        )
    };
    if !nominal(&items[first]) {
        return None;
    }
    let mut last = first;
    if items[first].class == Class::Pronoun {
        return Some(Phrase { kind: PhraseKind::Noun, first, last, head: first });
    }
    while let Some(next) = items.get(last + 1) {
        let this = &items[last];
        let goes_on = match next.class {
            Class::Noun | Class::Name | Class::Demonym | Class::Number | Class::Adjective => {
                !ends_with_name(this, next, items.get(last + 2))
            }
            Class::Determiner => this.possessive || this.class == Class::Determiner,
            // `Syrian and Israeli officials`
            Class::Conjunction => {
                this.class == Class::Demonym
                    && next.word != "but"
                    && items.get(last + 2).is_some_and(|other| other.class == Class::Demonym)
                    && items.get(last + 3).is_some_and(|other| matches!(other.class, Class::Noun | Class::Adjective))
            }
            // `Russia's then-deputy minister`
            Class::Adverb if items.get(last + 2).is_some_and(|hyphen| hyphen.class == Class::Hyphen && hyphen.glued) => true,
            Class::Adverb => items
                .get(last + 2)
                .is_some_and(|other| other.class == Class::Adjective && this.class != Class::Name && this.class != Class::Noun),
            Class::Hyphen => {
                next.glued
                    && items.get(last + 2).is_some_and(|other| {
                        other.glued
                            && (nominal(other) || matches!(other.class, Class::Verb | Class::To | Class::Preposition | Class::Adverb))
                    })
            }
            // `direct, face-to-face talks`
            Class::Comma => {
                this.class == Class::Noun
                    && !this.proper
                    && items.get(last + 3).is_some_and(|hyphen| hyphen.class == Class::Hyphen && hyphen.glued)
                    && items.get(last + 2).is_some_and(|word| word.mention.is_none())
            }
            Class::Verb | Class::To | Class::Preposition => this.class == Class::Hyphen && next.glued,
            _ => false,
        };
        if !(goes_on || this.class == Class::Hyphen && next.glued) {
            break;
        }
        last += 1;
    }
    let head = (first..=last).rev().find(|item| matches!(items[*item].class, Class::Noun | Class::Name | Class::Demonym | Class::Pronoun));
    let head = head
        .or_else(|| (first..=last).rev().find(|item| matches!(items[*item].class, Class::Number | Class::Adjective | Class::Determiner)));
    Some(Phrase { kind: PhraseKind::Noun, first, last, head: head.unwrap_or(last) })
}

/// `took X hostage`, `held X responsible`: the last word belongs to the verb.
fn before_particle(items: &[Item], phrase: Phrase, before: Option<&Phrase>) -> Phrase {
    let verb = before.filter(|before| matches!(before.kind, PhraseKind::Verb(_))).and_then(|before| items[before.head].verb);
    match verb {
        Some((verb, _)) if phrase.last > phrase.first && Lexicon::built_in().has_particle(verb, &items[phrase.last].word) => {
            let last = phrase.last - 1;
            Phrase { last, head: if phrase.head == phrase.last { last } else { phrase.head }, ..phrase }
        }
        _ => phrase,
    }
}

/// A name that is not possessive ends its phrase before another one, unless the two make a compound (`Sunni Bedouin tribes`, `US Congress`).
fn ends_with_name(this: &Item, next: &Item, after: Option<&Item>) -> bool {
    // `X, Reuters reports` where the comma is lost
    let source = next.class == Class::Name && after.is_some_and(|verb| verb.class == Class::Verb && verb.verb.is_some_and(says));
    this.class == Class::Name && !this.possessive && (next.class == Class::Number || source)
}

fn says((verb, _): (u32, Form)) -> bool {
    let verb = &Lexicon::built_in().verbs[verb as usize];
    verb.class.say
}
