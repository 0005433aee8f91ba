//! Words that somebody may have meant.

/// How many letters have to be added, removed, changed or swapped with their neighbour to turn one word into another.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: [Vec<usize>; 3] = [vec![0; b.len() + 1], (0..=b.len()).collect(), vec![0; b.len() + 1]];
    for i in 1..=a.len() {
        rows[2][0] = i;
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[1][j] + 1).min(rows[2][j - 1] + 1).min(rows[1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[0][j - 2] + 1);
            }
            rows[2][j] = best;
        }
        rows.rotate_left(1);
    }
    rows[1][b.len()]
}

/// How far a word may be from another to be mistaken for it.
pub(super) fn reach(word: &str) -> usize {
    (word.chars().count() / 3).clamp(1, 3)
}

/// The words that may have been meant, the nearest first.
pub(super) fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>, limit: usize) -> Vec<&'w str> {
    let mut near: Vec<(usize, &str)> = known.into_iter().map(|other| (distance(word, other), other)).collect();
    near.retain(|(far, _)| *far <= reach(word));
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(limit).map(|(_, other)| other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_errors_are_near() {
        for (a, b, far) in [
            ("", "abc", 3),
            ("shibani", "shaibani", 1),
            ("dremer", "dermer", 1),
            ("meet", "meet", 0),
            ("ab", "ba", 1),
            ("kalın", "kalin", 1),
        ] {
            assert_eq!((distance(a, b), distance(b, a)), (far, far), "{a} {b}");
        }
        assert_eq!(nearest("persn", ["place", "person", "country"], 3), ["person"]);
        assert!(nearest("xyz", ["person"], 3).is_empty());
    }
}
