//! Where something lies or has its seat, by words that touch: `Marlow in southern Ohio`, `Harbour Bank of Lagos`, `Lagos Radio`,
//! `Ghana's Volta Bank`, `the Accra-based Volta Bank`.

use super::clause::Link;
use super::denote::Party;
use super::extract::{Draft, Extraction};
use super::item::Class;
use super::lexicon::Lexicon;
use super::membership::role_at;
use super::place::{fact, is_place, known_to_lie};
use crate::entity::{Lexicon as Words, is_region};
use crate::gazetteer::EntityKind;

/// Words between `in` and the place: `in the rural south of western`.
const DESCRIPTION: usize = 4;
/// Numbers in a sentence that is no line of a table.
const TABLE: usize = 5;

/// Runs the rules over every item.
pub(super) fn apply(extraction: &mut Extraction) {
    for item in 0..extraction.clause().items.len() {
        within(extraction, item);
        described(extraction, item);
        seat(extraction, item);
        before_name(extraction, item);
        based(extraction, item);
        capital(extraction, item);
        address(extraction, item);
    }
    outwards(extraction);
}

/// `Volta Works, Marlow, Ohio`: three names of which each lies in the next, where the last is a state or the abbreviation of one.
fn address(extraction: &mut Extraction, item: usize) {
    let items = &extraction.clause().items;
    let name = |place: usize| {
        (place < items.len() && items[place].class == Class::Name && !items[place].possessive)
            .then(|| extraction.scene.named(place))
            .flatten()
    };
    let comma = |place: usize| items.get(place).is_some_and(|item| item.class == Class::Comma);
    let (Some(a), Some(b), Some(c)) = (name(item), name(item + 2), name(item + 4)) else { return };
    let listed = !comma(item + 1)
        || !comma(item + 3)
        || items.get(item + 5).is_some_and(|after| after.class == Class::Conjunction)
        || comma(item + 5) && items.get(item + 6).is_some_and(|after| matches!(after.class, Class::Conjunction | Class::Name))
        || item > 1 && comma(item - 1) && items[item - 2].class == Class::Name;
    let state = extraction.kind(c) == EntityKind::Country || is_region(extraction.gazetteer.entity(c.entity).name);
    let inner = matches!(extraction.kind(a), EntityKind::Place | EntityKind::Facility | EntityKind::Organization);
    if listed || !state || !inner || extraction.kind(b) != EntityKind::Place || known_to_lie(extraction, b, c) == Some(false) {
        return;
    }
    if known_to_lie(extraction, a, b) != Some(false) {
        fact(extraction, "located_in", a, b, item + 2, "address", None);
    }
    fact(extraction, "located_in", b, c, item + 4, "place-comma-place", None);
}

/// Who is in Marlow, Ohio, is in Ohio.
fn outwards(extraction: &mut Extraction) {
    let lies = |draft: &&Draft| draft.relation.is("located_in") && draft.rule == "place-comma-place";
    let chains: Vec<(Party, Party)> = extraction.drafts.iter().filter(lies).map(|draft| (draft.subject, draft.object)).collect();
    for draft in extraction.drafts.clone() {
        let static_tie = ["located_in", "presence_in", "born_in", "died_in"].iter().any(|id| draft.relation.is(id));
        let outer = chains.iter().find(|(inner, _)| inner.item == draft.object.item && inner.entity == draft.object.entity);
        if let Some((_, outer)) = outer.filter(|_| static_tie) {
            let object = *outer;
            extraction.emit(Draft { object, rule: format!("{}/outer", draft.rule), ..draft }, None);
        }
    }
}

/// The place that a description after a preposition leads to: `in [southern] X`; nothing where the name only describes what follows.
fn place_after(extraction: &Extraction, preposition: usize) -> Option<Party> {
    let items = &extraction.clause().items;
    let mut item = preposition + 1;
    while item < items.len().min(preposition + 1 + DESCRIPTION) && items[item].mention.is_none() {
        let describes = match items[item].class {
            Class::Determiner => item == preposition + 1,
            Class::Adjective | Class::Hyphen => true,
            Class::Noun => !items[item].possessive && !items[item].proper && Words::built_in().is("direction", &items[item].word),
            _ => false,
        };
        if !describes {
            return None;
        }
        item += 1;
    }
    if item >= items.len() || items[item].class != Class::Name || items[item].possessive {
        return None;
    }
    let party = extraction.scene.named(item).filter(|party| is_place(extraction, *party))?;
    ends_phrase(extraction, item).then_some(party)
}

/// Whether a name is the head of its phrase: no noun, name or hyphen goes on from it, but for what a place is (`Dover County`).
fn ends_phrase(extraction: &Extraction, item: usize) -> bool {
    let items = &extraction.clause().items;
    items.get(item + 1).is_none_or(|next| match next.class {
        Class::Noun => Words::built_in().is("place-noun", &next.word),
        Class::Name | Class::Demonym | Class::Adjective | Class::Number => false,
        Class::Hyphen => !next.glued,
        _ => true,
    })
}

/// `Marlow in southern Ohio`, `the Volta Dam in Ghana`, `a clerk at Harbour Bank in Lagos`, `Harbour Bank's offices in Lagos`.
fn within(extraction: &mut Extraction, preposition: usize) {
    let items = &extraction.clause().items;
    if preposition == 0 || items[preposition].word != "in" || items[preposition].mention.is_some() {
        return;
    }
    let Some(outer) = place_after(extraction, preposition) else { return };
    // `Harbour Bank headquarters in Lagos`, `the Marlow area in Ohio`
    let words = Words::built_in();
    let facility = preposition > 1 && items[preposition - 1].mention.is_none() && words.is("premises", &items[preposition - 1].word);
    let inner = preposition - 1 - usize::from(facility);
    let Some(a) = extraction.scene.named(inner).filter(|_| items[inner].class == Class::Name) else { return };
    if items[inner].possessive && !facility {
        return;
    }
    let start = noun_phrase_start(extraction, inner);
    let before = start.checked_sub(1).map(|before| &items[before]);
    match extraction.kind(a) {
        EntityKind::Place | EntityKind::Facility if facility && extraction.kind(a) == EntityKind::Place => {}
        EntityKind::Place | EntityKind::Facility if known_to_lie(extraction, a, outer) != Some(false) => {
            // `flew from Marlow in Ohio` says where Marlow is, `flew from Marlow in June` does not get here; `from Marlow in Dover` may be a journey.
            let journey = before.is_some_and(|before| matches!(before.word.as_str(), "from" | "to" | "for"))
                && known_to_lie(extraction, a, outer).is_none()
                && extraction.kind(outer) == EntityKind::Place
                && preposition + 1 == outer.item;
            // `Wales won in Cardiff`: what is better known than the place is not in it.
            let (inner, around) = (extraction.gazetteer.entity(a.entity).prominence, extraction.gazetteer.entity(outer.entity).prominence);
            let larger = extraction.kind(outer) == EntityKind::Place && inner > around && around > 0;
            if !journey && !larger {
                fact(extraction, "located_in", a, outer, preposition, "place-in-place", None);
            }
        }
        EntityKind::Organization if facility => {
            let seat = items[preposition - 1].word.starts_with("headquarter");
            let relation = if seat { "located_in" } else { "presence_in" };
            fact(extraction, relation, a, outer, preposition - 1, "premises-in-place", None);
        }
        EntityKind::Group => in_places(extraction, a, outer, preposition),
        EntityKind::Organization => {
            // Of a body only where it is no object: `beat Chelsea in Paris` says nothing.
            let static_preposition = before.is_some_and(|before| matches!(before.word.as_str(), "of" | "at" | "for"))
                && start > 1
                && matches!(items[start - 2].class, Class::Noun | Class::Name | Class::Adjective);
            // `strikes against X in Y`; not `a match against X in Y`.
            let fought = before.is_some_and(|before| before.word == "against")
                && start > 1
                && Lexicon::built_in()
                    .noun(&items[start - 2].word)
                    .is_some_and(|noun| ["attack", "clash"].iter().any(|id| noun.relation.is(id)));
            let described = before.is_some_and(|before| before.class == Class::Comma) && start > 1 && items[start - 2].class == Class::Noun;
            if static_preposition || described || fought {
                in_places(extraction, a, outer, preposition);
            }
        }
        _ => {}
    }
}

/// `Marlow, a town in southern Ohio`, `Marlow is a small town in Ohio`.
fn described(extraction: &mut Extraction, noun: usize) {
    let items = &extraction.clause().items;
    let what = &items[noun];
    if what.mention.is_some() || items.get(noun + 1).is_none_or(|next| next.word != "in") || !Words::built_in().is("place-noun", &what.word)
    {
        return;
    }
    let plain =
        |item: &usize| items[*item].mention.is_none() && matches!(items[*item].class, Class::Adjective | Class::Noun | Class::Adverb);
    let start = (0..noun).rev().take_while(plain).last().unwrap_or(noun);
    if start < 3 || !matches!(items[start - 1].word.as_str(), "a" | "an") {
        return;
    }
    let link = &items[start - 2];
    let host = start - 3;
    let fits = link.class == Class::Comma || matches!(link.word.as_str(), "is" | "was");
    let inner = |party: &Party| matches!(extraction.kind(*party), EntityKind::Place | EntityKind::Facility);
    let Some(a) = extraction.scene.named(host).filter(|a| fits && items[host].class == Class::Name && !items[host].possessive && inner(a))
    else {
        return;
    };
    let Some(outer) = place_after(extraction, noun + 1).filter(|outer| known_to_lie(extraction, a, *outer) != Some(false)) else { return };
    let items = &extraction.clause().items;
    let stated = if items[start - 2].class == Class::Comma {
        // `Near Marlow, a village in Ohio was flooded`: another one.
        let predicate = items.get(outer.item + 1).is_some_and(|next| matches!(next.class, Class::Verb | Class::Auxiliary | Class::Modal));
        !(predicate && host.checked_sub(1).is_some_and(|before| items[before].class == Class::Preposition))
    } else {
        extraction.verb_certainty(start - 2) == Extraction::fact()
    };
    if stated {
        fact(extraction, "located_in", a, outer, noun, "place-described", None);
    }
}

/// `Hamas in Gaza and Lebanon`
fn in_places(extraction: &mut Extraction, who: Party, first: Party, preposition: usize) {
    fact(extraction, "presence_in", who, first, preposition, "body-in-place", None);
    let items = &extraction.clause().items;
    let second = first.item + 2;
    let joined =
        items.get(first.item + 1).is_some_and(|next| next.word == "and") && second < items.len() && items[second].class == Class::Name;
    let clause = items.get(second + 1).is_some_and(|next| matches!(next.class, Class::Verb | Class::Auxiliary | Class::Modal));
    if joined
        && !clause
        && !items[second].possessive
        && ends_phrase(extraction, second)
        && let Some(place) = extraction.scene.named(second).filter(|party| is_place(extraction, *party))
    {
        fact(extraction, "presence_in", who, place, preposition, "body-in-place", None);
    }
}

/// The first item of the noun phrase that a name ends: `the smaller Harbour Bank`.
fn noun_phrase_start(extraction: &Extraction, name: usize) -> usize {
    let items = &extraction.clause().items;
    (0..name)
        .rev()
        .take_while(|item| {
            matches!(items[*item].class, Class::Determiner | Class::Adjective) || items[*item].class == Class::Noun && items[*item].proper
        })
        .last()
        .unwrap_or(name)
}

/// `Harbour Bank of Lagos`, `Harbour Bank of nearby Marlow, Ohio`.
fn seat(extraction: &mut Extraction, preposition: usize) {
    let items = &extraction.clause().items;
    if preposition == 0 || items[preposition].word != "of" || items[preposition].mention.is_some() {
        return;
    }
    let body = preposition - 1;
    let Some(a) = extraction.scene.named(body).filter(|a| extraction.kind(*a) == EntityKind::Organization) else { return };
    if items[body].class != Class::Name || items[body].possessive || governs_of(extraction, body) {
        return;
    }
    let Some(place) = place_after(extraction, preposition) else { return };
    if known_to_lie(extraction, a, place) != Some(false) {
        fact(extraction, "located_in", a, place, preposition, "body-of-place", None);
    }
}

/// Whether a name is the object of a verb that takes `of`: `accused X of`, `informed X of`.
pub(super) fn governs_of(extraction: &Extraction, name: usize) -> bool {
    let clause = extraction.clause();
    let words = Words::built_in();
    clause.parents(name).iter().any(|(link, verb)| {
        matches!(link, Link::Object | Link::PassiveSubject)
            && clause.items[*verb].verb.is_some_and(|(verb, _)| words.is("of-verb", &Lexicon::built_in().verbs[verb as usize].lemma))
    })
}

/// `Lagos Radio`, `Cape Town Supreme Court Judge X`, `Ghana's Volta Bank`, `Accra's Independence Arch`.
fn before_name(extraction: &mut Extraction, item: usize) {
    let items = &extraction.clause().items;
    let Some(next) = items.get(item + 1) else { return };
    let (Some(place), Some(thing)) = (extraction.scene.named(item), extraction.scene.named(item + 1)) else { return };
    if items[item].class != Class::Name || next.class != Class::Name || !is_place(extraction, place) {
        return;
    }
    let compound = item > 0 && items[item - 1].class == Class::Hyphen && items[item - 1].glued;
    if compound || known_to_lie(extraction, thing, place) == Some(false) {
        return;
    }
    // A line of a table: names beside names and numbers.
    if !items[item].possessive && items.iter().filter(|other| other.class == Class::Number).count() > TABLE {
        return;
    }
    // A body that is known, and known to be of no country, is at home everywhere: `Ghana's Red Cross`.
    let entity = extraction.gazetteer.entity(thing.entity);
    if extraction.kind(thing) == EntityKind::Organization && entity.country.is_none() && entity.wikidata.is_some() {
        return;
    }
    let possessive = items[item].possessive;
    let after = items.get(item + 2);
    let head = ends_phrase(extraction, item + 1);
    let role =
        after.is_some_and(|after| after.class == Class::Noun && role_at(items, item + 2)) && extraction.kind(place) == EntityKind::Place;
    match extraction.kind(thing) {
        EntityKind::Organization if head || role || possessive && next.possessive => {
            fact(extraction, "located_in", thing, place, item + 1, "place-before-body", None);
        }
        EntityKind::Place | EntityKind::Facility if possessive && head => {
            fact(extraction, "located_in", thing, place, item + 1, "place-before-place", None);
        }
        _ => {}
    }
}

/// `the Accra-based Volta Bank`, `the Accra-based trader Ama Mensah`.
fn based(extraction: &mut Extraction, item: usize) {
    let items = &extraction.clause().items;
    if item < 2 || items[item].word != "based" || items[item - 1].class != Class::Hyphen || !items[item].glued {
        return;
    }
    let Some(place) = extraction.scene.named(item - 2).filter(|place| is_place(extraction, *place)) else { return };
    let mut name = item + 1;
    while name < items.len().min(item + 6) && items[name].mention.is_none() && matches!(items[name].class, Class::Noun | Class::Adjective) {
        name += 1;
    }
    let Some(thing) = (name < items.len()).then(|| extraction.scene.named(name)).flatten() else { return };
    let described = name > item + 1;
    match extraction.kind(thing) {
        _ if items[name].class != Class::Name => {}
        EntityKind::Organization if described || ends_phrase(extraction, name) => {
            fact(extraction, "located_in", thing, place, item, "based", None);
        }
        EntityKind::Person | EntityKind::Group => fact(extraction, "presence_in", thing, place, item, "based", None),
        _ => {}
    }
}

/// `the U.S. capital of Washington`, `the Syrian capital, Damascus`, `the Syrian capital Damascus`.
fn capital(extraction: &mut Extraction, item: usize) {
    let items = &extraction.clause().items;
    if item == 0 || items[item].word != "capital" || items[item].mention.is_some() {
        return;
    }
    let country = extraction.scene.named(item - 1).filter(|party| is_place(extraction, *party));
    let link = items.get(item + 1).is_some_and(|next| next.word == "of" || next.class == Class::Comma);
    let city = item + 1 + usize::from(link);
    let Some(city) = (city < items.len() && ends_phrase(extraction, city)).then(|| extraction.scene.named(city)).flatten() else { return };
    if let Some(country) = country.filter(|_| extraction.kind(city) == EntityKind::Place && items[city.item].class == Class::Name) {
        fact(extraction, "capital_of", city, country, item, "capital-of", None);
    }
}
