//! What can be told of words before names are compared.

use super::key::own;
use super::units::one_word;
use super::words::words;

/// How a word begins and whether it says enough to be told from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Onset {
    class: u64,
    telling: bool,
}

impl Onset {
    /// That of a word as it stands in a text or a table.
    pub fn of(word: &str) -> Self {
        let key = own(one_word(words(word).letters()).stem);
        let nibbles = (u64::BITS - key.leading_zeros()).div_ceil(4);
        Self { class: key.checked_shr(4 * nibbles.saturating_sub(1)).unwrap_or(0), telling: nibbles >= 2 }
    }

    /// Whether two words begin with sounds of one class and both have two classes or more.
    pub fn is_alike(self, other: Self) -> bool {
        self.telling && other.telling && self.class == other.class
    }
}

#[cfg(test)]
mod tests {
    use super::Onset;

    #[test]
    fn words_that_begin_with_like_sounds() {
        let alike = |a: &str, b: &str| Onset::of(a).is_alike(Onset::of(b));
        assert!(alike("Sweida", "Suwayda") && alike("Qamishli", "Kamishly"));
        assert!(!alike("Sidon", "Daraa") && !alike("Oia", "Oia"));
    }
}
