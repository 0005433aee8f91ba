//! The tokeniser and the matcher against others over much text: what the repository makes, or files that are named.
//!
//! `NISBA_BENCH_TEXT` and `NISBA_BENCH_NAMES` name documents and a pack, as for the benchmark; `just compare` runs these tests alone.

#[path = "../../benches/stages/corpus.rs"]
mod corpus;

use crate::support::pack;
use crate::trie::TrieMatcher;
use aho_corasick::AhoCorasick;
use nisba::document::{Document, zones};
use nisba::gazetteer::Gazetteer;
use nisba::mention::{HashMatcher, Hit, Matcher};
use nisba::text::{Span, Token, TokenKind, sentences, tokenize, tokenize_into};
use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use unicode_segmentation::UnicodeSegmentation;

fn named(variable: &str) -> Vec<PathBuf> {
    std::env::var_os(variable).map(|list| std::env::split_paths(&list).collect()).unwrap_or_default()
}

fn documents() -> Vec<Document> {
    let named = named("NISBA_BENCH_TEXT");
    if named.is_empty() { corpus::text(400_000, &corpus::names(20_000)).0 } else { corpus::documents(&named) }
}

fn gazetteer() -> Gazetteer {
    match named("NISBA_BENCH_NAMES").first() {
        Some(path) => corpus::gazetteer(path),
        None => corpus::gazetteer_of(&corpus::names(20_000)),
    }
}

/// The tokens of all sentences of a text, with the ends of the sentences.
fn tokens(text: &str) -> (Vec<Token>, Vec<usize>) {
    let (mut tokens, mut ends) = (Vec::new(), Vec::new());
    for sentence in sentences(text, &zones(text)) {
        tokenize_into(text, sentence.span, &mut tokens);
        ends.push(tokens.len());
    }
    (tokens, ends)
}

/// Format characters after a word stay with it in Unicode, and are no part of the token.
fn is_format(c: char) -> bool {
    ('\u{200b}'..='\u{206f}').contains(&c) || c == '\u{feff}' || c.is_control()
}

#[test]
fn tokens_are_words_of_unicode_in_much_text() {
    for Document { text, .. } in documents() {
        let tokens = tokenize(&text, Span::new(0, text.len()));
        let boundaries: HashSet<usize> = text.split_word_bound_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for token in &tokens {
            let after = &text[token.end as usize..];
            let end = text.len() - after.trim_start_matches(is_format).len();
            let ends = boundaries.contains(&(token.end as usize)) || boundaries.contains(&end);
            assert!(boundaries.contains(&(token.span.start as usize)) && ends, "{:?} at {:?}", token.span.of(&text), token.span);
        }
        let mut words = tokens.iter().filter(|token| token.kind != TokenKind::Punct);
        for (at, word) in text.unicode_word_indices().filter(|(_, word)| word.starts_with(char::is_alphanumeric)) {
            let word = word.trim_end_matches(is_format);
            let token = words.find(|token| token.span.start as usize >= at).expect("a token for every word");
            assert!(token.span.start as usize == at && at + word.len() <= token.end as usize, "{word} and {}", token.span.of(&text));
        }
    }
}

#[test]
fn the_trie_finds_the_same_names_in_much_text() {
    let gazetteer = gazetteer();
    let image = HashMatcher::build(&gazetteer);
    let (matcher, trie) = (HashMatcher::open(&image).expect("an image"), TrieMatcher::new(&gazetteer));
    let mut count = 0;
    for Document { text, id, .. } in documents() {
        let (tokens, ends) = tokens(&text);
        let (mut found, mut wanted, mut longest) = (Vec::new(), Vec::new(), Vec::new());
        matcher.hits(&text, &tokens, &ends, &mut found);
        trie.hits(&text, &tokens, &ends, &mut wanted);
        assert!(found == wanted, "other names in {id}");
        matcher.longest(&text, &tokens, &ends, &mut longest);
        assert_eq!(longest, leftmost_longest(&found), "other longest names in {id}");
        count += found.len();
    }
    assert!(count > 1000, "only {count} names");
}

/// From all hits, those that begin first and reach farthest, the first listed of each.
fn leftmost_longest(hits: &[Hit]) -> Vec<Hit> {
    let mut end = 0;
    let mut longest = Vec::new();
    for hit in hits {
        if hit.first >= end {
            end = hit.last + 1;
            longest.push(*hit);
        }
    }
    longest
}

#[test]
fn what_aho_corasick_finds_between_words_is_found_in_much_text() {
    // Written small, names are found in any writing.
    let plain = |name: &str| name.split(' ').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let names: BTreeSet<String> = gazetteer().names().filter(|name| plain(name.text)).map(|name| name.text.to_ascii_lowercase()).collect();
    let rows: Vec<String> = names.iter().enumerate().map(|(place, name)| format!("e{place}\t{name}")).collect();
    let small = Gazetteer::load(&[pack(&format!("id\tname\n{}\n", rows.join("\n")))]).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let image = HashMatcher::build(&small);
    let matcher = HashMatcher::open(&image).expect("an image");
    let automaton = AhoCorasick::new(&names).expect("an automaton");
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut count = 0;
    for Document { text, id, .. } in documents() {
        let tokens = tokenize(&text, Span::new(0, text.len()));
        let mut hits = Vec::new();
        matcher.hits(&text, &tokens, &[tokens.len()], &mut hits);
        let found: HashSet<(usize, usize, &str)> = hits
            .iter()
            .filter_map(|hit| {
                let (first, last) = (&tokens[hit.first as usize], &tokens[hit.last as usize]);
                Some((first.span.start as usize, last.span.end as usize, small.name(hit.entry.name()?).text))
            })
            .collect();
        let starts: HashSet<usize> = tokens.iter().map(|token| token.span.start as usize).collect();
        let ends: HashSet<usize> = tokens.iter().map(|token| token.span.end as usize).collect();
        for hit in automaton.find_overlapping_iter(&text.to_ascii_lowercase()) {
            if starts.contains(&hit.start()) && ends.contains(&hit.end()) {
                let name = names[hit.pattern().as_usize()];
                assert!(found.contains(&(hit.start(), hit.end(), name)), "{name} at {} of {id}", hit.start());
                count += 1;
            }
        }
    }
    assert!(count > 1000, "only {count} names");
}
