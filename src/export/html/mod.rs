//! One self-contained page that shows a graph in any browser, without a network: data, style and script are inside.
//!
//! The script and the style are made from `page/` (`just page`) and checked in. The text of documents reaches the page as JSON only, in which
//! no character means anything to HTML; a content security policy admits this one script and forbids every request.

mod data;
mod escape;
mod evidence;
mod table;
#[cfg(test)]
mod tests;

use crate::graph::GraphView;
use std::io::{self, Write};

/// The page around the data, with `{{name}}` where something is put in.
const FRAME: &str = include_str!("../../../page/src/page.html");
const SCRIPT: &str = include_str!("../../../page/dist/page.js");
const STYLE: &str = include_str!("../../../page/dist/page.css");
/// Licences of what is in the script.
const LICENCES: &str = include_str!("../../../page/dist/licences.txt");
/// Lines of `file sha256-…`, as a content security policy writes checksums.
const CHECKSUMS: &str = include_str!("../../../page/dist/checksums.txt");

/// Writes the whole page.
pub(super) fn write(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = FRAME;
    while let Some((before, name, after)) = next_mark(rest) {
        out.write_all(before.as_bytes())?;
        match name {
            "policy" => out.write_all(policy().as_bytes())?,
            "style" => out.write_all(STYLE.as_bytes())?,
            "script" => out.write_all(SCRIPT.as_bytes())?,
            "licences" => out.write_all(escape::text(LICENCES).as_bytes())?,
            "data" => data::write(view, out)?,
            // A test sees to it that there are no others.
            _ => {}
        }
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// What stands before the next mark, its name, and what stands behind it.
fn next_mark(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{{")?;
    let (name, after) = rest.split_once("}}")?;
    Some((before, name, after))
}

/// Nothing is loaded, sent or opened; one script and one style run, known by their checksums.
fn policy() -> String {
    format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; connect-src 'none'; base-uri 'none'; form-action 'none'",
        checksum("page.js"),
        checksum("page.css")
    )
}

/// The recorded checksum of a file.
fn checksum(file: &str) -> &'static str {
    let lines = CHECKSUMS.lines().filter_map(|line| line.split_once(' '));
    lines.into_iter().find(|(name, _)| *name == file).map_or("", |(_, sum)| sum)
}
