//! Entities that are probably one.

use super::{Check, TableKind};
use crate::gazetteer::repeat::identify;
use crate::gazetteer::{EntityIx, EntityKind, VariantIndex, fold_name};
use std::collections::{HashMap, HashSet};

/// From this score on, in hundredths of log-odds, two names are spellings of one and not just not to be told apart.
const ALIKE: i32 = 150;

impl Check<'_> {
    /// Warns of entities of the pack that are probably the same as another: one Wikidata id for both, or spellings of one name.
    pub(super) fn twins(&mut self) {
        let mut by_wikidata: HashMap<&str, Vec<EntityIx>> = HashMap::new();
        for (place, entity) in self.gazetteer.entities() {
            if let Some(id) = entity.wikidata {
                by_wikidata.entry(id).or_default().push(place);
            }
        }
        let index = self.gazetteer.variant_index();
        let spellings = VariantIndex::open(self.gazetteer, &index);
        let mut seen: HashSet<EntityIx> = HashSet::new();
        for row in self.rows(TableKind::Entities) {
            let Some(entity) = identify(row).ok().and_then(|(id, _)| self.find(&id)) else { continue };
            if !seen.insert(entity) {
                continue;
            }
            let known = self.gazetteer.entity(entity);
            // Of two rows of one pack the later entity is asked about.
            let asked = |other: &EntityIx| {
                *other != entity && (*other < entity || !self.own.contains(other)) && !self.gazetteer.are_distinct(entity, *other)
            };
            let same_id = known.wikidata.and_then(|id| by_wikidata.get(id)?.iter().copied().find(&asked));
            if let Some(twin) = same_id {
                let (id, wikidata) = (self.id(twin), known.wikidata.unwrap_or_default());
                self.warn(
                    row,
                    "wikidata",
                    format!("\"{id}\" has the Wikidata id {wikidata} too: if they are one, give both rows one id or list them in `same`"),
                );
                continue;
            }
            if !matches!(known.kind, EntityKind::Person | EntityKind::Group | EntityKind::Organization) {
                continue;
            }
            let ranked = spellings.as_ref().and_then(|index| index.ranked(known.name)).unwrap_or_default();
            let folded = fold_name(known.name);
            let twin = ranked.into_iter().find(|found| {
                let other = self.gazetteer.entity(found.entity);
                // One name for two is a claim, see there.
                asked(&found.entity)
                    && found.score >= ALIKE
                    && other.kind == known.kind
                    && fold_name(self.gazetteer.name(found.name).text) != folded
            });
            if let Some(twin) = twin {
                let (id, name) = (self.id(twin.entity), self.gazetteer.name(twin.name).text);
                let message = format!(
                    "\"{}\" may be a spelling of \"{name}\" of \"{id}\": if they are one, give both rows one id or list them in `same`; if not, list them in `distinct`",
                    known.name
                );
                self.warn(row, "name", message);
            }
        }
    }
}
