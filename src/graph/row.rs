//! One piece of evidence that needs nothing else to be understood: no document, no gazetteer, no ontology.

use super::{Fingerprint, Statement};
use crate::document::ZoneKind;
use crate::relation::{CO_OCCURS, Confidence, Modality, Polarity};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Where something stands in a document, in Unicode code points, half-open.
pub type CodeSpan = [usize; 2];

/// One sentence that joins two entities. Rows sort by edge first, then by where they stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EvidenceRow {
    /// Id of the entity that does it; of a symmetric relation the end with the smaller id.
    pub subject: String,
    /// Id of the relation.
    pub relation: String,
    /// Id of the other entity.
    pub object: String,
    /// Id of the document.
    pub document: String,
    /// Number of the sentence in its document, counted from 1.
    pub sentence_number: u32,
    /// Where the sentence stands.
    pub sentence: CodeSpan,
    /// The words that name the subject.
    pub subject_span: CodeSpan,
    /// The words that name the object.
    pub object_span: CodeSpan,
    /// The words that say it; none for a co-occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<CodeSpan>,
    /// The sentence with its white space collapsed; of a very long one the part around the names.
    pub quote: String,
    /// Is it so, or not?
    #[serde(serialize_with = "write_word", deserialize_with = "read_word")]
    pub polarity: Polarity,
    /// Did it happen, will it, may it?
    #[serde(serialize_with = "write_word", deserialize_with = "read_word")]
    pub modality: Modality,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Named>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Named>,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
    /// A finer kind of the relation, or the text of a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// The rule that found it.
    pub rule: String,
    /// How much stands behind it.
    #[serde(serialize_with = "write_word", deserialize_with = "read_word")]
    pub confidence: Confidence,
    /// The part of the document it stands in.
    #[serde(serialize_with = "write_word", deserialize_with = "read_word")]
    pub zone: ZoneKind,
    /// Date of the document, as precise as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_date: Option<String>,
    /// Outlet or collection of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What the document says, apart from white space.
    pub fingerprint: Fingerprint,
    /// The fingerprint that stands for all near-duplicates of the document, where it is another one: see [`super::clusters`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<Fingerprint>,
}

/// Words of a document, and the entity that they name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    /// Id of the entity, where the gazetteer has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// The words, white space collapsed.
    pub text: String,
}

/// An expression of time, and the days it covers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct When {
    /// The words, white space collapsed.
    pub text: String,
    /// First day, where the words could be resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl EvidenceRow {
    /// Whether the two entities are only named together.
    pub fn is_cooccurrence(&self) -> bool {
        self.relation == CO_OCCURS
    }

    /// Whether the sentence says that it is so.
    pub fn is_plain(&self) -> bool {
        self.modality == Modality::Asserted && self.polarity == Polarity::Positive
    }

    /// First day of the event where the sentence dates it, otherwise the date of the document.
    pub fn first_date(&self) -> Option<&str> {
        Statement::of(self).first_date()
    }

    /// Last day of the event where the sentence dates it, otherwise the date of the document.
    pub fn last_date(&self) -> Option<&str> {
        Statement::of(self).last_date()
    }

    /// The same for all near-duplicates of the document, and for no other document.
    pub fn cluster(&self) -> Fingerprint {
        self.cluster.unwrap_or(self.fingerprint)
    }

    /// The place of the sentence in one word: `document#number:start-end`, in code points.
    pub fn reference(&self) -> String {
        // Written for every edge of every export.
        let mut digits = itoa::Buffer::new();
        let mut out = String::with_capacity(self.document.len() + 24);
        out.push_str(&self.document);
        out.push('#');
        out.push_str(digits.format(self.sentence_number));
        out.push(':');
        out.push_str(digits.format(self.sentence[0]));
        out.push('-');
        out.push_str(digits.format(self.sentence[1]));
        out
    }

    /// What sorts the most telling sentence first: plain statements, running text, early ones; then by where they stand.
    pub(crate) fn rank(&self) -> impl Ord + '_ {
        let zone = match self.zone {
            ZoneKind::Body => 0,
            ZoneKind::Headline => 1,
            ZoneKind::Caption => 2,
            ZoneKind::Boilerplate => 3,
        };
        let date = self.first_date();
        (!self.is_plain(), zone, date.is_none(), date, self.document.as_str(), self.sentence_number, self)
    }
}

/// A closed set of words of the contract.
pub(crate) trait Word: Copy + 'static {
    const ALL: &'static [Self];
    fn word(self) -> &'static str;

    /// The value of a word.
    fn of(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == text)
    }
}

impl Word for Polarity {
    const ALL: &'static [Self] = &[Self::Positive, Self::Negative];
    fn word(self) -> &'static str {
        self.as_str()
    }
}

impl Word for Modality {
    const ALL: &'static [Self] = &[Self::Asserted, Self::Planned, Self::Possible, Self::Denied];
    fn word(self) -> &'static str {
        self.as_str()
    }
}

impl Word for Confidence {
    const ALL: &'static [Self] = &[Self::High, Self::Medium, Self::Inferred];
    fn word(self) -> &'static str {
        self.as_str()
    }
}

impl Word for ZoneKind {
    const ALL: &'static [Self] = &[Self::Headline, Self::Body, Self::Caption, Self::Boilerplate];
    fn word(self) -> &'static str {
        self.as_str()
    }
}

fn write_word<T: Word, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.word())
}

fn read_word<'de, T: Word, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    T::of(&text).ok_or_else(|| {
        let known: Vec<_> = T::ALL.iter().map(|value| value.word()).collect();
        serde::de::Error::custom(format!("\"{text}\" is none of {}", known.join(", ")))
    })
}
