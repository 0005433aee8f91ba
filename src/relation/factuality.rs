//! Words around a verb that say whether it happened: `allegedly`, `is to`, `has yet to`, `if`, `it is unlikely that`
//! (Saurí & Pustejovsky 2009, a corpus annotated with event factuality).

use super::Modality;
use super::certainty::Certainty;
use super::clause::{Clause, Link};
use super::inflect::Form;
use super::item::Class;
use super::lexicon::{Effect, Lexicon};
use crate::entity::Lexicon as Words;

/// Items between the opening of an infinitive and its verb, or between an adjective and its negation.
const NEAR: usize = 4;

/// Whether the words around a verb say that it did not happen: `without meeting`, `instead of meeting`, `has yet to meet`,
/// `was unable to meet`, `almost met`.
pub(super) fn missed(clause: &Clause, verb: usize) -> bool {
    // `decided against meeting`: the verb and its particle say so already.
    if undone(clause, verb).is_some() {
        return false;
    }
    let word = |back: usize| verb.checked_sub(back).map_or("", |place| clause.items[place].word.as_str());
    match word(1) {
        "without" | "almost" | "nearly" | "against" => true,
        "of" => matches!(word(2), "instead" | "short" | "out"),
        "than" => word(2) == "rather",
        _ => infinitive(clause, verb).and_then(|to| to.checked_sub(1)).is_some_and(|before| {
            let word = &clause.items[before].word;
            // `too weak to attack`
            let too = before.checked_sub(1).is_some_and(|too| clause.items[too].word == "too");
            *word == "yet" || too || Words::built_in().is("unable", word)
        }),
    }
}

/// Whether nobody is the subject: `neither X nor Y attacked`, `no X attacked`, `nobody attacked`; not `no wonder X attacked`.
pub(super) fn nobody(clause: &Clause, verb: usize) -> bool {
    subjects(clause, verb).any(|head| {
        let named = clause.items[head].mention.is_some();
        let mut phrase = clause.items[head.saturating_sub(3)..head].iter().rev().take_while(|item| match item.class {
            Class::Comma | Class::Verb | Class::Preposition | Class::Subordinator | Class::Relative => false,
            Class::Noun => !named,
            _ => item.word != "that",
        });
        matches!(clause.items[head].word.as_str(), "nobody" | "none" | "noone")
            || phrase.any(|item| matches!(item.word.as_str(), "no" | "neither"))
    })
}

/// Whether a verb says that somebody does not believe something, or that it is no more than believed: `does not think that X met Y`, `few
/// believe that X met Y`, `doubts that X met Y`, `X is believed to have met Y`.
pub(super) fn disbelieves(clause: &Clause, verb: usize, link: Link) -> bool {
    let is_few = |item: usize| {
        let word = |back: usize| item.checked_sub(back).map_or("", |place| clause.items[place].word.as_str());
        word(1) == "few" && word(2) != "a" || word(0) == "few" && word(1) != "a"
    };
    let denied = || is_denied(clause, verb) || is_few(verb) || subjects(clause, verb).any(is_few);
    let (group, words, lemma) = (clause.group(verb), Words::built_in(), clause.lemma(verb));
    match link {
        Link::Clause if words.is("misgiving", lemma) => !denied(),
        // `could not verify that X met Y`, `no study says that X met Y`
        Link::Clause if words.is("confirming", lemma) => denied(),
        // `could not believe that X met Y`: he did.
        Link::Clause if words.is("belief", lemma) => !group.may && denied(),
        Link::Clause => clause.class(verb).say && nobody(clause, verb),
        _ => words.is("belief", lemma) && group.passive,
    }
}

/// Whether a verb is denied of its subject, or of everybody: `does not deny`, `nobody denies`.
pub(super) fn is_denied(clause: &Clause, verb: usize) -> bool {
    let word = |back: usize| verb.checked_sub(back).map_or("", |place| clause.items[place].word.as_str());
    let none = matches!((word(2), word(1)), (_, "nobody" | "none") | ("no", "one"));
    clause.group(verb).negated || nobody(clause, verb) || none
}

/// `falsely claimed`
pub(super) fn is_false(clause: &Clause, verb: usize) -> bool {
    verb.checked_sub(1).is_some_and(|before| Words::built_in().is("falsely", &clause.items[before].word))
}

fn subjects(clause: &Clause, verb: usize) -> impl Iterator<Item = usize> + '_ {
    clause.linked(verb, Link::Subject).chain(clause.linked(verb, Link::PassiveSubject))
}

/// Makes a verb as uncertain as the words around it.
pub(super) fn weaken(clause: &Clause, verb: usize, certainty: &mut Certainty) {
    readiness(clause, verb, certainty);
    if conditional(clause, verb) || perhaps(clause, verb) {
        certainty.weaken(Modality::Possible);
    }
    if is_upcoming(clause, verb) {
        certainty.weaken(Modality::Planned);
    }
    if let Some(modality) = judged(clause, verb) {
        certainty.weaken(modality);
    }
    match undone(clause, verb) {
        Some((above, Effect::Refused | Effect::Cancelled)) => {
            certainty.negate();
            if clause.group(above).negated {
                certainty.negate();
                certainty.weaken(Modality::Possible);
            }
        }
        Some((_, Effect::Doubtful)) => certainty.weaken(Modality::Possible),
        _ => {}
    }
    if is_hoped_for(clause, verb) {
        certainty.weaken(Modality::Possible);
    }
}

/// `is about to meet`, `is likely to meet`, `is willing to meet`, `a campaign to meet`, `is to meet`
pub(super) fn readiness(clause: &Clause, verb: usize, certainty: &mut Certainty) {
    let Some(before) = infinitive(clause, verb).and_then(|to| to.checked_sub(1)) else { return };
    let (item, words) = (&clause.items[before], Words::built_in());
    if item.word == "about" || words.is("due", &item.word) || is_planned(clause, verb) {
        certainty.weaken(Modality::Planned);
    } else if words.is("leaning", &item.word) || item.class == Class::Noun && words.is("undertaking", &item.word) {
        certainty.weaken(Modality::Possible);
    }
}

/// Where `to` stands that opens the infinitive of a verb: `to meet`, `to be met`.
fn infinitive(clause: &Clause, verb: usize) -> Option<usize> {
    let group = (verb.saturating_sub(NEAR)..verb).rev();
    let mut group = group.skip_while(|item| matches!(clause.items[*item].class, Class::Auxiliary | Class::Adverb));
    group.next().filter(|item| clause.items[*item].class == Class::To)
}

/// `X is to meet Y`, `talks are to be held`; not `the answer was to attack`, where what is told is a deed.
fn is_planned(clause: &Clause, verb: usize) -> bool {
    let Some(is) = is_to(clause, verb) else { return false };
    let words = Words::built_in();
    let acts = |head: usize| {
        let item = &clause.items[head];
        item.mention.is_some()
            || item.class == Class::Pronoun
            || ["proxy", "human", "forces"].iter().any(|class| words.is(class, &item.word))
    };
    clause.group(verb).passive || subjects(clause, is).chain(subjects(clause, verb)).any(acts)
}

/// The `is` of `is to meet`, `is not to be met`.
pub(super) fn is_to(clause: &Clause, verb: usize) -> Option<usize> {
    let before = 0..infinitive(clause, verb)?;
    let is = before.rev().find(|item| !matches!(clause.items[*item].class, Class::Negation | Class::Adverb))?;
    let word = clause.items[is].word.as_str();
    matches!(word, "is" | "are" | "am" | "was" | "were" | "isnt" | "arent" | "wasnt" | "werent").then_some(is)
}

/// The first item of the clause of a verb.
fn start(clause: &Clause, verb: usize) -> usize {
    let opens = |item: &super::item::Item| {
        matches!(item.class, Class::Subordinator | Class::Comma | Class::Break | Class::Relative) || item.word == "that"
    };
    clause.items[..verb].iter().rposition(opens).map_or(0, |place| place + 1)
}

/// Whether a verb tells what was so before or beside its main clause: `after X attacked`, `because X attacked`; not `once X attacked`.
pub(super) fn is_settled(clause: &Clause, verb: usize) -> bool {
    let opens = start(clause, verb).checked_sub(1).map(|place| &clause.items[place].word);
    clause.group(verb).finite && opens.is_some_and(|word| Words::built_in().is("settled", word))
}

/// `when X attacks`, `once X attacks`: not yet; not `at a time when X attacks`.
fn is_upcoming(clause: &Clause, verb: usize) -> bool {
    let (opens, before) = match &clause.items[..start(clause, verb)] {
        [.., before, opens] => (opens, Some(before.class)),
        [opens] => (opens, None),
        [] => return false,
    };
    let group = clause.group(verb);
    let present = clause.items[verb].verb.is_some_and(|(_, form)| matches!(form, Form::Third | Form::Base));
    let tensed = group.finite && !group.passive && !group.infinitive;
    present && tensed && Words::built_in().is("upcoming", &opens.word) && !(opens.word == "when" && before == Some(Class::Noun))
}

/// `if X attacks`, `had X attacked`: back to the start of the clause.
pub(super) fn conditional(clause: &Clause, verb: usize) -> bool {
    let start = start(clause, verb);
    let opened =
        start.checked_sub(1).is_some_and(|place| matches!(clause.items[place].word.as_str(), "if" | "unless" | "whether" | "lest"));
    let inverted = || {
        let first = &clause.items[start];
        let asked = clause.items.last().is_some_and(|last| last.word == "?");
        matches!(first.word.as_str(), "had" | "were" | "should")
            && matches!(first.class, Class::Auxiliary | Class::Modal)
            && !asked
            && clause.items[start..verb].iter().all(|item| item.class != Class::Verb)
            && subjects(clause, verb).any(|subject| start < subject && subject < verb)
    };
    opened || inverted()
}

/// `allegedly attacked`, `perhaps X attacked`, `is supposedly the leader`
fn perhaps(clause: &Clause, verb: usize) -> bool {
    let doubts = |item: usize| clause.items.get(item).is_some_and(|item| Words::built_in().is("possible-adverb", &item.word));
    let group = (0..verb).rev().take_while(|item| {
        matches!(clause.items[*item].class, Class::Adverb | Class::Auxiliary | Class::Modal | Class::Negation | Class::To)
    });
    // `is perhaps the greatest`: the doubt is one of degree.
    let of_degree = || {
        let word = |place: usize| clause.items.get(place).map_or("", |item| item.word.as_str());
        word(verb + 2) == "the" && (word(verb + 3) == "most" || word(verb + 3).ends_with("est"))
    };
    group.into_iter().any(doubts) || doubts(start(clause, verb)) || clause.group(verb).copula && doubts(verb + 1) && !of_degree()
}

/// What is said of the whole clause of a verb: `rumours that X met Y`, `it is unlikely that X met Y`, `it is not true that X met Y`.
fn judged(clause: &Clause, verb: usize) -> Option<Modality> {
    let words = Words::built_in();
    let that = start(clause, verb).checked_sub(1).filter(|that| clause.items[*that].word == "that");
    let judgement = if let Some(that) = that { that.checked_sub(1)? } else { before_subject(clause, verb)? };
    let word = &clause.items[judgement].word;
    let negated = || is_negated(clause, judgement);
    if words.is("untrue", word) || words.is("true", word) && negated() {
        return Some(Modality::Denied);
    }
    // `if it is true that X met Y`
    let before = start(clause, judgement).checked_sub(1).map_or("", |place| clause.items[place].word.as_str());
    let doubtful = matches!(before, "if" | "unless")
        || ["report-noun", "prospect", "doubtful"].iter().any(|class| words.is(class, word))
        || words.is("misgiving", word) && !negated();
    (doubtful || words.is("certain", word) && negated()).then_some(Modality::Possible)
}

/// `not clear`, `no evidence`, `little doubt`, `far from certain`; not `not only clear`
fn is_negated(clause: &Clause, judgement: usize) -> bool {
    let near = (judgement.saturating_sub(NEAR)..judgement).rev();
    let mut near = near.take_while(|item| !matches!(clause.items[*item].class, Class::Comma | Class::Break | Class::Subordinator));
    near.any(|item| {
        let this = &clause.items[item];
        let only = clause.items.get(item + 1).is_some_and(|next| matches!(next.word.as_str(), "only" | "just" | "merely"));
        let auxiliary = matches!(this.class, Class::Auxiliary | Class::Modal) && this.word.ends_with("nt");
        let none = matches!(this.word.as_str(), "no" | "nobody" | "none" | "few" | "little" | "hardly" | "scarcely" | "far" | "beyond");
        !only && (this.class == Class::Negation || auxiliary || none)
    })
}

/// The adjective right before the subject of a verb: `it is unlikely X met Y`.
fn before_subject(clause: &Clause, verb: usize) -> Option<usize> {
    let subject = subjects(clause, verb).min()?;
    let in_phrase = |item: &usize| {
        let class = clause.items[*item].class;
        matches!(class, Class::Determiner | Class::Noun | Class::Demonym | Class::Name | Class::Number | Class::Hyphen)
    };
    let before = (0..subject).rev().find(|item| !in_phrase(item))?;
    (clause.items[before].class == Class::Adjective && is_extraposed(clause, before)).then_some(before)
}

/// `it is unlikely`
fn is_extraposed(clause: &Clause, adjective: usize) -> bool {
    clause.items[adjective.saturating_sub(NEAR)..adjective].iter().any(|item| item.word == "it")
}

/// `ruled out meeting X`, `called for meeting X`: the verb with a particle before a deed, and what it does to it.
pub(super) fn undone(clause: &Clause, verb: usize) -> Option<(usize, Effect)> {
    if !is_gerund(clause, verb) {
        return None;
    }
    (0..=2).find_map(|particles| {
        let above = verb.checked_sub(1 + particles)?;
        let (entry, _) = clause.items[above].verb?;
        let class = clause.class(above);
        // What these do to a deed, the analysis of the clause says.
        if particles == 0 && (class.failed || class.denied || class.planned || class.possible) {
            return None;
        }
        let between = &clause.items[above + 1..verb];
        let fits = |words: &[String]| words.len() == particles && words.iter().zip(between).all(|(word, item)| item.word == **word);
        let effects = &Lexicon::built_in().verbs[entry as usize].effects;
        effects.iter().find(|(words, _)| fits(words)).map(|(_, effect)| (above, *effect))
    })
}

fn is_gerund(clause: &Clause, verb: usize) -> bool {
    clause.items[verb].verb.is_some_and(|(_, form)| form == Form::Gerund)
}

/// `close to meeting X`, `hopes of meeting X`
fn is_hoped_for(clause: &Clause, verb: usize) -> bool {
    let [.., hope, via] = &clause.items[..verb] else { return false };
    let words = Words::built_in();
    matches!(via.word.as_str(), "to" | "of" | "about" | "for")
        && is_gerund(clause, verb)
        && hope.class != Class::Verb
        && (words.is("hopeful", &hope.word) || words.is("prospect", &hope.word))
}
