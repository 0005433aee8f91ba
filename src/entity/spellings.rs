//! How far the spelling of a name in a text may be from the listed one, and what is needed to tell.

use crate::gazetteer::{Gazetteer, Name, VariantIndex, fold_name};

/// Which spellings of a name are taken for it. Short forms (surnames, acronyms, demonyms) are read in all four ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Variants {
    /// Of each entity the canonical name alone, letter for letter after folding.
    Off,
    /// The spellings that the tables list.
    Listed,
    /// Also spellings that are listed nowhere, where nothing speaks against them.
    #[default]
    Standard,
    /// The same with less to speak for them; what only this way finds is marked as doubtful.
    Wide,
}

/// What is needed to read names that are spelled otherwise.
#[derive(Debug)]
pub struct Spellings {
    variants: Variants,
    index: Option<VariantIndex>,
}

impl Spellings {
    /// Makes the names of a gazetteer ready; the work is only done where spellings that are not listed are wanted.
    pub fn new(gazetteer: &Gazetteer, variants: Variants) -> Self {
        Self { variants, index: (variants >= Variants::Standard).then(|| VariantIndex::new(gazetteer)) }
    }

    /// What was asked for.
    pub fn variants(&self) -> Variants {
        self.variants
    }

    /// Whether a listed name is left aside: an alias, where only canonical names count.
    pub(super) fn leaves_out(&self, gazetteer: &Gazetteer, name: Name) -> bool {
        self.variants == Variants::Off && name.kind.is_full() && fold_name(name.text) != fold_name(gazetteer.entity(name.entity).name)
    }

    /// The names to compare with; nothing where only listed spellings count.
    pub(super) fn index(&self) -> Option<&VariantIndex> {
        self.index.as_ref()
    }
}
