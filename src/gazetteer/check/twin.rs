//! Entities that are probably one.

use super::{Check, TableKind};
use crate::gazetteer::EntityIx;
use crate::gazetteer::repeat::identify;
use std::collections::HashMap;

impl Check<'_> {
    /// Warns of entities of the pack that are probably the same as another: one Wikidata id for both.
    pub(super) fn twins(&mut self) {
        let mut by_wikidata: HashMap<&str, Vec<EntityIx>> = HashMap::new();
        for (place, entity) in self.gazetteer.entities() {
            if let Some(id) = entity.wikidata {
                by_wikidata.entry(id).or_default().push(place);
            }
        }
        for row in self.rows(TableKind::Entities) {
            let Some(entity) = identify(row).ok().and_then(|(id, _)| self.gazetteer.find_id(&id)) else { continue };
            let Some(wikidata) = self.gazetteer.entity(entity).wikidata else { continue };
            let twin = by_wikidata
                .get(wikidata)
                .into_iter()
                .flatten()
                .copied()
                .find(|other| *other != entity && !self.are_distinct(entity, *other));
            if let Some(twin) = twin {
                let message = format!("\"{}\" has the Wikidata id {wikidata} too: if they are one, give both rows one id", self.id(twin));
                self.warn(row, "wikidata", message);
            }
        }
    }

    fn are_distinct(&self, a: EntityIx, b: EntityIx) -> bool {
        let (a, b) = (a.min(b), a.max(b));
        self.gazetteer.distinct().any(|pair| (pair.a, pair.b) == (a, b))
    }
}
