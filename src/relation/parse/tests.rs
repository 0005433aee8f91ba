use super::feature::NAME;
use super::model::Model;
use super::{english, parse, parse_portably, tree};
use proptest::prelude::*;

const ENGLISH: &[u8] = include_bytes!("../../../models/english.parser");

fn heads(words: &[&str]) -> Vec<usize> {
    parse(english(), words).iter().map(|analysis| analysis.head).collect()
}

#[test]
fn a_plain_sentence() {
    let words = ["The", "minister", "met", NAME, "in", "the", "capital", "on", "Monday", "."];
    let found = parse(english(), &words);
    let relations: Vec<(usize, &str)> = found.iter().map(|analysis| (analysis.head, analysis.relation)).collect();
    let expected =
        [(2, "det"), (3, "nsubj"), (0, "root"), (3, "obj"), (7, "case"), (7, "det"), (3, "obl"), (9, "case"), (3, "obl"), (3, "punct")];
    assert_eq!(relations, expected);
    assert_eq!((found[2].upos, found[2].xpos), ("VERB", "VBD"));
}

#[test]
fn a_passive() {
    let found = parse(english(), &["The", "village", "was", "attacked", "by", NAME, "."]);
    let relations: Vec<&str> = found.iter().map(|analysis| analysis.relation).collect();
    assert_eq!(relations, ["det", "nsubj:pass", "aux:pass", "root", "case", "obl:agent", "punct"]);
}

#[test]
fn no_words_and_one_word() {
    assert!(heads(&[]).is_empty());
    assert_eq!(heads(&["Yes"]), [0]);
    assert_eq!(heads(&[""]), [0]);
}

/// A model that is cut short is none; one whose bytes are wrong is none or gives trees all the same.
#[test]
fn damaged_models() {
    let bytes = ENGLISH;
    for length in [0, 7, 8, 40, 52, 300, bytes.len() / 2, bytes.len() - 1] {
        assert!(Model::read(&bytes[..length]).is_none(), "{length}");
    }
    let words = ["Officials", "from", NAME, "visited", "the", "site", "yesterday", "."];
    let step = bytes.len() / 40;
    for place in (0..600).step_by(7).chain((600..bytes.len()).step_by(step)) {
        let mut forged = bytes.to_vec();
        for byte in forged.iter_mut().skip(place).take(64) {
            *byte ^= 0xA5;
        }
        if let Some(model) = Model::read(&forged) {
            let heads: Vec<usize> = parse(&model, &words).iter().map(|analysis| analysis.head).collect();
            assert!(tree::is_tree(&heads), "{place}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_parse_is_a_tree_and_the_same_on_all_machines(words in prop::collection::vec("[A-Za-z]{1,12}|\\PC{0,8}|the|of|and|said|,|\u{1}name", 0..60)) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let found = parse(english(), &words);
        // Nothing is kept yet of the words that a model has never seen.
        let fresh = Model::read(ENGLISH).unwrap();
        prop_assert_eq!(&found, &parse_portably(&fresh, &words));
        prop_assert_eq!(&found, &parse(&fresh, &words));
        let heads: Vec<usize> = found.iter().map(|analysis| analysis.head).collect();
        prop_assert!(heads.is_empty() || tree::is_tree(&heads), "{:?}", heads);
    }
}
