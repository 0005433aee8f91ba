//! The page as far as no browser is needed: `tests/page` has the rest.

use super::{CHECKSUMS, FRAME, LICENCES, SCRIPT, STYLE, evidence, next_mark};
use crate::graph::samples::{World, page, small};
use crate::graph::{Filter, GraphView, KnowledgeGraph};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

fn written(view: &GraphView<'_>) -> String {
    let mut out = Vec::new();
    super::write(view, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The text of the element that starts with `tag`.
fn inside<'t>(page: &'t str, tag: &str, end: &str) -> &'t str {
    page.split_once(tag).and_then(|(_, rest)| rest.split_once(end)).expect(tag).0
}

fn data(view: &GraphView<'_>) -> Value {
    let page = written(view);
    serde_json::from_str(inside(&page, "<script type=\"application/json\" id=\"data\">", "</script>")).unwrap()
}

/// Standard base64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            out.push(if place > chunk.len() { '=' } else { DIGITS[(bits >> (18 - 6 * place) & 63) as usize] as char });
        }
    }
    out
}

fn checksum(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text)))
}

#[test]
fn the_bundle_is_the_recorded_one() {
    assert_eq!(base64(b"a") + &base64(b"ab") + &base64(b"abc"), "YQ==YWI=YWJj");
    for (name, text) in [("page.js", SCRIPT), ("page.css", STYLE), ("licences.txt", LICENCES)] {
        let line = format!("{name} {}", checksum(text));
        assert!(
            CHECKSUMS.lines().any(|recorded| recorded == line),
            "{name} is not what page/build.mjs recorded; `just page` makes both anew"
        );
    }
    for name in ["sigma", "graphology", "graphology-utils", "events"] {
        assert!(LICENCES.lines().any(|line| line.starts_with(&format!("{name} ")) && line.ends_with("(MIT)")), "no licence of {name}");
    }
}

#[test]
fn the_script_ends_where_its_element_ends() {
    let lower = SCRIPT.to_lowercase();
    assert!(!lower.contains("</script") && !SCRIPT.contains("<!--") && !SCRIPT.contains('\r'));
    assert!(!STYLE.to_lowercase().contains("</style") && !STYLE.contains('\r'));
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let page = written(&graph.view(&Filter::default()));
    let policy = inside(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\">");
    assert!(policy.contains("default-src 'none'") && policy.contains("connect-src 'none'") && !policy.contains("unsafe"));
    assert!(policy.contains(&checksum(inside(&page, "<script>", "</script>"))), "the browser computes the sum over these very bytes");
    assert!(policy.contains(&checksum(inside(&page, "<style>", "</style>"))));
}

#[test]
fn every_mark_of_the_frame_is_filled() {
    let (mut rest, mut names) = (FRAME, BTreeSet::new());
    while let Some((_, name, after)) = next_mark(rest) {
        assert!(names.insert(name), "{name} is there twice");
        rest = after;
    }
    assert_eq!(names, BTreeSet::from(["policy", "style", "licences", "data", "script"]));
}

#[test]
fn the_data_of_a_small_graph_is_as_expected() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let page = written(&graph.view(&Filter::default()));
    let island = inside(&page, "<script type=\"application/json\" id=\"data\">", "</script>");
    crate::export::tests::expect("small.page.json", island);
}

/// For each connection how many rows are quoted and how many only count, and the kinds of the quoted ones.
fn rows(data: &Value) -> BTreeMap<(String, String), (usize, usize, BTreeSet<u64>)> {
    let label = |place: &Value| data["nodes"][usize::try_from(place.as_u64().unwrap()).unwrap()][0].as_str().unwrap().to_owned();
    let edges = data["edges"].as_array().unwrap().iter().map(|edge| {
        let numbers = |place: usize| edge.get(place).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let (quoted, counted) = (numbers(1), numbers(2));
        let kinds = quoted.chunks(10).map(|row| row[1].as_u64().unwrap()).collect();
        ((label(&edge[0][0]), label(&edge[0][1])), (quoted.len() / 10, counted.len() / 3, kinds))
    });
    edges.collect()
}

/// Two people who met again and again, and one meeting that is denied.
fn often(times: usize) -> KnowledgeGraph {
    let world = World::new(&[("alba-moreno", "Alba Moreno", "person", ""), ("boris-lind", "Boris Lind", "person", "")]);
    let mut texts: Vec<String> = (0..times).map(|time| format!("In round {time} Alba Moreno met Boris Lind.")).collect();
    texts.push("Alba Moreno did not meet Boris Lind.".to_owned());
    let ids: Vec<String> = (0..texts.len()).map(|place| format!("{place}.txt")).collect();
    let pages: Vec<_> = ids.iter().zip(&texts).map(|(id, text)| page(id, "2024-05-03", "", text)).collect();
    world.graph(&pages)
}

#[test]
fn many_sentences_are_counted_and_the_most_telling_of_each_kind_quoted() {
    let graph = often(30);
    let filter = Filter { no_cooccurrence: true, ..Filter::default() };
    let found = rows(&data(&graph.view(&filter)));
    let (quoted, counted, kinds) = &found[&("alba-moreno".to_owned(), "boris-lind".to_owned())];
    assert_eq!((*quoted, *counted), (12, 19));
    assert!(kinds.contains(&0) && kinds.contains(&4), "the denial is among the quoted ones: {kinds:?}");
}

#[test]
fn what_is_only_planned_is_in_the_page_too() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let view = graph.view(&Filter::default());
    let all: usize = evidence::connections(&view).len();
    assert!(all > view.edges().len(), "a connection that nobody states as a fact");
    let found = rows(&data(&view));
    assert_eq!(
        found.values().map(|(quoted, counted, _)| quoted + counted).max(),
        Some(view.edges().iter().map(|edge| edge.rows.len() + edge.left_out.len()).max().unwrap())
    );
    assert!(found.values().any(|(.., kinds)| kinds.contains(&1)));
}

#[test]
fn places_in_quotes_are_counted_as_browsers_count() {
    let world = World::new(&[("alba-moreno", "Alba Moreno", "person", ""), ("boris-lind", "Boris Lind", "person", "")]);
    let graph = world.graph(&[page("a.txt", "", "", "👩‍👩‍👧 Alba Moreno met Boris Lind.")]);
    let filter = Filter { no_cooccurrence: true, ..Filter::default() };
    let data = data(&graph.view(&filter));
    let row = &data["edges"][0][1];
    let quote: Vec<u16> = data["sentences"][0][4].as_str().unwrap().encode_utf16().collect();
    let words = |from: usize| {
        let place = |at: usize| usize::try_from(row[at].as_u64().unwrap()).unwrap();
        String::from_utf16(&quote[place(from)..place(from + 1)]).unwrap()
    };
    assert_eq!([words(4), words(6), words(8)], ["Alba Moreno", "Boris Lind", "met"]);
}

#[test]
fn hostile_text_is_data_and_nothing_else() {
    let names =
        ["</script><script>alert(1)</script>", "<!-- <img src=x onerror=alert(1)>", "]]> & &lt; \u{2028}\u{2029}", "\u{202e}evil\u{0}"];
    let ids: Vec<String> = (0..names.len()).map(|place| format!("n{place}")).collect();
    let world_rows: Vec<_> = ids.iter().zip(names).map(|(id, name)| (id.as_str(), name, "</style>", "")).collect();
    let mut world = World::new(&world_rows);
    world.entity("n0").attributes.insert("<svg onload=alert(1)>".to_owned(), "javascript:alert(1)".to_owned());
    let text = names.windows(2).map(|pair| pair.join(" met ")).collect::<Vec<_>>().join(". ");
    let graph = world.graph(&[page("<i>a</i>.txt", "2024", "\"><script>", &text)]);
    let view = graph.view(&Filter::default());
    let page = written(&view);
    let island = inside(&page, "<script type=\"application/json\" id=\"data\">", "</script>");
    assert!(!island.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\0']));
    assert_eq!(page.matches("<script").count() - SCRIPT.matches("<script").count(), 2, "the data and the script");
    let data: Value = serde_json::from_str(island).unwrap();
    let labels: Vec<&str> = data["nodes"].as_array().unwrap().iter().map(|node| node[1].as_str().unwrap()).collect();
    assert_eq!(labels, graph.nodes().values().map(|facts| facts.label.as_str()).collect::<Vec<_>>(), "nothing is lost");
}
