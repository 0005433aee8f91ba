//! Two analyses of one sentence, one list of evidence.

use super::{Confidence, Evidence};

fn same(a: &Evidence, b: &Evidence) -> bool {
    (a.subject, a.relation, a.object) == (b.subject, b.relation, b.object)
}

/// Something else about the same two.
fn differs(a: &Evidence, b: &Evidence) -> bool {
    let pair = (a.subject, a.object) == (b.subject, b.object) || (a.subject, a.object) == (b.object, b.subject);
    pair && !same(a, b)
}

/// Joins what the cascade found with what the parser's tree gave: what both say is of high confidence. Where each says something of a pair
/// that the other does not, the parser has the last word: measured alone, it is the more precise of the two.
pub(super) fn unite(cascade: Vec<Evidence>, parsed: &[Evidence]) -> Vec<Evidence> {
    let among = |list: &[Evidence], evidence: &Evidence| list.iter().any(|other| same(evidence, other));
    let only_parsed: Vec<Evidence> = parsed.iter().filter(|evidence| !among(&cascade, evidence)).cloned().collect();
    let mut found: Vec<Evidence> = Vec::with_capacity(cascade.len() + only_parsed.len());
    for mut evidence in cascade {
        if among(parsed, &evidence) {
            if evidence.confidence == Confidence::Medium {
                evidence.confidence = Confidence::High;
            }
        } else if only_parsed.iter().any(|other| differs(&evidence, other)) {
            continue;
        }
        found.push(evidence);
    }
    found.extend(only_parsed);
    found
}
