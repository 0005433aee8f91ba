//! The strongest connections of an entity, found without reading what is said along the others.

use super::{Part, Store};
use crate::error::Result;
use crate::graph::Direction;
use crate::relation::CO_OCCURS;
use rusqlite::params;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// How much there is around an entity of which only the strongest connections were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// How many connections there are of each relation and direction.
    pub connections: BTreeMap<(String, Direction), usize>,
    /// The ids of the documents whose evidence has the entity at one of its ends, in order.
    pub documents: Vec<String>,
}

/// So many connections of an entity are wanted, of each relation and direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strongest {
    /// Of stated relations.
    pub stated: usize,
    /// Of those that are only named together with it.
    pub together: usize,
}

/// The connections of an entity, without what is said along them.
const CONNECTIONS: [&str; 2] = [
    "SELECT relation, object, weight, weight_all, n_all FROM edges WHERE subject = ?1",
    "SELECT relation, subject, weight, weight_all, n_all FROM edges WHERE object = ?1 AND subject <> ?1",
];

impl Part<'_> {
    /// Adds what is said along the strongest connections of an entity of the part, and all offices that it is said to hold. Tells how much
    /// there is in all.
    ///
    /// # Errors
    /// A damaged file.
    pub fn add_strongest(&mut self, id: &str, wanted: Strongest) -> Result<Around> {
        let Some(entity) = self.number(id)? else { return Ok(Around::default()) };
        let groups = self.store.done(self.store.connections(entity))?;
        for ((relation, direction), connections) in &groups {
            let limit = match (relation.as_str(), direction) {
                (CO_OCCURS, _) => wanted.together,
                ("holds_position", Direction::Outgoing) => usize::MAX,
                _ => wanted.stated,
            };
            for Connection { ends: [subject, object], .. } in connections.iter().take(limit) {
                self.add_evidence(&["e.subject = ?1 AND e.object = ?2 AND e.relation = ?3"], params![subject, object, relation])?;
            }
        }
        let connections = groups.into_iter().map(|(group, connections)| (group, connections.len())).collect();
        Ok(Around { connections, documents: self.store.done(self.store.documents_of(entity))? })
    }
}

type Groups = BTreeMap<(String, Direction), Vec<Connection>>;

/// One connection. Those of a relation are shown in this order: by what is said as a fact, then by everything that is said, then by ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Connection {
    strength: Reverse<[u64; 3]>,
    place: usize,
    /// Subject and object.
    ends: [i64; 2],
}

impl Store {
    /// The connections of an entity by relation and direction, the strongest first.
    fn connections(&self, entity: i64) -> rusqlite::Result<Groups> {
        let relations = self.relations()?;
        // The index of ids is much smaller than the entities are.
        let mut rows = self.db.prepare("SELECT entity FROM entities ORDER BY id")?;
        let places = rows.query_map([], |row| row.get(0))?.zip(0..).map(|(entity, place)| Ok((entity?, place)));
        let places: HashMap<i64, usize> = places.collect::<rusqlite::Result<_>>()?;
        let mut groups = Groups::new();
        for (query, away) in CONNECTIONS.iter().zip([Direction::Outgoing, Direction::Incoming]) {
            let mut rows = self.db.prepare(query)?;
            let mut rows = rows.query([entity])?;
            while let Some(row) = rows.next()? {
                let (relation, other): (String, i64) = (row.get(0)?, row.get(1)?);
                let symmetric = relations.get(&relation).is_some_and(|facts| facts.symmetric);
                groups.entry((relation, if symmetric { Direction::Symmetric } else { away })).or_default().push(Connection {
                    strength: Reverse([row.get(2)?, row.get(3)?, row.get(4)?]),
                    place: places.get(&other).copied().unwrap_or_default(),
                    ends: if away == Direction::Outgoing { [entity, other] } else { [other, entity] },
                });
            }
        }
        for connections in groups.values_mut() {
            connections.sort_unstable();
        }
        Ok(groups)
    }

    /// The documents whose evidence has an entity at one of its ends. The index knows the sentences, and each document knows which are its
    /// own: nothing of the evidence itself is read.
    fn documents_of(&self, entity: i64) -> rusqlite::Result<Vec<String>> {
        let of_entity = "SELECT sentence FROM evidence WHERE subject = ?1 UNION ALL SELECT sentence FROM evidence WHERE object = ?1";
        let mut sentences: Vec<i64> =
            self.db.prepare(of_entity)?.query_map([entity], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        sentences.sort_unstable();
        let mut rows = self.db.prepare("SELECT id, first_sentence, n_sentences FROM documents")?;
        let mut rows = rows.query([])?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            let (first, number): (i64, i64) = (row.get(1)?, row.get(2)?);
            let place = sentences.partition_point(|sentence| *sentence < first);
            if sentences.get(place).is_some_and(|sentence| sentence.saturating_sub(first) < number) {
                ids.push(row.get(0)?);
            }
        }
        ids.sort_unstable();
        Ok(ids)
    }
}
