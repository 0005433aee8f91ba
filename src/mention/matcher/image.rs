//! The names of a gazetteer as one flat image: numbers in little-endian order, which may lie in a file that is mapped into memory.
//!
//! ```text
//! header    magic, then the numbers of `Header`
//! roots     bits by turns: may a name begin with this word, written so? May it be a name of its own, or be followed by more than a space?
//! prefixes  bits: may names go on with this word?
//! slots     open addressing, by the number of the words so far: 32 bits of that number, 32 bits of what is known of them
//! records   what is listed for some words: entries and the words themselves
//! ```
//! Nothing of an image is trusted: a damaged one gives wrong hits or none, and nothing worse.

use super::prefetch::prefetch;
use std::fmt;
use std::hint::select_unpredictable;

/// First bytes of an image; the last one counts versions.
const MAGIC: [u8; 8] = *b"nisba-m\x05";
const HEADER: usize = MAGIC.len() + 8 * NUMBERS;
/// Numbers of the header.
const NUMBERS: usize = 8;

/// Bytes that are no image of names, or one of another version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoIndex;

impl fmt::Display for NoIndex {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("no index of names of this version")
    }
}

impl std::error::Error for NoIndex {}

/// Names go on with the next word, with nothing between that says anything.
pub(super) const GOES_ON: u32 = 1 << 31;
/// Names go on behind something that says something: a comma, a dot.
pub(super) const GOES_FAR: u32 = 1 << 30;
/// Something is listed that may begin with a small letter.
pub(super) const SMALL: u32 = 1 << 29;
/// The index of the record plus one; zero where nothing is listed.
pub(super) const RECORD: u32 = SMALL - 1;

/// The parts of an image.
#[derive(Debug, Clone, Copy)]
pub(super) struct Image<'a> {
    /// Bits of numbers of words that are used; all but in tests.
    kept: u64,
    /// Slots that a search looks at, at most.
    reach: usize,
    /// Places of slots, without those at the end that are there for overflow.
    homes: u64,
    /// Characters of the longest gap of a name.
    pub(super) longest_gap: usize,
    /// Words with which names begin.
    pub(super) roots: Roots<'a>,
    /// Words with which names go on, with all words before.
    pub(super) prefixes: Filter<'a>,
    slots: &'a [[u8; 8]],
    records: &'a [[u8; 4]],
}

/// The parts of an image before they are put together.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) kept: u64,
    pub(super) reach: usize,
    pub(super) homes: u64,
    pub(super) longest_gap: usize,
    pub(super) roots: Vec<[u64; 2]>,
    pub(super) prefixes: Vec<u64>,
    pub(super) slots: Vec<u64>,
    pub(super) records: Vec<u32>,
}

impl Parts {
    /// The image.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let Self { kept, reach, homes, longest_gap, roots, prefixes, slots, records } = self;
        let size = HEADER + 16 * roots.len() + 8 * (prefixes.len() + slots.len()) + 4 * records.len();
        let mut bytes = Vec::with_capacity(size);
        bytes.extend(MAGIC);
        let lengths = [reach, longest_gap, roots.len(), prefixes.len(), slots.len(), records.len()];
        for number in [kept, homes].into_iter().chain(lengths.map(|length| length as u64)) {
            bytes.extend(number.to_le_bytes());
        }
        for number in roots.into_iter().flatten().chain(prefixes).chain(slots) {
            bytes.extend(number.to_le_bytes());
        }
        for number in records {
            bytes.extend(number.to_le_bytes());
        }
        bytes
    }
}

/// Takes so many things of a size from the front of some bytes.
fn split<'a, const SIZE: usize>(bytes: &mut &'a [u8], count: u64) -> Option<&'a [[u8; SIZE]]> {
    let length = usize::try_from(count).ok()?.checked_mul(SIZE)?;
    let (front, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(front.as_chunks().0)
}

impl<'a> Image<'a> {
    /// Finds the parts of an image.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, NoIndex> {
        Self::parts(bytes).ok_or(NoIndex)
    }

    fn parts(mut bytes: &'a [u8]) -> Option<Self> {
        let [magic] = split::<8>(&mut bytes, 1)? else { return None };
        let numbers: &[[u8; 8]; NUMBERS] = split(&mut bytes, NUMBERS as u64)?.first_chunk()?;
        let [kept, homes, reach, longest_gap, roots, prefixes, slots, records] = numbers.map(u64::from_le_bytes);
        let image = Self {
            kept,
            homes,
            reach: usize::try_from(reach).ok()?,
            longest_gap: usize::try_from(longest_gap).ok()?,
            roots: Roots(split::<16>(&mut bytes, roots)?),
            prefixes: Filter(split(&mut bytes, prefixes)?),
            slots: split(&mut bytes, slots)?,
            records: split(&mut bytes, records)?,
        };
        // So that `place` gives a place of the filters.
        let all_filters = [roots, prefixes].iter().all(|places| (1..1 << 32).contains(places));
        (*magic == MAGIC && bytes.is_empty() && all_filters && homes <= slots && homes < 1 << 32).then_some(image)
    }

    /// Asks for the memory that `find` reads.
    #[inline]
    pub(super) fn prefetch_find(&self, words: u64) {
        prefetch(self.slots.get(home(words & self.kept, self.homes)));
    }

    /// What is known of some words.
    #[inline]
    pub(super) fn find(&self, words: u64) -> Found {
        let words = words & self.kept;
        let slots = self.slots.get(home(words, self.homes)..).unwrap_or_default();
        for slot in slots.iter().take(self.reach) {
            let slot = u64::from_le_bytes(*slot);
            #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
            let (tag, payload) = (slot as u32, (slot >> 32) as u32);
            if payload == 0 || tag == self::tag(words) {
                return Found(payload);
            }
        }
        Found(0)
    }

    /// Asks for the memory that `records` reads.
    #[inline]
    pub(super) fn prefetch_records(&self, found: Found) {
        prefetch(found.record().and_then(|record| self.records.get(record as usize)));
    }

    /// The record at an index and those that follow it for other words of the same number.
    #[inline]
    pub(super) fn records(&self, index: u32) -> impl Iterator<Item = Record<'a>> {
        let records = self.records;
        let mut next = Some(index as usize);
        std::iter::from_fn(move || {
            let rest = records.get(next.take()?..)?;
            let [first, second] = *rest.first_chunk()?;
            let (first, second) = (u32::from_le_bytes(first), u32::from_le_bytes(second));
            let (entries, rest) = rest[2..].split_at_checked((second & !MORE) as usize)?;
            let length = (first & LONGEST) as usize;
            let words = rest.get(..length.div_ceil(4))?.as_flattened().get(..length)?;
            if second & MORE != 0 {
                next = Some(records.len() - rest.len() + length.div_ceil(4));
            }
            Some(Record { entries, words, capitals: first >> 24 })
        })
    }
}

/// What is known of some words: whether names have them or begin with them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found(u32);

impl Found {
    /// The record of what is listed for them.
    #[inline]
    pub(super) fn record(self) -> Option<u32> {
        (self.0 & RECORD).checked_sub(1)
    }

    /// Whether there are names that go on, with nothing between that says anything.
    #[inline]
    pub(super) fn goes_on(self) -> bool {
        self.0 & GOES_ON != 0
    }

    /// Whether there are names that go on, whatever is between.
    #[inline]
    pub(super) fn goes_on_or_far(self) -> bool {
        self.0 & (GOES_ON | GOES_FAR) != 0
    }

    /// Whether there are names that go on behind something that says something.
    #[inline]
    pub(super) fn goes_far(self) -> bool {
        self.0 & GOES_FAR != 0
    }

    /// The same without names that go on, unless they do.
    #[inline]
    pub(super) fn going_on_if(self, goes_on: bool) -> Self {
        Self(self.0 & select_unpredictable(goes_on, u32::MAX, RECORD | SMALL))
    }

    /// Whether anything is listed for just these words, written small or not.
    #[inline]
    pub(super) fn is_listed(self, small: bool) -> bool {
        self.0 & RECORD != 0 && (!small || self.0 & SMALL != 0)
    }
}

/// Another record follows for other words.
pub(super) const MORE: u32 = 1 << 31;
/// Bytes of words that a record has room for.
pub(super) const LONGEST: u32 = (1 << 24) - 1;

/// The entry is an exclusion.
pub(super) const NEVER: u32 = 1 << 31;
/// The entry is found in capitals only.
pub(super) const EXACT: u32 = 1 << 30;
/// The entry has capitals of its own, which follow it in two halves.
pub(super) const OWN_CAPITALS: u32 = 1 << 29;
/// The index of the name or exclusion.
pub(super) const INDEX: u32 = OWN_CAPITALS - 1;

/// What is listed for some words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) entries: &'a [[u8; 4]],
    /// As in `Key`.
    pub(super) words: &'a [u8],
    /// The words of most of the entries that do not begin with a small letter, one bit each.
    pub(super) capitals: u32,
}

/// A set that may say yes wrongly, and never no.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filter<'a>(&'a [[u8; 8]]);

impl Filter<'_> {
    /// Whether a number may be in the set.
    #[inline]
    pub(super) fn may_have(self, number: u64) -> bool {
        has(u64::from_le_bytes(self.0[place(number, self.0.len() as u64)]), number)
    }

    /// Asks for the memory that `may_have` reads.
    #[inline]
    pub(super) fn prefetch(self, number: u64) {
        prefetch(self.0.get(place(number, self.0.len() as u64)));
    }

    /// A set of numbers.
    pub(super) fn of(numbers: &[u64]) -> Vec<u64> {
        let mut bits = vec![0; places(numbers.len())];
        for number in numbers {
            let place = place(*number, bits.len() as u64);
            bits[place] |= three_bits(*number);
        }
        bits
    }
}

/// Two sets that may say yes wrongly, and never no, side by side: first words of names, and those of them that are names of their own or
/// go on behind something that says something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Roots<'a>(&'a [[u8; 16]]);

impl Roots<'_> {
    /// The number by which a first word is known that is written small or not.
    #[inline]
    pub(super) fn number(word: u64, small: bool) -> u64 {
        word ^ select_unpredictable(small, 0x5851_f42d_4c95_7f2d, 0)
    }

    /// Whether a name may begin with a word.
    #[inline]
    pub(super) fn may_begin(self, number: u64) -> bool {
        has(self.both(number).0, number)
    }

    /// Whether a word may be a name of its own or go on behind something that says something.
    #[inline]
    pub(super) fn may_be_alone(self, number: u64) -> bool {
        has(self.both(number).1, number)
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    fn both(self, number: u64) -> (u64, u64) {
        let both = u128::from_le_bytes(self.0[place(number, self.0.len() as u64)]);
        (both as u64, (both >> 64) as u64)
    }

    /// Words, each with whether it belongs to the second set too.
    pub(super) fn of(words: &[(u64, bool)]) -> Vec<[u64; 2]> {
        let mut bits = vec![[0; 2]; places(words.len())];
        for (number, alone) in words {
            let place = place(*number, bits.len() as u64);
            let both = &mut bits[place];
            both[0] |= three_bits(*number);
            both[1] |= if *alone { three_bits(*number) } else { 0 };
        }
        bits
    }
}

/// Whether the bits of a filter at the place of a number have those of the number.
#[inline]
fn has(bits: u64, number: u64) -> bool {
    bits >> (number & 63) & bits >> (number >> 6 & 63) & bits >> (number >> 12 & 63) & 1 != 0
}

/// What [`has`] asks for.
fn three_bits(number: u64) -> u64 {
    1 << (number & 63) | 1 << (number >> 6 & 63) | 1 << (number >> 12 & 63)
}

/// Places of a filter of so many numbers.
fn places(numbers: usize) -> usize {
    (numbers * BITS).div_ceil(64).max(1)
}

/// Bits of a filter for each number; it has three of them in one place. One of thirty other numbers passes.
const BITS: usize = 8;

/// Where the slot of some words would best be. It grows with the number of the words.
#[inline]
pub(super) fn home(words: u64, homes: u64) -> usize {
    place(words, homes)
}

/// The part of the number of some words that a slot keeps.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the half that does not say where the slot is")]
pub(super) fn tag(words: u64) -> u32 {
    words as u32
}

/// One of so many places; it grows with the number.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "it is smaller than the number of places")]
fn place(number: u64, places: u64) -> usize {
    ((u128::from(number) * u128::from(places)) >> 64) as usize
}
