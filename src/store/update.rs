//! Changing a store, document by document, as one whole.

use super::lock::{Lock, beside};
use super::{APPLICATION, Digest, Leaf, PATIENCE, VERSION, fault, fold, version};
use crate::error::{Error, Result};
use crate::gazetteer::{Gazetteer, fold_name};
use crate::graph::{EvidenceRow, Named, When, outlet};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

const SCHEMA: &str = include_str!("schema.sql");

/// The index of words holds so many bytes before it writes them. While a store is made much is held, so that little has to be merged later;
/// afterwards it is what `SQLite` takes by itself, so that the file does not tell how it came about.
const LARGE_WORD_BATCHES: &str = "INSERT INTO words (words, rank) VALUES ('hashsize', 67108864)";
const USUAL_WORD_BATCHES: &str = "INSERT INTO words (words, rank) VALUES ('hashsize', 1048576)";

/// What a change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// Documents that were not there.
    pub added: usize,
    /// Documents that were there and say something else now.
    pub changed: usize,
    /// Documents that are no longer there.
    pub removed: usize,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A change of a store. Nothing of it is there before [`Update::finish`]; dropped before, it leaves the store as it was.
#[derive(Debug)]
pub struct Update {
    // Fields drop in this order: the file is closed before the lock goes.
    db: Connection,
    path: PathBuf,
    /// Where a new store is made; none where an old one is changed in its place.
    fresh: Option<Fresh>,
    documents: HashMap<String, Known>,
    entities: HashMap<String, i64>,
    /// Names that were written to `lookup` in this run, as numbers.
    looked_up: HashSet<(i64, u64)>,
    next: Next,
    changes: Changes,
    _lock: Lock,
}

/// A document of the store.
#[derive(Debug, Clone, Copy)]
struct Known {
    document: i64,
    digest: u128,
    first_sentence: i64,
    n_sentences: i64,
}

/// The next free numbers.
#[derive(Debug, Default)]
struct Next {
    document: i64,
    sentence: i64,
    entity: i64,
}

/// The file of a store that is being made; it is removed when it is dropped.
#[derive(Debug)]
struct Fresh {
    file: PathBuf,
    /// Where it goes.
    target: PathBuf,
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.file);
    }
}

impl Update {
    /// Begins to change the store at a place. `recipe` says what analyses depend on beside their documents; where the store has another
    /// one or tables of another version, or is not there, it is made anew. `made` is told to people who look into the file.
    ///
    /// # Errors
    /// Where another process writes to it, the file is no store or read-only, or nothing can be written there.
    pub fn begin(path: &Path, recipe: &str, made: &[(&str, String)]) -> Result<Self> {
        if let Ok(there) = fs::metadata(path) {
            if there.is_dir() {
                return Err(Error::input(path, "is a folder; a store is one file"));
            }
            if there.permissions().readonly() {
                return Err(Error::input(path, "cannot write: the file is read-only"));
            }
        }
        // A link stays a link: what it leads to is changed.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let lock = Lock::take(path, &target)?;
        if let Some(db) = Self::old(path, recipe)? {
            return Self::with(db, path, None, lock);
        }
        let file = beside(&target, "new");
        let db = create(&file, recipe, made).map_err(|error| fault(path, &error))?;
        Self::with(db, path, Some(Fresh { file, target }), lock)
    }

    /// Begins to change a store that is there and has the recipe.
    ///
    /// # Errors
    /// As [`Update::begin`]; and where it is not there or was made by another recipe.
    pub fn change(path: &Path, recipe: &str) -> Result<Self> {
        if let Err(error) = fs::metadata(path) {
            return Err(Error::io(path, "read the store", &error));
        }
        let update = Self::begin(path, recipe, &[])?;
        if update.fresh.is_some() {
            let what =
                "was made by another version of nisba, with other names (-g), decisions or options; give the same ones, or build it again";
            return Err(Error::input(path, what));
        }
        Ok(update)
    }

    /// The store at a place, within a transaction, where it has the recipe.
    fn old(path: &Path, recipe: &str) -> Result<Option<Connection>> {
        if !path.exists() {
            return Ok(None);
        }
        let failed = |error: rusqlite::Error| fault(path, &error);
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
        db.busy_timeout(PATIENCE).map_err(failed)?;
        if version(&db, path)? != VERSION {
            return Ok(None);
        }
        let its: Option<String> =
            db.query_row("SELECT value FROM about WHERE key = 'recipe'", [], |row| row.get(0)).optional().map_err(failed)?;
        if its.as_deref() != Some(recipe) {
            return Ok(None);
        }
        // Readers see the old store until the last moment.
        db.execute_batch(
            "PRAGMA cache_size = -262144; PRAGMA cache_spill = OFF; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE",
        )
        .map_err(failed)?;
        Ok(Some(db))
    }

    fn with(db: Connection, path: &Path, fresh: Option<Fresh>, lock: Lock) -> Result<Self> {
        let mut update = Self {
            db,
            fresh,
            documents: HashMap::new(),
            entities: HashMap::new(),
            looked_up: HashSet::new(),
            next: Next::default(),
            changes: Changes::default(),
            path: path.to_owned(),
            _lock: lock,
        };
        update.load().map_err(|error| fault(&update.path, &error))?;
        Ok(update)
    }

    /// What has to be known of the store to change it.
    fn load(&mut self) -> rusqlite::Result<()> {
        let db = &self.db;
        db.set_prepared_statement_cache_capacity(64);
        db.execute_batch(fold::TOUCHED)?;
        let mut rows = db.prepare("SELECT id, document, digest, first_sentence, n_sentences FROM documents")?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let digest = u128::from_le_bytes(row.get(2)?);
            let known = Known { document: row.get(1)?, digest, first_sentence: row.get(3)?, n_sentences: row.get(4)? };
            self.documents.insert(row.get(0)?, known);
        }
        let mut rows = db.prepare("SELECT id, entity FROM entities")?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            self.entities.insert(row.get(0)?, row.get(1)?);
        }
        let next =
            |column: &str, table: &str| db.query_row(&format!("SELECT coalesce(max({column}), 0) + 1 FROM {table}"), [], |row| row.get(0));
        self.next = Next {
            document: next("document", "documents")?,
            sentence: next("sentence", "sentences")?,
            entity: next("entity", "entities")?,
        };
        Ok(())
    }

    /// The documents as they were read, by id.
    pub fn digests(&self) -> HashMap<String, Digest> {
        self.documents.iter().map(|(id, known)| (id.clone(), Digest(known.digest))).collect()
    }

    /// Whether the store is made anew.
    pub fn is_fresh(&self) -> bool {
        self.fresh.is_some()
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The ids of all documents, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(String::as_str)
    }

    /// Writes a document, in the place of one that has its id. The gazetteer is the one that it was analysed with.
    ///
    /// # Errors
    /// What the system says of the file.
    pub fn put(&mut self, gazetteer: &Gazetteer, leaf: &Leaf) -> Result<()> {
        let replaced = self.delete(&leaf.document.id)?;
        self.insert(gazetteer, leaf).map_err(|error| fault(&self.path, &error))?;
        if replaced {
            self.changes.changed += 1;
        } else {
            self.changes.added += 1;
        }
        Ok(())
    }

    /// Removes a document; false where there is none of this id.
    ///
    /// # Errors
    /// What the system says of the file.
    pub fn remove(&mut self, id: &str) -> Result<bool> {
        let there = self.delete(id)?;
        self.changes.removed += usize::from(there);
        Ok(there)
    }

    fn delete(&mut self, id: &str) -> Result<bool> {
        let Some(known) = self.documents.remove(id) else { return Ok(false) };
        let sentences = known.first_sentence..known.first_sentence + known.n_sentences;
        let remove = || -> rusqlite::Result<()> {
            let db = &self.db;
            for what in fold::TOUCH_DOCUMENT {
                db.prepare_cached(what)?.execute([sentences.start, sentences.end])?;
            }
            let forget = "INSERT INTO words (words, rowid, text) SELECT 'delete', sentence, text FROM sentences WHERE sentence >= ?1 AND sentence < ?2";
            db.prepare_cached(forget)?.execute([sentences.start, sentences.end])?;
            for table in ["evidence", "mentions", "sentences"] {
                let from = format!("DELETE FROM {table} WHERE sentence >= ?1 AND sentence < ?2");
                db.prepare_cached(&from)?.execute([sentences.start, sentences.end])?;
            }
            db.prepare_cached("DELETE FROM documents WHERE document = ?")?.execute([known.document]).map(drop)
        };
        remove().map_err(|error| fault(&self.path, &error))?;
        Ok(true)
    }

    fn insert(&mut self, gazetteer: &Gazetteer, leaf: &Leaf) -> rusqlite::Result<()> {
        let number = self.next.document;
        let first = self.next.sentence;
        let count = i64::try_from(leaf.sentences.len()).unwrap_or(i64::MAX);
        self.next.document += 1;
        self.next.sentence += count;
        self.insert_entities(gazetteer, leaf)?;
        let db = &self.db;
        let document = &leaf.document;
        let metadata = (!document.extra.is_empty()).then(|| serde_json::to_string(&document.extra).unwrap_or_default());
        let fingerprint = leaf.fingerprint.to_bytes();
        let source = document.source.as_deref().filter(|source| !source.trim().is_empty());
        db.prepare_cached("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(params![
            number,
            document.id,
            document.title,
            document.date.map(|date| date.to_string()),
            source,
            source.map(outlet),
            document.url,
            metadata,
            leaf.digest.0.to_le_bytes(),
            fingerprint,
            leaf.signature,
            fingerprint,
            first,
            count,
            leaf.ambiguous
        ])?;
        let mut insert = db.prepare_cached("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?)")?;
        let mut index = db.prepare_cached("INSERT INTO words (rowid, text) VALUES (?, ?)")?;
        for (place, sentence) in (0_i64..).zip(&leaf.sentences) {
            let row = first + place;
            let [start, end] = sentence.span;
            insert.execute(params![row, number, place + 1, start, end, sentence.zone.as_str(), sentence.text])?;
            index.execute(params![row, sentence.text])?;
        }
        let mut insert = db.prepare_cached("INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        for mention in &leaf.mentions {
            let [start, end] = mention.span;
            insert.execute(params![
                first + i64::from(mention.sentence),
                start,
                end,
                number,
                self.entities[&mention.entity],
                mention.actor.as_ref().map(|actor| self.entities[actor]),
                mention.text,
                mention.kind,
                mention.rule,
                mention.uncertain
            ])?;
        }
        let (mut sentence, mut place) = (0, 0_i64);
        for row in &leaf.evidence {
            place = if row.sentence_number == sentence { place + 1 } else { 1 };
            sentence = row.sentence_number;
            let quoted = leaf.sentences.get(sentence as usize - 1).is_some_and(|sentence| sentence.text == row.quote);
            self.insert_evidence(row, (first + i64::from(sentence) - 1, place, number), quoted)?;
        }
        // A new store is folded as a whole.
        for what in fold::TOUCH_DOCUMENT.iter().filter(|_| self.fresh.is_none()) {
            db.prepare_cached(what)?.execute([first, first + count])?;
        }
        let known = Known { document: number, digest: leaf.digest.0, first_sentence: first, n_sentences: count };
        self.documents.insert(document.id.clone(), known);
        Ok(())
    }

    /// Gives the entities of a document their numbers.
    fn insert_entities(&mut self, gazetteer: &Gazetteer, leaf: &Leaf) -> rusqlite::Result<()> {
        let mut insert_word = self.db.prepare_cached("INSERT OR IGNORE INTO lookup VALUES (?, ?)")?;
        let mut look_up = |name: &str, entity: i64| {
            let folded = fold_name(name);
            folded.split(' ').filter(|word| !word.is_empty()).try_for_each(|word| insert_word.execute(params![word, entity]).map(drop))
        };
        let mut insert = self.db.prepare_cached("INSERT INTO entities (entity, id, label, type, attributes) VALUES (?, ?, ?, ?, ?)")?;
        for (id, facts) in &leaf.nodes {
            if !self.entities.contains_key(id) {
                let attributes = serde_json::to_string(&facts.attributes).unwrap_or_default();
                insert.execute(params![self.next.entity, id, facts.label, facts.type_name, attributes])?;
                self.entities.insert(id.clone(), self.next.entity);
                let listed = gazetteer.find_id(id).into_iter().flat_map(|entity| gazetteer.names_of(entity)).map(|name| name.text);
                listed.chain([facts.label.as_str()]).try_for_each(|name| look_up(name, self.next.entity))?;
                self.next.entity += 1;
            }
            let entity = self.entities[id];
            for spelling in facts.spellings.keys() {
                if self.looked_up.insert((entity, number_of(spelling))) {
                    look_up(spelling, entity)?;
                }
            }
        }
        drop((insert, insert_word));
        let mut insert = self.db.prepare_cached("INSERT OR IGNORE INTO relations VALUES (?, ?, ?)")?;
        for (id, facts) in &leaf.relations {
            insert.execute(params![id, facts.label, facts.symmetric])?;
        }
        Ok(())
    }

    fn insert_evidence(&self, row: &EvidenceRow, (sentence, place, document): (i64, i64, i64), quoted: bool) -> rusqlite::Result<()> {
        let text = |named: &Option<Named>| named.as_ref().map(|named| named.text.clone());
        let entity = |named: &Option<Named>| named.as_ref().and_then(|named| named.entity.clone());
        let time = |part: fn(&When) -> Option<String>| row.date.as_ref().and_then(part);
        let insert = "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let values = params![
            sentence,
            place,
            document,
            self.entities[&row.subject],
            row.relation,
            self.entities[&row.object],
            row.subject_span[0],
            row.subject_span[1],
            row.object_span[0],
            row.object_span[1],
            row.trigger.map(|trigger| trigger[0]),
            row.trigger.map(|trigger| trigger[1]),
            row.polarity.as_str(),
            row.modality.as_str(),
            text(&row.attribution),
            entity(&row.attribution),
            text(&row.place),
            entity(&row.place),
            time(|date| Some(date.text.clone())),
            time(|date| date.from.clone()),
            time(|date| date.until.clone()),
            row.mode,
            row.rule,
            row.confidence.as_str(),
            (!quoted).then_some(&row.quote),
        ];
        self.db.prepare_cached(insert)?.execute(values).map(drop)
    }

    /// Folds what was touched, and puts the store in its place. Where nothing was changed the file stays as it is.
    ///
    /// # Errors
    /// What the system says of the file; the store is as it was before then.
    pub fn finish(self) -> Result<Changes> {
        let Self { db, path, fresh, changes, _lock: lock, .. } = self;
        let failed = |error: rusqlite::Error| fault(&path, &error);
        match fresh {
            None if changes.is_empty() => {}
            None => {
                fold::fold(&db, false).map_err(failed)?;
                db.execute_batch("COMMIT").map_err(failed)?;
            }
            Some(fresh) => {
                fold::fold(&db, true).map_err(failed)?;
                db.execute_batch(USUAL_WORD_BATCHES).map_err(failed)?;
                db.execute_batch("COMMIT").map_err(failed)?;
                db.close().map_err(|(_, error)| failed(error))?;
                let put = || -> std::io::Result<()> {
                    File::open(&fresh.file)?.sync_all()?;
                    fs::rename(&fresh.file, &fresh.target)
                };
                put().map_err(|error| Error::io(&path, "write", &error))?;
            }
        }
        drop(lock);
        Ok(changes)
    }
}

/// An empty store beside its place.
fn create(path: &Path, recipe: &str, made: &[(&str, String)]) -> rusqlite::Result<Connection> {
    // What a killed process left behind: nobody else has the lock.
    let _ = fs::remove_file(path);
    let db = Connection::open(path)?;
    // Nobody sees the file before it is whole, so nothing has to be undone or kept safe on the way.
    db.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = 8192")?;
    db.execute_batch("PRAGMA cache_size = -262144; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF; BEGIN")?;
    db.execute_batch(SCHEMA)?;
    db.execute_batch(LARGE_WORD_BATCHES)?;
    db.pragma_update(None, "application_id", APPLICATION)?;
    db.pragma_update(None, "user_version", VERSION)?;
    let mut insert = db.prepare("INSERT INTO about VALUES (?, ?)")?;
    let program = format!("nisba {}", env!("CARGO_PKG_VERSION"));
    for (key, value) in
        [("program", program.as_str()), ("recipe", recipe)].into_iter().chain(made.iter().map(|(key, value)| (*key, value.as_str())))
    {
        insert.execute([key, value])?;
    }
    drop(insert);
    Ok(db)
}

/// A name as a number: two names of an entity have the same one hardly ever, and then one of them is found by the other's words.
fn number_of(name: &str) -> u64 {
    twox_hash::XxHash3_64::oneshot(name.as_bytes())
}
