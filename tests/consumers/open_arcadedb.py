"""Loads the Cypher script into ArcadeDB, a database of its own process, over Bolt with Neo4j's driver: twice, which must make nothing twice."""
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from neo4j import GraphDatabase

import cypher
import reference

PASSWORD = "for-a-test-only"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def label(type_name):
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in type_name).split()
    return "".join(word[:1].upper() + word[1:] for word in words)


def main():
    graph = reference.load()
    statements = cypher.statements(graph.file("cypher").read_text(encoding="utf-8"))
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, Path(__file__).with_name("arcadedb_server.py"), folder, str(port), str(free_port()), PASSWORD]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            try:
                if not any(line.strip() == "ready" for line in server.stdout):
                    sys.exit("ArcadeDB did not start")
                with GraphDatabase.driver(f"bolt://localhost:{port}", auth=("root", PASSWORD)) as driver, driver.session(database="graph") as session:
                    def rows(query):
                        return session.execute_read(lambda transaction: transaction.run(query).values())
                    for _ in range(2):
                        for statement in statements:
                            session.execute_write(lambda transaction, text=statement: transaction.run(text).consume())
                        cypher.compare(graph, rows)
                    for kind in {node["type"] for node in graph.nodes.values()}:
                        expected = [id for id, node in graph.nodes.items() if label(node["type"]) == label(kind)]
                        reference.same(f"label {label(kind)}", expected, [id for id, in rows(f"MATCH (n:Entity:{label(kind)}) RETURN n.id")])
            finally:
                server.stdin.close()
    print(f"ArcadeDB over Bolt: {len(graph.nodes)} entities, {len(graph.edges)} relationships, {len(graph.evidence)} pieces of evidence")


main()
