//! Names that stand in another sentence: `both sides`, `he`, `the Syrian capital`, `the talks`.
//!
//! Only what has one candidate is read: one person in the sentence before, one pair of states at odds or in talks, one meeting that
//! `the meeting` can be. Everything found through here is marked [`Confidence::Inferred`](super::Confidence::Inferred).

use super::item::{Class, Item};
use super::{Evidence, Modality, Ontology, Polarity, RelationIx};
use crate::entity::Lexicon as Words;
use crate::gazetteer::{EntityIx, EntityKind, Gazetteer};
use crate::mention::{Mention, Scanned};
use crate::text::{Span, WordSet};
use std::sync::LazyLock;

/// Sentences after which a pair or an event is no longer what `both sides` or `the talks` mean.
const MEMORY: u32 = 3;

/// A phrase that stands for entities that it does not name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct StandIn {
    item: usize,
    span: Span,
    entities: Vec<EntityIx>,
}

/// The phrases of a sentence that stand for entities named elsewhere.
#[derive(Debug, Default)]
pub(super) struct StandIns {
    found: Vec<StandIn>,
    events: Vec<Event>,
}

impl StandIns {
    /// The entities that the phrase with this head stands for; empty where it stands for none.
    pub(super) fn entities(&self, item: usize) -> &[EntityIx] {
        self.at(item).map_or(&[], |found| &found.entities)
    }

    /// The most entities that one phrase stands for.
    pub(super) fn entities_at_once(&self) -> usize {
        self.found.iter().map(|found| found.entities.len()).max().unwrap_or(0)
    }

    /// Whether the sentence may recall an event that was told.
    pub(super) fn recall(&self) -> bool {
        !self.events.is_empty()
    }

    /// The words of that phrase.
    pub(super) fn span(&self, item: usize) -> Option<Span> {
        self.at(item).map(|found| found.span)
    }

    /// Who took part in the event that `the talks` means; `None` where no or more than one event of the kind was told.
    pub(super) fn event(&self, relation: RelationIx) -> Option<(EntityIx, EntityIx)> {
        let mut of_kind = self.events.iter().filter(|event| event.relation == relation);
        let event = of_kind.next()?;
        of_kind.next().is_none().then_some((event.subject, event.object))
    }

    fn at(&self, item: usize) -> Option<&StandIn> {
        self.found.iter().find(|found| found.item == item)
    }
}

/// An event that was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Event {
    relation: RelationIx,
    subject: EntityIx,
    object: EntityIx,
    sentence: u32,
}

/// Two entities, and the sentence that joined them.
#[derive(Debug, Clone, Copy)]
struct Pair {
    ends: [EntityIx; 2],
    sentence: u32,
}

/// What the sentences so far leave to the next one.
#[derive(Debug, Default)]
pub(super) struct Discourse {
    /// The one person of the sentence before.
    person: Option<(EntityIx, u32)>,
    /// The last two states or bodies that had to do with each other.
    parties: Option<Pair>,
    /// The last two persons.
    persons: Option<Pair>,
    /// The medium that was last quoted or told something.
    medium: Option<EntityIx>,
    events: Vec<Event>,
}

type OfKind = fn(EntityKind) -> bool;

/// What two of a kind are called: the class of `words.tsv`, and whether an entity is of that kind.
const PAIRS: [(&str, OfKind); 4] = [
    ("two-states", |kind| kind == EntityKind::Country),
    ("two-persons", is_person),
    ("two-bodies", |kind| matches!(kind, EntityKind::Organization | EntityKind::Group)),
    ("two-parties", is_party),
];

fn is_person(kind: EntityKind) -> bool {
    kind == EntityKind::Person
}

fn is_party(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Country | EntityKind::Organization | EntityKind::Group)
}

/// Words without which a sentence of fewer than two names has nothing to gain from others.
static CUES: LazyLock<WordSet> = LazyLock::new(|| {
    let words = Words::built_in();
    ["he", "she", "him", "her", "capital"].into_iter().chain(PAIRS.iter().flat_map(|(class, _)| words.class(class))).collect()
});

impl Discourse {
    /// Whether a sentence may say something of entities that it does not name.
    pub(super) fn may_concern(&self, scanned: &Scanned) -> bool {
        let known = self.person.is_some() || self.parties.is_some() || self.persons.is_some() || !self.events.is_empty();
        known && scanned.tokens.iter().any(|token| CUES.has(token.hash))
    }

    /// The phrases of a sentence that stand for others.
    pub(super) fn stand_ins(&self, gazetteer: &Gazetteer, items: &[Item], mentions: &[Mention], sentence: u32) -> StandIns {
        let reader = Reader { discourse: self, gazetteer, items, mentions, sentence };
        let found = (0..items.len()).filter_map(|item| reader.stand_in(item)).collect();
        let fresh = |event: &&Event| sentence - event.sentence <= MEMORY;
        StandIns { found, events: self.events.iter().filter(fresh).copied().collect() }
    }

    /// Takes in a sentence that has been read.
    pub(super) fn read(&mut self, gazetteer: &Gazetteer, scanned: &Scanned, own: &[Mention], evidence: &[Evidence]) {
        let sentence = own.first().map(|mention| mention.sentence).or(evidence.first().map(|evidence| evidence.sentence));
        self.person = self.next_person(gazetteer, scanned, own, evidence);
        let Some(sentence) = sentence else { return };
        for (kept, of_kind) in [(&mut self.parties, is_party as OfKind), (&mut self.persons, is_person)] {
            let of_kind = |entity: &EntityIx| of_kind(gazetteer.kind(*entity));
            let may_report = |entity: EntityIx| may_report(gazetteer.kind(entity));
            if let Some(ends) = pair(own, evidence, of_kind, may_report) {
                *kept = Some(Pair { ends, sentence });
            }
        }
        let medium = |entity: &EntityIx| gazetteer.kind(*entity) == EntityKind::Organization;
        let sources = evidence.iter().filter_map(|evidence| evidence.attribution.as_ref()?.entity);
        let told = evidence.iter().filter(|evidence| evidence.relation.is("tell")).map(|evidence| evidence.object);
        self.medium = sources.chain(told).rfind(medium).or(self.medium);
        for told in evidence.iter().filter(|told| told.polarity == Polarity::Positive && told.modality != Modality::Denied) {
            self.events.retain(|event| event.relation != told.relation || event.sentence == sentence);
            let (relation, subject, object) = (told.relation, told.subject, told.object);
            let known = |event: &Event| (event.relation, event.subject, event.object) == (relation, subject, object);
            if !self.events.iter().any(known) {
                self.events.push(Event { relation, subject, object, sentence });
            }
        }
    }

    /// The one person whom a sentence names, where nobody else may be meant: no unlisted name, nobody's wife or brother.
    fn next_person(&self, gazetteer: &Gazetteer, scanned: &Scanned, own: &[Mention], evidence: &[Evidence]) -> Option<(EntityIx, u32)> {
        let mut persons =
            own.iter().map(|mention| (mention.entity, mention.sentence)).filter(|(entity, _)| is_person(gazetteer.kind(*entity)));
        let (person, sentence) = match persons.next() {
            Some(first) if persons.all(|other| other.0 == first.0) => first,
            Some(_) => return None,
            // `He said ...`: still the same.
            None => {
                let (person, _) = self.person?;
                let again = evidence.iter().find(|evidence| evidence.subject == person || evidence.object == person)?;
                (person, again.sentence)
            }
        };
        let words = Words::built_in();
        let mut first = true;
        for token in &scanned.tokens {
            let inside = own.iter().any(|mention| mention.span.start <= token.span.start && token.span.end <= mention.span.end);
            let unlisted = token.capitalised() && !inside && !first && !words.is("calendar", token.hash) && token.span.len() > 1;
            if unlisted || words.is("kin", token.hash) {
                return None;
            }
            first = false;
        }
        Some((person, sentence))
    }
}

/// Bodies are named as often for what they report as for what they do: two in a sentence need not be a pair.
fn may_report(kind: EntityKind) -> bool {
    kind == EntityKind::Organization
}

/// The two entities of a kind that a sentence sets against or beside each other.
fn pair(
    own: &[Mention],
    evidence: &[Evidence],
    of_kind: impl Fn(&EntityIx) -> bool,
    may_report: impl Fn(EntityIx) -> bool,
) -> Option<[EntityIx; 2]> {
    let symmetric = |evidence: &&Evidence| Ontology::built_in().get(evidence.relation).symmetric;
    let mut joined: Vec<[EntityIx; 2]> = evidence.iter().filter(symmetric).map(|evidence| [evidence.subject, evidence.object]).collect();
    joined.retain(|ends| ends.iter().all(&of_kind));
    joined.dedup();
    if let [ends] = joined[..] {
        return Some(ends);
    }
    let mut named: Vec<EntityIx> = own.iter().map(Mention::actor).filter(|entity| of_kind(entity) && !may_report(*entity)).collect();
    named.sort_unstable();
    named.dedup();
    match named[..] {
        [a, b] => Some([a, b]),
        _ => None,
    }
}

/// One sentence, read against what came before it.
struct Reader<'a> {
    discourse: &'a Discourse,
    gazetteer: &'a Gazetteer,
    items: &'a [Item],
    mentions: &'a [Mention],
    sentence: u32,
}

impl Reader<'_> {
    fn stand_in(&self, item: usize) -> Option<StandIn> {
        let this = &self.items[item];
        if this.mention.is_some() {
            return None;
        }
        match this.class {
            Class::Pronoun => self.person(item),
            Class::Noun => self.capital(item).or_else(|| self.two(item)).or_else(|| self.medium(item)),
            _ => None,
        }
    }

    fn word(&self, item: usize) -> &str {
        self.items.get(item).filter(|item| item.mention.is_none()).map_or("", |item| item.word.as_str())
    }

    fn entity(&self, item: usize) -> Option<EntityIx> {
        self.items.get(item)?.mention.map(|mention| self.mentions[mention].actor())
    }

    fn kind(&self, entity: EntityIx) -> EntityKind {
        self.gazetteer.kind(entity)
    }

    /// `he`, `she`: the one person of the sentence before, where this one has named nobody yet.
    fn person(&self, item: usize) -> Option<StandIn> {
        let (person, _) = self.discourse.person.filter(|(_, sentence)| self.sentence - sentence == 1)?;
        let rival = |place: usize| {
            self.entity(place).is_some_and(|entity| self.kind(entity) == EntityKind::Person)
                || self.items[place].proper && !Words::built_in().is("calendar", &self.items[place].word)
        };
        let meant = matches!(self.word(item), "he" | "she" | "him" | "her") && !(0..item).any(rival);
        meant.then(|| StandIn { item, span: self.items[item].span, entities: vec![person] })
    }

    /// `the Syrian capital`, `Syria's capital`, `the capital of Syria`, but no other capital and not where its name follows.
    fn capital(&self, item: usize) -> Option<StandIn> {
        if self.word(item) != "capital" {
            return None;
        }
        let after = if self.word(item + 1) == "city" { item + 2 } else { item + 1 };
        let of = self.word(after) == "of";
        let country_at = if of { (after + 1..after + 3).find(|place| self.entity(*place).is_some())? } else { item.checked_sub(1)? };
        let country = self.entity(country_at).filter(|entity| self.kind(*entity) == EntityKind::Country)?;
        let owner = &self.items[country_at];
        let belongs = of && !owner.possessive || !of && (owner.possessive || owner.class == Class::Demonym);
        let follows = if of { country_at + 1 } else { after };
        let comma = usize::from(self.items.get(follows).is_some_and(|item| item.class == Class::Comma));
        let place_follows = self.entity(follows + comma).is_some_and(|entity| self.kind(entity) == EntityKind::Place);
        // `the group's de facto Syrian capital`
        let so_called = country_at > 0 && !of && matches!(self.word(country_at - 1), "facto" | "former" | "ancient" | "future");
        // `capital gains`
        let compound = !of && self.items.get(after).is_some_and(|next| next.class == Class::Noun && next.mention.is_none());
        // `Cairo, the capital of Egypt`
        let named = (item.saturating_sub(3)..item)
            .filter(|place| *place != country_at)
            .any(|place| self.entity(place).is_some_and(|entity| self.kind(entity) == EntityKind::Place));
        if !belongs || so_called || place_follows || compound || named {
            return None;
        }
        let capital = self.gazetteer.find_id(self.gazetteer.entity(country).attribute("capital")?)?;
        let (first, last) = (item.min(country_at), item.max(country_at));
        let span = Span { start: self.items[first].span.start, end: self.items[last].span.end };
        Some(StandIn { item, span, entities: vec![capital] })
    }

    /// `the two countries`, `both sides`: the two of that kind that this sentence has named, or the last that had to do with each other.
    fn two(&self, item: usize) -> Option<StandIn> {
        let words = Words::built_in();
        let mut first = item;
        while first > 0 && matches!(self.items[first - 1].class, Class::Adjective | Class::Noun) && self.items[first - 1].mention.is_none()
        {
            first -= 1;
        }
        let counted = match first.checked_sub(1).map(|place| (place, self.word(place)))? {
            (place, "both") => place,
            (place, "two") if place > 0 && matches!(self.word(place - 1), "the" | "these" | "those" | "their") => place - 1,
            _ => return None,
        };
        let (class, of_kind) = PAIRS.iter().find(|(class, _)| words.is(class, self.word(item)))?;
        // `both sides of the border`, `the two countries that ...`
        let narrowed = self.items.get(item + 1).is_some_and(|next| {
            next.class == Class::Relative || next.class == Class::Preposition && matches!(next.word.as_str(), "of" | "from" | "with" | "in")
        });
        // `both sides of X and Y` name themselves; so do `both countries, X and Y`.
        let named_after = self.items.get(item + 1).is_some_and(|next| next.class == Class::Comma) && self.entity(item + 2).is_some();
        if narrowed || named_after {
            return None;
        }
        let counts = |kind: EntityKind| of_kind(kind) && (*class == "two-bodies" || !may_report(kind));
        let mut here: Vec<EntityIx> =
            (0..counted).filter_map(|place| self.entity(place)).filter(|entity| counts(self.kind(*entity))).collect();
        here.sort_unstable();
        here.dedup();
        let recalled = [self.discourse.parties, self.discourse.persons]
            .into_iter()
            .flatten()
            .filter(|pair| self.sentence - pair.sentence <= MEMORY && pair.ends.iter().all(|entity| of_kind(self.kind(*entity))))
            .max_by_key(|pair| pair.sentence)
            .map(|pair| pair.ends.to_vec());
        let entities = match here.len() {
            2 => here,
            0 => recalled?,
            1 => recalled.filter(|ends| ends.contains(&here[0]))?,
            _ => return None,
        };
        Some(StandIn { item, span: Span { start: self.items[counted].span.start, end: self.items[item].span.end }, entities })
    }

    /// `told the outlet`: the medium that was last quoted.
    fn medium(&self, item: usize) -> Option<StandIn> {
        let medium = self.discourse.medium.filter(|_| Words::built_in().is("outlet", self.word(item)))?;
        let bare = item > 0 && self.word(item - 1) == "the" && self.entity(item + 1).is_none();
        bare.then(|| StandIn {
            item,
            span: Span { start: self.items[item - 1].span.start, end: self.items[item].span.end },
            entities: vec![medium],
        })
    }
}
