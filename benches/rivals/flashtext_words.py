"""flashtext: whole words in any case.

pip install flashtext==2.7
python3 benches/rivals/flashtext_words.py TEXT NAMES
"""

import common
from flashtext import KeywordProcessor


def build(names):
    processor = KeywordProcessor(case_sensitive=False)
    for name in names:
        processor.add_keyword(name)
    return processor


common.measure("flashtext", build, lambda matcher, text: len(matcher.extract_keywords(text)), rounds=1)
