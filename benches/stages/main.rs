//! How fast each stage is, beside a bare Aho-Corasick automaton over the same names and the same text.
//!
//! `cargo bench --bench stages -- [--text FILE]... [--names PACK]... [--rounds N] [--only ROW]... [--no-floor]`
//!
//! Without `--text` and `--names` (or `NISBA_BENCH_TEXT` and `NISBA_BENCH_NAMES`, paths with `:` between them) text and names are made
//! from the repository, and what was planted in the text has to be found. All times are of one thread, the best of some rounds that
//! take turns, so that a busy machine disturbs all alike.
#![allow(clippy::print_stdout, reason = "a benchmark shows what it measures")]

mod corpus;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use nisba::document::{Document, zones};
use nisba::entity::resolve;
use nisba::gazetteer::Gazetteer;
use nisba::mention::{HashMatcher, Hit, Matcher, scan};
use nisba::text::{Sentence, Token, sentences, tokenize_into};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Sizes of generated lists of names.
const GENERATED: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// Bytes of generated text.
const TEXT: usize = 20_000_000;

struct Arguments {
    text: Vec<PathBuf>,
    names: Vec<PathBuf>,
    rounds: usize,
    floor: bool,
    /// Names of rows; all where there are none.
    only: Vec<String>,
}

fn arguments() -> Arguments {
    let paths = |variable: &str| std::env::var_os(variable).map(|list| std::env::split_paths(&list).collect()).unwrap_or_default();
    let mut arguments =
        Arguments { text: paths("NISBA_BENCH_TEXT"), names: paths("NISBA_BENCH_NAMES"), rounds: 5, floor: true, only: Vec::new() };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().unwrap_or_else(|| panic!("{word} wants a value"));
        match word.as_str() {
            "--text" => arguments.text.push(value().into()),
            "--names" => arguments.names.push(value().into()),
            "--rounds" => arguments.rounds = value().parse().expect("a number of rounds"),
            "--only" => arguments.only.push(value()),
            "--no-floor" => arguments.floor = false,
            // `cargo bench` and `cargo test` say what they are.
            "--bench" | "--test" => {}
            other => panic!("unknown argument {other}"),
        }
    }
    arguments
}

fn main() {
    let arguments = arguments();
    let Arguments { text, names, .. } = &arguments;
    let own = text.is_empty() && names.is_empty();
    println!("MB/s of one thread, best of {}; in brackets how many times as fast as the automaton", arguments.rounds);
    if own {
        let all = corpus::names(1_000_000);
        let (documents, planted) = corpus::text(TEXT, &all);
        let measured = arguments.only.is_empty() || arguments.only.iter().any(|only| only == "match, all");
        for count in GENERATED {
            let found = measure(&format!("{count} generated names"), &corpus::gazetteer_of(&all[..count]), &documents, &arguments);
            // Names stand in the sentences of the seeds too, and a sentence may end within a planted one: `St.`
            let planted = planted.iter().filter(|rank| **rank < count).count();
            assert!(!measured || found >= planted - planted / 100, "{found} names are found, and {planted} were planted");
        }
        return;
    }
    let documents = if text.is_empty() { corpus::text(TEXT, &corpus::names(1_000_000)).0 } else { corpus::documents(text) };
    for path in names {
        measure(&shown(path), &corpus::gazetteer(path), &documents, &arguments);
    }
}

fn shown(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).display().to_string()
}

/// A named piece of work with the shortest time it took and what it counted.
struct Row<'a> {
    name: &'a str,
    work: Box<dyn Fn() -> usize + 'a>,
    best: Duration,
    count: usize,
}

fn row<'a>(name: &'a str, work: impl Fn() -> usize + 'a) -> Row<'a> {
    Row { name, work: Box::new(work), best: Duration::MAX, count: 0 }
}

/// Measures all stages and gives how many names were found, overlapping ones among them.
fn measure(title: &str, gazetteer: &Gazetteer, documents: &[Document], arguments: &Arguments) -> usize {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let patterns: BTreeSet<&str> = gazetteer.names().map(|name| name.text).collect();
    let names = gazetteer.names().len();
    println!("\n{title}: {names} names, {} spellings; {:.1} MB of text", patterns.len(), mega(bytes));

    let start = at_work();
    let image = HashMatcher::build(gazetteer);
    let built = at_work().saturating_sub(start);
    let start = Instant::now();
    let matcher = HashMatcher::open(&image).expect("an image");
    let opened = start.elapsed();
    let spellings = nisba::entity::Spellings::new(gazetteer, nisba::entity::Variants::Standard);
    let analyses = nisba::relation::Analyses::default();
    println!("  matcher     {:5.1} bytes a name, built in {built:.2?}, opened in {opened:.2?}", mega(image.len()) / mega(names));
    let automaton = arguments.floor.then(|| {
        let start = at_work();
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&patterns)
            .expect("an automaton");
        let bytes = mega(automaton.memory_usage()) / mega(names);
        println!("  automaton   {bytes:5.1} bytes a name, built in {:.2?}", at_work().saturating_sub(start));
        automaton
    });

    let cut: Vec<(&Document, Vec<Sentence>)> =
        documents.iter().map(|document| (document, sentences(&document.text, &zones(&document.text)))).collect();
    let mut rows = Vec::new();
    if let Some(automaton) = &automaton {
        rows.push(row("automaton", || documents.iter().map(|document| automaton.find_iter(&document.text).count()).sum()));
    }
    rows.push(row("tokenise", || {
        let (mut tokens, mut count) = (Vec::new(), 0);
        for (document, sentences) in &cut {
            for sentence in sentences {
                tokens.clear();
                tokenize_into(&document.text, sentence.span, &mut tokens);
                count += tokens.len();
            }
        }
        count
    }));
    rows.push(row("match, longest", || find(&cut, |text, tokens, ends, hits| matcher.longest(text, tokens, ends, hits))));
    rows.push(row("match, all", || find(&cut, |text, tokens, ends, hits| matcher.hits(text, tokens, ends, hits))));
    rows.push(row("sentences", || documents.iter().map(|document| sentences(&document.text, &zones(&document.text)).len()).sum()));
    rows.push(row("scan", || cut.iter().map(|(document, sentences)| scan(&document.text, sentences, &matcher).len()).sum()));
    rows.push(row("names", || {
        let resolve = |(document, sentences): &(&Document, Vec<Sentence>)| {
            let scanned = scan(&document.text, sentences, &matcher);
            resolve(gazetteer, &spellings, &document.text, &scanned, document.date).mentions.len()
        };
        cut.iter().map(resolve).sum()
    }));
    rows.push(row("resolve", || {
        let resolve = |document: &Document| {
            let sentences = sentences(&document.text, &zones(&document.text));
            let scanned = scan(&document.text, &sentences, &matcher);
            resolve(gazetteer, &spellings, &document.text, &scanned, document.date).mentions.len()
        };
        documents.iter().map(resolve).sum()
    }));
    rows.push(row("whole", || {
        let analyze = |document: &Document| {
            nisba::pipeline::analyze(gazetteer, &matcher, &spellings, &analyses, document, &zones(&document.text)).mentions.len()
        };
        documents.iter().map(analyze).sum()
    }));
    rows.retain(|row| arguments.only.is_empty() || arguments.only.iter().any(|only| only == row.name));
    for round in 0..arguments.rounds {
        for row in &mut rows {
            let start = at_work();
            let count = (row.work)();
            row.best = row.best.min(at_work().saturating_sub(start));
            assert!(round == 0 || count == row.count, "{} does not always find the same", row.name);
            row.count = count;
        }
    }
    let slowest = rows.iter().find(|row| row.name == "automaton").map(|row| row.best);
    for Row { name, best, count, .. } in &rows {
        let times = slowest.map_or(String::new(), |floor| format!(" ({:.1})", floor.as_secs_f64() / best.as_secs_f64()));
        println!("  {name:14} {:7.1}{times}, {count} found", mega(bytes) / best.as_secs_f64());
    }
    rows.iter().find(|row| row.name == "match, all").map_or(0, |row| row.count)
}

/// Time that this thread has been at work: on a busy machine that is less than the time that has passed.
fn at_work() -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        let nanoseconds = u32::try_from(time.tv_nsec).expect("less than a second");
        Duration::new(u64::try_from(time.tv_sec).expect("from the start on"), nanoseconds)
    }
    #[cfg(not(unix))]
    {
        static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
        START.elapsed()
    }
}

/// Tokenises all sentences, a thousand tokens at a time, and counts what a matcher finds in them.
fn find(cut: &[(&Document, Vec<Sentence>)], hits: impl Fn(&str, &[Token], &[usize], &mut Vec<Hit>)) -> usize {
    let (mut tokens, mut ends, mut found, mut count) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (document, sentences) in cut {
        let mut sentences = sentences.iter();
        while !sentences.as_slice().is_empty() {
            tokens.clear();
            ends.clear();
            found.clear();
            for sentence in sentences.by_ref() {
                tokenize_into(&document.text, sentence.span, &mut tokens);
                ends.push(tokens.len());
                if tokens.len() > 1_000 {
                    break;
                }
            }
            hits(&document.text, &tokens, &ends, &mut found);
            count += found.len();
        }
    }
    count
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
