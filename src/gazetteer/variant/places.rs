//! Of which countries names are asked for: most names of a text are spellings of none that is listed where the text is about, and a few bits say so.

use crate::gazetteer::CountryBits;

/// Countries, by one bit for a few of them each, and one for the names that do not depend on a country because they are no place's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places(u32);

/// Countries that are told apart.
const COUNTRIES: u32 = 31;

impl Places {
    /// None, not even names that are no place's.
    pub const NONE: Self = Self(0);
    /// Names that are no place's.
    pub const NOWHERE: Self = Self(1 << COUNTRIES);
    /// All names.
    pub const ANYWHERE: Self = Self(u32::MAX);

    /// The names of places in a country.
    pub(super) fn of(country: CountryBits) -> Self {
        Self(1 << (u32::from(country) % COUNTRIES))
    }

    /// The names of places in some countries, and those that are no place's.
    pub(crate) fn of_all(countries: impl Iterator<Item = CountryBits>) -> Self {
        countries.map(Self::of).fold(Self::NOWHERE, Self::and)
    }

    /// Those of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are in both.
    #[must_use]
    pub fn in_both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether both have some in common.
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Those that are not among others.
    #[must_use]
    pub fn except(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    pub(super) fn to_bits(self) -> u32 {
        self.0
    }

    pub(super) fn from_bits(bits: u32) -> Self {
        Self(bits)
    }
}
