"""Loads the Cypher script into Ladybug: with the tables that its comments declare, and without what they say to leave out."""
import sys
import tempfile
from pathlib import Path

import ladybug

import cypher
import reference


def main():
    graph = reference.load()
    text = graph.file("cypher").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        connection = ladybug.Connection(ladybug.Database(str(Path(folder) / "graph")))
        for line in text.split("\n"):
            if line.startswith("// CREATE "):
                connection.execute(line.removeprefix("// "))
        script, section, labels = text.partition("\n// A label for each type of entity.")
        if not section or "SET n:" not in labels:
            sys.exit("the script has no section of labels")
        for statement in cypher.statements(script):
            if not statement.startswith("CREATE CONSTRAINT"):
                connection.execute(statement)

        def rows(query):
            result, out = connection.execute(query), []
            while result.has_next():
                out.append(result.get_next())
            return out
        cypher.compare(graph, rows)
    print(f"Ladybug: {len(graph.nodes)} entities, {len(graph.edges)} relationships, {len(graph.evidence)} pieces of evidence")


main()
