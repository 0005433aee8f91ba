//! Products of matrices with AVX-512 and its neural network instructions, thirty-two products and their sums an instruction.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]
#![allow(unsafe_code, reason = "vector instructions need a promise that the processor has them")]

use super::kernel::{Kernel, Matrix, Work, parts};
use super::model::LANES;
use std::arch::asm;
use std::arch::x86_64::{__m512i, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512};

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

/// Rows and blocks of columns that are summed at once, as many as there are registers for.
const ROWS: usize = 8;
const BLOCKS: usize = 3;

#[target_feature(enable = "avx512f,avx512bw,avx512vnni,avx2")]
fn multiply(out: &mut [i32], input: &[i16], stride: usize, count: usize, matrix: Matrix<'_>) {
    for blocks in parts(matrix.columns / LANES, BLOCKS) {
        match blocks.len() {
            1 => columns::<1>(out, input, stride, count, matrix, blocks.start),
            2 => columns::<2>(out, input, stride, count, matrix, blocks.start),
            _ => columns::<BLOCKS>(out, input, stride, count, matrix, blocks.start),
        }
    }
}

/// `C` blocks of columns of all rows: their weights stay in the first cache.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni,avx2")]
#[inline]
fn columns<const C: usize>(out: &mut [i32], input: &[i16], stride: usize, count: usize, matrix: Matrix<'_>, block: usize) {
    for rows in parts(count, ROWS) {
        let at = (rows.start, block);
        match rows.len() {
            1 => tile::<1, C>(out, input, stride, matrix, at),
            2 => tile::<2, C>(out, input, stride, matrix, at),
            3 => tile::<3, C>(out, input, stride, matrix, at),
            4 => tile::<4, C>(out, input, stride, matrix, at),
            5 => tile::<5, C>(out, input, stride, matrix, at),
            6 => tile::<6, C>(out, input, stride, matrix, at),
            7 => tile::<7, C>(out, input, stride, matrix, at),
            _ => tile::<ROWS, C>(out, input, stride, matrix, at),
        }
    }
}

/// `R` rows and `C` blocks of columns at once: each load serves all that it meets.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni,avx2")]
#[inline]
#[allow(clippy::needless_range_loop, reason = "the loops over rows and blocks are unrolled, so that all sums stay in registers")]
fn tile<const R: usize, const C: usize>(out: &mut [i32], input: &[i16], stride: usize, matrix: Matrix<'_>, (row, block): (usize, usize)) {
    let pairs = matrix.rows / 2;
    let mut inputs: [&[[i16; 2]]; R] = [&[]; R];
    let mut weights: [&[[i16; 2 * LANES]]; C] = [&[]; C];
    for r in 0..R {
        inputs[r] = &input[(row + r) * stride..][..matrix.rows].as_chunks().0[..pairs];
    }
    for c in 0..C {
        weights[c] = &matrix.block(block + c).as_chunks().0[..pairs];
    }
    let mut sums = [[_mm512_setzero_si512(); C]; R];
    for pair in 0..pairs {
        let mut loaded = [_mm512_setzero_si512(); C];
        for c in 0..C {
            // SAFETY: thirty-two numbers, and the load asks for no alignment.
            loaded[c] = unsafe { _mm512_loadu_si512(weights[c][pair].as_ptr().cast()) };
        }
        for r in 0..R {
            let [first, second] = inputs[r][pair];
            let both = _mm512_set1_epi32((u32::from(first.cast_unsigned()) | u32::from(second.cast_unsigned()) << 16).cast_signed());
            for c in 0..C {
                sums[r][c] = add_products(sums[r][c], both, loaded[c]);
            }
        }
    }
    for r in 0..R {
        for c in 0..C {
            let out = &mut out[(row + r) * matrix.columns + (block + c) * LANES..][..LANES];
            // SAFETY: sixteen numbers, and the store asks for no alignment.
            unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), sums[r][c]) };
        }
    }
}

/// Adds to each sum the products of two pairs of numbers. The instruction is spelled out, as the compiler makes two of its intrinsic.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni,avx2")]
#[inline]
fn add_products(mut sums: __m512i, a: __m512i, b: __m512i) -> __m512i {
    // SAFETY: the instruction belongs to the features of this function; it reads three registers and changes one.
    unsafe {
        asm!("vpdpwssd {}, {}, {}", inout(zmm_reg) sums, in(zmm_reg) a, in(zmm_reg) b, options(pure, nomem, nostack, preserves_flags));
    }
    sums
}
