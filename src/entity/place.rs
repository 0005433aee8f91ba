//! Which of several namesakes on the map? What the tables say of each against what the text says around the name and elsewhere.

use super::resolve::Pass;
use crate::gazetteer::{EntityIx, EntityKind, Name, NameKind, fold_alike, fold_name};
use crate::mention::Spot;

/// The candidates for a spot that are left when the worse described ones give way. Names of people and organisations are left alone.
pub(super) fn narrowed<'g>(pass: &Pass<'g>, sentence: usize, spot: Spot, names: impl Iterator<Item = Name<'g>>) -> Vec<EntityIx> {
    let mut names: Vec<Name> = names.collect();
    let kind = |name: &Name| pass.gazetteer.kind(name.entity);
    if names.len() > 1 {
        // A row that says what it is about is better described than one that does not, a name better than an alias.
        prefer(&mut names, |name| kind(name) != EntityKind::Other);
        let canonical = |name: &Name| fold_alike(name.text, pass.gazetteer.outline(name.entity).name);
        if names.iter().all(|name| super::ground::may_be_place(kind(name))) {
            prefer(&mut names, canonical);
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
fn is_completed(pass: &Pass, sentence: usize, spot: Spot, name: Name) -> bool {
    let scanned = &pass.scanned[sentence];
    let rest = pass
        .gazetteer
        .outline(name.entity)
        .name
        .strip_prefix(name.text)
        .filter(|rest| name.kind == NameKind::Short && rest.starts_with(", "));
    rest.is_some_and(|rest| {
        let rest = fold_name(rest);
        let mut after = (spot.last + 1..scanned.tokens.len().min(spot.last + 1 + BESIDE)).map(|token| scanned.folded(pass.text, token));
        !rest.is_empty() && rest.split(' ').all(|word| after.any(|token| token == word))
    })
}

/// Keeps what fits where anything does.
fn prefer(names: &mut Vec<Name>, fits: impl Fn(&Name) -> bool) {
    if names.iter().any(&fits) {
        names.retain(fits);
    }
}
