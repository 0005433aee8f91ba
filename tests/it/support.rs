//! What all tests share: the built-in pipeline, packs made of a few lines, files of the repository.

use nisba::document::{Document, document_date, zones};
use nisba::gazetteer::{Gazetteer, Pack, built_in};
use nisba::pipeline::Pipeline;
use proptest::prelude::ProptestConfig;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The pipeline with nothing but the built-in gazetteer.
pub(crate) fn built_in_pipeline() -> &'static Pipeline {
    static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| pipeline(&[built_in()]));
    &PIPELINE
}

/// A pipeline over some packs.
///
/// # Panics
/// Where a row of a pack is wrong.
pub(crate) fn pipeline(packs: &[Pack]) -> Pipeline {
    let gazetteer = Gazetteer::load(packs).unwrap_or_else(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", faults.join("\n"))
    });
    Pipeline::new(gazetteer)
}

/// A pack from the text of tables: entities first, further tables under lines `== names`, `== roles` and so on.
///
/// # Panics
/// Where the tables cannot be written or read.
pub(crate) fn pack(tables: &str) -> Pack {
    let folder = tempfile::tempdir().expect("a folder for the pack");
    let mut name = "entities".to_owned();
    let mut table = String::new();
    for line in tables.lines().chain(["== end"]) {
        if let Some(next) = line.strip_prefix("== ") {
            if !table.trim().is_empty() {
                std::fs::write(folder.path().join(format!("{name}.tsv")), &table).expect("a table is written");
            }
            next.trim().clone_into(&mut name);
            table.clear();
        } else {
            table.push_str(line);
            table.push('\n');
        }
    }
    Pack::open(folder.path()).unwrap_or_else(|fault| panic!("{fault}"))
}

/// A document with the date that its text states.
pub(crate) fn document(text: &str) -> Document {
    let date = document_date(text, &zones(text));
    Document { id: "test".into(), text: text.into(), date, ..Document::default() }
}

/// A path below the root of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A file of the repository.
///
/// # Panics
/// Where it cannot be read.
pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below a folder with one of some extensions, by path.
pub(crate) fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let wanted = |path: &Path| path.extension().and_then(|end| end.to_str()).is_some_and(|end| extensions.contains(&end)) && path.is_file();
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| wanted(path))
        .collect();
    files.sort();
    files
}

/// So many cases of a property, or as many as `PROPTEST_CASES` says.
pub(crate) fn cases(number: u32) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    if asked { ProptestConfig::default() } else { ProptestConfig::with_cases(number) }
}

/// What `NISBA_UPDATE` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Update {
    /// Compare.
    No,
    /// Write down what is found today.
    Found,
    /// The same, and note as `FIXME` what the file wanted instead.
    Fixme,
}

/// Reads `NISBA_UPDATE`: `1` rewrites expectations, `fixme` keeps the old ones as notes.
pub(crate) fn update() -> Update {
    match std::env::var("NISBA_UPDATE").as_deref() {
        Ok("fixme") => Update::Fixme,
        Ok("" | "0") | Err(_) => Update::No,
        Ok(_) => Update::Found,
    }
}
