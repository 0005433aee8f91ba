//! One document: from listed names and short forms to mentions.

use super::capitalised::Capitalised;
use super::cast::{Cast, Named};
use super::choose::{Outcome, choose};
use super::given;
use super::ground::Ground;
use super::lexicon::Lexicon;
use super::listed::Listed;
use super::part;
use super::reading;
use super::region;
use super::run::Runs;
use super::spelled;
use super::spellings::{Spellings, Variants};
use super::surname::{self, Stranger};
use super::team::Sport;
use super::variant;
use super::vocabulary::Vocabulary;
use crate::document::{Date, ZoneKind};
use crate::gazetteer::{EntityIx, EntityKind, Gazetteer, NameIx, NameKind};
use crate::mention::{Ambiguous, Mention, MentionKind, Reading, Scanned, Spot, defined_acronym, explained_acronym};
use crate::text::{Numbered, Shape, Token, TokenKind};
use std::collections::{BTreeMap, BTreeSet};

/// What the names of a document mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolution {
    /// In text order; they do not overlap.
    pub mentions: Vec<Mention>,
    /// In text order.
    pub ambiguous: Vec<Ambiguous>,
}

/// Decides for every name of a document whom it means, or that it cannot be decided.
pub fn resolve(gazetteer: &Gazetteer, spellings: &Spellings, text: &str, scanned: &[Scanned], date: Option<Date>) -> Resolution {
    let mut resolution = Resolution::default();
    let mut vocabulary = spellings.vocabularies().take();
    let capitalised = Capitalised::of(gazetteer, spellings.index(gazetteer).as_ref(), &mut vocabulary, text, scanned);
    let capitals: Vec<bool> = scanned.iter().map(|scanned| mostly_capitals(&scanned.tokens)).collect();
    let sport = Sport::of(text, scanned);
    let ground = Ground::survey(gazetteer, spellings, text, scanned, &capitals);
    for furniture in [false, true] {
        let group: Vec<usize> =
            (0..scanned.len()).filter(|place| (scanned[*place].sentence.zone == ZoneKind::Boilerplate) == furniture).collect();
        if group.is_empty() {
            continue;
        }
        let mut pass = Pass {
            gazetteer,
            spellings,
            vocabulary,
            spelled: BTreeMap::new(),
            text,
            scanned,
            date,
            group: &group,
            cast: Cast::default(),
            named: Named::default(),
            words: BTreeSet::new(),
            found: vec![Vec::new(); scanned.len()],
            capitalised: &capitalised,
            capitals: &capitals,
            sport: sport.as_ref(),
            strangers: BTreeMap::new(),
            ground: &ground,
        };
        pass.run();
        vocabulary = std::mem::take(&mut pass.vocabulary);
        pass.finish(&mut resolution);
    }
    spellings.vocabularies().give_back(vocabulary);
    resolution.mentions.sort_by_key(|mention| mention.span);
    resolution.ambiguous.sort_by_key(|ambiguous| ambiguous.span);
    resolution
}

/// A headline in title case, or shouted: only small words are written small.
pub(super) fn mostly_capitals(tokens: &[Token]) -> bool {
    let lexicon = Lexicon::built_in();
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let mut telling = words.filter(|token| token.capitalised() || !lexicon.is_untelling(token.hash));
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
    pub(super) spellings: &'a Spellings,
    /// What is known of words of other texts.
    pub(super) vocabulary: Vocabulary,
    /// Surnames of the cast in other spellings, by the folded word.
    pub(super) spelled: BTreeMap<String, Vec<EntityIx>>,
    pub(super) text: &'a str,
    pub(super) scanned: &'a [Scanned],
    pub(super) date: Option<Date>,
    /// Indices of the sentences at hand.
    pub(super) group: &'a [usize],
    pub(super) cast: Cast,
    /// Entities that the document names beyond doubt, by whatever name.
    pub(super) named: Named,
    /// Folded words, and initials, of the full names of bodies and persons among them: a later one means these.
    pub(super) words: BTreeSet<String>,
    /// By sentence, in token order; nothing for sentences that are not at hand.
    pub(super) found: Vec<Vec<Found>>,
    /// The capitalised words of the document.
    pub(super) capitalised: &'a Capitalised<'a>,
    /// Sentences of which most words are capitalised.
    capitals: &'a [bool],
    /// What the document says about sport, if it is about it.
    pub(super) sport: Option<&'a Sport<'a>>,
    /// By folded surname: those who bear it and are in no table, in text order.
    pub(super) strangers: BTreeMap<String, Vec<Stranger>>,
    /// As what the document uses names of places.
    pub(super) ground: &'a Ground,
}

impl Pass<'_> {
    fn run(&mut self) {
        let forms: Vec<Vec<Found>> = self.group.iter().map(|sentence| region::forms(self, *sentence)).collect();
        for full in [true, false] {
            if !full {
                self.words = part::words_of_named(self);
            }
            for (sentence, forms) in self.group.iter().copied().zip(&forms) {
                let mut found = self.listed(sentence, forms, full);
                if full {
                    self.named.extend(found.iter().filter_map(|found| found.outcome.entity()));
                } else {
                    // The lists of all sentences are held at once.
                    found.shrink_to_fit();
                    self.found[sentence] = found;
                }
            }
        }
        // Other spellings alone are sought in runs.
        let runs = if self.spellings.variants() >= Variants::Standard { Runs::of(self) } else { Runs::default() };
        variant::names(self, &runs);
        for (sentence, found) in self.found.iter().enumerate() {
            for entity in found.iter().filter(|found| found.outcome.is_full()).filter_map(|found| found.outcome.entity()) {
                self.cast.add(entity, number(sentence));
            }
        }
        self.acronyms();
        self.spelled = spelled::of_cast(self, &runs);
        let bearing = surname::with_given_names(self);
        surname::alone(self, &bearing);
        given::of_kin(self);
        given::of_cast(self);
        part::parts(self);
    }

    /// The listed names of one sentence, leftmost-longest; in the first pass only those that need no context.
    fn listed(&self, sentence: usize, forms: &[Found], full: bool) -> Vec<Found> {
        let scanned = &self.scanned[sentence];
        let mut found: Vec<Found> = Vec::new();
        if scanned.hits.is_empty() {
            found.extend(forms.iter().cloned());
            return found;
        }
        let mut forms = forms.iter().cloned().peekable();
        let mut next = 0;
        for (spot, here) in self.ground.spots(sentence, scanned) {
            while let Some(form) = forms.next_if(|form| form.last < spot.first || form.first <= spot.last && form.last >= spot.last) {
                if form.first >= next {
                    next = form.last + 1;
                    found.push(form);
                }
            }
            if spot.first < next {
                continue;
            }
            if self.is_the_same_without_article(scanned, spot) || self.is_the_same_without_class_words(scanned, spot) {
                continue;
            }
            let Some(outcome) = choose(self, sentence, (spot, here), full) else { continue };
            // The article belongs to no name that the text itself does not write with a capital: `the Hague`.
            let article = spot.first < spot.last && scanned.word(self.text, spot.first) == "the";
            let last = self.with_legal_form(scanned, spot.last, &outcome);
            next = last + 1;
            found.push(Found { first: spot.first + usize::from(article), last, metonym: self.metonym(spot), outcome });
        }
        found.extend(forms.filter(|form| form.first >= next));
        found
    }

    /// `the U.S.`, where `U.S.` is a name of the same entity: a longer one may begin there, and the article is left out in any case.
    fn is_the_same_without_article(&self, scanned: &Scanned, spot: Spot) -> bool {
        let name = |name| self.listed_name(name);
        spot.first < spot.last && scanned.word(self.text, spot.first).eq_ignore_ascii_case("the") && {
            let after = scanned.spots_at(spot.first + 1).filter(|other| other.last >= spot.last);
            // A weak name may not be read at all.
            // `The Hague Times` is called so first, and the text writes the article with a capital.
            let first =
                |name: Listed| scanned.word(self.text, spot.first) == "The" && self.gazetteer.outline(name.entity).name.starts_with("The ");
            let counts = |name: &Listed| (name.kind.is_full() || name.kind == NameKind::Acronym) && !first(*name);
            let mut names = after.flat_map(Spot::names).map(name).filter(counts);
            names.any(|shorter| spot.names().map(name).any(|longer| longer.entity == shorter.entity))
        }
    }

    /// `Elbonia Today news agency`, where `Elbonia Today` is a name of the same entity: words that say what it is belong to no name.
    fn is_the_same_without_class_words(&self, scanned: &Scanned, spot: Spot) -> bool {
        let entity = |name| self.listed_name(name).entity;
        spot.first < spot.last && scanned.tokens[spot.last].shape == Shape::Lower && {
            let small = |last: usize| scanned.tokens[last + 1..=spot.last].iter().all(|token| token.shape == Shape::Lower);
            let shorter = scanned.spots_at(spot.first).filter(|other| other.last < spot.last && small(other.last));
            let mut names = shorter.flat_map(Spot::names);
            // An air base is not its town.
            let body = |name| self.gazetteer.kind(entity(name)) == EntityKind::Organization;
            names.any(|name| body(name) && spot.names().any(|other| entity(other) == entity(name)))
        }
    }

    /// The last token of a name with the form of the company that follows it: `Harbour Motors Inc.`
    fn with_legal_form(&self, scanned: &Scanned, last: usize, outcome: &Outcome) -> usize {
        let body = |entity| matches!(self.gazetteer.kind(entity), EntityKind::Organization | EntityKind::Other);
        if !outcome.entity().is_some_and(body) || scanned.tokens[last].possessive() {
            return last;
        }
        let mut end = last;
        while let Some(next) = scanned.tokens.get(end + 1).filter(|next| next.capitalised())
            && scanned.gap_after(self.text, end) == " "
            && next.span.of(self.text).len() > 1
            && Lexicon::built_in().is("legal", next.hash)
        {
            end += 1;
        }
        let dot = end > last && scanned.word(self.text, end + 1) == "." && end + 2 < scanned.tokens.len();
        if dot && scanned.gap_after(self.text, end).is_empty() { end + 1 } else { end }
    }

    /// The one state that the place may stand for.
    fn metonym(&self, spot: Spot) -> Option<EntityIx> {
        let mut states = spot.names().map(|name| self.listed_name(name)).filter(|name| name.kind == NameKind::Metonym);
        let state = states.next()?.entity;
        states.all(|name| name.entity == state).then_some(state)
    }

    /// What is known of a listed name.
    pub(super) fn listed_name(&self, name: NameIx) -> Listed {
        self.spellings.listed(self.gazetteer, name)
    }

    /// Whether the document writes a folded word small somewhere, see [`Capitalised::is_small`].
    pub(super) fn is_ordinary(&self, word: impl Numbered) -> bool {
        self.capitalised.is_small(word)
    }

    /// Whether most words of a sentence are capitalised, so that capitals say nothing.
    pub(super) fn in_capitals(&self, sentence: usize) -> bool {
        self.capitals[sentence]
    }

    /// Which entity a token belongs to.
    pub(super) fn owner(&self, sentence: usize, token: usize) -> Option<EntityIx> {
        self.covering(sentence, token)?.outcome.entity()
    }

    /// What was decided about a token.
    pub(super) fn covering(&self, sentence: usize, token: usize) -> Option<&Found> {
        let found = self.found.get(sentence)?;
        let place = found.partition_point(|found| found.last < token);
        found.get(place).filter(|found| found.first <= token)
    }

    /// Whether something with these first and last days held in the days of the document; open ends and a missing date always fit.
    pub(super) fn in_force(&self, from: Option<Date>, until: Option<Date>) -> bool {
        self.date.is_none_or(|date| {
            from.is_none_or(|from| from.first_day() <= date.last_day()) && until.is_none_or(|until| date.first_day() <= until.last_day())
        })
    }

    /// Adds a decision; nothing happens where one of the tokens is decided already.
    pub(super) fn decide(&mut self, sentence: usize, found: Found) {
        let list = &mut self.found[sentence];
        let place = list.partition_point(|other| other.last < found.first);
        if list.get(place).is_none_or(|other| other.first > found.last) {
            list.insert(place, found);
        }
    }

    /// Adds a decision in place of those about fewer of its tokens.
    pub(super) fn replace(&mut self, sentence: usize, found: Found) {
        self.found[sentence].retain(|other| other.first < found.first || other.last > found.last);
        self.decide(sentence, found);
    }

    /// Acronyms that the document defines in brackets after a full name hold for the whole document.
    fn acronyms(&mut self) {
        let mut defined: BTreeMap<String, Option<EntityIx>> = BTreeMap::new();
        for (scanned, found) in self.scanned.iter().zip(&self.found) {
            for found in found {
                let name = scanned.span(found.first, found.last);
                if let Some(entity) = found.outcome.entity()
                    && let Some(token) = defined_acronym(self.text, &scanned.tokens, found.last, name)
                        .or_else(|| explained_acronym(self.text, &scanned.tokens, found.first, found.last, name))
                {
                    let short = defined.entry(scanned.folded(self.text, token).to_string()).or_insert(Some(entity));
                    if *short != Some(entity) {
                        *short = None;
                    }
                }
            }
        }
        if defined.is_empty() {
            return;
        }
        for sentence in self.group.iter().copied() {
            let scanned = &self.scanned[sentence];
            for token in self.capitalised.of_sentence(sentence).iter().copied() {
                if scanned.tokens[token].shape == Shape::Upper
                    && self.covering(sentence, token).is_none()
                    && let Some(Some(entity)) = defined.get(&*scanned.folded(self.text, token))
                {
                    let outcome =
                        Outcome::Entity { entity: *entity, kind: MentionKind::Acronym, rule: "acronym-defined-here", doubtful: false };
                    self.decide(sentence, Found { first: token, last: token, outcome, metonym: None });
                }
            }
        }
    }

    /// Turns the decisions into mentions.
    fn finish(self, resolution: &mut Resolution) {
        for (sentence, found) in self.found.into_iter().enumerate() {
            let scanned = &self.scanned[sentence];
            let readings = reading::readings(self.gazetteer, self.text, scanned, &found);
            let sentence = number(sentence);
            for (found, reading) in found.into_iter().zip(readings) {
                let span = scanned.span(found.first, found.last);
                match found.outcome {
                    Outcome::Never => {}
                    Outcome::Ambiguous(candidates) => resolution.ambiguous.push(Ambiguous { span, candidates, sentence }),
                    // Where the place itself is not listed, only a reading as actor makes it its government.
                    Outcome::Entity { kind: MentionKind::Metonym, .. } if reading != Some(Reading::Actor) => {}
                    Outcome::Entity { entity, kind, rule, doubtful } => {
                        let state = found.metonym.filter(|state| *state != entity && kind != MentionKind::Demonym);
                        let acts_as = state.filter(|_| reading == Some(Reading::Actor));
                        let (kind, rule) = if acts_as.is_some() { (MentionKind::Metonym, "place-for-government") } else { (kind, rule) };
                        let reading = reading.filter(|_| reading::has_reading(self.gazetteer, entity));
                        resolution.mentions.push(Mention { span, entity, kind, rule, acts_as, reading, doubtful, sentence });
                    }
                }
            }
        }
    }
}

/// The index of a sentence as mentions keep it.
pub(super) fn number(sentence: usize) -> u32 {
    u32::try_from(sentence).unwrap_or(u32::MAX)
}
