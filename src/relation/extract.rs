//! From a clause graph to evidence: runs the rules over one sentence and keeps what the types of the ends allow.

use super::across::{Discourse, StandIns};
use super::analyses::Analyses;
use super::aside::Aside;
use super::certainty::{Certainty, of_verb};
use super::clause::{Clause, Link};
use super::denote::{Party, Scene};
use super::happening::of_noun;
use super::item::{Class, Collapsed, Item, items};
use super::lexicon::Lexicon;
use super::office::Office;
use super::union::{self, Found};
use super::{
    Confidence, Evidence, Modality, Ontology, PlaceRef, Polarity, RelationIx, aside, contest, kin, locate, mediate, membership, noun,
    office, place, report, side, speech, subject, time, verb,
};
use crate::document::{Date, ZoneKind};
use crate::gazetteer::{EntityKind, Gazetteer};
use crate::mention::{Mention, Scanned, by_sentence};

/// A relation that a rule found, before it becomes evidence.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) subject: Party,
    pub(super) relation: RelationIx,
    pub(super) object: Party,
    /// The item that says it.
    pub(super) trigger: usize,
    pub(super) certainty: Certainty,
    pub(super) mode: Option<String>,
    pub(super) rule: String,
}

/// One sentence at work.
pub(super) struct Extraction<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) scene: Scene<'a>,
    pub(super) drafts: Vec<Draft>,
}

impl<'a> Extraction<'a> {
    pub(super) fn clause(&self) -> &'a Clause {
        self.scene.clause
    }

    pub(super) fn kind(&self, party: Party) -> EntityKind {
        self.gazetteer.kind(party.entity)
    }

    /// A built-in relation by id.
    pub(super) fn relation(id: &str) -> Option<RelationIx> {
        Ontology::built_in().find(id)
    }

    /// Keeps a relation where the types of its ends allow it; `also` stands in where they do not.
    pub(super) fn emit(&mut self, mut draft: Draft, also: Option<RelationIx>) -> bool {
        if draft.subject.entity == draft.object.entity {
            return false;
        }
        let ontology = Ontology::built_in();
        let (subject, object) = (self.kind(draft.subject), self.kind(draft.object));
        let fits = |relation: RelationIx| {
            let kind = ontology.get(relation);
            let accepts = |kinds: &[EntityKind], kind: EntityKind| kind == EntityKind::Other || kinds.contains(&kind);
            accepts(&kind.subject, subject) && accepts(&kind.object, object)
        };
        if !fits(draft.relation) {
            match also.filter(|also| fits(*also)) {
                Some(also) => draft.relation = also,
                None => return false,
            }
        }
        if ontology.get(draft.relation).symmetric && draft.object.entity < draft.subject.entity {
            std::mem::swap(&mut draft.subject, &mut draft.object);
        }
        let same = |other: &Draft| {
            (other.subject.entity, other.relation, other.object.entity) == (draft.subject.entity, draft.relation, draft.object.entity)
        };
        if self.drafts.iter().any(same) {
            return false;
        }
        self.drafts.push(draft);
        true
    }

    pub(super) fn verb_certainty(&self, verb: usize) -> Certainty {
        of_verb(self.clause(), verb)
    }

    pub(super) fn noun_certainty(&self, noun: usize) -> Certainty {
        of_noun(self.clause(), noun)
    }

    /// What simply holds.
    pub(super) fn fact() -> Certainty {
        Certainty { polarity: Polarity::Positive, modality: Modality::Asserted }
    }

    /// Who does what a verb says.
    pub(super) fn subjects(&self, verb: usize) -> Vec<Party> {
        subject::subjects(&self.scene, verb, 0)
    }
}

/// Tokens of the longest sentence that is read for relations. What is longer is a list or a table, and rules over it would take
/// quadratic time; its names count all the same.
const LONGEST: usize = 600;

/// The relations of one document's sentences, in text order; `date` is the document's.
pub fn relations(
    gazetteer: &Gazetteer,
    text: &str,
    scanned: &[Scanned],
    mentions: &[Mention],
    date: Option<Date>,
    analyses: &Analyses,
) -> Vec<Evidence> {
    let reader = Reader { gazetteer, text, mentions, date, analyses };
    let mut evidence = Vec::new();
    let mut discourse = Discourse::default();
    for ((number, sentence), own) in (0u32..).zip(scanned).zip(by_sentence(mentions, scanned.len())) {
        if matches!(sentence.sentence.zone, ZoneKind::Boilerplate) || sentence.tokens.len() > LONGEST {
            continue;
        }
        let told = evidence.len();
        if own.len() >= 2 || discourse.may_concern(sentence) {
            evidence.extend(reader.sentence(sentence, own.clone(), number, &discourse));
        }
        discourse.read(gazetteer, sentence, &mentions[own], &evidence[told..]);
    }
    evidence
}

/// Relations that a question takes for granted.
const STATES: [&str; 6] = ["capital_of", "family", "holds_position", "located_in", "member_of", "represent"];

/// Whether a sentence has a word that could say a relation: the parser is for these.
fn worth_parsing(items: &[Item]) -> bool {
    let lexicon = Lexicon::built_in();
    let says = |item: &Item| {
        item.mention.is_none()
            && (lexicon.verb_forms(&item.word).iter().any(|(verb, _)| !lexicon.verbs[*verb as usize].frames.is_empty())
                || lexicon.noun(&item.word).is_some()
                || lexicon.agent(&item.word).is_some())
    };
    items.iter().any(says)
}

/// One document at work.
struct Reader<'a> {
    gazetteer: &'a Gazetteer,
    text: &'a str,
    mentions: &'a [Mention],
    date: Option<Date>,
    analyses: &'a Analyses,
}

impl Reader<'_> {
    /// The evidence of one sentence; `own` are its mentions, `discourse` is what came before.
    fn sentence(&self, scanned: &Scanned, own: std::ops::Range<usize>, number: u32, discourse: &Discourse) -> Vec<Evidence> {
        let indexed: Vec<(usize, &Mention)> = own.map(|index| (index, &self.mentions[index])).collect();
        let offices = office::before_names(self.gazetteer, self.text, scanned, &indexed);
        let collapsed: Vec<Collapsed> = offices.iter().map(Office::collapsed).collect();
        let (items, asides) = items(self.text, scanned, &indexed, &collapsed);
        // A question asserts nothing.
        let asks = scanned.tokens.iter().rev().take(2).any(|token| token.span.of(self.text) == "?");
        let stand_ins = discourse.stand_ins(self.gazetteer, &items, self.mentions, number);
        let joins = self.joins(&items, &stand_ins);
        let parser = self.analyses.parser.as_deref().filter(|_| joins && worth_parsing(&items));
        let parsed = match parser {
            Some(parser) => self.read(&Clause::parsed(items.clone(), self.text, parser), &stand_ins, &[], number, asks),
            None => Vec::new(),
        };
        // A sentence of one entity relates it to another only in brackets, or where it recalls who met whom.
        let relates = joins || stand_ins.recall() || asides.iter().any(|aside| aside.mention.is_some());
        let cascade =
            if self.analyses.cascade && relates { self.read(&Clause::new(items), &stand_ins, &asides, number, asks) } else { Vec::new() };
        let mut found = union::unite(cascade, &parsed);
        found.extend(offices.iter().filter_map(|office| office.evidence(number, self.mentions)));
        found.sort_by_key(|evidence| (evidence.trigger, evidence.subject_span, evidence.object_span, evidence.relation));
        found.dedup_by(|a, b| (a.subject, a.relation, a.object) == (b.subject, b.relation, b.object) && a.mode == b.mode);
        found
    }

    /// Whether a sentence speaks of two different entities.
    fn joins(&self, items: &[Item], stand_ins: &StandIns) -> bool {
        let named = |(place, item): (usize, &Item)| match item.mention {
            Some(mention) => Some(self.mentions[mention].actor()),
            None => stand_ins.entities(place).first().copied(),
        };
        let mut actors = items.iter().enumerate().filter_map(named);
        let first = actors.next();
        stand_ins.entities_at_once() > 1 || actors.any(|other| Some(other) != first)
    }

    /// What the rules find in one analysis of a sentence.
    fn read(&self, clause: &Clause, stand_ins: &StandIns, asides: &[Aside], number: u32, asks: bool) -> Vec<Found> {
        let is_person = |entity| self.gazetteer.kind(entity) == EntityKind::Person;
        let is_medium = |entity| self.gazetteer.kind(entity) == EntityKind::Organization;
        let kind = |entity| self.gazetteer.kind(entity);
        let scene = Scene { clause, mentions: self.mentions, stand_ins, is_person: &is_person, is_medium: &is_medium, kind: &kind };
        let mut extraction = Extraction { gazetteer: self.gazetteer, scene, drafts: Vec::new() };
        verb::apply(&mut extraction);
        noun::apply(&mut extraction);
        side::apply(&mut extraction);
        mediate::apply(&mut extraction);
        speech::apply(&mut extraction);
        place::apply(&mut extraction);
        office::after_names(&mut extraction);
        locate::apply(&mut extraction);
        membership::apply(&mut extraction);
        kin::apply(&mut extraction);
        contest::apply(&mut extraction);
        let mut drafts = std::mem::take(&mut extraction.drafts);
        for draft in drafts
            .iter_mut()
            .filter(|draft| asks && draft.certainty.modality == Modality::Asserted && !STATES.contains(&draft.relation.id()))
        {
            draft.certainty.modality = Modality::Possible;
        }
        let margin =
            |draft: &Draft| [draft.trigger, draft.subject.item, draft.object.item].map(|item| clause.margin(item)).into_iter().min();
        let margins: Vec<i32> = drafts.iter().map(|draft| margin(draft).unwrap_or(i32::MAX)).collect();
        let evidence = self.evidence(&extraction.scene, drafts, number);
        let mut found: Vec<Found> = evidence.into_iter().zip(margins).map(|(evidence, margin)| Found { evidence, margin }).collect();
        found.extend(aside::evidence(&extraction, asides, number).into_iter().map(|evidence| Found { evidence, margin: i32::MAX }));
        found
    }

    /// Drafts with who says so, where and when.
    fn evidence(&self, scene: &Scene, drafts: Vec<Draft>, number: u32) -> Vec<Evidence> {
        if drafts.is_empty() {
            return Vec::new();
        }
        let clause = scene.clause;
        let reports = report::reports(scene);
        let expressions = time::expressions(&clause.items);
        let span = |item: usize| clause.items[item].span;
        let mention = |party: Party| clause.items[party.item].mention.map(|mention| &self.mentions[mention]);
        let doubtful = |party: Party| mention(party).map_or(!scene.says(party), |mention| mention.doubtful);
        let places: Vec<Option<PlaceRef>> = drafts.iter().map(|draft| place::of_event(scene, self.gazetteer, draft, &drafts)).collect();
        let evidence = drafts.into_iter().zip(places).map(|(draft, place)| Evidence {
            subject: draft.subject.entity,
            relation: draft.relation,
            object: draft.object.entity,
            subject_span: scene.span(draft.subject),
            object_span: scene.span(draft.object),
            sentence: number,
            trigger: span(draft.trigger),
            polarity: draft.certainty.polarity,
            modality: draft.certainty.modality,
            // Who warns is told to warn by the writer, also after a report of the same speaker.
            attribution: reports
                .source(draft.trigger)
                .filter(|source| source.entity != Some(draft.subject.entity) || !clause.class(draft.trigger).say),
            place,
            time: time::of_event(&clause.items, &expressions, draft.trigger, draft.certainty.modality, self.date),
            mode: draft.mode,
            rule: draft.rule,
            confidence: if doubtful(draft.subject) || doubtful(draft.object) { Confidence::Inferred } else { Confidence::Medium },
        });
        evidence.collect()
    }
}

/// The noun phrases that hang on an item by one of some prepositions.
pub(super) fn by_preposition(clause: &Clause, item: usize, wanted: &[impl AsRef<str>]) -> Vec<usize> {
    clause.prepositions(item).filter(|(word, _)| wanted.iter().any(|wanted| wanted.as_ref() == *word)).map(|(_, phrase)| phrase).collect()
}

/// The verb that carries an event noun, as object or as `engaged in talks`.
pub(super) fn carrier(clause: &Clause, noun: usize) -> Option<usize> {
    let mut parents = clause.parents(noun).iter().filter(|(link, verb)| {
        matches!(link, Link::Object | Link::Preposition) && (clause.items[*verb].class == Class::Verb || clause.is_light(*verb))
    });
    // `raised the attack at the council`: who brings it up did not do it.
    let force = Lexicon::built_in()
        .nouns(&clause.items[noun].word)
        .any(|noun| ["attack", "clash", "kill", "occupy"].iter().any(|id| noun.relation.is(id)));
    let told = |verb: usize| force && ["rais", "fac"].iter().any(|stem| clause.items[verb].word.starts_with(stem));
    let takes_part = |verb: usize| ["engag", "participat", "involv"].iter().any(|stem| clause.items[verb].word.starts_with(stem));
    parents
        .find(|(link, verb)| {
            *link == Link::Object && clause.is_light(*verb) && !told(*verb) || *link == Link::Preposition && takes_part(*verb)
        })
        .map(|(_, verb)| *verb)
}
