//! How good a parser is, and how fast. All words count, punctuation too, as in the shared task of `CoNLL` 2018; LAS compares relations
//! without their subtypes, as there, and in brackets with them.

use crate::conllu::{Sentence, Word};
use crate::net::Net;
use crate::vocabulary::Vocabulary;
use nisba::relation::parse::{model::Model, parse, parse_portably};
use std::io::{Error, Result};
use std::path::PathBuf;
use std::time::Instant;

/// Runs over the sentences to measure the speed; the fastest counts.
const RUNS: usize = 5;

/// Right words of all.
#[derive(Debug, Default)]
struct Score {
    all: usize,
    right: [usize; 5],
}

impl Score {
    fn count(&mut self, word: &Word, upos: &str, xpos: &str, head: usize, relation: &str) {
        let base = |relation: &str| relation.split(':').next().map(str::to_owned);
        let headed = head == word.head;
        let right = [
            upos == word.upos,
            xpos == word.xpos,
            headed,
            headed && base(relation) == base(&word.relation),
            headed && relation == word.relation,
        ];
        self.all += 1;
        self.right.iter_mut().zip(right).for_each(|(count, right)| *count += usize::from(right));
    }

    fn shown(&self) -> String {
        let [upos, xpos, uas, las, full] = self.right.map(|right| 100.0 * right as f64 / self.all.max(1) as f64);
        format!("UPOS {upos:.2} XPOS {xpos:.2} UAS {uas:.2} LAS {las:.2} ({full:.2})")
    }
}

/// The score of a network in floating point.
pub fn network(net: &Net, vocabulary: &Vocabulary, sentences: &[Sentence]) -> String {
    let mut score = Score::default();
    for sentence in sentences {
        let found = net.predict(&vocabulary.example(sentence, None));
        for (place, word) in sentence.iter().enumerate() {
            let (upos, xpos) = (&vocabulary.upos[found.upos[place]], &vocabulary.xpos[found.xpos[place]]);
            score.count(word, upos, xpos, found.heads[place], &vocabulary.relations[found.relations[place]]);
        }
    }
    score.shown()
}

/// Prints the scores of a model file and its speed on one thread.
pub fn model(bytes: &[u8], treebanks: &[PathBuf], portable: bool) -> Result<()> {
    let start = Instant::now();
    let model = Model::read(bytes).ok_or_else(|| Error::other("this is no model"))?;
    println!("{} bytes, read in {:.2} ms", bytes.len(), start.elapsed().as_secs_f64() * 1e3);
    for path in treebanks {
        let sentences = crate::conllu::read(path)?;
        let forms: Vec<Vec<&str>> = sentences.iter().map(|sentence| sentence.iter().map(|word| word.form.as_str()).collect()).collect();
        let parser = if portable { parse_portably } else { parse };
        let (mut best, mut parsed) = (f64::INFINITY, Vec::new());
        for _ in 0..RUNS {
            let start = Instant::now();
            parsed = forms.iter().map(|words| parser(&model, words)).collect();
            best = best.min(start.elapsed().as_secs_f64());
        }
        let mut score = Score::default();
        for (word, found) in sentences.iter().flatten().zip(parsed.iter().flatten()) {
            score.count(word, found.upos, found.xpos, found.head, found.relation);
        }
        println!("{} {}, {:.0} tokens/s", path.display(), score.shown(), score.all as f64 / best);
    }
    Ok(())
}
