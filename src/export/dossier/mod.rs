//! Dossiers: a folder with a page for each entity and an index, in Markdown that Obsidian, GitHub and any other reader show alike.
//!
//! Links are relative and percent-encoded, the form that all of them follow. What comes from a document or a gazetteer is escaped: it never
//! becomes a heading, a link, a tag or markup.

mod markdown;
mod name;

use super::columns::visible;
use super::file::Part;
use super::rdf::is_item;
use crate::graph::{Edge, EvidenceRow, GraphView, Node};
use crate::relation::{Modality, Polarity};
use markdown::{escape, link};
use name::names;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Write};
use std::path::Path;
use std::rc::Rc;

/// The page that leads to all others.
const INDEX: &str = "index.md";
/// The folder of the pages.
const ENTITIES: &str = "entities/";
/// Says that a page was written by this program and may be written anew.
const MARK: &str = "generator: nisba";
/// So many sentences stand behind one connection.
const SENTENCES: usize = 5;
/// And so many entities among those that are only named together with one.
const TOGETHER: usize = 200;

/// All files of the folder.
pub(super) fn parts<'v>(view: &'v GraphView<'_>) -> Vec<Part<'v>> {
    let context = Rc::new(Context::of(view));
    let index = Rc::clone(&context);
    let mut parts = vec![Part::new(INDEX, move |out| index.index(out))];
    for node in view.nodes() {
        let context = Rc::clone(&context);
        parts.push(Part::new(format!("{ENTITIES}{}", context.names[node.id]), move |out| context.page(node, out)));
    }
    parts
}

/// Whether a file of such a folder was not written by an earlier run.
pub(super) fn is_foreign(name: &str, path: &Path) -> bool {
    let page = name == INDEX || (name.starts_with(ENTITIES) && path.extension().is_some_and(|end| end == "md"));
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_end(&mut head));
    !page || read.is_err() || !String::from_utf8_lossy(&head).starts_with(&format!("---\n{MARK}\n"))
}

/// What every page needs of the whole graph.
struct Context<'v, 'g> {
    view: &'v GraphView<'g>,
    /// File names by id.
    names: BTreeMap<&'v str, String>,
    /// Edges by the ids of their ends, the strongest first.
    edges: BTreeMap<&'v str, Vec<&'v Edge<'g>>>,
    /// Evidence that makes no edge, because nobody states it: by the ids of its ends.
    silent: BTreeMap<&'v str, Vec<&'g EvidenceRow>>,
}

impl<'v, 'g> Context<'v, 'g> {
    fn of(view: &'v GraphView<'g>) -> Self {
        let mut order: Vec<&Edge<'g>> = view.edges().iter().collect();
        order.sort_by_key(|edge| {
            (edge.is_cooccurrence(), Reverse((edge.weight, edge.n_evidence)), edge.relation, edge.subject, edge.object)
        });
        let mut edges: BTreeMap<&'v str, Vec<_>> = BTreeMap::new();
        for edge in order {
            edges.entry(edge.subject).or_default().push(edge);
            if edge.object != edge.subject {
                edges.entry(edge.object).or_default().push(edge);
            }
        }
        let of_edges: std::collections::BTreeSet<_> = view.edges().iter().map(|edge| (edge.subject, edge.relation, edge.object)).collect();
        let mut silent: BTreeMap<&'v str, Vec<_>> = BTreeMap::new();
        for row in view.evidence() {
            let (subject, object) = (row.subject.as_str(), row.object.as_str());
            if !of_edges.contains(&(subject, &row.relation, object)) && view.node(subject).is_some() && view.node(object).is_some() {
                silent.entry(subject).or_default().push(row);
                if subject != object {
                    silent.entry(object).or_default().push(row);
                }
            }
        }
        Self { view, names: names(view), edges, silent }
    }

    fn index(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "---\n{MARK}\n---\n\n# Dossiers\n")?;
        let (nodes, edges) = (self.view.nodes(), self.view.edges().len());
        writeln!(
            out,
            "{}, {}. Every run writes this folder anew: notes of your own belong beside it.",
            counted(nodes.len(), "entity", "entities"),
            counted(edges, "connection", "connections")
        )?;
        let mut types: BTreeMap<&str, Vec<&Node<'_>>> = BTreeMap::new();
        for node in nodes {
            types.entry(&node.facts.type_name).or_default().push(node);
        }
        for (kind, mut nodes) in types {
            writeln!(out, "\n## {}\n", escape(kind))?;
            nodes.sort_by(|a, b| b.pagerank.total_cmp(&a.pagerank).then(a.id.cmp(b.id)));
            for node in nodes {
                let ties = self.edges.get(node.id).map_or(0, |edges| edges.iter().filter(|edge| !edge.is_cooccurrence()).count());
                let documents = counted(usize::try_from(node.facts.n_documents).unwrap_or(usize::MAX), "document", "documents");
                writeln!(out, "- {}: {documents}, {}", self.link(node.id, ENTITIES), counted(ties, "connection", "connections"))?;
            }
        }
        Ok(())
    }

    fn page(&self, node: &Node<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.head(node, out)?;
        let edges = self.edges.get(node.id).map_or(&[][..], Vec::as_slice);
        let mut groups: Vec<((&str, Side), Vec<&Edge<'_>>)> = Vec::new();
        for edge in edges.iter().filter(|edge| !edge.is_cooccurrence()) {
            let key = (edge.relation, Side::of(edge, node.id));
            match groups.iter_mut().find(|group| group.0 == key) {
                Some(group) => group.1.push(edge),
                None => groups.push((key, vec![edge])),
            }
        }
        let own = escape(shown(node));
        for ((_, side), edges) in groups {
            let label = escape(&edges[0].label);
            match side {
                Side::Subject => writeln!(out, "## {own} {label} …\n")?,
                Side::Object => writeln!(out, "## … {label} {own}\n")?,
            }
            for edge in edges {
                self.tie(edge, edge.other_end(node.id), out)?;
            }
        }
        self.silent(node, out)?;
        let together: Vec<_> = edges.iter().filter(|edge| edge.is_cooccurrence()).collect();
        if !together.is_empty() {
            let named: Vec<_> = together
                .iter()
                .take(TOGETHER)
                .map(|edge| format!("{} ({})", self.link(edge.other_end(node.id), ""), edge.n_evidence))
                .collect();
            write!(out, "## Named in one sentence with\n\n{}", named.join(", "))?;
            match together.len() - named.len() {
                0 => writeln!(out)?,
                more => writeln!(out, " and {more} more")?,
            }
        }
        Ok(())
    }

    /// Who it is.
    fn head(&self, node: &Node<'_>, out: &mut dyn Write) -> io::Result<()> {
        let facts = node.facts;
        let aliases: Vec<String> = facts.aliases().map(visible).filter(|alias| !alias.is_empty()).collect();
        writeln!(out, "---\n{MARK}\ntitle: {}\naliases: {}", quoted(shown(node)), serde_json::to_string(&aliases).unwrap_or_default())?;
        writeln!(out, "type: {}\nid: {}\n---\n\n# {}\n", quoted(&facts.type_name), quoted(node.id), escape(shown(node)))?;
        let plural = |count: u64, one, many| counted(usize::try_from(count).unwrap_or(usize::MAX), one, many);
        write!(
            out,
            "{}, named {} in {}",
            escape(&facts.type_name),
            plural(facts.n_mentions, "time", "times"),
            plural(facts.n_documents, "document", "documents")
        )?;
        writeln!(out, "{} · [all entities](../{INDEX})", period(facts.first_date.as_deref(), facts.last_date.as_deref()))?;
        let mut facts_told = Vec::new();
        if !aliases.is_empty() {
            facts_told.push(("also written", aliases.iter().map(|alias| escape(alias)).collect::<Vec<_>>().join(", ")));
        }
        if !facts.uncertain.is_empty() {
            facts_told.push(("uncertain", facts.uncertain.iter().map(|alias| escape(alias)).collect::<Vec<_>>().join(", ")));
        }
        for (name, value) in &facts.attributes {
            let told = match name.as_str() {
                "country" if self.names.contains_key(value.as_str()) => self.link(value, ""),
                "wikidata" if is_item(value) => format!("[{value}](https://www.wikidata.org/wiki/{value})"),
                _ => escape(value),
            };
            facts_told.push((name, told));
        }
        facts_told.retain(|(_, told)| !told.is_empty());
        if !facts_told.is_empty() {
            writeln!(out)?;
        }
        for (name, told) in facts_told {
            writeln!(out, "- **{}**: {told}", escape(name))?;
        }
        writeln!(out)
    }

    /// A connection with its most telling sentences.
    fn tie(&self, edge: &Edge<'_>, other: &str, out: &mut dyn Write) -> io::Result<()> {
        let documents = counted(usize::try_from(edge.weight).unwrap_or(usize::MAX), "independent document", "independent documents");
        let marks = [("planned", edge.planned), ("possible", edge.possible), ("denied", edge.denied), ("negated", edge.negated)];
        let marks: Vec<_> = marks.iter().filter(|(_, count)| *count > 0).map(|(mark, count)| format!("{mark} {count}")).collect();
        write!(out, "- {}: {documents}{}", self.link(other, ""), period(edge.first_date.as_deref(), edge.last_date.as_deref()))?;
        let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
        writeln!(out, "{marks}")?;
        let rows: Vec<_> = edge.rows.iter().chain(&edge.left_out).copied().collect();
        sentences(&rows, out)
    }

    /// Plans, possibilities, denials and negations where nothing else joins the two.
    fn silent(&self, node: &Node<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Some(rows) = self.silent.get(node.id) else { return Ok(()) };
        writeln!(out, "## Planned, possible, denied or not so\n")?;
        for rows in rows.chunk_by(|a, b| (&a.subject, &a.relation, &a.object) == (&b.subject, &b.relation, &b.object)) {
            let first = rows[0];
            let end = |id: &str| if id == node.id { escape(shown(node)) } else { self.link(id, "") };
            let label = escape(&self.view.graph().relation(&first.relation).label);
            writeln!(out, "- {} {label} {}", end(&first.subject), end(&first.object))?;
            sentences(rows, out)?;
        }
        Ok(())
    }

    /// A link to the page of an entity; `folder` leads there.
    fn link(&self, id: &str, folder: &str) -> String {
        let label = self.view.node(id).map_or(id, shown);
        self.names.get(id).map_or_else(|| escape(label), |name| link(label, folder, name))
    }
}

/// Which end of an edge a page is about; of a symmetric one, the first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Subject,
    Object,
}

impl Side {
    fn of(edge: &Edge<'_>, id: &str) -> Self {
        if edge.symmetric || edge.subject == id { Self::Subject } else { Self::Object }
    }
}

/// Sentences as quotations beneath an item of a list, each with its place.
fn sentences(rows: &[&EvidenceRow], out: &mut dyn Write) -> io::Result<()> {
    for row in rows.iter().take(SENTENCES) {
        let mut place = format!("{}, sentence {}", escape(&row.document), row.sentence_number);
        for known in [row.first_date(), row.source.as_deref()].into_iter().flatten() {
            place.push_str(", ");
            place.push_str(&escape(known));
        }
        let mut marks = Vec::new();
        if row.modality != Modality::Asserted {
            marks.push(row.modality.as_str());
        }
        if row.polarity == Polarity::Negative {
            marks.push("negated");
        }
        let marks = if marks.is_empty() { String::new() } else { format!("**{}:** ", marks.join(", ")) };
        let role = row.mode.as_deref().map_or_else(String::new, |mode| format!(" ({})", escape(mode)));
        writeln!(out, "\n  > {marks}“{}”{role} — {place}", escape(&row.quote))?;
    }
    if rows.len() > SENTENCES {
        writeln!(out, "\n  and {}", counted(rows.len() - SENTENCES, "more sentence", "more sentences"))?;
    }
    writeln!(out)
}

/// What an entity is called; its id where the label has no letter that anybody sees.
fn shown<'n>(node: &Node<'n>) -> &'n str {
    if escape(&node.facts.label).is_empty() { node.id } else { &node.facts.label }
}

/// `, 2024-05-03 to 2024-06`.
fn period(first: Option<&str>, last: Option<&str>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first == last => format!(", {}", escape(first)),
        (Some(first), Some(last)) => format!(", {} to {}", escape(first), escape(last)),
        _ => String::new(),
    }
}

/// `1 entity`, `2 entities`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A string of YAML, which takes those of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(visible(text)).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HOSTILE, hostile};
    use super::super::{Options, write_file};
    use super::*;
    use crate::graph::Filter;
    use crate::graph::samples::small;
    use std::fs;

    #[test]
    fn every_link_leads_to_a_page() {
        let graph = hostile(HOSTILE);
        let view = graph.view(&Filter::default());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.dossiers");
        write_file(&view, &path, &Options::default()).unwrap();
        let mut links = 0;
        for part in parts(&view) {
            let page = path.join(part.name());
            let text = fs::read_to_string(&page).unwrap();
            for (_, rest) in text.match_indices("](").map(|(at, _)| text.split_at(at + 2)) {
                let target = rest.split(')').next().unwrap();
                assert!(page.parent().unwrap().join(decoded(target)).is_file(), "{}: {target}", page.display());
                links += 1;
            }
        }
        assert!(links > 2 * view.nodes().len());
    }

    /// Takes percent-encoding away.
    fn decoded(target: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = target.bytes();
        while let Some(byte) = rest.next() {
            let mut digit = || char::from(rest.next().unwrap()).to_digit(16).unwrap();
            bytes.push(if byte == b'%' { u8::try_from(digit() * 16 + digit()).unwrap() } else { byte });
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn what_nobody_states_stands_apart() {
        let (world, pages) = small();
        let graph = world.graph(&pages);
        let view = graph.view(&Filter::default());
        let mut out = Vec::new();
        Context::of(&view).page(view.node("carla-dietz").unwrap(), &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        let (stated, apart) = page.split_once("## Planned, possible, denied or not so").unwrap();
        assert!(stated.contains("## Carla Dietz criticised …") && !stated.contains("plans to meet"));
        assert!(
            apart.contains("- [Boris Lind](Boris%20Lind.md) met Carla Dietz")
                && apart.contains("> **planned:** “Dietz plans to meet Lind.”")
        );
    }

    #[test]
    fn only_pages_of_an_earlier_run_are_replaced() {
        let (world, pages) = small();
        let graph = world.graph(&pages);
        let view = graph.view(&Filter::default());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.dossiers");
        for _ in 0..2 {
            write_file(&view, &path, &Options::default()).unwrap();
        }
        for (name, text) in [("entities/mine.md", "# Mine\n"), ("notes.md", "---\ngenerator: nisba\n---\n"), (".obsidian/app.json", "{}")] {
            let file = path.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, text).unwrap();
            let error = write_file(&view, &path, &Options::default()).unwrap_err().to_string();
            let first = name.split('/').next().filter(|first| first.starts_with('.')).unwrap_or(name);
            assert!(error.contains(&format!("holds \"{first}\", which would be lost")), "{error}");
            fs::remove_file(&file).unwrap();
            let _ = fs::remove_dir(path.join(".obsidian"));
        }
        write_file(&view, &path, &Options::default()).unwrap();
    }
}
