//! The sounds of a listed name as an index keeps them, so that most of those that are found need not be read to see that they do not fit.

use super::costs::{SOUND_COUNT, Sound};
use super::sounds::FewSounds;
use super::together;
use super::units::{Piece, Shape, without_article};

/// Bytes that are kept.
pub(super) const LENGTH: usize = 26;
/// Stands between units.
const GAP: u8 = u8::MAX;

/// The sounds of each unit: a byte for a sound, one more than its number. All 0 where the letters have to be read: the name is too long, or may be read in
/// more ways than sound by sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Heard(pub(super) [u8; LENGTH]);

impl Heard {
    /// That of the units of a name of a person or a place.
    pub(super) fn of(pieces: &[Piece]) -> Self {
        let many_ways = |piece: &Piece| piece.shape != Shape::Plain || piece.stem.len() < 2 || without_article(piece.stem).is_some();
        let endings = pieces.len() > 1 && pieces.iter().all(Piece::ends_in_s);
        if endings || pieces.iter().any(many_ways) {
            return Self::default();
        }
        let mut heard = [0; LENGTH];
        let mut at = 0;
        let whole = FewSounds::of(&together(pieces));
        let mut rest = whole.as_slice();
        for piece in pieces {
            let sounds = FewSounds::of(piece.stem);
            let gap = std::iter::repeat_n(GAP, usize::from(at > 0));
            for byte in gap.chain(sounds.as_slice().iter().map(|sound| sound + 1)) {
                let Some(place) = heard.get_mut(at) else { return Self::default() };
                (*place, at) = (byte, at + 1);
            }
            // Letters of two units may make one sound where they are written together.
            match rest.strip_prefix(sounds.as_slice()) {
                Some(after) if !sounds.as_slice().is_empty() => rest = after,
                _ => return Self::default(),
            }
        }
        Self(heard)
    }

    /// The sounds of its units; nothing where its letters have to be read.
    pub(super) fn units(&self) -> Option<HeardUnits> {
        let mut units = HeardUnits { sounds: [0; LENGTH], ends: [0; LENGTH], count: 0 };
        let mut end = 0;
        for byte in self.0 {
            match byte {
                0 => break,
                GAP => units.end(end),
                _ => {
                    // Whatever the bytes are, no sound is outside of the tables.
                    units.sounds[end] = (byte - 1).min(MOST);
                    end += 1;
                }
            }
        }
        units.end(end);
        (end > 0).then_some(units)
    }
}

#[allow(clippy::cast_possible_truncation, reason = "there are fewer sounds than that")]
const MOST: Sound = SOUND_COUNT as Sound - 1;

/// The sounds of a name unit by unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeardUnits {
    sounds: [Sound; LENGTH],
    ends: [usize; LENGTH],
    count: usize,
}

impl HeardUnits {
    fn end(&mut self, end: usize) {
        if let Some(place) = self.ends.get_mut(self.count) {
            *place = end;
            self.count += 1;
        }
    }

    /// The sounds of all units, as they are where the units are written together.
    pub(super) fn all(&self) -> &[Sound] {
        &self.sounds[..self.count.checked_sub(1).map_or(0, |last| self.ends[last])]
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[Sound]> + Clone {
        let ends = &self.ends[..self.count];
        std::iter::once(0).chain(ends.iter().copied()).zip(ends).map(|(start, end)| &self.sounds[start..*end])
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sort;
    use super::super::sounds::sounds;
    use super::super::units::take_apart;
    use super::{Heard, LENGTH};

    #[test]
    fn what_is_written_is_heard() {
        let heard = |words: &[&str]| {
            let mut pieces = Vec::new();
            take_apart(words, Sort::Person, &mut pieces);
            Heard::of(&pieces)
        };
        for words in [&["tariq", "lakhdari"][..], &["suwayda"], &["bab", "hawa", "kafr"]] {
            let units = heard(words).units().expect("the name is short and plain");
            let wanted: Vec<Vec<u8>> = words.iter().map(|word| sounds(word)).collect();
            assert_eq!(units.all(), wanted.concat());
            assert!(units.len() == wanted.len() && units.iter().eq(wanted.iter().map(Vec::as_slice)), "{words:?}");
        }
        for words in [
            &["abdurrahman"][..],
            &["alfurqan"],
            &["a", "sample"],
            &["sergejs", "lavrovs"],
            &["mohammedjavad", "sultanikalbasinezhad"],
            &["سالم"],
            &["bab", "bawa"],
            &["tels", "hawa"],
        ] {
            assert!(heard(words).units().is_none(), "{words:?}");
        }
        for byte in [1, 77, 254, 255] {
            assert!(Heard([byte; LENGTH]).units().is_none_or(|units| units.iter().count() == units.len()));
        }
    }
}
