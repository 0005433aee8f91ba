-- The tables of a store. Positions count Unicode code points of the document's text; ends are exclusive.

-- What the store was made with: program, recipe, options.
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The documents. `digest` is of all that was read, `fingerprint` of the words of the text, and `signature` tells near-duplicates.
-- Documents of one `cluster` (the least fingerprint of its documents) count as one; `outlet` is the source as it counts. `first_sentence` and `n_sentences` say which rows of `sentences` are its own.
CREATE TABLE documents (
  document       INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  title          TEXT,
  date           TEXT,
  source         TEXT,
  outlet         TEXT,
  url            TEXT,
  metadata       TEXT,
  digest         BLOB NOT NULL,
  fingerprint    BLOB NOT NULL,
  signature      BLOB,
  cluster        BLOB NOT NULL,
  first_sentence INTEGER NOT NULL,
  n_sentences    INTEGER NOT NULL,
  n_ambiguous    INTEGER NOT NULL
);

-- Every sentence, white space collapsed. `number` counts from 1 in its document.
CREATE TABLE sentences (
  sentence INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  number   INTEGER NOT NULL,
  "start"  INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  zone     TEXT NOT NULL,
  text     TEXT NOT NULL
);

-- Their words: SELECT text FROM words JOIN sentences ON rowid = sentence WHERE words MATCH '"air strike" NOT drill'
CREATE VIRTUAL TABLE words USING fts5 (text, content = 'sentences', content_rowid = 'sentence', tokenize = 'unicode61 remove_diacritics 2');

-- Who and what the documents name. The numbers are folded from `mentions` and `evidence`; community, degree (how many others it is joined
-- to), strength (the sum of the weights), pagerank and betweenness are those of the whole graph. `attributes` and `uncertain` are JSON.
CREATE TABLE entities (
  entity      INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  label       TEXT NOT NULL,
  type        TEXT NOT NULL,
  attributes  TEXT NOT NULL,
  n_mentions  INTEGER NOT NULL DEFAULT 0,
  n_sentences INTEGER NOT NULL DEFAULT 0,
  n_documents INTEGER NOT NULL DEFAULT 0,
  first_date  TEXT,
  last_date   TEXT,
  uncertain   TEXT NOT NULL DEFAULT '[]',
  community   INTEGER NOT NULL DEFAULT 0,
  degree      INTEGER NOT NULL DEFAULT 0,
  strength    INTEGER NOT NULL DEFAULT 0,
  pagerank    REAL NOT NULL DEFAULT 0,
  betweenness REAL NOT NULL DEFAULT 0
);

-- How the documents write them, and how often.
CREATE TABLE names (
  entity INTEGER NOT NULL REFERENCES entities,
  name   TEXT NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (entity, name)
) WITHOUT ROWID;

-- The words of their names, as they are looked up: folded, of the texts and of the gazetteer. There may be more than the names that are left.
CREATE TABLE lookup (
  word   TEXT NOT NULL,
  entity INTEGER NOT NULL REFERENCES entities,
  PRIMARY KEY (word, entity)
) WITHOUT ROWID;

-- Every place that names an entity, outside of boilerplate. `actor` is the entity that the words stand for where that is another one.
CREATE TABLE mentions (
  sentence  INTEGER NOT NULL REFERENCES sentences,
  "start"   INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  document  INTEGER NOT NULL REFERENCES documents,
  entity    INTEGER NOT NULL REFERENCES entities,
  actor     INTEGER REFERENCES entities,
  text      TEXT NOT NULL,
  kind      TEXT NOT NULL,
  rule      TEXT NOT NULL,
  uncertain INTEGER NOT NULL,
  PRIMARY KEY (sentence, "start", "end")
) WITHOUT ROWID;

-- One sentence that joins two entities: the atom of the graph. `quote` is there where a sentence is too long to be quoted whole.
CREATE TABLE evidence (
  sentence           INTEGER NOT NULL REFERENCES sentences,
  number             INTEGER NOT NULL,
  document           INTEGER NOT NULL REFERENCES documents,
  subject            INTEGER NOT NULL REFERENCES entities,
  relation           TEXT NOT NULL REFERENCES relations,
  object             INTEGER NOT NULL REFERENCES entities,
  subject_start      INTEGER NOT NULL,
  subject_end        INTEGER NOT NULL,
  object_start       INTEGER NOT NULL,
  object_end         INTEGER NOT NULL,
  trigger_start      INTEGER,
  trigger_end        INTEGER,
  polarity           TEXT NOT NULL,
  modality           TEXT NOT NULL,
  attribution        TEXT,
  attribution_entity TEXT,
  place              TEXT,
  place_entity       TEXT,
  time               TEXT,
  time_from          TEXT,
  time_until         TEXT,
  mode               TEXT,
  rule               TEXT NOT NULL,
  confidence         TEXT NOT NULL,
  quote              TEXT,
  PRIMARY KEY (sentence, number)
) WITHOUT ROWID;

-- The relations of the evidence.
CREATE TABLE relations (relation TEXT PRIMARY KEY, label TEXT NOT NULL, symmetric INTEGER NOT NULL) WITHOUT ROWID;

-- The evidence of two entities and a relation, folded. The numbers up to `last_date` are those of the exports: of what is said as a fact,
-- but for asserted to negated, which count everything. `n_all` and `weight_all` count everything too.
CREATE TABLE edges (
  subject     INTEGER NOT NULL REFERENCES entities,
  relation    TEXT NOT NULL REFERENCES relations,
  object      INTEGER NOT NULL REFERENCES entities,
  weight      INTEGER NOT NULL,
  n_evidence  INTEGER NOT NULL,
  n_documents INTEGER NOT NULL,
  n_sources   INTEGER NOT NULL,
  asserted    INTEGER NOT NULL,
  planned     INTEGER NOT NULL,
  possible    INTEGER NOT NULL,
  denied      INTEGER NOT NULL,
  negated     INTEGER NOT NULL,
  first_date  TEXT,
  last_date   TEXT,
  n_all       INTEGER NOT NULL,
  weight_all  INTEGER NOT NULL,
  PRIMARY KEY (subject, relation, object)
) WITHOUT ROWID;

-- For people: who is connected to whom, and the sentence that says so.
CREATE VIEW connections AS
SELECT s.label AS subject, r.label AS relation, o.label AS object, e.weight, e.n_evidence, e.first_date, e.last_date,
       s.id AS subject_id, e.relation AS relation_id, o.id AS object_id
FROM edges e JOIN entities s ON s.entity = e.subject JOIN entities o ON o.entity = e.object JOIN relations r USING (relation);

CREATE VIEW quotes AS
SELECT s.label AS subject, r.label AS relation, o.label AS object, coalesce(e.quote, t.text) AS quote, d.id AS document, d.date, d.source,
       e.polarity, e.modality, e.attribution, e.place, e.time, e.rule, e.confidence
FROM evidence e JOIN entities s ON s.entity = e.subject JOIN entities o ON o.entity = e.object JOIN relations r USING (relation)
JOIN sentences t USING (sentence) JOIN documents d ON d.document = e.document;
