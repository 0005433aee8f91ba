//! The graph: what every entity is, and every piece of evidence.

use super::read::Saved;
use super::{EvidenceRow, Filter, GraphView, NodeFacts, Standing};
use crate::relation::CO_OCCURS;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// All nodes and all evidence, planned and denied things included. What a reader sees of it is a [`GraphView`].
#[derive(Debug, Clone, Default)]
pub struct KnowledgeGraph {
    nodes: BTreeMap<String, NodeFacts>,
    relations: BTreeMap<String, RelationFacts>,
    /// Sorted and without repetition: the rows of one edge lie together.
    evidence: Vec<EvidenceRow>,
    /// Sentences that name somebody.
    sentences: u64,
    /// The measures of the file that the graph was read from.
    pub(super) saved: Option<Saved>,
}

/// What an edge needs to know of its relation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationFacts {
    /// Short words for an edge: `met`.
    pub label: String,
    /// Whether both ends play the same part.
    pub symmetric: bool,
}

impl RelationFacts {
    /// Being named in one sentence.
    pub fn co_occurs() -> Self {
        Self { label: "appears with".to_owned(), symmetric: true }
    }
}

impl KnowledgeGraph {
    pub(super) fn new(
        nodes: BTreeMap<String, NodeFacts>,
        relations: BTreeMap<String, RelationFacts>,
        mut evidence: Vec<EvidenceRow>,
        sentences: u64,
    ) -> Self {
        evidence.sort_unstable();
        evidence.dedup();
        Self { nodes, relations, evidence, sentences, saved: None }
    }

    /// A graph of parts that belong together: every end of the evidence is among the nodes, every relation among the relations, and
    /// `sentences` is the number of sentences that name somebody.
    pub fn from_parts(
        nodes: BTreeMap<String, NodeFacts>,
        relations: BTreeMap<String, RelationFacts>,
        evidence: Vec<EvidenceRow>,
        sentences: u64,
    ) -> Self {
        Self::new(nodes, relations, evidence, sentences)
    }

    /// The same as a part of a larger graph, with what its nodes are there, by id.
    #[must_use]
    pub fn with_standings(self, standings: BTreeMap<String, Standing>) -> Self {
        Self { saved: Some(Saved::of_whole(standings)), ..self }
    }

    /// What a filter leaves, with edges, ranks and communities.
    pub fn view(&self, filter: &Filter) -> GraphView<'_> {
        GraphView::new(self, filter)
    }

    /// All entities that documents name, by id.
    pub fn nodes(&self) -> &BTreeMap<String, NodeFacts> {
        &self.nodes
    }

    /// The relations of the evidence, by id.
    pub fn relations(&self) -> &BTreeMap<String, RelationFacts> {
        &self.relations
    }

    /// All evidence, the rows of one edge together, in id order.
    pub fn evidence(&self) -> &[EvidenceRow] {
        &self.evidence
    }

    /// Every row that joins two entities, in either direction and however sure, the most telling first; co-occurrences come last.
    pub fn between(&self, a: &str, b: &str) -> Vec<&EvidenceRow> {
        let mut rows = self.rows(a, b);
        if a != b {
            rows.extend(self.rows(b, a));
        }
        rows.sort_by(|x, y| (x.is_cooccurrence(), x.rank()).cmp(&(y.is_cooccurrence(), y.rank())));
        rows
    }

    /// Ids of the entities that bear a name: those with that id, or else with that label, or else with that spelling in a text.
    /// Names are compared as `fold` writes them.
    pub fn find(&self, name: &str, fold: impl Fn(&str) -> String) -> Vec<&str> {
        if let Some((id, _)) = self.nodes.get_key_value(name.trim()) {
            return vec![id];
        }
        let wanted = fold(name);
        let labels: Vec<_> = self.nodes.iter().filter(|(_, facts)| fold(&facts.label) == wanted).map(|(id, _)| id.as_str()).collect();
        if !labels.is_empty() {
            return labels;
        }
        let spelled = self.nodes.iter().filter(|(_, facts)| facts.spellings.keys().any(|spelling| fold(spelling) == wanted));
        spelled.map(|(id, _)| id.as_str()).collect()
    }

    /// The rows from one entity to another.
    fn rows(&self, subject: &str, object: &str) -> Vec<&EvidenceRow> {
        let from = self.evidence.partition_point(|row| row.subject.as_str() < subject);
        let of_subject = self.evidence[from..].iter().take_while(|row| row.subject == subject);
        of_subject.filter(|row| row.object == object).collect()
    }

    /// How many texts that give evidence are near-duplicates of another one, beside exact copies.
    pub fn near_duplicates(&self) -> usize {
        self.evidence.iter().filter(|row| row.cluster.is_some()).map(|row| row.fingerprint).collect::<BTreeSet<_>>().len()
    }

    /// Sentences that name somebody.
    pub fn sentences(&self) -> u64 {
        self.sentences
    }

    /// Where the rows of each edge lie, in order.
    pub(super) fn groups(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = 0;
        let same = |a: &EvidenceRow, b: &EvidenceRow| (&a.subject, &a.relation, &a.object) == (&b.subject, &b.relation, &b.object);
        self.evidence.chunk_by(same).map(move |rows| {
            let range = start..start + rows.len();
            start = range.end;
            range
        })
    }

    /// What is known of a relation. A relation that nobody described is shown by its id.
    pub fn relation(&self, id: &str) -> RelationFacts {
        match self.relations.get(id) {
            Some(facts) => facts.clone(),
            None if id == CO_OCCURS => RelationFacts::co_occurs(),
            None => RelationFacts { label: id.replace('_', " "), symmetric: false },
        }
    }
}
