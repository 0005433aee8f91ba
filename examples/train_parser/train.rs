//! From treebanks to a model.

use crate::adam::{Adam, Rate};
use crate::conllu::Sentence;
use crate::export;
use crate::net::{Dropout, Example, Net};
use crate::perturb::perturbed;
use crate::plan::Size;
use crate::random::Random;
use crate::vocabulary::Vocabulary;
use std::time::Instant;

/// What can be chosen about training; the default is what made the model of the program.
#[derive(Debug, Clone)]
pub struct Settings {
    pub epochs: usize,
    pub width: usize,
    pub windows: Vec<usize>,
    pub drop: f32,
    pub rate: f32,
    pub batch: usize,
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 20, width: 128, windows: vec![3, 1, 1], drop: 0.25, rate: 2e-3, batch: 600, seed: 20_250 }
    }
}

/// Embeddings left out in training.
const INPUT_DROP: f32 = 0.1;
/// Steps until the learning rate is reached.
const WARM_UP: f32 = 300.0;
/// Longer gradients are cut to this length.
const LONGEST_GRADIENT: f64 = 2.0;

/// Trains a network and gives its model file; `after` sees the network after each epoch.
pub fn train(sentences: &[Sentence], settings: &Settings, after: &mut dyn FnMut(usize, &Net, &Vocabulary)) -> Vec<u8> {
    let (net, vocabulary) = network(sentences, settings, after);
    export::bytes(&net, &vocabulary)
}

/// The trained network itself.
pub fn network(sentences: &[Sentence], settings: &Settings, after: &mut dyn FnMut(usize, &Net, &Vocabulary)) -> (Net, Vocabulary) {
    let vocabulary = Vocabulary::new(sentences);
    let size = Size {
        width: settings.width,
        tags_at: settings.windows.len() - 1,
        windows: settings.windows.clone(),
        arc: 96,
        label: 96,
        upos: vocabulary.upos.len(),
        xpos: vocabulary.xpos.len(),
        relations: vocabulary.relations.len(),
        rows: vocabulary.rows,
    };
    let mut random = Random(settings.seed);
    let mut net = Net::new(size, &mut random);
    let (mut dense_adam, mut row_adam) = (Adam::new(net.dense.len()), Adam::new(net.embeddings.len()));
    let tokens: usize = sentences.iter().map(Vec::len).sum();
    let steps = settings.epochs * tokens.div_ceil(settings.batch);
    let mut step = 0;
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for epoch in 1..=settings.epochs {
        let start = Instant::now();
        random.shuffle(&mut order);
        let examples: Vec<Example> =
            order.iter().map(|index| vocabulary.example(&perturbed(&sentences[*index], &mut random), Some(&mut random))).collect();
        let (mut loss, mut seen) = ([0.0; 4], 0);
        for batch in batches(&examples, settings.batch) {
            step += 1;
            seen += batch.iter().map(|example| example.heads.len()).sum::<usize>();
            let dropout = Dropout { input: INPUT_DROP, layer: settings.drop, top: settings.drop };
            let mut found = net.gradients(&batch, Some((dropout, &mut random)));
            (0..4).for_each(|part| loss[part] += found.loss[part]);
            let norm = found.dense.iter().map(|value| f64::from(*value) * f64::from(*value)).sum::<f64>().sqrt();
            if norm > LONGEST_GRADIENT {
                found.dense.iter_mut().chain(&mut found.input).for_each(|value| *value *= (LONGEST_GRADIENT / norm) as f32);
            }
            let progress = (step as f32 / steps as f32).min(1.0);
            let cosine = 0.5 * (1.0 + (std::f32::consts::PI * progress).cos());
            let rate = Rate { rate: settings.rate * (step as f32 / WARM_UP).min(1.0) * cosine, step };
            dense_adam.step(&mut net.dense, &found.dense, 0, rate);
            embeddings_step(&mut net, &mut row_adam, &batch, &found.input, rate);
        }
        let loss = loss.map(|part| part / seen as f64);
        eprintln!(
            "epoch {epoch}, {:.0} s, loss of tags {:.3} {:.3}, heads {:.3}, relations {:.3}",
            start.elapsed().as_secs_f32(),
            loss[0],
            loss[1],
            loss[2],
            loss[3]
        );
        after(epoch, &net, &vocabulary);
    }
    (net, vocabulary)
}

/// Sentences in order, as many at once as have no more words than `most`.
fn batches(examples: &[Example], most: usize) -> Vec<Vec<&Example>> {
    let mut batches: Vec<Vec<&Example>> = Vec::new();
    let mut size = usize::MAX;
    for example in examples {
        size = size.saturating_add(example.heads.len());
        if size > most {
            batches.push(Vec::new());
            size = example.heads.len();
        }
        if let Some(batch) = batches.last_mut() {
            batch.push(example);
        }
    }
    batches
}

/// Moves only the rows that the batch uses.
fn embeddings_step(net: &mut Net, adam: &mut Adam, batch: &[&Example], errors: &[f32], rate: Rate) {
    let width = net.size.width;
    let mut rows: Vec<(u32, u32)> = Vec::new();
    for (features, token) in batch.iter().flat_map(|example| &example.features).zip(0..) {
        rows.extend(features.iter().filter(|row| **row != u32::MAX).map(|row| (*row, token)));
    }
    rows.sort_unstable();
    let mut sum = vec![0.0; width];
    for group in rows.chunk_by(|a, b| a.0 == b.0) {
        sum.fill(0.0);
        for (_, token) in group {
            for (sum, error) in sum.iter_mut().zip(&errors[*token as usize * width..][..width]) {
                *sum += error;
            }
        }
        let at = group[0].0 as usize * width;
        adam.step(&mut net.embeddings[at..at + width], &sum, at, rate);
    }
}
