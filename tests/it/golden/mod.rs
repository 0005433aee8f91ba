//! The cases of `tests/golden/*.md`: text in, what is found out. No case names a type of the crate, so the whole engine can be swapped.
//!
//! A file is prose with blocks. `text` (perhaps with the date of the document) is what is analysed, `gazetteer` a pack for the rest of its
//! `##` section (with `only`: without the built-in entities), `found` what is found in the text above it. The word after `found` picks
//! what is compared: `mentions`, `names` (mentions without readings), `readings` (places and states alone), `relations`,
//! `cooccurrences`, `sentences`, `pairs` (of names, by their letters alone), or `all` (mentions and relations), which is the default.
//!
//! Known failures are written down as what happens today, with lines `FIXME should be: ...` and `FIXME should not be: ...` in the block.
//! `NISBA_UPDATE=1 cargo test golden` rewrites the blocks, `NISBA_UPDATE=fixme` also notes what they wanted before.

mod case;
mod compare;
mod render;

use crate::support::{Update, built_in_pipeline, document, files, pack, pipeline, read, repository, update};
use case::{Check, Packs};
use nisba::gazetteer::built_in;
use nisba::pipeline::Pipeline;
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn golden() {
    let files = files(&repository("tests/golden"), &["md"]);
    assert!(!files.is_empty(), "no golden files");
    let failures: Vec<String> = files.iter().flat_map(|file| run(file)).collect();
    assert!(failures.is_empty(), "{}\n{} golden blocks differ; NISBA_UPDATE=1 rewrites them", failures.join("\n"), failures.len());
}

/// Runs one file and gives a message for every block that differs.
fn run(path: &Path) -> Vec<String> {
    let text = read(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let checks = case::parse(&name, &text);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut pipelines: BTreeMap<Packs, Pipeline> = BTreeMap::new();
    let mut failures = Vec::new();
    // From the end, so that line numbers above stay what they are.
    for check in checks.iter().rev() {
        let found = found(check, &mut pipelines);
        let wanted = &lines[check.block.clone()];
        if let Some(difference) = compare::difference(wanted, &found) {
            match update() {
                Update::No => failures.push(format!("{name}:{}: {}\n{difference}", check.block.start, check.heading)),
                mode => {
                    let block = compare::rewritten(wanted, &found, mode == Update::Fixme);
                    lines.splice(check.block.clone(), block);
                }
            }
        }
    }
    if update() != Update::No {
        std::fs::write(path, lines.join("\n") + "\n").expect("the golden file is rewritten");
    }
    failures.reverse();
    failures
}

fn found(check: &Check, pipelines: &mut BTreeMap<Packs, Pipeline>) -> Vec<String> {
    let mut document = document(&check.text);
    document.date = check.date.or(document.date);
    let pipeline = match &check.packs {
        None => built_in_pipeline(),
        Some(packs) => pipelines.entry(packs.clone()).or_insert_with(|| {
            let own = pack(&packs.tables);
            if packs.only { pipeline(&[own]) } else { pipeline(&[built_in(), own]) }
        }),
    };
    let analysis = pipeline.analyze(&document);
    render::lines(check.part, pipeline.gazetteer(), &document, &analysis)
}
