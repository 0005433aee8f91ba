//! Whether a listed name may come up to a score, told from its words before it is made ready: most suspects cannot, and to prepare one and to
//! compare it takes many times as long.

use super::costs::Sound;
use super::given::{Bearers, Known, bearers, known};
use super::heard::HeardUnits;
use super::score::{
    ASSIMILATED_ARTICLE, DOUBTFUL, FITS, JOINED_ARTICLE, MOST_SUPPORT, MOST_UNITS, TOGETHER, WRITTEN_TOGETHER, is_as_likely, says,
};
use super::sketch::Sketch;
use super::sounds::{FewSounds, sounds};
use super::units::{Piece, Shape, one_word, somali, take_apart, without_article};
use super::words::Words;
use super::{ENOUGH, Prepared, Sort, has_endings, is_numeral, syllables, together, without_acronym};

/// Letters of the longest word that is read without a place of its own in memory.
const FEW: usize = 30;

/// A name that listed names are held against.
pub(super) struct Bound<'q> {
    asked: &'q Prepared,
    /// The score that counts.
    least: i32,
    /// Of each unit whether the table of common names has it.
    listed: Vec<bool>,
    /// Letters of the name.
    all_letters: usize,
    /// Letters of all units, and their sounds where they are written together.
    letters: usize,
    together: Vec<Sound>,
    /// Whether nothing can be told.
    open: bool,
    words: Words,
}

/// A unit of a listed name.
struct Word<'w> {
    piece: Piece<'w>,
    sounds: FewSounds,
}

impl<'q> Bound<'q> {
    /// Of a name that is sought, what may come up to a score; nothing below what makes names the same counts.
    pub(super) fn new(asked: &'q Prepared, least: i32) -> Self {
        let units = &asked.units;
        let together: String = units.list.iter().map(|unit| unit.text.as_str()).collect();
        let composed = units.list.iter().any(|unit| unit.shape != Shape::Plain);
        Self {
            asked,
            least: least.max(ENOUGH),
            listed: units.list.iter().map(|unit| bearers(&unit.sounds) != Bearers::Few).collect(),
            all_letters: asked.words.letters().len(),
            letters: together.len(),
            together: sounds(&together),
            open: asked.sort == Sort::Organization || asked.exact || composed || has_endings(units) || units.list.is_empty(),
            words: Words::default(),
        }
    }

    /// Whether a listed name of some sort, where that is known, may be the same as the sought one or come up to the score. Never no where it does.
    pub(super) fn may_reach(&mut self, listed: &str, sort: Option<Sort>) -> bool {
        if self.open {
            return true;
        }
        if let (Some(Sort::Place), Some(may)) = (sort, self.may_be_place_of_one_word(listed)) {
            return may;
        }
        self.words.read(without_acronym(listed));
        let split = self.words.list();
        let sort = sort.unwrap_or_else(|| Sort::told(&split));
        if sort == Sort::Organization || !self.words.latin() || self.words.letters() == self.asked.words.letters() {
            return true;
        }
        if sort == Sort::Person && (syllables::is_syllabic(&split) || somali(&split).is_some()) {
            return true;
        }
        if !split.iter().filter(|word| is_numeral(word)).eq(self.asked.numerals.iter()) {
            return false;
        }
        let mut pieces = Vec::with_capacity(split.len());
        take_apart(&split, sort, &mut pieces);
        let endings = pieces.len() > 1 && pieces.iter().all(Piece::ends_in_s);
        if endings || pieces.iter().any(|piece| piece.shape != Shape::Plain) || pieces.len().max(self.listed.len()) > MOST_UNITS {
            return true;
        }
        let words: Vec<Word> = pieces.iter().map(Word::new).collect();
        let may_be = |place: usize, word: &Word, least: i32| self.may_be(place, word, least);
        if words.len() == self.listed.len() {
            self.may_fit(&words.iter(), &may_be)
        } else {
            self.may_be_together(&pieces) || self.asked.sort != Sort::Place && self.may_be_part(words.iter(), words.len(), &may_be)
        }
    }

    /// The same, told from the sounds and the sketch that an index keeps of a listed name.
    pub(super) fn may_sound(&self, heard: &HeardUnits, sketch: Sketch) -> bool {
        let Some((all_letters, letters)) = sketch.letters().filter(|_| !self.open) else { return true };
        let (n, m) = (self.listed.len(), heard.len());
        // Letters that are left out of the units, or shared out otherwise, may make the names the same.
        let parts = n.max(m) > 1 || self.all_letters != self.letters || all_letters != letters;
        if parts && all_letters == self.all_letters {
            return true;
        }
        if !self.asked.numerals.is_empty() {
            return false;
        }
        let may_be = |place: usize, other: &[Sound], least: i32| self.may_be_heard(place, other, least);
        if n == m {
            return self.may_fit(&heard.iter(), &may_be);
        }
        // What two units sound like together only their letters tell.
        let alike = |units: &[Sound]| is_as_likely(&self.together, units, self.least + WRITTEN_TOGETHER);
        letters.abs_diff(self.letters) <= TOGETHER && (m > 1 || heard.iter().any(alike))
            || self.asked.sort != Sort::Place && self.may_be_part(heard.iter(), m, &may_be)
    }

    /// The same of a place of one word of plain letters, as most have that are asked for; nothing where there may be more to it.
    fn may_be_place_of_one_word(&self, listed: &str) -> Option<bool> {
        let mut letters = [0; FEW];
        let letters = letters.get_mut(..listed.len()).filter(|_| listed.bytes().all(|letter| letter.is_ascii_alphabetic()))?;
        letters.copy_from_slice(listed.as_bytes());
        letters.make_ascii_lowercase();
        let word = std::str::from_utf8(letters).ok()?;
        let ([_], true) = (&self.asked.units.list[..], self.asked.numerals.is_empty() && !is_numeral(word)) else { return None };
        let piece = one_word(word);
        (piece.shape == Shape::Plain).then(|| word == self.asked.words.letters() || self.may_be(0, &Word::new(&piece), self.least))
    }

    /// The same of a name with as many units, of which each has to be one of this one. What they have in common makes good of the weakest as much
    /// as those say that fit well. Whether a unit of the sought name may be one of the listed with a score says `may_be`.
    fn may_fit<U: Copy>(&self, units: &(impl Iterator<Item = U> + Clone), may_be: &impl Fn(usize, U, i32) -> bool) -> bool {
        let list = &self.asked.units.list;
        let reaches = |place: usize, least: i32| units.clone().any(|unit| may_be(place, unit, least));
        if list.len() == 1 {
            return reaches(0, self.least);
        }
        let mut fits = [false; MOST_UNITS];
        let fits = &mut fits[..list.len().min(MOST_UNITS)];
        fits.iter_mut().enumerate().for_each(|(place, fits)| *fits = reaches(place, FITS));
        let support: i32 = list.iter().zip(&*fits).filter(|(_, fits)| **fits).map(|(unit, _)| says(unit)).sum();
        let needed = (self.least - support.min(MOST_SUPPORT)).max(DOUBTFUL + 1);
        fits.iter().enumerate().all(|(place, fits)| *fits && needed <= FITS || reaches(place, needed))
    }

    /// The same of a name with so many units, more or fewer, which the other lacks.
    fn may_be_part<U: Copy>(
        &self,
        mut units: impl Iterator<Item = U> + Clone,
        count: usize,
        may_be: &impl Fn(usize, U, i32) -> bool,
    ) -> bool {
        let (n, needed) = (self.listed.len(), (self.least - MOST_SUPPORT).max(DOUBTFUL + 1));
        // One of several is nobody.
        match n.min(count) {
            0 | 1 => false,
            _ if n < count => (0..n).all(|place| units.clone().any(|unit| may_be(place, unit, needed))),
            _ => units.all(|unit| (0..n).any(|place| may_be(place, unit, needed))),
        }
    }

    /// The same of what one name writes in two words and the other in one.
    fn may_be_together(&self, pieces: &[Piece]) -> bool {
        let letters: usize = pieces.iter().map(Piece::letters).sum();
        letters.abs_diff(self.letters) <= TOGETHER
            && is_as_likely(&self.together, &sounds(&together(pieces)), self.least + WRITTEN_TOGETHER)
    }

    /// Whether a unit of the sought name and one of a listed one may have a score.
    fn may_be(&self, place: usize, word: &Word, least: i32) -> bool {
        let (unit, stem) = (&self.asked.units.list[place], word.piece.stem);
        let letter = unit.text.len() == 1 || stem.len() == 1;
        letter || unit.text == stem || word.sounds.is_cut() || self.may_be_heard(place, word.sounds.as_slice(), least) || {
            without_article(stem)
                .is_some_and(|(rest, assimilated)| may_be_one(&unit.sounds, &sounds(rest), with_article(least, assimilated)))
        }
    }

    /// The same of the sounds of a unit of a listed name that has no article. A word of which the table of common names says nothing is in none of its
    /// rows.
    fn may_be_heard(&self, place: usize, other: &[Sound], least: i32) -> bool {
        let unit = &self.asked.units.list[place];
        let alike = |own: &[Sound]| is_as_likely(own, other, least) || self.listed[place] && known(own, other) == Known::Same;
        unit.text.len() == 1 || unit.sounds == other || alike(&unit.sounds) || {
            without_article(&unit.text)
                .is_some_and(|(rest, assimilated)| may_be_one(&sounds(rest), other, with_article(least, assimilated)))
        }
    }
}

/// What two words need of which one has an article written with it.
fn with_article(least: i32, assimilated: bool) -> i32 {
    least + if assimilated { ASSIMILATED_ARTICLE } else { JOINED_ARTICLE }
}

/// Whether sounds may be those of one word, one of them without its article.
fn may_be_one(a: &[Sound], b: &[Sound], least: i32) -> bool {
    is_as_likely(a, b, least) || known(a, b) == Known::Same
}

impl<'w> Word<'w> {
    fn new(piece: &Piece<'w>) -> Self {
        Self { piece: *piece, sounds: FewSounds::of(piece.stem) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::heard::Heard;
    use super::super::sketch::UnitCount;
    use super::super::{Answer, compare};
    use super::{Bound, ENOUGH, HeardUnits, Prepared, Sketch, Sort, somali, take_apart};
    use crate::gazetteer::{EntityKind, Gazetteer, built_in};
    use std::collections::BTreeSet;

    /// Names that are spelled in many ways, and every hundredth of the built-in ones, each as it stands and with letters changed.
    fn names() -> BTreeSet<String> {
        let gazetteer = Gazetteer::load(&[built_in()]).expect("the built-in gazetteer has no faults");
        let mut names: BTreeSet<String> = gazetteer.names().step_by(100).map(|name| name.text.to_owned()).collect();
        let spelled = [
            "Tareq al-Lakhdary",
            "Abdurrahman Dastany",
            "Alshaibani",
            "Assaad",
            "Deir ez-Zor",
            "Sergejs Lavrovs",
            "Maxamed Cumar Faarax",
            "Muhammad Salim",
            "Mahmoud Salem",
            "Abu Kamal",
            "Kara-Kul",
            "Brigade 11",
            "Kim Su Il",
            "J. Kornilov",
            "Oia",
        ];
        names.extend(spelled.map(str::to_owned));
        let letters =
            [("k", "q"), ("ou", "u"), ("i", "y"), ("a", "e"), ("h", ""), ("sh", "ch"), (" ", ""), ("al-", ""), ("d", "t"), ("11", "12")];
        let changed = names.iter().flat_map(|name| letters.map(|(from, to)| name.replace(from, to))).collect::<Vec<_>>();
        names.extend(changed.into_iter().step_by(3));
        names
    }

    /// What an index keeps of a name.
    fn heard(listed: &Prepared, sort: Sort) -> Option<(HeardUnits, Sketch)> {
        let split = listed.words.list();
        let mut pieces = Vec::new();
        take_apart(&split, sort, &mut pieces);
        let other = listed.exact || !listed.numerals.is_empty() || sort == Sort::Person && somali(&split).is_some();
        let units = Heard::of(&pieces).units().filter(|_| !other)?;
        let kind = if sort == Sort::Place { EntityKind::Place } else { EntityKind::Person };
        let count = UnitCount::of(&pieces);
        Some((units, Sketch::of_entity(kind, "", None).with(Sketch::new(listed.words.letters().len(), Some(count)))))
    }

    #[test]
    fn what_fits_is_never_refused_and_most_is() {
        let (mut refused, mut fitting, mut pairs, mut sounding, mut unlike) = (0, 0, 0, 0, 0);
        let names: Vec<String> = names().into_iter().collect();
        for sort in [Sort::Person, Sort::Place] {
            let ready: Vec<Prepared> = names.iter().map(|name| Prepared::new(name, Some(sort))).collect();
            for (asked, least) in ready.iter().zip([0, 100, 120].into_iter().cycle()) {
                let mut bound = Bound::new(asked, least);
                for (name, listed) in names.iter().zip(&ready) {
                    let may = bound.may_reach(name, Some(sort));
                    let verdict = compare(asked, listed);
                    let counts = verdict.answer == Answer::Same || asked.units.list.len() == listed.units.list.len();
                    let fits = counts && verdict.score >= least.max(ENOUGH);
                    assert!(may || !fits, "{} and {name}, {sort:?}: {verdict:?}", asked.words.letters());
                    if let Some((units, sketch)) = heard(listed, sort) {
                        let may = bound.may_sound(&units, sketch);
                        assert!(may || !fits, "{} sounds like {name}, {sort:?}: {verdict:?}", asked.words.letters());
                        (sounding, unlike) = (sounding + 1, unlike + usize::from(!may));
                    }
                    (pairs, fitting, refused) = (pairs + 1, fitting + usize::from(fits), refused + usize::from(!may));
                }
            }
        }
        assert!(fitting > 2 * names.len() && 2 * refused > pairs, "{fitting} fit and {refused} are refused of {pairs}");
        assert!(2 * sounding > pairs && 4 * unlike > 3 * sounding, "{sounding} are heard and {unlike} do not fit of {pairs}");
    }
}
