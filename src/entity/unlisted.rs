//! Names that look like those of entities and that nothing lists: runs of capitalised words that no mention covers.
//!
//! A capital says nothing at the beginning of a sentence, in a headline, and on titles, months and the like; what is left after these are
//! taken away is offered to people, who know better. Nothing here ever becomes a node.

use super::ground::is_first_name;
use super::lexicon::Lexicon;
use super::resolve::mostly_capitals;
use crate::document::ZoneKind;
use crate::gazetteer::{EntityKind, is_ordinary};
use crate::mention::{Ambiguous, Mention, MentionKind};
use crate::text::{Folded, Sentence, Shape, Span, Token, TokenKind, WordSet, begins, tokenize};
use std::collections::{BTreeMap, BTreeSet};

/// Words of the longest name.
const LONGEST: usize = 7;

/// A name that nothing lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlisted {
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// The name of several words of which it is the last: the full name of a person of whom it is the surname; otherwise its own words. White
    /// space is one space.
    pub name: String,
    /// What it may be the name of, where its words or those before it tell.
    pub sort: Option<EntityKind>,
}

/// A sentence with what is needed of it.
struct Line {
    tokens: Vec<Token>,
    /// For each token what covers it.
    covered: Vec<Cover>,
}

/// What is known of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cover {
    /// Nothing.
    Open,
    /// It is in a name that is written as one: with what follows it may be another name.
    Name,
    /// It is in some other mention.
    Other,
}

/// The names of a document that nothing lists, in text order.
pub fn unlisted(text: &str, sentences: &[Sentence], mentions: &[Mention], ambiguous: &[Ambiguous]) -> Vec<Unlisted> {
    let cover = |kind: MentionKind| match kind {
        MentionKind::Name | MentionKind::Variant | MentionKind::Acronym => Cover::Name,
        _ => Cover::Other,
    };
    let mut spans: Vec<(Span, Cover)> = mentions.iter().map(|mention| (mention.span, cover(mention.kind))).collect();
    spans.extend(ambiguous.iter().map(|open| (open.span, Cover::Name)));
    spans.sort_unstable_by_key(|known| known.0);
    let lines: Vec<Line> = sentences
        .iter()
        .map(|sentence| {
            let tokens = tokenize(text, sentence.span);
            let covers = |token: &Token| {
                let after = spans.partition_point(|known| known.0.start <= token.span.start);
                let known = after.checked_sub(1).map(|place| spans[place]);
                known.filter(|known| known.0.end > token.span.start).map_or(Cover::Open, |known| known.1)
            };
            let covered = tokens.iter().map(covers).collect();
            Line { tokens, covered }
        })
        .collect();
    let small = written_small(lines.iter().map(|line| line.tokens.as_slice()));
    let mut found: Vec<(Unlisted, bool)> = Vec::new();
    for (number, (sentence, line)) in sentences.iter().zip(&lines).enumerate() {
        // A heading of few words tells as little as one in capitals.
        let heading = sentence.span.of(text).ends_with(|last: char| last.is_alphanumeric());
        if sentence.zone != ZoneKind::Boilerplate && !mostly_capitals(&line.tokens) {
            Reader { text, line, small: &small, sentence: number, heading }.names(&mut found);
        }
    }
    // A word that only ever begins sentences may be any word.
    let sure: BTreeSet<String> = found.iter().filter(|(_, begins)| !begins).map(|(name, _)| name.name.to_lowercase()).collect();
    let full = full_names(found.iter().map(|(name, _)| name));
    let kept = found.into_iter().filter_map(|(mut name, begins)| {
        let whole = full.get(&name.name).cloned();
        if begins && whole.is_none() && !sure.contains(&name.name.to_lowercase()) {
            return None;
        }
        if let Some(whole) = whole.flatten() {
            name.name = whole;
            name.sort = Some(EntityKind::Person);
        }
        Some(name)
    });
    kept.collect()
}

/// Last words of names of persons, with the name; nothing where two persons have the word.
fn full_names<'u>(found: impl Iterator<Item = &'u Unlisted>) -> BTreeMap<String, Option<String>> {
    let mut full: BTreeMap<String, Option<String>> = BTreeMap::new();
    for name in found.filter(|name| !matches!(name.sort, Some(sort) if sort != EntityKind::Person)) {
        let Some((_, last)) = name.name.rsplit_once(' ') else { continue };
        let known = full.entry(last.to_owned()).or_insert_with(|| Some(name.name.clone()));
        if known.as_ref().is_some_and(|known| *known != name.name) {
            *known = None;
        }
    }
    full
}

struct Reader<'a> {
    text: &'a str,
    line: &'a Line,
    small: &'a WordSet,
    sentence: usize,
    heading: bool,
}

impl Reader<'_> {
    fn token(&self, token: usize) -> &Token {
        &self.line.tokens[token]
    }

    fn folded(&self, token: usize) -> Folded {
        Folded::new(self.token(token).span.of(self.text))
    }

    /// Appends the names of the sentence, each with whether it is one word where any word has a capital.
    fn names(&self, found: &mut Vec<(Unlisted, bool)>) {
        let mut token = 0;
        while token < self.line.tokens.len() {
            if !self.may_stand_in_name(token) {
                token += 1;
                continue;
            }
            let mut run = vec![token];
            while let Some(next) = self.next(&run) {
                run.push(next);
            }
            token = run.last().map_or(token, |last| *last) + 1;
            if let Some(name) = self.name(&run) {
                found.push(name);
            }
        }
    }

    /// A capitalised word that is no month, no small word and not a part of a name that is known.
    fn may_stand_in_name(&self, token: usize) -> bool {
        let word = self.token(token);
        let lexicon = Lexicon::built_in();
        word.kind == TokenKind::Word
            && matches!(word.shape, Shape::Capital | Shape::Upper)
            && self.line.covered[token] == Cover::Open
            && !lexicon.is_small(word.hash)
            && !lexicon.is("calendar", word.hash)
    }

    /// The next word of a run: after a space, a hyphen, an initial, or a small word inside names.
    fn next(&self, run: &[usize]) -> Option<usize> {
        let last = *run.last()?;
        if run.len() > LONGEST || self.token(last).possessive() {
            return None;
        }
        let lexicon = Lexicon::built_in();
        let body = run.iter().any(|token| self.is_body(*token));
        let mut at = last;
        // `Ministry of the Interior`: at most two small words.
        for _ in 0..3 {
            let next = at + 1;
            let here = self.line.tokens.get(next)?;
            let gap = Span { start: self.token(at).end.min(here.span.start), end: here.span.start }.of(self.text);
            if gap.contains("\n\n") || !gap.chars().all(char::is_whitespace) {
                return None;
            }
            if here.kind == TokenKind::Punct {
                let mark = here.span.of(self.text);
                let initial = mark == "." && self.token(at).span.len() == 1;
                if !gap.is_empty() || mark != "-" && !initial {
                    return None;
                }
            } else if self.may_stand_in_name(next) {
                return Some(next);
            } else {
                let linked = lexicon.may_be_particle(here.hash)
                    || is_foreign_link(&self.folded(next))
                    || body && matches!(self.folded(next).as_str(), "of" | "for" | "the" | "and");
                if !linked || self.line.covered[next] != Cover::Open {
                    return None;
                }
            }
            at = next;
        }
        None
    }

    /// A word for what a body is: `Bank`, `Ministry`, `Ltd`.
    fn is_body(&self, token: usize) -> bool {
        let lexicon = Lexicon::built_in();
        ["generic", "legal"].iter().any(|class| lexicon.is(class, self.token(token).hash))
    }

    /// Whether only white space stands before a token, and a mention before that.
    fn cover_before(&self, token: usize) -> Cover {
        let Some(before) = token.checked_sub(1) else { return Cover::Open };
        let gap = Span { start: self.token(before).end.min(self.token(token).span.start), end: self.token(token).span.start }.of(self.text);
        let near = !gap.contains("\n\n") && gap.chars().all(char::is_whitespace) && !self.token(before).possessive();
        if near { self.line.covered[before] } else { Cover::Open }
    }

    /// The first token of a name with the small words before it: `van der Kolk`, `al-Dalati`.
    fn with_particles(&self, first: usize) -> usize {
        let is_particle = |token: usize| {
            let word = self.token(token);
            let lower = word.kind == TokenKind::Word && self.line.covered[token] == Cover::Open;
            lower && (Lexicon::built_in().may_be_particle(word.hash) || is_foreign_link(&self.folded(token)))
        };
        let mut start = first;
        while let Some(before) = start.checked_sub(1) {
            let hyphen = self.token(before).span.of(self.text) == "-";
            match before.checked_sub(usize::from(hyphen)) {
                Some(word) if is_particle(word) && !self.token(word).possessive() => start = word,
                _ => break,
            }
        }
        start
    }

    /// Whether a run is the business of a minister: `Minister of Coastal Affairs` names no body of that name.
    fn is_portfolio(&self, first: usize) -> bool {
        let Some(link) = first.checked_sub(1).filter(|link| matches!(self.folded(*link).as_str(), "of" | "for")) else { return false };
        link.checked_sub(1)
            .is_some_and(|head| matches!(self.folded(head).as_str(), "minister" | "ministers" | "secretary" | "undersecretary"))
    }

    /// What is left of a run without titles and words that a capital makes no name.
    fn name(&self, run: &[usize]) -> Option<(Unlisted, bool)> {
        let lexicon = Lexicon::built_in();
        let (mut words, mut titled) = (run, false);
        if self.is_portfolio(run[0]) || self.is_title(run) {
            return None;
        }
        // `Harbour Commissioner Elodie Brandt`: what stands before a title belongs to it.
        let title = words[..words.len() - 1].iter().rposition(|token| lexicon.title(self.token(*token).hash).is_some());
        if let Some(title) = title.filter(|title| !words[title + 1..].iter().any(|token| self.is_body(*token))) {
            (words, titled) = (&words[title + 1..], true);
        }
        loop {
            let title = self.title(words);
            let start = *words.first()?;
            let word = self.token(start).hash;
            if title > 0 {
                titled = true;
                words = &words[title..];
            } else if begins(self.text, &self.line.tokens, start)
                && !is_first_name(word)
                && !self.is_body(start)
                && (is_ordinary(word) || self.small.has(word))
            {
                words = &words[1..];
            } else {
                break;
            }
        }
        let (first, last) = (*words.first()?, *words.last()?);
        // `Levant Ledger`: a known name that goes on is another name. `Greater Damascus` is no name of its own.
        let longer = !titled && first == run[0] && self.cover_before(first) == Cover::Name;
        let start = if longer { (0..first).rev().take_while(|token| self.line.covered[*token] == Cover::Name).last()? } else { first };
        let alone = words.len() == 1;
        if alone && self.line.covered.get(last + 1).is_some_and(|next| *next != Cover::Open) && self.cover_before(last + 1) != Cover::Open {
            return None;
        }
        let word = self.token(first);
        let means_itself = is_ordinary(word.hash) || self.small.has(word.hash) || self.is_body(first);
        let telling = word.span.len() > 1 && (!means_itself || longer && self.is_body(first));
        // `National Security Advisor` is a title, whoever lists such.
        let office = !titled && !is_first_name(word.hash) && lexicon.may_end_title(self.token(last).hash);
        if alone && !telling || office || words.len() > LONGEST {
            return None;
        }
        let body = words.iter().any(|token| self.is_body(*token));
        let settled =
            [last + 1, last].iter().any(|token| self.line.tokens.get(*token).is_some_and(|word| lexicon.is("settlement", word.hash)));
        let person = titled || !alone && is_first_name(word.hash);
        let sort = match (body, person, settled) {
            (true, _, _) => Some(EntityKind::Organization),
            (_, true, _) => Some(EntityKind::Person),
            (_, _, true) => Some(EntityKind::Place),
            _ => None,
        };
        let start = self.with_particles(start);
        let span = Span { start: self.token(start).span.start, end: self.token(last).span.end };
        let name = span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        // What damaged text has between two names makes them no longer name.
        if name.contains(char::is_control) {
            return None;
        }
        let opens = alone && !titled && !longer && (self.heading || begins(self.text, &self.line.tokens, first));
        Some((Unlisted { span, sentence: self.sentence, name, sort }, opens))
    }

    fn is_title(&self, words: &[usize]) -> bool {
        let folded: Vec<String> = words.iter().map(|token| self.folded(*token).to_string()).collect();
        Lexicon::built_in().title(folded.join(" ").as_str()).is_some()
    }

    /// So many words at the beginning of some are a title before a name.
    fn title(&self, words: &[usize]) -> usize {
        let longest = Lexicon::built_in().longest_title().min(words.len().saturating_sub(1));
        (1..=longest).rev().find(|count| self.is_title(&words[..*count])).unwrap_or(0)
    }
}

/// Small words inside names of other languages that mean nothing in English.
fn is_foreign_link(word: &str) -> bool {
    matches!(word, "da" | "de" | "del" | "della" | "der" | "den" | "di" | "dos" | "du" | "la" | "le" | "van" | "von" | "zu" | "y")
}
/// Words that stand in small letters somewhere: where they are capitalised they begin a sentence or a headline.
fn written_small<'t>(sentences: impl Iterator<Item = &'t [Token]> + Clone) -> WordSet {
    // Of eight tokens about one is a small word that was not there before.
    let mut words = WordSet::with_capacity(sentences.clone().map(<[Token]>::len).sum::<usize>() / 8);
    for token in sentences.flatten() {
        if token.kind == TokenKind::Word && token.shape == Shape::Lower {
            words.insert(token.hash);
        }
    }
    words
}
