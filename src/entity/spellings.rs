//! How far the spelling of a name in a text may be from the listed one, and what is needed to tell.

use super::listed::{AllListed, Listed};
use super::memory::Memory;
use super::vocabulary::Vocabularies;
use crate::gazetteer::{Bytes, EntityIx, EntityKind, Gazetteer, NameIx, VariantIndex, id_scheme};
use std::collections::BTreeMap;
use std::sync::OnceLock;

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
    /// The index of the names to compare with, as bytes.
    index: Option<Bytes>,
    /// What came of comparing.
    memory: Memory,
    /// What is known of single words.
    vocabularies: Vocabularies,
    /// What is known of the names.
    listed: AllListed,
    /// By country or body, everybody who holds or held an office of it; read when it is first asked for.
    holders: OnceLock<BTreeMap<EntityIx, Vec<EntityIx>>>,
    /// What the ids of vast sources have in common; read when it is first asked for.
    vast: OnceLock<Vec<String>>,
}

/// More entities than anybody puts together by hand.
const VAST: usize = 10_000;

impl Spellings {
    /// Makes the names of a gazetteer ready; the work is only done where spellings that are not listed are wanted.
    pub fn new(gazetteer: &Gazetteer, variants: Variants) -> Self {
        Self {
            variants,
            index: (variants >= Variants::Standard).then(|| gazetteer.variant_index()),
            holders: OnceLock::new(),
            memory: Memory::default(),
            vocabularies: Vocabularies::default(),
            listed: AllListed::new(gazetteer.names().len()),
            vast: OnceLock::new(),
        }
    }

    /// What was asked for.
    pub fn variants(&self) -> Variants {
        self.variants
    }

    /// What is known of a listed name.
    pub(super) fn listed(&self, gazetteer: &Gazetteer, name: NameIx) -> Listed {
        self.listed.get(self, gazetteer, name)
    }

    /// Whether a listed name is left aside: an alias, where only canonical names count.
    pub(super) fn leaves_out(&self, name: Listed) -> bool {
        self.variants == Variants::Off && name.kind.is_full() && name.is_alias()
    }

    /// Whether an entity comes from a list that nobody has put together by hand, such as one of all places of the world. A list of one's own
    /// beside it is told by its ids.
    pub(super) fn is_of_vast_source(&self, gazetteer: &Gazetteer, entity: EntityIx) -> bool {
        if gazetteer.entities().len() <= VAST {
            return false;
        }
        let vast = self.vast.get_or_init(|| {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            // In their order most ids have the scheme of the one before.
            let (mut last, mut alike) = ("", 0);
            for scheme in gazetteer.ids().map(id_scheme) {
                if scheme != last {
                    *counts.entry(last).or_default() += std::mem::take(&mut alike);
                    last = scheme;
                }
                alike += 1;
            }
            *counts.entry(last).or_default() += alike;
            counts.into_iter().filter(|(_, count)| *count > VAST).map(|(scheme, _)| scheme.to_owned()).collect()
        });
        let scheme = id_scheme(gazetteer.entity(entity).id);
        vast.iter().any(|vast| vast == scheme)
    }

    /// Everybody who holds or held an office of a country, of one of its bodies, or of a body, in id order.
    pub(super) fn holders(&self, gazetteer: &Gazetteer, of: EntityIx) -> &[EntityIx] {
        self.all_holders(gazetteer).get(&of).map_or(&[], Vec::as_slice)
    }

    /// Whether anybody holds or held an office.
    pub(super) fn has_holders(&self, gazetteer: &Gazetteer) -> bool {
        !self.all_holders(gazetteer).is_empty()
    }

    fn all_holders(&self, gazetteer: &Gazetteer) -> &BTreeMap<EntityIx, Vec<EntityIx>> {
        self.holders.get_or_init(|| {
            let mut holders: BTreeMap<EntityIx, Vec<EntityIx>> = BTreeMap::new();
            for role in gazetteer.roles().filter(|role| gazetteer.kind(role.person) == EntityKind::Person) {
                for of in std::iter::once(role.of).chain(gazetteer.country(role.of)) {
                    let known = holders.entry(of).or_default();
                    if known.last() != Some(&role.person) {
                        known.push(role.person);
                    }
                }
            }
            holders
        })
    }

    /// What names of texts were found to be spellings of.
    pub(super) fn memory(&self) -> &Memory {
        &self.memory
    }

    /// What is known of single words.
    pub(super) fn vocabularies(&self) -> &Vocabularies {
        &self.vocabularies
    }

    /// The names to compare with; nothing where only listed spellings count.
    pub(super) fn index<'g>(&'g self, gazetteer: &'g Gazetteer) -> Option<VariantIndex<'g>> {
        VariantIndex::open(gazetteer, self.index.as_ref()?)
    }
}
