//! Reads a graph back from the `.json` export.

use super::{Edge, EvidenceRow, KnowledgeGraph, Node, NodeFacts, RelationFacts, Standing};
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The measures of a file. They hold as long as a view has exactly the nodes and edges of the file: the ranks of a cut graph are those of
/// the whole that it was cut from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Saved {
    measures: BTreeMap<String, (Standing, Option<[f64; 2]>)>,
    /// Subject, relation, object and weight; none where the graph is a part of another one, whose measures hold for every view.
    edges: Option<BTreeSet<(String, String, String, u64)>>,
}

/// Rank, community and position.
type Measures = (f64, u32, Option<[f64; 2]>);

impl Saved {
    pub(super) fn fits(&self, nodes: &[Node<'_>], edges: &[Edge<'_>]) -> bool {
        let Some(mine) = &self.edges else { return true };
        let key = |edge: &Edge<'_>| (edge.subject.to_owned(), edge.relation.to_owned(), edge.object.to_owned(), edge.weight);
        nodes.len() == self.measures.len()
            && edges.len() == mine.len()
            && nodes.iter().all(|node| self.measures.contains_key(node.id))
            && edges.iter().all(|edge| mine.contains(&key(edge)))
    }

    /// The measures of a whole, for a part of it.
    pub(super) fn of_whole(standings: BTreeMap<String, Standing>) -> Self {
        Self { measures: standings.into_iter().map(|(id, standing)| (id, (standing, None))).collect(), edges: None }
    }

    /// Whether they hold for every view.
    pub(super) fn is_of_whole(&self) -> bool {
        self.edges.is_none()
    }

    /// What a node is in the whole.
    pub(super) fn standing(&self, id: &str) -> Standing {
        self.measures.get(id).map(|measures| measures.0).unwrap_or_default()
    }

    pub(super) fn measures(&self, id: &str) -> Measures {
        let (standing, position) = self.measures.get(id).copied().unwrap_or_default();
        (standing.pagerank, standing.community, position)
    }
}

#[derive(Deserialize)]
struct File {
    nodes: Vec<FileNode>,
    edges: Vec<FileEdge>,
    relations: BTreeMap<String, RelationFacts>,
    evidence: Vec<EvidenceRow>,
    #[serde(default)]
    sentences: u64,
}

#[derive(Deserialize)]
struct FileNode {
    id: String,
    label: String,
    #[serde(rename = "type")]
    type_name: String,
    /// The aliases follow from the spellings.
    #[serde(rename = "aliases")]
    _aliases: Vec<String>,
    spellings: BTreeMap<String, u64>,
    n_mentions: u64,
    #[serde(default)]
    n_sentences: u64,
    n_documents: u64,
    first_date: Option<String>,
    last_date: Option<String>,
    community: u32,
    pagerank: f64,
    x: Option<f64>,
    y: Option<f64>,
    #[serde(default)]
    uncertain: BTreeSet<String>,
    #[serde(flatten)]
    attributes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct FileEdge {
    source: String,
    target: String,
    relation: String,
    weight: u64,
}

impl KnowledgeGraph {
    /// Reads a graph from the text of a `.json` export; `path` names the file in errors.
    pub fn from_json(text: &str, path: &Path) -> Result<Self> {
        let file: File = serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            let what = message.split(" at line ").next().unwrap_or(&message);
            Error::input(path, format!("not a graph that nisba wrote: {what}")).at(error.line(), Some(error.column().max(1)))
        })?;
        let mut measures = BTreeMap::new();
        let mut nodes = BTreeMap::new();
        for node in file.nodes {
            let standing = Standing { pagerank: node.pagerank, community: node.community, ..Standing::default() };
            measures.insert(node.id.clone(), (standing, node.x.zip(node.y).map(<[f64; 2]>::from)));
            let facts = NodeFacts {
                label: node.label,
                type_name: node.type_name,
                attributes: node.attributes,
                spellings: node.spellings,
                n_mentions: node.n_mentions,
                n_sentences: node.n_sentences,
                n_documents: node.n_documents,
                first_date: node.first_date,
                last_date: node.last_date,
                uncertain: node.uncertain,
            };
            if nodes.insert(node.id.clone(), facts).is_some() {
                return Err(Error::input(path, format!("node \"{}\" is there twice", node.id)));
            }
        }
        for row in &file.evidence {
            if let Some(end) = [&row.subject, &row.object].into_iter().find(|end| !nodes.contains_key(*end)) {
                return Err(Error::input(path, format!("evidence in \"{}\" names \"{end}\", which is no node", row.document)));
            }
        }
        let edges = file.edges.into_iter().map(|edge| (edge.source, edge.relation, edge.target, edge.weight)).collect();
        let mut graph = Self::new(nodes, file.relations, file.evidence, file.sentences);
        graph.saved = Some(Saved { measures, edges: Some(edges) });
        Ok(graph)
    }
}
