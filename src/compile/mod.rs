//! From packs to a gazetteer, by the shortest way: a compiled file that was made from just these packs, the same from the cache, or anew.

mod cache;
mod overlay;
#[cfg(test)]
mod tests;

pub use cache::Cache;
pub use overlay::{Overlay, Written, overlay_beside, overlay_of};

use crate::error::{Error, Result};
use crate::export::write_whole;
use crate::gazetteer::{Compiled, Gazetteer, PackText, Recipe, built_in, write_compiled};
use crate::pipeline::{keep_matcher, matcher};
use std::path::Path;

/// Packs as a command names them.
#[derive(Debug)]
pub enum PackSource {
    /// A table or a folder of tables.
    Tables(PackText),
    /// A compiled gazetteer.
    Compiled(Box<Compiled>),
}

impl PackSource {
    /// Reads a pack: a compiled gazetteer where the name ends in `.gaz`.
    ///
    /// # Errors
    /// Where it is missing, unreadable, a folder without tables, or a damaged file.
    pub fn open(path: &Path) -> Result<Self> {
        let compiled = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("gaz")) && !path.is_dir();
        Ok(if compiled { Self::Compiled(Box::new(Compiled::open(path)?)) } else { Self::Tables(PackText::open(path)?) })
    }

    /// The packs, which of a compiled gazetteer may be several.
    ///
    /// # Errors
    /// Where a compiled gazetteer has damaged packs.
    pub fn into_packs(self) -> Result<Vec<PackText>> {
        match self {
            Self::Tables(pack) => Ok(vec![pack]),
            Self::Compiled(compiled) => compiled.packs(),
        }
    }

    fn fingerprints(&self) -> Vec<u128> {
        match self {
            Self::Tables(pack) => vec![pack.fingerprint()],
            Self::Compiled(compiled) => compiled.recipe().packs().collect(),
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::Tables(pack) => pack.size(),
            Self::Compiled(compiled) => compiled.size(),
        }
    }
}

/// What a gazetteer of these packs is made from.
pub fn recipe(with_built_in: bool, sources: &[PackSource]) -> Recipe {
    Recipe::new(with_built_in, sources.iter().flat_map(PackSource::fingerprints))
}

/// Packs below so many bytes are compiled faster than anybody notices: no file is made of them.
const WORTH_CACHING: usize = 1 << 16;

/// Puts packs together, with or without the built-in entities; later ones win.
///
/// # Errors
/// Every fault of every pack.
pub fn gazetteer(with_built_in: bool, sources: Vec<PackSource>, cache: Option<&Cache>) -> Result<Gazetteer, Vec<Error>> {
    let recipe = recipe(with_built_in, &sources);
    let size: usize = sources.iter().map(PackSource::size).sum();
    let sources = match <[PackSource; 1]>::try_from(sources) {
        Ok([PackSource::Compiled(compiled)]) if *compiled.recipe() == recipe => return Ok(compiled.into_gazetteer()),
        Ok(one) => Vec::from(one),
        Err(sources) => sources,
    };
    let cache = cache.filter(|_| size >= WORTH_CACHING);
    if let Some(gazetteer) = cache.and_then(|cache| cache.find(&recipe)) {
        return Ok(gazetteer);
    }
    let mut gazetteer = load(with_built_in, &texts(sources)?)?;
    if let Some(cache) = cache {
        prepare(&mut gazetteer);
        cache.keep(&gazetteer, &recipe);
    }
    Ok(gazetteer)
}

/// Writes packs as one compiled gazetteer, whole or not at all, and gives it.
///
/// # Errors
/// Every fault of every pack; what the system says of the file.
pub fn compile(with_built_in: bool, sources: Vec<PackSource>, path: &Path) -> Result<Gazetteer, Vec<Error>> {
    let recipe = recipe(with_built_in, &sources);
    let packs = texts(sources)?;
    let mut gazetteer = load(with_built_in, &packs)?;
    prepare(&mut gazetteer);
    write_whole(path, |out| write_compiled(&gazetteer, &recipe, Some(&packs), out)).map_err(|error| vec![error])?;
    Ok(gazetteer)
}

/// Makes what every run would make of the names.
fn prepare(gazetteer: &mut Gazetteer) {
    let (spellings, names) = rayon::join(|| gazetteer.variant_index(), || matcher(gazetteer));
    gazetteer.keep_variant_index(spellings);
    keep_matcher(gazetteer, names);
}

fn texts(sources: Vec<PackSource>) -> Result<Vec<PackText>, Vec<Error>> {
    let packs: Result<Vec<_>> = sources.into_iter().map(PackSource::into_packs).collect();
    packs.map(|packs| packs.into_iter().flatten().collect()).map_err(|error| vec![error])
}

fn load(with_built_in: bool, texts: &[PackText]) -> Result<Gazetteer, Vec<Error>> {
    let mut packs = Vec::new();
    if with_built_in {
        packs.push(built_in());
    }
    for text in texts {
        packs.push(text.parse().map_err(|error| vec![error])?);
    }
    Gazetteer::load(&packs)
}
