//! A trie over folded words: a matcher that is slow and plainly right, to compare the other with.

use nisba::gazetteer::{EntityKind, Gazetteer, NameKind};
use nisba::mention::{Entry, Hit, Matcher};
use nisba::text::{Shape, Span, Token, TokenKind, fold_into, tokenize};
use std::collections::HashMap;
use std::ops::Range;

/// How the letters of a name have to be written in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// Any way: the name itself is written small.
    Any,
    /// Words that are capitalised in the name are capitalised in the text.
    Capitalised,
    /// Capitals only.
    Exact,
}

#[derive(Debug, Clone, Copy)]
struct Listed {
    entry: Entry,
    case: Case,
    /// Bit n: the n-th word is capitalised in the name and no article before others.
    capitals: u64,
}

#[derive(Debug, Default)]
struct Node {
    next: HashMap<(u32, u32), u32>,
    listed: Vec<Listed>,
}

/// A trie over folded words: a simple matcher that is plainly right.
#[derive(Debug)]
pub(crate) struct TrieMatcher {
    /// Folded words and gaps to numbers; 0 is the soft gap.
    words: HashMap<String, u32>,
    nodes: Vec<Node>,
}

/// White space, hyphens and nothing at all separate words of a name alike.
const SOFT: u32 = 0;
const UNKNOWN: u32 = u32::MAX;
const ARTICLES: [&str; 9] = ["al", "el", "the", "as", "ash", "ad", "an", "ar", "at"];

impl TrieMatcher {
    /// Compiles the names and exclusions of a gazetteer.
    pub(crate) fn new(gazetteer: &Gazetteer) -> Self {
        let mut matcher = Self { words: HashMap::from([(String::new(), SOFT)]), nodes: vec![Node::default()] };
        for (place, name) in (0..).zip(gazetteer.names()) {
            // Surnames are looked up on their own.
            if name.kind == NameKind::Part && gazetteer.entity(name.entity).kind == EntityKind::Person {
                continue;
            }
            let case = match name.kind {
                NameKind::Acronym => Case::Exact,
                _ if name.text.chars().any(char::is_uppercase) => Case::Capitalised,
                _ => Case::Any,
            };
            matcher.add(name.text, Entry::Name(place), case);
        }
        for (place, never) in (0..).zip(gazetteer.never()) {
            let case = if never.text.chars().any(char::is_uppercase) { Case::Capitalised } else { Case::Any };
            matcher.add(never.text, Entry::Never(place), case);
        }
        matcher
    }

    fn add(&mut self, name: &str, entry: Entry, case: Case) {
        let tokens = tokenize(name, Span::new(0, name.len()));
        let words: Vec<&Token> = tokens.iter().filter(|token| token.kind != TokenKind::Punct).collect();
        let (mut node, mut capitals, mut end) = (0usize, 0u64, None);
        for (place, token) in words.iter().enumerate() {
            let gap = end.map_or(SOFT, |end| self.intern(&gap_key(name, end, token.span.start)));
            let word = self.intern(&key(name, token, token.possessive()));
            let article = words.len() > 1 && ARTICLES.contains(&key(name, token, false).as_str());
            if token.shape != Shape::Lower && !article && place < 64 {
                capitals |= 1 << place;
            }
            let fresh = u32::try_from(self.nodes.len()).expect("fewer than 4 billion name words");
            let next = *self.nodes[node].next.entry((gap, word)).or_insert(fresh);
            if next == fresh {
                self.nodes.push(Node::default());
            }
            node = next as usize;
            end = Some(token.end);
        }
        if node != 0 {
            self.nodes[node].listed.push(Listed { entry, case, capitals });
        }
    }

    fn intern(&mut self, key: &str) -> u32 {
        let fresh = u32::try_from(self.words.len()).expect("fewer than 4 billion words");
        *self.words.entry(key.to_owned()).or_insert(fresh)
    }
}

/// A word as it is looked up; inside a name the possessive ending counts.
fn key(text: &str, token: &Token, possessive: bool) -> String {
    let mut key = String::new();
    fold_into(token.span.of(text), &mut key);
    if possessive {
        key.push_str("'s");
    }
    key
}

/// What stands between two words, without white space and hyphens. After a lone letter a dot says nothing: `J. Smith`, `J Smith`.
fn gap_key(text: &str, end: u32, start: u32) -> String {
    let between = Span { start: end.min(start), end: start }.of(text);
    let lone = text.get(..end as usize).is_some_and(|before| {
        let mut letters = before.chars().rev();
        letters.next().is_some_and(char::is_uppercase) && !letters.next().is_some_and(char::is_alphanumeric)
    });
    between
        .chars()
        .filter(|c| !(c.is_whitespace() || c.is_control() || matches!(c, '-' | '\u{2010}' | '\u{2011}') || lone && *c == '.'))
        .collect()
}

/// One word of a text with all that the walk needs.
struct Step {
    token: u32,
    plain: u32,
    possessive: u32,
    gap: u32,
    shape: Shape,
}

impl Matcher for TrieMatcher {
    fn hits(&self, text: &str, tokens: &[Token], ends: &[usize], out: &mut Vec<Hit>) {
        let mut start = 0;
        for end in ends {
            self.hits_of_sentence(text, tokens, start..*end, out);
            start = *end;
        }
    }
}

impl TrieMatcher {
    fn hits_of_sentence(&self, text: &str, tokens: &[Token], sentence: Range<usize>, out: &mut Vec<Hit>) {
        let mut steps: Vec<Step> = Vec::with_capacity(tokens.len());
        let (mut buffer, mut end) = (String::new(), None);
        let places = (0..).zip(tokens).take(sentence.end).skip(sentence.start);
        for (place, token) in places.filter(|(_, token)| token.kind != TokenKind::Punct) {
            buffer.clear();
            fold_into(token.span.of(text), &mut buffer);
            let plain = self.words.get(&buffer).copied().unwrap_or(UNKNOWN);
            let possessive = if token.possessive() {
                buffer.push_str("'s");
                self.words.get(&buffer).copied().unwrap_or(UNKNOWN)
            } else {
                UNKNOWN
            };
            let gap = match end {
                None => SOFT,
                Some(end) if token.span.start == end || plain.min(possessive) == UNKNOWN => SOFT,
                Some(end) => self.words.get(&gap_key(text, end, token.span.start)).copied().unwrap_or(UNKNOWN),
            };
            steps.push(Step { token: place, plain, possessive, gap, shape: token.shape });
            end = Some(token.end);
        }
        for start in 0..steps.len() {
            self.walk(text, tokens, &steps[start..], out);
        }
    }
}

impl TrieMatcher {
    /// All names that begin at the first step, longest first.
    fn walk(&self, text: &str, tokens: &[Token], steps: &[Step], out: &mut Vec<Hit>) {
        let begin = out.len();
        let mut nodes = [Some(0usize), None];
        for (place, step) in steps.iter().enumerate() {
            let gap = if place == 0 { SOFT } else { step.gap };
            let possessive = tokens[step.token as usize].possessive();
            let mut after = [None, None];
            // A possessive word continues a name only where the name has the ending too; it may end any name.
            for node in nodes.into_iter().flatten() {
                for (slot, word) in [step.plain, step.possessive].into_iter().enumerate() {
                    let Some(next) = (word != UNKNOWN).then(|| self.nodes[node].next.get(&(gap, word))).flatten() else { continue };
                    let next = *next as usize;
                    self.collect(text, tokens, &steps[..=place], next, out);
                    if slot == 1 || !possessive {
                        after[slot] = Some(next);
                    }
                }
            }
            nodes = after;
            if nodes == [None, None] {
                break;
            }
        }
        out[begin..].sort_by(|a, b| (b.last, a.entry).cmp(&(a.last, b.entry)));
    }

    fn collect(&self, text: &str, tokens: &[Token], steps: &[Step], node: usize, out: &mut Vec<Hit>) {
        for listed in &self.nodes[node].listed {
            let fits = match listed.case {
                Case::Any => true,
                Case::Exact => steps.iter().all(|step| is_in_capitals(text, &tokens[step.token as usize], steps.len())),
                Case::Capitalised => steps
                    .iter()
                    .enumerate()
                    .all(|(place, step)| place >= 64 || listed.capitals >> place & 1 == 0 || step.shape != Shape::Lower),
            };
            if fits {
                let last = steps[steps.len() - 1].token;
                out.push(Hit { first: steps[0].token, last, entry: listed.entry });
            }
        }
    }
}

/// Whether an acronym is written as one. Four letters and more may also be written as a word: Nato, Unesco.
fn is_in_capitals(text: &str, token: &Token, words: usize) -> bool {
    let word = token.span.of(text);
    !word.chars().any(char::is_lowercase) || token.shape == Shape::Capital && words == 1 && word.chars().count() >= 4
}
