//! Adam with a learning rate that falls to nothing.

#[derive(Debug, Clone)]
pub struct Adam {
    mean: Vec<f32>,
    square: Vec<f32>,
}

/// One step.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    pub rate: f32,
    /// Steps so far, from 1.
    pub step: i32,
}

const MEAN: f32 = 0.9;
const SQUARE: f32 = 0.98;

impl Adam {
    pub fn new(length: usize) -> Self {
        Self { mean: vec![0.0; length], square: vec![0.0; length] }
    }

    /// Moves `values`, which begin at `at` among all, against their gradients.
    pub fn step(&mut self, values: &mut [f32], gradients: &[f32], at: usize, rate: Rate) {
        let (first, second) = (1.0 - MEAN.powi(rate.step), 1.0 - SQUARE.powi(rate.step));
        let (means, squares) = (&mut self.mean[at..at + values.len()], &mut self.square[at..at + values.len()]);
        for (((value, gradient), mean), square) in values.iter_mut().zip(gradients).zip(means).zip(squares) {
            *mean = MEAN * *mean + (1.0 - MEAN) * gradient;
            *square = SQUARE * *square + (1.0 - SQUARE) * gradient * gradient;
            *value -= rate.rate * (*mean / first) / ((*square / second).sqrt() + 1e-8);
        }
    }
}
