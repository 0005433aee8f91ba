//! The examples and counter-examples of `gazetteer/relations.toml`, run as cases.
//!
//! `tests/golden/ontology-pass.txt` lists the relations whose example is found and whose counter-example is not. It is a ratchet: a listed
//! one that breaks fails the test, and so does an unlisted one that passes. `NISBA_UPDATE=1` rewrites it.

use crate::support::{Update, document, pack, pipeline, read, repository, update};
use nisba::gazetteer::built_in;
use nisba::pipeline::Pipeline;
use nisba::relation::Ontology;
use std::fmt::Write;

#[test]
fn examples_of_the_ontology() {
    let people = read(&repository("tests/golden/ontology-entities.tsv"));
    let pipeline = pipeline(&[built_in(), pack(&people)]);
    let mut pass = String::from(
        "# Relations whose example is found and whose counter-example is not. Written by NISBA_UPDATE=1 cargo test ontology.\n",
    );
    let mut failing = String::new();
    for kind in Ontology::built_in().iter() {
        let (example, counter) = (has(&pipeline, &kind.example, &kind.id), has(&pipeline, &kind.counter, &kind.id));
        if example && !counter {
            let _ = writeln!(pass, "{}", kind.id);
        }
        if !example {
            let _ = writeln!(failing, "  {} is not found in: {}", kind.id, kind.example);
        }
        if counter {
            let _ = writeln!(failing, "  {} is found in: {}", kind.id, kind.counter);
        }
    }
    let path = repository("tests/golden/ontology-pass.txt");
    if update() != Update::No {
        std::fs::write(&path, &pass).expect("the list is rewritten");
    }
    assert_eq!(read(&path), pass, "the list (left) is not what passes today (right); failing today:\n{failing}");
}

/// Whether a relation of one type is found in a text.
fn has(pipeline: &Pipeline, text: &str, relation: &str) -> bool {
    let analysis = pipeline.analyze(&document(text));
    let wanted = Ontology::built_in().find(relation);
    analysis.relations.iter().any(|evidence| Some(evidence.relation) == wanted)
}
