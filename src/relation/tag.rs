//! Parts of speech by what stands around a word: is `strikes` a verb or a noun, `captured` a past or a participle?

use super::inflect::Form;
use super::item::{Class, Item};
use super::lexicon::Lexicon;
use crate::entity::Lexicon as Words;

/// Tells verbs from nouns and participles from past forms by what stands around them, left to right.
pub(super) fn tag(items: &mut [Item]) {
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
        match Word::new(items, place, forms).tag() {
            Tag::Verb(verb, form) => {
                items[place].verb = Some((verb, form));
                items[place].class = Class::Verb;
            }
            Tag::Adjective => items[place].class = Class::Adjective,
            Tag::Noun => {}
        }
    }
}

/// `that`, `her`, `following`, `since`: small words of several classes.
fn disambiguate(items: &mut [Item], place: usize) {
    if !matches!(items[place].class, Class::Relative | Class::Determiner | Class::Preposition | Class::Subordinator | Class::Modal) {
        return;
    }
    let next = items.get(place + 1).map(|item| item.class);
    // `said on Tuesday that`: the day is not what `that` stands for.
    let before = || items[..place].iter().rev().find(|item| !Words::built_in().is("calendar", &item.word)).map(|item| item.class);
    let item = &items[place];
    let class = match (item.class, item.word.as_str()) {
        (Class::Relative | Class::Determiner, "that") => match before() {
            Some(Class::Verb | Class::Adverb | Class::Comma) | None => Class::Subordinator,
            Some(Class::Noun | Class::Name | Class::Number)
                if !matches!(next, Some(Class::Noun | Class::Adjective))
                    || items.get(place + 1).is_some_and(|next| !Lexicon::built_in().verb_forms(&next.word).is_empty()) =>
            {
                Class::Relative
            }
            _ if matches!(next, Some(Class::Name | Class::Demonym | Class::Determiner | Class::Pronoun)) => Class::Subordinator,
            _ => Class::Determiner,
        },
        (Class::Relative | Class::Determiner, "which" | "who" | "whom") => Class::Relative,
        (Class::Preposition | Class::Subordinator, "following" | "including" | "concerning" | "considering" | "regarding") => {
            Class::Preposition
        }
        // `his will`, `the can`
        (Class::Modal, _) if matches!(before(), Some(Class::Determiner | Class::Adjective)) => Class::Noun,
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
                // `"...," said X`: the quotation ends before.
                Class::Bracket if left > 0 && matches!(items[left - 1].class, Class::Comma | Class::Mark) => Self::Comma,
                Class::Break | Class::Bracket => Self::Start,
                _ => Self::Other,
            };
        }
        Self::Start
    }
}

/// What a word that may be a verb form is here.
enum Tag {
    Verb(u32, Form),
    /// A participle used as an adjective.
    Adjective,
    /// No verb.
    Noun,
}

/// A word that may be a verb form, with its neighbours.
struct Word<'a> {
    items: &'a [Item],
    place: usize,
    forms: &'a [(u32, Form)],
    next: Class,
    /// A noun or name follows that is no verb itself.
    nominal_next: bool,
    /// What follows may be an object.
    object_next: bool,
    /// The word is a noun of the tables too.
    also_noun: bool,
}

impl<'a> Word<'a> {
    fn new(items: &'a [Item], place: usize, forms: &'a [(u32, Form)]) -> Self {
        let (lexicon, words) = (Lexicon::built_in(), Words::built_in());
        let follower = items.get(place + 1);
        let next = follower.map_or(Class::Mark, |next| next.class);
        let verb_next = follower.is_some_and(|next| {
            next.class == Class::Noun && !lexicon.verb_forms(&next.word).is_empty() && lexicon.noun(&next.word).is_none()
        });
        let nominal_next = !verb_next && matches!(next, Class::Noun | Class::Name | Class::Demonym | Class::Adjective | Class::Number);
        let word = &items[place].word;
        let also_noun = lexicon.noun(word).is_some()
            || lexicon.agent(word).is_some()
            || words.is("proxy", word)
            || words.is("place-noun", word)
            || words.is("restriction", word)
            || words.title(word).is_some();
        let object_next = nominal_next || matches!(next, Class::Determiner | Class::Pronoun);
        Self { items, place, forms, next, nominal_next, object_next, also_noun }
    }

    /// The verb in the first of these forms that the word can be.
    fn find(&self, wanted: &[Form]) -> Option<(u32, Form)> {
        wanted.iter().find_map(|form| self.forms.iter().find(|entry| entry.1 == *form)).copied()
    }

    fn verb(&self, wanted: &[Form]) -> Tag {
        self.find(wanted).map_or(Tag::Noun, |(verb, form)| Tag::Verb(verb, form))
    }

    fn verb_if(&self, condition: bool, wanted: &[Form]) -> Tag {
        if condition { self.verb(wanted) } else { Tag::Noun }
    }

    /// A past form or participle that is no base form too.
    fn is_past(&self) -> bool {
        self.find(&[Form::Past, Form::Participle]).is_some() && self.find(&[Form::Base]).is_none()
    }

    fn is_gerund(&self) -> bool {
        self.find(&[Form::Gerund]).is_some()
    }

    fn next_is(&self, classes: &[Class]) -> bool {
        classes.contains(&self.next)
    }

    fn tag(&self) -> Tag {
        match Before::of(self.items, self.place) {
            Before::Infinitive => self.verb(&[Form::Base]),
            Before::Be => self.verb(&[Form::Participle, Form::Gerund]),
            Before::Have | Before::Hyphen => self.verb(&[Form::Participle]),
            Before::Pronoun => self.after_pronoun(),
            Before::Nominal => {
                if self.nominal_next && self.find(&[Form::Participle, Form::Gerund]).is_some() {
                    Tag::Adjective
                } else {
                    Tag::Noun
                }
            }
            Before::Preposition => self.after_preposition(),
            Before::Subject => self.after_subject(),
            Before::Comma => self.after_comma(false),
            Before::Conjunction => self.after_comma(true),
            Before::Start if self.is_gerund() => self.verb_if(self.object_next, &[Form::Gerund]),
            Before::Start if self.is_past() => self.participle(),
            Before::Start => Tag::Noun,
            Before::Verb => self.after_verb(),
            Before::Other => self.verb_if(!self.also_noun && self.find(&[Form::Base]).is_none(), &[Form::Past, Form::Gerund]),
        }
    }

    /// `confirmed talks` against `confirmed that`.
    fn participle(&self) -> Tag {
        if self.nominal_next { Tag::Adjective } else { self.verb(&[Form::Participle, Form::Past]) }
    }

    fn after_pronoun(&self) -> Tag {
        let opener = self.items[self.place - 1].class == Class::Subordinator;
        let noun = opener && self.also_noun && self.nominal_next && self.find(&[Form::Past]).is_none();
        self.verb_if(!noun, &[Form::Third, Form::Past, Form::Base, Form::Participle])
    }

    fn after_preposition(&self) -> Tag {
        if self.is_gerund() {
            let object = matches!(self.next, Class::Determiner | Class::Name | Class::Pronoun | Class::To);
            return self.verb_if(object || !self.also_noun && (self.object_next || self.next == Class::Preposition), &[Form::Gerund]);
        }
        if self.nominal_next && self.is_past() { Tag::Adjective } else { Tag::Noun }
    }

    fn after_subject(&self) -> Tag {
        if self.is_past() {
            return self.verb(&[Form::Past, Form::Participle]);
        }
        if self.is_gerund() {
            return self.verb_if(!self.also_noun || self.object_next, &[Form::Gerund]);
        }
        let subject = &self.items[self.place - 1];
        // `helped Israel attack Hezbollah`
        let helped = self.items[..self.place].iter().rev().take(4).find(|item| item.class == Class::Verb);
        if helped.is_some_and(|item| Words::built_in().is("bare-infinitive", &item.word))
            && self.object_next
            && self.find(&[Form::Base]).is_some()
        {
            return self.verb(&[Form::Base]);
        }
        if self.find(&[Form::Base]).is_some() && self.demanded() && (self.object_next || !self.also_noun) {
            return self.verb(&[Form::Base]);
        }
        if self.find(&[Form::Third]).is_some() {
            let named = subject.class == Class::Name;
            let clause = self.next_is(&[Class::To, Class::Subordinator]);
            let plain = !self.also_noun && (named || self.object_next || clause || self.next_is(&[Class::Preposition, Class::Adverb]));
            let noun_as_verb = self.object_next && self.next != Class::Noun || named && clause;
            return self.verb_if(plain || noun_as_verb, &[Form::Third]);
        }
        // A base form needs a plural subject: `officials meet`, `X and Y meet`.
        let coordinated = self.items[..self.place].iter().rev().take(5).any(|item| matches!(item.class, Class::Conjunction | Class::Comma));
        let peoples = subject.class != Class::Noun && self.place > 1 && self.items[self.place - 2].word == "the";
        let plural = (subject.class == Class::Noun || peoples) && subject.word.ends_with('s');
        let past = self.find(&[Form::Past]).is_some();
        let follows = self.object_next
            || !self.also_noun && self.next_is(&[Class::Preposition, Class::To, Class::Adverb, Class::Mark, Class::Relative]);
        self.verb_if((plural || coordinated || past) && follows, &[Form::Base, Form::Past])
    }

    /// `demanded that X leave`, `insisted on its demand that X leave`: no other verb stands between.
    fn demanded(&self) -> bool {
        let Some(that) = self.items[..self.place].iter().rposition(|item| item.word == "that" && item.class != Class::Determiner) else {
            return false;
        };
        let words = Words::built_in();
        let asks = |item: &Item| match item.verb {
            Some((verb, _)) if item.class == Class::Verb => words.is("asking", &Lexicon::built_in().verbs[verb as usize].lemma),
            _ => words.is("asking-noun", &item.word),
        };
        self.items[that..self.place].iter().all(|item| item.class != Class::Verb)
            && self.items[that.saturating_sub(4)..that]
                .iter()
                .rev()
                .find(|item| matches!(item.class, Class::Verb | Class::Noun))
                .is_some_and(asks)
    }

    fn after_comma(&self, conjunction: bool) -> Tag {
        if self.is_past() {
            // `confirmed and planned talks`
            let second = conjunction && self.place >= 2 && self.items[self.place - 2].class == Class::Adjective;
            return if second && self.nominal_next { Tag::Adjective } else { self.verb(&[Form::Past, Form::Participle]) };
        }
        if self.is_gerund() {
            return self.verb_if(!self.also_noun || self.object_next, &[Form::Gerund]);
        }
        let plain = !self.also_noun && (self.object_next || self.next == Class::Preposition);
        self.verb_if(plain || self.next_is(&[Class::Determiner, Class::Pronoun, Class::Name]), &[Form::Third, Form::Base, Form::Past])
    }

    /// `helped broker`, `reported killed`, `said armed groups`.
    fn after_verb(&self) -> Tag {
        if self.is_past() {
            return self.participle();
        }
        if self.is_gerund() {
            return self.verb_if(!self.also_noun || self.object_next, &[Form::Gerund]);
        }
        let helper = matches!(self.items[self.place - 1].word.as_str(), "help" | "helped" | "helps" | "helping");
        self.verb_if(helper, &[Form::Base])
    }
}
