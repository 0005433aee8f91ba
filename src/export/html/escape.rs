//! Text that means nothing to HTML.

use serde::Serialize;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// JSON in whose strings no character can end the element around it, or a line of a script.
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(place) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
            out.write_all(&rest.as_bytes()[..place])?;
            let mut after = rest[place..].chars();
            let escaped = match after.next() {
                Some('<') => "\\u003c",
                Some('>') => "\\u003e",
                Some('&') => "\\u0026",
                Some('\u{2028}') => "\\u2028",
                _ => "\\u2029",
            };
            out.write_all(escaped.as_bytes())?;
            rest = after.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

/// Writes a value as such JSON.
pub(super) fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(out, Inert)).map_err(io::Error::from)
}

/// Text between tags.
pub(super) fn text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
