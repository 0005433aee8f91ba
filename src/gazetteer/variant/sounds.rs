//! Letters to sounds: the longest group of letters that is one sound, and sounds written twice once.

use super::costs::{COSTS, Sound, first_letters, is_digit, is_vowel, known};

/// Longest word of which all sounds count where none is allocated.
const LONGEST: usize = 48;

/// The sounds of a folded word; letters of other scripts are none.
pub(super) fn sounds(word: &str) -> Vec<Sound> {
    let mut out = Vec::with_capacity(word.len());
    each(word, &mut |sound| out.push(sound));
    out
}

/// The sounds of a folded word without a place of their own in memory; of a very long word the first.
#[derive(Debug, Clone, Copy)]
pub(super) struct FewSounds {
    sounds: [Sound; LONGEST],
    len: usize,
}

impl FewSounds {
    pub(super) fn of(word: &str) -> Self {
        let mut found = Self { sounds: [0; LONGEST], len: 0 };
        each(word, &mut |sound| {
            if let Some(place) = found.sounds.get_mut(found.len) {
                *place = sound;
                found.len += 1;
            }
        });
        found
    }

    pub(super) fn as_slice(&self) -> &[Sound] {
        &self.sounds[..self.len]
    }

    /// Whether there may be more of them.
    pub(super) fn is_cut(&self) -> bool {
        self.len == LONGEST
    }
}

fn each(word: &str, out: &mut impl FnMut(Sound)) {
    let mut last = None;
    // 11 is not 1.
    let mut push = |sound: Sound| {
        if last != Some(sound) || is_digit(sound) {
            out(sound);
        }
        last = Some(sound);
    };
    let costs = &*COSTS;
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let taken = letter.len_utf8();
        let groups = costs.letters(letter);
        if !groups.is_empty() {
            let first = first_letters(rest);
            if let Some(group) = groups.iter().find(|group| group.begins(first)) {
                push(group.sound);
                rest = &rest[group.length..];
                continue;
            }
        }
        let follows = rest[taken..].chars().next();
        let before_front = matches!(follows, Some('e' | 'i' | 'y'));
        let before_vowel = matches!(follows, Some('a' | 'e' | 'i' | 'o' | 'u'));
        let (found, taken) = match letter {
            'g' if follows == Some('u') && rest[2..].starts_with(['e', 'i']) => (Some(const { known("g") }), 2),
            'q' if follows == Some('u') && rest[2..].starts_with(['e', 'i']) => (Some(const { known("k") }), 2),
            // Indonesian and Malay.
            's' if follows == Some('y') && rest[2..].starts_with(['a', 'e', 'i', 'o', 'u']) => (Some(const { known("sh") }), 2),
            'c' if before_front => (Some(const { known("ce") }), taken),
            'c' if follows.is_some() && !before_vowel => (Some(const { known("k") }), taken),
            'x' if rest.len() == word.len() => (Some(const { known("sh") }), taken),
            'x' => {
                push(const { known("k") });
                (Some(const { known("s") }), taken)
            }
            'y' if !before_vowel => (Some(const { known("i") }), taken),
            _ => (costs.letter(letter), taken),
        };
        found.into_iter().for_each(&mut push);
        rest = &rest[taken..];
    }
}

/// How much a word says, in hundredths: a consonant more than a vowel.
pub(super) fn weight(sounds: &[Sound]) -> i32 {
    sounds.iter().map(|sound| if is_vowel(*sound) { 40 } else { 100 }).sum()
}

/// How many consonants.
pub(super) fn consonants(sounds: &[Sound]) -> usize {
    sounds.iter().filter(|sound| !is_vowel(**sound)).count()
}

#[cfg(test)]
mod tests {
    use super::super::costs::sound_name;
    use super::sounds;

    #[test]
    fn the_longest_letters_win_and_doubles_collapse() {
        for (word, wanted) in [
            ("khrushchev", "kh r u shch e v"),
            ("mohammed", "m o h a m e d"),
            ("sergei", "s e r g e i"),
            ("guevara", "g e v a r a"),
            ("yusuf", "y u s u f"),
            ("zelenskyy", "z e l e n s k i"),
            ("syarif", "sh a r i f"),
            ("cyril", "ce i r i l"),
            ("alexei", "a l e k s e i"),
            ("11", "1 1"),
            ("سالم", ""),
        ] {
            let found: Vec<_> = sounds(word).into_iter().map(sound_name).collect();
            assert_eq!(found.join(" "), wanted, "{word}");
        }
    }
}
