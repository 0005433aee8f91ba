//! A gazetteer as bytes: tables of little-endian numbers and the strings they point into, the same in memory and in a file.
//!
//! A file may hold anything, whoever wrote it. So nothing here is believed: every number is checked where it is used, and what points to
//! nothing reads as an empty string, 0 or the last entity. Wrong bytes can give wrong words; they can neither panic nor reach outside.

mod build;
mod bytes;
mod detail;
mod lookup;
mod map;

pub(super) use build::build;
pub use bytes::Bytes;
pub(super) use detail::{Columns, Detail, put_bytes, put_number};

use super::EntityIx;
use crate::document::Date;
use std::ops::Range;

/// The tables of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// [`ENTITY`] bytes each, in id order; one more says where the last one ends.
    Entities,
    /// What an entity has beside: id, Wikidata id, further columns; see [`Detail`].
    Details,
    /// [`SPAN`] bytes each: the types that packs write.
    Types,
    /// [`SPAN`] bytes each: the names of further columns.
    Columns,
    /// Where the text of each name starts, and the end of the last, sorted by entity and text.
    NameStarts,
    /// All names one after another.
    NameTexts,
    /// The entity of each name.
    NameEntities,
    /// A byte for each name: its kind, and [`HAS_EXTRA`].
    NameKinds,
    /// [`EXTRA`] bytes each, for names with dates or words near them, sorted by name.
    NameExtras,
    /// [`ROLE`] bytes each, sorted by person.
    Roles,
    /// [`DISTINCT`] bytes each.
    Distinct,
    /// [`NEVER`] bytes each.
    Never,
    /// All other strings.
    Text,
    /// For each bucket of folded names the first of its names, and the end of the last.
    NameBuckets,
    /// Names by bucket, in order.
    NamesByFold,
    /// For each bucket of words the first of its words, and the end of the last.
    WordBuckets,
    /// [`WORD`] bytes each: given names and surnames.
    Words,
    /// Those words, one after another.
    WordTexts,
    /// The persons with each surname.
    SurnameOwners,
}

/// All sections with the tags they have in files.
pub(super) const SECTIONS: [(Section, &[u8; 4]); 19] = [
    (Section::Entities, b"ENTI"),
    (Section::Details, b"DETA"),
    (Section::Types, b"TYPE"),
    (Section::Columns, b"COLU"),
    (Section::NameStarts, b"NSTA"),
    (Section::NameTexts, b"NTXT"),
    (Section::NameEntities, b"NENT"),
    (Section::NameKinds, b"NKIN"),
    (Section::NameExtras, b"NEXT"),
    (Section::Roles, b"ROLE"),
    (Section::Distinct, b"DIST"),
    (Section::Never, b"NEVE"),
    (Section::Text, b"TEXT"),
    (Section::NameBuckets, b"NBUC"),
    (Section::NamesByFold, b"NFOL"),
    (Section::WordBuckets, b"WBUC"),
    (Section::Words, b"WORD"),
    (Section::WordTexts, b"WTXT"),
    (Section::SurnameOwners, b"SOWN"),
];

/// Bytes of a record of entities: start of the details, first name, prominence, country (each 4), type, canonical name (each 2).
pub(super) const ENTITY: usize = 20;
/// Start and length in the text.
pub(super) const SPAN: usize = 8;
/// Name, from, until, span of the words near it.
pub(super) const EXTRA: usize = 20;
/// Person, span of the title, of, from, until.
pub(super) const ROLE: usize = 24;
/// Both entities, span of the reason.
pub(super) const DISTINCT: usize = 16;
/// Entity, span of the text, span of the reason.
pub(super) const NEVER: usize = 20;
/// Start of the text, first owner; the highest bit of the latter marks a given name.
pub(super) const WORD: usize = 8;
/// Marks a name with an extra record.
pub(super) const HAS_EXTRA: u8 = 0x80;
/// No entity.
pub(super) const NONE: u32 = u32::MAX;
/// Marks a number that does not fit its record and stands in the details.
pub(super) const ESCAPE: u16 = u16::MAX;
/// The same for prominence.
pub(super) const LONG: u32 = u32::MAX;

/// What stands in the record of an entity.
pub(super) struct EntityRecord<'g> {
    pub(super) names: Range<u32>,
    pub(super) country: Option<EntityIx>,
    pub(super) prominence: u64,
    /// Place among the types.
    pub(super) type_place: u32,
    /// The name that is its canonical one.
    pub(super) canonical: u32,
    /// The rest: id, Wikidata id, columns.
    pub(super) detail: Detail<'g>,
}

/// The tables of a gazetteer.
#[derive(Debug, Default, Clone)]
pub(super) struct Image {
    sections: [Bytes; SECTIONS.len()],
}

impl Image {
    /// An image of sections in the order of [`SECTIONS`].
    pub(super) fn new(sections: impl IntoIterator<Item = Bytes>) -> Self {
        let mut image = Self::default();
        for ((section, _), bytes) in SECTIONS.into_iter().zip(sections) {
            image.set(section, bytes);
        }
        image
    }

    pub(super) fn section(&self, section: Section) -> &[u8] {
        &self.sections[section as usize]
    }

    pub(super) fn set(&mut self, section: Section, bytes: Bytes) {
        self.sections[section as usize] = bytes;
    }

    /// How many records of some bytes a section has; never more than a number of four bytes can count.
    pub(super) fn count(&self, section: Section, size: usize) -> u32 {
        u32::try_from(self.section(section).len() / size).unwrap_or(u32::MAX)
    }

    /// A record of `N` bytes; zeros where there is none.
    pub(super) fn record<const N: usize>(&self, section: Section, place: u32) -> [u8; N] {
        record(self.section(section), place)
    }

    /// A number of a section that holds nothing else.
    pub(super) fn number(&self, section: Section, place: u32) -> u32 {
        u32::from_le_bytes(self.record(section, place))
    }

    /// A number and the next one: what begins and ends something.
    pub(super) fn range(&self, section: Section, place: u32) -> Range<u32> {
        self.number(section, place)..self.number(section, place.saturating_add(1))
    }

    /// A string of a section that holds strings.
    pub(super) fn string(&self, section: Section, range: Range<u32>) -> &str {
        let bytes = self.section(section).get(range.start as usize..range.end as usize);
        std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
    }

    /// A string by its start and length.
    pub(super) fn text(&self, start: u32, length: u32) -> &str {
        self.string(Section::Text, start..start.saturating_add(length))
    }

    /// A string of a list of spans.
    pub(super) fn listed(&self, list: Section, place: u32) -> &str {
        let [start, length] = numbers(&self.record::<SPAN>(list, place));
        self.text(start, length)
    }

    pub(super) fn entities(&self) -> u32 {
        self.count(Section::Entities, ENTITY).saturating_sub(1)
    }

    /// One of the entities that there are.
    pub(super) fn known(&self, entity: u32) -> EntityIx {
        EntityIx(entity.min(self.entities().saturating_sub(1)))
    }

    pub(super) fn maybe(&self, entity: u32) -> Option<EntityIx> {
        (entity != NONE).then(|| self.known(entity))
    }

    /// What the record of an entity says.
    pub(super) fn entity(&self, entity: u32) -> EntityRecord<'_> {
        let record: [u8; ENTITY] = self.record(Section::Entities, entity);
        let next: [u8; ENTITY] = self.record(Section::Entities, entity.saturating_add(1));
        let ([detail, first_name, prominence, country, _], [detail_end, end_name]) = (numbers(&record), numbers(&next));
        let short = |at: usize| u16::from_le_bytes([record[at], record[at + 1]]);
        let (type_place, canonical) = (short(16), short(18));
        let bytes = self.section(Section::Details).get(detail as usize..detail_end as usize);
        let mut detail = Detail(bytes.unwrap_or_default());
        EntityRecord {
            names: first_name..end_name.min(self.count(Section::NameKinds, 1)),
            country: self.maybe(country),
            prominence: if prominence == LONG { detail.number() } else { u64::from(prominence) },
            type_place: if type_place == ESCAPE { detail.small() } else { u32::from(type_place) },
            canonical: first_name.saturating_add(if canonical == ESCAPE { detail.small() } else { u32::from(canonical) }),
            detail,
        }
    }

    /// Records of a table sorted by its first number that have a key there.
    pub(super) fn with_key<const N: usize>(&self, section: Section, key: u32) -> Range<u32> {
        let count = self.count(section, N);
        let key_at = |place: u32| numbers::<1>(&self.record::<N>(section, place))[0];
        let start = partition(0..count, |place| key_at(place) < key);
        start..partition(start..count, |place| key_at(place) <= key)
    }
}

/// The first place of a range for which a condition does not hold that holds up to some place.
pub(super) fn partition(range: Range<u32>, holds: impl Fn(u32) -> bool) -> u32 {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start + (end - start) / 2;
        if holds(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

/// A record of `N` bytes; zeros where there is none.
fn record<const N: usize>(bytes: &[u8], place: u32) -> [u8; N] {
    let start = place as usize * N;
    bytes.get(start..start.saturating_add(N)).and_then(|record| record.first_chunk()).copied().unwrap_or([0; N])
}

/// The first numbers of a record.
pub(super) fn numbers<const COUNT: usize>(record: &[u8]) -> [u32; COUNT] {
    std::array::from_fn(|place| u32::from_le_bytes(self::record(record, u32::try_from(place).unwrap_or(u32::MAX))))
}

/// A date as a number: 0 for none.
pub(super) fn date_number(date: Option<Date>) -> u32 {
    date.map_or(0, Date::to_bits)
}

/// The date of a number.
pub(super) fn date(number: u32) -> Option<Date> {
    Date::from_bits(number)
}
