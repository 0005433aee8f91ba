//! Folds analyses into a graph, one document at a time, in any order.

use super::node::NodeFacts;
use super::quote::{collapse, quote};
use super::{EvidenceRow, Fingerprint, KnowledgeGraph, Named, RelationFacts, Signature, When, clusters};
use crate::document::{Document, ZoneKind};
use crate::gazetteer::{EntityIx, Gazetteer};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Analysis;
use crate::relation::{CO_OCCURS, Confidence, Cooccurrence, Evidence, Modality, Ontology, Polarity};
use crate::text::{Offsets, Span, Units};
use std::collections::{BTreeMap, BTreeSet};

/// Collects documents. Adding and merging only sum integers and unite sets, so that threads, increments and file order do not matter.
#[derive(Debug, Clone, Default)]
pub struct GraphBuilder {
    nodes: BTreeMap<String, NodeFacts>,
    relations: BTreeMap<String, RelationFacts>,
    evidence: Vec<EvidenceRow>,
    /// What the documents that give evidence say, to tell near-duplicates.
    texts: Vec<(Fingerprint, Signature)>,
    /// Sentences that name somebody.
    sentences: u64,
}

/// What a builder has collected.
pub(crate) struct Parts {
    pub(crate) nodes: BTreeMap<String, NodeFacts>,
    pub(crate) relations: BTreeMap<String, RelationFacts>,
    pub(crate) evidence: Vec<EvidenceRow>,
    /// Of the documents that give evidence.
    pub(crate) texts: Vec<(Fingerprint, Signature)>,
}

impl GraphBuilder {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one document. Each document is to be added once: mentions are counted, not compared.
    pub fn add(&mut self, gazetteer: &Gazetteer, document: &Document, analysis: &Analysis) {
        let known = Known { gazetteer, ontology: Ontology::built_in() };
        self.add_known(&known, document, analysis);
    }

    /// Adds what another builder has collected.
    pub fn merge(&mut self, other: Self) {
        for (id, facts) in other.nodes {
            self.nodes.entry(id).or_default().merge(facts);
        }
        self.relations.extend(other.relations);
        self.evidence.extend(other.evidence);
        self.texts.extend(other.texts);
        self.sentences += other.sentences;
    }

    /// What was collected, for those who keep a document by itself: near-duplicates are not told, and rows are in no order.
    pub(crate) fn into_parts(self) -> Parts {
        let Self { nodes, relations, evidence, texts, .. } = self;
        Parts { nodes, relations, evidence, texts }
    }

    /// The graph of everything added. Near-duplicates are told here, from all documents at once.
    pub fn finish(mut self) -> KnowledgeGraph {
        let texts: Vec<_> = self.texts.iter().map(|(fingerprint, signature)| (*fingerprint, signature)).collect();
        let moved = texts.iter().map(|text| text.0).zip(clusters(&texts)).filter(|(own, cluster)| own != cluster);
        let moved: BTreeMap<Fingerprint, Fingerprint> = moved.collect();
        for row in &mut self.evidence {
            row.cluster = moved.get(&row.fingerprint).copied();
        }
        KnowledgeGraph::new(self.nodes, self.relations, self.evidence, self.sentences)
    }

    pub(super) fn add_known(&mut self, known: &Known<'_>, document: &Document, analysis: &Analysis) {
        let date = document.date.map(|date| date.to_string());
        let mut here = BTreeSet::new();
        for sentence in analysis.mentions.chunk_by(|a, b| a.sentence == b.sentence) {
            if zone(analysis, sentence[0].sentence).is_none_or(|zone| zone == ZoneKind::Boilerplate) {
                continue;
            }
            for mention in sentence {
                self.add_mention(known, &document.text, mention);
            }
            let named: BTreeSet<EntityIx> = sentence.iter().flat_map(|mention| [mention.entity, mention.actor()]).collect();
            for entity in &named {
                self.node(known, *entity).n_sentences += 1;
            }
            here.extend(named);
            self.sentences += 1;
        }
        if !(analysis.relations.is_empty() && analysis.cooccurrences.is_empty()) {
            let page = Page {
                document,
                analysis,
                known,
                units: Units::new(&document.text, Offsets::CodePoints),
                date: date.as_deref(),
                fingerprint: Fingerprint::of(&document.text),
            };
            let before = self.evidence.len();
            let typed = analysis.relations.iter().filter_map(|evidence| Some((page.typed(evidence)?, [evidence.subject, evidence.object])));
            let together = analysis.cooccurrences.iter().filter_map(|pair| Some((page.together(pair)?, [pair.a, pair.b])));
            for ((row, relation), ends) in typed.chain(together) {
                // Almost always mentioned, but an edge must end in nodes whatever the rule that resolved its end.
                here.extend(ends);
                self.relations.entry(row.relation.clone()).or_insert(relation);
                self.evidence.push(row);
            }
            if self.evidence.len() > before {
                self.texts.push((page.fingerprint, Signature::of(&document.text, &analysis.sentences)));
            }
        }
        for entity in here {
            self.node(known, entity).add_document(date.as_deref());
        }
    }

    fn add_mention(&mut self, known: &Known<'_>, text: &str, mention: &Mention) {
        let spelling = collapse(mention.span.of(text));
        let facts = self.node(known, mention.entity);
        facts.n_mentions += 1;
        if mention.doubtful {
            facts.uncertain.insert(format!("{spelling} ({})", mention.rule));
        }
        if !matches!(mention.kind, MentionKind::Title | MentionKind::Pronoun) && !spelling.is_empty() {
            *facts.spellings.entry(spelling).or_default() += 1;
        }
        // The actor takes part in relations; but what is written is not its name.
        if mention.actor() != mention.entity {
            self.node(known, mention.actor()).n_mentions += 1;
        }
    }

    fn node(&mut self, known: &Known<'_>, entity: EntityIx) -> &mut NodeFacts {
        let entity = known.gazetteer.entity(entity);
        if !self.nodes.contains_key(entity.id) {
            self.nodes.insert(entity.id.to_owned(), NodeFacts::of(entity, entity.country.map(|country| known.id(country)).as_deref()));
        }
        self.nodes.entry(entity.id.to_owned()).or_default()
    }
}

/// What indices of an analysis stand for.
pub(super) struct Known<'k> {
    pub(super) gazetteer: &'k Gazetteer,
    pub(super) ontology: &'k Ontology,
}

impl Known<'_> {
    fn id(&self, entity: EntityIx) -> String {
        self.gazetteer.entity(entity).id.to_owned()
    }
}

fn zone(analysis: &Analysis, sentence: u32) -> Option<ZoneKind> {
    analysis.sentences.get(sentence as usize).map(|sentence| sentence.zone)
}

/// One document while its evidence becomes rows.
struct Page<'p, 'k> {
    document: &'p Document,
    analysis: &'p Analysis,
    known: &'p Known<'k>,
    units: Units<'p>,
    date: Option<&'p str>,
    fingerprint: Fingerprint,
}

impl Page<'_, '_> {
    fn typed(&self, evidence: &Evidence) -> Option<(EvidenceRow, RelationFacts)> {
        let relation = self.known.ontology.get(evidence.relation);
        let ends = [(evidence.subject, evidence.subject_span), (evidence.object, evidence.object_span)];
        let mut row = self.row(&relation.id, relation.symmetric, evidence.sentence, ends)?;
        let words = |span: Span| collapse(span.of(&self.document.text));
        row.trigger = Some(self.code(evidence.trigger));
        row.polarity = evidence.polarity;
        row.modality = evidence.modality;
        row.attribution =
            evidence.attribution.as_ref().map(|source| Named { entity: source.entity.map(|e| self.known.id(e)), text: words(source.span) });
        row.place = evidence.place.as_ref().map(|place| Named { entity: Some(self.known.id(place.entity)), text: words(place.span) });
        row.date = evidence.time.as_ref().map(|time| When {
            text: words(time.span),
            from: time.from.map(|date| date.to_string()),
            until: time.until.map(|date| date.to_string()),
        });
        row.mode.clone_from(&evidence.mode);
        row.rule.clone_from(&evidence.rule);
        row.confidence = evidence.confidence;
        Some((row, RelationFacts { label: relation.label.clone(), symmetric: relation.symmetric }))
    }

    fn together(&self, pair: &Cooccurrence) -> Option<(EvidenceRow, RelationFacts)> {
        let row = self.row(CO_OCCURS, true, pair.sentence, [(pair.a, pair.a_span), (pair.b, pair.b_span)])?;
        Some((row, RelationFacts::co_occurs()))
    }

    /// A row with everything that does not depend on the kind of evidence; none where nothing may count.
    fn row(&self, relation: &str, symmetric: bool, sentence: u32, mut ends: [(EntityIx, Span); 2]) -> Option<EvidenceRow> {
        let place = self.analysis.sentences.get(sentence as usize).filter(|sentence| sentence.zone != ZoneKind::Boilerplate)?;
        let mut ids = ends.map(|(entity, _)| self.known.id(entity));
        if symmetric && ids[0] > ids[1] {
            ids.reverse();
            ends.reverse();
        }
        let [subject, object] = ids;
        Some(EvidenceRow {
            subject,
            relation: relation.to_owned(),
            object,
            document: self.document.id.clone(),
            sentence_number: sentence.saturating_add(1),
            sentence: self.code(place.span),
            subject_span: self.code(ends[0].1),
            object_span: self.code(ends[1].1),
            trigger: None,
            quote: quote(&self.document.text, place.span, ends[0].1.min(ends[1].1)),
            polarity: Polarity::Positive,
            modality: Modality::Asserted,
            attribution: None,
            place: None,
            date: None,
            mode: None,
            rule: "co-occurrence".to_owned(),
            confidence: Confidence::Medium,
            zone: place.zone,
            document_date: self.date.map(str::to_owned),
            source: self.document.source.clone().filter(|source| !source.trim().is_empty()),
            fingerprint: self.fingerprint,
            cluster: None,
        })
    }

    fn code(&self, span: Span) -> [usize; 2] {
        [self.units.of(span.start), self.units.of(span.end)]
    }
}
