//! From parts to an image.

use super::detail::{put_bytes, put_number};
use super::lookup::bytes;
use super::{Bytes, DISTINCT, ENTITY, ESCAPE, EXTRA, HAS_EXTRA, Image, LONG, NEVER, NONE, ROLE, Section, date_number};
use crate::error::{Error, Result};
use crate::gazetteer::EntityIx;
use crate::gazetteer::entity::SAME_AS;
use crate::gazetteer::parts::{EntityPart, NamePart, Parts};
use std::collections::HashMap;

/// Writes parts, which must be sorted, as an image.
///
/// # Errors
/// Where there is more of anything than a number of four bytes can count.
pub(in crate::gazetteer) fn build(parts: &Parts<'_>) -> Result<Image> {
    let mut builder = Builder::default();
    builder.names(&parts.names)?;
    builder.entities(&parts.entities, &parts.names)?;
    builder.others(parts)?;
    let mut image = builder.image;
    image.set(Section::Types, bytes(&builder.types.spans).into());
    image.set(Section::Columns, bytes(&builder.columns.spans).into());
    image.set(Section::Text, builder.text.bytes.into());
    image.index();
    Ok(image)
}

/// Places in strings and tables are numbers of four bytes.
fn number(length: usize) -> Result<u32> {
    u32::try_from(length).map_err(|_| Error::usage("the gazetteer packs are too large: more than four gigabytes of one thing"))
}

#[derive(Default)]
struct Builder {
    image: Image,
    text: Text,
    types: Pool,
    columns: Pool,
}

/// Strings one after another, few of them twice.
#[derive(Default)]
struct Text {
    bytes: Vec<u8>,
    known: HashMap<String, [u32; 2]>,
}

impl Text {
    fn add(&mut self, text: &str) -> Result<[u32; 2]> {
        if let Some(span) = self.known.get(text) {
            return Ok(*span);
        }
        let span = [number(self.bytes.len())?, number(text.len())?];
        self.bytes.extend_from_slice(text.as_bytes());
        self.known.insert(text.to_owned(), span);
        Ok(span)
    }
}

/// Strings by number.
#[derive(Default)]
struct Pool {
    spans: Vec<u32>,
    known: HashMap<String, u32>,
}

impl Pool {
    fn add(&mut self, string: &str, text: &mut Text) -> Result<u32> {
        if let Some(place) = self.known.get(string) {
            return Ok(*place);
        }
        let place = number(self.spans.len() / 2)?;
        self.spans.extend(text.add(string)?);
        self.known.insert(string.to_owned(), place);
        Ok(place)
    }
}

fn or_none(entity: Option<EntityIx>) -> u32 {
    entity.map_or(NONE, |entity| entity.0)
}

impl Builder {
    fn set(&mut self, section: Section, bytes: impl Into<Bytes>) {
        self.image.set(section, bytes.into());
    }

    fn names(&mut self, names: &[NamePart<'_>]) -> Result<()> {
        let mut texts = Vec::with_capacity(names.iter().map(|name| name.text.len()).sum());
        let mut starts = Vec::with_capacity(4 * names.len() + 4);
        let (mut entities, mut kinds) = (Vec::with_capacity(4 * names.len()), Vec::with_capacity(names.len()));
        let mut extras = Vec::new();
        for (place, name) in names.iter().enumerate() {
            starts.extend(number(texts.len())?.to_le_bytes());
            texts.extend_from_slice(name.text.as_bytes());
            entities.extend(name.entity.0.to_le_bytes());
            let mut kind = name.kind.byte();
            if let Some(extra) = &name.extra {
                kind |= HAS_EXTRA;
                let [start, length] = self.text.add(&extra.near)?;
                extras.extend([number(place)?, date_number(extra.from), date_number(extra.until), start, length]);
            }
            kinds.push(kind);
        }
        starts.extend(number(texts.len())?.to_le_bytes());
        debug_assert_eq!(extras.len() * 4 % EXTRA, 0);
        self.set(Section::NameStarts, starts);
        self.set(Section::NameTexts, texts);
        self.set(Section::NameEntities, entities);
        self.set(Section::NameKinds, kinds);
        self.set(Section::NameExtras, bytes(&extras));
        Ok(())
    }

    fn entities(&mut self, entities: &[EntityPart<'_>], names: &[NamePart<'_>]) -> Result<()> {
        let (mut records, mut details) = (Vec::with_capacity(ENTITY * entities.len()), Vec::new());
        let mut first = 0;
        for (place, entity) in entities.iter().enumerate() {
            let own = names[first..].iter().take_while(|name| name.entity.index() == place).count();
            let canonical = names[first..first + own].partition_point(|name| name.text < entity.name);
            records.extend(number(details.len())?.to_le_bytes());
            records.extend(number(first)?.to_le_bytes());
            first += own;
            let prominence = u32::try_from(entity.prominence).unwrap_or(LONG);
            records.extend(prominence.to_le_bytes());
            records.extend(or_none(entity.country).to_le_bytes());
            let type_place = self.types.add(entity.type_name, &mut self.text)?;
            let short = |number: u64| u16::try_from(number).unwrap_or(ESCAPE);
            records.extend(short(u64::from(type_place)).to_le_bytes());
            records.extend(short(canonical as u64).to_le_bytes());
            // What does not fit the record comes first.
            for (escaped, number) in [
                (prominence == LONG, entity.prominence),
                (type_place >= u32::from(ESCAPE), u64::from(type_place)),
                (canonical >= usize::from(ESCAPE), canonical as u64),
            ] {
                if escaped {
                    put_number(number, &mut details);
                }
            }
            put_bytes(entity.id.as_bytes(), &mut details);
            match entity.wikidata {
                None => put_number(0, &mut details),
                Some(wikidata) if wikidata == entity.id => put_number(1, &mut details),
                Some(wikidata) => {
                    put_number(wikidata.len() as u64 + 2, &mut details);
                    details.extend_from_slice(wikidata.as_bytes());
                }
            }
            self.attributes(entity, &mut details)?;
        }
        // The last has an end too.
        records.extend(number(details.len())?.to_le_bytes());
        records.extend(number(first)?.to_le_bytes());
        records.resize(ENTITY * (entities.len() + 1), 0);
        self.set(Section::Entities, records);
        self.set(Section::Details, details);
        Ok(())
    }

    fn attributes(&mut self, entity: &EntityPart<'_>, details: &mut Vec<u8>) -> Result<()> {
        let mut attributes = entity.attributes.clone();
        let same_as = entity.decided.as_ref().map(|decided| decided.same_as.join("|")).unwrap_or_default();
        if !same_as.is_empty() {
            attributes.push((SAME_AS, &same_as));
        }
        attributes.sort_by_key(|(column, _)| *column);
        for (place, (column, cell)) in attributes.iter().enumerate() {
            if attributes.get(place + 1).is_none_or(|next| next.0 != *column) {
                put_number(u64::from(self.columns.add(column, &mut self.text)?), details);
                put_bytes(cell.as_bytes(), details);
            }
        }
        Ok(())
    }

    fn others(&mut self, parts: &Parts<'_>) -> Result<()> {
        let mut roles = Vec::new();
        for role in &parts.roles {
            let [start, length] = self.text.add(&role.title)?;
            roles.extend([role.person.0, start, length, role.of.0, date_number(role.from), date_number(role.until)]);
        }
        let mut distinct = Vec::new();
        for pair in &parts.distinct {
            let [start, length] = self.text.add(pair.reason)?;
            distinct.extend([pair.a.0, pair.b.0, start, length]);
        }
        let mut never = Vec::new();
        for exclusion in &parts.never {
            let ([text, text_length], [reason, reason_length]) = (self.text.add(exclusion.text)?, self.text.add(exclusion.reason)?);
            never.extend([or_none(exclusion.entity), text, text_length, reason, reason_length]);
        }
        debug_assert_eq!((roles.len() * 4 % ROLE, distinct.len() * 4 % DISTINCT, never.len() * 4 % NEVER), (0, 0, 0));
        self.set(Section::Roles, bytes(&roles));
        self.set(Section::Distinct, bytes(&distinct));
        self.set(Section::Never, bytes(&never));
        Ok(())
    }
}
