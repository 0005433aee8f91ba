//! Reads the blocks of a golden file.

use nisba::document::Date;
use std::ops::Range;

/// What a `found` block compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Mentions and ambiguous names with all that is known about them.
    Mentions,
    /// The same without readings.
    Names,
    /// Places and states alone, with their readings.
    Readings,
    /// Relations.
    Relations,
    /// Pairs that only stand together.
    Cooccurrences,
    /// Sentences with their zones.
    Sentences,
    /// Two names, `a | b` a line: whether they may stand for one entity.
    Pairs,
    /// Mentions, then relations.
    All,
}

/// The pack that a section brings along.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Packs {
    /// Without the built-in entities.
    pub(crate) only: bool,
    /// Tables, see [`crate::support::pack`].
    pub(crate) tables: String,
}

/// One `found` block with the text it is about.
#[derive(Debug)]
pub(crate) struct Check {
    /// The `##` heading above it.
    pub(crate) heading: String,
    pub(crate) text: String,
    pub(crate) date: Option<Date>,
    pub(crate) packs: Option<Packs>,
    pub(crate) part: Part,
    /// Indices of the lines of the block, without its fences.
    pub(crate) block: Range<usize>,
}

/// All checks of a file, in order.
///
/// # Panics
/// At a block that is not understood: a golden file with a slip must not pass.
pub(crate) fn parse(name: &str, file: &str) -> Vec<Check> {
    let mut checks = Vec::new();
    let (mut heading, mut text, mut date, mut packs) = (String::new(), None, None, None);
    let mut lines = file.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let place = format!("{name}:{}", number + 1);
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut heading);
            (text, packs) = (None, None);
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let content: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        let block = number + 1..number + 1 + content.len();
        let content = content.join("\n");
        match info.split(' ').collect::<Vec<_>>()[..] {
            ["text"] => (text, date) = (Some(content), None),
            ["text", day] => {
                let day = Date::parse(day).unwrap_or_else(|| panic!("{place}: {day} is no date"));
                (text, date) = (Some(content), Some(day));
            }
            ["gazetteer"] => packs = Some(Packs { only: false, tables: content }),
            ["gazetteer", "only"] => packs = Some(Packs { only: true, tables: content }),
            ["found"] => checks.push(check(&heading, text.as_ref(), date, packs.as_ref(), Part::All, block, &place)),
            ["found", part] => {
                let part = self::part(part).unwrap_or_else(|| panic!("{place}: {part} is nothing that is compared"));
                checks.push(check(&heading, text.as_ref(), date, packs.as_ref(), part, block, &place));
            }
            _ => panic!("{place}: a block is text, gazetteer or found, not {info:?}"),
        }
    }
    assert!(!checks.is_empty(), "{name}: no case");
    checks
}

fn part(word: &str) -> Option<Part> {
    Some(match word {
        "mentions" => Part::Mentions,
        "names" => Part::Names,
        "readings" => Part::Readings,
        "relations" => Part::Relations,
        "cooccurrences" => Part::Cooccurrences,
        "pairs" => Part::Pairs,
        "sentences" => Part::Sentences,
        "all" => Part::All,
        _ => return None,
    })
}

fn check(
    heading: &str,
    text: Option<&String>,
    date: Option<Date>,
    packs: Option<&Packs>,
    part: Part,
    block: Range<usize>,
    place: &str,
) -> Check {
    let text = text.unwrap_or_else(|| panic!("{place}: no text above")).clone();
    Check { heading: heading.to_owned(), text, date, packs: packs.cloned(), part, block }
}
