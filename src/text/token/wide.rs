//! Words of any script, by the tables of Unicode. Exact and slow: ASCII goes another way, and what news has beyond ASCII in every sentence,
//! and this one is what they have to agree with.

use super::hash::{NOTHING, hash_word};
use super::{Shape, Span, Token, TokenKind, ends_initials};
use unicode_segmentation::UnicodeSegmentation;

/// Appends the tokens of one stretch of a text.
pub(super) fn tokenize_into(text: &str, within: Span, tokens: &mut Vec<Token>) {
    for (offset, piece) in within.of(text).split_word_bound_indices() {
        let start = within.start as usize + offset;
        if piece == "."
            && let Some(previous) = tokens.last_mut()
            && ends_initials(text, previous, start)
        {
            previous.end += 1;
            previous.span.end += 1;
        } else {
            tokens.extend(token(piece, start));
        }
    }
}

/// Appends the token at a character beyond ASCII, behind tokens of ASCII, where that can be told without tables: a mark that joins nothing,
/// or an apostrophe. Gives where the token ends and whether it is a word.
pub(super) fn simple_token_into(text: &str, within: Span, at: usize, tokens: &mut Vec<Token>) -> Option<(usize, bool)> {
    let mut rest = Span::new(at, within.end as usize).of(text).chars();
    let (c, next) = (rest.next()?, rest.next());
    let behind = at + c.len_utf8();
    // What is set above a mark, or joins it to the next, belongs to it.
    if next.is_some_and(|next| !next.is_ascii() && !matches!(next, '‘' | '’') && !is_simple_mark(next)) {
        return None;
    }
    if matches!(c, '‘' | '’') {
        let before = text.as_bytes()[within.start as usize..at].last().copied().unwrap_or_default();
        let both = |is: fn(&char) -> bool| is(&char::from(before)) && next.is_some_and(|next| is(&next));
        if both(char::is_ascii_alphabetic) || both(char::is_ascii_digit) {
            return join_to_last(text, within, behind, tokens);
        }
    } else if !is_simple_mark(c) {
        return None;
    }
    let span = Span::new(at, behind);
    tokens.push(Token { span, end: span.end, kind: TokenKind::Punct, shape: Shape::Uncased, hash: NOTHING });
    Some((behind, false))
}

/// Makes one token of the last word and the rest of it behind an apostrophe, if that is ASCII and the whole is no longer than words are.
fn join_to_last(text: &str, within: Span, behind: usize, tokens: &mut [Token]) -> Option<(usize, bool)> {
    let bytes = &text.as_bytes()[..within.end as usize];
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let length = bytes[behind..].iter().position(|byte| !in_word(byte)).unwrap_or(bytes.len() - behind);
    let end = behind + length;
    // What may stand within words, or joins letters to what they stand on.
    let mid = bytes.get(end).is_some_and(|byte| b"'.:,;".contains(byte));
    if bytes.get(end + usize::from(mid)).is_some_and(|byte| !byte.is_ascii() || mid && in_word(byte)) {
        return None;
    }
    let start = tokens.last()?.span.start as usize;
    if end - start > LONG {
        return None;
    }
    *tokens.last_mut()? = token(&text[start..end], start)?;
    Some((end, true))
}

/// Bytes of a word that is read once more at each of its apostrophes.
const LONG: usize = 100;

/// Marks of their own: no rule of UAX #29 joins them to the letters beside them, and they fold to nothing.
fn is_simple_mark(c: char) -> bool {
    matches!(c, '¡'..='§' | '©' | '«' | '¬' | '®'..='±' | '´' | '¶' | '»' | '¿' | '×' | '÷')
        || matches!(c, '‐'..='‗' | '‚'..='‣' | '‥' | '…' | '‰'..='›' | '€')
}

/// A piece between two boundaries as a token; none for white space.
pub(super) fn token(piece: &str, start: usize) -> Option<Token> {
    let first = piece.chars().next().filter(|c| !c.is_whitespace() && !is_invisible(*c))?;
    let kind = if first.is_numeric() {
        TokenKind::Number
    } else if first.is_alphanumeric() || first == '_' {
        TokenKind::Word
    } else {
        TokenKind::Punct
    };
    // UAX #29 keeps format characters with the word before them; only those inside a word belong to it.
    let piece = piece.trim_end_matches(is_invisible);
    let core = if kind == TokenKind::Word { piece.len() - possessive_length(piece) } else { piece.len() };
    Some(Token {
        span: Span::new(start, start + core),
        end: Span::new(start, start + piece.len()).end,
        kind,
        shape: shape(piece),
        hash: hash_word(&piece[..core]),
    })
}

/// Format characters (bidi controls, zero-width space) stand between words without being words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}') || c.is_control()
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
