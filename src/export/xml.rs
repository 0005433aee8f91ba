//! Text in XML 1.0.

use super::columns::is_noncharacter;

/// Characters that XML cannot hold, even as references, are dropped; white space that a parser would change is written as
/// references.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\x1f' => {}
            letter if is_noncharacter(letter) => {}
            letter => out.push(letter),
        }
    }
    out
}
