//! Who is named in full in a document, and where.

use crate::gazetteer::EntityIx;
use std::collections::{BTreeMap, BTreeSet};

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

/// Entities that a document names beyond doubt, by whatever name. Every name of every text is asked for, and hardly any is among them.
#[derive(Debug, Default)]
pub(super) struct Named {
    members: BTreeSet<EntityIx>,
    /// One bit for all entities with the same remainder.
    bits: [u64; 8],
}

impl Named {
    /// Adds some.
    pub(super) fn extend(&mut self, entities: impl Iterator<Item = EntityIx>) {
        for entity in entities {
            let (at, bit) = place(entity);
            self.bits[at] |= bit;
            self.members.insert(entity);
        }
    }

    /// Whether an entity is among them.
    pub(super) fn contains(&self, entity: EntityIx) -> bool {
        let (at, bit) = place(entity);
        self.bits[at] & bit != 0 && self.members.contains(&entity)
    }

    /// All, in id order.
    pub(super) fn iter(&self) -> impl Iterator<Item = EntityIx> {
        self.members.iter().copied()
    }
}

fn place(entity: EntityIx) -> (usize, u64) {
    (entity.index() / 64 % 8, 1 << (entity.index() % 64))
}
