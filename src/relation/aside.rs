//! What stands after a name and is no part of its clause: `Red Star (Yugoslavia)`, `Lee Wong, 34, of Topeka`, `Rep. X, D-Ohio, said`,
//! `LAGOS, Nigeria (AP)`. It is taken out, so that the clause goes on from the name, and it may say something of its own.

use super::denote::Party;
use super::extract::Extraction;
use super::item::{Class, Item};
use super::place::is_place;
use super::{Confidence, Evidence, Modality, Polarity};
use crate::entity::Lexicon as Words;
use crate::gazetteer::{EntityIx, EntityKind};
use crate::text::Span;

/// Items inside brackets that may be taken out.
const LONGEST: usize = 6;
/// Items before the agency of a dateline: `LAGOS, Nigeria, Feb 3 (AFP)`.
const DATELINE: usize = 8;

/// What was taken out.
#[derive(Debug)]
pub(super) struct Aside {
    /// The item that it follows.
    pub(super) host: usize,
    /// The mention that stands in it, where it is the only one.
    pub(super) mention: Option<usize>,
}

/// Takes the asides out of a sentence's items, in order.
pub(super) fn take(text: &str, items: &mut Vec<Item>) -> Vec<Aside> {
    let mut asides = Vec::new();
    // The first so many items are those that stay.
    let (mut kept, mut place) = (0, 0);
    let words = Words::built_in();
    while place < items.len() {
        let host = items[..kept].last();
        // `LAGOS, Feb 3 (AFP)`: a day may stand between the place and its agency.
        let dated = kept <= DATELINE && host.is_some_and(|last| last.class == Class::Number || words.is("calendar", &last.word));
        let after_name = dated || host.is_some_and(|host| host.class == Class::Name);
        let length = if after_name { bracketed(text, items, place).or_else(|| apposed(text, items, place)) } else { None };
        let Some(length) = length else {
            items.swap(kept, place);
            kept += 1;
            place += 1;
            continue;
        };
        let mut mentions = items[place..place + length].iter().filter_map(|item| item.mention);
        let mention = mentions.next().filter(|_| mentions.next().is_none());
        asides.push(Aside { host: kept - 1, mention });
        place += length;
    }
    items.truncate(kept);
    asides
}

/// Items of `(Yugoslavia)`, `(3-Germany)`, `(R-Ohio)`: names, numbers and abbreviations, no clause.
fn bracketed(text: &str, items: &[Item], open: usize) -> Option<usize> {
    let is = |place: usize, mark: &str| items.get(place).is_some_and(|item| item.span.of(text) == mark);
    if !is(open, "(") && !is(open, "[") {
        return None;
    }
    let close = (open + 1..items.len().min(open + LONGEST + 2)).find(|place| is(*place, ")") || is(*place, "]"))?;
    let inside = &items[open + 1..close];
    let plain = |item: &Item| match item.class {
        Class::Name | Class::Demonym | Class::Number | Class::Comma | Class::Hyphen | Class::Mark => true,
        Class::Noun => item.span.of(text).starts_with(char::is_uppercase),
        _ => false,
    };
    (!inside.is_empty() && inside.iter().all(plain)).then_some(close + 1 - open)
}

/// Items of `, 34` and `, D-Ohio` before a comma or the end of the phrase.
fn apposed(text: &str, items: &[Item], comma: usize) -> Option<usize> {
    if items[comma].class != Class::Comma {
        return None;
    }
    let word = |place: usize| items.get(place).map_or("", |item| item.word.as_str());
    let aged = usize::from(matches!(word(comma + 1), "aged" | "age" | "then" | "now"));
    let number = items.get(comma + 1 + aged)?;
    let years = number.class == Class::Number && number.word.len() <= 3 && number.word.parse::<u8>().is_ok_and(|years| years < 120);
    let ends = |place: usize| {
        items
            .get(place)
            .is_none_or(|next| matches!(next.class, Class::Comma | Class::Mark | Class::Break) || next.class == Class::Conjunction)
    };
    if years && ends(comma + 2 + aged) {
        return Some(2 + aged);
    }
    // The party and the state of a politician.
    let party = matches!(items[comma + 1].span.of(text), "D" | "R" | "I") && items.get(comma + 2)?.class == Class::Hyphen;
    let state = items.get(comma + 3)?;
    let dot = usize::from(items.get(comma + 4).is_some_and(|dot| dot.glued && dot.span.of(text) == "."));
    (party && state.span.of(text).starts_with(char::is_uppercase) && ends(comma + 4 + dot)).then_some(4 + dot)
}

/// What asides say of the name before them: of which country somebody is, and whose report a text is.
pub(super) fn evidence(extraction: &Extraction, asides: &[Aside], sentence: u32) -> Vec<Evidence> {
    let mentions = extraction.scene.mentions;
    let mut found = Vec::new();
    for aside in asides {
        let Some(mention) = aside.mention else { continue };
        let Some(host) = (0..=aside.host).rev().find_map(|item| extraction.scene.named(item)) else { continue };
        let far = host.item != aside.host;
        let other = mentions[mention].actor();
        let span = |party: Party| extraction.clause().items[party.item].mention.map(|mention| mentions[mention].span);
        let mut add = |relation: &str, subject: (EntityIx, Span), object: (EntityIx, Span), rule: &str| {
            let Some(relation) = Extraction::relation(relation).filter(|_| subject.0 != object.0) else { return };
            found.push(Evidence {
                subject: subject.0,
                relation,
                object: object.0,
                subject_span: subject.1,
                object_span: object.1,
                sentence,
                trigger: mentions[mention].span,
                polarity: Polarity::Positive,
                modality: Modality::Asserted,
                attribution: None,
                place: None,
                time: None,
                mode: None,
                rule: rule.to_owned(),
                confidence: if mentions[mention].doubtful { Confidence::Inferred } else { Confidence::Medium },
            });
        };
        let ends = |party: Party| span(party).map(|span| (party.entity, span));
        let (Some(named), bracketed) = (ends(host), (other, mentions[mention].span)) else { continue };
        match (extraction.kind(host), extraction.gazetteer.kind(other)) {
            (EntityKind::Place | EntityKind::Country | EntityKind::Other, EntityKind::Organization)
                if is_dateline(extraction, aside.host) =>
            {
                let places = (0..=aside.host).filter_map(|item| extraction.scene.named(item)).filter(|party| is_place(extraction, *party));
                for place in places.filter_map(ends) {
                    add("presence_in", bracketed, place, "dateline");
                }
            }
            _ if far => {}
            (EntityKind::Person, EntityKind::Country) => add("represent", named, bracketed, "country-in-brackets"),
            (EntityKind::Organization, EntityKind::Country) => add("located_in", named, bracketed, "country-in-brackets"),
            _ => {}
        }
    }
    found
}

/// `LAGOS, Nigeria (AP) -`: from where the agency reports.
fn is_dateline(extraction: &Extraction, host: usize) -> bool {
    let items = &extraction.clause().items;
    let lead = |item: &Item| matches!(item.class, Class::Name | Class::Comma | Class::Bracket | Class::Number | Class::Mark) || item.proper;
    let follows = items.get(host + 1).is_none_or(|next| matches!(next.class, Class::Break | Class::Hyphen));
    let names = (0..=host).filter_map(|item| extraction.scene.named(item));
    let mut others = names.filter(|party| !is_place(extraction, *party) && extraction.kind(*party) != EntityKind::Other);
    host < DATELINE && follows && others.next().is_none() && items[..=host].iter().all(lead)
}
