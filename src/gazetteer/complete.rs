//! What packs do not say: the names, offices and exclusions that their entities inherit from the world (`inherit`), and the short forms
//! that follow from the form of their names (`derive`).
//!
//! What a pack itself says is never overruled: a name that an entity of the packs has is not given to another one, unless it is what that
//! one is called before words in brackets, or the adjective or capital of a state.

use super::derive::{Bodies, forms_of, is_code, is_head_of, is_no_name, rare_surname};
use super::entity::{EntityIx, EntityKind, NameKind};
use super::fold::fold_name_into;
use super::inherit::inherit;
use super::parts::{ExtraPart, NamePart, Parts, RolePart};
use super::{Gazetteer, fold_name};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashMap;

/// A name that an entity gets besides those of its packs.
#[derive(Debug)]
pub(super) struct AddedName<'p> {
    pub(super) text: Cow<'p, str>,
    pub(super) entity: EntityIx,
    pub(super) kind: NameKind,
    pub(super) extra: Option<Box<ExtraPart>>,
    pub(super) gives_way: GivesWay,
}

/// To which names of other entities an added name gives way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GivesWay {
    /// To none: several things may be called so.
    Never,
    /// To what they are called first.
    ToCanonical,
    /// To what those are called first of which the pack says what they are.
    ToTypedCanonical,
    /// To those of which the pack says what they are.
    ToTyped,
    /// To all.
    ToAny,
}

/// An exclusion that an entity gets besides those of its packs.
#[derive(Debug)]
pub(super) struct AddedNever {
    pub(super) text: String,
    pub(super) entity: EntityIx,
    pub(super) reason: String,
}

/// Everything that is added.
#[derive(Debug, Default)]
pub(super) struct Added<'p> {
    pub(super) names: Vec<AddedName<'p>>,
    pub(super) roles: Vec<RolePart>,
    pub(super) never: Vec<AddedNever>,
}

/// Completes the parts, which must be sorted: corrects what is no name, and returns what is to be added. `world` is what is known where the
/// built-in entities are left out.
pub(super) fn complete<'p>(parts: &mut Parts<'p>, world: Option<&Gazetteer>) -> Added<'p> {
    let mut added = Added::default();
    if let Some(world) = world {
        inherit(parts, world, &mut added);
    }
    if parts.entities.iter().any(|entity| entity.own) {
        let entities = &parts.entities;
        parts.names.retain(|name| {
            let entity = &entities[name.entity.index()];
            !entity.own || name.kind != NameKind::Strong || entity.is_called(name.text) || !is_no_name(name.text)
        });
        // Codes of airports, states and the like: `AND` is no `and`.
        for name in parts.names.iter_mut().filter(|name| name.kind == NameKind::Strong && is_code(name.text)) {
            if entities[name.entity.index()].own {
                name.kind = NameKind::Acronym;
            }
        }
        derive(parts, &mut added);
    }
    leave_what_is_claimed(parts, &mut added.names);
    added
}

/// Persons of packs of one's own up to which a rare surname may stand alone: in a list of thousands somebody bears any surname.
const WATCHED: usize = 2000;

fn derive<'p>(parts: &Parts<'p>, added: &mut Added<'p>) {
    let bodies = Bodies::new(parts, &added.names);
    let persons = parts.entities.iter().filter(|entity| entity.own && EntityKind::parse(entity.type_name) == EntityKind::Person).count();
    let mut forms: Vec<AddedName<'p>> = Vec::new();
    let mut folded = String::new();
    for name in parts.names.iter().filter(|name| name.kind == NameKind::Strong) {
        let entity = &parts.entities[name.entity.index()];
        if !entity.own {
            continue;
        }
        let kind = EntityKind::parse(entity.type_name);
        let mut push = |text: String, kind| {
            let apart = kind == NameKind::Part || is_head_of(&text, entity.name);
            let gives_way = if apart { GivesWay::Never } else { GivesWay::ToAny };
            forms.push(AddedName { text: text.into(), entity: name.entity, kind, extra: None, gives_way });
        };
        forms_of(name.text, kind, &mut push);
        if matches!(kind, EntityKind::Organization | EntityKind::Other) {
            bodies.forms_of(name.text, &mut push);
        }
        if kind == EntityKind::Person && persons <= WATCHED && name.text == entity.name {
            fold_name_into(name.text, &mut folded);
            if let Some(surname) = rare_surname(name.text, &folded) {
                let gives_way = GivesWay::Never;
                forms.push(AddedName { text: surname.into(), entity: name.entity, kind: NameKind::Part, extra: None, gives_way });
            }
        }
    }
    added.names.append(&mut forms);
}

/// Takes away the names that other entities have.
fn leave_what_is_claimed(parts: &Parts<'_>, names: &mut Vec<AddedName<'_>>) {
    // Of each wanted name: who has it, and who is called so first, the same of those with a type; of several, one that is not the first.
    let mut owners: HashMap<String, [Option<EntityIx>; 4]> = HashMap::new();
    for name in names.iter().filter(|name| name.gives_way != GivesWay::Never) {
        owners.insert(fold_name(&name.text), [None; 4]);
    }
    if owners.is_empty() {
        return;
    }
    // Those who have a name besides its first owner.
    let mut shared: HashMap<String, [bool; 4]> = HashMap::new();
    // Hardly any name is wanted by another entity, and to fold them all takes longest.
    let wanted = |folded: &mut String, name: &NamePart<'_>| {
        fold_name_into(name.text, folded);
        owners.contains_key(folded).then(|| folded.clone())
    };
    let of_packs = parts.names.par_iter().filter(|name| name.kind != NameKind::Part);
    let wanted: Vec<_> =
        of_packs.map_init(String::new, |folded, name| wanted(folded, name).map(|folded| (name, folded))).flatten().collect();
    for (name, folded) in wanted {
        let Some(known) = owners.get_mut(&folded) else { continue };
        let entity = &parts.entities[name.entity.index()];
        let canonical = entity.name == name.text;
        let typed = EntityKind::parse(entity.type_name) != EntityKind::Other;
        for (place, counts) in [true, canonical, typed, typed && canonical].into_iter().enumerate().filter(|(_, counts)| *counts) {
            if counts && known[place].is_some_and(|owner| owner != name.entity) {
                shared.entry(folded.clone()).or_default()[place] = true;
            }
            known[place] = known[place].or(Some(name.entity));
        }
    }
    names.retain(|name| {
        let place = match name.gives_way {
            GivesWay::Never => return true,
            GivesWay::ToAny => 0,
            GivesWay::ToCanonical => 1,
            GivesWay::ToTyped => 2,
            GivesWay::ToTypedCanonical => 3,
        };
        let folded = fold_name(&name.text);
        let owner = owners.get(&folded).and_then(|owners| owners[place]);
        owner.is_none_or(|owner| owner == name.entity) && !shared.get(&folded).is_some_and(|shared| shared[place])
    });
}
