//! The files, byte for byte and as a reader sees them.

use super::{Format, Options, Table, write, write_file, write_table};
use crate::graph::samples::{World, page, small};
use crate::graph::{Filter, GraphView, KnowledgeGraph};
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

pub(super) fn text(view: &GraphView<'_>, format: Format) -> String {
    text_with(view, format, &Options::default())
}

pub(super) fn text_with(view: &GraphView<'_>, format: Format, options: &Options) -> String {
    let mut out = Vec::new();
    write(view, format, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

pub(super) fn table(view: &GraphView<'_>, table: Table) -> String {
    let mut out = Vec::new();
    write_table(view, table, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Names that break writers, each with the harmless words by which the texts mention it.
pub(super) const HOSTILE: &[(&str, &str, &str, &str)] = &[
    ("quotes", "Ottmar \"Ox\" O'Brien «x»", "person", "Ottmar Pellin"),
    ("bold", "<b>Berit</b> Bold", "person", "Berit Solkov"),
    ("amp", "Amber &amp; Sons & &lt;x&gt; &#64; &;", "person", "Amber Works"),
    ("cdata", "Casimir ]]> Data", "person", "Casimir Holme"),
    ("backslash", "Bodil Backslash\\", "person", "Bodil Ternquist"),
    ("escapes", "Nestor \\N \\G \\n \\l", "person", "Nestor Eslin"),
    ("turkish", "İlkay Işık ıI", "person", "İlkay Işık"),
    ("arabic", "سلمى نادر", "person", "Salma Nadir"),
    ("emoji", "Enno 👩‍👩‍👧 🇺🇦", "person", "Enno Tarvas"),
    ("bidi", "Dora \u{202e}live\u{202c} \u{2066}inner\u{2069}", "person", "Dora Fallon"),
    ("formula", "=HYPERLINK(\"http://x.example/\",\"x\")", "person", "Frida Molnar"),
    ("lists", "Petra; Comma, Pipe | Tab\tEnd\nLine\u{0}\u{b}\u{85}\u{ffff}", "odd \"type\"\\", "Petra Sund"),
    ("Twin", "Pollux Upper", "person", ""),
    ("twin", "Pollux Lower", "person", ""),
    ("graph", "graph", "person", "Gerda Plot"),
    ("node", "node", "person", "Nadia Knoll"),
    ("Edge_", "an edge", "person", "Edgar Knot"),
    ("a b\"<&>:\\\n", "Space Id", "person", "Sparrow Idle"),
    ("", "\u{202e}", "person", "Nameless One"),
];

pub(super) fn hostile(rows: &[(&str, &str, &str, &str)]) -> KnowledgeGraph {
    let mut world = World::new(rows);
    let attributes = &mut world.entity("bold").attributes;
    for name in ["note", "Note", "time interval", "TimeStamp", "weight", "k<e>y & \"é\"\u{1}", "k_e_y ", "d3", "size", "Größe"] {
        attributes.insert(name.to_owned(), "tab\there,\r\nnew line \\ <i>&amp; \u{1}\u{fffe}".to_owned());
    }
    let mut pages = Vec::new();
    let words: Vec<_> = rows.iter().map(|row| if row.3.is_empty() { row.1 } else { row.3 }).collect();
    let texts: Vec<_> = (0..words.len())
        .map(|place| {
            let (one, other) = (words[place], words[(place + 1) % words.len()]);
            let noise = "\u{fffe}<i>halt &lt; </script><script>take('x')</script> ]]> \u{1} \\\" \u{202e}\\";
            format!("{one} met {other} by the harbour. {one} criticised {other} because of {noise}. Later {other} attacked {one}, it is said.\n{one} criticised {one}.")
        })
        .collect();
    let ids: Vec<_> = (0..words.len()).map(|place| format!("doc \"{place}\" <i>x</i>\\")).collect();
    for (id, text) in ids.iter().zip(&texts) {
        pages.push(page(id, "2024-03-30", "A \"paper\"\n& <b>co</b>", text));
    }
    world.graph(&pages)
}

/// The small graph with another relation in place of one: one that its toy ontology does not have.
pub(super) fn renamed(from: &str, to: &str) -> KnowledgeGraph {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let written = text(&graph.view(&Filter::default()), Format::Json);
    let renamed = written.replace(&format!("\"relation\":\"{from}\""), &format!("\"relation\":\"{to}\""));
    KnowledgeGraph::from_json(&renamed, "renamed.json".as_ref()).unwrap()
}

/// Compares with a checked-in file; with `NISBA_UPDATE` in the environment it is rewritten instead.
pub(in crate::export) fn expect(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports").join(name);
    if std::env::var_os("NISBA_UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == actual, "{name} has changed; if it is meant to, run the tests with NISBA_UPDATE=1 and look at the difference");
}

#[test]
fn the_files_of_a_small_graph_are_as_expected() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let mut view = graph.view(&Filter::default());
    view.lay_out();
    // Of the page, which is mostly its script, the tests of `html` look at the data.
    for format in Format::ALL.into_iter().filter(|format| !format.is_folder() && *format != Format::Html) {
        expect(&format!("small.{}", format.extension()), &text(&view, format));
    }
    expect("small.dynamic.gexf", &text_with(&view, Format::Gexf, &Options::default().with_dynamic(true)));
    for part in Table::ALL {
        expect(&format!("small.csv/{}", part.file_name()), &table(&view, part));
    }
    let folder = tempfile::tempdir().unwrap();
    let dossiers = folder.path().join("small.dossiers");
    write_file(&view, &dossiers, &Options::default()).unwrap();
    for page in ["index.md", "entities/Carla Dietz.md", "entities/Tesmark.md"] {
        expect(&format!("small.dossiers/{page}"), &fs::read_to_string(dossiers.join(page)).unwrap());
    }
}

/// What quick-xml reads of a `GraphML` file: attributes of nodes by id, and of edges by source, relation and target.
type Attributes = BTreeMap<String, String>;
type Tie = (String, String, String);

fn read_graphml(text: &str) -> (BTreeMap<String, Attributes>, BTreeMap<Tie, Attributes>) {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut names, mut nodes, mut edges) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let (mut current, mut key, mut value) = (Attributes::new(), String::new(), String::new());
    let mut owner = Attributes::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return (nodes, edges),
            Event::Start(tag) | Event::Empty(tag) => {
                let found: Attributes = tag
                    .attributes()
                    .map(|attribute| {
                        let attribute = attribute.unwrap();
                        let name = attribute.key.as_ref().to_owned();
                        (name, quick_xml::escape::unescape(&attribute.value).unwrap().into_owned())
                    })
                    .collect();
                match tag.name().as_ref() {
                    "key" => {
                        assert!(names.insert(found["id"].clone(), (found["for"].clone(), found["attr.name"].clone())).is_none());
                    }
                    "node" | "edge" => (owner, current) = (found, Attributes::new()),
                    "data" => (key, value) = (found["key"].clone(), String::new()),
                    _ => {}
                }
            }
            Event::Text(part) => value.push_str(&part),
            Event::GeneralRef(part) => {
                let reference = format!("&{};", &*part);
                value.push_str(&quick_xml::escape::unescape(&reference).unwrap());
            }
            Event::End(tag) => match tag.name().as_ref() {
                "data" => {
                    current.insert(names[&key].1.clone(), value.clone());
                }
                "node" => {
                    assert!(nodes.insert(owner["id"].clone(), current.clone()).is_none());
                }
                "edge" => {
                    let tie = (owner["source"].clone(), owner["label"].clone(), owner["target"].clone());
                    assert!(edges.insert(tie, current.clone()).is_none());
                }
                _ => {}
            },
            _ => {}
        }
    }
}

#[test]
fn graphml_reads_back_with_every_name_whole() {
    let graph = hostile(HOSTILE);
    let view = graph.view(&Filter::default());
    let (nodes, edges) = read_graphml(&text(&view, Format::GraphMl));
    assert_eq!((nodes.len(), edges.len()), (view.nodes().len(), view.edges().len()));
    let legal = |text: &str| text.chars().filter(|c| !matches!(c, '\0' | '\u{1}' | '\u{b}' | '\u{ffff}' | '\u{fffe}')).collect::<String>();
    for node in view.nodes() {
        let id = super::nmtoken::node_id(node.id);
        let read = &nodes[&id];
        assert_eq!(read["label"], legal(&node.facts.label));
        assert_eq!(read["n_mentions"], node.facts.n_mentions.to_string());
        assert_eq!(read["pagerank"].parse::<f64>().unwrap().to_bits(), node.pagerank.to_bits());
        assert_eq!(read.get("entity_id").cloned(), Some(legal(node.id)).filter(|_| id != node.id && !node.id.is_empty()));
    }
    for edge in view.edges() {
        let [subject, object] = [edge.subject, edge.object].map(super::nmtoken::node_id);
        let read = &edges[&(subject, edge.relation.to_owned(), object)];
        assert_eq!((&read["weight"], &read["quote"]), (&edge.weight.to_string(), &legal(&edge.quote())));
        assert_eq!(read["symmetric"], edge.symmetric.to_string());
    }
    let bold = &nodes["bold"];
    for name in ["note", "Note_", "time_inter_val", "time_stamp", "pack_weight", "pack_size", "d3", "Größe", "k_e_y", "k_e_y____é__"] {
        assert_eq!(bold.get(name).map(String::as_str), Some("tab\there,\r\nnew line \\ <i>&amp; "), "{name}: {:?}", bold.keys());
    }
}

/// What quick-xml reads of a GEXF file: own attributes and values of nodes by id, and of edges by source, kind and target.
fn read_gexf(text: &str) -> (BTreeMap<String, Attributes>, BTreeMap<Tie, Attributes>) {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut declared, mut class) = (BTreeMap::<String, BTreeSet<String>>::new(), String::new());
    let (mut nodes, mut edges, mut current) = (BTreeMap::new(), BTreeMap::new(), Attributes::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return (nodes, edges),
            Event::Start(tag) | Event::Empty(tag) => {
                let mut found: Attributes = Attributes::new();
                for attribute in tag.attributes().map(Result::unwrap) {
                    found.insert(attribute.key.as_ref().to_owned(), quick_xml::escape::unescape(&attribute.value).unwrap().into_owned());
                }
                match tag.name().as_ref() {
                    "attributes" => class.clone_from(&found["class"]),
                    "attribute" => {
                        assert_eq!(found["id"], found["title"]);
                        assert!(declared.entry(class.clone()).or_default().insert(found["id"].clone()), "{} is there twice", found["id"]);
                    }
                    "node" | "edge" => (class, current) = (tag.name().as_ref().to_owned(), found),
                    "attvalue" => {
                        assert!(declared[&class].contains(&found["for"]), "{} is not declared", found["for"]);
                        current.insert(found["for"].clone(), found["value"].clone());
                    }
                    _ => {}
                }
            }
            Event::End(tag) => match tag.name().as_ref() {
                "node" => assert!(nodes.insert(current["id"].clone(), current.clone()).is_none()),
                "edge" => {
                    let tie = (current["source"].clone(), current["kind"].clone(), current["target"].clone());
                    assert!(edges.insert(tie, current.clone()).is_none());
                }
                _ => {}
            },
            _ => {}
        }
    }
}

#[test]
fn gexf_reads_back_the_same_as_graphml() {
    let graph = hostile(HOSTILE);
    let view = graph.view(&Filter::default());
    let (nodes, edges) = read_gexf(&text(&view, Format::Gexf));
    let (same_nodes, same_edges) = read_graphml(&text(&view, Format::GraphMl));
    let apart = |mut attributes: Attributes, own: &[&str]| {
        attributes.retain(|name, _| !own.contains(&name.as_str()));
        attributes
    };
    assert_eq!(nodes.keys().collect::<Vec<_>>(), same_nodes.keys().collect::<Vec<_>>());
    for (id, read) in nodes {
        assert_eq!(read["label"], same_nodes[&id]["label"]);
        assert_eq!(apart(read, &["id", "x", "y"]), apart(same_nodes[&id].clone(), &["r", "g", "b", "size", "x", "y"]));
    }
    assert_eq!(edges.keys().collect::<Vec<_>>(), same_edges.keys().collect::<Vec<_>>());
    for (tie, read) in edges {
        assert_eq!(apart(read, &["id", "source", "target", "kind"]), same_edges[&tie]);
    }
}

#[test]
fn dot_keeps_to_what_graphviz_and_gephi_both_read() {
    let graph = hostile(HOSTILE);
    let dot = text(&graph.view(&Filter::default()), Format::Dot);
    for line in [
        "\"node_\" [label=\"node\",",
        "\"graph_\" [label=\"graph\",",
        "\"Edge__\" [label=\"an edge\",",
        "\"backslash\" [label=\"Bodil Backslash\\\\\",",
        "\"escapes\" [label=\"Nestor \\\\N \\\\G \\\\n \\\\l\",",
        "\"amp\" [label=\"Amber &amp;amp; Sons & &amp;lt;x&amp;gt; &amp;#64; &;\",",
        "\"bidi\" [label=\"Dora live inner\",",
        "\"lists\" [label=\"Petra; Comma, Pipe | Tab End Line\",",
    ] {
        assert!(dot.contains(&format!("    {line}")), "{line} in {dot}");
    }
    assert!(!dot.chars().any(|letter| letter.is_control() && letter != '\n'));
    let body = dot.find("subgraph body {").unwrap();
    assert!(!dot[body..].contains("color=\"#") || !dot[body..].contains(" color=\"#"), "Gephi shows such a colour as nothing");
}

#[test]
fn tables_have_one_line_per_record_and_no_formulas() {
    let graph = hostile(HOSTILE);
    let view = graph.view(&Filter::default());
    for part in Table::ALL.into_iter().filter(|part| *part != Table::Guide) {
        let written = table(&view, part);
        let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(written.as_bytes());
        let head: BTreeSet<_> = reader.headers().unwrap().iter().map(str::to_lowercase).collect();
        assert_eq!(head.len(), reader.headers().unwrap().len(), "columns that differ in case only are one to Gephi");
        assert!(head.iter().all(|name| !name.contains("interval") && !name.contains("timestamp")));
        let rows = reader.records().map(Result::unwrap).count();
        let expected = match part {
            Table::Nodes | Table::Neo4jNodes => view.nodes().len(),
            Table::Edges | Table::Neo4jRelationships => view.edges().len(),
            Table::Guide => unreachable!("no table"),
            Table::Evidence => graph.evidence().len(),
        };
        assert_eq!(rows, expected);
        let newlines = written.lines().count();
        // One id holds a line break, and ids are never changed.
        assert!(newlines > rows && written.contains("'=HYPERLINK") == (part == Table::Nodes));
    }
}

#[test]
fn formats_are_known_by_the_end_of_the_name() {
    for format in Format::ALL {
        assert_eq!(Format::from_extension(format.extension()), Some(format));
    }
    assert_eq!(Format::from_path("x/G.GV".as_ref()).unwrap(), Format::Dot);
    assert_eq!(Format::from_path("x/a.b.ftm.json".as_ref()).unwrap(), Format::Ftm);
    assert_eq!(Format::from_path("x/a.csv.json".as_ref()).unwrap(), Format::Json);
    let error = |path: &str| Format::from_path(path.as_ref()).unwrap_err().to_string();
    assert!(
        error("g.parquet")
            .starts_with("g.parquet: .parquet files cannot be written yet; it can be .json, .graphml, .gexf, .dot, .gv, .csv, ")
    );
    assert!(error("graph").contains("does not say which format"));
    assert!(error("g.exe").contains("is no format of a graph"));
}

/// Leaves the files of the hostile graph in the folder that `NISBA_DUMP` names, for readers that are no part of these tests. The last two
/// entities have ids that such readers cannot give back.
#[test]
fn the_hostile_graph_is_written_in_every_format() {
    let graph = hostile(&HOSTILE[..HOSTILE.len() - 2]);
    let own = tempfile::tempdir().unwrap();
    let folder = std::env::var_os("NISBA_DUMP").map_or_else(|| own.path().to_owned(), Into::into);
    let mut view = graph.view(&Filter::default());
    view.lay_out();
    for format in Format::ALL {
        let file = folder.join("graph").with_extension(format.extension());
        write_file(&view, &file, &Options::default()).unwrap();
    }
}

#[test]
fn files_and_folders_are_replaced_whole_and_nothing_is_left_beside() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let view = graph.view(&Filter::default());
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for _ in 0..2 {
        for name in ["g.json", "g.graphml", "g.gexf", "g.dot", "g.gv", "g.csv", "g.html"] {
            write_file(&view, &at(name), &Options::default()).unwrap();
        }
    }
    assert_eq!(fs::read(at("g.dot")).unwrap(), fs::read(at("g.gv")).unwrap());
    assert_eq!(fs::read_to_string(at("g.csv/edges.csv")).unwrap(), table(&view, Table::Edges));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(at("g.json")).unwrap().permissions().mode() & 0o444, 0o444, "others may read it");
    }
    fs::write(at("g.csv/mine.txt"), "x").unwrap();
    assert!(write_file(&view, &at("g.csv"), &Options::default()).unwrap_err().to_string().contains("holds \"mine.txt\""));
    fs::write(at("f.csv"), "x").unwrap();
    assert!(write_file(&view, &at("f.csv"), &Options::default()).unwrap_err().to_string().contains("is a file"));
    fs::create_dir(at("d.json")).unwrap();
    assert!(write_file(&view, &at("d.json"), &Options::default()).unwrap_err().to_string().contains("is a folder"));
    let error = write_file(&view, &at("none/g.json"), &Options::default()).unwrap_err().to_string();
    assert!(error.ends_with("cannot write: No such file or directory"));
    let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["d.json", "f.csv", "g.csv", "g.dot", "g.gexf", "g.graphml", "g.gv", "g.html", "g.json"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_reported_and_not_replaced() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("g.json");
    std::os::unix::fs::symlink("/dev/full", &link).unwrap();
    let error = write_file(&graph.view(&Filter::default()), &link, &Options::default()).unwrap_err().to_string();
    assert!(error.ends_with("cannot write: No space left on device"), "{error}");
    assert!(!fs::metadata("/dev/full").unwrap().is_file());
}
