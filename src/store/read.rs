//! Reading a store: the whole graph, or the part of it that a question needs.

use super::{PATIENCE, check, fault};
use crate::error::{Error, Result};
use crate::graph::{EvidenceRow, Fingerprint, KnowledgeGraph, Named, NodeFacts, RelationFacts, Standing, When, Word};
use crate::relation::CO_OCCURS;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// A store that is open for reading.
#[derive(Debug)]
pub struct Store {
    pub(super) db: Connection,
    path: PathBuf,
}

/// How much there is in a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Their sentences.
    pub sentences: u64,
    /// Names that fit several entities and were left open.
    pub ambiguous: u64,
    /// Entities.
    pub entities: u64,
    /// Edges but for co-occurrences.
    pub relations: u64,
    /// What is said as a fact, co-occurrences apart.
    pub evidence: u64,
    /// Pairs that are only named together.
    pub cooccurrences: u64,
}

/// The columns of an entity, in the order of [`found`].
pub(super) const ENTITIES: &str = "
    SELECT entity, id, label, type, attributes, n_mentions, n_sentences, n_documents, first_date, last_date, uncertain, pagerank, community, degree, strength, betweenness
    FROM entities";

/// The columns of an evidence row, in the order of [`evidence_row`].
pub(super) const EVIDENCE: &str = "
    SELECT e.subject, e.relation, e.object, d.id, t.number, t.\"start\", t.\"end\", e.subject_start, e.subject_end, e.object_start, e.object_end,
      e.trigger_start, e.trigger_end, coalesce(e.quote, t.text), e.polarity, e.modality, e.attribution, e.attribution_entity, e.place,
      e.place_entity, e.time, e.time_from, e.time_until, e.mode, e.rule, e.confidence, t.zone, d.date, d.source, d.fingerprint, d.cluster
    FROM evidence e CROSS JOIN sentences t ON t.sentence = e.sentence CROSS JOIN documents d ON d.document = e.document";

/// Entities by their numbers.
pub(super) type Ids = HashMap<i64, String>;

impl Store {
    /// Opens a store.
    ///
    /// # Errors
    /// Where it is not there, cannot be read, or is no store of this version.
    pub fn open(path: &Path) -> Result<Self> {
        if let Err(error) = std::fs::metadata(path) {
            return Err(Error::io(path, "read the store", &error));
        }
        // What a killed process left half done is undone by whoever opens the file next, who must be allowed to write for that.
        let open = |flags| Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        let db = open(OpenFlags::SQLITE_OPEN_READ_WRITE).or_else(|_| open(OpenFlags::SQLITE_OPEN_READ_ONLY));
        let db = db.map_err(|error| fault(path, &error))?;
        db.busy_timeout(PATIENCE).map_err(|error| fault(path, &error))?;
        check(&db, path)?;
        // One transaction: all questions see the same state, and the file is locked once and not for each of thousands of look-ups.
        db.execute_batch("PRAGMA query_only = ON; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY; BEGIN")
            .map_err(|error| fault(path, &error))?;
        Ok(Self { db, path: path.to_owned() })
    }

    /// What the store says of itself, by key.
    ///
    /// # Errors
    /// A damaged file.
    pub fn about(&self, key: &str) -> Result<Option<String>> {
        self.done(self.db.query_row("SELECT value FROM about WHERE key = ?", [key], |row| row.get(0)).optional())
    }

    /// How much there is.
    ///
    /// # Errors
    /// A damaged file.
    pub fn counts(&self) -> Result<Counts> {
        let count = |what: &str| self.done(self.db.query_row(&format!("SELECT {what}"), [], |row| row.get(0)));
        Ok(Counts {
            documents: count("count(*) FROM documents")?,
            sentences: count("coalesce(sum(n_sentences), 0) FROM documents")?,
            ambiguous: count("coalesce(sum(n_ambiguous), 0) FROM documents")?,
            entities: count("count(*) FROM entities")?,
            relations: count(&format!("count(*) FROM edges WHERE weight > 0 AND relation <> '{CO_OCCURS}'"))?,
            evidence: count(&format!("coalesce(sum(n_evidence), 0) FROM edges WHERE relation <> '{CO_OCCURS}'"))?,
            cooccurrences: count(&format!("count(*) FROM edges WHERE relation = '{CO_OCCURS}'"))?,
        })
    }

    /// How many entities there are.
    ///
    /// # Errors
    /// A damaged file.
    pub fn n_entities(&self) -> Result<usize> {
        self.done(self.db.query_row("SELECT count(*) FROM entities", [], |row| row.get(0)))
    }

    /// The whole graph with all evidence.
    ///
    /// # Errors
    /// A damaged file.
    pub fn graph(&self) -> Result<KnowledgeGraph> {
        self.done(self.whole())
    }

    pub(super) fn done<T>(&self, result: rusqlite::Result<T>) -> Result<T> {
        result.map_err(|error| fault(&self.path, &error))
    }

    pub(super) fn relations(&self) -> rusqlite::Result<BTreeMap<String, RelationFacts>> {
        let mut rows = self.db.prepare("SELECT relation, label, symmetric FROM relations")?;
        let facts = rows.query_map([], |row| Ok((row.get(0)?, RelationFacts { label: row.get(1)?, symmetric: row.get(2)? })))?;
        facts.collect()
    }

    /// Sentences that name somebody.
    pub(super) fn sentences(&self) -> rusqlite::Result<u64> {
        let number = "SELECT CAST(value AS INTEGER) FROM about WHERE key = 'sentences'";
        Ok(self.db.query_row(number, [], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// Those entities that are wanted, read one after the other.
    pub(super) fn entities(&self, wanted: impl Fn(i64) -> bool) -> rusqlite::Result<BTreeMap<i64, Found>> {
        let mut out = BTreeMap::new();
        let mut rows = self.db.prepare(ENTITIES)?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let entity = row.get(0)?;
            if wanted(entity) {
                out.insert(entity, found(row)?);
            }
        }
        let mut names = self.db.prepare("SELECT entity, name, n FROM names")?;
        let mut names = names.query([])?;
        while let Some(row) = names.next()? {
            if let Some((_, facts, _)) = out.get_mut(&row.get(0)?) {
                facts.spellings.insert(row.get(1)?, row.get(2)?);
            }
        }
        Ok(out)
    }

    fn whole(&self) -> rusqlite::Result<KnowledgeGraph> {
        let entities = self.entities(|_| true)?;
        let ids: Ids = entities.iter().map(|(entity, (id, ..))| (*entity, id.clone())).collect();
        let mut evidence = Vec::new();
        let mut rows = self.db.prepare(EVIDENCE)?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            evidence.push(evidence_row(row, &ids)?);
        }
        let nodes = entities.into_values().map(|(id, facts, _)| (id, facts)).collect();
        Ok(KnowledgeGraph::from_parts(nodes, self.relations()?, evidence, self.sentences()?))
    }
}

/// The id of an entity, what is known of it but for its spellings, and what it is in the whole.
pub(super) type Found = (String, NodeFacts, Standing);

/// An entity of [`ENTITIES`].
pub(super) fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    let facts = NodeFacts {
        label: row.get(2)?,
        type_name: row.get(3)?,
        attributes: json(row, 4)?,
        spellings: BTreeMap::new(),
        n_mentions: row.get(5)?,
        n_sentences: row.get(6)?,
        n_documents: row.get(7)?,
        first_date: row.get(8)?,
        last_date: row.get(9)?,
        uncertain: json(row, 10)?,
    };
    let standing = Standing {
        pagerank: row.get(11)?,
        community: row.get(12)?,
        degree: row.get(13)?,
        strength: row.get(14)?,
        betweenness: row.get(15)?,
    };
    Ok((row.get(1)?, facts, standing))
}

fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error)))
}

pub(super) fn word<T: Word>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    T::of(text).ok_or_else(|| wrong(column, format!("\"{text}\" is no word of nisba")))
}

fn wrong(column: usize, what: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, what.into())
}

pub(super) fn evidence_row(row: &Row<'_>, ids: &Ids) -> rusqlite::Result<EvidenceRow> {
    let id = |column| {
        let entity: i64 = row.get(column)?;
        ids.get(&entity).cloned().ok_or_else(|| wrong(column, format!("there is no entity {entity}")))
    };
    let span = |column| Ok::<_, rusqlite::Error>([row.get(column)?, row.get(column + 1)?]);
    let trigger = row.get::<_, Option<usize>>(11)?.map(|_| span(11)).transpose()?;
    let named = |column: usize| {
        let text: Option<String> = row.get(column)?;
        text.map(|text| Ok::<_, rusqlite::Error>(Named { entity: row.get(column + 1)?, text })).transpose()
    };
    let time: Option<String> = row.get(20)?;
    let [fingerprint, cluster] = [Fingerprint::from_bytes(row.get(29)?), Fingerprint::from_bytes(row.get(30)?)];
    Ok(EvidenceRow {
        subject: id(0)?,
        relation: row.get(1)?,
        object: id(2)?,
        document: row.get(3)?,
        sentence_number: row.get(4)?,
        sentence: span(5)?,
        subject_span: span(7)?,
        object_span: span(9)?,
        trigger,
        quote: row.get(13)?,
        polarity: word(row, 14)?,
        modality: word(row, 15)?,
        attribution: named(16)?,
        place: named(18)?,
        date: time.map(|text| Ok::<_, rusqlite::Error>(When { text, from: row.get(21)?, until: row.get(22)? })).transpose()?,
        mode: row.get(23)?,
        rule: row.get(24)?,
        confidence: word(row, 25)?,
        zone: word(row, 26)?,
        document_date: row.get(27)?,
        source: row.get(28)?,
        fingerprint,
        cluster: (cluster != fingerprint).then_some(cluster),
    })
}
