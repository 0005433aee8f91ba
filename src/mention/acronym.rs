//! Names that a document gives itself: `Syrian Observatory for Human Rights (SOHR)`.

use crate::text::{Shape, Span, Token};

/// The token of an acronym in brackets right after a name: `name` are its words, `name_last` its last token.
///
/// The letters have to be the first letters of the name's words in order, small words and articles left out at will
/// (after Schwartz and Hearst, 2003, restricted to word beginnings).
pub fn defined_acronym(text: &str, tokens: &[Token], name_last: usize, name: Span) -> Option<usize> {
    let after = tokens.get(name_last + 1..)?;
    let quote = |token: &Token| matches!(token.span.of(text), "\"" | "“" | "”" | "'" | "‘" | "’");
    let (open, place, close) = match after {
        [open, left, _, right, close, ..] if quote(left) && quote(right) => (open, name_last + 3, close),
        [open, _, close, ..] => (open, name_last + 2, close),
        _ => return None,
    };
    (brackets(text, open, close) && stands_for(text, &tokens[place], name)).then_some(place)
}

/// The token of an acronym right before a name in brackets: `SOHR (Syrian Observatory for Human Rights)`. `name_first` and `name_last` are
/// the tokens of the name.
pub fn explained_acronym(text: &str, tokens: &[Token], name_first: usize, name_last: usize, name: Span) -> Option<usize> {
    let [short, open] = tokens.get(name_first.checked_sub(2)?..name_first)? else { return None };
    (brackets(text, open, tokens.get(name_last + 1)?) && stands_for(text, short, name)).then_some(name_first - 2)
}

/// The folded first letters of the capitalised words of a name; nothing where a capitalised word is an article or no letters begin words.
pub fn initials(name: &str) -> Option<String> {
    let words = name.split([' ', '-']).filter(|word| !word.is_empty());
    let capitals = words.filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()));
    let initials: String = capitals.flat_map(char::to_lowercase).collect();
    (initials.chars().all(char::is_alphabetic) && !initials.is_empty()).then_some(initials)
}

fn brackets(text: &str, open: &Token, close: &Token) -> bool {
    open.span.of(text) == "(" && close.span.of(text) == ")"
}

fn stands_for(text: &str, short: &Token, name: Span) -> bool {
    if short.shape != Shape::Upper {
        return false;
    }
    let letters: Vec<char> = short.span.of(text).chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let words = words(name.of(text));
    let plausible = (2..=10).contains(&letters.len()) && words.len() <= 16;
    plausible && begins(&letters, &words, letters.len() >= LONG)
}

/// So many letters may leave out the last words of a name.
const LONG: usize = 3;

fn words(name: &str) -> Vec<Vec<char>> {
    name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect())
        .collect()
}

/// Whether the letters are first letters of the words in order; words of up to three letters may be skipped, others not, but for the last
/// ones where the letters are `long`.
fn begins(letters: &[char], words: &[Vec<char>], long: bool) -> bool {
    match (letters, words) {
        ([], rest) => long || rest.iter().all(|word| word.len() <= 3),
        (_, []) => false,
        ([letter, others @ ..], [word, rest @ ..]) => {
            word.first() == Some(letter) && begins(others, rest, long) || word.len() <= 3 && begins(letters, rest, long)
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
