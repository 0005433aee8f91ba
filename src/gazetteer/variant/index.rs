//! Which entity of a gazetteer a name is a spelling of: candidates by the consonants of two of their units, then every one of them compared.

use super::given::Bearers;
use super::key::{Key, UnitKeys, own};
use super::organization::Body;
use super::romanised::Romanised;
use super::section::{self, Section};
use super::units::{Piece, take_apart};
use super::words::Words;
use super::{Answer, Prepared, Sort, Verdict, compare, syllables, without_acronym};
use crate::gazetteer::{EntityIx, Gazetteer, NameIx, NameKind};
use std::collections::BTreeMap;

/// How much better than the next entity the best one has to fit, in hundredths.
const MARGIN: i32 = 200;
/// A spelling as likely as this of another entity's name makes a listed name doubtful.
const RIVAL: i32 = 100;
/// More names than this with the same consonants do not tell who is meant.
const MOST_CANDIDATES: usize = 512;
/// Of so many names with one unit the unit is common, if they are more than one in so many.
const COMMON_FROM: u32 = 24;
const COMMON_SHARE: u32 = 400;
/// Stands in the place of the second unit of a name that has one.
const ALONE: Key = Key::MAX;

/// What a name was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// One entity, and the rule by which.
    One(EntityIx, &'static str),
    /// More than one fits about as well.
    Several,
    /// None fits.
    None,
}

/// An entity with a name that was compared with another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The entity.
    pub entity: EntityIx,
    /// The name of it that fits best.
    pub name: NameIx,
    /// Whether the two may stand for one entity.
    pub answer: Answer,
    /// How well it fits, in hundredths of log-odds.
    pub score: i32,
    /// By which rule.
    pub rule: &'static str,
}

/// The names of a gazetteer that may be spelled otherwise, by their consonants.
#[derive(Debug, Clone, Copy)]
pub struct VariantIndex<'g> {
    gazetteer: &'g Gazetteer,
    section: Section<'g>,
}

impl<'g> VariantIndex<'g> {
    /// The index of a gazetteer as bytes, for [`VariantIndex::open`]: of its full names those that may be spelled otherwise. Persons, groups and
    /// organisations are in it, and places of countries whose names are romanised; names of other scripts are not.
    pub fn build(gazetteer: &Gazetteer) -> Vec<u8> {
        let romanised = Romanised::of(gazetteer);
        let mut entries = Vec::new();
        let mut units = Vec::new();
        let mut words = Words::default();
        let (mut owner, mut sort) = (None, None);
        let mut names = 0;
        for name in gazetteer.names() {
            let position = names;
            names += 1;
            if owner != Some(name.entity) {
                let entity = gazetteer.entity(name.entity);
                sort = romanised.varies(&entity).then(|| Sort::of(entity.kind));
                owner = Some(name.entity);
            }
            let Some(sort) = sort.filter(|_| matches!(name.kind, NameKind::Strong | NameKind::Native | NameKind::Former)) else { continue };
            words.read(without_acronym(name.text));
            let split = words.list();
            let sort = sort.unwrap_or_else(|| Sort::told(&split));
            let mut add = |hash: u32| entries.push(u64::from(hash) << 32 | u64::from(position));
            if !words.latin() {
                continue;
            }
            if sort == Sort::Organization {
                let [a, b] = Body::new(&split).telling().map(|word| word.map_or(ALONE, own));
                add(pair(a, b));
                continue;
            }
            if sort == Sort::Person && syllables::is_syllabic(&split) {
                add(syllabic(words.letters()));
                continue;
            }
            let mut pieces = Vec::new();
            take_apart(&split, sort, &mut pieces);
            let keys: Vec<Key> = pieces.iter().map(|piece| own(piece.stem)).collect();
            for (a, b) in pairs(keys.len()) {
                add(pair(keys[a], b.map_or(ALONE, |b| keys[b])));
            }
            if sort == Sort::Place && keys.len() > 1 {
                add(pair(own(&together(&pieces)), ALONE));
            }
            if sort == Sort::Person && keys.len() > 1 {
                units.extend(keys.iter().map(|key| pair(*key, *key)));
            }
        }
        units.sort_unstable();
        let counts = units.chunk_by(|a, b| a == b).map(|same| (same[0], u32::try_from(same.len()).unwrap_or(u32::MAX)));
        let least = COMMON_FROM.max(names / COMMON_SHARE);
        section::write(entries, &counts.filter(|(_, count)| *count >= least).collect::<Vec<_>>(), names)
    }

    /// Reads the index of this gazetteer where it lies; nothing where the bytes are no such index.
    pub fn open(gazetteer: &'g Gazetteer, bytes: &'g [u8]) -> Option<Self> {
        let names = u32::try_from(gazetteer.names().len()).ok()?;
        Some(Self { gazetteer, section: Section::open(bytes, names)? })
    }

    /// Whether a name of which these are the first and the last word that count (no article, particle, title) may be a spelling of a listed one.
    pub fn may_fit(&self, first: &UnitKeys, last: &UnitKeys) -> bool {
        first.as_slice().iter().any(|a| last.as_slice().iter().any(|b| self.section.may_have(pair(*a, *b))))
    }

    /// Whether a name of one word that counts may be.
    pub fn may_fit_alone(&self, word: &UnitKeys) -> bool {
        word.as_slice().iter().any(|key| self.section.may_have(pair(*key, ALONE)))
    }

    /// The entity that a name is a spelling of, where exactly one fits.
    pub fn find(&self, name: &str) -> Found {
        let Some(ranked) = self.ranked(name) else { return Found::Several };
        match ranked[..] {
            [] => Found::None,
            [best] => Found::One(best.entity, best.rule),
            [best, next, ..] if best.score - next.score >= MARGIN => Found::One(best.entity, best.rule),
            _ => Found::Several,
        }
    }

    /// Whether another entity than this has a name of which the name is a spelling too.
    pub fn has_rival(&self, name: &str, entity: EntityIx) -> bool {
        let spelled = |rule| matches!(rule, "spelling" | "same-letters" | "same-words");
        self.ranked(name).unwrap_or_default().iter().any(|other| other.entity != entity && other.score >= RIVAL && spelled(other.rule))
    }

    /// The entities that a name is a spelling of, the most likely first; nothing where too many names have these consonants to say.
    pub fn ranked(&self, name: &str) -> Option<Vec<Candidate>> {
        self.ranked_if(name, |_| true, |_| true)
    }

    /// The same of the entities that count; nobody where none of these is asked for. Both are cheap to see, comparing is not.
    pub fn ranked_if(&self, name: &str, counts: impl Fn(EntityIx) -> bool, asked: impl Fn(EntityIx) -> bool) -> Option<Vec<Candidate>> {
        let mut found = self.candidates_if(name, counts, asked)?;
        found.retain(|candidate| candidate.answer == Answer::Same);
        Some(found)
    }

    /// The entities with names that were compared with a name, whatever came of it: those that fit first, then the more likely ones; nothing
    /// where too many names have these consonants to say.
    pub fn candidates(&self, name: &str) -> Option<Vec<Candidate>> {
        self.candidates_if(name, |_| true, |_| true)
    }

    /// The same of the entities that count; nobody where none of these is asked for. Both are cheap to see, comparing is not.
    pub fn candidates_if(&self, name: &str, counts: impl Fn(EntityIx) -> bool, asked: impl Fn(EntityIx) -> bool) -> Option<Vec<Candidate>> {
        let mut query = Prepared::new(name, None);
        let owner = |position: &u32| self.gazetteer.name(NameIx(*position)).entity;
        let mut positions = self.positions(&query)?;
        positions.retain(|position| (*position as usize) < self.gazetteer.names().len() && counts(owner(position)));
        if !positions.iter().any(|position| asked(owner(position))) {
            return Some(Vec::new());
        }
        self.count_names(&mut query);
        let mut as_place = None;
        let mut best: BTreeMap<EntityIx, Candidate> = BTreeMap::new();
        let order = |found: &Candidate| (std::cmp::Reverse(found.answer == Answer::Same), std::cmp::Reverse(found.score));
        for position in positions.into_iter().map(NameIx) {
            let listed = self.gazetteer.name(position);
            let sort = Sort::of(self.gazetteer.entity(listed.entity).kind);
            let mut prepared = Prepared::new(listed.text, sort);
            let Verdict { answer, rule, score } = if sort == Some(Sort::Place) {
                compare(as_place.get_or_insert_with(|| Prepared::new(name, sort)), &prepared)
            } else {
                self.count_names(&mut prepared);
                compare(&query, &prepared)
            };
            let found = Candidate { entity: listed.entity, name: position, answer, score, rule };
            let known = best.entry(listed.entity).or_insert(found);
            if order(&found) < order(known) {
                *known = found;
            }
        }
        let mut ranked: Vec<Candidate> = best.into_values().collect();
        ranked.sort_by_key(|found| (order(found), found.entity));
        Some(ranked)
    }

    /// A unit that many names of this gazetteer have says little of who is meant.
    fn count_names(&self, prepared: &mut Prepared) {
        for unit in &mut prepared.units.list {
            let key = own(&unit.stem);
            if unit.bearers == Bearers::Few && self.section.count(pair(key, key)) > 0 {
                unit.bearers = Bearers::Many;
            }
        }
    }

    /// The names to compare with, ascending; nothing where they are too many.
    fn positions(&self, query: &Prepared) -> Option<Vec<u32>> {
        let mut found = Vec::new();
        let mut add = |hash: u32| found.extend(self.section.names(hash).take(MOST_CANDIDATES + 1));
        let split = query.words.list();
        let [a, b] = Body::new(&split).telling().map(|word| word.map(UnitKeys::of));
        each_pair(a.as_ref(), b.as_ref(), &mut add);
        if query.exact {
            add(syllabic(query.words.letters()));
        }
        for sort in [Sort::Person, Sort::Place] {
            let mut pieces = Vec::new();
            take_apart(&split, sort, &mut pieces);
            let keys: Vec<UnitKeys> = pieces.iter().map(|piece| UnitKeys::of(piece.stem)).collect();
            for (a, b) in pairs(keys.len()) {
                each_pair(keys.get(a), b.and_then(|b| keys.get(b)), &mut add);
            }
            if sort == Sort::Place && keys.len() > 1 {
                each_pair(Some(&UnitKeys::of(&together(&pieces))), None, &mut add);
            }
        }
        found.sort_unstable();
        found.dedup();
        (found.len() <= MOST_CANDIDATES).then_some(found)
    }
}

fn each_pair(first: Option<&UnitKeys>, last: Option<&UnitKeys>, add: &mut impl FnMut(u32)) {
    for a in first.map(UnitKeys::as_slice).unwrap_or_default() {
        for b in last.map_or([ALONE].as_slice(), UnitKeys::as_slice) {
            add(pair(*a, *b));
        }
    }
}

/// The pairs of units by which a name of so many units is found, also where its first or its last unit is missing.
fn pairs(units: usize) -> impl Iterator<Item = (usize, Option<usize>)> {
    let all = match units {
        0 => [None; 3],
        1 => [Some((0, None)), None, None],
        2 => [Some((0, Some(1))), None, None],
        n => [Some((0, Some(n - 1))), Some((1, Some(n - 1))), Some((0, Some(n - 2)))],
    };
    all.into_iter().flatten()
}

/// All letters that count, written together.
fn together(pieces: &[Piece<'_>]) -> String {
    pieces.iter().map(|piece| piece.stem).collect()
}

/// The hash of two keys in either order.
fn pair(a: Key, b: Key) -> u32 {
    let (low, high) = (a.min(b), a.max(b));
    let mixed = (low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high.rotate_left(29)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    u32::try_from((mixed ^ mixed >> 31) >> 32).unwrap_or(0)
}

/// The hash of a Korean or Chinese name, which is found as a whole.
fn syllabic(letters: &str) -> u32 {
    let sounds = syllables::sounds(letters);
    let hash = sounds.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    pair(hash, ALONE)
}
