//! Text and names for measurements: files that are named, or made from what the repository itself holds, always the same.

use nisba::document::{Document, expand, read_all, zones};
use nisba::gazetteer::{Gazetteer, Pack, built_in};
use nisba::text::sentences;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Numbers that look random and are always the same (`SplitMix64`).
#[derive(Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// The numbers that follow a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((u128::from(z ^ (z >> 31)) * bound as u128) >> 64).unwrap_or(usize::MAX)
    }
}

/// Documents from files.
///
/// # Panics
/// Where they cannot be read.
pub(crate) fn documents(paths: &[PathBuf]) -> Vec<Document> {
    let (inputs, skipped) = expand(paths);
    assert!(skipped.is_empty(), "cannot read {skipped:?}");
    read_all(&inputs).documents
}

/// A gazetteer from files.
///
/// # Panics
/// Where they cannot be read.
pub(crate) fn gazetteer(path: &Path) -> Gazetteer {
    let pack = Pack::open(path).unwrap_or_else(|error| panic!("{error}"));
    Gazetteer::load(&[pack]).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

/// So many names: those of the built-in gazetteer first, then pairs and triples of their words.
pub(crate) fn names(count: usize) -> Vec<String> {
    let gazetteer = Gazetteer::load(&[built_in()]).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let listed: BTreeSet<&str> = gazetteer.names().map(|name| name.text).collect();
    let words: BTreeSet<&str> = listed.iter().flat_map(|name| name.split([' ', '-'])).filter(|word| word.len() > 3).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).collect();
    let mut random = Random::new(7);
    let mut listed: Vec<&str> = listed.into_iter().collect();
    // In an order of their own, so that the first thousand are not all of one letter.
    for place in (1..listed.len()).rev() {
        listed.swap(place, random.below(place + 1));
    }
    let mut names: Vec<String> = listed.into_iter().map(str::to_owned).collect();
    let mut seen: BTreeSet<String> = names.iter().cloned().collect();
    while names.len() < count {
        let parts: Vec<&str> = (0..2 + random.below(4) / 3).map(|_| words[random.below(words.len())]).collect();
        let name = parts.join([" ", " ", " ", "-"][random.below(4)]);
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names.truncate(count);
    names
}

/// A gazetteer with one entity for each name.
///
/// # Panics
/// Where the pack cannot be written or read.
pub(crate) fn gazetteer_of(names: &[String]) -> Gazetteer {
    let mut rows = String::from("id\tname\n");
    for (place, name) in names.iter().enumerate() {
        let _ = writeln!(rows, "n{place}\t{name}");
    }
    let folder = tempfile::tempdir().expect("a folder for the pack");
    let path = folder.path().join("names.tsv");
    std::fs::write(&path, rows).expect("the pack is written");
    gazetteer(&path)
}

/// Documents of so many bytes in all: sentences of the seeds in any order, with names between their words, and the places of those
/// names in the list.
///
/// # Panics
/// Where the seeds cannot be read.
pub(crate) fn text(bytes: usize, names: &[String]) -> (Vec<Document>, Vec<usize>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let files = std::fs::read_dir(folder).expect("the folder of the seeds").filter_map(|file| Some(file.ok()?.path()));
    let mut seeds: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|extension| extension == "txt")).collect();
    seeds.sort();
    let seeds = documents(&seeds);
    let known: Vec<&str> = seeds
        .iter()
        .flat_map(|seed| sentences(&seed.text, &zones(&seed.text)).into_iter().map(|sentence| sentence.span.of(&seed.text)))
        .filter(|sentence| sentence.len() > 20)
        .collect();
    let mut random = Random::new(11);
    let (mut documents, mut planted) = (Vec::new(), Vec::new());
    let mut size = 0;
    while size < bytes {
        let mut text = String::new();
        for sentence in 0..40 {
            for (place, word) in known[random.below(known.len())].split_whitespace().enumerate() {
                if place > 0 {
                    text.push(' ');
                }
                if random.below(13) == 0 {
                    // Ranks whose logarithms are spread evenly: a few names are in many places.
                    let reach = 1 << random.below(names.len().ilog2() as usize + 1);
                    let rank = random.below(reach).min(names.len() - 1);
                    planted.push(rank);
                    text.push_str(&names[rank]);
                    text.push(' ');
                }
                text.push_str(word);
            }
            text.push_str(if sentence % 5 == 4 { "\n\n" } else { " " });
        }
        size += text.len();
        documents.push(Document { id: format!("d{}", documents.len()), text, ..Document::default() });
    }
    (documents, planted)
}
