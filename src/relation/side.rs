//! On whose side somebody is, by a phrase: `Ruritania, with the help of Elbonia`, `supported Ruritania in its fight against Elbonia`.

use super::certainty::Certainty;
use super::clause::Link;
use super::denote::Party;
use super::extract::{Draft, Extraction, by_preposition};
use super::item::{Class, Item};
use super::lexicon::{Lexicon, Noun};
use super::noun::misleading;
use crate::relation::{Modality, Polarity};

/// Items between the preposition and its noun: `with the full military support`.
const DESCRIPTION: usize = 5;

/// Runs the rules over every event noun.
pub(super) fn apply(extraction: &mut Extraction) {
    for item in 0..extraction.clause().items.len() {
        let this = &extraction.clause().items[item];
        if this.class != Class::Noun || this.mention.is_some() {
            continue;
        }
        for noun in Lexicon::built_in().nouns(&this.word) {
            if misleading(extraction, item) {
                continue;
            }
            if is_help(noun) {
                with_help(extraction, item, noun);
            } else if noun.relation.is("clash") || noun.relation.is("at_war") {
                in_fight(extraction, item, noun);
            }
        }
    }
}

fn is_help(noun: &Noun) -> bool {
    noun.relation.is("aid") || noun.relation.is("support")
}

/// The preposition before the phrase of a noun.
fn preposition_before(items: &[Item], noun: usize, within: impl Fn(&Item) -> bool) -> Option<usize> {
    let first = (noun.saturating_sub(DESCRIPTION)..noun).rev().take_while(|item| within(&items[*item])).last().unwrap_or(noun);
    first.checked_sub(1).filter(|before| matches!(items[*before].class, Class::Preposition))
}

/// `X, with the help of Y, took the town`: Y helps X in what X does.
fn with_help(extraction: &mut Extraction, item: usize, noun: &Noun) {
    let (clause, scene) = (extraction.clause(), &extraction.scene);
    let described = |item: &Item| {
        matches!(item.class, Class::Determiner | Class::Adjective | Class::Noun | Class::Name | Class::Demonym | Class::Adverb)
    };
    let Some(with) = preposition_before(&clause.items, item, described).filter(|with| clause.items[*with].word == "with") else { return };
    let comma = |item: Option<usize>| item.and_then(|item| clause.items.get(item)).is_some_and(|item| item.class == Class::Comma);
    let verb = clause.parents(item).iter().find(|(link, above)| *link == Link::Preposition && clause.items[*above].class == Class::Verb);
    // `X, with the help of Y,`: X; `X took the town, with help from Y, as a base`, `X took A, then B, with help from Y`: whose help is not clear.
    let host = with.checked_sub(2).filter(|_| comma(with.checked_sub(1)));
    let (helped, mut certainty) = match (host.and_then(|host| scene.named(host)), verb) {
        (Some(host), Some((_, verb))) if *verb > item => (scene.parties(host.item), extraction.verb_certainty(*verb)),
        (Some(host), None) if clause.verbs().all(|verb| verb > item) => {
            (scene.parties(host.item), clause.verbs().next().map_or_else(Extraction::fact, |verb| extraction.verb_certainty(verb)))
        }
        (_, Some((_, verb))) if host.is_none() || *verb > item => (extraction.subjects(*verb), extraction.verb_certainty(*verb)),
        _ => return,
    };
    // `with no help from Y`
    if extraction.noun_certainty(item).polarity == Polarity::Negative {
        certainty.polarity = Polarity::Negative;
    }
    let mut helpers: Vec<Party> = by_preposition(clause, item, &["of", "from"]).into_iter().flat_map(|head| scene.parties(head)).collect();
    if helpers.is_empty() {
        helpers.extend(clause.linked(item, Link::Possessor).flat_map(|head| scene.parties(head)));
    }
    if helpers.is_empty() {
        helpers.extend(scene.modifiers(item).into_iter().filter_map(|modifier| scene.named(modifier)));
    }
    for (subject, object) in helpers.iter().flat_map(|helper| helped.iter().map(|helped| (*helper, *helped))).collect::<Vec<_>>() {
        let rule = format!("noun:{}/with", noun.lemma);
        extraction.emit(Draft { subject, relation: noun.relation, object, trigger: item, certainty, mode: noun.mode.clone(), rule }, None);
    }
}

/// `support for X in its fight against Y`: X fights. Of `a fight` nobody says that there is one.
fn in_fight(extraction: &mut Extraction, item: usize, noun: &Noun) {
    let (clause, scene, lexicon) = (extraction.clause(), &extraction.scene, Lexicon::built_in());
    let described = |item: &Item| item.mention.is_none() && matches!(item.class, Class::Determiner | Class::Adjective | Class::Noun);
    let Some(before) = preposition_before(&clause.items, item, described).filter(|before| clause.items[*before].word == "in") else {
        return;
    };
    let known = matches!(clause.items[before + 1].word.as_str(), "the" | "its" | "their" | "his" | "her" | "this");
    let Some(last) = before.checked_sub(1).filter(|_| known) else { return };
    let first = clause.parents(last).iter().find(|(link, _)| *link == Link::Conjunct).map_or(last, |(_, first)| *first);
    // Who is arrested in the fight of another does not fight him.
    let sides_with = |(link, above): &(Link, usize)| {
        let above = &clause.items[*above];
        let verb = above.verb.filter(|_| above.class == Class::Verb).map(|(verb, _)| &lexicon.verbs[verb as usize]);
        let helps = |relation: super::RelationIx| ["aid", "support", "cooperate"].iter().any(|id| relation.is(id));
        matches!(link, Link::Object | Link::Preposition)
            && (verb.is_some_and(|verb| verb.frames.iter().any(|frame| frame.relation.is_some_and(helps)))
                || above.class == Class::Noun && lexicon.nouns(&above.word).any(is_help))
    };
    let Some((_, above)) = clause.parents(first).iter().find(|parent| sides_with(parent)) else { return };
    // Who may be helped may fight; who is not helped fights all the same.
    let of = if clause.items[*above].class == Class::Verb { extraction.verb_certainty(*above) } else { extraction.noun_certainty(*above) };
    let certainty = Certainty { polarity: Polarity::Positive, ..of };
    if certainty.modality == Modality::Denied {
        return;
    }
    let foes: Vec<Party> = by_preposition(clause, item, &["against"]).into_iter().flat_map(|head| scene.parties(head)).collect();
    for fighter in scene.parties(first) {
        for foe in &foes {
            let draft = Draft {
                subject: fighter,
                relation: noun.relation,
                object: *foe,
                trigger: item,
                certainty,
                mode: noun.mode.clone(),
                rule: format!("noun:{}/in", noun.lemma),
            };
            extraction.emit(draft, None);
        }
    }
}
