//! In which country an entity is.

use super::{EntityIx, Gazetteer};
use crate::text::{hash_bytes, mix_hashes};

/// A country: an entity, or one that is not listed itself, as the tables write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Country(u64);

/// A few bits of a country, which it seldom shares with another.
pub(crate) type CountryBits = u16;

impl Country {
    /// A country that is an entity.
    pub(crate) fn listed(country: EntityIx) -> Self {
        Self(country.index() as u64)
    }

    /// That of an entity, if it is known.
    pub(crate) fn of(gazetteer: &Gazetteer, entity: EntityIx) -> Option<Self> {
        let unlisted = || gazetteer.attribute(entity, "country").map(|country| Self(hash_bytes(country.as_bytes()) | 1 << 63));
        gazetteer.country(entity).map(Self::listed).or_else(unlisted)
    }

    /// Fifteen bits of it.
    pub(crate) fn bits(self) -> CountryBits {
        CountryBits::try_from(mix_hashes(self.0, 0) >> 49).unwrap_or_default()
    }
}
