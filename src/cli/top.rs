//! `nisba top`: the entities that matter most, by a measure.

use super::args::{ReadArgs, ShapeArgs};
use super::console::{Console, FAINT, TITLE};
use super::failure::{Outcome, Status};
use super::filter::{EdgeArgs, known_type};
use super::show::limited;
use super::show_json::{EntityJson, object};
use super::source::{Question, Source};
use super::words::{count, group, safe};
use crate::graph::{Filter, GraphView};
use crate::store;
use clap::ValueEnum;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

/// List the entities that matter most: by rank, by number of connections, or as go-betweens
///
/// Measures are those of the whole graph that the options leave; --type only says which entities are listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba top graph.json
  nisba top graph.json --by betweenness --type person -n 20
  nisba top seeds --no-cooccurrence --since 2025-07 --format json | jq -r '.entities[].name'

Measures: pagerank, high for whom well-connected entities are connected to (Page and others 1999); degree, the number of others;
betweenness, the share of shortest ways between others that lead over it (Freeman 1977; estimated from a sample beyond 2,000 entities).
Keys of the JSON: by, n_entities, entities [{place, id, name, type, pagerank, degree, strength, betweenness, n_documents, n_mentions,
community}]. place counts from 1 among those listed; strength sums weights; betweenness is there where it is asked for.
Exit status: 0 done, 1 there is no such entity, 2 wrong use or bad input, 3 done but some documents were skipped.")]
pub(super) struct Args {
    /// A saved graph (.nisba, .json), or documents: a file, a folder, or - for standard input
    input: PathBuf,
    /// So many entities; 0 for all
    #[arg(short = 'n', long = "number", value_name = "N", default_value_t = 10)]
    number: usize,
    /// By which measure
    #[arg(long, value_name = "MEASURE", default_value = "pagerank")]
    by: Measure,
    /// List only entities of these types, such as person,country; may be repeated
    #[arg(long = "type", value_name = "T", value_delimiter = ',')]
    types: Vec<String>,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    read: ReadArgs,
    #[command(flatten)]
    edges: EdgeArgs,
}

/// What makes an entity matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Measure {
    /// Being connected to the well-connected
    Pagerank,
    /// The number of others it is connected to
    Degree,
    /// Standing between others
    Betweenness,
}

impl Measure {
    fn of_store(self) -> store::Measure {
        match self {
            Self::Pagerank => store::Measure::PageRank,
            Self::Degree => store::Measure::Degree,
            Self::Betweenness => store::Measure::Betweenness,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Pagerank => "pagerank",
            Self::Degree => "degree",
            Self::Betweenness => "betweenness",
        }
    }
}

/// An entity with its measures.
#[derive(Debug, Serialize)]
struct Ranked<'p> {
    place: usize,
    #[serde(flatten)]
    entity: EntityJson<'p>,
    pagerank: f64,
    degree: usize,
    strength: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    betweenness: Option<f64>,
    n_documents: u64,
    n_mentions: u64,
    community: u32,
}

#[derive(Serialize)]
struct Whole<'p> {
    by: &'static str,
    n_entities: usize,
    entities: Vec<Ranked<'p>>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let filter = args.edges.filter()?;
    // What is left of a graph by options has measures of its own.
    let plain = filter == Filter::default() && args.types.is_empty();
    let source = if plain {
        Source::open_for(&Question::Top(limited(args.number), args.by.of_store()), &args.input, &args.read, console)?
    } else {
        Source::open(&args.input, &args.read, console)?
    };
    args.edges.check(Some(&source.graph))?;
    let types = args.types.iter().map(|wanted| known_type(wanted, &source.graph)).collect::<Result<BTreeSet<_>, _>>()?;
    let view = source.graph.view(&filter);
    let n_entities = if plain { source.n_entities } else { view.nodes().len() };
    let entities = ranked(&view, args, &types);
    if entities.is_empty() {
        console.error("no entity is left to list");
        return Ok(Status::Nothing);
    }
    if args.shape.is_json() {
        object(console, &Whole { by: args.by.as_str(), n_entities, entities })?;
    } else {
        write(n_entities, &entities, args.by, console)?;
    }
    Ok(source.done())
}

/// The entities to list, the first place first; equal ones in the order of their ids.
fn ranked<'p>(view: &'p GraphView<'p>, args: &Args, types: &BTreeSet<String>) -> Vec<Ranked<'p>> {
    let (degrees, strengths) = (view.degrees(), view.strengths());
    let betweenness = (args.by == Measure::Betweenness).then(|| view.betweenness());
    let mut order: Vec<usize> =
        (0..view.nodes().len()).filter(|place| types.is_empty() || types.contains(&view.nodes()[*place].facts.type_name)).collect();
    let value = |place: usize| match (args.by, &betweenness) {
        (Measure::Betweenness, Some(betweenness)) => (betweenness[place], 0),
        (Measure::Degree, _) => (0.0, degrees[place]),
        _ => (view.nodes()[place].pagerank, 0),
    };
    order.sort_by(|a, b| value(*b).0.total_cmp(&value(*a).0).then(value(*b).1.cmp(&value(*a).1)).then(a.cmp(b)));
    order.truncate(limited(args.number));
    let entity = |(rank, place): (usize, usize)| {
        let node = &view.nodes()[place];
        Ranked {
            place: rank + 1,
            entity: EntityJson::of(view.graph(), node.id),
            pagerank: node.pagerank,
            degree: degrees[place],
            strength: strengths[place],
            betweenness: betweenness.as_ref().map(|betweenness| betweenness[place]),
            n_documents: node.facts.n_documents,
            n_mentions: node.facts.n_mentions,
            community: node.community,
        }
    };
    order.into_iter().enumerate().map(entity).collect()
}

fn write(n_entities: usize, entities: &[Ranked<'_>], by: Measure, console: &mut Console<'_>) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(console.columns()).unwrap_or(100));
    let mut heading = vec!["", "", "", "others", "documents"];
    heading.extend((by != Measure::Degree).then_some(by.as_str()));
    table.add_row(heading);
    for one in entities {
        let mut row =
            vec![one.place.to_string(), safe(one.entity.name), safe(one.entity.r#type), group(one.degree as u64), group(one.n_documents)];
        row.extend((by != Measure::Degree).then(|| format!("{:.4}", one.betweenness.unwrap_or(one.pagerank))));
        table.add_row(row);
    }
    for (place, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if !(1..=2).contains(&place) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for (number, line) in table.lines().enumerate() {
        let line = line.trim_end();
        let line = if number == 0 { console.paint(FAINT, line) } else { line.to_owned() };
        writeln!(console.out, "{line}")?;
    }
    let of = console.paint(TITLE, format!("{} of {}", entities.len(), count(n_entities as u64, "entity", "entities")));
    writeln!(console.out, "{of}")
}
