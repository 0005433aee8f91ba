//! What a store keeps of one document: everything that the analysis found, and nothing that depends on other documents.

use crate::document::{Document, ZoneKind};
use crate::gazetteer::{EntityIx, Gazetteer};
use crate::graph::{CodeSpan, EvidenceRow, Fingerprint, GraphBuilder, NodeFacts, Parts, RelationFacts, collapse};
use crate::pipeline::Analysis;
use crate::text::{Offsets, Span, Units};
use std::collections::BTreeMap;
use twox_hash::XxHash3_128;

/// What was read of a document, as a number: equal where an analysis would read the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest(pub(super) u128);

impl Digest {
    /// The digest of a document as it was read, before any date was given to it, and of the date that it is given where it states none.
    pub fn of(document: &Document, otherwise: Option<crate::document::Date>) -> Self {
        let mut hash = XxHash3_128::new();
        // Lengths between the parts: two parts must not pass for one.
        let mut add = |part: &str| {
            hash.write(&(part.len() as u64).to_le_bytes());
            hash.write(part.as_bytes());
        };
        add(&document.text);
        let date = document.date.map(|date| date.to_string());
        let otherwise = otherwise.filter(|_| date.is_none()).map(|date| date.to_string());
        for part in [&document.title, &document.source, &document.url, &date, &otherwise] {
            add(if part.is_some() { "+" } else { "-" });
            add(part.as_deref().unwrap_or_default());
        }
        for (key, value) in &document.extra {
            add(key);
            add(value);
        }
        Self(hash.finish_128())
    }
}

/// One sentence; its number is its place in the list, from 1.
#[derive(Debug)]
pub(super) struct LeafSentence {
    pub(super) span: CodeSpan,
    pub(super) zone: ZoneKind,
    pub(super) text: String,
}

/// One place that names an entity.
#[derive(Debug)]
pub(super) struct LeafMention {
    /// Place of the sentence in the list.
    pub(super) sentence: u32,
    pub(super) span: CodeSpan,
    pub(super) entity: String,
    pub(super) actor: Option<String>,
    pub(super) text: String,
    pub(super) kind: &'static str,
    pub(super) rule: &'static str,
    pub(super) uncertain: bool,
}

/// One document with everything that was found in it.
#[derive(Debug)]
pub struct Leaf {
    pub(super) document: Document,
    pub(super) digest: Digest,
    pub(super) sentences: Vec<LeafSentence>,
    pub(super) mentions: Vec<LeafMention>,
    pub(super) ambiguous: usize,
    pub(super) fingerprint: Fingerprint,
    /// What tells it from near-duplicates, where it gives evidence.
    pub(super) signature: Option<Vec<u8>>,
    /// The entities that it names, by id.
    pub(super) nodes: BTreeMap<String, NodeFacts>,
    pub(super) relations: BTreeMap<String, RelationFacts>,
    /// In the order of the sentences, each row once.
    pub(super) evidence: Vec<EvidenceRow>,
}

impl Leaf {
    /// What there is to keep of a document; `digest` is that of the document as it was read.
    pub fn new(gazetteer: &Gazetteer, document: Document, digest: Digest, analysis: &Analysis) -> Self {
        let mut builder = GraphBuilder::new();
        builder.add(gazetteer, &document, analysis);
        let Parts { nodes, relations, mut evidence, texts } = builder.into_parts();
        evidence.sort_unstable_by(|a, b| (a.sentence_number, a).cmp(&(b.sentence_number, b)));
        evidence.dedup();
        let (fingerprint, signature) = match texts.first() {
            Some((fingerprint, signature)) => (*fingerprint, Some(signature.to_bytes())),
            None => (Fingerprint::of(&document.text), None),
        };
        let units = Units::new(&document.text, Offsets::CodePoints);
        let code = |span: Span| [units.of(span.start), units.of(span.end)];
        let id = |entity: EntityIx| gazetteer.entity(entity).id.to_owned();
        let sentences = analysis.sentences.iter();
        let sentences = sentences.map(|sentence| LeafSentence {
            span: code(sentence.span),
            zone: sentence.zone,
            text: collapse(sentence.span.of(&document.text)),
        });
        let counts =
            |sentence: u32| analysis.sentences.get(sentence as usize).is_some_and(|sentence| sentence.zone != ZoneKind::Boilerplate);
        let mentions = analysis.mentions.iter().filter(|mention| counts(mention.sentence)).map(|mention| LeafMention {
            sentence: mention.sentence,
            span: code(mention.span),
            entity: id(mention.entity),
            actor: mention.acts_as.filter(|actor| *actor != mention.entity).map(id),
            text: collapse(mention.span.of(&document.text)),
            kind: mention.kind.as_str(),
            rule: mention.rule,
            uncertain: mention.doubtful,
        });
        Self {
            digest,
            sentences: sentences.collect(),
            mentions: mentions.collect(),
            ambiguous: analysis.ambiguous.len(),
            fingerprint,
            signature,
            nodes,
            relations,
            evidence,
            document,
        }
    }
}
