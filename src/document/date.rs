//! Calendar dates with the precision they were given in, and the date that a document states itself.

use jiff::civil;
use std::fmt;

/// A day, a month or a year of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Date {
    /// Reads `2024`, `2024-12` or `2024-12-08`; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
        let day = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
        let date = Self { year, month: month.map(|m| m as i8), day: day.map(|d| d as i8) };
        (parts.next().is_none() && civil::Date::new(year, date.month.unwrap_or(1), date.day.unwrap_or(1)).is_ok()).then_some(date)
    }

    /// First day that it covers.
    pub fn first_day(self) -> civil::Date {
        civil::Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(civil::Date::MIN)
    }

    /// Last day that it covers.
    pub fn last_day(self) -> civil::Date {
        let month = civil::Date::new(self.year, self.month.unwrap_or(12), self.day.unwrap_or(1)).unwrap_or(civil::Date::MIN);
        if self.day.is_some() { month } else { month.last_of_month() }
    }

    /// Whether it names a single day.
    pub fn is_day(self) -> bool {
        self.day.is_some()
    }
}

fn number(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}
