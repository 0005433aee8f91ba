//! Which of several namesakes on the map? What the tables say of each against what the text says around the name and elsewhere.

use super::resolve::Pass;
use crate::gazetteer::{EntityIx, EntityKind, Name, fold_name};
use crate::mention::Spot;

/// The candidates for a spot that are left when the worse described ones give way. Names of people and organisations are left alone.
pub(super) fn narrowed<'g>(pass: &Pass<'g>, _sentence: usize, _spot: Spot, names: impl Iterator<Item = Name<'g>>) -> Vec<EntityIx> {
    let mut names: Vec<Name> = names.collect();
    let kind = |name: &Name| pass.gazetteer.entity(name.entity).kind;
    if names.len() > 1 {
        // A row that says what it is about is better described than one that does not, a name better than an alias.
        prefer(&mut names, |name| kind(name) != EntityKind::Other);
        let canonical = |name: &Name| fold_name(name.text) == fold_name(pass.gazetteer.entity(name.entity).name);
        if names.iter().all(|name| super::ground::may_be_place(kind(name))) {
            prefer(&mut names, canonical);
        }
    }
    names.into_iter().map(|name| name.entity).collect()
}

/// Keeps what fits where anything does.
fn prefer(names: &mut Vec<Name>, fits: impl Fn(&Name) -> bool) {
    if names.iter().any(&fits) {
        names.retain(fits);
    }
}
