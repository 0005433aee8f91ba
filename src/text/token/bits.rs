//! What the bytes of a text are, sixty-four at a time: one bit a byte, the first byte in the lowest bit.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]

#[cfg(target_arch = "x86_64")]
use super::avx2;
#[cfg(target_arch = "aarch64")]
use super::neon;

use super::hash::CHUNK;

/// Bytes that are looked at together.
pub(super) const BLOCK: usize = 64;

/// The classes of the bytes of one block. Bytes of no class are marks: punctuation and symbols of ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bits {
    /// `A-Z` and `a-z`.
    pub(super) letter: u64,
    /// `A-Z`.
    pub(super) capital: u64,
    /// `0-9`.
    pub(super) digit: u64,
    /// `_`, which UAX #29 joins to letters and digits.
    pub(super) low_line: u64,
    /// `'` `.` `:`, which stay between two letters.
    pub(super) mid_letter: u64,
    /// `'` `.` `,` `;`, which stay between two digits.
    pub(super) mid_number: u64,
    /// White space and control characters of ASCII.
    pub(super) blank: u64,
    /// Bytes of characters beyond ASCII.
    pub(super) wide: u64,
}

/// A way to find the classes of sixty-four bytes. All ways give the same.
pub(super) trait Classifier: Copy {
    /// The classes of a block.
    fn classify(self, block: &[u8; BLOCK]) -> Bits;
}

/// Runs some work with the fastest classifier of this machine.
pub(super) trait Work {
    /// What comes out.
    type Output;

    /// The work, the same for all classifiers.
    fn run(self, classifier: impl Classifier) -> Self::Output;
}

/// Does some work with the fastest classifier that this processor has.
pub(super) fn fastest<W: Work>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = avx2::Avx2::new() {
        return avx2.run(work);
    }
    #[cfg(target_arch = "aarch64")]
    if let Some(neon) = neon::Neon::new() {
        return work.run(neon);
    }
    work.run(Portable)
}

/// The classifier for any machine: a table of classes, eight bytes at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Portable;

/// One bit for each class, in the order of the fields of [`Bits`].
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends at 256")]
        let c = byte as u8;
        classes[byte] = c.is_ascii_alphabetic() as u8
            | (c.is_ascii_uppercase() as u8) << 1
            | (c.is_ascii_digit() as u8) << 2
            | ((c == b'_') as u8) << 3
            | (matches!(c, b'\'' | b'.' | b':') as u8) << 4
            | (matches!(c, b'\'' | b'.' | b',' | b';') as u8) << 5
            | ((c <= b' ' || c == 0x7f) as u8) << 6
            | (!c.is_ascii() as u8) << 7;
        byte += 1;
    }
    classes
};

impl Classifier for Portable {
    fn classify(self, block: &[u8; BLOCK]) -> Bits {
        let mut bits = Bits::default();
        for (place, eight) in block.chunks_exact(8).enumerate() {
            let mut classes = 0u64;
            for (byte, c) in eight.iter().enumerate() {
                classes |= u64::from(CLASSES[usize::from(*c)]) << (8 * byte);
            }
            // The multiplication gathers the lowest bits of eight bytes in the highest byte.
            let gathered =
                |class: u32| ((classes >> class & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * place);
            bits.letter |= gathered(0);
            bits.capital |= gathered(1);
            bits.digit |= gathered(2);
            bits.low_line |= gathered(3);
            bits.mid_letter |= gathered(4);
            bits.mid_number |= gathered(5);
            bits.blank |= gathered(6);
            bits.wide |= gathered(7);
        }
        bits
    }
}

/// Bytes of a block, and after it those that are hashed together with its last one.
pub(super) const VIEW: usize = BLOCK + CHUNK - 1;

/// The bytes of a text from one on; what is behind its end is blank.
#[inline(always)]
pub(super) fn bytes_at<'a>(text: &'a [u8], start: usize, spare: &'a mut [u8; VIEW]) -> &'a [u8; VIEW] {
    let rest = text.get(start..).unwrap_or_default();
    if let Some(view) = rest.first_chunk() {
        return view;
    }
    spare[..rest.len()].copy_from_slice(rest);
    spare[rest.len()..].fill(b' ');
    spare
}

/// The classes of a block; what is not among its first bytes, so many, is blank.
#[inline(always)]
pub(super) fn classes(classifier: impl Classifier, view: &[u8; VIEW], count: usize) -> Bits {
    let bits = view.first_chunk().map_or_else(Bits::default, |block| classifier.classify(block));
    if count >= BLOCK {
        return bits;
    }
    let inside = (1 << count) - 1;
    Bits {
        letter: bits.letter & inside,
        capital: bits.capital & inside,
        digit: bits.digit & inside,
        low_line: bits.low_line & inside,
        mid_letter: bits.mid_letter & inside,
        mid_number: bits.mid_number & inside,
        blank: bits.blank | !inside,
        wide: bits.wide & inside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The classes, byte by byte.
    fn plain(block: &[u8; BLOCK]) -> Bits {
        let all = |is: &dyn Fn(u8) -> bool| block.iter().enumerate().fold(0, |bits, (place, c)| bits | u64::from(is(*c)) << place);
        Bits {
            letter: all(&|c| c.is_ascii_alphabetic()),
            capital: all(&|c| c.is_ascii_uppercase()),
            digit: all(&|c| c.is_ascii_digit()),
            low_line: all(&|c| c == b'_'),
            mid_letter: all(&|c| b"'.:".contains(&c)),
            mid_number: all(&|c| b"'.,;".contains(&c)),
            blank: all(&|c| c <= b' ' || c == 0x7f),
            wide: all(&|c| c >= 0x80),
        }
    }

    struct Classify<'a>(&'a [u8; BLOCK]);

    impl Work for Classify<'_> {
        type Output = Bits;

        fn run(self, classifier: impl Classifier) -> Bits {
            classifier.classify(self.0)
        }
    }

    #[test]
    fn every_byte_has_its_class_in_every_place() {
        for byte in 0..=u8::MAX {
            for place in 0..BLOCK {
                let mut block = [b'a'; BLOCK];
                block[place] = byte;
                assert_eq!(Portable.classify(&block), plain(&block), "{byte} at {place}");
                assert_eq!(fastest(Classify(&block)), plain(&block), "{byte} at {place}");
            }
        }
    }

    proptest! {
        #[test]
        fn all_classifiers_give_the_same(block in prop::array::uniform32(any::<[u8; 2]>())) {
            let bytes: Vec<u8> = block.into_iter().flatten().collect();
            let block = bytes.first_chunk().expect("sixty-four bytes");
            prop_assert_eq!(Portable.classify(block), plain(block));
            prop_assert_eq!(fastest(Classify(block)), plain(block));
        }
    }
}
