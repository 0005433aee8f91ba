//! Words and punctuation. Boundaries are those of Unicode (UAX #29), with two rules of names on top: the dots of initials belong to
//! them (`U.S.`), and a possessive ending does not belong to its word.

use super::Span;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits.
    Word,
    /// Begins with a digit.
    Number,
    /// Anything else that is no white space.
    Punct,
}

/// How the letters of a word are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Begins with a small letter.
    Lower,
    /// Begins with a capital.
    Capital,
    /// Two capitals or more and no small letter.
    Upper,
    /// A script without case, or no letters.
    Uncased,
}

/// A word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the document, without a possessive ending.
    pub span: Span,
    /// Where the token ends with its possessive ending.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// How its letters are written.
    pub shape: Shape,
}

impl Token {
    /// Whether the word carried `'s`.
    pub fn possessive(&self) -> bool {
        self.end != self.span.end
    }

    /// Whether it could begin or continue a name: any script, but no small first letter.
    pub fn capitalised(&self) -> bool {
        self.kind == TokenKind::Word && self.shape != Shape::Lower
    }
}

/// The tokens of one stretch of a text, in order.
pub fn tokenize(text: &str, within: Span) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(within.len() / 5);
    for (offset, piece) in within.of(text).split_word_bound_indices() {
        let start = within.start as usize + offset;
        let Some(first) = piece.chars().next().filter(|c| !c.is_whitespace() && !is_invisible(*c)) else { continue };
        if piece == "."
            && let Some(previous) = tokens.last_mut()
            && previous.end as usize == start
            && is_initials(previous.span.of(text))
        {
            previous.end += 1;
            previous.span.end += 1;
            continue;
        }
        let kind = if first.is_numeric() {
            TokenKind::Number
        } else if first.is_alphanumeric() || first == '_' {
            TokenKind::Word
        } else {
            TokenKind::Punct
        };
        // UAX #29 keeps format characters with the word before them; only those inside a word belong to it.
        let piece = piece.trim_end_matches(is_invisible);
        let end = start + piece.len();
        let core = if kind == TokenKind::Word { end - possessive_length(piece) } else { end };
        tokens.push(Token { span: Span::new(start, core), end: Span::new(start, end).end, kind, shape: shape(piece) });
    }
    tokens
}

/// Format characters (bidi controls, zero-width space) stand between words without being words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}') || c.is_control()
}

/// `U.S`: single letters with dots between them, the last dot still missing. A lone letter keeps none: it may end a sentence.
fn is_initials(word: &str) -> bool {
    let mut letters = word.split('.');
    word.contains('.')
        && word.chars().next().is_some_and(char::is_uppercase)
        && letters.all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Bytes of a possessive ending. `Shar'a` and `don't` have none.
fn possessive_length(word: &str) -> usize {
    ["'s", "’s", "'S", "’S", "ʼs"]
        .iter()
        .find(|ending| word.ends_with(**ending) && word.len() > ending.len())
        .map_or(0, |ending| ending.len())
}

fn shape(word: &str) -> Shape {
    let mut cased = word.chars().filter(|c| c.is_lowercase() || c.is_uppercase());
    match cased.next() {
        None => Shape::Uncased,
        Some(first) if first.is_lowercase() => Shape::Lower,
        Some(_) => {
            let mut capitals = 1;
            for c in cased {
                if c.is_lowercase() {
                    return if capitals > 1 && word.ends_with(['s', 'S']) && word.len() > 3 && is_possessive_of_capitals(word) {
                        Shape::Upper
                    } else {
                        Shape::Capital
                    };
                }
                capitals += 1;
            }
            if capitals > 1 { Shape::Upper } else { Shape::Capital }
        }
    }
}

/// `NATO's`: capitals but for the ending.
fn is_possessive_of_capitals(word: &str) -> bool {
    let core = word.len() - possessive_length(word);
    core < word.len() && word.get(..core).is_some_and(|core| !core.chars().any(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokenize(text, Span::new(0, text.len()))
            .iter()
            .map(|t| format!("{}{}", t.span.of(text), if t.possessive() { "+s" } else { "" }))
            .collect()
    }

    #[test]
    fn initials_keep_their_dots_and_possessives_lose_their_ending() {
        assert_eq!(
            words("U.S.-brokered talks. Israel’s U.K. J. Smith's"),
            ["U.S.", "-", "brokered", "talks", ".", "Israel+s", "U.K.", "J", ".", "Smith+s"]
        );
        assert_eq!(words("Al-Shar’a isn't Hay'at\u{202e}"), ["Al", "-", "Shar’a", "isn't", "Hay'at"]);
    }

    #[test]
    fn shapes() {
        let shapes = |text: &str| tokenize(text, Span::new(0, text.len()))[0].shape;
        assert_eq!(shapes("iPhone"), Shape::Lower);
        assert_eq!(shapes("NATO's"), Shape::Upper);
        assert_eq!(shapes("McCain"), Shape::Capital);
        assert_eq!(shapes("سوريا"), Shape::Uncased);
        assert_eq!(shapes("X"), Shape::Capital);
    }
}
