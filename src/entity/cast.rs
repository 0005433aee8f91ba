//! Who is named in full in a document, and where.

use crate::gazetteer::EntityIx;
use std::collections::BTreeMap;

/// The entities of one document with the sentences that name them in full, in text order.
#[derive(Debug, Default)]
pub(super) struct Cast {
    full: BTreeMap<EntityIx, Vec<u32>>,
}

impl Cast {
    /// Notes that a sentence names an entity in full.
    pub(super) fn add(&mut self, entity: EntityIx, sentence: u32) {
        let sentences = self.full.entry(entity).or_default();
        let place = sentences.partition_point(|other| *other <= sentence);
        sentences.insert(place, sentence);
    }

    /// Whether any sentence names the entity in full.
    pub(super) fn has(&self, entity: EntityIx) -> bool {
        self.full.contains_key(&entity)
    }

    /// The last sentence up to this one that names the entity in full.
    pub(super) fn before(&self, entity: EntityIx, sentence: u32) -> Option<u32> {
        let sentences = self.full.get(&entity)?;
        sentences[..sentences.partition_point(|other| *other <= sentence)].last().copied()
    }

    /// All entities that are named in full, in id order.
    pub(super) fn members(&self) -> impl Iterator<Item = EntityIx> {
        self.full.keys().copied()
    }
}
