//! Who does what a verb says: its subject, the agent of a passive, or whoever an infinitive or participle borrows; and to whom a passive happens.

use super::clause::Link;
use super::denote::{Party, Scene};
use super::item::Class;
use super::lexicon::Lexicon;
use super::{mediate, membership};
use crate::entity::Lexicon as Words;
use crate::gazetteer::EntityKind;

/// Verbs above a verb are followed this far for its subject; what hangs on itself in a wrong analysis ends here too.
const DEPTH: usize = 4;

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
    // `discussed the plan to attack X`: whose plan it is, whatever the analysis hung the infinitive on; where nobody says, it is nobody's.
    let plan = verb.checked_sub(2).filter(|plan| clause.items[verb - 1].class == Class::To && clause.items[*plan].class == Class::Noun);
    if let Some(plan) = plan.filter(|plan| Words::built_in().is("undertaking", &clause.items[*plan].word)) {
        return undertakers(scene, plan, depth);
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
            Link::Infinitive => undertakers(scene, *above, depth),
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

/// Who plans, tries or promises what an infinitive after a noun says: `X's plan to`, `efforts by X to`, `X renewed its bid to`.
fn undertakers(scene: &Scene, noun: usize, depth: usize) -> Vec<Party> {
    let (clause, words) = (scene.clause, Words::built_in());
    if !words.is("undertaking", &clause.items[noun].word) {
        return Vec::new();
    }
    let actor = |party: &Party| !matches!((scene.kind)(party.entity), EntityKind::Place | EntityKind::Facility | EntityKind::Event);
    let by = clause.prepositions(noun).filter(|(word, _)| *word == "by").map(|(_, head)| head);
    let mut owners: Vec<Party> = clause.linked(noun, Link::Possessor).chain(by).flat_map(|head| scene.parties(head)).collect();
    if owners.is_empty() {
        owners.extend(scene.modifiers(noun).into_iter().filter_map(|modifier| scene.named(modifier)).filter(actor));
    }
    if !owners.is_empty() || clause.linked(noun, Link::Possessor).next().is_some() {
        return owners;
    }
    // `was blamed for a plot to`
    let lemma = |verb: usize| clause.lemma(verb);
    let alleged = |verb: usize| ["alleging", "blaming"].iter().any(|class| words.is(class, lemma(verb)));
    if let Some((_, verb)) = clause.parents(noun).iter().find(|(link, verb)| *link == Link::Preposition && alleged(*verb)) {
        let objects = || clause.linked(*verb, Link::Object).flat_map(|head| scene.parties(head)).collect();
        return if clause.group(*verb).passive { passive_subjects(scene, *verb, depth + 1) } else { objects() };
    }
    // `reaffirmed its pledge to`; whoever backs or condemns `their plan` speaks of another's.
    let before = clause.items[..noun].iter().rev();
    let opens = before.take_while(|item| matches!(item.class, Class::Adjective | Class::Noun | Class::Determiner | Class::Pronoun)).last();
    let own = opens.is_some_and(|item| matches!(item.word.as_str(), "its" | "their" | "his" | "her"));
    let judges = |verb: usize| {
        let frames = clause.items[verb].verb.map(|(verb, _)| &Lexicon::built_in().verbs[verb as usize].frames);
        frames.is_some_and(|frames| frames.iter().any(|frame| frame.relation.is_some()))
    };
    let carrier = clause.parents(noun).iter().find(|(link, verb)| {
        *link == Link::Object
            && (own && clause.items[*verb].class == Class::Verb && !judges(*verb)
                || clause.is_light(*verb)
                || words.is("undertaking-verb", lemma(*verb)))
    });
    carrier.map_or_else(Vec::new, |(_, verb)| doer(scene, *verb, depth))
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
pub(super) fn passive_subjects(scene: &Scene, verb: usize, depth: usize) -> Vec<Party> {
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
            // `talks between X and Y hosted by Z`: the talks are hosted, whatever the analysis hung it on.
            Link::Reduced if mediate::staged(clause, verb).is_some_and(|event| event != *above) => return Vec::new(),
            Link::Reduced => return antecedent(scene, *above, depth),
            Link::Conjunct | Link::Infinitive if clause.group(*above).passive || *link == Link::Infinitive => {
                return doer(scene, *above, depth);
            }
            _ => {}
        }
    }
    Vec::new()
}
