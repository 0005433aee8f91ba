//! Whom a name may mean that is listed in no such spelling: every candidate of the variant engine, with what counted.

use super::{EntityIx, Found, Gazetteer, PairExplanation, PairStep, VariantIndex, explain_pair};
use std::fmt;

/// An entity that has a name of which another name may be a spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// The entity.
    pub entity: EntityIx,
    /// Its id.
    pub id: String,
    /// Its canonical name.
    pub name: String,
    /// Its type as the table writes it.
    pub type_name: String,
    /// The listed name that fits best.
    pub listed: String,
    /// Whether it is clearly ahead of all others, so that the name is taken for it.
    pub chosen: bool,
    /// The comparison of the two names; its score is that of this gazetteer.
    pub pair: PairExplanation,
}

/// All entities that a name may be a spelling of, the most likely first.
pub(super) fn spellings(gazetteer: &Gazetteer, name: &str) -> Vec<Spelling> {
    let bytes = gazetteer.variant_index();
    let Some(index) = VariantIndex::open(gazetteer, &bytes) else { return Vec::new() };
    let found = index.find(name);
    let ranked = index.ranked(name).unwrap_or_default();
    let spelling = |candidate: super::Candidate| {
        let entity = gazetteer.entity(candidate.entity);
        let listed = gazetteer.name(candidate.name).text;
        let mut pair = explain_pair(name, listed);
        let rest = candidate.score - pair.verdict.score;
        if rest != 0 {
            pair.steps.push(PairStep::Counted { what: "how common the parts are in this gazetteer", part: None, score: rest });
        }
        (pair.verdict.score, pair.verdict.rule) = (candidate.score, candidate.rule);
        Spelling {
            entity: candidate.entity,
            id: entity.id.to_owned(),
            name: entity.name.to_owned(),
            type_name: entity.type_name.to_owned(),
            listed: listed.to_owned(),
            chosen: matches!(found, Found::One(one, _) if one == candidate.entity),
            pair,
        }
    };
    ranked.into_iter().map(spelling).collect()
}

impl fmt::Display for Spelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decision = if self.chosen { "taken for it" } else { "not clearly ahead: it stays open" };
        writeln!(f, "  {} [{}] {}: another spelling of \"{}\", {decision}", self.name, self.id, self.type_name, self.listed)?;
        self.pair.to_string().lines().try_for_each(|line| writeln!(f, "    {line}"))
    }
}
