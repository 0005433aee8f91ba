//! Stage 3: takes tables, gives checked rows and a compiled index: names to candidate entities.

mod entity;

pub use entity::{Entity, EntityIx, EntityKind, Name, NameKind, Role};

/// Everything the program knows before it reads a document: entities in id order, their names, roles and exclusions.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entities: Vec<Entity>,
}

impl Gazetteer {
    /// The entity behind an index.
    pub fn entity(&self, entity: EntityIx) -> &Entity {
        &self.entities[entity.index()]
    }

    /// All entities in id order.
    pub fn entities(&self) -> impl Iterator<Item = (EntityIx, &Entity)> {
        self.entities.iter().enumerate().map(|(place, entity)| (EntityIx(place as u32), entity))
    }
}
