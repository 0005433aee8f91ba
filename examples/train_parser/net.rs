//! The network in floating point: what training changes, and how errors flow back.

use crate::matrix::{multiply, transposed};
use crate::plan::{Block, Plan, Size};
use crate::random::Random;
use nisba::relation::parse::feature::FEATURES;
use nisba::relation::parse::model::{DISTANCES, padded};
use nisba::relation::parse::tree::bucket;

/// One sentence with what is right about it.
#[derive(Debug, Clone)]
pub struct Example {
    /// Rows of the embeddings; `u32::MAX` for none.
    pub features: Vec<[u32; FEATURES]>,
    pub heads: Vec<usize>,
    pub relations: Vec<usize>,
    pub upos: Vec<usize>,
    pub xpos: Vec<usize>,
}

#[derive(Debug, Clone)]
pub struct Net {
    pub size: Size,
    pub plan: Plan,
    pub dense: Vec<f32>,
    pub embeddings: Vec<f32>,
}

/// How much is left out in training.
#[derive(Debug, Clone, Copy)]
pub struct Dropout {
    pub input: f32,
    pub layer: f32,
    pub top: f32,
}

/// Gradients: of the dense parameters, and of the rows of embeddings in use.
pub struct Gradients {
    pub dense: Vec<f32>,
    pub input: Vec<f32>,
    pub loss: [f64; 4],
}

pub fn with_bias(rows: usize, bias: &[f32]) -> Vec<f32> {
    let mut out = Vec::with_capacity(rows * bias.len());
    for _ in 0..rows {
        out.extend_from_slice(bias);
    }
    out
}

pub fn column_sums(out: &mut [f32], values: &[f32]) {
    for row in values.chunks_exact(out.len()) {
        for (sum, value) in out.iter_mut().zip(row) {
            *sum += value;
        }
    }
}

/// Softmax cross entropy of the first `count` of `row`; the row becomes its gradient times `scale`.
fn cross_entropy(row: &mut [f32], count: usize, right: usize, scale: f32, allowed: impl Fn(usize) -> bool) -> f64 {
    let most = (0..count).filter(|place| allowed(*place)).fold(f32::NEG_INFINITY, |most, place| most.max(row[place]));
    let mut sum = 0.0;
    let truth = row[right] - most;
    for place in 0..count {
        row[place] = if allowed(place) { (row[place] - most).exp() } else { 0.0 };
        sum += row[place];
    }
    let loss = f64::from(sum.ln() - truth);
    for value in &mut row[..count] {
        *value *= scale / sum;
    }
    row[count..].fill(0.0);
    row[right] -= scale;
    loss
}

impl Net {
    pub fn new(size: Size, random: &mut Random) -> Self {
        let plan = Plan::new(&size);
        let mut dense = vec![0.0; plan.total];
        let mut fill = |block: &Block, bound: f32| block.of_mut(&mut dense).iter_mut().for_each(|value| *value = random.within(bound));
        let glorot = |block: &Block| (6.0 / (block.rows + block.columns) as f32).sqrt();
        for layer in &plan.layers {
            fill(&layer.weights, (3.0 / (layer.window * size.width) as f32).sqrt());
            fill(&layer.state, 0.3);
        }
        for block in [plan.tag[0], plan.dependent[0], plan.head[0], plan.below[0], plan.above, plan.relation[0]] {
            fill(&block, glorot(&block));
        }
        for block in [plan.root, plan.above_root] {
            fill(&block, 0.3);
        }
        fill(&plan.pair[0], 0.05);
        fill(&plan.apart, 0.05);
        let embeddings = (0..size.rows * size.width).map(|_| random.within(0.3)).collect();
        Self { size, plan, dense, embeddings }
    }

    pub fn block(&self, block: &Block) -> &[f32] {
        block.of(&self.dense)
    }

    /// Sums the embeddings of each word.
    fn embed(&self, batch: &[&Example]) -> Vec<f32> {
        let width = self.size.width;
        let mut out = Vec::with_capacity(batch.iter().map(|example| example.features.len()).sum::<usize>() * width);
        for features in batch.iter().flat_map(|example| &example.features) {
            let at = out.len();
            out.resize(at + width, 0.0);
            for row in features.iter().filter(|row| **row != u32::MAX) {
                let from = *row as usize * width;
                for (sum, value) in out[at..].iter_mut().zip(&self.embeddings[from..from + width]) {
                    *sum += value;
                }
            }
        }
        out
    }

    pub fn linear(&self, weights: &Block, bias: Option<&Block>, input: &[f32]) -> Vec<f32> {
        let count = input.len() / weights.rows;
        let mut out = match bias {
            Some(bias) => with_bias(count, self.block(bias)),
            None => vec![0.0; count * weights.columns],
        };
        multiply(&mut out, input, self.block(weights), count, weights.rows, weights.columns);
        out
    }

    pub fn linear_back(
        &self,
        weights: &Block,
        bias: Option<&Block>,
        input: &[f32],
        errors: &[f32],
        gradients: &mut [f32],
        back: &mut [f32],
    ) {
        let count = input.len() / weights.rows;
        multiply(weights.of_mut(gradients), &transposed(input, count, weights.rows), errors, weights.rows, count, weights.columns);
        if let Some(bias) = bias {
            column_sums(bias.of_mut(gradients), errors);
        }
        let turned = transposed(self.block(weights), weights.rows, weights.columns);
        multiply(back, errors, &turned, count, weights.columns, weights.rows);
    }

    fn relu_linear(&self, blocks: &[Block; 2], input: &[f32]) -> Vec<f32> {
        let mut out = self.linear(&blocks[0], Some(&blocks[1]), input);
        out.iter_mut().for_each(|value| *value = value.max(0.0));
        out
    }

    /// Values that the tags, arcs and labels of a batch are read from.
    pub fn predict(&self, example: &Example) -> Prediction {
        let batch = [example];
        let starts = [0, example.heads.len()];
        let count = example.heads.len();
        let mut values = self.embed(&batch);
        let mut tagged = Vec::new();
        for (place, layer) in self.plan.layers.iter().enumerate() {
            if place == self.size.tags_at {
                tagged.clone_from(&values);
            }
            let mask = vec![1.0; values.len()];
            values = self.layer(layer, values, mask, &starts).1;
        }
        if self.size.tags_at >= self.plan.layers.len() {
            tagged.clone_from(&values);
        }
        let tags = self.linear(&self.plan.tag[0], Some(&self.plan.tag[1]), &tagged);
        let columns = self.plan.tag[0].columns;
        let best = |row: &[f32]| (0..row.len()).fold(0, |best, place| if row[place] > row[best] { place } else { best });
        let split = padded(self.size.upos);
        let upos = (0..count).map(|token| best(&tags[token * columns..][..self.size.upos])).collect();
        let xpos = (0..count).map(|token| best(&tags[token * columns + split..][..self.size.xpos])).collect();
        let dependents = self.relu_linear(&self.plan.dependent, &values);
        let mut heads = self.block(&self.plan.root).to_vec();
        heads.extend(self.relu_linear(&self.plan.head, &values));
        let scores = self.arc_scores(&dependents, &heads, count);
        let scores: Vec<i32> = scores.iter().map(|score| (score.clamp(-10_000.0, 10_000.0) * 65536.0) as i32).collect();
        let heads = nisba::relation::parse::tree::best(&scores, count);
        let below = self.linear(&self.plan.below[0], Some(&self.plan.below[1]), &values);
        let above = self.linear(&self.plan.above, None, &values);
        let mut hidden = below;
        self.join(&mut hidden, &above, &heads, 0);
        let labels = self.linear(&self.plan.relation[0], Some(&self.plan.relation[1]), &hidden);
        let columns = self.plan.relation[0].columns;
        let relations = (0..count).map(|token| best(&labels[token * columns..][..self.size.relations])).collect();
        Prediction { upos, xpos, heads, relations }
    }

    /// Adds head and distance to the words of one sentence and cuts below zero.
    fn join(&self, hidden: &mut [f32], above: &[f32], heads: &[usize], start: usize) {
        let size = self.size.label;
        for (word, head) in heads.iter().enumerate() {
            let other = if *head == 0 { self.block(&self.plan.above_root) } else { &above[(start + head - 1) * size..][..size] };
            let apart = &self.block(&self.plan.apart)[bucket(word + 1, *head) * size..][..size];
            for ((value, other), apart) in hidden[(start + word) * size..][..size].iter_mut().zip(other).zip(apart) {
                *value = (*value + other + apart).max(0.0);
            }
        }
    }

    /// Scores of all heads for all words of a sentence; `heads` begins with the root.
    fn arc_scores(&self, dependents: &[f32], heads: &[f32], count: usize) -> Vec<f32> {
        let size = self.size.arc;
        let pairs = self.linear(&self.plan.pair[0], Some(&self.plan.pair[1]), dependents);
        let mut scores = vec![0.0; count * (count + 1)];
        multiply(&mut scores, &pairs, &transposed(heads, count + 1, size), count, size, count + 1);
        let far = self.linear(&self.plan.far, None, dependents);
        let near = self.linear(&self.plan.near, None, heads);
        for word in 0..count {
            for head in 0..=count {
                let class = bucket(word + 1, head);
                scores[word * (count + 1) + head] += far[word * DISTANCES + class] + near[head * DISTANCES + class];
            }
        }
        scores
    }

    /// Loss and gradients of a batch.
    pub fn gradients(&self, batch: &[&Example], dropout: Option<(Dropout, &mut Random)>) -> Gradients {
        let (plan, width) = (&self.plan, self.size.width);
        let mut starts = vec![0];
        for example in batch {
            starts.push(starts[starts.len() - 1] + example.heads.len());
        }
        let count = starts[batch.len()];
        let scale = 1.0 / count as f32;
        let mut gradients = vec![0.0; plan.total];
        let mut loss = [0.0; 4];

        let (rates, mut random) = match dropout {
            Some((rates, random)) => (rates, Some(random)),
            None => (Dropout { input: 0.0, layer: 0.0, top: 0.0 }, None),
        };
        let mut elements = |length: usize, rate: f32| match &mut random {
            Some(random) if rate > 0.0 => (0..length).map(|_| if random.unit() < rate { 0.0 } else { 1.0 / (1.0 - rate) }).collect(),
            _ => vec![1.0; length],
        };
        // One mask for all words of a sentence.
        let by_sentence = |rate: f32, elements: &mut dyn FnMut(usize, f32) -> Vec<f32>| {
            let mut all: Vec<f32> = Vec::with_capacity(count * width);
            for bounds in starts.windows(2) {
                let mask = elements(width, rate);
                (bounds[0]..bounds[1]).for_each(|_| all.extend_from_slice(&mask));
            }
            all
        };

        let mut values = self.embed(batch);
        let input_mask = elements(values.len(), rates.input);
        values.iter_mut().zip(&input_mask).for_each(|(value, mask)| *value *= mask);
        let mut layers = Vec::new();
        let mut tagged = Vec::new();
        for (place, layer) in plan.layers.iter().enumerate() {
            if place == self.size.tags_at {
                tagged.clone_from(&values);
            }
            let mask = by_sentence(if place == 0 { 0.0 } else { rates.layer }, &mut elements);
            let (kept, out) = self.layer(layer, values, mask, &starts);
            layers.push(kept);
            values = out;
        }
        if self.size.tags_at >= plan.layers.len() {
            tagged.clone_from(&values);
        }
        let tag_mask = elements(tagged.len(), rates.top);
        tagged.iter_mut().zip(&tag_mask).for_each(|(value, mask)| *value *= mask);
        let top_mask = by_sentence(rates.top, &mut elements);
        let top: Vec<f32> = values.iter().zip(&top_mask).map(|(value, mask)| value * mask).collect();

        // Tags.
        let mut tags = self.linear(&plan.tag[0], Some(&plan.tag[1]), &tagged);
        let (columns, split) = (plan.tag[0].columns, padded(self.size.upos));
        let right = batch.iter().flat_map(|example| example.upos.iter().zip(&example.xpos));
        for (row, (upos, xpos)) in tags.chunks_exact_mut(columns).zip(right) {
            let (first, second) = row.split_at_mut(split);
            loss[0] += cross_entropy(first, self.size.upos, *upos, 0.5 * scale, |_| true);
            loss[1] += cross_entropy(second, self.size.xpos, *xpos, 0.5 * scale, |_| true);
        }
        let mut tagged_errors = vec![0.0; count * width];
        self.linear_back(&plan.tag[0], Some(&plan.tag[1]), &tagged, &tags, &mut gradients, &mut tagged_errors);
        tagged_errors.iter_mut().zip(&tag_mask).for_each(|(error, mask)| *error *= mask);

        // Arcs.
        let arc = self.size.arc;
        let mut dependents = self.relu_linear(&plan.dependent, &top);
        let dependent_mask = elements(dependents.len(), rates.top);
        dependents.iter_mut().zip(&dependent_mask).for_each(|(value, mask)| *value *= mask);
        let mut all_heads = self.relu_linear(&plan.head, &top);
        let head_mask = elements(all_heads.len(), rates.top);
        all_heads.iter_mut().zip(&head_mask).for_each(|(value, mask)| *value *= mask);
        let mut dependent_errors = vec![0.0; dependents.len()];
        let mut head_errors = vec![0.0; all_heads.len()];
        for (example, bounds) in batch.iter().zip(starts.windows(2)) {
            let words = bounds[1] - bounds[0];
            let own = &dependents[bounds[0] * arc..bounds[1] * arc];
            let mut heads = self.block(&plan.root).to_vec();
            heads.extend_from_slice(&all_heads[bounds[0] * arc..bounds[1] * arc]);
            let mut scores = self.arc_scores(own, &heads, words);
            for (word, row) in scores.chunks_exact_mut(words + 1).enumerate() {
                loss[2] += cross_entropy(row, words + 1, example.heads[word], scale, |head| head != word + 1);
            }
            let pairs = self.linear(&plan.pair[0], Some(&plan.pair[1]), own);
            let mut pair_errors = vec![0.0; pairs.len()];
            multiply(&mut pair_errors, &scores, &heads, words, words + 1, arc);
            let mut back = vec![0.0; heads.len()];
            multiply(&mut back, &transposed(&scores, words, words + 1), &pairs, words + 1, words, arc);
            let (mut far, mut near) = (vec![0.0; words * DISTANCES], vec![0.0; (words + 1) * DISTANCES]);
            for word in 0..words {
                for head in 0..=words {
                    let class = bucket(word + 1, head);
                    far[word * DISTANCES + class] += scores[word * (words + 1) + head];
                    near[head * DISTANCES + class] += scores[word * (words + 1) + head];
                }
            }
            let own_errors = &mut dependent_errors[bounds[0] * arc..bounds[1] * arc];
            self.linear_back(&plan.pair[0], Some(&plan.pair[1]), own, &pair_errors, &mut gradients, own_errors);
            self.linear_back(&plan.far, None, own, &far, &mut gradients, own_errors);
            self.linear_back(&plan.near, None, &heads, &near, &mut gradients, &mut back);
            column_sums(plan.root.of_mut(&mut gradients), &back[..arc]);
            head_errors[bounds[0] * arc..bounds[1] * arc].copy_from_slice(&back[arc..]);
        }
        let through = |errors: &mut [f32], values: &[f32], mask: &[f32]| {
            for ((error, value), mask) in errors.iter_mut().zip(values).zip(mask) {
                *error = if *value > 0.0 { *error * mask } else { 0.0 };
            }
        };
        through(&mut dependent_errors, &dependents, &dependent_mask);
        through(&mut head_errors, &all_heads, &head_mask);
        let mut top_errors = vec![0.0; count * width];
        self.linear_back(&plan.dependent[0], Some(&plan.dependent[1]), &top, &dependent_errors, &mut gradients, &mut top_errors);
        self.linear_back(&plan.head[0], Some(&plan.head[1]), &top, &head_errors, &mut gradients, &mut top_errors);

        // Labels.
        let label = self.size.label;
        let above = self.linear(&plan.above, None, &top);
        let mut hidden = self.linear(&plan.below[0], Some(&plan.below[1]), &top);
        for (example, bounds) in batch.iter().zip(starts.windows(2)) {
            self.join(&mut hidden, &above, &example.heads, bounds[0]);
        }
        let hidden_mask = elements(hidden.len(), rates.top);
        hidden.iter_mut().zip(&hidden_mask).for_each(|(value, mask)| *value *= mask);
        let mut labels = self.linear(&plan.relation[0], Some(&plan.relation[1]), &hidden);
        let right = batch.iter().flat_map(|example| &example.relations);
        for (row, relation) in labels.chunks_exact_mut(plan.relation[0].columns).zip(right) {
            loss[3] += cross_entropy(row, self.size.relations, *relation, scale, |_| true);
        }
        let mut hidden_errors = vec![0.0; hidden.len()];
        self.linear_back(&plan.relation[0], Some(&plan.relation[1]), &hidden, &labels, &mut gradients, &mut hidden_errors);
        through(&mut hidden_errors, &hidden, &hidden_mask);
        let mut above_errors = vec![0.0; above.len()];
        for (example, bounds) in batch.iter().zip(starts.windows(2)) {
            for (word, head) in example.heads.iter().enumerate() {
                let errors = &hidden_errors[(bounds[0] + word) * label..][..label];
                if *head == 0 {
                    column_sums(plan.above_root.of_mut(&mut gradients), errors);
                } else {
                    column_sums(&mut above_errors[(bounds[0] + head - 1) * label..][..label], errors);
                }
                column_sums(&mut plan.apart.of_mut(&mut gradients)[bucket(word + 1, *head) * label..][..label], errors);
            }
        }
        self.linear_back(&plan.below[0], Some(&plan.below[1]), &top, &hidden_errors, &mut gradients, &mut top_errors);
        self.linear_back(&plan.above, None, &top, &above_errors, &mut gradients, &mut top_errors);

        // Down the layers.
        let mut errors = top_errors;
        errors.iter_mut().zip(&top_mask).for_each(|(error, mask)| *error *= mask);
        let add_tags = |errors: &mut Vec<f32>| errors.iter_mut().zip(&tagged_errors).for_each(|(error, own)| *error += own);
        if self.size.tags_at >= plan.layers.len() {
            add_tags(&mut errors);
        }
        for (place, (layer, kept)) in plan.layers.iter().zip(&layers).enumerate().rev() {
            errors = self.layer_back(layer, kept, &errors, &starts, &mut gradients);
            if place == self.size.tags_at {
                add_tags(&mut errors);
            }
        }
        errors.iter_mut().zip(&input_mask).for_each(|(error, mask)| *error *= mask);
        Gradients { dense: gradients, input: errors, loss }
    }
}

/// What the network says of a sentence.
#[derive(Debug, Clone)]
pub struct Prediction {
    pub upos: Vec<usize>,
    pub xpos: Vec<usize>,
    pub heads: Vec<usize>,
    pub relations: Vec<usize>,
}
