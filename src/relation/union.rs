//! Two analyses of one sentence, one list of evidence.

use super::{Confidence, Evidence, Modality, Polarity};

/// Evidence of one analysis.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) evidence: Evidence,
    /// How sure the analysis is of the words that it rests on; see [`Clause::margin`](super::clause::Clause::margin).
    pub(super) margin: i32,
}

fn same(a: &Evidence, b: &Evidence) -> bool {
    (a.subject, a.relation, a.object) == (b.subject, b.relation, b.object)
}

/// Something else about the same two.
fn differs(a: &Evidence, b: &Evidence) -> bool {
    let pair = (a.subject, a.object) == (b.subject, b.object) || (a.subject, a.object) == (b.object, b.subject);
    pair && !same(a, b)
}

/// A parse that is less sure than this of a word that its evidence rests on does not overrule the cascade: half a unit of log-odds.
const SURE: i32 = 512;

/// Joins what the cascade found with what the parser's tree gave: what both say is of high confidence. Where each says something of a pair
/// that the other does not, the parser has the last word if it is sure: measured alone, it is the more precise of the two.
pub(super) fn unite(cascade: Vec<Found>, parsed: &[Found]) -> Vec<Evidence> {
    let among = |list: &[Found], evidence: &Evidence| list.iter().any(|other| same(&other.evidence, evidence));
    let denied = |found: &Found, list: &[Found]| list.iter().any(|other| differs(&found.evidence, &other.evidence));
    let only_cascade: Vec<Found> = cascade.iter().filter(|found| !among(parsed, &found.evidence)).cloned().collect();
    let mut only_parsed: Vec<Found> = parsed.iter().filter(|found| !among(&cascade, &found.evidence)).cloned().collect();
    only_parsed.retain(|found| found.margin >= SURE || !denied(found, &only_cascade));
    let mut united: Vec<Evidence> = Vec::with_capacity(cascade.len() + only_parsed.len());
    for mut found in cascade {
        if let Some(Found { evidence: other, margin }) = parsed.iter().find(|other| same(&other.evidence, &found.evidence)) {
            let evidence = &mut found.evidence;
            // A fact is what both analyses take for one. Whether what a noun names happened depends on the whole sentence, and so does whether
            // anybody believes it.
            let named = evidence.rule.starts_with("noun:");
            let differs = (evidence.polarity, evidence.modality) != (other.polarity, other.modality);
            let doubted = other.polarity == Polarity::Positive && matches!(other.modality, Modality::Possible | Modality::Denied);
            let is_fact = (evidence.polarity, evidence.modality) == (Polarity::Positive, Modality::Asserted);
            if evidence.confidence == Confidence::Medium && !(named && differs) {
                evidence.confidence = Confidence::High;
            }
            if differs && is_fact && (named || doubted) && *margin >= SURE {
                (evidence.polarity, evidence.modality) = (other.polarity, other.modality);
            }
            evidence.attribution = evidence.attribution.take().or_else(|| other.attribution.clone());
            evidence.place = evidence.place.take().or_else(|| other.place.clone());
            evidence.time = evidence.time.take().or_else(|| other.time.clone());
        } else if denied(&found, &only_parsed) {
            continue;
        }
        united.push(found.evidence);
    }
    united.extend(only_parsed.into_iter().map(|found| found.evidence));
    united
}
