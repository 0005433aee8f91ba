//! Which words of a quote name the ends of a connection, and which say it.

use super::{CodeSpan, EvidenceRow};

/// Places in the quote of a row, in code points of the quote; none where they cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Emphasis {
    /// The words that name the subject.
    pub subject: Option<CodeSpan>,
    /// The words that name the object.
    pub object: Option<CodeSpan>,
    /// The words that say the relation.
    pub trigger: Option<CodeSpan>,
}

/// White space of a sentence that was collapsed is sought over so many code points.
const LOST: usize = 200;

impl EvidenceRow {
    /// Finds the words in the quote. `is_spelling` tells whether some entity is written so.
    ///
    /// A row counts in its document, and its quote has white space collapsed: a sentence that was broken over lines is shorter than its span
    /// says. Where it is, a name is only found where a spelling stands.
    pub fn emphasis(&self, is_spelling: impl Fn(&str) -> bool) -> Emphasis {
        let letters: Vec<char> = self.quote.chars().collect();
        let Some(lost) = (self.sentence[1].saturating_sub(self.sentence[0])).checked_sub(letters.len()) else { return Emphasis::default() };
        if self.quote.starts_with('…') || self.quote.ends_with('…') {
            return Emphasis::default();
        }
        let place = |span: CodeSpan, lost: usize| -> Option<CodeSpan> {
            let from = span[0].checked_sub(self.sentence[0] + lost)?;
            let until = from + span[1].checked_sub(span[0])?;
            let open = from == 0 || !letters.get(from - 1)?.is_alphanumeric();
            let closed = until == letters.len() || !letters.get(until)?.is_alphanumeric();
            (open && closed && until > from && letters[from].is_alphanumeric()).then_some([from, until])
        };
        let spelled = |id: &str, span: CodeSpan| {
            let words: String = letters[span[0]..span[1]].iter().collect();
            is_spelling(&words) || id == words
        };
        let find = |id: &str, span: CodeSpan| {
            (0..=lost.min(LOST)).find_map(|lost| place(span, lost).filter(|found| spelled(id, *found)).map(|found| (found, lost)))
        };
        let [subject, object] = if lost == 0 {
            [self.subject_span, self.object_span].map(|span| place(span, 0).map(|found| (found, 0)))
        } else {
            [find(&self.subject, self.subject_span), find(&self.object, self.object_span)]
        };
        // The words between two names that moved by the same number of letters moved by it too.
        let moved = match (subject, object) {
            (Some((_, a)), Some((_, b))) if a == b => Some(a),
            _ => None,
        };
        let trigger = self.trigger.zip(moved).and_then(|(trigger, lost)| place(trigger, lost));
        Emphasis { subject: subject.map(|found| found.0), object: object.map(|found| found.0), trigger }
    }
}

impl Emphasis {
    /// The places in order and apart: of two that overlap only the first stays, the subject before the object before the relation.
    pub fn apart(self) -> Vec<(CodeSpan, Part)> {
        let parts = [(self.subject, Part::Subject), (self.object, Part::Object), (self.trigger, Part::Relation)];
        let mut parts: Vec<(CodeSpan, Part)> = parts.into_iter().filter_map(|(span, part)| Some((span?, part))).collect();
        parts.sort_by_key(|part| part.0);
        parts.dedup_by(|next, first| next.0[0] < first.0[1]);
        parts
    }
}

/// What words of a quote stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The subject.
    Subject,
    /// The object.
    Object,
    /// The relation.
    Relation,
}
