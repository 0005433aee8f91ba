//! Gradients are right, and whole numbers say the same as floating point.

use crate::conllu::{Sentence, Word};
use crate::evaluate;
use crate::export;
use crate::net::{Example, Net};
use crate::plan::Size;
use crate::random::Random;
use crate::train::{Settings, network};
use nisba::relation::parse::feature::FEATURES;
use nisba::relation::parse::{model::Model, parse};

fn example(random: &mut Random, words: usize) -> Example {
    let mut heads: Vec<usize> = (0..words).collect();
    heads[words - 1] = 1;
    Example {
        features: (0..words)
            .map(|_| std::array::from_fn(|_| if random.unit() < 0.2 { u32::MAX } else { random.below(20) as u32 }))
            .collect(),
        heads,
        relations: (0..words).map(|_| random.below(5)).collect(),
        upos: (0..words).map(|_| random.below(4)).collect(),
        xpos: (0..words).map(|_| random.below(6)).collect(),
    }
}

/// The loss as gradients count it: tags by half, each by words.
fn loss(net: &Net, batch: &[&Example]) -> f64 {
    let [upos, xpos, heads, relations] = net.gradients(batch, None).loss;
    let words: usize = batch.iter().map(|example| example.heads.len()).sum();
    (0.5 * (upos + xpos) + heads + relations) / words as f64
}

#[test]
fn gradients_are_slopes() {
    let mut random = Random(7);
    let size = Size { width: 32, windows: vec![3, 1], tags_at: 1, arc: 16, label: 16, upos: 4, xpos: 6, relations: 5, rows: 20 };
    let mut net = Net::new(size, &mut random);
    let examples = [example(&mut random, 7), example(&mut random, 4)];
    let batch: Vec<&Example> = examples.iter().collect();
    let found = net.gradients(&batch, None);
    let step = 2e-3;
    let mut compared = 0;
    for _ in 0..400 {
        let place = random.below(net.dense.len());
        let before = net.dense[place];
        net.dense[place] = before + step;
        let above = loss(&net, &batch);
        net.dense[place] = before - step;
        let below = loss(&net, &batch);
        net.dense[place] = before;
        let slope = (above - below) / (2.0 * f64::from(step));
        let given = f64::from(found.dense[place]);
        assert!((slope - given).abs() < 2e-3 + 0.1 * slope.abs(), "{place}: {slope} but {given}");
        compared += usize::from(slope.abs() > 1e-4);
    }
    assert!(compared > 100, "{compared}");
    let width = net.size.width;
    let row = examples[0].features[2].iter().copied().find(|row| *row != u32::MAX).expect("most features are there") as usize;
    let uses =
        batch.iter().flat_map(|example| &example.features).map(|features| features.iter().filter(|used| **used as usize == row).count());
    let given: f64 = uses.zip(found.input.chunks_exact(width)).map(|(uses, errors)| uses as f64 * f64::from(errors[3])).sum();
    let before = net.embeddings[row * width + 3];
    net.embeddings[row * width + 3] = before + step;
    let above = loss(&net, &batch);
    net.embeddings[row * width + 3] = before - step;
    let slope = (above - loss(&net, &batch)) / (2.0 * f64::from(step));
    assert!((slope - given).abs() < 2e-3 + 0.1 * slope.abs(), "embeddings: {slope} but {given}");
    assert_eq!(FEATURES, examples[0].features[0].len());
}

/// Sentences of a small grammar.
fn grammar(random: &mut Random) -> Sentence {
    let word = |form: &str, upos: &str, head: usize, relation: &str| Word {
        form: form.to_owned(),
        upos: upos.to_owned(),
        xpos: upos.to_owned(),
        head,
        relation: relation.to_owned(),
    };
    let nouns = ["king", "queen", "city", "river", "bridge", "tower", "garden", "road"];
    let verbs = ["sees", "likes", "builds", "crosses"];
    let noun = |random: &mut Random| nouns[random.below(nouns.len())];
    let mut sentence = vec![
        word("the", "DET", 2, "det"),
        word(noun(random), "NOUN", 3, "nsubj"),
        word(verbs[random.below(verbs.len())], "VERB", 0, "root"),
        word("a", "DET", 5, "det"),
        word(noun(random), "NOUN", 3, "obj"),
    ];
    for place in 0..random.below(3) {
        let head = if random.unit() < 0.5 { ("of", 5 + 3 * place, "nmod") } else { ("with", 3, "obl") };
        let start = sentence.len();
        sentence.push(word(head.0, "ADP", start + 3, "case"));
        sentence.push(word("the", "DET", start + 3, "det"));
        sentence.push(word(noun(random), "NOUN", head.1, head.2));
    }
    sentence
}

#[test]
fn whole_numbers_say_what_floating_point_says() {
    let mut random = Random(11);
    let sentences: Vec<Sentence> = (0..400).map(|_| grammar(&mut random)).collect();
    let settings = Settings { epochs: 6, width: 32, windows: vec![3, 1], drop: 0.1, rate: 1e-2, batch: 200, seed: 3 };
    let (net, vocabulary) = network(&sentences, &settings, &mut |_, _, _| {});
    let bytes = export::bytes(&net, &vocabulary);
    let model = Model::read(&bytes).expect("the trainer writes what the parser reads");
    let (mut words, mut alike, mut right) = (0, 0, 0);
    for sentence in &sentences {
        let expected = net.predict(&vocabulary.example(sentence, None));
        let forms: Vec<&str> = sentence.iter().map(|word| word.form.as_str()).collect();
        for (place, found) in parse(&model, &forms).iter().enumerate() {
            let relation = &vocabulary.relations[expected.relations[place]];
            words += 1;
            alike += usize::from((found.head, found.relation) == (expected.heads[place], relation));
            right += usize::from(found.head == sentence[place].head);
        }
    }
    assert!(alike * 1000 >= words * 998, "{alike} of {words} alike");
    assert!(right * 100 >= words * 90, "{right} of {words} right: {}", evaluate::network(&net, &vocabulary, &sentences));
    assert_eq!(bytes, crate::train::train(&sentences, &settings, &mut |_, _, _| {}), "training is deterministic");
}
