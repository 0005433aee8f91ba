//! Trains the parser of nisba on treebanks and measures it.
//!
//! `cargo run --release --example train-parser -- EWT-train.conllu.gz GUM-train.conllu.gz --dev EWT-dev.conllu.gz --test EWT-test.conllu.gz -o models/english.parser`

mod adam;
mod collapse;
mod conllu;
mod export;
mod matrix;
mod net;
mod random;
mod vocabulary;

use adam::{Adam, Rate};
use conllu::{Sentence, Word};
use net::{Dropout, Example, Net, Size};
use nisba::relation::parse::{model::Model, parse, parse_portably};
use random::Random;
use std::path::PathBuf;
use std::time::Instant;
use vocabulary::Vocabulary;

struct Options {
    train: Vec<PathBuf>,
    dev: Vec<PathBuf>,
    test: Vec<PathBuf>,
    epochs: usize,
    width: usize,
    windows: Vec<usize>,
    rate: f32,
    batch: usize,
    drop: f32,
    output: Option<PathBuf>,
    evaluate: Option<PathBuf>,
    portable: bool,
}

fn options() -> Options {
    let mut options = Options {
        train: Vec::new(), dev: Vec::new(), test: Vec::new(), epochs: 20, width: 128, windows: vec![3, 1, 1], rate: 2e-3, batch: 600, drop: 0.25, output: None, evaluate: None, portable: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().expect("a value after each option");
        match argument.as_str() {
            "-o" => options.output = Some(value().into()),
            "--evaluate" => options.evaluate = Some(value().into()),
            "--portable" => options.portable = true,
            "--dev" => options.dev.push(value().into()),
            "--test" => options.test.push(value().into()),
            "--epochs" => options.epochs = value().parse().expect("a number"),
            "--width" => options.width = value().parse().expect("a number"),
            "--windows" => options.windows = value().split(',').map(|window| window.parse().expect("a number")).collect(),
            "--rate" => options.rate = value().parse().expect("a number"),
            "--batch" => options.batch = value().parse().expect("a number"),
            "--drop" => options.drop = value().parse().expect("a number"),
            _ => options.train.push(argument.into()),
        }
    }
    options
}

fn main() -> std::io::Result<()> {
    let options = options();
    if let Some(path) = &options.evaluate {
        return evaluate(&std::fs::read(path)?, &options);
    }
    let mut train: Vec<Sentence> = Vec::new();
    for path in &options.train {
        train.extend(conllu::read(path)?);
    }
    if std::env::var("SHOW").is_ok() {
        for sentence in train.iter().step_by(60).take(100) {
            let out = collapse::names(sentence, || true);
            if out.len() != sentence.len() {
                println!("{}", sentence.iter().map(|w| w.form.as_str()).collect::<Vec<_>>().join(" "));
                println!("   {}", out.iter().map(|w| format!("{}/{}/{}", w.form.replace('\u{1}', "@"), w.head, w.relation)).collect::<Vec<_>>().join(" "));
            }
        }
        return Ok(());
    }
    let vocabulary = Vocabulary::new(&train);
    eprintln!("{} sentences, {} rows, {} tags, {} relations", train.len(), vocabulary.rows, vocabulary.xpos.len(), vocabulary.relations.len());
    let size = Size {
        width: options.width,
        tags_at: options.windows.len() - 1,
        windows: options.windows.clone(),
        arc: 96,
        label: 96,
        upos: vocabulary.upos.len(),
        xpos: vocabulary.xpos.len(),
        relations: vocabulary.relations.len(),
        rows: vocabulary.rows,
    };
    let mut random = Random(20_250);
    let mut net = Net::new(size, &mut random);
    eprintln!("{} dense, {} embeddings", net.dense.len(), net.embeddings.len());
    let mut dense_adam = Adam::new(net.dense.len());
    let mut row_adam = Adam::new(net.embeddings.len());
    let tokens: usize = train.iter().map(Vec::len).sum();
    let steps = options.epochs * tokens.div_ceil(options.batch);
    let mut step = 0;
    let mut order: Vec<usize> = (0..train.len()).collect();
    for epoch in 1..=options.epochs {
        let start = Instant::now();
        random.shuffle(&mut order);
        let examples: Vec<Example> = order.iter().map(|index| vocabulary.example(&perturbed(&train[*index], &mut random), Some(&mut random))).collect();
        let (mut from, mut loss, mut seen) = (0, [0.0; 4], 0);
        while from < examples.len() {
            let (mut to, mut size) = (from, 0);
            while to < examples.len() && (size == 0 || size + examples[to].heads.len() <= options.batch) {
                size += examples[to].heads.len();
                to += 1;
            }
            let batch: Vec<&Example> = examples[from..to].iter().collect();
            from = to;
            step += 1;
            seen += size;
            let dropout = Dropout { input: 0.1, layer: options.drop, top: options.drop };
            let mut found = net.gradients(&batch, Some((dropout, &mut random)));
            (0..4).for_each(|part| loss[part] += found.loss[part]);
            let norm = found.dense.iter().map(|value| f64::from(*value) * f64::from(*value)).sum::<f64>().sqrt();
            if norm > 2.0 {
                found.dense.iter_mut().chain(&mut found.input).for_each(|value| *value *= (2.0 / norm) as f32);
            }
            let progress = step as f32 / steps as f32;
            let rate = Rate { rate: options.rate * (step as f32 / 300.0).min(1.0) * 0.5 * (1.0 + (std::f32::consts::PI * progress.min(1.0)).cos()), step };
            dense_adam.step(&mut net.dense, &found.dense, 0, rate);
            embeddings_step(&mut net, &mut row_adam, &batch, &found.input, rate);
        }
        let seconds = start.elapsed().as_secs_f32();
        let loss = loss.map(|part| part / seen as f64);
        eprint!("epoch {epoch} {seconds:.0}s loss {loss:.3?}");
        if epoch % 2 == 0 || epoch == options.epochs {
            for (name, paths) in [("dev", &options.dev), ("test", &options.test)] {
                for path in paths {
                    if name == "test" && epoch < options.epochs {
                        continue;
                    }
                    let score = score(&net, &vocabulary, &conllu::read(path)?);
                    eprint!(" | {name} {score}");
                }
            }
        }
        eprintln!();
    }
    if let Some(path) = &options.output {
        let bytes = export::bytes(&net, &vocabulary);
        std::fs::write(path, &bytes)?;
        eprintln!("{} bytes", bytes.len());
        evaluate(&bytes, &options)?;
    }
    Ok(())
}

/// Measures a model in whole numbers: accuracy, and speed on all sentences of each file.
fn evaluate(bytes: &[u8], options: &Options) -> std::io::Result<()> {
    let start = Instant::now();
    let model = Model::read(bytes).expect("a model");
    eprintln!("read in {:.2} ms", start.elapsed().as_secs_f64() * 1e3);
    for path in options.dev.iter().chain(&options.test) {
        let sentences = conllu::read(path)?;
        let forms: Vec<Vec<&str>> = sentences.iter().map(|sentence| sentence.iter().map(|word| word.form.as_str()).collect()).collect();
        let parser = if options.portable { parse_portably } else { parse };
        let mut best = f64::INFINITY;
        let mut parsed = Vec::new();
        for _ in 0..5 {
            let start = Instant::now();
            parsed = forms.iter().map(|words| parser(&model, words)).collect();
            best = best.min(start.elapsed().as_secs_f64());
        }
        let mut counts = [0usize; 6];
        for (word, found) in sentences.iter().flatten().zip(parsed.iter().flatten()) {
            count(&mut counts, word, found.upos, found.xpos, found.head, found.relation);
        }
        println!("{} {}, {:.0} tokens/s", path.display(), shown(counts), counts[0] as f64 / best);
    }
    Ok(())
}

fn count(counts: &mut [usize; 6], word: &Word, upos: &str, xpos: &str, head: usize, relation: &str) {
    let base = |relation: &str| relation.split(':').next().unwrap_or_default().to_owned();
    let head = head == word.head;
    let right = [true, upos == word.upos, xpos == word.xpos, head, head && base(relation) == base(&word.relation), head && relation == word.relation];
    counts.iter_mut().zip(right).for_each(|(count, right)| *count += usize::from(right));
}

fn shown(counts: [usize; 6]) -> String {
    let [all, upos, xpos, uas, las, full] = counts.map(|count| count as f64);
    format!("UPOS {:.2} XPOS {:.2} UAS {:.2} LAS {:.2} ({:.2})", 100.0 * upos / all, 100.0 * xpos / all, 100.0 * uas / all, 100.0 * las / all, 100.0 * full / all)
}

fn embeddings_step(net: &mut Net, adam: &mut Adam, batch: &[&Example], errors: &[f32], rate: Rate) {
    let width = net.size.width;
    let mut rows: Vec<(u32, u32)> = Vec::new();
    for (token, features) in batch.iter().flat_map(|example| &example.features).enumerate() {
        rows.extend(features.iter().filter(|row| **row != u32::MAX).map(|row| (*row, token as u32)));
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

/// A sentence as another writer might have set it, or with its names as one word each.
fn perturbed(sentence: &Sentence, random: &mut Random) -> Sentence {
    let draw = random.unit();
    let mut sentence = if draw < 0.35 { collapse::names(sentence, || random.unit() < 0.75) } else { sentence.clone() };
    let style = random.unit();
    let set = |word: &mut Word, change: &dyn Fn(&str) -> String| {
        if word.form != nisba::relation::parse::feature::NAME {
            word.form = change(&word.form);
        }
    };
    let title = |form: &str| {
        let mut letters = form.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    };
    let change: Option<&dyn Fn(&str) -> String> = match style {
        style if style < 0.02 => Some(&|form| form.to_uppercase()),
        style if style < 0.05 => Some(&|form| form.to_lowercase()),
        style if style < 0.08 => Some(&title),
        _ => None,
    };
    if let Some(change) = change {
        sentence.iter_mut().for_each(|word| set(word, change));
    }
    // Headlines and captions end without a mark.
    if sentence.len() > 3 && sentence.last().is_some_and(|word| word.relation == "punct" && word.form == ".") && random.unit() < 0.1 {
        sentence.pop();
    }
    sentence
}

fn score(net: &Net, vocabulary: &Vocabulary, sentences: &[Sentence]) -> String {
    let mut counts = [0usize; 6];
    for sentence in sentences {
        let example = vocabulary.example(sentence, None);
        let found = net.predict(&example);
        for (place, word) in sentence.iter().enumerate() {
            let [upos, xpos, relation] = [
                &vocabulary.upos[found.upos[place]], &vocabulary.xpos[found.xpos[place]], &vocabulary.relations[found.relations[place]],
            ];
            count(&mut counts, word, upos, xpos, found.heads[place], relation);
        }
    }
    shown(counts)
}
