//! From rows to a gazetteer: rows of later packs win, references are resolved when all packs are read, every fault is collected.
//!
//! An entity that a later pack lists again keeps what that row leaves empty, and keeps all its names. A row of `names` takes the place of
//! the same name of the same entity in `entities` or in an earlier pack: that is how a canonical name becomes weak.

use super::entity::NEAR;
use super::owned::{OwnedDistinct, OwnedEntity, OwnedName, OwnedNever, OwnedRole};
use super::pack::TableKind;
use super::repeat::{Repeats, identify};
use super::row::Row;
use super::{EntityIx, EntityKind, Gazetteer, NameKind, Pack, fold_name};
use crate::document::Date;
use crate::error::{Error, Result};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Columns of the `entities` table that have a meaning of their own; all others are kept as attributes.
const KNOWN: [&str; 9] = ["id", "name", "type", "aliases", "country", "wikidata", "prominence", "population", "iso"];

impl Gazetteer {
    /// Puts packs together; later packs win.
    ///
    /// # Errors
    /// Every fault of every row: a missing name, an unknown reference, kind or date, two rows of one id in one table with different names.
    pub fn load(packs: &[Pack]) -> Result<Self, Vec<Error>> {
        let mut draft = Draft::default();
        for (place, pack) in packs.iter().enumerate() {
            draft.entities(pack, 2 * place + 1);
        }
        draft.index();
        for (place, pack) in packs.iter().enumerate() {
            draft.references(pack, 2 * place + 2);
        }
        draft.keep_latest_names();
        if draft.faults.is_empty() { Ok(draft.gazetteer.finish()) } else { Err(draft.faults) }
    }
}

/// An entity with its names so far: text and rank.
#[derive(Default)]
struct Drafted {
    entity: OwnedEntity,
    names: Vec<(String, usize)>,
}

/// Rank of canonical names: any row about a name knows better.
const CANONICAL: usize = 0;

#[derive(Default)]
struct Draft {
    /// By id.
    entities: BTreeMap<String, Drafted>,
    /// Names with their rank: of two rows for one name of one entity, those with the higher rank stand.
    names: Vec<(usize, OwnedName)>,
    /// ISO code of a country: its id.
    codes: HashMap<String, String>,
    gazetteer: Gazetteer,
    faults: Vec<Error>,
}

fn rows(pack: &Pack, wanted: TableKind) -> impl Iterator<Item = &Row> {
    pack.tables.iter().filter(move |table| table.kind == wanted).flat_map(|table| &table.rows)
}

impl Draft {
    fn entities(&mut self, pack: &Pack, rank: usize) {
        let mut repeats = Repeats::default();
        for row in rows(pack, TableKind::Entities) {
            let (id, name) = match identify(row) {
                Ok(found) => found,
                Err(fault) => {
                    self.faults.push(fault);
                    continue;
                }
            };
            let filled = match repeats.first(&id, &name, row) {
                Ok(first) => first.map(|first| repeats.filled(&id, first, row)),
                Err(fault) => {
                    self.faults.push(fault);
                    continue;
                }
            };
            if let Some(code) = row.get("iso") {
                self.codes.insert(code.to_ascii_uppercase(), id.clone());
            }
            let prominence = self.prominence(row);
            let drafted = self.entities.entry(id.clone()).or_default();
            drafted.entity.id = id;
            if let Some(filled) = filled {
                // One entity in several rows: the first row names it, and each cell counts where it is filled first.
                fill(&mut drafted.entity, row, prominence, |column| !filled.contains(column));
                drafted.names.push((name, rank));
            } else {
                name.clone_into(&mut drafted.entity.name);
                fill(&mut drafted.entity, row, prominence, |_| true);
                drafted.names.push((name, CANONICAL));
            }
            let aliases = row.get("aliases").unwrap_or_default().split('|').map(str::trim).filter(|alias| !alias.is_empty());
            drafted.names.extend(aliases.map(|alias| (alias.to_owned(), rank)));
        }
    }

    fn prominence(&mut self, row: &Row) -> Option<u64> {
        let column = if row.get("prominence").is_some() { "prominence" } else { "population" };
        let text = row.get(column)?;
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.faults.push(row.fault(column, format!("{text:?} is no number of 0 or more")));
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a finite number of 0 or more; saturates")]
        number.map(|number| number as u64)
    }

    /// Numbers the entities in id order and gives them their canonical names and aliases.
    fn index(&mut self) {
        let drafted = std::mem::take(&mut self.entities);
        let gazetteer = &mut self.gazetteer;
        for (id, Drafted { entity, names }) in drafted {
            let place = EntityIx(u32::try_from(gazetteer.entities.len()).expect("fewer than 4 billion entities"));
            let named = |text| OwnedName { text, entity: place, kind: NameKind::Strong, from: None, until: None, near: String::new() };
            // An alias that repeats the canonical name says nothing about its kind.
            let canonical: BTreeSet<String> = names.iter().filter(|name| name.1 == CANONICAL).map(|name| name.0.clone()).collect();
            let aliases = names.into_iter().filter(|(text, rank)| *rank == CANONICAL || !canonical.contains(text));
            self.names.extend(aliases.map(|(text, rank)| (rank, named(text))));
            gazetteer.by_id.insert(id, place);
            gazetteer.by_name.entry(fold_name(&entity.name)).or_default().push(place);
            gazetteer.entities.push(entity);
        }
        for place in 0..gazetteer.entities.len() {
            let Some(country) = gazetteer.entities[place].attributes.remove("country") else { continue };
            let found = gazetteer.by_id.get(&country).or_else(|| gazetteer.by_id.get(self.codes.get(&country.to_ascii_uppercase())?));
            let found = found.or_else(|| gazetteer.by_name.get(&fold_name(&country))?.first()).copied();
            gazetteer.entities[place].country = found;
            if found.is_none() {
                // A foreign pack may use codes of countries that it does not list: kept as it stands.
                gazetteer.entities[place].attributes.insert("country".to_owned(), country);
            }
        }
    }

    fn references(&mut self, pack: &Pack, rank: usize) {
        for row in rows(pack, TableKind::Names) {
            match self.name(row) {
                Ok(name) => self.names.push((rank, name)),
                Err(fault) => self.faults.push(fault),
            }
        }
        for row in rows(pack, TableKind::Roles) {
            self.push(|draft| draft.role(row), |gazetteer| &mut gazetteer.roles);
        }
        for row in rows(pack, TableKind::Distinct) {
            self.push(|draft| draft.distinct(row), |gazetteer| &mut gazetteer.distinct);
        }
        for row in rows(pack, TableKind::Never) {
            self.push(|draft| draft.never(row), |gazetteer| &mut gazetteer.never);
        }
    }

    fn push<T>(&mut self, read: impl Fn(&Self) -> Result<T>, list: impl Fn(&mut Gazetteer) -> &mut Vec<T>) {
        match read(self) {
            Ok(item) => list(&mut self.gazetteer).push(item),
            Err(fault) => self.faults.push(fault),
        }
    }

    /// Of all rows for one name of one entity, those of the latest table stand.
    fn keep_latest_names(&mut self) {
        let mut latest: HashMap<(EntityIx, &str), usize> = HashMap::new();
        for (rank, name) in &self.names {
            let known = latest.entry((name.entity, &name.text)).or_insert(*rank);
            *known = (*known).max(*rank);
        }
        let stands: Vec<bool> =
            self.names.iter().map(|(rank, name)| latest.get(&(name.entity, name.text.as_str())) == Some(rank)).collect();
        let names = std::mem::take(&mut self.names).into_iter().zip(stands);
        self.gazetteer.names = names.filter(|(_, stands)| *stands).map(|((_, name), _)| name).collect();
    }

    /// An entity by id or canonical name.
    fn reference(&self, row: &Row, column: &str) -> Result<EntityIx> {
        let cell = row.need(column)?;
        if let Some(entity) = self.gazetteer.by_id.get(cell) {
            return Ok(*entity);
        }
        match self.gazetteer.find_name(cell)[..] {
            [] => Err(row.fault(column, format!("no entity has the id or the canonical name \"{cell}\""))),
            [entity] => Ok(entity),
            _ => Err(row.fault(column, format!("several entities are called \"{cell}\": give an id"))),
        }
    }

    fn name(&self, row: &Row) -> Result<OwnedName> {
        let text = row.need("name")?.to_owned();
        let kind = row.get("kind").unwrap_or("strong");
        let kind = NameKind::parse(kind).ok_or_else(|| {
            row.fault("kind", format!("{kind:?} is none of strong, weak, short, acronym, demonym, metonym, native, former"))
        })?;
        let near = row.get("near").unwrap_or_default().split(NEAR).map(|word| fold(word.trim())).filter(|word| !word.is_empty());
        let near = near.collect::<Vec<_>>().join("|");
        let (from, until) = dates(row)?;
        Ok(OwnedName { text, entity: self.reference(row, "entity")?, kind, from, until, near })
    }

    fn role(&self, row: &Row) -> Result<OwnedRole> {
        let (from, until) = dates(row)?;
        let title = row.need("title")?.to_lowercase();
        Ok(OwnedRole { person: self.reference(row, "person")?, title, of: self.reference(row, "of")?, from, until })
    }

    fn distinct(&self, row: &Row) -> Result<OwnedDistinct> {
        let (a, b) = (self.reference(row, "a")?, self.reference(row, "b")?);
        let reason = row.need("reason")?.to_owned();
        if a == b {
            return Err(row.fault("b", "an entity cannot differ from itself"));
        }
        Ok(OwnedDistinct { a: a.min(b), b: a.max(b), reason })
    }

    fn never(&self, row: &Row) -> Result<OwnedNever> {
        let entity = row.get("entity").map(|_| self.reference(row, "entity")).transpose()?;
        Ok(OwnedNever { text: row.need("text")?.to_owned(), entity, reason: row.need("reason")?.to_owned() })
    }
}

/// Writes the filled cells of a row, where they count, over what is known of the entity.
fn fill(entity: &mut OwnedEntity, row: &Row, prominence: Option<u64>, counts: impl Fn(&str) -> bool) {
    let cell = |column: &str| row.get(column).filter(|_| counts(column));
    if let Some(type_name) = cell("type").or(entity.type_name.is_empty().then_some("other")) {
        entity.kind = EntityKind::parse(type_name);
        type_name.clone_into(&mut entity.type_name);
    }
    if let Some(wikidata) = cell("wikidata") {
        entity.wikidata = Some(wikidata.to_owned());
    }
    if counts("prominence") && counts("population") {
        entity.prominence = prominence.unwrap_or(entity.prominence);
    }
    let extra = row.cells().filter(|(column, _)| counts(column) && (!KNOWN.contains(column) || *column == "country"));
    entity.attributes.extend(extra.map(|(column, cell)| (column.to_owned(), cell.to_owned())));
}

fn dates(row: &Row) -> Result<(Option<Date>, Option<Date>)> {
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

/// Articles and particles before a surname.
pub(crate) const ARTICLES: [&str; 10] = ["al", "el", "ul", "as", "ash", "ad", "an", "ar", "at", "az"];
/// Particles without which the last word alone is no surname: Salman is not bin Salman.
pub(crate) const PARTICLES: [&str; 5] = ["bin", "ibn", "ben", "bint", "abu"];

impl Gazetteer {
    fn finish(mut self) -> Self {
        self.names.sort_by(|a, b| (a.entity, &a.text, a.kind, a.from, a.until).cmp(&(b.entity, &b.text, b.kind, b.from, b.until)));
        self.names.dedup_by(|a, b| (a.entity, &a.text, a.kind, a.from, a.until) == (b.entity, &b.text, b.kind, b.from, b.until));
        self.roles.sort_by(|a, b| (a.person, a.from, a.until, &a.title, a.of).cmp(&(b.person, b.from, b.until, &b.title, b.of)));
        self.roles.dedup();
        self.distinct.sort_by_key(|pair| (pair.a, pair.b));
        self.never.sort_by(|a, b| (&a.text, a.entity).cmp(&(&b.text, b.entity)));
        self.by_name.clear();
        for name in &self.names {
            let owners = self.by_name.entry(fold_name(&name.text)).or_default();
            if !owners.contains(&name.entity) {
                owners.push(name.entity);
            }
            if self.entities[name.entity.index()].kind == EntityKind::Person
                && name.kind.is_full()
                && let Some(surname) = surname(&name.text)
            {
                self.given_names.extend(fold_name(&name.text).split(' ').next().map(str::to_owned));
                let owners = self.surnames.entry(surname).or_default();
                if !owners.contains(&name.entity) {
                    owners.push(name.entity);
                }
            }
        }
        self
    }
}

/// The folded last word of a name of two words or more, with the particle that belongs to it: `sharaa`, `bin salman`.
pub(crate) fn surname(name: &str) -> Option<String> {
    let folded = fold_name(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let last = *words.last()?;
    let before = *words.get(words.len().checked_sub(2)?)?;
    if words.len() == 2 && ARTICLES.contains(&before) {
        return None;
    }
    Some(if PARTICLES.contains(&before) { format!("{before} {last}") } else { last.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::surname;

    #[test]
    fn surnames_leave_the_article_and_keep_the_particle() {
        assert_eq!(surname("Asaad al-Shaibani").as_deref(), Some("shaibani"));
        assert_eq!(surname("Mohammed bin Salman").as_deref(), Some("bin salman"));
        assert_eq!(surname("Hamas"), None);
        assert_eq!(surname("al-Qaeda"), None);
    }
}
