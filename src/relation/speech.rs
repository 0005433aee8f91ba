//! What is said or meant to be done to somebody is something done to him: `threatened to shell X`, `refused to meet X`, `said X must leave`.
//!
//! The inner verb keeps its own relation, planned or denied; the verb above it gives another one, from the speaker to whom it would hit.

use super::RelationIx;
use super::affect::Stance;
use super::clause::Link;
use super::denote::{Party, push_all};
use super::extract::{Draft, Extraction};
use super::item::Class;
use super::lexicon::Lexicon;
use super::{Modality, Polarity};
use crate::entity::Lexicon as Words;

/// Verbs below a verb are followed this far: `threatened to stop selling arms to X`.
const DEPTH: usize = 2;

/// Runs the rules of speech and will.
pub(super) fn apply(extraction: &mut Extraction) {
    let verbs: Vec<usize> = extraction.clause().verbs().collect();
    for verb in verbs {
        let Some((entry, _)) = extraction.clause().items[verb].verb else { continue };
        let lemma = Lexicon::built_in().verbs[entry as usize].lemma.as_str();
        let words = Words::built_in();
        if words.is("threatening", lemma) {
            inner(extraction, verb, "threaten", &["against", "on", "with", "from", "to", "at", "in", "into", "over"]);
        } else if words.is("refusing", lemma) {
            inner(extraction, verb, "reject", &["with", "from", "to"]);
        }
        calls_for(extraction, verb, lemma);
        rallies(extraction, verb);
    }
    unless(extraction);
    announced(extraction);
}

fn emit(extraction: &mut Extraction, verb: usize, id: &str, subject: Party, object: Party, how: &str) {
    let Some(relation) = Extraction::relation(id) else { return };
    let certainty = extraction.verb_certainty(verb);
    let draft = Draft { subject, relation, object, trigger: verb, certainty, mode: None, rule: format!("speech:{how}") };
    extraction.emit(draft, None);
}

/// `threatened to shell X`, `refused to meet X`: whom the infinitive would concern.
fn inner(extraction: &mut Extraction, verb: usize, id: &str, prepositions: &[&str]) {
    let subjects = extraction.subjects(verb);
    let mut objects = Vec::new();
    let below: Vec<usize> = extraction.clause().linked(verb, Link::Infinitive).collect();
    for infinitive in below.into_iter().filter(|below| *below > verb) {
        reach(extraction, infinitive, prepositions, DEPTH, &mut objects);
    }
    for subject in subjects {
        for object in objects.clone() {
            emit(extraction, verb, id, subject, object, &format!("{id}-to"));
        }
    }
}

/// Whom what a verb says would concern: its object, and who stands in its prepositional phrases.
fn reach(extraction: &Extraction, verb: usize, prepositions: &[&str], depth: usize, found: &mut Vec<Party>) {
    let (clause, scene) = (extraction.clause(), &extraction.scene);
    let before = found.len();
    for head in clause.linked(verb, Link::Object) {
        let mut parties = scene.targets(head);
        if parties.is_empty() {
            parties = scene.affected(head, Stance::Harm);
        }
        push_all(found, parties);
        if found.len() == before {
            chain(extraction, head, prepositions, depth, found);
        }
    }
    if found.len() == before {
        chain(extraction, verb, prepositions, depth, found);
    }
    if found.len() == before && depth > 1 {
        let below: Vec<usize> = clause.linked(verb, Link::Infinitive).filter(|below| *below > verb).collect();
        for infinitive in below {
            reach(extraction, infinitive, prepositions, depth - 1, found);
        }
    }
}

/// `an offensive in its war with X`
fn chain(extraction: &Extraction, head: usize, prepositions: &[&str], depth: usize, found: &mut Vec<Party>) {
    let (clause, scene) = (extraction.clause(), &extraction.scene);
    let before = found.len();
    for (preposition, phrase) in clause.prepositions(head).collect::<Vec<_>>() {
        if found.len() > before || !prepositions.contains(&preposition) {
            continue;
        }
        let parties = scene.targets(phrase);
        if parties.is_empty() && depth > 0 {
            chain(extraction, phrase, prepositions, depth - 1, found);
        }
        push_all(found, parties);
    }
}

/// `said that X must`, `demanded that X leave`, `demands that X leave`: X is asked.
fn calls_for(extraction: &mut Extraction, verb: usize, lemma: &str) {
    let words = Words::built_in();
    let (class, asks) = (extraction.clause().class(verb), words.is("asking", lemma));
    let noun = extraction.clause().linked(verb, Link::Object).find(|head| words.is("asking-noun", &extraction.clause().items[*head].word));
    if !class.say && !asks && noun.is_none() {
        return;
    }
    let below: Vec<usize> = extraction.clause().linked(verb, Link::Clause).collect();
    for clause_verb in below {
        let group = extraction.clause().group(clause_verb);
        let duty = group.must || (asks || noun.is_some()) && !group.will && !is_past(extraction, clause_verb);
        if !duty || group.passive || group.negated && !group.must {
            continue;
        }
        let mut asked: Vec<Party> =
            extraction.clause().linked(clause_verb, Link::Subject).flat_map(|head| extraction.scene.parties(head)).collect();
        // `X said it must`: X asks nobody.
        asked.retain(|party| extraction.clause().items[party.item].mention.is_some());
        for subject in extraction.subjects(verb) {
            for object in &asked {
                emit(extraction, verb, "request", subject, *object, "must");
            }
        }
    }
}

fn is_past(extraction: &Extraction, verb: usize) -> bool {
    use super::inflect::Form;
    extraction.clause().items[verb].verb.is_some_and(|(_, form)| form == Form::Past)
}

/// `staged a rally to demand reforms of X`, `went on strike calling for talks with X`: a protest against X.
fn rallies(extraction: &mut Extraction, verb: usize) {
    let Some(protest) = Extraction::relation("protest") else { return };
    let clause = extraction.clause();
    let lexicon = Lexicon::built_in();
    let is_protest = |word: &str| lexicon.nouns(word).any(|noun| noun.relation == protest);
    let own = clause.items[verb].verb.is_some_and(|(entry, _)| {
        lexicon.verbs[entry as usize]
            .frames
            .iter()
            .any(|frame| frame.relation == Some(protest) && frame.particles.is_empty() && !frame.object)
    });
    let carried = clause.linked(verb, Link::Object).find(|head| is_protest(&clause.items[*head].word));
    if !own && carried.is_none() {
        return;
    }
    let mut purposes: Vec<usize> = clause.linked(verb, Link::Infinitive).chain(clause.linked(verb, Link::Adverbial)).collect();
    for noun in
        carried.into_iter().chain(clause.prepositions(verb).map(|(_, phrase)| phrase).filter(|head| is_protest(&clause.items[*head].word)))
    {
        purposes.extend(clause.linked(noun, Link::Reduced).chain(clause.linked(noun, Link::Infinitive)));
    }
    let subjects = extraction.subjects(verb);
    for purpose in purposes.into_iter().filter(|purpose| *purpose > verb) {
        for object in blamed(extraction, purpose) {
            for subject in &subjects {
                emit(extraction, verb, "protest", *subject, object, "rally");
            }
        }
    }
}

/// Whom a demand or complaint concerns: what it asks of him, or takes from him.
fn blamed(extraction: &Extraction, verb: usize) -> Vec<Party> {
    let (clause, scene) = (extraction.clause(), &extraction.scene);
    let hostile = |relation: RelationIx| matches!(relation.id(), "request" | "accuse" | "protest" | "oppose" | "reject");
    let entry = clause.items[verb].verb.map(|(entry, _)| &Lexicon::built_in().verbs[entry as usize]);
    if !entry.is_some_and(|entry| entry.frames.iter().any(|frame| frame.relation.is_some_and(hostile))) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let heads = clause.linked(verb, Link::Object).chain(clause.prepositions(verb).filter(|(word, _)| *word != "in").map(|(_, head)| head));
    for head in heads {
        let mut parties = scene.parties(head);
        for stance in [Stance::Ask, Stance::Blame] {
            if parties.is_empty() {
                parties = scene.affected(head, stance);
            }
        }
        // `the removal of X`, `independence from X`
        if parties.is_empty() && clause.items[head].class == Class::Noun {
            let aimed = |word: &str, noun: &str| word == "from" || word == "of" && Words::built_in().is("removal", noun);
            let phrases = clause.prepositions(head).filter(|(word, _)| aimed(word, &clause.items[head].word)).map(|(_, phrase)| phrase);
            parties = phrases.flat_map(|phrase| scene.parties(phrase)).collect();
        }
        push_all(&mut found, parties);
    }
    found
}

/// `will withdraw from X unless`: a threat.
fn unless(extraction: &mut Extraction) {
    let clause = extraction.clause();
    let Some(condition) = clause.items.iter().rposition(|item| item.word == "unless") else { return };
    let planned: Vec<Draft> = extraction
        .drafts
        .iter()
        .filter(|draft| draft.trigger < condition && draft.certainty.modality == Modality::Planned && !draft.rule.starts_with("speech"))
        .cloned()
        .collect();
    for draft in planned {
        emit(extraction, draft.trigger, "threaten", draft.subject, draft.object, "unless");
    }
}

/// `said it would blockade X`, `vowed to attack X`: who announces harm of his own threatens.
fn announced(extraction: &mut Extraction) {
    let hostile = |id: &str| matches!(id, "attack" | "occupy" | "sanction" | "kill" | "clash" | "at_war" | "defeat");
    let harm: Vec<Draft> = extraction
        .drafts
        .iter()
        .filter(|draft| {
            hostile(draft.relation.id()) && draft.certainty.polarity == Polarity::Positive && draft.certainty.modality != Modality::Asserted
        })
        .cloned()
        .collect();
    for draft in harm {
        if let Some(verb) = announcer(extraction, draft.trigger)
            .filter(|verb| extraction.subjects(*verb).iter().any(|party| party.entity == draft.subject.entity))
        {
            emit(extraction, verb, "threaten", draft.subject, draft.object, "announced");
        }
    }
}

/// The verb that announces what a verb or the noun it carries says.
fn announcer(extraction: &Extraction, trigger: usize) -> Option<usize> {
    let clause = extraction.clause();
    let up = |item: usize, link: Link| clause.parents(item).iter().find(|(other, _)| *other == link).map(|(_, above)| *above);
    let mut verb = if clause.items[trigger].class == Class::Verb { trigger } else { up(trigger, Link::Object)? };
    let lemma = |verb: usize| clause.items[verb].verb.map_or("", |(entry, _)| Lexicon::built_in().verbs[entry as usize].lemma.as_str());
    for _ in 0..DEPTH {
        let group = clause.group(verb);
        if let Some(above) = up(verb, Link::Clause) {
            let asserts = clause.class(above).say && !clause.group(above).negated;
            return (asserts && (group.will || group.may) && !group.must && !group.negated && !group.passive).then_some(above);
        }
        verb = up(verb, Link::Infinitive)?;
        if Words::built_in().is("vowing", lemma(verb)) {
            return (!clause.group(verb).negated).then_some(verb);
        }
    }
    None
}
