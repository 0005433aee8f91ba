//! What to leave out of a graph, as `build`, `export` and `path` take it.

use super::args::date;
use super::console::Console;
use super::failure::Failure;
use super::find::{self, Search};
use super::near::nearest;
use super::source::Source;
use crate::document::Date;
use crate::error::{Error, Result};
use crate::graph::{Ego, Filter, Include, KnowledgeGraph, Significance};
use crate::relation::{CO_OCCURS, Ontology};
use clap::{Args, ValueEnum};
use std::collections::BTreeSet;

/// Which connections count.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which connections")]
pub(super) struct EdgeArgs {
    /// Only connections that so many independent documents speak of
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) min_weight: u64,
    /// Only connections that stand out among those of one of their ends, by chance in ALPHA of all cases, such as 0.05 (disparity filter);
    /// what joins two entities counts together, weights stay
    #[arg(long, value_name = "ALPHA", value_parser = significance)]
    pub(super) backbone: Option<Significance>,
    /// Only these relations, such as meet,visit; may be repeated
    #[arg(long, value_name = "R", value_delimiter = ',')]
    pub(super) relation: Vec<String>,
    /// Only evidence of this date or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) since: Option<Date>,
    /// Only evidence of this date or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) until: Option<Date>,
    /// No connections between entities that are only named in one sentence
    #[arg(long)]
    pub(super) no_cooccurrence: bool,
    /// Also what is not said as a fact: planned,possible,denied,negated
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub(super) include: Vec<Unreal>,
}

/// Which entities are shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which entities")]
pub(super) struct NodeArgs {
    /// Only the N entities of the highest rank
    #[arg(long, value_name = "N")]
    pub(super) top: Option<usize>,
    /// Only entities that N documents or more name, copies included
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) min_documents: u64,
    /// Only entities joined to K others or more of which the same holds (the k-core)
    #[arg(long, value_name = "K", default_value_t = 0, hide_default_value = true)]
    pub(super) k_core: usize,
    /// Only the largest part of the graph that hangs together
    #[arg(long)]
    pub(super) giant: bool,
    /// Only entities of these types, such as person,country; may be repeated
    #[arg(long = "type", value_name = "T", value_delimiter = ',')]
    pub(super) types: Vec<String>,
    /// Only the surroundings of one entity
    #[arg(long, value_name = "NAME")]
    pub(super) ego: Option<String>,
    /// How many steps around it [default: 1]
    #[arg(long, value_name = "N", requires = "ego")]
    pub(super) depth: Option<usize>,
}

/// What is not said as a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Unreal {
    /// What is set or announced
    Planned,
    /// What may be
    Possible,
    /// What somebody denies
    Denied,
    /// What is said not to be so
    Negated,
}

impl EdgeArgs {
    /// The filter, as far as it needs no graph.
    ///
    /// # Errors
    /// A relation that does not exist, a period that ends before it starts.
    pub(super) fn filter(&self) -> Result<Filter> {
        if let (Some(since), Some(until)) = (self.since, self.until)
            && until.last_day() < since.first_day()
        {
            return Err(Error::usage(format!("--until {until} is before --since {since}")));
        }
        let has = |kind| self.include.contains(&kind);
        Ok(Filter {
            include: Include {
                planned: has(Unreal::Planned),
                possible: has(Unreal::Possible),
                denied: has(Unreal::Denied),
                negated: has(Unreal::Negated),
            },
            min_weight: self.min_weight,
            backbone: self.backbone,
            relations: self.relation.iter().map(|relation| relation.trim().to_lowercase()).collect(),
            since: self.since,
            until: self.until,
            no_cooccurrence: self.no_cooccurrence,
            ..Filter::default()
        })
    }

    /// Refuses relations that neither the ontology nor the graph has.
    pub(super) fn check(&self, graph: Option<&KnowledgeGraph>) -> Result<()> {
        let mut known: Vec<(&str, &str)> = Ontology::built_in().iter().map(|kind| (kind.id.as_str(), kind.label.as_str())).collect();
        known.push((CO_OCCURS, "appears with"));
        known.extend(graph.into_iter().flat_map(KnowledgeGraph::relations).map(|(id, facts)| (id.as_str(), facts.label.as_str())));
        for relation in &self.relation {
            let wanted = relation.trim().to_lowercase();
            if known.iter().any(|(id, _)| *id == wanted) {
                continue;
            }
            let called = known.iter().find(|(_, label)| *label == wanted).map(|(id, _)| *id);
            let ids: BTreeSet<&str> = known.iter().map(|(id, _)| *id).collect();
            let meant = called.or_else(|| nearest(&wanted, ids.iter().copied(), 1).first().copied());
            let hint = meant.map_or_else(|| format!("there are {}", list(&ids)), |id| format!("did you mean \"{id}\"?"));
            return Err(Error::usage(format!("--relation {relation}: there is no such relation; {hint}")));
        }
        Ok(())
    }
}

impl NodeArgs {
    /// Adds what needs the graph.
    pub(super) fn complete(&self, mut filter: Filter, source: &Source, console: &mut Console<'_>) -> Result<Filter, Failure> {
        filter.top = self.top;
        filter.min_documents = self.min_documents;
        filter.k_core = self.k_core;
        filter.giant = self.giant;
        let standard = ["person", "organization", "country", "place", "facility", "group", "event", "other"];
        let in_graph: BTreeSet<&str> = source.graph.nodes().values().map(|facts| facts.type_name.as_str()).collect();
        for wanted in &self.types {
            let wanted = wanted.trim();
            let known = in_graph.iter().copied().chain(standard).find(|known| known.eq_ignore_ascii_case(wanted));
            let Some(known) = known else {
                let near = nearest(wanted, in_graph.iter().copied().chain(standard), 1);
                let hint = near.first().map_or_else(String::new, |near| format!(" did you mean \"{near}\"?"));
                let message = format!("--type {wanted}: no entity has this type;{hint} the graph has {}", list(&in_graph));
                return Err(Failure::usage(message));
            };
            filter.types.insert(known.to_owned());
        }
        if let Some(name) = &self.ego {
            match find::find(&source.graph, source.gazetteer(), name) {
                Search::Found(found) => {
                    found.tell(name, &source.graph, console);
                    filter.ego = Some(Ego { id: found.id.to_owned(), depth: self.depth.unwrap_or(1) });
                }
                missing => return Err(Failure::usage(format!("--ego {name}: {}", missing.why_not(name, &source.graph)))),
            }
        }
        Ok(filter)
    }
}

fn list(names: &BTreeSet<&str>) -> String {
    if names.is_empty() { "none".to_owned() } else { names.iter().copied().collect::<Vec<_>>().join(", ") }
}

fn significance(text: &str) -> std::result::Result<Significance, String> {
    Significance::parse(text).ok_or_else(|| "write a fraction between 0 and 1, such as 0.05".to_owned())
}
