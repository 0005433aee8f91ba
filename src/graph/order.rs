//! Orders without meaning, always the same ones: what elsewhere is drawn at random.

/// A number whose bits have nothing to do with one another (the finaliser of `SplitMix64`: Steele, Lea and Flood 2014, Fast splittable
/// pseudorandom number generators). Different numbers give different ones.
pub(super) fn scattered(number: u64) -> u64 {
    let mut bits = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// The numbers below `count`, shuffled; `round` says which of many orders.
pub(super) fn shuffled(count: usize, round: u64) -> Vec<u32> {
    let mut order: Vec<(u64, u32)> = (0..).take(count).map(|number: u32| (scattered((round << 32) | u64::from(number)), number)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, number)| number).collect()
}
