//! Cues of what is not the article, from `gazetteer/language/boilerplate.tsv`.

use std::ops::Range;
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

#[derive(Debug, Clone, Copy)]
struct Cue {
    words: &'static str,
    kind: Kind,
    hit: Hit,
}

struct Cues {
    /// Those that count at the start of a line.
    leading: Finder<2>,
    /// Those that count wherever they stand in a line.
    within: Finder<4>,
    /// Where these may begin.
    places_within: Filter,
    /// Those that count wherever they stand in a line under a promotion.
    weak: Finder<4>,
    /// Those that credit a picture.
    credits: Finder<2>,
    sites: Vec<&'static str>,
}

/// Keys of first bytes.
const KEYS: usize = 1 << 12;

/// Finds cues by their first bytes, so many of each, whatever the case of letters.
struct Finder<const FIRST: usize> {
    /// In the order of the keys of their first bytes.
    cues: Vec<Cue>,
    /// The first four bytes of each cue in small letters, and which of them it has.
    heads: Vec<[u32; 2]>,
    /// For each key the first cue that has it or a higher one.
    starts: Box<[u16; KEYS + 1]>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::new().expect("boilerplate.tsv is checked by a test"));

impl Cues {
    fn new() -> Result<Self, String> {
        let table = table::parse(include_str!("../../gazetteer/language/boilerplate.tsv")).map_err(|fault| fault.to_string())?;
        let (mut cues, mut sites) = (Vec::new(), Vec::new());
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
                cues.push(Cue { words: cue, kind, hit: Hit { zone, scope } });
            }
        }
        let of = |kinds: &[Kind]| cues.iter().filter(|cue| kinds.contains(&cue.kind)).copied().collect::<Vec<Cue>>();
        Ok(Self {
            leading: Finder::new(of(&[Kind::Line, Kind::Start, Kind::Head, Kind::Menu]))?,
            places_within: Filter::new(&of(&[Kind::Anywhere, Kind::Short]))?,
            within: Finder::new(of(&[Kind::Anywhere, Kind::Short]))?,
            weak: Finder::new(of(&[Kind::Weak]))?,
            credits: Finder::new(of(&[Kind::Credit]))?,
            sites,
        })
    }
}

impl<const FIRST: usize> Finder<FIRST> {
    fn new(mut cues: Vec<Cue>) -> Result<Self, String> {
        let key = |cue: &Cue| cue.words.as_bytes().first_chunk().map_or(0, Self::key);
        if let Some(short) = cues.iter().find(|cue| cue.words.len() < FIRST) {
            return Err(format!("{:?} has fewer than {FIRST} bytes", short.words));
        }
        cues.sort_by_key(key);
        let heads =
            cues.iter().map(|cue| [small(cue.words.as_bytes()), u32::MAX >> (8 * 4usize.saturating_sub(cue.words.len()))]).collect();
        let mut starts = Box::new([0; KEYS + 1]);
        for cue in &cues {
            starts[key(cue) + 1] += 1;
        }
        for place in 0..KEYS {
            starts[place + 1] += starts[place];
        }
        Ok(Self { cues, heads, starts })
    }

    /// The cues that have a key.
    #[inline]
    fn with(&self, key: usize) -> Range<usize> {
        usize::from(self.starts[key])..usize::from(self.starts[key + 1])
    }

    /// A number that first bytes have whatever the case of their letters, and that few other bytes have.
    #[inline]
    fn key(first: &[u8; FIRST]) -> usize {
        (small(first).wrapping_mul(0x9e37_79b1) >> (u32::BITS - KEYS.ilog2())) as usize
    }

    /// Calls back with every cue that begins in the first bytes of a text, at word boundaries: the cue, and where it begins and ends.
    #[inline]
    fn each(&self, text: &str, bytes: usize, mut found: impl FnMut(&Cue, usize, usize)) {
        for start in 0..bytes.min(text.len()) {
            self.at(text, start, &mut found);
        }
    }

    /// Calls back with the cues that begin at a byte.
    fn at(&self, text: &str, start: usize, mut found: impl FnMut(&Cue, usize, usize)) {
        let (before, rest) = text.as_bytes().split_at(start);
        let in_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        if in_word(before.last()) && in_word(rest.first()) {
            return;
        }
        let Some(key) = rest.first_chunk().map(Self::key) else { return };
        let (own, four) = (self.with(key), small(rest));
        for (cue, [head, mask]) in self.cues[own.clone()].iter().zip(&self.heads[own]) {
            if four & mask != head & mask {
                continue;
            }
            let words = cue.words.as_bytes();
            let end = start + words.len();
            let Some(bytes) = rest.get(..words.len()) else { continue };
            // The last bytes differ nearly always where the words do.
            let ends_alike = bytes.last().map(u8::to_ascii_lowercase) == words.last().map(u8::to_ascii_lowercase);
            let same = ends_alike && bytes.eq_ignore_ascii_case(words);
            if same && !is_inside_word(text, start) && !is_inside_word(text, end) {
                found(cue, start, end);
            }
        }
    }
}

/// The first four bytes, as far as there are so many, with their letters made small.
#[inline]
fn small(bytes: &[u8]) -> u32 {
    let four = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut four = [0; 4];
        four[..bytes.len()].copy_from_slice(bytes);
        four
    });
    u32::from_le_bytes(four) | 0x2020_2020
}

/// Tells where cues may stand in a text from its bytes at every third place.
///
/// Of a cue that stands in a text, one of the first [`STEP`] runs of [`RUN`] bytes begins at a place that is a multiple of the step. So it is
/// enough to look at these places, and the runs of all cues are kept as bits.
struct Filter(Box<[u64; 1 << (FILTER_BITS - 6)]>);

/// Bits of a filter, as a power of two: hardly one in a hundred is set.
const FILTER_BITS: u32 = 17;
const STEP: usize = 3;
const RUN: usize = 5;

impl Filter {
    fn new(cues: &[Cue]) -> Result<Self, String> {
        let mut bits = Box::new([0; 1 << (FILTER_BITS - 6)]);
        for words in cues.iter().map(|cue| cue.words.as_bytes()) {
            for start in 0..STEP {
                let run = words
                    .get(start..)
                    .filter(|rest| rest.len() >= RUN)
                    .ok_or_else(|| format!("{words:?} is too short to stand anywhere"))?;
                let (word, bit) = Self::place(eight(run));
                bits[word] |= bit;
            }
        }
        Ok(Self(bits))
    }

    /// The bit of a run, whatever the case of its letters.
    #[inline]
    fn place(bytes: u64) -> (usize, u64) {
        let run = (bytes | 0x2020_2020_2020_2020) << (64 - 8 * RUN);
        let number = run.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - FILTER_BITS);
        (number as usize / 64, 1 << (number % 64))
    }

    /// Calls back with the places of a text at which a cue may begin, in order.
    #[inline]
    fn each(&self, text: &str, mut found: impl FnMut(usize)) {
        let bytes = text.as_bytes();
        let mut look = |at: usize, eight: u64| {
            let (word, bit) = Self::place(eight);
            if self.0[word] & bit != 0 {
                (at.saturating_sub(STEP - 1)..=at).for_each(&mut found);
            }
        };
        let mut at = 0;
        while let Some(run) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            look(at, u64::from_le_bytes(*run));
            at += STEP;
        }
        while at + RUN <= bytes.len() {
            look(at, eight(&bytes[at..]));
            at += STEP;
        }
    }
}

/// The first eight bytes, with zeros for those that are not there.
fn eight(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    let length = bytes.len().min(8);
    eight[..length].copy_from_slice(&bytes[..length]);
    u64::from_le_bytes(eight)
}

/// Whether letters or digits stand on both sides of a place.
fn is_inside_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(char::is_alphanumeric) && text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

/// What the words of a line say it is; `menu` where it stands above the headline, `under` where it stands right under a promotion.
pub(super) fn of_line(line: &Line<'_>, menu: bool, under: bool) -> Option<Hit> {
    if line.text.len() > LONGEST {
        return None;
    }
    let text = line.text;
    let core_start = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let is_whole = |end| end >= text.trim_end_matches(|c: char| !c.is_alphanumeric()).len().max(core_start);
    let is_short = || !line.is_terminated() && line.words(SHORT + 1) <= SHORT;
    let mut best: Option<((bool, usize, usize), Hit)> = None;
    let mut take = |cue: &Cue, start: usize, end: usize| {
        let counts = match cue.kind {
            Kind::Line => is_whole(end),
            Kind::Menu => menu && is_whole(end),
            Kind::Start | Kind::Anywhere => true,
            Kind::Head | Kind::Short => is_short(),
            Kind::Weak => under,
            Kind::Site | Kind::Credit => false,
        };
        // The cue that reaches beyond its line wins, then the one that ends first.
        let rank = (cue.hit.scope == Scope::Line, end, start);
        if counts && best.is_none_or(|(best, _)| rank < best) {
            best = Some((rank, cue.hit));
        }
    };
    CUES.leading.each(text, core_start + 1, &mut take);
    CUES.places_within.each(text, |start| CUES.within.at(text, start, &mut take));
    if under {
        CUES.weak.each(text, text.len(), &mut take);
    }
    best.map(|(_, hit)| hit)
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
    let (bytes, after) = (tail.as_bytes(), tail.as_bytes().get(1..)?);
    let ends = |byte: u8| matches!(byte, b'.' | b'!' | b'?' | b'"' | b'\'' | b')' | b']' | b'}') | !byte.is_ascii();
    let hangs = |(before, after): (&u8, &u8)| ends(*before) & (after.is_ascii_uppercase() | !after.is_ascii());
    let core_end = tail.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let mut at = None;
    for (start, _) in (1..).zip(bytes.iter().zip(after)).filter(|(start, pair)| hangs(*pair) && tail.is_char_boundary(*start)) {
        CUES.leading.at(tail, start, |cue, start, end| {
            let after_stop = tail[..start].chars().next_back().is_some_and(|c| super::line::is_terminator(c) || super::line::is_closer(c));
            let capital = tail[start..].chars().next().is_some_and(char::is_uppercase);
            if cue.kind == Kind::Line && end >= core_end && after_stop && capital {
                at = Some(from + start);
            }
        });
    }
    at
}

/// Whether the words within the brackets that close a line credit a picture.
pub(super) fn is_credit(words: &str) -> bool {
    let mut found = false;
    CUES.credits.each(words, words.len(), |_, _, _| found = true);
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
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn a_look_at_every_third_byte_misses_no_cue(around in "[a-zé .]{0,9}", place in any::<prop::sample::Index>(), end in "[a-z. ]{0,9}") {
            let cues = &CUES.within.cues;
            let text = format!("{around}{}{end}", cues[place.index(cues.len())].words.to_uppercase());
            let (mut fast, mut slow) = (Vec::new(), Vec::new());
            CUES.within.each(&text, text.len(), |cue, start, _| slow.push((start, cue.words)));
            CUES.places_within.each(&text, |start| CUES.within.at(&text, start, |cue, start, _| fast.push((start, cue.words))));
            prop_assert_eq!(fast, slow, "{:?}", text);
        }
    }

    #[test]
    fn furniture_glued_to_a_sentence_is_found() {
        let text = "The harbour stayed shut.Skip to main content";
        assert_eq!(glued(text).map(|at| &text[at..]), Some("Skip to main content"));
        assert_eq!(glued("The harbour stayed shut. Read more"), None);
        assert_eq!(glued("Skip to main content"), None);
    }
}
