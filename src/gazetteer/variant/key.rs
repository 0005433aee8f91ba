//! Keys of units: their consonants in classes. A listed unit has one key, that of its own sounds; a unit that is looked up has all keys that
//! cheap changes of its sounds lead to. What the cost table holds cheap is thus found, and nothing is listed twice.

use super::costs::{COSTS, Cost, Position, SOUND_COUNT, Sound, VOWEL_I, VOWEL_U, is_vowel, sound_name};
use super::sounds::FewSounds;
use super::units::without_article;
use crate::text::{WordMap, hash_folded};
use std::cell::RefCell;
use std::sync::LazyLock;

/// The consonants of a unit, four bits each, the first in the highest bits that are used; nothing for a unit without any.
pub(super) type Key = u64;

/// A unit that is looked up has at most so many keys.
pub(super) const MOST_KEYS: usize = 16;
/// One change of a sound may cost so much to be followed.
const CHEAP: Cost = 40;
/// All changes of a unit together.
pub(super) const ALL_CHEAP: Cost = 75;
/// Words whose keys are kept; where there are more, they begin anew.
const MOST_KNOWN: usize = 1 << 14;
/// A key holds so many classes; what follows is not told apart.
const LONGEST: u32 = 15;

/// A class of consonants; vowels and what is hardly heard have none.
type Class = u8;
const NONE: Class = 0;
const OPEN: Class = 1;
const K: Class = 2;
const J: Class = 3;
const X: Class = 4;
const S: Class = 5;
const T: Class = 6;
const B: Class = 7;
const P: Class = 8;
const F: Class = 9;
const L: Class = 10;
const M: Class = 11;
const N: Class = 12;
const R: Class = 13;
const DIGIT: Class = 14;
const CLASSES: usize = 15;

/// The class of a sound; at the start of a word a vowel or h is heard too.
fn class(sound: Sound, first: bool) -> Class {
    if is_vowel(sound) {
        return if first { OPEN } else { NONE };
    }
    match sound_name(sound) {
        "h" | "y" | "w" => {
            if first {
                OPEN
            } else {
                NONE
            }
        }
        "k" | "q" | "c" | "g" | "gh" | "kh" => K,
        "j" | "zh" => J,
        "ch" | "sh" | "shch" => X,
        "s" | "z" | "ce" | "ts" | "x" => S,
        "t" | "d" | "th" | "dh" => T,
        "b" => B,
        "p" => P,
        "f" | "v" => F,
        "l" => L,
        "m" => M,
        "n" => N,
        "r" => R,
        _ => DIGIT,
    }
}

/// The class of each sound, inside a word and at its start.
static CLASSES_OF: LazyLock<[[Class; 2]; SOUND_COUNT]> =
    LazyLock::new(|| std::array::from_fn(|index| [false, true].map(|first| class(Sound::try_from(index).unwrap_or(0), first))));

/// For each sound, inside a word and at its start, the classes that a cheap change leads to, and what the change costs; its own class first.
static CHANGES: LazyLock<[[Changes; 2]; SOUND_COUNT]> = LazyLock::new(|| {
    std::array::from_fn(|index| {
        let from = Sound::try_from(index).unwrap_or(0);
        [false, true].map(|first| changes(from, first))
    })
});

/// Classes, and what it costs to come to them.
type Changes = Vec<(Class, Cost)>;

fn changes(from: Sound, first: bool) -> Changes {
    let mut cheapest = [Cost::MAX; CLASSES];
    let mut take = |class: Class, cost: Cost| {
        let known = &mut cheapest[usize::from(class)];
        *known = cost.min(*known);
    };
    take(class(from, first), 0);
    let others = (0..SOUND_COUNT).filter_map(|other| Sound::try_from(other).ok());
    // A vowel is a vowel: y, w and h beside it are found by what they may be themselves.
    for other in others.filter(|other| !is_vowel(from) || is_vowel(*other)) {
        take(class(other, first), COSTS.pair(from, other));
    }
    if !is_vowel(from) || first {
        take(NONE, COSTS.skip(from, if first { Position::First } else { Position::Inside }));
    }
    let mut found: Changes = (0..).zip(cheapest).filter(|(changed, cost)| *cost <= CHEAP || *changed == class(from, first)).collect();
    found.sort_by_key(|(class, cost)| (*cost, *class));
    found
}

/// A u or i beside another vowel may be heard as a consonant: Naumau, Naumov; Iovan, Jovan.
fn glide(sounds: &[Sound], at: usize) -> Option<(Class, Cost)> {
    if sounds[at] != VOWEL_U && sounds[at] != VOWEL_I {
        return None;
    }
    let vowel = |at: Option<usize>| at.and_then(|at| sounds.get(at)).is_some_and(|sound| is_vowel(*sound));
    let beside = vowel(at.checked_sub(1)) || (at == 0 && vowel(Some(1)));
    if !beside {
        return None;
    }
    Some(if sounds[at] == VOWEL_U { (F, 25) } else { (J, 15) })
}

fn push(key: Key, class: Class) -> Key {
    if class == NONE || key & 15 == Key::from(class) || key >> (4 * LONGEST) != 0 { key } else { key << 4 | Key::from(class) }
}

/// The key of the stem of a listed unit.
pub(super) fn own(stem: &str) -> Key {
    let sounds = FewSounds::of(without_article(stem).map_or(stem, |(rest, _)| rest));
    let classes = &*CLASSES_OF;
    sounds.as_slice().iter().enumerate().fold(0, |key, (at, sound)| push(key, classes[usize::from(*sound)][usize::from(at == 0)]))
}

/// The keys under which a unit is looked up, the most likely first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitKeys {
    keys: [Key; MOST_KEYS],
    len: usize,
}

impl UnitKeys {
    /// The keys of the stem of a unit. The same words come again and again, and so their keys are kept.
    pub(super) fn of(stem: &str) -> Self {
        thread_local! {
            static KNOWN: RefCell<WordMap<(Box<str>, UnitKeys)>> = RefCell::default();
        }
        let number = hash_folded(stem);
        KNOWN.with_borrow_mut(|known| {
            if let Some((_, keys)) = known.get(number).filter(|(other, _)| **other == *stem) {
                return *keys;
            }
            if known.len() >= MOST_KNOWN {
                known.clear();
            }
            let keys = Self::within(stem, ALL_CHEAP);
            known.insert(number, (stem.into(), keys));
            keys
        })
    }

    /// The same where all changes together may cost no more than this.
    pub(super) fn within(stem: &str, most: Cost) -> Self {
        let most = most.min(ALL_CHEAP);
        let mut keys = without_article(stem)
            .map_or(Self { keys: [0; MOST_KEYS], len: 0 }, |(rest, _)| Self::of_sounds(FewSounds::of(rest).as_slice(), most));
        keys.join(&Self::of_sounds(FewSounds::of(stem).as_slice(), most));
        keys
    }

    /// The keys of these sounds.
    fn of_sounds(sounds: &[Sound], most: Cost) -> Self {
        let all_changes = &*CHANGES;
        let mut states = States::default();
        states.put(0, 0);
        for (at, sound) in sounds.iter().enumerate() {
            let changes = &all_changes[usize::from(*sound)][usize::from(at == 0)];
            let glide = glide(sounds, at);
            if let ([(class, _)], None) = (&changes[..], glide) {
                for key in &mut states.keys[..states.len] {
                    *key = push(*key, *class);
                }
                continue;
            }
            let mut next = States::default();
            for (cost, key) in states.iter() {
                // The cheapest come first.
                let within = changes.iter().copied().take_while(|(_, change)| cost + change <= most);
                for (class, change) in within.chain(glide.filter(|(_, change)| cost + change <= most)) {
                    next.put(cost + change, push(key, class));
                }
            }
            states = next;
        }
        let mut sorted: [(Cost, Key); MOST_KEYS] = std::array::from_fn(|place| (states.costs[place], states.keys[place]));
        sorted[..states.len].sort_unstable();
        let mut keys = Self { keys: [0; MOST_KEYS], len: 0 };
        for (_, key) in &sorted[..states.len] {
            keys.add(*key);
        }
        keys
    }

    fn add(&mut self, key: Key) {
        if key != 0 && self.len < MOST_KEYS && !self.as_slice().contains(&key) {
            self.keys[self.len] = key;
            self.len += 1;
        }
    }

    /// Adds the keys of another reading of the same unit, as far as there is room.
    pub(super) fn join(&mut self, other: &Self) {
        other.as_slice().iter().for_each(|key| self.add(*key));
    }

    /// Leaves out keys.
    pub(super) fn retain(&mut self, keep: impl Fn(Key) -> bool) {
        let mut kept = 0;
        for place in 0..self.len {
            self.keys[kept] = self.keys[place];
            kept += usize::from(keep(self.keys[place]));
        }
        self.len = kept;
    }

    pub(super) fn as_slice(&self) -> &[Key] {
        &self.keys[..self.len]
    }
}

/// The cheapest ways to read the sounds so far, in any order.
#[derive(Debug, Clone, Copy, Default)]
struct States {
    keys: [Key; MOST_KEYS],
    costs: [Cost; MOST_KEYS],
    len: usize,
}

impl States {
    fn iter(&self) -> impl Iterator<Item = (Cost, Key)> {
        self.costs.iter().copied().zip(self.keys.iter().copied()).take(self.len)
    }

    /// Adds one, unless it is there already at less; the dearest falls out.
    fn put(&mut self, cost: Cost, key: Key) {
        if let Some(at) = self.keys[..self.len].iter().position(|known| *known == key) {
            self.costs[at] = self.costs[at].min(cost);
            return;
        }
        let place = if self.len < MOST_KEYS {
            self.len += 1;
            self.len - 1
        } else {
            let dearest = (0..MOST_KEYS).max_by_key(|at| (self.costs[*at], self.keys[*at])).unwrap_or_default();
            if (self.costs[dearest], self.keys[dearest]) <= (cost, key) {
                return;
            }
            dearest
        };
        (self.costs[place], self.keys[place]) = (cost, key);
    }
}

/// Classes of the beginnings of keys that are told apart before the whole key is known.
const BEGINNINGS: std::ops::RangeInclusive<u32> = 3..=8;

/// The beginnings of a key by which it may be told early from others.
pub(super) fn beginnings(key: Key) -> impl Iterator<Item = Key> {
    let length = classes(key);
    BEGINNINGS.take_while(move |classes| *classes <= length).map(move |classes| key >> (4 * (length - classes)))
}

/// Classes of a key.
fn classes(key: Key) -> u32 {
    (Key::BITS - key.leading_zeros()).div_ceil(4)
}

/// Whether a key of some sounds, where all changes together may cost no more than `most`, may be one that is sought: `is` knows these, and `begins` their
/// [`beginnings`]. Never no where [`UnitKeys`] have one.
pub(super) fn may_lead(sounds: &[Sound], most: Cost, begins: &impl Fn(Key) -> bool, is: &impl Fn(Key) -> bool) -> bool {
    let all_changes = &*CHANGES;
    let mut ways = Vec::with_capacity(MOST_WAYS);
    ways.push((0, 0));
    let mut next: Vec<(Cost, Key)> = Vec::new();
    let leads = |key: Key, longer: Key| longer == key || !BEGINNINGS.contains(&classes(longer)) || begins(longer);
    for (at, sound) in sounds.iter().enumerate() {
        let changes = &all_changes[usize::from(*sound)][usize::from(at == 0)];
        let glide = glide(sounds, at);
        if let ([(class, _)], None) = (&changes[..], glide) {
            // Most vowels change nothing.
            if *class != NONE {
                ways.retain_mut(|(_, key)| {
                    let before = std::mem::replace(key, push(*key, *class));
                    leads(before, *key)
                });
            }
        } else {
            next.clear();
            for (cost, key) in ways.iter().copied() {
                for (class, change) in changes.iter().copied().chain(glide).filter(|(_, change)| cost + change <= most) {
                    let longer = push(key, class);
                    match next.iter_mut().find(|(_, known)| *known == longer) {
                        Some((known, _)) => *known = cost.saturating_add(change).min(*known),
                        None if leads(key, longer) => next.push((cost + change, longer)),
                        None => {}
                    }
                }
            }
            std::mem::swap(&mut ways, &mut next);
        }
        if ways.is_empty() {
            return false;
        }
        if ways.len() > MOST_WAYS {
            return true;
        }
    }
    ways.iter().any(|(_, key)| *key != 0 && is(*key))
}

/// Ways to read a word that are followed.
const MOST_WAYS: usize = 64;

#[cfg(test)]
mod tests {
    use super::super::units::one_word;
    use super::{ALL_CHEAP, FewSounds, UnitKeys, beginnings, may_lead, own};

    fn keys(word: &str) -> UnitKeys {
        UnitKeys::within(one_word(word).stem, ALL_CHEAP)
    }

    #[test]
    fn spellings_of_one_word_are_found_by_one_key() {
        for (listed, sought) in [
            ("suwayda", "sweida"),
            ("suwayda", "soueida"),
            ("qadhafi", "gaddafi"),
            ("qadhafi", "kazzafi"),
            ("muhammad", "mohamed"),
            ("jamal", "gamal"),
            ("shaibani", "chaibani"),
            ("yevgeny", "evgenii"),
            ("naumov", "naumau"),
            ("khamis", "hamis"),
            ("assad", "asad"),
        ] {
            for (listed, sought) in [(listed, sought), (sought, listed)] {
                let keys = keys(sought);
                let own = own(listed);
                assert!(keys.as_slice().contains(&own), "{listed} {own:x}, {sought} {:x?}", keys.as_slice());
            }
        }
        assert!(!keys("iran").as_slice().contains(&own("iraq")));
        assert!(keys("").as_slice().is_empty());
    }

    #[test]
    fn what_a_word_may_lead_to_is_never_denied() {
        let listed: Vec<_> = ["suwayda", "qadhafi", "abukamal", "deirezzor", "yevgeny"].map(own).into();
        let begins: Vec<_> = listed.iter().copied().flat_map(beginnings).collect();
        let may =
            |word: &str, most| may_lead(FewSounds::of(word).as_slice(), most, &|key| begins.contains(&key), &|key| listed.contains(&key));
        for word in ["sweida", "kazzafi", "abokamel", "albukamal", "derezzor", "evgeni", "kamal", "der", ""] {
            for most in [0, 20, ALL_CHEAP] {
                let found = UnitKeys::within(word, most).as_slice().iter().any(|key| listed.contains(key));
                assert!(may(word, most) || !found || word.starts_with("al"), "{word} within {most}");
            }
        }
        assert!(may("sweida", ALL_CHEAP) && !may("kamal", ALL_CHEAP) && !may("suwaydakamal", ALL_CHEAP));
    }
}
