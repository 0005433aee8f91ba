//! Relations that verbs say: `X met Y`, `Y was attacked by X`, `X and Y met`.

use super::clause::Link;
use super::denote::{Party, Scene};
use super::extract::{Draft, Extraction, by_preposition};
use super::item::Class;
use super::lexicon::{Frame, Lexicon};
use super::membership;
use crate::entity::Lexicon as Words;

/// Verbs above a verb are followed this far for its subject; what hangs on itself in a wrong analysis ends here too.
const DEPTH: usize = 4;

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
    let items = &extraction.clause().items;
    frame.particles.iter().enumerate().all(|(place, particle)| items.get(verb + 1 + place).is_some_and(|item| item.word == *particle))
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
    let attack = relation.is("attack");
    let office = relation.is("holds_position");
    // What somebody praises or blames in another is the other's: `condemned Israeli airstrikes`.
    let opinion = ["support", "accuse", "reject", "oppose"].iter().any(|id| relation.is(id));
    let phrase = |head: usize| {
        // `leads the Syrian delegation`: no office of Syria.
        if office && scene.named(head).is_none() && !Words::built_in().is("body", &scene.clause.items[head].word) {
            return Vec::new();
        }
        let parties = if attack { scene.targets(head) } else { scene.parties(head) };
        if parties.is_empty() && opinion { scene.affected(head) } else { parties }
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
            let mut parties = passive_subjects(scene, verb, 0);
            if parties.is_empty() && opinion {
                parties.extend(scene.clause.linked(verb, Link::PassiveSubject).flat_map(|head| scene.affected(head)));
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
    let given =
        |class: &String| scene.clause.linked(verb, Link::Object).any(|head| Words::built_in().is(class, &scene.clause.items[head].word));
    let prepositions =
        if frame.needs.as_ref().is_none_or(|class| class == "infinitive" || given(class)) { &frame.prepositions[..] } else { &[] };
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
    subjects.truncate(6);
    for subject in &subjects {
        for (object, slot) in &objects {
            let (a, b) = if frame.reversed { (*object, *subject) } else { (*subject, *object) };
            keep(extraction, verb, lemma, frame, a, b, slot);
        }
    }
}

/// Frames whose words say something else here.
fn misleading(extraction: &Extraction, verb: usize, frame: &Frame) -> bool {
    let (clause, Some(relation)) = (extraction.clause(), frame.relation) else { return true };
    // `pushed X to withdraw` is a request, `pushed X back` is none.
    if frame.needs.as_deref() == Some("infinitive") && clause.linked(verb, Link::Infinitive).next().is_none() {
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
    extraction.emit(draft, frame.also);
}

/// Who does what a verb says: its subject, the agent of a passive, or whoever an infinitive or participle borrows.
pub(super) fn subjects(scene: &Scene, verb: usize, depth: usize) -> Vec<Party> {
    let clause = scene.clause;
    if depth > DEPTH {
        return Vec::new();
    }
    let group = clause.group(verb);
    let agents: Vec<Party> = clause.linked(verb, Link::Agent).flat_map(|head| scene.parties(head)).collect();
    if group.passive {
        return agents;
    }
    let relative = clause.parents(verb).iter().find(|(link, _)| *link == Link::Relative).map(|(_, head)| *head);
    let own: Vec<usize> = clause.linked(verb, Link::Subject).collect();
    if !own.is_empty() {
        return own
            .into_iter()
            .flat_map(|head| if Some(head) == relative { antecedent(scene, head, depth) } else { scene.parties(head) })
            .collect();
    }
    for (link, above) in clause.parents(verb) {
        let borrowed = match link {
            Link::Reduced => antecedent(scene, *above, depth),
            Link::Infinitive if clause.items[*above].class == Class::Verb || clause.items[*above].class == Class::Auxiliary => {
                let lemma = clause.items[*above].verb.map(|(verb, _)| Lexicon::built_in().verbs[verb as usize].lemma.as_str());
                let objects: Vec<Party> = clause.linked(*above, Link::Object).flat_map(|head| scene.parties(head)).collect();
                if lemma.is_some_and(|lemma| Words::built_in().is("object-control", lemma)) && !objects.is_empty() {
                    objects
                } else if lemma.is_some_and(|lemma| Words::built_in().is("object-control", lemma))
                    && clause.linked(*above, Link::Object).next().is_some()
                {
                    Vec::new()
                } else {
                    doer(scene, *above, depth)
                }
            }
            Link::Charge if clause.group(*above).passive => passive_subjects(scene, *above, depth + 1),
            Link::Charge => clause.linked(*above, Link::Object).flat_map(|head| scene.parties(head)).collect(),
            Link::Adverbial | Link::Conjunct => doer(scene, *above, depth),
            _ => continue,
        };
        if !borrowed.is_empty() {
            return borrowed;
        }
    }
    Vec::new()
}

/// Of whom a relative clause or participle speaks: the noun before it, or whoever that noun describes: `X, a man convicted of`,
/// `X was the gunman who shot Y`.
fn antecedent(scene: &Scene, head: usize, depth: usize) -> Vec<Party> {
    let own = scene.alone(head);
    let item = &scene.clause.items[head];
    if !own.is_empty() || depth > DEPTH || item.class != Class::Noun || item.proper || !membership::is_human(&item.word) {
        return own;
    }
    for (link, above) in scene.clause.parents(head) {
        let described = match link {
            Link::Apposition => scene.named(*above).into_iter().collect(),
            Link::Predicate => subjects(scene, *above, depth + 1),
            _ => continue,
        };
        if !described.is_empty() {
            return described;
        }
    }
    own
}

/// The grammatical subject of a verb above, also of a passive: `X is expected to meet`.
fn doer(scene: &Scene, verb: usize, depth: usize) -> Vec<Party> {
    let passive = passive_subjects(scene, verb, depth + 1);
    if scene.clause.group(verb).passive && !passive.is_empty() { passive } else { subjects(scene, verb, depth + 1) }
}

/// To whom a passive verb happens.
fn passive_subjects(scene: &Scene, verb: usize, depth: usize) -> Vec<Party> {
    let clause = scene.clause;
    if depth > DEPTH {
        return Vec::new();
    }
    let own: Vec<Party> = clause.linked(verb, Link::PassiveSubject).flat_map(|head| scene.parties(head)).collect();
    if !own.is_empty() || clause.linked(verb, Link::PassiveSubject).next().is_some() {
        return own;
    }
    for (link, above) in clause.parents(verb) {
        match link {
            Link::Reduced => return antecedent(scene, *above, depth),
            Link::Conjunct | Link::Infinitive if clause.group(*above).passive || *link == Link::Infinitive => {
                return doer(scene, *above, depth);
            }
            _ => {}
        }
    }
    Vec::new()
}
