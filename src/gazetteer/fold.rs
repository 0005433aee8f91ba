//! Whole names folded: the form in which they are compared.

use crate::text::{Folded, Span, fold_into, tokenize};

/// Articles and particles before a surname.
pub(crate) const ARTICLES: [&str; 10] = ["al", "el", "ul", "as", "ash", "ad", "an", "ar", "at", "az"];
/// Particles without which the last word alone is no surname: Salman is not bin Salman.
pub(crate) const PARTICLES: [&str; 5] = ["bin", "ibn", "ben", "bint", "abu"];

/// A whole name folded word by word: the form in which names are compared.
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    fold_name_into(name, &mut folded);
    folded
}

/// The same into a buffer, whose contents go.
pub(crate) fn fold_name_into(name: &str, out: &mut String) {
    out.clear();
    if name.bytes().all(is_plain) {
        for word in plain_words(name) {
            if !out.is_empty() {
                out.push(' ');
            }
            let start = out.len();
            out.push_str(word);
            out[start..].make_ascii_lowercase();
        }
        return;
    }
    for word in tokenize(name, Span::new(0, name.len())) {
        let start = out.len();
        if start > 0 {
            out.push(' ');
        }
        let begin = out.len();
        fold_into(word.span.of(name), out);
        if out.len() == begin {
            out.truncate(start);
        }
    }
}

/// Whether two names fold alike.
pub(crate) fn fold_alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if a.bytes().all(is_plain) && b.bytes().all(is_plain) {
        let (mut a, mut b) = (plain_words(a), plain_words(b));
        return loop {
            match (a.next(), b.next()) {
                (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => {}
                (a, b) => break a.is_none() && b.is_none(),
            }
        };
    }
    // Most names that differ do so in their first letter, and a name in another script takes long to fold.
    if let (Some(a), Some(b)) = (first_letter(a), first_letter(b))
        && a != b
    {
        return false;
    }
    fold_name(a) == fold_name(b)
}

/// The first letter of a folded name, where the name begins with a letter that folds to one.
fn first_letter(name: &str) -> Option<char> {
    let first = name.chars().next().filter(|first| first.is_alphanumeric())?;
    Folded::new(&name[..first.len_utf8()]).chars().next()
}

/// Letters that are always part of a word, and marks that never are.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'(' | b')' | b'/' | b'&')
}

/// The words of a name of such letters and marks.
fn plain_words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// A stable id for a name: folded words joined by hyphens.
pub fn slug(name: &str) -> String {
    fold_name(&name.replace(['\'', '’'], "-")).replace(' ', "-")
}

/// What the ids of one source have in common: `Q` of `Q42`, `GN` of `GN17`, `WP:` of `WP:Example`; nothing of an id that was made from a name.
pub(crate) fn id_scheme(id: &str) -> &str {
    if let Some((source, _)) = id.split_once(':') {
        return &id[..=source.len()];
    }
    let letters = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let only_letters = letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    if letters.len() < id.len() && only_letters { letters } else { "" }
}

/// The first word of a folded name, and its surname.
pub(super) fn given_and_surname(folded: &str) -> Option<(&str, &str)> {
    Some((folded.split(' ').next()?, surname(folded)?))
}

/// The last word of a folded name of two words or more, with the particle that belongs to it: `sharaa`, `bin salman`.
pub(crate) fn surname(folded: &str) -> Option<&str> {
    let (rest, last) = folded.rsplit_once(' ')?;
    let before = rest.rsplit(' ').next()?;
    // `Anna of Elbonia`, `Anna the Great`.
    if before.len() == rest.len() && ARTICLES.contains(&before) || matches!(before, "of" | "the") {
        return None;
    }
    Some(if PARTICLES.contains(&before) { &folded[rest.len() - before.len()..] } else { last })
}

#[cfg(test)]
mod tests {
    use super::{fold_alike, fold_name, id_scheme, surname};
    use crate::text::{Span, fold, tokenize};
    use proptest::prelude::*;

    #[test]
    fn surnames_leave_the_article_and_keep_the_particle() {
        assert_eq!(surname(&fold_name("Asaad al-Shaibani")), Some("shaibani"));
        assert_eq!(surname(&fold_name("Mohammed bin Salman")), Some("bin salman"));
        assert_eq!(surname(&fold_name("Hamas")), None);
        assert_eq!(surname(&fold_name("al-Qaeda")), None);
        assert_eq!(surname(&fold_name("Anna II of Elbonia")), None);
    }

    #[test]
    fn sources_are_told_by_their_ids() {
        let schemes = ["Q42", "GN17", "WP:Example", "united-states", "x-7", "17", ""].map(id_scheme);
        assert_eq!(schemes, ["Q", "GN", "WP:", "", "", "", ""]);
    }

    /// Names of few letters, so that some fold alike: marks, modifier letters and other scripts among them.
    const ALIKE: &str = "[AaBb ()-]{0,6}|[Aa\u{e4}\u{c4}' -]{0,5}|[aA\u{2bf}\u{e6}\u{301}\u{430}\u{410} ]{0,4}|.{0,2}";

    proptest! {
        #[test]
        fn plain_names_fold_like_all_others(name in "[A-Za-z0-9 ()/&-]{0,24}") {
            let words = tokenize(&name, Span::new(0, name.len()));
            let folded: Vec<String> = words.iter().map(|word| fold(word.span.of(&name))).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(fold_name(&name), folded.join(" "));
        }

        #[test]
        fn names_fold_alike_where_they_fold_to_the_same(a in ALIKE, b in ALIKE) {
            prop_assert_eq!(fold_alike(&a, &b), fold_name(&a) == fold_name(&b));
        }
    }
}
