//! When it happened: calendar words of a sentence, resolved against the date of the document and never against the clock.
//!
//! What cannot be resolved keeps its words and has no days. A bare weekday looks forward where the relation is planned, else back.

use super::item::{Class, Item};
use super::{Modality, TimeRef};
use crate::document::Date;
use crate::text::Span;
use jiff::ToSpan;
use jiff::civil::Date as Day;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const SHORT_MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sept", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What calendar words mean before the date of the document is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// A year, a month of a year, or a day of it.
    Absolute { year: i16, month: Option<i8>, day: Option<i8> },
    /// A month or a day of the year that lies nearest.
    OfYear { month: i8, day: Option<i8> },
    /// Days from Monday; weeks to move (last -1, next +1).
    Weekday { day: i8, weeks: Option<i32> },
    /// Days from the document's.
    Days(i32),
    /// Whole weeks, months or years from the document's.
    Unit { unit: Unit, offset: i32 },
    /// Words whose days cannot be told: `the following day`, `recently`.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Week,
    Month,
    Year,
}

/// Calendar words of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expression {
    first: usize,
    last: usize,
    meaning: Meaning,
}

/// All calendar words of a sentence, in order.
pub(super) fn expressions(items: &[Item]) -> Vec<Expression> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < items.len() {
        match (items[place].mention.is_none()).then(|| expression(items, place)).flatten() {
            Some((last, meaning)) => {
                found.push(Expression { first: place, last, meaning });
                place = last + 1;
            }
            None => place += 1,
        }
    }
    found
}

fn word(items: &[Item], place: usize) -> &str {
    items.get(place).filter(|item| item.mention.is_none()).map_or("", |item| item.word.as_str())
}

fn month(word: &str) -> Option<i8> {
    let place = MONTHS.iter().position(|month| *month == word).or_else(|| SHORT_MONTHS.iter().position(|month| *month == word))?;
    i8::try_from(place + 1).ok()
}

fn number(word: &str, range: std::ops::RangeInclusive<i16>) -> Option<i16> {
    let digits = word.trim_end_matches(['t', 'h', 's', 'n', 'd', 'r']);
    digits.parse().ok().filter(|number| range.contains(number))
}

fn year(items: &[Item], place: usize) -> Option<i16> {
    let text = word(items, place);
    (text.len() == 4).then(|| number(text, 1500..=2199)).flatten()
}

fn day(items: &[Item], place: usize) -> Option<i8> {
    number(word(items, place), 1..=31).and_then(|day| i8::try_from(day).ok())
}

/// The words at a place, with their last item.
fn expression(items: &[Item], place: usize) -> Option<(usize, Meaning)> {
    let (this, next) = (word(items, place), word(items, place + 1));
    let after_comma = |at: usize| if items.get(at).is_some_and(|item| item.class == Class::Comma) { at + 1 } else { at };
    // `4 May 2025`, `4 May`
    if let (Some(day), Some(month)) = (day(items, place), month(next)) {
        let at = after_comma(place + 2);
        return Some(match year(items, at) {
            Some(year) => (at, Meaning::Absolute { year, month: Some(month), day: Some(day) }),
            None => (place + 1, Meaning::OfYear { month, day: Some(day) }),
        });
    }
    // `May 4, 2025`, `May 4`, `May 2025`, `in May`
    if let Some(month) = month(this).filter(|_| items[place].proper || place == 0) {
        if let Some(day) = day(items, place + 1).filter(|_| year(items, place + 1).is_none()) {
            let at = after_comma(place + 2);
            return Some(match year(items, at) {
                Some(year) => (at, Meaning::Absolute { year, month: Some(month), day: Some(day) }),
                None => (place + 1, Meaning::OfYear { month, day: Some(day) }),
            });
        }
        if let Some(year) = year(items, place + 1) {
            return Some((place + 1, Meaning::Absolute { year, month: Some(month), day: None }));
        }
        let introduced = place > 0
            && matches!(
                word(items, place - 1),
                "in" | "since" | "until" | "last" | "early" | "late" | "by" | "during" | "of" | "this" | "next" | "mid"
            );
        return (introduced || items[place].glued).then_some((place, Meaning::OfYear { month, day: None }));
    }
    if let Some(year) = year(items, place) {
        let introduced = place > 0
            && matches!(word(items, place - 1), "in" | "since" | "until" | "during" | "by" | "the" | "of" | "from" | "after" | "before");
        return introduced.then_some((place, Meaning::Absolute { year, month: None, day: None }));
    }
    if let Some(found) = WEEKDAYS.iter().position(|weekday| *weekday == this) {
        return Some((place, Meaning::Weekday { day: i8::try_from(found).ok()?, weeks: None }));
    }
    let unit = |word: &str| match word {
        "week" => Some(Unit::Week),
        "month" => Some(Unit::Month),
        "year" => Some(Unit::Year),
        _ => None,
    };
    match (this, next) {
        ("today" | "tonight", _) => Some((place, Meaning::Days(0))),
        ("yesterday", _) => Some((place, Meaning::Days(-1))),
        ("tomorrow", _) => Some((place, Meaning::Days(1))),
        ("currently" | "recently" | "now", _) => Some((place, Meaning::Unknown)),
        ("earlier" | "later", "this" | "last" | "next") if unit(word(items, place + 2)).is_some() => {
            let offset = offset(next);
            Some((place + 2, Meaning::Unit { unit: unit(word(items, place + 2))?, offset }))
        }
        ("last" | "this" | "next", _) if unit(next).is_some() => {
            Some((place + 1, Meaning::Unit { unit: unit(next)?, offset: offset(this) }))
        }
        ("last" | "this" | "next", _) if WEEKDAYS.contains(&next) => {
            let day = i8::try_from(WEEKDAYS.iter().position(|weekday| *weekday == next)?).ok()?;
            Some((place + 1, Meaning::Weekday { day, weeks: Some(offset(this)) }))
        }
        ("same" | "following" | "previous" | "next", "day" | "week" | "month" | "year") => Some((place + 1, Meaning::Unknown)),
        ("recent", "days" | "weeks" | "months" | "years") | ("for", "decades" | "years" | "months" | "weeks") => {
            Some((place + 1, Meaning::Unknown))
        }
        _ => None,
    }
}

fn offset(word: &str) -> i32 {
    match word {
        "last" => -1,
        "next" => 1,
        _ => 0,
    }
}

/// When the event of a trigger took place: the nearest calendar words that no other clause and no event clause separates from it.
pub(super) fn of_event(
    items: &[Item],
    expressions: &[Expression],
    trigger: usize,
    modality: Modality,
    date: Option<Date>,
) -> Option<TimeRef> {
    let parts = |place: usize| match items[place].class {
        Class::Break | Class::Verb | Class::Relative | Class::Subordinator => true,
        // `on 12 July, and X could meet`: another clause.
        Class::Conjunction => place > 0 && items[place - 1].class == Class::Comma,
        _ => false,
    };
    let clear = |from: usize, to: usize| !(from..to).any(parts);
    let reachable = expressions.iter().filter(|found| {
        if found.first > trigger {
            clear(trigger + 1, found.first)
        } else {
            clear(found.last + 1, trigger) || fronted(items, found, trigger)
        }
    });
    let nearest = reachable.min_by_key(|found| (found.first.abs_diff(trigger), found.first))?;
    let days = date.and_then(|date| resolve(nearest.meaning, date, modality)).or_else(|| absolute(nearest.meaning));
    Some(TimeRef {
        span: Span { start: items[nearest.first].span.start, end: items[nearest.last].span.end },
        from: days.map(|days| days.0),
        until: days.map(|days| days.1),
    })
}

/// `On Tuesday, X announced`: words at the head of the sentence hold for its first verbs.
fn fronted(items: &[Item], found: &Expression, trigger: usize) -> bool {
    found.first <= 3
        && items.get(found.last + 1).is_some_and(|comma| comma.class == Class::Comma)
        && !items[found.last + 1..trigger].iter().any(|item| matches!(item.class, Class::Break | Class::Relative | Class::Subordinator))
}

fn absolute(meaning: Meaning) -> Option<(Day, Day)> {
    let Meaning::Absolute { year, month, day } = meaning else { return None };
    let first = Day::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Some((first, last))
}

/// The days that the words mean in a document of this date.
fn resolve(meaning: Meaning, date: Date, modality: Modality) -> Option<(Day, Day)> {
    if !date.is_day() {
        return None;
    }
    let today = date.first_day();
    let ahead = modality == Modality::Planned;
    match meaning {
        Meaning::Absolute { .. } => absolute(meaning),
        Meaning::Unknown => None,
        Meaning::Days(days) => today.checked_add(days.days()).ok().map(|day| (day, day)),
        Meaning::OfYear { month, day } => {
            let in_year = |year: i16| absolute(Meaning::Absolute { year, month: Some(month), day });
            let this = in_year(today.year())?;
            if ahead && this.1 < today {
                in_year(today.year() + 1)
            } else if !ahead && this.0 > today {
                in_year(today.year() - 1)
            } else {
                Some(this)
            }
        }
        Meaning::Weekday { day, weeks } => {
            let monday = today.checked_sub(i32::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
            let mut found = monday.checked_add(i32::from(day).days()).ok()?;
            match weeks {
                Some(weeks) => found = found.checked_add(weeks.weeks()).ok()?,
                None if ahead && found < today => found = found.checked_add(1.weeks()).ok()?,
                None if !ahead && found > today => found = found.checked_sub(1.weeks()).ok()?,
                None => {}
            }
            Some((found, found))
        }
        Meaning::Unit { unit, offset } => {
            let (first, last) = match unit {
                Unit::Week => {
                    let monday = today
                        .checked_sub(i32::from(today.weekday().to_monday_zero_offset()).days())
                        .ok()?
                        .checked_add(offset.weeks())
                        .ok()?;
                    (monday, monday.checked_add(6.days()).ok()?)
                }
                Unit::Month => {
                    let first = today.first_of_month().checked_add(offset.months()).ok()?;
                    (first, first.last_of_month())
                }
                Unit::Year => {
                    let first = today.first_of_year().checked_add(offset.years()).ok()?;
                    (first, first.last_of_year())
                }
            };
            Some((first, last))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_resolve_against_the_document_and_look_ahead_only_for_plans() {
        let thursday = Date::parse("2025-07-31").unwrap();
        let range = |meaning, modality| resolve(meaning, thursday, modality).map(|(a, b)| format!("{a}..{b}"));
        let weekday = |day| Meaning::Weekday { day, weeks: None };
        assert_eq!(range(weekday(3), Modality::Asserted).as_deref(), Some("2025-07-31..2025-07-31"));
        assert_eq!(range(weekday(4), Modality::Asserted).as_deref(), Some("2025-07-25..2025-07-25"));
        assert_eq!(range(weekday(4), Modality::Planned).as_deref(), Some("2025-08-01..2025-08-01"));
        assert_eq!(range(Meaning::Unit { unit: Unit::Week, offset: -1 }, Modality::Asserted).as_deref(), Some("2025-07-21..2025-07-27"));
        assert_eq!(range(Meaning::OfYear { month: 12, day: None }, Modality::Asserted).as_deref(), Some("2024-12-01..2024-12-31"));
        assert_eq!(
            range(Meaning::Absolute { year: 1967, month: None, day: None }, Modality::Asserted).as_deref(),
            Some("1967-01-01..1967-12-31")
        );
        assert_eq!(range(Meaning::OfYear { month: 2, day: Some(30) }, Modality::Asserted), None);
    }
}
