//! From words to vectors: sums of embeddings, then recurrent layers in both directions, all in whole numbers.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]

use super::feature::FEATURES;
use super::kernel::Kernel;
use super::model::{Block, Layer, Linear, Model, POINT, SCALE_POINT};

/// Values lie between -16 and 16.
const LIMIT: i32 = (16 << POINT) - 1;

#[inline(always)]
fn limited(value: i32) -> i32 {
    value.clamp(-LIMIT, LIMIT)
}

/// The same in fewer bits.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "within the limits")]
fn short(value: i32) -> i16 {
    limited(value) as i16
}

/// Fewer bits behind the point, to the nearest.
#[inline(always)]
pub(super) fn rounded(value: i32, bits: u32) -> i32 {
    if bits == 0 { value } else { (value.wrapping_add(1 << (bits - 1))) >> bits }
}

/// Two parabolas in place of a sigmoid: 0 to 2^15 from -4 to 4.
#[inline(always)]
fn gate(value: i32) -> i32 {
    let four = 4 << POINT;
    let value = value.clamp(-four, four);
    ((value * (2 * four - value.abs())) >> (2 * POINT - 10)) + (1 << 14)
}

/// A share of `1 << 15`ths.
#[inline(always)]
fn share(part: i32, value: i32) -> i32 {
    (part * value + (1 << 14)) >> 15
}

/// The sum of the embeddings of a word.
#[inline(always)]
pub(super) fn embed(model: &Model<'_>, rows: [Option<usize>; FEATURES], sums: &mut [i32], out: &mut [i16]) {
    sums.fill(0);
    for row in rows.into_iter().flatten() {
        let (values, scale) = model.embedding(row);
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += i32::from(value.cast_signed()) * scale;
        }
    }
    for (out, sum) in out.iter_mut().zip(sums) {
        *out = short(rounded(*sum, SCALE_POINT - POINT));
    }
}

/// As much of a buffer as is asked for. What stands there is left from before: who asks writes all of it.
#[inline(always)]
pub(super) fn room<T: Copy + Default>(buffer: &mut Vec<T>, length: usize) -> &mut [T] {
    if buffer.len() < length {
        buffer.resize(length, T::default());
    }
    &mut buffer[..length]
}

/// A product as it comes.
#[inline(always)]
fn sums<'o, K: Kernel>(kernel: K, block: &Block, input: &[i16], stride: usize, count: usize, out: &'o mut Vec<i32>) -> &'o mut [i32] {
    let matrix = block.matrix();
    let out = room(out, count * matrix.columns);
    kernel.multiply(out, input, stride, count, matrix);
    out
}

/// A product with its bias, at the point of the values.
#[inline(always)]
pub(super) fn linear<'o, K: Kernel>(
    kernel: K,
    linear: &Linear,
    input: &[i16],
    stride: usize,
    count: usize,
    out: &'o mut Vec<i32>,
) -> &'o mut [i32] {
    let out = sums(kernel, &linear.weights, input, stride, count, out);
    for row in out.chunks_exact_mut(linear.bias.weights.len()) {
        settle(linear, row);
    }
    out
}

/// Brings the sums of a row of products to the point of the values and adds the bias.
#[inline(always)]
pub(super) fn settle(linear: &Linear, sums: &mut [i32]) {
    for (value, bias) in sums.iter_mut().zip(&linear.bias.weights) {
        *value = rounded(*value, linear.weights.point).wrapping_add(i32::from(*bias));
    }
}

/// A product without bias.
#[inline(always)]
pub(super) fn product<'o, K: Kernel>(
    kernel: K,
    block: &Block,
    input: &[i16],
    stride: usize,
    count: usize,
    out: &'o mut Vec<i32>,
) -> &'o mut [i32] {
    let out = sums(kernel, block, input, stride, count, out);
    for value in &mut *out {
        *value = rounded(*value, block.point);
    }
    out
}

/// Cuts below zero and to the width of the values.
#[inline(always)]
pub(super) fn positive(values: &[i32], out: &mut [i16]) {
    for (out, value) in out.iter_mut().zip(values) {
        *out = short((*value).max(0));
    }
}

/// Cuts to the width of the values.
#[inline(always)]
pub(super) fn narrow(values: &[i32], out: &mut [i16]) {
    for (out, value) in out.iter_mut().zip(values) {
        *out = short(*value);
    }
}

/// What a layer makes of its input before the recurrence; a row for each word, with an empty one before and after.
#[inline(always)]
pub(super) fn mix<K: Kernel>(kernel: K, layer: &Layer, input: &[i16], width: usize, out: &mut Vec<i32>) {
    let from = if layer.window == 3 { 0 } else { width };
    linear(kernel, &layer.mix, &input[from..], width, input.len() / width - 2, out);
}

/// The recurrence of a layer in both directions over what [`mix`] made of the same input.
#[inline(always)]
pub(super) fn recur(layer: &Layer, mixed: &[i32], input: &[i16], width: usize, states: &mut Vec<i32>, out: &mut [i16]) {
    let count = input.len() / width - 2;
    let half = width / 2;
    let states = room(states, width);
    states.fill(0);
    empty_ends(out, width);
    let point = layer.state.point;
    // Step by step in both directions: neither waits for the other.
    for step in 0..count {
        for (direction, state) in states.chunks_exact_mut(half).enumerate() {
            let word = if direction == 0 { step } else { count - 1 - step };
            let mixed = &mixed[(word * 2 + direction) * 3 * half..][..3 * half];
            let weights = &layer.state.weights[direction * width..][..width];
            let at = (word + 1) * width + direction * half;
            advance(state, mixed, weights, point, &input[at..][..half], &mut out[at..][..half]);
        }
    }
}

/// Empties the row before the first word and the row after the last.
#[inline(always)]
pub(super) fn empty_ends(rows: &mut [i16], width: usize) {
    let last = rows.len() - width;
    rows[..width].fill(0);
    rows[last..].fill(0);
}

/// One word of the recurrence in one direction. The slices are gone through by number, as to zip eight of them costs more than the work itself.
#[inline(always)]
fn advance(state: &mut [i32], mixed: &[i32], weights: &[i16], point: u32, input: &[i16], out: &mut [i16]) {
    let half = state.len();
    let (candidates, forgets, outputs) = (&mixed[..half], &mixed[half..][..half], &mixed[2 * half..][..half]);
    let (forget, output) = (&weights[..half], &weights[half..][..half]);
    let (input, out) = (&input[..half], &mut out[..half]);
    for lane in 0..half {
        let kept = gate(forgets[lane].wrapping_add(rounded(i32::from(forget[lane]) * state[lane], point)));
        let open = gate(outputs[lane].wrapping_add(rounded(i32::from(output[lane]) * state[lane], point)));
        let candidate = limited(candidates[lane]);
        state[lane] = candidate + share(kept, state[lane] - candidate);
        let input = i32::from(input[lane]);
        out[lane] = short(input + share(open, state[lane] - input));
    }
}
