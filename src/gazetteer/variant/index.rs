//! Which entity of a gazetteer a name is a spelling of: candidates by their consonants, then every one of them compared.

use super::costs::{Sound, is_vowel, sound_name};
use super::{Answer, Prepared, Sort, compare};
use crate::gazetteer::{EntityIx, EntityKind, Gazetteer, NameKind};
use std::collections::HashMap;

/// How much better than the next entity the best one has to fit, in hundredths.
const MARGIN: i32 = 200;
/// A unit has at most so many keys.
const MOST_KEYS: usize = 48;
/// Keys of one consonant fetch half the gazetteer; names are short of them only where they are short.
const MOST_CANDIDATES: usize = 4000;

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

/// The names of a gazetteer, made ready for names that are spelled otherwise.
#[derive(Debug)]
pub struct VariantIndex {
    names: Vec<(EntityIx, Prepared)>,
    /// Positions in `names` by the consonants of each of their units, ascending.
    by_key: HashMap<String, Vec<u32>>,
}

impl VariantIndex {
    /// Reads all names that may be spelled otherwise: not acronyms, demonyms, metonyms.
    pub fn new(gazetteer: &Gazetteer) -> Self {
        let mut index = Self { names: Vec::new(), by_key: HashMap::new() };
        for name in gazetteer.names().filter(|name| matches!(name.kind, NameKind::Strong | NameKind::Native | NameKind::Former)) {
            let prepared = Prepared::new(name.text, sort(gazetteer.entity(name.entity).kind));
            let Ok(position) = u32::try_from(index.names.len()) else { break };
            for unit in &prepared.units.list {
                for key in keys(&unit.sounds) {
                    let postings = index.by_key.entry(key).or_default();
                    if postings.last() != Some(&position) {
                        postings.push(position);
                    }
                }
            }
            index.names.push((name.entity, prepared));
        }
        index
    }

    /// The entity that a name is a spelling of, where exactly one fits.
    pub fn find(&self, name: &str) -> Found {
        let ranked = self.ranked(name);
        match ranked[..] {
            [] => Found::None,
            [(_, entity, rule)] => Found::One(entity, rule),
            [(first, entity, rule), (second, ..), ..] if first - second >= MARGIN => Found::One(entity, rule),
            _ => Found::Several,
        }
    }

    /// The entities of which a name is a spelling, the likeliest first: score in hundredths of log-odds, entity, rule.
    pub fn ranked(&self, name: &str) -> Vec<(i32, EntityIx, &'static str)> {
        self.ranked_from(name, None)
    }

    /// The same with all that reach a score, where one is given.
    pub fn ranked_from(&self, name: &str, least: Option<i32>) -> Vec<(i32, EntityIx, &'static str)> {
        let prepared = Prepared::new(name, None);
        let mut hits: Vec<u32> = Vec::new();
        for unit in &prepared.units.list {
            hits.extend(self.by_key.get(&key(&unit.sounds)).into_iter().flatten());
        }
        let mut best: HashMap<EntityIx, (i32, &'static str)> = HashMap::new();
        for position in candidates(hits, prepared.units.list.len()) {
            let (entity, listed) = &self.names[position as usize];
            let verdict = compare(&prepared, listed);
            if least.map_or(verdict.answer == Answer::Same, |least| verdict.score >= least) {
                let found = best.entry(*entity).or_insert((verdict.score, verdict.rule));
                if verdict.score > found.0 {
                    *found = (verdict.score, verdict.rule);
                }
            }
        }
        let mut ranked: Vec<(i32, EntityIx, &'static str)> =
            best.into_iter().map(|(entity, (score, rule))| (score, entity, rule)).collect();
        ranked.sort_unstable_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
        ranked
    }
}

/// By which rules names of an entity are compared.
fn sort(kind: EntityKind) -> Option<Sort> {
    match kind {
        EntityKind::Person => Some(Sort::Person),
        EntityKind::Place | EntityKind::Country => Some(Sort::Place),
        EntityKind::Organization | EntityKind::Group | EntityKind::Facility | EntityKind::Event => Some(Sort::Organization),
        EntityKind::Other => None,
    }
}

/// The names that have most units in common with the one sought: at least two where it has as many.
fn candidates(mut hits: Vec<u32>, units: usize) -> Vec<u32> {
    hits.sort_unstable();
    let least = if units >= 2 { 2 } else { 1 };
    let mut found: Vec<(usize, u32)> =
        hits.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).filter(|(count, _)| *count >= least).collect();
    found.sort_unstable_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
    found.truncate(MOST_CANDIDATES);
    found.into_iter().map(|(_, position)| position).collect()
}

/// The classes that a sound may be heard as, its own first; `-` for none.
fn classes(sound: Sound, first: bool) -> &'static str {
    if is_vowel(sound) {
        return if first { "AH" } else { "-" };
    }
    match (sound_name(sound), first) {
        ("ch", _) => "XKS",
        ("ce", _) => "SK",
        ("j", true) => "JKA",
        ("j", false) => "JK-",
        ("c" | "g", _) => "KJ",
        ("k" | "q" | "gh", _) => "K",
        ("kh", true) => "KH",
        ("kh", false) => "K-",
        ("sh" | "shch", _) => "XS",
        ("zh", _) => "XJ",
        ("s", _) => "S",
        ("z" | "ts", _) => "ST",
        ("d" | "t" | "dh" | "th", _) => "TS",
        ("v", _) => "F-",
        ("w", true) => "AF",
        ("w", false) => "-F",
        ("y", true) => "AJ",
        ("y", false) => "-J",
        ("h", true) => "HKA",
        ("h", false) => "-",
        ("f", _) => "F",
        ("b", _) => "BP",
        ("p", _) => "PB",
        ("l", _) => "L",
        ("m", _) => "M",
        ("n", _) => "N",
        ("r", _) => "R",
        (digit, _) => digit,
    }
}

fn push(key: &mut String, class: char) {
    if class != '-' && !key.ends_with(class) {
        key.push(class);
    }
}

/// The consonants of a unit, each heard as what it most likely is.
pub(super) fn key(sounds: &[Sound]) -> String {
    let mut key = String::new();
    for (index, sound) in sounds.iter().enumerate() {
        push(&mut key, classes(*sound, index == 0).chars().next().unwrap_or('-'));
    }
    key
}

/// All keys of a unit, those with the fewest deviations first.
fn keys(sounds: &[Sound]) -> Vec<String> {
    let mut found: Vec<(usize, String)> = vec![(0, String::new())];
    for (index, sound) in sounds.iter().enumerate() {
        let mut next = Vec::with_capacity(found.len());
        for (deviations, key) in &found {
            for (nth, class) in classes(*sound, index == 0).chars().enumerate() {
                let mut longer = key.clone();
                push(&mut longer, class);
                next.push((deviations + usize::from(nth > 0), longer));
            }
        }
        next.sort_unstable();
        next.dedup_by(|b, a| a.1 == b.1);
        next.truncate(MOST_KEYS);
        found = next;
    }
    let mut found: Vec<String> = found.into_iter().map(|(_, key)| key).collect();
    found.sort_unstable();
    found.dedup();
    found
}
