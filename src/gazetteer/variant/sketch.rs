//! What an index keeps of a listed name in 32 bits, so that most names that cannot fit are left aside before they are read.

use super::places::Places;
use super::score::TOGETHER;
use super::units::Piece;
use crate::gazetteer::{CountryBits, EntityKind, fold_name};
use crate::text::hash_folded;

/// Whose names are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Anybody's.
    All,
    /// Those of persons, of what lies where names are romanised, and of whatever else has a word of some length in common, letter by letter.
    Any,
    /// Those of what lies where names are romanised, persons left out.
    Things,
}

/// The sketch of a listed name. From the lowest bit, 15 bits: where names are romanised those of the country, which is all that is asked of them;
/// elsewhere a set of the longer words of the canonical name of its entity. Letters, six; letters of the
/// units, six; units or words that count, two; whether it is a person's, whether it is a place's, and whether names there are romanised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sketch(pub(super) u32);

const PERSON: u32 = 1 << 30;
const ROMANISED: u32 = 1 << 31;
const PLACE: u32 = 1 << 29;
const WORDS: u32 = 15;
const LETTERS: u32 = 15;
const UNIT_LETTERS: u32 = 21;
const UNITS: u32 = 27;
/// More letters are not counted.
const MOST_LETTERS: usize = 63;
/// So many units or more are not told apart.
const MANY_UNITS: usize = 3;

impl Sketch {
    /// That of a listed name with these units, where they say something; `letters` in all.
    pub(super) fn new(letters: usize, units: Option<UnitCount>) -> Self {
        let few = |count: usize, most: usize| u32::try_from(count.min(most)).unwrap_or_default();
        let (count, unit_letters) = units.map_or((0, 0), |units| (units.count, units.letters));
        Self(few(letters, MOST_LETTERS) << LETTERS | few(unit_letters, MOST_LETTERS) << UNIT_LETTERS | few(count, MANY_UNITS) << UNITS)
    }

    /// What the names of an entity have in common; with its country where names there are romanised.
    pub(super) fn of_entity(kind: EntityKind, name: &str, romanised: Option<CountryBits>) -> Self {
        let kind = match kind {
            EntityKind::Person => PERSON,
            EntityKind::Place | EntityKind::Facility => PLACE,
            _ => 0,
        };
        let rest = romanised.map_or_else(|| longer_words(&fold_name(name)), |country| u32::from(country) | ROMANISED);
        Self(rest | kind)
    }

    /// Both together.
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The country of the name's owner, where names there are romanised.
    pub(super) fn country(self) -> Option<CountryBits> {
        let bits = || CountryBits::try_from(self.field(0, (1 << WORDS) - 1)).unwrap_or_default();
        (self.0 & ROMANISED != 0).then(bits)
    }

    /// Where the name is: that of a place in its country.
    pub(super) fn places(self) -> Places {
        self.country().filter(|_| self.is_place()).map_or(Places::NOWHERE, Places::of)
    }

    /// Letters of the name, and those of its units; nothing where they are too many to be counted.
    pub(super) fn letters(self) -> Option<(usize, usize)> {
        let [all, of_units] = [LETTERS, UNIT_LETTERS].map(|from| self.field(from, MOST_LETTERS));
        (all < MOST_LETTERS && of_units < MOST_LETTERS).then_some((all, of_units))
    }

    pub(super) fn is_place(self) -> bool {
        self.0 & PLACE != 0
    }

    /// Whether the name counts for sure.
    pub(super) fn counts(self, whose: Whose) -> bool {
        match whose {
            Whose::All => true,
            Whose::Any => self.0 & (PERSON | ROMANISED) != 0,
            Whose::Things => self.0 & (PERSON | ROMANISED) == ROMANISED,
        }
    }

    fn field(self, from: u32, most: usize) -> usize {
        (self.0 >> from) as usize & most
    }
}

/// One bit for each of the words of a folded name that have four letters or more.
fn longer_words(folded: &str) -> u32 {
    folded.split(' ').filter(|word| word.len() >= SHARED).fold(0, |bits, word| {
        let bit = hash_folded(word) >> 32;
        bits | 1 << ((bit * u64::from(WORDS)) >> 32)
    })
}

/// Letters of a word that two names may have in common.
const SHARED: usize = 4;

/// How many units a name has, and how many letters they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitCount {
    count: usize,
    letters: usize,
    /// Whether all end in s, so that endings may be read away.
    endings: bool,
}

impl UnitCount {
    pub(super) fn of(pieces: &[Piece<'_>]) -> Self {
        pieces.iter().map(Self::of_one).sum()
    }

    /// That of one unit, to be added to others.
    pub(super) fn of_one(piece: &Piece<'_>) -> Self {
        Self { count: 1, letters: piece.letters(), endings: piece.ends_in_s() }
    }
}

impl std::iter::Sum for UnitCount {
    /// That of a name with these units.
    fn sum<I: Iterator<Item = Self>>(units: I) -> Self {
        let none = Self { count: 0, letters: 0, endings: true };
        let all = units.fold(none, |all, unit| Self {
            count: all.count + unit.count,
            letters: all.letters + unit.letters,
            endings: all.endings && unit.endings,
        });
        Self { endings: all.endings && all.count > 1, ..all }
    }
}

/// What can be told of a name that is sought before any listed one is read.
#[derive(Debug)]
pub(super) struct Sought {
    /// The words of the folded name that another name may share, one bit each.
    words: u32,
    folded: String,
    letters: usize,
    /// As the name of a person, unless it is that of a body; as that of a place.
    person: Option<UnitCount>,
    place: Option<UnitCount>,
}

impl Sought {
    pub(super) fn new(name: &str, letters: usize, [person, place]: [Option<UnitCount>; 2]) -> Self {
        let folded = fold_name(name);
        Self { words: longer_words(&folded), folded, letters, person, place }
    }

    /// Whether a listed name may count by its sketch.
    pub(super) fn may_count(&self, listed: Sketch, whose: Whose) -> bool {
        listed.counts(whose) || whose == Whose::Any && listed.0 & self.words != 0
    }

    /// Whether a listed name may fit by its sketch. One unit is as good as several only where they are written together, and of a place no unit may be
    /// missing, so that letters that are too few or too many tell.
    pub(super) fn may_fit(&self, listed: Sketch) -> bool {
        let own = if listed.is_place() { self.place } else { self.person };
        let (Some(own), units) = (own, listed.field(UNITS, MANY_UNITS)) else { return true };
        let together =
            units == 1 && own.count > 1 || own.count == 1 && units > 1 || listed.is_place() && units != own.count.min(MANY_UNITS);
        !together || units == 0 || own.count == 0 || self.has_letters_of(listed, own)
    }

    /// The same of a listed name that has all the consonants, but perhaps in another number of units: it fits only if it has about as many letters.
    pub(super) fn may_be_together(&self, listed: Sketch) -> bool {
        let own = if listed.is_place() { self.place } else { self.person };
        let (Some(own), units) = (own, listed.field(UNITS, MANY_UNITS)) else { return true };
        units == 0 || (units != own.count || units == MANY_UNITS) && self.has_letters_of(listed, own)
    }

    fn has_letters_of(&self, listed: Sketch, own: UnitCount) -> bool {
        let units = listed.field(UNITS, MANY_UNITS);
        let same_letters = listed.field(LETTERS, MOST_LETTERS) == self.letters.min(MOST_LETTERS);
        let endings = if units > 1 { 2 * units } else { 0 } + if own.endings { 2 * own.count } else { 0 };
        let apart = own.letters.min(MOST_LETTERS).abs_diff(listed.field(UNIT_LETTERS, MOST_LETTERS));
        same_letters || units == MANY_UNITS || apart <= TOGETHER + endings
    }

    /// Whether the sought name and a listed one have a word of some length in common, letter by letter.
    pub(super) fn shares_a_word(&self, listed: &str) -> bool {
        let mut words = self.folded.split(' ').filter(|word| word.len() >= SHARED);
        // Most names are plain, and folding them costs more than all the rest.
        if listed.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ') {
            return words.any(|word| listed.split(' ').any(|other| other.eq_ignore_ascii_case(word)));
        }
        let listed = fold_name(listed);
        words.any(|word| listed.split(' ').any(|other| other == word))
    }
}

#[cfg(test)]
mod tests {
    use super::super::units::{somali, take_apart};
    use super::super::words::words;
    use super::super::{Answer, Prepared, Sort, compare};
    use super::{Sketch, Sought, UnitCount};
    use crate::gazetteer::EntityKind;

    const NAMES: [&str; 16] = [
        "Tariq Lakhdari",
        "Tareq al-Lakhdary",
        "Tariq Wasim Lakhdari",
        "Abd al-Rahman Dastani",
        "Abdurrahman Dastany",
        "Al Furqan",
        "Alfurqan",
        "Abu Kamal",
        "Abukamal",
        "Sergejs Lavrovs",
        "Sergei Lavrov",
        "Deir ez-Zor",
        "Deirezzor",
        "Qasr al-Hayr",
        "Kasr el Heir",
        "Nizam Uddin",
    ];

    fn count(name: &str, sort: Sort) -> (usize, Option<UnitCount>) {
        let words = words(name);
        let split = words.list();
        let mut pieces = Vec::new();
        take_apart(&split, sort, &mut pieces);
        (words.letters().len(), (sort == Sort::Place || somali(&split).is_none()).then(|| UnitCount::of(&pieces)))
    }

    #[test]
    fn no_name_that_fits_is_left_aside() {
        let mut same = 0;
        for (kind, sort) in [(EntityKind::Person, Sort::Person), (EntityKind::Place, Sort::Place)] {
            for (listed, sought) in NAMES.iter().flat_map(|listed| NAMES.map(|sought| (*listed, sought))) {
                let (letters, units) = count(listed, sort);
                let sketch = Sketch::of_entity(kind, listed, Some(0)).with(Sketch::new(letters, units));
                let (letters, own) = count(sought, sort);
                let bounds = Sought::new(sought, letters, [own, own]);
                let [sought_name, listed_name] = [sought, listed].map(|name| Prepared::new(name, Some(sort)));
                if compare(&sought_name, &listed_name).answer == Answer::Same {
                    same += 1;
                    assert!(bounds.may_fit(sketch), "{sought} is {listed}");
                }
            }
        }
        assert!(same > 2 * NAMES.len(), "{same} pairs say little");
        let (letters, own) = count("Qasr al-Hayr", Sort::Place);
        let (few, one) = count("Qasr", Sort::Place);
        let sketch = Sketch::of_entity(EntityKind::Place, "Qasr", Some(0)).with(Sketch::new(few, one));
        assert!(!Sought::new("Qasr al-Hayr", letters, [own, own]).may_fit(sketch));
    }
}
