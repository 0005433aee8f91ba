//! Did the event that a noun names happen? What the noun hangs on says so, and the words before it.

use super::Modality;
use super::Polarity;
use super::certainty::{Certainty, of_verb};
use super::clause::{Clause, Link};
use super::item::Class;
use super::lexicon::{Effect, Lexicon, Noun};
use crate::entity::Lexicon as Words;

/// How a noun comes into the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mention {
    /// `the talks`, `their talks`, `last week's talks`: the reader knows of them.
    Given,
    /// `a meeting`, `another war`: whether there is one, the sentence has to say.
    New,
    /// `talks`
    Bare,
}

/// The certainty of an event noun: that of the verb that carries it, what the verb does to it, and the adjectives before it.
pub(super) fn of_noun(clause: &Clause, noun: usize) -> Certainty {
    let mut certainty = Certainty { polarity: Polarity::Positive, modality: Modality::Asserted };
    let words = Words::built_in();
    let mention = mention(clause, noun);
    // The noun that the phrase of the event hangs on.
    let above = |class: &str| {
        let of_class = |(link, head): &&(Link, usize)| {
            *link == Link::Preposition && clause.items[*head].class == Class::Noun && words.is(class, &clause.items[*head].word)
        };
        clause.parents(noun).iter().find(of_class).map(|(_, head)| *head)
    };
    // `denied reports of a meeting`: what is denied is the meeting.
    let report = above("report-noun");
    // `the prospect of a meeting`, `calls for talks`, not `a plan despite talks`
    let prospect = above("prospect").filter(|head| via(clause, *head, noun, |word| matches!(word, "of" | "for" | "about" | "at")));
    if mention != Mention::Given && (report.is_some() || prospect.is_some()) {
        certainty.weaken(Modality::Possible);
    }
    let carried = report.unwrap_or(noun);
    let wanted = |link: &Link| matches!(link, Link::Object | Link::Subject | Link::PassiveSubject | Link::Predicate);
    let parents = clause.parents(carried);
    let phrase = |(link, head): &&(Link, usize)| *link == Link::Preposition && clause.items[*head].class == Class::Verb;
    if let Some((link, verb)) = parents.iter().find(|(link, _)| wanted(link)).or_else(|| parents.iter().find(phrase)).copied() {
        governed(clause, (carried, mention), link, verb, &mut certainty);
    }
    described(clause, noun, &mut certainty);
    certainty
}

/// Whether a phrase hangs on a word by a preposition of some kind.
fn via(clause: &Clause, head: usize, phrase: usize, kind: impl Fn(&str) -> bool) -> bool {
    clause.prepositions(head).any(|(word, other)| other == phrase && kind(word))
}

/// `relations`, `a border`, `the army base`: what lasts. It is there where somebody wants to mend, to cross or to leave it.
fn lasts(clause: &Clause, noun: usize) -> bool {
    let lasting = |noun: &Noun| ["cooperate", "oppose", "presence_in", "borders"].iter().any(|id| noun.relation.is(id));
    Lexicon::built_in().nouns(&clause.items[noun].word).any(lasting)
}

/// The words of the phrase before a noun, the nearest first.
fn phrase(clause: &Clause, noun: usize) -> impl Iterator<Item = usize> + '_ {
    (0..noun).rev().take_while(|item| {
        matches!(
            clause.items[*item].class,
            Class::Adjective
                | Class::Noun
                | Class::Determiner
                | Class::Demonym
                | Class::Name
                | Class::Number
                | Class::Hyphen
                | Class::Adverb
        )
    })
}

fn mention(clause: &Clause, noun: usize) -> Mention {
    for item in phrase(clause, noun) {
        let this = &clause.items[item];
        match this.word.as_str() {
            "a" | "an" | "another" | "any" | "some" | "first" => return Mention::New,
            "the" | "this" | "that" | "these" | "those" | "its" | "their" | "his" | "her" | "our" | "your" | "my" | "ongoing"
            | "current" | "existing" | "recent" | "last" | "latest" | "previous" => return Mention::Given,
            _ if this.possessive => return Mention::Given,
            _ => {}
        }
    }
    Mention::Bare
}

/// What the words before a noun say: `planned talks`, `a possible meeting`, `no talks`.
fn described(clause: &Clause, noun: usize, certainty: &mut Certainty) {
    let words = Words::built_in();
    for item in phrase(clause, noun) {
        let word = clause.items[item].word.as_str();
        if words.is("planned-adjective", word) {
            certainty.weaken(Modality::Planned);
        } else if words.is("possible-adjective", word) {
            certainty.weaken(Modality::Possible);
        } else if matches!(word, "no" | "without") {
            certainty.negate();
        } else if word == "any" && certainty.modality == Modality::Planned {
            // `any attack will be answered`
            certainty.weaken(Modality::Possible);
        }
    }
    if noun > 0 && clause.items[noun - 1].word == "without" {
        certainty.negate();
    }
}

/// What a verb says of the event noun that hangs on it.
fn governed(clause: &Clause, (noun, mention): (usize, Mention), link: Link, verb: usize, certainty: &mut Certainty) {
    let (class, group, words) = (clause.class(verb), clause.group(verb), Words::built_in());
    let subject = link == Link::Subject;
    if clause.is_light(verb) && link == Link::Object || group.passive && matches!(link, Link::Subject | Link::PassiveSubject) && !class.say
    {
        *certainty = of_verb(clause, verb);
    }
    let of_verb = of_verb(clause, verb);
    let negative = of_verb.polarity == Polarity::Negative;
    let known = mention == Mention::Given || mention == Mention::Bare && lasts(clause, noun);
    if let Some(effect) = effect(clause, noun, link, verb).filter(|_| !subject) {
        // `wants to end the war`: so far it goes on.
        if effect == Effect::Ended && known && (negative || of_verb.modality != Modality::Asserted) {
            return;
        }
        certainty.weaken(of_verb.modality);
        match effect {
            // `did not rule out a meeting`
            Effect::Ended | Effect::Cancelled if negative => certainty.weaken(Modality::Possible),
            Effect::Ended | Effect::Cancelled => certainty.negate(),
            Effect::Doubtful => certainty.weaken(Modality::Possible),
            // What others do not host may be all the same, where the reader knows of it.
            Effect::Staged if negative && known => certainty.weaken(Modality::Possible),
            Effect::Staged if negative => certainty.negate(),
            Effect::Staged if class.planned => certainty.weaken(Modality::Planned),
            Effect::Staged => {}
        }
        return;
    }
    let lemma = clause.lemma(verb);
    if link == Link::Object && class.denied {
        certainty.weaken(Modality::Denied);
    } else if !subject && link != Link::Preposition && class.planned {
        certainty.weaken(Modality::Planned);
    } else if link == Link::Object && words.is("wanting", lemma) {
        // `proposed a meeting`, not `called the meeting useful`.
        certainty.weaken(Modality::Possible);
    }
    // `the talks failed to begin`, `are due to begin`: what the talks do tells the infinitive.
    let does = clause.linked(verb, Link::Infinitive).next().filter(|_| link != Link::Object).unwrap_or(verb);
    let begins = matches!(link, Link::Subject | Link::PassiveSubject) && words.is("coming-about", clause.lemma(does));
    if begins || subject && group.copula || link == Link::Predicate && mention != Mention::Given {
        // `a meeting is possible`, `a meeting could take place`, `there could be a war`
        let of_verb = self::of_verb(clause, does);
        certainty.weaken(of_verb.modality);
        if of_verb.polarity == Polarity::Negative {
            certainty.polarity = Polarity::Negative;
        }
        let unsure = |head: usize| words.is("possible-adjective", &clause.items[head].word) || clause.items[head].word == "unlikely";
        if subject && clause.linked(verb, Link::Predicate).any(unsure) {
            certainty.weaken(Modality::Possible);
        }
        return;
    }
    // `would welcome a meeting`, `did not mention a meeting`, `would go to a meeting`: nobody says that there is one. `after a meeting` does.
    let open = link != Link::Preposition
        || via(clause, verb, noun, |word| matches!(word, "to" | "into" | "for" | "at" | "in" | "on" | "of" | "about" | "over"));
    if mention == Mention::New && open && !clause.is_light(verb) && !lasts(clause, noun) {
        certainty.weaken(if negative { Modality::Possible } else { of_verb.modality });
    }
}

/// What a verb does to the event noun that hangs on it: `called the talks off`, `led to a war`.
fn effect(clause: &Clause, noun: usize, link: Link, verb: usize) -> Option<Effect> {
    let (verb_ix, _) = clause.items[verb].verb?;
    let entry = &Lexicon::built_in().verbs[verb_ix as usize];
    let follow = |item: usize, particles: &[String]| {
        particles.iter().zip(item + 1..).all(|(particle, next)| clause.items.get(next).is_some_and(|next| next.word == *particle))
    };
    let phrasal = entry.phrasal_effects.iter().find(|(particles, _)| match link {
        Link::Preposition => via(clause, verb, noun, |word| particles.last().is_some_and(|last| last == word)),
        _ => follow(verb, particles) || link == Link::Object && follow(noun, particles),
    });
    phrasal.map(|(_, effect)| *effect).or(entry.effect.filter(|_| link != Link::Preposition))
}
