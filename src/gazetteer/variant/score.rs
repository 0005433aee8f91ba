//! How likely two names are spellings of one, in hundredths of log-odds; positive means likely.

use super::align;
use super::costs::{Cost, Sound, is_vowel};
use super::given::{Bearers, Known, known};
use super::sounds::{consonants, sounds, weight};
use super::units::{Shape, Unit, Units, without_article};

/// A score that nothing makes good.
const NO: i32 = -900;
const FIRST_MISSING: i32 = 400;
/// Muhammad Javad is Javad.
const COMMON_FIRST_MISSING: i32 = 340;
const LAST_MISSING: i32 = 300;
const MIDDLE_MISSING: i32 = 100;
/// Where the missing unit is a name that half a country bears, it is what tells two people apart.
const COMMON_MISSING: i32 = 150;
/// A patronymic or an initial, which a name has or has not.
const HARDLY_MISSING: i32 = 20;
const MANY_PEOPLE: i32 = 110;
/// What the other units make good of the weakest, at most.
pub(super) const MOST_SUPPORT: i32 = 150;
/// The same where only the first name is missing, which makes a father of a son.
const SON_SUPPORT: i32 = 40;
/// What is against it where fathers and grandfathers follow.
const FATHER: i32 = 120;
/// What the units of the shorter name have to say of who is meant where the first or the last is missing.
const ENOUGH_TOLD: i32 = 90;
/// A unit that fits as well as this supports the others.
pub(super) const FITS: i32 = 150;
/// Below this the weakest unit is another name.
pub(super) const DOUBTFUL: i32 = -100;
pub(super) const OTHER_ORDER: i32 = 200;
/// Where both names are borne by many: Ahmad Saeed is not Saeed Ahmad.
const MANY_TURNED: i32 = 300;
/// X bin Y is not Y bin X.
const OTHER_DESCENT: i32 = 500;
const ONE_OF_MANY: i32 = 390;
const KUNYA: i32 = 250;
pub(super) const WRITTEN_TOGETHER: i32 = 200;
/// Letters by which two names may differ of which one is written together.
pub(super) const TOGETHER: usize = 3;
/// What any two words have, what they have for each hundredth in common, and what counts of it at most.
const BASE: i32 = 27;
const SHARE: i32 = 53;
const MOST_COMMON: i32 = 800;
pub(super) const JOINED_ARTICLE: i32 = 100;
pub(super) const ASSIMILATED_ARTICLE: i32 = 120;
const INITIAL: i32 = 50;
/// As likely as an identical stem makes it.
const WHOLE: i32 = 300;
const PART_OF_COMPOSED: i32 = 110;

/// Names of more units are not compared.
pub(super) const MOST_UNITS: usize = 12;

/// A score and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) value: i32,
    pub(super) rule: &'static str,
    /// Which unit was read as which, in the order of the shorter name.
    pub(super) pairs: Vec<Pair>,
    /// What else counted.
    pub(super) notes: Vec<Note>,
}

impl Score {
    pub(super) fn bare(value: i32, rule: &'static str) -> Self {
        Self { value, rule, pairs: Vec::new(), notes: Vec::new() }
    }

    /// Counts something else.
    pub(super) fn note(&mut self, what: Why, value: i32) {
        if value != 0 {
            self.value += value;
            self.notes.push(Note { what, unit: None, value });
        }
    }
}

/// One unit of the shorter name against one of the longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) short: usize,
    pub(super) long: usize,
    pub(super) score: i32,
}

/// Something beside the units that counted for or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) what: Why,
    /// A unit of the longer name that it is about.
    pub(super) unit: Option<usize>,
    pub(super) value: i32,
}

/// What counts beside the units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The other units fit well: rare names say more than common ones.
    OthersFit,
    /// The first unit is missing.
    FirstMissing,
    /// The last unit is missing.
    LastMissing,
    /// A unit between others is missing.
    MiddleMissing,
    /// Names of many people say too little of who lacks another.
    ManyPeople,
    /// With the first name missing it may be the father.
    Father,
    /// The units stand in another order.
    OtherOrder,
    /// One unit against several.
    OneOfMany,
    /// Only one is called after a child (Abu).
    Kunya,
    /// The units were read as one word.
    WrittenTogether,
    /// Endings of another language were read away.
    Endings,
}

/// The score of two names.
pub(super) fn names(one: &Units, other: &Units) -> Score {
    let (short, long) = if one.list.len() <= other.list.len() { (one, other) } else { (other, one) };
    let (n, m) = (short.list.len(), long.list.len());
    if n == 0 || m > MOST_UNITS {
        return Score::bare(NO, "other-units");
    }
    if let ([a], [b]) = (&short.list[..], &long.list[..]) {
        let value = units(a, b);
        let rule = if a.text.len() == 1 || b.text.len() == 1 { "initials" } else { "spelling" };
        let mut score = Score { value, rule, pairs: vec![Pair { short: 0, long: 0, score: value }], notes: Vec::new() };
        if one.kunya != other.kunya {
            score.note(Why::Kunya, -KUNYA);
        }
        return score;
    }
    let table: Vec<i32> = short.list.iter().flat_map(|x| long.list.iter().map(|y| units(x, y))).collect();
    let initial = short.list.iter().chain(&long.list).any(|unit| unit.text.len() == 1);
    let rule = match () {
        () if n < m => "missing-part",
        () if initial => "initials",
        () => "spelling",
    };
    let mut best = fit(in_order(&table, &short.list, &long.list), &short.list, &long.list, true);
    best.rule = rule;
    for note in missing(&best.pairs, &short.list, &long.list) {
        best.value += note.value;
        best.notes.push(note);
    }
    if best.value < 100 && n >= 2 {
        best = better(best, turned(&table, short, long));
    }
    if n == 1 && m > 1 {
        let cap = best.value.min(0) - best.value;
        best.note(Why::OneOfMany, cap - ONE_OF_MANY);
    }
    if one.kunya != other.kunya {
        best.note(Why::Kunya, -KUNYA);
    }
    if n != m && !initial {
        best = better(best, written_together(&short.list, &long.list));
    }
    best
}

fn better(one: Score, other: Option<Score>) -> Score {
    match other {
        Some(other) if other.value > one.value => other,
        _ => one,
    }
}

/// The units in another order.
fn turned(table: &[i32], short: &Units, long: &Units) -> Option<Score> {
    let pairs = in_any_order(table, long.list.len());
    if pairs.is_sorted_by_key(|pair| pair.long) {
        return None;
    }
    let mut score = fit(pairs, &short.list, &long.list, false);
    score.rule = "other-order";
    let order = if short.descent || long.descent { OTHER_DESCENT } else { OTHER_ORDER };
    let told: i32 = short.list.iter().map(says).sum();
    score.note(Why::OtherOrder, -order - if told < ENOUGH_TOLD { MANY_TURNED } else { 0 });
    if short.list.len() < long.list.len() {
        score.note(Why::MiddleMissing, -LAST_MISSING);
    }
    Some(score)
}

/// What an alignment of names that one writes in two words and the other in one may cost at most, where the score has to be `least`: of all that the one
/// has, the other has [`TOGETHER`] letters more at most.
pub(super) fn most_together(sounds: &[Sound], least: i32) -> Cost {
    let common = (weight(sounds) + 50 * i32::try_from(TOGETHER).unwrap_or(0)).min(MOST_COMMON);
    Cost::try_from((BASE + SHARE * common / 100 - WRITTEN_TOGETHER - least.max(0)) / 4).unwrap_or(0)
}

/// What one name writes in two words and the other in one.
fn written_together(short: &[Unit], long: &[Unit]) -> Option<Score> {
    let [left, right] = [short, long].map(|name| name.iter().map(|unit| unit.text.as_str()).collect::<String>());
    if left.len() < 6 || left.len().abs_diff(right.len()) > TOGETHER {
        return None;
    }
    let mut score = Score::bare(logit(&sounds(&left), &sounds(&right)), "written-together");
    score.note(Why::WrittenTogether, -WRITTEN_TOGETHER);
    Some(score)
}

/// The weakest of the units that have to fit, and what the others make good of it: rare names that fit say more than common ones.
fn fit(pairs: Vec<Pair>, short: &[Unit], long: &[Unit], in_order: bool) -> Score {
    let Some(weakest) = pairs.iter().min_by_key(|pair| pair.score).copied() else { return Score::bare(NO, "other-units") };
    let mut score = Score { value: weakest.score, rule: "spelling", pairs, notes: Vec::new() };
    if weakest.score <= DOUBTFUL {
        return score;
    }
    let others = score.pairs.iter().filter(|pair| pair.short != weakest.short && pair.score >= FITS);
    let support = others.map(|pair| says(&short[pair.short])).sum::<i32>().min(MOST_SUPPORT);
    let lacks = |at: usize| score.pairs.iter().all(|pair| pair.long != at);
    let (first, last) = (lacks(0), lacks(long.len() - 1));
    if short.len() < 2 || short.len() == long.len() {
        score.note(Why::OthersFit, support);
        return score;
    }
    // Names of many people are too little to say who lacks another.
    let told: i32 = short.iter().map(says).sum();
    let weak = match () {
        () if first => told < ENOUGH_TOLD,
        () if last => short.iter().all(|unit| unit.bearers != Bearers::Few),
        () => short.len() == 2 && told < ENOUGH_TOLD / 2,
    };
    if weak {
        score.note(Why::ManyPeople, weakest.score.min(MANY_PEOPLE) - weakest.score);
        return score;
    }
    // A father is called like his son but for the first name.
    if in_order && first && !(short.len() == 2 && long.len() == 3 && long[0].bearers == Bearers::Most) {
        if short.len() > 2 && short[..short.len() - 1].iter().any(|unit| unit.bearers != Bearers::Few) {
            score.note(Why::Father, -FATHER);
        } else {
            score.note(Why::OthersFit, support.min(SON_SUPPORT));
        }
        return score;
    }
    score.note(Why::OthersFit, support);
    score
}

/// How much a unit says of who is meant.
pub(super) fn says(unit: &Unit) -> i32 {
    say(unit.bearers, &unit.sounds)
}

/// The same of the sounds of a unit that so many people bear.
pub(super) fn say(bearers: Bearers, sounds: &[Sound]) -> i32 {
    match bearers {
        Bearers::Most => 0,
        Bearers::Many => 30,
        Bearers::Few => ((weight(sounds) - 150) / 4).clamp(0, 100),
    }
}

/// What it costs that units of the longer name are missing between two places of it.
fn missing_between(from: usize, to: usize, short: &[Unit], long: &[Unit]) -> i32 {
    // George W. is not George H. W.
    let initials = || short.iter().any(|unit| unit.text.len() == 1);
    let middle = |unit: &Unit| match () {
        () if unit.text.len() == 1 && initials() => FIRST_MISSING,
        () if unit.text.len() == 1 || is_patronymic(&unit.text) => HARDLY_MISSING,
        () if unit.bearers == Bearers::Most => COMMON_MISSING,
        () => MIDDLE_MISSING,
    };
    match () {
        () if from >= to => 0,
        () if from == 0 && to == 1 && long[0].bearers == Bearers::Most => COMMON_FIRST_MISSING,
        () if from == 0 => FIRST_MISSING,
        () if to == long.len() => LAST_MISSING,
        () => long[from..to].iter().map(middle).sum(),
    }
}

/// What it costs that units of the longer name are missing beside these pairs, which stand in order.
fn missing(pairs: &[Pair], short: &[Unit], long: &[Unit]) -> Vec<Note> {
    let starts = std::iter::once(0).chain(pairs.iter().map(|pair| pair.long + 1));
    let ends = pairs.iter().map(|pair| pair.long).chain([long.len()]);
    let gaps = starts.zip(ends).filter(|(from, to)| from < to);
    let note = |(from, to): (usize, usize)| {
        let what = match () {
            () if from == 0 => Why::FirstMissing,
            () if to == long.len() => Why::LastMissing,
            () => Why::MiddleMissing,
        };
        Note { what, unit: Some(from), value: -missing_between(from, to, short, long) }
    };
    gaps.map(note).collect()
}

/// The units of the shorter name in their order, so that the weakest pair less what the missing ones cost is the most. The table has a row for each
/// unit of the shorter name.
fn in_order(table: &[i32], short: &[Unit], long: &[Unit]) -> Vec<Pair> {
    let (n, m) = (short.len(), long.len());
    let missing = |from: usize, to: usize| missing_between(from, to, short, long);
    // Of each state the weakest unit, the sum of the penalties, and the column before.
    let mut states: Vec<Option<(i32, i32, usize)>> = Vec::with_capacity(table.len());
    states.extend((0..m).map(|j| Some((table[j], missing(0, j), 0))));
    for row in 1..n {
        for j in 0..m {
            let above = |before: usize| states[(row - 1) * m + before];
            let from = (0..j).filter_map(|before| {
                above(before).map(|(weakest, sum, _)| (weakest.min(table[row * m + j]), sum + missing(before + 1, j), before))
            });
            let best = from.max_by_key(|(weakest, sum, before)| (weakest - sum, *before));
            states.push(best);
        }
    }
    let ends = (0..m).filter_map(|j| states[(n - 1) * m + j].map(|(weakest, sum, _)| (weakest - sum - missing(j + 1, m), j)));
    let Some((_, mut column)) = ends.max() else { return Vec::new() };
    let mut pairs = Vec::with_capacity(n);
    for row in (0..n).rev() {
        pairs.push(Pair { short: row, long: column, score: table[row * m + column] });
        column = states[row * m + column].map_or(0, |(_, _, before)| before);
    }
    pairs.reverse();
    pairs
}

/// Son or daughter of, in the East Slavic way.
fn is_patronymic(word: &str) -> bool {
    word.len() >= 6 && ["vich", "vych", "vitch", "ovna", "evna", "ivna", "yevna"].iter().any(|ending| word.ends_with(ending))
}

/// The best pairs, whatever their order, of a table with a row for each unit of the shorter name and so many columns.
fn in_any_order(table: &[i32], columns: usize) -> Vec<Pair> {
    let cell = |(place, score): (usize, &i32)| Pair { short: place / columns, long: place % columns, score: *score };
    let mut all: Vec<Pair> = table.iter().enumerate().map(cell).collect();
    all.sort_unstable_by_key(|pair| (std::cmp::Reverse(pair.score), pair.short, pair.long));
    let mut found: Vec<Pair> = Vec::with_capacity(columns);
    for pair in all {
        if found.iter().all(|other| other.short != pair.short && other.long != pair.long) {
            found.push(pair);
        }
    }
    found.sort_unstable_by_key(|pair| pair.short);
    found
}

/// The score of two units.
pub(super) fn units(a: &Unit, b: &Unit) -> i32 {
    if a.text == b.text {
        return 300 + weight(&a.sounds).min(600) / 2;
    }
    if a.text.len() == 1 || b.text.len() == 1 {
        return if a.text.as_bytes()[0] == b.text.as_bytes()[0] { INITIAL } else { NO };
    }
    let mut score = logit(&a.sounds, &b.sounds);
    if a.shape == b.shape && a.shape != Shape::Plain {
        let (x, y) = (sounds(a.stem()), sounds(b.stem()));
        score = listed(score.min(logit(&x, &y) + 100), &x, &y);
    } else {
        score = listed(score, &a.sounds, &b.sounds);
    }
    for (x, y) in [(a, b), (b, a)] {
        // Siraj and Sirajuddin, Latif and Abd al-Latif.
        if x.shape != Shape::Plain && y.shape == Shape::Plain && y.bearers != Bearers::Most {
            let stem = sounds(x.stem());
            score = score.max(listed(logit(&stem, &y.sounds), &stem, &y.sounds).min(WHOLE) - PART_OF_COMPOSED);
        }
        if let Some((rest, assimilated)) = without_article(&x.text) {
            let penalty = if assimilated { ASSIMILATED_ARTICLE } else { JOINED_ARTICLE };
            let rest = sounds(rest);
            score = score.max(listed(logit(&rest, &y.sounds), &rest, &y.sounds) - penalty);
        }
    }
    score
}

/// The score of two words that are no more than words.
pub(super) fn likeness(a: &[Sound], b: &[Sound]) -> i32 {
    listed(logit(a, b), a, b)
}

/// The table of common names has the last word.
fn listed(score: i32, a: &[u8], b: &[u8]) -> i32 {
    match known(a, b) {
        Known::Same => score.max(220),
        Known::Distinct => (score - 200).min(-150),
        Known::Unknown => score,
    }
}

/// As likely as sounds that are the same make two words, however few.
const SAME_SOUNDS: i32 = 210;
const ALL_VOWELS: i32 = 300;
const THIN: i32 = 150;

/// What two words are likely to be before they are aligned.
#[derive(Debug, Clone, Copy)]
struct Outlook {
    /// With an alignment that costs nothing.
    best: i32,
    /// Whether one of them has a consonant or none.
    thin: bool,
    /// What speaks against words that say little.
    penalty: i32,
}

fn outlook(a: &[Sound], b: &[Sound]) -> Outlook {
    let common = i32::midpoint(weight(a), weight(b)).min(MOST_COMMON);
    let thin = consonants(a).min(consonants(b)) <= 1;
    let all_vowels = a.iter().all(|sound| is_vowel(*sound)) || b.iter().all(|sound| is_vowel(*sound));
    let penalty = match () {
        () if all_vowels => ALL_VOWELS,
        () if thin => THIN,
        () => 0,
    };
    Outlook { best: BASE + SHARE * common / 100, thin, penalty }
}

/// Log-odds of two words: what they have in common counts for them, what the alignment costs against.
fn logit(a: &[Sound], b: &[Sound]) -> i32 {
    let Outlook { best, thin, penalty } = outlook(a, b);
    let cost = i32::from(align::cost(a, b));
    (best - 4 * cost).max(if cost == 0 && !thin { SAME_SOUNDS } else { i32::MIN }) - penalty
}

/// Whether [`logit`] is this or more, told without most of the alignment where it is not.
pub(super) fn is_as_likely(a: &[Sound], b: &[Sound], least: i32) -> bool {
    let Outlook { best, thin, penalty } = outlook(a, b);
    let same = !thin && SAME_SOUNDS - penalty >= least;
    let most = (best - penalty - least).div_euclid(4).max(if same { 0 } else { -1 });
    Cost::try_from(most).is_ok_and(|most| align::cost_within(a, b, most).is_some())
}
