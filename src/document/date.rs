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

    /// The day that comes so many days after the first of January 1970; nothing beyond the years of the calendar.
    pub fn from_days(days: i64) -> Option<Self> {
        let span = jiff::Span::new().try_days(days).ok()?;
        civil::Date::new(1970, 1, 1).ok()?.checked_add(span).ok().map(Self::from)
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

    /// As a number other than 0: year, month and day, the latter 0 where they are not known.
    pub(crate) fn to_bits(self) -> u32 {
        let part = |part: Option<i8>| part.and_then(|part| u8::try_from(part).ok()).unwrap_or(0);
        let [high, low] = self.year.to_be_bytes();
        u32::from_be_bytes([high, low, 0x80 | part(self.month), part(self.day)])
    }

    /// The date of a number; nothing where there is no such date.
    pub(crate) fn from_bits(bits: u32) -> Option<Self> {
        let [high, low, month, day] = bits.to_be_bytes();
        let part = |part: u8| (part != 0).then(|| i8::try_from(part).ok()).flatten();
        let date = Self { year: i16::from_be_bytes([high, low]), month: part(month & 0x7f), day: part(day) };
        let exists = civil::Date::new(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1)).is_ok();
        (month & 0x80 != 0 && exists && (date.month.is_some() || day == 0)).then_some(date)
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
        for good in ["2024", "2024-12", "2024-02-29", "0000", "9999-12-31"] {
            let date = Date::parse(good).unwrap();
            assert_eq!(Date::from_bits(date.to_bits()), Some(date));
            assert_eq!(Date::parse(good).map(|date| date.to_string()).as_deref(), Some(good));
        }
        for bad in ["", "24", "2024-13", "2023-02-29", "2024-1-01", "2024-01-01-01", "2024-", "+024"] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
        assert_eq!([0, 1, 0x07e8_0000, 0x07e8_8d00, 0x07e8_8005, u32::MAX].map(Date::from_bits), [None; 6]);
        let month = Date::parse("2024-02").unwrap();
        assert_eq!((month.first_day().to_string(), month.last_day().to_string()), ("2024-02-01".into(), "2024-02-29".into()));
    }
}
