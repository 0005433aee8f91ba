//! Who says so: `X said that ...`, `..., X reported on Tuesday.`, `According to X, ...`.

use super::Attribution;
use super::clause::Link;
use super::denote::{Party, Scene};
use super::item::Class;
use crate::entity::Lexicon as Words;
use crate::text::Span;

/// The reports of a sentence: which items each covers, and its source.
pub(super) struct Reports {
    found: Vec<(usize, usize, Attribution)>,
}

impl Reports {
    /// The source of what an item says.
    pub(super) fn source(&self, item: usize) -> Option<Attribution> {
        let report = self.found.iter().rev().find(|(first, last, _)| (first..=last).contains(&&item))?;
        Some(report.2.clone())
    }
}

/// Finds the reports of a sentence.
pub(super) fn reports(scene: &Scene) -> Reports {
    let clause = scene.clause;
    let end = clause.items.len().saturating_sub(1);
    let mut found = Vec::new();
    for item in 0..clause.items.len() {
        // `According to X, ...`
        if clause.items[item].word == "according"
            && clause.items.get(item + 1).is_some_and(|next| next.class == Class::To)
            && let Some(party) = (item + 2..clause.items.len().min(item + 7))
                .take_while(|place| clause.items[*place].class != Class::Comma)
                .filter_map(|place| scene.named(place))
                .last()
        {
            found.push((0, end, attribution(scene, party)));
        }
    }
    for verb in clause.verbs().filter(|verb| clause.class(*verb).say || clause.class(*verb).denied) {
        let subject = clause.linked(verb, Link::Subject).next();
        let Some(source) = subject.and_then(|head| source(scene, verb, head)) else { continue };
        let that = clause.items[verb + 1..]
            .iter()
            .take(THAT)
            .take_while(|item| !matches!(item.class, Class::Verb | Class::Break))
            .position(|item| item.word == "that");
        // `..., Reuters reported on Tuesday.`: the report stands before.
        let opens = subject.and_then(|head| {
            (head.saturating_sub(6)..head).rev().find(|place| matches!(clause.items[*place].class, Class::Comma | Class::Bracket))
        });
        if let Some(that) = that {
            found.push((verb + 1 + that, end, source));
        } else if clause.linked(verb, Link::Clause).next().is_some() {
            found.push((verb + 1, end, source));
        } else if let Some(comma) = opens.filter(|_| verb > clause.items.len() / 3 && closes(scene, verb)) {
            found.push((0, comma, source));
        }
    }
    Reports { found }
}

/// `Reuters reported on Tuesday`, `a diplomat told AFP`: nothing follows that would be said or done instead.
fn closes(scene: &Scene, verb: usize) -> bool {
    let clause = scene.clause;
    let group = clause.group(verb);
    let other = clause.linked(verb, Link::Object).any(|head| scene.named(head).is_none_or(|party| !(scene.is_medium)(party.entity)));
    !group.will && !group.may && !other
}

/// Items after a verb of saying in which `that` opens what is said.
const THAT: usize = 8;

/// Who speaks: a name, the media of a country, or, where the speaker has no name, the medium spoken to.
fn source(scene: &Scene, verb: usize, head: usize) -> Option<Attribution> {
    let clause = scene.clause;
    let item = &clause.items[head];
    if Words::built_in().is("medium-noun", &item.word) {
        let first = scene.modifiers(head).into_iter().next()?;
        return Some(Attribution { entity: None, span: Span { start: clause.items[first].span.start, end: item.span.end } });
    }
    if let Some(party) = scene.parties(head).into_iter().next() {
        return Some(attribution(scene, party));
    }
    let told =
        clause.linked(verb, Link::Object).chain(clause.prepositions(verb).filter(|(word, _)| word == "to").map(|(_, phrase)| phrase));
    // `a diplomat speaking to AFP said`
    let speaking = clause
        .linked(head, Link::Reduced)
        .flat_map(|speaking| clause.prepositions(speaking).filter(|(word, _)| word == "to").map(|(_, phrase)| phrase).collect::<Vec<_>>());
    told.chain(speaking)
        .find_map(|phrase| scene.named(phrase).filter(|party| (scene.is_medium)(party.entity)))
        .map(|party| attribution(scene, party))
}

fn attribution(scene: &Scene, party: Party) -> Attribution {
    let item = &scene.clause.items[party.item];
    let span = item.mention.map_or(item.span, |mention| scene.mentions[mention].span);
    Attribution { entity: Some(party.entity), span }
}
