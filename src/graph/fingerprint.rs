//! What a text says, as one number.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// What a text says apart from its white space: a 128-bit FNV-1a hash, the same on every machine and in every version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Fingerprint {
    /// The fingerprint of a text: texts that differ in white space only have the same one.
    pub fn of(text: &str) -> Self {
        let mut hash = OFFSET;
        let mut add = |byte: u8| hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        for word in text.split_whitespace() {
            word.bytes().for_each(&mut add);
            add(b' ');
        }
        Self(hash)
    }

    /// The number as bytes, the first digits first: in the order of the fingerprints.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// The fingerprint of such bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let valid = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let hash = valid.then(|| u128::from_str_radix(&text, 16).ok()).flatten();
        hash.map(Self).ok_or_else(|| serde::de::Error::custom("a fingerprint has 32 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_does_not_count_and_words_do() {
        assert_eq!(Fingerprint::of("one two\n\nthree "), Fingerprint::of(" one\ttwo three"));
        assert_ne!(Fingerprint::of("one two"), Fingerprint::of("onetwo"));
        assert_ne!(Fingerprint::of("one two"), Fingerprint::of("two one"));
    }

    #[test]
    fn the_hash_is_the_published_one() {
        // FNV-1a of the two bytes "a ", computed by hand from the published parameters.
        let expected = [b'a', b' '].iter().fold(OFFSET, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME));
        assert_eq!(Fingerprint::of("a"), Fingerprint(expected));
        assert_eq!(Fingerprint::of("").to_string(), "6c62272e07bb014262b821756295c58d");
    }
}
