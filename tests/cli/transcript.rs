//! Transcripts: Markdown files that say in prose what a command should do, and show it.
//!
//! Each `##` section starts in a new folder that holds a copy of `seeds`. A block ```` ```file NAME ```` is a file in it; a block
//! ```` ```console ```` is a transcript: `$ nisba ...` (with `< FILE` for standard input), what it prints, its standard error with `! `
//! before each line, and the exit status in brackets where it is not 0. A line `...` stands for any lines.
//! `NISBA_UPDATE=1 cargo test --test cli` writes down what the commands print now.

use super::{folder, nisba};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Runs all transcripts.
///
/// # Panics
/// Where a command prints something else, with all the differences.
pub(crate) fn check() {
    let update = std::env::var("NISBA_UPDATE").is_ok_and(|value| !value.is_empty() && value != "0");
    let mut faults = Vec::new();
    let mut paths: Vec<PathBuf> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd"))
        .expect("the transcripts")
        .map(|entry| entry.expect("a transcript").path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let text = fs::read_to_string(&path).expect("a transcript");
        let found = replay(&text, path.file_name().expect("a name").to_string_lossy().as_ref(), &mut faults);
        if update && found != text {
            fs::write(&path, found).expect("the transcript is written");
        }
    }
    assert!(update || faults.is_empty(), "{}", faults.join("\n"));
}

/// The transcript with what the commands print now.
fn replay(text: &str, name: &str, faults: &mut Vec<String>) -> String {
    let mut here = folder();
    let mut found = String::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        found.push_str(line);
        found.push('\n');
        if line.starts_with("## ") {
            here = folder();
        }
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else { continue };
        let block: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        if let Some(file) = kind.strip_prefix("file ") {
            let path = here.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, block.iter().flat_map(|line| [line, "\n"]).collect::<String>()).expect("a file");
            found.extend(block.iter().flat_map(|line| [line, "\n"]));
        } else if kind == "console" {
            for part in commands(&block) {
                let now = perform(part[0], here.path());
                let same = matches(&part[1..], &now);
                if !same {
                    let wanted = part[1..].join("\n");
                    faults.push(format!("{name}:{}: {}\n--- wanted\n{wanted}\n--- found\n{}", number + 1, part[0], now.join("\n")));
                }
                let shown: Vec<&str> = if same { part[1..].to_vec() } else { now.iter().map(String::as_str).collect() };
                found.extend([part[0], "\n"]);
                found.extend(shown.iter().flat_map(|line| [line, "\n"]));
            }
        } else {
            found.extend(block.iter().flat_map(|line| [line, "\n"]));
        }
        found.push_str("```\n");
    }
    found
}

/// The lines of each command.
fn commands<'b>(block: &'b [&'b str]) -> Vec<&'b [&'b str]> {
    let starts: Vec<usize> = (0..block.len()).filter(|place| block[*place].starts_with("$ ")).collect();
    assert!(starts.first() == Some(&0), "a transcript starts with a command: {block:?}");
    let ends = starts.iter().skip(1).copied().chain([block.len()]);
    starts.iter().zip(ends).map(|(start, end)| &block[*start..end]).collect()
}

/// What a command prints, line by line.
fn perform(line: &str, here: &Path) -> Vec<String> {
    let mut words = split(line.trim_start_matches("$ "));
    let mut command = nisba(here);
    if let Some(place) = words.iter().position(|word| word == "<") {
        let input = fs::File::open(here.join(&words[place + 1])).expect("the input of a command");
        command.stdin(input);
        words.drain(place..place + 2);
    } else {
        command.stdin(Stdio::null());
    }
    assert_eq!(words.first().map(String::as_str), Some("nisba"), "{line}");
    let output = command.args(&words[1..]).output().expect("the program runs");
    let mut lines: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    lines.extend(String::from_utf8_lossy(&output.stderr).lines().map(|line| format!("! {line}").trim_end().to_owned()));
    match output.status.code() {
        Some(0) => {}
        Some(status) => lines.push(format!("[{status}]")),
        None => lines.push("[killed]".to_owned()),
    }
    lines
}

/// Words as a shell splits them: at spaces, but not within quotes.
fn split(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for letter in line.chars() {
        match (letter, quote) {
            ('"' | '\'', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (_, Some(open)) if open == letter => quote = None,
            (' ', None) => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// Whether lines are the wanted ones, where `...` stands for any number of lines.
fn matches(wanted: &[&str], found: &[String]) -> bool {
    match (wanted.split_first(), found.split_first()) {
        (None, None) => true,
        (Some((&"...", rest)), _) => (0..=found.len()).any(|skipped| matches(rest, &found[skipped..])),
        (Some((line, wanted)), Some((other, found))) => line == other && matches(wanted, found),
        _ => false,
    }
}
