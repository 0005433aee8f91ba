"""What the scripts of all rivals share: texts, names and the clock."""

import json
import sys
import time


def read():
    """The texts and names of the command line: documents and packs as JSON Lines, or plain text and one name a line."""
    if len(sys.argv) != 3:
        sys.exit(f"usage: {sys.argv[0]} TEXT NAMES")
    return texts(sys.argv[1]), names(sys.argv[2])


def texts(path):
    with open(path, encoding="utf-8") as lines:
        if not path.endswith(".jsonl"):
            return [lines.read()]
        return [json.loads(line)["text"] for line in lines]


def names(path):
    found = set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line) if path.endswith(".jsonl") else {"name": line.strip()}
            found.update([row["name"], *row.get("aliases", [])])
    return sorted(name for name in found if name)


def measure(rival, build, find, rounds=3):
    """Builds, searches some times, and tells the best time in processor seconds."""
    listed_texts, listed_names = read()
    start = time.process_time()
    matcher = build(listed_names)
    built = time.process_time() - start
    best, count = float("inf"), 0
    for _ in range(rounds):
        start = time.process_time()
        count = sum(find(matcher, text) for text in listed_texts)
        best = min(best, time.process_time() - start)
    size = sum(len(text.encode()) for text in listed_texts) / 1e6
    print(f"{rival}: {len(listed_names)} names built in {built:.2f} s; {size:.1f} MB at {size / best:.2f} MB/s, {count} found")
