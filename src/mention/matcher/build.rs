//! Puts the names of a gazetteer into an image.

use super::Entry;
use super::image::{EXACT, Filter, GOES_FAR, GOES_ON, INDEX, LONGEST, MORE, NEVER, OWN_CAPITALS, Parts, RECORD, Roots, SMALL, home, tag};
use super::key::{Case, Key};
use crate::gazetteer::{EntityKind, Gazetteer, NameKind};
use crate::text::Shape;
use std::ops::Range;

/// A listed name.
#[derive(Debug)]
struct Listed {
    entry: Entry,
    case: Case,
    /// Whether it may begin with a small letter.
    small: bool,
    /// Its key among all keys.
    key: Range<usize>,
}

/// Some words that one or more names have or begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Prefix {
    words: u64,
    /// Place of the listed name that has just these words; `GOES_ON` or `GOES_FAR` for a name that has more.
    listed: u32,
}

/// The image of all names and exclusions, with some bits of their numbers.
pub(super) fn build(gazetteer: &Gazetteer, kept: u64) -> Vec<u8> {
    let mut builder = Builder { parts: Parts { kept, ..Parts::default() }, ..Builder::default() };
    for (place, name) in (0..).zip(gazetteer.names()) {
        // Surnames are looked up on their own.
        if name.kind == NameKind::Part && gazetteer.kind(name.entity) == EntityKind::Person {
            continue;
        }
        builder.add(name.text, Entry::Name(place), name.kind == NameKind::Acronym);
    }
    for (place, never) in (0..).zip(gazetteer.never()) {
        builder.add(never.text, Entry::Never(place), false);
    }
    builder.finish()
}

#[derive(Debug, Default)]
struct Builder {
    parts: Parts,
    key: Key,
    keys: Vec<u8>,
    listed: Vec<Listed>,
    prefixes: Vec<Prefix>,
    /// First words, each with whether it is a name alone or goes on behind something that says something.
    roots: Vec<(u64, bool)>,
    /// The numbers of two first words and more.
    longer: Vec<u64>,
}

impl Builder {
    fn add(&mut self, name: &str, entry: Entry, exact: bool) {
        self.key.read(name);
        let Key { bytes, prefixes, hard, capitals, first, longest_gap, .. } = &self.key;
        let ([beginnings @ .., last], Some(first)) = (prefixes.as_slice(), first) else { return };
        if bytes.len() > LONGEST as usize {
            // No sentence has sixteen million letters.
            return;
        }
        let kept = self.parts.kept;
        // A name that is written small is found in any writing.
        let written_small = !name.chars().any(char::is_uppercase);
        let case = match (exact, written_small) {
            (true, _) => Case::Exact,
            (false, true) => Case::Capitals(0),
            (false, false) => Case::Capitals(*capitals),
        };
        let small = match case {
            // A script without case may be found before a possessive ending, which is a small letter.
            Case::Exact => first.shape == Shape::Uncased || !name.is_ascii(),
            Case::Capitals(capitals) => capitals & 1 == 0,
        };
        for small in [false, true].into_iter().take(1 + usize::from(small)) {
            self.roots.push((Roots::number(first.hash, small), hard.first() != Some(&false)));
        }
        self.longer.extend(&prefixes[1..]);
        let listed = u32::try_from(self.listed.len()).unwrap_or(RECORD).min(RECORD);
        self.prefixes.extend(
            beginnings.iter().zip(hard).map(|(words, hard)| Prefix { words: words & kept, listed: if *hard { GOES_FAR } else { GOES_ON } }),
        );
        self.prefixes.push(Prefix { words: last & kept, listed });
        self.parts.longest_gap = self.parts.longest_gap.max(*longest_gap);
        let start = self.keys.len();
        self.keys.extend(bytes);
        self.listed.push(Listed { entry, case, small, key: start..self.keys.len() });
    }

    fn finish(mut self) -> Vec<u8> {
        self.prefixes.sort_unstable();
        self.roots.sort_unstable_by(|a, b| b.cmp(a));
        self.roots.dedup_by_key(|(word, _)| *word);
        self.longer.sort_unstable();
        self.longer.dedup();
        let groups = self.prefixes.chunk_by(|a, b| a.words == b.words).count();
        self.parts.homes = (groups + groups / 2).max(1) as u64;
        self.parts.slots = Vec::with_capacity(groups + groups / 2 + 64);
        self.parts.slots.resize(groups + groups / 2 + 1, 0);
        let mut parts = std::mem::take(&mut self.parts);
        // Words whose slots cannot be told apart share one, and its records hold the words of each.
        let mut shared: Vec<(usize, Range<usize>)> = Vec::new();
        let mut placed: Vec<(usize, Range<usize>)> = Vec::with_capacity(groups);
        let mut start = 0;
        for group in self.prefixes.chunk_by(|a, b| a.words == b.words) {
            let range = start..start + group.len();
            start = range.end;
            let (slot, fresh) = parts.slot_for(group[0].words);
            if fresh {
                parts.slots[slot] = u64::from(tag(group[0].words)) | u64::from(GOES_ON) << 32;
                placed.push((slot, range));
            } else {
                shared.push((slot, range));
            }
        }
        shared.sort_unstable_by_key(|(slot, range)| (*slot, range.start));
        let mut listed: Vec<u32> = Vec::new();
        for (slot, range) in placed {
            let first = shared.partition_point(|(other, _)| *other < slot);
            let others =
                shared[first..].iter().take_while(|(other, _)| *other == slot).flat_map(|(_, range)| &self.prefixes[range.clone()]);
            let all = self.prefixes[range].iter().chain(others).map(|prefix| prefix.listed);
            let goes_on = all.clone().filter(|listed| *listed > RECORD).fold(0, |flags, flag| flags | flag);
            listed.clear();
            listed.extend(all.filter(|listed| *listed <= RECORD));
            let small = if listed.iter().any(|listed| self.listed[*listed as usize].small) { SMALL } else { 0 };
            let payload = self.record(&mut parts.records, &mut listed) | goes_on | small;
            parts.slots[slot] = parts.slots[slot] & u64::from(u32::MAX) | u64::from(payload) << 32;
        }
        (parts.roots, parts.prefixes) = if parts.kept == u64::MAX {
            (Roots::of(&self.roots), Filter::of(&self.longer))
        } else {
            // In tests of numbers that are equal by chance the filters keep nothing back.
            (vec![[u64::MAX; 2]], vec![u64::MAX])
        };
        parts.into_bytes()
    }

    /// Writes what is listed, a record for each set of words, and gives the index of the first plus one; 0 where nothing is listed.
    fn record(&self, records: &mut Vec<u32>, listed: &mut [u32]) -> u32 {
        if listed.is_empty() {
            return 0;
        }
        let key = |listed: &u32| &self.keys[self.listed[*listed as usize].key.clone()];
        if listed.len() > 1 {
            listed.sort_by(|a, b| key(a).cmp(key(b)).then(a.cmp(b)));
        }
        let first = u32::try_from(records.len() + 1).ok().filter(|first| *first <= RECORD).unwrap_or(0);
        let mut rest = &*listed;
        while let Some(one) = rest.first() {
            let same = rest.iter().take_while(|other| key(other) == key(one)).count();
            let (group, others) = rest.split_at(same);
            rest = others;
            self.one_record(records, group, key(one), !rest.is_empty());
        }
        first
    }

    fn one_record(&self, records: &mut Vec<u32>, listed: &[u32], key: &[u8], more: bool) {
        let entries = listed.iter().map(|place| &self.listed[*place as usize]);
        // Names of the same words nearly always have the same capitals.
        let common = entries.clone().find_map(|listed| match listed.case {
            Case::Capitals(capitals) => u8::try_from(capitals).ok(),
            Case::Exact => None,
        });
        let common = common.unwrap_or_default();
        let head = records.len();
        records.extend([u32::try_from(key.len()).unwrap_or(LONGEST) | u32::from(common) << 24, 0]);
        for listed in entries {
            let index = match listed.entry {
                Entry::Name(name) => name & INDEX,
                Entry::Never(never) => never & INDEX | NEVER,
            };
            match listed.case {
                Case::Exact => records.push(index | EXACT),
                Case::Capitals(capitals) if capitals == u64::from(common) => records.push(index),
                Case::Capitals(capitals) => {
                    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
                    records.extend([index | OWN_CAPITALS, capitals as u32, (capitals >> 32) as u32]);
                }
            }
        }
        let length = u32::try_from(records.len() - head - 2).unwrap_or(0);
        records[head + 1] = length | if more { MORE } else { 0 };
        records.extend(key.chunks(4).map(|chunk| {
            let mut bytes = [0; 4];
            bytes[..chunk.len()].copy_from_slice(chunk);
            u32::from_le_bytes(bytes)
        }));
    }
}

impl Parts {
    /// The slot of some words, and whether it is a fresh one.
    fn slot_for(&mut self, words: u64) -> (usize, bool) {
        let home = home(words, self.homes);
        for place in home.. {
            if place == self.slots.len() {
                self.slots.push(0);
            }
            let slot = self.slots[place];
            self.reach = self.reach.max(place - home + 1);
            if slot >> 32 == 0 {
                return (place, true);
            }
            if slot & u64::from(u32::MAX) == u64::from(tag(words)) {
                return (place, false);
            }
        }
        unreachable!("there is always a fresh slot at the end")
    }
}
