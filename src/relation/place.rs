//! Where things are: `Baku, Azerbaijan`, `Syria's southern province of Sweida`, `the air base near Latakia`, `X-occupied Y`; and where an
//! event of the sentence took place.

use super::PlaceRef;
use super::clause::{Clause, Link};
use super::denote::{Party, Scene};
use super::extract::{Draft, Extraction};
use super::item::Class;
use crate::entity::Lexicon as Words;
use crate::gazetteer::{EntityKind, Gazetteer};

/// Runs the rules about places.
pub(super) fn apply(extraction: &mut Extraction) {
    for item in 0..extraction.clause().items.len() {
        side_by_side(extraction, item);
        province_of(extraction, item);
        held(extraction, item);
        people(extraction, item);
        near(extraction, item);
        capital(extraction, item);
    }
}

/// `Cairo, the capital of Egypt`; `Egypt's capital, Cairo`.
fn capital(extraction: &mut Extraction, item: usize) {
    let clause = extraction.clause();
    if clause.items[item].word != "capital" || clause.items[item].mention.is_some() {
        return;
    }
    let hosts = clause.parents(item).iter().filter(|(link, _)| *link == Link::Apposition).map(|(_, host)| *host);
    let city = hosts.chain(clause.linked(item, Link::Apposition)).find_map(|place| extraction.scene.named(place));
    let of = clause.prepositions(item).filter(|(word, _)| *word == "of").map(|(_, head)| head);
    let country = of.chain(clause.linked(item, Link::Possessor)).find_map(|place| extraction.scene.named(place));
    if let (Some(city), Some(country)) = (city, country) {
        fact(extraction, "capital_of", city, country, item, "capital-of", None);
    }
}

/// Keeps what simply holds.
pub(super) fn fact(extraction: &mut Extraction, id: &str, subject: Party, object: Party, trigger: usize, rule: &str, mode: Option<String>) {
    let Some(relation) = Extraction::relation(id) else { return };
    let draft = Draft { subject, relation, object, trigger, certainty: Extraction::fact(), mode, rule: rule.to_owned() };
    extraction.emit(draft, None);
}

pub(super) fn is_place(extraction: &Extraction, party: Party) -> bool {
    extraction.kind(party).is_location()
}

/// What the gazetteer says about `a` lying in `b`; `None` where it says nothing.
pub(super) fn known_to_lie(extraction: &Extraction, a: Party, b: Party) -> Option<bool> {
    let country = extraction.gazetteer.country(a.entity)?;
    let other = extraction.gazetteer.entity(b.entity);
    if other.kind == EntityKind::Country {
        Some(country == b.entity)
    } else {
        other.country.filter(|other| *other != country).map(|_| false)
    }
}

/// `Baku, Azerbaijan`; `Riyadh, Saudi Arabia`; `the Syrian Golan Heights`; `Israel's Channel 12`.
fn side_by_side(extraction: &mut Extraction, item: usize) {
    let items = &extraction.clause().items;
    let Some(a) = extraction.scene.named(item) else { return };
    if items.get(item + 1).is_some_and(|comma| comma.class == Class::Comma) && !items[item].possessive {
        let Some(b) = (item + 2 < items.len()).then(|| extraction.scene.named(item + 2)).flatten() else { return };
        // A list has a conjunction after the second name, or another name before or after the two.
        let name = |place: usize| items.get(place).is_some_and(|other| other.class == Class::Name);
        let comma = |place: usize| items.get(place).is_some_and(|other| other.class == Class::Comma);
        let listed = items.get(item + 3).is_some_and(|after| after.class == Class::Conjunction)
            || comma(item + 3) && items.get(item + 4).is_some_and(|after| after.class == Class::Conjunction)
            || known_to_lie(extraction, a, b) != Some(true)
                && (comma(item + 3) && name(item + 4) || item > 1 && comma(item - 1) && name(item - 2));
        let alone = matches!(extraction.kind(a), EntityKind::Place | EntityKind::Facility)
            && matches!(extraction.kind(b), EntityKind::Country | EntityKind::Place);
        let is_name = name(item + 2) && !items[item + 2].possessive;
        let at_start = item == 0 && items.get(item + 3).is_some_and(|after| after.class == Class::Verb);
        if alone && is_name && !listed && !at_start && known_to_lie(extraction, a, b) != Some(false) {
            fact(extraction, "located_in", a, b, item + 2, "place-comma-place", None);
        }
        return;
    }
    // `Syrian Golan Heights`, `Israel's Channel 12`: the country is first.
    if let Some(thing) = (item + 1 < items.len()).then(|| extraction.scene.named(item + 1)).flatten() {
        let country = extraction.kind(a) == EntityKind::Country && (items[item].class == Class::Demonym || items[item].possessive);
        let compound = item > 0 && items[item - 1].class == Class::Hyphen;
        let kind = extraction.kind(thing);
        let home = extraction.gazetteer.country(thing.entity);
        let fits = match kind {
            EntityKind::Place => home.map_or(items[item].class == Class::Demonym, |home| home == a.entity),
            EntityKind::Organization => home == Some(a.entity),
            _ => false,
        };
        if country && !compound && fits && items[item + 1].class == Class::Name {
            fact(extraction, "located_in", thing, a, item + 1, "country-before-name", None);
        }
        return;
    }
    // `The U.S. news outlet Axios`
    let mut end = item + 1;
    while end < items.len() && end < item + 4 && items[end].class == Class::Noun && items[end].mention.is_none() && !items[end].possessive {
        end += 1;
    }
    let kind_word = end > item + 1 && Words::built_in().is("kind-noun", &items[end - 1].word);
    if let Some(thing) = (kind_word && end < items.len()).then(|| extraction.scene.named(end)).flatten()
        && extraction.kind(a) == EntityKind::Country
        && matches!(extraction.kind(thing), EntityKind::Organization | EntityKind::Place)
    {
        fact(extraction, "located_in", thing, a, end - 1, "country-kind-name", None);
    }
}

/// `Syria's southern province of Sweida`, `the Syrian city of Suwayda`.
fn province_of(extraction: &mut Extraction, item: usize) {
    let clause = extraction.clause();
    let of = clause.items.get(item + 1).is_some_and(|next| next.word == "of");
    if !of || clause.items[item].mention.is_some() || !Words::built_in().is("place-noun", &clause.items[item].word) {
        return;
    }
    let inner = (item + 2..clause.items.len().min(item + 4))
        .find_map(|place| extraction.scene.named(place))
        .filter(|party| is_place(extraction, *party));
    let Some(inner) = inner else { return };
    let owners: Vec<usize> = clause.linked(item, Link::Possessor).collect();
    let owners = if owners.is_empty() { extraction.scene.modifiers(item) } else { owners };
    let outer = owners.into_iter().filter_map(|owner| extraction.scene.named(owner)).find(|party| is_place(extraction, *party));
    if let Some(outer) = outer.filter(|outer| known_to_lie(extraction, inner, *outer) != Some(false)) {
        fact(extraction, "located_in", inner, outer, item, "province-of", None);
    }
}

/// `the Israeli-occupied Golan Heights`.
fn held(extraction: &mut Extraction, item: usize) {
    let items = &extraction.clause().items;
    if item < 2 || items[item - 1].class != Class::Hyphen || !items[item].glued {
        return;
    }
    let word = &items[item].word;
    if !Words::built_in().is("holding", word) {
        return;
    }
    let mode = if word == "annexed" { "annex" } else { "hold" };
    let holder = extraction.scene.named(item - 2);
    let mut next = item + 1;
    while next < items.len()
        && matches!(items[next].class, Class::Adjective | Class::Noun)
        && items[next].mention.is_none()
        && next < item + 3
    {
        next += 1;
    }
    let thing = if next < items.len() { extraction.scene.parties(next).into_iter().next() } else { None };
    if let (Some(holder), Some(thing)) = (holder, thing) {
        fact(extraction, "occupy", holder, thing, item, "compound:occupied", Some(mode.to_owned()));
    }
}

/// `Syria's Druze minority`, `home to Syria's Druze minority`, `Druze in Sweida`.
fn people(extraction: &mut Extraction, item: usize) {
    let clause = extraction.clause();
    if !Words::built_in().is("people-noun", &clause.items[item].word) || clause.items[item].mention.is_some() {
        return;
    }
    let group = extraction
        .scene
        .modifiers(item)
        .into_iter()
        .filter_map(|modifier| extraction.scene.named(modifier))
        .find(|party| extraction.kind(*party) == EntityKind::Group);
    let Some(group) = group else { return };
    let countries: Vec<Party> = clause
        .linked(item, Link::Possessor)
        .filter_map(|owner| extraction.scene.named(owner))
        .filter(|party| is_place(extraction, *party))
        .collect();
    // `Sweida, home to Syria's Druze minority`
    let home = (item.saturating_sub(5)..item)
        .rev()
        .find(|place| clause.items[*place].word == "home" && clause.items.get(place + 1).is_some_and(|next| next.class == Class::To));
    let home = home.and_then(|home| {
        clause.parents(home).iter().find(|(link, _)| *link == Link::Apposition).map(|(_, place)| *place).or(home.checked_sub(2))
    });
    let homes: Vec<Party> =
        home.and_then(|place| extraction.scene.named(place)).into_iter().filter(|party| is_place(extraction, *party)).collect();
    for place in countries.into_iter().chain(homes) {
        fact(extraction, "located_in", group, place, item, "people-of-place", None);
    }
}

/// `the Hmeimim air base near Latakia`, `the Presidential Palace in Damascus`.
fn near(extraction: &mut Extraction, item: usize) {
    let clause = extraction.clause();
    if item == 0 || clause.items[item].mention.is_some() {
        return;
    }
    let id = match clause.items[item].word.as_str() {
        "near" => "near",
        "in" => "located_in",
        _ => return,
    };
    let (Some(a), Some(b)) =
        (extraction.scene.named(item - 1), (item + 1 < clause.items.len()).then(|| extraction.scene.named(item + 1)).flatten())
    else {
        return;
    };
    let fits = match id {
        "near" => {
            matches!(extraction.kind(a), EntityKind::Facility | EntityKind::Place)
                && matches!(extraction.kind(b), EntityKind::Place | EntityKind::Facility)
        }
        _ => {
            extraction.kind(a) == EntityKind::Facility
                && matches!(extraction.kind(b), EntityKind::Place | EntityKind::Country)
                && known_to_lie(extraction, a, b) != Some(false)
        }
    };
    if fits
        && clause.items[item - 1].class == Class::Name
        && clause.items[item + 1].class == Class::Name
        && !clause.items[item + 1].possessive
    {
        fact(extraction, id, a, b, item, if id == "near" { "near" } else { "facility-in-place" }, None);
    }
}

/// Where the event of a relation took place: `in X`, `at X` after the word that says it or after the verb that carries it, the place
/// `where` it happened, the place visited for it; for a visit its goal.
pub(super) fn of_event(scene: &Scene, gazetteer: &Gazetteer, draft: &Draft, drafts: &[Draft]) -> Option<PlaceRef> {
    let kind = super::Ontology::built_in().get(draft.relation);
    let reference = |party: Party| PlaceRef { entity: party.entity, span: scene.span(party) };
    let is_location = |party: &Party| gazetteer.kind(party.entity).is_location();
    match kind.id.as_str() {
        "visit" | "fled_to" | "intervene" => return Some(reference(draft.object)),
        // `the palace in Damascus` is in Damascus; else what is attacked is where it happens.
        "attack" if is_location(&draft.object) => {
            let facility = gazetteer.kind(draft.object.entity) == EntityKind::Facility;
            let around = facility.then(|| within(scene, draft.object.item, draft, is_location)).flatten();
            let around = around.or_else(|| facility.then(|| within(scene, draft.trigger, draft, is_location)).flatten());
            return Some(around.map_or_else(|| reference(draft.object), reference));
        }
        "meet" | "attack" | "mediate" | "agree" | "clash" | "call" | "arrest" | "kill" | "abduct" | "protest" | "tell" => {}
        _ => return None,
    }
    let held = |trigger: usize| {
        std::iter::once(trigger)
            .chain(carriers(scene.clause, trigger))
            .find_map(|word| within(scene, word, draft, is_location))
            .or_else(|| where_or_visited(scene, trigger, draft, drafts, is_location))
    };
    let brokered = || {
        let of_parties = |other: &&Draft| kind.id == "mediate" && (other.relation.is("meet") || other.relation.is("agree"));
        drafts.iter().find(of_parties).and_then(|event| held(event.trigger))
    };
    held(draft.trigger).or_else(brokered).or_else(|| fronted(scene, draft, is_location)).map(reference)
}

/// A place other than the two ends.
fn elsewhere(draft: &Draft, party: &Party) -> bool {
    party.entity != draft.object.entity && party.entity != draft.subject.entity
}

/// `in X`, `at X` on a word.
fn within(scene: &Scene, word: usize, draft: &Draft, is_location: impl Fn(&Party) -> bool) -> Option<Party> {
    let inside = scene.clause.prepositions(word).filter(|(word, _)| matches!(*word, "in" | "at"));
    inside.filter_map(|(_, head)| scene.described(head)).find(|party| is_location(party) && elsewhere(draft, party))
}

/// `the talks took place in X`, `held talks in X`, `the meeting was held in X`: the verbs that say where an event noun was.
fn carriers(clause: &Clause, noun: usize) -> impl Iterator<Item = usize> {
    let words = Words::built_in();
    clause.parents(noun).iter().filter_map(move |(link, verb)| {
        let carried = match link {
            Link::Object => clause.class(*verb).light,
            Link::PassiveSubject => true,
            Link::Subject => words.is("occurring", clause.lemma(*verb)),
            _ => false,
        };
        (carried && clause.items[noun].class == Class::Noun).then_some(*verb)
    })
}

/// `Moscow, where he will meet X`; `visited Moscow to meet X`.
fn where_or_visited(scene: &Scene, trigger: usize, draft: &Draft, drafts: &[Draft], is_location: impl Fn(&Party) -> bool) -> Option<Party> {
    let clause = scene.clause;
    let opens = clause.items[..trigger].iter().rposition(|item| matches!(item.class, Class::Relative | Class::Subordinator | Class::Break));
    let place = opens.filter(|opens| clause.items[*opens].word == "where").and_then(|opens| {
        let comma = opens.checked_sub(1).is_some_and(|before| clause.items[before].class == Class::Comma);
        scene.described(opens.checked_sub(1 + usize::from(comma))?)
    });
    let purpose = clause.parents(trigger).iter().filter(|(link, _)| matches!(link, Link::Infinitive | Link::Adverbial));
    let visited = purpose.filter_map(|(_, above)| {
        drafts.iter().find(|other| other.trigger == *above && other.relation.is("visit")).map(|visit| visit.object)
    });
    place.into_iter().chain(visited).find(|party| is_location(party) && elsewhere(draft, party))
}

/// `In Paris, X met Y`.
fn fronted(scene: &Scene, draft: &Draft, is_location: impl Fn(&Party) -> bool) -> Option<Party> {
    let items = &scene.clause.items;
    let fronted = items.len() > 3 && matches!(items[0].word.as_str(), "in" | "at") && items[2].class == Class::Comma;
    let apart = fronted && items[3..draft.trigger.max(3)].iter().any(|item| matches!(item.class, Class::Break | Class::Subordinator));
    scene.named(1).filter(|party| fronted && !apart && is_location(party) && elsewhere(draft, party))
}
