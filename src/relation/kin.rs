//! Who is what to whom where one name stands right after the word: `Ama Mensah's sister Efua`, `Tunde Ojo and his wife, Bisi`, `left husband
//! Tunde Ojo`, `the Ojo assassin Kwame Badu`.

use super::denote::Party;
use super::extract::{Draft, Extraction};
use super::item::Class;
use super::lexicon::Lexicon;
use crate::entity::Lexicon as Words;
use crate::gazetteer::EntityKind;

/// Words between an owner and the noun: `his former second wife`.
const DESCRIPTION: usize = 3;

/// Runs the rule over every noun whose bearer is the subject of a relation.
pub(super) fn apply(extraction: &mut Extraction) {
    for noun in 0..extraction.clause().items.len() {
        let item = &extraction.clause().items[noun];
        if item.class == Class::Noun && item.mention.is_none() && !item.proper && Words::built_in().title(&item.word).is_none() {
            before_name(extraction, noun);
        }
    }
}

fn before_name(extraction: &mut Extraction, noun: usize) {
    let items = &extraction.clause().items;
    let Some(agent) = Lexicon::built_in().agent(&items[noun].word) else { return };
    let family = agent.relation.is("family");
    // `his wife, X,`: the name closes with a comma or the sentence.
    let comma = usize::from(items.get(noun + 1).is_some_and(|next| next.class == Class::Comma));
    let name = noun + 1 + comma;
    let closed = |place: usize| {
        items.get(place).is_none_or(|next| matches!(next.class, Class::Comma | Class::Mark | Class::Break | Class::Conjunction))
    };
    let Some(bearer) = (name < items.len()).then(|| extraction.scene.named(name)).flatten() else { return };
    if extraction.kind(bearer) != EntityKind::Person || items[name].possessive || comma == 1 && !closed(name + 1) {
        return;
    }
    let mut before = noun;
    while before > 0
        && noun - before < DESCRIPTION
        && items[before - 1].mention.is_none()
        && !items[before - 1].possessive
        && (matches!(items[before - 1].class, Class::Adjective | Class::Number | Class::Hyphen)
            || items[before - 1].class == Class::Noun && Words::built_in().is("former", &items[before - 1].word))
    {
        before -= 1;
    }
    let Some(owner) = before.checked_sub(1) else { return };
    let party = if items[owner].mention.is_some() {
        extraction.scene.named(owner).filter(|_| items[owner].class == Class::Name && (items[owner].possessive || !family && comma == 0))
    } else if !family {
        None
    } else if matches!(items[owner].word.as_str(), "his" | "her")
        || comma == 0
            && items[before..noun].iter().all(|item| item.class == Class::Hyphen || Words::built_in().is("former", &item.word))
            && matches!(items[owner].class, Class::Preposition | Class::Verb)
    {
        only_person(extraction, owner, bearer)
    } else {
        None
    };
    let Some(owner) = party else { return };
    let mode = family.then(|| agent.role.clone());
    let rule = format!("agent:{}/before-name", items[noun].word);
    let certainty = Extraction::fact();
    let draft = Draft { subject: bearer, relation: agent.relation, object: owner, trigger: noun, certainty, mode, rule };
    extraction.emit(draft, None);
}

/// The one person whom the sentence names before a place; nobody where it names two.
fn only_person(extraction: &Extraction, place: usize, but: Party) -> Option<Party> {
    let persons = (0..place).filter_map(|item| extraction.scene.named(item));
    let mut persons = persons.filter(|party| extraction.kind(*party) == EntityKind::Person && party.entity != but.entity);
    let first = persons.next()?;
    persons.all(|other| other.entity == first.entity).then_some(first)
}
