//! A made graph: groups of different sizes with a few well-connected members each, and sentences for every edge.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How many of the edges stay within a group, of ten.
const INSIDE: u64 = 8;
/// Verbs of the sentences, each a relation.
const RELATIONS: [&str; 5] = ["attack", "criticise", "meet", "support", "visit"];
const TYPES: [&str; 4] = ["person", "organization", "country", "place"];

/// Numbers without order, always the same ones (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// Below `end`, evenly.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Below `end`, small numbers more often: with the density of one over the square root.
    fn low(&mut self, end: u64) -> u64 {
        let share = self.below(1 << 20);
        end * share / (1 << 20) * share / (1 << 20)
    }
}

/// A graph of `nodes` nodes and `edges` edges as nisba saves it, five rows of evidence for every four edges.
pub(super) fn graph(nodes: u64, edges: u64) -> String {
    let mut numbers = Numbers(1);
    let groups = nodes.isqrt() / 2 + 1;
    let mut members: Vec<Vec<u64>> = vec![Vec::new(); usize::try_from(groups).expect("few groups")];
    let group_of: Vec<u64> = (0..nodes).map(|_| numbers.low(groups)).collect();
    for (node, group) in (0..nodes).zip(&group_of) {
        members[usize::try_from(*group).expect("few groups")].push(node);
    }
    let mut ties = BTreeSet::new();
    while (ties.len() as u64) < edges {
        let subject = numbers.below(nodes);
        let object = if numbers.below(10) < INSIDE {
            let group = &members[usize::try_from(group_of[usize::try_from(subject).expect("a node")]).expect("few groups")];
            group[usize::try_from(numbers.low(group.len() as u64)).expect("a member")]
        } else {
            numbers.low(nodes)
        };
        if subject != object {
            ties.insert((subject, numbers.below(RELATIONS.len() as u64), object));
        }
    }
    let mut text = format!("{{\"sentences\":{edges},\"nodes\":[");
    for node in 0..nodes {
        let type_name = TYPES[usize::try_from(node % 4).expect("four types")];
        let _ = write!(
            text,
            "{}{{\"id\":\"entity-{node:06}\",\"label\":\"Entity {node}\",\"type\":\"{type_name}\",\"aliases\":[],\"spellings\":{{\"E. {node}\":3}},\
             \"n_mentions\":5,\"n_sentences\":4,\"n_documents\":3,\"community\":0,\"pagerank\":0}}",
            if node == 0 { "" } else { "," },
        );
    }
    text.push_str("],\"edges\":[],\"relations\":{");
    for (place, relation) in RELATIONS.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        let _ = write!(text, "{comma}\"{relation}\":{{\"label\":\"{relation}s\",\"symmetric\":false}}");
    }
    text.push_str("},\"evidence\":[");
    let mut first = true;
    for (number, (subject, relation, object)) in ties.iter().enumerate() {
        let relation = RELATIONS[usize::try_from(*relation).expect("few relations")];
        for copy in 0..=usize::from(number % 4 == 0) {
            let document = numbers.below(edges / 4 + 1);
            let _ = write!(
                text,
                "{}{{\"subject\":\"entity-{subject:06}\",\"relation\":\"{relation}\",\"object\":\"entity-{object:06}\",\
                 \"document\":\"news/{document:07}.txt\",\"sentence_number\":{},\"sentence\":[{},{}],\"subject_span\":[0,9],\"object_span\":[20,29],\
                 \"quote\":\"On the eve of the talks Entity {subject} said it would {relation} Entity {object} & others before the end of the year.\",\
                 \"polarity\":\"positive\",\"modality\":\"asserted\",\"rule\":\"verb\",\"confidence\":\"high\",\"zone\":\"body\",\
                 \"document_date\":\"2024-{:02}-{:02}\",\"source\":\"Courier\",\"fingerprint\":\"{document:032x}\"}}",
                if first { "" } else { "," },
                copy + 2,
                100 + copy,
                220 + copy,
                document % 12 + 1,
                document % 28 + 1,
            );
            first = false;
        }
    }
    text.push_str("]}");
    text
}
