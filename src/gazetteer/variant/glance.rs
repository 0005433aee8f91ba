//! What single words tell of the names that have them: each word is read once, and most names are seen to be spellings of none that is listed
//! without being taken apart. A few words have to be read together with those beside them: names that have one are left to the index.

use super::ear::Ear;
use super::index::{ALONE, Suspects, VariantIndex, pair, pairs, unit};
use super::key::{ALL_CHEAP, Key, UnitKeys, may_lead};
use super::organization::{self, Telling, begins_form, telling_of};
use super::places::Places;
use super::score::most_together;
use super::section::Listed;
use super::sketch::{Sought, UnitCount, Whose};
use super::sounds::FewSounds;
use super::units::{LeftOut, Shape, left_out, one_word, without_article};
use super::{is_numeral, syllables};
use std::cell::OnceCell;
use std::ops::Range;

/// Words with what the index of one gazetteer has of them.
#[derive(Debug, Default)]
pub struct Glances {
    list: Vec<Glance>,
    /// Keys of units with where the listed names are that have them.
    keys: Vec<(Key, Places)>,
    /// Hashes of names of one unit with where these are.
    hashes: Vec<(u32, Places)>,
    letters: String,
}

/// The place of a word among those that were glanced at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GlanceIx(u32);

/// A part of the keys or of the letters.
type Part = (u32, u32);

/// A word as it stands in any name.
#[derive(Debug, Clone, Copy)]
struct Glance {
    /// The letters of its unit.
    stem: Part,
    /// The keys of its unit, those alone that units of listed names have.
    keys: Keys,
    /// The same of the word as one of the name of a body.
    told: Keys,
    /// Where it is no unit of the name of a person; nothing where the word has to be read together with those beside it.
    left_out: Option<LeftOut>,
    /// The hashes of these names, with where they are.
    lone: Part,
    /// Whether it is a unit as it stands, and no numeral.
    plain: bool,
    /// How it tells a body from others.
    telling: Telling,
    /// Whether a legal form of several words may begin with it.
    begins_form: bool,
    /// Whether names of bodies have it.
    of_bodies: bool,
    /// Letters of the word.
    length: usize,
    count: UnitCount,
    /// Where the listed names are, of one unit or of one word that tells a body, that may be spelled like this.
    alone: Places,
}

/// Keys of a word, and where the listed names are that have one of them.
#[derive(Debug, Clone, Copy)]
struct Keys {
    part: Part,
    places: Places,
}

/// The words of a name of two or more, of which none has to be read together with another.
struct Name<'w> {
    /// The units of the name of a place.
    words: &'w [GlanceIx],
    /// Those of the name of a person.
    units: [GlanceIx; MOST_WORDS],
    count: usize,
}

impl Name<'_> {
    fn units(&self) -> &[GlanceIx] {
        &self.units[..self.count]
    }

    /// The units as those of a place and, where they differ, as those of a person.
    fn readings(&self) -> impl Iterator<Item = &[GlanceIx]> {
        std::iter::once(self.words).chain((self.count < self.words.len()).then(|| self.units()))
    }
}

impl Glances {
    /// Looks at a word of plain small letters.
    pub fn add(&mut self, index: &VariantIndex, word: &str) -> GlanceIx {
        let piece = one_word(word);
        let all = UnitKeys::within(piece.stem, ALL_CHEAP);
        let keys = self.keep(index, &all);
        let (telling, counted) = telling_of(word);
        let (as_told, told) = if counted == piece.stem {
            (all, keys)
        } else {
            let as_told = UnitKeys::within(&counted, ALL_CHEAP);
            (as_told, self.keep(index, &as_told))
        };
        let stem = number(self.letters.len());
        self.letters.push_str(piece.stem);
        let start = self.hashes.len();
        let others = as_told.as_slice().iter().filter(|key| !all.as_slice().contains(key));
        let hashes = all.as_slice().iter().chain(others).map(|key| pair(*key, ALONE));
        self.hashes.extend(hashes.map(|hash| (hash, index.section.places(hash))).filter(|(_, places)| *places != Places::NONE));
        self.list.push(Glance {
            stem: (stem, number(self.letters.len())),
            keys,
            told,
            left_out: left_out(word).filter(|_| !syllables::is_surname(word)),
            telling,
            begins_form: begins_form(word),
            of_bodies: organization::is_word(word),
            length: word.len(),
            count: UnitCount::of_one(&piece),
            alone: self.hashes[start..].iter().fold(Places::NONE, |all, (_, places)| all.and(*places)),
            lone: (number(start), number(self.hashes.len())),
            plain: piece.shape == Shape::Plain && !is_numeral(word),
        });
        GlanceIx(number(self.list.len() - 1))
    }

    /// Forgets all words.
    pub fn clear(&mut self) {
        self.list.clear();
        self.keys.clear();
        self.hashes.clear();
        self.letters.clear();
    }

    /// Where the listed names are, of one unit or of one word that tells a body, that a word alone may be a spelling of.
    pub fn alone(&self, word: GlanceIx) -> Places {
        self.of(word).alone
    }

    /// Whether a name of two words or more, whoever bears it, may be a spelling of one that is listed somewhere, with a score of `least` or more. Never
    /// no where [`VariantIndex::suspects`] finds anything there.
    pub fn may_fit(&self, index: &VariantIndex, words: &[GlanceIx], least: i32, here: Places) -> bool {
        let Some(name) = self.name(words) else { return true };
        let meet = |(a, b)| self.pairs(a, b, here).any(|hash| index.section.has(hash, here));
        let by_units = |units: &[GlanceIx]| pairs_of(units).any(|(a, b)| meet((self.of(a).keys, self.of(b).keys)));
        // A name of one part is a spelling of none.
        name.count > 1
            && (name.readings().any(by_units)
                || match self.told(words) {
                    [Some(a), Some(b)] => meet((a.told, b.told)),
                    [first, _] => first.is_some_and(|first| first.alone.meet(here)),
                }
                || self.together(words).is_none_or(|letters| may_fit_together(index, letters.as_str(), least, here)))
    }

    /// The names listed somewhere that a name of these words may be a spelling of, whoever bears it: of what [`VariantIndex::suspects`] finds of the name
    /// as it is written, of things alone where it is one word, all that fit with a score of `least` or more.
    pub fn fitting(&self, index: &VariantIndex, words: &[GlanceIx], name: &str, least: i32, here: Places) -> Option<Suspects> {
        let (mut found, mut joined): (Vec<Listed>, _) = (Vec::new(), Vec::new());
        let alone = |word: &Glance, found: &mut Vec<Listed>| {
            let hashes = self.hashes[range(word.lone)].iter().filter(|(_, places)| places.meet(here));
            hashes.for_each(|(hash, _)| index.names(*hash, here, found));
        };
        let mut one = [GlanceIx::default(); MOST_WORDS];
        let (whose, persons) = if let [word] = words {
            alone(&self.of(*word), &mut found);
            one[0] = *word;
            (Whose::Things, &one[..1])
        } else {
            let (Some(read), Some(letters)) = (self.name(words), self.together(words)) else {
                return index.suspects(name, Whose::Any, least, here);
            };
            if read.count < 2 {
                return Some(Suspects::default());
            }
            for units in read.readings() {
                for (a, b) in pairs_of(units) {
                    self.pairs(self.of(a).keys, self.of(b).keys, here).for_each(|hash| index.names(hash, here, &mut found));
                }
            }
            match self.told(words) {
                [Some(a), Some(b)] => self.pairs(a.told, b.told, here).for_each(|hash| index.names(hash, here, &mut found)),
                [first, _] => first.iter().for_each(|first| alone(first, &mut found)),
            }
            if may_fit_together(index, letters.as_str(), least, here) {
                index.names_together(letters.as_str(), least, here, &mut joined);
            }
            one[..read.count].copy_from_slice(read.units());
            (Whose::Any, &one[..read.count])
        };
        let (of_place, of_person) = (OnceCell::new(), OnceCell::new());
        let sounds_alike = |listed: &Listed| {
            let ear = if listed.sketch.is_place() {
                of_place.get_or_init(|| self.ear(index, words, words, true, least))
            } else {
                of_person.get_or_init(|| self.ear(index, words, persons, false, least))
            };
            listed.heard.units().is_none_or(|units| ear.may_reach(&units, listed.sketch))
        };
        found.retain(sounds_alike);
        joined.retain(sounds_alike);
        if VariantIndex::are_too_many(&found, &joined) {
            return None;
        }
        let count = |units: &[GlanceIx]| units.iter().map(|word| self.of(*word).count).sum::<UnitCount>();
        let person = (!self.may_be_other(words)).then(|| count(persons));
        let length = words.iter().map(|word| self.of(*word).length).sum();
        Some(index.chosen(found, joined, &|| Sought::new(name, length, [person, Some(count(words))]), whose, least))
    }

    /// Whether a name that is no place's may be a body's, or a person's whose words have to be read together with others.
    fn may_be_other(&self, words: &[GlanceIx]) -> bool {
        words.iter().any(|word| self.of(*word).of_bodies || self.of(*word).left_out.is_none())
    }

    /// What can be told from the sounds of these units of a name.
    fn ear(&self, index: &VariantIndex, words: &[GlanceIx], units: &[GlanceIx], place: bool, least: i32) -> Ear {
        let length = words.iter().map(|word| self.of(*word).length).sum();
        let stem = |unit: &GlanceIx| &self.letters[range(self.of(*unit).stem)];
        let says = |stem: &str| if units.len() > 1 { index.says(stem, place) } else { 0 };
        let mut ear = Ear::new(units.iter().map(stem).map(|stem| (stem, says(stem))), length, place, least);
        let endings = units.len() > 1 && units.iter().all(|unit| stem(unit).ends_with('s'));
        ear.open |= endings || words.iter().any(|word| !self.of(*word).plain) || !place && self.may_be_other(words);
        ear
    }

    /// A name of these words, unless some of them have to be read together.
    fn name<'w>(&self, words: &'w [GlanceIx]) -> Option<Name<'w>> {
        if !(2..=MOST_WORDS).contains(&words.len()) {
            return None;
        }
        let mut name = Name { words, units: [words[0]; MOST_WORDS], count: 0 };
        let mut letters = 0;
        for (place, word) in words.iter().enumerate() {
            let (glance, last) = (self.of(*word), place + 1 == words.len());
            letters += usize::from(glance.length == 1);
            // Letters that stand apart may be one word of a body.
            if letters > 1 || glance.begins_form && !last {
                return None;
            }
            match glance.left_out? {
                LeftOut::BeforeOthers if !last => {}
                LeftOut::AfterOthers if name.count > 0 => {}
                _ => {
                    name.units[name.count] = *word;
                    name.count += 1;
                }
            }
        }
        Some(name)
    }

    /// The two words that would tell a body from others, as [`organization::telling`] has them.
    fn told(&self, words: &[GlanceIx]) -> [Option<Glance>; 2] {
        let those = |telling: Telling| words.iter().map(|word| self.of(*word)).filter(move |word| word.telling == telling);
        let (mut own, mut fixed) = (those(Telling::Own), those(Telling::Fixed));
        match (own.next(), own.next_back()) {
            (None, _) => [fixed.next(), fixed.next_back()],
            (first, last) => [first, last.or_else(|| fixed.next())],
        }
    }

    /// The hashes of all pairs of the keys of two words that may both be in one name that is listed somewhere.
    fn pairs(&self, a: Keys, b: Keys, here: Places) -> impl Iterator<Item = u32> {
        let common = a.places.in_both(b.places).in_both(here);
        let [a, b] = [a, b].map(|keys| if common == Places::NONE { &[] } else { &self.keys[range(keys.part)] });
        let here = a.iter().filter(move |(_, places)| places.meet(common));
        here.flat_map(move |(a, here)| b.iter().filter(move |(_, places)| places.in_both(*here).meet(common)).map(|(b, _)| pair(*a, *b)))
    }

    /// All letters of some words that count, written together; nothing where they are too many.
    fn together(&self, words: &[GlanceIx]) -> Option<Together> {
        let mut together = Together { letters: [0; LONGEST], end: 0 };
        for word in words {
            let stem = self.letters[range(self.of(*word).stem)].as_bytes();
            together.letters.get_mut(together.end..together.end + stem.len())?.copy_from_slice(stem);
            together.end += stem.len();
        }
        Some(together)
    }

    /// Keeps those keys that units of listed names have.
    fn keep(&mut self, index: &VariantIndex, keys: &UnitKeys) -> Keys {
        let start = self.keys.len();
        let those = keys.as_slice().iter().map(|key| (*key, index.section.places_of_unit(unit(*key))));
        self.keys.extend(those.filter(|(_, places)| *places != Places::NONE));
        let places = self.keys[start..].iter().fold(Places::NONE, |all, (_, places)| all.and(*places));
        Keys { part: (number(start), number(self.keys.len())), places }
    }

    fn of(&self, word: GlanceIx) -> Glance {
        self.list[word.0 as usize]
    }
}

/// Words of the longest name that is looked at.
const MOST_WORDS: usize = 8;
/// Letters of the longest name that is looked at as one word.
const LONGEST: usize = 64;

struct Together {
    letters: [u8; LONGEST],
    end: usize,
}

impl Together {
    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters[..self.end]).unwrap_or_default()
    }
}

/// The pairs of units by which a name of two or more is found.
fn pairs_of(units: &[GlanceIx]) -> impl Iterator<Item = (GlanceIx, GlanceIx)> {
    pairs(units.len()).filter_map(|(a, b)| Some((units[a], units[b?])))
}

/// Whether some letters may be those of a name listed somewhere that is one unit, perhaps written apart.
fn may_fit_together(index: &VariantIndex, letters: &str, least: i32, here: Places) -> bool {
    let sounds = FewSounds::of(letters);
    let most = most_together(sounds.as_slice(), least).min(ALL_CHEAP);
    let may = |sounds: &FewSounds| {
        let is = |key| index.section.has(pair(key, ALONE), here);
        may_lead(sounds.as_slice(), most, &|key| index.section.places_of_beginning(unit(key)).meet(here), &is)
    };
    sounds.is_cut() || may(&sounds) || without_article(letters).is_some_and(|(rest, _)| may(&FewSounds::of(rest)))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn range(part: Part) -> Range<usize> {
    part.0 as usize..part.1 as usize
}

#[cfg(test)]
mod tests {
    use super::{GlanceIx, Glances, Places, Suspects, VariantIndex, Whose};
    use crate::gazetteer::Candidate;
    use crate::gazetteer::{Gazetteer, built_in};
    use std::collections::BTreeSet;

    /// Names of plain letters: built-in ones with letters changed, words of the language and titles beside them, and what may be read in many ways.
    fn names(gazetteer: &Gazetteer) -> BTreeSet<String> {
        let listed = gazetteer.names().step_by(40).map(|name| name.text.replace(['-', '\''], " ").to_ascii_lowercase());
        let spelled = [
            "abd rahman",
            "salah din",
            "habib ullah",
            "kim yong ak",
            "kasr el heir",
            "president lakhdari",
            "tarek de lakhdari",
            "ali b hasan",
            "j r lee",
            "harbour workers union",
            "guards ltd",
            "industries bank",
            "new and company",
            "nizamuddin",
            "mohamed abu omar",
            "axmed cumar",
            "hasan bin",
        ];
        let mut names: BTreeSet<String> = listed.chain(spelled.map(str::to_owned)).collect();
        let letters = [("k", "q"), ("ou", "u"), ("i", "y"), ("a", "e"), ("sh", "ch"), (" ", ""), ("d", "t"), ("s", "ss")];
        let changed = names.iter().flat_map(|name| letters.map(|(from, to)| name.replace(from, to))).collect::<Vec<_>>();
        names.extend(changed.into_iter().step_by(2));
        let longer = names.iter().step_by(5).flat_map(|name| [format!("general {name}"), format!("{name} bank"), format!("{name}s")]);
        names.extend(longer.collect::<Vec<_>>());
        names.retain(|name| name.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b' ') && !name.is_empty());
        names
    }

    #[test]
    fn nothing_that_is_found_is_refused_and_most_names_are() {
        let gazetteer = Gazetteer::load(&[built_in()]).expect("the built-in gazetteer has no faults");
        let bytes = VariantIndex::build(&gazetteer);
        let index = VariantIndex::open(&gazetteer, &bytes).unwrap();
        let mut glances = Glances::default();
        let (mut refused, mut found, mut all, mut elsewhere) = (0, 0, 0, 0);
        for name in names(&gazetteer) {
            let words: Vec<GlanceIx> = name.split_ascii_whitespace().map(|word| glances.add(&index, word)).collect();
            for least in [35, 100] {
                let whose = if words.len() == 1 { Whose::Things } else { Whose::Any };
                let suspects = index.suspects(&name, whose, least, Places::ANYWHERE);
                let fits = |suspects: &Suspects| {
                    let candidates = index.compare(&name, suspects).into_iter();
                    candidates.filter(|candidate| candidate.score >= least).collect::<Vec<_>>()
                };
                let wanted = suspects.as_ref().map(&fits);
                for here in [Places::NOWHERE, Places::of(3), Places::ANYWHERE] {
                    let found = glances.fitting(&index, &words, &name, least, here).as_ref().map(&fits);
                    let all = |wanted: &Vec<Candidate>| {
                        let there = wanted.iter().filter(|candidate| index.is_in(candidate.name, here));
                        found.as_ref().is_none_or(|found| there.eq(found))
                    };
                    assert!(wanted.as_ref().is_none_or(all), "{name} from {least} in {here:?}: {found:?} of {wanted:?}");
                }
                for (here, counts) in [(Places::ANYWHERE, true), (Places::NOWHERE, false), (Places::of(3), false), (Places::of(11), false)]
                {
                    let may = match words[..] {
                        [word] => glances.alone(word).meet(here),
                        _ => glances.may_fit(&index, &words, least, here),
                    };
                    let fits = suspects.as_ref().is_none_or(|suspects| suspects.are_in(here));
                    assert!(may || !fits, "{name} from {least} in {here:?}");
                    if counts {
                        (all, refused, found) = (all + 1, refused + usize::from(!may), found + usize::from(fits));
                    } else {
                        elsewhere += usize::from(!may);
                    }
                }
            }
        }
        assert!(5 * found > all && 4 * refused > all, "{found} are found and {refused} are refused of {all}");
        assert!(elsewhere > 3 * refused, "{elsewhere} are refused in three places and {refused} in all");
    }
}
