//! Relations that event nouns say: `talks between X and Y`, `Israeli airstrikes on Damascus`, `X held talks with Y`, `X's visit to Y`.

use super::affect::Stance;
use super::clause::Link;
use super::denote::{Party, Scene};
use super::extract::{Draft, Extraction, by_preposition, carrier};
use super::item::Class;
use super::lexicon::{Lexicon, Modifier, Noun};
use crate::entity::Lexicon as Words;
use crate::gazetteer::EntityKind;

/// Items between `between` and the noun that it belongs to.
const REACH: usize = 25;
/// Runs the frames of every event noun, then the rule for `between X and Y` that needs no clause.
pub(super) fn apply(extraction: &mut Extraction) {
    for item in 0..extraction.clause().items.len() {
        if extraction.clause().items[item].class != Class::Noun {
            continue;
        }
        if Words::built_in().is("restriction", &extraction.clause().items[item].word) && lifted(extraction, item) {
            continue;
        }
        for noun in Lexicon::built_in().nouns(&extraction.clause().items[item].word) {
            run(extraction, item, noun);
        }
        agent(extraction, item);
    }
    between(extraction);
}

/// `a war of words`; `poor communication`, `the lack of contacts`: no war, and nothing to call a contact.
pub(super) fn misleading(extraction: &Extraction, item: usize) -> bool {
    let (clause, words) = (extraction.clause(), Words::built_in());
    let figure = clause.prepositions(item).any(|(word, head)| word == "of" && words.is("figure", &clause.items[head].word));
    let before = clause.items[..item].iter().rev().take(3);
    let mut described =
        before.take_while(|other| matches!(other.class, Class::Adjective | Class::Noun | Class::Preposition | Class::Determiner));
    figure || described.any(|other| words.is("lacking", &other.word))
}

fn run(extraction: &mut Extraction, item: usize, noun: &Noun) {
    if misleading(extraction, item) {
        return;
    }
    let scene = &extraction.scene;
    let clause = scene.clause;
    // Parties stand in coordinated phrases, or in one that names several; a phrase that names nobody is an unknown party.
    let mut facing: Vec<(Party, Party)> = Vec::new();
    for head in by_preposition(clause, item, &noun.between) {
        facing = pairs(&scene.groups(head));
        if !facing.is_empty() {
            break;
        }
    }
    let mut parties: Vec<Party> = Vec::new();
    let targets = noun.relation.is("attack");
    // `strikes against X in Y`: where somebody is struck, the place is only where.
    let whom: Vec<String> = noun.object.iter().filter(|word| !matches!(word.as_str(), "in" | "at" | "near")).cloned().collect();
    let struck = targets && by_preposition(clause, item, &whom).into_iter().any(|head| !scene.targets(head).is_empty());
    let mut objects: Vec<Party> = by_preposition(clause, item, if struck { &whom } else { &noun.object })
        .into_iter()
        .flat_map(|head| match Stance::of(noun.relation) {
            Some(stance @ (Stance::For | Stance::Blame)) => concerned(scene, head, stance),
            _ if targets => scene.targets(head),
            _ => scene.parties(head),
        })
        .collect();
    let mut subjects: Vec<Party> = by_preposition(clause, item, &noun.subject).into_iter().flat_map(|head| scene.parties(head)).collect();
    // Who mediates between two parties is a third.
    if noun.relation.is("mediate") {
        facing.clear();
        objects.extend(by_preposition(clause, item, &noun.between).into_iter().flat_map(|head| scene.parties(head)));
    }
    let possessors: Vec<Party> = clause.linked(item, Link::Possessor).flat_map(|head| scene.parties(head)).collect();
    let mut modifiers: Vec<Party> = scene.modifiers(item).into_iter().filter_map(|modifier| scene.named(modifier)).collect();
    // `the Baku talks`: a place before an event is where it is.
    let places = |parties: &mut Vec<Party>| {
        parties.retain(|party| !matches!(extraction.kind(*party), EntityKind::Place | EntityKind::Facility | EntityKind::Event));
    };
    if noun.modifier != Modifier::Object {
        places(&mut modifiers);
    }
    modifiers.splice(0..0, possessors);
    match noun.modifier {
        Modifier::Subject if subjects.is_empty() => subjects = modifiers,
        Modifier::Object if objects.is_empty() => objects = modifiers,
        Modifier::Object | Modifier::None | Modifier::Subject => {}
        Modifier::Parties if modifiers.len() > 1 => parties.extend(modifiers),
        Modifier::Parties => subjects.extend(modifiers),
    }
    let symmetric = super::Ontology::built_in().get(noun.relation).symmetric;
    let carrier = carrier(clause, item);
    // `in support of X`: the subject of the sentence supports.
    let adverbial = ["support", "protest"].iter().any(|id| noun.relation.is(id));
    let behalf = adverbial
        && item > 0
        && clause.items[item - 1].word == "in"
        && clause.items.get(item + 1).is_some_and(|next| matches!(next.word.as_str(), "of" | "at" | "against" | "over"));
    if behalf {
        subjects = clause
            .parents(item)
            .iter()
            .filter(|(link, verb)| *link == Link::Preposition && clause.items[*verb].class == Class::Verb)
            .flat_map(|(_, verb)| extraction.subjects(*verb))
            .collect();
        if noun.relation.is("protest") && objects.is_empty() {
            let against = by_preposition(clause, item, &["of", "at", "over"]);
            objects = against.into_iter().flat_map(|head| concerned(scene, head, Stance::Blame)).collect();
        }
    } else if noun.relation.is("support") {
        // Elsewhere `the support of X` is X's.
        let of: Vec<Party> = by_preposition(clause, item, &["of".to_owned()]).into_iter().flat_map(|head| scene.parties(head)).collect();
        objects.retain(|party| !of.contains(party));
    }
    if subjects.is_empty() && parties.is_empty() && facing.is_empty() {
        if let Some(verb) = carrier.or_else(|| state_of(extraction, item)) {
            subjects = extraction.subjects(verb);
            if objects.is_empty() {
                let own: Vec<String> =
                    noun.object.iter().filter(|word| matches!(word.as_str(), "with" | "against" | "on" | "to")).cloned().collect();
                objects = by_preposition(clause, verb, &own).into_iter().flat_map(|head| extraction.scene.parties(head)).collect();
            }
        } else if noun.relation.is("visit") || noun.relation.is("protest") {
            // `announced it during a trip to Riyadh`: the visitor is the subject of the sentence.
            let verb =
                clause.parents(item).iter().find(|(link, above)| *link == Link::Preposition && clause.items[*above].class == Class::Verb);
            let during = item > 0 && clause.items[..item].iter().rev().take(4).any(|other| matches!(other.word.as_str(), "during" | "on"));
            if let Some((_, verb)) = verb.filter(|_| during) {
                subjects = extraction.subjects(*verb);
                if noun.relation.is("visit") {
                    subjects.retain(|party| extraction.kind(*party) == EntityKind::Person);
                }
            }
        }
    }
    let mut found: Vec<(Party, Party, &str)> = facing.iter().map(|(a, b)| (*a, *b, "between")).collect();
    found.extend(pairs(std::slice::from_ref(&parties)).into_iter().map(|(a, b)| (a, b, "parties")));
    // Who announces a meeting need not meet.
    let told = carrier.is_some_and(|verb| clause.class(verb).say);
    // `A and B signed agreements with banks`: not with each other.
    if symmetric && objects.is_empty() && found.is_empty() && !told && by_preposition(clause, item, &noun.object).is_empty() {
        found.extend(pairs(std::slice::from_ref(&subjects)).into_iter().map(|(a, b)| (a, b, "parties")));
    }
    for subject in &subjects {
        let how = if carrier.is_some() { "carried" } else { "subject-object" };
        found.extend(objects.iter().map(|object| (*subject, *object, how)));
    }
    for (subject, object, how) in found {
        keep(extraction, item, noun, subject, object, how);
    }
}

/// The party that a phrase names, or whose thing it is: `a protest against X's decision`.
fn concerned(scene: &Scene, head: usize, stance: Stance) -> Vec<Party> {
    let parties = scene.parties(head);
    if parties.is_empty() { scene.affected(head, stance) } else { parties }
}

/// Everybody with everybody of another phrase; within the phrase where there is only one.
fn pairs(groups: &[Vec<Party>]) -> Vec<(Party, Party)> {
    let mut found = Vec::new();
    if let [group] = groups {
        for (place, a) in group.iter().enumerate() {
            found.extend(group[place + 1..].iter().map(|b| (*a, *b)));
        }
        return found;
    }
    for (place, group) in groups.iter().enumerate() {
        for other in &groups[place + 1..] {
            found.extend(group.iter().flat_map(|a| other.iter().map(|b| (*a, *b))));
        }
    }
    found
}

/// `remain in a state of war`, `are at war`, `are in talks`: the copula whose subjects are the parties.
fn state_of(extraction: &Extraction, item: usize) -> Option<usize> {
    let clause = extraction.clause();
    let state = clause
        .parents(item)
        .iter()
        .find(|(link, head)| *link == Link::Preposition && matches!(clause.items[*head].word.as_str(), "state" | "states"));
    let phrase = state.map_or(item, |(_, head)| *head);
    let held = phrase > 0
        && clause.items[..phrase]
            .iter()
            .rev()
            .find(|other| !matches!(other.class, Class::Determiner | Class::Noun | Class::Adjective | Class::Hyphen | Class::Comma))
            .is_some_and(|other| matches!(other.word.as_str(), "at" | "in"));
    let copula = clause.parents(phrase).iter().find(|(link, verb)| *link == Link::Preposition && clause.group(*verb).copula);
    copula.filter(|_| held).map(|(_, verb)| *verb)
}

fn keep(extraction: &mut Extraction, item: usize, noun: &Noun, subject: Party, object: Party, how: &str) {
    let draft = Draft {
        subject,
        relation: normalisation(extraction, item).unwrap_or(noun.relation),
        object,
        trigger: item,
        certainty: extraction.noun_certainty(item),
        mode: noun.mode.clone(),
        rule: format!("noun:{}/{how}", noun.lemma),
    };
    extraction.emit(draft, None);
}

/// `normalisation of relations between X and Y` is more than relations.
fn normalisation(extraction: &Extraction, item: usize) -> Option<super::RelationIx> {
    let items = &extraction.clause().items;
    let before = items[item.saturating_sub(3)..item].iter().any(|other| other.word.starts_with("normali"));
    (before && matches!(items[item].word.as_str(), "relations" | "ties" | "relationship"))
        .then(|| Extraction::relation("normalize"))
        .flatten()
}

/// `between X and Y`, `involving X and Y` after an event noun, wherever the clause analysis lost it.
fn between(extraction: &mut Extraction) {
    for place in 0..extraction.clause().items.len() {
        let items = &extraction.clause().items;
        let word = items[place].word.as_str();
        if !matches!(word, "between" | "involving" | "among") || items[place].mention.is_some() {
            continue;
        }
        let trigger = (place.saturating_sub(REACH)..place)
            .rev()
            .take_while(|item| !matches!(items[*item].class, Class::Mark | Class::Break))
            .find_map(|item| {
                let noun = (items[item].class == Class::Noun).then(|| Lexicon::built_in().noun(&items[item].word)).flatten()?;
                noun.between.iter().any(|other| other == word).then_some((item, noun))
            });
        let Some((item, noun)) = trigger.filter(|(item, noun)| !misleading(extraction, *item) && !noun.relation.is("mediate")) else {
            continue;
        };
        if extraction.drafts.iter().any(|draft| draft.trigger == item && draft.rule.ends_with("/between")) {
            continue;
        }
        let parsed = (place + 1..items.len().min(place + REACH))
            .find(|head| extraction.clause().parents(*head).iter().any(|(link, _)| *link == Link::Preposition));
        let ends = match parsed.map(|head| extraction.scene.groups(head)) {
            Some(groups) if groups.len() > 1 => groups.into_iter().flatten().collect(),
            _ => two_ends(extraction, place),
        };
        if let [a, b] = ends[..] {
            keep(extraction, item, noun, a, b, "between");
        }
    }
}

/// The last name before `and`, and the last of the names right after it.
fn two_ends(extraction: &Extraction, between: usize) -> Vec<Party> {
    let items = &extraction.clause().items;
    let mut ends: Vec<Party> = Vec::new();
    let mut parted = false;
    for (item, this) in items.iter().enumerate().skip(between + 1).take(REACH) {
        match extraction.scene.named(item) {
            Some(party) if ends.is_empty() || parted && ends.len() == 1 => ends.push(party),
            // `Syrian President X`, `Sunni Bedouin tribes`: the name nearest to the noun counts.
            Some(party) if !items[item - 1].possessive => {
                ends.pop();
                ends.push(party);
            }
            Some(_) => {}
            None if ends.len() == 2 => break,
            None => parted |= this.word == "and" && ends.len() == 1,
        }
        if matches!(this.class, Class::Mark | Class::Break | Class::Verb | Class::Comma) {
            break;
        }
    }
    ends
}

/// `the lifting of sanctions on X`, `lifted sanctions on X`, `eased X sanctions`: no sanction but its end.
fn lifted(extraction: &mut Extraction, sanctions: usize) -> bool {
    let Some(relation) = Extraction::relation("lift_sanctions") else { return false };
    let (clause, words) = (extraction.clause(), Words::built_in());
    let lemma = |verb: usize| clause.items[verb].verb.map(|(verb, _)| Lexicon::built_in().verbs[verb as usize].lemma.as_str());
    let verb = clause.parents(sanctions).iter().find(|(link, verb)| {
        matches!(link, Link::Object | Link::PassiveSubject | Link::Subject)
            && lemma(*verb).is_some_and(|lemma| words.is("lifting-verb", lemma))
    });
    let noun = clause
        .parents(sanctions)
        .iter()
        .find(|(link, noun)| *link == Link::Preposition && words.is("lifting-noun", &clause.items[*noun].word));
    let (trigger, subjects, certainty) = if let Some((_, verb)) = verb {
        (*verb, extraction.subjects(*verb), extraction.verb_certainty(*verb))
    } else if let Some((_, noun)) = noun {
        let carrying = clause
            .parents(*noun)
            .iter()
            .find(|(link, verb)| *link == Link::Object && clause.items[*verb].class == Class::Verb)
            .map(|(_, verb)| *verb);
        let owners: Vec<Party> = clause.linked(*noun, Link::Possessor).flat_map(|head| extraction.scene.parties(head)).collect();
        // Its author announces it: as good as done.
        let subjects = if owners.is_empty() { carrying.map(|verb| extraction.subjects(verb)).unwrap_or_default() } else { owners };
        (*noun, subjects, extraction.noun_certainty(*noun))
    } else {
        return false;
    };
    let on: Vec<String> = ["on", "against", "from", "of", "in"].map(str::to_owned).to_vec();
    let mut objects: Vec<Party> = Vec::new();
    for head in [Some(sanctions), Some(trigger)].into_iter().flatten() {
        for phrase in by_preposition(extraction.clause(), head, &on) {
            objects.extend(extraction.scene.targets(phrase));
        }
    }
    if objects.is_empty() {
        objects.extend(extraction.scene.modifiers(sanctions).into_iter().filter_map(|modifier| extraction.scene.named(modifier)));
    }
    for subject in subjects {
        for object in objects.clone() {
            let draft = Draft {
                subject,
                relation,
                object,
                trigger,
                certainty,
                mode: None,
                rule: format!("noun:{}/lifted", extraction.clause().items[sanctions].word),
            };
            extraction.emit(draft, None);
        }
    }
    true
}

/// `X, founder of Y`; `X, the son of Y`; `X and Y have been foes`.
fn agent(extraction: &mut Extraction, item: usize) {
    let clause = extraction.clause();
    let Some(agent) = Lexicon::built_in().agent(&clause.items[item].word) else { return };
    let scene = &extraction.scene;
    let mut bearers: Vec<Party> = Vec::new();
    for (link, other) in clause.parents(item) {
        match link {
            Link::Apposition => bearers.extend(scene.alone(*other)),
            Link::Predicate => bearers.extend(extraction.subjects(*other)),
            _ => {}
        }
    }
    bearers.extend(clause.linked(item, Link::Apposition).filter_map(|other| scene.named(other)));
    let mut others: Vec<Party> =
        by_preposition(clause, item, &agent.prepositions).into_iter().flat_map(|head| scene.parties(head)).collect();
    if others.is_empty() {
        others.extend(clause.linked(item, Link::Possessor).flat_map(|head| scene.parties(head)));
    }
    let mode = (clause.items[item].word != agent.role || agent.relation.is("family")).then(|| agent.role.clone());
    let symmetric = super::Ontology::built_in().get(agent.relation).symmetric;
    let mut pairs: Vec<(Party, Party)> = bearers.iter().flat_map(|bearer| others.iter().map(|other| (*bearer, *other))).collect();
    if symmetric && others.is_empty() && bearers.len() == 2 {
        pairs.push((bearers[0], bearers[1]));
    }
    let copula = clause.parents(item).iter().find(|(link, _)| *link == Link::Predicate).map(|(_, verb)| *verb);
    let certainty = copula.map_or_else(Extraction::fact, |verb| extraction.verb_certainty(verb));
    let rule = format!("agent:{}", clause.items[item].word);
    for (subject, object) in pairs {
        let draft = Draft { subject, relation: agent.relation, object, trigger: item, certainty, mode: mode.clone(), rule: rule.clone() };
        extraction.emit(draft, None);
    }
}
