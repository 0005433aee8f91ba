//! Twice the text takes about twice the time: texts that a careless loop would read again and again.
//!
//! Times are those of the thread where the system tells them, so that a busy machine does not matter. The bound is generous: a
//! quadratic loop takes four times as long.

use crate::support::{built_in_pipeline, document};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Twice the size may take so many times as long.
const FACTOR: f64 = 3.5;
/// Below this, times say nothing.
const FLOOR: Duration = Duration::from_millis(40);

/// Time that this thread has been at work.
fn at_work(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|line| line.split(' ').next()).and_then(|number| number.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn time(text: String) -> Duration {
    let document = document(&text);
    let clock = Instant::now();
    let start = at_work(clock);
    black_box(built_in_pipeline().analyze(&document));
    at_work(clock).saturating_sub(start)
}

/// Grows a text until its analysis can be timed, at most to a size, then doubles it.
fn check(name: &str, most: usize, text: impl Fn(usize) -> String) {
    built_in_pipeline();
    let mut size = most / 16;
    let mut once = time(text(size));
    while once < FLOOR && size < most {
        size *= 2;
        once = time(text(size));
    }
    let twice = time(text(2 * size));
    if twice.as_secs_f64() > FACTOR * once.as_secs_f64().max(FLOOR.as_secs_f64()) {
        // Once more: the first may have been disturbed.
        let (once, twice) = (once.max(time(text(size))), twice.min(time(text(2 * size))));
        let factor = twice.as_secs_f64() / once.as_secs_f64();
        assert!(factor < FACTOR, "{name}: size {size} takes {once:?}, twice the size {twice:?}, {factor:.1} times as long");
    }
}

/// Some words over and over, in one line.
fn repeated(words: &str, times: usize) -> String {
    words.repeat(times)
}

#[test]
fn a_line_of_two_megabytes() {
    check("sentences in one line", 2_000_000, |bytes| {
        let sentence = "Asaad al-Shaibani met Ron Dermer in Paris, AFP said. Nothing else was known about the talks. ";
        repeated(sentence, bytes / sentence.len())
    });
}

#[test]
fn a_megabyte_without_a_space() {
    check("one word", 1_000_000, |bytes| repeated("x", bytes));
}

#[test]
fn a_sentence_of_names() {
    check("names", 20_000, |names| repeated("Syria, Ron Dermer, ", names / 2) + "met.");
    check("names without commas", 20_000, |names| repeated("Syria al-Sharaa ", names / 2));
}

#[test]
fn a_sentence_of_verbs() {
    check("names and verbs", 10_000, |names| repeated("Syria attacked Israel and ", names / 2) + "left.");
    check("reports in reports", 10_000, |names| repeated("Syria said that Israel said that ", names / 2) + "it left.");
}

#[test]
fn marks_without_end() {
    for mark in [",", "\"", "“", "(", "[", "- ", ".", "!", "' ", "\n", "• ", "."] {
        check(&format!("{mark:?}"), 100_000, |marks| format!("Syria met {} Israel.", repeated(mark, marks)));
    }
}

#[test]
fn small_words_without_end() {
    for words in ["of ", "of the ", "and ", "not ", "was ", "who ", "to ", "minister of ", "former "] {
        check(&format!("{words:?}"), 50_000, |count| format!("Syria met {} Israel.", repeated(words, count)));
    }
}

#[test]
fn capitals_without_sentence_ends() {
    check("capitalised words", 50_000, |words| repeated("Quiet Harbour Of The ", words / 4));
    check("titles", 50_000, |words| repeated("Foreign Minister President ", words / 3));
    check("given names", 50_000, |words| repeated("Hassan Al-Shibani Ahmed ", words / 4));
}

#[test]
fn lines_without_end() {
    check("short lines", 50_000, |lines| repeated("Syria\n", lines));
    check("bullets", 20_000, |lines| repeated("- Trump calls on Israel to talk\n", lines));
    check("paragraphs", 20_000, |lines| repeated("Al-Shaibani met Asaad al-Shaibani in Moscow.\n\n", lines));
}
