//! What the parser sees of a word: keys of its folded form, its endings and beginnings, and its shape.

/// Features of one word.
pub const FEATURES: usize = 8;

/// The form of a token that stands for a whole name, whatever its words.
pub const NAME: &str = "\u{1}name";

/// Keys of the features of a word; 0 says that it has none of that kind. `first` says that the word opens its sentence.
pub fn keys(form: &str, first: bool) -> [u32; FEATURES] {
    if form == NAME {
        return [key(0, NAME.bytes()), 0, 0, 0, 0, 0, 0, key(7, NAME.bytes())];
    }
    let mut buffer = [0u8; 64];
    let folded = fold(form, &mut buffer);
    let letters = folded.len();
    let ending = |count: usize| if letters > count { key(count, cut(folded, letters - count..letters)) } else { 0 };
    let beginning = |count: usize| if letters > count { key(count + 3, cut(folded, 0..count)) } else { 0 };
    [
        key(0, folded.iter().copied()),
        key(9, cut(folded, letters.saturating_sub(1)..letters)),
        ending(2),
        ending(3),
        if letters > 5 { key(10, cut(folded, letters - 4..letters)) } else { 0 },
        beginning(1),
        beginning(3),
        shape(form, first),
    ]
}

/// Which feature is the word itself.
pub const WORD: usize = 0;

fn cut(folded: &[u8], range: std::ops::Range<usize>) -> impl Iterator<Item = u8> + '_ {
    folded[range].iter().copied()
}

/// Lower case, digits as one; at most 64 bytes of it. Bytes beyond ASCII stay, but for the capital letters of Latin-1, Greek and Cyrillic.
fn fold<'a>(form: &str, buffer: &'a mut [u8; 64]) -> &'a [u8] {
    let mut length = 0;
    let mut push = |byte: u8| {
        if length < buffer.len() {
            buffer[length] = byte;
            length += 1;
        }
    };
    for letter in form.chars() {
        match letter {
            '0'..='9' => push(b'0'),
            'A'..='Z' => push(letter as u8 | 0x20),
            '\0'..='\x7f' => push(letter as u8),
            '\u{2019}' | '\u{2018}' => push(b'\''),
            '\u{201c}' | '\u{201d}' => push(b'"'),
            '\u{2013}' | '\u{2014}' => push(b'-'),
            _ => {
                let mut bytes = [0; 4];
                let lower = letter.to_lowercase().next().unwrap_or(letter);
                lower.encode_utf8(&mut bytes).bytes().for_each(&mut push);
            }
        }
    }
    &buffer[..length]
}

/// The kinds of characters in order, runs as one, at most eight: `Xx` of `Berlin`, `X-d` of `F-16`.
fn shape(form: &str, first: bool) -> u32 {
    let mut kinds = [0u8; 8];
    let mut length = 0;
    for letter in form.chars() {
        let kind = match letter {
            'a'..='z' => b'x',
            'A'..='Z' => b'X',
            '0'..='9' => b'd',
            '\0'..='\x7f' => letter as u8,
            _ if letter.is_uppercase() => b'X',
            _ if letter.is_alphabetic() => b'x',
            _ => b'?',
        };
        // Two capitals or more are another shape than one.
        let run = length > 0 && kinds[length - 1] == kind && (kind != b'X' || length > 1 && kinds[length - 2] == b'X');
        if !run && length < kinds.len() {
            kinds[length] = kind;
            length += 1;
        }
    }
    key(11 + usize::from(first), kinds[..length].iter().copied())
}

/// FNV-1a of kind and bytes, folded to 32 bits; never 0.
fn key(kind: usize, bytes: impl Iterator<Item = u8>) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64 ^ kind as u64;
    hash = hash.wrapping_mul(0x0100_0000_01b3);
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    u32::try_from((hash ^ (hash >> 32)) & u64::from(u32::MAX)).map_or(1, |folded| folded.max(1))
}
