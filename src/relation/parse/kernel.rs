//! Products of matrices of whole numbers: the same numbers on every machine.
//!
//! Sums wrap around, so that neither order nor width of the vectors shows.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]

use super::model::LANES;
use std::ops::Range;

/// A matrix in the order in which it is read: see the file of the model.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix<'a> {
    pub(super) weights: &'a [i16],
    /// Inputs, an even number.
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Weights from one block of columns to the next: those of more rows than these where this is a part of a larger matrix.
    pub(super) step: usize,
}

impl<'a> Matrix<'a> {
    /// The weights of a block of columns.
    #[inline(always)]
    pub(super) fn block(self, block: usize) -> &'a [i16] {
        &self.weights[block * self.step..][..self.rows * LANES]
    }

    /// As many of the rows, from this one on.
    pub(super) fn part(self, first: usize, rows: usize) -> Self {
        Self { weights: &self.weights[first * LANES..], rows, ..self }
    }
}

/// Something that multiplies.
pub(super) trait Kernel: Copy {
    /// `out[row] = input[row] * matrix` for `count` rows of `out`; the input of a row begins `stride` after that of the row before.
    fn multiply(self, out: &mut [i32], input: &[i16], stride: usize, count: usize, matrix: Matrix<'_>);
}

/// Cuts a number of rows or blocks into parts of about the same size, of at most `most` each.
#[inline(always)]
pub(super) fn parts(count: usize, most: usize) -> impl Iterator<Item = Range<usize>> {
    let parts = count.div_ceil(most);
    (0..parts).map(move |part| count * part / parts..count * (part + 1) / parts)
}

/// Work that is compiled for each kind of processor.
pub(super) trait Work {
    type Output;
    fn run<K: Kernel>(self, kernel: K) -> Self::Output;
}

/// Does some work with the best that the processor has.
pub(super) fn run<W: Work>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx512) = super::avx512::Avx512::new() {
        return avx512.run(work);
    }
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = super::avx2::Avx2::new() {
        return avx2.run(work);
    }
    work.run(Portable)
}

/// Plain loops, which compilers turn into whatever vectors there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Portable;

impl Kernel for Portable {
    #[inline(always)]
    fn multiply(self, out: &mut [i32], input: &[i16], stride: usize, count: usize, matrix: Matrix<'_>) {
        for row in 0..count {
            let input = &input[row * stride..][..matrix.rows];
            let out = &mut out[row * matrix.columns..][..matrix.columns];
            for (block, sums) in out.chunks_exact_mut(LANES).enumerate() {
                let weights = matrix.block(block);
                let mut all = [0i32; LANES];
                for (inputs, weights) in input.chunks_exact(2).zip(weights.chunks_exact(2 * LANES)) {
                    let (first, second) = (i32::from(inputs[0]), i32::from(inputs[1]));
                    for (sum, weights) in all.iter_mut().zip(weights.chunks_exact(2)) {
                        *sum = sum.wrapping_add(first * i32::from(weights[0])).wrapping_add(second * i32::from(weights[1]));
                    }
                }
                sums.copy_from_slice(&all);
            }
        }
    }
}
