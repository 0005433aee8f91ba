//! Treebanks in `CoNLL-U`, plain or packed by gzip.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};

/// One word of a treebank.
#[derive(Debug, Clone)]
pub struct Word {
    pub form: String,
    pub upos: String,
    pub xpos: String,
    /// 0 is the root, else the number of the head from 1.
    pub head: usize,
    pub relation: String,
}

pub type Sentence = Vec<Word>;

/// Reads the sentences of a file; empty nodes and the lines of multi-word tokens are left out.
pub fn read(path: &Path) -> io::Result<Vec<Sentence>> {
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        let mut child = Command::new("gzip").arg("-dc").arg(path).stdout(Stdio::piped()).spawn()?;
        child.stdout.take().ok_or_else(|| io::Error::other("no output of gzip"))?.read_to_string(&mut text)?;
        if !child.wait()?.success() {
            return Err(io::Error::other(format!("gzip failed on {}", path.display())));
        }
    } else {
        text = std::fs::read_to_string(path)?;
    }
    let mut sentences = vec![Vec::new()];
    for line in text.lines() {
        if line.is_empty() {
            sentences.push(Vec::new());
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if let [number, form, _, upos, xpos, _, head, relation, ..] = cells[..]
            && number.parse::<usize>().is_ok()
        {
            let head = head.parse().map_err(|_| io::Error::other(format!("{}: a head that is no number: {line}", path.display())))?;
            let word = Word { form: form.into(), upos: upos.into(), xpos: xpos.into(), head, relation: relation.into() };
            sentences.last_mut().expect("there is one from the start").push(word);
        }
    }
    sentences.retain(|sentence: &Sentence| !sentence.is_empty());
    Ok(sentences)
}
