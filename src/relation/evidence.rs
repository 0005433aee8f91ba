//! Evidence: one sentence that says that two entities are related. The atom of everything later.

use super::RelationIx;
use crate::gazetteer::EntityIx;
use crate::text::Span;

/// Does the sentence say that it is so, or that it is not?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Polarity {
    /// It is so.
    Positive,
    /// It is not so ("not", "never", "without").
    Negative,
}

impl Polarity {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }
}

/// How real the sentence makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modality {
    /// It happened or holds, also on hearsay.
    Asserted,
    /// It is set, expected, announced.
    Planned,
    /// It may, could, should be; somebody wants it.
    Possible,
    /// Somebody says that it is not so.
    Denied,
}

impl Modality {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Denied => "denied",
        }
    }
}

/// How much stands behind the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Two analyses of the sentence agree.
    High,
    /// One analysis found it.
    Medium,
    /// It takes more than one sentence, or a name that was resolved against something.
    Inferred,
}

impl Confidence {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Inferred => "inferred",
        }
    }
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The source, where it is an entity of the gazetteer.
    pub entity: Option<EntityIx>,
    /// The words that name the source.
    pub span: Span,
}

/// Where it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRef {
    /// The place.
    pub entity: EntityIx,
    /// The words that name it.
    pub span: Span,
}

/// When it happened, as the sentence says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeRef {
    /// The words.
    pub span: Span,
    /// First day, where the expression could be resolved.
    pub from: Option<jiff::civil::Date>,
    /// Last day.
    pub until: Option<jiff::civil::Date>,
}

/// One sentence that says that two entities are related.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Who.
    pub subject: EntityIx,
    /// Does what.
    pub relation: RelationIx,
    /// To whom.
    pub object: EntityIx,
    /// The words that name the subject.
    pub subject_span: Span,
    /// The words that name the object.
    pub object_span: Span,
    /// Index of the sentence.
    pub sentence: u32,
    /// The words that say it.
    pub trigger: Span,
    /// Is it so, or not?
    pub polarity: Polarity,
    /// Did it happen, will it, may it?
    pub modality: Modality,
    /// Who says so.
    pub attribution: Option<Attribution>,
    /// Where.
    pub place: Option<PlaceRef>,
    /// When.
    pub time: Option<TimeRef>,
    /// A finer kind of the relation, or the text of a role.
    pub mode: Option<String>,
    /// The rule that found it, such as `verb:meet/with`.
    pub rule: String,
    /// How much stands behind it.
    pub confidence: Confidence,
}
