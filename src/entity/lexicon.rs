//! The closed word lists that names need: titles, small words, words after a surname that make it a house, kinship.

use crate::gazetteer::{ARTICLES, PARTICLES};
use crate::table;
use crate::text::{WordSet, fold};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a title says about its bearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleKind {
    /// Holder of a post.
    Office,
    /// A form of address.
    Honorific,
    /// Belongs to a body without leading it.
    Member,
}

/// Word lists, folded.
#[derive(Debug)]
pub struct Lexicon {
    titles: HashMap<String, TitleKind>,
    longest_title: usize,
    words: HashMap<String, HashSet<String>>,
    /// The words of all classes of `SMALL`.
    small: HashSet<String>,
    /// The same with the articles of names.
    untelling: WordSet,
    /// Articles and particles of names.
    particles: WordSet,
    kin: WordSet,
    kin_links: WordSet,
}

/// Classes of small words: no part of a name where they begin a sentence.
const SMALL: [&str; 10] =
    ["determiner", "preposition", "conjunction", "pronoun", "auxiliary", "relative", "subordinator", "adverb", "negation", "calendar"];

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    let parse = |text: &'static str| table::parse(text).expect("the built-in tables are checked by tests");
    let mut titles = HashMap::new();
    for row in parse(include_str!("../../gazetteer/language/titles.tsv")).rows() {
        let kind = match row.get("kind") {
            Some("honorific") => TitleKind::Honorific,
            Some("member") => TitleKind::Member,
            _ => TitleKind::Office,
        };
        titles.insert(normalise(row.get("title").unwrap_or_default()), kind);
    }
    let mut words: HashMap<String, HashSet<String>> = HashMap::new();
    for row in parse(include_str!("../../gazetteer/language/words.tsv")).rows() {
        let (Some(word), Some(class)) = (row.get("word"), row.get("class")) else { continue };
        words.entry(class.to_owned()).or_default().insert(fold(word));
    }
    for row in parse(include_str!("../../gazetteer/language/name_parts.tsv")).rows() {
        let (Some(word), Some(class @ ("generic" | "legal" | "no-place"))) = (row.get("word"), row.get("class")) else { continue };
        words.entry(class.to_owned()).or_default().insert(fold(word));
    }
    let surnames = parse(include_str!("../../gazetteer/language/common_surnames.tsv"));
    words.insert("common-surname".to_owned(), surnames.rows().filter_map(|row| row.get("surname")).map(fold).collect());
    let longest_title = titles.keys().map(|title| title.split(' ').count()).max().unwrap_or(1);
    let small: HashSet<String> = SMALL.iter().filter_map(|class| words.get(*class)).flatten().cloned().collect();
    let class = |class: &str| words.get(class).into_iter().flatten().map(String::as_str).collect();
    let untelling = small.iter().map(String::as_str).chain(ARTICLES.iter().copied()).collect();
    let particles = ARTICLES.iter().chain(&PARTICLES).copied().collect();
    Lexicon { untelling, particles, kin: class("kin"), kin_links: class("kin-link"), titles, longest_title, words, small }
});

impl Lexicon {
    /// The lists inside the binary.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// What kind of title some folded words are.
    pub fn title(&self, words: &str) -> Option<TitleKind> {
        self.titles.get(words).copied()
    }

    /// Words in the longest title.
    pub fn longest_title(&self) -> usize {
        self.longest_title
    }

    /// Whether a folded word belongs to a class of `words.tsv`.
    pub fn is(&self, class: &str, word: &str) -> bool {
        self.words.get(class).is_some_and(|words| words.contains(word))
    }

    /// The folded words of a class of `words.tsv`, in no order.
    pub fn class(&self, class: &str) -> impl Iterator<Item = &str> {
        self.words.get(class).into_iter().flatten().map(String::as_str)
    }

    /// Whether the word of a number says nothing about how a line is written: small words and the articles of names.
    pub(super) fn is_untelling(&self, number: u64) -> bool {
        self.untelling.has(number)
    }

    /// Whether the word of a number may be an article or a particle of a name.
    pub(super) fn may_be_particle(&self, number: u64) -> bool {
        self.particles.has(number)
    }

    /// Whether the word of a number is one of kinship: `father`.
    pub(super) fn is_kin(&self, number: u64) -> bool {
        self.kin.has(number)
    }

    /// Whether the word of a number stands between kin and a name: `of`.
    pub(super) fn is_kin_link(&self, number: u64) -> bool {
        self.kin_links.has(number)
    }

    /// Whether a folded word is one of the small words of English: no part of a name where it begins a sentence.
    pub fn is_small(&self, word: &str) -> bool {
        self.small.contains(word)
    }
}

/// A title as it is compared: folded words, British and American spellings alike.
pub(crate) fn normalise(title: &str) -> String {
    let words = title.split([' ', '-']).map(fold).filter(|word| !word.is_empty());
    words.map(|word| spelling(&word).to_owned()).collect::<Vec<_>>().join(" ")
}

/// The one spelling of a title word that has two.
pub(crate) fn spelling(word: &str) -> &str {
    match word {
        "defense" => "defence",
        "advisor" => "adviser",
        "for" => "of",
        other => other,
    }
}
