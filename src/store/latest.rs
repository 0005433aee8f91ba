//! The latest of what is said of an entity, found without reading the rest.

use super::Part;
use super::read::word;
use crate::error::Result;
use crate::graph::{Filter, LeftOut, Span, Statement, latest};
use rusqlite::{Connection, params};

/// A row of evidence by its key.
type Key = (i64, i64);

/// What decides whether a row belongs to a timeline, and where. The sentence and what else is said are not looked at. In the order of the
/// keys, which is the order on the disk, rows are found much faster than in that of the index.
const STATEMENTS: &str = "
    SELECT e.sentence, e.number, e.relation, e.modality, e.polarity, e.time_from, e.time_until, d.date
    FROM (SELECT sentence, number FROM evidence WHERE subject = ?1 UNION SELECT sentence, number FROM evidence WHERE object = ?1) AS own
    CROSS JOIN evidence e ON e.sentence = own.sentence AND e.number = own.number CROSS JOIN documents d ON d.document = e.document";

impl Part<'_> {
    /// Adds so much of what is said of an entity of the part and kept by a filter, the latest as [`crate::graph::KnowledgeGraph::timeline`]
    /// takes it. Tells what is left out.
    ///
    /// # Errors
    /// A damaged file.
    pub fn add_latest(&mut self, id: &str, filter: &Filter, limit: usize) -> Result<LeftOut> {
        let Some(entity) = self.number(id)? else { return Ok(LeftOut::default()) };
        let rows = statements(&self.store.db, entity, filter);
        let (rows, left_out) = latest(self.store.done(rows)?, limit);
        for (_, (sentence, number)) in rows {
            self.add_evidence(&["e.sentence = ?1 AND e.number = ?2"], params![sentence, number])?;
        }
        Ok(left_out)
    }
}

/// The rows of an entity that a filter keeps, with their times.
fn statements(db: &Connection, entity: i64, filter: &Filter) -> rusqlite::Result<Vec<(Option<Span>, Key)>> {
    let mut rows = db.prepare(STATEMENTS)?;
    let mut rows = rows.query([entity])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let date = |column: usize| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str_or_null()?);
        let statement = Statement {
            relation: row.get_ref(2)?.as_str()?,
            modality: word(row, 3)?,
            polarity: word(row, 4)?,
            said: [date(5)?, date(6)?],
            document_date: date(7)?,
        };
        if filter.admits(&statement) {
            found.push((Span::of(&statement), (row.get(0)?, row.get(1)?)));
        }
    }
    Ok(found)
}
