//! `nisba annotate`: what was found in each document as one line of JSON.

use crate::document::Document;
use crate::gazetteer::{EntityIx, Gazetteer};
use crate::pipeline::Analysis;
use crate::relation::{Evidence, Ontology};
use crate::text::{Offsets, Span, Units};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    date: Option<String>,
    sentences: Vec<[usize; 2]>,
    mentions: Vec<MentionJson<'a>>,
    relations: Vec<RelationJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cooccurrences: Option<Vec<CooccurrenceJson<'a>>>,
    ambiguous: Vec<AmbiguousJson<'a>>,
}

#[derive(Serialize)]
struct MentionJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    entity: &'a str,
    name: &'a str,
    r#type: &'a str,
    kind: &'static str,
    rule: &'static str,
    acts_as: Option<&'a str>,
    reading: Option<&'static str>,
    zone: &'static str,
    confidence: &'static str,
}

#[derive(Serialize)]
struct EndJson<'a> {
    entity: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct NamedJson<'a> {
    entity: Option<&'a str>,
    text: &'a str,
}

#[derive(Serialize)]
struct DateJson<'a> {
    text: &'a str,
    from: Option<String>,
    until: Option<String>,
}

#[derive(Serialize)]
struct RelationJson<'a> {
    subject: EndJson<'a>,
    relation: &'a str,
    object: EndJson<'a>,
    sentence: [usize; 2],
    trigger: [usize; 2],
    polarity: &'static str,
    modality: &'static str,
    attribution: Option<NamedJson<'a>>,
    place: Option<NamedJson<'a>>,
    date: Option<DateJson<'a>>,
    mode: Option<&'a str>,
    rule: &'a str,
    confidence: &'static str,
}

#[derive(Serialize)]
struct CooccurrenceJson<'a> {
    a: &'a str,
    b: &'a str,
    sentence: [usize; 2],
}

#[derive(Serialize)]
struct AmbiguousJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    candidates: Vec<&'a str>,
}

/// One document as one line of JSON, without the line end.
///
/// # Errors
/// None in practice: strings and numbers always serialise.
pub fn to_json(
    gazetteer: &Gazetteer,
    document: &Document,
    analysis: &Analysis,
    offsets: Offsets,
    cooccurrences: bool,
) -> serde_json::Result<String> {
    let writer = Writer { gazetteer, document, analysis, units: Units::new(&document.text, offsets) };
    serde_json::to_string(&writer.line(cooccurrences))
}

struct Writer<'a> {
    gazetteer: &'a Gazetteer,
    document: &'a Document,
    analysis: &'a Analysis,
    units: Units<'a>,
}

impl<'a> Writer<'a> {
    fn line(&self, cooccurrences: bool) -> Line<'a> {
        let analysis = self.analysis;
        let pairs = || {
            analysis.cooccurrences.iter().map(|pair| CooccurrenceJson {
                a: self.id(pair.a),
                b: self.id(pair.b),
                sentence: self.sentence(pair.sentence),
            })
        };
        Line {
            id: &self.document.id,
            date: self.document.date.map(|date| date.to_string()),
            sentences: analysis.sentences.iter().map(|sentence| self.span(sentence.span)).collect(),
            mentions: self.mentions(),
            relations: analysis.relations.iter().map(|evidence| self.relation(evidence)).collect(),
            cooccurrences: cooccurrences.then(|| pairs().collect()),
            ambiguous: self.ambiguous(),
        }
    }

    fn mentions(&self) -> Vec<MentionJson<'a>> {
        let mentions = self.analysis.mentions.iter().map(|mention| {
            let [start, end] = self.span(mention.span);
            let entity = self.gazetteer.entity(mention.entity);
            MentionJson {
                start,
                end,
                text: mention.span.of(&self.document.text),
                entity: entity.id,
                name: entity.name,
                r#type: entity.type_name,
                kind: mention.kind.as_str(),
                rule: mention.rule,
                acts_as: mention.acts_as.map(|actor| self.id(actor)),
                reading: mention.reading.map(|reading| match reading {
                    crate::mention::Reading::Actor => "actor",
                    crate::mention::Reading::Place => "place",
                }),
                zone: self.analysis.sentences[mention.sentence as usize].zone.as_str(),
                confidence: if mention.doubtful { "low" } else { "high" },
            }
        });
        mentions.collect()
    }

    fn relation(&self, evidence: &'a Evidence) -> RelationJson<'a> {
        let text = &self.document.text;
        RelationJson {
            subject: self.end(evidence.subject),
            relation: &Ontology::built_in().get(evidence.relation).id,
            object: self.end(evidence.object),
            sentence: self.sentence(evidence.sentence),
            trigger: self.span(evidence.trigger),
            polarity: evidence.polarity.as_str(),
            modality: evidence.modality.as_str(),
            attribution: evidence
                .attribution
                .as_ref()
                .map(|source| NamedJson { entity: source.entity.map(|entity| self.id(entity)), text: source.span.of(text) }),
            place: evidence.place.as_ref().map(|place| NamedJson { entity: Some(self.id(place.entity)), text: place.span.of(text) }),
            date: evidence.time.as_ref().map(|time| DateJson {
                text: time.span.of(text),
                from: time.from.map(|day| day.to_string()),
                until: time.until.map(|day| day.to_string()),
            }),
            mode: evidence.mode.as_deref(),
            rule: &evidence.rule,
            confidence: evidence.confidence.as_str(),
        }
    }

    fn ambiguous(&self) -> Vec<AmbiguousJson<'a>> {
        let ambiguous = self.analysis.ambiguous.iter().map(|ambiguous| {
            let [start, end] = self.span(ambiguous.span);
            let candidates = ambiguous.candidates.iter().map(|entity| self.id(*entity)).collect();
            AmbiguousJson { start, end, text: ambiguous.span.of(&self.document.text), candidates }
        });
        ambiguous.collect()
    }

    fn id(&self, entity: EntityIx) -> &'a str {
        self.gazetteer.entity(entity).id
    }

    fn end(&self, entity: EntityIx) -> EndJson<'a> {
        EndJson { entity: self.id(entity), name: self.gazetteer.entity(entity).name }
    }

    fn span(&self, span: Span) -> [usize; 2] {
        [self.units.of(span.start), self.units.of(span.end)]
    }

    fn sentence(&self, sentence: u32) -> [usize; 2] {
        self.span(self.analysis.sentences[sentence as usize].span)
    }
}
