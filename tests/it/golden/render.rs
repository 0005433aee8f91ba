//! One line for everything that was found.

use super::case::Part;
use nisba::document::{Document, ZoneKind};
use nisba::gazetteer::{EntityIx, EntityKind, Gazetteer, decide};
use nisba::mention::{Ambiguous, Mention, MentionKind, Reading};
use nisba::pipeline::Analysis;
use nisba::relation::{Attribution, Confidence, Evidence, Modality, Ontology, Polarity};
use nisba::text::{Sentence, Span};
use std::fmt::Write;

/// The lines of one part of an analysis, in text order.
pub(crate) fn lines(part: Part, gazetteer: &Gazetteer, document: &Document, analysis: &Analysis) -> Vec<String> {
    let render = Render { gazetteer, document, analysis };
    match part {
        Part::Mentions => render.mentions(true),
        Part::Names => render.mentions(false),
        Part::Readings => render.readings(),
        Part::Relations => render.relations(),
        Part::All => [render.mentions(true), render.relations()].concat(),
        Part::Cooccurrences => analysis.cooccurrences.iter().map(|pair| format!("{} + {}", render.id(pair.a), render.id(pair.b))).collect(),
        Part::Pairs => document.text.lines().map(pair).collect(),
        Part::Sentences => analysis.sentences.iter().map(|sentence| render.sentence(sentence)).collect(),
    }
}

struct Render<'a> {
    gazetteer: &'a Gazetteer,
    document: &'a Document,
    analysis: &'a Analysis,
}

impl Render<'_> {
    fn id(&self, entity: EntityIx) -> &str {
        self.gazetteer.entity(entity).id
    }

    /// The words at a span on one line.
    fn words(&self, span: Span) -> String {
        span.of(&self.document.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn mentions(&self, readings: bool) -> Vec<String> {
        let mentions = self.analysis.mentions.iter().map(|mention| (mention.span, self.mention(mention, readings)));
        let ambiguous = self.analysis.ambiguous.iter().map(|ambiguous| (ambiguous.span, self.ambiguous(ambiguous)));
        let mut all: Vec<(Span, String)> = mentions.chain(ambiguous).collect();
        all.sort_by_key(|(span, _)| *span);
        all.into_iter().map(|(_, line)| line).collect()
    }

    /// `al-Shaibani = asaad-al-shaibani (short, surname-of-cast)`; a listed name goes without its rule.
    fn mention(&self, mention: &Mention, readings: bool) -> String {
        let mut line = format!("{} = {}", self.words(mention.span), self.id(mention.entity));
        let (kind, rule) = (mention.kind.as_str(), mention.rule);
        // Whether a place stands for its government is part of the reading.
        let government = mention.kind == MentionKind::Metonym && rule == "place-for-government";
        if kind == rule {
            let _ = write!(line, " ({kind})");
        } else if rule != "listed-name" && !government {
            let _ = write!(line, " ({kind}, {rule})");
        }
        if readings {
            line += &self.reading(mention);
        }
        if mention.doubtful {
            line += " doubtful";
        }
        match self.analysis.sentences[mention.sentence as usize].zone {
            ZoneKind::Headline | ZoneKind::Body => line,
            zone => format!("{line} in {}", zone.as_str()),
        }
    }

    fn reading(&self, mention: &Mention) -> String {
        let actor = mention.acts_as.map(|actor| format!(" acts as {}", self.id(actor)));
        let reading = mention.reading.map(|reading| if reading == Reading::Actor { " reading actor" } else { " reading place" });
        actor.unwrap_or_default() + reading.unwrap_or_default()
    }

    /// Names of places and states: `Damascus acts as syria reading actor`, or `Damascus reading none`.
    fn readings(&self) -> Vec<String> {
        let is_place = |mention: &&Mention| matches!(self.gazetteer.entity(mention.entity).kind, EntityKind::Country | EntityKind::Place);
        let named = self.analysis.mentions.iter().filter(is_place).filter(|mention| mention.rule != "demonym");
        let line = |mention: &Mention| {
            let reading = self.reading(mention);
            self.words(mention.span) + if reading.is_empty() { " reading none" } else { &reading }
        };
        named.map(line).collect()
    }

    fn ambiguous(&self, ambiguous: &Ambiguous) -> String {
        let candidates: Vec<&str> = ambiguous.candidates.iter().map(|candidate| self.id(*candidate)).collect();
        format!("? {} = {}", self.words(ambiguous.span), candidates.join(" | "))
    }

    fn relations(&self) -> Vec<String> {
        self.analysis.relations.iter().map(|evidence| self.relation(evidence)).collect()
    }

    /// `asaad-al-shaibani meet ron-dermer [planned] by afp at paris`.
    fn relation(&self, evidence: &Evidence) -> String {
        let relation = &Ontology::built_in().get(evidence.relation).id;
        let mut line = format!("{} {relation} {}", self.id(evidence.subject), self.id(evidence.object));
        if evidence.modality != Modality::Asserted {
            let _ = write!(line, " [{}]", evidence.modality.as_str());
        }
        if evidence.polarity == Polarity::Negative {
            line += " [negative]";
        }
        if let Some(mode) = &evidence.mode {
            let _ = write!(line, " mode: {mode}");
        }
        if let Some(source) = &evidence.attribution {
            let _ = write!(line, " by {}", self.source(source));
        }
        // That a visit to Moscow is in Moscow goes without saying.
        if let Some(place) = evidence.place.as_ref().filter(|place| place.entity != evidence.subject && place.entity != evidence.object) {
            let _ = write!(line, " at {}", self.id(place.entity));
        }
        if evidence.confidence == Confidence::Inferred {
            line += " [inferred]";
        }
        line
    }

    fn source(&self, source: &Attribution) -> String {
        source.entity.map_or_else(|| format!("{:?}", self.words(source.span)), |entity| self.id(entity).to_owned())
    }

    /// The words of a sentence, with its zone where it is not the body.
    fn sentence(&self, sentence: &Sentence) -> String {
        let words = self.words(sentence.span);
        if sentence.zone == ZoneKind::Body { words } else { format!("{}: {words}", sentence.zone.as_str()) }
    }
}

/// A line `a | b` with the decision and its rule.
fn pair(line: &str) -> String {
    let (a, b) = line.split_once(" | ").unwrap_or_else(|| panic!("{line}: not two names"));
    let verdict = decide(a, b);
    format!("{line} = {} ({})", verdict.answer.as_str(), verdict.rule)
}
