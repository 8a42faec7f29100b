//! 序时进度 – how much of an open year has passed. Shown beside a verdict; never decides one.

use crate::domain::quantity::{Day, Exact, Year};
use crate::domain::working::{Test, Working};
use num_traits::Zero;

/// Elapsed days of an open year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Days passed, `as_of` included.
    pub elapsed: u32,
    /// Days of the year.
    pub days: u32,
}

impl Pace {
    /// The pace of a year that contains the day; `None` for any other year.
    pub fn of(year: Year, as_of: Day) -> Option<Pace> {
        (as_of.year() == year).then(|| Pace { elapsed: as_of.day_of_year(), days: year.days() })
    }

    /// Elapsed days over all days of the year.
    pub fn share(self) -> Exact {
        Exact::new(self.elapsed.into(), self.days.max(1).into())
    }
}

/// 完成率 – value over minimum, for tests that have a minimum; growth rates and shares are compared,
/// not divided (FACTS §8).
pub fn completion(working: &Working) -> Option<Exact> {
    let (value, minimum) = match &working.test {
        Test::Minimum { figure, minimum, .. } => (figure.value()?, minimum.as_ref()?),
        // An incomplete total has no completion: it would be that of the known years alone.
        Test::Total { minimum, .. } if working.test.blank_years().is_empty() => {
            let sum = working.test.reached()?;
            let minimum = minimum.as_ref().filter(|minimum| !minimum.value.is_zero())?;
            return Some(sum / &minimum.value);
        }
        Test::Row(_) => return working.parts.first().and_then(completion),
        _ => return None,
    };
    (!minimum.value.is_zero()).then(|| value / &minimum.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pace_counts_the_days_of_the_open_year_alone() {
        let year = |number| Year::new(number).unwrap();
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(Pace::of(year(2022), day("2022-09-30")), Some(Pace { elapsed: 273, days: 365 }));
        assert_eq!(Pace::of(year(2024), day("2024-12-31")), Some(Pace { elapsed: 366, days: 366 }));
        assert_eq!(Pace::of(year(2022), day("2023-01-01")), None);
        assert_eq!(Pace::of(year(2023), day("2022-12-31")), None);
    }
}
