//! Relations that verbs say: `X met Y`, `Y was attacked by X`, `X and Y met`.

use super::RelationIx;
use super::affect::Stance;
use super::clause::Link;
use super::denote::{Party, Scene};
use super::extract::{Draft, Extraction, by_preposition};
use super::factuality;
use super::item::Class;
use super::lexicon::{Frame, Lexicon};
use super::subject::passive_subjects;
use crate::entity::Lexicon as Words;
use crate::gazetteer::EntityKind;

/// The slot of what is another's and taken by force.
const HELD: &str = "held";
/// The slot of a thing that is done away with, where the verb has another meaning for persons.
const ALSO: &str = "thing";

/// Runs the frames of every verb.
pub(super) fn apply(extraction: &mut Extraction) {
    let verbs: Vec<usize> = extraction.clause().verbs().collect();
    for verb in verbs {
        let Some((entry, _)) = extraction.clause().items[verb].verb else { continue };
        let entry = &Lexicon::built_in().verbs[entry as usize];
        let fitting = |frame: &&Frame| has_particles(extraction, verb, frame);
        let phrasal = entry.frames.iter().any(|frame| !frame.particles.is_empty() && fitting(&frame));
        let frames: Vec<&Frame> = entry.frames.iter().filter(|frame| !phrasal || !frame.particles.is_empty()).filter(fitting).collect();
        for frame in frames {
            run(extraction, verb, &entry.lemma, frame);
        }
    }
}

/// Whether the words of a phrasal verb follow it.
fn has_particles(extraction: &Extraction, verb: usize, frame: &Frame) -> bool {
    let clause = extraction.clause();
    let follow = |item: usize| {
        frame
            .particles
            .iter()
            .enumerate()
            .all(|(place, particle)| clause.items.get(item + 1 + place).is_some_and(|item| item.word == *particle))
    };
    // `drove X out`, not `called X for Y`
    let parts = frame.particles.first().is_some_and(|particle| Words::built_in().is("particle", particle));
    follow(verb) || parts && frame.object && clause.linked(verb, Link::Object).any(follow)
}

fn run(extraction: &mut Extraction, verb: usize, lemma: &str, frame: &Frame) {
    let Some(relation) = frame.relation else { return };
    let group = extraction.clause().group(verb);
    let scene = &extraction.scene;
    let mut subjects =
        if frame.passive { if group.passive { passive_subjects(scene, verb, 0) } else { return } } else { extraction.subjects(verb) };
    let mut objects: Vec<(Party, String)> = Vec::new();
    let add = |objects: &mut Vec<(Party, String)>, parties: Vec<Party>, slot: &str| {
        objects.extend(parties.into_iter().map(|party| (party, slot.to_owned())));
    };
    let office = relation.is("holds_position");
    let phrase = |head: usize| {
        // `leads the Syrian delegation`: no office of Syria.
        if office && scene.named(head).is_none() && !Words::built_in().is("body", &scene.clause.items[head].word) {
            return Vec::new();
        }
        let parties = object(scene, head, relation);
        // What somebody praises or blames in another is the other's: `condemned Israeli airstrikes`.
        match Stance::of(relation).filter(|_| parties.is_empty()) {
            Some(stance) => scene.affected(head, stance),
            None => parties,
        }
    };
    match frame.particles.last() {
        // `call on X`: the phrase of the particle is the object.
        Some(particle) if frame.object => {
            for head in by_preposition(scene.clause, verb, std::slice::from_ref(particle)) {
                add(&mut objects, phrase(head), "object");
            }
            for head in scene.clause.linked(verb, Link::Object) {
                add(&mut objects, phrase(head), "object");
            }
        }
        _ if frame.object && group.passive && !frame.passive => {
            let mut parties: Vec<Party> = scene.clause.linked(verb, Link::PassiveSubject).flat_map(phrase).collect();
            if parties.is_empty() {
                parties = passive_subjects(scene, verb, 0);
            }
            add(&mut objects, parties, "passive");
        }
        _ if frame.object => {
            for head in scene.clause.linked(verb, Link::Object) {
                add(&mut objects, phrase(head), "object");
            }
        }
        _ => {}
    }
    if misleading(extraction, verb, frame) {
        return;
    }
    let given = |classes: &String| scene.clause.linked(verb, Link::Object).any(|head| is_given(scene, head, classes));
    let prepositions =
        if frame.needs.as_ref().is_none_or(|classes| classes == "infinitive" || given(classes)) { &frame.prepositions[..] } else { &[] };
    for preposition in prepositions {
        for head in by_preposition(scene.clause, verb, std::slice::from_ref(preposition)) {
            add(&mut objects, phrase(head), preposition);
        }
    }
    // `X and Y accused each other`
    let reciprocal = scene.clause.linked(verb, Link::Object).any(|head| {
        let before = head.checked_sub(1).map_or("", |before| scene.clause.items[before].word.as_str());
        matches!((before, scene.clause.items[head].word.as_str()), ("each", "other") | ("one", "another"))
    });
    if reciprocal && frame.object && subjects.len() > 1 {
        for a in subjects.clone() {
            for b in subjects.iter().filter(|b| b.entity != a.entity).copied().collect::<Vec<_>>() {
                keep(extraction, verb, lemma, frame, a, b, "each-other");
            }
        }
        return;
    }
    if frame.plural && objects.is_empty() && subjects.len() > 1 && !group.passive {
        let mut pairs = Vec::new();
        for (place, a) in subjects.iter().enumerate() {
            pairs.extend(subjects[place + 1..].iter().map(|b| (*a, *b)));
        }
        for (a, b) in pairs {
            keep(extraction, verb, lemma, frame, a, b, "plural");
        }
        return;
    }
    // `captured a stronghold of X`: an attack on X, who is no place.
    if relation.is("occupy") && objects.is_empty() && frame.object && !group.passive {
        for head in scene.clause.linked(verb, Link::Object) {
            let held = scene.targets(head).into_iter().filter(|party| extraction.kind(*party) != EntityKind::Place);
            add(&mut objects, held.collect(), HELD);
        }
    }
    // `dismissed an appeal of X`: nobody lost an office.
    if objects.is_empty()
        && frame.object
        && let Some(stance) = frame.also.and_then(Stance::of)
    {
        let link = if group.passive { Link::PassiveSubject } else { Link::Object };
        for head in scene.clause.linked(verb, link) {
            add(&mut objects, scene.affected(head, stance), ALSO);
        }
    }
    subjects.truncate(6);
    for subject in &subjects {
        for (object, slot) in &objects {
            let (a, b) = if frame.reversed { (*object, *subject) } else { (*subject, *object) };
            keep(extraction, verb, lemma, frame, a, b, slot);
        }
    }
}

/// Whether a thing belongs to one of some classes of words: `tons of food`, `a million crowns`.
fn is_given(scene: &Scene, head: usize, classes: &str) -> bool {
    let (clause, words) = (scene.clause, Words::built_in());
    let of_class = |head: usize| classes.split('|').any(|class| words.is(class, &clause.items[head].word));
    let sum = head > 0 && words.is("sum", &clause.items[head - 1].word) || clause.items[head].class == Class::Number;
    let counted = || clause.prepositions(head).any(|(word, thing)| word == "of" && of_class(thing));
    of_class(head) || sum && classes.contains("goods") || scene.is_quantity(head) && counted()
}

/// For whom an object stands: what is attacked may be a thing of somebody, who is killed or arrested one of somebody's people.
fn object(scene: &Scene, head: usize, relation: RelationIx) -> Vec<Party> {
    match relation.id() {
        "attack" => scene.targets(head),
        "kill" | "injure" | "abduct" | "arrest" | "release" | "sanction" | "charge" | "convict" | "aid" => scene.victims(head),
        _ => scene.parties(head),
    }
}

/// Frames whose words say something else here.
fn misleading(extraction: &Extraction, verb: usize, frame: &Frame) -> bool {
    let (clause, Some(relation)) = (extraction.clause(), frame.relation) else { return true };
    // `pushed X to withdraw` is a request, `pushed X back` is none.
    if frame.needs.as_deref() == Some("infinitive") && clause.linked(verb, Link::Infinitive).next().is_none() {
        return true;
    }
    // `X is to blame`: nobody is blamed by X.
    if Words::built_in().is("blaming", clause.lemma(verb)) && clause.group(verb).infinitive && factuality::is_to(clause, verb).is_some() {
        return true;
    }
    let Some(object) = clause.linked(verb, Link::Object).next() else {
        return false;
    };
    let after = clause.items.get(object + 1);
    // `called X a liar`, `bought X a drink`
    let second = after.is_some_and(|next| next.class == Class::Determiner) && clause.items[object].mention.is_some();
    // `joined X in condemning Y`
    let joint = after.is_some_and(|next| next.word == "in") && clause.items.get(object + 2).is_some_and(|next| next.class == Class::Verb);
    (relation.is("call") || relation.is("acquire")) && second || relation.is("member_of") && joint
}

fn keep(extraction: &mut Extraction, verb: usize, lemma: &str, frame: &Frame, subject: Party, object: Party, slot: &str) {
    let Some(relation) = frame.relation else { return };
    let attack = slot == HELD || matches!(relation.id(), "kill" | "injure") && extraction.kind(object) == EntityKind::Country;
    let (relation, also) = match Extraction::relation("attack").filter(|_| attack) {
        Some(attack) => (attack, None),
        None if slot == ALSO => (frame.also.unwrap_or(relation), None),
        None => (relation, frame.also),
    };
    let lemma = std::iter::once(lemma).chain(frame.particles.iter().map(String::as_str)).collect::<Vec<_>>().join("-");
    let draft = Draft {
        subject,
        relation,
        object,
        trigger: verb,
        certainty: extraction.verb_certainty(verb),
        mode: frame.mode.clone(),
        rule: format!("verb:{lemma}/{slot}"),
    };
    extraction.emit(draft, also);
}
