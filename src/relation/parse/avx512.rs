//! Products of matrices with AVX-512 and its neural network instructions, thirty-two products and their sums an instruction.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]
#![allow(unsafe_code, reason = "vector instructions need a promise that the processor has them")]

use super::kernel::{Kernel, Matrix, Work};
use super::model::LANES;
use std::arch::x86_64::{_mm512_dpwssd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512};

/// Proof that the processor has AVX-512.
#[derive(Debug, Clone, Copy)]
pub(super) struct Avx512(());

impl Avx512 {
    /// The kernel, where the processor can run it.
    pub(super) fn new() -> Option<Self> {
        (is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw") && is_x86_feature_detected!("avx512vnni"))
            .then_some(Self(()))
    }

    /// Does some work in a function that is compiled for this processor as a whole.
    pub(super) fn run<W: Work>(self, work: W) -> W::Output {
        #[target_feature(enable = "avx512f,avx512bw,avx512vnni,avx2")]
        fn with_avx512<W: Work>(work: W, avx512: Avx512) -> W::Output {
            work.run(avx512)
        }
        // SAFETY: `self` exists only where `new` has seen AVX-512.
        unsafe { with_avx512(work, self) }
    }
}

impl Kernel for Avx512 {
    #[inline(always)]
    fn multiply(self, out: &mut [i32], input: &[i16], stride: usize, count: usize, matrix: Matrix<'_>) {
        // SAFETY: `self` exists only where `new` has seen AVX-512.
        unsafe { multiply(out, input, stride, count, matrix) }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni,avx2")]
fn multiply(out: &mut [i32], input: &[i16], stride: usize, count: usize, matrix: Matrix<'_>) {
    let mut row = 0;
    while row + 8 <= count {
        rows::<8>(out, input, stride, row, matrix);
        row += 8;
    }
    while row + 4 <= count {
        rows::<4>(out, input, stride, row, matrix);
        row += 4;
    }
    while row < count {
        rows::<1>(out, input, stride, row, matrix);
        row += 1;
    }
}

/// `R` rows at once: each load of weights serves all of them.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni,avx2")]
#[inline]
fn rows<const R: usize>(out: &mut [i32], input: &[i16], stride: usize, row: usize, matrix: Matrix<'_>) {
    let pairs = matrix.rows / 2;
    let inputs: [&[[i16; 2]]; R] = std::array::from_fn(|place| &input[(row + place) * stride..][..matrix.rows].as_chunks().0[..pairs]);
    for (block, weights) in matrix.weights.chunks_exact(matrix.rows * LANES).enumerate() {
        let mut sums = [_mm512_setzero_si512(); R];
        for (pair, weights) in weights.as_chunks::<{ 2 * LANES }>().0[..pairs].iter().enumerate() {
            // SAFETY: thirty-two numbers, and the load asks for no alignment.
            let weights = unsafe { _mm512_loadu_si512(weights.as_ptr().cast()) };
            for (sum, input) in sums.iter_mut().zip(&inputs) {
                let both = u32::from(input[pair][0].cast_unsigned()) | u32::from(input[pair][1].cast_unsigned()) << 16;
                *sum = _mm512_dpwssd_epi32(*sum, _mm512_set1_epi32(both.cast_signed()), weights);
            }
        }
        for (place, sum) in sums.iter().enumerate() {
            let out = &mut out[(row + place) * matrix.columns + block * LANES..][..LANES];
            // SAFETY: sixteen numbers, and the store asks for no alignment.
            unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), *sum) };
        }
    }
}
