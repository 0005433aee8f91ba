//! Sentences as evidence is shown: on lines that fit, the names and the words of the relation set off.

use super::console::{Console, FAINT, NAME, TRIGGER, paint};
use super::words::safe;
use crate::graph::{CodeSpan, EvidenceRow, KnowledgeGraph, Part};
use anstyle::Style;
use std::io;
use std::ops::Range;
use unicode_width::UnicodeWidthStr as _;

/// Writes the sentence of a row and where it stands.
pub(super) fn write(console: &mut Console<'_>, graph: &KnowledgeGraph, row: &EvidenceRow, indent: usize, before: &str) -> io::Result<()> {
    let text = format!("{before}\u{201c}{}\u{201d}", safe(&row.quote));
    let start = before.chars().count() + 1;
    let mut styles = vec![None; text.chars().count()];
    for (span, style) in emphasis(graph, row) {
        styles[start + span[0]..start + span[1]].fill(Some(style));
    }
    for line in lines(&text, console.columns().saturating_sub(indent)) {
        let words = painted(&text, line, &styles, console.colour);
        writeln!(console.out, "{:indent$}{words}", "")?;
    }
    let source = source(row);
    let source = console.paint(FAINT, source);
    writeln!(console.out, "{:1$}{source}", "", indent + 2)
}

/// `02-border-talks.txt, sentence 7, 2025-07-31`.
pub(super) fn source(row: &EvidenceRow) -> String {
    let mut out = format!("{}, sentence {}", safe(&row.document), row.sentence_number);
    for part in [&row.source, &row.document_date].into_iter().flatten() {
        out.push_str(", ");
        out.push_str(&safe(part));
    }
    out
}

/// The parts of the quote to set off, in code points of the quote, in order and apart.
fn emphasis(graph: &KnowledgeGraph, row: &EvidenceRow) -> Vec<(CodeSpan, Style)> {
    let spelled = |words: &str| graph.nodes().values().any(|facts| facts.spellings.contains_key(words));
    let style = |part| if part == Part::Relation { TRIGGER } else { NAME };
    row.emphasis(spelled).apart().into_iter().map(|(span, part)| (span, style(part))).collect()
}

/// Where the lines of a text lie that has to fit a number of columns, in bytes.
pub(super) fn lines(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(20);
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut line: Option<Range<usize>> = None;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.len();
        line = match line {
            Some(line) if text[line.start..end].width() <= columns => Some(line.start..end),
            Some(full) => {
                out.push(full);
                Some(start..end)
            }
            None => Some(start..end),
        };
    }
    out.extend(line);
    out
}

fn painted(text: &str, line: Range<usize>, styles: &[Option<Style>], colour: bool) -> String {
    if !colour {
        return text[line].to_owned();
    }
    let before = text[..line.start].chars().count();
    let mut out = String::new();
    let mut run = (None, String::new());
    for (place, letter) in text[line].chars().enumerate() {
        let style = styles.get(before + place).copied().flatten();
        if style != run.0 {
            out.push_str(&styled(&run));
            run = (style, String::new());
        }
        run.1.push(letter);
    }
    out + &styled(&run)
}

fn styled((style, words): &(Option<Style>, String)) -> String {
    match style {
        Some(style) => paint(true, *style, words),
        None => words.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_break_at_spaces_and_keep_long_words_whole() {
        let text = "one two  three 世界世界世界世界世界 four";
        let cut: Vec<&str> = lines(text, 20).into_iter().map(|line| &text[line]).collect();
        assert_eq!(cut, ["one two  three", "世界世界世界世界世界", "four"]);
        assert!(lines("", 20).is_empty());
        let long = "x".repeat(50);
        assert_eq!(lines(&long, 20).len(), 1);
    }
}
