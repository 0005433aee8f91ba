//! The recurrent layers: in each direction a state that each word changes as far as its gate says, beside which the input goes on.

use crate::matrix::multiply;
use crate::net::{Net, column_sums, with_bias};
use crate::plan::Layer;

/// Forward values of one layer.
pub struct LayerValues {
    mask: Vec<f32>,
    input: Vec<f32>,
    seen: Vec<f32>,
    mixed: Vec<f32>,
    state: Vec<f32>,
    forget: Vec<f32>,
    output: Vec<f32>,
}

/// A sigmoid of two parabolas: exact in whole numbers too. 0 to 1 from -4 to 4.
fn gate(x: f32) -> f32 {
    let x = x.clamp(-4.0, 4.0);
    0.5 + x * (8.0 - x.abs()) / 32.0
}

fn gate_slope(x: f32) -> f32 {
    if x.abs() < 4.0 { 0.25 - x.abs() / 16.0 } else { 0.0 }
}

impl Net {
    /// Runs one layer.
    pub fn layer(&self, layer: &Layer, input: Vec<f32>, mask: Vec<f32>, starts: &[usize]) -> (LayerValues, Vec<f32>) {
        let width = self.size.width;
        let half = width / 2;
        let count = input.len() / width;
        let dropped: Vec<f32> = input.iter().zip(&mask).map(|(value, mask)| value * mask).collect();
        let seen = if layer.window == 1 { dropped } else { windows(&dropped, width, starts) };
        let mut mixed = with_bias(count, self.block(&layer.bias));
        multiply(&mut mixed, &seen, self.block(&layer.weights), count, layer.window * width, 3 * width);
        let (mut state, mut forget, mut output) = (vec![0.0; count * width], vec![0.0; count * width], vec![0.0; count * width]);
        let mut out = vec![0.0; count * width];
        let weights = self.block(&layer.state);
        for bounds in starts.windows(2) {
            for direction in 0..2 {
                let mut before = vec![0.0f32; half];
                let (of_forget, of_output) = weights[direction * width..(direction + 1) * width].split_at(half);
                for step in 0..bounds[1] - bounds[0] {
                    let token = if direction == 0 { bounds[0] + step } else { bounds[1] - 1 - step };
                    let own = &mixed[token * 3 * width + direction * 3 * half..][..3 * half];
                    let at = token * width + direction * half;
                    for lane in 0..half {
                        let f = own[half + lane] + of_forget[lane] * before[lane];
                        let r = own[2 * half + lane] + of_output[lane] * before[lane];
                        let c = own[lane] + gate(f) * (before[lane] - own[lane]);
                        forget[at + lane] = f;
                        output[at + lane] = r;
                        state[at + lane] = c;
                        out[at + lane] = input[at + lane] + gate(r) * (c - input[at + lane]);
                        before[lane] = c;
                    }
                }
            }
        }
        (LayerValues { mask, input, seen, mixed, state, forget, output }, out)
    }

    /// Errors of a layer's output to those of its input.
    pub fn layer_back(&self, layer: &Layer, values: &LayerValues, errors: &[f32], starts: &[usize], gradients: &mut [f32]) -> Vec<f32> {
        let width = self.size.width;
        let half = width / 2;
        let count = errors.len() / width;
        let mut mixed = vec![0.0; count * 3 * width];
        let mut input = vec![0.0; count * width];
        let weights = self.block(&layer.state);
        let mut of_state = vec![0.0; 2 * width];
        for bounds in starts.windows(2) {
            let length = bounds[1] - bounds[0];
            for direction in 0..2 {
                let mut carried = vec![0.0f32; half];
                let zeros = vec![0.0f32; half];
                let (of_forget, of_output) = weights[direction * width..(direction + 1) * width].split_at(half);
                for step in (0..length).rev() {
                    let token = if direction == 0 { bounds[0] + step } else { bounds[1] - 1 - step };
                    let at = token * width + direction * half;
                    let before = match (step, direction) {
                        (0, _) => &zeros[..],
                        (_, 0) => &values.state[at - width..][..half],
                        _ => &values.state[at + width..][..half],
                    };
                    let own = &values.mixed[token * 3 * width + direction * 3 * half..][..half];
                    let out = &mut mixed[token * 3 * width + direction * 3 * half..][..3 * half];
                    for lane in 0..half {
                        let (f, r, c, x) =
                            (values.forget[at + lane], values.output[at + lane], values.state[at + lane], values.input[at + lane]);
                        let error = errors[at + lane];
                        let (open, kept) = (gate(r), gate(f));
                        let d_r = error * (c - x) * gate_slope(r);
                        input[at + lane] += error * (1.0 - open);
                        let d_c = carried[lane] + error * open;
                        let d_f = d_c * (before[lane] - own[lane]) * gate_slope(f);
                        out[lane] = d_c * (1.0 - kept);
                        out[half + lane] = d_f;
                        out[2 * half + lane] = d_r;
                        carried[lane] = d_c * kept + d_f * of_forget[lane] + d_r * of_output[lane];
                        of_state[direction * width + lane] += d_f * before[lane];
                        of_state[direction * width + half + lane] += d_r * before[lane];
                    }
                }
            }
        }
        for (sum, value) in layer.state.of_mut(gradients).iter_mut().zip(&of_state) {
            *sum += value;
        }
        let mut seen = vec![0.0; values.seen.len()];
        self.linear_back(&layer.weights, Some(&layer.bias), &values.seen, &mixed, gradients, &mut seen);
        let dropped = if layer.window == 1 { seen } else { windows_back(&seen, width, starts) };
        for ((sum, error), mask) in input.iter_mut().zip(&dropped).zip(&values.mask) {
            *sum += error * mask;
        }
        input
    }
}

/// Each word with its two neighbours; beyond the ends of a sentence is nothing.
fn windows(values: &[f32], width: usize, starts: &[usize]) -> Vec<f32> {
    let mut out = vec![0.0; values.len() * 3];
    for bounds in starts.windows(2) {
        for token in bounds[0]..bounds[1] {
            for (place, other) in [token.wrapping_sub(1), token, token + 1].into_iter().enumerate() {
                if other != usize::MAX && (bounds[0]..bounds[1]).contains(&other) {
                    out[(token * 3 + place) * width..][..width].copy_from_slice(&values[other * width..][..width]);
                }
            }
        }
    }
    out
}

fn windows_back(errors: &[f32], width: usize, starts: &[usize]) -> Vec<f32> {
    let mut out = vec![0.0; errors.len() / 3];
    for bounds in starts.windows(2) {
        for token in bounds[0]..bounds[1] {
            for (place, other) in [token.wrapping_sub(1), token, token + 1].into_iter().enumerate() {
                if other != usize::MAX && (bounds[0]..bounds[1]).contains(&other) {
                    column_sums(&mut out[other * width..][..width], &errors[(token * 3 + place) * width..][..width]);
                }
            }
        }
    }
    out
}
