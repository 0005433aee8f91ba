"""ahocorasick_rs, leftmost-longest: letter for letter, no word boundaries, no folding.

pip install ahocorasick_rs==1.0.3
python3 benches/rivals/ahocorasick.py TEXT NAMES
"""

import ahocorasick_rs
import common

common.measure(
    "ahocorasick_rs",
    lambda names: ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
    lambda matcher, text: len(matcher.find_matches_as_indexes(text)),
)
