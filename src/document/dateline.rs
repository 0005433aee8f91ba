//! The date that a document states itself: a line of its own near the top, or a dateline at the start of the article.

use super::date::Date;
use super::line::{Line, is_bulleted, is_space, lines};
use super::shape;
use super::zone::{Zone, ZoneKind};

/// A date line stands among so many first lines.
const TOP: usize = 12;
/// A dateline ends within so many bytes.
const DATELINE: usize = 120;

/// Reads the date of a document from its text: a date line among the first lines, else a dateline with a year. Dates of related headlines,
/// of the copyright line and of the article itself do not count, and no clock is read.
pub fn document_date(text: &str, zones: &[Zone]) -> Option<Date> {
    let top = prefix(text, zones);
    let lines = lines(top);
    let in_zone = |line: &Line<'_>, kind| zones.iter().take(2 * TOP).any(|zone| zone.kind == kind && zone.span.contains(line.span()));
    let furniture = lines.iter().take(TOP).filter(|line| in_zone(line, ZoneKind::Boilerplate));
    let dated = furniture.clone().find_map(|line| date_line(line.text)).or_else(|| furniture.clone().find_map(loose_date));
    dated.or_else(|| lines.iter().find(|line| in_zone(line, ZoneKind::Body)).and_then(|line| dateline(line.text)))
}

/// The text up to the end of the first few zones: enough for every date line, so that a long article is not cut into lines again.
fn prefix<'t>(text: &'t str, zones: &[Zone]) -> &'t str {
    const LONGEST: usize = 8192;
    let first_body = zones.iter().position(|zone| zone.kind == ZoneKind::Body).map_or(zones.len(), |place| place + 3);
    let mut end = zones.iter().take(first_body).next_back().map_or(0, |zone| zone.span.range().end).min(LONGEST).min(text.len());
    // A cut line would lie in no zone, so the cut may fall anywhere but inside a character.
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A line that is a date and nothing else but labels, a weekday and a time.
pub(super) fn date_line(text: &str) -> Option<Date> {
    if text.len() > 160 {
        return None;
    }
    let mut date = None;
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        if rest.is_empty() {
            return date;
        }
        if let Some((found, length)) = date_at_start(rest) {
            date = date.or(Some(found));
            rest = &rest[length..];
            continue;
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(rest.len());
        let word = rest[..end].trim_matches('.');
        let mut small = [0; LONG];
        // No word of a date is longer.
        let small = small.get_mut(..word.len())?;
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        if !std::str::from_utf8(small).is_ok_and(is_date_word) {
            return None;
        }
        rest = &rest[end..];
    }
}

/// Bytes of a word beside a date, at most.
const LONG: usize = 16;

/// Labels, weekdays, clock times and zones around a date.
fn is_date_word(word: &str) -> bool {
    let is_time = || {
        let digits = word.trim_end_matches(['a', 'm', 'p', 'h', 'z']);
        digits.len() <= 4 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    !word.starts_with(char::is_alphabetic) && is_time()
        || weekday(word)
        || matches!(
            word,
            "" | "published"
                | "updated"
                | "posted"
                | "last"
                | "modified"
                | "date"
                | "on"
                | "at"
                | "first"
                | "issued"
                | "release"
                | "released"
                | "created"
                | "am"
                | "pm"
                | "a.m"
                | "p.m"
                | "utc"
                | "gmt"
                | "bst"
                | "est"
                | "edt"
                | "et"
                | "ist"
                | "cet"
                | "cest"
                | "eet"
                | "eest"
                | "trt"
                | "pst"
                | "pdt"
                | "hours"
                | "hrs"
                | "local"
                | "time"
                | "min"
                | "mins"
                | "read"
                | "minute"
                | "minutes"
                | "the"
                | "of"
        )
}

/// Whether a word is a weekday or begins like one, in letters of any case.
fn weekday(word: &str) -> bool {
    let name = beginning(word).and_then(weekday_of).and_then(|name| name.get(..word.len()));
    name.is_some_and(|name| name.eq_ignore_ascii_case(word))
}

/// The first three letters of a text, in small ones.
fn beginning(text: &str) -> Option<[u8; 3]> {
    Some(text.as_bytes().first_chunk::<3>()?.map(|byte| byte.to_ascii_lowercase()))
}

/// The weekday that begins with three letters.
fn weekday_of(beginning: [u8; 3]) -> Option<&'static str> {
    Some(match beginning {
        [b'm', b'o', b'n'] => "monday",
        [b't', b'u', b'e'] => "tuesday",
        [b'w', b'e', b'd'] => "wednesday",
        [b't', b'h', b'u'] => "thursday",
        [b'f', b'r', b'i'] => "friday",
        [b's', b'a', b't'] => "saturday",
        [b's', b'u', b'n'] => "sunday",
        _ => return None,
    })
}

/// The number and the name of the month that begins with three letters.
fn month_of(beginning: [u8; 3]) -> Option<(i8, &'static str)> {
    Some(match beginning {
        [b'j', b'a', b'n'] => (1, "january"),
        [b'f', b'e', b'b'] => (2, "february"),
        [b'm', b'a', b'r'] => (3, "march"),
        [b'a', b'p', b'r'] => (4, "april"),
        [b'm', b'a', b'y'] => (5, "may"),
        [b'j', b'u', b'n'] => (6, "june"),
        [b'j', b'u', b'l'] => (7, "july"),
        [b'a', b'u', b'g'] => (8, "august"),
        [b's', b'e', b'p'] => (9, "september"),
        [b'o', b'c', b't'] => (10, "october"),
        [b'n', b'o', b'v'] => (11, "november"),
        [b'd', b'e', b'c'] => (12, "december"),
        _ => return None,
    })
}

/// A date within a short line of furniture, such as a byline: `By Anna Brandt | July 3, 2025`.
fn loose_date(line: &Line<'_>) -> Option<Date> {
    let copyright = line.text.contains('©') || line.text.to_ascii_lowercase().contains("copyright");
    if is_bulleted(line.text) || copyright || line.words(15) > 14 || !(shape::is_byline_start(line.text) || is_labelled(line.text)) {
        return None;
    }
    starts(line.text).find_map(|at| date_at_start(&line.text[at..])).map(|(date, _)| date)
}

fn is_labelled(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    matches!(first.to_ascii_lowercase().as_str(), "published" | "updated" | "posted" | "last" | "date" | "first" | "issued")
}

/// `BAKU, 12 July 2025 —` or `PORTO, Portugal, July 24, 2025 (Reuters) -` at the start of a paragraph.
fn dateline(text: &str) -> Option<Date> {
    let place = text.split(|c: char| !c.is_alphabetic()).next()?;
    if place.chars().count() < 3 || !place.chars().all(char::is_uppercase) {
        return None;
    }
    let mut end = text.len().min(DATELINE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let dash = [" - ", " – ", " — ", " -- ", "—", "–"].iter().filter_map(|mark| head.find(mark)).min()?;
    let mut words = head[..dash].trim_end_matches(is_space);
    if words.ends_with(')') {
        words = words[..words.rfind('(')?].trim_end_matches(is_space);
    }
    let at = date_at_end(words)?;
    date_at_start(&words[at..]).map(|(date, _)| date)
}

/// Where a full date starts that is the last thing in a text, but for closing marks.
pub(super) fn date_at_end(text: &str) -> Option<usize> {
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    // A year stands there, or a number of a date in numbers.
    let before = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = bare.len() - before.len();
    if !(digits == 4 || digits > 0 && before.ends_with(['-', '/', '.'])) {
        return None;
    }
    let mut from = bare.len().saturating_sub(40);
    while !bare.is_char_boundary(from) {
        from += 1;
    }
    starts(&bare[from..]).map(|at| from + at).find(|&at| {
        let weekday_before = bare[..at].ends_with(char::is_alphanumeric);
        !weekday_before && date_at_start(&bare[at..]).is_some_and(|(_, length)| at + length == bare.len())
    })
}

/// Starts of words.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let mut before = false;
    text.char_indices().filter_map(move |(at, c)| {
        let start = c.is_alphanumeric() && !before;
        before = c.is_alphanumeric();
        start.then_some(at)
    })
}

/// Reads a full date at the start of a text, and its length in bytes: `July 31, 2025`, `31 July 2025`, `4th of May 2025`, `2025-07-31`,
/// `2025/07/31`, `31.07.2025`, each with or without a weekday before. Forms that Americans and Europeans read differently do not count.
pub(super) fn date_at_start(text: &str) -> Option<(Date, usize)> {
    let named = |beginning| month_of(beginning).is_some() || weekday_of(beginning).is_some();
    if !text.starts_with(|c: char| c.is_ascii_digit()) && !beginning(text).is_some_and(named) {
        return None;
    }
    let mut read = Reader { text, at: 0 };
    if weekday(read.peek_word()) {
        read.at += read.peek_word().len();
        read.skip(" .,");
    }
    let date = if read.peek_word().is_empty() { read.numeric()? } else { read.month_first()? };
    let ends = !read.rest().starts_with(|c: char| c.is_alphanumeric() && c != 'T');
    ends.then_some((date, read.at))
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek_word(&self) -> &'t str {
        let rest = self.rest();
        &rest[..rest.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len())]
    }

    fn skip(&mut self, marks: &str) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(|c: char| marks.contains(c) || marks.contains(' ') && is_space(c)).len();
    }

    /// At most four digits and how many they were.
    fn digits(&mut self) -> Option<(i16, usize)> {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let value = (1..=4).contains(&count).then(|| self.rest()[..count].parse().ok()).flatten()?;
        self.at += count;
        Some((value, count))
    }

    fn month(&mut self) -> Option<i8> {
        let word = self.peek_word();
        let (month, name) = month_of(beginning(word)?)?;
        let is = |name: &str| name.eq_ignore_ascii_case(word);
        if !(word.len() == 3 || is(name) || is("sept")) {
            return None;
        }
        self.at += word.len();
        Some(month)
    }

    fn year(&mut self) -> Option<i16> {
        self.digits().filter(|&(year, count)| count == 4 && (1000..=2999).contains(&year)).map(|(year, _)| year)
    }

    fn month_first(&mut self) -> Option<Date> {
        let month = self.month()?;
        self.skip(" .");
        let (day, count) = self.digits()?;
        self.ordinal();
        self.skip(" ,");
        let year = self.year()?;
        (count <= 2).then(|| Date::from_day(year, month, i8::try_from(day).ok()?)).flatten()
    }

    fn ordinal(&mut self) {
        if matches!(self.peek_word(), "st" | "nd" | "rd" | "th") {
            self.at += 2;
        }
    }

    fn numeric(&mut self) -> Option<Date> {
        let (first, count) = self.digits()?;
        let mark = self.rest().chars().next()?;
        if count == 4 && matches!(mark, '-' | '/' | '.') {
            let (month, day) = self.two_more(mark)?;
            return Date::from_day(first, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        }
        let day = i8::try_from(first).ok().filter(|_| count <= 2)?;
        if mark == '.' && self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) {
            let (month, year) = self.two_more(mark)?;
            return Date::from_day(year, i8::try_from(month).ok()?, day).filter(|_| year >= 1000);
        }
        self.ordinal();
        self.skip(" .-");
        if self.peek_word() == "of" {
            self.at += 2;
            self.skip(" ");
        }
        let month = self.month()?;
        self.skip(" ,.-");
        Date::from_day(self.year()?, month, day)
    }

    fn two_more(&mut self, mark: char) -> Option<(i16, i16)> {
        self.at += 1;
        let (second, _) = self.digits()?;
        self.at += usize::from(self.rest().starts_with(mark));
        let (third, _) = self.digits()?;
        Some((second, third))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::zones;

    fn date(text: &str) -> Option<String> {
        document_date(text, &zones(text)).map(|date| date.to_string())
    }

    #[test]
    fn dates_are_read_in_the_usual_forms() {
        for form in [
            "July 4, 2025",
            "4 July 2025",
            "Friday, 4 July 2025",
            "Fri., Jul. 4 2025",
            "4th of July, 2025",
            "2025-07-04",
            "2025/7/4",
            "04.07.2025",
            "4-Jul-2025",
        ] {
            assert_eq!(
                date_at_start(form).map(|(date, length)| (date.to_string(), length)),
                Some(("2025-07-04".into(), form.len())),
                "{form}"
            );
        }
        for form in ["July 2025", "4 July", "07/04/2025", "31 February 2025", "May I, 2025", "1.2", "July 4, 20255"] {
            assert_eq!(date_at_start(form), None, "{form}");
        }
    }

    #[test]
    fn a_line_of_its_own_near_the_top_dates_the_document() {
        let body = "The ferries to the islands stayed in port for a third day, the harbour master said.";
        for line in [
            "July 4, 2025",
            "Published: 4 July 2025 10:30 BST | Last updated: 6 July 2025",
            "Friday 4 July 2025, 7:05 p.m.",
            "By Anna Brandt | July 4, 2025",
        ] {
            assert_eq!(date(&format!("Ferries Stay in Port for a Third Day\n\n{line}\n\n{body}")).as_deref(), Some("2025-07-04"), "{line}");
        }
    }

    #[test]
    fn a_dateline_needs_a_year() {
        assert_eq!(date("PORTO, 12 July 2025 — The strike went on, the union said.").as_deref(), Some("2025-07-12"));
        assert_eq!(date("PORTO, Portugal, July 12, 2025 (Newswire) - The strike went on.").as_deref(), Some("2025-07-12"));
        assert_eq!(date("PORTO, July 12 (Newswire) - The strike went on."), None);
    }

    #[test]
    fn dates_of_the_article_and_of_other_articles_do_not_count() {
        assert_eq!(date("The strike began on July 12, 2025 - and went on."), None);
        assert_eq!(
            date("The strike went on, the union said.\n- Union calls for talks - July 12, 2025\n- Ports close - July 11, 2025"),
            None
        );
        assert_eq!(date("Copyright © July 1, 2025 Newswire\n\nThe strike went on, the union said."), None);
    }
}
