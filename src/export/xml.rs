//! Text in XML 1.0.

use super::columns::is_noncharacter;

/// Bytes that are not written as they are; the three of U+FFFE and U+FFFF begin with 0xef, as others do.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut control = 0;
    while control < 0x20 {
        special[control] = true;
        control += 1;
    }
    let mut place = 0;
    while place < b"&<>\"\xef".len() {
        special[b"&<>\"\xef"[place] as usize] = true;
        place += 1;
    }
    special
};

/// Characters that XML cannot hold, even as references, are dropped; white space that a parser would change is written as
/// references.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// The same behind what `out` holds.
pub(super) fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    // Most texts hold nothing special, and a fold over all bytes is done many at a time.
    if text.bytes().fold(0, |found, byte| found | u8::from(byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xef))) == 0 {
        return out.push_str(text);
    }
    while let Some(place) = rest.bytes().position(|byte| SPECIAL[usize::from(byte)]) {
        let (plain, special) = rest.split_at(place);
        out.push_str(plain);
        let mut letters = special.chars();
        match letters.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\t') => out.push_str("&#9;"),
            Some('\n') => out.push_str("&#10;"),
            Some('\r') => out.push_str("&#13;"),
            Some('\0'..='\x1f') | None => {}
            Some(letter) if is_noncharacter(letter) => {}
            Some(letter) => out.push(letter),
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_dropped_and_the_rest_comes_through() {
        assert_eq!(escape("plain ünïcode \u{ff01}\u{fefe}"), "plain ünïcode \u{ff01}\u{fefe}");
        assert_eq!(escape("<a b=\"c\">&amp;\u{fffe}\u{ffff}\0\u{1f}\t\r\n"), "&lt;a b=&quot;c&quot;&gt;&amp;amp;&#9;&#13;&#10;");
        assert_eq!(escape(""), "");
    }
}
