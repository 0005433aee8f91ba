//! The README is true: its commands run, its output is what the program prints, its pack loads.

use super::{folder, nisba};
use std::fs;
use std::path::Path;

fn readme() -> (std::path::PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).expect("the README");
    (path, text)
}

/// What a command prints on standard output, run in the repository.
fn printed(arguments: &[&str]) -> (String, i32) {
    let output = nisba(Path::new(env!("CARGO_MANIFEST_DIR"))).args(arguments).output().expect("the program runs");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code().unwrap_or(-1))
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let (path, text) = readme();
    let head = "$ nisba show seeds al-Shibani\n";
    let start = text.find(head).expect("the README shows one entity") + head.len();
    let end = start + text[start..].find("```").expect("the block ends");
    let (wanted, status) = printed(&["show", "seeds", "al-Shibani"]);
    assert_eq!(status, 0);
    if text[start..end] != wanted {
        assert!(std::env::var_os("NISBA_UPDATE").is_some(), "the README shows something else; NISBA_UPDATE=1 rewrites it. Now:\n{wanted}");
        fs::write(path, format!("{}{wanted}{}", &text[..start], &text[end..])).unwrap();
    }
}

#[test]
fn the_commands_of_the_readme_run() {
    let (_, text) = readme();
    let here = folder();
    let pack = text.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the README shows a pack");
    fs::write(here.path().join("mine.tsv"), pack).unwrap();
    fs::create_dir(here.path().join("articles")).unwrap();
    fs::write(here.path().join("articles/one.txt"), "Alba Moreno met the Harbour Union. Moreno praised the HU.\n").unwrap();
    let shown = text.lines().filter_map(|line| line.strip_prefix("$ nisba ").or_else(|| line.strip_prefix("$ cargo run --release -- ")));
    let table = text.lines().filter_map(|line| line.strip_prefix("| `nisba ")?.split('`').next());
    let commands: Vec<&str> = shown.chain(table).collect();
    assert!(commands.len() >= 11, "the README has lost its commands: {commands:?}");
    for command in commands {
        let output = nisba(here.path()).args(command.split(' ')).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
