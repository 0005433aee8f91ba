//! World knowledge for packs of one's own: an entity of a pack that is the same thing as one of the built-in tables inherits what those
//! know of it. Demonyms, acronyms, short forms and spellings become names of the pack's entity, its capital may stand for it, and offices,
//! country and prominence come along where the pack is silent.
//!
//! What the pack itself says is never overruled: a name that any entity of the packs has is not inherited.

use super::entity::{EntityIx, EntityKind, NameKind};
use super::owned::{OwnedName, OwnedRole};
use super::{Gazetteer, fold_name};
use std::collections::BTreeMap;

/// How surely two entities are one; the surer wins where two entities of a pack claim one of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Alias,
    Name,
    Number,
}

/// Gives the entities of a gazetteer what `world` knows of them. Names and roles come unsorted.
pub(super) fn inherit(gazetteer: &mut Gazetteer, world: &Gazetteer) {
    let heirs = heirs(gazetteer, world);
    let mut names = Vec::new();
    for (of, heir) in &heirs {
        let (known, entity) = (world.entity(*of), &mut gazetteer.entities[heir.index()]);
        if entity.prominence == 0 {
            entity.prominence = known.prominence;
        }
        entity.country = entity.country.or_else(|| heirs.get(&known.country?).copied());
        let demonyms: Vec<String> = world.names_of(*of).filter(|name| name.kind == NameKind::Demonym).map(|name| fold_name(name.text)).collect();
        // The pack may list the adjective as one more name.
        let listed = gazetteer.names.iter_mut().filter(|name| name.entity == *heir && name.kind == NameKind::Strong);
        for name in listed.filter(|name| demonyms.contains(&fold_name(&name.text))) {
            name.kind = NameKind::Demonym;
        }
        for name in world.names_of(*of) {
            // A capital that is an entity too keeps its name, and may stand for the state all the same; an adjective is a state's first.
            if matches!(name.kind, NameKind::Metonym | NameKind::Demonym) || !gazetteer.by_name.contains_key(&fold_name(name.text)) {
                let (text, near) = (name.text.to_owned(), name.near.to_owned());
                names.push(OwnedName { text, entity: *heir, kind: name.kind, from: name.from, until: name.until, near });
            }
        }
        for role in world.roles_of(*of) {
            if let Some(body) = heirs.get(&role.of) {
                let title = role.title.to_owned();
                gazetteer.roles.push(OwnedRole { person: *heir, title, of: *body, from: role.from, until: role.until });
            }
        }
    }
    for name in names {
        gazetteer.add(name);
    }
    for never in &world.never {
        if let Some(heir) = never.entity.and_then(|entity| heirs.get(&entity)) {
            let mut never = never.clone();
            never.entity = Some(*heir);
            gazetteer.never.push(never);
        }
    }
}

/// Entities of the world with the one entity of the packs that is the same thing.
fn heirs(gazetteer: &Gazetteer, world: &Gazetteer) -> BTreeMap<EntityIx, EntityIx> {
    let numbers: BTreeMap<&str, EntityIx> =
        world.entities().filter_map(|(place, entity)| Some((entity.wikidata?, place))).collect();
    // None: two entities of the packs are equally like it.
    let mut best: BTreeMap<EntityIx, (Likeness, Option<EntityIx>)> = BTreeMap::new();
    let mut claim = |of: EntityIx, likeness: Likeness, heir: EntityIx| {
        let known = best.entry(of).or_insert((likeness, Some(heir)));
        if known.0 < likeness {
            *known = (likeness, Some(heir));
        } else if known.0 == likeness && known.1 != Some(heir) {
            known.1 = None;
        }
    };
    for (place, entity) in gazetteer.entities() {
        let number = entity.wikidata.or(Some(entity.id).filter(|id| is_number(id)));
        if let Some(of) = number.and_then(|number| numbers.get(number)) {
            if alike(entity.kind, world.entity(*of).kind) {
                claim(*of, Likeness::Number, place);
            }
            continue;
        }
        for of in world.find_name(entity.name) {
            if same_by_name(gazetteer, place, world, of, entity.name) && number.is_none_or(|_| world.entity(of).wikidata.is_none()) {
                let canonical = fold_name(world.entity(of).name) == fold_name(entity.name);
                claim(of, if canonical { Likeness::Name } else { Likeness::Alias }, place);
            }
        }
    }
    best.into_iter().filter_map(|(of, (_, heir))| Some((of, heir?))).collect()
}

/// Whether an entity of the world that has a name of an entity of the packs is the same thing.
fn same_by_name(gazetteer: &Gazetteer, place: EntityIx, world: &Gazetteer, of: EntityIx, text: &str) -> bool {
    let (ours, theirs) = (gazetteer.entity(place), world.entity(of));
    let folded = fold_name(text);
    let full = world.names_of(of).any(|name| name.kind.is_full() && fold_name(name.text) == folded);
    if ours.kind == theirs.kind {
        full || fold_name(theirs.name) == folded
    } else {
        full && alike(ours.kind, theirs.kind) && world.find_name(text).len() == 1
    }
}

/// Whether two kinds may be said of one thing: tables differ in what they call a state, a militia, or anything without a type.
fn alike(a: EntityKind, b: EntityKind) -> bool {
    let body = |kind| matches!(kind, EntityKind::Organization | EntityKind::Group);
    a == b || a.is_location() && b.is_location() || body(a) && body(b) || a == EntityKind::Other || b == EntityKind::Other
}

/// An item number of Wikidata.
fn is_number(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
