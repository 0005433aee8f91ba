//! Gazetteers for tests of later stages, from entities that no pack could list.

use super::parts::{EntityPart, NamePart, Parts};
use super::{EntityIx, Gazetteer, NameKind, image};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An entity that may still change.
#[derive(Debug, Clone, Default)]
pub(crate) struct SampleEntity {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) type_name: String,
    pub(crate) country: Option<EntityIx>,
    pub(crate) wikidata: Option<String>,
    pub(crate) attributes: BTreeMap<String, String>,
}

impl Gazetteer {
    /// Entities, which must be in id order, with their canonical names.
    pub(crate) fn of_samples(samples: &[SampleEntity]) -> Self {
        let entities = samples.iter().map(|sample| EntityPart {
            id: Cow::Borrowed(&sample.id),
            name: &sample.name,
            type_name: &sample.type_name,
            country: sample.country,
            wikidata: sample.wikidata.as_deref(),
            prominence: 0,
            own: false,
            decided: None,
            attributes: sample.attributes.iter().map(|(column, cell)| (column.as_str(), cell.as_str())).collect(),
        });
        let names = (0..).map(EntityIx).zip(samples);
        let names = names.map(|(entity, sample)| NamePart { text: &sample.name, entity, kind: NameKind::Strong, rank: 0, extra: None });
        let parts = Parts { entities: entities.collect(), names: names.collect(), ..Parts::default() };
        Self { image: image::build(&parts).unwrap(), ..Self::default() }
    }
}
