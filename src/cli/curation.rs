//! What `same`, `different`, `drop` and `rename` share: a decision with its reason becomes a row of a table beside the graph.

use super::args::{PackArgs, ReadArgs, ShapeArgs, Spelling, day};
use super::console::{Console, FAINT, TITLE};
use super::failure::{Failure, Outcome, Status};
use super::find::{self, Search};
use super::show_json::object;
use super::source::{Question, Source, gazetteer};
use super::words::safe;
use crate::compile::{Overlay, overlay_beside};
use crate::document::Date;
use crate::error::Error;
use crate::gazetteer::{Decision, DecisionRow, EntityIx, Gazetteer, fold_name};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// What the four commands have in common.
#[derive(Debug, clap::Args)]
pub(super) struct DecisionArgs {
    /// Why; it stands in the row, so that others can follow the decision
    #[arg(long, value_name = "WHY")]
    reason: Option<String>,
    /// The day of the decision [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<Date>,
    /// The folder of decisions [default: beside the graph, with the end .overlay]
    #[arg(long, value_name = "FOLDER")]
    overlay: Option<PathBuf>,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    packs: PackArgs,
}

/// A graph with what is known of its names, and what was decided before.
pub(super) struct Case<'a> {
    args: &'a DecisionArgs,
    input: &'a PathBuf,
    pub(super) source: Source,
    /// The packs without the decisions: entities that were joined are two here.
    pub(super) gazetteer: Gazetteer,
    pub(super) overlay: Overlay,
    reason: String,
}

/// An entity that somebody named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) id: String,
    /// The canonical name, in the graph if it is there.
    pub(super) name: String,
    pub(super) type_name: String,
}

impl Named {
    /// In words that tell it from its namesakes.
    pub(super) fn in_words(&self) -> String {
        format!("{} [{}, {}]", safe(&self.name), safe(&self.id), safe(&self.type_name))
    }
}

/// What a command says of a decision.
#[derive(Serialize)]
struct Told<'t> {
    written: bool,
    file: String,
    line: usize,
    row: BTreeMap<&'t str, &'t str>,
    means: &'t str,
    notes: &'t [String],
}

impl<'a> Case<'a> {
    /// Opens the graph and the decisions beside it.
    pub(super) fn open(input: &'a PathBuf, args: &'a DecisionArgs, console: &mut Console<'_>) -> Result<Self, Failure> {
        let Some(reason) = args.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()) else {
            return Err(Failure::usage(
                "say why, with --reason \"...\": the reason stands in the row, and a row without one does not load",
            ));
        };
        let saved = input.extension().is_some_and(|end| ["json", "nisba"].iter().any(|saved| end.eq_ignore_ascii_case(saved)));
        let folder = match &args.overlay {
            Some(folder) => folder.clone(),
            None if saved && !input.is_dir() => overlay_beside(input),
            None => {
                return Err(Failure::usage(format!(
                    "{}: decisions are kept beside a saved graph (.nisba, .json); name one, or a folder with --overlay",
                    input.display()
                )));
            }
        };
        let read = ReadArgs { packs: args.packs.clone(), threads: None, date: None, variants: Spelling::Standard, strict: false };
        let source = Source::open_for(&Question::Names, input, &read, console)?;
        let gazetteer = gazetteer(&args.packs)?;
        Ok(Self { args, input, source, gazetteer, overlay: Overlay::open(&folder)?, reason: reason.to_owned() })
    }

    /// The entity that a name means: by its id, its canonical name, as `show` finds it, or by a name that the gazetteer lists. Says on
    /// standard error where there is none, or more than one.
    pub(super) fn named(&self, name: &str, console: &mut Console<'_>) -> Option<Named> {
        let graph = &self.source.graph;
        if let Some(found) = self.by_id(name.trim()) {
            return Some(found);
        }
        let folded = fold_name(name);
        let listed = self.gazetteer.find_name(name);
        let is_canonical = |entity: &EntityIx| fold_name(self.gazetteer.entity(*entity).name) == folded;
        let mut called: BTreeSet<&str> = listed.iter().filter(|entity| is_canonical(entity)).map(|entity| self.id_of(*entity)).collect();
        called.extend(
            graph.nodes().iter().filter(|(_, facts)| !folded.is_empty() && fold_name(&facts.label) == folded).map(|(id, _)| id.as_str()),
        );
        // Of namesakes those count that documents name.
        if called.iter().any(|id| graph.nodes().contains_key(*id)) {
            called.retain(|id| graph.nodes().contains_key(*id));
        }
        if called.is_empty() {
            match find::find(graph, &self.gazetteer, name) {
                Search::Found(found) => {
                    found.tell(name, graph, console);
                    called.insert(found.id);
                }
                _ if !listed.is_empty() => called.extend(listed.iter().map(|entity| self.id_of(*entity))),
                missing => {
                    console.error(missing.why_not(name, graph));
                    return None;
                }
            }
        }
        let found: Vec<Named> = called.into_iter().filter_map(|id| self.by_id(id)).collect();
        if found.len() > 1 {
            let all = found.iter().map(Named::in_words).collect::<Vec<_>>().join(", ");
            console.error(format!("\"{name}\" is the name of {} entities: {all}; give an id", found.len()));
            return None;
        }
        found.into_iter().next()
    }

    fn id_of(&self, entity: EntityIx) -> &str {
        self.gazetteer.entity(entity).id
    }

    fn by_id(&self, id: &str) -> Option<Named> {
        if let Some(facts) = self.source.graph.nodes().get(id) {
            return Some(Named { id: id.to_owned(), name: facts.label.clone(), type_name: facts.type_name.clone() });
        }
        let entity = self.gazetteer.entity(self.gazetteer.find_id(id)?);
        Some(Named { id: id.to_owned(), name: entity.name.to_owned(), type_name: entity.type_name.to_owned() })
    }

    /// The id behind a cell of an earlier decision, where it can be told; otherwise the cell.
    pub(super) fn id_in_row(&self, cell: &str) -> String {
        if self.by_id(cell).is_some() {
            return cell.to_owned();
        }
        let folded = fold_name(cell);
        let is_canonical = |entity: &EntityIx| fold_name(self.gazetteer.entity(*entity).name) == folded;
        let listed = self.gazetteer.find_name(cell).into_iter().find(is_canonical);
        listed.map_or_else(|| cell.to_owned(), |entity| self.id_of(entity).to_owned())
    }

    /// The rows of `same` with the ids that they join.
    pub(super) fn joined(&self) -> Joined<'_> {
        let rows = self.overlay.rows(Decision::Same).map(|row| ([row.cell("a"), row.cell("b")].map(|cell| self.id_in_row(cell)), row));
        Joined { rows: rows.collect() }
    }

    /// The row of `distinct` that keeps two apart.
    pub(super) fn apart(&self, a: &str, b: &str) -> Option<DecisionRow<'_>> {
        self.overlay.rows(Decision::Distinct).find(|row| {
            let ids = [row.cell("a"), row.cell("b")].map(|cell| self.id_in_row(cell));
            ids == [a, b] || ids == [b, a]
        })
    }

    /// Why the packs keep two apart, where they do.
    pub(super) fn apart_in_packs(&self, a: &str, b: &str) -> Option<&str> {
        let [a, b] = [self.gazetteer.find_id(a)?, self.gazetteer.find_id(b)?];
        let pair = self.gazetteer.distinct().find(|pair| (pair.a, pair.b) == (a.min(b), a.max(b)))?;
        Some(pair.reason)
    }

    /// Writes a row with its reason and date, and says what it means from the next build on.
    pub(super) fn decide(&self, to: Decision, cells: &[(&str, &str)], means: &str, notes: &[String], console: &mut Console<'_>) -> Outcome {
        let date = match self.args.date {
            Some(date) => date,
            None => today()?,
        };
        let date = date.to_string();
        let mut row = cells.to_vec();
        row.extend([("reason", self.reason.as_str()), ("date", date.as_str())]);
        let written = self.overlay.add(to, &row)?;
        let (file, line) = (written.path.display().to_string(), written.line);
        if self.args.shape.is_json() {
            let row = row.into_iter().filter(|cell| !cell.1.is_empty()).collect();
            object(console, &Told { written: true, file, line, row, means, notes })?;
            return Ok(Status::Done);
        }
        let title = console.paint(TITLE, means);
        writeln!(console.out, "{title}")?;
        for note in notes {
            writeln!(console.out, "  {note}")?;
        }
        writeln!(console.out, "Written to {file}, line {line}; delete the line to undo it:")?;
        let row = console.paint(FAINT, safe_cells(&written.row));
        writeln!(console.out, "  {row}")?;
        if self.args.overlay.is_some() {
            let folder = written.path.parent().unwrap_or(&written.path).display();
            writeln!(console.out, "It counts where the folder is given: -g {folder}")?;
        } else {
            writeln!(console.out, "It counts from the next build on: nisba build DOCS -o {}", self.input.display())?;
        }
        Ok(Status::Done)
    }

    /// Says that a row is there already.
    pub(super) fn known(&self, row: DecisionRow<'_>, means: &str, console: &mut Console<'_>) -> Outcome {
        let file = row.path().display().to_string();
        if self.args.shape.is_json() {
            let columns = ["a", "b", "text", "entity", "name", "reason", "date"];
            let cells = columns.into_iter().map(|column| (column, row.cell(column))).filter(|cell| !cell.1.is_empty()).collect();
            object(console, &Told { written: false, file, line: row.line(), row: cells, means, notes: &[] })?;
            return Ok(Status::Done);
        }
        writeln!(console.out, "Nothing written: {} says so already{}.", place(row), because(row))?;
        Ok(Status::Done)
    }
}

/// Where a row stands.
pub(super) fn place(row: DecisionRow<'_>) -> String {
    format!("{}:{}", row.path().display(), row.line())
}

/// Where rows stand, with their reasons.
pub(super) fn places(rows: &[DecisionRow<'_>]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("{}{}", place(*row), because(*row))).collect();
    match &rows[..] {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// The reason of a row in brackets.
pub(super) fn because(row: DecisionRow<'_>) -> String {
    let words: Vec<String> = ["date", "reason"].iter().map(|column| safe(row.cell(column))).filter(|cell| !cell.is_empty()).collect();
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(": ")) }
}

/// A line of a table with its tabs, and without what a terminal would take for a command.
fn safe_cells(line: &str) -> String {
    line.split('\t').map(safe).collect::<Vec<_>>().join("\t")
}

/// Today's date in UTC. Only the day on which somebody decides something is ever asked for; no analysis depends on it.
fn today() -> Result<Date, Error> {
    let unset = || Error::usage("the clock of this machine tells no date: give the day with --date");
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| unset())?.as_secs();
    Date::from_days(i64::try_from(seconds / (24 * 60 * 60)).map_err(|_| unset())?).ok_or_else(unset)
}

/// Entities that rows of `same` join, by their ids.
pub(super) struct Joined<'c> {
    rows: Vec<([String; 2], DecisionRow<'c>)>,
}

impl<'c> Joined<'c> {
    /// Every id that rows join with one, itself among them.
    pub(super) fn with<'s>(&'s self, id: &'s str) -> BTreeSet<&'s str> {
        let (mut found, mut open) = (BTreeSet::from([id]), VecDeque::from([id]));
        while let Some(id) = open.pop_front() {
            for ([a, b], _) in self.rows.iter().filter(|(ids, _)| ids.iter().any(|other| other == id)) {
                open.extend([a.as_str(), b.as_str()].into_iter().filter(|other| found.insert(other)));
            }
        }
        found
    }

    /// Why two names that mean one entity cannot be decided about. After a build those that were joined are one, and so are their names.
    pub(super) fn one_already(&self, names: [&str; 2], entity: &Named) -> Failure {
        let members = self.with(&entity.id);
        let rows: Vec<DecisionRow<'_>> = self.rows.iter().filter(|row| members.contains(row.0[0].as_str())).map(|row| row.1).collect();
        let [a, b] = names;
        let joined = if rows.is_empty() {
            String::new()
        } else {
            format!("; with others it is one by {}: to part them, delete the line", places(&rows))
        };
        Failure::usage(format!("\"{a}\" and \"{b}\" both mean {}{joined}", entity.in_words()))
    }

    /// The fewest rows that join two ids, in the order of the table; none where they are not joined.
    pub(super) fn between(&self, from: &str, to: &str) -> Vec<DecisionRow<'c>> {
        let mut by: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
        let mut open = VecDeque::from([from]);
        while let Some(id) = open.pop_front() {
            for (place, ([a, b], _)) in self.rows.iter().enumerate().filter(|(_, (ids, _))| ids.iter().any(|other| other == id)) {
                let other = if a == id { b } else { a };
                if other != from && !by.contains_key(other.as_str()) {
                    by.insert(other, (id, place));
                    open.push_back(other);
                }
            }
        }
        let (mut places, mut at) = (BTreeSet::new(), to);
        while let Some((before, place)) = by.get(at) {
            places.insert(*place);
            at = before;
        }
        places.into_iter().map(|place| self.rows[place].1).collect()
    }

    /// Which id stays where one more row joins these two: the first that no row names second, in the order of the rows.
    pub(super) fn kept(&self, a: &str, b: &str) -> String {
        let members: BTreeSet<&str> = self.with(a).into_iter().chain(self.with(b)).collect();
        let rows = self.rows.iter().map(|(ids, _)| [ids[0].as_str(), ids[1].as_str()]).filter(|ids| members.contains(ids[0]));
        let rows: Vec<[&str; 2]> = rows.chain([[a, b]]).collect();
        let second = |id: &str| rows.iter().any(|ids| ids[1] == id);
        let first = rows.iter().find(|ids| !second(ids[0])).or(rows.first());
        first.map_or(a, |ids| ids[0]).to_owned()
    }
}
