//! The fold, the views and the look-ups on small worlds.

use super::samples::{World, page, small};
use super::{Direction, Edge, Ego, Filter, GraphView, Include, KnowledgeGraph, Significance};
use crate::document::Date;
use crate::export::{Format, Options, write};
use proptest::prelude::*;

fn edge<'v, 'g>(view: &'v GraphView<'g>, subject: &str, relation: &str, object: &str) -> Option<&'v Edge<'g>> {
    view.edges().iter().find(|edge| (edge.subject, edge.relation, edge.object) == (subject, relation, object))
}

fn ids(view: &GraphView<'_>) -> Vec<String> {
    view.nodes().iter().map(|node| node.id.to_owned()).collect()
}

fn ties(view: &GraphView<'_>) -> Vec<String> {
    view.edges().iter().map(|edge| format!("{} {} {}", edge.subject, edge.relation, edge.object)).collect()
}

fn json(graph: &KnowledgeGraph, filter: &Filter) -> String {
    let mut out = Vec::new();
    write(&graph.view(filter), Format::Json, &Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn include(words: &str) -> Filter {
    let has = |word| words.contains(word);
    let include = Include { planned: has("planned"), possible: has("possible"), denied: has("denied"), negated: has("negated") };
    Filter { include, ..Filter::default() }
}

#[test]
fn an_edge_sums_up_its_evidence() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let view = graph.view(&Filter::default());
    let met = edge(&view, "alba-moreno", "meet", "boris-lind").unwrap();
    assert_eq!((met.weight, met.n_documents, met.n_sources, met.n_evidence), (2, 3, 2, 4), "a copy is no independent document");
    assert_eq!((met.asserted, met.planned, met.possible, met.denied, met.negated), (5, 0, 0, 1, 1));
    assert!(met.symmetric);
    assert_eq!((met.first_date.as_deref(), met.last_date.as_deref()), (Some("2024-05-03"), Some("2024-05-10")));
    assert_eq!(met.quote(), "Señora Moreno met Lind.", "running text goes before the headline");
    assert_eq!(met.evidence(), "a.txt#2:30-53 | b.txt#1:0-22 | copy.txt#1:0-22 | a.txt#1:0-29", "spans are code points");
    assert_eq!(met.left_out.len(), 2);
    let undated = edge(&view, "carla-dietz", "criticise", "boris-lind").unwrap();
    assert_eq!((undated.first_date.as_deref(), undated.n_sources), (None, 1));
    assert!(edge(&view, "boris-lind", "meet", "carla-dietz").is_none(), "a plan is not a meeting, and boilerplate says nothing");
}

#[test]
fn near_duplicates_count_once_and_outlets_by_their_name() {
    let world = World::new(&[("a", "Anna Berg", "person", ""), ("b", "Bert Holm", "person", "")]);
    let report = "Anna Berg met Bert Holm. The two talked for an hour about the harbour, the railway and the price of grain, and shook hands \
        before a row of cameras that had waited in the rain since the early morning. Nobody said what comes next.";
    let update = format!("{report} A spokesman later called the talks useful and said that both would speak again within a month at most.");
    let other = "Anna Berg met Bert Holm. It was cold, and the hall was all but empty.";
    let pages = [
        page("1", "2024-01-01", "The Courier", report),
        page("2", "2024-01-02", "the  courier", &update),
        page("3", "2024-01-03", "Post", other),
    ];
    let graph = world.graph(&pages);
    let weight = |graph: &KnowledgeGraph| {
        let view = graph.view(&Filter::default());
        edge(&view, "a", "meet", "b").map(|met| (met.weight, met.n_documents, met.n_sources))
    };
    assert_eq!((weight(&graph), graph.near_duplicates()), (Some((2, 3, 2)), 1));
    let text = json(&graph, &Filter::default());
    let again = KnowledgeGraph::from_json(&text, "g.json".as_ref()).unwrap();
    assert_eq!((weight(&again), json(&again, &Filter::default())), (weight(&graph), text));
    for cut in 0..=3 {
        let mut one = world.builder(&pages[cut..]);
        one.merge(world.builder(&pages[..cut]));
        assert_eq!(json(&one.finish(), &Filter::default()), json(&graph, &Filter::default()), "copies may come from different parts");
    }
}

#[test]
fn a_node_sums_up_its_mentions() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let carla = &graph.nodes()["carla-dietz"];
    assert_eq!((carla.n_mentions, carla.n_documents), (6, 4), "boilerplate does not count");
    assert_eq!(carla.aliases().collect::<Vec<_>>(), ["Dietz", "Karla Dietz"]);
    assert_eq!(carla.uncertain.iter().collect::<Vec<_>>(), ["Karla Dietz (role-override)"]);
    assert_eq!(carla.attributes["pack_Weight"], "58 kg", "the name is that of an attribute which readers understand");
    assert_eq!((carla.attributes["note"].as_str(), carla.attributes["wikidata"].as_str()), ("a \"note\" & more", "Q42"));
    assert_eq!((carla.first_date.as_deref(), carla.last_date.as_deref()), (Some("2024-05-09"), Some("2024-06")));
    let (tesmark, veldania) = (&graph.nodes()["tesmark"], &graph.nodes()["veldania"]);
    assert_eq!((tesmark.n_mentions, tesmark.attributes["country"].as_str()), (1, "veldania"));
    assert_eq!(veldania.n_mentions, 3, "Tesmark acts as Veldania once");
    assert_eq!(veldania.aliases().collect::<Vec<_>>(), ["Veldanian"], "but Tesmark is no spelling of Veldania");
}

#[test]
fn views_include_what_they_are_asked_for() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let weight =
        |words: &str, a: &str, b: &str| edge(&graph.view(&include(words)), a, "meet", b).map(|edge| (edge.weight, edge.n_evidence));
    assert_eq!(weight("", "boris-lind", "carla-dietz"), None);
    assert_eq!(weight("planned", "boris-lind", "carla-dietz"), Some((1, 2)));
    assert_eq!(weight("denied", "alba-moreno", "boris-lind"), Some((3, 5)));
    assert_eq!(weight("denied,negated", "alba-moreno", "boris-lind"), Some((3, 6)));
}

#[test]
fn filters_cut_edges_first_and_then_nodes_without_one() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    assert_eq!(ids(&graph.view(&Filter::default())), ["alba-moreno", "boris-lind", "carla-dietz", "tesmark", "veldania"]);
    let strong = Filter { min_weight: 2, no_cooccurrence: true, ..Filter::default() };
    assert_eq!(ties(&graph.view(&strong)), ["alba-moreno meet boris-lind"]);
    assert_eq!(ids(&graph.view(&strong)), ["alba-moreno", "boris-lind"]);
    let people = Filter { types: ["person".to_owned()].into(), no_cooccurrence: true, ..Filter::default() };
    assert_eq!(
        ties(&graph.view(&people)),
        ["alba-moreno meet boris-lind", "carla-dietz criticise alba-moreno", "carla-dietz criticise boris-lind"]
    );
    let attacks = Filter { relations: ["attack".to_owned()].into(), ..Filter::default() };
    assert_eq!(ties(&graph.view(&attacks)), ["boris-lind attack veldania"]);
    let may = Filter { since: Date::parse("2024-05-09"), until: Date::parse("2024-05"), ..Filter::default() };
    assert_eq!(ties(&graph.view(&may)), ["alba-moreno meet boris-lind", "carla-dietz criticise alba-moreno"]);
    assert_eq!(graph.view(&may).edges()[0].n_evidence, 2, "the earlier meeting is not counted");
    let june = Filter { since: Date::parse("2024-06-15"), ..Filter::default() };
    assert!(ties(&graph.view(&june)).iter().all(|tie| tie.contains("co_occurs")), "a month reaches to its last day");
    let top = Filter { top: Some(2), ..Filter::default() };
    assert_eq!(ids(&graph.view(&top)), ["boris-lind", "carla-dietz"]);
    let ego = |id: &str, depth| Filter { ego: Some(Ego { id: id.to_owned(), depth }), no_cooccurrence: true, ..Filter::default() };
    assert_eq!(ids(&graph.view(&ego("veldania", 1))), ["boris-lind", "veldania"]);
    assert_eq!(ids(&graph.view(&ego("veldania", 2))), ["alba-moreno", "boris-lind", "carla-dietz", "veldania"]);
    assert_eq!(ids(&graph.view(&ego("veldania", 0))), ["veldania"]);
    assert!(ids(&graph.view(&ego("nobody", 3))).is_empty());
}

#[test]
fn filters_of_the_whole_graph_come_after_those_of_edges() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let shown = |filter: &Filter| ids(&graph.view(filter)).join(" ");
    let documents = |min_documents| Filter { min_documents, ..Filter::default() };
    assert_eq!(shown(&documents(1)), "alba-moreno boris-lind carla-dietz tesmark veldania");
    assert_eq!(shown(&documents(4)), "alba-moreno boris-lind carla-dietz", "copies are documents");
    let core = |k_core, no_cooccurrence| Filter { k_core, no_cooccurrence, ..Filter::default() };
    assert_eq!(shown(&core(2, true)), "alba-moreno boris-lind carla-dietz", "Veldania hangs on Lind alone");
    assert_eq!(shown(&core(9, false)), "");
    let giant = Filter { giant: true, relations: ["attack".to_owned()].into(), ..Filter::default() };
    assert_eq!(shown(&giant), "boris-lind veldania");
    let backbone = |level| Filter { backbone: Significance::parse(level), ..Filter::default() };
    let strong = graph.view(&backbone("0.5"));
    assert!(!strong.edges().is_empty() && strong.edges().len() < graph.view(&Filter::default()).edges().len(), "{:?}", ties(&strong));
    assert!(strong.edges().iter().all(|edge| graph.view(&Filter::default()).edges().contains(edge)), "weights stay what they are");
}

#[test]
fn ranks_are_those_of_the_whole_view_and_communities_are_stable() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let whole = graph.view(&Filter::default());
    let sum: f64 = whole.nodes().iter().map(|node| node.pagerank).sum();
    assert!((sum - 1.0).abs() < 1e-9);
    let cut = graph.view(&Filter { top: Some(2), ..Filter::default() });
    for node in cut.nodes() {
        assert_eq!(Some(node), whole.node(node.id));
    }
    assert!(whole.nodes().iter().any(|node| node.community == 0));
}

#[test]
fn a_neighborhood_ranks_and_groups_connections() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let view = graph.view(&Filter::default());
    let around = view.neighborhood("boris-lind").unwrap();
    let groups: Vec<_> = around.groups.iter().map(|group| (group.relation, group.direction, group.links.len())).collect();
    assert_eq!(
        groups,
        [
            ("meet", Direction::Symmetric, 1),
            ("attack", Direction::Outgoing, 1),
            ("criticise", Direction::Incoming, 1),
            ("co_occurs", Direction::Symmetric, 2),
        ]
    );
    assert_eq!(around.groups[0].links[0].other.id, "alba-moreno");
    assert!(view.neighborhood("nobody").is_none());
}

#[test]
fn paths_are_short_first_and_then_strong() {
    let world = World::new(&[
        ("a", "Anna", "person", ""),
        ("b", "Bert", "person", ""),
        ("c", "Cleo", "person", ""),
        ("d", "Dora", "person", ""),
        ("e", "Emil", "person", ""),
        ("f", "Fred", "person", ""),
        ("z", "Zeno", "person", ""),
    ]);
    // a-b-e is strong, a-c-e weak, a-d-e goes over a bare co-occurrence; a-b-f-e is longer; z stands alone.
    let graph = world.graph(&[
        page("1", "2024-01-01", "", "Anna met Bert. Bert met Emil. Bert met Fred. Fred met Emil."),
        page("2", "2024-01-02", "", "Anna met Bert. Bert attacked Emil. Emil met Bert. Anna met Cleo. Cleo met Emil."),
        page("3", "2024-01-03", "", "Anna with Dora. Dora met Emil. Anna with Dora, said others. Zeno came."),
    ]);
    let view = graph.view(&Filter::default());
    let ways = view.paths("a", "e", 9);
    let nodes: Vec<Vec<_>> = ways.iter().map(|way| way.steps.iter().map(|step| step.to.id).collect()).collect();
    let expected: [&[&str]; 4] = [&["b", "e"], &["c", "e"], &["d", "e"], &["b", "f", "e"]];
    assert_eq!(nodes, expected);
    let last: Vec<_> = ways[0].steps[1].edges.iter().map(|edge| (edge.relation, edge.weight)).collect();
    assert_eq!(last, [("meet", 2), ("attack", 1)]);
    assert_eq!(view.paths("a", "e", 1).len(), 1);
    assert!(view.paths("a", "z", 3).is_empty() && view.paths("a", "nobody", 3).is_empty());
    assert!(view.paths("a", "a", 3)[0].steps.is_empty());
}

#[test]
fn a_timeline_is_in_the_order_of_events() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let everything = Filter { no_cooccurrence: true, ..include("planned,possible,denied,negated") };
    let lines = |with, filter: &Filter| {
        let timeline = graph.timeline("carla-dietz", with, filter, usize::MAX);
        let entry =
            |label: &str, entry: &super::Entry<'_>| format!("{label}: {} {} +{}", entry.row.relation, entry.row.document, entry.copies);
        let dated = timeline.periods.iter().flat_map(|period| period.entries.iter().map(|one| entry(&period.label(), one)));
        dated.chain(timeline.undated.iter().map(|one| entry("undated", one))).collect::<Vec<_>>()
    };
    let expected = [
        "2024-05-09: criticise b.txt +0",
        "2024-05-09: meet b.txt +0",
        "2024-05-10: criticise copy.txt +0",
        "2024-05-10: meet copy.txt +0",
        "undated: criticise d.txt +0",
    ];
    assert_eq!(lines(None, &everything), expected);
    assert_eq!(lines(Some("alba-moreno"), &everything), [expected[0], expected[2]]);
    assert_eq!(lines(None, &Filter { until: Date::parse("2024-05-09"), ..everything }), expected[..2]);
}

#[test]
fn a_diff_says_what_is_new_gone_and_changed() {
    let world =
        World::new(&[("a", "Anna", "person", ""), ("b", "Bert", "person", ""), ("c", "Cleo", "person", ""), ("d", "Dora", "person", "")]);
    let graph = |texts: &[(&str, &str)]| world.graph(&texts.iter().map(|(id, text)| page(id, "", "", text)).collect::<Vec<_>>());
    let older = graph(&[("1", "Anna met Bert. Bert attacked Cleo."), ("2", "Cleo met Anna.")]);
    let newer =
        graph(&[("1", "It rained. Anna met Bert."), ("2", "Cleo did not meet Anna."), ("3", "Anna met Bert, he said. Anna met Dora.")]);
    let scope = super::Scope { no_cooccurrence: true, ..super::Scope::default() };
    let diff = older.diff(&newer, &scope);
    assert_eq!((diff.new.len(), diff.gone.len(), diff.new[0].0), (1, 0, "d"));
    let edges: Vec<_> = diff
        .edges
        .iter()
        .map(|edge| {
            let row = edge.row;
            (format!("{} {} {}", row.subject, row.relation, row.object), edge.before, edge.after, edge.new.len(), edge.gone.len())
        })
        .collect();
    let expected = [
        ("a meet b", Some(1), Some(2), 1, 0),
        ("a meet c", Some(1), Some(0), 1, 1),
        ("a meet d", None, Some(1), 1, 0),
        ("b attack c", Some(1), None, 0, 1),
    ];
    assert_eq!(edges, expected.map(|(ends, before, after, new, gone)| (ends.to_owned(), before, after, new, gone)));
    assert!(older.diff(&older, &super::Scope::default()).is_empty());
    let moved = graph(&[("1", "It rained. Anna met Bert. Bert attacked Cleo."), ("2", "Cleo met Anna.")]);
    assert!(older.diff(&moved, &super::Scope::default()).is_empty(), "a sentence that moved is the same evidence");
}

#[test]
fn between_shows_everything_that_was_said() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let rows = graph.between("boris-lind", "alba-moreno");
    assert_eq!(rows.len(), 6);
    assert_eq!(rows[0].quote, "Señora Moreno met Lind.");
    assert!(rows[4..].iter().all(|row| !row.is_plain()));
    assert!(graph.between("boris-lind", "nobody").is_empty());
    let mixed = graph.between("boris-lind", "carla-dietz");
    assert!(!mixed[0].is_cooccurrence() && mixed.last().unwrap().is_cooccurrence());
}

#[test]
fn names_are_found_by_id_then_label_then_spelling() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let find = |name: &str| graph.find(name, str::to_lowercase);
    assert_eq!(find("boris-lind"), ["boris-lind"]);
    assert_eq!(find("BORIS LIND"), ["boris-lind"]);
    assert_eq!(find("karla dietz"), ["carla-dietz"]);
    assert!(find("nobody").is_empty());
}

#[test]
fn a_graph_reads_back_byte_for_byte() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let ego = Some(Ego { id: "veldania".to_owned(), depth: 2 });
    let filters = [
        Filter::default(),
        include("planned,denied"),
        Filter { top: Some(3), ..Filter::default() },
        Filter { min_weight: 2, ..Filter::default() },
        Filter { ego, no_cooccurrence: true, ..Filter::default() },
        Filter { since: Date::parse("2024-05-09"), ..Filter::default() },
        Filter { min_documents: 4, ..Filter::default() },
        Filter { k_core: 2, no_cooccurrence: true, ..Filter::default() },
        Filter { backbone: Significance::parse("0.5"), giant: true, ..Filter::default() },
    ];
    for filter in filters {
        let text = json(&graph, &filter);
        let again = KnowledgeGraph::from_json(&text, "graph.json".as_ref()).unwrap();
        assert_eq!(json(&again, &Filter { include: filter.include, ..Filter::default() }), text, "{filter:?}");
    }
    let again = KnowledgeGraph::from_json(&json(&graph, &Filter::default()), "graph.json".as_ref()).unwrap();
    assert_eq!(json(&again, &include("planned")), json(&graph, &include("planned")), "plans are not lost");
}

#[test]
fn positions_are_kept_with_a_whole_graph_and_made_anew_for_a_part() {
    let (world, pages) = small();
    let graph = world.graph(&pages);
    let text = |graph: &KnowledgeGraph, filter: &Filter| {
        let mut view = graph.view(filter);
        view.lay_out();
        let mut out = Vec::new();
        write(&view, Format::Json, &Options::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let read = |text: &str| KnowledgeGraph::from_json(text, "graph.json".as_ref()).unwrap();
    let whole = text(&graph, &Filter::default());
    let (before, after) = whole.split_once("\"x\":").unwrap();
    let moved = format!("{before}\"x\":1234.5,{}", after.split_once(',').unwrap().1);
    assert_eq!(json(&read(&moved), &Filter::default()), moved, "where somebody put a node, it stays");
    let top = Filter { top: Some(3), ..Filter::default() };
    assert_eq!(text(&read(&moved), &top), text(&graph, &top));
    assert!(read(&json(&graph, &top)).view(&Filter::default()).nodes().iter().all(|node| node.position.is_none()));
}

#[test]
fn a_file_that_is_no_graph_says_so_with_its_place() {
    let error = |text: &str| KnowledgeGraph::from_json(text, "g.json".as_ref()).unwrap_err().to_string();
    assert_eq!(error("{}"), "g.json:1:2: not a graph that nisba wrote: missing field `nodes`");
    assert!(error("\n[").starts_with("g.json:2:1: not a graph that nisba wrote"));
    assert!(error("").contains("EOF"));
    let (world, pages) = small();
    let text = json(&world.graph(&pages), &Filter::default());
    assert!(error(&text.replace("\"id\":\"alba-moreno\"", "\"id\":\"x\"")).contains("which is no node"));
    assert!(error(&text.replace("\"id\":\"alba-moreno\"", "\"id\":\"boris-lind\"")).contains("twice"));
    assert!(error(&text.replace("\"modality\":\"planned\"", "\"modality\":\"hoped\"")).contains("none of asserted, planned"));
}

#[test]
fn an_empty_graph_is_a_graph() {
    let graph = World::new(&[]).graph(&[]);
    let text = json(&graph, &Filter::default());
    assert_eq!(json(&KnowledgeGraph::from_json(&text, "e.json".as_ref()).unwrap(), &Filter::default()), text);
}

proptest! {
    #[test]
    fn the_order_and_grouping_of_documents_does_not_matter(order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle(), cut in 0_usize..=5) {
        let (world, pages) = small();
        let shuffled: Vec<_> = order.iter().map(|&place| pages[place]).collect();
        let mut one = world.builder(&shuffled[..cut]);
        one.merge(world.builder(&shuffled[cut..]));
        let expected = world.graph(&pages);
        let filter = include("planned,denied,negated,possible");
        prop_assert_eq!(json(&one.finish(), &filter), json(&expected, &filter));
    }
}
