//! What packs do not say: the names, offices and exclusions that their entities inherit from the world (`inherit`), and the short forms
//! that follow from the form of their names (`derive`).
//!
//! What a pack itself says is never overruled: a name that an entity of the packs has is not given to another one, unless it is what that
//! one is called before words in brackets, or the adjective or capital of a state.

use super::derive::{Bodies, forms_of, is_head_of, is_no_name, rare_surname};
use super::entity::{EntityIx, EntityKind, NameKind};
use super::fold::fold_name_into;
use super::inherit::inherit;
use super::parts::{ExtraPart, Parts, RolePart};
use super::{Gazetteer, fold_name};
use std::borrow::Cow;
use std::collections::HashMap;

/// A name that an entity gets besides those of its packs.
#[derive(Debug)]
pub(super) struct AddedName<'p> {
    pub(super) text: Cow<'p, str>,
    pub(super) entity: EntityIx,
    pub(super) kind: NameKind,
    pub(super) extra: Option<Box<ExtraPart>>,
    /// Whether it gets it though another entity has it.
    pub(super) always: bool,
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
            !entity.own || name.kind != NameKind::Strong || name.text == entity.name || !is_no_name(name.text)
        });
        derive(parts, &mut added);
    }
    leave_what_is_claimed(parts, &mut added.names);
    added
}

fn derive<'p>(parts: &Parts<'p>, added: &mut Added<'p>) {
    let bodies = Bodies::new(parts, &added.names);
    let mut forms: Vec<AddedName<'p>> = Vec::new();
    let mut folded = String::new();
    for name in parts.names.iter().filter(|name| name.kind == NameKind::Strong) {
        let entity = &parts.entities[name.entity.index()];
        if !entity.own {
            continue;
        }
        let kind = EntityKind::parse(entity.type_name);
        let mut push = |text: String, kind| {
            let always = kind == NameKind::Part || is_head_of(&text, entity.name);
            forms.push(AddedName { text: text.into(), entity: name.entity, kind, extra: None, always });
        };
        forms_of(name.text, kind, &mut push);
        if matches!(kind, EntityKind::Organization | EntityKind::Other) {
            bodies.forms_of(name.text, &mut push);
        }
        if kind == EntityKind::Person && name.text == entity.name {
            fold_name_into(name.text, &mut folded);
            if let Some(surname) = rare_surname(name.text, &folded) {
                forms.push(AddedName { text: surname.into(), entity: name.entity, kind: NameKind::Part, extra: None, always: true });
            }
        }
    }
    added.names.append(&mut forms);
}

/// Takes away the names that other entities have.
fn leave_what_is_claimed(parts: &Parts<'_>, names: &mut Vec<AddedName<'_>>) {
    // Of each wanted name: its one owner, or nobody where there are several.
    let mut owners: HashMap<String, Option<Option<EntityIx>>> = HashMap::new();
    for name in names.iter().filter(|name| !name.always) {
        owners.insert(fold_name(&name.text), None);
    }
    if owners.is_empty() {
        return;
    }
    let mut folded = String::new();
    for name in parts.names.iter().filter(|name| name.kind != NameKind::Part) {
        fold_name_into(name.text, &mut folded);
        if let Some(owner) = owners.get_mut(&folded) {
            *owner = Some(owner.map_or(Some(name.entity), |owner| owner.filter(|owner| *owner == name.entity)));
        }
    }
    names.retain(|name| {
        name.always || owners.get(&fold_name(&name.text)).is_none_or(|owner| owner.is_none_or(|owner| owner == Some(name.entity)))
    });
}
