//! To which body or place a person belongs, where no office is named or the office is only a word beside the name: `Ama Mensah of Volta
//! Bank`, `Volta Bank's Ama Mensah`, `Volta Bank trader Ama Mensah`, `Lagos architect Tunde Ojo`.

use super::clause::Link;
use super::denote::Party;
use super::extract::{Draft, Extraction};
use super::item::{Class, Item};
use super::lexicon::Lexicon;
use super::locate::governs_of;
use super::place::fact;
use crate::entity::{Lexicon as Words, TitleKind};
use crate::gazetteer::EntityKind;

/// Words between a body and a name: `Volta Bank chief foreign currency trader X`.
const ROLE: usize = 5;
/// Items in which the subject of a list of members begins.
const SUBJECT: usize = 6;

/// Whether a noun says what a person is: a title, or a word made for it.
pub(super) fn is_role(word: &str) -> bool {
    let words = Words::built_in();
    let one = |word: &str| words.title(word).is_some_and(|kind| kind != TitleKind::Honorific) || words.is("role", word);
    one(word) || word.strip_suffix('s').is_some_and(one)
}

/// Whether a noun is of a human being: a role, or `man`, `gunman`, `suspect`.
pub(super) fn is_human(word: &str) -> bool {
    is_role(word) || Words::built_in().is("human", word) || Lexicon::built_in().agent(word).is_some()
}

/// The same of the word at a place, which may be two with a hyphen: `centre-back`.
pub(super) fn role_at(items: &[Item], item: usize) -> bool {
    let joined = item > 1 && items[item - 1].class == Class::Hyphen;
    is_role(&items[item].word) || joined && is_role(&format!("{}{}", items[item - 2].word, items[item].word))
}

/// Runs the rules over every item.
pub(super) fn apply(extraction: &mut Extraction) {
    for item in 0..extraction.clause().items.len() {
        let Some(person) = extraction.scene.named(item).filter(|party| extraction.kind(*party) == EntityKind::Person) else { continue };
        if extraction.clause().items[item].class == Class::Name && !extraction.clause().items[item].possessive {
            of(extraction, person);
        }
        owned(extraction, person);
        national(extraction, person);
        role_before(extraction, person);
        role_between(extraction, person);
    }
    for item in 0..extraction.clause().items.len() {
        including(extraction, item);
        such_as(extraction, item);
    }
    resigned(extraction);
}

/// Who resigns from a body held a post in it.
fn resigned(extraction: &mut Extraction) {
    let left = |draft: &&Draft| draft.relation.is("retreat") && draft.mode.as_deref() == Some("resign");
    let drafts: Vec<Draft> = extraction.drafts.iter().filter(left).cloned().collect();
    if drafts.is_empty() {
        return;
    }
    let Some(relation) = Extraction::relation("holds_position") else { return };
    for draft in drafts {
        if extraction.kind(draft.subject) == EntityKind::Person && extraction.kind(draft.object) == EntityKind::Organization {
            extraction.emit(Draft { relation, certainty: Extraction::fact(), mode: Some("former".to_owned()), ..draft }, None);
        }
    }
}

/// Belonging by the type of the other end.
fn belongs(extraction: &mut Extraction, person: Party, other: Party, trigger: usize, rule: &str, mode: Option<String>) {
    match extraction.kind(other) {
        EntityKind::Organization | EntityKind::Group => fact(extraction, "member_of", person, other, trigger, rule, mode),
        EntityKind::Country => fact(extraction, "represent", person, other, trigger, rule, mode),
        EntityKind::Place | EntityKind::Facility => fact(extraction, "presence_in", person, other, trigger, rule, mode),
        _ => {}
    }
}

/// The body or place after a preposition: its last name where one owns the next (`of Ghana's Volta Bank`), nothing where it only describes.
fn after(extraction: &Extraction, preposition: usize) -> Option<Party> {
    let items = &extraction.clause().items;
    let mut item = preposition + 1;
    while item < items.len().min(preposition + 5)
        && (items[item].mention.is_none() && matches!(items[item].class, Class::Determiner | Class::Adjective)
            || items[item].class == Class::Demonym
            || items[item].possessive && items[item].mention.is_some())
    {
        item += 1;
    }
    let name = items.get(item).filter(|name| name.class == Class::Name && !name.possessive)?;
    let goes_on = items.get(item + 1).is_some_and(|next| match next.class {
        Class::Noun | Class::Name | Class::Demonym | Class::Adjective => true,
        Class::Hyphen => next.glued,
        _ => false,
    });
    (name.mention.is_some() && !goes_on).then(|| extraction.scene.named(item)).flatten()
}

/// `Ama Mensah of Volta Bank`, `Ama Mensah and Tunde Ojo of Lagos`, `Ama Mensah, of Lagos,`, `Ama Mensah, from Lagos,`.
fn of(extraction: &mut Extraction, person: Party) {
    let items = &extraction.clause().items;
    let comma = usize::from(items.get(person.item + 1).is_some_and(|next| next.class == Class::Comma));
    let preposition = person.item + 1 + comma;
    let Some(word) = items.get(preposition).filter(|item| item.mention.is_none()).map(|item| item.word.as_str()) else { return };
    // `said X at Volta Bank`
    let speaker = person.item > 0 && items[person.item - 1].class == Class::Verb && extraction.clause().class(person.item - 1).say;
    let fits = word == "of" && !governs_of(extraction, person.item)
        || word == "from" && comma == 1
        || matches!(word, "at" | "with" | "from") && comma == 0 && speaker;
    let Some(other) = after(extraction, preposition).filter(|_| fits) else { return };
    // `X, of Y,`: what stands between commas ends there.
    let closed = |place: usize| items.get(place).is_none_or(|next| matches!(next.class, Class::Comma | Class::Mark | Class::Break));
    if comma == 1 && !closed(other.item + 1) {
        return;
    }
    let rule = if word == "of" { "person-of" } else { "person-from" };
    let beside: Vec<Party> = extraction
        .clause()
        .parents(person.item)
        .iter()
        .filter(|(link, first)| *link == Link::Conjunct && comma == 0 && *first + 2 == person.item)
        .filter_map(|(_, first)| extraction.scene.named(*first))
        .filter(|party| extraction.kind(*party) == EntityKind::Person)
        .collect();
    for person in beside.into_iter().chain(std::iter::once(person)) {
        belongs(extraction, person, other, preposition, rule, None);
    }
}

/// `Volta Bank's Ama Mensah`, `Ghana's Ama Mensah`.
fn owned(extraction: &mut Extraction, person: Party) {
    let items = &extraction.clause().items;
    let Some(before) = person.item.checked_sub(1).filter(|before| items[*before].possessive && items[*before].mention.is_some()) else {
        return;
    };
    let goes_on = items.get(person.item + 1).is_some_and(|next| matches!(next.class, Class::Noun | Class::Name));
    let Some(owner) = extraction.scene.named(before).filter(|_| !goes_on && !items[person.item].possessive) else { return };
    match extraction.kind(owner) {
        EntityKind::Country => fact(extraction, "represent", person, owner, person.item, "country-before-person", None),
        EntityKind::Organization => fact(extraction, "member_of", person, owner, person.item, "body-before-person", None),
        EntityKind::Place => fact(extraction, "presence_in", person, owner, person.item, "place-before-person", None),
        _ => {}
    }
}

/// `Ama Mensah, commander, Volta Brigade`
fn role_between(extraction: &mut Extraction, person: Party) {
    let items = &extraction.clause().items;
    let comma = |place: usize| items.get(place).is_some_and(|item| item.class == Class::Comma);
    if !comma(person.item + 1) {
        return;
    }
    let first = person.item + 2;
    let Some(end) = (first..items.len().min(first + ROLE)).find(|place| comma(*place)).filter(|end| *end > first) else { return };
    let plain = |item: &Item| item.mention.is_none() && matches!(item.class, Class::Noun | Class::Adjective | Class::Hyphen);
    let Some(body) = (end + 1 < items.len()).then(|| extraction.scene.named(end + 1)).flatten() else { return };
    let closed = items.get(end + 2).is_none_or(|next| !matches!(next.class, Class::Noun | Class::Name | Class::Conjunction))
        && !items[end + 1].possessive;
    if !items[first..end].iter().all(plain) || !role_at(items, end - 1) || extraction.kind(body) != EntityKind::Organization || !closed {
        return;
    }
    let office = Words::built_in().title(&items[end - 1].word) == Some(TitleKind::Office);
    let role = Some(items[first..end].iter().map(|item| &*item.word).collect::<Vec<_>>().join(" "));
    fact(extraction, if office { "holds_position" } else { "member_of" }, person, body, end - 1, "role-between-commas", role);
}

/// `Alliance members include A, B and C`, `members of the Alliance include A and B`, `the Alliance includes A, B and C`.
fn including(extraction: &mut Extraction, verb: usize) {
    let items = &extraction.clause().items;
    if !matches!(items[verb].word.as_str(), "include" | "includes" | "included") || items[verb].mention.is_some() || verb + 3 >= items.len()
    {
        return;
    }
    let Some(body) = (0..verb.min(SUBJECT)).find_map(|item| extraction.scene.named(item)) else { return };
    let subject = &items[..=body.item];
    let members = |item: &Item| Words::built_in().is("members", &item.word);
    let said = members(&items[body.item]) || items.get(body.item + 1).is_some_and(members) || subject.iter().any(members);
    let plain = subject[..body.item]
        .iter()
        .all(|item| matches!(item.class, Class::Determiner | Class::Adjective | Class::Preposition | Class::Noun | Class::Number));
    if !said || !plain || !matches!(extraction.kind(body), EntityKind::Organization | EntityKind::Group) {
        return;
    }
    listed(extraction, body, verb, verb + 1);
}

/// `members of the Alliance, including A and B`, `Alliance countries such as A and B`.
fn such_as(extraction: &mut Extraction, word: usize) {
    let (items, words) = (&extraction.clause().items, Words::built_in());
    let first = match items[word].word.as_str() {
        "including" => word + 1,
        "such" if items.get(word + 1).is_some_and(|next| next.word == "as") => word + 2,
        _ => return,
    };
    let end = word.saturating_sub(usize::from(word > 0 && items[word - 1].class == Class::Comma));
    if end < 2 || items[word].mention.is_some() {
        return;
    }
    let member = |item: usize| {
        let this = &items[item];
        this.mention.is_none() && words.is("body-member", &this.word)
    };
    let body = end - 1;
    let before = || (body.saturating_sub(3)..body).rev().find(|item| !matches!(items[*item].class, Class::Determiner | Class::Adjective));
    // `Arab states such as A`: no body.
    let of_body = |party: &Party, group: bool| match extraction.kind(*party) {
        EntityKind::Organization => true,
        EntityKind::Group => group,
        _ => false,
    };
    let (body, compound) = if member(body) {
        (body - 1, true)
    } else if before().is_some_and(|of| items[of].word == "of" && of > 0 && member(of - 1)) {
        (body, false)
    } else {
        return;
    };
    if let Some(body) = extraction.scene.named(body).filter(|party| of_body(party, !compound)) {
        listed(extraction, body, word, first);
    }
}

/// The names of a list are members of a body.
fn listed(extraction: &mut Extraction, body: Party, trigger: usize, first: usize) {
    let in_list = |item: &&Item| match item.class {
        Class::Name | Class::Comma | Class::Determiner => true,
        Class::Conjunction => matches!(item.word.as_str(), "and" | "or"),
        _ => false,
    };
    let items = &extraction.clause().items;
    let mut end = first + items[first..].iter().take_while(in_list).count();
    // `including A, B said`, `such as A, and B refused`: what follows a comma may have the next verb for itself.
    let predicate = items.get(end).is_some_and(|next| matches!(next.class, Class::Verb | Class::Auxiliary | Class::Modal));
    if predicate && items[end - 1].class == Class::Name {
        let comma = items[first..end].iter().rposition(|item| item.class == Class::Comma).map(|place| first + place);
        let names = comma.map_or(0, |comma| items[comma..end].iter().filter(|item| item.class == Class::Name).count());
        end = comma.filter(|_| names == 1).unwrap_or(end);
    }
    // `including A's army`, `including A officials`: not A.
    let whole = |item: &usize| {
        !items[*item].possessive
            && items.get(item + 1).is_none_or(|next| !matches!(next.class, Class::Noun | Class::Adjective | Class::Hyphen))
    };
    let members: Vec<Party> = (first..end).filter(whole).filter_map(|item| extraction.scene.named(item)).collect();
    for other in members {
        fact(extraction, "member_of", other, body, trigger, "members-include", None);
    }
}

/// `the Ghanaian Ama Mensah`
fn national(extraction: &mut Extraction, person: Party) {
    let items = &extraction.clause().items;
    let Some(before) = person.item.checked_sub(1).filter(|before| items[*before].class == Class::Demonym && !items[*before].possessive)
    else {
        return;
    };
    let compound = before > 0 && matches!(items[before - 1].class, Class::Hyphen | Class::Demonym);
    let goes_on = items.get(person.item + 1).is_some_and(|next| matches!(next.class, Class::Noun | Class::Name));
    if let Some(country) = extraction.scene.named(before).filter(|_| !compound && !goes_on && !items[person.item].possessive)
        && extraction.kind(country) == EntityKind::Country
    {
        fact(extraction, "represent", person, country, before, "national", None);
    }
}

/// `Volta Bank trader Ama Mensah`, `Volta Bank's chief economist, Ama Mensah`, `Lagos architect Tunde Ojo`.
fn role_before(extraction: &mut Extraction, person: Party) {
    let items = &extraction.clause().items;
    let end = person.item - usize::from(person.item > 0 && items[person.item - 1].class == Class::Comma);
    let word = |item: usize| {
        let this = &items[item];
        this.mention.is_none()
            && !this.possessive
            && (matches!(this.class, Class::Noun | Class::Adjective | Class::Hyphen)
                || this.class == Class::Conjunction && this.word == "and")
    };
    let first = (end.saturating_sub(ROLE)..end).rev().take_while(|item| word(*item)).last();
    let Some(first) = first.filter(|first| *first > 0 && end > 0 && role_at(items, end - 1)) else { return };
    let body = first - 1;
    let comma = end != person.item;
    let fits = items[body].class == Class::Name && (!comma || items[body].possessive) && items[first].class != Class::Conjunction;
    let Some(other) = extraction.scene.named(body).filter(|_| fits) else { return };
    let role: Vec<&str> = items[first..end].iter().map(|item| if item.class == Class::Hyphen { "-" } else { &*item.word }).collect();
    let role = role.join(" ").replace(" - ", "-");
    // `Volta Bank traders A and B`
    let mut persons = vec![person];
    if items[end - 1].word.ends_with('s') {
        let others = extraction.clause().linked(person.item, Link::Conjunct).filter_map(|item| extraction.scene.named(item));
        persons.extend(others.filter(|party| extraction.kind(*party) == EntityKind::Person));
    }
    for person in persons {
        belongs(extraction, person, other, end - 1, "role-before-name", Some(role.clone()));
    }
}
