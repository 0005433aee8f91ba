//! Lines of a text, and which of them run on into the next.

use crate::text::Span;

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
        self.text.split_whitespace().take(limit).count()
    }

    /// Whether it ends a sentence by its last mark.
    pub(crate) fn is_terminated(&self) -> bool {
        self.text.trim_end_matches(is_closer).ends_with(is_terminator)
    }
}

/// White space, and the marks without width that stand for it.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}')
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
    let mut chars = text.chars();
    chars.next().is_some_and(is_bullet) && chars.next().is_some_and(is_space)
}

/// Cuts a text into its lines; every line end that Unicode knows counts (LF, CRLF, CR, NEL, U+2028, U+2029), blank lines are left out.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut start, mut gap) = (0, true);
    loop {
        let (end, mark) = line_end(text, start).unwrap_or((text.len(), '\n'));
        let whole = &text[start..end];
        let words = whole.trim_matches(is_space);
        if !words.is_empty() {
            lines.push(Line { text: words, start: start + (whole.len() - whole.trim_start_matches(is_space).len()), gap });
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

/// The next line end from a byte on.
fn line_end(text: &str, from: usize) -> Option<(usize, char)> {
    let mut at = from;
    loop {
        // Only these bytes begin one.
        at += text.as_bytes()[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r' | 0xC2 | 0xE2))?;
        let mark = text[at..].chars().next()?;
        if matches!(mark, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            return Some((at, mark));
        }
        at += mark.len_utf8();
    }
}

/// Length in characters of the longest line of each block of lines without a blank line between, one number per line.
pub(crate) fn widths(lines: &[Line<'_>]) -> Vec<usize> {
    let mut widths = Vec::with_capacity(lines.len());
    let mut start = 0;
    while start < lines.len() {
        let block = 1 + lines[start + 1..].iter().take_while(|line| !line.gap).count();
        let width = lines[start..start + block].iter().map(|line| line.text.chars().count()).max().unwrap_or(0);
        widths.resize(start + block, width);
        start += block;
    }
    widths
}

/// Lines of text that was broken by a program are at most so long; longer ones are whole paragraphs.
const WRAPPED: usize = 120;
/// Blocks of shorter lines are lists or headings, not broken text.
const NARROW: usize = 40;

/// Whether a line runs on into the one right under it, so that no sentence has to end between them.
///
/// A program that breaks lines fills each until the next word does not fit. So the word below tells: where it would have fitted, the
/// line was ended on purpose. A line below that starts in lower case continues in any case.
pub(crate) fn runs_on(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    if next.gap || is_bulleted(next.text) {
        return false;
    }
    let first = next.text.trim_start_matches(is_opener).chars().next();
    if first.is_some_and(char::is_lowercase) || line.text.ends_with([',', ';', '–', '—', '-', '(', '/', '&']) {
        return true;
    }
    if !(NARROW..=WRAPPED).contains(&width) {
        return false;
    }
    let word = next.text.split(is_space).next().map_or(0, |word| word.chars().count());
    // Some programs leave a ragged edge; a heading is far shorter.
    (line.text.chars().count() + 1 + word) * 20 > width * 17
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
        let width = widths(&found)[0];
        let runs: Vec<_> = found.windows(2).map(|pair| runs_on(&pair[0], &pair[1], width)).collect();
        assert_eq!(runs, [true, true, false, false]);
    }
}
