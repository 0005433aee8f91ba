//! Entities that are one: rows of `same`, set against those of `distinct`.
//!
//! Only rows join; no likeness of names does. Rows that share an entity join all that they name, since every link of such a chain is a row
//! with a reason of its own. A row of a later pack overrules one of an earlier pack that says the contrary of the same two entities; within one
//! pack that is an error, and so is a chain that joins what a row keeps apart.

#[cfg(test)]
mod tests;

use super::check::{Finding, Severity};
use super::draft::{Draft, UNTYPED, rows};
use super::pack::TableKind;
use super::parts::{DistinctPart, EntityPart};
use super::row::Row;
use super::{EntityIx, EntityKind, Pack};
use crate::error::Result;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// A row that speaks of two entities.
#[derive(Clone, Copy)]
struct Pair<'p> {
    /// Place of its pack; later ones win.
    pack: usize,
    built_in: bool,
    a: EntityIx,
    b: EntityIx,
    row: Row<'p>,
}

impl Pair<'_> {
    fn key(&self) -> (EntityIx, EntityIx) {
        (self.a.min(self.b), self.a.max(self.b))
    }

    /// Where the row stands, for people.
    fn place(&self) -> String {
        if self.built_in {
            return "the built-in tables".to_owned();
        }
        format!("{}:{}", self.row.path().display(), self.row.line())
    }

    fn reason(&self) -> &str {
        self.row.get("reason").unwrap_or_default()
    }
}

impl<'p> Draft<'p> {
    /// Joins the entities that rows of `same` join, and reads the rows of `distinct`. The entities must be in id order, and are afterwards.
    pub(super) fn merge(&mut self, packs: &'p [Pack]) {
        let (mut same, mut distinct) = (self.pairs(packs, TableKind::Same), self.pairs(packs, TableKind::Distinct));
        for pair in distinct.extract_if(.., |pair| pair.a == pair.b) {
            self.faults.push(pair.row.fault("b", "an entity cannot differ from itself"));
        }
        for pair in same.extract_if(.., |pair| pair.a == pair.b) {
            self.remark(pair.row, "both are one entity without this row: it is idle".to_owned());
        }
        if !same.is_empty() {
            self.settle(&mut same, &mut distinct);
            let target = self.targets(&same, &distinct);
            for pair in &same {
                for difference in self.differences(pair.a, pair.b) {
                    self.remark(pair.row, difference);
                }
            }
            let numbers = self.join(&target);
            for pair in &mut distinct {
                [pair.a, pair.b] = [pair.a, pair.b].map(|entity| numbers[entity.index()]);
            }
        }
        let parts = distinct.iter().filter(|pair| pair.a != pair.b).filter_map(|pair| {
            let (a, b) = pair.key();
            Some(DistinctPart { a, b, reason: pair.row.get("reason")? })
        });
        self.parts.distinct.extend(parts);
    }

    fn pairs(&mut self, packs: &'p [Pack], kind: TableKind) -> Vec<Pair<'p>> {
        let mut pairs = Vec::new();
        for (place, pack) in packs.iter().enumerate() {
            for row in rows(pack, kind) {
                match self.pair(row) {
                    Ok((a, b)) => pairs.push(Pair { pack: place, built_in: pack.built_in, a, b, row }),
                    Err(fault) => self.faults.push(fault),
                }
            }
        }
        pairs
    }

    fn pair(&self, row: Row<'p>) -> Result<(EntityIx, EntityIx)> {
        let pair = (self.reference(row, "a")?, self.reference(row, "b")?);
        row.need("reason").map(|_| pair)
    }

    fn remark(&mut self, row: Row, message: String) {
        let (table, column) = (row.path().to_path_buf(), row.column("b").or(Some(1)));
        self.remarks.push(Finding { severity: Severity::Warning, table, line: row.line(), column, message });
    }

    /// Leaves of two rows that contradict each other that of the later pack.
    fn settle(&mut self, same: &mut Vec<Pair<'p>>, distinct: &mut Vec<Pair<'p>>) {
        let mut apart: HashMap<(EntityIx, EntityIx), Pair<'p>> = HashMap::new();
        for pair in distinct.iter() {
            // Packs come in order, so the latest stays.
            apart.insert(pair.key(), *pair);
        }
        let mut overruled = HashSet::new();
        same.retain(|pair| {
            let Some(other) = apart.get(&pair.key()) else { return true };
            match pair.pack.cmp(&other.pack) {
                std::cmp::Ordering::Greater => {
                    overruled.insert(pair.key());
                    self.remark(pair.row, format!("overrules {}, where the two are kept apart: {}", other.place(), other.reason()));
                    true
                }
                std::cmp::Ordering::Equal => {
                    let message = format!("{} keeps the two apart: delete one of the two rows", other.place());
                    self.faults.push(pair.row.fault("b", message));
                    false
                }
                std::cmp::Ordering::Less => {
                    self.remark(pair.row, format!("is overruled by {}, where the two are kept apart: {}", other.place(), other.reason()));
                    false
                }
            }
        });
        distinct.retain(|pair| !overruled.contains(&pair.key()));
    }

    /// Of each entity the one that it becomes: of those that are one, the first that no row names second, later packs first; where all are
    /// named second somewhere, the first of the first row.
    fn targets(&mut self, same: &[Pair<'p>], distinct: &[Pair<'p>]) -> Vec<EntityIx> {
        let mut order: Vec<&Pair> = same.iter().collect();
        order.sort_by_key(|pair| std::cmp::Reverse(pair.pack));
        let mut links: BTreeMap<EntityIx, Vec<&Pair>> = BTreeMap::new();
        for pair in &order {
            links.entry(pair.a).or_default().push(pair);
            links.entry(pair.b).or_default().push(pair);
        }
        let second: HashSet<EntityIx> = order.iter().map(|pair| pair.b).collect();
        let first = order.iter().filter(|pair| !second.contains(&pair.a)).chain(&order).map(|pair| pair.a);
        let mut target: Vec<EntityIx> = (0..).map(EntityIx).take(self.entities.len()).collect();
        let mut seen: HashSet<EntityIx> = HashSet::new();
        for kept in first {
            if seen.insert(kept) {
                for member in reachable(kept, &links) {
                    seen.insert(member);
                    target[member.index()] = kept;
                }
            }
        }
        // Of the contradictions of one chain the first is enough.
        let mut reported = HashSet::new();
        for pair in distinct {
            let kept = target[pair.a.index()];
            if kept == target[pair.b.index()] && reported.insert(kept) {
                self.chained(pair, &chain(pair.a, pair.b, &links));
            }
        }
        target
    }

    /// Reports rows that together join what another row keeps apart.
    fn chained(&mut self, apart: &Pair<'p>, chain: &[&Pair<'p>]) {
        let Some(last) = chain.iter().max_by_key(|pair| (pair.pack, pair.row.line())) else { return };
        if apart.pack >= last.pack {
            let mut chain = chain.to_vec();
            chain.sort_by_key(|pair| (pair.pack, pair.row.line()));
            let rows = chain.iter().map(|pair| pair.place()).collect::<Vec<_>>().join(" and ");
            self.faults.push(apart.row.fault("b", format!("the two are one by {rows}: delete one of the rows")));
        } else {
            let [a, b] = [apart.a, apart.b].map(|entity| &self.entities[entity.index()].id);
            let message = format!(
                "with other rows this joins \"{a}\" and \"{b}\", which are kept apart in {} ({}): delete it, or add a row for these two",
                apart.place(),
                apart.reason()
            );
            self.faults.push(last.row.fault("b", message));
        }
    }

    /// In what two entities differ that are said to be one.
    fn differences(&self, a: EntityIx, b: EntityIx) -> Vec<String> {
        let facts = |entity: EntityIx| {
            let part = &self.entities[entity.index()];
            let country = part.country.map(|country| &*self.entities[country.index()].id);
            let country = country.or_else(|| part.attributes.iter().rfind(|cell| cell.0 == "country").map(|cell| cell.1));
            Facts { id: &part.id, type_name: part.type_name, country, wikidata: part.wikidata }
        };
        differences(facts(a), facts(b))
    }

    /// Makes of all entities with one target one, and gives for each its number from then on.
    fn join(&mut self, target: &[EntityIx]) -> Vec<EntityIx> {
        // Whoever refers to one of them by name means all of them.
        self.called("");
        // Those that stay keep their order.
        let mut stay = 0;
        let numbers = (0..).map(EntityIx).zip(target).map(|(place, kept)| {
            let number = EntityIx(stay);
            stay += u32::from(place == *kept);
            number
        });
        let numbers: Vec<EntityIx> = numbers.collect();
        let numbers: Vec<EntityIx> = target.iter().map(|kept| numbers[kept.index()]).collect();
        let mut all: Vec<Option<EntityPart<'p>>> = std::mem::take(&mut self.entities).into_iter().map(Some).collect();
        for (place, kept) in target.iter().enumerate().filter(|(place, kept)| kept.index() != *place) {
            if let (Some(other), Some(entity)) = (all[place].take(), all[kept.index()].as_mut()) {
                absorb(entity, other);
            }
        }
        self.entities = all.into_iter().flatten().collect();
        for entity in &mut self.entities {
            entity.country = entity.country.map(|country| numbers[country.index()]);
        }
        self.renumber(&numbers);
        numbers
    }
}

/// Adds what is known of another entity to what is known of one.
fn absorb<'p>(entity: &mut EntityPart<'p>, mut other: EntityPart<'p>) {
    if entity.type_name == UNTYPED {
        entity.type_name = other.type_name;
    }
    if entity.country.is_some() || entity.attributes.iter().any(|cell| cell.0 == "country") {
        other.attributes.retain(|cell| cell.0 != "country");
    } else {
        entity.country = other.country;
    }
    entity.wikidata = entity.wikidata.or(other.wikidata);
    entity.prominence = entity.prominence.max(other.prominence);
    entity.own &= other.own;
    // Of several cells of one column the last counts.
    other.attributes.append(&mut entity.attributes);
    entity.attributes = other.attributes;
    entity.decided.get_or_insert_default().same_as.push(other.id);
}

/// What two entities that are said to be one should have in common.
#[derive(Clone, Copy)]
pub(super) struct Facts<'f> {
    pub(super) id: &'f str,
    pub(super) type_name: &'f str,
    /// An id, or what the table says.
    pub(super) country: Option<&'f str>,
    pub(super) wikidata: Option<&'f str>,
}

/// In what two entities differ, in words.
pub(super) fn differences(a: Facts<'_>, b: Facts<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, of_a: &str, of_b: &str| {
        found.push(format!("the two differ in {what}: \"{}\" has {of_a}, \"{}\" has {of_b}", a.id, b.id));
    };
    let kinds = [a, b].map(|facts| EntityKind::parse(facts.type_name));
    if kinds[0] != kinds[1] && !kinds.contains(&EntityKind::Other) {
        differ("type", a.type_name, b.type_name);
    }
    for (what, cells) in [("country", [a.country, b.country]), ("Wikidata id", [a.wikidata, b.wikidata])] {
        if let [Some(of_a), Some(of_b)] = cells
            && of_a != of_b
        {
            differ(what, of_a, of_b);
        }
    }
    found
}

/// Every entity that rows join with one, itself first.
fn reachable(from: EntityIx, links: &BTreeMap<EntityIx, Vec<&Pair<'_>>>) -> Vec<EntityIx> {
    let (mut found, mut seen, mut next) = (vec![from], HashSet::from([from]), 0);
    while let Some(entity) = found.get(next).copied() {
        next += 1;
        for pair in links.get(&entity).into_iter().flatten() {
            found.extend([pair.a, pair.b].into_iter().filter(|other| seen.insert(*other)));
        }
    }
    found
}

/// The fewest rows that join two entities which rows join.
fn chain<'c, 'p>(from: EntityIx, to: EntityIx, links: &BTreeMap<EntityIx, Vec<&'c Pair<'p>>>) -> Vec<&'c Pair<'p>> {
    let mut by: HashMap<EntityIx, (EntityIx, &'c Pair<'p>)> = HashMap::new();
    let mut open = VecDeque::from([from]);
    while let Some(entity) = open.pop_front() {
        for pair in links.get(&entity).into_iter().flatten() {
            let other = if pair.a == entity { pair.b } else { pair.a };
            if other != from && !by.contains_key(&other) {
                by.insert(other, (entity, pair));
                open.push_back(other);
            }
        }
    }
    let (mut rows, mut at) = (Vec::new(), to);
    while let Some((before, pair)) = by.get(&at) {
        rows.push(*pair);
        at = *before;
    }
    rows.reverse();
    rows
}
