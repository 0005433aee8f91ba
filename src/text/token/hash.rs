//! One number for a folded word: equal words have equal numbers, and unequal ones hardly ever.
//!
//! Lookups go by this number and compare letters only where it is found, so that a text is hardly ever folded in memory. The numbers
//! are part of compiled gazetteers: to change them is to change that format.

use crate::text::fold::fold_into;

/// Bytes that are taken up at once.
pub(super) const CHUNK: usize = 16;
/// The number of no letters at all.
pub(super) const NOTHING: u64 = FIRST;
const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0xd6e8_feb8_6659_fd93;

/// The number of a word that is folded already.
#[inline(always)]
#[allow(clippy::inline_always, reason = "numbers of constant words are computed by the compiler")]
pub fn hash_folded(word: &str) -> u64 {
    hash_bytes(word.as_bytes())
}

/// The number of some bytes; of a folded word, its number.
#[inline(always)]
#[allow(clippy::inline_always, reason = "numbers of constant words are computed by the compiler")]
pub(crate) fn hash_bytes(bytes: &[u8]) -> u64 {
    bytes.chunks(CHUNK).fold(FIRST, |state, chunk| {
        let (low, high) = halves(chunk);
        mix(state ^ low, SECOND ^ high)
    })
}

/// At most sixteen bytes as two numbers, what is missing as zeros. Most words are short, and copying them costs more than the rest.
#[inline(always)]
#[allow(clippy::inline_always, reason = "numbers of constant words are computed by the compiler")]
fn halves(chunk: &[u8]) -> (u64, u64) {
    let eight = |at: usize| chunk.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let four = |at: usize| chunk.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u64::from(u32::from_le_bytes(*bytes)));
    match chunk.len() {
        CHUNK.. => (eight(0), eight(8)),
        length @ 9.. => (eight(0), eight(length - 8) >> (8 * (CHUNK - length))),
        8 => (eight(0), 0),
        length @ 4.. => (four(0) | four(length - 4) << (8 * (length - 4)), 0),
        _ => (chunk.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)), 0),
    }
}

/// The number of the folded form of a word: `hash_folded(&fold(word))` without the copy where the word is ASCII.
pub fn hash_word(word: &str) -> u64 {
    if !word.is_ascii() {
        let mut folded = String::with_capacity(word.len());
        fold_into(word, &mut folded);
        return hash_folded(&folded);
    }
    let (mut state, mut chunk, mut filled) = (FIRST, [0; CHUNK], 0);
    for byte in word.bytes().filter(u8::is_ascii_alphanumeric) {
        if filled == CHUNK {
            state = add(state, chunk);
            (chunk, filled) = ([0; CHUNK], 0);
        }
        chunk[filled] = byte.to_ascii_lowercase();
        filled += 1;
    }
    if filled == 0 { state } else { add(state, chunk) }
}

/// The number of a word of at most sixteen ASCII letters and digits, of which the first sixteen bytes are given, whatever follows it.
#[inline]
pub(super) fn hash_short(bytes: [u8; CHUNK], length: usize) -> u64 {
    // Letters become small, and digits are what they are.
    const SMALL: u128 = 0x2020_2020_2020_2020_2020_2020_2020_2020;
    const SEEDS: u128 = FIRST as u128 | (SECOND as u128) << 64;
    let both = (u128::from_le_bytes(bytes) | SMALL) & USED[length & 31] ^ SEEDS;
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    let (low, high) = (both as u64, (both >> 64) as u64);
    mix(low, high)
}

/// The bits of so many bytes; all from sixteen on.
static USED: [u128; 32] = {
    let mut used = [u128::MAX; 32];
    let mut length = 0;
    while length < CHUNK {
        used[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    used
};

/// One number for two, in their order.
#[inline]
pub(crate) fn mix_hashes(first: u64, second: u64) -> u64 {
    mix(first ^ FIRST, second ^ SECOND)
}

#[inline]
fn add(state: u64, chunk: [u8; CHUNK]) -> u64 {
    let chunk = u128::from_le_bytes(chunk);
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    let (low, high) = (chunk as u64, (chunk >> 64) as u64);
    mix(state ^ low, SECOND ^ high)
}

/// Two numbers to one: both halves of their product.
#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    let (low, high) = (product as u64, (product >> 64) as u64);
    low ^ high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_word_has_the_number_of_its_folded_form(word in prop_oneof![any::<String>(), "[a-zA-Z0-9'._]{0,40}"]) {
            prop_assert_eq!(hash_word(&word), hash_folded(&fold(&word)));
        }

        #[test]
        fn short_words_have_the_same_number_whatever_follows(word in "[a-zA-Z0-9]{1,16}", after in "[ -~]{16}") {
            let text = format!("{word}{after}");
            let bytes = text.as_bytes().first_chunk().expect("sixteen bytes");
            prop_assert_eq!(hash_short(*bytes, word.len()), hash_word(&word));
        }
    }
}
