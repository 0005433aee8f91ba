//! What depends on several documents, folded again from the rows that it depends on.

use crate::graph::{Fingerprint, Signature, Standing, clusters, standings};
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// What was touched since the store was opened.
pub(super) const TOUCHED: &str = "
    CREATE TEMP TABLE touched_entities (entity INTEGER PRIMARY KEY);
    CREATE TEMP TABLE touched_edges (subject INTEGER, relation TEXT, object INTEGER, PRIMARY KEY (subject, relation, object)) WITHOUT ROWID;";

/// Touches what the sentences from ?1 to ?2 tell of.
pub(super) const TOUCH_DOCUMENT: [&str; 2] = [
    "INSERT OR IGNORE INTO touched_entities
     SELECT entity FROM mentions WHERE sentence >= ?1 AND sentence < ?2
     UNION SELECT actor FROM mentions WHERE sentence >= ?1 AND sentence < ?2 AND actor IS NOT NULL
     UNION SELECT subject FROM evidence WHERE sentence >= ?1 AND sentence < ?2
     UNION SELECT object FROM evidence WHERE sentence >= ?1 AND sentence < ?2",
    "INSERT OR IGNORE INTO touched_edges
     SELECT subject, relation, object FROM evidence WHERE sentence >= ?1 AND sentence < ?2",
];

const TOUCH_ALL: &str = "
    INSERT INTO touched_entities SELECT entity FROM entities;
    INSERT OR IGNORE INTO touched_edges SELECT subject, relation, object FROM evidence;";

const INDEXES: &str = include_str!("indexes.sql");

/// Forgets the entities of which nothing is left.
const GONE: &str = "
    DELETE FROM entities WHERE entity IN touched_entities
      AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.entity = entities.entity)
      AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.actor = entities.entity)
      AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.subject = entities.entity)
      AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.object = entities.entity);
    DELETE FROM lookup WHERE entity IN touched_entities AND entity NOT IN (SELECT entity FROM entities);";

/// The same counts as `GraphBuilder` makes of one document, over all of them.
const ENTITIES: &str = "
    DELETE FROM names WHERE entity IN touched_entities;
    INSERT INTO names
    SELECT entity, text, count(*) FROM mentions
    WHERE entity IN touched_entities AND kind NOT IN ('title', 'pronoun') AND text <> '' GROUP BY entity, text;
    UPDATE entities SET
      n_mentions = (SELECT count(*) FROM mentions m WHERE m.entity = entities.entity)
                 + (SELECT count(*) FROM mentions m WHERE m.actor = entities.entity),
      n_sentences = (SELECT count(*) FROM (SELECT sentence FROM mentions m WHERE m.entity = entities.entity
                                     UNION SELECT sentence FROM mentions m WHERE m.actor = entities.entity)),
      (n_documents, first_date, last_date) = (
        SELECT count(*), min(date), max(date) FROM documents WHERE document IN (
                SELECT document FROM mentions m WHERE m.entity = entities.entity
          UNION SELECT document FROM mentions m WHERE m.actor = entities.entity
          UNION SELECT document FROM evidence e WHERE e.subject = entities.entity
          UNION SELECT document FROM evidence e WHERE e.object = entities.entity)),
      uncertain = (SELECT json_group_array(entry) FROM (
        SELECT DISTINCT text || ' (' || rule || ')' AS entry FROM mentions m WHERE m.entity = entities.entity AND uncertain ORDER BY entry))
    WHERE entity IN touched_entities;";

/// The same numbers as `Edge` has in a view that leaves nothing out.
const EDGES: &str = "
    DELETE FROM edges WHERE (subject, relation, object) IN (SELECT subject, relation, object FROM touched_edges);
    INSERT INTO edges
    SELECT t.subject, t.relation, t.object,
      count(DISTINCT iif(e.modality = 'asserted' AND e.polarity = 'positive', d.cluster, NULL)),
      count(iif(e.modality = 'asserted' AND e.polarity = 'positive', 1, NULL)),
      count(DISTINCT iif(e.modality = 'asserted' AND e.polarity = 'positive', d.document, NULL)),
      max(1, count(DISTINCT iif(e.modality = 'asserted' AND e.polarity = 'positive', d.outlet, NULL))),
      sum(e.modality = 'asserted'), sum(e.modality = 'planned'), sum(e.modality = 'possible'), sum(e.modality = 'denied'),
      sum(e.polarity = 'negative'),
      min(iif(e.modality = 'asserted' AND e.polarity = 'positive', coalesce(e.time_from, e.time_until, d.date), NULL)),
      max(iif(e.modality = 'asserted' AND e.polarity = 'positive', coalesce(e.time_until, e.time_from, d.date), NULL)),
      count(*), count(DISTINCT d.cluster)
    FROM touched_edges t
    CROSS JOIN evidence e ON e.subject = t.subject AND e.object = t.object AND e.relation = t.relation
    CROSS JOIN documents d ON d.document = e.document
    GROUP BY t.subject, t.relation, t.object;
    DELETE FROM relations WHERE relation NOT IN (SELECT relation FROM edges);
    INSERT OR REPLACE INTO about SELECT 'sentences', count(*) FROM (SELECT DISTINCT sentence FROM mentions);";

/// Folds what was touched, or everything.
pub(super) fn fold(db: &Connection, everything: bool) -> rusqlite::Result<()> {
    db.execute_batch(INDEXES)?;
    if everything {
        db.execute_batch(TOUCH_ALL)?;
    }
    settle_clusters(db)?;
    db.execute_batch(GONE)?;
    db.execute_batch(EDGES)?;
    let whole = Whole::read(db)?;
    // The measures and what the file has to do for the entities take about as long, and neither needs the other.
    let mut measures = Vec::new();
    rayon::in_place_scope(|threads| {
        threads.spawn(|_| measures = standings(whole.entities.len(), &whole.edges));
        db.execute_batch(ENTITIES)
    })?;
    whole.write(db, &measures)
}

/// Tells near-duplicates again, from all documents, and touches the edges of documents that come to another cluster.
fn settle_clusters(db: &Connection) -> rusqlite::Result<()> {
    let mut documents = Vec::new();
    let mut rows = db.prepare("SELECT document, fingerprint, signature, cluster, first_sentence, n_sentences FROM documents")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let signature = row.get_ref(2)?.as_blob_or_null()?.and_then(Signature::from_bytes).unwrap_or_default();
        let first: i64 = row.get(4)?;
        let sentences = [first, first + row.get::<_, i64>(5)?];
        let [own, cluster] = [1, 3].map(|column| row.get(column).map(Fingerprint::from_bytes));
        documents.push((row.get::<_, i64>(0)?, own?, signature, cluster?, sentences));
    }
    let texts: Vec<_> = documents.iter().map(|(_, fingerprint, signature, ..)| (*fingerprint, signature)).collect();
    let (mut update, mut touch) = (db.prepare("UPDATE documents SET cluster = ?2 WHERE document = ?1")?, db.prepare(TOUCH_DOCUMENT[1])?);
    for ((document, .., before, sentences), cluster) in documents.iter().zip(clusters(&texts)) {
        if *before != cluster {
            update.execute(params![document, cluster.to_bytes()])?;
            touch.execute(*sentences)?;
        }
    }
    Ok(())
}

/// Who is joined to whom: the entities in the order of their ids, and pairs of their places with what is said of both as a fact.
struct Whole {
    entities: Vec<i64>,
    edges: Vec<(u32, u32, u64)>,
}

impl Whole {
    fn read(db: &Connection) -> rusqlite::Result<Self> {
        let mut rows = db.prepare("SELECT entity FROM entities ORDER BY id")?;
        let entities: Vec<i64> = rows.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let places: HashMap<i64, u32> = entities.iter().copied().zip(0..).collect();
        let mut edges = Vec::new();
        let mut rows = db.prepare("SELECT subject, object, weight FROM edges WHERE weight > 0 AND subject <> object")?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let (subject, object): (i64, i64) = (row.get(0)?, row.get(1)?);
            if let (Some(&a), Some(&b)) = (places.get(&subject), places.get(&object)) {
                edges.push((a, b, row.get::<_, u64>(2)?));
            }
        }
        Ok(Self { entities, edges })
    }

    /// Writes what each entity is.
    fn write(&self, db: &Connection, standings: &[Standing]) -> rusqlite::Result<()> {
        let mut update = db.prepare(
            "UPDATE entities SET pagerank = ?2, community = ?3, degree = ?4, strength = ?5, betweenness = ?6
             WHERE entity = ?1 AND (pagerank, community, degree, strength, betweenness) <> (?2, ?3, ?4, ?5, ?6)",
        )?;
        for (entity, standing) in self.entities.iter().zip(standings) {
            let Standing { pagerank, community, degree, strength, betweenness } = standing;
            update.execute(params![entity, pagerank, community, degree, strength, betweenness])?;
        }
        Ok(())
    }
}
