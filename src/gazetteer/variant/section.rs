//! The index as bytes: it is built once, kept in a file and read where it lies. Whatever the bytes are, reading them stays within them.
//!
//! Numbers are little-endian, of 32 bits where nothing else is said. Head: magic, entries, bits of the directory, bits of the filter, common
//! keys, names of the gazetteer, bits of the filters of units and of beginnings. Directory: for each value of the highest bits of a hash the place of its first entry, and the end. Entries, in the
//! order of their hashes: name, sketch, and in 16 bits what follows in the hash after the bits of the directory. Filter: three bits a hash in one of its words
//! of 64. Filters of units and of beginnings: the
//! same for the units of which names have two or more, and for the beginnings of those that stand alone. Common keys: hash and number of names, ascending.

use super::sketch::Sketch;

const MAGIC: u32 = u32::from_le_bytes(*b"NVX4");
const HEAD: usize = 8;
/// Bytes of an entry.
const ENTRY: usize = 10;
/// Entries for one place of the directory.
const SHARE: usize = 4;
/// Bits of the filter for one entry, at least.
const FILTER_SHARE: usize = 12;

/// What an index holds.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Hash in the high half, name in the low one.
    pub(super) entries: Vec<u64>,
    /// The hashes of units of names of two or more.
    pub(super) units: Vec<u32>,
    /// The hashes of the beginnings of units that are listed alone.
    pub(super) beginnings: Vec<u32>,
    /// Hashes of units that many names have, with their number, ascending.
    pub(super) common: Vec<(u32, u32)>,
    /// Of each name of the gazetteer.
    pub(super) sketches: Vec<Sketch>,
}

/// Writes an index down.
pub(super) fn write(contents: Contents) -> Vec<u8> {
    let Contents { mut entries, mut units, mut beginnings, common, sketches } = contents;
    entries.sort_unstable();
    entries.dedup();
    for hashes in [&mut units, &mut beginnings] {
        hashes.sort_unstable();
        hashes.dedup();
    }
    let directory = bits(entries.len() / SHARE).min(28);
    let [filter, unit_filter, beginning_filter] =
        [entries.len(), units.len(), beginnings.len()].map(|count| bits(count.saturating_mul(FILTER_SHARE)).clamp(12, 32));
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut out = Vec::with_capacity(
        4 * (HEAD + (1 << directory) + 1 + 2 * common.len())
            + ENTRY * entries.len()
            + [filter, unit_filter, beginning_filter].map(|bits| 1 << (bits - 3)).iter().sum::<usize>(),
    );
    let mut put = |value: u32| out.extend_from_slice(&value.to_le_bytes());
    [MAGIC, number(entries.len()), directory, filter, number(common.len()), number(sketches.len()), unit_filter, beginning_filter]
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
        let sketch = sketches.get(low(*entry) as usize).map_or(0, |sketch| sketch.0);
        out.extend_from_slice(&low(*entry).to_le_bytes());
        out.extend_from_slice(&sketch.to_le_bytes());
        out.extend_from_slice(&rest_of(high(*entry), directory).to_le_bytes());
    }
    let filters = [
        set(entries.iter().map(|entry| high(*entry)), filter),
        set(units.into_iter(), unit_filter),
        set(beginnings.into_iter(), beginning_filter),
    ];
    filters.iter().flatten().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
    let mut put = |value: u32| out.extend_from_slice(&value.to_le_bytes());
    common.iter().flat_map(|(hash, count)| [*hash, *count]).for_each(&mut put);
    out
}

/// The bits of some hashes in a filter of so many.
fn set(hashes: impl Iterator<Item = u32>, filter: u32) -> Vec<u64> {
    let mut words = vec![0; 1 << (filter - 6)];
    for hash in hashes {
        let (word, bits) = filtered(hash, filter);
        words[word] |= bits;
    }
    words
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

/// The word of a filter of so many bits to which a hash belongs, and its three bits there: few hashes share all of them, and one look tells.
fn filtered(hash: u32, filter: u32) -> (usize, u64) {
    let mixed = u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let word = usize::try_from(mixed >> (64 + 6 - filter).min(63)).unwrap_or(usize::MAX);
    (word, [14, 20, 26].iter().fold(0, |bits, from| bits | 1 << (mixed >> from & 63)))
}

/// The bytes of an index whose lengths were checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section<'b> {
    directory: &'b [[u8; 4]],
    entries: &'b [[u8; ENTRY]],
    filter: Filter<'b>,
    units: Filter<'b>,
    beginnings: Filter<'b>,
    common: &'b [[u8; 8]],
    directory_bits: u32,
}

/// Some bits for each hash, see [`filtered`].
#[derive(Debug, Clone, Copy)]
struct Filter<'b> {
    words: &'b [[u8; 8]],
    bits: u32,
}

impl Filter<'_> {
    fn may_have(self, hash: u32) -> bool {
        let (word, bits) = filtered(hash, self.bits);
        self.words.get(word).is_some_and(|word| u64::from_le_bytes(*word) & bits == bits)
    }
}

impl<'b> Section<'b> {
    /// Reads the head and sees that all parts are there; nothing where they are not, or where the index is of another gazetteer.
    pub(super) fn open(bytes: &'b [u8], names: u32) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(4 * HEAD)?;
        let head: [u32; HEAD] = std::array::from_fn(|place| number(head.as_chunks().0.get(place)));
        let [magic, entries, directory_bits, filter_bits, common, of, unit_bits, beginning_bits] = head;
        let sizes = [filter_bits, unit_bits, beginning_bits];
        if magic != MAGIC || of != names || directory_bits > 28 || sizes.iter().any(|bits| !(12..=32).contains(bits)) {
            return None;
        }
        let (directory, rest) = rest.split_at_checked(4 * ((1 << directory_bits) + 1))?;
        let (entries, rest) = rest.split_at_checked(ENTRY * entries as usize)?;
        let (filter, rest) = rest.split_at_checked(1 << (filter_bits - 3))?;
        let (units, rest) = rest.split_at_checked(1 << (unit_bits - 3))?;
        let (beginnings, rest) = rest.split_at_checked(1 << (beginning_bits - 3))?;
        let common = rest.get(..8 * common as usize)?;
        Some(Self {
            directory: directory.as_chunks().0,
            entries: entries.as_chunks().0,
            filter: Filter { words: filter.as_chunks().0, bits: filter_bits },
            units: Filter { words: units.as_chunks().0, bits: unit_bits },
            beginnings: Filter { words: beginnings.as_chunks().0, bits: beginning_bits },
            common: common.as_chunks().0,
            directory_bits,
        })
    }

    /// Whether a hash may have names: a name that has it is never denied.
    pub(super) fn may_have(&self, hash: u32) -> bool {
        self.filter.may_have(hash)
    }

    /// Whether a unit of some hash may be one of two or more units of a listed name: one that is is never denied.
    pub(super) fn may_have_unit(&self, hash: u32) -> bool {
        self.units.may_have(hash)
    }

    /// Whether a unit that is listed alone may begin with that of some hash: one that does is never denied.
    pub(super) fn may_begin(&self, hash: u32) -> bool {
        self.beginnings.may_have(hash)
    }

    /// The names of a hash with their sketches, ascending; once in sixty thousand times one of another hash.
    pub(super) fn names(&self, hash: u32) -> impl Iterator<Item = (u32, Sketch)> + use<'b> {
        let bucket = bucket_of(hash, self.directory_bits);
        let rest = rest_of(hash, self.directory_bits).to_le_bytes();
        let place = |bucket: usize| number(self.directory.get(bucket)) as usize;
        let range = if self.may_have(hash) { place(bucket)..place(bucket + 1) } else { 0..0 };
        let entries = self.entries.get(range).unwrap_or_default();
        entries.iter().filter(move |entry| entry[8..] == rest).map(|entry| {
            let (name, sketch) = both(entry);
            (name, Sketch(sketch))
        })
    }

    /// Whether a hash has names, as [`Section::names`] has them.
    pub(super) fn has(&self, hash: u32) -> bool {
        self.may_have(hash) && self.names(hash).next().is_some()
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
    use super::super::sketch::Sketch;
    use super::{Contents, Section, write};

    #[test]
    fn what_was_written_is_found_and_damage_is_harmless() {
        for count in [0_u64, 1, 5, 1000] {
            let hash = |name: u64| (name / 2).wrapping_mul(0x9e37_79b9) & 0xffff_ffff;
            let sketches = (0..1000).map(Sketch).collect();
            let entries = (0..count).map(|name| hash(name) << 32 | name).collect();
            let bytes = write(Contents { entries, units: vec![5], beginnings: vec![9], common: vec![(7, 3)], sketches });
            let section = Section::open(&bytes, 1000).unwrap();
            assert!(section.may_have_unit(5) && !section.may_have_unit(6) && section.may_begin(9) && !section.may_begin(6));
            for name in 0..count {
                let of = u32::try_from(hash(name)).unwrap();
                assert!(section.names(of).all(|(name, sketch)| sketch == Sketch(name)));
                let found: Vec<u64> = section.names(of).map(|(name, _)| u64::from(name)).collect();
                assert!(found.contains(&name) && found.is_sorted() && found.len() <= 2, "{count} {name} {found:?}");
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
