//! Text and links in Markdown.

use super::super::columns::{is_bidi_control, visible};
use std::fmt::Write as _;

/// Text that stays text, on one line: signs that mean something to `CommonMark`, GitHub or Obsidian (`#tag`, `==mark==`, `$formula$`,
/// `%%comment%%`, bare addresses) have a backslash before them, which all of them take away again.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in visible(text).chars().filter(|&letter| !is_bidi_control(letter)) {
        // A bare `www.` becomes a link as an address does.
        if "\\`*_{}[]<>#|~&$=%^!@:+".contains(letter) || (letter == '.' && is_www(&out)) {
            out.push('\\');
        }
        out.push(letter);
    }
    // `1.` and `-` would begin a list where a line begins with them.
    let numbered = out.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')']);
    if let Some(place) = out.find(['-', '.', ')']).filter(|place| *place == 0 || numbered) {
        out.insert(place, '\\');
    }
    out.trim().to_owned()
}

/// Whether a text ends in `www`, in any case.
fn is_www(text: &str) -> bool {
    text.as_bytes().last_chunk::<3>().is_some_and(|end| end.eq_ignore_ascii_case(b"www"))
}

/// A relative link to a file.
pub(super) fn link(label: &str, folder: &str, name: &str) -> String {
    let mut target = folder.to_owned();
    for byte in name.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' | b'.' => target.push(char::from(byte)),
            byte => {
                let _ = write!(target, "%{byte:02X}");
            }
        }
    }
    format!("[{}]({target})", escape(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_holds_stays_text() {
        for (text, expected) in [
            ("Alba Moreno-Lind (née O'Brien)", "Alba Moreno-Lind (née O'Brien)"),
            ("<b>x</b> &amp; [[y]] ![z](javascript:1)", "\\<b\\>x\\</b\\> \\&amp; \\[\\[y\\]\\] \\!\\[z\\](javascript\\:1)"),
            ("# *a* _b_ `c` ~d~ |e|", "\\# \\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\|e\\|"),
            ("#tag ==m== $f$ %%c%% ^x", "\\#tag \\=\\=m\\=\\= \\$f\\$ \\%\\%c\\%\\% \\^x"),
            ("https://x.example WWW.x.example a@b", "https\\://x.example WWW\\.x.example a\\@b"),
            ("back\\slash\\", "back\\\\slash\\\\"),
            ("- item", "\\- item"),
            ("12. item", "12\\. item"),
            ("3) item", "3\\) item"),
            ("+1", "\\+1"),
            ("a\n\n# b\u{202e}\u{1}", "a \\# b"),
        ] {
            assert_eq!(escape(text), expected);
        }
    }

    #[test]
    fn links_are_encoded() {
        assert_eq!(link("a]b", "entities/", "Ä (b) 1.md"), "[a\\]b](entities/%C3%84%20%28b%29%201.md)");
    }
}
