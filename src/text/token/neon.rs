//! The classes of bytes with NEON, sixteen bytes an instruction.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]
#![allow(unsafe_code, reason = "vector instructions need a promise that the processor has them")]

use super::bits::{BLOCK, Bits, Classifier};
use std::arch::aarch64::{
    uint8x16_t, vandq_u8, vceqq_u8, vcltq_u8, vdupq_n_u8, vgetq_lane_u64, vld1q_u8, vorrq_u8, vpaddq_u8, vreinterpretq_u64_u8, vsubq_u8,
};
use std::arch::is_aarch64_feature_detected;

/// Proof that the processor has NEON.
#[derive(Debug, Clone, Copy)]
pub(super) struct Neon(());

impl Neon {
    /// The classifier, where the processor can run it.
    pub(super) fn new() -> Option<Self> {
        is_aarch64_feature_detected!("neon").then_some(Self(()))
    }
}

impl Classifier for Neon {
    #[inline(always)]
    fn classify(self, block: &[u8; BLOCK]) -> Bits {
        // SAFETY: `self` exists only where `new` has seen NEON.
        unsafe { classify(block) }
    }
}

#[target_feature(enable = "neon")]
#[inline]
fn classify(block: &[u8; BLOCK]) -> Bits {
    // SAFETY: the four loads of sixteen bytes lie within the sixty-four bytes of the block, and ask for no alignment.
    let quarters = [0, 16, 32, 48].map(|at| unsafe { vld1q_u8(block[at..].as_ptr()) });
    let letter = quarters.map(|bytes| in_range(vorrq_u8(bytes, vdupq_n_u8(0x20)), b'a', 26));
    let apostrophe_or_dot = quarters.map(|bytes| vorrq_u8(equal(bytes, b'\''), equal(bytes, b'.')));
    Bits {
        letter: mask(letter),
        capital: mask(quarters.map(|bytes| in_range(bytes, b'A', 26))),
        digit: mask(quarters.map(|bytes| in_range(bytes, b'0', 10))),
        low_line: mask(quarters.map(|bytes| equal(bytes, b'_'))),
        mid_letter: mask([0, 1, 2, 3].map(|quarter: usize| vorrq_u8(apostrophe_or_dot[quarter], equal(quarters[quarter], b':')))),
        mid_number: mask([0, 1, 2, 3].map(|quarter: usize| {
            let comma = vorrq_u8(equal(quarters[quarter], b','), equal(quarters[quarter], b';'));
            vorrq_u8(apostrophe_or_dot[quarter], comma)
        })),
        blank: mask(quarters.map(|bytes| vorrq_u8(in_range(bytes, 0, b' ' + 1), equal(bytes, 0x7f)))),
        wide: mask(quarters.map(|bytes| in_range(bytes, 0x80, 0x80))),
    }
}

/// All ones in bytes that have a value.
#[target_feature(enable = "neon")]
#[inline]
fn equal(bytes: uint8x16_t, value: u8) -> uint8x16_t {
    vceqq_u8(bytes, vdupq_n_u8(value))
}

/// All ones in bytes from `first` on, `count` values in all.
#[target_feature(enable = "neon")]
#[inline]
fn in_range(bytes: uint8x16_t, first: u8, count: u8) -> uint8x16_t {
    vcltq_u8(vsubq_u8(bytes, vdupq_n_u8(first)), vdupq_n_u8(count))
}

/// One bit of each byte, all of whose bits are the same.
#[target_feature(enable = "neon")]
#[inline]
fn mask(quarters: [uint8x16_t; 4]) -> u64 {
    const PLACES: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];
    // SAFETY: the table is sixteen bytes long.
    let places = unsafe { vld1q_u8(PLACES.as_ptr()) };
    let [a, b, c, d] = quarters.map(|bytes| vandq_u8(bytes, places));
    // Three rounds of adding neighbours leave one byte for every eight.
    let sums = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
    vgetq_lane_u64::<0>(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)))
}
