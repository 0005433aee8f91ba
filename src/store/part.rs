//! The part of a store that a question needs, as a graph of its own.

use super::Store;
use super::read::{ENTITIES, EVIDENCE, Found, Ids, evidence_row, found};
use crate::error::Result;
use crate::gazetteer::fold_name;
use crate::graph::{EvidenceRow, KnowledgeGraph, NodeFacts, Standing};
use rusqlite::{OptionalExtension as _, params};
use std::collections::{BTreeMap, BTreeSet};

/// A part of a store that grows. Its entities have the numbers, ranks and communities that they have in the whole.
#[derive(Debug)]
pub struct Part<'s> {
    pub(super) store: &'s Store,
    ids: Ids,
    nodes: BTreeMap<String, NodeFacts>,
    standings: BTreeMap<String, Standing>,
    evidence: Vec<EvidenceRow>,
}

/// Of more entities than this all are read, one after the other, instead of each by itself.
const MANY: usize = 500;

/// The end of all words that begin with another.
fn after(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

/// What makes an entity of a store one of the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Its rank.
    PageRank,
    /// How many others it is joined to.
    Degree,
    /// How much it stands between others.
    Betweenness,
}

impl Store {
    /// A part with nothing in it.
    pub fn part(&self) -> Part<'_> {
        Part { store: self, ids: Ids::new(), nodes: BTreeMap::new(), standings: BTreeMap::new(), evidence: Vec::new() }
    }
}

impl Part<'_> {
    /// Adds the entities that a name may mean: the one that has it as its id, and those with a name that has words which begin with all of
    /// its words.
    ///
    /// # Errors
    /// A damaged file.
    pub fn add_named(&mut self, name: &str) -> Result<()> {
        let found = self.named(name);
        let found = self.store.done(found)?;
        self.add_entities(found)
    }

    fn named(&self, name: &str) -> rusqlite::Result<BTreeSet<i64>> {
        let db = &self.store.db;
        let own: Option<i64> = db.query_row("SELECT entity FROM entities WHERE id = ?", [name.trim()], |row| row.get(0)).optional()?;
        let folded = fold_name(name);
        let mut found: Option<BTreeSet<i64>> = None;
        let mut rows = db.prepare("SELECT DISTINCT entity FROM lookup WHERE word >= ? AND word < ?")?;
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            let with: rusqlite::Result<BTreeSet<i64>> = rows.query_map([word, &after(word)], |row| row.get(0))?.collect();
            let with = with?;
            // Articles are in few names, and whoever types one may mean those without it.
            found = match found {
                _ if with.is_empty() => found,
                None => Some(with),
                Some(found) if found.is_disjoint(&with) => Some(found),
                Some(found) => Some(&found & &with),
            };
        }
        let mut found = found.unwrap_or_default();
        found.extend(own);
        Ok(found)
    }

    /// Adds the entities with some ids, as far as they are there.
    ///
    /// # Errors
    /// A damaged file.
    pub(super) fn add(&mut self, ids: &BTreeSet<String>) -> Result<()> {
        let numbers: Result<Vec<_>> = ids.iter().map(|id| self.number(id)).collect();
        self.add_entities(numbers?.into_iter().flatten().collect())
    }

    /// Adds all entities, without their evidence.
    ///
    /// # Errors
    /// A damaged file.
    pub fn add_all_entities(&mut self) -> Result<()> {
        let found = || self.store.db.prepare("SELECT entity FROM entities")?.query_map([], |row| row.get(0))?.collect();
        let found: rusqlite::Result<BTreeSet<i64>> = found();
        let found = self.store.done(found)?;
        self.add_entities(found)
    }

    /// Adds so many entities, the first ones by a measure.
    ///
    /// # Errors
    /// A damaged file.
    pub fn add_top(&mut self, limit: usize, by: Measure) -> Result<()> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let by = match by {
            Measure::PageRank => "pagerank",
            Measure::Degree => "degree",
            Measure::Betweenness => "betweenness",
        };
        let top = format!("SELECT entity FROM entities ORDER BY {by} DESC, id LIMIT ?");
        let found = || self.store.db.prepare(&top)?.query_map([limit], |row| row.get(0))?.collect();
        let found: rusqlite::Result<BTreeSet<i64>> = found();
        let found = self.store.done(found)?;
        self.add_entities(found)
    }

    /// Adds everything that is said of an entity of the part.
    ///
    /// # Errors
    /// A damaged file.
    pub fn add_around(&mut self, id: &str) -> Result<()> {
        let Some(entity) = self.number(id)? else { return Ok(()) };
        self.add_evidence(&["e.subject = ?1", "e.object = ?1 AND e.subject <> ?1"], params![entity])
    }

    /// Adds everything that is said of two entities.
    ///
    /// # Errors
    /// A damaged file.
    pub fn add_between(&mut self, a: &str, b: &str) -> Result<()> {
        let (Some(a), Some(b)) = (self.number(a)?, self.number(b)?) else { return Ok(()) };
        self.add_evidence(&["e.subject = ?1 AND e.object = ?2", "e.subject = ?2 AND e.object = ?1 AND ?1 <> ?2"], params![a, b])
    }

    pub(super) fn number(&self, id: &str) -> Result<Option<i64>> {
        let number =
            || self.store.db.prepare_cached("SELECT entity FROM entities WHERE id = ?")?.query_row([id], |row| row.get(0)).optional();
        self.store.done(number())
    }

    fn add_entities(&mut self, mut entities: BTreeSet<i64>) -> Result<()> {
        entities.retain(|entity| !self.ids.contains_key(entity));
        let all = || self.store.entities(|entity| entities.contains(&entity));
        let found = if entities.len() > MANY { all() } else { self.each_entity(&entities) };
        for (entity, (id, facts, standing)) in self.store.done(found)? {
            self.ids.insert(entity, id.clone());
            self.standings.insert(id.clone(), standing);
            self.nodes.insert(id, facts);
        }
        Ok(())
    }

    fn each_entity(&self, entities: &BTreeSet<i64>) -> rusqlite::Result<BTreeMap<i64, Found>> {
        let mut rows = self.store.db.prepare_cached(&format!("{ENTITIES} WHERE entity = ?"))?;
        let mut names = self.store.db.prepare_cached("SELECT name, n FROM names WHERE entity = ?")?;
        let mut out = BTreeMap::new();
        for &entity in entities {
            if let Some((id, mut facts, standing)) = rows.query_row([entity], found).optional()? {
                let spellings = names.query_map([entity], |row| Ok((row.get(0)?, row.get(1)?)))?;
                facts.spellings = spellings.collect::<rusqlite::Result<_>>()?;
                out.insert(entity, (id, facts, standing));
            }
        }
        Ok(out)
    }

    /// Adds the rows for which one of some conditions holds, and their ends; no row may fulfil two of them.
    pub(super) fn add_evidence(&mut self, conditions: &[&str], parameters: &[&dyn rusqlite::ToSql]) -> Result<()> {
        for condition in conditions {
            let ends = self.ends(condition, parameters);
            self.add_entities(self.store.done(ends)?)?;
            let found = self.rows(condition, parameters);
            self.evidence.extend(self.store.done(found)?);
        }
        Ok(())
    }

    fn ends(&self, condition: &str, parameters: &[&dyn rusqlite::ToSql]) -> rusqlite::Result<BTreeSet<i64>> {
        let mut rows = self.store.db.prepare_cached(&format!("SELECT DISTINCT subject, object FROM evidence e WHERE {condition}"))?;
        let mut rows = rows.query(parameters)?;
        let mut ends = BTreeSet::new();
        while let Some(row) = rows.next()? {
            ends.extend([row.get::<_, i64>(0)?, row.get(1)?]);
        }
        Ok(ends)
    }

    fn rows(&self, condition: &str, parameters: &[&dyn rusqlite::ToSql]) -> rusqlite::Result<Vec<EvidenceRow>> {
        let mut rows = self.store.db.prepare_cached(&format!("{EVIDENCE} WHERE {condition}"))?;
        let mut rows = rows.query(parameters)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(evidence_row(row, &self.ids)?);
        }
        Ok(found)
    }

    /// The nodes so far, as a graph without evidence.
    pub fn nodes(&self) -> &BTreeMap<String, NodeFacts> {
        &self.nodes
    }

    /// Whether there is no evidence so far.
    pub fn is_silent(&self) -> bool {
        self.evidence.is_empty()
    }

    /// The part as a graph.
    ///
    /// # Errors
    /// A damaged file.
    pub fn into_graph(self) -> Result<KnowledgeGraph> {
        let relations = self.store.done(self.store.relations())?;
        let sentences = self.store.done(self.store.sentences())?;
        Ok(KnowledgeGraph::from_parts(self.nodes, relations, self.evidence, sentences).with_standings(self.standings))
    }
}
