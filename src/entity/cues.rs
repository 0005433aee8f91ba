//! Words that show whether a place acts, and the verbs of English in all their forms.

use crate::table;
use crate::text::{WordClasses, WordMap, WordSet};
use std::sync::LazyLock;

/// Words of `readings.tsv` by class.
static CUES: LazyLock<WordClasses> = LazyLock::new(|| {
    let mut cues = WordClasses::default();
    for row in parse(include_str!("../../gazetteer/language/readings.tsv")).rows() {
        if let (Some(word), Some(class)) = (row.get("word"), row.get("class")) {
            cues.insert(class, word);
        }
    }
    cues
});

/// Base forms of verbs, and their irregular forms with the base.
static VERBS: LazyLock<(WordSet, WordMap<&'static str>)> = LazyLock::new(|| {
    let (mut bases, mut irregular) = (WordSet::default(), WordMap::default());
    for text in [include_str!("../../gazetteer/language/verbs_common.tsv"), include_str!("../../gazetteer/language/verbs.tsv")] {
        for row in parse(text).rows() {
            let Some(lemma) = row.get("lemma") else { continue };
            bases.insert(lemma);
            for column in ["past", "participle"] {
                let forms = row.get(column).unwrap_or_default().split('|').map(str::trim).filter(|form| !form.is_empty());
                forms.for_each(|form| irregular.insert(form, lemma));
            }
        }
    }
    (bases, irregular)
});

fn parse(text: &'static str) -> table::Table<'static> {
    table::parse(text).expect("the built-in tables are checked by tests")
}

/// Whether a folded word is a form of one that is listed in a class.
pub(super) fn is(class: &str, word: &str) -> bool {
    any_base(word, |base| CUES.has(class, base))
}

/// Whether a folded word stands in a class as it is.
pub(super) fn is_exactly(class: &str, word: &str) -> bool {
    CUES.has(class, word)
}

/// Whether a folded word is a form of a verb.
pub(super) fn is_verb(word: &str) -> bool {
    any_base(word, |base| VERBS.0.has(base))
}

/// Whether a folded word is a past form or a participle of a verb.
pub(super) fn is_past(word: &str) -> bool {
    VERBS.1.has(word) || word.ends_with("ed") && is_verb(word)
}

/// Whether something is so of what a form may come from: `denied` from `denied`, `deni`, `denie`, `deny`; `sought` from `seek`.
fn any_base(word: &str, is: impl Fn(&str) -> bool) -> bool {
    if is(word) || VERBS.1.get(word).is_some_and(|base| is(base)) {
        return true;
    }
    let mut form = String::new();
    for (ending, replacements) in
        [("ies", &["y"][..]), ("ied", &["y"]), ("es", &["", "e"]), ("s", &[""]), ("ing", &["", "e"]), ("ed", &["", "e"])]
    {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) else { continue };
        for replacement in replacements {
            form.clear();
            form.push_str(stem);
            form.push_str(replacement);
            if is(&form) {
                return true;
            }
        }
        let mut letters = stem.char_indices().rev();
        if let (Some((place, last)), Some((_, other))) = (letters.next(), letters.next())
            && last == other
            && is(&stem[..place])
        {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_what_is_listed() {
        assert!(is("actor-verb", "denied") && is("actor-verb", "sought") && is("actor-verb", "withdrew"));
        assert!(!is("actor-verb", "street") && is_verb("qualified") && !is_verb("census"));
        assert!(is_past("won") && is_past("denied") && !is_past("denies"));
    }
}
