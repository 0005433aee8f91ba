//! How fast a large graph is folded, measured, laid out and written.
//!
//! `cargo bench --bench graph -- [--nodes N] [--edges N] [--rounds N] [--threads N] [--keep FILE.graphml] [--layout]`
//!
//! The graph is made here and always the same. Times are processor seconds of all threads together, with the seconds on the clock beside
//! them, the best of some rounds. It runs on one thread, but for files, which are written by a thread of their own; `--threads` gives it more.
//! With `--keep` the file stays, for the rivals (`benches/rivals/graph.py` runs this and them).
#![allow(clippy::print_stdout, reason = "a benchmark shows what it measures")]

mod corpus;

use nisba::export::{Format, Options, write};
use nisba::graph::{Filter, KnowledgeGraph};
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::time::Instant;

struct Arguments {
    nodes: u64,
    edges: u64,
    rounds: usize,
    threads: Option<usize>,
    keep: Option<PathBuf>,
    layout: bool,
}

fn arguments() -> Arguments {
    let mut arguments = Arguments { nodes: 100_000, edges: 1_000_000, rounds: 3, threads: None, keep: None, layout: false };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().unwrap_or_else(|| panic!("{word} wants a value"));
        match word.as_str() {
            "--nodes" => arguments.nodes = value().parse().expect("a number of nodes"),
            "--edges" => arguments.edges = value().parse().expect("a number of edges"),
            "--rounds" => arguments.rounds = value().parse().expect("a number of rounds"),
            "--threads" => arguments.threads = Some(value().parse().expect("a number of threads")),
            "--keep" => arguments.keep = Some(value().into()),
            "--layout" => arguments.layout = true,
            // `cargo bench` and `cargo test` say what they are.
            "--bench" | "--test" => {}
            other => panic!("unknown argument {other}"),
        }
    }
    arguments
}

fn main() {
    let arguments = arguments();
    rayon::ThreadPoolBuilder::new().num_threads(arguments.threads.unwrap_or(1)).build_global().expect("threads");
    let text = corpus::graph(arguments.nodes, arguments.edges);
    let (read, graph) = seconds(|| KnowledgeGraph::from_json(&text, Path::new("made.json")).expect("a graph"));
    println!("{} nodes, {} edges, {} rows of evidence", arguments.nodes, arguments.edges, graph.evidence().len());
    row("reading JSON", read);
    drop(text);

    let least = |a: Taken, b: Taken| Taken { processor: a.processor.min(b.processor), clock: a.clock.min(b.clock) };
    let best = |work: &mut dyn FnMut() -> Taken| (0..arguments.rounds).map(|_| work()).reduce(least).expect("a round");
    row("view, with its measures", best(&mut || seconds(|| graph.view(&Filter::default())).0));
    let mut view = graph.view(&Filter::default());
    assert_eq!((view.nodes().len() as u64, view.edges().len() as u64), (arguments.nodes, arguments.edges));
    row("adjacency", best(&mut || seconds(|| view.adjacency()).0));
    let adjacency = view.adjacency();
    row("PageRank", best(&mut || seconds(|| adjacency.pageranks()).0));
    row("communities", best(&mut || seconds(|| adjacency.communities()).0));
    row("betweenness, from a sample", seconds(|| view.betweenness()).0);
    if arguments.layout {
        row("positions", seconds(|| view.lay_out()).0);
    }
    let own = std::env::temp_dir().join(format!("nisba-bench-{}.graphml", std::process::id()));
    let path = arguments.keep.as_deref().unwrap_or(&own);
    let graphml = || {
        let mut out = BufWriter::new(File::create(path).expect("a new file"));
        write(&view, Format::GraphMl, &Options::default(), &mut out).expect("a written file");
    };
    row("GraphML", best(&mut || seconds(graphml).0));
    println!("{} MB of GraphML", std::fs::metadata(path).expect("a file").len() / 1_000_000);
    if arguments.keep.is_none() {
        std::fs::remove_file(path).expect("a file to remove");
    }
}

/// What some work took.
#[derive(Clone, Copy)]
struct Taken {
    /// Processor seconds of all threads.
    processor: f64,
    /// Seconds on the clock.
    clock: f64,
}

fn seconds<T>(work: impl FnOnce() -> T) -> (Taken, T) {
    let (start, before) = (Instant::now(), processor());
    let result = work();
    let clock = start.elapsed().as_secs_f64();
    let passed = before.zip(processor()).map(|(before, after)| after - before);
    (Taken { processor: passed.unwrap_or(clock), clock }, result)
}

/// Processor seconds of all threads of this process, the system's work for it included; other programs do not count. Only where Linux tells.
fn processor() -> Option<f64> {
    let tasks = std::fs::read_dir("/proc/self/task").ok()?;
    let spent = tasks.filter_map(|task| {
        let text = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    });
    Some(std::time::Duration::from_nanos(spent.sum()).as_secs_f64())
}

fn row(name: &str, taken: Taken) {
    println!("{name}: {:.3} s, {:.3} s on the clock", taken.processor, taken.clock);
}
