//! Bytes to text: strict UTF-8 first, then a byte order mark, then a guess that is reported.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text and how it was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Where the bytes were not UTF-8: the encoding, and how many places did not fit it.
    pub(super) guess: Option<(&'static str, usize)>,
}

/// Every so-manieth byte may be a control character in a text that is not UTF-8; more make it a binary file.
const CONTROLS: usize = 20;

/// Decodes a file. A byte order mark is no part of the text.
///
/// # Errors
/// The reason in words where the bytes are no text.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes).filter(|(encoding, _)| [UTF_16LE, UTF_16BE].contains(encoding)) {
        return with(encoding, &bytes[mark..]);
    }
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return Err(format!("binary file (NUL byte at offset {at})"));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{FEFF}') {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            Ok(Decoded { text, guess: None })
        }
        Err(error) => guess(error.as_bytes()),
    }
}

fn guess(bytes: &[u8]) -> Result<Decoded, String> {
    // A file that says it is UTF-8 is read so, with its faults counted.
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return with(UTF_8, rest);
    }
    let controls = bytes.iter().filter(|b| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)).count();
    if controls * CONTROLS > bytes.len() {
        return Err("binary file (control characters)".into());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    // Mostly UTF-8 with a few broken bytes: a guess would spoil all the other letters.
    if encoding != UTF_8 && mostly_utf8(bytes) { with(UTF_8, bytes) } else { with(encoding, bytes) }
}

/// Whether far more characters beyond ASCII are good UTF-8 than broken.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > 10 * broken
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, String> {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    if let Some(at) = text.find('\0') {
        return Err(format!("binary file (NUL character at offset {at} of the {} text)", encoding.name()));
    }
    let replaced = if faulty { text.chars().filter(|c| *c == '\u{FFFD}').count() } else { 0 };
    Ok(Decoded { text: text.into_owned(), guess: Some((encoding.name(), replaced)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Option<(&'static str, usize)>) {
        let decoded = decode(bytes.to_vec()).unwrap();
        (decoded.text, decoded.guess)
    }

    #[test]
    fn utf8_is_strict_and_loses_its_mark() {
        assert_eq!(text("\u{FEFF}Élodie".as_bytes()), ("Élodie".into(), None));
        assert_eq!(text(b""), (String::new(), None));
    }

    #[test]
    fn other_encodings_are_guessed_and_named() {
        let (latin, guess) = text(b"La gr\xE8ve des pilotes a dur\xE9 trois jours, a d\xE9clar\xE9 le maire.");
        assert!(latin.contains("grève") && latin.contains("déclaré"));
        assert_eq!(guess, Some(("windows-1252", 0)));
        assert_eq!(text(b"\xFF\xFEH\0i\0"), ("Hi".into(), Some(("UTF-16LE", 0))));
        assert_eq!(text(b"\xFE\xFF\0H\0i"), ("Hi".into(), Some(("UTF-16BE", 0))));
        let broken = [" «Élodie» à l’été ".repeat(5).as_bytes(), b"\xFF"].concat();
        assert_eq!(text(&broken).1, Some(("UTF-8", 1)));
    }

    #[test]
    fn binary_files_are_refused_with_their_place() {
        assert_eq!(decode(b"PK\x03\x04ab\0".to_vec()).unwrap_err(), "binary file (NUL byte at offset 6)");
        assert!(decode((0x80..=0xFF).chain(1..8).chain(1..8).collect()).unwrap_err().starts_with("binary file"));
        assert!(decode(b"\xFF\xFEH\0\0\0".to_vec()).unwrap_err().starts_with("binary file"));
    }
}
