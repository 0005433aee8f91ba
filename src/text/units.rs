//! Byte offsets to the unit that a reader counts in.

/// The unit of offsets in output. Inside, everything is bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Offsets {
    /// Unicode code points, the default at the JSON boundary.
    #[default]
    CodePoints,
    /// UTF-8 bytes.
    Bytes,
    /// UTF-16 code units, as editors and JavaScript count.
    Utf16,
}

/// Converts byte offsets of one text in ascending or random order, in logarithmic time after one pass over the text.
#[derive(Debug)]
pub struct Units<'t> {
    text: &'t str,
    offsets: Offsets,
    /// Units before every `STRIDE`-th byte (moved down to a character boundary).
    marks: Vec<(usize, usize)>,
}

const STRIDE: usize = 256;

impl<'t> Units<'t> {
    /// Prepares the conversion for a text.
    pub fn new(text: &'t str, offsets: Offsets) -> Self {
        let mut marks = Vec::new();
        if offsets != Offsets::Bytes {
            let (mut byte, mut units) = (0, 0);
            marks.push((0, 0));
            while byte < text.len() {
                let next = floor_boundary(text, byte + STRIDE);
                units += count(&text[byte..next], offsets);
                byte = next;
                marks.push((byte, units));
            }
        }
        Self { text, offsets, marks }
    }

    /// The offset of a byte in the chosen unit.
    pub fn of(&self, byte: u32) -> usize {
        let byte = floor_boundary(self.text, byte as usize);
        if self.offsets == Offsets::Bytes {
            return byte;
        }
        let (start, units) = self.marks[self.marks.partition_point(|mark| mark.0 <= byte) - 1];
        units + count(&self.text[start..byte], self.offsets)
    }
}

fn count(text: &str, offsets: Offsets) -> usize {
    match offsets {
        Offsets::Bytes => text.len(),
        Offsets::CodePoints => text.chars().count(),
        Offsets::Utf16 => text.chars().map(char::len_utf16).sum(),
    }
}

/// The last character boundary at or before a byte, but always past `byte - 4`.
fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_converts_as_a_plain_count_does() {
        let text = "Sweida – السويداء 👩‍👩‍👧 ".repeat(60);
        for offsets in [Offsets::Bytes, Offsets::CodePoints, Offsets::Utf16] {
            let units = Units::new(&text, offsets);
            for (byte, _) in text.char_indices() {
                assert_eq!(units.of(u32::try_from(byte).unwrap()), count(&text[..byte], offsets));
            }
        }
    }
}
