"""The statements of a .cypher script, and questions that every database must answer alike."""
from reference import clean, same


def statements(text):
    """No string of the script holds a line break, so a semicolon at the end of a line ends a statement."""
    lines = [line for line in text.split("\n") if not line.startswith("//")]
    return [statement.strip() for statement in "\n".join(lines).split(";\n") if statement.strip()]


def compare(reference, rows):
    """`rows` answers a query with a list of lists."""
    nodes = rows("MATCH (n:Entity) RETURN n.id, n.label, n.n_mentions, n.aliases")
    expected = [(id, clean(n["label"]), n["n_mentions"], "|".join(map(clean, n["aliases"]))) for id, n in reference.nodes.items()]
    same("entities", expected, [(id, label, mentions, "|".join(aliases or [])) for id, label, mentions, aliases in nodes])
    edges = rows("MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id, r.relation, b.id, r.weight, r.quote, r.symmetric")
    expected = [(*tie, clean(e["quote"]), e["symmetric"]) for tie, e in zip(reference.ties(), reference.edges)]
    same("edges", expected, map(tuple, edges))
    found = rows("MATCH (a:Entity)<-[:HAS_SUBJECT]-(e:Evidence)-[:HAS_OBJECT]->(b:Entity), (e)-[:QUOTED_FROM]->(d:Document)"
                 " RETURN a.id, e.relation, b.id, d.id, e.modality, e.polarity, e.sentence_start, e.quote")
    keys = ("subject", "relation", "object", "document", "modality", "polarity")
    expected = [(*(row[key] for key in keys), row["sentence"][0], clean(row["quote"])) for row in reference.evidence]
    same("evidence", expected, map(tuple, found))
