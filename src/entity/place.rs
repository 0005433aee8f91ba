//! Which of several namesakes on the map? What the tables say of each against what the text says around the name and elsewhere.

use super::listed::Listed;
use super::resolve::Pass;
use crate::gazetteer::{EntityIx, EntityKind, NameKind, fold_name};
use crate::mention::Spot;

/// The candidates for a spot that are left when the worse described ones give way. Names of people and organisations are left alone.
pub(super) fn narrowed(pass: &Pass, sentence: usize, spot: Spot, names: impl Iterator<Item = Listed>) -> Vec<EntityIx> {
    let mut names: Vec<Listed> = names.collect();
    if names.len() > 1 {
        // A row that says what it is about is better described than one that does not, a name better than an alias.
        prefer(&mut names, |name| name.of != EntityKind::Other);
        if names.iter().all(|name| name.may_be_place()) {
            prefer(&mut names, |name| !name.is_alias());
        }
    }
    if names.len() > 1 {
        // `University of Elbonia in Nordhafen`: what the short form leaves out stands beside it.
        prefer(&mut names, |name| is_completed(pass, sentence, spot, *name));
    }
    names.into_iter().map(|name| name.entity).collect()
}

/// Tokens after a short form among which the rest of the full name is sought.
const BESIDE: usize = 6;

/// Whether what a short form leaves out of the end of the full name stands soon after it.
fn is_completed(pass: &Pass, sentence: usize, spot: Spot, name: Listed) -> bool {
    if name.kind != NameKind::Short {
        return false;
    }
    let scanned = &pass.scanned[sentence];
    let whole = pass.gazetteer.outline(name.entity).name;
    let rest = whole.strip_prefix(pass.gazetteer.name(name.name).text).filter(|rest| rest.starts_with(", "));
    rest.is_some_and(|rest| {
        let rest = fold_name(rest);
        let mut after = (spot.last + 1..scanned.tokens.len().min(spot.last + 1 + BESIDE)).map(|token| scanned.folded(pass.text, token));
        !rest.is_empty() && rest.split(' ').all(|word| after.any(|token| token == word))
    })
}

/// Keeps what fits where anything does.
fn prefer(names: &mut Vec<Listed>, fits: impl Fn(&Listed) -> bool) {
    if names.iter().any(&fits) {
        names.retain(fits);
    }
}
