//! What a text can be told of a name before it is compared with others.

use super::index::key;
use super::units::units;
use super::words::words;

/// How many parts of a name count: articles, particles and titles do not, and parts that are written apart or together are one.
pub fn unit_count(name: &str) -> usize {
    units(&words(name).words).list.len()
}

/// The consonants of a name, each heard as what it most likely is, and a sign for a vowel at the start.
pub fn outline(name: &str) -> String {
    units(&words(name).words).list.iter().map(|unit| key(&unit.sounds)).collect()
}

#[cfg(test)]
mod tests {
    use super::{outline, unit_count};

    #[test]
    fn parts_that_count_and_consonants() {
        for (name, count) in [("Asaad al-Shaibani", 2), ("President Snow", 1), ("Abd al-Rahman", 1), ("Abu Kamal", 1), ("", 0)] {
            assert_eq!(unit_count(name), count, "{name}");
        }
        assert_eq!(outline("Sweida"), outline("Suwayda"));
        assert_eq!(outline("Qamishli"), outline("Kamishly"));
        assert_ne!(outline("Sidon"), outline("Daraa"));
    }
}
