//! The style of the repository, where a program can check it.

use crate::support::{files, read, repository};
use nisba::relation::Ontology;
use nisba::table;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A source file has at most so many lines.
const LONGEST: usize = 700;

/// The stages in the order in which they may know each other: each sees those before it.
const ORDER: [&str; 11] = ["error", "table", "document", "text", "gazetteer", "mention", "entity", "relation", "graph", "store", "export"];

/// What looks ahead against the order, with the reason.
const EXCEPTIONS: [(&str, &str, &str); 4] = [
    ("document", "text", "zones and dates are spans, and spans belong to text"),
    ("graph", "pipeline", "a graph is folded from the analyses of a pipeline"),
    ("store", "pipeline", "what a store keeps of a document is taken from its analysis"),
    ("export", "pipeline", "an annotation is written from an analysis"),
];

fn sources() -> Vec<PathBuf> {
    files(&repository("src"), &["rs"])
}

/// Fails with all findings at once.
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// A path as it reads from the root of the repository.
fn shown(path: &Path) -> String {
    path.strip_prefix(repository("")).unwrap_or(path).display().to_string()
}

/// Lines of all sources with their places.
///
/// Files of tests are left out: they may know everything.
fn lines() -> Vec<(String, String)> {
    let numbered = |path: PathBuf| {
        let place = shown(&path);
        let own = read(&path).split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        own.lines().enumerate().map(|(number, line)| (format!("{place}:{}", number + 1), line.to_owned())).collect::<Vec<_>>()
    };
    sources().into_iter().filter(|path| !path.ends_with("tests.rs")).flat_map(numbered).collect()
}

#[test]
fn no_source_file_is_too_long() {
    let long = sources().into_iter().map(|path| (read(&path).lines().count(), path)).filter(|(lines, _)| *lines > LONGEST);
    none(&long.map(|(lines, path)| format!("{}: {lines} lines, more than {LONGEST}", shown(&path))).collect::<Vec<_>>());
}

#[test]
fn every_allowance_has_a_reason() {
    let mut findings = Vec::new();
    for path in sources() {
        let text = read(&path);
        for (at, _) in text.match_indices("#[allow").chain(text.match_indices("#![allow")).chain(text.match_indices("#[expect")) {
            let attribute = text[at..].split_once(")]").map_or(&text[at..], |(attribute, _)| attribute);
            if !attribute.contains("reason = \"") {
                findings.push(format!("{}:{}: {attribute})] without a reason", shown(&path), text[..at].lines().count()));
            }
        }
    }
    none(&findings);
}

#[test]
fn stages_know_only_the_stages_before_them() {
    let place_of = |module: &str| ORDER.iter().position(|stage| *stage == module);
    let mut findings = Vec::new();
    for (place, line) in lines() {
        let module = place.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default().to_owned();
        for used in line.split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let ahead = place_of(&module).zip(place_of(&used)).is_some_and(|(own, other)| other > own);
            let outer = place_of(&module).is_some() && ["pipeline", "cli", "annotation"].contains(&used.as_str());
            if (ahead || outer) && !EXCEPTIONS.iter().any(|(from, to, _)| (*from, *to) == (&module, &used)) {
                findings.push(format!("{place}: {module} may not know {used}"));
            }
            if module != "cli" && module != "main" && used == "cli" {
                findings.push(format!("{place}: nobody knows cli"));
            }
        }
    }
    none(&findings);
}

#[test]
fn only_documents_and_packs_open_files() {
    let openers = [
        "src/document/",
        "src/gazetteer/pack.rs",
        "src/gazetteer/compiled/mod.rs",
        "src/gazetteer/image/bytes.rs",
        "src/gazetteer/image/map.rs",
        "src/compile/",
        "src/cli/",
        "src/store/",
        "src/export/",
        "src/main.rs",
    ];
    let opens =
        |line: &str| [" fs::", "std::fs", "File::open", "std::env::", "SystemTime", "Instant::now"].iter().any(|call| line.contains(call));
    let stages = lines().into_iter().filter(|(place, line)| opens(line) && !openers.iter().any(|opener| place.starts_with(opener)));
    none(&stages.map(|(place, line)| format!("{place}: {}", line.trim())).collect::<Vec<_>>());
}

#[test]
fn nothing_is_left_to_be_done_in_the_sources() {
    let left =
        lines().into_iter().filter(|(_, line)| ["TODO", "FIXME", "XXX", "todo!", "unimplemented!"].iter().any(|mark| line.contains(mark)));
    none(&left.map(|(place, line)| format!("{place}: {}", line.trim())).collect::<Vec<_>>());
}

#[test]
fn no_path_of_one_machine() {
    let machine: Vec<String> = ["work", "home", "root", "Users", "tmp"].iter().map(|folder| format!("/{folder}/")).collect();
    // What npm installs for the page is no part of the repository.
    let installed = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "node_modules");
    let kept = |path: &PathBuf| !path.starts_with(repository("target")) && !path.starts_with(repository(".git")) && !installed(path);
    let texts =
        files(&repository(""), &["rs", "md", "toml", "tsv", "txt", "csv", "json", "yml", "yaml", "sh", "html", "css", "js", "lock"]);
    let mut findings = Vec::new();
    for path in texts.into_iter().filter(kept) {
        let bytes = std::fs::read(&path).expect("a file of the repository is read");
        for (number, line) in String::from_utf8_lossy(&bytes).lines().enumerate() {
            // Web addresses may have such folders.
            let words = line
                .split([' ', '"', '\'', '`', '(', '<', '='])
                .filter(|word| machine.iter().any(|folder| word.starts_with(folder.as_str())));
            findings.extend(words.map(|word| format!("{}:{}: {word}", shown(&path), number + 1)));
        }
    }
    none(&findings);
}

#[test]
fn every_language_table_parses() {
    let mut findings = Vec::new();
    for path in files(&repository("gazetteer"), &["tsv"]) {
        let text = read(&path);
        match table::parse(&text) {
            Err(fault) => findings.push(format!("{}:{fault}", shown(&path))),
            Ok(table) if table.rows().len() == 0 => findings.push(format!("{}: no rows", shown(&path))),
            Ok(_) => {}
        }
    }
    for path in files(&repository("gazetteer"), &["toml"]) {
        if let Err(fault) = Ontology::parse(&read(&path)) {
            findings.push(format!("{}: {fault}", shown(&path)));
        }
    }
    none(&findings);
}

#[test]
fn tables_of_words_have_no_row_twice() {
    let mut findings = Vec::new();
    for path in files(&repository("gazetteer"), &["tsv"]) {
        let mut seen = BTreeSet::new();
        for (number, line) in read(&path).lines().enumerate() {
            if !line.starts_with('#') && !seen.insert(line.to_owned()) {
                findings.push(format!("{}:{}: stands above already: {line}", shown(&path), number + 1));
            }
        }
    }
    none(&findings);
}
