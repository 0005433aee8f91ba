//! The clause graph of a sentence: who is subject and object of which verb, which phrase hangs on which word.
//!
//! This is the seam between analyses and rules: the rules read the graph and do not care how it was made. Here it is made by a cascade
//! over phrases; a parser can make the same graph.

use super::analyses::Parser;
use super::cascade;
use super::dependency;
use super::item::{Class, Item};
use super::lexicon::{Lexicon, VerbClass};
use super::phrase::VerbGroup;

/// How a word hangs on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    Subject,
    PassiveSubject,
    Object,
    /// `by X` of a passive.
    Agent,
    /// A prepositional phrase; the arc's `via` is the preposition.
    Preposition,
    /// `X's`
    Possessor,
    /// A word before the head of its phrase.
    Modifier,
    Conjunct,
    Apposition,
    /// A relative clause: from the noun to its verb.
    Relative,
    /// A participle after its noun: from the noun to its verb.
    Reduced,
    /// An infinitive: from verb or noun to the verb.
    Infinitive,
    /// A clause: from the verb that reports it.
    Clause,
    /// A gerund that the object does: `accused X of attacking`.
    Charge,
    /// An adverbial participle or clause.
    Adverbial,
    /// What somebody or something is: from the copula.
    Predicate,
}

/// One arc of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arc {
    pub(super) link: Link,
    pub(super) to: usize,
    pub(super) via: usize,
}

/// A sentence with its arcs; indices are items.
#[derive(Debug)]
pub(super) struct Clause {
    pub(super) items: Vec<Item>,
    children: Vec<Vec<Arc>>,
    parents: Vec<Vec<(Link, usize)>>,
    groups: Vec<Option<VerbGroup>>,
    /// How sure the analysis is of what each item hangs on, where it says so.
    margins: Vec<i32>,
}

impl Clause {
    /// Analyses a sentence by the cascade.
    pub(super) fn new(items: Vec<Item>) -> Self {
        let mut clause = Self::without_arcs(items);
        cascade::run(&mut clause);
        clause
    }

    /// Analyses a sentence by a parser; `text` is the document's.
    pub(super) fn parsed(items: Vec<Item>, text: &str, parser: &dyn Parser) -> Self {
        let mut clause = Self::without_arcs(items);
        dependency::run(&mut clause, text, parser);
        clause
    }

    fn without_arcs(items: Vec<Item>) -> Self {
        let count = items.len();
        Self { items, children: vec![Vec::new(); count], parents: vec![Vec::new(); count], groups: vec![None; count], margins: Vec::new() }
    }

    /// Says how sure the analysis is of the place of each item.
    pub(super) fn set_margins(&mut self, margins: Vec<i32>) {
        self.margins = margins;
    }

    /// How sure the analysis is of the place of an item, in 1024ths of a natural logarithm of odds.
    pub(super) fn margin(&self, item: usize) -> i32 {
        self.margins.get(item).copied().unwrap_or(i32::MAX)
    }

    /// Adds an arc once.
    pub(super) fn add(&mut self, from: usize, link: Link, to: usize, via: usize) {
        let arc = Arc { link, to, via };
        if from != to && !self.children[from].contains(&arc) {
            self.children[from].push(arc);
            self.parents[to].push((link, from));
        }
    }

    /// Says that a word heads a verb group.
    pub(super) fn set_group(&mut self, verb: usize, group: VerbGroup) {
        self.groups[verb] = Some(group);
    }

    /// What hangs on a word by one kind of arc.
    pub(super) fn linked(&self, from: usize, link: Link) -> impl Iterator<Item = usize> + '_ {
        self.children[from].iter().filter(move |arc| arc.link == link).map(|arc| arc.to)
    }

    /// The heads of prepositional phrases on a word, with their prepositions.
    pub(super) fn prepositions(&self, from: usize) -> impl Iterator<Item = (&str, usize)> + '_ {
        self.children[from].iter().filter(|arc| arc.link == Link::Preposition).map(|arc| (self.preposition(arc.via), arc.to))
    }

    /// The word of a preposition; `out of` is one.
    fn preposition(&self, via: usize) -> &str {
        match via.checked_sub(1).map(|before| self.items[before].word.as_str()) {
            Some("out") if self.items[via].word == "of" => "out of",
            _ => &self.items[via].word,
        }
    }

    /// What a word hangs on.
    pub(super) fn parents(&self, of: usize) -> &[(Link, usize)] {
        &self.parents[of]
    }

    /// The verb group of a verb or copula.
    pub(super) fn group(&self, verb: usize) -> VerbGroup {
        self.groups.get(verb).copied().flatten().unwrap_or_default()
    }

    /// All words that head a verb group, in order.
    pub(super) fn verbs(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.items.len()).filter(|item| self.groups[*item].is_some())
    }

    /// The dictionary form of a verb's first word; empty for what is no verb of the lexicon.
    pub(super) fn lemma(&self, verb: usize) -> &'static str {
        self.items[verb].verb.map_or("", |(verb, _)| Lexicon::built_in().verbs[verb as usize].lemma.as_str())
    }

    /// Whether a verb carries an event noun that is its object: `held talks`, `has ties`.
    pub(super) fn is_light(&self, verb: usize) -> bool {
        let this = &self.items[verb];
        let owns = this.class == Class::Auxiliary && matches!(this.word.as_str(), "have" | "has" | "had" | "having");
        owns || self.class(verb).light
    }

    /// What the lexicon says of a verb in general.
    pub(super) fn class(&self, verb: usize) -> VerbClass {
        self.items[verb].verb.map(|(verb, _)| Lexicon::built_in().verbs[verb as usize].class).unwrap_or_default()
    }
}
