//! Full names that are spelled otherwise than the tables list them: `Asad Shibani` for Asaad al-Shaibani.
//!
//! They are sought in runs of capitalised words, with the small words that stand inside names, over spans of a few words, longest first.

use super::choose::Outcome;
use super::lexicon::Lexicon;
use super::resolve::{Found, Pass};
use super::title::title_before;
use crate::gazetteer::{ARTICLES, PARTICLES};
use crate::mention::{MentionKind, Scanned};
use crate::text::{Token, TokenKind};

/// Words of the longest name that is sought.
const LONGEST: usize = 5;

/// Finds full names of two words and more.
pub(super) fn full_names(pass: &mut Pass) {
    let Some(index) = pass.spellings.index() else { return };
    for sentence in pass.group.iter().copied() {
        let scanned = &pass.scanned[sentence];
        for run in runs(pass, scanned) {
            for first in 0..run.len() {
                for last in (first + 1..run.len().min(first + LONGEST)).rev() {
                    let name = scanned.span(run[first], run[last]).of(pass.text);
                    let ranked = index.ranked(name);
                    if let Some((entity, verdict)) = ranked.first().filter(|(_, v)| v.score > 0) {
                        let second = ranked.get(1).map_or(-999, |(_, v)| v.score);
                        eprintln!("FULL\t{name}\t{}\t{}\t{}\t{second}\t{:?}", pass.gazetteer.entity(*entity).name, verdict.rule, verdict.score, verdict.answer);
                    }
                }
            }
        }
    }
}

/// Runs of capitalised words with what stands between the words of one name; of each run the tokens of the words that count.
fn runs(pass: &Pass, scanned: &Scanned) -> Vec<Vec<usize>> {
    let mut runs = Vec::new();
    let mut token = 0;
    while token < scanned.tokens.len() {
        if !counts(pass, scanned, token) {
            token += 1;
            continue;
        }
        let mut run = vec![token];
        while let Some(next) = next_word(pass, scanned, token) {
            run.push(next);
            token = next;
        }
        token += 1;
        runs.push(run);
    }
    runs
}

/// A word that may be a part of a name and is no article.
fn counts(pass: &Pass, scanned: &Scanned, token: usize) -> bool {
    let word = &scanned.tokens[token];
    word.capitalised() && {
        let folded = scanned.folded(pass.text, token);
        !ARTICLES.contains(&folded.as_str()) && !(token == 0 && Lexicon::built_in().is_small(&folded))
    }
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
        let here: &Token = scanned.tokens.get(next)?;
        if !gap.chars().all(char::is_whitespace) {
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
                let folded = scanned.folded(pass.text, next);
                let particle = ARTICLES.contains(&folded.as_str()) || PARTICLES.contains(&folded.as_str());
                if here.capitalised() && !ARTICLES.contains(&folded.as_str()) {
                    return Some(next);
                }
                if !particle {
                    return None;
                }
            }
            _ => return None,
        }
        at = next;
    }
    None
}
