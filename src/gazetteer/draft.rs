//! From rows to a gazetteer: rows of later packs win, references are resolved when all packs are read, every fault is collected.
//!
//! An entity that a later pack lists again keeps what that row leaves empty, and keeps all its names. A row of `names` takes the place of
//! the same name of the same entity in `entities` or in an earlier pack: that is how a canonical name becomes weak.
//! What people have decided of entities, which are one and what one is called, is put into effect before other rows refer to them.

use super::check::Finding;
use super::complete::{Added, complete};
use super::entity::NEAR;
use super::pack::TableKind;
use super::parts::{EntityPart, ExtraPart, NamePart, NeverPart, Parts, RolePart};
use super::repeat::{Filled, identify, same_entity};
use super::row::Row;
use super::{EntityIx, EntityKind, Gazetteer, NameKind, Pack, built_in, fold_name, image};
use crate::document::Date;
use crate::error::{Error, Result};
use crate::text::fold;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

/// Columns of the `entities` table that have a meaning of their own; all others are kept as attributes.
const KNOWN: [&str; 9] = ["id", "name", "type", "aliases", "country", "wikidata", "prominence", "population", "iso"];

impl Gazetteer {
    /// Puts packs together; later packs win.
    ///
    /// # Errors
    /// Every fault of every row: a missing name, an unknown reference, kind or date, two rows of one id in one table with different names.
    pub fn load(packs: &[Pack]) -> Result<Self, Vec<Error>> {
        let mut draft = Draft::default();
        for (place, pack) in (0..).zip(packs) {
            draft.entities(pack, 2 * place + 1);
        }
        draft.index();
        for pack in packs {
            draft.read_renames(pack);
        }
        draft.merge(packs);
        draft.rename();
        for (place, pack) in (0..).zip(packs) {
            draft.references(pack, 2 * place + 2);
        }
        if !draft.faults.is_empty() {
            return Err(draft.faults);
        }
        // Where the built-in entities are left out, what is known of them still holds for those that a pack lists.
        let world = if packs.iter().any(|pack| pack.built_in) { None } else { Some(Self::load(&[built_in()])?) };
        let remarks = std::mem::take(&mut draft.remarks);
        let mut parts = draft.finish();
        let Added { names, roles, never } = complete(&mut parts, world.as_ref());
        let entities = parts.entities.len();
        parts.names.extend(names.iter().map(|name| NamePart {
            text: &name.text,
            entity: name.entity,
            kind: name.kind,
            rank: ADDED,
            extra: name.extra.clone(),
        }));
        if !names.is_empty() {
            parts.names = each_once(by_entity(parts.names, entities));
        }
        parts.roles.extend(roles);
        parts.never.extend(never.iter().map(|never| NeverPart { text: &never.text, entity: Some(never.entity), reason: &never.reason }));
        sort_others(&mut parts);
        for entity in &mut parts.entities {
            entity.name = entity.decided.as_ref().and_then(|decided| decided.renamed).unwrap_or(entity.name);
        }
        let image = image::build(&parts).map_err(|error| vec![error])?;
        Ok(Self { image, remarks, ..Self::default() })
    }
}

/// Rank of canonical names: any row about a name knows better. Rows of `entities` have odd ranks, rows of `names` even ones.
const CANONICAL: u32 = 0;
/// Rank of names that no row lists.
const ADDED: u32 = u32::MAX;

/// The type of an entity of which no row says one.
pub(super) const UNTYPED: &str = "other";

#[derive(Default)]
pub(super) struct Draft<'p> {
    /// In the order in which they come, and from `index` on in id order.
    pub(super) entities: Vec<EntityPart<'p>>,
    by_id: HashMap<Cow<'p, str>, u32>,
    /// ISO code of a country: its place.
    codes: HashMap<String, u32>,
    /// Folded canonical names, once somebody asks.
    canonical: OnceCell<HashMap<String, Vec<EntityIx>>>,
    /// Rows of `renames` in the order in which they count.
    renames: Vec<(EntityIx, &'p str)>,
    /// Folded names that they give.
    new_names: HashMap<String, Vec<EntityIx>>,
    pub(super) parts: Parts<'p>,
    pub(super) faults: Vec<Error>,
    pub(super) remarks: Vec<Finding>,
}

pub(super) fn rows(pack: &Pack, wanted: TableKind) -> impl Iterator<Item = Row<'_>> {
    pack.tables.iter().filter(move |table| table.kind == wanted).flat_map(|table| table.rows.iter())
}

fn place(count: usize) -> u32 {
    u32::try_from(count).expect("fewer than 4 billion entities")
}

impl<'p> Draft<'p> {
    fn entities(&mut self, pack: &'p Pack, rank: u32) {
        let (mut first, mut filled): (Vec<Option<Row<'p>>>, Filled) = (vec![None; self.entities.len()], Filled::default());
        let mut states: HashMap<String, u32> = HashMap::new();
        for row in rows(pack, TableKind::Entities) {
            let (id, name) = match identify(row) {
                Ok(found) => found,
                Err(fault) => {
                    self.faults.push(fault);
                    continue;
                }
            };
            // There is one state of a name: lists from two sources may give it two ids.
            let state = (row.get("type").map(EntityKind::parse) == Some(EntityKind::Country)).then(|| fold_name(name));
            let known = state.as_ref().filter(|_| !self.by_id.contains_key(&id)).and_then(|state| states.get(state));
            let own = *self.by_id.entry(id).or_insert_with_key(|id| {
                known.copied().unwrap_or_else(|| {
                    self.entities.push(EntityPart { id: id.clone(), own: !pack.built_in, ..EntityPart::default() });
                    first.push(None);
                    place(self.entities.len() - 1)
                })
            });
            if let Some(state) = state {
                states.entry(state).or_insert(own);
            }
            let entity = &mut self.entities[own as usize];
            let before = match first[own as usize] {
                None => None,
                Some(first) => match same_entity(first, row, &entity.id, name) {
                    Ok(()) => Some(filled.before(own as usize, first, row)),
                    Err(fault) => {
                        self.faults.push(fault);
                        continue;
                    }
                },
            };
            if let Some(code) = row.get("iso") {
                self.codes.insert(code.to_ascii_uppercase(), own);
            }
            let prominence = prominence(row).unwrap_or_else(|fault| {
                self.faults.push(fault);
                None
            });
            let mut named = |text, rank| {
                self.parts.names.push(NamePart { text, entity: EntityIx(own), kind: NameKind::Strong, rank, extra: None });
            };
            if let Some(before) = before {
                // One entity in several rows: the first row names it, and each cell counts where it is filled first.
                fill(entity, row, prominence, |column| !before.contains(column));
                named(name, rank);
            } else {
                first[own as usize] = Some(row);
                entity.name = name;
                fill(entity, row, prominence, |_| true);
                named(name, CANONICAL);
            }
            let aliases = row.get("aliases").unwrap_or_default().split('|').map(str::trim).filter(|alias| !alias.is_empty());
            for alias in aliases {
                named(alias, rank);
            }
        }
    }

    /// Numbers the entities in id order.
    fn index(&mut self) {
        let mut order: Vec<u32> = (0..place(self.entities.len())).collect();
        order.sort_unstable_by(|a, b| self.entities[*a as usize].id.cmp(&self.entities[*b as usize].id));
        let mut places = vec![0; order.len()];
        for (place, old) in (0..).zip(&order) {
            places[*old as usize] = place;
        }
        self.entities = order.iter().map(|old| std::mem::take(&mut self.entities[*old as usize])).collect();
        for name in &mut self.parts.names {
            name.entity = EntityIx(places[name.entity.index()]);
        }
        for known in self.by_id.values_mut().chain(self.codes.values_mut()) {
            *known = places[*known as usize];
        }
        let mut found: HashMap<&'p str, Option<EntityIx>> = HashMap::new();
        for place in 0..self.entities.len() {
            let Some((_, country)) = self.entities[place].attributes.iter().rfind(|(column, _)| *column == "country").copied() else {
                continue;
            };
            let country = *found.entry(country).or_insert_with(|| self.country(country));
            // A foreign pack may use codes of countries that it does not list: kept as it stands.
            if country.is_some() {
                self.entities[place].country = country;
                self.entities[place].attributes.retain(|(column, _)| *column != "country");
            }
        }
    }

    fn country(&self, country: &str) -> Option<EntityIx> {
        let known = self.by_id.get(country).or_else(|| self.codes.get(&country.to_ascii_uppercase()));
        known.map(|place| EntityIx(*place)).or_else(|| self.called(country).first().copied())
    }

    /// Reads what entities are to be called.
    fn read_renames(&mut self, pack: &'p Pack) {
        for row in rows(pack, TableKind::Renames) {
            match self.new_name(row) {
                Ok((entity, name)) => {
                    let called = self.new_names.entry(fold_name(name)).or_default();
                    if !called.contains(&entity) {
                        called.push(entity);
                    }
                    self.renames.push((entity, name));
                }
                Err(fault) => self.faults.push(fault),
            }
        }
    }

    fn new_name(&self, row: Row<'p>) -> Result<(EntityIx, &'p str)> {
        let (entity, name) = (self.reference(row, "entity")?, row.need("name")?);
        row.need("reason")?;
        if fold_name(name).is_empty() {
            return Err(row.fault("name", format!("there is no word in the name \"{name}\"")));
        }
        Ok((entity, name))
    }

    /// Gives entities the new names, which are found in texts as the old ones go on to be.
    fn rename(&mut self) {
        for (entity, name) in &self.renames {
            self.entities[entity.index()].decided.get_or_insert_default().renamed = Some(name);
            self.parts.names.push(NamePart { text: name, entity: *entity, kind: NameKind::Strong, rank: CANONICAL, extra: None });
        }
    }

    /// Puts new numbers in the place of those of entities, by the old ones.
    pub(super) fn renumber(&mut self, numbers: &[EntityIx]) {
        let known = self.by_id.values_mut().chain(self.codes.values_mut());
        known.for_each(|entity| *entity = numbers[*entity as usize].0);
        let names = self.parts.names.iter_mut().map(|name| &mut name.entity);
        names.chain(self.renames.iter_mut().map(|rename| &mut rename.0)).for_each(|entity| *entity = numbers[entity.index()]);
        for called in self.canonical.get_mut().into_iter().flat_map(HashMap::values_mut).chain(self.new_names.values_mut()) {
            for entity in called.iter_mut() {
                *entity = numbers[entity.index()];
            }
            called.sort_unstable();
            called.dedup();
        }
    }

    /// The entities with a canonical name that folds like this one.
    pub(super) fn called(&self, name: &str) -> &[EntityIx] {
        let canonical = self.canonical.get_or_init(|| {
            let mut canonical: HashMap<String, Vec<EntityIx>> = HashMap::new();
            for (place, entity) in (0..).map(EntityIx).zip(&self.entities) {
                canonical.entry(fold_name(entity.name)).or_default().push(place);
            }
            canonical
        });
        canonical.get(&fold_name(name)).map_or(&[], Vec::as_slice)
    }

    fn references(&mut self, pack: &'p Pack, rank: u32) {
        for row in rows(pack, TableKind::Names) {
            self.push(|draft| draft.name(row, rank), |parts| &mut parts.names);
        }
        for row in rows(pack, TableKind::Roles) {
            self.push(|draft| draft.role(row), |parts| &mut parts.roles);
        }
        for row in rows(pack, TableKind::Never) {
            self.push(|draft| draft.never(row), |parts| &mut parts.never);
        }
    }

    fn push<T>(&mut self, read: impl Fn(&Self) -> Result<T>, list: impl for<'a> Fn(&'a mut Parts<'p>) -> &'a mut Vec<T>) {
        match read(self) {
            Ok(item) => list(&mut self.parts).push(item),
            Err(fault) => self.faults.push(fault),
        }
    }

    /// An entity by id or canonical name; the name that a row of `renames` gives comes last.
    pub(super) fn reference(&self, row: Row, column: &str) -> Result<EntityIx> {
        let cell = row.need(column)?;
        if let Some(entity) = self.by_id.get(cell) {
            return Ok(EntityIx(*entity));
        }
        let found = match self.called(cell) {
            [] => self.new_names.get(&fold_name(cell)).map_or(&[][..], Vec::as_slice),
            found => found,
        };
        match found {
            [] => Err(row.fault(column, format!("no entity has the id or the canonical name \"{cell}\""))),
            [entity] => Ok(*entity),
            _ => Err(row.fault(column, format!("several entities are called \"{cell}\": give an id"))),
        }
    }

    fn name(&self, row: Row<'p>, rank: u32) -> Result<NamePart<'p>> {
        let text = row.need("name")?;
        let kind = row.get("kind").unwrap_or("strong");
        let kind = NameKind::parse(kind).ok_or_else(|| {
            row.fault("kind", format!("{kind:?} is none of strong, weak, short, acronym, demonym, metonym, native, former, part"))
        })?;
        let near = row.get("near").unwrap_or_default().split(NEAR).map(|word| fold(word.trim())).filter(|word| !word.is_empty());
        let near = near.collect::<Vec<_>>().join("|");
        let (from, until) = dates(row)?;
        let extra = (from.is_some() || until.is_some() || !near.is_empty()).then(|| Box::new(ExtraPart { from, until, near }));
        Ok(NamePart { text, entity: self.reference(row, "entity")?, kind, rank, extra })
    }

    fn role(&self, row: Row) -> Result<RolePart> {
        let (from, until) = dates(row)?;
        let title = row.need("title")?.to_lowercase();
        Ok(RolePart { person: self.reference(row, "person")?, title, of: self.reference(row, "of")?, from, until })
    }

    fn never(&self, row: Row<'p>) -> Result<NeverPart<'p>> {
        let entity = row.get("entity").map(|_| self.reference(row, "entity")).transpose()?;
        Ok(NeverPart { text: row.need("text")?, entity, reason: row.need("reason")? })
    }

    /// Everything in order, each once.
    fn finish(self) -> Parts<'p> {
        let Self { entities, mut parts, .. } = self;
        parts.names = stand(by_entity(parts.names, entities.len()));
        parts.entities = entities;
        parts
    }
}

fn sort_others(parts: &mut Parts<'_>) {
    parts.roles.sort_by(|a, b| (a.person, a.from, a.until, &a.title, a.of).cmp(&(b.person, b.from, b.until, &b.title, b.of)));
    parts.roles.dedup();
    parts.distinct.sort_by_key(|pair| (pair.a, pair.b));
    parts.never.sort_by(|a, b| (a.text, a.entity).cmp(&(b.text, b.entity)));
}

/// Sorts the names of each entity, and drops what is added though a row says it.
fn each_once(mut names: Vec<NamePart<'_>>) -> Vec<NamePart<'_>> {
    for own in names.chunk_by_mut(|a, b| a.entity == b.entity) {
        own.sort_by_key(|name| (name.text, name.kind, name.dates()));
    }
    names.dedup_by(|a, b| (a.entity, a.text, a.kind, a.dates()) == (b.entity, b.text, b.kind, b.dates()));
    names
}

/// Names sorted by entity; those of one entity stay in their order.
fn by_entity(names: Vec<NamePart<'_>>, entities: usize) -> Vec<NamePart<'_>> {
    let mut next = vec![0usize; entities + 1];
    for name in &names {
        next[name.entity.index() + 1] += 1;
    }
    for place in 1..next.len() {
        next[place] += next[place - 1];
    }
    let mut sorted: Vec<Option<NamePart<'_>>> = Vec::new();
    sorted.resize_with(names.len(), || None);
    for name in names {
        let slot = &mut next[name.entity.index()];
        sorted[*slot] = Some(name);
        *slot += 1;
    }
    sorted.into_iter().flatten().collect()
}

/// Sorts the names of each entity. Of all rows for one name, those of the latest table stand.
fn stand(mut names: Vec<NamePart<'_>>) -> Vec<NamePart<'_>> {
    for own in names.chunk_by_mut(|a, b| a.entity == b.entity) {
        own.sort_by_key(|name| (name.text, name.kind, name.dates()));
    }
    let mut stands = Vec::with_capacity(names.len());
    for same in names.chunk_by(|a, b| (a.entity, a.text) == (b.entity, b.text)) {
        // An alias that repeats the canonical name says nothing about its kind.
        let canonical = same.iter().any(|name| name.rank == CANONICAL);
        let counts = |name: &NamePart| !(canonical && name.rank % 2 == 1);
        let latest = same.iter().filter(|name| counts(name)).map(|name| name.rank).max();
        let mut last: Option<&NamePart> = None;
        for name in same {
            let stand =
                counts(name) && Some(name.rank) == latest && last.is_none_or(|last| (last.kind, last.dates()) != (name.kind, name.dates()));
            last = if stand { Some(name) } else { last };
            stands.push(stand);
        }
    }
    let mut stands = stands.into_iter();
    names.retain(|_| stands.next().unwrap_or_default());
    names
}

/// How well known the entity of a row is.
fn prominence(row: Row) -> Result<Option<u64>> {
    let column = if row.get("prominence").is_some() { "prominence" } else { "population" };
    let Some(text) = row.get(column) else { return Ok(None) };
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a finite number of 0 or more; saturates")]
    number.map(|number| Some(number as u64)).ok_or_else(|| row.fault(column, format!("{text:?} is no number of 0 or more")))
}

/// Writes the filled cells of a row, where they count, over what is known of the entity.
fn fill<'p>(entity: &mut EntityPart<'p>, row: Row<'p>, prominence: Option<u64>, counts: impl Fn(&str) -> bool) {
    let cell = |column: &str| row.get(column).filter(|_| counts(column));
    if let Some(type_name) = cell("type").or(entity.type_name.is_empty().then_some(UNTYPED)) {
        entity.type_name = type_name;
    }
    entity.wikidata = cell("wikidata").or(entity.wikidata);
    if counts("prominence") && counts("population") {
        entity.prominence = prominence.unwrap_or(entity.prominence);
    }
    let extra = row.cells().filter(|(column, _)| counts(column) && (!KNOWN.contains(column) || *column == "country"));
    entity.attributes.extend(extra);
}

fn dates(row: Row) -> Result<(Option<Date>, Option<Date>)> {
    let date = |column: &str| {
        let cell = row.get(column);
        cell.map(|cell| Date::parse(cell).ok_or_else(|| row.fault(column, format!("{cell:?} is no date (2024, 2024-12 or 2024-12-08)"))))
            .transpose()
    };
    let (from, until) = (date("from")?, date("until")?);
    match (from, until) {
        (Some(from), Some(until)) if until.last_day() < from.first_day() => {
            Err(row.fault("until", format!("ends ({until}) before it starts ({from})")))
        }
        dates => Ok(dates),
    }
}
