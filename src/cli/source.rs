//! Documents and graphs as commands take them: names to inputs, inputs to analyses, analyses to a graph.

use super::args::{PackArgs, ReadArgs};
use super::cache::cache;
use super::console::Console;
use super::failure::{Failure, Status};
use super::find::{Search, find};
use super::link::everything;
use super::progress::Progress;
use super::tally::{Counts, Tally};
use super::words::count;
use crate::compile::{self, PackSource};
use crate::document::{self, Date, Document, Ids, Input, NoticeKind, Skipped, SkippedKind, Zone, document_date, zones};
use crate::entity::Variants;
use crate::error::Error;
use crate::export::Format;
use crate::gazetteer::Gazetteer;
use crate::graph::{Filter, GraphBuilder, KnowledgeGraph, LeftOut, NodeFacts};
use crate::pipeline::{Analysis, Pipeline, Workers, beside_tables};
use crate::store::{Around, Measure, Part, Store, Strongest};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{channel, sync_channel};

/// So many bytes of text are held at once.
const BATCH: usize = 4 << 20;
/// And so many documents.
const DOCUMENTS: usize = 256;
/// So many dates that cannot be read are told one by one: whoever has one of a kind has thousands.
const DATES: usize = 5;

/// A graph, and what is known beside it.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) graph: KnowledgeGraph,
    /// How many entities the whole graph has, of which this may be a part.
    pub(super) n_entities: usize,
    /// What of a store was not read.
    pub(super) unread: Unread,
    known: Known,
    /// What was read, where documents were.
    pub(super) tally: Tally,
}

/// What is asked of a graph, with names as somebody types them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Question<'n> {
    /// One entity and its strongest connections.
    Entity(&'n str, Strongest),
    /// The latest of what is said of an entity, as far as a filter keeps it.
    Timeline(&'n str, &'n Filter, usize),
    /// Everything that joins two.
    Pair([&'n str; 2]),
    /// So many ways from one to the other that a filter leaves.
    Ways([&'n str; 2], usize, &'n Filter),
    /// So many entities, the first ones by a measure.
    Top(usize, Measure),
    /// Who there is and what they are called, without what is said of them.
    Names,
}

/// What a store answers.
struct Answer<'s> {
    /// None where the whole is needed.
    part: Option<Part<'s>>,
    unread: Unread,
}

/// What of a store was not read.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// How much there is around the entity, where only its strongest connections were read.
    pub(super) around: Option<Around>,
    /// What is earlier than what was read.
    pub(super) left_out: LeftOut,
}

impl Question<'_> {
    /// The part of a store that has the answer.
    fn answer<'s>(&self, store: &'s Store, gazetteer: &Gazetteer) -> Result<Answer<'s>, Error> {
        let mut part = store.part();
        let mut unread = Unread::default();
        let names = match self {
            Self::Entity(name, _) | Self::Timeline(name, ..) => std::slice::from_ref(name),
            Self::Pair(names) | Self::Ways(names, ..) => names,
            Self::Top(number, by) => {
                part.add_top(*number, *by)?;
                return Ok(Answer { part: Some(part), unread });
            }
            Self::Names => {
                part.add_all_entities()?;
                return Ok(Answer { part: Some(part), unread });
            }
        };
        let mut ids = Vec::new();
        for name in names {
            part.add_named(name)?;
            let mut id = found(part.nodes(), gazetteer, name);
            if id.is_none() {
                // Nothing has words like these: a slip of the pen is near to something that only all names together show.
                part.add_all_entities()?;
                id = found(part.nodes(), gazetteer, name);
            }
            ids.extend(id);
        }
        let mut enough = true;
        match (self, &ids[..]) {
            (Self::Entity(_, Strongest { stated: usize::MAX, .. }) | Self::Timeline(.., usize::MAX), [id]) => part.add_around(id)?,
            (Self::Entity(_, strongest), [id]) => unread.around = Some(part.add_strongest(id, *strongest)?),
            (Self::Timeline(_, filter, limit), [id]) => {
                unread.left_out = part.add_latest(id, filter, *limit)?;
                if part.is_silent() {
                    // Whether there is anything else tells whoever asked what to change.
                    part.add_latest(id, &everything(), 1)?;
                }
            }
            (Self::Pair(_), [a, b]) => part.add_between(a, b)?,
            (Self::Ways(_, number, filter), [a, b]) => enough = part.add_ways(a, b, *number, filter)?,
            _ => {}
        }
        Ok(Answer { part: enough.then_some(part), unread })
    }
}

/// The id of the entity that a name means among some.
fn found(nodes: &BTreeMap<String, NodeFacts>, gazetteer: &Gazetteer, name: &str) -> Option<String> {
    let graph = KnowledgeGraph::from_parts(nodes.clone(), BTreeMap::new(), Vec::new(), 0);
    match find(&graph, gazetteer, name) {
        Search::Found(found) => Some(found.id.to_owned()),
        _ => None,
    }
}

#[derive(Debug)]
enum Known {
    Gazetteer(Box<Gazetteer>),
    Pipeline(Box<Pipeline>),
}

impl Source {
    /// A saved graph, or the graph of documents.
    pub(super) fn open(input: &Path, args: &ReadArgs, console: &mut Console<'_>) -> Result<Self, Failure> {
        if !is_saved(input)? {
            return Self::read(std::slice::from_ref(&input.to_owned()), args, console);
        }
        let graph = if is_store(input) {
            Store::open(input)?.graph()?
        } else {
            let text = std::fs::read_to_string(input).map_err(|error| Error::io(input, "read the graph", &error))?;
            KnowledgeGraph::from_json(&text, input)?
        };
        let (known, tally) = (Known::Gazetteer(Box::new(gazetteer_beside(input, &args.packs)?)), Tally::default());
        Ok(Self { n_entities: graph.nodes().len(), graph, unread: Unread::default(), known, tally })
    }

    /// The same, but of a store only the part that a question needs.
    pub(super) fn open_for(question: &Question<'_>, input: &Path, args: &ReadArgs, console: &mut Console<'_>) -> Result<Self, Failure> {
        if !is_store(input) {
            return Self::open(input, args, console);
        }
        let store = Store::open(input)?;
        let gazetteer = gazetteer_beside(input, &args.packs)?;
        let Answer { part, unread } = question.answer(&store, &gazetteer)?;
        Self::of_store(&store, part, unread, gazetteer)
    }

    /// A part of a store, or the whole.
    fn of_store(store: &Store, part: Option<Part<'_>>, unread: Unread, gazetteer: Gazetteer) -> Result<Self, Failure> {
        let graph = part.map_or_else(|| store.graph(), Part::into_graph)?;
        let (known, tally) = (Known::Gazetteer(Box::new(gazetteer)), Tally::default());
        Ok(Self { graph, n_entities: store.n_entities()?, unread, known, tally })
    }

    /// Two graphs of which only the differences matter; of two stores, as far as possible, only the parts that may differ.
    pub(super) fn open_both(inputs: [&Path; 2], args: &ReadArgs, console: &mut Console<'_>) -> Result<[Self; 2], Failure> {
        let [older, newer] = inputs;
        if is_store(older) && is_store(newer) {
            let stores = [Store::open(older)?, Store::open(newer)?];
            if let Some([a, b]) = stores[0].changed(&stores[1])? {
                let source = |place: usize, part| {
                    Self::of_store(&stores[place], Some(part), Unread::default(), gazetteer_beside(inputs[place], &args.packs)?)
                };
                return Ok([source(0, a)?, source(1, b)?]);
            }
        }
        Ok([Self::open(older, args, console)?, Self::open(newer, args, console)?])
    }

    /// The graph of documents. It does not depend on the order of the arguments.
    pub(super) fn read(paths: &[PathBuf], args: &ReadArgs, console: &mut Console<'_>) -> Result<Self, Failure> {
        let pipeline = pipeline(&args.packs, args.variants.into())?;
        let mut inputs = inputs(paths, console)?;
        inputs.list.sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
        let (mut builder, mut counted) = (GraphBuilder::new(), Vec::new());
        let of_one = |document: &Document, analysis: &Analysis| {
            let mut builder = GraphBuilder::new();
            builder.add(pipeline.gazetteer(), document, analysis);
            (builder, Counts::of(&document.text, analysis))
        };
        let skipped = each(&inputs, args, &pipeline, console, &of_one, &mut |(one, counts), _| {
            builder.merge(one);
            counted.push(counts);
            Ok(())
        })?;
        let mut tally = Tally::default();
        tally.skipped = skipped;
        for counts in counted {
            tally.add(counts);
        }
        let graph = builder.finish();
        Ok(Self { n_entities: graph.nodes().len(), graph, unread: Unread::default(), known: Known::Pipeline(Box::new(pipeline)), tally })
    }

    /// What the names were looked up in.
    pub(super) fn gazetteer(&self) -> &Gazetteer {
        match &self.known {
            Known::Gazetteer(gazetteer) => gazetteer,
            Known::Pipeline(pipeline) => pipeline.gazetteer(),
        }
    }

    /// How a command ends that found what it looked for.
    pub(super) fn done(&self) -> Status {
        if self.tally.skipped > 0 { Status::Skipped } else { Status::Done }
    }
}

/// Whether a file is a store, by its name.
pub(super) fn is_store(path: &Path) -> bool {
    is_named_store(path) && !path.is_dir()
}

/// Whether something is called as stores are.
pub(super) fn is_named_store(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("nisba"))
}

/// Whether an input is a saved graph, by its name.
fn is_saved(input: &Path) -> Result<bool, Error> {
    if input.is_dir() {
        return Ok(false);
    }
    if is_store(input) {
        return Ok(true);
    }
    match Format::from_path(input) {
        Ok(Format::Json) => Ok(true),
        // Documents come in such files too.
        Ok(Format::JsonLines) | Err(_) => Ok(false),
        Ok(format) => {
            let end = format.extension();
            let message = format!(".{end} is written for other programs and not read back; give the .json graph, or the documents");
            Err(Error::input(input, message))
        }
    }
}

/// The pipeline of the options.
pub(super) fn pipeline(packs: &PackArgs, variants: Variants) -> Result<Pipeline, Failure> {
    let gazetteer = beside_tables(|| gazetteer(packs))?;
    Ok(Pipeline::with_variants(gazetteer, variants))
}

/// The gazetteer of the options.
pub(super) fn gazetteer(args: &PackArgs) -> Result<Gazetteer, Failure> {
    Ok(compile::gazetteer(!args.only_gazetteer, packs(args)?, cache().as_ref())?)
}

/// The packs of the options.
pub(super) fn packs(args: &PackArgs) -> Result<Vec<PackSource>, Failure> {
    Ok(args.gazetteer.iter().map(|path| PackSource::open(path)).collect::<Result<Vec<_>, _>>()?)
}

/// The gazetteer of the options with the decisions beside a saved graph. These may speak of entities of packs that a command which only asks
/// was not given; then the graph has to tell alone what they did.
fn gazetteer_beside(graph: &Path, args: &PackArgs) -> Result<Gazetteer, Failure> {
    match args.with_overlays([graph]) {
        (_, overlays) if overlays.is_empty() => gazetteer(args),
        (all, _) => gazetteer(&all).or_else(|_| gazetteer(args)),
    }
}

/// What there is to read.
pub(super) struct Inputs {
    pub(super) list: Vec<Input>,
    /// Faults of files that were found, but cannot be opened.
    skipped: Vec<Skipped>,
}

/// The files behind arguments, in the order of the arguments, each file once.
///
/// # Errors
/// An argument that does not exist; arguments behind which there is no document.
pub(super) fn inputs(paths: &[PathBuf], console: &mut Console<'_>) -> Result<Inputs, Failure> {
    let named = paths.iter().filter(|path| path.as_os_str() != "-");
    let missing: Vec<Error> = named.filter_map(|path| std::fs::metadata(path).err().map(|error| Error::io(path, "read", &error))).collect();
    if !missing.is_empty() {
        return Err(missing.into());
    }
    let (mut list, all) = document::expand(paths);
    if paths.len() > 1 {
        let mut seen = BTreeSet::new();
        // Which of two names of a file stays must not depend on their order.
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_by(|a, b| (&list[*a].id, &list[*a].path).cmp(&(&list[*b].id, &list[*b].path)));
        let again: BTreeSet<usize> = order
            .into_iter()
            .filter(|place| !seen.insert(list[*place].path.canonicalize().unwrap_or_else(|_| list[*place].path.clone())))
            .collect();
        if !again.is_empty() {
            console.note(format!("{} named twice and read once", count(again.len() as u64, "file is", "files are")));
        }
        let mut place = 0..;
        list.retain(|_| place.next().is_none_or(|place| !again.contains(&place)));
    }
    passed_over(&all, console);
    let skipped: Vec<Skipped> = all.into_iter().filter(|skipped| skipped.kind == SkippedKind::Fault).collect();
    if list.is_empty() && skipped.is_empty() {
        let empty = paths.iter().map(|path| Error::input(path, "there is no document (.txt, .md, .jsonl) in this folder"));
        return Err(empty.collect::<Vec<_>>().into());
    }
    Ok(Inputs { list, skipped })
}

/// Tells what in a folder is no document, in a line each.
fn passed_over(skipped: &[Skipped], console: &mut Console<'_>) {
    let mut reasons: BTreeMap<&str, Vec<&Path>> = BTreeMap::new();
    for one in skipped.iter().filter(|skipped| skipped.kind != SkippedKind::Fault) {
        reasons.entry(&one.reason).or_default().push(&one.path);
    }
    let mut parts = Vec::new();
    for (reason, paths) in reasons {
        let what = match paths[..] {
            [path] => path.display().to_string(),
            _ => count(paths.len() as u64, "file", "files"),
        };
        parts.push(format!("{what} ({reason})"));
    }
    if !parts.is_empty() {
        console.note(format!("passed over {}", parts.join(", ")));
    }
}

/// Gives a document the date that its text, with these zones, states where its metadata have none, or else the given one.
pub(super) fn settle_date(document: &mut Document, zones: &[Zone], otherwise: Option<Date>) {
    if document.date.is_none() {
        document.date = document_date(&document.text, zones).or(otherwise);
    }
}

/// Reads the inputs in order, a part at a time, works on the documents of a part side by side, and hands the results on in order.
/// Returns the number of inputs and lines that gave no document.
///
/// # Errors
/// No document at all; a document skipped where the options are strict; what `sink` returns.
pub(super) fn each<T: Send>(
    inputs: &Inputs,
    args: &ReadArgs,
    pipeline: &Pipeline,
    console: &mut Console<'_>,
    work: &(dyn Fn(&Document, &Analysis) -> T + Sync),
    sink: &mut dyn FnMut(T, &mut Console<'_>) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    let workers = Workers::new(args.threads)?;
    let analyse = |mut document: Document| {
        let zones = zones(&document.text);
        settle_date(&mut document, &zones, args.date);
        let analysis = pipeline.analyze_zones(&document, &zones);
        work(&document, &analysis)
    };
    let mut documents = 0;
    let skipped = std::thread::scope(|scope| {
        // While some documents are analysed, the next ones are read and what was found in those before is handed on.
        let (read, waiting) = sync_channel::<Vec<Document>>(1);
        let (found, results) = channel();
        scope.spawn(move || waiting.into_iter().try_for_each(|part| found.send(workers.map(part, analyse))));
        let mut hand_on = |part: Vec<T>, console: &mut Console<'_>| part.into_iter().try_for_each(|one| sink(one, console));
        let mut flush = |held: Vec<Document>, progress: &mut Progress, console: &mut Console<'_>| -> Result<(), Failure> {
            let (number, bytes) = (held.len(), held.iter().map(|document| document.text.len() as u64).sum());
            documents += number;
            // The other side ends before this one only by a panic, which the scope passes on.
            let _ = read.send(held);
            results.try_iter().try_for_each(|part| hand_on(part, console))?;
            progress.add(number, bytes, console);
            Ok(())
        };
        let skipped = each_batch(inputs, console, &mut flush)?;
        drop(read);
        results.iter().try_for_each(|part| hand_on(part, console))?;
        Ok::<_, Failure>(skipped)
    })?;
    if args.strict && skipped > 0 {
        let message = format!("{} skipped, and --strict was given", count(skipped as u64, "document was", "documents were"));
        return Err(Failure::usage(message));
    }
    if documents == 0 {
        return Err(Failure::usage("no document could be read"));
    }
    Ok(skipped)
}

/// Takes the documents of a part.
type Flush<'f> = &'f mut dyn FnMut(Vec<Document>, &mut Progress, &mut Console<'_>) -> Result<(), Failure>;

/// Reads the inputs in order, gives each document an id of its own, and hands the documents on in parts that fit the memory. Faults and
/// notices go to standard error; returns the number of faults.
pub(super) fn each_batch(inputs: &Inputs, console: &mut Console<'_>, flush: Flush<'_>) -> Result<usize, Failure> {
    let size = |input: &Input| std::fs::metadata(&input.path).map_or(0, |data| if data.is_file() { data.len() } else { 0 });
    let mut progress = Progress::new(inputs.list.iter().map(size).sum(), console);
    let mut skipped = inputs.skipped.len();
    for fault in &inputs.skipped {
        console.skipped(fault);
    }
    let (mut held, mut bytes, mut ids, mut dates) = (Vec::new(), 0, Ids::default(), 0);
    for input in &inputs.list {
        document::read_parts(input, BATCH, &mut |batch| -> Result<(), Failure> {
            if !(batch.skipped.is_empty() && batch.notices.is_empty()) {
                progress.clear(console);
            }
            for notice in &batch.notices {
                let date = matches!(notice.kind, NoticeKind::Date { .. });
                dates += usize::from(date);
                if !date || dates <= DATES {
                    console.note(notice);
                }
            }
            for fault in &batch.skipped {
                console.skipped(fault);
            }
            skipped += batch.skipped.len();
            for mut document in batch.documents {
                document.id = ids.claim(&document.id);
                bytes += document.text.len();
                held.push(document);
            }
            if bytes >= BATCH || held.len() >= DOCUMENTS {
                bytes = 0;
                flush(std::mem::take(&mut held), &mut progress, console)?;
            }
            Ok(())
        })?;
    }
    flush(held, &mut progress, console)?;
    progress.clear(console);
    if let Some(more @ 1..) = dates.checked_sub(DATES) {
        console.note(format!("{} of no such form", count(more as u64, "more date is", "more dates are")));
    }
    Ok(skipped)
}
