//! Whether a listed name may come up to a score, told from the sounds that an index keeps of it: most of what is found cannot, and to read a name takes
//! many times as long.

use super::ENOUGH;
use super::costs::Sound;
use super::given::{Bearers, Known, bearers, known};
use super::heard::HeardUnits;
use super::score::{
    ASSIMILATED_ARTICLE, DOUBTFUL, FITS, JOINED_ARTICLE, MOST_SUPPORT, MOST_UNITS, OTHER_ORDER, TOGETHER, WRITTEN_TOGETHER, is_as_likely,
};
use super::sketch::Sketch;
use super::sounds::FewSounds;
use super::units::without_article;

/// A name that listed names are held against, by its sounds.
#[derive(Debug)]
pub(super) struct Ear {
    units: Vec<Unit>,
    /// The score that counts.
    pub(super) least: i32,
    /// Letters of the name, and of all units.
    all_letters: usize,
    pub(super) letters: usize,
    /// The sounds of all units where they are written together.
    pub(super) together: FewSounds,
    /// Whether it is sought as the name of a place.
    pub(super) place: bool,
    /// Whether nothing can be told.
    pub(super) open: bool,
}

#[derive(Debug)]
struct Unit {
    sounds: FewSounds,
    /// The same without an article that is written with it, and what that costs.
    bare: Option<(FewSounds, i32)>,
    /// Whether the table of common names has it.
    listed: bool,
    /// Whether it is a letter.
    letter: bool,
    /// How much it says of who is meant.
    says: i32,
}

impl Ear {
    /// Of a name with some letters in all, of a place or of a person, what may come up to a score; nothing below what makes names the same counts. The
    /// letters of each unit come with how much it says of who is meant.
    pub(super) fn new<'w>(units: impl Iterator<Item = (&'w str, i32)>, all_letters: usize, place: bool, least: i32) -> Self {
        let mut together = String::with_capacity(all_letters);
        let units: Vec<Unit> = units
            .map(|(letters, says)| {
                together.push_str(letters);
                let sounds = FewSounds::of(letters);
                let bare = without_article(letters).map(|(rest, assimilated)| (FewSounds::of(rest), cost_of_article(assimilated)));
                let listed = bearers(sounds.as_slice()) != Bearers::Few;
                Unit { sounds, bare, listed, letter: letters.len() == 1, says }
            })
            .collect();
        let (letters, together) = (together.len(), FewSounds::of(&together));
        let open = units.is_empty() || units.len() > MOST_UNITS || together.is_cut();
        Self { units, least: least.max(ENOUGH), all_letters, letters, together, place, open }
    }

    /// How many units there are.
    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether a listed name may be the same as the sought one or come up to the score. Never no where it does, if the sought name has no numerals.
    pub(super) fn may_reach(&self, heard: &HeardUnits, sketch: Sketch) -> bool {
        let Some((all_letters, letters)) = sketch.letters().filter(|_| !self.open) else { return true };
        let (n, m) = (self.units.len(), heard.len());
        // Letters that are left out of the units, or shared out otherwise, may make the names the same.
        let parts = n.max(m) > 1 || self.all_letters != self.letters || all_letters != letters;
        if parts && all_letters == self.all_letters {
            return true;
        }
        let may_be = |place: usize, other: &[Sound], least: i32| self.may_be(place, other, least);
        if n == m {
            return self.may_fit(&heard.iter(), &may_be);
        }
        letters.abs_diff(self.letters) <= TOGETHER && self.may_be_together(heard.all())
            || !self.place && self.may_be_part(heard.iter(), m, &may_be)
    }

    /// The same of a name with as many units, each of which has to be one of this one: in their order, where what fits well makes good of the weakest as
    /// much as it says, or in another. Whether a unit of the sought name may be one of the listed with a score says `may_be`.
    pub(super) fn may_fit<U: Copy>(&self, units: &(impl Iterator<Item = U> + Clone), may_be: &impl Fn(usize, U, i32) -> bool) -> bool {
        if self.units.len() == 1 {
            return units.clone().all(|unit| may_be(0, unit, self.least));
        }
        let mut fits = [false; MOST_UNITS];
        let pairs = || units.clone().enumerate().zip(&self.units);
        let mut support = 0;
        for (((place, unit), own), fits) in pairs().zip(&mut fits) {
            *fits = may_be(place, unit, FITS);
            support += if *fits { own.says } else { 0 };
        }
        let needed = (self.least - support.min(MOST_SUPPORT)).max(DOUBTFUL + 1);
        let in_order = pairs().zip(fits).all(|(((place, unit), _), fits)| fits && needed <= FITS || may_be(place, unit, needed));
        let needed = (self.least + OTHER_ORDER - MOST_SUPPORT).max(DOUBTFUL + 1);
        in_order || (0..self.units.len()).all(|place| units.clone().any(|unit| may_be(place, unit, needed)))
    }

    /// The same of a name with so many units, more or fewer, which the other lacks.
    pub(super) fn may_be_part<U: Copy>(
        &self,
        mut units: impl Iterator<Item = U> + Clone,
        count: usize,
        may_be: &impl Fn(usize, U, i32) -> bool,
    ) -> bool {
        let (n, needed) = (self.units.len(), (self.least - MOST_SUPPORT).max(DOUBTFUL + 1));
        // One of several is nobody.
        match n.min(count) {
            0 | 1 => false,
            _ if n < count => (0..n).all(|place| units.clone().any(|unit| may_be(place, unit, needed))),
            _ => units.all(|unit| (0..n).any(|place| may_be(place, unit, needed))),
        }
    }

    /// The same of what one name writes in two words and the other in one.
    pub(super) fn may_be_together(&self, other: &[Sound]) -> bool {
        is_as_likely(self.together.as_slice(), other, self.least + WRITTEN_TOGETHER)
    }

    /// Whether a unit of the sought name and one of a listed one that has no article may have a score. A word of which the table of common names says
    /// nothing is in none of its rows.
    pub(super) fn may_be(&self, place: usize, other: &[Sound], least: i32) -> bool {
        let unit = &self.units[place];
        let own = unit.sounds.as_slice();
        unit.letter
            || own == other
            || is_as_likely(own, other, least)
            || unit.listed && known(own, other) == Known::Same
            || unit.bare.as_ref().is_some_and(|(rest, cost)| may_be_one(rest.as_slice(), other, least + cost))
    }

    /// The same of a unit of a listed name that is written with its article, without it.
    pub(super) fn may_be_bare(&self, place: usize, rest: &[Sound], least: i32, assimilated: bool) -> bool {
        may_be_one(self.units[place].sounds.as_slice(), rest, least + cost_of_article(assimilated))
    }
}

/// What it costs that an article is written with a word.
fn cost_of_article(assimilated: bool) -> i32 {
    if assimilated { ASSIMILATED_ARTICLE } else { JOINED_ARTICLE }
}

/// Whether sounds may be those of one word, one of them without its article.
fn may_be_one(a: &[Sound], b: &[Sound], least: i32) -> bool {
    is_as_likely(a, b, least) || known(a, b) == Known::Same
}
