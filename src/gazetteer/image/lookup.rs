//! From written words to names and persons: buckets of a hash, each candidate compared in full.

use super::{Image, SPAN, Section, WORD, numbers};
use crate::gazetteer::fold::{fold_name_into, given_and_surname};
use crate::gazetteer::{EntityIx, EntityKind, EntityList, NameKind, fold_name};
use rayon::prelude::*;
use std::ops::Range;
use twox_hash::XxHash3_64;

/// So many names or words are in a bucket on average.
const PER_BUCKET: usize = 2;
/// Marks a given name in the record of a word.
const GIVEN: u32 = 1 << 31;

fn bucket(folded: &str, buckets: u32) -> u32 {
    let hash = XxHash3_64::oneshot(folded.as_bytes()) >> 32;
    u32::try_from((hash * u64::from(buckets)) >> 32).unwrap_or_default()
}

fn buckets(entries: usize) -> u32 {
    u32::try_from(entries / PER_BUCKET + 1).unwrap_or(u32::MAX)
}

impl Image {
    /// The places of a list of so many that belong to the bucket of a folded text.
    fn in_bucket(&self, section: Section, folded: &str, list: u32) -> Range<u32> {
        let range = self.range(section, bucket(folded, self.count(section, size_of::<u32>()).saturating_sub(1)));
        range.start..range.end.min(list)
    }

    /// All entities that have a name which folds like this one, in id order.
    pub(in crate::gazetteer) fn find_name(&self, name: &str) -> Vec<EntityIx> {
        let mut found: Vec<EntityIx> = Vec::new();
        for entity in self.owners(&fold_name(name)) {
            if found.last() != Some(&entity) {
                found.push(entity);
            }
        }
        found
    }

    /// Whether any entity has a name which folds like this one.
    pub(in crate::gazetteer) fn has_name(&self, name: &str) -> bool {
        self.owners(&fold_name(name)).next().is_some()
    }

    /// The entities with a folded name, in id order; more than once where they have more than one.
    fn owners(&self, folded: &str) -> impl Iterator<Item = EntityIx> {
        let first = folded.bytes().next().unwrap_or_default();
        let mut other = String::new();
        self.in_bucket(Section::NameBuckets, folded, self.count(Section::NamesByFold, size_of::<u32>())).filter_map(move |place| {
            let name = self.number(Section::NamesByFold, place);
            // What is only a part of a name is looked up by the rules that ask for it.
            if NameKind::from_byte(self.record::<1>(Section::NameKinds, name)[0]) == NameKind::Part {
                return None;
            }
            let text = self.string(Section::NameTexts, self.range(Section::NameStarts, name));
            // A plain letter is its own folded form.
            if text.bytes().next().is_some_and(|letter| letter.is_ascii_alphanumeric() && letter.to_ascii_lowercase() != first) {
                return None;
            }
            fold_name_into(text, &mut other);
            (other == *folded).then(|| self.known(self.number(Section::NameEntities, name)))
        })
    }

    /// The place of a given name or surname.
    fn find_word(&self, folded: &str) -> Option<u32> {
        let begin = |word: u32| numbers::<1>(&self.record::<WORD>(Section::Words, word))[0] as usize;
        let texts = self.section(Section::WordTexts);
        let is_it = |word: &u32| texts.get(begin(*word)..begin(word + 1)) == Some(folded.as_bytes());
        self.in_bucket(Section::WordBuckets, folded, self.count(Section::Words, WORD).saturating_sub(1)).find(is_it)
    }

    pub(in crate::gazetteer) fn is_given_name(&self, folded: &str) -> bool {
        self.find_word(folded).is_some_and(|word| numbers::<2>(&self.record::<WORD>(Section::Words, word))[1] & GIVEN != 0)
    }

    /// All persons with this folded surname, in id order.
    pub(in crate::gazetteer) fn find_surname(&self, folded: &str) -> EntityList<'_> {
        let Some(word) = self.find_word(folded) else { return EntityList::default() };
        let first = |word: u32| (numbers::<2>(&self.record::<WORD>(Section::Words, word))[1] & !GIVEN) as usize * size_of::<u32>();
        let owners = self.section(Section::SurnameOwners).get(first(word)..first(word + 1)).unwrap_or_default();
        EntityList { numbers: owners, entities: self.entities() }
    }

    /// Makes the lookups of the names that stand in the image.
    pub(super) fn index(&mut self) {
        let names = self.count(Section::NameKinds, 1);
        let person: Vec<bool> = {
            let kinds: Vec<EntityKind> =
                (0..self.count(Section::Types, SPAN)).map(|place| EntityKind::parse(self.listed(Section::Types, place))).collect();
            (0..self.entities()).map(|entity| kinds.get(self.entity(entity).type_place as usize) == Some(&EntityKind::Person)).collect()
        };
        let count = buckets(names as usize);
        // To fold names takes longest, and some can be folded beside others.
        let read = |part: Range<u32>| {
            let (mut of_names, mut words, mut folded) = (Vec::with_capacity(part.len()), Words::default(), String::new());
            for name in part {
                fold_name_into(self.string(Section::NameTexts, self.range(Section::NameStarts, name)), &mut folded);
                of_names.push(bucket(&folded, count));
                let entity = self.number(Section::NameEntities, name);
                let full = NameKind::from_byte(self.record::<1>(Section::NameKinds, name)[0]).is_full();
                if full
                    && person.get(entity as usize) == Some(&true)
                    && let Some((given, surname)) = given_and_surname(&folded)
                {
                    words.add(given, None);
                    words.add(surname, Some(entity));
                }
            }
            (of_names, words)
        };
        let parts: Vec<_> =
            (0..names.div_ceil(PART)).into_par_iter().map(|part| read(part * PART..names.min((part + 1).saturating_mul(PART)))).collect();
        let (mut of_names, mut words) = (Vec::with_capacity(names as usize), Words::default());
        for (part, others) in parts {
            of_names.extend(part);
            words.append(others);
        }
        let (starts, order) = in_buckets(&of_names, count);
        self.set(Section::NameBuckets, bytes(&starts).into());
        self.set(Section::NamesByFold, bytes(&order).into());
        words.write(self);
    }
}

/// Names that are folded by one thread, one after another.
const PART: u32 = 1 << 14;

/// Places sorted by their buckets, in order within each, and where each bucket starts.
fn in_buckets(of: &[u32], count: u32) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; count as usize + 1];
    for bucket in of {
        starts[*bucket as usize + 1] += 1;
    }
    for place in 1..starts.len() {
        starts[place] += starts[place - 1];
    }
    let (mut next, mut order) = (starts.clone(), vec![0u32; of.len()]);
    for (place, bucket) in (0..).zip(of) {
        let slot = &mut next[*bucket as usize];
        order[*slot as usize] = place;
        *slot += 1;
    }
    (starts, order)
}

pub(super) fn bytes(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// Given names and surnames as they come, with the owner of each surname.
#[derive(Default)]
struct Words {
    texts: String,
    list: Vec<(Range<usize>, Option<u32>)>,
}

impl Words {
    fn add(&mut self, word: &str, owner: Option<u32>) {
        let start = self.texts.len();
        self.texts.push_str(word);
        self.list.push((start..self.texts.len(), owner));
    }

    fn append(&mut self, others: Self) {
        let start = self.texts.len();
        self.texts.push_str(&others.texts);
        self.list.extend(others.list.into_iter().map(|(range, owner)| (start + range.start..start + range.end, owner)));
    }

    fn write(self, image: &mut Image) {
        let text = |place: u32| &self.texts[self.list[place as usize].0.clone()];
        let owner = |place: u32| self.list[place as usize].1;
        let count = buckets(self.list.len());
        let of: Vec<u32> = (0..).zip(&self.list).map(|(place, _)| bucket(text(place), count)).collect();
        let (starts, mut order) = in_buckets(&of, count);
        let (mut first, mut words, mut texts, mut owners) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        for ends in starts.windows(2) {
            first.push(number(words.len() / 2));
            let here = &mut order[ends[0] as usize..ends[1] as usize];
            // Without an owner first: a given name.
            here.sort_unstable_by_key(|place| (text(*place), owner(*place)));
            for same in here.chunk_by(|a, b| text(*a) == text(*b)) {
                let given = if owner(same[0]).is_none() { GIVEN } else { 0 };
                words.extend([number(texts.len()), number(owners.len()) | given]);
                texts.extend_from_slice(text(same[0]).as_bytes());
                let begin = owners.len();
                for owner in same.iter().filter_map(|place| owner(*place)) {
                    if owners.len() == begin || owners.last() != Some(&owner) {
                        owners.push(owner);
                    }
                }
            }
        }
        first.push(number(words.len() / 2));
        words.extend([number(texts.len()), number(owners.len())]);
        image.set(Section::WordBuckets, bytes(&first).into());
        image.set(Section::Words, bytes(&words).into());
        image.set(Section::WordTexts, texts.into());
        image.set(Section::SurnameOwners, bytes(&owners).into());
    }
}
