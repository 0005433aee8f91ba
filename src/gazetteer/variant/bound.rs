//! Whether a listed name may come up to a score, told from its words before it is made ready: most suspects cannot, and to prepare one and to
//! compare it takes many times as long.

use super::ear::Ear;
use super::heard::HeardUnits;
use super::score::{MOST_UNITS, TOGETHER, says};
use super::sketch::Sketch;
use super::sounds::{FewSounds, sounds};
use super::units::{Piece, Shape, one_word, somali, take_apart, without_article};
use super::words::Words;
use super::{Prepared, Sort, has_endings, is_numeral, syllables, together, without_acronym};

/// Letters of the longest word that is read without a place of its own in memory.
const FEW: usize = 30;

/// A name that listed names are held against.
pub(super) struct Bound<'q> {
    asked: &'q Prepared,
    ear: Ear,
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
        let those = units.list.iter().map(|unit| (unit.text.as_str(), says(unit)));
        let mut ear = Ear::new(those, asked.words.letters().len(), asked.sort == Sort::Place, least);
        let composed = units.list.iter().any(|unit| unit.shape != Shape::Plain);
        ear.open |= asked.sort == Sort::Organization || asked.exact || composed || has_endings(units);
        Self { asked, ear, words: Words::default() }
    }

    /// Whether a listed name of some sort, where that is known, may be the same as the sought one or come up to the score. Never no where it does.
    pub(super) fn may_reach(&mut self, listed: &str, sort: Option<Sort>) -> bool {
        if self.ear.open {
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
        if endings || pieces.iter().any(|piece| piece.shape != Shape::Plain) || pieces.len() > MOST_UNITS {
            return true;
        }
        let words: Vec<Word> = pieces.iter().map(Word::new).collect();
        let may_be = |place: usize, word: &Word, least: i32| self.may_be(place, word, least);
        if words.len() == self.ear.len() {
            self.ear.may_fit(&words.iter(), &may_be)
        } else {
            self.may_be_together(&pieces) || !self.ear.place && self.ear.may_be_part(words.iter(), words.len(), &may_be)
        }
    }

    /// The same, told from the sounds and the sketch that an index keeps of a listed name, of which none has numerals.
    pub(super) fn may_sound(&self, heard: &HeardUnits, sketch: Sketch) -> bool {
        self.ear.open || self.asked.numerals.is_empty() && self.ear.may_reach(heard, sketch)
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
        (piece.shape == Shape::Plain).then(|| word == self.asked.words.letters() || self.may_be(0, &Word::new(&piece), self.ear.least))
    }

    /// The same of what one name writes in two words and the other in one.
    fn may_be_together(&self, pieces: &[Piece]) -> bool {
        let letters: usize = pieces.iter().map(Piece::letters).sum();
        letters.abs_diff(self.ear.letters) <= TOGETHER && self.ear.may_be_together(&sounds(&together(pieces)))
    }

    /// Whether a unit of the sought name and one of a listed one may have a score.
    fn may_be(&self, place: usize, word: &Word, least: i32) -> bool {
        let (unit, stem) = (&self.asked.units.list[place], word.piece.stem);
        let bare =
            || without_article(stem).is_some_and(|(rest, assimilated)| self.ear.may_be_bare(place, &sounds(rest), least, assimilated));
        stem.len() == 1 || unit.text == stem || word.sounds.is_cut() || self.ear.may_be(place, word.sounds.as_slice(), least) || bare()
    }
}

impl<'w> Word<'w> {
    fn new(piece: &Piece<'w>) -> Self {
        Self { piece: *piece, sounds: FewSounds::of(piece.stem) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ENOUGH;
    use super::super::heard::Heard;
    use super::super::sketch::UnitCount;
    use super::super::{Answer, compare};
    use super::{Bound, HeardUnits, Prepared, Sketch, Sort, somali, take_apart};
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
