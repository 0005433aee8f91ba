//! Runs of capitalised words: where a name may stand that no table lists in this spelling.

use super::lexicon::Lexicon;
use super::resolve::Pass;
use super::word::Word;
use crate::gazetteer::ARTICLES;
use crate::mention::Scanned;
use crate::text::TokenKind;
use std::iter::Peekable;

/// One run: its tokens, with what is known of each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'r> {
    pub(super) tokens: &'r [usize],
    pub(super) words: &'r [Word],
}

/// Runs of capitalised words with what stands between the words of one name: of each run the tokens of the words that count.
#[derive(Default)]
pub(super) struct Runs {
    tokens: Vec<usize>,
    /// What is known of each.
    words: Vec<Word>,
    /// Where each run ends among the words.
    ends: Vec<usize>,
    /// Where the runs of each sentence at hand end.
    sentences: Vec<usize>,
}

impl Runs {
    /// Those of the sentences at hand.
    pub(super) fn of(pass: &Pass) -> Self {
        let most = pass.capitalised.len();
        let mut runs = Self { tokens: Vec::with_capacity(most), words: Vec::with_capacity(most), ..Self::default() };
        for sentence in pass.group {
            runs.read(pass, *sentence);
            runs.sentences.push(runs.ends.len());
        }
        runs
    }

    fn read(&mut self, pass: &Pass, sentence: usize) {
        let scanned = &pass.scanned[sentence];
        let mut capitalised = pass.capitalised.words(sentence).peekable();
        while let Some((mut last, word)) = capitalised.next() {
            let opener = last == 0 && word.is_small();
            if opener || word.is_article() {
                continue;
            }
            self.push(last, word);
            while let Some((next, word)) = next_word(pass, scanned, last, &mut capitalised) {
                self.push(next, word);
                last = next;
            }
            self.ends.push(self.tokens.len());
        }
    }

    fn push(&mut self, token: usize, word: Word) {
        self.tokens.push(token);
        self.words.push(word);
    }

    /// The runs of a sentence, by its place among those at hand.
    pub(super) fn of_sentence(&self, place: usize) -> impl Iterator<Item = Run<'_>> {
        let first = place.checked_sub(1).map_or(0, |before| self.sentences[before]);
        let start = |run: usize| run.checked_sub(1).map_or(0, |before| self.ends[before]);
        (first..self.sentences[place]).map(move |run| {
            let run = start(run)..self.ends[run];
            Run { tokens: &self.tokens[run.clone()], words: &self.words[run] }
        })
    }
}

/// The token at which a name begins whose first word is this: its article belongs to it.
pub(super) fn with_article(pass: &Pass, scanned: &Scanned, token: usize) -> usize {
    let Some(before) = token.checked_sub(2) else { return token };
    let joined = scanned.word(pass.text, token - 1) == "-" && scanned.gap_after(pass.text, before).is_empty();
    if joined && is_article(pass, scanned, before) && scanned.gap_after(pass.text, token - 1).is_empty() { before } else { token }
}

/// Whether a word is an article of names. Most are none, and need no folding to say so.
fn is_article(pass: &Pass, scanned: &Scanned, token: usize) -> bool {
    Lexicon::built_in().may_be_particle(scanned.number(token)) && ARTICLES.contains(&scanned.folded(pass.text, token).as_str())
}

/// The next word of a run, over a space, a hyphen, an article or a particle; `capitalised` are the capitalised words of the sentence that come after the
/// token.
fn next_word(
    pass: &Pass,
    scanned: &Scanned,
    token: usize,
    capitalised: &mut Peekable<impl Iterator<Item = (usize, Word)>>,
) -> Option<(usize, Word)> {
    if scanned.tokens[token].possessive() {
        return None;
    }
    let mut at = token;
    for _ in 0..5 {
        let gap = scanned.gap_after(pass.text, at);
        let next = at + 1;
        let here = scanned.tokens.get(next)?;
        if gap != " " && !gap.chars().all(char::is_whitespace) {
            return None;
        }
        match here.kind {
            TokenKind::Punct if gap.is_empty() => {
                let mark = here.span.of(pass.text);
                let initial = mark == "." && scanned.tokens[at].span.len() == 1;
                if mark != "-" && !initial {
                    return None;
                }
            }
            TokenKind::Word => match capitalised.next_if(|(token, _)| *token == next) {
                Some((_, word)) if !word.is_article() => return Some((next, word)),
                Some(_) => {}
                None if Lexicon::built_in().may_be_particle(here.hash) => {}
                None => return None,
            },
            _ => return None,
        }
        at = next;
    }
    None
}
