//! Which entity of a gazetteer a name is a spelling of: candidates by the consonants of two of their units, then every one of them compared.

use super::bound::Bound;
use super::given::{Bearers, bearers};
use super::heard::Heard;
use super::key::{ALL_CHEAP, Key, UnitKeys, beginnings, own};
use super::organization::{Body, telling};
use super::places::Places;
use super::romanised::Romanised;
use super::romanised::is_romanised;
use super::score::{most_together, say};
use super::section::{self, Contents, Listed, Section, placed};
use super::sketch::{Sketch, Sought, UnitCount, Whose};
use super::sounds::{FewSounds, sounds};
use super::units::{Piece, somali, take_apart};
use super::words::Words;
use super::{Answer, Prepared, Sort, Verdict, compare, is_numeral, syllables, together, without_acronym};
use crate::gazetteer::{Country, EntityIx, Gazetteer, NameIx, NameKind};
use std::cell::OnceCell;
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
pub(super) const ALONE: Key = Key::MAX;

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
    pub(super) section: Section<'g>,
}

impl<'g> VariantIndex<'g> {
    /// The index of a gazetteer as bytes, for [`VariantIndex::open`]: of its full names those that may be spelled otherwise. Persons, groups and
    /// organisations are in it, and places of countries whose names are romanised; names of other scripts are not.
    pub fn build(gazetteer: &Gazetteer) -> Vec<u8> {
        let romanised = Romanised::of(gazetteer);
        let (mut contents, mut borne) = (Contents::default(), Vec::new());
        let mut words = Words::default();
        let (mut owner, mut sort, mut shared) = (None, None, Sketch::default());
        for (position, name) in (0u32..).zip(gazetteer.names()) {
            contents.sketches.push(Sketch::default());
            contents.heard.push(Heard::default());
            if owner != Some(name.entity) {
                let entity = gazetteer.entity(name.entity);
                sort = romanised.varies(&entity).then(|| Sort::of(entity.kind));
                if sort.is_some() {
                    let country = is_romanised(gazetteer, &entity).then(|| Country::of(gazetteer, name.entity)).flatten();
                    shared = Sketch::of_entity(entity.kind, entity.name, country.map(Country::bits));
                }
                owner = Some(name.entity);
            }
            let Some(sort) = sort.filter(|_| matches!(name.kind, NameKind::Strong | NameKind::Native | NameKind::Former)) else { continue };
            words.read(without_acronym(name.text));
            let split = words.list();
            let sort = sort.unwrap_or_else(|| Sort::told(&split));
            if !words.latin() {
                continue;
            }
            let letters = words.letters().len();
            let in_place = |key: Key| placed(unit(key), shared.places());
            let mut add = |hash: u32| contents.entries.push(u64::from(hash) << 32 | u64::from(position));
            let units = if sort == Sort::Organization {
                let [a, b] = Body::new(&split).telling().map(|word| word.map(own));
                add(pair(a.unwrap_or(ALONE), b.unwrap_or(ALONE)));
                contents.beginnings.extend(a.filter(|_| b.is_none()).into_iter().flat_map(beginnings).map(in_place));
                contents.units.extend(a.into_iter().chain(b).map(in_place));
                None
            } else if sort == Sort::Person && syllables::is_syllabic(&split) {
                add(syllabic(words.letters()));
                None
            } else {
                let mut pieces = Vec::new();
                take_apart(&split, sort, &mut pieces);
                let keys: Vec<Key> = pieces.iter().map(|piece| own(piece.stem)).collect();
                for (a, b) in pairs(keys.len()) {
                    add(pair(keys[a], b.map_or(ALONE, |b| keys[b])));
                    contents.beginnings.extend(b.is_none().then(|| beginnings(keys[a])).into_iter().flatten().map(in_place));
                    contents.units.extend(b.into_iter().flat_map(|b| [keys[a], keys[b]]).map(in_place));
                }
                if sort == Sort::Place && keys.len() > 1 {
                    let all = own(&together(&pieces));
                    add(pair(all, ALONE));
                    contents.beginnings.extend(beginnings(all).map(in_place));
                }
                if sort == Sort::Person && keys.len() > 1 {
                    borne.extend(keys.iter().map(|key| unit(*key)));
                }
                let plain = sort == Sort::Place || somali(&split).is_none();
                if let Some(heard) = contents.heard.last_mut().filter(|_| plain && !split.iter().any(|word| is_numeral(word))) {
                    *heard = Heard::of(&pieces);
                }
                plain.then(|| UnitCount::of(&pieces))
            };
            if let Some(sketch) = contents.sketches.last_mut() {
                *sketch = shared.with(Sketch::new(letters, units));
            }
        }
        borne.sort_unstable();
        let counts = borne.chunk_by(|a, b| a == b).map(|same| (same[0], u32::try_from(same.len()).unwrap_or(u32::MAX)));
        let least = COMMON_FROM.max(u32::try_from(contents.sketches.len()).unwrap_or(u32::MAX) / COMMON_SHARE);
        contents.common = counts.filter(|(_, count)| *count >= least).collect();
        section::write(contents)
    }

    /// Reads the index of this gazetteer where it lies; nothing where the bytes are no such index.
    pub fn open(gazetteer: &'g Gazetteer, bytes: &'g [u8]) -> Option<Self> {
        let names = u32::try_from(gazetteer.names().len()).ok()?;
        Some(Self { gazetteer, section: Section::open(bytes, names)? })
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
        let mut found = self.compare(name, &self.suspects(name, Whose::All, 0, Places::ANYWHERE)?);
        found.retain(|candidate| candidate.answer == Answer::Same);
        Some(found)
    }

    /// The listed names that a name may be a spelling of with a score of `least` or more; nothing where too many names have these consonants to say.
    /// Of any, a name of one part is a spelling of none.
    pub fn suspects(&self, name: &str, whose: Whose, least: i32, here: Places) -> Option<Suspects> {
        let words = super::words::words(without_acronym(name));
        let split = words.list();
        let pieces = [Sort::Person, Sort::Place].map(|sort| {
            let mut pieces = Vec::with_capacity(split.len());
            take_apart(&split, sort, &mut pieces);
            pieces
        });
        let somali = somali(&split).is_some();
        if whose == Whose::Any && pieces[0].len() < 2 && !somali {
            return Some(Suspects::default());
        }
        let (names, joined) = self.gather(&words, &pieces, least, here)?;
        let person = (Sort::told(&split) != Sort::Organization && !somali).then(|| UnitCount::of(&pieces[0]));
        let sought = || Sought::new(name, words.letters().len(), [person, Some(UnitCount::of(&pieces[1]))]);
        Some(self.chosen(names, joined, &sought, whose, least))
    }

    /// Of the names that were found by their units, and by all their letters, those that may fit what is sought.
    pub(super) fn chosen(
        &self,
        mut names: Vec<Listed>,
        joined: Vec<Listed>,
        sought: &dyn Fn() -> Sought,
        whose: Whose,
        least: i32,
    ) -> Suspects {
        if names.is_empty() && joined.is_empty() {
            return Suspects::default();
        }
        let sought = sought();
        names.extend(joined.into_iter().filter(|listed| sought.may_be_together(listed.sketch)));
        let there = self.gazetteer.names().len();
        names.retain(|Listed { name, sketch, .. }| name.index() < there && sought.may_count(*sketch, whose) && sought.may_fit(*sketch));
        names.sort_unstable_by_key(|listed| listed.name);
        names.dedup();
        names.retain(|Listed { name, sketch, .. }| {
            sketch.counts(whose) || sought.shares_a_word(self.gazetteer.entity(self.gazetteer.owner(*name)).name)
        });
        Suspects { names, least }
    }

    /// Adds the names of a hash that are listed somewhere.
    pub(super) fn names(&self, hash: u32, here: Places, found: &mut Vec<Listed>) {
        found.extend(self.section.names_in(hash, here).take(MOST_CANDIDATES + 1));
    }

    /// Adds the names listed somewhere that have all the consonants of some letters.
    pub(super) fn names_together(&self, letters: &str, least: i32, here: Places, found: &mut Vec<Listed>) {
        let keys = UnitKeys::within(letters, most_together(&sounds(letters), least));
        keys.as_slice().iter().for_each(|key| self.names(pair(*key, ALONE), here, found));
    }

    /// Whether more names were found than tell who is meant.
    pub(super) fn are_too_many(found: &[Listed], joined: &[Listed]) -> bool {
        // Most names have few candidates, and those have no doubles that matter.
        found.len() + joined.len() > MOST_CANDIDATES && {
            let mut names: Vec<NameIx> = found.iter().chain(joined).map(|listed| listed.name).collect();
            names.sort_unstable();
            names.dedup();
            names.len() > MOST_CANDIDATES
        }
    }

    /// The entities of suspects, those that fit first, then the more likely ones. What fits with less than the suspects were sought for is left out, as
    /// far as that can be told by little work.
    pub fn compare(&self, name: &str, suspects: &Suspects) -> Vec<Candidate> {
        if suspects.is_empty() {
            return Vec::new();
        }
        // Often all that is asked for are places, or none is.
        let (query, as_place) = (OnceCell::new(), OnceCell::new());
        let query = || {
            query.get_or_init(|| {
                let mut query = Prepared::new(name, None);
                self.count_names(&mut query);
                query
            })
        };
        let as_place = || as_place.get_or_init(|| Prepared::new(name, Some(Sort::Place)));
        let (mut bound_of_person, mut bound_of_place) = (None, None);
        let mut best: BTreeMap<EntityIx, Candidate> = BTreeMap::new();
        let order = |found: &Candidate| (std::cmp::Reverse(found.answer == Answer::Same), std::cmp::Reverse(found.score));
        for Listed { name: position, sketch, heard } in suspects.names.iter().copied() {
            let place = sketch.is_place();
            let bound = if place {
                bound_of_place.get_or_insert_with(|| Bound::new(as_place(), suspects.least))
            } else {
                bound_of_person.get_or_insert_with(|| Bound::new(query(), suspects.least))
            };
            if heard.units().is_some_and(|units| !bound.may_sound(&units, sketch)) {
                continue;
            }
            let listed = self.gazetteer.name(position);
            let sort = Sort::of(self.gazetteer.kind(listed.entity));
            if !bound.may_reach(listed.text, sort) {
                continue;
            }
            let mut prepared = Prepared::new(listed.text, sort);
            if !place {
                self.count_names(&mut prepared);
            }
            let Verdict { answer, rule, score } = compare(if place { as_place() } else { query() }, &prepared);
            let found = Candidate { entity: listed.entity, name: position, answer, score, rule };
            let known = best.entry(listed.entity).or_insert(found);
            if order(&found) < order(known) {
                *known = found;
            }
        }
        let mut ranked: Vec<Candidate> = best.into_values().collect();
        ranked.sort_by_key(|found| (order(found), found.entity));
        ranked
    }

    /// A unit that many names of this gazetteer have says little of who is meant.
    fn count_names(&self, prepared: &mut Prepared) {
        for unit in &mut prepared.units.list {
            if unit.bearers == Bearers::Few && self.section.count(self::unit(own(unit.stem()))) > 0 {
                unit.bearers = Bearers::Many;
            }
        }
    }

    /// How much a plain unit says of who is meant, see [`say`]; that of the name of a place whatever the gazetteer has.
    pub(super) fn says(&self, stem: &str, place: bool) -> i32 {
        let sounds = FewSounds::of(stem);
        let many = || !place && self.section.count(unit(own(stem))) > 0;
        let bearers = match bearers(sounds.as_slice()) {
            Bearers::Few if many() => Bearers::Many,
            known => known,
        };
        say(bearers, sounds.as_slice())
    }

    /// Where a listed name is.
    #[cfg(test)]
    pub(super) fn is_in(&self, name: NameIx, places: Places) -> bool {
        let entity = self.gazetteer.entity(self.gazetteer.owner(name));
        let country = is_romanised(self.gazetteer, &entity).then(|| Country::of(self.gazetteer, self.gazetteer.owner(name))).flatten();
        Sketch::of_entity(entity.kind, entity.name, country.map(Country::bits)).places().meet(places)
    }

    /// The names with the consonants of a name, which is given as words and, as that of a person and of a place, in pieces, and those with all its
    /// consonants, perhaps in another number of units; nothing where they are too many.
    fn gather(&self, words: &Words, pieces: &[Vec<Piece<'_>>; 2], least: i32, here: Places) -> Option<(Vec<Listed>, Vec<Listed>)> {
        let split = words.list();
        let mut search = Search { index: *self, here, found: Vec::new(), tried: Vec::new(), keys: Vec::new() };
        let body;
        let told = if let Some(told) = telling(&split) {
            told
        } else {
            body = Body::new(&split);
            body.telling()
        };
        if let [Some(a), b] = told {
            search.add(a, b);
        }
        if !words.latin() || syllables::is_syllabic(&split) {
            self.names(syllabic(words.letters()), here, &mut search.found);
        }
        for pieces in pieces {
            for (a, b) in pairs(pieces.len()) {
                search.add(pieces[a].stem, b.map(|b| pieces[b].stem));
            }
        }
        let (found, mut joined) = (search.found, Vec::new());
        if pieces[1].len() > 1 {
            // What fits unit by unit is found by its units; here both ways of writing have to fit as wholes.
            self.names_together(&together(&pieces[1]), least, here, &mut joined);
        }
        (!Self::are_too_many(&found, &joined)).then_some((found, joined))
    }
}

/// Listed names that a name may be a spelling of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suspects {
    names: Vec<Listed>,
    /// The score that they were sought for.
    least: i32,
}

impl Suspects {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether one is listed somewhere.
    #[cfg(test)]
    pub(super) fn are_in(&self, places: Places) -> bool {
        self.names.iter().any(|listed| listed.sketch.places().meet(places))
    }
}

/// Gathers names by the consonants of two of their units.
struct Search<'s> {
    index: VariantIndex<'s>,
    here: Places,
    found: Vec<Listed>,
    /// Pairs of stems that were sought already: most names are the same pairs whatever they name.
    tried: Vec<(&'s str, Option<&'s str>)>,
    /// The keys of stems, those alone that units of listed names have.
    keys: Vec<(&'s str, UnitKeys)>,
}

impl<'s> Search<'s> {
    /// Seeks names with two units, or with just one.
    fn add(&mut self, first: &'s str, last: Option<&'s str>) {
        if self.tried.contains(&(first, last)) {
            return;
        }
        self.tried.push((first, last));
        let Some(last) = last else {
            let keys = UnitKeys::within(first, ALL_CHEAP);
            return keys.as_slice().iter().for_each(|key| self.index.names(pair(*key, ALONE), self.here, &mut self.found));
        };
        let first = self.keys_of(first);
        if first.as_slice().is_empty() {
            return;
        }
        let last = self.keys_of(last);
        for a in first.as_slice() {
            for b in last.as_slice() {
                self.index.names(pair(*a, *b), self.here, &mut self.found);
            }
        }
    }

    fn keys_of(&mut self, stem: &'s str) -> UnitKeys {
        if let Some((_, keys)) = self.keys.iter().find(|(known, _)| *known == stem) {
            return *keys;
        }
        let mut keys = UnitKeys::of(stem);
        keys.retain(|key| self.index.section.places_of_unit(unit(key)).meet(self.here));
        self.keys.push((stem, keys));
        keys
    }
}

/// The pairs of units by which a name of so many units is found, also where its first or its last unit is missing.
pub(super) fn pairs(units: usize) -> impl Iterator<Item = (usize, Option<usize>)> {
    let all = match units {
        0 => [None; 3],
        1 => [Some((0, None)), None, None],
        2 => [Some((0, Some(1))), None, None],
        n => [Some((0, Some(n - 1))), Some((1, Some(n - 1))), Some((0, Some(n - 2)))],
    };
    all.into_iter().flatten()
}

/// The hash of two keys in either order.
pub(super) fn pair(a: Key, b: Key) -> u32 {
    let (low, high) = (a.min(b), a.max(b));
    let mixed = (low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high.rotate_left(29)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    u32::try_from((mixed ^ mixed >> 31) >> 32).unwrap_or(0)
}

/// The hash of one key.
pub(super) fn unit(key: Key) -> u32 {
    pair(key, key)
}

/// The hash of a Korean or Chinese name, which is found as a whole.
fn syllabic(letters: &str) -> u32 {
    let sounds = syllables::sounds(letters);
    let hash = sounds.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    pair(hash, ALONE)
}
