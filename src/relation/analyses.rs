//! Which analyses of a sentence the rules read. The program reads both of its own; others can be put in their place to compare them.

use super::parse::feature::NAME;
use super::parse::{self, Analysis};
use std::fmt::Debug;

/// A word of a sentence as a parser is given it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// As it is written; all words of a name, with its title, are one word.
    pub form: &'a str,
    /// Whether it is a name.
    pub name: bool,
}

/// Gives sentences their trees in Universal Dependencies, with parts of speech of the Penn Treebank.
pub trait Parser: Debug + Send + Sync {
    /// One analysis for each word. A head beyond the words is none; [`Analysis::upos`] is not read.
    fn parse(&self, words: &[Word<'_>]) -> Vec<Analysis<'static>>;
}

/// The parser that is part of the program. All names look alike to it, and headlines like other sentences.
#[derive(Debug, Clone, Copy)]
pub struct BuiltInParser;

impl Parser for BuiltInParser {
    fn parse(&self, words: &[Word<'_>]) -> Vec<Analysis<'static>> {
        let lower = if headline(words) { words.iter().map(|word| word.form.to_lowercase()).collect() } else { Vec::new() };
        let written = |place: usize| lower.get(place).map_or(words[place].form, String::as_str);
        let forms: Vec<&str> = words.iter().enumerate().map(|(place, word)| if word.name { NAME } else { written(place) }).collect();
        parse::parse(parse::english(), &forms)
    }
}

/// Whether a sentence capitalises its words as headlines do; its names are one word each and look the same in all sentences.
fn headline(words: &[Word]) -> bool {
    let long = words.iter().filter(|word| !word.name && word.form.len() > 3 && word.form.chars().all(char::is_alphabetic));
    let (capital, small): (Vec<&Word>, Vec<&Word>) = long.partition(|word| word.form.starts_with(char::is_uppercase));
    capital.len() > 2 && capital.len() > 4 * small.len()
}

/// The analyses that give evidence; by default both.
#[derive(Debug)]
pub struct Analyses {
    /// Whether the cascade over phrases is one of them.
    pub cascade: bool,
    /// Whose trees are the other.
    pub parser: Option<Box<dyn Parser>>,
}

impl Default for Analyses {
    fn default() -> Self {
        Self { cascade: true, parser: Some(Box::new(BuiltInParser)) }
    }
}
