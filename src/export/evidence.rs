//! Evidence as columns: one list for all formats in which a piece of evidence is a record of its own.

use super::columns::{Kind, Value};
use crate::graph::{EvidenceRow, Named};
use twox_hash::XxHash3_128;

/// The columns of evidence, after `subject`, `relation` and `object`. Spans are code points of the document, half-open.
pub(super) const EVIDENCE: &[(&str, Kind)] = &[
    ("polarity", Kind::Text),
    ("modality", Kind::Text),
    ("confidence", Kind::Text),
    ("document", Kind::Text),
    ("document_date", Kind::Text),
    ("source", Kind::Text),
    ("sentence_number", Kind::Whole),
    ("sentence_start", Kind::Whole),
    ("sentence_end", Kind::Whole),
    ("subject_start", Kind::Whole),
    ("subject_end", Kind::Whole),
    ("object_start", Kind::Whole),
    ("object_end", Kind::Whole),
    ("trigger_start", Kind::Whole),
    ("trigger_end", Kind::Whole),
    ("attribution", Kind::Text),
    ("attribution_entity", Kind::Text),
    ("place", Kind::Text),
    ("place_entity", Kind::Text),
    ("date", Kind::Text),
    ("date_from", Kind::Text),
    ("date_until", Kind::Text),
    ("mode", Kind::Text),
    ("rule", Kind::Text),
    ("zone", Kind::Text),
    ("quote", Kind::Text),
];

/// A value of [`EVIDENCE`]; none where it is unknown.
pub(super) fn evidence_value<'v>(row: &'v EvidenceRow, column: &str) -> Option<Value<'v>> {
    fn words(named: Option<&Named>) -> Option<&str> {
        named.map(|named| named.text.as_str())
    }
    fn entity(named: Option<&Named>) -> Option<&str> {
        named.and_then(|named| named.entity.as_deref())
    }
    let date = row.date.as_ref();
    let text = match column {
        "polarity" => row.polarity.as_str(),
        "modality" => row.modality.as_str(),
        "confidence" => row.confidence.as_str(),
        "document" => &row.document,
        "document_date" => row.document_date.as_deref()?,
        "source" => row.source.as_deref()?,
        "attribution" => words(row.attribution.as_ref())?,
        "attribution_entity" => entity(row.attribution.as_ref())?,
        "place" => words(row.place.as_ref())?,
        "place_entity" => entity(row.place.as_ref())?,
        "date" => &date?.text,
        "date_from" => date?.from.as_deref()?,
        "date_until" => date?.until.as_deref()?,
        "mode" => row.mode.as_deref()?,
        "rule" => &row.rule,
        "zone" => row.zone.as_str(),
        "quote" => &row.quote,
        number => return whole(row, number).map(Value::Whole),
    };
    Some(Value::Text(text.into()))
}

fn whole(row: &EvidenceRow, column: &str) -> Option<u64> {
    let place = match column {
        "sentence_number" => return Some(row.sentence_number.into()),
        "sentence_start" => row.sentence[0],
        "sentence_end" => row.sentence[1],
        "subject_start" => row.subject_span[0],
        "subject_end" => row.subject_span[1],
        "object_start" => row.object_span[0],
        "object_end" => row.object_span[1],
        "trigger_start" => row.trigger?[0],
        "trigger_end" => row.trigger?[1],
        _ => return None,
    };
    u64::try_from(place).ok()
}

/// An id of a piece of evidence, from everything that it says: 32 hexadecimal digits, the same in every format and in every graph that
/// holds it.
pub(super) fn evidence_id(row: &EvidenceRow) -> String {
    let mut parts = vec![row.subject.clone(), row.relation.clone(), row.object.clone()];
    parts.extend(EVIDENCE.iter().map(|(column, _)| evidence_value(row, column).map_or_else(String::new, |value| value.to_string())));
    hash(parts.iter().map(String::as_str))
}

/// Parts of a name as one number (XXH3 of 128 bits) in hexadecimal digits.
pub(super) fn hash<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut bytes = Vec::new();
    for part in parts {
        // With its length before it, no part can be taken for two.
        bytes.extend((part.len() as u64).to_le_bytes());
        bytes.extend(part.as_bytes());
    }
    format!("{:032x}", XxHash3_128::oneshot(&bytes))
}
