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
    /// A day of the calendar; nothing where there is no such day.
    pub fn from_day(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self::from)
    }

    /// Reads `2024`, `2024-12` or `2024-12-08`; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = number::<i16>(parts.next()?, 4)?;
        let month = parts.next().map(|part| number::<i8>(part, 2).ok_or(())).transpose().ok()?;
        let day = parts.next().map(|part| number::<i8>(part, 2).ok_or(())).transpose().ok()?;
        let exists = civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_ok();
        (parts.next().is_none() && exists).then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, from 1, where it is known.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, from 1, where it is known.
    pub fn day(self) -> Option<i8> {
        self.day
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

fn number<N: std::str::FromStr>(text: &str, digits: usize) -> Option<N> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_iso_dates_that_exist_are_read() {
        for good in ["2024", "2024-12", "2024-02-29"] {
            assert_eq!(Date::parse(good).map(|date| date.to_string()).as_deref(), Some(good));
        }
        for bad in ["", "24", "2024-13", "2023-02-29", "2024-1-01", "2024-01-01-01", "2024-", "+024"] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
        let month = Date::parse("2024-02").unwrap();
        assert_eq!((month.first_day().to_string(), month.last_day().to_string()), ("2024-02-01".into(), "2024-02-29".into()));
    }
}
