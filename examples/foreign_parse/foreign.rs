//! A parser that is another program.

use nisba::relation::parse::Analysis;
use nisba::relation::{Parser, Word};
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Error, Result, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// Asks the program sentence by sentence.
#[derive(Debug)]
pub(crate) struct ForeignParser(Mutex<Talk>);

#[derive(Debug)]
struct Talk {
    /// Waits for the program with the last word.
    _program: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    labels: BTreeSet<&'static str>,
}

/// What the program says of one word.
type Row = (usize, String, String);

impl ForeignParser {
    /// Starts the program with its arguments.
    pub(crate) fn start(command: &[String]) -> Result<Self> {
        let mut program = Command::new(&command[0]).args(&command[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(to), Some(from)) = (program.stdin.take(), program.stdout.take()) else { return Err(Error::other("no pipes")) };
        Ok(Self(Mutex::new(Talk { _program: program, to, from: BufReader::new(from), labels: BTreeSet::new() })))
    }
}

impl Parser for ForeignParser {
    fn parse(&self, words: &[Word<'_>]) -> Vec<Analysis<'static>> {
        let mut talk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        talk.ask(words).unwrap_or_else(|error| panic!("the parser's program: {error}"))
    }
}

impl Talk {
    fn ask(&mut self, words: &[Word<'_>]) -> Result<Vec<Analysis<'static>>> {
        let question: Vec<(&str, bool)> = words.iter().map(|word| (word.form, word.name)).collect();
        writeln!(self.to, "{}", serde_json::to_string(&question)?)?;
        self.to.flush()?;
        let mut answer = String::new();
        self.from.read_line(&mut answer)?;
        let rows = rows(&answer, words.len())?;
        Ok(rows.into_iter().map(|row| self.analysis(row)).collect())
    }

    fn analysis(&mut self, (head, relation, tag): Row) -> Analysis<'static> {
        Analysis { head, relation: self.label(relation), upos: "", xpos: self.label(tag), margin: i32::MAX }
    }

    /// Labels are few, and live as long as the program.
    fn label(&mut self, label: String) -> &'static str {
        if let Some(known) = self.labels.get(label.as_str()) {
            return known;
        }
        let label: &'static str = Box::leak(label.into_boxed_str());
        self.labels.insert(label);
        label
    }
}

/// The rows of an answer to so many words.
fn rows(answer: &str, count: usize) -> Result<Vec<Row>> {
    let rows: Vec<Row> = serde_json::from_str(answer)?;
    if rows.len() != count || rows.iter().any(|(head, ..)| *head > count) {
        return Err(Error::other(format!("no tree of {count} words: {answer}")));
    }
    Ok(rows)
}

#[test]
fn an_answer_has_a_head_among_the_words_for_each_of_them() {
    assert!(rows(r#"[[2, "nsubj", "NNP"], [0, "root", "VBD"]]"#, 2).is_ok());
    assert!(rows(r#"[[0, "root", "NNP"]]"#, 2).is_err(), "one word is missing");
    assert!(rows(r#"[[3, "nsubj", "NNP"], [0, "root", "VBD"]]"#, 2).is_err(), "there is no third word");
}
