//! The closed word lists that names need: titles, small words, words after a surname that make it a house, kinship.

use crate::gazetteer::{ARTICLES, PARTICLES};
use crate::table;
use crate::text::{Numbered, WordClasses, WordMap, fold};
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
    titles: WordMap<TitleKind>,
    longest_title: usize,
    words: WordClasses,
    /// All words of `words.tsv` with their classes.
    lists: Vec<(&'static str, String)>,
}

/// Classes that the program makes: last words of titles, the words of all classes of `SMALL`, these with the articles of names, articles and particles of
/// names.
const TITLE_END: &str = "title end";
const ANY_SMALL: &str = "any small";
const UNTELLING: &str = "untelling";
const OF_NAMES: &str = "of names";

/// Classes of small words: no part of a name where they begin a sentence.
const SMALL: [&str; 10] =
    ["determiner", "preposition", "conjunction", "pronoun", "auxiliary", "relative", "subordinator", "adverb", "negation", "calendar"];

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    let parse = |text: &'static str| table::parse(text).expect("the built-in tables are checked by tests");
    let (mut titles, mut words, mut longest_title) = (WordMap::default(), WordClasses::default(), 1);
    for row in parse(include_str!("../../gazetteer/language/titles.tsv")).rows() {
        let kind = match row.get("kind") {
            Some("honorific") => TitleKind::Honorific,
            Some("member") => TitleKind::Member,
            _ => TitleKind::Office,
        };
        let title = normalise(row.get("title").unwrap_or_default());
        let end = title.rsplit(' ').next().unwrap_or_default();
        words.insert(TITLE_END, end);
        SPELLINGS.iter().filter(|(_, one)| *one == end).for_each(|(other, _)| words.insert(TITLE_END, *other));
        longest_title = longest_title.max(title.split(' ').count());
        titles.insert(&title, kind);
    }
    let mut lists = Vec::new();
    for row in parse(include_str!("../../gazetteer/language/words.tsv")).rows() {
        let (Some(word), Some(class)) = (row.get("word"), row.get("class")) else { continue };
        let word = fold(word);
        words.insert(class, &word);
        if SMALL.contains(&class) {
            words.insert(ANY_SMALL, &word);
            words.insert(UNTELLING, &word);
        }
        lists.push((class, word));
    }
    for row in parse(include_str!("../../gazetteer/language/name_parts.tsv")).rows() {
        let (Some(word), Some(class @ ("generic" | "legal" | "no-place"))) = (row.get("word"), row.get("class")) else { continue };
        words.insert(class, &fold(word));
    }
    for surname in parse(include_str!("../../gazetteer/language/common_surnames.tsv")).rows().filter_map(|row| row.get("surname")) {
        words.insert("common-surname", &fold(surname));
    }
    for article in ARTICLES {
        words.insert(UNTELLING, article);
    }
    for particle in ARTICLES.into_iter().chain(PARTICLES) {
        words.insert(OF_NAMES, particle);
    }
    Lexicon { titles, longest_title, words, lists }
});

impl Lexicon {
    /// The lists inside the binary.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// What kind of title some folded words are.
    pub fn title(&self, words: impl Numbered) -> Option<TitleKind> {
        self.titles.get(words).copied()
    }

    /// Whether a title may end with a folded word.
    pub(crate) fn may_end_title(&self, word: impl Numbered) -> bool {
        self.words.has(TITLE_END, word)
    }

    /// Words in the longest title.
    pub fn longest_title(&self) -> usize {
        self.longest_title
    }

    /// Whether a folded word belongs to a class of `words.tsv`.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "see `WordClasses::has`")]
    pub fn is(&self, class: &str, word: impl Numbered) -> bool {
        self.words.has(class, word)
    }

    /// The folded words of a class of `words.tsv`, in the order of the table.
    pub fn class(&self, class: &str) -> impl Iterator<Item = &str> {
        self.lists.iter().filter(move |(of, _)| *of == class).map(|(_, word)| word.as_str())
    }

    /// Whether a word says nothing about how a line is written: small words and the articles of names.
    pub(super) fn is_untelling(&self, word: impl Numbered) -> bool {
        self.words.has(UNTELLING, word)
    }

    /// Whether a word may be an article or a particle of a name.
    pub(super) fn may_be_particle(&self, word: impl Numbered) -> bool {
        self.words.has(OF_NAMES, word)
    }

    /// Whether a folded word is one of the small words of English: no part of a name where it begins a sentence.
    pub fn is_small(&self, word: impl Numbered) -> bool {
        self.words.has(ANY_SMALL, word)
    }
}

/// A title as it is compared: folded words, British and American spellings alike.
pub(crate) fn normalise(title: &str) -> String {
    let words = title.split([' ', '-']).map(fold).filter(|word| !word.is_empty());
    words.map(|word| spelling(&word).to_owned()).collect::<Vec<_>>().join(" ")
}

/// Words of titles that have two spellings, with the one that counts.
const SPELLINGS: [(&str, &str); 3] = [("defense", "defence"), ("advisor", "adviser"), ("for", "of")];

/// The one spelling of a title word that has two.
pub(crate) fn spelling(word: &str) -> &str {
    SPELLINGS.iter().find(|(other, _)| *other == word).map_or(word, |(_, one)| one)
}
