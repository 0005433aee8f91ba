//! `nisba show`: one entity, what it is called, what it holds, and what it is connected to, each connection with its sentences.

use super::args::{ReadArgs, ShapeArgs};
use super::console::{Console, FAINT, MARK, TITLE};
use super::failure::{Outcome, Status};
use super::find::{self, Found, Search};
use super::link::{Connection, Group, Links, everything, links};
use super::source::{Question, Source};
use super::words::{count, group, marks, period, safe};
use super::{quote, show_json};
use crate::entity::rules;
use crate::graph::{Direction, KnowledgeGraph};
use crate::store::Strongest;
use comfy_table::{ContentArrangement, Table};
use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

/// Show one entity: its names, offices and connections, with the sentences behind them
///
/// The name may be written as you type it: any case, without accents or article, a part of the name, its words in any order, any spelling that
/// the documents or the gazetteer have, or one that sounds the same. What is planned, possible, denied or negated is shown and marked.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba show seeds al-Shibani
  nisba show graph.json \"hts\" --sentences 1
  nisba show graph.json Damascus --format json | jq '.connections[].entity.name'
  nisba show articles -g my-names.tsv \"Northline Bank\"

Keys of the JSON: query {name, matched, others}, entity {id, name, type, aliases, roles, country, n_mentions, n_documents, first_date,
last_date, documents, attributes}, connections [{relation, label, direction, entity, weight, n_evidence, asserted, planned, possible,
denied, negated, first_date, last_date, evidence}], n_connections, cooccurrences, n_cooccurrences: how many there are, also where --links
leaves some out. weight counts independent documents that say it as a fact.
Exit status: 0 found, 1 nothing has that name, 2 wrong use or bad input, 3 found but some documents were skipped.")]
pub(super) struct Args {
    /// A saved graph (.nisba, .json), or documents: a file, a folder, or - for standard input
    pub(super) input: PathBuf,
    /// Whom or what to show
    pub(super) name: String,
    /// So many sentences for each connection; 0 for all [default: 2, in JSON all]
    #[arg(long, value_name = "N")]
    pub(super) sentences: Option<usize>,
    /// So many connections of each relation; 0 for all [default: 10, in JSON all]
    #[arg(long, value_name = "N")]
    pub(super) links: Option<usize>,
    #[command(flatten)]
    pub(super) shape: ShapeArgs,
    #[command(flatten)]
    pub(super) read: ReadArgs,
}

/// So many connections of a relation are shown.
const LINKS: usize = 10;
/// So many entities that are only named together are worth a line.
const TOGETHER: usize = 12;

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let source = Source::open_for(&Question::Entity(&args.name, args.strongest()), &args.input, &args.read, console)?;
    let search = find::find(&source.graph, source.gazetteer(), &args.name);
    let Search::Found(found) = &search else {
        console.error(search.why_not(&args.name, &source.graph));
        return Ok(Status::Nothing);
    };
    let view = source.graph.view(&everything());
    let Some(links) = links(&view, found.id, source.unread.around.as_ref()) else { return Ok(Status::Nothing) };
    let page = Page { args, source: &source, graph: &source.graph, found, links };
    if args.shape.is_json() {
        show_json::write(&page, console)?;
    } else {
        page.write(console)?;
    }
    Ok(source.done())
}

impl Args {
    /// How many connections are shown.
    pub(super) fn strongest(&self) -> Strongest {
        let json = self.shape.is_json();
        let links = self.links.unwrap_or(if json { 0 } else { LINKS });
        Strongest { stated: limited(links), together: if json { limited(links) } else { TOGETHER } }
    }
}

/// Everything about one entity.
pub(super) struct Page<'p> {
    pub(super) args: &'p Args,
    source: &'p Source,
    pub(super) graph: &'p KnowledgeGraph,
    pub(super) found: &'p Found<'p>,
    pub(super) links: Links<'p, 'p>,
}

/// An office of the entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Office {
    pub(super) title: String,
    pub(super) of: String,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
    /// Whether the gazetteer says so; otherwise a document does.
    pub(super) listed: bool,
}

/// All rows or so many.
pub(super) fn limited(limit: usize) -> usize {
    if limit == 0 { usize::MAX } else { limit }
}

impl Page<'_> {
    /// The offices that the gazetteer lists, or else those that the documents state.
    pub(super) fn offices(&self) -> Vec<Office> {
        let gazetteer = self.source.gazetteer();
        let mut roles = gazetteer.find_id(self.found.id).into_iter().flat_map(|person| gazetteer.roles_of(person)).peekable();
        if roles.peek().is_some() {
            let text = |date: Option<crate::document::Date>| date.map(|date| date.to_string());
            let office = |role: crate::gazetteer::Role| Office {
                title: role.title.to_owned(),
                of: gazetteer.entity(role.of).name.to_owned(),
                from: text(role.from),
                until: text(role.until),
                listed: true,
            };
            return roles.map(office).collect();
        }
        let held =
            self.graph.evidence().iter().filter(|row| row.subject == self.found.id && row.relation == "holds_position" && row.is_plain());
        let office = |row: &crate::graph::EvidenceRow| Office {
            title: row.mode.clone().unwrap_or_else(|| "an office".to_owned()),
            of: find::label(self.graph, &row.object).to_owned(),
            from: None,
            until: None,
            listed: false,
        };
        held.map(office).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The documents whose evidence names the entity.
    pub(super) fn documents(&self) -> BTreeSet<&str> {
        match &self.source.unread.around {
            Some(around) => around.documents.iter().map(String::as_str).collect(),
            None => self.graph.evidence_of(self.found.id).map(|row| row.document.as_str()).collect(),
        }
    }

    fn write(&self, console: &mut Console<'_>) -> io::Result<()> {
        let facts = self.links.node.facts;
        let heading = console.paint(TITLE, safe(&facts.label));
        let kind = console.paint(FAINT, format!("{} · {}", safe(&facts.type_name), safe(self.found.id)));
        writeln!(console.out, "{heading}  {kind}")?;
        if let Some(words) = self.found.in_words(&self.args.name, self.graph) {
            for line in quote::lines(&words, console.columns()) {
                let words = console.paint(FAINT, &words[line]);
                writeln!(console.out, "{words}")?;
            }
        }
        writeln!(console.out)?;
        self.facts(console)?;
        for group in &self.links.groups {
            writeln!(console.out)?;
            self.group(group, console)?;
        }
        self.together(console)
    }

    /// A small table of what is known.
    fn facts(&self, console: &mut Console<'_>) -> io::Result<()> {
        let facts = self.links.node.facts;
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(console.columns()).unwrap_or(100));
        let mut row = |name: &str, value: String| {
            if !value.is_empty() {
                table.add_row([name.to_owned(), value]);
            }
        };
        let mut spellings: Vec<(&String, &u64)> = facts.spellings.iter().collect();
        spellings.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        row("Written", spellings.iter().map(|(text, times)| format!("{} ({times})", safe(text))).collect::<Vec<_>>().join(", "));
        let uncertain = facts.uncertain.iter().map(|entry| uncertain(entry));
        row("Uncertain", uncertain.collect::<Vec<_>>().join("\n"));
        row("Offices", offices_in_words(&self.offices()).join("\n"));
        let country = facts.attributes.get("country").map(|id| self.name_of(id));
        row("Country", country.unwrap_or_default());
        let named = count(facts.n_mentions, "time", "times");
        let within = count(facts.n_documents, "document", "documents");
        let dated = period(facts.first_date.as_deref(), facts.last_date.as_deref()).map_or(String::new(), |period| format!(", {period}"));
        row("Named", format!("{named} in {within}{dated}"));
        row("Documents", self.shown_documents());
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        for line in table.lines() {
            writeln!(console.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn shown_documents(&self) -> String {
        const SHOWN: usize = 8;
        let documents = self.documents();
        let shown: Vec<String> = documents.iter().take(SHOWN).map(|id| safe(id)).collect();
        let all = usize::try_from(self.links.node.facts.n_documents).unwrap_or(usize::MAX);
        let more = all.saturating_sub(shown.len());
        match (shown.is_empty(), more) {
            (true, _) => String::new(),
            (false, 0) => shown.join(", "),
            (false, more) => format!("{} and {} more", shown.join(", "), group(more as u64)),
        }
    }

    fn name_of(&self, id: &str) -> String {
        let gazetteer = self.source.gazetteer();
        let listed = || gazetteer.find_id(id).map(|entity| gazetteer.entity(entity).name.to_owned());
        self.graph.nodes().get(id).map(|facts| facts.label.clone()).or_else(listed).unwrap_or_else(|| id.to_owned())
    }

    fn group(&self, group: &Group<'_, '_>, console: &mut Console<'_>) -> io::Result<()> {
        let name = safe(&self.links.node.facts.label);
        let heading = match group.direction {
            Direction::Incoming => format!("… {} {name}", group.label),
            Direction::Outgoing | Direction::Symmetric => format!("{name} {} …", group.label),
        };
        let heading = console.paint(TITLE, heading);
        writeln!(console.out, "{heading}")?;
        let limit = self.args.strongest().stated;
        for connection in group.connections.iter().take(limit) {
            self.connection(connection, console)?;
        }
        if let Some(more) = group.number.checked_sub(limit).filter(|more| *more > 0) {
            let words = console.paint(FAINT, format!("and {more} more (--links 0 shows all)"));
            writeln!(console.out, "  {words}")?;
        }
        Ok(())
    }

    fn connection(&self, connection: &Connection<'_, '_>, console: &mut Console<'_>) -> io::Result<()> {
        let edge = connection.edge;
        let name = console.paint(TITLE, safe(&connection.other.facts.label));
        let mut words = connection.kinds();
        if connection.weight > 0 {
            words.push(count(connection.weight, "document", "documents"));
        }
        words.extend(period(edge.first_date.as_deref(), edge.last_date.as_deref()));
        let words = if words.is_empty() { String::new() } else { console.paint(FAINT, format!("  {}", words.join(" · "))) };
        let marked = connection.marks();
        let marked = if marked.is_empty() { String::new() } else { console.paint(MARK, format!("  [{}]", marked.join(", "))) };
        writeln!(console.out, "  {name}{words}{marked}")?;
        let rows = connection.sentences();
        let limit = limited(self.args.sentences.unwrap_or(2));
        for row in rows.iter().take(limit) {
            let marks = marks(row);
            let before = if marks.is_empty() { String::new() } else { format!("[{}] ", marks.join(", ")) };
            quote::write(console, self.graph, row, 4, &before)?;
        }
        if let Some(more) = rows.len().checked_sub(limit).filter(|more| *more > 0) {
            let words = console.paint(FAINT, format!("and {}", count(more as u64, "more sentence", "more sentences")));
            writeln!(console.out, "    {words}")?;
        }
        Ok(())
    }

    fn together(&self, console: &mut Console<'_>) -> io::Result<()> {
        let Some(group) = &self.links.together else { return Ok(()) };
        let heading = console.paint(TITLE, "Named in one sentence with");
        writeln!(console.out, "\n{heading}")?;
        let shown = group.connections.iter().take(TOGETHER);
        let mut parts: Vec<String> =
            shown.map(|connection| format!("{} ({})", safe(&connection.other.facts.label), connection.edge.n_evidence)).collect();
        if let Some(more) = group.number.checked_sub(TOGETHER).filter(|more| *more > 0) {
            parts.push(format!("and {more} more"));
        }
        let text = parts.join(", ");
        for line in quote::lines(&text, console.columns() - 2) {
            writeln!(console.out, "  {}", &text[line])?;
        }
        Ok(())
    }
}

/// Offices in words; one that has several names once.
fn offices_in_words(offices: &[Office]) -> Vec<String> {
    let same = |a: &Office, b: &Office| (&a.of, &a.from, &a.until) == (&b.of, &b.from, &b.until);
    let one = |offices: &[Office]| {
        let first = &offices[0];
        let titles: Vec<String> = offices.iter().map(|office| safe(&office.title.to_lowercase())).collect();
        let time = match (&first.from, &first.until) {
            (Some(from), Some(until)) => format!(", {from} to {until}"),
            (Some(from), None) => format!(", since {from}"),
            (None, Some(until)) => format!(", until {until}"),
            (None, None) => String::new(),
        };
        let told = if first.listed { "" } else { " (as documents say)" };
        format!("{} of {}{time}{told}", titles.join(" or "), safe(&first.of))
    };
    offices.chunk_by(same).map(one).collect()
}

/// `Hassan Al-Shibani (role-override)` with the rule in words.
fn uncertain(entry: &str) -> String {
    let Some((text, rule)) = entry.strip_suffix(')').and_then(|entry| entry.rsplit_once(" (")) else { return safe(entry) };
    match rules::in_words(rule) {
        Some(words) => format!("{}: {} ({rule})", safe(text), words.trim_end_matches('.')),
        None => format!("{} ({rule})", safe(text)),
    }
}
