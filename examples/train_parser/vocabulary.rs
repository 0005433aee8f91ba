//! Which words, affixes, tags and relations the network knows.

use crate::conllu::Word;
use crate::net::Example;
use crate::random::Random;
use nisba::relation::parse::feature::{FEATURES, NAME, WORD, keys};
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub struct Vocabulary {
    /// Row of each key; row 0 is for words that are not listed.
    pub rows_of: HashMap<u32, u32>,
    /// How often each word of the list stands in the treebanks.
    counts: Vec<u32>,
    pub rows: usize,
    pub upos: Vec<String>,
    pub xpos: Vec<String>,
    pub relations: Vec<String>,
}

/// A feature is known from so many occurrences on.
const LEAST: [u32; FEATURES] = [2, 3, 3, 4, 6, 3, 5, 3];

impl Vocabulary {
    pub fn new(sentences: &[Vec<Word>]) -> Self {
        let mut counts: BTreeMap<(usize, u32), u32> = BTreeMap::new();
        let (mut upos, mut xpos, mut relations) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for sentence in sentences {
            for (place, word) in sentence.iter().enumerate() {
                for (kind, key) in keys(&word.form, place == 0).into_iter().enumerate().filter(|(_, key)| *key != 0) {
                    *counts.entry((kind, key)).or_default() += 1;
                }
                upos.insert(word.upos.clone());
                xpos.insert(word.xpos.clone());
                relations.insert(word.relation.clone());
            }
        }
        for (kind, key) in keys(NAME, true).into_iter().chain(keys(NAME, false)).enumerate().filter(|(_, key)| *key != 0) {
            counts.insert((kind % FEATURES, key), 1000);
        }
        let mut rows_of = HashMap::new();
        let mut kept = vec![0];
        for ((kind, key), count) in counts {
            if count >= LEAST[kind] && !rows_of.contains_key(&key) {
                rows_of.insert(key, kept.len() as u32);
                kept.push(count);
            }
        }
        let list = |set: BTreeSet<String>| set.into_iter().collect();
        Self { rows: kept.len(), rows_of, counts: kept, upos: list(upos), xpos: list(xpos), relations: list(relations) }
    }

    /// A sentence in numbers. In training rare words are hidden now and then.
    pub fn example(&self, sentence: &[Word], mut random: Option<&mut Random>) -> Example {
        let find = |list: &[String], value: &String| list.binary_search(value).unwrap_or(0);
        let features = sentence.iter().enumerate().map(|(place, word)| {
            let mut rows = keys(&word.form, place == 0).map(|key| self.rows_of.get(&key).copied().unwrap_or(u32::MAX));
            if rows[WORD] == u32::MAX {
                rows[WORD] = 0;
            } else if let Some(random) = &mut random {
                let count = self.counts[rows[WORD] as usize] as f32;
                if random.unit() < 0.5 / (0.5 + count) + 0.02 {
                    rows[WORD] = 0;
                }
            }
            rows
        });
        Example {
            features: features.collect(),
            heads: sentence.iter().map(|word| word.head).collect(),
            relations: sentence.iter().map(|word| find(&self.relations, &word.relation)).collect(),
            upos: sentence.iter().map(|word| find(&self.upos, &word.upos)).collect(),
            xpos: sentence.iter().map(|word| find(&self.xpos, &word.xpos)).collect(),
        }
    }
}
