//! Sentences by own rules: which lines belong together, then which full stops end a sentence.

mod split;
mod words;

use super::Span;
use crate::document::line::{Layout, Line, first_word, is_bulleted, is_closer, is_opener, last_word, lines};
use crate::document::{Zone, ZoneKind};
use words::WORDS;

/// A sentence, headline, caption or line of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the document, without surrounding white space.
    pub span: Span,
    /// The part of the document it stands in.
    pub zone: ZoneKind,
}

/// So many bytes of the paragraph above a line show that the line is no heading.
const LONG: usize = 60;
/// A line of at most so many words may be a heading.
const HEADING: usize = 12;

/// Cuts a document into sentences, in text order; none crosses a zone.
pub fn sentences(text: &str, zones: &[Zone]) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(text.len() / 128 + 4);
    for zone in zones {
        let part = zone.span.of(text);
        let from = zone.span.range().start;
        let ascii = part.is_ascii();
        let lines = lines(part);
        let layout = Layout::new(part, &lines);
        let mut start = 0;
        for (place, line) in lines.iter().enumerate() {
            let goes_on = lines
                .get(place + 1)
                .is_some_and(|next| layout.runs_on(place) || is_torn(&part[lines[start].start..line.start], line, next));
            if !goes_on {
                let paragraph = lines[start].start..line.end();
                split::split(part, ascii, paragraph, |span| {
                    sentences.push(Sentence { span: Span::new(from + span.start, from + span.end), zone: zone.kind });
                });
                start = place + 1;
            }
        }
    }
    sentences
}

/// Whether a paragraph break tore a sentence in two: "the Swedish Foreign", blank line, "Minister Anna Brandt said ...".
fn is_torn(above: &str, line: &Line<'_>, next: &Line<'_>) -> bool {
    if line.is_terminated()
        || line.text.ends_with([':', ';'])
        || above.len() < LONG && line.words(HEADING + 1) <= HEADING
        || is_bulleted(next.text)
    {
        return false;
    }
    let last = last_word(line.text).trim_start_matches(is_opener);
    let bare = first_word(next.text).trim_start_matches(is_opener).trim_end_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.starts_with(char::is_lowercase) && !words::is_article_name(bare);
    let joint =
        last.chars().all(|c| !is_closer(c)) && WORDS.is_last(last) && (last.starts_with(char::is_lowercase) || !WORDS.is_starter(bare));
    lower || joint || WORDS.is_part(last) && WORDS.is_first(bare)
}

#[cfg(test)]
mod tests;
