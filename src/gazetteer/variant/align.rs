//! The cheapest way to read one word as a spelling of another.

use super::costs::{COSTS, Cost, Costs, NEVER, Position, Sound};

/// Longer words are not aligned: the work grows with the square.
const LONGEST: usize = 64;

/// The sum of the costs of the cheapest alignment, in hundredths.
pub(super) fn cost(a: &[Sound], b: &[Sound]) -> Cost {
    if a.len().max(b.len()) > LONGEST {
        return if a == b { 0 } else { NEVER };
    }
    let costs = &*COSTS;
    let mut skips = [0; LONGEST];
    for (at, skip) in skips[..b.len()].iter_mut().enumerate() {
        *skip = skip_of(costs, b, at);
    }
    let skips = &skips[..b.len()];
    let (mut above, mut row): ([Cost; LONGEST + 1], [Cost; LONGEST + 1]) = ([0; LONGEST + 1], [0; LONGEST + 1]);
    for (j, skip) in skips.iter().enumerate() {
        above[j + 1] = above[j].saturating_add(*skip);
    }
    for (i, sound) in a.iter().enumerate() {
        let skip_a = skip_of(costs, a, i);
        row[0] = above[0].saturating_add(skip_a);
        for (j, (other, skip_b)) in b.iter().zip(skips).enumerate() {
            let swap = above[j].saturating_add(costs.pair(*sound, *other));
            let drop = above[j + 1].saturating_add(skip_a);
            row[j + 1] = swap.min(drop).min(row[j].saturating_add(*skip_b));
        }
        std::mem::swap(&mut above, &mut row);
    }
    above[b.len()]
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
    use super::cost;

    #[test]
    fn spellings_cost_less_than_other_names_and_the_order_does_not_matter() {
        let between = |a: &str, b: &str| {
            let (a, b) = (sounds(a), sounds(b));
            assert_eq!(cost(&a, &b), cost(&b, &a));
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
