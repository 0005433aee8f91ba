//! Lines of a text, and which of them run on into the next.

use crate::text::Span;
use memchr::memchr2;
use std::cell::OnceCell;

/// A line that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// Its words without surrounding white space.
    pub(crate) text: &'t str,
    /// First byte of the words.
    pub(crate) start: usize,
    /// Whether a blank line, or the start of the text, stands above.
    pub(crate) gap: bool,
}

impl Line<'_> {
    /// One past the last byte of the words.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The bytes of the words.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.end())
    }

    /// Words between white space, counted up to a limit.
    pub(crate) fn words(&self, limit: usize) -> usize {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
        let bytes = self.text.as_bytes();
        let Some(first) = bytes.first() else { return 0 };
        if !bytes.is_ascii() {
            return self.text.split_whitespace().take(limit).count();
        }
        let mut count = usize::from(!blank(first));
        for (before, after) in bytes.chunks(64).zip(bytes[1..].chunks(64)) {
            // A sum of bytes without branches: many are added at once.
            count += usize::from(before.iter().zip(after).map(|(before, after)| u8::from(blank(before) & !blank(after))).sum::<u8>());
            if count >= limit {
                return limit;
            }
        }
        count
    }

    /// Whether it ends a sentence by its last mark.
    pub(crate) fn is_terminated(&self) -> bool {
        match self.text.as_bytes().last() {
            Some(b'.' | b'!' | b'?') => true,
            Some(byte) if byte.is_ascii_alphanumeric() => false,
            _ => self.text.trim_end_matches(is_closer).ends_with(is_terminator),
        }
    }
}

/// White space, and the marks without width that stand for it.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}')
}

/// What stands before the first white space.
pub(crate) fn first_word(text: &str) -> &str {
    match text.bytes().position(|byte| !byte.is_ascii_graphic()) {
        None => text,
        Some(at) if text.as_bytes()[at] == b' ' => &text[..at],
        Some(_) => text.split(is_space).next().unwrap_or_default(),
    }
}

/// What stands behind the last white space.
pub(crate) fn last_word(text: &str) -> &str {
    match text.bytes().rposition(|byte| !byte.is_ascii_graphic()) {
        None => text,
        Some(at) if text.as_bytes()[at] == b' ' => &text[at + 1..],
        Some(_) => text.rsplit(is_space).next().unwrap_or_default(),
    }
}

/// Marks that end a sentence.
pub(crate) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '。' | '！' | '？')
}

/// Marks that may stand between the end of a sentence and the next white space.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}')
}

/// Marks that may stand before the first word of a sentence.
pub(crate) fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '(' | '[' | '{' | '¿' | '¡')
}

/// Signs that start an item of a list.
pub(crate) fn is_bullet(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '•' | '*' | '·' | '▪' | '▫' | '■' | '□' | '►' | '▶' | '‣' | '◦' | '●' | '○' | '➤' | '»')
}

/// Whether a line starts with a bullet and a space.
pub(crate) fn is_bulleted(text: &str) -> bool {
    if text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let mut chars = text.chars();
    chars.next().is_some_and(is_bullet) && chars.next().is_some_and(is_space)
}

/// Cuts a text into its lines; every line end that Unicode knows counts (LF, CRLF, CR, NEL, U+2028, U+2029), blank lines are left out.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let next_end = if !text.is_ascii() && WIDE_ENDS.iter().any(|end| text.contains(*end)) { any_line_end } else { ascii_line_end };
    let mut lines = Vec::with_capacity(text.len() / 48 + 4);
    let (mut start, mut gap) = (0, true);
    loop {
        let (end, mark) = next_end(text, start).unwrap_or((text.len(), '\n'));
        let whole = &text[start..end];
        let is_trim = matches!(whole.as_bytes(), [b'!'..=b'~', .., b'!'..=b'~']);
        let rest = if is_trim { whole } else { whole.trim_start_matches(is_space) };
        let words = if is_trim { whole } else { rest.trim_end_matches(is_space) };
        if !words.is_empty() {
            lines.push(Line { text: words, start: start + (whole.len() - rest.len()), gap });
            gap = false;
        } else if !(start == end && start > 0 && mark == '\n' && text.as_bytes()[start - 1] == b'\r') {
            // The LF of a CRLF is no blank line.
            gap = true;
        }
        if end == text.len() {
            return lines;
        }
        start = end + mark.len_utf8();
    }
}

/// Line ends beyond ASCII. Hardly any text has one.
const WIDE_ENDS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// The next line end from a byte on, of a text that has only those of ASCII.
fn ascii_line_end(text: &str, from: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let at = from + memchr2(b'\n', b'\r', &bytes[from..])?;
    Some((at, char::from(bytes[at])))
}

/// The next line end from a byte on.
fn any_line_end(text: &str, from: usize) -> Option<(usize, char)> {
    text[from..]
        .char_indices()
        .map(|(at, mark)| (from + at, mark))
        .find(|(_, mark)| matches!(mark, '\n' | '\r') || WIDE_ENDS.contains(mark))
}

/// Lines of text that was broken by a program are at most so long; longer ones are whole paragraphs.
const WRAPPED: usize = 120;
/// Blocks of shorter lines are lists or headings, not broken text.
const NARROW: usize = 40;

/// Which lines run on into the next.
pub(crate) struct Layout<'a, 't> {
    text: &'t str,
    lines: &'a [Line<'t>],
    widths: OnceCell<Widths>,
}

/// How wide lines are.
struct Widths {
    /// Whether every byte is a character.
    ascii: bool,
    /// Length in characters of the longest line of the block that each line stands in, a block being lines without a blank one between.
    of_blocks: Vec<usize>,
}

impl<'a, 't> Layout<'a, 't> {
    /// The layout of the lines of a text.
    pub(crate) fn new(text: &'t str, lines: &'a [Line<'t>]) -> Self {
        Self { text, lines, widths: OnceCell::new() }
    }

    /// Whether a line runs on into the one right under it, so that no sentence has to end between them.
    ///
    /// A program that breaks lines fills each until the next word does not fit. So the word below tells: where it would have fitted, the
    /// line was ended on purpose. A line below that starts in lower case continues in any case.
    pub(crate) fn runs_on(&self, place: usize) -> bool {
        let (line, Some(next)) = (&self.lines[place], self.lines.get(place + 1)) else { return false };
        if next.gap || is_bulleted(next.text) {
            return false;
        }
        let first = next.text.trim_start_matches(is_opener).chars().next();
        let open = |last: char| matches!(last, ',' | ';' | '–' | '—' | '-' | '(' | '/' | '&');
        if first.is_some_and(char::is_lowercase) || line.text.ends_with(open) {
            return true;
        }
        let widths = self.widths.get_or_init(|| Widths::new(self.text, self.lines));
        let width = widths.of_blocks[place];
        if !(NARROW..=WRAPPED).contains(&width) {
            return false;
        }
        let word = first_word(next.text).chars().count();
        // Some programs leave a ragged edge; a heading is far shorter.
        (widths.of(line) + 1 + word) * 20 > width * 17
    }
}

impl Widths {
    fn new(text: &str, lines: &[Line<'_>]) -> Self {
        let mut widths = Self { ascii: text.is_ascii(), of_blocks: Vec::with_capacity(lines.len()) };
        for block in lines.chunk_by(|_, next| !next.gap) {
            let width = block.iter().map(|line| widths.of(line)).max().unwrap_or(0);
            widths.of_blocks.resize(widths.of_blocks.len() + block.len(), width);
        }
        widths
    }

    fn of(&self, line: &Line<'_>) -> usize {
        if self.ascii { line.text.len() } else { line.text.chars().count() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_and_blank_lines_leave_a_gap() {
        let text = "One\r\nTwo\r\n\r\n Three \u{2028}Four\n\u{A0}\nFive\u{200B}\rSix";
        let found = lines(text);
        let seen: Vec<_> = found.iter().map(|line| (line.text, line.gap)).collect();
        assert_eq!(seen, [("One", true), ("Two", false), ("Three", true), ("Four", false), ("Five", true), ("Six", false)]);
        assert!(found.iter().all(|line| line.span().of(text) == line.text));
    }

    #[test]
    fn broken_lines_run_on_and_headings_do_not() {
        let text = "The harbour master of Nordhafen said on Friday that the first of the\nGreek ferries had left. A second would follow within the week, he said,\n\
                    and the pilots agreed.\nStorm Warning\nThe coast guard had closed the roads to the islands since the morning.";
        let found = lines(text);
        let layout = Layout::new(text, &found);
        let runs: Vec<_> = (0..4).map(|place| layout.runs_on(place)).collect();
        assert_eq!(runs, [true, true, false, false]);
    }

    #[test]
    fn the_first_and_the_last_word_stand_beside_white_space_of_any_kind() {
        for text in
            ["", "one", " one", "one ", "one two", "one\ttwo", "ein\u{a0}Wört", "Wörter zwei", "a\u{200b}b", "\u{2003}", "a\u{1c}b c"]
        {
            assert_eq!(Some(first_word(text)), text.split(is_space).next(), "{text:?}");
            assert_eq!(Some(last_word(text)), text.rsplit(is_space).next(), "{text:?}");
        }
    }

    #[test]
    fn words_stand_between_white_space_of_any_kind() {
        for text in
            ["", "one", " one\ttwo  three\u{b}four ", "ein\u{a0}Wört", "a b\u{2003}c", "x\u{1c}y", &"word ".repeat(40), &"é ".repeat(80)]
        {
            for limit in [1, 2, 3, 39, 40, 41, 100] {
                let words = Line { text, start: 0, gap: true }.words(limit);
                assert_eq!(words, text.split_whitespace().take(limit).count(), "{text:?} up to {limit}");
            }
        }
    }
}
