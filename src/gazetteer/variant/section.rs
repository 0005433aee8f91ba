//! The index as bytes: it is built once, kept in a file and read where it lies. Whatever the bytes are, reading them stays within them.
//!
//! Numbers are little-endian, of 32 bits where nothing else is said. Head: magic, entries, bits of the directory, bits of the table of hashes, common
//! keys, names of the gazetteer, bits of the tables of units and of beginnings. Directory: for each value of the highest bits of a hash the place of its
//! first entry, and the end. Entries, in the order of their hashes: name, sketch, in 16 bits what follows in the hash after the bits of the
//! directory, and the sounds.
//! Tables of hashes, of units of which names have two or more, and of beginnings of those that stand alone: where there are names of the hashes that fall
//! on one place, which is seldom more than one. Common keys: hash and number of names, ascending.

use super::heard::{self, Heard};
use super::places::Places;
use super::sketch::Sketch;
use crate::gazetteer::NameIx;

const MAGIC: u32 = u32::from_le_bytes(*b"NVX6");
const HEAD: usize = 8;
/// Bytes of an entry.
const ENTRY: usize = SOUNDS + heard::LENGTH;
/// Where the sounds of an entry begin.
const SOUNDS: usize = 10;
/// Entries for one place of the directory.
const SHARE: usize = 4;
/// Places of a table for one hash, at least.
const SPARSE: usize = 2;

/// What an index holds.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Hash in the high half, name in the low one.
    pub(super) entries: Vec<u64>,
    /// The hashes of units of names of two or more, with where these are, see [`placed`].
    pub(super) units: Vec<u64>,
    /// The same of the beginnings of units that are listed alone.
    pub(super) beginnings: Vec<u64>,
    /// Hashes of units that many names have, with their number, ascending.
    pub(super) common: Vec<(u32, u32)>,
    /// Of each name of the gazetteer.
    pub(super) sketches: Vec<Sketch>,
    /// The same.
    pub(super) heard: Vec<Heard>,
}

/// A listed name as the index has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) name: NameIx,
    pub(super) sketch: Sketch,
    pub(super) heard: Heard,
}

/// A hash with where its names are.
pub(super) fn placed(hash: u32, places: Places) -> u64 {
    u64::from(hash) << 32 | u64::from(places.to_bits())
}

/// Writes an index down.
pub(super) fn write(contents: Contents) -> Vec<u8> {
    let Contents { mut entries, units, beginnings, common, sketches, heard } = contents;
    entries.sort_unstable();
    entries.dedup();
    let sketch = |entry: u64| sketches.get(low(entry) as usize).copied().unwrap_or_default();
    let hashes = entries.iter().map(|entry| placed(high(*entry), sketch(*entry).places())).collect();
    let tables = [hashes, units, beginnings].map(table);
    let directory = bits(entries.len() / SHARE).min(28);
    let [hash_bits, unit_bits, beginning_bits] = tables.each_ref().map(|table| table.len().trailing_zeros());
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let numbers = HEAD + (1 << directory) + 1 + 2 * common.len() + tables.iter().map(Vec::len).sum::<usize>();
    let mut out = Vec::with_capacity(4 * numbers + ENTRY * entries.len());
    let mut put = |value: u32| out.extend_from_slice(&value.to_le_bytes());
    [MAGIC, number(entries.len()), directory, hash_bits, number(common.len()), number(sketches.len()), unit_bits, beginning_bits]
        .into_iter()
        .for_each(&mut put);
    let mut place = 0;
    for bucket in 0..=1 << directory {
        while entries.get(place).is_some_and(|entry| bucket_of(high(*entry), directory) < bucket) {
            place += 1;
        }
        put(number(place));
    }
    for entry in &entries {
        out.extend_from_slice(&low(*entry).to_le_bytes());
        out.extend_from_slice(&sketch(*entry).0.to_le_bytes());
        out.extend_from_slice(&rest_of(high(*entry), directory).to_le_bytes());
        out.extend_from_slice(&heard.get(low(*entry) as usize).copied().unwrap_or_default().0);
    }
    let mut put = |value: u32| out.extend_from_slice(&value.to_le_bytes());
    tables.iter().flatten().for_each(|places| put(places.to_bits()));
    common.iter().flat_map(|(hash, count)| [*hash, *count]).for_each(&mut put);
    out
}

/// Where the names of some hashes are, by [`place_of`] them.
fn table(mut hashes: Vec<u64>) -> Vec<Places> {
    hashes.sort_unstable();
    hashes.dedup();
    let distinct = hashes.chunk_by(|a, b| high(*a) == high(*b)).count();
    let bits = bits(distinct.saturating_mul(SPARSE)).clamp(8, 30);
    let mut table = vec![Places::NONE; 1 << bits];
    for hash in hashes {
        let known = &mut table[place_of(high(hash), bits)];
        *known = known.and(Places::from_bits(low(hash)));
    }
    table
}

/// The highest bits of a hash: its place in the directory.
fn bucket_of(hash: u32, directory: u32) -> usize {
    usize::try_from(u64::from(hash) << directory >> 32).unwrap_or(usize::MAX)
}

/// What follows.
#[allow(clippy::cast_possible_truncation, reason = "the highest half of what is left is meant")]
fn rest_of(hash: u32, directory: u32) -> u16 {
    ((u64::from(hash) << directory & 0xffff_ffff) >> 16) as u16
}

/// The number of bits that count so far.
fn bits(count: usize) -> u32 {
    usize::BITS - count.leading_zeros()
}

#[allow(clippy::cast_possible_truncation, reason = "the high half fits")]
fn high(entry: u64) -> u32 {
    (entry >> 32) as u32
}

#[allow(clippy::cast_possible_truncation, reason = "the low half is meant")]
fn low(entry: u64) -> u32 {
    entry as u32
}

/// The place of a hash in a table of so many bits.
fn place_of(hash: u32, bits: u32) -> usize {
    let mixed = u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> (64 - bits).min(63)).unwrap_or(usize::MAX)
}

/// The bytes of an index whose lengths were checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section<'b> {
    directory: &'b [[u8; 4]],
    entries: &'b [[u8; ENTRY]],
    hashes: Table<'b>,
    units: Table<'b>,
    beginnings: Table<'b>,
    common: &'b [[u8; 8]],
    directory_bits: u32,
}

/// Where there are names, by [`place_of`] their hashes.
#[derive(Debug, Clone, Copy)]
struct Table<'b> {
    places: &'b [[u8; 4]],
    bits: u32,
}

impl Table<'_> {
    fn of(self, hash: u32) -> Places {
        Places::from_bits(number(self.places.get(place_of(hash, self.bits))))
    }
}

impl<'b> Section<'b> {
    /// Reads the head and sees that all parts are there; nothing where they are not, or where the index is of another gazetteer.
    pub(super) fn open(bytes: &'b [u8], names: u32) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(4 * HEAD)?;
        let head: [u32; HEAD] = std::array::from_fn(|place| number(head.as_chunks().0.get(place)));
        let [magic, entries, directory_bits, hash_bits, common, of, unit_bits, beginning_bits] = head;
        let sizes = [hash_bits, unit_bits, beginning_bits];
        if magic != MAGIC || of != names || directory_bits > 28 || sizes.iter().any(|bits| !(1..=30).contains(bits)) {
            return None;
        }
        let (directory, rest) = rest.split_at_checked(4 * ((1 << directory_bits) + 1))?;
        let (entries, rest) = rest.split_at_checked(ENTRY * entries as usize)?;
        let (hashes, rest) = rest.split_at_checked(4 << hash_bits)?;
        let (units, rest) = rest.split_at_checked(4 << unit_bits)?;
        let (beginnings, rest) = rest.split_at_checked(4 << beginning_bits)?;
        let common = rest.get(..8 * common as usize)?;
        Some(Self {
            directory: directory.as_chunks().0,
            entries: entries.as_chunks().0,
            hashes: Table { places: hashes.as_chunks().0, bits: hash_bits },
            units: Table { places: units.as_chunks().0, bits: unit_bits },
            beginnings: Table { places: beginnings.as_chunks().0, bits: beginning_bits },
            common: common.as_chunks().0,
            directory_bits,
        })
    }

    /// Where the names of a hash are, and perhaps more.
    pub(super) fn places(&self, hash: u32) -> Places {
        self.hashes.of(hash)
    }

    /// Where the listed names of two or more units are of which one has some hash, and perhaps more.
    pub(super) fn places_of_unit(&self, hash: u32) -> Places {
        self.units.of(hash)
    }

    /// Where the units that are listed alone are whose beginning has some hash, and perhaps more.
    pub(super) fn places_of_beginning(&self, hash: u32) -> Places {
        self.beginnings.of(hash)
    }

    /// The names of a hash, ascending; once in sixty thousand times one of another hash.
    pub(super) fn names(&self, hash: u32) -> impl Iterator<Item = Listed> + use<'b> {
        let bucket = bucket_of(hash, self.directory_bits);
        let rest = rest_of(hash, self.directory_bits).to_le_bytes();
        let place = |bucket: usize| number(self.directory.get(bucket)) as usize;
        let range = if self.places(hash) == Places::NONE { 0..0 } else { place(bucket)..place(bucket + 1) };
        let entries = self.entries.get(range).unwrap_or_default();
        entries.iter().filter(move |entry| entry[8..SOUNDS] == rest).map(|entry| {
            let (name, sketch) = both(entry);
            let heard = Heard(entry.last_chunk().copied().unwrap_or_default());
            Listed { name: NameIx(name), sketch: Sketch(sketch), heard }
        })
    }

    /// The same of those names alone that are in some places.
    pub(super) fn names_in(&self, hash: u32, places: Places) -> impl Iterator<Item = Listed> + use<'b> {
        let names = self.places(hash).meet(places).then(|| self.names(hash));
        names.into_iter().flatten().filter(move |listed| listed.sketch.places().meet(places))
    }

    /// Whether a hash has names in some places.
    pub(super) fn has(&self, hash: u32, places: Places) -> bool {
        self.names_in(hash, places).next().is_some()
    }

    /// How many names have a unit of this key; nothing for the many keys of few names.
    pub(super) fn count(&self, hash: u32) -> u32 {
        self.common.binary_search_by_key(&hash, |entry| both(entry).0).map_or(0, |place| both(&self.common[place]).1)
    }
}

fn number(bytes: Option<&[u8; 4]>) -> u32 {
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// The first two numbers of an entry.
fn both(entry: &[u8]) -> (u32, u32) {
    let halves = entry.as_chunks().0;
    (number(halves.first()), number(halves.get(1)))
}

#[cfg(test)]
mod tests {
    use super::super::heard::{Heard, LENGTH};
    use super::super::sketch::Sketch;
    use super::{Contents, Places, Section, placed, write};

    #[test]
    fn what_was_written_is_found_and_damage_is_harmless() {
        for count in [0_u64, 1, 5, 1000] {
            let hash = |name: u64| (name / 2).wrapping_mul(0x9e37_79b9) & 0xffff_ffff;
            let (sketches, heard) = ((0..1000).map(Sketch).collect(), Heard([3; LENGTH]));
            let entries = (0..count).map(|name| hash(name) << 32 | name).collect();
            let [here, there] = [1, 2].map(Places::of);
            let (units, beginnings) = (vec![placed(5, here), placed(5, there)], vec![placed(9, there)]);
            let bytes = write(Contents { entries, units, beginnings, common: vec![(7, 3)], sketches, heard: vec![heard; 1000] });
            let section = Section::open(&bytes, 1000).unwrap();
            assert_eq!([5, 6].map(|hash| section.places_of_unit(hash)), [here.and(there), Places::NONE]);
            assert_eq!([9, 6].map(|hash| section.places_of_beginning(hash)), [there, Places::NONE]);
            for name in 0..count {
                let of = u32::try_from(hash(name)).unwrap();
                assert!(section.names(of).all(|listed| listed.sketch == Sketch(listed.name.0) && listed.heard == heard));
                let found: Vec<u64> = section.names(of).map(|listed| u64::from(listed.name.0)).collect();
                assert!(found.contains(&name) && found.is_sorted() && found.len() <= 2, "{count} {name} {found:?}");
                assert!(section.has(of, Places::NOWHERE) && !section.has(of, Places::of(1)), "a sketch of no country is no place's");
            }
            assert_eq!((section.count(7), section.count(8)), (3, 0));
            assert!(Section::open(&bytes, 9).is_none());
            for at in 0..bytes.len().min(200) {
                assert!(Section::open(&bytes[..at], 1000).is_none_or(|section| section.names(1).count() == 0));
                let mut damaged = bytes.clone();
                damaged[at] ^= 0xff;
                if let Some(section) = Section::open(&damaged, 1000) {
                    assert!((0..1 << 16).map(|hash| section.names(hash << 16).count()).sum::<usize>() < 1 << 28);
                }
            }
        }
    }
}
