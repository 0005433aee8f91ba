//! Letters to sounds: the longest group of letters that is one sound, and sounds written twice once.

use super::costs::{COSTS, Sound, is_vowel, sound};

/// The sounds of a folded word; letters of other scripts are none.
pub(super) fn sounds(word: &str) -> Vec<Sound> {
    let mut out = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        if let Some((letters, sound)) = COSTS.letters().iter().find(|(letters, _)| rest.starts_with(letters.as_str())) {
            push(&mut out, *sound);
            rest = &rest[letters.len()..];
            continue;
        }
        let follows = rest[letter.len_utf8()..].chars().next();
        let before_front = matches!(follows, Some('e' | 'i' | 'y'));
        let before_vowel = matches!(follows, Some('a' | 'e' | 'i' | 'o' | 'u'));
        let mut taken = letter.len_utf8();
        let name = match letter {
            'g' | 'q' if follows == Some('u') && rest[2..].starts_with(['e', 'i']) => {
                taken = 2;
                if letter == 'g' { "g" } else { "k" }
            }
            // Indonesian and Malay.
            's' if follows == Some('y') && rest[2..].starts_with(['a', 'e', 'i', 'o', 'u']) => {
                taken = 2;
                "sh"
            }
            'c' if before_front => "ce",
            'c' if follows.is_some() && !before_vowel => "k",
            'x' if out.is_empty() => "sh",
            'x' => {
                push_named(&mut out, "k");
                "s"
            }
            'y' if !before_vowel => "i",
            _ => &rest[..taken],
        };
        push_named(&mut out, name);
        rest = &rest[taken..];
    }
    out
}

fn push(out: &mut Vec<Sound>, sound: Sound) {
    if out.last() != Some(&sound) {
        out.push(sound);
    }
}

fn push_named(out: &mut Vec<Sound>, name: &str) {
    if let Some(sound) = sound(name) {
        // 11 is not 1.
        if name.as_bytes()[0].is_ascii_digit() { out.push(sound) } else { push(out, sound) }
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
