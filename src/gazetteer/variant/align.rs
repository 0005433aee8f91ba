//! The cheapest way to read one word as a spelling of another.

use super::costs::{COSTS, Cost, NEVER, Position, Sound};

/// Longer words are not aligned: the work grows with the square.
const LONGEST: usize = 64;

/// The sum of the costs of the cheapest alignment, in hundredths.
pub(super) fn cost(a: &[Sound], b: &[Sound]) -> Cost {
    if a.len().max(b.len()) > LONGEST {
        return if a == b { 0 } else { NEVER };
    }
    let skip = |word: &[Sound], index: usize| {
        let position = match index {
            0 => Position::First,
            _ if index + 1 == word.len() => Position::Last,
            _ => Position::Inside,
        };
        COSTS.skip(word[index], position)
    };
    let mut above: Vec<Cost> = vec![0];
    for j in 0..b.len() {
        above.push(above[j].saturating_add(skip(b, j)));
    }
    let mut row = above.clone();
    for i in 0..a.len() {
        let skip_a = skip(a, i);
        row[0] = above[0].saturating_add(skip_a);
        for j in 0..b.len() {
            let swap = above[j].saturating_add(COSTS.pair(a[i], b[j]));
            let drop = above[j + 1].saturating_add(skip_a);
            row[j + 1] = swap.min(drop).min(row[j].saturating_add(skip(b, j)));
        }
        std::mem::swap(&mut above, &mut row);
    }
    above[b.len()]
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
