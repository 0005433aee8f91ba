//! From a name as somebody types it to an entity of the graph.

use super::console::Console;
use super::near::{distance, reach};
use crate::gazetteer::{ARTICLES, Gazetteer, NameKind, fold_name};
use crate::graph::KnowledgeGraph;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Why a name was taken for an entity, the best reason first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// It is its id.
    Id,
    /// It is its canonical name.
    Name,
    /// It is a spelling of a text.
    Spelling(String),
    /// The gazetteer lists it as a name.
    Listed(String),
    /// It is one of its names but for articles.
    Bare(String),
    /// It is a part of one of its names, in whole words.
    Part(String),
    /// Its words are the first letters of words of one of its names.
    Start(String),
}

impl How {
    fn rank(&self) -> u8 {
        match self {
            Self::Id => 0,
            Self::Name => 1,
            Self::Spelling(_) => 2,
            Self::Listed(_) => 3,
            Self::Bare(_) => 4,
            Self::Part(_) => 5,
            Self::Start(_) => 6,
        }
    }

    /// The word of the JSON output.
    pub(super) fn as_str(&self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Spelling(_) => "spelling",
            Self::Listed(_) => "listed-name",
            Self::Bare(_) => "without-article",
            Self::Part(_) => "part",
            Self::Start(_) => "start",
        }
    }

    fn in_words(&self) -> String {
        match self {
            Self::Id => "its id".to_owned(),
            Self::Name => "its name".to_owned(),
            Self::Spelling(_) => "a spelling in the documents".to_owned(),
            Self::Listed(_) => "a name in the gazetteer".to_owned(),
            Self::Bare(name) => format!("\"{name}\" but for the article"),
            Self::Part(name) => format!("a part of the name \"{name}\""),
            Self::Start(name) => format!("the start of words of \"{name}\""),
        }
    }
}

/// What a name was taken for.
#[derive(Debug)]
pub(super) struct Found<'g> {
    pub(super) id: &'g str,
    pub(super) how: How,
    /// Others that it may mean, the likeliest first.
    pub(super) others: Vec<&'g str>,
}

/// What came of a search.
#[derive(Debug)]
pub(super) enum Search<'g> {
    /// One entity.
    Found(Found<'g>),
    /// Several, none of them more likely than the others: by number of mentions.
    Several(Vec<&'g str>),
    /// None.
    Nothing {
        /// Entities with a name that is nearly the same.
        near: Vec<&'g str>,
        /// What the gazetteer knows by this name, though no document names it.
        listed: Option<String>,
    },
}

/// So many alternatives are worth reading.
const OFFERS: usize = 5;

/// Looks for the entity that a name means: by id, canonical name, spelling, listed name, a unique part or start of one.
pub(super) fn find<'g>(graph: &'g KnowledgeGraph, gazetteer: &Gazetteer, name: &str) -> Search<'g> {
    let wanted = Wanted::new(name);
    let mut fits: Vec<(How, Reverse<u64>, &'g str)> = Vec::new();
    for (id, facts) in graph.nodes() {
        if let Some(how) = wanted.how(graph, gazetteer, id) {
            fits.push((how, Reverse(facts.n_mentions), id));
        }
    }
    fits.sort_by(|a, b| (a.0.rank(), a.1, a.2).cmp(&(b.0.rank(), b.1, b.2)));
    let Some((how, _, id)) = fits.first().cloned() else { return nothing(graph, gazetteer, name, &wanted) };
    let unsure = matches!(how, How::Part(_) | How::Start(_));
    if unsure && fits.iter().filter(|fit| fit.0.rank() == how.rank()).count() > 1 {
        return Search::Several(fits.iter().map(|fit| fit.2).collect());
    }
    // The start of a word fits too much to be offered beside something better.
    let others = fits[1..].iter().filter(|fit| unsure || fit.0.rank() < 6).map(|fit| fit.2);
    Search::Found(Found { id, others: if how == How::Id { Vec::new() } else { others.take(OFFERS).collect() }, how })
}

struct Wanted<'n> {
    name: &'n str,
    folded: String,
    bare: String,
}

impl<'n> Wanted<'n> {
    fn new(name: &'n str) -> Self {
        let folded = fold_name(name);
        Self { name: name.trim(), bare: without_articles(&folded), folded }
    }

    /// Why the name may mean an entity.
    fn how(&self, graph: &KnowledgeGraph, gazetteer: &Gazetteer, id: &str) -> Option<How> {
        let facts = graph.nodes().get(id)?;
        // Those that rows of `same` have joined with it are it.
        let joined = || facts.attributes.get("same_as").is_some_and(|ids| ids.split('|').any(|other| other == self.name));
        if id == self.name || joined() {
            return Some(How::Id);
        }
        if self.folded.is_empty() {
            return None;
        }
        if fold_name(&facts.label) == self.folded {
            return Some(How::Name);
        }
        let spellings = facts.spellings.keys().map(|text| How::Spelling(text.clone()));
        // A city that may stand for a state is not the state.
        let listed = gazetteer.find_id(id).into_iter().flat_map(|entity| gazetteer.names_of(entity));
        let listed =
            listed.filter(|name| !matches!(name.kind, NameKind::Metonym | NameKind::Part)).map(|name| How::Listed(name.text.to_owned()));
        let names = std::iter::once(How::Bare(facts.label.clone())).chain(spellings).chain(listed);
        names.filter_map(|how| self.fits(how)).min_by_key(How::rank)
    }

    /// How a name that somebody bears fits.
    fn fits(&self, how: How) -> Option<How> {
        let (How::Spelling(text) | How::Listed(text) | How::Bare(text)) = &how else { return None };
        let folded = fold_name(text);
        let bare = without_articles(&folded);
        if folded == self.folded {
            return Some(how);
        }
        if bare == self.bare {
            return Some(How::Bare(text.clone()));
        }
        let words: Vec<&str> = bare.split(' ').collect();
        let mut asked = self.bare.split(' ');
        if asked.clone().all(|word| words.contains(&word)) {
            return Some(How::Part(text.clone()));
        }
        let starts = self.bare.chars().count() >= 3 && asked.all(|word| words.iter().any(|other| other.starts_with(word)));
        starts.then(|| How::Start(text.clone()))
    }
}

/// A folded name without its articles; the name itself where it is nothing else.
fn without_articles(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').filter(|word| *word != "the" && !ARTICLES.contains(word)).collect();
    if words.is_empty() { folded.to_owned() } else { words.join(" ") }
}

fn nothing<'g>(graph: &'g KnowledgeGraph, gazetteer: &Gazetteer, name: &str, wanted: &Wanted<'_>) -> Search<'g> {
    let mut near: Vec<(usize, Reverse<u64>, &str)> = Vec::new();
    for (id, facts) in graph.nodes() {
        let names: BTreeSet<String> = facts.spellings.keys().chain([&facts.label]).map(|text| without_articles(&fold_name(text))).collect();
        let words = names.iter().flat_map(|name| name.split(' ').chain([name.as_str()]));
        if let Some(far) = words.map(|word| distance(&wanted.bare, word)).min().filter(|far| *far <= reach(&wanted.bare)) {
            near.push((far, Reverse(facts.n_mentions), id));
        }
    }
    near.sort_unstable();
    let listed = gazetteer.find_name(name).first().copied().or_else(|| gazetteer.find_surname(&wanted.bare).iter().next());
    let listed = listed.map(|entity| gazetteer.entity(entity)).map(|entity| format!("{} ({})", entity.name, entity.type_name));
    Search::Nothing { near: near.into_iter().take(OFFERS).map(|(.., id)| id).collect(), listed }
}

impl Found<'_> {
    /// Says what a name was taken for where it is not plain.
    pub(super) fn in_words(&self, name: &str, graph: &KnowledgeGraph) -> Option<String> {
        let plain = matches!(self.how, How::Id | How::Name) && self.others.is_empty();
        if plain {
            return None;
        }
        let mut text = format!("\"{}\" was taken for {}: {}", name.trim(), label(graph, self.id), self.how.in_words());
        if !self.others.is_empty() {
            text.push_str("; it may also mean ");
            text.push_str(&names(graph, &self.others));
        }
        Some(text)
    }

    /// Says on standard error what a name was taken for, where somebody may have meant another.
    pub(super) fn tell(&self, name: &str, graph: &KnowledgeGraph, console: &mut Console<'_>) {
        let guessed = match &self.how {
            How::Part(of) => of != label(graph, self.id),
            How::Start(_) => true,
            _ => false,
        } || !self.others.is_empty();
        if let Some(words) = self.in_words(name, graph).filter(|_| guessed) {
            console.note(words);
        }
    }
}

impl Search<'_> {
    /// Why no entity was found, in words.
    pub(super) fn why_not(&self, name: &str, graph: &KnowledgeGraph) -> String {
        match self {
            Self::Found(found) => format!("\"{name}\" is {}", found.id),
            Self::Several(ids) => {
                let shown = names(graph, &ids[..ids.len().min(2 * OFFERS)]);
                let more = ids.len().saturating_sub(2 * OFFERS);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("\"{name}\" fits {} entities: {shown}{more}; say more of the name", ids.len())
            }
            Self::Nothing { near, listed } => {
                let mut text = match listed {
                    Some(entity) => format!("no document names {entity}"),
                    None => format!("nothing is called \"{name}\""),
                };
                if !near.is_empty() {
                    text.push_str("; did you mean ");
                    text.push_str(&names(graph, near));
                    text.push('?');
                }
                text
            }
        }
    }
}

/// What an entity is called.
pub(super) fn label<'g>(graph: &'g KnowledgeGraph, id: &'g str) -> &'g str {
    graph.nodes().get(id).map_or(id, |facts| facts.label.as_str())
}

fn names(graph: &KnowledgeGraph, ids: &[&str]) -> String {
    ids.iter().map(|id| label(graph, id)).collect::<Vec<_>>().join(", ")
}
