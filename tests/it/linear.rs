//! Four times the text takes about four times the time: texts that a careless loop would read again and again.
//!
//! Times are those of the thread where the system tells them, so that a busy machine does not matter. The bound is generous: a
//! quadratic loop takes sixteen times as long, or somewhat less where the linear rest still counts.

use crate::support::{built_in_pipeline, document};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Four times the size may take so many times as long, which is less than 3.5 times for twice the size.
const LINEAR: f64 = 9.0;
/// What is quadratic today has to stay below this: no worse.
const QUADRATIC: f64 = 24.0;
/// Below this, times say nothing.
const FLOOR: Duration = Duration::from_millis(24);

/// Time that this thread has been at work.
fn at_work(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|line| line.split(' ').next()).and_then(|number| number.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn time(text: &str) -> Duration {
    let document = document(text);
    let clock = Instant::now();
    let start = at_work(clock);
    black_box(built_in_pipeline().analyze(&document));
    at_work(clock).saturating_sub(start)
}

/// Checks that the time of a text grows with its size, up to a size.
fn check(name: &str, most: usize, text: impl Fn(usize) -> String) {
    check_below(LINEAR, name, most, text);
}

/// Grows a text until its analysis can be timed, at most to a size, then makes it four times as long.
fn check_below(bound: f64, name: &str, most: usize, text: impl Fn(usize) -> String) {
    built_in_pipeline();
    let mut size = most / 64;
    let mut once = time(&text(size));
    while once < FLOOR && size < most {
        size *= 2;
        once = time(&text(size));
    }
    let four = time(&text(4 * size));
    let factor = |once: Duration, four: Duration| four.as_secs_f64() / once.max(FLOOR).as_secs_f64();
    if factor(once, four) > bound {
        // Once more: the first may have been disturbed.
        let (once, four) = (once.max(time(&text(size))), four.min(time(&text(4 * size))));
        let factor = factor(once, four);
        assert!(factor < bound, "{name}: size {size} takes {once:?}, four times the size {four:?}, {factor:.1} times as long");
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

// FIXME: one sentence of many names is quadratic, in `entity` (every name looks for exclusions among all spots of its sentence) and in
// `relation` (phrases look left without end).
#[test]
fn a_sentence_of_names() {
    check_below(QUADRATIC, "names", 20_000, |names| repeated("Syria, Ron Dermer, ", names / 2) + "met.");
    check_below(QUADRATIC, "names without commas", 20_000, |names| repeated("Syria al-Sharaa ", names / 2));
}

// FIXME: quadratic as above.
#[test]
fn a_sentence_of_verbs() {
    check_below(QUADRATIC, "possessives without apostrophe", 10_000, |names| repeated("Syria Barracks Irans ", names / 2) + "left.");
    check_below(QUADRATIC, "names and verbs", 10_000, |names| repeated("Syria attacked Israel and ", names / 2) + "left.");
    check_below(QUADRATIC, "reports in reports", 10_000, |names| repeated("Syria said that Israel said that ", names / 2) + "it left.");
}

#[test]
fn marks_without_end() {
    for mark in [",", "\"", "“", "(", "[", "- ", ".", "!", "' ", "\n", "• ", "."] {
        check(&format!("{mark:?}"), 100_000, |marks| format!("Syria met {} Israel.", repeated(mark, marks)));
    }
}

#[test]
fn small_words_without_end() {
    for words in ["of ", "and ", "was ", "who ", "to "] {
        check(&format!("{words:?}"), 50_000, |count| format!("Syria met {} Israel.", repeated(words, count)));
    }
    // FIXME: quadratic, in the leftward walks over titles and phrases.
    for words in ["of the ", "not ", "minister of ", "former "] {
        check_below(QUADRATIC, &format!("{words:?}"), 50_000, |count| format!("Syria met {} Israel.", repeated(words, count)));
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
