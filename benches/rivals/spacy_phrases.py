"""spaCy's PhraseMatcher over a blank English pipeline: whole tokens in any case. Slow: give it a small text.

pip install spacy==3.8.18
python3 benches/rivals/spacy_phrases.py TEXT NAMES
"""

import common
import spacy
from spacy.matcher import PhraseMatcher

pipeline = spacy.blank("en")
pipeline.max_length = 1 << 30


def build(names):
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("names", list(pipeline.tokenizer.pipe(names)))
    return matcher


common.measure("spaCy PhraseMatcher", build, lambda matcher, text: len(matcher(pipeline.tokenizer(text))), rounds=1)
