//! Which full stops end a sentence.

use memchr::memchr3;
use std::ops::Range;

use super::words::{Abbreviation, WORDS, is_article_name};
use crate::document::line::{first_word, is_bullet, is_closer, is_opener, is_space, is_terminator, last_word};
use crate::document::shape::is_link;

/// Looking back for the word before a stop, and around it for an address, ends after so many bytes.
const LOOK: usize = 64;
/// Looking ahead for a verb of speech ends after so many words.
const AHEAD: usize = 5;

/// Cuts a paragraph of a text into sentences; `ascii` says whether the text has nothing beyond ASCII.
pub(super) fn split(text: &str, ascii: bool, paragraph: Range<usize>, mut found: impl FnMut(Range<usize>)) {
    let whole = &text[..paragraph.end];
    let mut start = paragraph.start;
    let mut at = paragraph.start;
    let mut stops = Stops { text: whole, ascii, plain: None };
    while let Some(stop) = stops.next(at) {
        let mut marks = stop;
        while let Some(c) = whole[marks..].chars().next().filter(|c| is_terminator(*c)) {
            marks += c.len_utf8();
        }
        let mut end = marks;
        while let Some(c) = whole[end..].chars().next().filter(|c| is_closer(*c)) {
            end += c.len_utf8();
        }
        at = end;
        let rest = &whole[end..];
        let next = rest.trim_start_matches(is_space);
        if next.is_empty() {
            break;
        }
        let place = Stop { text: whole, start, first: stop, marks, end };
        if if next.len() == rest.len() { place.ends_glued() } else { place.ends_before(next) } {
            found(start..end);
            start = paragraph.end - next.len();
            at = start;
        }
    }
    if start < paragraph.end {
        found(start..paragraph.end);
    }
}

/// Finds the marks that may end a sentence.
struct Stops<'t> {
    text: &'t str,
    ascii: bool,
    /// Where the next mark of ASCII stands, or the end of the text: remembered, so that no stretch is searched twice.
    plain: Option<usize>,
}

impl Stops<'_> {
    /// The next mark from a byte on.
    fn next(&mut self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let plain = self.plain.filter(|plain| *plain >= from);
        let plain = plain.unwrap_or_else(|| memchr3(b'.', b'!', b'?', &bytes[from..]).map_or(bytes.len(), |at| from + at));
        self.plain = Some(plain);
        if !self.ascii && !bytes[from..plain].is_ascii() {
            let mut at = from;
            // Only these bytes start a mark beyond ASCII.
            while let Some(wide) = bytes[at..plain].iter().position(|byte| matches!(byte, 0xD8 | 0xDB | 0xE2 | 0xE3 | 0xEF)) {
                at += wide;
                let c = self.text[at..].chars().next()?;
                if is_terminator(c) {
                    return Some(at);
                }
                at += c.len_utf8();
            }
        }
        (plain < bytes.len()).then_some(plain)
    }
}

/// Marks that may end a sentence, and where they stand.
struct Stop<'t> {
    text: &'t str,
    /// Where the sentence starts.
    start: usize,
    /// The first mark.
    first: usize,
    /// One past the last mark.
    marks: usize,
    /// One past the closing quotes and brackets.
    end: usize,
}

impl Stop<'_> {
    /// Whether the sentence ends here, with white space and then these words behind.
    fn ends_before(&self, next: &str) -> bool {
        let first = next.chars().next().unwrap_or(' ');
        if matches!(first, ',' | ';' | ':' | ')' | ']' | '}' | '%' | '”' | '’' | '»') {
            return false;
        }
        let marks = &self.text[self.first..self.marks];
        let plain = marks == ".";
        if first.is_lowercase() {
            // A name with an article in small letters may start a sentence; all other small letters go on.
            return is_article_name(first_word(next)) && self.end == self.marks && (!plain || self.abbreviation().is_none());
        }
        if !plain && marks.ends_with(['!', '?', '؟', '！', '？', '‼', '⁇', '⁈', '⁉']) {
            return !(self.is_quoted() && speaks(next));
        }
        if !plain && (marks.chars().count() > 1 || marks == "…") {
            // Dots of omission end a sentence only right behind a word and before one that starts with a capital.
            let behind = self.text[..self.first].ends_with(|c: char| !is_space(c));
            return behind && (self.end > self.marks || first.is_uppercase() || is_opener(first) || !first.is_ascii());
        }
        if is_bullet(first) && self.abbreviation().is_some() {
            return false;
        }
        if !plain || self.end > self.marks && self.is_quoted() {
            return true;
        }
        if self.is_list_number() {
            return false;
        }
        let starts = || {
            let word = first_word(next).trim_start_matches(is_opener);
            WORDS.is_starter(word.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.')).next().unwrap_or_default())
        };
        match self.abbreviation() {
            None => true,
            Some(Abbreviation::Title | Abbreviation::Inner) => false,
            Some(Abbreviation::Number | Abbreviation::Month) => !first.is_numeric() && starts(),
            Some(Abbreviation::Open) => starts() && !self.is_initial(),
        }
    }

    /// Whether the sentence ends here though the next word follows without white space: "the island.The ferry".
    fn ends_glued(&self) -> bool {
        let mut after = self.text[self.end..].chars();
        let Some(next) = after.next() else { return false };
        let second = after.next().unwrap_or(' ');
        let quoted = self.end > self.marks;
        let opens = is_opener(next) && second.is_uppercase();
        let capital = next.is_uppercase() && (second.is_lowercase() || is_space(second));
        if !(capital || opens) {
            return false;
        }
        let (before, behind) = (self.token_before(), self.token_behind());
        if before.len() + behind.len() >= 2 * LOOK - 8
            || is_link(before)
            || is_link(behind)
            || is_link(&format!("{before}.{behind}"))
            || before.contains(['/', '\\', '_', '@', '='])
        {
            return false;
        }
        if self.text[self.first..self.marks] != *"." || quoted {
            return !(self.is_quoted() && speaks(&self.text[self.end..]));
        }
        let tail = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        let file = matches!(
            tail.as_str(),
            "com" | "net" | "org" | "js" | "io" | "gov" | "edu" | "txt" | "pdf" | "jpg" | "png" | "doc" | "html" | "md"
        );
        let last = self.text[..self.first].chars().next_back().unwrap_or(' ');
        let letters = before.chars().rev().take_while(|c| c.is_alphanumeric()).count();
        let acronym = letters >= 2 && before.chars().rev().take(letters).all(|c| c.is_uppercase() || c.is_numeric());
        !file && self.abbreviation().is_none() && (letters >= 2 && (last.is_lowercase() || last.is_numeric()) || acronym || is_closer(last))
    }

    /// The word that the stop belongs to, with the stop, without what stands before it in brackets, quotes or behind a dash.
    fn abbreviation(&self) -> Option<Abbreviation> {
        if self.text[self.first..self.marks] != *"." {
            return None;
        }
        let word = &self.text[self.first - self.token_before().len()..self.marks];
        if word.bytes().rev().skip(1).all(|byte| byte.is_ascii_alphabetic()) {
            return WORDS.abbreviation(word);
        }
        let from = word
            .rfind(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '\''))
            .map_or(0, |at| at + word[at..].chars().next().map_or(1, char::len_utf8));
        WORDS.abbreviation(word[from..].trim_start_matches(is_opener))
    }

    /// A single capital before a name: "J. Brandt" even where the name starts sentences elsewhere ("J. May").
    fn is_initial(&self) -> bool {
        let word = self.token_before();
        let preceding = self.text[self.start..self.first - word.len()].trim_end_matches(is_space);
        let last = last_word(preceding);
        // Behind a small word the capital is a letter of the alphabet: "vitamin C. The".
        word.chars().count() == 1
            && word.starts_with(char::is_uppercase)
            && word != "I"
            && (preceding.is_empty() || last.starts_with(char::is_uppercase))
    }

    /// `1.` or `a.` at the start of the sentence or of a line.
    fn is_list_number(&self) -> bool {
        let word = self.token_before();
        let at_start = self.first - word.len() == self.start || self.text[..self.first - word.len()].ends_with(['\n', '\r']);
        let number = (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
        let roman = (1..=4).contains(&word.len()) && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        at_start && (number || letter || roman)
    }

    fn is_quoted(&self) -> bool {
        self.text[self.marks..self.end].contains(['"', '\'', '”', '’', '»', '›'])
    }

    /// What stands between the last white space and the stop, as far as one looks back.
    fn token_before(&self) -> &str {
        let mut from = self.first.saturating_sub(LOOK).max(self.start);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let near = &self.text[from..self.first];
        last_word(near)
    }

    /// What stands between the stop and the next white space, as far as one looks ahead.
    fn token_behind(&self) -> &str {
        let mut to = (self.end + LOOK).min(self.text.len());
        while !self.text.is_char_boundary(to) {
            to -= 1;
        }
        first_word(&self.text[self.end..to])
    }
}

/// Whether words behind closing quotes go on with the sentence: a name, then a verb of speech ("Brandt asked").
fn speaks(next: &str) -> bool {
    for (place, token) in next.split(is_space).filter(|token| !token.is_empty()).take(AHEAD).enumerate() {
        let word = token.trim_end_matches(|c: char| !c.is_alphanumeric());
        if place > 0 && WORDS.is_speech(word) {
            return true;
        }
        let name =
            word.starts_with(char::is_uppercase) || is_article_name(word) || matches!(word, "al" | "bin" | "de" | "van" | "von" | "of");
        if !name || word.len() < token.len() && !token.ends_with(['.', ',']) || token.starts_with(is_opener) {
            return false;
        }
    }
    false
}
