"""The graph that all other formats are compared with, and words for what differs."""
import json
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

HIDDEN = {*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF}


def clean(text):
    """Text as every format shows it: on one line, without characters that nobody sees."""
    return " ".join("".join(" " if c.isspace() else c for c in str(text) if c.isspace() or ord(c) not in HIDDEN).split())


class Reference(NamedTuple):
    folder: Path
    nodes: dict  # id: attributes
    edges: list
    evidence: list
    relations: dict

    def file(self, end):
        return self.folder / f"graph.{end}"

    def labels(self):
        return {id: clean(node["label"]) for id, node in self.nodes.items()}

    def ties(self):
        return [(e["source"], e["relation"], e["target"], e["weight"]) for e in self.edges]


def load():
    folder = Path(sys.argv[1])
    data = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
    return Reference(folder, {n["id"]: n for n in data["nodes"]}, data["edges"], data["evidence"], data["relations"])


def same(what, expected, seen):
    """Fails unless both hold the same things equally often."""
    expected, seen = Counter(expected), Counter(seen)
    lost, foreign = list((expected - seen).elements()), list((seen - expected).elements())
    if lost or foreign:
        sys.exit(f"{what}: {len(lost)} lost {lost[:2]}, {len(foreign)} foreign {foreign[:2]}")
