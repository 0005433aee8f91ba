//! The best tree over a sentence: every word has one head, one word hangs on the root, nothing hangs on itself.
//!
//! Chu, Liu and Edmonds, with contraction in place on the matrix of scores: the square of the words, whatever the scores.

/// Distances from a word to its head, as the scores know them.
pub const BUCKETS: usize = 19;

/// The distance class of a head; both count from 1, and 0 is the root.
pub fn bucket(word: usize, head: usize) -> usize {
    if head == 0 {
        return 0;
    }
    let class = match word.abs_diff(head) {
        0..=4 => word.abs_diff(head).max(1),
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    };
    if head < word { class } else { class + 9 }
}

/// What an arc from the root costs, so that the best tree has only one: more than any sum of scores.
const ROOT: i64 = 1 << 44;

/// The heads of the best tree with one root: 0 is the root, words count from 1. `scores` has a row for each of `words` words, with a
/// column for the root and then one for each word.
#[inline(always)]
pub fn best(scores: &[i32], words: usize) -> Vec<usize> {
    let row = |word: usize| &scores[word * (words + 1)..(word + 1) * (words + 1)];
    let mut heads: Vec<usize> = Vec::with_capacity(words);
    for word in 0..words {
        let (before, after) = (&row(word)[..=word], &row(word)[word + 2..]);
        let best = super::most(before).max(super::most(after));
        let place = |scores: &[i32]| scores.iter().position(|score| *score == best);
        heads.push(place(before).or_else(|| Some(word + 2 + place(after)?)).unwrap_or(0));
    }
    if is_tree(&heads) { heads } else { Contraction::new(scores, heads).run() }
}

/// Whether all words reach the root and one hangs on it.
#[inline(always)]
pub fn is_tree(heads: &[usize]) -> bool {
    let mut seen = vec![0; heads.len()];
    for start in 0..heads.len() {
        let mut word = start;
        while seen[word] == 0 {
            seen[word] = start + 1;
            match heads[word] {
                0 => break,
                head => word = head - 1,
            }
            if seen[word] == start + 1 {
                return false;
            }
        }
    }
    heads.iter().filter(|head| **head == 0).count() == 1
}

/// An arc of the sentence and what it is worth at the present state of contraction.
#[derive(Debug, Clone, Copy)]
struct Arc {
    score: i64,
    head: u32,
    word: u32,
}

/// Words and contracted cycles. Nodes have numbers that are never used again; an active node has a row and a column of the matrix.
struct Contraction {
    size: usize,
    /// The arc from the node of a column to the node of a row.
    arcs: Vec<Arc>,
    /// The node in each row, if any.
    node: Vec<Option<usize>>,
    /// The row of the head that each row likes best.
    favourite: Vec<usize>,
    /// The cycle that a node went into.
    whole: Vec<Option<usize>>,
    /// The arc by which each node is entered.
    entry: Vec<Option<Arc>>,
    /// Members of each cycle; nodes from `size` on are cycles.
    cycles: Vec<Vec<usize>>,
}

impl Contraction {
    /// All words by themselves; `greedy` is the best head of each when the root costs nothing.
    fn new(scores: &[i32], greedy: Vec<usize>) -> Self {
        let size = greedy.len() + 1;
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let mut arcs = Vec::with_capacity(size * size);
        arcs.resize(size, Arc { score: i64::MIN / 4, head: 0, word: 0 });
        for (word, scores) in (1..size).zip(scores.chunks_exact(size)) {
            let word_number = number(word);
            arcs.extend((0..).zip(scores).map(|(head, score)| Arc { score: i64::from(*score), head, word: word_number }));
            arcs[word * size].score -= ROOT;
            arcs[word * size + word].score = i64::MIN / 4;
        }
        let mut favourite = greedy;
        favourite.insert(0, 0);
        let mut this = Self {
            size,
            arcs,
            node: (0..size).map(Some).collect(),
            favourite,
            whole: vec![None; size],
            entry: vec![None; size],
            cycles: Vec::new(),
        };
        for row in 1..size {
            if this.favourite[row] == 0 {
                this.choose(row);
            }
        }
        this
    }

    fn arc(&self, row: usize, head: usize) -> Arc {
        self.arcs[row * self.size + head]
    }

    /// Finds the best head of a row.
    fn choose(&mut self, row: usize) {
        let mut best: Option<(i64, usize)> = None;
        for head in (0..self.size).filter(|head| *head != row && self.node[*head].is_some()) {
            let score = self.arc(row, head).score;
            if best.is_none_or(|best| score > best.0) {
                best = Some((score, head));
            }
        }
        self.favourite[row] = best.map_or(0, |best| best.1);
    }

    fn run(mut self) -> Vec<usize> {
        // 0 not seen, 1 on the path, 2 reaches the root.
        let mut state = vec![0u8; self.size];
        state[0] = 2;
        for start in 1..self.size {
            let mut path = Vec::new();
            let mut row = start;
            if self.node[row].is_none() {
                continue;
            }
            while state[row] != 2 {
                if state[row] == 0 {
                    state[row] = 1;
                    path.push(row);
                    row = self.favourite[row];
                    continue;
                }
                let first = path.iter().position(|other| *other == row).unwrap_or(0);
                let cycle = path.split_off(first);
                row = self.contract(&cycle);
                for member in cycle {
                    state[member] = 0;
                }
            }
            for row in path {
                state[row] = 2;
            }
        }
        self.expand()
    }

    /// Makes one node of a cycle, in the row of its first member; gives that row.
    fn contract(&mut self, cycle: &[usize]) -> usize {
        let number = self.whole.len();
        self.whole.push(None);
        self.entry.push(None);
        let mut members = Vec::with_capacity(cycle.len());
        let mut inside = vec![false; self.size];
        for row in cycle {
            let node = self.node[*row].unwrap_or(0);
            self.whole[node] = Some(number);
            self.entry[node] = Some(self.arc(*row, self.favourite[*row]));
            members.push(node);
            inside[*row] = true;
        }
        self.cycles.push(members);
        let into = cycle[0];
        let lost: Vec<i64> = cycle.iter().map(|row| self.arc(*row, self.favourite[*row]).score).collect();
        for other in (0..self.size).filter(|other| !inside[*other] && self.node[*other].is_some()) {
            let mut entering: Option<Arc> = None;
            let mut leaving: Option<Arc> = None;
            for (row, lost) in cycle.iter().zip(&lost) {
                let arc = self.arc(*row, other);
                let arc = Arc { score: arc.score - lost, ..arc };
                if entering.is_none_or(|best| arc.score > best.score) {
                    entering = Some(arc);
                }
                let arc = self.arc(other, *row);
                if leaving.is_none_or(|best| arc.score > best.score) {
                    leaving = Some(arc);
                }
            }
            if let (Some(entering), Some(leaving)) = (entering, leaving) {
                self.arcs[into * self.size + other] = entering;
                self.arcs[other * self.size + into] = leaving;
            }
            if inside[self.favourite[other]] {
                self.favourite[other] = into;
            }
        }
        for row in cycle {
            self.node[*row] = None;
        }
        self.node[into] = Some(number);
        self.choose(into);
        into
    }

    /// Opens the cycles again, the last first.
    fn expand(mut self) -> Vec<usize> {
        for row in 1..self.size {
            if let Some(node) = self.node[row] {
                self.entry[node] = Some(self.arc(row, self.favourite[row]));
            }
        }
        for number in (self.size..self.whole.len()).rev() {
            let Some(arc) = self.entry[number] else { continue };
            let mut member = arc.word as usize;
            while let Some(whole) = self.whole[member].filter(|whole| *whole != number) {
                member = whole;
            }
            self.entry[member] = Some(arc);
        }
        (1..self.size).map(|word| self.entry[word].map_or(0, |arc| arc.head as usize)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All trees with one root, by trying every combination of heads.
    fn exhaustive(scores: &[i32], words: usize) -> i64 {
        let mut best = i64::MIN;
        let mut heads = vec![0; words];
        loop {
            let own = heads.iter().enumerate().all(|(word, head)| *head != word + 1);
            if own && is_tree(&heads) {
                best = best.max(total(scores, &heads));
            }
            let Some(place) = heads.iter().position(|head| *head < words) else { return best };
            heads[place] += 1;
            heads[..place].fill(0);
        }
    }

    fn total(scores: &[i32], heads: &[usize]) -> i64 {
        heads.iter().enumerate().map(|(word, head)| i64::from(scores[word * (heads.len() + 1) + head])).sum()
    }

    #[test]
    fn finds_the_best_of_all_trees() {
        let mut state = 1u64;
        for words in 1..=5 {
            for _ in 0..300 {
                let scores: Vec<i32> = (0..words * (words + 1))
                    .map(|_| {
                        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                        (state >> 54) as i32 - 512
                    })
                    .collect();
                let heads = best(&scores, words);
                assert!(is_tree(&heads), "{heads:?}");
                assert_eq!(total(&scores, &heads), exhaustive(&scores, words));
            }
        }
    }
}
