//! Cytoscape JSON, for Cytoscape and Cytoscape.js.
//!
//! Cytoscape shows `name` and takes `interaction` for the kind of an edge; Cytoscape.js wants ids that no node shares with an edge, and
//! takes `parent` for the box that a node stands in.

use super::columns::{self, EDGE, NODE, Value};
use super::nmtoken::edge_id;
use crate::graph::{Edge, GraphView, Node};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Names that Cytoscape gives a meaning; the columns of this writer are among them.
const OWN: &[&str] = &["id", "name", "shared_name", "shared name", "suid", "selected", "parent", "source", "target", "interaction"];

/// Writes one object, a line for each node and edge.
pub(super) fn write(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let attributes = attributes(view);
    out.write_all(b"{\"format_version\":\"1.0\",\"generated_by\":\"nisba\",\"target_cytoscapejs_version\":\"~3.0\",\n")?;
    out.write_all(b"\"data\":{\"name\":\"nisba\",\"shared_name\":\"nisba\"},\n\"elements\":{\"nodes\":[")?;
    lines(out, view.nodes().iter().map(|node| of_node(node, &attributes)))?;
    out.write_all(b"],\n\"edges\":[")?;
    let labels: BTreeMap<_, _> = view.nodes().iter().map(|node| (node.id, node.facts.label.as_str())).collect();
    lines(out, view.edges().iter().map(|edge| of_edge(edge, &labels)))?;
    out.write_all(b"]}}\n")
}

fn lines(out: &mut dyn Write, items: impl Iterator<Item = Json>) -> io::Result<()> {
    let mut separator = "\n";
    for item in items {
        out.write_all(separator.as_bytes())?;
        serde_json::to_writer(&mut *out, &item)?;
        separator = ",\n";
    }
    Ok(())
}

fn of_node(node: &Node<'_>, attributes: &[(String, &str)]) -> Json {
    let facts = node.facts;
    let mut data = Map::new();
    data.insert("id".to_owned(), node.id.into());
    data.insert("name".to_owned(), facts.label.as_str().into());
    for (name, _) in NODE {
        let value = match *name {
            "aliases" => Some(facts.aliases().collect::<Vec<_>>().into()),
            "uncertain" => Some(facts.uncertain.iter().map(String::as_str).collect::<Vec<_>>().into()),
            name => columns::node_value(node, name).map(typed),
        };
        data.extend(value.filter(|value| *value != json!([])).map(|value| ((*name).to_owned(), value)));
    }
    for (shown, name) in attributes {
        data.extend(facts.attributes.get(*name).map(|text| (shown.clone(), text.as_str().into())));
    }
    match node.position {
        // Here y grows downwards; and there is no negative zero in JSON.
        Some([x, y]) => json!({ "data": data, "position": { "x": x, "y": 0.0 - y } }),
        None => json!({ "data": data }),
    }
}

fn of_edge(edge: &Edge<'_>, labels: &BTreeMap<&str, &str>) -> Json {
    let mut data = Map::new();
    // Nodes and edges share one space of ids in Cytoscape.js.
    let mut id = edge_id(edge.subject, edge.relation, edge.object);
    while labels.contains_key(id.as_str()) {
        id.push('_');
    }
    let label = |id: &str| labels.get(id).copied().unwrap_or_default().to_owned();
    data.insert("id".to_owned(), id.into());
    data.insert("source".to_owned(), edge.subject.into());
    data.insert("target".to_owned(), edge.object.into());
    data.insert("name".to_owned(), format!("{} {} {}", label(edge.subject), edge.label, label(edge.object)).into());
    data.insert("interaction".to_owned(), edge.relation.into());
    for (name, _) in EDGE {
        data.extend(columns::edge_value(edge, name).map(|value| ((*name).to_owned(), typed(value))));
    }
    json!({ "data": data })
}

fn typed(value: Value<'_>) -> Json {
    match value {
        Value::Text(text) => text.into(),
        Value::Whole(number) => number.into(),
        Value::Real(number) => number.into(),
        Value::Truth(truth) => truth.into(),
    }
}

/// The gazetteer's own columns, none with a name that Cytoscape gives a meaning.
fn attributes<'g>(view: &GraphView<'g>) -> Vec<(String, &'g str)> {
    let mut taken: BTreeSet<String> = NODE.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut out = Vec::new();
    for (shown, name) in columns::attributes(view) {
        let mut shown = if OWN.contains(&shown.to_lowercase().as_str()) { format!("pack_{shown}") } else { shown };
        while !taken.insert(shown.to_lowercase()) {
            shown.push('_');
        }
        out.push((shown, name));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{HOSTILE, hostile, text};
    use super::*;
    use crate::graph::Filter;
    use crate::graph::samples::{World, page};

    #[test]
    fn every_element_has_an_id_of_its_own_and_reads_back() {
        let graph = hostile(HOSTILE);
        let view = graph.view(&Filter::default());
        let read: Json = serde_json::from_str(&text(&view, Format::Cytoscape)).unwrap();
        let elements =
            |kind: &str| read["elements"][kind].as_array().unwrap().iter().map(|element| element["data"].clone()).collect::<Vec<_>>();
        let (nodes, edges) = (elements("nodes"), elements("edges"));
        assert_eq!((nodes.len(), edges.len()), (view.nodes().len(), view.edges().len()));
        let ids: BTreeSet<_> = nodes.iter().chain(&edges).map(|data| data["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), nodes.len() + edges.len());
        for (node, data) in view.nodes().iter().zip(&nodes) {
            assert_eq!((data["id"].as_str(), data["name"].as_str()), (Some(node.id), Some(node.facts.label.as_str())));
            assert_eq!(data["pagerank"].as_f64(), Some(node.pagerank));
        }
        for (edge, data) in view.edges().iter().zip(&edges) {
            assert_eq!((data["source"].as_str(), data["target"].as_str()), (Some(edge.subject), Some(edge.object)));
            assert_eq!((data["weight"].as_u64(), data["quote"].as_str()), (Some(edge.weight), Some(&*edge.quote())));
        }
    }

    #[test]
    fn no_node_is_put_into_another_by_a_column() {
        let mut world = World::new(&[("a", "Ann", "person", ""), ("a:meet:b", "Odd", "person", ""), ("b", "Bert", "person", "")]);
        world.entity("a").attributes.insert("Parent".to_owned(), "b".to_owned());
        world.entity("a").attributes.insert("pack_Parent".to_owned(), "c".to_owned());
        let graph = world.graph(&[page("d", "", "", "Ann met Bert. Odd met Bert.")]);
        let read: Json = serde_json::from_str(&text(&graph.view(&Filter::default()), Format::Cytoscape)).unwrap();
        let data = &read["elements"]["nodes"][0]["data"];
        assert_eq!((&data["parent"], &data["pack_Parent"], &data["pack_Parent_"]), (&Json::Null, &"b".into(), &"c".into()));
    }
}
