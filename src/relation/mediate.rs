//! Mediation: one edge from the mediator to each party of the talks. The parties may stand at another word of the sentence.

use super::clause::{Clause, Link};
use super::denote::Party;
use super::extract::{Draft, Extraction, carrier};
use super::item::Class;
use super::lexicon::{Effect, Lexicon};
use crate::entity::Lexicon as Words;

/// Phrases above a participle are followed this far to the event.
const CLIMB: usize = 4;

/// Finds mediators and gives each the parties.
pub(super) fn apply(extraction: &mut Extraction) {
    let Some(relation) = Extraction::relation("mediate") else { return };
    let mut found: Vec<(Party, Option<usize>, usize, &'static str)> = Vec::new();
    let clause = extraction.clause();
    for verb in clause.verbs() {
        let Some((entry, _)) = clause.items[verb].verb else { continue };
        let frames = &Lexicon::built_in().verbs[entry as usize].frames;
        let mut frames = frames.iter().filter(|frame| frame.relation == Some(relation) && frame.particles.is_empty());
        let mediates = frames.clone().any(|frame| frame.object);
        // Who hosts guests may be one of them: only talks that name their parties were between others.
        let hosts = !mediates && frames.next().is_some() && clause.group(verb).passive;
        if !(mediates || hosts) {
            continue;
        }
        let event = if clause.group(verb).passive {
            let own = clause.linked(verb, Link::PassiveSubject).next();
            let described = || clause.parents(verb).iter().find(|(link, _)| *link == Link::Reduced).map(|(_, noun)| *noun);
            own.or_else(|| staged(clause, verb)).or_else(described)
        } else {
            clause.linked(verb, Link::Object).next()
        };
        let is_event = event
            .is_some_and(|event| clause.items[event].mention.is_none() && Lexicon::built_in().noun(&clause.items[event].word).is_some());
        if !is_event {
            continue;
        }
        let told = extraction.drafts.iter().filter(|draft| Some(draft.trigger) == event);
        let ends: Vec<_> = told.flat_map(|draft| [draft.subject.entity, draft.object.entity]).collect();
        let mediators = extraction.subjects(verb);
        if mediates || !ends.is_empty() && mediators.iter().all(|mediator| !ends.contains(&mediator.entity)) {
            found.extend(mediators.into_iter().map(|mediator| (mediator, event, verb, "event-of-verb")));
        }
    }
    for item in 1..clause.items.len() {
        let this = &clause.items[item];
        // `U.S.-brokered talks between X and Y`
        if this.glued
            && clause.items[item - 1].class == Class::Hyphen
            && item >= 2
            && Words::built_in().is("mediating", &this.word)
            && let Some(mediator) = extraction.scene.named(item - 2)
        {
            let event = (item + 1..clause.items.len()).find(|other| matches!(clause.items[*other].class, Class::Noun | Class::Name));
            found.push((mediator, event, item, "compound"));
        }
        let under =
            || (item.saturating_sub(4)..item).any(|other| matches!(clause.items[other].word.as_str(), "under" | "through" | "with"));
        if Words::built_in().is("sponsorship", &this.word)
            && under()
            && let Some(mediator) = extraction.scene.modifiers(item).into_iter().find_map(|modifier| extraction.scene.named(modifier))
        {
            found.push((mediator, None, item, "sponsorship"));
        }
    }
    for (mediator, event, trigger, how) in found {
        let parties = parties(extraction, event, trigger);
        let certainty =
            if extraction.clause().items[trigger].class == Class::Verb { extraction.verb_certainty(trigger) } else { Extraction::fact() };
        for object in parties.into_iter().filter(|party| party.entity != mediator.entity) {
            let draft = Draft { subject: mediator, relation, object, trigger, certainty, mode: None, rule: format!("mediate:{how}") };
            extraction.emit(draft, None);
        }
    }
}

/// The event that a participle behind its parties describes: `talks between X and Y hosted by Z`.
pub(super) fn staged(clause: &Clause, participle: usize) -> Option<usize> {
    let (entry, _) = clause.items[participle].verb?;
    let stages = |(particles, effect): &(Vec<String>, Effect)| particles.is_empty() && *effect == Effect::Staged;
    if !Lexicon::built_in().verbs[entry as usize].effects.iter().any(stages) {
        return None;
    }
    let (_, mut noun) = *clause.parents(participle).iter().find(|(link, _)| *link == Link::Reduced)?;
    for _ in 0..CLIMB {
        if clause.items[noun].mention.is_none() && Lexicon::built_in().noun(&clause.items[noun].word).is_some() {
            return Some(noun);
        }
        let part_of = |(link, above): &&(Link, usize)| matches!(link, Link::Conjunct | Link::Preposition) && *above < noun;
        noun = clause.parents(noun).iter().find(part_of)?.1;
    }
    None
}

/// The parties of an event: its own, those who hold it, or those of the nearest meeting or agreement in the sentence.
fn parties(extraction: &Extraction, event: Option<usize>, trigger: usize) -> Vec<Party> {
    let clause = extraction.clause();
    if let Some(event) = event {
        if let Some(named) = extraction.scene.named(event) {
            return vec![named];
        }
        let own: Vec<Party> =
            extraction.drafts.iter().filter(|draft| draft.trigger == event).flat_map(|draft| [draft.subject, draft.object]).collect();
        if !own.is_empty() {
            return own;
        }
        if let Some(verb) = carrier(clause, event) {
            let holders = extraction.subjects(verb);
            if holders.len() > 1 {
                return holders;
            }
        }
        if let Some(told) = recalled(extraction, event) {
            return told;
        }
    }
    let ontology = super::Ontology::built_in();
    let talks = |relation: super::RelationIx| matches!(ontology.get(relation).id.as_str(), "meet" | "agree" | "normalize");
    let nearest =
        extraction.drafts.iter().filter(|draft| talks(draft.relation)).min_by_key(|draft| (draft.trigger.abs_diff(trigger), draft.trigger));
    nearest.map(|draft| vec![draft.subject, draft.object]).unwrap_or_default()
}

/// `brokered the talks`, `mediated last week's meeting`: the parties of the one event of that kind that the sentences before told of.
/// What is only said about such an event (`the talks went well`) makes no relation: it names nobody.
fn recalled(extraction: &Extraction, event: usize) -> Option<Vec<Party>> {
    let clause = extraction.clause();
    let noun = Lexicon::built_in().noun(&clause.items[event].word)?;
    // `the talks with villagers` are others.
    let own_parties = clause.prepositions(event).any(|(word, _)| noun.between.iter().chain(&noun.object).any(|party| party == word));
    let (subject, object) = extraction.scene.stand_ins.event(noun.relation).filter(|_| definite(clause, event) && !own_parties)?;
    Some(vec![Party { entity: subject, item: event }, Party { entity: object, item: event }])
}

/// Whether a noun phrase means something told before: `the`, `these`, `last week's`, with nobody's name before the noun.
fn definite(clause: &Clause, noun: usize) -> bool {
    let mut opener = clause.items[..noun].iter().rev().skip_while(|other| {
        !other.possessive && other.mention.is_none() && matches!(other.class, Class::Adjective | Class::Noun | Class::Number)
    });
    opener.next().is_some_and(|opener| {
        let unit = || matches!(opener.word.as_str(), "week" | "month" | "year" | "yesterday" | "today");
        if opener.class == Class::Determiner {
            matches!(opener.word.as_str(), "the" | "this" | "that" | "these" | "those")
        } else {
            opener.possessive && opener.mention.is_none() && (unit() || Words::built_in().is("calendar", &opener.word))
        }
    })
}
