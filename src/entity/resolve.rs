//! One document: from listed names and short forms to mentions.

use super::cast::Cast;
use super::choose::{Outcome, choose};
use super::lexicon::Lexicon;
use super::reading;
use super::surname;
use crate::document::{Date, ZoneKind};
use crate::gazetteer::{ARTICLES, EntityIx, EntityKind, Gazetteer, NameKind};
use crate::mention::{Ambiguous, Mention, MentionKind, Scanned, Spot, definitions};
use crate::text::{Shape, Span, TokenKind, fold};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What the names of a document mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolution {
    /// In text order; they do not overlap.
    pub mentions: Vec<Mention>,
    /// In text order.
    pub ambiguous: Vec<Ambiguous>,
}

/// Decides for every name of a document whom it means, or that it cannot be decided.
pub fn resolve(gazetteer: &Gazetteer, text: &str, scanned: &[Scanned], date: Option<Date>) -> Resolution {
    let mut resolution = Resolution::default();
    let ordinary = written_small(text, scanned);
    let capitals: Vec<bool> = scanned.iter().map(|scanned| mostly_capitals(text, scanned)).collect();
    for furniture in [false, true] {
        let group: Vec<usize> =
            (0..scanned.len()).filter(|place| (scanned[*place].sentence.zone == ZoneKind::Boilerplate) == furniture).collect();
        let mut pass = Pass {
            gazetteer,
            text,
            scanned,
            date,
            group,
            cast: Cast::default(),
            named: BTreeSet::new(),
            found: BTreeMap::new(),
            ordinary: ordinary.clone(),
            capitals: capitals.clone(),
        };
        pass.run();
        pass.into(&mut resolution);
    }
    resolution.mentions.sort_by_key(|mention| mention.span);
    resolution.ambiguous.sort_by_key(|ambiguous| ambiguous.span);
    resolution
}

/// Words that stand in small letters somewhere: where they are capitalised they begin a sentence or a headline.
fn written_small(text: &str, scanned: &[Scanned]) -> HashSet<String> {
    let small =
        scanned.iter().flat_map(|scanned| &scanned.tokens).filter(|token| token.kind == TokenKind::Word && token.shape == Shape::Lower);
    small.map(|token| fold(token.span.of(text))).collect()
}

/// A headline in title case, or shouted: only small words are written small.
fn mostly_capitals(text: &str, scanned: &Scanned) -> bool {
    let lexicon = Lexicon::built_in();
    let words = scanned.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let small = |word: &str| lexicon.is_small(word) || ARTICLES.contains(&word);
    let mut telling = words.filter(|token| token.capitalised() || !small(&fold(token.span.of(text))));
    let mut count = 0;
    telling.all(|token| {
        count += 1;
        token.capitalised()
    }) && count >= 4
}

/// Tokens of one sentence that were decided.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) outcome: Outcome,
    /// The state that the place may stand for.
    pub(super) metonym: Option<EntityIx>,
}

/// The state of the work on one document, or on its furniture.
pub(super) struct Pass<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) text: &'a str,
    pub(super) scanned: &'a [Scanned],
    pub(super) date: Option<Date>,
    /// Indices of the sentences at hand.
    pub(super) group: Vec<usize>,
    pub(super) cast: Cast,
    /// Entities that the document names beyond doubt, by whatever name.
    pub(super) named: BTreeSet<EntityIx>,
    /// By sentence, in token order.
    pub(super) found: BTreeMap<usize, Vec<Found>>,
    /// Folded words that the document also writes small.
    ordinary: HashSet<String>,
    /// Sentences of which most words are capitalised.
    capitals: Vec<bool>,
}

impl Pass<'_> {
    fn run(&mut self) {
        for full in [true, false] {
            for sentence in self.group.clone() {
                let found = self.listed(sentence, full);
                if full {
                    self.named.extend(found.iter().filter_map(|found| found.outcome.entity()));
                } else {
                    self.found.insert(sentence, found);
                }
            }
        }
        for (sentence, found) in &self.found {
            for entity in found.iter().filter(|found| found.outcome.is_full()).filter_map(|found| found.outcome.entity()) {
                self.cast.add(entity, u32::try_from(*sentence).unwrap_or(u32::MAX));
            }
        }
        self.acronyms();
        surname::with_given_names(self);
        surname::alone(self);
        surname::given_names_of_kin(self);
    }

    /// The listed names of one sentence, leftmost-longest; in the first pass only those that need no context.
    fn listed(&self, sentence: usize, full: bool) -> Vec<Found> {
        let scanned = &self.scanned[sentence];
        let mut found: Vec<Found> = Vec::new();
        let mut next = 0;
        for spot in &scanned.spots {
            if spot.first < next {
                continue;
            }
            let Some(outcome) = choose(self, sentence, spot, full) else { continue };
            next = spot.last + 1;
            found.push(Found { first: spot.first, last: spot.last, metonym: self.metonym(spot), outcome });
        }
        found
    }

    fn metonym(&self, spot: &Spot) -> Option<EntityIx> {
        let mut states =
            spot.names.iter().map(|name| &self.gazetteer.names()[*name as usize]).filter(|name| name.kind == NameKind::Metonym);
        let state = states.next()?.entity;
        states.all(|name| name.entity == state).then_some(state)
    }

    /// Whether the document writes a folded word small somewhere.
    pub(super) fn is_ordinary(&self, word: &str) -> bool {
        self.ordinary.contains(word)
    }

    /// Whether most words of a sentence are capitalised, so that capitals say nothing.
    pub(super) fn in_capitals(&self, sentence: usize) -> bool {
        self.capitals[sentence]
    }

    /// Which entity a token belongs to.
    pub(super) fn owner(&self, sentence: usize, token: usize) -> Option<EntityIx> {
        self.covering(sentence, token)?.outcome.entity()
    }

    pub(super) fn covering(&self, sentence: usize, token: usize) -> Option<&Found> {
        let found = self.found.get(&sentence)?;
        let place = found.partition_point(|found| found.last < token);
        found.get(place).filter(|found| found.first <= token)
    }

    /// Adds a decision; the tokens must still be free.
    pub(super) fn decide(&mut self, sentence: usize, found: Found) {
        let list = self.found.entry(sentence).or_default();
        let place = list.partition_point(|other| other.last < found.first);
        if list.get(place).is_none_or(|other| other.first > found.last) {
            list.insert(place, found);
        }
    }

    /// Acronyms that the document defines in brackets after a full name hold for the whole document.
    fn acronyms(&mut self) {
        let mut defined: BTreeMap<String, Option<EntityIx>> = BTreeMap::new();
        for (sentence, found) in &self.found {
            let scanned = &self.scanned[*sentence];
            for found in found {
                let name = Span { start: scanned.tokens[found.first].span.start, end: scanned.tokens[found.last].span.end };
                if let Some(entity) = found.outcome.entity()
                    && let Some(token) = definitions(self.text, &scanned.tokens, found.last, name)
                {
                    let short = defined.entry(fold(scanned.word(self.text, token))).or_insert(Some(entity));
                    if *short != Some(entity) {
                        *short = None;
                    }
                }
            }
        }
        if defined.is_empty() {
            return;
        }
        for sentence in self.group.clone() {
            let scanned = &self.scanned[sentence];
            for token in 0..scanned.tokens.len() {
                if scanned.tokens[token].shape == Shape::Upper
                    && self.covering(sentence, token).is_none()
                    && let Some(Some(entity)) = defined.get(&fold(scanned.word(self.text, token)))
                {
                    let outcome =
                        Outcome::Entity { entity: *entity, kind: MentionKind::Acronym, rule: "acronym-defined-here", doubtful: false };
                    self.decide(sentence, Found { first: token, last: token, outcome, metonym: None });
                }
            }
        }
    }

    fn into(self, resolution: &mut Resolution) {
        for (sentence, found) in &self.found {
            let scanned = &self.scanned[*sentence];
            let readings = reading::readings(self.gazetteer, self.text, scanned, found);
            let number = u32::try_from(*sentence).unwrap_or(u32::MAX);
            for (found, reading) in found.iter().zip(readings) {
                let span = Span { start: scanned.tokens[found.first].span.start, end: scanned.tokens[found.last].span.end };
                match &found.outcome {
                    Outcome::Never => {}
                    Outcome::Ambiguous(candidates) => {
                        resolution.ambiguous.push(Ambiguous { span, candidates: candidates.clone(), sentence: number });
                    }
                    Outcome::Entity { entity, kind, rule, doubtful } => {
                        let acts_as = match kind {
                            MentionKind::Demonym => Some(*entity),
                            _ => found.metonym.filter(|state| reading == Some(crate::mention::Reading::Actor) && state != entity),
                        };
                        let metonym = acts_as.is_some() && *kind != MentionKind::Demonym;
                        let place = matches!(self.gazetteer.entity(*entity).kind, EntityKind::Country | EntityKind::Place);
                        resolution.mentions.push(Mention {
                            span,
                            entity: *entity,
                            kind: if metonym { MentionKind::Metonym } else { *kind },
                            rule: if metonym { "place-for-government" } else { rule },
                            acts_as: acts_as.filter(|_| metonym),
                            reading: reading.filter(|_| place),
                            doubtful: *doubtful,
                            sentence: number,
                        });
                    }
                }
            }
        }
    }
}
