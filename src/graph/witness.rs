//! Does evidence still stand in its document?

use super::quote::{collapse, quote};
use super::{CodeSpan, EvidenceRow};
use crate::text::Span;

/// A document that evidence is held against.
#[derive(Debug)]
pub struct Witness<'t> {
    text: &'t str,
    /// Where the code points start, in bytes; none where they are bytes.
    starts: Option<Vec<usize>>,
    /// The text with its white space collapsed, once somebody asked for it.
    collapsed: std::cell::OnceCell<String>,
}

/// How evidence fails to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// The document is shorter than the place of the sentence.
    Beyond,
    /// Other words stand at its place; the quoted ones stand elsewhere in the document.
    Moved,
    /// Other words stand at its place, and the quoted ones nowhere.
    Changed,
    /// The sentence stands, but at the place of a name or of the words that say the relation there are no words.
    Blank,
}

impl Gone {
    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Beyond => "the document ends before it",
            Self::Moved => "it stands elsewhere in the document",
            Self::Changed => "other words stand there",
            Self::Blank => "no words stand where a name should",
        }
    }
}

impl<'t> Witness<'t> {
    /// Prepares a document.
    pub fn new(text: &'t str) -> Self {
        let starts = (!text.is_ascii()).then(|| text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect());
        Self { text, starts, collapsed: std::cell::OnceCell::new() }
    }

    /// Holds one row against the document.
    ///
    /// # Errors
    /// How it fails to stand.
    pub fn check(&self, row: &EvidenceRow) -> Result<(), Gone> {
        let [Some(sentence), Some(subject), Some(object)] = [row.sentence, row.subject_span, row.object_span].map(|span| self.span(span))
        else {
            return Err(Gone::Beyond);
        };
        if quote(self.text, sentence, subject.min(object)) != row.quote {
            let words = row.quote.trim_matches(['…', ' ']);
            let text = self.collapsed.get_or_init(|| collapse(self.text));
            return Err(if !words.is_empty() && text.contains(words) { Gone::Moved } else { Gone::Changed });
        }
        let trigger = row.trigger.map(|trigger| self.span(trigger).ok_or(Gone::Beyond)).transpose()?;
        let blank = |span: Span| {
            let words = span.of(self.text);
            words.is_empty() || words.trim() != words
        };
        if [subject, object].into_iter().chain(trigger).any(blank) { Err(Gone::Blank) } else { Ok(()) }
    }

    /// Code points to bytes; nothing where the document is shorter, or the span ends before it starts.
    fn span(&self, span: CodeSpan) -> Option<Span> {
        let byte = |place: usize| match &self.starts {
            Some(starts) => starts.get(place).copied(),
            None => (place <= self.text.len()).then_some(place),
        };
        let (start, end) = (byte(span[0])?, byte(span[1])?);
        (start <= end).then(|| Span::new(start, end))
    }
}
