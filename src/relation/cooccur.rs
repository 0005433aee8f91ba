//! Co-occurrence: two entities named in one sentence. A relation of its own, never mixed with the typed ones.

use super::Evidence;
use crate::document::ZoneKind;
use crate::gazetteer::EntityIx;
use crate::mention::{Mention, by_sentence};
use crate::text::{Sentence, Span};
use std::collections::BTreeMap;

/// The relation id of a co-occurrence edge.
pub const CO_OCCURS: &str = "co_occurs";

/// Two entities named in one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cooccurrence {
    /// Index of the sentence.
    pub sentence: u32,
    /// The entity with the smaller index, which is the smaller id.
    pub a: EntityIx,
    /// The other one.
    pub b: EntityIx,
    /// Where the first is named first.
    pub a_span: Span,
    /// Where the second is named first.
    pub b_span: Span,
}

/// A sentence that names more entities than this is a list: it says nothing about any pair of them, and its pairs would take quadratic time.
const MOST_NAMED: usize = 40;

/// All pairs of entities that a sentence names and that no relation of that sentence joins. Furniture is left out.
///
/// Demonyms and metonyms count as the state they stand for.
pub fn cooccurrences(sentences: &[Sentence], mentions: &[Mention], relations: &[Evidence]) -> Vec<Cooccurrence> {
    let mut found = Vec::new();
    for ((number, sentence), own) in (0u32..).zip(sentences).zip(by_sentence(mentions, sentences.len())) {
        let own = &mentions[own];
        if sentence.zone == ZoneKind::Boilerplate || own.len() < 2 {
            continue;
        }
        let mut entities: BTreeMap<EntityIx, Span> = BTreeMap::new();
        for mention in own {
            entities.entry(mention.actor()).or_insert(mention.span);
        }
        let first = relations.partition_point(|evidence| evidence.sentence < number);
        let last = relations.partition_point(|evidence| evidence.sentence <= number);
        let joined = |a, b| {
            relations[first..last]
                .iter()
                .any(|evidence| (evidence.subject, evidence.object) == (a, b) || (evidence.subject, evidence.object) == (b, a))
        };
        let entities: Vec<(EntityIx, Span)> = entities.into_iter().collect();
        if entities.len() > MOST_NAMED {
            continue;
        }
        for (place, (a, a_span)) in entities.iter().enumerate() {
            for (b, b_span) in &entities[place + 1..] {
                if !joined(*a, *b) {
                    found.push(Cooccurrence { sentence: number, a: *a, b: *b, a_span: *a_span, b_span: *b_span });
                }
            }
        }
    }
    found
}
