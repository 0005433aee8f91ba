//! Small worlds for tests: a toy analyser that needs neither gazetteer nor language data.

use super::builder::Known;
use super::{GraphBuilder, KnowledgeGraph};
use crate::document::{Date, Document, ZoneKind};
use crate::gazetteer::{EntityIx, Gazetteer, SampleEntity};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Analysis;
use crate::relation::{Confidence, Cooccurrence, Evidence, Modality, Ontology, Polarity};
use crate::text::{Sentence, Span};

/// Entities with the words that name them.
pub(crate) struct World {
    entities: Vec<SampleEntity>,
    names: Vec<(String, EntityIx)>,
    ontology: Ontology,
}

const ONTOLOGY: &str = r#"
    [[relation]]
    id = "meet"
    label = "met"
    symmetric = true
    subject = ["person"]
    object = ["person"]
    [[relation]]
    id = "attack"
    label = "attacked"
    subject = ["person"]
    object = ["person"]
    [[relation]]
    id = "criticise"
    label = "criticised"
    subject = ["person"]
    object = ["person"]
"#;

/// What stands between two names, and what it means.
const CUES: &[(&str, &str, Modality, Polarity)] = &[
    (" met ", "meet", Modality::Asserted, Polarity::Positive),
    (" plans to meet ", "meet", Modality::Planned, Polarity::Positive),
    (" may meet ", "meet", Modality::Possible, Polarity::Positive),
    (" denies meeting ", "meet", Modality::Denied, Polarity::Positive),
    (" did not meet ", "meet", Modality::Asserted, Polarity::Negative),
    (" attacked ", "attack", Modality::Asserted, Polarity::Positive),
    (" criticised ", "criticise", Modality::Asserted, Polarity::Positive),
];

/// A text with its metadata.
#[derive(Clone, Copy)]
pub(crate) struct Page<'p> {
    pub(crate) id: &'p str,
    pub(crate) date: &'p str,
    pub(crate) source: &'p str,
    pub(crate) text: &'p str,
}

pub(crate) fn page<'p>(id: &'p str, date: &'p str, source: &'p str, text: &'p str) -> Page<'p> {
    Page { id, date, source, text }
}

impl World {
    /// Rows of id, name, type and further words that name the entity, separated by bars.
    pub(crate) fn new(rows: &[(&str, &str, &str, &str)]) -> Self {
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        let mut names = Vec::new();
        let mut entities = Vec::new();
        for (place, (id, name, type_name, aliases)) in rows.iter().enumerate() {
            let words = std::iter::once(*name).chain(aliases.split('|')).filter(|name| !name.is_empty());
            names.extend(words.map(|word| (word.to_owned(), EntityIx(u32::try_from(place).unwrap()))));
            entities.push(SampleEntity {
                id: (*id).to_owned(),
                name: (*name).to_owned(),
                type_name: (*type_name).to_owned(),
                ..SampleEntity::default()
            });
        }
        Self { entities, names, ontology: Ontology::parse(ONTOLOGY).unwrap() }
    }

    /// The entity with an id, to be changed.
    pub(crate) fn entity(&mut self, id: &str) -> &mut SampleEntity {
        self.entities.iter_mut().find(|entity| entity.id == id).unwrap()
    }

    /// Reads a text: sentences end with a full stop or a line break; those that start with `#` are headlines, with `~` boilerplate.
    /// A mention followed by `?` is doubtful, one followed by `>id` acts as another entity.
    pub(crate) fn read(&self, page: Page<'_>) -> (Document, Analysis) {
        let Page { id, date, source, text } = page;
        let mut analysis = Analysis::default();
        let mut start = 0;
        for part in text.split_inclusive(['.', '\n']) {
            let from = start + (part.len() - part.trim_start().len());
            let span = Span::new(from, (start + part.trim_end().len()).max(from));
            start += part.len();
            if !span.is_empty() {
                self.sentence(text, span, &mut analysis);
            }
        }
        let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        (
            Document { id: id.to_owned(), text: text.to_owned(), date: Date::parse(date), source: known(source), ..Document::default() },
            analysis,
        )
    }

    fn sentence(&self, text: &str, span: Span, analysis: &mut Analysis) {
        let number = u32::try_from(analysis.sentences.len()).unwrap();
        let zone = match text.as_bytes()[span.range().start] {
            b'#' => ZoneKind::Headline,
            b'~' => ZoneKind::Boilerplate,
            _ => ZoneKind::Body,
        };
        analysis.sentences.push(Sentence { span, zone });
        let mentions = self.mentions(text, span, number);
        analysis.mentions.extend(mentions.iter().cloned());
        if zone == ZoneKind::Boilerplate {
            return;
        }
        let mut seen: Vec<(EntityIx, EntityIx)> = Vec::new();
        for (place, a) in mentions.iter().enumerate() {
            for b in &mentions[place + 1..] {
                let between = text[a.span.range().end..b.span.range().start].trim_start_matches('?');
                let pair = (a.actor().min(b.actor()), a.actor().max(b.actor()));
                if let Some((_, relation, modality, polarity)) = CUES.iter().find(|cue| cue.0 == between) {
                    seen.push(pair);
                    analysis.relations.push(Evidence {
                        subject: a.actor(),
                        relation: self.ontology.find(relation).unwrap(),
                        object: b.actor(),
                        subject_span: a.span,
                        object_span: b.span,
                        sentence: number,
                        trigger: Span::new(a.span.range().end + 1, b.span.range().start - 1),
                        polarity: *polarity,
                        modality: *modality,
                        attribution: None,
                        place: None,
                        time: None,
                        mode: None,
                        rule: format!("toy:{relation}"),
                        confidence: Confidence::High,
                    });
                } else if pair.0 != pair.1 && !seen.contains(&pair) {
                    seen.push(pair);
                    let [a_span, b_span] = if a.actor() < b.actor() { [a.span, b.span] } else { [b.span, a.span] };
                    analysis.cooccurrences.push(Cooccurrence { sentence: number, a: pair.0, b: pair.1, a_span, b_span });
                }
            }
        }
    }

    fn mentions(&self, text: &str, span: Span, sentence: u32) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::new();
        let base = span.range().start;
        for (name, entity) in &self.names {
            for (place, _) in span.of(text).match_indices(name.as_str()) {
                let span = Span::new(base + place, base + place + name.len());
                let after = &text[span.range().end..];
                let acts_as = after.strip_prefix('>').and_then(|rest| {
                    let place = self.entities.iter().position(|entity| rest.starts_with(&entity.id))?;
                    Some(EntityIx(u32::try_from(place).unwrap()))
                });
                let doubtful = after.starts_with('?');
                let rule = if doubtful { "role-override" } else { "toy" };
                out.push(Mention { span, entity: *entity, kind: MentionKind::Name, rule, acts_as, reading: None, doubtful, sentence });
            }
        }
        out.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        let mut end = 0;
        out.retain(|mention| {
            mention.span.start >= end && {
                end = mention.span.end;
                true
            }
        });
        out
    }

    /// A builder that holds some pages.
    pub(crate) fn builder(&self, pages: &[Page<'_>]) -> GraphBuilder {
        let gazetteer = Gazetteer::of_samples(&self.entities);
        let known = Known { gazetteer: &gazetteer, ontology: &self.ontology };
        let mut builder = GraphBuilder::new();
        for page in pages {
            let (document, analysis) = self.read(*page);
            builder.add_known(&known, &document, &analysis);
        }
        builder
    }

    /// The graph of some pages.
    pub(crate) fn graph(&self, pages: &[Page<'_>]) -> KnowledgeGraph {
        self.builder(pages).finish()
    }
}

/// Three people, a country and its capital, in a handful of reports.
pub(crate) fn small() -> (World, Vec<Page<'static>>) {
    let mut world = World::new(&[
        ("alba-moreno", "Alba Moreno", "person", "Moreno|Señora Moreno"),
        ("boris-lind", "Boris Lind", "person", "Lind"),
        ("carla-dietz", "Carla Dietz", "person", "Dietz|Karla Dietz"),
        ("tesmark", "Tesmark", "place", ""),
        ("veldania", "Veldania", "country", "Veldanian"),
    ]);
    let veldania = EntityIx(4);
    world.entity("tesmark").country = Some(veldania);
    let carla = world.entity("carla-dietz");
    carla.wikidata = Some("Q42".to_owned());
    carla.attributes.insert("note".to_owned(), "a \"note\" & more".to_owned());
    carla.attributes.insert("Weight".to_owned(), "58 kg".to_owned());
    let pages = vec![
        page(
            "a.txt",
            "2024-05-03",
            "Courier",
            "# Alba Moreno met Boris Lind.\nSeñora Moreno met Lind. Lind attacked Veldania.\n~ Dietz met Lind.",
        ),
        page("b.txt", "2024-05-09", "Post", "Moreno met Boris Lind. Karla Dietz? criticised Moreno. Dietz plans to meet Lind."),
        page("copy.txt", "2024-05-10", "", "Moreno met Boris Lind.\n\nKarla Dietz? criticised Moreno. Dietz plans to meet Lind."),
        page(
            "c.txt",
            "2024-06",
            "Courier",
            "Moreno denies meeting Boris Lind. Lind did not meet Moreno. Carla Dietz and Lind, again in Tesmark>veldania.",
        ),
        page("d.txt", "", "", "Veldanian Dietz criticised Lind."),
    ];
    (world, pages)
}
