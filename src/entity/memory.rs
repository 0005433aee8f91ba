//! What names of texts were found to be spellings of, kept from document to document: most names that a text has, others have too, and to compare
//! one with a gazetteer costs more than all the rest. What is kept follows from the name and the gazetteer alone, so that it makes no difference
//! but in time.

use super::choose::Outcome;
use crate::gazetteer::Places;
use crate::text::{WordMap, hash_folded};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// What a spelling was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) outcome: Outcome,
    pub(super) score: i32,
}

/// What is known of a name.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Where it is a spelling of no name that is listed.
    refused: Mutex<Places>,
    /// What came of the comparison with all listed names, once it was made.
    pub(super) reading: OnceLock<Option<Reading>>,
}

impl Known {
    /// Where it is a spelling of no name that is listed.
    pub(super) fn refused(&self) -> Places {
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps that it is a spelling of none that is listed somewhere.
    pub(super) fn refuse(&self, here: Places) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        *refused = refused.and(here);
    }
}

/// Names are kept in so many parts, so that threads seldom wait for each other.
const PARTS: usize = 16;
/// Names that a part keeps; where there are more, it begins anew.
const MOST: usize = 8192;
/// Longer names are not kept.
const LONGEST: usize = 128;

type Part = WordMap<(Box<str>, Arc<Known>)>;

#[derive(Debug, Default)]
pub(super) struct Memory {
    parts: Box<[Mutex<Part>; PARTS]>,
}

impl Memory {
    /// What is known of a name, if anything is.
    pub(super) fn get(&self, name: &str) -> Option<Arc<Known>> {
        let number = hash_folded(name);
        let names = self.part(number);
        names.get(number).filter(|(known, _)| **known == *name).map(|(_, known)| known.clone())
    }

    /// What is known of a name, to be added to.
    pub(super) fn of(&self, name: &str) -> Arc<Known> {
        if let Some(known) = self.get(name) {
            return known;
        }
        let (number, known) = (hash_folded(name), Arc::new(Known::default()));
        if name.len() <= LONGEST {
            let mut names = self.part(number);
            if names.len() >= MOST {
                names.clear();
            }
            names.insert(number, (name.into(), known.clone()));
        }
        known
    }

    fn part(&self, number: u64) -> MutexGuard<'_, Part> {
        self.parts[usize::try_from(number >> 32).unwrap_or_default() % PARTS].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Memory, PARTS};
    use crate::gazetteer::Places;

    #[test]
    fn what_is_known_is_kept_and_only_so_many_are() {
        let memory = Memory::default();
        assert!(memory.get("Tareq Lakhdary").is_none());
        memory.of("Tareq Lakhdary").refuse(Places::NOWHERE);
        assert_eq!(memory.of("Tareq Lakhdary").refused(), Places::NOWHERE);
        assert!(memory.get("Tareq Lakhdary").is_some_and(|known| known.reading.get().is_none()));
        for number in 0..3 * MOST * PARTS {
            memory.of(&number.to_string());
        }
        assert!(memory.parts.iter().all(|part| part.lock().unwrap().len() <= MOST));
    }
}
