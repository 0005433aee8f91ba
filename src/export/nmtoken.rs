//! Ids that XML and every DOT reader accept.

use std::fmt::Write as _;

/// Whether XML 1.0 allows a character in a name token.
fn is_name_char(letter: char) -> bool {
    matches!(letter,
        '-' | '.' | ':' | '_' | '0'..='9' | 'A'..='Z' | 'a'..='z' | '\u{b7}' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{203f}'..='\u{2040}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// Marks an id that had to be rewritten.
const MARK: &str = "id.";

/// The id itself where it is a name token, otherwise one that no other id can have.
pub(super) fn node_id(id: &str) -> String {
    if !id.is_empty() && !id.starts_with(MARK) && id.chars().all(is_name_char) { id.to_owned() } else { format!("{MARK}{}", escape(id)) }
}

/// A name of a column: every sign that a name token cannot have becomes an underscore. Different names may become one.
pub(super) fn token(name: &str) -> String {
    let token: String = name.trim().chars().map(|letter| if is_name_char(letter) { letter } else { '_' }).collect();
    if token.is_empty() { "_".to_owned() } else { token }
}

/// As [`node_id`], and without colons, which join the parts of an edge's id and mark ports in DOT.
pub(super) fn plain_id(id: &str) -> String {
    if id.contains(':') { format!("{MARK}{}", escape(id)) } else { node_id(id) }
}

/// An id of an edge, from what it joins.
pub(super) fn edge_id(subject: &str, relation: &str, object: &str) -> String {
    [subject, relation, object].map(plain_id).join(":")
}

/// Everything but letters, digits, hyphens and underscores as its number between dots; that keeps different ids apart.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if is_name_char(letter) && !matches!(letter, '.' | ':') {
            out.push(letter);
        } else {
            let _ = write!(out, ".{:x}.", u32::from(letter));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_where_they_can_and_never_clash() {
        assert_eq!(node_id("asaad-al-shaibani"), "asaad-al-shaibani");
        assert_eq!(node_id("İlkay"), "İlkay");
        let ids = ["", "a b", "a.20.b", "id.a.20.b", "a\"b", "a:b", "a\u{0}b", "id.", "=x", "a×b"];
        let mut written: Vec<_> = ids.iter().map(|id| node_id(id)).collect();
        assert!(written.iter().all(|id| !id.is_empty() && id.chars().all(is_name_char)), "{written:?}");
        written.sort();
        written.dedup();
        assert_eq!(written.len(), ids.len());
        assert_ne!(edge_id("a:b", "r", "c"), edge_id("a", "b:r", "c"));
    }
}
