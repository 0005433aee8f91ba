//! Values that many rows share: written once, named by their place.

use serde::Serialize;
use std::collections::HashMap;
use std::hash::Hash;

/// Values in the order in which they were first met.
#[derive(Debug)]
pub(super) struct Table<T> {
    values: Vec<T>,
    places: HashMap<T, usize>,
}

impl<T: Clone + Eq + Hash> Table<T> {
    pub(super) fn new() -> Self {
        Self { values: Vec::new(), places: HashMap::new() }
    }

    /// The place of a value; one that is new gets the next.
    pub(super) fn place(&mut self, value: T) -> usize {
        *self.places.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            self.values.len() - 1
        })
    }

    pub(super) fn values(&self) -> &[T] {
        &self.values
    }
}

/// A place in a table, or -1 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "i64")]
pub(super) struct Place(Option<usize>);

impl From<Place> for i64 {
    fn from(place: Place) -> Self {
        place.0.and_then(|place| i64::try_from(place).ok()).unwrap_or(-1)
    }
}

impl From<Option<usize>> for Place {
    fn from(place: Option<usize>) -> Self {
        Self(place)
    }
}

impl From<usize> for Place {
    fn from(place: usize) -> Self {
        Self(Some(place))
    }
}
