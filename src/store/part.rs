//! The part of a store that a question needs, as a graph of its own.

use super::Store;
use super::read::{ENTITIES, EVIDENCE, Ids, evidence_row, node};
use crate::error::Result;
use crate::gazetteer::fold_name;
use crate::graph::{EvidenceRow, KnowledgeGraph, NodeFacts, Standing};
use rusqlite::{OptionalExtension as _, Row, params};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A part of a store that grows. Its entities have the numbers, ranks and communities that they have in the whole.
#[derive(Debug)]
pub struct Part<'s> {
    store: &'s Store,
    ids: Ids,
    nodes: BTreeMap<String, NodeFacts>,
    standings: BTreeMap<String, Standing>,
    evidence: Vec<EvidenceRow>,
}

/// The id of an entity, what is known of it, and what it is in the whole.
type Found = (String, NodeFacts, Standing);

/// Ways are looked for over so many edges; beyond, the whole graph is the better place.
const WAYS: usize = 200_000;

/// The end of all words that begin with another.
fn after(word: &str) -> String {
    format!("{word}\u{10ffff}")
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

    /// Adds so many entities, those first that have the highest rank, or the highest degree.
    ///
    /// # Errors
    /// A damaged file.
    pub fn add_top(&mut self, limit: usize, by_degree: bool) -> Result<()> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let by = if by_degree { "degree" } else { "pagerank" };
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

    /// Adds everything that is said along the shortest ways between two entities, and along those that are up to `longer` steps longer.
    /// False where that would be so much that the whole graph is the better place to look.
    ///
    /// # Errors
    /// A damaged file.
    pub fn add_ways(&mut self, a: &str, b: &str, longer: usize) -> Result<bool> {
        let (Some(a), Some(b)) = (self.number(a)?, self.number(b)?) else { return Ok(true) };
        let pairs = self.ways(a, b, longer);
        let Some(pairs) = self.store.done(pairs)? else { return Ok(false) };
        for (a, b) in pairs {
            self.add_evidence(&["e.subject = ?1 AND e.object = ?2", "e.subject = ?2 AND e.object = ?1"], params![a, b])?;
        }
        Ok(true)
    }

    /// The joined pairs on these ways, each once; none where there are too many.
    fn ways(&self, a: i64, b: i64, longer: usize) -> rusqlite::Result<Option<BTreeSet<(i64, i64)>>> {
        let mut sides = [Side::new(a), Side::new(b)];
        let (mut around, mut seen) = (Joined::new(), 0);
        // The smaller rim goes on until the two meet, and then until both together reach as far as the longest way: whatever lies on a way
        // is then next to something that one of the two has looked at.
        let mut limit = None;
        while limit.is_none_or(|limit| sides[0].radius + sides[1].radius < limit) {
            let smaller = usize::from(sides[1].rim.len() < sides[0].rim.len());
            let one = if sides[smaller].rim.is_empty() { 1 - smaller } else { smaller };
            if sides[one].rim.is_empty() {
                break;
            }
            seen += sides[one].grow(self, &mut around)?;
            if seen > WAYS {
                return Ok(None);
            }
            limit = limit.or_else(|| sides[0].meets(&sides[1]).map(|shortest| shortest + longer));
        }
        let Some(limit) = limit else { return Ok(Some(BTreeSet::new())) };
        let [from, to] = [a, b].map(|end| distances(&around, end, limit));
        let length = |one: i64, other: i64| Some(from.get(&one)? + 1 + to.get(&other)?);
        let joined = around.iter().flat_map(|(&one, others)| others.iter().map(move |&other| (one, other)));
        let on_a_way = joined.filter(|&(one, other)| length(one, other).is_some_and(|length| length <= limit));
        Ok(Some(on_a_way.map(|(one, other)| (one.min(other), one.max(other))).collect()))
    }

    fn number(&self, id: &str) -> Result<Option<i64>> {
        self.store.done(self.store.db.query_row("SELECT entity FROM entities WHERE id = ?", [id], |row| row.get(0)).optional())
    }

    fn add_entities(&mut self, entities: BTreeSet<i64>) -> Result<()> {
        for entity in entities {
            if !self.ids.contains_key(&entity) {
                let found = self.entity(entity);
                if let Some((id, facts, standing)) = self.store.done(found)? {
                    self.ids.insert(entity, id.clone());
                    self.standings.insert(id.clone(), standing);
                    self.nodes.insert(id, facts);
                }
            }
        }
        Ok(())
    }

    fn entity(&self, entity: i64) -> rusqlite::Result<Option<Found>> {
        let db = &self.store.db;
        let mut rows = db.prepare_cached(&format!("{ENTITIES} WHERE entity = ?"))?;
        let standing = |row: &Row<'_>| {
            let (pagerank, community) = (row.get(11)?, row.get(12)?);
            Ok::<_, rusqlite::Error>(Standing { pagerank, community, degree: row.get(13)?, strength: row.get(14)? })
        };
        let found = rows.query_row([entity], |row| Ok((row.get(1)?, node(row)?, standing(row)?))).optional()?;
        let Some((id, mut facts, standing)) = found else { return Ok(None) };
        let mut names = db.prepare_cached("SELECT name, n FROM names WHERE entity = ?")?;
        facts.spellings = names.query_map([entity], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        Ok(Some((id, facts, standing)))
    }

    /// Adds the rows for which one of some conditions holds, and their ends; no row may fulfil two of them.
    fn add_evidence(&mut self, conditions: &[&str], parameters: &[&dyn rusqlite::ToSql]) -> Result<()> {
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

/// Who is joined to whom, as far as it was looked at.
type Joined = HashMap<i64, Vec<i64>>;

/// What is so many steps away from one end.
struct Side {
    steps: HashMap<i64, usize>,
    rim: Vec<i64>,
    radius: usize,
}

impl Side {
    fn new(entity: i64) -> Self {
        Self { steps: HashMap::from([(entity, 0)]), rim: vec![entity], radius: 0 }
    }

    /// One step further; gives the number of pairs that were looked at.
    fn grow(&mut self, part: &Part<'_>, around: &mut Joined) -> rusqlite::Result<usize> {
        let query =
            "SELECT object FROM edges WHERE subject = ?1 AND weight > 0 UNION SELECT subject FROM edges WHERE object = ?1 AND weight > 0";
        let mut rows = part.store.db.prepare_cached(query)?;
        let (mut next, mut seen) = (Vec::new(), 0);
        self.radius += 1;
        for &entity in &self.rim {
            let others: Vec<i64> = rows.query_map([entity], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            seen += others.len();
            for &other in &others {
                around.entry(other).or_default().push(entity);
                if let Entry::Vacant(free) = self.steps.entry(other) {
                    free.insert(self.radius);
                    next.push(other);
                }
            }
            around.entry(entity).or_default().extend(others);
        }
        self.rim = next;
        Ok(seen)
    }

    /// The length of the shortest way, where the two have met.
    fn meets(&self, other: &Self) -> Option<usize> {
        let (less, more) = if self.steps.len() < other.steps.len() { (self, other) } else { (other, self) };
        less.steps.iter().filter_map(|(entity, steps)| Some(steps + more.steps.get(entity)?)).min()
    }
}

/// How far away everything is that is not farther than `limit`.
fn distances(around: &Joined, end: i64, limit: usize) -> HashMap<i64, usize> {
    let mut steps = HashMap::from([(end, 0)]);
    let mut rim = vec![end];
    for radius in 1..=limit {
        let others = rim.iter().flat_map(|entity| around.get(entity).into_iter().flatten().copied());
        let next: Vec<i64> = others.filter(|other| !steps.contains_key(other)).collect::<BTreeSet<_>>().into_iter().collect();
        steps.extend(next.iter().map(|&entity| (entity, radius)));
        rim = next;
    }
    steps
}
