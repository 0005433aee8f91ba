//! How unlikely something has to be to count.

use std::fmt;

/// A level of significance between 0 and 1, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Significance(u32);

const WHOLE: u32 = 1_000_000;

impl Significance {
    /// A level as a decimal fraction, such as `0.05`; nothing where it is none between 0 and 1, or smaller than a millionth.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('0').unwrap_or(text).strip_prefix('.')?;
        let valid = (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let millionths = format!("{digits:0<6}");
        valid.then(|| millionths.parse().ok()).flatten().filter(|millionths| *millionths > 0).map(Self)
    }

    /// Whether `(1 - weight/strength)^power` is below the level: the chance of a share as large as `weight` in `strength`.
    #[expect(clippy::cast_precision_loss, reason = "weights are numbers of documents, far below 2^52")]
    pub(super) fn is_met(self, weight: u64, strength: u64, power: u64) -> bool {
        let mut factor = 1.0 - weight as f64 / strength as f64;
        let (mut chance, mut power) = (1.0, power);
        // By squaring: products of floats are the same on every machine, powers of a library need not be.
        while power > 0 {
            if power % 2 == 1 {
                chance *= factor;
            }
            factor *= factor;
            power /= 2;
        }
        chance < f64::from(self.0) / f64::from(WHOLE)
    }
}

impl fmt::Display for Significance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:06}", self.0);
        write!(f, "0.{}", digits.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_decimal_fractions() {
        for (text, level) in [("0.05", "0.05"), (".1", "0.1"), ("0.000001", "0.000001"), ("0.500", "0.5")] {
            assert_eq!(Significance::parse(text).map(|level| level.to_string()).as_deref(), Some(level), "{text}");
        }
        for text in ["", "0", "1", "0.", "0.0", "1.5", "-0.1", "0.0000001", "5e-2", "x", "0,05"] {
            assert_eq!(Significance::parse(text), None, "{text}");
        }
    }
}
