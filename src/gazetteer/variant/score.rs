//! How likely two names are spellings of one, in hundredths of log-odds; positive means likely.

use super::align;
use super::costs::is_vowel;
use super::given::{Known, is_common, is_listed, known};
use super::sounds::{consonants, sounds, weight};
use super::units::{Shape, Unit, Units};

/// A score that nothing makes good.
const NO: i32 = -900;
const FIRST_MISSING: i32 = 400;
const LAST_MISSING: i32 = 300;
const MIDDLE_MISSING: i32 = 100;
/// Where the missing unit is a name that half a country bears, it is what tells two people apart.
const COMMON_MISSING: i32 = 150;
/// A patronymic or an initial, which a name has or has not.
const HARDLY_MISSING: i32 = 20;
const MANY_PEOPLE: i32 = 180;
/// What each unit beyond the second makes good of the weakest.
const SUPPORT: i32 = 50;
const MOST_SUPPORT: i32 = 100;
/// Below this the weakest unit is another name.
const DOUBTFUL: i32 = -100;
const OTHER_ORDER: i32 = 200;
/// X bin Y is not Y bin X.
const OTHER_DESCENT: i32 = 500;
const ONE_OF_MANY: i32 = 390;
const KUNYA: i32 = 250;
const WRITTEN_TOGETHER: i32 = 200;
const JOINED_ARTICLE: i32 = 100;
const ASSIMILATED_ARTICLE: i32 = 120;
const INITIAL: i32 = 50;

/// A score and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) value: i32,
    pub(super) rule: &'static str,
}

/// The score of two names.
pub(super) fn names(one: &Units, other: &Units) -> Score {
    let (short, long) = if one.list.len() <= other.list.len() { (one, other) } else { (other, one) };
    let (n, m) = (short.list.len(), long.list.len());
    if n == 0 || m > 12 {
        return Score { value: NO, rule: "other-units" };
    }
    let pairs: Vec<Vec<i32>> = short.list.iter().map(|x| long.list.iter().map(|y| units(x, y)).collect()).collect();
    let initial = short.list.iter().chain(&long.list).any(|unit| unit.text.len() == 1);
    let rule = if n < m {
        "missing-part"
    } else if initial {
        "initials"
    } else {
        "spelling"
    };
    // Two names of many people are too little to say who lacks a third.
    let weak = n == 2 && n < m && short.list.iter().all(|unit| is_listed(&unit.sounds) || unit.shape != Shape::Plain);
    let pairs: Vec<Vec<i32>> = if weak { cap(pairs, MANY_PEOPLE) } else { pairs };
    let mut best = Score { value: in_order(&pairs, &short.list, &long.list), rule };
    if n == m && best.value > DOUBTFUL {
        let support = i32::try_from(n).unwrap_or(i32::MAX).saturating_sub(2).saturating_mul(SUPPORT);
        best.value += support.clamp(0, MOST_SUPPORT);
    }
    if best.value < 0 && n >= 2 {
        let value = in_any_order(&pairs) - if one.descent || other.descent { OTHER_DESCENT } else { OTHER_ORDER };
        let value = value - if n < m { LAST_MISSING } else { 0 };
        if value > best.value {
            best = Score { value, rule: "other-order" };
        }
    }
    if n == 1 && m > 1 {
        best.value = best.value.min(0) - ONE_OF_MANY;
    }
    if one.kunya != other.kunya {
        best.value -= KUNYA;
    }
    if n != m && !initial {
        let [left, right] = [short, long].map(|name| name.list.iter().map(|unit| unit.text.as_str()).collect::<String>());
        if left.len() >= 6 && left.len().abs_diff(right.len()) <= 3 {
            let value = logit(&sounds(&left), &sounds(&right)) - WRITTEN_TOGETHER;
            if value > best.value {
                best = Score { value, rule: "written-together" };
            }
        }
    }
    best
}

fn cap(pairs: Vec<Vec<i32>>, most: i32) -> Vec<Vec<i32>> {
    pairs.into_iter().map(|row| row.into_iter().map(|score| score.min(most)).collect()).collect()
}

/// The weakest of the units that have to fit, less what the missing ones cost; the units of the shorter name in their order.
fn in_order(pairs: &[Vec<i32>], short: &[Unit], long: &[Unit]) -> i32 {
    // George W. is not George H. W.
    let initials = short.iter().any(|unit| unit.text.len() == 1);
    let (n, m) = (pairs.len(), long.len());
    let middle = |unit: &Unit| match () {
        () if unit.text.len() == 1 && initials => FIRST_MISSING,
        () if unit.text.len() == 1 || is_patronymic(&unit.text) => HARDLY_MISSING,
        () if is_common(&unit.sounds) => COMMON_MISSING,
        () => MIDDLE_MISSING,
    };
    let missing = |from: usize, to: usize| match () {
        () if from >= to => 0,
        () if from == 0 => FIRST_MISSING,
        () if to == m => LAST_MISSING,
        () => long[from..to].iter().map(middle).sum(),
    };
    // Of each state the weakest unit and the sum of the penalties.
    let mut row: Vec<Option<(i32, i32)>> = (0..m).map(|j| Some((pairs[0][j], missing(0, j)))).collect();
    for scores in &pairs[1..n] {
        row = (0..m)
            .map(|j| {
                let from =
                    (0..j).filter_map(|before| row[before].map(|(weakest, sum)| (weakest.min(scores[j]), sum + missing(before + 1, j))));
                from.max_by_key(|(weakest, sum)| weakest - sum)
            })
            .collect();
    }
    let ends = row.iter().enumerate().filter_map(|(j, state)| state.map(|(weakest, sum)| weakest - sum - missing(j + 1, m)));
    ends.max().unwrap_or(NO)
}

/// Son or daughter of, in the East Slavic way.
fn is_patronymic(word: &str) -> bool {
    word.len() >= 6 && ["vich", "vych", "vitch", "ovna", "evna", "ivna", "yevna"].iter().any(|ending| word.ends_with(ending))
}

/// The weakest of the best pairs, whatever their order.
fn in_any_order(pairs: &[Vec<i32>]) -> i32 {
    let mut all: Vec<(i32, usize, usize)> =
        pairs.iter().enumerate().flat_map(|(i, row)| row.iter().enumerate().map(move |(j, score)| (*score, i, j))).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    let (mut rows, mut columns, mut weakest) = (Vec::new(), Vec::new(), i32::MAX);
    for (score, i, j) in all {
        if !rows.contains(&i) && !columns.contains(&j) {
            rows.push(i);
            columns.push(j);
            weakest = weakest.min(score);
        }
    }
    weakest
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
        let (x, y) = (sounds(&a.stem), sounds(&b.stem));
        score = listed(score.min(logit(&x, &y) + 100), &x, &y);
    } else {
        score = listed(score, &a.sounds, &b.sounds);
    }
    for (x, y) in [(a, b), (b, a)] {
        if let Some((rest, penalty)) = without_article(&x.text) {
            let rest = sounds(rest);
            score = score.max(listed(logit(&rest, &y.sounds), &rest, &y.sounds) - penalty);
        }
    }
    score
}

/// The table of common names has the last word.
fn listed(score: i32, a: &[u8], b: &[u8]) -> i32 {
    match known(a, b) {
        Known::Same => score.max(220),
        Known::Distinct => (score - 200).min(-150),
        Known::Unknown => score,
    }
}

/// A word without the article that may be written with it, and what that reading costs.
fn without_article(word: &str) -> Option<(&str, i32)> {
    if word.len() < 6 || !word.is_ascii() {
        return None;
    }
    if word.starts_with("al") || word.starts_with("el") {
        return (!matches!(word.as_bytes()[2], b'a' | b'e' | b'i' | b'o' | b'u')).then_some((&word[2..], JOINED_ARTICLE));
    }
    if word.starts_with("ash") {
        return Some((&word[1..], ASSIMILATED_ARTICLE));
    }
    ["ass", "arr", "ann", "add", "att", "azz"].iter().any(|start| word.starts_with(start)).then_some((&word[2..], ASSIMILATED_ARTICLE))
}

/// Log-odds of two words: what they have in common counts for them, what the alignment costs against.
fn logit(a: &[u8], b: &[u8]) -> i32 {
    let common = i32::midpoint(weight(a), weight(b)).min(800);
    let thin = consonants(a).min(consonants(b)) <= 1;
    let cost = i32::from(align::cost(a, b));
    // The same sounds in other letters, however few.
    let score = (27 + 53 * common / 100 - 4 * cost).max(if cost == 0 && !thin { 210 } else { i32::MIN });
    let all_vowels = a.iter().all(|sound| is_vowel(*sound)) || b.iter().all(|sound| is_vowel(*sound));
    score
        - if all_vowels {
            300
        } else if thin {
            150
        } else {
            0
        }
}
