//! Words that English uses for themselves: names that are such words are found where nobody is meant.

use crate::table;
use crate::text::{Numbered, WordSet, fold};
use std::sync::LazyLock;

/// Classes of `words.tsv` that hold proper names.
const NAMES: [&str; 2] = ["common-given-name", "given-name"];

static WORDS: LazyLock<WordSet> = LazyLock::new(|| {
    let parse = |text: &'static str| table::parse(text).expect("the built-in tables are checked by tests");
    let mut words = WordSet::default();
    let mut add = |cell: Option<&str>| {
        cell.unwrap_or_default().split(['|', ' ']).map(fold).filter(|word| !word.is_empty()).for_each(|word| words.insert(&word));
    };
    for row in parse(include_str!("../../gazetteer/language/words.tsv")).rows() {
        if !row.get("class").is_some_and(|class| NAMES.contains(&class)) {
            add(row.get("word"));
        }
    }
    for text in [include_str!("../../gazetteer/language/verbs.tsv"), include_str!("../../gazetteer/language/verbs_common.tsv")] {
        for row in parse(text).rows() {
            for column in ["lemma", "past", "participle"] {
                add(row.get(column));
            }
        }
    }
    for text in [include_str!("../../gazetteer/language/nouns.tsv"), include_str!("../../gazetteer/language/agents.tsv")] {
        for row in parse(text).rows() {
            for column in ["noun", "plural"] {
                add(row.get(column));
            }
        }
    }
    words
});

/// Whether a folded word is one of the small words, verbs and nouns of the tables.
pub(crate) fn is_ordinary(word: impl Numbered) -> bool {
    WORDS.has(word)
}
