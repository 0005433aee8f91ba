//! What names of texts were found to be spellings of, kept from document to document: most names that a text has, others have too, and to compare
//! one with a gazetteer costs more than all the rest. What is kept follows from the name and the gazetteer alone, so that it makes no difference
//! but in time.

use super::choose::Outcome;
use crate::gazetteer::CountryBits;
use crate::text::{WordMap, hash_folded};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What a spelling was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) outcome: Outcome,
    pub(super) score: i32,
}

/// The listed names that a name may be a spelling of.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The countries of their owners, ascending, where all are places.
    pub(super) countries: Option<Box<[CountryBits]>>,
    /// Those of them in which none was found to fit.
    pub(super) without: Mutex<Vec<CountryBits>>,
    /// What came of the comparison with all of them, once it was made.
    pub(super) reading: OnceLock<Option<Reading>>,
}

/// Names are kept in so many parts, so that threads seldom wait for each other.
const PARTS: usize = 16;
/// Names that a part keeps; where there are more, it begins anew.
const MOST: usize = 8192;
/// Longer names are not kept.
const LONGEST: usize = 128;

/// Names with what they may be spellings of; nothing for most.
type Part = Mutex<WordMap<(Box<str>, Option<Arc<Known>>)>>;

#[derive(Debug, Default)]
pub(super) struct Memory {
    parts: Box<[Part; PARTS]>,
}

impl Memory {
    /// What is known of a name; it is found out where nothing is.
    pub(super) fn of(&self, name: &str, find: impl FnOnce() -> Option<Known>) -> Option<Arc<Known>> {
        if name.len() > LONGEST {
            return find().map(Arc::new);
        }
        let number = hash_folded(name);
        let part = &self.parts[usize::try_from(number >> 32).unwrap_or_default() % PARTS];
        let kept = |names: &WordMap<(Box<str>, Option<Arc<Known>>)>| {
            names.get(number).filter(|(known, _)| **known == *name).map(|(_, known)| known.clone())
        };
        if let Some(known) = kept(&part.lock().unwrap_or_else(PoisonError::into_inner)) {
            return known;
        }
        let known = find().map(Arc::new);
        let mut names = part.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= MOST {
            names.clear();
        }
        names.insert(number, (name.into(), known.clone()));
        known
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, MOST, Memory, PARTS};

    #[test]
    fn a_name_is_sought_once_and_only_so_many_are_kept() {
        let (memory, mut sought) = (Memory::default(), 0);
        for round in 0..2 {
            for (name, known) in [("Tareq Lakhdary", true), ("Harbour Office", false)] {
                let found = memory.of(name, || {
                    sought += 1;
                    known.then(Known::default)
                });
                assert_eq!(found.is_some(), known, "{name} in round {round}");
            }
        }
        assert_eq!(sought, 2);
        for number in 0..3 * MOST * PARTS {
            memory.of(&number.to_string(), || None);
        }
        assert!(memory.parts.iter().all(|part| part.lock().unwrap().len() <= MOST));
    }
}
