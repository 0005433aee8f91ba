//! Sounds and what it costs to take one for another: `gazetteer/language/romanisation.tsv`, read once.

use crate::table::{self, Row, TableFault};
use std::sync::LazyLock;

/// A sound, as an index into the table of sounds.
pub(super) type Sound = u8;
/// Hundredths.
pub(super) type Cost = u16;

/// More than any name may cost.
pub(super) const NEVER: Cost = 2000;

/// All sounds that the program knows; the letters of the alphabet and the digits are sounds of their own.
const SOUNDS: [&str; SOUND_COUNT] = [
    "a", "e", "i", "o", "u", "b", "c", "ce", "ch", "d", "dh", "f", "g", "gh", "h", "j", "k", "kh", "l", "m", "n", "p", "q", "r", "s", "sh",
    "shch", "t", "th", "ts", "v", "w", "x", "y", "z", "zh", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
];
/// How many.
pub(super) const SOUND_COUNT: usize = 46;
const VOWELS: usize = 5;
const DIGITS: usize = 36;
pub(super) const VOWEL_I: Sound = known("i");
pub(super) const VOWEL_U: Sound = known("u");

/// A sound of the table by its name, found when the program is built.
#[allow(clippy::cast_possible_truncation, reason = "there are fewer sounds than that")]
pub(super) const fn known(name: &str) -> Sound {
    let (name, mut place) = (name.as_bytes(), 0);
    while place < SOUNDS.len() {
        let (sound, mut at) = (SOUNDS[place].as_bytes(), 0);
        while at < sound.len() && at < name.len() && sound[at] == name[at] {
            at += 1;
        }
        if at == sound.len() && at == name.len() {
            return place as Sound;
        }
        place += 1;
    }
    panic!("no such sound")
}

/// Where in a word a sound is left out.
#[derive(Debug, Clone, Copy)]
pub(super) enum Position {
    First,
    Inside,
    Last,
}

/// Letters that are one sound.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// The letters as a number, the first in the lowest byte, and the bits that they take.
    letters: u64,
    bits: u64,
    /// How many there are.
    pub(super) length: usize,
    pub(super) sound: Sound,
}

impl Group {
    fn new(letters: &str, sound: Sound) -> Option<Self> {
        let length = letters.len();
        let bits = if length < 8 { (1 << (8 * length)) - 1 } else { u64::MAX };
        (letters.is_ascii() && length <= 8).then(|| Self { letters: first_letters(letters), bits, length, sound })
    }

    /// Whether a word begins with these letters, as [`first_letters`] gives its first ones.
    pub(super) fn begins(self, word: u64) -> bool {
        word & self.bits == self.letters
    }
}

/// The first eight bytes of a word as a number, the first in the lowest byte; what is missing is 0.
pub(super) fn first_letters(word: &str) -> u64 {
    match word.as_bytes().first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => word.bytes().rev().fold(0, |number, byte| number << 8 | u64::from(byte)),
    }
}

/// The cost table.
#[derive(Debug)]
pub(super) struct Costs {
    pair: [[Cost; SOUNDS.len()]; SOUNDS.len()],
    skip: [[Cost; 3]; SOUNDS.len()],
    /// Letters that are one sound, by the first of them, longest first.
    letters: [Vec<Group>; 26],
    /// The sound of one letter or digit.
    letter: [Option<Sound>; 128],
}

/// The built-in table.
pub(super) static COSTS: LazyLock<Costs> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the table is part of the program and a test reads it")]
    Costs::parse(include_str!("../../../gazetteer/language/romanisation.tsv")).expect("the built-in table of sounds is checked by tests")
});

impl Costs {
    fn parse(text: &str) -> Result<Self, TableFault> {
        let table = table::parse(text)?;
        table.require(&["kind", "a", "b", "cost"])?;
        let mut costs = Self {
            pair: [[NEVER; SOUNDS.len()]; SOUNDS.len()],
            skip: [[NEVER; 3]; SOUNDS.len()],
            letters: Default::default(),
            letter: [None; 128],
        };
        for (letter, place) in costs.letter.iter_mut().enumerate() {
            let letter = u8::try_from(letter).map(char::from).unwrap_or_default();
            *place = sound(letter.encode_utf8(&mut [0; 4]));
        }
        // What is said of all vowels must not undo what is said of one of them.
        for general in [true, false] {
            for row in table.rows().filter(|row| matches!(row.get("a"), Some("vowel" | "consonant")) == general) {
                costs.take(&row)?;
            }
        }
        for letters in &mut costs.letters {
            letters.sort_by_key(|group| std::cmp::Reverse(group.length));
        }
        Ok(costs)
    }

    fn take(&mut self, row: &Row<'_, '_>) -> Result<(), TableFault> {
        let cell = |column| row.get(column).unwrap_or_default();
        let (a, b) = (cell("a"), cell("b"));
        let cost = || cell("cost").parse::<Cost>().map_err(|_| row.fault("cost", "not a number of hundredths"));
        let group = |column| sounds(cell(column)).ok_or_else(|| row.fault(column, "no such sound"));
        match cell("kind") {
            "letters" => {
                let group = a.chars().next().and_then(place_of).and_then(|place| self.letters.get_mut(place));
                let group = group.ok_or_else(|| row.fault("a", "no letters"))?;
                let sound = sound(b).ok_or_else(|| row.fault("b", "no such sound"))?;
                group.push(Group::new(a, sound).ok_or_else(|| row.fault("a", "more letters than eight"))?);
            }
            "pair" => {
                let cost = cost()?;
                for x in group("a")? {
                    for y in group("b")?.filter(|y| *y != x) {
                        self.pair[x][y] = cost;
                        self.pair[y][x] = cost;
                    }
                }
            }
            "skip" => {
                let position = ["first", "inside", "last"].iter().position(|name| *name == b);
                let position = position.ok_or_else(|| row.fault("b", "neither first, inside nor last"))?;
                let cost = cost()?;
                for x in group("a")? {
                    self.skip[x][position] = cost;
                }
            }
            _ => return Err(row.fault("kind", "neither letters, pair nor skip")),
        }
        Ok(())
    }

    /// The cost of one sound for another.
    pub(super) fn pair(&self, a: Sound, b: Sound) -> Cost {
        if a == b { 0 } else { self.pair[usize::from(a)][usize::from(b)] }
    }

    /// The cost of a sound that the other name does not have.
    pub(super) fn skip(&self, sound: Sound, position: Position) -> Cost {
        self.skip[usize::from(sound)][position as usize]
    }

    /// Groups of letters that start with this one and are one sound, longest first.
    pub(super) fn letters(&self, first: char) -> &[Group] {
        place_of(first).and_then(|place| self.letters.get(place)).map_or(&[], Vec::as_slice)
    }

    /// The sound of one letter or digit that stands for itself.
    pub(super) fn letter(&self, letter: char) -> Option<Sound> {
        usize::try_from(u32::from(letter)).ok().and_then(|place| self.letter.get(place).copied().flatten())
    }
}

/// The place of a small letter in the alphabet.
fn place_of(letter: char) -> Option<usize> {
    letter.is_ascii_lowercase().then(|| usize::from(letter as u8 - b'a'))
}

/// The sound of this name.
pub(super) fn sound(name: &str) -> Option<Sound> {
    SOUNDS.iter().position(|sound| *sound == name).and_then(|index| Sound::try_from(index).ok())
}

/// The name of a sound.
pub(super) fn sound_name(sound: Sound) -> &'static str {
    SOUNDS[usize::from(sound)]
}

/// Whether a sound is a vowel; y and w are not.
pub(super) fn is_vowel(sound: Sound) -> bool {
    usize::from(sound) < VOWELS
}

/// Whether a sound is a digit.
pub(super) fn is_digit(sound: Sound) -> bool {
    usize::from(sound) >= DIGITS
}

fn sounds(name: &str) -> Option<std::ops::Range<usize>> {
    match name {
        "vowel" => Some(0..VOWELS),
        "consonant" => Some(VOWELS..DIGITS),
        _ => sound(name).map(|sound| usize::from(sound)..usize::from(sound) + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::{COSTS, Position, sound};

    #[test]
    fn one_row_overrides_the_general_one_in_both_directions() {
        let pair = |one: &str, other: &str| COSTS.pair(sound(one).unwrap(), sound(other).unwrap());
        let last = |name: &str| COSTS.skip(sound(name).unwrap(), Position::Last);
        assert_eq!(pair("k", "q"), pair("q", "k"));
        assert!(pair("k", "q") < pair("k", "m"));
        assert!(pair("a", "e") < pair("a", "m"));
        assert!(last("e") < last("a"));
        assert_eq!(last("7"), super::NEVER);
    }
}
