//! Names that are spelled differently: whether two may stand for one person, group or place.
//!
//! A name is taken apart into units (`units`), a unit into sounds (`sounds`); two units are aligned sound by sound with a table of costs
//! (`align`, `costs`), two names unit by unit (`score`). What the costs cannot tell apart is listed (`given`) or not compared (`syllables`).

mod align;
mod costs;
mod given;
mod index;
mod organization;
mod outline;
mod score;
mod sounds;
mod syllables;
#[cfg(test)]
mod tests;
mod units;
mod words;

pub use index::{Found, VariantIndex};
pub use outline::{outline, unit_count};

use units::{Shape, Units};

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
pub(super) struct Prepared {
    letters: String,
    units: Units,
    numerals: Vec<String>,
    exact: bool,
    sort: Sort,
    words: Vec<String>,
}

/// What sort of thing a name is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A person.
    Person,
    /// An organisation or another group of people, or another thing with a name of words.
    Organization,
    /// A place.
    Place,
}

impl Prepared {
    /// With the sort where it is known; otherwise the words tell.
    fn new(name: &str, sort: Option<Sort>) -> Self {
        let name = without_acronym(name);
        let words::Words { words, latin } = words::words(name);
        let organization = |words: &[String]| words.len() > 1 && words.iter().any(|word| organization::is_word(word));
        let sort = sort.unwrap_or_else(|| if organization(&words) { Sort::Organization } else { Sort::Person });
        let numerals = words.iter().filter(|word| is_numeral(word)).cloned().collect();
        let exact = !latin || syllables::is_syllabic(&words);
        Self { letters: words.concat(), units: units::units(&words), numerals, exact, sort, words }
    }
}

/// Decides whether two names may stand for one entity, by their letters alone.
pub fn decide(a: &str, b: &str) -> Verdict {
    compare(&Prepared::new(a, None), &Prepared::new(b, None))
}

fn compare(a: &Prepared, b: &Prepared) -> Verdict {
    let verdict = |answer, rule, score| Verdict { answer, rule, score };
    if a.letters.is_empty() || b.letters.is_empty() {
        return verdict(Answer::Unsure, "not-a-pair", 0);
    }
    if a.letters == b.letters {
        return verdict(Answer::Same, "same-letters", 600);
    }
    if a.sort == Sort::Organization || b.sort == Sort::Organization {
        return organizations(a, b);
    }
    if a.numerals != b.numerals {
        return verdict(Answer::Different, "other-number", -900);
    }
    if a.exact && b.exact && a.numerals.is_empty() && syllables::sounds(&a.letters) == syllables::sounds(&b.letters) {
        return verdict(Answer::Same, "same-syllables", 300);
    }
    if a.exact || b.exact {
        return verdict(Answer::Unsure, "exact-only", -200);
    }
    let score = score::names(&a.units, &b.units);
    let score = [(a, b), (b, a)].into_iter().filter_map(|(x, y)| baltic(&x.units, &y.units)).fold(score, |best, next| if next.value > best.value { next } else { best });
    let enough = match (&a.units.list[..], &b.units.list[..]) {
        ([a], [b]) if a.shape != Shape::Plain && b.shape != Shape::Plain => ENOUGH_FOR_COMPOSED,
        ([_], [_]) => ENOUGH_FOR_ONE,
        (a, b) if a.len() == b.len() => ENOUGH_FOR_ALL,
        _ => ENOUGH,
    };
    if score.value >= enough {
        verdict(Answer::Same, score.rule, score.value)
    } else if score.value > TOO_LITTLE {
        verdict(Answer::Unsure, "similar", score.value)
    } else {
        verdict(Answer::Different, "nothing-in-common", score.value)
    }
}

fn organizations(a: &Prepared, b: &Prepared) -> Verdict {
    let score = organization::names(&organization::Body::new(&a.words), &organization::Body::new(&b.words));
    let (answer, rule) = match score.value {
        ENOUGH_FOR_ALL.. => (Answer::Same, score.rule),
        _ if a.numerals != b.numerals => (Answer::Different, "other-number"),
        value if value > TOO_LITTLE => (Answer::Unsure, "similar"),
        _ => (Answer::Different, "nothing-in-common"),
    };
    Verdict { answer, rule, score: score.value }
}

/// A name without the acronym that follows it in brackets: Harbour Workers Union (HWU).
fn without_acronym(name: &str) -> &str {
    let Some((before, inside)) = name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once('(')) else { return name };
    let acronym = (2..=8).contains(&inside.len()) && inside.chars().all(char::is_uppercase);
    let mut initials = before.split(|letter: char| !letter.is_alphanumeric()).filter_map(|word| word.chars().next());
    if acronym && inside.chars().all(|letter| initials.any(|initial| initial.eq_ignore_ascii_case(&letter))) { before.trim_end() } else { name }
}

/// A name with the endings of Latvian, Lithuanian or Greek (Sergejs Lavrovs), read without them.
fn baltic(ending: &Units, other: &Units) -> Option<score::Score> {
    let ends = |units: &Units| units.list.len() >= 2 && units.list.iter().all(|unit| unit.text.len() >= 5 && unit.text.ends_with('s'));
    if !ends(ending) || other.list.iter().any(|unit| unit.text.ends_with('s')) {
        return None;
    }
    let score = score::names(&ending.without_endings(), other);
    Some(score::Score { value: score.value - ENDINGS, ..score })
}

/// Digits and Roman numerals are never spelled otherwise.
fn is_numeral(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
        || matches!(
            word,
            "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii" | "xiii" | "xiv" | "xv" | "xvi" | "xvii" | "xviii" | "xxiii"
        )
}
