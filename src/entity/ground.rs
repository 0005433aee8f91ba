//! What the words around a name say before anybody asks whom it means: does it stand as a place, as somebody's surname, in the name of a street?
//!
//! One survey of the document counts both senses of each name, because a later `Mason said` follows the earlier `Ellen Mason`, and a headline
//! without a preposition follows the `in Mason` of the article.

use super::cues;
use super::lexicon::Lexicon;
use super::listed::Listed;
use super::region;
use super::resolve::Pass;
use super::spellings::Spellings;
use crate::gazetteer::{EntityKind, Gazetteer, NameKind};
use crate::mention::{Scanned, Spot};
use crate::table;
use crate::text::{Folded, Numbered, Shape, Token, TokenKind, WordClasses, WordMap, WordSet, mix_hashes};
use std::cell::RefCell;
use std::sync::LazyLock;

/// Words of `places.tsv` by class.
static WORDS: LazyLock<WordClasses> = LazyLock::new(|| {
    let table = table::parse(include_str!("../../gazetteer/language/places.tsv")).expect("the built-in tables are checked by tests");
    let mut words = WordClasses::default();
    for row in table.rows() {
        if let (Some(word), Some(class)) = (row.get("word"), row.get("class")) {
            words.insert(class, word);
        }
    }
    words
});

/// Common given names.
static FIRST_NAMES: LazyLock<WordSet> = LazyLock::new(|| {
    let table = table::parse(include_str!("../../gazetteer/language/first_names.tsv")).expect("the built-in tables are checked by tests");
    table.rows().filter_map(|row| row.get("name")).collect()
});

/// Common words that are names of places too.
static COMMON: LazyLock<WordSet> = LazyLock::new(|| {
    let table = table::parse(include_str!("../../gazetteer/language/common_words.tsv")).expect("the built-in tables are checked by tests");
    table.rows().filter_map(|row| row.get("word")).collect()
});

/// Whether a folded word belongs to a class of `places.tsv`.
pub(super) fn is(class: &str, word: impl Numbered) -> bool {
    WORDS.has(class, word)
}

/// As what a name stands at one place of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Where only a place stands: `in Mason`, `Mason County`, `Mason, Ohio`.
    Place,
    /// As a surname, or as a given name: `Ellen Mason`, `Mayor Mason`, `Mason Keller`.
    Person,
    /// As part of the name of a street: `Mason Road`.
    Street,
    /// Beside another capitalised word: `Westfield Mason`, `Mason Industries`.
    Part,
    /// Nothing of the kind.
    Plain,
}

/// Which names a document uses as those of places and of persons, by the numbers of their words.
#[derive(Debug, Default)]
pub(super) struct Ground {
    places: WordSet,
    persons: WordSet,
    /// As what each spot stands, sentence by sentence; plain where no name is that of a place.
    standings: Vec<Standing>,
    /// Where those of each sentence end.
    ends: Vec<usize>,
}

impl Ground {
    /// Looks at every listed name of a document that may be a place. `capitals`: sentences in which capitals say nothing.
    pub(super) fn survey(gazetteer: &Gazetteer, spellings: &Spellings, text: &str, scanned: &[Scanned], capitals: &[bool]) -> Self {
        let mut ground = Self::default();
        // One after the other, so that memory is waited for once.
        let of_place = |name| spellings.listed(gazetteer, name).may_be_place();
        let hits = scanned.iter().flat_map(|scanned| &scanned.hits);
        let may_be_place: Vec<bool> = hits.map(|hit| hit.entry.name().is_some_and(of_place)).collect();
        let mut rest = &may_be_place[..];
        for (scanned, capitals) in scanned.iter().zip(capitals) {
            for spot in scanned.spots() {
                let (own, others) = rest.split_at(spot.n_listed());
                rest = others;
                let standing = if own.contains(&true) { standing(gazetteer, text, scanned, spot, *capitals) } else { Standing::Plain };
                match standing {
                    Standing::Place => ground.places.insert(number(scanned, spot)),
                    Standing::Person => ground.persons.insert(number(scanned, spot)),
                    _ => {}
                }
                ground.standings.push(standing);
            }
            ground.ends.push(ground.standings.len());
        }
        ground
    }

    /// The spots of a sentence with as what each stands.
    pub(super) fn spots<'s>(&self, sentence: usize, scanned: &'s Scanned) -> impl Iterator<Item = (Spot<'s>, Standing)> {
        let start = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        scanned.spots().zip(self.standings[start..self.ends[sentence]].iter().copied())
    }

    /// Whether the document has the words of a spot as a place somewhere.
    pub(super) fn is_place(&self, scanned: &Scanned, spot: Spot) -> bool {
        self.places.has(number(scanned, spot))
    }

    /// Whether the document has the words of a spot as a person's name somewhere.
    pub(super) fn is_person(&self, scanned: &Scanned, spot: Spot) -> bool {
        self.persons.has(number(scanned, spot))
    }
}

/// Kinds that rules for places look at: what a pack says nothing about may be a place too.
pub(super) fn may_be_place(kind: EntityKind) -> bool {
    kind.is_location() || kind == EntityKind::Other
}

/// One number for the words of a spot.
fn number(scanned: &Scanned, spot: Spot) -> u64 {
    scanned.tokens[spot.first..=spot.last].iter().fold(0, |number, token| mix_hashes(number, token.hash))
}

fn key(text: &str, scanned: &Scanned, spot: Spot) -> String {
    (spot.first..=spot.last)
        .map(|token| scanned.folded(text, token))
        .fold(String::new(), |key, word| if key.is_empty() { word.as_str().to_owned() } else { key + " " + &word })
}

/// As what the words of a spot stand here.
fn standing(gazetteer: &Gazetteer, text: &str, scanned: &Scanned, spot: Spot, capitals: bool) -> Standing {
    let around = Around { gazetteer, text, scanned, spot };
    let (before, after) = (around.before(), around.after());
    let capital = |token: usize| !capitals && scanned.tokens[token].capitalised();
    if let Some(next) = after {
        let word = scanned.number(next);
        if capital(next) && is("street", word) && !region::is_region_name(&key(text, scanned, spot)) {
            return Standing::Street;
        }
        if is("kind", word) {
            return Standing::Place;
        }
    }
    if around.has_container() || around.is_container() {
        return Standing::Place;
    }
    let single = spot.first == spot.last;
    if single
        && let Some(before) = before
        && capital(before)
        && !is("before", scanned.number(before))
        && around.is_first_name(before)
    {
        return Standing::Person;
    }
    if single && around.after_initial_or_title() {
        return Standing::Person;
    }
    let named_next = after.is_some_and(|next| capital(next) && around.is_unknown(next));
    if single && named_next && !capitals && is_first_name(scanned.number(spot.first)) {
        return Standing::Person;
    }
    if named_next {
        return Standing::Part;
    }
    if around.after_preposition() {
        return Standing::Place;
    }
    if before.is_some_and(|before| capital(before) && around.is_unknown(before) && before > 0 && !is("before", scanned.number(before))) {
        return Standing::Part;
    }
    Standing::Plain
}

/// A spot and its neighbours.
struct Around<'a> {
    gazetteer: &'a Gazetteer,
    text: &'a str,
    scanned: &'a Scanned,
    spot: Spot<'a>,
}

impl Around<'_> {
    fn word(&self, token: usize) -> Folded {
        self.scanned.folded(self.text, token)
    }

    /// The word before, with nothing but a space between.
    fn before(&self) -> Option<usize> {
        let before = self.spot.first.checked_sub(1)?;
        (self.scanned.tokens[before].kind != TokenKind::Punct && self.scanned.gap_after(self.text, before) == " ").then_some(before)
    }

    /// The word after, with nothing but a space between.
    fn after(&self) -> Option<usize> {
        let (last, next) = (self.spot.last, self.spot.last + 1);
        let follows = self.scanned.tokens.get(next).is_some_and(|token| token.kind != TokenKind::Punct);
        (follows && !self.scanned.tokens[last].possessive() && self.scanned.gap_after(self.text, last) == " ").then_some(next)
    }

    /// A capitalised word that is no small word, no title and no word of time.
    fn is_unknown(&self, token: usize) -> bool {
        let (lexicon, word) = (Lexicon::built_in(), self.scanned.number(token));
        self.scanned.tokens[token].capitalised() && !lexicon.is_small(word) && !lexicon.is("calendar", word)
    }

    /// `Dover, Del.`, `Paris, Texas`.
    fn has_container(&self) -> bool {
        let comma = self.spot.last + 1;
        if self.scanned.word(self.text, comma) != "," || self.scanned.tokens.get(comma + 1).is_none() {
            return false;
        }
        region::abbreviation_at(self.text, self.scanned, comma + 1).is_some()
            || region::is_region_name(&format!("{} {}", self.word(comma + 1), self.word(comma + 2)))
            || region::is_region_name(&self.word(comma + 1))
    }

    /// `Dover, Delaware`, `D-Dover`.
    fn is_container(&self) -> bool {
        let Some(before) = self.spot.first.checked_sub(2) else { return false };
        match self.scanned.word(self.text, before + 1) {
            "," => self.scanned.tokens[before].capitalised() && region::is_region_name(&key(self.text, self.scanned, self.spot)),
            "-" => matches!(self.scanned.word(self.text, before), "R" | "D"),
            _ => false,
        }
    }

    /// `in Dover`, `near downtown Dover`, `In Dover`.
    fn after_preposition(&self) -> bool {
        let mut before = self.spot.first;
        for _ in 0..3 {
            let Some(previous) = before.checked_sub(1) else { return false };
            if self.scanned.gap_after(self.text, previous).is_empty() {
                return false;
            }
            let word = self.scanned.number(previous);
            let of = || self.scanned.word(self.text, previous).eq_ignore_ascii_case("of");
            let compass = previous > 0 && is("side", self.scanned.number(previous - 1)) && of();
            if is("at", word) || compass {
                return true;
            }
            if !is("side", word) {
                return false;
            }
            before = previous;
        }
        false
    }

    /// `J. Mason`, `Mayor Mason`, `Sgt. Mason`, `Ms Mason`.
    fn after_initial_or_title(&self) -> bool {
        let Some(mut before) = self.spot.first.checked_sub(1) else { return false };
        let dot = self.scanned.word(self.text, before) == ".";
        if dot {
            let Some(further) = before.checked_sub(1) else { return false };
            before = further;
        }
        let token: &Token = &self.scanned.tokens[before];
        let letters = token.span.of(self.text);
        let initial = token.shape == Shape::Capital && letters.chars().count() == 1 && dot
            || letters.ends_with('.')
                && letters.chars().count() <= 5
                && token.shape == Shape::Upper
                && before > 0
                && self.is_first_name(before - 1);
        let title = token.capitalised() && Lexicon::built_in().title(self.scanned.number(before)).is_some();
        initial || title && !self.after().is_some_and(|next| self.is_unknown(next))
    }

    fn is_first_name(&self, token: usize) -> bool {
        let word = self.word(token);
        is_first_name(&word) || self.gazetteer.is_given_name(&word)
    }
}

/// Whether a name cannot be meant by the words of a spot, whatever else speaks for it: they are part of another name, or a word of English. `here` is as what
/// the words stand there.
pub(super) fn rules_out(pass: &Pass, sentence: usize, spot: Spot, name: Listed, here: Standing) -> bool {
    if !name.may_be_place() {
        return false;
    }
    let (scanned, untyped) = (&pass.scanned[sentence], name.is_untyped());
    // `Yale` after Yale University is no hamlet.
    if untyped
        && spot.first == spot.last
        && name.is_of_vast_source()
        && !pass.words.is_empty()
        && pass.words.contains(&*scanned.folded(pass.text, spot.first))
        && !pass.ground.is_place(scanned, spot)
    {
        return true;
    }
    // Every airport has a code, and so has everything else.
    if name.kind == NameKind::Acronym && !name.is_country() && name.is_code() {
        return name.is_of_vast_source() && !pass.named.contains(name.entity);
    }
    // Weak names, demonyms and the like have rules of their own.
    if !name.kind.is_full() {
        return false;
    }
    let alias = name.is_alias();
    if !name.has_letters() && alias {
        return true;
    }
    // Where a row of a vast list does not say what it is about, most hits of its names are words of other things.
    let listless = untyped && name.is_of_vast_source();
    if spot.first < spot.last {
        let ordinary = || (spot.first..=spot.last).all(|token| is_ordinary(pass, scanned, token));
        return listless && (alias || ordinary()) && !pass.named.contains(name.entity) && !pass.ground.is_place(scanned, spot);
    }
    let token = &scanned.tokens[spot.first];
    if token.shape == Shape::Lower && name.begins_with_capital() {
        return true;
    }
    let in_capitals = pass.in_capitals(sentence);
    let capitals = name.is_in_capitals();
    let code = capitals && name.is_short() && alias;
    let shouted = || in_capitals && !scanned.sentence.span.of(pass.text).chars().any(char::is_lowercase);
    let named = pass.named.contains(name.entity);
    let ordinary = || is_ordinary(pass, scanned, spot.first);
    if listless && !named && (code || ordinary()) {
        return true;
    }
    if capitals && token.shape == Shape::Upper && (!alias || !shouted()) {
        return false;
    }
    if code && (token.shape != Shape::Upper || ordinary()) {
        return true;
    }
    // What a list of the world's spellings writes small is a name all the same.
    if name.is_small() && (!token.capitalised() || in_capitals) {
        return true;
    }
    // At the start of a sentence and in a headline any word has a capital; beside another one it may belong to that.
    let plain = here == Standing::Plain && spot.first > 0 && !in_capitals;
    let country = name.is_country();
    let unlikely = pass.is_ordinary(token.hash) || !country && (ordinary() || is_first_name(token.hash)) && (!plain || alias);
    if untyped && !alias {
        // A list without types may hold anything, words of English too: only the name of a place can be told from them.
        if !name.canonical_begins_with_capital() || Lexicon::built_in().title(token.hash).is_some() {
            return false;
        }
        if listless && here != Standing::Place && !named && !pass.ground.is_place(scanned, spot) {
            return true;
        }
        let borne = pass.ground.is_person(scanned, spot) && !pass.ground.is_place(scanned, spot);
        let part = borne || matches!(here, Standing::Part | Standing::Person | Standing::Street);
        return Lexicon::built_in().is_small(token.hash) || part && !named || unlikely && !plain;
    }
    if listless && here != Standing::Place && !named && !pass.ground.is_place(scanned, spot) {
        return true;
    }
    match here {
        Standing::Street | Standing::Person => return true,
        Standing::Place => return alias && ordinary(),
        Standing::Part | Standing::Plain => {}
    }
    if pass.ground.is_place(scanned, spot) {
        return spot.first == 0 && here == Standing::Plain && !country && ordinary();
    }
    let borne = pass.ground.is_person(scanned, spot);
    let short = || scanned.folded(pass.text, spot.first).chars().count() <= 3;
    borne && !country || unlikely && (alias || !named) || untyped && alias && !named && (short() || in_capitals || here == Standing::Part)
}

/// Words of which it is kept whether they are of English; where there are more, they begin anew.
const MOST_KNOWN: usize = 1 << 14;

/// Whether a token is a word of English rather than a name: a small word, a verb, a title, a noun of the tables.
fn is_ordinary(pass: &Pass, scanned: &Scanned, token: usize) -> bool {
    thread_local! {
        static KNOWN: RefCell<WordMap<bool>> = RefCell::default();
    }
    let number = scanned.number(token);
    KNOWN.with_borrow_mut(|known| {
        if let Some(is_ordinary) = known.get(number) {
            return *is_ordinary;
        }
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        let is_ordinary = is_ordinary_word(&scanned.folded(pass.text, token));
        known.insert(number, is_ordinary);
        is_ordinary
    })
}

/// The same of a folded word.
fn is_ordinary_word(word: &str) -> bool {
    let lexicon = Lexicon::built_in();
    COMMON.has(word)
        || word.strip_suffix('s').is_some_and(|word| COMMON.has(word))
        || lexicon.is_small(word)
        || lexicon.title(word).is_some()
        || ["kin", "common", "goods", "place-noun", "rank"].iter().any(|class| lexicon.is(class, word))
        || cues::is_verb(word)
        || is("street", word)
        || is("kind", word)
        || is("side", word)
}

/// Whether a folded word is a common given name.
pub(super) fn is_first_name(word: impl Numbered) -> bool {
    FIRST_NAMES.has(word)
}
