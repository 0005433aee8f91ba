//! Did the event that a noun names happen? What the noun hangs on says so, and the words before it.

use super::certainty::{Certainty, of_verb};
use super::clause::{Clause, Link};
use super::item::Class;
use super::lexicon::{Effect, Lexicon, Noun};
use super::{Modality, Polarity};
use crate::entity::Lexicon as Words;
use crate::text::HashedWord;

/// Whether a noun brings something new (Prince 1981, Toward a taxonomy of given-new information).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Givenness {
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
    let givenness = givenness(clause, noun);
    // The noun or adjective that the phrase of the event hangs on.
    let above = |class: &str| {
        let of_class = |(link, head): &&(Link, usize)| {
            *link == Link::Preposition && clause.items[*head].class != Class::Verb && words.is(class, &clause.items[*head].word)
        };
        clause.parents(noun).iter().find(of_class).map(|(_, head)| *head)
    };
    // `denied reports of a meeting`: what is denied is the meeting.
    let report = above("report-noun");
    // `the prospect of a meeting`, `calls for talks`, `efforts towards a deal`, `close to a deal`, not `a plan despite talks`
    let leads_to = |class: &str, words: &[&str]| above(class).filter(|head| via(clause, *head, noun, |word| words.contains(&word)));
    let word = |head: usize, back: usize| head.checked_sub(back).map_or("", |place| clause.items[place].word.as_str());
    let prospect = leads_to("prospect", &["of", "for", "about", "at"])
        .or_else(|| leads_to("striving", &["for", "at", "toward", "towards"]))
        .or_else(|| leads_to("hopeful", &["to", "for", "about", "of"]).filter(|_| !lasts(clause, noun)))
        // `talks on a deal`
        .or_else(|| {
            leads_to("negotiation", &["on", "about", "over", "for"]).filter(|_| is_one_of(clause, noun, &["agree", "normalize", "meet"]))
        })
        // `in the event of a war`, `in case of an attack`; `no sign of a deal`
        .or_else(|| {
            leads_to("contingency", &["of"]).filter(|head| word(*head, 1) == "in" || word(*head, 2) == "in" && word(*head, 1) == "the")
        })
        .or_else(|| leads_to("trace", &["of"]).filter(|head| matches!(word(*head, 1), "no" | "any" | "little")));
    if givenness != Givenness::Given && (report.is_some() || prospect.is_some()) {
        certainty.weaken(Modality::Possible);
    }
    let wanted = |link: &Link| matches!(link, Link::Object | Link::Subject | Link::PassiveSubject | Link::Predicate);
    let parents = clause.parents(report.unwrap_or(noun));
    let phrase = |(link, head): &&(Link, usize)| {
        *link == Link::Preposition && (clause.items[*head].class == Class::Verb || clause.group(*head).copula)
    };
    let mut happened = false;
    match parents.iter().find(|(link, _)| wanted(link)).or_else(|| parents.iter().find(phrase)) {
        Some((link, verb)) if report.is_none() => happened = governed(clause, (noun, givenness), *link, *verb, &mut certainty),
        Some((link, verb)) if *link != Link::Subject && clause.class(*verb).denied => certainty.weaken(Modality::Denied),
        _ => {}
    }
    described(clause, noun, happened, &mut certainty);
    certainty
}

/// Whether a phrase hangs on a word by a preposition of some kind.
fn via(clause: &Clause, head: usize, phrase: usize, kind: impl Fn(&str) -> bool) -> bool {
    clause.prepositions(head).any(|(word, other)| other == phrase && kind(word))
}

/// Whether the relation of an event noun is one of some.
fn is_one_of(clause: &Clause, noun: usize, relations: &[&str]) -> bool {
    let one = |noun: &Noun| relations.iter().any(|id| noun.relation.is(id));
    Lexicon::built_in().nouns(&clause.items[noun].word).any(one)
}

/// `relations`, `a border`, `the army base`: what lasts is there where somebody wants to mend, to cross or to leave it.
fn lasts(clause: &Clause, noun: usize) -> bool {
    is_one_of(clause, noun, &["cooperate", "oppose", "presence_in", "borders"])
}

/// And `the war` goes on whoever mediates or joins it.
fn goes_on(clause: &Clause, noun: usize) -> bool {
    lasts(clause, noun) || is_one_of(clause, noun, &["at_war", "clash", "agree", "support", "aid"])
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

fn givenness(clause: &Clause, noun: usize) -> Givenness {
    let words = Words::built_in();
    for item in phrase(clause, noun) {
        let this = &clause.items[item];
        if words.is("new", &this.word) {
            return Givenness::New;
        }
        if this.possessive || words.is("given", &this.word) {
            return Givenness::Given;
        }
    }
    Givenness::Bare
}

/// What the words before a noun say: `planned talks`, which may have `happened`, `a possible meeting`, `no talks`, `any talks`.
fn described(clause: &Clause, noun: usize, happened: bool, certainty: &mut Certainty) {
    let words = Words::built_in();
    let mut determined = false;
    for item in phrase(clause, noun) {
        let word = clause.items[item].word.as_str();
        if words.is("planned-adjective", word) {
            if !happened {
                certainty.weaken(Modality::Planned);
            }
        } else if words.is("possible-adjective", word) {
            certainty.weaken(Modality::Possible);
        } else if matches!(word, "no" | "without") {
            certainty.polarity = Polarity::Negative;
        } else if word == "any" && !determined && certainty.polarity == Polarity::Positive {
            // `any attack will be answered`
            certainty.weaken(Modality::Possible);
        }
        determined |= clause.items[item].class == Class::Determiner;
    }
    if noun > 0 && clause.items[noun - 1].word == "without" {
        certainty.polarity = Polarity::Negative;
    }
}

/// What a verb says of the event noun that hangs on it; gives whether it says that the event happened.
fn governed(clause: &Clause, (noun, givenness): (usize, Givenness), link: Link, verb: usize, certainty: &mut Certainty) -> bool {
    let (class, group, words) = (clause.class(verb), clause.group(verb), Words::built_in());
    let (subject, of_verb) = (link == Link::Subject, of_verb(clause, verb));
    let negative = of_verb.polarity == Polarity::Negative;
    let known = givenness == Givenness::Given || givenness == Givenness::Bare && lasts(clause, noun);
    if let Some(effect) = effect(clause, noun, link, verb) {
        affected(clause, (noun, known), effect, of_verb, class.planned, certainty);
        return effect == Effect::Happens;
    }
    // `the talks failed to begin`, `are due to begin`: what the talks do tells the infinitive.
    let does = clause.linked(verb, Link::Infinitive).next().filter(|_| link != Link::Object);
    if let Some(does) = does.filter(|does| effect(clause, noun, Link::Subject, *does) == Some(Effect::Happens)) {
        certainty.follow(self::of_verb(clause, does));
        return true;
    }
    // `a deal has yet to be reached`, `talks are to be held`
    if let Some(does) = does.filter(|does| clause.group(*does).passive && clause.class(*does).light) {
        return governed(clause, (noun, givenness), Link::PassiveSubject, does, certainty);
    }
    // `seems unlikely`
    let next = clause.items.get(verb + 1).map(|next| &next.word);
    let unsure = |word: &HashedWord| ["possible-adjective", "unrealised", "doubtful"].iter().any(|class| words.is(class, word));
    if subject && words.is("seeming", clause.lemma(verb)) && next.is_some_and(unsure) {
        certainty.weaken(Modality::Possible);
    }
    let carried = clause.is_light(verb) && matches!(link, Link::Object | Link::PassiveSubject);
    if clause.is_light(verb) && link == Link::Object || group.passive && matches!(link, Link::Subject | Link::PassiveSubject) && !class.say
    {
        // `the attack was not justified`, `the dispute will be discussed`
        let told = known && !clause.is_light(verb);
        let polarity = if told { certainty.polarity } else { of_verb.polarity };
        if !(told && goes_on(clause, noun)) {
            certainty.follow(Certainty { polarity, ..of_verb });
        }
    }
    if matches!(link, Link::Object | Link::PassiveSubject) && class.denied {
        certainty.weaken(Modality::Denied);
    } else if !subject && link != Link::Preposition && class.planned && !(known && goes_on(clause, noun)) {
        certainty.weaken(Modality::Planned);
    } else if link == Link::Object
        && (class.light && class.possible && !is_one_of(clause, noun, &["support", "aid"]) || words.is("wanting", clause.lemma(verb)))
    {
        // `proposed a meeting`, `offered talks`, not `called the meeting useful`.
        certainty.weaken(Modality::Possible);
    }
    if group.copula {
        predicated(clause, (noun, givenness), link, (verb, of_verb), certainty);
        return false;
    }
    // `would welcome a meeting`, `would go to a meeting`: nobody says that there is one. `after a meeting` does, and so does `will remember`.
    let open = link != Link::Preposition
        || via(clause, verb, noun, |word| matches!(word, "to" | "into" | "for" | "at" | "in" | "on" | "of" | "about" | "over"));
    let factive = words.is("factive", clause.lemma(verb));
    // `a truce will be announced`
    let told_of = clause.is_light(verb) && !(class.say && link == Link::PassiveSubject);
    if givenness == Givenness::New && open && !factive && !told_of && !lasts(clause, noun) {
        certainty.weaken(if negative && class.say { Modality::Possible } else { of_verb.modality });
    }
    carried
}

/// What becomes of an event by what a verb does to it.
fn affected(clause: &Clause, (noun, known): (usize, bool), effect: Effect, of_verb: Certainty, planned: bool, certainty: &mut Certainty) {
    let negative = of_verb.polarity == Polarity::Negative;
    let sure = of_verb.modality == Modality::Asserted && !negative;
    match effect {
        // `wants to end the war`, `did not cancel the talks`: so far nothing is changed.
        Effect::Ended if known && !sure => {}
        Effect::Cancelled if known && negative => {}
        // `did not rule out a meeting`
        Effect::Ended | Effect::Cancelled if negative => certainty.weaken(Modality::Possible),
        // `opposed the attack`: it happened all the same.
        Effect::Refused if known => {}
        Effect::Ended | Effect::Cancelled | Effect::Refused => {
            certainty.weaken(of_verb.modality);
            certainty.polarity = Polarity::Negative;
        }
        // `discussed the war`, not `discussed the removal of sanctions`
        Effect::Doubtful if known && Lexicon::built_in().noun(&clause.items[noun].word).is_some() => {}
        Effect::Doubtful => certainty.weaken(if planned { Modality::Planned } else { Modality::Possible }),
        // `will mediate the conflict`, `did not host the talks`
        Effect::Staged if known && (negative || goes_on(clause, noun)) => {}
        Effect::Staged => {
            certainty.follow(of_verb);
            if planned {
                certainty.weaken(Modality::Planned);
            }
        }
        Effect::Happens => certainty.follow(of_verb),
    }
}

/// What a copula says of an event: `a meeting is possible`, `there could be a war`. Whether it was a success does not matter.
fn predicated(
    clause: &Clause,
    (noun, givenness): (usize, Givenness),
    link: Link,
    (verb, of_verb): (usize, Certainty),
    certainty: &mut Certainty,
) {
    let words = Words::built_in();
    let there = noun > verb && clause.items[verb.saturating_sub(4)..verb].iter().any(|item| item.word == "there");
    // `may be at war`, `is not in talks`
    let bare = phrase(clause, noun).all(|item| matches!(clause.items[item].class, Class::Adjective | Class::Adverb));
    let state = link == Link::Preposition && bare && via(clause, verb, noun, |word| matches!(word, "at" | "in"));
    if there && link != Link::Preposition || state || link == Link::Predicate && givenness == Givenness::New {
        certainty.follow(of_verb);
        return;
    }
    // `a war would be a disaster`
    if link == Link::Subject && givenness == Givenness::New && of_verb.modality == Modality::Possible {
        certainty.weaken(Modality::Possible);
    }
    // `is unlikely to change` speaks of a change.
    if link != Link::Subject || clause.linked(verb, Link::Infinitive).next().is_some() {
        return;
    }
    let is = |class: &str| clause.linked(verb, Link::Predicate).any(|head| words.is(class, &clause.items[head].word));
    // `is near`, `is within reach`; relations that are distant are there.
    let near = || {
        let mut heads = clause.linked(verb, Link::Predicate).filter(|head| words.is("unrealised", &clause.items[*head].word));
        // `is close to the border`
        heads.any(|head| clause.items.get(head + 1).is_none_or(|next| !matches!(next.class, Class::Preposition | Class::To)))
    };
    let open = || clause.prepositions(verb).any(|(_, head)| words.is("unrealised", &clause.items[head].word));
    if is("possible-adjective") || !lasts(clause, noun) && (near() || open()) {
        certainty.weaken(Modality::Possible);
    } else if is("planned-adjective") || is("due") {
        certainty.weaken(Modality::Planned);
    }
}

/// What a verb does to the event noun that hangs on it: `called the talks off`, `led to a war`. What it does to its object it does not do to its
/// subject, and what happens has no object.
fn effect(clause: &Clause, noun: usize, link: Link, verb: usize) -> Option<Effect> {
    let (entry, _) = clause.items[verb].verb?;
    let effects = &Lexicon::built_in().verbs[entry as usize].effects;
    let follow = |item: usize, particles: &[String]| {
        particles.iter().zip(item + 1..).all(|(particle, next)| clause.items.get(next).is_some_and(|next| next.word == *particle))
    };
    let fits = |(particles, effect): &&(Vec<String>, Effect)| match (link, effect) {
        // `place` of `take place` may be taken for an object.
        (Link::Subject, Effect::Happens) => {
            follow(verb, particles)
                && clause.linked(verb, Link::Object).all(|object| particles.iter().any(|word| clause.items[object].word == *word))
        }
        (Link::Subject | Link::Predicate, _) | (_, Effect::Happens) => false,
        (Link::Preposition, _) => via(clause, verb, noun, |word| particles.last().is_some_and(|last| last == word)),
        _ => follow(verb, particles) || link == Link::Object && follow(noun, particles),
    };
    effects.iter().filter(fits).max_by_key(|(particles, _)| particles.len()).map(|(_, effect)| *effect)
}
