//! Runs of capitalised words: where a name may stand that no table lists in this spelling.

use super::lexicon::Lexicon;
use super::resolve::Pass;
use crate::gazetteer::ARTICLES;
use crate::mention::Scanned;
use crate::text::TokenKind;

/// Runs of capitalised words with what stands between the words of one name: of each run the tokens of the words that count.
#[derive(Default)]
pub(super) struct Runs {
    words: Vec<usize>,
    /// Where each run ends among the words.
    ends: Vec<usize>,
    /// Where the runs of each sentence at hand end.
    sentences: Vec<usize>,
}

impl Runs {
    /// Those of the sentences at hand.
    pub(super) fn of(pass: &Pass) -> Self {
        let mut runs = Self::default();
        for sentence in pass.group {
            runs.read(pass, *sentence);
            runs.sentences.push(runs.ends.len());
        }
        runs
    }

    fn read(&mut self, pass: &Pass, sentence: usize) {
        let scanned = &pass.scanned[sentence];
        let mut end = 0;
        for token in pass.capitalised.of_sentence(sentence).iter().copied() {
            if token < end || !counts(pass, scanned, token) {
                continue;
            }
            let mut last = token;
            self.words.push(last);
            while let Some(next) = next_word(pass, scanned, last) {
                self.words.push(next);
                last = next;
            }
            end = last + 1;
            self.ends.push(self.words.len());
        }
    }

    /// The runs of a sentence, by its place among those at hand.
    pub(super) fn of_sentence(&self, place: usize) -> impl Iterator<Item = &[usize]> {
        let first = place.checked_sub(1).map_or(0, |before| self.sentences[before]);
        let start = |run: usize| run.checked_sub(1).map_or(0, |before| self.ends[before]);
        (first..self.sentences[place]).map(move |run| &self.words[start(run)..self.ends[run]])
    }
}

/// The token at which a name begins whose first word is this: its article belongs to it.
pub(super) fn with_article(pass: &Pass, scanned: &Scanned, token: usize) -> usize {
    let Some(before) = token.checked_sub(2) else { return token };
    let joined = scanned.word(pass.text, token - 1) == "-" && scanned.gap_after(pass.text, before).is_empty();
    if joined && is_article(pass, scanned, before) && scanned.gap_after(pass.text, token - 1).is_empty() { before } else { token }
}

/// A word that may be a part of a name and is no article.
fn counts(pass: &Pass, scanned: &Scanned, token: usize) -> bool {
    let word = &scanned.tokens[token];
    let opener = token == 0 && Lexicon::built_in().is_small(word.hash);
    word.capitalised() && !opener && !is_article(pass, scanned, token)
}

/// Whether a word is an article of names. Most are none, and need no folding to say so.
fn is_article(pass: &Pass, scanned: &Scanned, token: usize) -> bool {
    Lexicon::built_in().may_be_particle(scanned.number(token)) && ARTICLES.contains(&scanned.folded(pass.text, token).as_str())
}

/// The next word of a run, over a space, a hyphen, an article or a particle.
fn next_word(pass: &Pass, scanned: &Scanned, token: usize) -> Option<usize> {
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
            TokenKind::Word => {
                if here.capitalised() && !is_article(pass, scanned, next) {
                    return Some(next);
                }
                if !Lexicon::built_in().may_be_particle(here.hash) {
                    return None;
                }
            }
            _ => return None,
        }
        at = next;
    }
    None
}
