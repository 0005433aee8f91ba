//! Names of organisations: legal forms come and go, words of the language are spelled in one way, and nothing else may be missing.

use super::costs::Sound;
use super::score::{Score, likeness};
use super::sounds::sounds;
use crate::table::{self, TableFault};
use crate::text::{WordMap, WordSet};
use std::sync::LazyLock;

/// A word that is spelled otherwise has to be as likely as this.
const ENOUGH_FOR_WORD: i32 = 150;
/// The same where another word of the name itself is there, letter by letter.
const ENOUGH_BESIDE_ANOTHER: i32 = 60;
/// As likely as an identical word makes it.
const IDENTICAL: i32 = 500;
/// Something is missing, or the legal forms contradict each other.
const OTHER: i32 = -300;
/// Longest row of words that are one legal form.
const LONGEST_FORM: usize = 6;

/// What the table says of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    /// A legal form.
    Legal(String),
    /// A word of the language, as it is counted.
    Word(String),
    /// A number in words, in digits.
    Number(String),
    /// Says nothing.
    Empty,
}

const TABLE: &str = include_str!("../../../gazetteer/language/organizations.tsv");

static WORDS: LazyLock<WordMap<Entry>> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the table is part of the program and a test reads it")]
    parse(TABLE).expect("the built-in table of words is checked by tests")
});

fn parse(text: &str) -> Result<WordMap<Entry>, TableFault> {
    let table = table::parse(text)?;
    table.require(&["word", "kind", "as"])?;
    let mut words = WordMap::default();
    for row in table.rows() {
        let word = row.get("word").unwrap_or_default().to_owned();
        let counted = row.get("as").unwrap_or_default().to_owned();
        let entry = match row.get("kind") {
            Some("legal") => Entry::Legal(counted),
            Some("same") => Entry::Word(counted),
            Some("word") => Entry::Word(word.clone()),
            Some("number") => Entry::Number(counted),
            Some("empty") => Entry::Empty,
            _ => return Err(row.fault("kind", "neither legal, same, word, number nor empty")),
        };
        words.insert(&word, entry);
    }
    Ok(words)
}

/// Whether a word is one that names of organisations have.
pub(super) fn is_word(word: &str) -> bool {
    matches!(WORDS.get(word), Some(Entry::Word(_))) || (word.len() > 2 && matches!(WORDS.get(word), Some(Entry::Legal(_))))
}

/// A name without what says nothing.
#[derive(Debug)]
pub(super) struct Body {
    /// The legal forms, without the general ones.
    legal: Vec<String>,
    words: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    text: String,
    sounds: Vec<Sound>,
    /// Spelled in one way only.
    fixed: bool,
}

impl Body {
    /// Takes the folded words of a name apart.
    pub(super) fn new(words: &[&str]) -> Self {
        let words = together(words.iter().copied().filter(|word| !matches!(*word, "and" | "und" | "et")));
        let mut body = Self { legal: Vec::new(), words: Vec::new() };
        let mut at = 0;
        while at < words.len() {
            let longest = if FORMS.has(&words[at]) { LONGEST_FORM.min(words.len() - at) } else { 1 };
            let form = (1..=longest).rev().find_map(|count| match WORDS.get(&words[at..at + count].join(" ")) {
                Some(Entry::Legal(form)) => Some((form, count)),
                _ => None,
            });
            if let Some((form, count)) = form.filter(|_| at > 0 || words.len() > 1) {
                if form != "company" && !body.legal.contains(form) {
                    body.legal.push(form.clone());
                }
                at += count;
                continue;
            }
            let word = &words[at];
            at += 1;
            match WORDS.get(word) {
                Some(Entry::Empty) if words.len() > 1 => {}
                Some(Entry::Word(counted) | Entry::Number(counted)) => body.push(counted, true),
                _ => body.push(word, is_fixed(word)),
            }
        }
        body.legal.sort_unstable();
        body
    }

    /// The words that count.
    pub(super) fn texts(&self) -> Vec<String> {
        self.words.iter().map(|part| part.text.clone()).collect()
    }

    /// The two words by which the name is found: those that are its own, otherwise those of the language.
    pub(super) fn telling(&self) -> [Option<&str>; 2] {
        let mut own = self.words.iter().filter(|part| !part.fixed).map(|part| part.text.as_str());
        let mut fixed = self.words.iter().filter(|part| part.fixed).map(|part| part.text.as_str());
        let first = own.next();
        let last = own.next_back().or_else(|| fixed.next());
        match (first, last) {
            (None, last) => [last, fixed.next_back()],
            both => [both.0, both.1],
        }
    }

    fn push(&mut self, text: &str, fixed: bool) {
        let text = singular(text);
        self.words.push(Part { sounds: sounds(&text), text, fixed });
    }
}

/// What [`Body::telling`] gives for words of which the table says nothing, as most do; nothing where it may say something.
pub(super) fn telling<'w>(words: &[&'w str]) -> Option<[Option<&'w str>; 2]> {
    let spoken_of = |word: &&str| {
        word.chars().nth(1).is_none()
            || word.ends_with("ies")
            || matches!(*word, "and" | "und" | "et")
            || WORDS.has(*word)
            || FORMS.has(*word)
    };
    if words.iter().any(spoken_of) {
        return None;
    }
    let singular = |word: &&'w str| word.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with('s')).unwrap_or(word);
    let is_own = |word: &&&str| !is_fixed(word);
    let mut own = words.iter().filter(is_own).map(singular);
    let mut fixed = words.iter().filter(|word| is_fixed(word)).map(singular);
    Some(match (own.next(), own.next_back()) {
        (None, _) => [fixed.next(), fixed.next_back()],
        (first, last) => [first, last.or_else(|| fixed.next())],
    })
}

/// How a word of a name of several tells a body from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// It is the body's own.
    Own,
    /// It is one of the language.
    Fixed,
    /// Not at all.
    Never,
}

/// How a word tells a body from others, and as what it counts, unless it makes one legal form with the words after it, see [`begins_form`].
pub(super) fn telling_of(word: &str) -> (Telling, String) {
    match WORDS.get(word) {
        _ if matches!(word, "and" | "und" | "et") => (Telling::Never, String::new()),
        Some(Entry::Legal(_) | Entry::Empty) => (Telling::Never, String::new()),
        Some(Entry::Word(counted) | Entry::Number(counted)) => (Telling::Fixed, singular(counted)),
        None => (if is_fixed(word) { Telling::Fixed } else { Telling::Own }, singular(word)),
    }
}

/// Whether a legal form of several words may begin with a word, or the word is none to a body.
pub(super) fn begins_form(word: &str) -> bool {
    FORMS.has(word)
}

/// The first words of legal forms of several words.
static FORMS: LazyLock<WordSet> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the table is part of the program and a test reads it")]
    let table = table::parse(TABLE).expect("the built-in table of words is checked by tests");
    table.rows().filter_map(|row| row.get("word")?.split_once(' ')).map(|(first, _)| first).collect()
});

/// Whether a word of which the table says nothing is spelled in one way only.
fn is_fixed(word: &str) -> bool {
    word.len() <= 3 || word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Guards and guard, industries and industry are one word.
fn singular(word: &str) -> String {
    match word.strip_suffix("ies").filter(|stem| stem.len() > 3) {
        Some(stem) => format!("{stem}y"),
        None => word.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with('s')).unwrap_or(word).to_owned(),
    }
}

/// Letters of an abbreviation that stand apart (L. L. C.) are one word.
fn together<'w>(words: impl Iterator<Item = &'w str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut letters = false;
    for word in words {
        let letter = word.chars().count() == 1 && !word.starts_with(|first: char| first.is_ascii_digit());
        match out.last_mut() {
            Some(last) if letter && letters => last.push_str(word),
            _ => out.push(word.to_owned()),
        }
        letters = letter;
    }
    out
}

/// The score of two names of organisations.
pub(super) fn names(one: &Body, other: &Body) -> Score {
    let contradict = !one.legal.is_empty() && !other.legal.is_empty() && one.legal != other.legal;
    if one.words.len() != other.words.len() || one.words.is_empty() || contradict {
        return Score::bare(OTHER, "other-words");
    }
    let scores: Vec<i32> = one.words.iter().zip(&other.words).map(|(a, b)| part(a, b)).collect();
    let itself = |(score, part): (&i32, &Part)| *score == IDENTICAL && !part.fixed;
    let enough = if scores.iter().zip(&one.words).any(itself) { ENOUGH_BESIDE_ANOTHER } else { ENOUGH_FOR_WORD };
    match scores.iter().min() {
        Some(&IDENTICAL) => Score::bare(IDENTICAL, "same-words"),
        Some(&weakest) if weakest >= enough => Score::bare(weakest, "spelling"),
        _ if turned(one, other) => Score::bare(IDENTICAL / 2, "other-order"),
        Some(&weakest) => Score::bare(weakest.min(0) + OTHER / 10, "other-words"),
        None => Score::bare(OTHER, "other-words"),
    }
}

/// How each word of one is read as one of the other, in their order.
pub(super) fn readings(one: &Body, other: &Body) -> Vec<(String, String, i32)> {
    one.words.iter().zip(&other.words).map(|(a, b)| (a.text.clone(), b.text.clone(), part(a, b))).collect()
}

fn part(a: &Part, b: &Part) -> i32 {
    match () {
        () if a.text == b.text => IDENTICAL,
        () if a.fixed || b.fixed => OTHER,
        () => likeness(&a.sounds, &b.sounds),
    }
}

/// Whether all words of one are those of the other: Bank Ansar, Ansar Bank.
fn turned(one: &Body, other: &Body) -> bool {
    let sorted = |body: &Body| {
        let mut words: Vec<String> = body.words.iter().map(|part| part.text.clone()).collect();
        words.sort_unstable();
        words
    };
    sorted(one) == sorted(other)
}
