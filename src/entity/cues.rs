//! Words that show whether a place acts, and the verbs of English in all their forms.

use crate::table;
use crate::text::{Numbered, WordClasses, WordMap, WordSet, hash_folded};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The words of `readings.tsv` by class.
static WORDS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let table = parse(include_str!("../../gazetteer/language/readings.tsv"));
    table.rows().filter_map(|row| Some((row.get("class")?, row.get("word")?))).collect()
});

/// The same as they stand.
static EXACT: LazyLock<WordClasses> = LazyLock::new(|| {
    let mut exact = WordClasses::default();
    for (class, word) in &*WORDS {
        exact.insert(class, *word);
    }
    exact
});

/// The same in all their forms: texts are asked about much more often than the program starts.
static FORMS: LazyLock<WordClasses> = LazyLock::new(|| {
    let mut forms = WordClasses::default();
    for (class, word) in &*WORDS {
        each_form(word, |form| forms.insert(class, form));
    }
    forms
});

/// Base forms of verbs, and their irregular forms with the base.
static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let (mut bases, mut irregular) = (WordSet::default(), BTreeMap::new());
    for text in [include_str!("../../gazetteer/language/verbs_common.tsv"), include_str!("../../gazetteer/language/verbs.tsv")] {
        for row in parse(text).rows() {
            let Some(lemma) = row.get("lemma") else { continue };
            bases.insert(lemma);
            for column in ["past", "participle"] {
                let forms = row.get(column).unwrap_or_default().split('|').map(str::trim).filter(|form| !form.is_empty());
                forms.for_each(|form| {
                    irregular.insert(form, lemma);
                });
            }
        }
    }
    let mut by_base: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (form, base) in &irregular {
        by_base.entry(base).or_default().push(hash_folded(form));
    }
    Verbs { bases, irregular: irregular.into_iter().collect(), by_base }
});

struct Verbs {
    bases: WordSet,
    /// Irregular forms with their base.
    irregular: WordMap<&'static str>,
    /// The numbers of the irregular forms of a base.
    by_base: BTreeMap<&'static str, Vec<u64>>,
}

fn parse(text: &'static str) -> table::Table<'static> {
    table::parse(text).expect("the built-in tables are checked by tests")
}

/// Whether a folded word is a form of one that is listed in a class.
#[inline]
pub(super) fn is(class: &str, word: impl Numbered) -> bool {
    FORMS.has(class, word)
}

/// Whether a folded word stands in a class as it is.
#[inline]
pub(super) fn is_exactly(class: &str, word: impl Numbered) -> bool {
    EXACT.has(class, word)
}

/// Whether a folded word is a form of a verb.
pub(super) fn is_verb(word: &str) -> bool {
    any_base(word, |base| VERBS.bases.has(base))
}

/// Whether a folded word is a past form or a participle of a verb.
pub(super) fn is_past(word: &str) -> bool {
    VERBS.irregular.has(word) || word.ends_with("ed") && is_verb(word)
}

/// Whether something is so of what a form may come from: `denied` from `denied`, `deni`, `denie`, `deny`; `sought` from `seek`.
fn any_base(word: &str, is: impl Fn(&str) -> bool) -> bool {
    if is(word) || VERBS.irregular.get(word).is_some_and(|base| is(base)) {
        return true;
    }
    let mut form = String::new();
    for (ending, replacements) in ENDINGS {
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

/// Endings of forms, and what bases have in their place.
const ENDINGS: [(&str, &[&str]); 6] =
    [("ies", &["y"]), ("ied", &["y"]), ("es", &["", "e"]), ("s", &[""]), ("ing", &["", "e"]), ("ed", &["", "e"])];

/// The numbers of all forms that [`any_base`] leads back to a word.
fn each_form(base: &str, mut add: impl FnMut(u64)) {
    add(hash_folded(base));
    VERBS.by_base.get(base).into_iter().flatten().for_each(|form| add(*form));
    for (ending, replacements) in ENDINGS {
        for stem in replacements.iter().filter_map(|replacement| base.strip_suffix(replacement)).filter(|stem| stem.len() > 1) {
            add(hash_folded(&format!("{stem}{ending}")));
        }
        if let Some(last) = base.chars().next_back() {
            add(hash_folded(&format!("{base}{last}{ending}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_of_listed_words_are_known_and_no_others() {
        let listed: std::collections::BTreeSet<&str> = WORDS.iter().map(|(_, word)| *word).collect();
        let mut forms = WordSet::default();
        for base in &listed {
            each_form(base, |form| forms.insert(form));
        }
        let endings = ["", "s", "es", "ed", "ing", "d", "e", "y", "ies", "ied", "er"];
        let irregular = ["sought", "held", "met", "left", "said", "found", "ses", "ing", "as"].map(str::to_owned);
        let stems = listed.iter().flat_map(|word| (1..=word.len()).filter_map(|end| word.get(..end)));
        let made = stems.flat_map(|stem| {
            let doubled = format!("{stem}{}", stem.chars().next_back().unwrap_or_default());
            [stem.to_owned(), doubled].into_iter().flat_map(|stem| endings.map(|ending| format!("{stem}{ending}")))
        });
        for word in made.chain(irregular) {
            assert_eq!(forms.has(&word), any_base(&word, |base| listed.contains(base)), "{word}");
        }
    }

    #[test]
    fn forms_lead_to_what_is_listed() {
        assert!(is("actor-verb", "denied") && is("actor-verb", "sought") && is("actor-verb", "withdrew"));
        assert!(!is("actor-verb", "street") && is_verb("qualified") && !is_verb("census"));
        assert!(is_past("won") && is_past("denied") && !is_past("denies"));
    }
}
