//! Trains the parser of nisba on treebanks and measures it; `models/README.md` has the command for the model that is part of the program.
#![allow(missing_docs, unreachable_pub, reason = "a program, not a library")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program speaks to whoever runs it")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "training rounds; sizes are small"
)]
#![allow(
    clippy::inline_always,
    clippy::many_single_char_names,
    clippy::needless_for_each,
    clippy::needless_range_loop,
    clippy::too_many_lines,
    reason = "matrices by their rows and columns, in the order of the formulas"
)]

mod adam;
mod collapse;
mod conllu;
mod evaluate;
mod export;
mod matrix;
mod net;
mod perturb;
mod plan;
mod random;
mod recurrent;
#[cfg(test)]
mod tests;
mod train;
mod vocabulary;

use std::io::{Error, Result};
use std::path::PathBuf;
use train::Settings;

const USAGE: &str = "\
train-parser TREEBANK... [--dev TREEBANK]... [--test TREEBANK]... [-o MODEL]   train, and write the model
train-parser --evaluate MODEL [--portable] --test TREEBANK...                 measure a model

Treebanks are CoNLL-U, plain or packed by gzip.
  --epochs N       passes over the treebanks
  --width N        width of the layers, a multiple of 32
  --windows N,...  for each layer whether it sees 1 word at once or 3
  --drop SHARE     how much of the layers is left out in training
  --rate RATE      learning rate
  --batch N        words to a step
  --portable       measure without vector instructions";

struct Options {
    train: Vec<PathBuf>,
    dev: Vec<PathBuf>,
    test: Vec<PathBuf>,
    output: Option<PathBuf>,
    evaluate: Option<PathBuf>,
    portable: bool,
    settings: Settings,
}

fn options() -> Result<Options> {
    let settings = Settings::default();
    let mut options =
        Options { train: Vec::new(), dev: Vec::new(), test: Vec::new(), output: None, evaluate: None, portable: false, settings };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| Error::other(format!("{argument} wants a value")));
        let number = |text: String| text.parse::<f32>().map_err(|_| Error::other(format!("{argument} wants a number, not {text}")));
        match argument.as_str() {
            "--dev" => options.dev.push(value()?.into()),
            "--test" => options.test.push(value()?.into()),
            "-o" => options.output = Some(value()?.into()),
            "--evaluate" => options.evaluate = Some(value()?.into()),
            "--portable" => options.portable = true,
            "--epochs" => options.settings.epochs = number(value()?)? as usize,
            "--width" => options.settings.width = number(value()?)? as usize,
            "--windows" => {
                options.settings.windows =
                    value()?.split(',').map(|window| number(window.to_owned()).map(|window| window as usize)).collect::<Result<_>>()?;
            }
            "--drop" => options.settings.drop = number(value()?)?,
            "--rate" => options.settings.rate = number(value()?)?,
            "--batch" => options.settings.batch = number(value()?)? as usize,
            _ if argument.starts_with('-') => return Err(Error::other(USAGE)),
            _ => options.train.push(argument.into()),
        }
    }
    if options.train.is_empty() && options.evaluate.is_none() {
        return Err(Error::other(USAGE));
    }
    Ok(options)
}

fn main() -> Result<()> {
    let options = options()?;
    let test: Vec<PathBuf> = options.dev.iter().chain(&options.test).cloned().collect();
    if let Some(path) = &options.evaluate {
        return evaluate::model(&std::fs::read(path)?, &test, options.portable);
    }
    let (mut sentences, mut dev) = (Vec::new(), Vec::new());
    for path in &options.train {
        sentences.extend(conllu::read(path)?);
    }
    for path in &options.dev {
        dev.push((path.display().to_string(), conllu::read(path)?));
    }
    let bytes = train::train(&sentences, &options.settings, &mut |epoch, net, vocabulary| {
        if epoch % 4 == 0 {
            dev.iter().for_each(|(path, sentences)| eprintln!("  {path} {}", evaluate::network(net, vocabulary, sentences)));
        }
    });
    if let Some(path) = &options.output {
        std::fs::write(path, &bytes)?;
    }
    evaluate::model(&bytes, &test, options.portable)
}
