//! What may differ between two stores, as parts of both: most of two states of one store is the same.

use super::{Part, Store};
use crate::error::Result;
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

/// A document as far as it can differ: its digest and its cluster, then which sentences it has.
type Document = ((Vec<u8>, Vec<u8>), [i64; 2]);

/// Subject, relation and object, by their ids.
type Ends = (String, String, String);

/// Label and type.
type Called = (String, String);

impl Store {
    /// Parts of this store and of another one that differ in all in which the stores do: they have whatever entity is only in one of them or called
    /// otherwise, and all evidence of every connection that may not be the same. None where the stores were made by different recipes or hold
    /// different documents for the most part, so that wholes are the better thing to compare.
    ///
    /// # Errors
    /// A damaged file.
    pub fn changed<'s>(&'s self, other: &'s Self) -> Result<Option<[Part<'s>; 2]>> {
        let stores = [self, other];
        if self.about("recipe")? != other.about("recipe")? {
            return Ok(None);
        }
        let documents = [self.done(self.documents())?, other.done(other.documents())?];
        // With one recipe, the same text gives the same evidence; how much that counts the cluster decides.
        let differs = |side: usize, id: &String, state| documents[1 - side].get(id).is_none_or(|(there, _)| there != state);
        let differing = [0, 1].map(|side| {
            let sentences =
                documents[side].iter().filter(|(id, (state, _))| differs(side, id, state)).map(|(_, (_, sentences))| *sentences);
            sentences.collect::<Vec<_>>()
        });
        if (differing[0].len() + differing[1].len()) * 4 > documents[0].len() + documents[1].len() {
            return Ok(None);
        }
        let mut edges = BTreeSet::new();
        for (store, sentences) in stores.into_iter().zip(differing) {
            for sentences in sentences {
                edges.extend(store.done(store.edges_of(sentences))?);
            }
        }
        let called = [self.done(self.called())?, other.done(other.called())?];
        let mut parts = stores.map(Store::part);
        let mut entities = BTreeSet::new();
        for part in &mut parts {
            for (subject, relation, object) in &edges {
                if let (Some(subject), Some(object)) = (part.number(subject)?, part.number(object)?) {
                    part.add_evidence(&["e.subject = ?1 AND e.object = ?2 AND e.relation = ?3"], params![subject, object, relation])?;
                }
            }
            entities.extend(part.nodes().keys().cloned());
        }
        for (side, there) in called.iter().enumerate() {
            entities.extend(there.iter().filter(|(id, how)| called[1 - side].get(*id) != Some(how)).map(|(id, _)| id.clone()));
        }
        for part in &mut parts {
            part.add(&entities)?;
        }
        Ok(Some(parts))
    }

    fn documents(&self) -> rusqlite::Result<BTreeMap<String, Document>> {
        let mut rows = self.db.prepare("SELECT id, digest, cluster, first_sentence, n_sentences FROM documents")?;
        let document = |row: &rusqlite::Row<'_>| {
            let (first, number): (i64, i64) = (row.get(3)?, row.get(4)?);
            Ok((row.get(0)?, ((row.get(1)?, row.get(2)?), [first, first.saturating_add(number)])))
        };
        rows.query_map([], document)?.collect()
    }

    /// What some sentences speak of.
    fn edges_of(&self, sentences: [i64; 2]) -> rusqlite::Result<BTreeSet<Ends>> {
        let mut rows = self.db.prepare_cached(
            "SELECT DISTINCT s.id, e.relation, o.id FROM evidence e JOIN entities s ON s.entity = e.subject
             JOIN entities o ON o.entity = e.object WHERE e.sentence >= ? AND e.sentence < ?",
        )?;
        rows.query_map(sentences, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
    }

    fn called(&self) -> rusqlite::Result<BTreeMap<String, Called>> {
        let mut rows = self.db.prepare("SELECT id, label, type FROM entities")?;
        rows.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?.collect()
    }
}
