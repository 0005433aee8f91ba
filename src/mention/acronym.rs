//! Names that a document gives itself: `Syrian Observatory for Human Rights (SOHR)`.

use crate::text::{Shape, Span, Token};

/// The token of an acronym in brackets right after a name: `name` are its words, `name_last` its last token.
///
/// The letters have to be the first letters of the name's words in order, small words and articles left out at will
/// (after Schwartz and Hearst, 2003, restricted to word beginnings).
pub fn defined_acronym(text: &str, tokens: &[Token], name_last: usize, name: Span) -> Option<usize> {
    let [open, short, close] = tokens.get(name_last + 1..name_last + 4)? else { return None };
    if open.span.of(text) != "(" || close.span.of(text) != ")" || short.shape != Shape::Upper {
        return None;
    }
    let letters: Vec<char> = short.span.of(text).chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let words = words(name.of(text));
    let plausible = (2..=10).contains(&letters.len()) && words.len() <= 16;
    (plausible && begins(&letters, &words)).then_some(name_last + 2)
}

fn words(name: &str) -> Vec<Vec<char>> {
    name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect())
        .collect()
}

/// Whether the letters are first letters of the words in order; words of up to three letters may be skipped, others not.
fn begins(letters: &[char], words: &[Vec<char>]) -> bool {
    match (letters, words) {
        ([], rest) => rest.iter().all(|word| word.len() <= 3),
        (_, []) => false,
        ([letter, others @ ..], [word, rest @ ..]) => {
            word.first() == Some(letter) && begins(others, rest) || word.len() <= 3 && begins(letters, rest)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defined(text: &str, words: usize) -> bool {
        let tokens = crate::text::tokenize(text, Span::new(0, text.len()));
        let name = Span { start: tokens[0].span.start, end: tokens[words].end };
        defined_acronym(text, &tokens, words, name).is_some()
    }

    #[test]
    fn initials_in_brackets_are_a_name_of_their_own() {
        assert!(defined("Northern Border Commission (NBC) said", 2));
        assert!(defined("Council of the Gulf (CG) said", 3));
        assert!(!defined("Northern Border Commission (AFP) said", 2));
        assert!(!defined("Northern Border Commission NBC) said", 2));
    }
}
