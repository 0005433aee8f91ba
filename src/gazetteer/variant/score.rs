//! How likely two names are spellings of one, in hundredths of log-odds; positive means likely.

use super::align;
use super::costs::{Sound, is_vowel};
use super::given::{Common, Known, known};
use super::sounds::{consonants, sounds, weight};
use super::units::{Shape, Unit, Units};

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
const MOST_SUPPORT: i32 = 150;
/// The same where only the first name is missing, which makes a father of a son.
const SON_SUPPORT: i32 = 40;
/// What is against it where fathers and grandfathers follow.
const FATHER: i32 = 120;
/// What the units of the shorter name have to say of who is meant where the first or the last is missing.
const ENOUGH_TOLD: i32 = 90;
/// A unit that fits as well as this supports the others.
const FITS: i32 = 150;
/// Below this the weakest unit is another name.
const DOUBTFUL: i32 = -100;
const OTHER_ORDER: i32 = 200;
/// Where both names are borne by many: Ahmad Saeed is not Saeed Ahmad.
const MANY_TURNED: i32 = 100;
/// X bin Y is not Y bin X.
const OTHER_DESCENT: i32 = 500;
const ONE_OF_MANY: i32 = 390;
const KUNYA: i32 = 250;
const WRITTEN_TOGETHER: i32 = 200;
const JOINED_ARTICLE: i32 = 100;
const ASSIMILATED_ARTICLE: i32 = 120;
const INITIAL: i32 = 50;
/// As likely as an identical stem makes it.
const WHOLE: i32 = 300;
const PART_OF_COMPOSED: i32 = 110;

/// A score and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) value: i32,
    pub(super) rule: &'static str,
}

/// One unit of the shorter name against one of the longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) short: usize,
    pub(super) long: usize,
    pub(super) score: i32,
}

/// The score of two names.
pub(super) fn names(one: &Units, other: &Units) -> Score {
    let (short, long) = if one.list.len() <= other.list.len() { (one, other) } else { (other, one) };
    let (n, m) = (short.list.len(), long.list.len());
    if n == 0 || m > 12 {
        return Score { value: NO, rule: "other-units" };
    }
    let table: Vec<Vec<i32>> = short.list.iter().map(|x| long.list.iter().map(|y| units(x, y)).collect()).collect();
    let initial = short.list.iter().chain(&long.list).any(|unit| unit.text.len() == 1);
    let rule = if n < m {
        "missing-part"
    } else if initial {
        "initials"
    } else {
        "spelling"
    };
    let (pairs, missing) = in_order(&table, &short.list, &long.list);
    let mut best = Score { value: fit(&pairs, &short.list, &long.list, true) - missing, rule };
    if best.value < 100 && n >= 2 {
        let pairs = in_any_order(&table);
        let turned = !pairs.is_sorted_by_key(|pair| pair.long);
        let order = if one.descent || other.descent { OTHER_DESCENT } else { OTHER_ORDER };
        let told: i32 = short.list.iter().map(says).sum();
        let order = if told < ENOUGH_TOLD { order + MANY_TURNED } else { order };
        let value = fit(&pairs, &short.list, &long.list, false) - order - if n < m { LAST_MISSING } else { 0 };
        if turned && value > best.value {
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

/// The weakest of the units that have to fit, and what the others make good of it: rare names that fit say more than common ones.
fn fit(pairs: &[Pair], short: &[Unit], long: &[Unit], in_order: bool) -> i32 {
    let Some(weakest) = pairs.iter().min_by_key(|pair| pair.score) else { return NO };
    if weakest.score <= DOUBTFUL {
        return weakest.score;
    }
    let support: i32 = pairs.iter().filter(|pair| pair.short != weakest.short && pair.score >= FITS).map(|pair| says(&short[pair.short])).sum();
    let support = support.min(MOST_SUPPORT);
    let lacks = |at: usize| pairs.iter().all(|pair| pair.long != at);
    let (first, last) = (lacks(0), lacks(long.len() - 1));
    if short.len() < 2 || short.len() == long.len() {
        return weakest.score + support;
    }
    // Names of many people are too little to say who lacks another.
    let told: i32 = short.iter().map(says).sum();
    let weak = match () {
        () if first => told < ENOUGH_TOLD,
        () if last => short.iter().all(|unit| unit.common != Common::Rare),
        () => short.len() == 2 && told < ENOUGH_TOLD / 2,
    };
    if weak {
        return weakest.score.min(MANY_PEOPLE);
    }
    // A father is called like his son but for the first name.
    if in_order && first && !(short.len() == 2 && long.len() == 3 && long[0].common == Common::Common) {
        let chain = short.len() > 2 && short[..short.len() - 1].iter().any(|unit| unit.common != Common::Rare);
        return weakest.score + if chain { -FATHER } else { support.min(SON_SUPPORT) };
    }
    weakest.score + support
}

/// How much a unit says of who is meant.
fn says(unit: &Unit) -> i32 {
    match unit.common {
        Common::Common => 0,
        Common::Listed => 30,
        Common::Rare => ((weight(&unit.sounds) - 150) / 4).clamp(0, 100),
    }
}

/// The units of the shorter name in their order, so that the weakest pair less what the missing ones cost is the most; and that cost.
fn in_order(table: &[Vec<i32>], short: &[Unit], long: &[Unit]) -> (Vec<Pair>, i32) {
    // George W. is not George H. W.
    let initials = short.iter().any(|unit| unit.text.len() == 1);
    let (n, m) = (table.len(), long.len());
    let middle = |unit: &Unit| match () {
        () if unit.text.len() == 1 && initials => FIRST_MISSING,
        () if unit.text.len() == 1 || is_patronymic(&unit.text) => HARDLY_MISSING,
        () if unit.common == Common::Common => COMMON_MISSING,
        () => MIDDLE_MISSING,
    };
    let missing = |from: usize, to: usize| match () {
        () if from >= to => 0,
        () if from == 0 && to == 1 && long[0].common == Common::Common => COMMON_FIRST_MISSING,
        () if from == 0 => FIRST_MISSING,
        () if to == m => LAST_MISSING,
        () => long[from..to].iter().map(middle).sum(),
    };
    // Of each state the weakest unit, the sum of the penalties, and the column before.
    let mut rows: Vec<Vec<Option<(i32, i32, usize)>>> = vec![(0..m).map(|j| Some((table[0][j], missing(0, j), 0))).collect()];
    for scores in &table[1..n] {
        let row = rows.last().map(Vec::as_slice).unwrap_or_default();
        let next = (0..m).map(|j| {
            let from = (0..j).filter_map(|before| {
                row[before].map(|(weakest, sum, _)| (weakest.min(scores[j]), sum + missing(before + 1, j), before))
            });
            from.max_by_key(|(weakest, sum, before)| (weakest - sum, *before))
        });
        rows.push(next.collect());
    }
    let last = rows.last().map(Vec::as_slice).unwrap_or_default();
    let ends = last.iter().enumerate().filter_map(|(j, state)| state.map(|(weakest, sum, _)| (weakest - sum - missing(j + 1, m), sum + missing(j + 1, m), j)));
    let Some((_, cost, mut column)) = ends.max_by_key(|(value, _, j)| (*value, *j)) else { return (Vec::new(), 0) };
    let mut pairs = Vec::with_capacity(n);
    for row in (0..n).rev() {
        pairs.push(Pair { short: row, long: column, score: table[row][column] });
        column = rows[row][column].map_or(0, |(_, _, before)| before);
    }
    pairs.reverse();
    (pairs, cost)
}

/// Son or daughter of, in the East Slavic way.
fn is_patronymic(word: &str) -> bool {
    word.len() >= 6 && ["vich", "vych", "vitch", "ovna", "evna", "ivna", "yevna"].iter().any(|ending| word.ends_with(ending))
}

/// The best pairs, whatever their order.
fn in_any_order(table: &[Vec<i32>]) -> Vec<Pair> {
    let cell = |short, row: &Vec<i32>| row.iter().enumerate().map(move |(long, score)| Pair { short, long, score: *score }).collect::<Vec<_>>();
    let mut all: Vec<Pair> = table.iter().enumerate().flat_map(|(short, row)| cell(short, row)).collect();
    all.sort_by_key(|pair| (std::cmp::Reverse(pair.score), pair.short, pair.long));
    let mut found: Vec<Pair> = Vec::with_capacity(table.len());
    for pair in all {
        if found.iter().all(|other| other.short != pair.short && other.long != pair.long) {
            found.push(pair);
        }
    }
    found.sort_by_key(|pair| pair.short);
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
        let (x, y) = (sounds(&a.stem), sounds(&b.stem));
        score = listed(score.min(logit(&x, &y) + 100), &x, &y);
    } else {
        score = listed(score, &a.sounds, &b.sounds);
    }
    for (x, y) in [(a, b), (b, a)] {
        // Siraj and Sirajuddin, Latif and Abd al-Latif.
        if x.shape != Shape::Plain && y.shape == Shape::Plain && y.common != Common::Common {
            let stem = sounds(&x.stem);
            score = score.max(listed(logit(&stem, &y.sounds), &stem, &y.sounds).min(WHOLE) - PART_OF_COMPOSED);
        }
        if let Some((rest, penalty)) = without_article(&x.text) {
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
