//! Games: `Volta Stars 3 Accra Lions 1`, `Volta Stars v Accra Lions`, `Accra Lions played Volta Stars`. Who won is `defeat`, who only met in a
//! game `oppose`.

use super::certainty::Certainty;
use super::clause::Link;
use super::denote::Party;
use super::extract::{Draft, Extraction};
use super::item::{Class, Item};
use super::lexicon::Lexicon;
use super::{Modality, Polarity};
use crate::gazetteer::EntityKind;

/// Items of the longest line that is read as a result or a fixture.
const LINE: usize = 16;

/// Runs the rules over a sentence.
pub(super) fn apply(extraction: &mut Extraction) {
    if extraction.clause().items.len() <= LINE {
        result(extraction);
        fixture(extraction);
    }
    for item in 1..extraction.clause().items.len() {
        versus(extraction, item);
        played(extraction, item);
    }
}

fn is_side(extraction: &Extraction, party: Party) -> bool {
    matches!(extraction.kind(party), EntityKind::Organization | EntityKind::Country | EntityKind::Place | EntityKind::Group)
}

fn keep(extraction: &mut Extraction, relation: &str, a: Party, b: Party, trigger: usize, modality: Modality, rule: &str) {
    let Some(relation) = Extraction::relation(relation) else { return };
    let certainty = Certainty { polarity: Polarity::Positive, modality };
    let draft = Draft { subject: a, relation, object: b, trigger, certainty, mode: Some("match".to_owned()), rule: rule.to_owned() };
    extraction.emit(draft, None);
}

/// `Volta Stars 3 Accra Lions 1`; innings, of which nobody says who won: `Volta 201 and 97, Accra 250`.
fn result(extraction: &mut Extraction) {
    let items = &extraction.clause().items;
    let (Some(a), Some(score)) = ((!items.is_empty()).then(|| extraction.scene.named(0)).flatten(), number(items, 1)) else { return };
    let mut second = 2;
    while second < items.len()
        && (matches!(items[second].class, Class::Number | Class::Comma | Class::Hyphen) || items[second].word == "and")
    {
        second += 1;
    }
    let (Some(b), Some(other)) = ((second < items.len()).then(|| extraction.scene.named(second)).flatten(), number(items, second + 1))
    else {
        return;
    };
    if !is_side(extraction, a) || !is_side(extraction, b) {
        return;
    }
    match score.cmp(&other) {
        std::cmp::Ordering::Greater if second == 2 => keep(extraction, "defeat", a, b, 1, Modality::Asserted, "score"),
        std::cmp::Ordering::Less if second == 2 => keep(extraction, "defeat", b, a, 1, Modality::Asserted, "score"),
        _ => keep(extraction, "oppose", a, b, 1, Modality::Asserted, "score"),
    }
}

fn number(items: &[Item], place: usize) -> Option<u32> {
    let item = items.get(place).filter(|item| item.class == Class::Number)?;
    item.word.parse().ok()
}

/// A line of a programme: `ACCRA LIONS AT VOLTA STARS`.
fn fixture(extraction: &mut Extraction) {
    let items = &extraction.clause().items;
    let ends = items.get(3..).is_some_and(|rest| rest.iter().all(|item| item.class == Class::Mark));
    if items.len() < 3 || items[1].word != "at" || !ends {
        return;
    }
    let sides = extraction.scene.named(0).zip(extraction.scene.named(2));
    if let Some((a, b)) = sides.filter(|(a, b)| [a, b].iter().all(|side| extraction.kind(**side) == EntityKind::Organization)) {
        keep(extraction, "oppose", a, b, 1, Modality::Planned, "fixture");
    }
}

/// `Volta Stars v Accra Lions`, `Ojo vs Badu`.
fn versus(extraction: &mut Extraction, item: usize) {
    let items = &extraction.clause().items;
    if !matches!(items[item].word.as_str(), "v" | "vs" | "versus") || items[item].mention.is_some() {
        return;
    }
    let dot = usize::from(items.get(item + 1).is_some_and(|next| next.class == Class::Mark));
    let next = item + 1 + dot;
    let sides = extraction.scene.named(item - 1).zip((next < items.len()).then(|| extraction.scene.named(next)).flatten());
    let person = |party: Party| extraction.kind(party) == EntityKind::Person;
    if let Some((a, b)) = sides.filter(|(a, b)| person(*a) == person(*b)) {
        keep(extraction, "oppose", a, b, item, Modality::Asserted, "versus");
    }
}

/// `Accra Lions played Volta Stars`, `will play Volta Stars`, `Ojo plays against Badu`: sides, no actors of a part.
fn played(extraction: &mut Extraction, verb: usize) {
    let clause = extraction.clause();
    let lemma = clause.items[verb].verb.map(|(entry, _)| Lexicon::built_in().verbs[entry as usize].lemma.as_str());
    if clause.items[verb].class != Class::Verb || lemma != Some("play") {
        return;
    }
    let against: Vec<usize> = clause.prepositions(verb).filter(|(word, _)| *word == "against").map(|(_, head)| head).collect();
    let objects: Vec<usize> = if against.is_empty() { clause.linked(verb, Link::Object).collect() } else { against.clone() };
    let sides: Vec<Party> = objects.into_iter().filter_map(|head| extraction.scene.named(head)).collect();
    let certainty = extraction.verb_certainty(verb);
    if certainty.polarity == Polarity::Negative {
        return;
    }
    for subject in extraction.subjects(verb) {
        for object in sides.clone() {
            if is_side(extraction, subject) && is_side(extraction, object) && extraction.kind(object) != EntityKind::Place
                || !against.is_empty() && extraction.kind(subject) == extraction.kind(object)
            {
                keep(extraction, "oppose", subject, object, verb, certainty.modality, "verb:play");
            }
        }
    }
}
