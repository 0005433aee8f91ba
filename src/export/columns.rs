//! The attributes of nodes and edges as columns: one list for all formats that have columns.

use super::nmtoken::token;
use crate::graph::{Edge, GraphView, Node};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// One value of a node or an edge.
pub(super) enum Value<'v> {
    Text(Cow<'v, str>),
    Whole(u64),
    Real(f64),
    Truth(bool),
}

impl std::fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Whole(number) => number.fmt(f),
            Self::Real(number) => number.fmt(f),
            Self::Truth(truth) => truth.fmt(f),
        }
    }
}

/// The types of columns, in the words of `GraphML`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Real,
    Truth,
}

impl Kind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Whole => "long",
            Self::Real => "double",
            Self::Truth => "boolean",
        }
    }
}

/// The columns of nodes that every graph has; `label` comes first.
pub(super) const NODE: &[(&str, Kind)] = &[
    ("label", Kind::Text),
    ("type", Kind::Text),
    ("aliases", Kind::Text),
    ("n_mentions", Kind::Whole),
    ("n_sentences", Kind::Whole),
    ("n_documents", Kind::Whole),
    ("first_date", Kind::Text),
    ("last_date", Kind::Text),
    ("community", Kind::Whole),
    ("pagerank", Kind::Real),
    ("x", Kind::Real),
    ("y", Kind::Real),
    ("uncertain", Kind::Text),
];

/// A column of edges: its name, its type, and the value of an edge; none where it is unknown.
type EdgeColumn = (&'static str, Kind, for<'v> fn(&'v Edge<'_>) -> Option<Value<'v>>);

const EDGE_COLUMNS: [EdgeColumn; 17] = [
    ("relation", Kind::Text, |edge| Some(Value::Text(edge.relation.into()))),
    ("label", Kind::Text, |edge| Some(Value::Text(edge.label.as_str().into()))),
    ("weight", Kind::Whole, |edge| Some(Value::Whole(edge.weight))),
    ("n_evidence", Kind::Whole, |edge| Some(Value::Whole(edge.n_evidence))),
    ("n_documents", Kind::Whole, |edge| Some(Value::Whole(edge.n_documents))),
    ("n_sources", Kind::Whole, |edge| Some(Value::Whole(edge.n_sources))),
    ("symmetric", Kind::Truth, |edge| Some(Value::Truth(edge.symmetric))),
    ("asserted", Kind::Whole, |edge| Some(Value::Whole(edge.asserted))),
    ("planned", Kind::Whole, |edge| Some(Value::Whole(edge.planned))),
    ("possible", Kind::Whole, |edge| Some(Value::Whole(edge.possible))),
    ("denied", Kind::Whole, |edge| Some(Value::Whole(edge.denied))),
    ("negated", Kind::Whole, |edge| Some(Value::Whole(edge.negated))),
    ("first_date", Kind::Text, |edge| edge.first_date.as_deref().map(|date| Value::Text(date.into()))),
    ("last_date", Kind::Text, |edge| edge.last_date.as_deref().map(|date| Value::Text(date.into()))),
    ("lift", Kind::Real, |edge| edge.lift.map(Value::Real)),
    ("evidence", Kind::Text, |edge| Some(Value::Text(edge.evidence().into()))),
    ("quote", Kind::Text, |edge| Some(Value::Text(edge.quote()))),
];

/// The columns of edges.
pub(super) const EDGE: &[(&str, Kind)] = &{
    let mut out = [("", Kind::Text); EDGE_COLUMNS.len()];
    let mut place = 0;
    while place < out.len() {
        out[place] = (EDGE_COLUMNS[place].0, EDGE_COLUMNS[place].1);
        place += 1;
    }
    out
};

/// A value of [`NODE`]; none where it is unknown.
pub(super) fn node_value<'v>(node: &Node<'v>, column: &str) -> Option<Value<'v>> {
    let facts = node.facts;
    Some(match column {
        "label" => Value::Text((&facts.label).into()),
        "type" => Value::Text((&facts.type_name).into()),
        // Bars separate, because names hold commas; Gephi Lite takes such a list for keywords.
        "aliases" => Value::Text(facts.aliases().collect::<Vec<_>>().join("|").into()),
        "n_mentions" => Value::Whole(facts.n_mentions),
        "n_sentences" => Value::Whole(facts.n_sentences),
        "n_documents" => Value::Whole(facts.n_documents),
        "first_date" => Value::Text(facts.first_date.as_deref()?.into()),
        "last_date" => Value::Text(facts.last_date.as_deref()?.into()),
        "community" => Value::Whole(node.community.into()),
        "pagerank" => Value::Real(node.pagerank),
        "x" => Value::Real(node.position?[0]),
        "y" => Value::Real(node.position?[1]),
        "uncertain" => {
            let list: Vec<_> = facts.uncertain.iter().map(String::as_str).collect();
            if list.is_empty() {
                return None;
            }
            Value::Text(list.join("|").into())
        }
        _ => return None,
    })
}

/// A value of [`EDGE`]; none where it is unknown.
pub(super) fn edge_value<'v>(edge: &'v Edge<'_>, column: &str) -> Option<Value<'v>> {
    EDGE_COLUMNS.iter().find(|(name, ..)| *name == column).and_then(|(.., value)| value(edge))
}

/// All values, in the order of [`EDGE`].
pub(super) fn edge_values<'v>(edge: &'v Edge<'_>) -> impl Iterator<Item = Option<Value<'v>>> {
    EDGE_COLUMNS.iter().map(move |(.., value)| value(edge))
}

/// The gazetteer's own columns in a view: the name in the file, which no reader misunderstands, and the name in the graph. Names that are
/// lower case already keep their form, others follow, each with a form of its own.
pub(super) fn attributes<'g>(view: &GraphView<'g>) -> Vec<(String, &'g str)> {
    let names: BTreeSet<&'g str> = view.nodes().iter().flat_map(|node| node.facts.attributes.keys().map(String::as_str)).collect();
    let mut names: Vec<_> = names.into_iter().map(|name| (name != name.to_lowercase(), name)).collect();
    names.sort_unstable();
    // Names that differ in case only are one column to Gephi and to a spreadsheet.
    let mut taken: BTreeSet<String> = NODE.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut out = Vec::with_capacity(names.len());
    for (_, name) in names {
        let mut shown = token(name);
        // Gephi takes columns with these words for sets of times.
        if ["interval", "timestamp"].iter().any(|word| shown.to_lowercase().contains(word)) {
            shown = shown.to_lowercase().replace("interval", "inter_val").replace("timestamp", "time_stamp");
        }
        while !taken.insert(shown.to_lowercase()) {
            shown.push('_');
        }
        out.push((shown, name));
    }
    out
}

/// The text on one line, without characters that XML forbids or nobody sees.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|&letter| !letter.is_control() && !is_noncharacter(letter)));
    }
    out
}

/// U+FFFE and U+FFFF, which XML forbids.
pub(super) fn is_noncharacter(letter: char) -> bool {
    matches!(letter, '\u{fffe}' | '\u{ffff}')
}

/// Controls that turn the direction of text around, so that a label reads as another.
pub(super) fn is_bidi_control(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
