//! Common names that the costs cannot tell apart: `gazetteer/language/given_names.tsv`, read once.

use super::costs::Sound;
use super::sounds::sounds;
use crate::table::{self, TableFault};
use crate::text::{WordMap, hash_bytes, mix_hashes};
use std::sync::LazyLock;

/// What the table says of two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Spellings of one name.
    Same,
    /// Spellings of two names, and of no third that would be both.
    Distinct,
    /// One of them is not listed.
    Unknown,
}

/// What a spelling may stand for.
#[derive(Debug, Default)]
struct Names {
    /// Rows of the table, ascending.
    rows: Vec<usize>,
    /// Whether one of them is a name of half a country.
    common: bool,
}

impl Names {
    fn meet(&self, other: &Self) -> bool {
        self.rows.iter().any(|row| other.rows.contains(row))
    }
}

/// The number of some sounds. The first of all sounds is 0, which [`hash_bytes`] does not see at the end.
fn number(sounds: &[Sound]) -> u64 {
    mix_hashes(hash_bytes(sounds), sounds.len() as u64)
}

/// By the number of the sounds of a spelling.
type Given = WordMap<Names>;

static GIVEN: LazyLock<Given> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the table is part of the program and a test reads it")]
    parse(include_str!("../../../gazetteer/language/given_names.tsv")).expect("the built-in table of names is checked by tests")
});

fn parse(text: &str) -> Result<Given, TableFault> {
    let table = table::parse(text)?;
    table.require(&["name", "spellings"])?;
    let mut given = Given::default();
    for (index, row) in table.rows().enumerate() {
        for pattern in row.get("spellings").unwrap_or_default().split(' ').filter(|pattern| !pattern.is_empty()) {
            let spellings = expand(pattern).ok_or_else(|| row.fault("spellings", "a bracket that does not close"))?;
            for spelling in spellings {
                let names = given.entry(number(&sounds(&spelling)));
                names.common |= row.get("common") == Some("yes");
                if names.rows.last() != Some(&index) {
                    names.rows.push(index);
                }
            }
        }
    }
    Ok(given)
}

/// The spellings of a pattern: `s[ae]l[ie]m` has four.
fn expand(pattern: &str) -> Option<Vec<String>> {
    let Some((before, rest)) = pattern.split_once('[') else { return Some(vec![pattern.to_owned()]) };
    let (letters, after) = rest.split_once(']')?;
    let tails = expand(after)?;
    Some(letters.chars().flat_map(|letter| tails.iter().map(move |tail| format!("{before}{letter}{tail}"))).collect())
}

/// What the table says of two words by their sounds.
pub(super) fn known(a: &[Sound], b: &[Sound]) -> Known {
    let Some(a) = GIVEN.get(number(a)) else { return Known::Unknown };
    match GIVEN.get(number(b)) {
        Some(b) if a.meet(b) => Known::Same,
        Some(_) => Known::Distinct,
        None => Known::Unknown,
    }
}

/// How many people bear a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bearers {
    /// It is not listed.
    Few,
    /// It is a name of many people.
    Many,
    /// Half a country bears it.
    Most,
}

/// How many people bear a name.
pub(super) fn bearers(word: &[Sound]) -> Bearers {
    match GIVEN.get(number(word)) {
        None => Bearers::Few,
        Some(names) if names.common => Bearers::Most,
        Some(_) => Bearers::Many,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sounds::sounds;
    use super::{Bearers, Known, bearers, expand, known};

    #[test]
    fn spellings_of_one_name_and_of_two() {
        let between = |a: &str, b: &str| known(&sounds(a), &sounds(b));
        assert_eq!(expand("s[ae]l[ie]m").unwrap(), ["salim", "salem", "selim", "selem"]);
        assert_eq!(expand("s[ae"), None);
        assert_eq!(between("mahmoud", "mohammed"), Known::Distinct);
        assert_eq!(between("muhammad", "mohamed"), Known::Same);
        assert_eq!(between("salman", "suleiman"), Known::Distinct);
        assert_eq!(between("salman", "northline"), Known::Unknown);
        assert_eq!(["mohamed", "salman", "northline"].map(|word| bearers(&sounds(word))), [Bearers::Most, Bearers::Many, Bearers::Few]);
    }
}
