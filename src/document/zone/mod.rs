//! Parts of a document: headline, article, captions, and what is none of them.

use crate::document::cue::{self, Scope};
use crate::document::dateline;
use crate::document::facts::Facts;
use crate::document::line::{Layout, Line, is_bulleted, last_word, lines};
use crate::document::shape;
use crate::text::Span;
use memchr::memchr_iter;

/// What a part of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ZoneKind {
    /// The headline on the first line.
    Headline,
    /// The article itself, with its subheads.
    #[default]
    Body,
    /// The words under a picture.
    Caption,
    /// Site furniture, calls to subscribe or submit, related headlines.
    Boilerplate,
}

impl ZoneKind {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// A part of a document. Zones are in text order, do not overlap, and cover every paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// Where it is.
    pub span: Span,
}

/// A headline has at most so many words.
const HEADLINE: usize = 25;
/// Furniture above the headline takes at most so many lines.
const TOP: usize = 15;
/// A line of so few words is a label, which no line below goes on with.
const SLUG: usize = 5;
/// So many headlines may stand under "Related".
const LIST: usize = 12;

/// Tells what each line of a document is. The lines of the article between two other zones make one zone; any other line makes its own,
/// but for lines that were broken by a program.
pub fn zones(text: &str) -> Vec<Zone> {
    let (lines, facts) = unglue(lines(text));
    let mut marks = Marks { kinds: vec![ZoneKind::Body; lines.len()], runs: vec![false; lines.len()] };
    let layout = Layout::new(text, &lines);
    let headline = headline(&lines);
    let above = headline.unwrap_or(0);
    mark_furniture(text, &lines, &facts, &layout, above, &mut marks);
    let Marks { mut kinds, runs } = marks;
    if let Some(place) = headline {
        kinds[place] = ZoneKind::Headline;
    }
    for kind in kinds.iter_mut().take(above).filter(|kind| **kind != ZoneKind::Caption) {
        *kind = ZoneKind::Boilerplate;
    }
    let mut zones: Vec<Zone> = Vec::new();
    for ((line, kind), run) in lines.iter().zip(kinds).zip(runs) {
        match zones.last_mut() {
            Some(zone) if zone.kind == kind && (kind == ZoneKind::Body || run) => {
                zone.span = Span::new(zone.span.range().start, line.end());
            }
            _ => zones.push(Zone { kind, span: line.span() }),
        }
    }
    zones
}

/// What the lines are, as far as it is known.
struct Marks {
    kinds: Vec<ZoneKind>,
    /// Whether a line goes on with the line above.
    runs: Vec<bool>,
}

/// Cuts off furniture that hangs on the last sentence of a line; gives the lines with their facts.
fn unglue(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, Vec<Facts>) {
    let facts: Vec<Facts> = lines.iter().map(|line| Facts::of(line.text)).collect();
    let hangs = |(line, facts): (&Line<'_>, &Facts)| facts.may_be_glued() && cue::glued(line.text).is_some();
    let Some(first) = lines.iter().zip(&facts).position(hangs) else { return (lines, facts) };
    let mut whole = lines[..first].to_vec();
    for line in &lines[first..] {
        match cue::glued(line.text) {
            Some(at) => {
                whole.push(Line { text: &line.text[..at], ..*line });
                whole.push(Line { text: &line.text[at..], start: line.start + at, gap: true });
            }
            None => whole.push(*line),
        }
    }
    let facts = whole.iter().map(|line| Facts::of(line.text)).collect();
    (whole, facts)
}

/// The line of the headline: the first that is no furniture, where it looks like one and text follows.
fn headline(lines: &[Line<'_>]) -> Option<usize> {
    for (place, line) in lines.iter().enumerate().take(TOP) {
        if is_top_furniture(line) || names_the_site(lines, place) {
            continue;
        }
        let next = lines.get(place + 1)?;
        let longer = next.text.len() > line.text.len();
        let follows = next.gap || longer || is_top_furniture(next);
        return (looks_like_headline(line) && follows).then_some(place);
    }
    None
}

fn looks_like_headline(line: &Line<'_>) -> bool {
    // Headlines may ask or cry, but have no full stop but that of an abbreviation.
    let last = last_word(line.text);
    let dotted = last.len() <= 8 && last.trim_end_matches('.').contains('.');
    let asks = |last: char| matches!(last, '?' | '!' | '…' | '\'' | '"' | '’' | '”');
    let stopped = line.is_terminated() && !line.text.ends_with(asks) && !dotted;
    let is_inner_stop = |at: usize| {
        let (before, after) = (&line.text[..at], &line.text[at + 1..]);
        after.strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_uppercase))
            && before.ends_with(char::is_lowercase)
            && last_word(before).chars().count() > 4
    };
    !stopped
        && !line.text.ends_with([':', ',', ';'])
        && !is_bulleted(line.text)
        && line.words(HEADLINE + 1) <= HEADLINE
        && !memchr_iter(b'.', line.text.as_bytes()).any(is_inner_stop)
        && line.text.chars().any(char::is_alphabetic)
}

/// Furniture that may stand above a headline.
fn is_top_furniture(line: &Line<'_>) -> bool {
    cue::of_line(line, true, false).is_some()
        || is_furniture(line, Facts::of(line.text))
        || shape::is_slogan(line)
        || shape::is_byline(line)
        || shape::is_caption(line)
}

/// Furniture by its shape, wherever it stands.
fn is_furniture(line: &Line<'_>, facts: Facts) -> bool {
    let dated = || dateline::date_line(line.text).is_some() || shape::is_related(line);
    facts.has_digit() && dated() || facts.may_have_link() && shape::is_address(line) || shape::is_slug(line.text)
}

/// Whether a short line names the site, which only shows where the headline still follows.
fn names_the_site(lines: &[Line<'_>], place: usize) -> bool {
    cue::is_site_name(lines[place].text)
        && lines[place + 1..]
            .iter()
            .take(TOP)
            .find(|line| !is_top_furniture(line) && !cue::is_site_name(line.text))
            .is_some_and(|line| line.words(5) == 5 && looks_like_headline(line))
}

fn mark_furniture(text: &str, lines: &[Line<'_>], facts: &[Facts], layout: &Layout<'_, '_>, above: usize, marks: &mut Marks) {
    let mut promotion = false;
    let mut body_seen = false;
    for (place, line) in lines.iter().enumerate() {
        let top = place < above;
        if marks.runs[place] {
            continue;
        }
        let hit = cue::of_line(line, top, promotion);
        promotion = false;
        if let Some(hit) = hit {
            marks.kinds[place] = hit.zone;
            match hit.scope {
                Scope::Line => mark_rest(lines, place, marks),
                Scope::Next => promotion = true,
                Scope::Paragraph => mark_run(lines, layout, place, marks),
                Scope::Previous => mark_previous(lines, place, marks),
                Scope::List => mark_list(lines, place, marks),
            }
        } else if marks.kinds[place] == ZoneKind::Body {
            if shape::is_caption(line) {
                mark_caption(lines, layout, place, marks);
            } else if related_run(text, lines, layout, place) {
                marks.kinds[place] = ZoneKind::Boilerplate;
                mark_run(lines, layout, place, marks);
            } else if is_furniture(line, facts[place]) || !body_seen && shape::is_byline(line) && place != above {
                marks.kinds[place] = ZoneKind::Boilerplate;
            } else if !body_seen && line.is_terminated() && line.words(9) > 8 {
                body_seen = true;
            }
        }
    }
}

/// Whether a bulleted line is the headline of another article once the lines are added that it runs on into.
fn related_run(text: &str, lines: &[Line<'_>], layout: &Layout<'_, '_>, place: usize) -> bool {
    const LONGEST: usize = 3;
    let line = &lines[place];
    if !is_bulleted(line.text) {
        return false;
    }
    let rest = (place..place + LONGEST).take_while(|place| layout.runs_on(*place)).count();
    rest > 0 && shape::is_related(&Line { text: &text[line.start..lines[place + rest].end()], ..*line })
}

/// Marks the lines under a line of furniture that go on with its sentence for sure: those in small letters.
fn mark_rest(lines: &[Line<'_>], place: usize, marks: &mut Marks) {
    for at in place + 1..lines.len() {
        let goes_on = !lines[at].gap && !lines[at - 1].is_terminated() && lines[at].text.starts_with(char::is_lowercase);
        if !goes_on || lines[at - 1].words(SLUG + 1) <= SLUG {
            break;
        }
        marks.kinds[at] = marks.kinds[place];
        marks.runs[at] = true;
    }
}

/// Marks the lines that a line of furniture runs on into.
fn mark_run(lines: &[Line<'_>], layout: &Layout<'_, '_>, place: usize, marks: &mut Marks) {
    for at in place + 1..lines.len() {
        if !layout.runs_on(at - 1) {
            break;
        }
        marks.kinds[at] = marks.kinds[place];
        marks.runs[at] = true;
    }
}

/// Marks the headline that belongs to the "Read more" under it, or after its colon.
fn mark_previous(lines: &[Line<'_>], place: usize, marks: &mut Marks) {
    let is_title = |line: &Line<'_>| !line.text.ends_with(['.', ':', ',']) && (3..=HEADLINE).contains(&line.words(HEADLINE + 1));
    let colon = lines[place].text.ends_with(':');
    if colon && lines.get(place + 1).is_some_and(|next| is_title(next) && !next.is_terminated()) {
        marks.kinds[place + 1] = ZoneKind::Boilerplate;
    } else if !colon && place > 0 && !lines[place].gap && is_title(&lines[place - 1]) && marks.kinds[place - 1] == ZoneKind::Body {
        marks.kinds[place - 1] = ZoneKind::Boilerplate;
    }
}

/// Marks the headlines under "Related", up to the first line that is a sentence.
fn mark_list(lines: &[Line<'_>], place: usize, marks: &mut Marks) {
    let is_item = |line: &&Line<'_>| {
        (!line.is_terminated() || line.text.ends_with('?')) && line.words(HEADLINE + 1) <= HEADLINE && !line.text.ends_with(':')
    };
    let count = lines[place + 1..].iter().take(LIST).take_while(is_item).count();
    marks.kinds[place + 1..=place + count].fill(ZoneKind::Boilerplate);
}

/// Marks the lines of a caption, from its credit upwards.
fn mark_caption(lines: &[Line<'_>], layout: &Layout<'_, '_>, place: usize, marks: &mut Marks) {
    marks.kinds[place] = ZoneKind::Caption;
    for at in (0..place).rev() {
        let open = marks.kinds[at] == ZoneKind::Body && !lines[at].is_terminated();
        if !open || !layout.runs_on(at) {
            break;
        }
        marks.kinds[at] = ZoneKind::Caption;
        marks.runs[at + 1] = true;
    }
}

#[cfg(test)]
mod tests;
