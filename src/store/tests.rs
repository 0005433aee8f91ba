//! A store that was changed many times is the store of what it holds.

use super::{Changes, Digest, Leaf, Measure, Store, Update};
use crate::document::{Date, Document, zones};
use crate::export::{Format, Options, write};
use crate::gazetteer::{Gazetteer, built_in};
use crate::graph::{Filter, GraphBuilder, Include, KnowledgeGraph, LeftOut, Scope};
use crate::pipeline::Pipeline;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(Gazetteer::load(&[built_in()]).unwrap()));

/// Sentences of which documents are made: facts, plans, denials, copies, and some that tell of nobody.
const SENTENCES: [&str; 16] = [
    "Emmanuel Macron met Olaf Scholz in Berlin.",
    "Olaf Scholz plans to visit Warsaw in May.",
    "Emmanuel Macron denied that he had met Giorgia Meloni.",
    "Giorgia Meloni criticised Emmanuel Macron.",
    "Poland condemned Belarus over the border.",
    "The weather was fine, and nobody said a word.",
    "Japan and South Korea signed an agreement in Tokyo.",
    "Seoul did not support Tokyo.",
    "Volodymyr Zelensky, the Ukrainian president, may travel to Rome.",
    "Kyiv thanked Warsaw for its help.",
    "Narendra Modi met Fumio Kishida, and Modi praised Kishida.",
    "Italian officials said that Italy would back Ukraine.",
    "\n\nThe Chancellor of Germany received the President of France.",
    "According to Reuters, France attacked nobody.",
    "İstanbul ve Ankara: Recep Tayyip Erdoğan met Giorgia Meloni \u{1f600} in Ankara.",
    "Sign up to our newsletter!",
];

/// Numbers that look like chance and are the same in every run (Knuth's MMIX generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

fn document(id: &str, chance: &mut Chance) -> Document {
    let number = chance.below(7);
    let text: Vec<&str> = (0..number).map(|_| SENTENCES[chance.below(SENTENCES.len())]).collect();
    let dates = ["2024-05-01", "2024-05-17", "2024-06", "2023", ""];
    let sources = ["Courier", "COURIER", "Post", " ", ""];
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Document {
        id: id.to_owned(),
        text: text.join([" ", "\n", "  "][chance.below(3)]),
        date: Date::parse(dates[chance.below(dates.len())]),
        source: some(sources[chance.below(sources.len())]),
        title: some(["A title", ""][chance.below(2)]),
        ..Document::default()
    }
}

fn leaf(document: &Document) -> Leaf {
    let analysis = PIPELINE.analyze_zones(document, &zones(&document.text));
    Leaf::new(PIPELINE.gazetteer(), document.clone(), Digest::of(document, None), &analysis)
}

fn json(graph: &KnowledgeGraph) -> String {
    let mut out = Vec::new();
    write(&graph.view(&Filter::default()), Format::Json, &Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn in_memory(documents: &BTreeMap<String, Document>) -> KnowledgeGraph {
    let mut builder = GraphBuilder::new();
    for document in documents.values() {
        builder.add(PIPELINE.gazetteer(), document, &PIPELINE.analyze_zones(document, &zones(&document.text)));
    }
    builder.finish()
}

fn put_all(path: &Path, recipe: &str, documents: &BTreeMap<String, Document>) -> Changes {
    let mut update = Update::begin(path, recipe, &[]).unwrap();
    for document in documents.values() {
        update.put(PIPELINE.gazetteer(), &leaf(document)).unwrap();
    }
    update.finish().unwrap()
}

/// A store of so many documents with its whole graph, in a folder that lives as long as it is kept.
fn made(chance: u64, documents: u64) -> (tempfile::TempDir, Store, KnowledgeGraph) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.nisba");
    let mut chance = Chance(chance);
    let documents = (0..documents).map(|id| (id.to_string(), document(&id.to_string(), &mut chance))).collect();
    put_all(&path, "recipe", &documents);
    let store = Store::open(&path).unwrap();
    let whole = store.graph().unwrap();
    (folder, store, whole)
}

/// The folded tables against a view of the same graph, and the file against itself.
fn check_tables(path: &Path) {
    let store = Store::open(path).unwrap();
    let graph = store.graph().unwrap();
    let view = graph.view(&Filter::default());
    let db = rusqlite::Connection::open(path).unwrap();
    let mut rows = db
        .prepare(
            "SELECT s.id, e.relation, o.id, weight, n_evidence, e.n_documents, n_sources, asserted, planned, possible, denied, negated,
             e.first_date, e.last_date FROM edges e JOIN entities s ON s.entity = subject JOIN entities o ON o.entity = object
             WHERE n_evidence > 0 ORDER BY 1, 2, 3",
        )
        .unwrap();
    let text = |row: &rusqlite::Row<'_>| (0..14).map(|place| format!("{:?}", row.get_ref(place).unwrap())).collect::<Vec<_>>().join(" ");
    let stored: Vec<String> = rows.query_map([], |row| Ok(text(row))).unwrap().map(Result::unwrap).collect();
    let bytes = |text: &str| format!("Text({:?})", text.as_bytes());
    let date = |date: &Option<String>| date.as_deref().map_or("Null".to_owned(), bytes);
    let folded: Vec<String> = view
        .edges()
        .iter()
        .map(|edge| {
            let numbers = [edge.weight, edge.n_evidence, edge.n_documents, edge.n_sources, edge.asserted, edge.planned, edge.possible];
            let numbers: Vec<String> = numbers.iter().chain([&edge.denied, &edge.negated]).map(|n| format!("Integer({n})")).collect();
            let words = [edge.subject, edge.relation, edge.object].map(bytes).join(" ");
            format!("{words} {} {} {}", numbers.join(" "), date(&edge.first_date), date(&edge.last_date))
        })
        .collect();
    // Bytes are printed without their quotes by the file, and with them by the view.
    let plain = |lines: Vec<String>| lines.into_iter().map(|line| line.replace(['"', '\\'], "")).collect::<Vec<_>>();
    assert_eq!(plain(stored), plain(folded));
    let betweenness = view.betweenness();
    for node in view.nodes() {
        let columns = "SELECT pagerank, community, degree, strength, betweenness FROM entities WHERE id = ?";
        let measures: (f64, u32, usize, u64, f64) =
            db.query_row(columns, [node.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))).unwrap();
        let place = view.nodes().iter().position(|other| other.id == node.id).unwrap();
        let expected = (node.pagerank, node.community, view.degrees()[place], view.strengths()[place], betweenness[place]);
        assert_eq!(measures, expected, "{}", node.id);
    }
    // Nobody may be reading where the index of words is checked: that is a kind of writing.
    drop(store);
    let faults: Vec<String> =
        db.prepare("PRAGMA foreign_key_check").unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(faults.is_empty(), "{faults:?}");
    db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)", []).unwrap();
    assert_eq!(db.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).unwrap(), "ok");
}

#[test]
fn a_hundred_changes_in_random_order_give_what_a_fresh_build_gives() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.nisba");
    let mut chance = Chance(2024);
    let mut documents: BTreeMap<String, Document> = BTreeMap::new();
    for step in 0..100 {
        let mut update = Update::begin(&path, "recipe", &[]).unwrap();
        assert_eq!(update.is_fresh(), step == 0);
        let mut expected = Changes::default();
        for _ in 0..=chance.below(4) {
            let id = format!("{}.txt", chance.below(24));
            if chance.below(3) == 0 {
                let there = documents.remove(&id).is_some();
                assert_eq!(update.remove(&id).unwrap(), there);
                expected.removed += usize::from(there);
            } else {
                let document = document(&id, &mut chance);
                update.put(PIPELINE.gazetteer(), &leaf(&document)).unwrap();
                assert_eq!(update.digests().get(&id), Some(&Digest::of(&document, None)));
                if documents.insert(id, document).is_some() { expected.changed += 1 } else { expected.added += 1 }
            }
        }
        assert_eq!(update.finish().unwrap(), expected);
        let changed = json(&Store::open(&path).unwrap().graph().unwrap());
        let fresh = folder.path().join("fresh.nisba");
        put_all(&fresh, &format!("another {step}"), &documents);
        assert_eq!(changed, json(&Store::open(&fresh).unwrap().graph().unwrap()), "step {step}");
        assert_eq!(changed, json(&in_memory(&documents)), "step {step}");
        if step % 20 == 19 {
            check_tables(&path);
            check_tables(&fresh);
        }
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing is left beside the stores: {left:?}");
}

#[test]
fn one_writes_and_the_other_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.nisba");
    let documents: BTreeMap<String, Document> = [("a".to_owned(), document("a", &mut Chance(5)))].into();
    for _ in 0..2 {
        let first = Update::begin(&path, "recipe", &[]).unwrap();
        let second = Update::begin(&path, "recipe", &[]).unwrap_err().to_string();
        assert!(second.contains("another nisba is writing"), "{second}");
        drop(first);
        put_all(&path, "recipe", &documents);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_reader_sees_one_state_and_a_writer_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.nisba");
    let documents = |numbers: std::ops::Range<u64>| -> BTreeMap<String, Document> {
        numbers.map(|number| (number.to_string(), document(&number.to_string(), &mut Chance(number)))).collect()
    };
    put_all(&path, "recipe", &documents(0..3));
    let store = Store::open(&path).unwrap();
    let before = store.counts().unwrap();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| put_all(&path, "recipe", &documents(0..6)));
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert_eq!(store.counts().unwrap(), before);
        assert!(!writer.is_finished());
        drop(store);
        writer.join().unwrap();
    });
    assert_eq!(Store::open(&path).unwrap().counts().unwrap().documents, 6);
}

#[test]
fn another_recipe_makes_it_anew_and_is_refused_where_documents_are_only_added() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.nisba");
    assert!(Update::change(&path, "recipe").unwrap_err().to_string().contains("cannot read the store"));
    let documents: BTreeMap<String, Document> = [("a".to_owned(), document("a", &mut Chance(5)))].into();
    put_all(&path, "recipe", &documents);
    let before = std::fs::read(&path).unwrap();
    assert!(Update::change(&path, "other").unwrap_err().to_string().contains("other names"));
    assert!(Update::begin(&path, "other", &[]).unwrap().is_fresh());
    assert_eq!(std::fs::read(&path).unwrap(), before, "what is dropped changes nothing");
    let made = [("packs", "names.tsv".to_owned())];
    let mut update = Update::begin(&path, "other", &made).unwrap();
    assert!(update.is_empty() && update.ids().next().is_none());
    update.put(PIPELINE.gazetteer(), &leaf(&documents["a"])).unwrap();
    update.finish().unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.about("recipe").unwrap().as_deref(), Some("other"));
    assert_eq!(store.about("packs").unwrap().as_deref(), Some("names.tsv"));
    assert_eq!(store.counts().unwrap().documents, 1);
}

#[test]
fn files_that_are_no_stores_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.nisba");
    for (bytes, words) in [(&b"{}"[..], "no store"), (b"", "no store"), (&[0; 8192], "no store")] {
        std::fs::write(&path, bytes).unwrap();
        for error in [Store::open(&path).unwrap_err(), Update::begin(&path, "recipe", &[]).map(drop).unwrap_err()] {
            assert!(error.to_string().contains("is not a store") || error.to_string().contains(words), "{error}");
        }
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
    std::fs::remove_file(&path).unwrap();
    put_all(&path, "recipe", &BTreeMap::new());
    let db = rusqlite::Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 7).unwrap();
    drop(db);
    assert!(Store::open(&path).unwrap_err().to_string().contains("version 7"));
    assert!(Update::change(&path, "recipe").unwrap_err().to_string().contains("another version of nisba"));
    put_all(&path, "recipe", &BTreeMap::new());
    assert_eq!(Store::open(&path).unwrap().counts().unwrap().documents, 0, "a build makes it anew");
    assert!(Update::begin(folder.path(), "recipe", &[]).unwrap_err().to_string().contains("is a folder"));
}

#[test]
fn damaged_stores_are_named_and_never_believed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.nisba");
    let documents: BTreeMap<String, Document> =
        (0..6_u64).map(|number| (number.to_string(), document(&number.to_string(), &mut Chance(number)))).collect();
    put_all(&path, "recipe", &documents);
    let whole = std::fs::read(&path).unwrap();
    let mut chance = Chance(9);
    for _ in 0..60 {
        let mut bytes = whole.clone();
        for _ in 0..8 {
            let place = chance.below(bytes.len());
            bytes[place] = u8::try_from(chance.below(256)).unwrap();
        }
        bytes.truncate(bytes.len() - chance.below(3) * 5000);
        std::fs::write(&path, &bytes).unwrap();
        // Any answer will do, but there has to be one.
        let _ = Store::open(&path).and_then(|store| store.counts().and(store.graph())).map(|graph| json(&graph));
        let _ = Update::begin(&path, "recipe", &[]).and_then(|mut update| {
            update.remove("1")?;
            update.finish()
        });
    }
    std::fs::write(&path, &whole).unwrap();
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF; UPDATE evidence SET modality = 'sung'").unwrap();
    assert!(Store::open(&path).unwrap().graph().unwrap_err().to_string().contains("\"sung\" is no word of nisba"));
    db.execute_batch("UPDATE evidence SET modality = 'asserted'; DELETE FROM entities").unwrap();
    assert!(Store::open(&path).unwrap().graph().unwrap_err().to_string().contains("there is no entity"));
}

#[test]
fn a_part_answers_as_the_whole_does() {
    let (_folder, store, whole) = made(77, 30);
    let view = whole.view(&Filter::default());
    let (mut answered, mut barred) = (0, 0);
    let everything = Filter { include: Include { planned: true, possible: true, denied: true, negated: true }, ..Filter::default() };
    let all = Filter::default();
    let stated = Filter { no_cooccurrence: true, ..Filter::default() };
    let some = Filter { relations: ["meet", "support", "accuse"].map(str::to_owned).into(), min_weight: 2, ..Filter::default() };
    let steps = |graph: &KnowledgeGraph, a: &str, b: &str, number: usize, filter: &Filter| {
        let view = graph.view(filter);
        let paths = view.paths(a, b, number);
        paths.iter().flat_map(|path| path.steps.iter().map(|step| format!("{} {:?}", step.to.id, step.edges))).collect::<Vec<_>>()
    };
    for node in view.nodes() {
        let mut part = store.part();
        part.add_named(&node.facts.label).unwrap();
        assert!(part.nodes().contains_key(node.id), "{}", node.id);
        part.add_around(node.id).unwrap();
        let graph = part.into_graph().unwrap();
        let around = graph.view(&Filter::default());
        assert_eq!(format!("{:?}", around.neighborhood(node.id)), format!("{:?}", view.neighborhood(node.id)));
        for other in view.nodes() {
            let mut part = store.part();
            part.add_between(node.id, other.id).unwrap();
            let between: Vec<_> = whole.between(node.id, other.id).into_iter().cloned().collect();
            assert_eq!(part.into_graph().unwrap().between(node.id, other.id).into_iter().cloned().collect::<Vec<_>>(), between);
            for (number, filter) in (1..6).flat_map(|number| [&all, &stated, &some].map(|filter| (number, filter))) {
                let mut part = store.part();
                part.add_named(node.id).unwrap();
                part.add_named(other.id).unwrap();
                if part.add_ways(node.id, other.id, number, filter).unwrap() {
                    let part = part.into_graph().unwrap();
                    let [here, there] = [&part, &whole].map(|graph| steps(graph, node.id, other.id, number, filter));
                    assert_eq!(here, there, "{} {} {number} {filter:?}", node.id, other.id);
                    answered += usize::from(!here.is_empty());
                    if here.is_empty() {
                        let [here, there] = [&part, &whole].map(|graph| steps(graph, node.id, other.id, 1, &everything).len());
                        assert_eq!(here, there, "whether there is a way at all, and how long it is");
                        barred += here;
                    }
                } else {
                    assert!(number > 1 || node.id == other.id, "the shortest way is always in a part");
                }
            }
        }
    }
    assert!(barred > 0);
    let since = Filter { since: Date::parse("2024"), ..Filter::default() };
    assert!(!store.part().add_ways("a", "b", 1, &since).unwrap(), "edges do not tell what a time leaves of them");
    assert!(answered > 0);
    let betweenness = view.betweenness();
    let pageranks = view.nodes().iter().map(|node| node.pagerank).collect();
    for (by, values) in [(Measure::PageRank, pageranks), (Measure::Betweenness, betweenness)] {
        let mut part = store.part();
        part.add_top(3, by).unwrap();
        let mut ranks: Vec<_> = view.nodes().iter().zip(values).map(|(node, value)| (Reverse(value.to_bits()), node.id)).collect();
        ranks.sort_unstable();
        let top: BTreeMap<&str, u64> = ranks.iter().take(3).map(|(value, id)| (*id, value.0)).collect();
        let graph = part.into_graph().unwrap();
        let part = graph.view(&Filter::default());
        let values = if by == Measure::Betweenness { part.betweenness() } else { part.nodes().iter().map(|node| node.pagerank).collect() };
        assert_eq!(
            part.nodes().iter().map(|node| node.id).zip(values.iter().map(|value| value.to_bits())).collect::<BTreeMap<_, _>>(),
            top
        );
    }
}

#[test]
fn the_latest_of_a_store_is_the_latest_of_the_whole() {
    let (_folder, store, whole) = made(4711, 60);
    let everything = Include { planned: true, possible: true, denied: true, negated: true };
    let all = Filter { include: everything, ..Filter::default() };
    let may = Filter { since: Date::parse("2024-05"), until: Date::parse("2024-05-17"), ..all.clone() };
    let met = Filter { relations: ["meet".to_owned()].into(), ..Filter::default() };
    let stated = Filter { no_cooccurrence: true, include: Include { denied: true, ..Include::default() }, ..Filter::default() };
    let (mut cut, mut whole_periods) = (0, 0);
    for id in whole.nodes().keys() {
        for filter in [&all, &may, &met, &stated] {
            for limit in [1, 2, 5, 20] {
                let mut part = store.part();
                part.add_named(id).unwrap();
                let unread = part.add_latest(id, filter, limit).unwrap();
                let graph = part.into_graph().unwrap();
                let [mut here, there] = [&graph, &whole].map(|graph| graph.timeline(id, None, filter, limit));
                assert_eq!(here.left_out, LeftOut::default(), "what is to be left out is not read");
                here.left_out = unread;
                assert_eq!(format!("{here:?}"), format!("{there:?}"), "{id} {filter:?} {limit}");
                let uncut = whole.timeline(id, None, filter, usize::MAX);
                assert_eq!(uncut.left_out, LeftOut::default());
                assert!(uncut.periods.ends_with(&there.periods), "whole periods, the last ones");
                cut += usize::from(there.left_out.earlier > 0);
                whole_periods += usize::from(there.periods.len() > 1 && there.left_out.undated > 0);
            }
        }
    }
    assert!(cut > 50 && whole_periods > 10, "{cut} {whole_periods}");
}

#[test]
fn parts_that_may_differ_differ_as_the_wholes_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut answered = 0;
    for round in 0..30 {
        let mut chance = Chance(100 + round);
        let older: BTreeMap<String, Document> = (0..12).map(|id| (id.to_string(), document(&id.to_string(), &mut chance))).collect();
        let mut newer = older.clone();
        for _ in 0..=chance.below(2) {
            let id = chance.below(14).to_string();
            if chance.below(3) == 0 {
                newer.remove(&id);
            } else {
                newer.insert(id.clone(), document(&id, &mut chance));
            }
        }
        let stores = [(&older, "older"), (&newer, "newer")].map(|(documents, name)| {
            let path = folder.path().join(format!("{name}{round}.nisba"));
            put_all(&path, "recipe", documents);
            Store::open(&path).unwrap()
        });
        let [a, b] = stores.each_ref().map(|store| store.graph().unwrap());
        if let Some(parts) = stores[0].changed(&stores[1]).unwrap() {
            answered += 1;
            let [c, d] = parts.map(|part| part.into_graph().unwrap());
            for scope in [Scope::default(), Scope { no_cooccurrence: true, ..Scope::default() }] {
                assert_eq!(format!("{:#?}", c.diff(&d, &scope)), format!("{:#?}", a.diff(&b, &scope)), "{round}");
                assert_eq!(format!("{:#?}", d.diff(&c, &scope)), format!("{:#?}", b.diff(&a, &scope)), "{round}");
            }
        }
    }
    assert!(answered > 10, "{answered}");
}
