//! The least hashes of a set, and what they tell of the overlap of two sets.

/// The `N` least hashes of a set in ascending order, each once: all of them where the set is small, otherwise a random sample of it
/// (Broder 1997).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct Sketch<const N: usize> {
    hashes: Vec<u32>,
}

impl<const N: usize> Sketch<N> {
    /// The sketch of a set of hashes.
    pub(super) fn of(hashes: impl Iterator<Item = u64>) -> Self {
        let mut hashes: Vec<u32> = hashes.map(|hash| u32::try_from(hash >> 32).unwrap_or(u32::MAX)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(N);
        hashes.shrink_to_fit();
        Self { hashes }
    }

    /// A sketch of these hashes, where they are one.
    pub(super) fn from_hashes(hashes: Vec<u32>) -> Option<Self> {
        (hashes.len() <= N && hashes.is_sorted_by(|a, b| a < b)).then_some(Self { hashes })
    }

    pub(super) fn hashes(&self) -> &[u32] {
        &self.hashes
    }

    /// Up to where the sketch tells everything of its set.
    fn reach(&self) -> u32 {
        if self.hashes.len() < N { u32::MAX } else { self.hashes.last().copied().unwrap_or(u32::MAX) }
    }
}

/// How two sets overlap below the hash up to which both sketches tell everything: a random sample of the union.
#[derive(Debug, Clone, Copy)]
pub(super) struct Overlap {
    /// Members of the smaller set, of the larger one, and of both.
    smaller: u64,
    larger: u64,
    common: u64,
    reach: u32,
}

impl Overlap {
    pub(super) fn of<const N: usize>(a: &Sketch<N>, b: &Sketch<N>) -> Self {
        let reach = a.reach().min(b.reach());
        let [a, b] = [a, b].map(|sketch| &sketch.hashes[..sketch.hashes.partition_point(|hash| *hash <= reach)]);
        let (mut i, mut j, mut common) = (0, 0, 0);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            common += u64::from(x == y);
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        let [a, b] = [a.len() as u64, b.len() as u64];
        Self { smaller: a.min(b), larger: a.max(b), common, reach }
    }

    /// Whether the sets are known to be equal, and not empty.
    pub(super) fn is_identity(&self) -> bool {
        self.reach == u32::MAX && self.common > 0 && self.common == self.larger
    }

    /// About how many members both sets have in all.
    pub(super) fn estimate(&self) -> u64 {
        (self.common << 32) / (u64::from(self.reach) + 1)
    }

    /// Whether so many tenths of the smaller set are in the larger one.
    pub(super) fn contains(&self, tenths: u64) -> bool {
        self.common * 10 >= self.smaller * tenths
    }

    /// Whether so many tenths of the union are in both.
    pub(super) fn resembles(&self, tenths: u64) -> bool {
        self.common * 10 >= (self.smaller + self.larger - self.common) * tenths
    }

    /// How many members of the smaller set, as far as is known, are not in the larger one.
    pub(super) fn missing(&self) -> u64 {
        self.smaller - self.common
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::mix_hashes;

    fn sketch(members: std::ops::Range<u64>) -> Sketch<128> {
        Sketch::of(members.map(|member| mix_hashes(7, member)))
    }

    #[test]
    fn small_sets_are_known_exactly() {
        let overlap = Overlap::of(&sketch(0..40), &sketch(10..100));
        assert_eq!((overlap.smaller, overlap.larger, overlap.common, overlap.missing(), overlap.estimate()), (40, 90, 30, 10, 30));
        assert!(overlap.contains(7) && !overlap.contains(8) && overlap.resembles(3) && !overlap.resembles(4) && !overlap.is_identity());
        assert!(Overlap::of(&sketch(0..40), &sketch(0..40)).is_identity());
        assert!(!Overlap::of(&sketch(0..0), &sketch(0..0)).is_identity(), "nothing is a copy of nothing");
    }

    #[test]
    fn large_sets_are_estimated() {
        let overlap = Overlap::of(&sketch(0..2_000), &sketch(1_000..6_000));
        assert!((750..1_350).contains(&overlap.estimate()), "{overlap:?}");
        assert!(overlap.contains(3) && !overlap.contains(7), "half of the smaller set: {overlap:?}");
    }
}
