//! Numbers and evidence in the words of people.

use crate::graph::EvidenceRow;
use crate::relation::{Modality, Ontology, Polarity};

/// A number in groups of three digits.
pub(super) fn group(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with its noun.
pub(super) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", group(number), if number == 1 { one } else { many })
}

/// What keeps a piece of evidence from being a plain fact; empty where nothing does.
pub(super) fn marks(row: &EvidenceRow) -> Vec<&'static str> {
    let modality = match row.modality {
        Modality::Asserted => None,
        Modality::Planned => Some("planned"),
        Modality::Possible => Some("possible"),
        Modality::Denied => Some("denied"),
    };
    modality.into_iter().chain((row.polarity == Polarity::Negative).then_some("negated")).collect()
}

/// A period: `2025-07-24`, or `2025-05 to 2025-07-31`.
pub(super) fn period(first: Option<&str>, last: Option<&str>) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) if first != last => Some(format!("{first} to {last}")),
        (Some(day), _) | (None, Some(day)) => Some(day.to_owned()),
        (None, None) => None,
    }
}

/// Text of documents made safe for a terminal: controls, also those that turn the direction around, become U+FFFD. The number of
/// characters stays, so that offsets hold.
pub(super) fn safe(text: &str) -> String {
    let hidden = |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|letter| if hidden(letter) { '\u{fffd}' } else { letter }).collect()
}

/// The phrase of a relation with its two ends.
pub(super) fn phrase(relation: &str, label: &str, subject: &str, object: &str) -> String {
    let ontology = Ontology::built_in();
    let phrase = ontology.find(relation).map(|kind| ontology.get(kind).phrase.as_str()).filter(|phrase| !phrase.is_empty());
    match phrase {
        Some(phrase) => phrase.replace("{subject}", subject).replace("{object}", object),
        None => format!("{subject} {label} {object}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1000, 1_234_567].map(group), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(count(1, "entity", "entities"), "1 entity");
        assert_eq!(safe("a\x1b[2Jb\u{202e}"), "a\u{fffd}[2Jb\u{fffd}");
    }
}
