//! Products of matrices with AVX2, sixteen products an instruction.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]
#![allow(unsafe_code, reason = "vector instructions need a promise that the processor has them")]

use super::kernel::{Kernel, Matrix, Work, parts};
use super::model::LANES;
use std::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256,
};

/// Proof that the processor has AVX2.
#[derive(Debug, Clone, Copy)]
pub(super) struct Avx2(());

impl Avx2 {
    /// The kernel, where the processor can run it.
    pub(super) fn new() -> Option<Self> {
        is_x86_feature_detected!("avx2").then_some(Self(()))
    }

    /// Does some work in a function that is compiled for this processor as a whole.
    pub(super) fn run<W: Work>(self, work: W) -> W::Output {
        #[target_feature(enable = "avx2")]
        fn with_avx2<W: Work>(work: W, avx2: Avx2) -> W::Output {
            work.run(avx2)
        }
        // SAFETY: `self` exists only where `new` has seen AVX2.
        unsafe { with_avx2(work, self) }
    }
}

impl Kernel for Avx2 {
    #[inline(always)]
    fn multiply(self, out: &mut [i32], input: &[i16], stride: usize, count: usize, matrix: Matrix<'_>) {
        // SAFETY: `self` exists only where `new` has seen AVX2.
        unsafe { multiply(out, input, stride, count, matrix) }
    }
}

#[target_feature(enable = "avx2")]
fn multiply(out: &mut [i32], input: &[i16], stride: usize, count: usize, matrix: Matrix<'_>) {
    for part in parts(count, 4) {
        match part.len() {
            1 => rows::<1>(out, input, stride, part.start, matrix),
            2 => rows::<2>(out, input, stride, part.start, matrix),
            3 => rows::<3>(out, input, stride, part.start, matrix),
            _ => rows::<4>(out, input, stride, part.start, matrix),
        }
    }
}

/// `R` rows at once: each load of weights serves all of them.
#[target_feature(enable = "avx2")]
#[inline]
fn rows<const R: usize>(out: &mut [i32], input: &[i16], stride: usize, row: usize, matrix: Matrix<'_>) {
    let pairs = matrix.rows / 2;
    let inputs: [&[[i16; 2]]; R] = std::array::from_fn(|place| &input[(row + place) * stride..][..matrix.rows].as_chunks().0[..pairs]);
    for block in 0..matrix.columns / LANES {
        let weights = matrix.block(block);
        let mut sums = [[_mm256_setzero_si256(); 2]; R];
        for (pair, weights) in weights.as_chunks::<{ 2 * LANES }>().0[..pairs].iter().enumerate() {
            // SAFETY: two halves of sixteen numbers each, and the load asks for no alignment.
            let weights: [__m256i; 2] =
                unsafe { [_mm256_loadu_si256(weights.as_ptr().cast()), _mm256_loadu_si256(weights[LANES..].as_ptr().cast())] };
            for (sums, input) in sums.iter_mut().zip(&inputs) {
                let both = u32::from(input[pair][0].cast_unsigned()) | u32::from(input[pair][1].cast_unsigned()) << 16;
                let both = _mm256_set1_epi32(both.cast_signed());
                sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(both, weights[0]));
                sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(both, weights[1]));
            }
        }
        for (place, sums) in sums.iter().enumerate() {
            let out = &mut out[(row + place) * matrix.columns + block * LANES..][..LANES];
            // SAFETY: two halves of eight numbers each, and the store asks for no alignment.
            unsafe {
                _mm256_storeu_si256(out.as_mut_ptr().cast(), sums[0]);
                _mm256_storeu_si256(out[LANES / 2..].as_mut_ptr().cast(), sums[1]);
            }
        }
    }
}
