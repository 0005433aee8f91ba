//! The classes of bytes with AVX2, thirty-two bytes an instruction.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]
#![allow(unsafe_code, reason = "vector instructions need a promise that the processor has them")]

use super::bits::{BLOCK, Bits, Classifier, Work};
use std::arch::x86_64::{
    __m256i, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_min_epu8, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8,
    _mm256_sub_epi8,
};

/// Proof that the processor has AVX2 and the bit instructions that come with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Avx2(());

impl Avx2 {
    /// The classifier, where the processor can run it.
    pub(super) fn new() -> Option<Self> {
        (is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi1") && is_x86_feature_detected!("bmi2")).then_some(Self(()))
    }

    /// Does some work in a function that is compiled for this processor as a whole.
    pub(super) fn run<W: Work>(self, work: W) -> W::Output {
        #[target_feature(enable = "avx2,bmi1,bmi2")]
        fn with_avx2<W: Work>(work: W, avx2: Avx2) -> W::Output {
            work.run(avx2)
        }
        // SAFETY: `self` exists only where `new` has seen these features.
        unsafe { with_avx2(work, self) }
    }
}

impl Classifier for Avx2 {
    #[inline(always)]
    fn classify(self, block: &[u8; BLOCK]) -> Bits {
        // SAFETY: `self` exists only where `new` has seen these features.
        unsafe { classify(block) }
    }
}

#[target_feature(enable = "avx2")]
#[inline]
fn classify(block: &[u8; BLOCK]) -> Bits {
    let (low, high) = block.split_at(BLOCK / 2);
    // SAFETY: both halves are thirty-two bytes long, and the load asks for no alignment.
    let (low, high) = unsafe { (half(_mm256_loadu_si256(low.as_ptr().cast())), half(_mm256_loadu_si256(high.as_ptr().cast()))) };
    Bits {
        letter: low.letter | high.letter << 32,
        capital: low.capital | high.capital << 32,
        digit: low.digit | high.digit << 32,
        low_line: low.low_line | high.low_line << 32,
        mid_letter: low.mid_letter | high.mid_letter << 32,
        mid_number: low.mid_number | high.mid_number << 32,
        blank: low.blank | high.blank << 32,
        wide: low.wide | high.wide << 32,
    }
}

/// The classes of half a block, in the lower halves of the numbers.
#[target_feature(enable = "avx2")]
#[inline]
fn half(bytes: __m256i) -> Bits {
    let small = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
    let apostrophe_or_dot = _mm256_or_si256(equal(bytes, b'\''), equal(bytes, b'.'));
    let comma = _mm256_or_si256(equal(bytes, b','), equal(bytes, b';'));
    Bits {
        letter: mask(in_range(small, b'a', 26)),
        capital: mask(in_range(bytes, b'A', 26)),
        digit: mask(in_range(bytes, b'0', 10)),
        low_line: mask(equal(bytes, b'_')),
        mid_letter: mask(_mm256_or_si256(apostrophe_or_dot, equal(bytes, b':'))),
        mid_number: mask(_mm256_or_si256(apostrophe_or_dot, comma)),
        blank: mask(_mm256_or_si256(in_range(bytes, 0, b' ' + 1), equal(bytes, 0x7f))),
        wide: mask(bytes),
    }
}

/// All ones in bytes that have a value.
#[target_feature(enable = "avx2")]
#[inline]
fn equal(bytes: __m256i, value: u8) -> __m256i {
    _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(value.cast_signed()))
}

/// All ones in bytes from `first` on, `count` values in all.
#[target_feature(enable = "avx2")]
#[inline]
fn in_range(bytes: __m256i, first: u8, count: u8) -> __m256i {
    let from_zero = _mm256_sub_epi8(bytes, _mm256_set1_epi8(first.cast_signed()));
    _mm256_cmpeq_epi8(_mm256_min_epu8(from_zero, _mm256_set1_epi8((count - 1).cast_signed())), from_zero)
}

/// The highest bits of all bytes.
#[target_feature(enable = "avx2")]
#[inline]
fn mask(bytes: __m256i) -> u64 {
    u64::from(_mm256_movemask_epi8(bytes).cast_unsigned())
}
