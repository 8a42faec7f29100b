//! Years, quarters, months and days. Knows no clock: today is an argument.

use chrono::{Datelike, NaiveDate};

/// A calendar year, 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(u16);

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// What a figure covers: a year, a quarter or a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// `2021`
    Year(Year),
    /// `2021Q1`, 1 to 4
    Quarter(Year, u8),
    /// `2021-03`, 1 to 12
    Month(Year, u8),
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A whole year.
    Year,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
}

impl Year {
    /// The year 1.
    pub const EARLIEST: Year = Year(1);

    /// The year with that number; `None` outside 1 to 9999.
    pub fn new(number: u16) -> Option<Year> {
        (1..=9999).contains(&number).then_some(Year(number))
    }

    /// Reads four digits.
    pub fn parse(text: &str) -> Option<Year> {
        let four_digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        four_digits.then(|| text.parse().ok()).flatten().and_then(Year::new)
    }

    /// The number.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The next year; `None` for 9999.
    pub fn next(self) -> Option<Year> {
        self.0.checked_add(1).and_then(Year::new)
    }

    /// Its 1 January.
    pub fn first_day(self) -> Option<Day> {
        Day::new(self, 1, 1)
    }

    /// The previous year; `None` for the year 1.
    pub fn previous(self) -> Option<Year> {
        self.0.checked_sub(1).and_then(Year::new)
    }

    /// Whole years since an earlier one; `None` if `earlier` is not earlier.
    pub fn years_since(self, earlier: Year) -> Option<u32> {
        self.0.checked_sub(earlier.0).filter(|years| *years > 0).map(u32::from)
    }

    /// Every year from this one to the last, both included.
    pub fn up_to(self, last: Year) -> impl DoubleEndedIterator<Item = Year> + Clone {
        (self.0..=last.0).map(Year)
    }

    /// Its periods of that length, in order.
    pub fn periods(self, grain: Grain) -> impl DoubleEndedIterator<Item = Period> + Clone {
        (1..=grain.per_year()).map(move |index| match grain {
            Grain::Year => Period::Year(self),
            Grain::Quarter => Period::Quarter(self, index),
            Grain::Month => Period::Month(self, index),
        })
    }

    /// Days in the year.
    pub fn days(self) -> u32 {
        if NaiveDate::from_ymd_opt(i32::from(self.0), 2, 29).is_some() { 366 } else { 365 }
    }
}

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

impl Day {
    /// 1 January of the year 1.
    pub const EARLIEST: Day = Day(match NaiveDate::from_ymd_opt(1, 1, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    });

    /// The day with that date; `None` if the calendar has no such day.
    pub fn new(year: Year, month: u8, day: u8) -> Option<Day> {
        NaiveDate::from_ymd_opt(i32::from(year.0), u32::from(month), u32::from(day)).map(Day)
    }

    /// Reads `2022-01-10`.
    pub fn parse(text: &str) -> Option<Day> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let two = |part: &str| -> Option<u8> { (part.len() == 2).then(|| part.parse().ok()).flatten() };
        if parts.next().is_some() || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return None;
        }
        Day::new(Year::parse(year)?, two(month)?, two(day)?)
    }

    /// Its year.
    pub fn year(self) -> Year {
        Year(u16::try_from(self.0.year()).unwrap_or(9999))
    }

    /// Day of its year, 1 to 366.
    pub fn day_of_year(self) -> u32 {
        self.0.ordinal()
    }

    /// True from 25 December on. People who write 31 December often mean the whole year, which is closed only
    /// on 1 January.
    pub fn is_late_in_year(self) -> bool {
        self.month() == 12 && self.day_of_month() >= 25
    }

    /// True on 31 December.
    pub fn is_last_of_year(self) -> bool {
        self.month() == 12 && self.day_of_month() == 31
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u8 {
        u8::try_from(self.0.month()).unwrap_or(12)
    }

    /// Day of its month, 1 to 31.
    pub fn day_of_month(self) -> u8 {
        u8::try_from(self.0.day()).unwrap_or(31)
    }

    /// True on the last day of a month.
    pub fn is_last_of_month(self) -> bool {
        self.0.succ_opt().is_none_or(|next| next.month() != self.0.month())
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Period {
    /// Reads `2021`, `2021Q1` or `2021-03`.
    pub fn parse(text: &str) -> Option<Period> {
        let year = Year::parse(text.get(..4)?)?;
        match text.get(4..)?.as_bytes() {
            [] => Some(Period::Year(year)),
            [b'Q', quarter @ b'1'..=b'4'] => Some(Period::Quarter(year, quarter.wrapping_sub(b'0'))),
            [b'-', b'0'..=b'1', b'0'..=b'9'] => {
                let month: u8 = text.get(5..)?.parse().ok()?;
                (1..=12).contains(&month).then_some(Period::Month(year, month))
            }
            _ => None,
        }
    }

    /// Its year.
    pub fn year(self) -> Year {
        match self {
            Period::Year(year) | Period::Quarter(year, _) | Period::Month(year, _) => year,
        }
    }

    /// Its length.
    pub fn grain(self) -> Grain {
        match self {
            Period::Year(_) => Grain::Year,
            Period::Quarter(..) => Grain::Quarter,
            Period::Month(..) => Grain::Month,
        }
    }

    /// Its number within its year, from 1.
    pub fn index(self) -> u8 {
        match self {
            Period::Year(_) => 1,
            Period::Quarter(_, index) | Period::Month(_, index) => index,
        }
    }

    /// Its first and last month, 1 to 12.
    pub fn months(self) -> (u8, u8) {
        let length = 12_u8.checked_div(self.grain().per_year()).unwrap_or(1);
        let last = self.index().saturating_mul(length);
        (last.saturating_sub(length).saturating_add(1), last)
    }

    /// The same period of another year.
    pub fn in_year(self, year: Year) -> Period {
        match self {
            Period::Year(_) => Period::Year(year),
            Period::Quarter(_, index) => Period::Quarter(year, index),
            Period::Month(_, index) => Period::Month(year, index),
        }
    }

    /// True when it begins on or before that day.
    pub fn has_begun(self, day: Day) -> bool {
        (self.year(), self.months().0) <= (day.year(), day.month())
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Period::Year(year) => write!(f, "{year}"),
            Period::Quarter(year, quarter) => write!(f, "{year}Q{quarter}"),
            Period::Month(year, month) => write!(f, "{year}-{month:02}"),
        }
    }
}

impl Grain {
    /// Periods of this length in a year.
    pub fn per_year(self) -> u8 {
        match self {
            Grain::Year => 1,
            Grain::Quarter => 4,
            Grain::Month => 12,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_back_as_written() {
        for text in ["2021", "2021Q1", "2021Q4", "2021-01", "2021-12"] {
            assert_eq!(Period::parse(text).map(|period| period.to_string()).as_deref(), Some(text));
        }
        for text in ["", "21", "2021Q0", "2021Q5", "2021-00", "2021-13", "2021-1", "2021q1", "2021-03-01", "０２０２１"]
        {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(Day::parse("2024-02-29").map(Day::day_of_year), Some(60));
        for text in ["2023-02-29", "2022-13-01", "2022-1-01", "2022-01-10T", "+022-01-10", ""] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_quarter_begins_with_its_first_month() {
        let day = Day::parse("2022-03-31").unwrap();
        assert!(Period::parse("2022Q1").unwrap().has_begun(day));
        assert!(!Period::parse("2022Q2").unwrap().has_begun(day));
        assert!(!Period::parse("2022-04").unwrap().has_begun(day));
        for (text, months) in [("2022", (1, 12)), ("2022Q3", (7, 9)), ("2022-11", (11, 11))] {
            assert_eq!(Period::parse(text).unwrap().months(), months);
        }
    }
}
