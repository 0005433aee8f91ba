//! Cues of what is not the article, from `gazetteer/language/boilerplate.tsv`.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Input};
use std::sync::LazyLock;

use super::line::{Line, is_opener};
use super::zone::ZoneKind;
use crate::table;

/// Longer lines are paragraphs of the article whatever they contain.
const LONGEST: usize = 1200;
/// A label or a promotion has at most so many words.
const SHORT: usize = 12;

/// How far a cue reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The line itself.
    Line,
    /// With the lines that it runs on into.
    Paragraph,
    /// With the lines of promotion under it.
    Next,
    /// With the related headline directly above.
    Previous,
    /// With the headlines under it.
    List,
}

/// What a line was recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) zone: ZoneKind,
    pub(super) scope: Scope,
}

/// Which words count where; the words are told in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    Start,
    Head,
    Anywhere,
    Short,
    Menu,
    Weak,
    Site,
    Credit,
}

#[derive(Clone, Copy)]
struct Cue {
    kind: Kind,
    hit: Hit,
}

struct Cues {
    all: Finder,
    /// Those that count wherever they stand in a line, however long it is.
    anywhere: Finder,
    /// Bytes of the longest.
    longest: usize,
    sites: Vec<&'static str>,
}

/// Finds cues.
struct Finder {
    cues: Vec<Cue>,
    words: AhoCorasick,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::new().expect("boilerplate.tsv is checked by a test"));

impl Cues {
    fn new() -> Result<Self, String> {
        let table = table::parse(include_str!("../../gazetteer/language/boilerplate.tsv")).map_err(|fault| fault.to_string())?;
        let (mut cues, mut words, mut sites) = (Vec::new(), Vec::new(), Vec::new());
        for row in table.rows() {
            let kind = match row.get("kind") {
                Some("line") => Kind::Line,
                Some("start") => Kind::Start,
                Some("head") => Kind::Head,
                Some("anywhere") => Kind::Anywhere,
                Some("short") => Kind::Short,
                Some("menu") => Kind::Menu,
                Some("weak") => Kind::Weak,
                Some("site") => Kind::Site,
                Some("credit") => Kind::Credit,
                _ => return Err(row.fault("kind", "unknown kind").to_string()),
            };
            let scope = match row.get("scope") {
                None | Some("line") => Scope::Line,
                Some("paragraph") => Scope::Paragraph,
                Some("next") => Scope::Next,
                Some("previous") => Scope::Previous,
                Some("list") => Scope::List,
                _ => return Err(row.fault("scope", "unknown scope").to_string()),
            };
            let zone = match row.get("zone") {
                None => ZoneKind::Boilerplate,
                Some("caption") => ZoneKind::Caption,
                _ => return Err(row.fault("zone", "unknown zone").to_string()),
            };
            row.get("reason").ok_or_else(|| row.fault("reason", "no reason").to_string())?;
            let cue = row.get("cue").ok_or_else(|| row.fault("cue", "no cue").to_string())?;
            if kind == Kind::Site {
                sites.push(cue);
            } else {
                cues.push(Cue { kind, hit: Hit { zone, scope } });
                words.push(cue);
            }
        }
        let longest = words.iter().map(|word: &&str| word.len()).max().unwrap_or(0);
        let anywhere = cues.iter().zip(&words).filter(|(cue, _)| cue.kind == Kind::Anywhere);
        let (few, few_words): (Vec<Cue>, Vec<&str>) = anywhere.map(|(cue, word)| (*cue, *word)).unzip();
        Ok(Self { all: Finder::new(cues, &words)?, anywhere: Finder::new(few, &few_words)?, longest, sites })
    }
}

impl Finder {
    fn new(cues: Vec<Cue>, words: &[&str]) -> Result<Self, String> {
        // Every byte of every text goes through it: a DFA is worth its memory.
        let words = AhoCorasickBuilder::new().ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(words);
        Ok(Self { cues, words: words.map_err(|error| error.to_string())? })
    }

    /// Calls back with every cue that stands in the first bytes of a text at word boundaries: its kind, what it means, its bytes.
    fn each(&self, text: &str, bytes: usize, mut found: impl FnMut(Kind, Hit, usize, usize)) {
        for hit in self.words.find_overlapping_iter(Input::new(text).range(..bytes)) {
            let (start, end) = (hit.start(), hit.end());
            let cut = |left: Option<char>, right: Option<char>| {
                left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
            };
            let inside = cut(text[..start].chars().next_back(), text[start..].chars().next())
                || cut(text[..end].chars().next_back(), text[end..].chars().next());
            if !inside {
                let cue = &self.cues[hit.pattern().as_usize()];
                found(cue.kind, cue.hit, start, end);
            }
        }
    }
}

/// What the words of a line say it is; `menu` where it stands above the headline, `under` where it stands right under a promotion.
pub(super) fn of_line(line: &Line<'_>, menu: bool, under: bool) -> Option<Hit> {
    if line.text.len() > LONGEST {
        return None;
    }
    let text = line.text;
    let core_start = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let core_end = text.trim_end_matches(|c: char| !c.is_alphanumeric()).len().max(core_start);
    let short = !line.is_terminated() && line.words(SHORT + 1) <= SHORT;
    let mut best: Option<Hit> = None;
    let mut take = |kind, hit: Hit, start: usize, end: usize| {
        let leads = start <= core_start;
        let counts = match kind {
            Kind::Line => leads && end >= core_end,
            Kind::Menu => menu && leads && end >= core_end,
            Kind::Start => leads,
            Kind::Head => leads && short,
            Kind::Anywhere => true,
            Kind::Short => short,
            Kind::Weak => under,
            Kind::Site | Kind::Credit => false,
        };
        // The cue that reaches beyond its line wins, then the first.
        if counts && best.is_none_or(|best| best.scope == Scope::Line && hit.scope != Scope::Line) {
            best = Some(hit);
        }
    };
    // What leads a line stands at its beginning; most lines are long, and for few cues it makes no difference where they stand.
    let beginning = if short || under { text.len() } else { text.len().min(core_start + CUES.longest) };
    CUES.all.each(text, beginning, &mut take);
    if beginning < text.len() {
        CUES.anywhere.each(text, text.len(), |kind, hit, start, end| {
            if end > beginning {
                take(kind, hit, start, end);
            }
        });
    }
    best
}

/// Whether a line is all of a cue that stands at the end of a longer line: gives the byte where the cue starts.
///
/// Files that were joined without a line end glue the furniture of one text to the last sentence of another.
pub(super) fn glued(text: &str) -> Option<usize> {
    const TAIL: usize = 40;
    let mut from = text.len().saturating_sub(TAIL);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let tail = &text[from..];
    // Where a sentence ends hardly ever follows a letter at once.
    let hangs = |pair: &[u8]| {
        let [before, after] = *pair else { return false };
        (!before.is_ascii_alphanumeric() && !before.is_ascii_whitespace()) && (after.is_ascii_uppercase() || !after.is_ascii())
    };
    if !tail.as_bytes().windows(2).any(hangs) {
        return None;
    }
    let core_end = tail.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let mut at = None;
    CUES.all.each(tail, tail.len(), |kind, _, start, end| {
        let after_stop = tail[..start].chars().next_back().is_some_and(|c| super::line::is_terminator(c) || super::line::is_closer(c));
        let capital = tail[start..].chars().next().is_some_and(char::is_uppercase);
        if kind == Kind::Line && end >= core_end && after_stop && capital && from + start > 0 {
            at = Some(from + start);
        }
    });
    at
}

/// Whether the words within the brackets that close a line credit a picture.
pub(super) fn is_credit(words: &str) -> bool {
    let mut found = false;
    CUES.all.each(words, words.len(), |kind, _, _, _| found |= kind == Kind::Credit);
    found
}

/// Whether a short line names a site or an outlet.
pub(super) fn is_site_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let capitals = words
        .clone()
        .take(5)
        .all(|word| word.trim_start_matches(is_opener).chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric()));
    let named = |word: &str| {
        let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        CUES.sites.iter().any(|site| lower.ends_with(site)) || is_domain(&lower)
    };
    capitals && words.clone().take(5).count() <= 4 && words.any(named)
}

fn is_domain(word: &str) -> bool {
    word.rsplit_once('.')
        .is_some_and(|(name, end)| name.len() > 2 && matches!(end, "com" | "net" | "org" | "info" | "news" | "tv" | "co" | "io" | "eu"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        Cues::new().unwrap();
    }

    #[test]
    fn cues_match_at_word_boundaries_only() {
        let line = |text| Line { text, start: 0, gap: true };
        assert!(of_line(&line("» READ MORE «"), false, false).is_some());
        assert!(of_line(&line("Readers read more books than before"), false, false).is_none());
        assert!(of_line(&line("Politics"), false, false).is_none());
        assert!(of_line(&line("Politics"), true, false).is_some());
    }

    #[test]
    fn furniture_glued_to_a_sentence_is_found() {
        let text = "The harbour stayed shut.Skip to main content";
        assert_eq!(glued(text).map(|at| &text[at..]), Some("Skip to main content"));
        assert_eq!(glued("The harbour stayed shut. Read more"), None);
        assert_eq!(glued("Skip to main content"), None);
    }
}
