//! World knowledge for packs of one's own: an entity of a pack that is the same thing as one of the built-in tables inherits what those
//! know of it. Demonyms, acronyms, short forms and spellings become names of the pack's entity, its capital may stand for it, and offices,
//! country and prominence come along where the pack is silent.

use super::complete::{Added, AddedName, AddedNever, GivesWay};
use super::entity::{EntityIx, EntityKind, NameKind};
use super::parts::{ExtraPart, Parts, RolePart};
use super::{Gazetteer, fold_alike, fold_name, id_scheme};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How surely two entities are one; the surer wins where two entities of a pack claim one of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// A row that does not say what it is about has its name: a hamlet may be called like a state.
    Untyped,
    Alias,
    Name,
    Number,
}

/// Who claims to be one entity of the world.
struct Claim {
    likeness: Likeness,
    /// Nobody, where several are equally like it.
    heir: Option<EntityIx>,
    /// Other states that claim to be it.
    states: Vec<EntityIx>,
}

/// Gives the entities of packs what `world` knows of them.
pub(super) fn inherit(parts: &mut Parts<'_>, world: &Gazetteer, added: &mut Added<'_>) {
    let claims = claims(parts, world);
    for (of, claim) in &claims {
        leave_to_heir(parts, world, *of, claim);
    }
    let heirs: BTreeMap<EntityIx, EntityIx> = claims.into_iter().filter_map(|(of, claim)| Some((of, claim.heir?))).collect();
    for (of, heir) in &heirs {
        let (known, entity) = (world.entity(*of), &mut parts.entities[heir.index()]);
        if entity.prominence == 0 {
            entity.prominence = known.prominence;
        }
        entity.country = entity.country.or_else(|| heirs.get(&known.country?).copied());
        let kinds: HashMap<String, NameKind> = world.names_of(*of).map(|name| (fold_name(name.text), name.kind)).collect();
        // A pack may list the adjective, or the capital that stands for the state, as one more name.
        let start = parts.names.partition_point(|name| name.entity < *heir);
        for name in parts.names[start..].iter_mut().take_while(|name| name.entity == *heir).filter(|name| name.kind == NameKind::Strong) {
            if let Some(kind @ (NameKind::Demonym | NameKind::Metonym)) = kinds.get(&fold_name(name.text))
                && name.text != entity.name
            {
                name.kind = *kind;
            }
        }
        for name in world.names_of(*of) {
            let extra = (name.from.is_some() || name.until.is_some() || !name.near.is_empty())
                .then(|| Box::new(ExtraPart { from: name.from, until: name.until, near: name.near.to_owned() }));
            // A capital that is an entity too keeps its name, and may stand for the state all the same; an adjective is a state's unless
            // something is called so first. What is called like a state in a row that does not say what it is about is a hamlet.
            let state = known.kind == EntityKind::Country;
            let gives_way = match name.kind {
                NameKind::Metonym => GivesWay::Never,
                NameKind::Demonym if state => GivesWay::ToTypedCanonical,
                NameKind::Demonym => GivesWay::ToCanonical,
                _ if known.kind.is_location() => GivesWay::ToTyped,
                _ => GivesWay::ToAny,
            };
            added.names.push(AddedName { text: name.text.to_owned().into(), entity: *heir, kind: name.kind, extra, gives_way });
        }
        for role in world.roles_of(*of) {
            if let Some(body) = heirs.get(&role.of) {
                let title = role.title.to_owned();
                added.roles.push(RolePart { person: *heir, title, of: *body, from: role.from, until: role.until });
            }
        }
    }
    for never in world.never() {
        if let Some(heir) = never.entity.and_then(|entity| heirs.get(&entity)) {
            added.never.push(AddedNever { text: never.text.to_owned(), entity: *heir, reason: never.reason.to_owned() });
        }
    }
}

/// One state that two sources list: what both are called means the row that is more surely that state, and the other one only where the text
/// names it otherwise. Two rows of one source are two things, whatever they are called.
fn leave_to_heir(parts: &mut Parts<'_>, world: &Gazetteer, of: EntityIx, claim: &Claim) {
    let Some(heir) = claim.heir else { return };
    let source = |entity: EntityIx| id_scheme(&parts.entities[entity.index()].id);
    let others: Vec<EntityIx> = claim.states.iter().copied().filter(|other| *other != heir && source(*other) != source(heir)).collect();
    if others.is_empty() {
        return;
    }
    let start = |parts: &Parts<'_>, entity: EntityIx| parts.names.partition_point(|name| name.entity < entity);
    let listed = parts.names[start(parts, heir)..].iter().take_while(|name| name.entity == heir).map(|name| fold_name(name.text));
    let shared: HashSet<String> = listed.chain(world.names_of(of).map(|name| fold_name(name.text))).collect();
    for other in others {
        let start = start(parts, other);
        for name in parts.names[start..].iter_mut().take_while(|name| name.entity == other) {
            if name.kind == NameKind::Strong && shared.contains(&fold_name(name.text)) {
                name.kind = NameKind::Weak;
            }
        }
    }
}

/// Entities of the world with those of the packs that claim to be the same thing.
fn claims(parts: &Parts<'_>, world: &Gazetteer) -> BTreeMap<EntityIx, Claim> {
    let numbers: BTreeMap<&str, EntityIx> = world.entities().filter_map(|(place, entity)| Some((entity.wikidata?, place))).collect();
    let mut claims: BTreeMap<EntityIx, Claim> = BTreeMap::new();
    let mut claim = |of: EntityIx, likeness: Likeness, heir: EntityIx| {
        let known = claims.entry(of).or_insert_with(|| Claim { likeness, heir: Some(heir), states: Vec::new() });
        if known.likeness < likeness {
            (known.likeness, known.heir) = (likeness, Some(heir));
        } else if known.likeness == likeness && known.heir != Some(heir) {
            known.heir = None;
        }
        if EntityKind::parse(parts.entities[heir.index()].type_name) == EntityKind::Country {
            known.states.push(heir);
        }
    };
    for (place, entity) in (0..).map(EntityIx).zip(&parts.entities) {
        let kind = EntityKind::parse(entity.type_name);
        let number = entity.wikidata.or(Some(&*entity.id).filter(|id| is_number(id)));
        if let Some(of) = number.and_then(|number| numbers.get(number)) {
            if alike(kind, world.entity(*of).kind) {
                claim(*of, Likeness::Number, place);
            }
            continue;
        }
        for of in world.find_name(entity.name) {
            if same_by_name(kind, entity.name, world, of) && number.is_none_or(|_| world.entity(of).wikidata.is_none()) {
                let canonical = fold_alike(world.entity(of).name, entity.name);
                let likeness = match kind {
                    EntityKind::Other if world.entity(of).kind != EntityKind::Other => Likeness::Untyped,
                    _ if canonical => Likeness::Name,
                    _ => Likeness::Alias,
                };
                claim(of, likeness, place);
            }
        }
    }
    claims
}

/// Whether an entity of the world that has the name of an entity of the packs is the same thing.
fn same_by_name(kind: EntityKind, text: &str, world: &Gazetteer, of: EntityIx) -> bool {
    let theirs = world.entity(of);
    let folded = fold_name(text);
    let full = world.names_of(of).any(|name| name.kind.is_full() && fold_name(name.text) == folded);
    if kind == theirs.kind {
        full || fold_name(theirs.name) == folded
    } else {
        full && alike(kind, theirs.kind) && world.find_name(text).len() == 1
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
