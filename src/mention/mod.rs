//! Stage 4: takes tokens, gives the places where names stand, each with all its candidates.

mod acronym;
mod matcher;
mod scan;

pub use acronym::{defined_acronym, explained_acronym, initials};
pub use matcher::{Entry, HashMatcher, Hit, Matcher, NoIndex};
pub use scan::{Scanned, Spot, scan};

use crate::gazetteer::EntityIx;
use crate::text::Span;
use std::ops::Range;

/// How words stand for an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MentionKind {
    /// A name as the gazetteer lists it.
    Name,
    /// Another spelling of a listed name.
    Variant,
    /// A surname, given name or part of a longer name.
    Short,
    /// Initials.
    Acronym,
    /// A title that stands for its holder.
    Title,
    /// An adjective of nationality, or the people.
    Demonym,
    /// A place that stands for a government.
    Metonym,
    /// A pronoun.
    Pronoun,
}

impl MentionKind {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Variant => "variant",
            Self::Short => "short",
            Self::Acronym => "acronym",
            Self::Title => "title",
            Self::Demonym => "demonym",
            Self::Metonym => "metonym",
            Self::Pronoun => "pronoun",
        }
    }
}

/// Whether a place or a country decides and acts, or is where something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It decides, says, fights, plays.
    Actor,
    /// Something is there or happens there.
    Place,
}

/// Words that stand for one entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The name alone: no title, article or possessive ending.
    pub span: Span,
    /// What the words name.
    pub entity: EntityIx,
    /// How they name it.
    pub kind: MentionKind,
    /// The rule that decided, as `nisba gazetteer explain` describes it.
    pub rule: &'static str,
    /// The actor, where the words stand for another than the entity itself.
    pub acts_as: Option<EntityIx>,
    /// For a place or country: does it act?
    pub reading: Option<Reading>,
    /// Whether the rule overrode something that speaks against it.
    pub doubtful: bool,
    /// Index of the sentence.
    pub sentence: u32,
}

impl Mention {
    /// The entity that takes part in relations.
    pub fn actor(&self) -> EntityIx {
        self.acts_as.unwrap_or(self.entity)
    }
}

/// The mentions of each sentence, as ranges of indices; `mentions` are in text order.
pub(crate) fn by_sentence(mentions: &[Mention], sentences: usize) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    (0u32..).take(sentences).map(move |number| {
        let own = start..start + mentions[start..].iter().take_while(|mention| mention.sentence == number).count();
        start = own.end;
        own
    })
}

/// Words that fit several entities, none of them clearly.
#[derive(Debug, Clone, PartialEq)]
pub struct Ambiguous {
    /// Where the words stand.
    pub span: Span,
    /// All that fit, in id order.
    pub candidates: Vec<EntityIx>,
    /// Index of the sentence.
    pub sentence: u32,
}
