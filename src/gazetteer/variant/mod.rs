//! Names that are spelled differently: whether two may stand for one person, group or place.
//!
//! A name is taken apart into units (`units`), a unit into sounds (`sounds`); two units are aligned sound by sound with a table of costs
//! (`align`, `costs`), two names unit by unit (`score`). What the costs cannot tell apart is listed (`given`) or not compared (`syllables`).

mod align;
mod bound;
mod costs;
mod ear;
mod explain;
mod given;
mod glance;
mod heard;
mod index;
mod key;
mod organization;
mod outline;
mod places;
mod romanised;
mod score;
mod section;
mod sketch;
mod sounds;
mod syllables;
#[cfg(test)]
mod tests;
mod units;
mod words;

pub use explain::{PairExplanation, PairStep, explain_pair};
pub use glance::{GlanceIx, Glances};
pub use index::{Candidate, Found, Suspects, VariantIndex};
pub use outline::Onset;
pub use places::Places;
pub use sketch::Whose;

use crate::gazetteer::EntityKind;
use score::{Score, Why};
use units::{Shape, Units};
use words::Words;

/// Whether two names may stand for one entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// They are spellings of one name.
    Same,
    /// They are two names.
    Different,
    /// The names alone do not tell.
    Unsure,
}

impl Answer {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Unsure => "unsure",
        }
    }
}

/// What was decided about two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The decision.
    pub answer: Answer,
    /// What it rests on.
    pub rule: &'static str,
    /// Hundredths of log-odds; positive for likely.
    pub score: i32,
}

/// From here on names of several units are the same.
const ENOUGH: i32 = 35;
/// From here on names of as many units each are.
const ENOUGH_FOR_ALL: i32 = 35;
/// From here on names of one unit are.
const ENOUGH_FOR_ONE: i32 = 220;
/// A composed unit is as good as two.
const ENOUGH_FOR_COMPOSED: i32 = 110;
/// What it costs to read endings away.
const ENDINGS: i32 = 60;
/// Up to here two names have nothing in common.
const TOO_LITTLE: i32 = -400;

/// A name made ready for comparison.
#[derive(Debug)]
struct Prepared {
    words: Words,
    units: Units,
    numerals: Vec<String>,
    exact: bool,
    sort: Sort,
}

/// What sort of thing a name is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A person.
    Person,
    /// An organisation or another group of people, or another thing with a name of words.
    Organization,
    /// A place.
    Place,
}

impl Sort {
    /// That of a kind of entity; nothing where the words have to tell.
    fn of(kind: EntityKind) -> Option<Self> {
        match kind {
            EntityKind::Person => Some(Self::Person),
            EntityKind::Place | EntityKind::Country | EntityKind::Facility => Some(Self::Place),
            EntityKind::Organization | EntityKind::Group | EntityKind::Event => Some(Self::Organization),
            EntityKind::Other => None,
        }
    }

    /// What the words tell.
    fn told(words: &[&str]) -> Self {
        let organization = words.len() > 1 && words.iter().any(|word| organization::is_word(word));
        if organization { Self::Organization } else { Self::Person }
    }
}

impl Prepared {
    /// With the sort where it is known.
    fn new(name: &str, sort: Option<Sort>) -> Self {
        let words = words::words(without_acronym(name));
        let list = words.list();
        let sort = sort.unwrap_or_else(|| Sort::told(&list));
        let numerals = list.iter().filter(|word| is_numeral(word)).map(|word| (*word).to_owned()).collect();
        let exact = !words.latin() || (sort == Sort::Person && syllables::is_syllabic(&list));
        let units = units::units(&list, sort);
        Self { words, units, numerals, exact, sort }
    }
}

/// Decides whether two names may stand for one entity, by their letters alone.
pub fn decide(a: &str, b: &str) -> Verdict {
    compare(&Prepared::new(a, None), &Prepared::new(b, None))
}

fn compare(a: &Prepared, b: &Prepared) -> Verdict {
    let verdict = |answer, rule, score| Verdict { answer, rule, score };
    let letters = [a.words.letters(), b.words.letters()];
    if letters[0].is_empty() || letters[1].is_empty() {
        return verdict(Answer::Unsure, "not-a-pair", 0);
    }
    if letters[0] == letters[1] {
        return verdict(Answer::Same, "same-letters", 600);
    }
    if a.sort == Sort::Organization || b.sort == Sort::Organization {
        return organizations(a, b);
    }
    if a.numerals != b.numerals {
        return verdict(Answer::Different, "other-number", -900);
    }
    if a.exact && b.exact && a.numerals.is_empty() && syllables::sounds(letters[0]) == syllables::sounds(letters[1]) {
        return verdict(Answer::Same, "same-syllables", 300);
    }
    if a.exact || b.exact {
        return verdict(Answer::Unsure, "exact-only", -200);
    }
    let score = baltic_or_plain(&a.units, &b.units);
    let enough = match (&a.units.list[..], &b.units.list[..]) {
        ([a], [b]) if a.shape != Shape::Plain && b.shape != Shape::Plain => ENOUGH_FOR_COMPOSED,
        ([_], [_]) => ENOUGH_FOR_ONE,
        (a, b) if a.len() == b.len() => ENOUGH_FOR_ALL,
        _ => ENOUGH,
    };
    // Of the name of a place nothing may be missing, and the order is its own.
    let whole = a.sort != Sort::Place
        || a.units.list.len() == b.units.list.len() && score.rule != "other-order"
        || score.rule == "written-together";
    if score.value >= enough && whole {
        verdict(Answer::Same, score.rule, score.value)
    } else if score.value > TOO_LITTLE {
        verdict(Answer::Unsure, "similar", score.value)
    } else {
        verdict(Answer::Different, "nothing-in-common", score.value)
    }
}

fn organizations(a: &Prepared, b: &Prepared) -> Verdict {
    let score = organization::names(&organization::Body::new(&a.words.list()), &organization::Body::new(&b.words.list()));
    let (answer, rule) = match score.value {
        ENOUGH_FOR_ALL.. => (Answer::Same, score.rule),
        _ if a.numerals != b.numerals => (Answer::Different, "other-number"),
        value if value > TOO_LITTLE => (Answer::Unsure, "similar"),
        _ => (Answer::Different, "nothing-in-common"),
    };
    Verdict { answer, rule, score: score.value }
}

/// All letters that count, written together.
fn together(pieces: &[units::Piece<'_>]) -> String {
    pieces.iter().map(|piece| piece.stem).collect()
}

/// A name without the acronym that follows it in brackets: Harbour Workers Union (HWU).
fn without_acronym(name: &str) -> &str {
    let Some((before, inside)) = name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once('(')) else { return name };
    let acronym = (2..=8).contains(&inside.len()) && inside.chars().all(char::is_uppercase);
    let mut initials = before.split(|letter: char| !letter.is_alphanumeric()).filter_map(|word| word.chars().next());
    if acronym && inside.chars().all(|letter| initials.any(|initial| initial.eq_ignore_ascii_case(&letter))) {
        before.trim_end()
    } else {
        name
    }
}

/// The better of the names as they stand and without the endings of one of them.
fn baltic_or_plain(a: &Units, b: &Units) -> Score {
    let readings = [(a, b), (b, a)].into_iter().filter_map(|(ending, other)| baltic(ending, other));
    readings.fold(score::names(a, b), |best, next| if next.value > best.value { next } else { best })
}

/// A name with the endings of Latvian, Lithuanian or Greek (Sergejs Lavrovs), read without them.
fn baltic(ending: &Units, other: &Units) -> Option<Score> {
    if !has_endings(ending) || other.list.iter().any(|unit| unit.text.ends_with('s')) {
        return None;
    }
    let mut score = score::names(&ending.without_endings(), other);
    score.note(Why::Endings, -ENDINGS);
    Some(score)
}

/// Whether all units of a name may have an ending of those languages.
fn has_endings(units: &Units) -> bool {
    units.list.len() >= 2 && units.list.iter().all(|unit| unit.text.len() >= 5 && unit.text.ends_with('s'))
}

/// Digits and Roman numerals are never spelled otherwise.
fn is_numeral(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
        || matches!(
            word,
            "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii" | "xiii" | "xiv" | "xv" | "xvi" | "xvii" | "xviii" | "xxiii"
        )
}
