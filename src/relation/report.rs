//! Who says so: `X said that ...`, `..., X reported on Tuesday.`, `According to X, ...`.

use super::Attribution;
use super::clause::Link;
use super::denote::{Party, Scene};
use super::item::Class;
use crate::entity::Lexicon as Words;
use crate::gazetteer::EntityIx;
use crate::text::Span;

/// The reports of a sentence: which items each covers, and its source.
pub(super) struct Reports {
    found: Vec<(usize, usize, Attribution)>,
}

impl Reports {
    /// The source of what an item says; nobody is the source of what he himself does by saying it.
    pub(super) fn source(&self, item: usize, ends: &[EntityIx]) -> Option<Attribution> {
        let report = self.found.iter().rev().find(|(first, last, _)| (first..=last).contains(&&item))?;
        let _ = ends;
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
    for verb in clause.verbs().filter(|verb| clause.class(*verb).say) {
        let subject: Vec<Party> =
            clause.linked(verb, Link::Subject).flat_map(|head| scene.parties(head).into_iter().chain(medium(scene, head))).collect();
        let Some(source) = subject.first().copied() else { continue };
        let next = clause.items[verb + 1..]
            .iter()
            .position(|other| !matches!(other.class, Class::Adverb | Class::Negation))
            .map(|offset| verb + 1 + offset);
        let clause_follows =
            clause.linked(verb, Link::Clause).next().is_some() || next.is_some_and(|next| clause.items[next].word == "that");
        // `..., Reuters reported on Tuesday.`: the report stands before.
        let comma_before = clause.linked(verb, Link::Subject).any(|head| {
            (head.saturating_sub(4)..head)
                .any(|place| clause.items[place].class == Class::Comma || clause.items[place].class == Class::Bracket)
        });
        if clause_follows {
            found.push((verb + 1, end, attribution(scene, source)));
        } else if comma_before && verb > clause.items.len() / 2 {
            let head = clause.linked(verb, Link::Subject).next().unwrap_or(verb);
            found.push((0, head.saturating_sub(1), attribution(scene, source)));
        }
    }
    Reports { found }
}

/// `Syrian state media`: a source without being an actor.
fn medium(scene: &Scene, head: usize) -> Option<Party> {
    let item = &scene.clause.items[head];
    let media = Words::built_in().is("medium-noun", &item.word);
    media.then(|| scene.modifiers(head).into_iter().find_map(|modifier| scene.named(modifier))).flatten()
}

fn attribution(scene: &Scene, party: Party) -> Attribution {
    let item = &scene.clause.items[party.item];
    let span = item.mention.map_or(item.span, |mention| scene.mentions[mention].span);
    Attribution { entity: Some(party.entity), span: Span { start: span.start, end: span.end } }
}
