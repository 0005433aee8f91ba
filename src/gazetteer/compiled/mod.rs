//! Compiled gazetteers: an image in a file, with what it was made from, so that it can be made anew together with other packs.

mod container;
#[cfg(test)]
mod tests;

pub use container::Tag;

use super::image::{Bytes, Image, SECTIONS};
use super::{Gazetteer, PackText};
use crate::error::{Error, Result};
use container::{Damage, Part};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What an image was made from, and by which program.
const RECIPE: Tag = *b"MADE";
/// The packs themselves.
const PACKS: Tag = *b"PACK";

/// The sources of the program and the built-in tables: others may fold a name otherwise.
const MAKER: &str = env!("NISBA_SOURCES");

/// What a gazetteer is made from. Two with the same recipe are the same, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe(Vec<u8>);

impl Recipe {
    /// The built-in entities where they are wanted, and packs by their fingerprints, in order.
    pub fn new(built_in: bool, packs: impl IntoIterator<Item = u128>) -> Self {
        let mut bytes = MAKER.as_bytes().to_vec();
        bytes.push(u8::from(built_in));
        bytes.extend(packs.into_iter().flat_map(u128::to_le_bytes));
        Self(bytes)
    }

    /// Whether it says so of the built-in entities.
    pub fn has_built_in(&self) -> bool {
        self.0.get(MAKER.len()) == Some(&1)
    }

    /// The fingerprints of the packs, in order.
    pub fn packs(&self) -> impl Iterator<Item = u128> {
        self.0.get(MAKER.len() + 1..).unwrap_or_default().as_chunks().0.iter().map(|pack| u128::from_le_bytes(*pack))
    }

    /// A number that other recipes do not have.
    pub fn fingerprint(&self) -> u128 {
        twox_hash::XxHash3_128::oneshot(&self.0)
    }
}

/// A file with a compiled gazetteer.
#[derive(Debug)]
pub struct Compiled {
    path: PathBuf,
    recipe: Recipe,
    gazetteer: Gazetteer,
    packs: Option<Part>,
}

impl Compiled {
    /// Maps a file and checks that it is whole.
    ///
    /// # Errors
    /// Where it cannot be read, is no compiled gazetteer, one of another version, or damaged.
    pub fn open(path: &Path) -> Result<Self> {
        let unreadable = |error| Error::io(path, "read the compiled gazetteer", &error);
        let file = File::open(path).map_err(unreadable)?;
        let whole = Bytes::of_file(&file).map_err(unreadable)?;
        Self::read(path, &whole).map_err(|damage| Error::gazetteer(path, damage.words()))
    }

    fn read(path: &Path, whole: &Bytes) -> Result<Self, Damage> {
        let mut parts = container::read(whole)?;
        let mut take = |tag: &Tag| parts.iter().position(|part| part.tag == *tag).map(|place| parts.swap_remove(place));
        // The packs are large and seldom wanted: they are looked at when they are.
        let packs = take(&PACKS);
        let recipe = take(&RECIPE).ok_or(Damage::Broken)?;
        let mut sections = Vec::with_capacity(SECTIONS.len());
        for (_, tag) in SECTIONS {
            sections.push(take(tag).ok_or(Damage::Broken)?);
        }
        if ![&recipe].into_iter().chain(&sections).chain(&parts).all(Part::is_whole) {
            return Err(Damage::Broken);
        }
        let image = Image::new(sections.into_iter().map(|part| part.bytes));
        let extras = parts.into_iter().map(|part| (part.tag, part.bytes)).collect();
        Ok(Self {
            path: path.to_owned(),
            recipe: Recipe(recipe.bytes.to_vec()),
            gazetteer: Gazetteer { image, extras, ..Gazetteer::default() },
            packs,
        })
    }

    /// Bytes of its packs.
    pub fn size(&self) -> usize {
        self.packs.as_ref().map_or(0, |packs| packs.bytes.len())
    }

    /// What it was made from.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// The gazetteer.
    pub fn into_gazetteer(self) -> Gazetteer {
        self.gazetteer
    }

    /// The packs that it was made from, without the built-in one.
    ///
    /// # Errors
    /// Where they are damaged.
    pub fn packs(&self) -> Result<Vec<PackText>> {
        let damaged = || Error::gazetteer(&self.path, Damage::Broken.words());
        let part = self.packs.as_ref().filter(|part| part.is_whole()).ok_or_else(damaged)?;
        PackText::decode(&part.bytes).ok_or_else(damaged)
    }
}

/// Writes a gazetteer with its recipe, and with its packs where others may want to go on from them.
///
/// # Errors
/// What the output reports.
pub fn write_compiled(gazetteer: &Gazetteer, recipe: &Recipe, packs: Option<&[PackText]>, out: &mut dyn Write) -> io::Result<()> {
    let packs = packs.map(PackText::encode);
    let mut parts: Vec<(Tag, &[u8])> = vec![(RECIPE, &recipe.0)];
    parts.extend(SECTIONS.iter().map(|(section, tag)| (**tag, gazetteer.image.section(*section))));
    parts.extend(gazetteer.extras.iter().map(|(tag, bytes)| (*tag, &**bytes)));
    parts.extend(packs.iter().map(|packs| (PACKS, packs.as_slice())));
    container::write(&parts, out)
}
