//! The cheapest way to read one word as a spelling of another.

use super::costs::{COSTS, Cost, Costs, NEVER, Position, Sound};

/// Longer words are not aligned: the work grows with the square.
const LONGEST: usize = 64;

/// The sum of the costs of the cheapest alignment, in hundredths.
pub(super) fn cost(a: &[Sound], b: &[Sound]) -> Cost {
    cost_within(a, b, Cost::MAX).unwrap_or(NEVER)
}

/// The same where it is no more than this; most alignments of two names are dearer, which shows after a few sounds.
pub(super) fn cost_within(a: &[Sound], b: &[Sound], most: Cost) -> Option<Cost> {
    if a.len().max(b.len()) > LONGEST {
        return Some(if a == b { 0 } else { NEVER }).filter(|cost| *cost <= most);
    }
    let costs = &*COSTS;
    let mut skips = [0; LONGEST];
    for (at, skip) in skips[..b.len()].iter_mut().enumerate() {
        *skip = skip_of(costs, b, at);
    }
    let skips = &skips[..b.len()];
    // Of each prefix of `b` what it costs to read the sounds of `a` so far as it.
    let mut row: [Cost; LONGEST + 1] = [0; LONGEST + 1];
    for (j, skip) in skips.iter().enumerate() {
        row[j + 1] = row[j].saturating_add(*skip);
    }
    let row = &mut row[..=b.len()];
    for (i, sound) in a.iter().enumerate() {
        let skip_a = skip_of(costs, a, i);
        let mut diagonal = row[0];
        let mut left = diagonal.saturating_add(skip_a);
        row[0] = left;
        let mut least = left;
        for ((place, other), skip_b) in row[1..].iter_mut().zip(b).zip(skips) {
            let swap = diagonal.saturating_add(costs.pair(*sound, *other));
            let drop = place.saturating_add(skip_a);
            diagonal = *place;
            left = swap.min(drop).min(left.saturating_add(*skip_b));
            *place = left;
            least = least.min(left);
        }
        // Whatever follows costs nothing or more.
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|cost| *cost <= most)
}

/// What it costs to leave out one sound of a word.
fn skip_of(costs: &Costs, word: &[Sound], at: usize) -> Cost {
    let position = match at {
        0 => Position::First,
        _ if at + 1 == word.len() => Position::Last,
        _ => Position::Inside,
    };
    costs.skip(word[at], position)
}

#[cfg(test)]
mod tests {
    use super::super::sounds::sounds;
    use super::{cost, cost_within};

    #[test]
    fn spellings_cost_less_than_other_names_and_the_order_does_not_matter() {
        let between = |a: &str, b: &str| {
            let (a, b) = (sounds(a), sounds(b));
            assert_eq!(cost(&a, &b), cost(&b, &a));
            for most in (0..200).step_by(10) {
                assert_eq!(cost_within(&a, &b, most), Some(cost(&a, &b)).filter(|cost| *cost <= most), "up to {most}");
            }
            cost(&a, &b)
        };
        assert_eq!(between("sharaa", "shara"), 0);
        assert!(between("gaddafi", "qadhafi") < 30);
        assert!(between("suwayda", "sweida") < 60);
        assert!(between("iran", "iraq") > 90);
        assert!(between("samir", "samira") >= 60);
        assert!(between("", "") == 0);
    }
}
