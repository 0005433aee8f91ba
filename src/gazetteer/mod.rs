//! Stage 3: takes tables, gives checked rows and a compiled index: names to candidate entities.

mod built_in;
mod check;
mod compiled;
mod complete;
mod country;
mod decision;
mod derive;
mod draft;
mod entity;
mod explain;
mod fold;
mod image;
mod inherit;
mod merge;
mod ordinary;
mod pack;
mod parts;
mod read;
mod repeat;
mod row;
#[cfg(test)]
mod samples;
mod spelling;
#[cfg(test)]
mod tests;
mod tidy;
mod variant;

pub use built_in::built_in;
pub use check::{Finding, Severity, check};
pub use compiled::{Compiled, Recipe, Tag, write_compiled};
pub(crate) use country::{Country, CountryBits};
pub use decision::{Decision, DecisionRow};
pub(crate) use derive::{is_code, is_head_of};
pub(crate) use entity::FAME;
pub(crate) use entity::Outline;
pub use entity::{Distinct, Entity, EntityIx, EntityKind, EntityList, Name, NameIx, NameKind, Never, Role};
pub use explain::{Explanation, Listing, Meaning, explain};
pub(crate) use fold::{ARTICLES, PARTICLES, fold_alike, id_scheme, surname};
pub use fold::{fold_name, slug};
pub use image::Bytes;
pub(crate) use ordinary::is_ordinary;
pub use pack::{Pack, PackText};
#[cfg(test)]
pub(crate) use samples::SampleEntity;
pub use spelling::Spelling;
pub use tidy::tidy_table;
pub use variant::{
    Answer, Candidate, Found, GlanceIx, Glances, Onset, PairExplanation, PairStep, Places, Suspects, VariantIndex, Verdict, Whose, decide,
    explain_pair,
};

use image::{Columns, EntityRecord, Image, Section, numbers};
use std::ops::Range;
use std::sync::OnceLock;

/// Where the index of spellings lies.
const VARIANTS: Tag = *b"VARI";

/// Everything the program knows before it reads a document: entities in id order, their names, roles and exclusions.
#[derive(Debug, Default)]
pub struct Gazetteer {
    image: Image,
    /// What later stages make of the names and keep with them.
    extras: Vec<(Tag, Bytes)>,
    /// The kinds of the types; read when one is first asked for.
    kinds: OnceLock<Vec<EntityKind>>,
    /// What the lint should say of rows that only those who join entities see; nothing in what comes from a file.
    remarks: Vec<Finding>,
}

impl Gazetteer {
    /// The entity behind an index.
    pub fn entity(&self, entity: EntityIx) -> Entity<'_> {
        let image = &self.image;
        let EntityRecord { country, prominence, type_place, canonical, mut detail, .. } = image.entity(entity.0);
        let type_name = image.listed(Section::Types, type_place);
        let id = detail.string();
        let wikidata = match detail.number() {
            0 => None,
            1 => Some(id),
            length => Some(detail.text(length - 2)),
        };
        let (name, kind) = (self.name_text(canonical), self.kind_of_type(type_place));
        Entity { id, name, kind, type_name, country, wikidata, prominence, columns: Columns { image, rest: detail } }
    }

    /// Name and kind of an entity; to read all of [`Gazetteer::entity`] takes several times as long.
    pub(crate) fn outline(&self, entity: EntityIx) -> Outline<'_> {
        let EntityRecord { type_place, canonical, .. } = self.image.entity(entity.0);
        Outline { name: self.name_text(canonical), kind: self.kind_of_type(type_place) }
    }

    /// What kind of thing an entity is; to read all of [`Gazetteer::entity`] for it takes several times as long.
    pub fn kind(&self, entity: EntityIx) -> EntityKind {
        self.kind_of_type(self.image.entity(entity.0).type_place)
    }

    /// The country of an entity, where it is an entity too.
    pub fn country(&self, entity: EntityIx) -> Option<EntityIx> {
        self.image.entity(entity.0).country
    }

    /// The cell of a further column of an entity.
    pub fn attribute(&self, entity: EntityIx, column: &str) -> Option<&str> {
        let columns = self.image.count(Section::Columns, image::SPAN);
        let column = (0..columns).find(|place| self.image.listed(Section::Columns, *place) == column)?;
        let mut rest = self.image.entity(entity.0).detail;
        rest.string_bytes();
        if let Some(length) = rest.number().checked_sub(2) {
            rest.bytes(length);
        }
        while !rest.is_empty() {
            if rest.small() == column {
                return Some(rest.string());
            }
            rest.string_bytes();
        }
        None
    }

    /// The entity that has a name.
    pub fn owner(&self, name: NameIx) -> EntityIx {
        self.image.known(self.image.number(Section::NameEntities, name.0))
    }

    /// The kind of a type.
    fn kind_of_type(&self, place: u32) -> EntityKind {
        let all =
            || (0..self.image.count(Section::Types, image::SPAN)).map(|place| EntityKind::parse(self.image.listed(Section::Types, place)));
        let kinds = self.kinds.get_or_init(|| all().collect());
        kinds.get(place as usize).copied().unwrap_or_default()
    }

    /// All entities in id order.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = (EntityIx, Entity<'_>)> {
        indices(0..self.image.entities()).map(|entity| (EntityIx(entity), self.entity(EntityIx(entity))))
    }

    fn name_text(&self, name: u32) -> &str {
        self.image.string(Section::NameTexts, self.image.range(Section::NameStarts, name))
    }

    /// The name behind an index.
    pub fn name(&self, name: NameIx) -> Name<'_> {
        let NameIx(place) = name;
        let [kind] = self.image.record(Section::NameKinds, place);
        let mut name = Name {
            text: self.name_text(place),
            entity: self.owner(name),
            kind: NameKind::from_byte(kind),
            from: None,
            until: None,
            near: "",
        };
        if kind & image::HAS_EXTRA != 0 {
            let extra = self.image.with_key::<{ image::EXTRA }>(Section::NameExtras, place).start;
            let [_, from, until, start, length] = numbers(&self.image.record::<{ image::EXTRA }>(Section::NameExtras, extra));
            (name.from, name.until, name.near) = (image::date(from), image::date(until), self.image.text(start, length));
        }
        name
    }

    /// Whether a name has days or words near it.
    pub(crate) fn has_more(&self, name: NameIx) -> bool {
        let [kind] = self.image.record(Section::NameKinds, name.0);
        kind & image::HAS_EXTRA != 0
    }

    /// The country of an entity, where it is an entity too, and how well known it is.
    pub(crate) fn standing(&self, entity: EntityIx) -> (Option<EntityIx>, u64) {
        let EntityRecord { country, prominence, .. } = self.image.entity(entity.0);
        (country, prominence)
    }

    /// All names, canonical ones among them, sorted by entity: in the order of their indices.
    pub fn names(&self) -> impl ExactSizeIterator<Item = Name<'_>> + DoubleEndedIterator + Clone {
        indices(0..self.image.count(Section::NameKinds, 1)).map(|name| self.name(NameIx(name)))
    }

    /// The names of one entity.
    pub fn names_of(&self, entity: EntityIx) -> impl ExactSizeIterator<Item = Name<'_>> + DoubleEndedIterator + Clone {
        indices(self.image.entity(entity.0).names).map(|name| self.name(NameIx(name)))
    }

    /// The roles of one person, oldest first.
    pub fn roles_of(&self, person: EntityIx) -> impl ExactSizeIterator<Item = Role<'_>> + DoubleEndedIterator + Clone {
        indices(self.image.with_key::<{ image::ROLE }>(Section::Roles, person.0)).map(|role| self.role(role))
    }

    /// All roles, in the order of the persons.
    pub(crate) fn roles(&self) -> impl Iterator<Item = Role<'_>> {
        indices(0..self.image.count(Section::Roles, image::ROLE)).map(|role| self.role(role))
    }

    fn role(&self, place: u32) -> Role<'_> {
        let [person, start, length, of, from, until] = numbers(&self.image.record::<{ image::ROLE }>(Section::Roles, place));
        let (person, of, title) = (self.image.known(person), self.image.known(of), self.image.text(start, length));
        Role { person, title, of, from: image::date(from), until: image::date(until) }
    }

    /// Strings that must not be matched.
    pub fn never(&self) -> impl ExactSizeIterator<Item = Never<'_>> + DoubleEndedIterator + Clone {
        indices(0..self.image.count(Section::Never, image::NEVER)).map(|place| self.never_at(place as usize))
    }

    /// One of the strings that must not be matched, by its place among them.
    pub fn never_at(&self, place: usize) -> Never<'_> {
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let [entity, text, text_length, reason, reason_length] = numbers(&self.image.record::<{ image::NEVER }>(Section::Never, place));
        let (text, reason) = (self.image.text(text, text_length), self.image.text(reason, reason_length));
        Never { text, entity: self.image.maybe(entity), reason }
    }

    /// Pairs that are never the same.
    pub fn distinct(&self) -> impl ExactSizeIterator<Item = Distinct<'_>> + DoubleEndedIterator + Clone {
        indices(0..self.image.count(Section::Distinct, image::DISTINCT)).map(|place| {
            let [a, b, start, length] = numbers(&self.image.record::<{ image::DISTINCT }>(Section::Distinct, place));
            Distinct { a: self.image.known(a), b: self.image.known(b), reason: self.image.text(start, length) }
        })
    }

    /// Whether a row says of two entities that they are never the same.
    pub fn are_distinct(&self, a: EntityIx, b: EntityIx) -> bool {
        let wanted = [a.0.min(b.0), a.0.max(b.0)];
        let count = self.image.count(Section::Distinct, image::DISTINCT);
        let pair = |place: u32| {
            let [a, b, ..] = numbers::<4>(&self.image.record::<{ image::DISTINCT }>(Section::Distinct, place));
            [a, b]
        };
        let place = image::partition(0..count, |place| pair(place) < wanted);
        place < count && pair(place) == wanted
    }

    /// The ids of all entities, ascending.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        indices(0..self.image.entities()).map(|entity| self.image.entity(entity).detail.string())
    }

    /// The entity with exactly this id.
    pub fn find_id(&self, id: &str) -> Option<EntityIx> {
        let id_of = |entity: u32| self.image.entity(entity).detail.string();
        let place = image::partition(0..self.image.entities(), |entity| id_of(entity) < id);
        (place < self.image.entities() && id_of(place) == id).then_some(EntityIx(place))
    }

    /// What a later stage has made of the names, if it is there.
    pub fn extra(&self, tag: Tag) -> Option<&Bytes> {
        self.extras.iter().find(|extra| extra.0 == tag).map(|extra| &extra.1)
    }

    /// The index of [`VariantIndex`]; it is made anew where it is not there.
    pub fn variant_index(&self) -> Bytes {
        self.extra(VARIANTS).cloned().unwrap_or_else(|| VariantIndex::build(self).into())
    }

    /// Keeps the index of [`VariantIndex`] with the names.
    pub fn keep_variant_index(&mut self, index: Bytes) {
        self.set_extra(VARIANTS, index);
    }

    /// Keeps something that a later stage has made of the names.
    pub fn set_extra(&mut self, tag: Tag, bytes: Bytes) {
        self.extras.retain(|extra| extra.0 != tag);
        self.extras.push((tag, bytes));
    }

    /// All entities that have a name which folds like this one, in id order.
    pub fn find_name(&self, name: &str) -> Vec<EntityIx> {
        self.image.find_name(name)
    }

    /// Whether any entity has a name that folds like this one.
    pub fn has_name(&self, name: &str) -> bool {
        self.image.has_name(name)
    }

    /// Whether a folded word is the first word of the full name of a person.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.image.is_given_name(word)
    }

    /// All persons with this folded surname, in id order.
    pub fn find_surname(&self, surname: &str) -> EntityList<'_> {
        self.image.find_surname(surname)
    }
}

/// Places as an iterator that knows its length.
fn indices(places: Range<u32>) -> impl ExactSizeIterator<Item = u32> + DoubleEndedIterator + Clone {
    (places.start as usize..places.end as usize).map(|place| u32::try_from(place).unwrap_or(u32::MAX))
}
