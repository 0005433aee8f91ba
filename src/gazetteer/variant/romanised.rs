//! Whose names are spelled in many ways: `gazetteer/language/romanised.tsv`, read once.

use crate::gazetteer::{Entity, EntityIx, EntityKind, Gazetteer, fold_name};
use crate::table::{self, TableFault};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Codes and names of countries, folded.
static COUNTRIES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the table is part of the program and a test reads it")]
    parse(include_str!("../../../gazetteer/language/romanised.tsv")).expect("the built-in table of countries is checked by tests")
});

fn parse(text: &str) -> Result<BTreeSet<String>, TableFault> {
    let table = table::parse(text)?;
    table.require(&["code", "country", "script"])?;
    Ok(table.rows().flat_map(|row| ["code", "country"].map(|column| fold_name(row.get(column).unwrap_or_default()))).collect())
}

/// Whether the names of an entity come from a country whose names are romanised.
pub(super) fn is_romanised(gazetteer: &Gazetteer, entity: &Entity<'_>) -> bool {
    let country = entity.country.map(|country| gazetteer.entity(country).name).or_else(|| entity.attribute("country"));
    country.is_some_and(|country| COUNTRIES.contains(&fold_name(country)))
}

/// The countries of a gazetteer whose names are romanised.
#[derive(Debug)]
pub(super) struct Romanised(BTreeSet<EntityIx>);

impl Romanised {
    pub(super) fn of(gazetteer: &Gazetteer) -> Self {
        let owners = COUNTRIES.iter().flat_map(|country| gazetteer.find_name(country));
        Self(owners.filter(|owner| gazetteer.kind(*owner) == EntityKind::Country).collect())
    }

    /// Whether names of the entity may be spelled otherwise than they are listed.
    pub(super) fn varies(&self, entity: &Entity<'_>) -> bool {
        match entity.kind {
            EntityKind::Person | EntityKind::Group | EntityKind::Organization | EntityKind::Other => true,
            EntityKind::Country | EntityKind::Event => false,
            EntityKind::Place | EntityKind::Facility => match entity.country {
                Some(country) => self.0.contains(&country),
                None => entity.attribute("country").is_some_and(|country| COUNTRIES.contains(&fold_name(country))),
            },
        }
    }
}
