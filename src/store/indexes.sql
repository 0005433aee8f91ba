-- Made after the first load, when sorting everything at once is faster.
CREATE INDEX IF NOT EXISTS mentions_of_entity ON mentions (entity);
CREATE INDEX IF NOT EXISTS mentions_of_actor ON mentions (actor) WHERE actor IS NOT NULL;
CREATE INDEX IF NOT EXISTS evidence_of_pair ON evidence (subject, object, relation);
CREATE INDEX IF NOT EXISTS evidence_of_object ON evidence (object);
CREATE INDEX IF NOT EXISTS edges_of_object ON edges (object);
