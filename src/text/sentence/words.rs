//! Abbreviations and the words that decide where a sentence ends, from `gazetteer/language/`.

use std::sync::LazyLock;

use crate::table;
use crate::text::WordMap;

/// What follows an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A name: the stop never ends a sentence.
    Title,
    /// The rest of the sentence.
    Inner,
    /// A number.
    Number,
    /// A day or a year, or the end.
    Month,
    /// Anything: the stop ends a sentence only before a word that starts sentences.
    Open,
}

/// The tables. Words stand in them as they are written, not folded.
pub(super) struct Words {
    abbreviations: WordMap<Abbreviation>,
    words: WordMap<u8>,
}

const STARTER: u8 = 1;
const SPEECH: u8 = 2;
const LAST: u8 = 4;
const PART: u8 = 8;
const FIRST: u8 = 16;

/// Longer words are no abbreviations.
const LONGEST: usize = 16;

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new().expect("the tables of the language are checked by a test"));

impl Words {
    pub(super) fn new() -> Result<Self, String> {
        let mut abbreviations = WordMap::default();
        let table = table::parse(include_str!("../../../gazetteer/language/abbreviations.tsv")).map_err(|fault| fault.to_string())?;
        for row in table.rows() {
            let kind = match row.get("kind") {
                Some("title") => Abbreviation::Title,
                Some("inner") => Abbreviation::Inner,
                Some("number") => Abbreviation::Number,
                Some("month") => Abbreviation::Month,
                Some("country" | "other") => Abbreviation::Open,
                _ => return Err(row.fault("kind", "unknown kind").to_string()),
            };
            let word = row.get("abbreviation").filter(|word| word.ends_with('.') && word.len() <= LONGEST);
            let word = word.ok_or_else(|| row.fault("abbreviation", "no abbreviation that ends in a full stop").to_string())?;
            if abbreviations.has(word) {
                return Err(row.fault("abbreviation", "stands twice").to_string());
            }
            abbreviations.insert(word, kind);
        }
        let mut words: WordMap<u8> = WordMap::default();
        let table = table::parse(include_str!("../../../gazetteer/language/sentence_words.tsv")).map_err(|fault| fault.to_string())?;
        for row in table.rows() {
            let kind = match row.get("kind") {
                Some("starter") => STARTER,
                Some("speech") => SPEECH,
                Some("last") => LAST,
                Some("part") => PART,
                Some("first") => FIRST,
                _ => return Err(row.fault("kind", "unknown kind").to_string()),
            };
            let word = row.get("word").ok_or_else(|| row.fault("word", "no word").to_string())?;
            *words.entry(word) |= kind;
        }
        Ok(Self { abbreviations, words })
    }

    /// What follows a word that ends in a full stop, where it is an abbreviation: listed as it stands, or in capitals, or with its last part
    /// behind a hyphen, or dotted letters.
    pub(super) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        if word.len() > 2 * LONGEST {
            return None;
        }
        let listed = |word: &str| self.abbreviations.get(word).copied();
        let capitals = |word: &str| {
            let mut chars = word.chars();
            let first = chars.next().filter(char::is_ascii_uppercase)?;
            let rest = chars.as_str();
            let shouted = rest.len() > 2 && rest.chars().all(|c| c.is_ascii_uppercase() || c == '.');
            shouted.then(|| listed(&format!("{first}{}", rest.to_ascii_lowercase()))).flatten()
        };
        let tail = word.rsplit_once('-').map(|(_, tail)| tail);
        listed(word)
            .or_else(|| capitals(word))
            .or_else(|| tail.and_then(|tail| listed(tail).filter(|kind| *kind == Abbreviation::Title)))
            .or_else(|| is_dotted(word).then_some(Abbreviation::Open))
    }

    fn is(&self, word: &str, kind: u8) -> bool {
        self.words.get(word).is_some_and(|kinds| kinds & kind != 0)
    }

    /// Whether a word begins a sentence even after an abbreviation.
    pub(super) fn is_starter(&self, word: &str) -> bool {
        self.is(word, STARTER)
    }

    /// Whether a word reports speech.
    pub(super) fn is_speech(&self, word: &str) -> bool {
        self.is(word, SPEECH)
    }

    /// Whether a sentence that ends in a word goes on in any next paragraph.
    pub(super) fn is_last(&self, word: &str) -> bool {
        self.is(word, LAST)
    }

    /// Whether a word is the first half of a title.
    pub(super) fn is_part(&self, word: &str) -> bool {
        self.is(word, PART | LAST)
    }

    /// Whether a word is the second half of a title.
    pub(super) fn is_first(&self, word: &str) -> bool {
        self.is(word, FIRST)
    }
}

/// Letters with a full stop behind each: `J.`, `U.A.E.`, `p.k.k.`; a single small letter is none.
fn is_dotted(word: &str) -> bool {
    let mut letters = 0;
    for pair in word.split_inclusive('.') {
        let mut chars = pair.chars();
        if !(chars.next().is_some_and(char::is_alphabetic) && chars.as_str() == ".") {
            return false;
        }
        letters += 1;
    }
    letters > 1 || word.starts_with(char::is_uppercase)
}

/// A name with an article in small letters, as `al-Brandt`: it may start a sentence.
pub(super) fn is_article_name(word: &str) -> bool {
    let Some((article, name)) = word.split_once(['-', '\'', '’']) else { return false };
    (1..=4).contains(&article.len()) && article.bytes().all(|b| b.is_ascii_lowercase()) && name.starts_with(char::is_uppercase)
}
