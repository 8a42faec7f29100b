//! What the remaining quarters of a year must contribute.

use crate::domain::allocation::evenly;
use crate::domain::figures::Situation;
use crate::domain::policy::{Kind, Pack, SeriesId};
use crate::domain::quantity::{Exact, Grain, Period, Year};
use num_traits::Zero;

/// A remaining quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// The quarter.
    pub period: Period,
    /// What it must contribute, in the step of the series, if all remaining quarters contribute evenly.
    pub brings: Exact,
    /// What the year's figure must be at its end.
    pub by_then: Exact,
}

/// The quarters that the figure so far does not fully cover, with the shortfall split evenly among them. Empty
/// for a state, which is tested at the year's end only.
pub fn quarters_left(
    pack: &Pack,
    situation: &Situation,
    series: &SeriesId,
    year: Year,
    (so_far, short_by): (&Exact, &Exact),
) -> Vec<Quarter> {
    let Some(series) = pack.series_of(series).filter(|series| series.kind == Kind::Flow) else { return Vec::new() };
    let covered = covered_months(situation, &series.id, year);
    let left: Vec<_> = year.periods(Grain::Quarter).filter(|quarter| quarter.months().1 > covered).collect();
    let Ok(parts) = evenly(short_by, &series.unit.step(), left.len()) else { return Vec::new() };
    let mut by_then = so_far.clone();
    let quarter = |(period, brings): (Period, Exact)| {
        by_then += &brings;
        Quarter { period, brings, by_then: by_then.clone() }
    };
    left.into_iter().zip(parts).filter(|_| !short_by.is_zero()).map(quarter).collect()
}

/// How many months of the year the figure so far covers: up to the last period entered, or for a figure of the
/// whole year up to `as_of`.
fn covered_months(situation: &Situation, series: &SeriesId, year: Year) -> u8 {
    let as_of = situation.as_of;
    if situation.figures.adopted(series, Period::Year(year)).is_none() {
        let entered = situation.figures.sub_year(series, year).map(|(period, _)| period);
        if let Some(last) = entered.filter(|period| period.has_begun(as_of)).last() {
            return last.months().1;
        }
    }
    match year.cmp(&as_of.year()) {
        std::cmp::Ordering::Less => 12,
        std::cmp::Ordering::Greater => 0,
        // A month counts as covered from its last day on.
        std::cmp::Ordering::Equal if as_of.is_last_of_month() => as_of.month(),
        std::cmp::Ordering::Equal => as_of.month().saturating_sub(1),
    }
}
