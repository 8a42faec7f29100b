//! 疑点 – figures that are allowed but look wrong. A doubt never changes a verdict.

use super::year_figure::from_sub_year;
use super::{Accumulation, Figures, YearFigure, year_figure};
use crate::domain::policy::{Bound, Kind, Over, Pack, Series, SeriesId};
use crate::domain::quantity::{Day, Exact, Period, Year};
use num_traits::Zero;

/// A figure that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The series that it stands in.
    pub series: SeriesId,
    /// The period, where one can be named.
    pub period: Option<Period>,
    /// What looks wrong.
    pub kind: DoubtKind,
}

/// What looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoubtKind {
    /// More than its bound in a year (已实施 over 总数).
    OverInAYear {
        /// The bound's series.
        whole: SeriesId,
    },
    /// More than its bound over the plan's years (到账 over 合同).
    OverInThePeriod {
        /// The bound's series.
        whole: SeriesId,
        /// The figures, added up.
        reached: Exact,
        /// The bound's, added up.
        bound: Exact,
    },
    /// 疑似累计数: current figures that never fall from period to period.
    MaybeCumulative,
    /// A value for a period that has not begun; it is not used.
    NotBegun,
    /// A year's own figure that differs from what its periods give.
    DiffersFromPeriods {
        /// What the periods give.
        periods: Exact,
    },
}

/// Every doubt about a unit's figures, in the order of the pack's series.
pub fn doubts(pack: &Pack, figures: &Figures, as_of: Day) -> Vec<Doubt> {
    let mut found = Vec::new();
    for series in &pack.series {
        for (_, period, _) in figures.cells().filter(|(id, ..)| *id == &series.id) {
            if !period.has_begun(as_of) {
                found.push(Doubt { series: series.id.clone(), period: Some(period), kind: DoubtKind::NotBegun });
            }
        }
        for year in pack.figure_years() {
            found.extend(about_year(figures, series, year, as_of));
        }
    }
    for series in &pack.series {
        match &series.at_most {
            Some(Bound { series: whole, over: Over::Year }) => {
                found.extend(over_in_a_year(pack, figures, (series, whole), as_of));
            }
            Some(Bound { series: whole, over: Over::Period }) => {
                found.extend(over_in_the_period(pack, figures, (series, whole), as_of));
            }
            None => {}
        }
    }
    found
}

fn about_year(figures: &Figures, series: &Series, year: Year, as_of: Day) -> Vec<Doubt> {
    let mut found = Vec::new();
    let mut doubt = |kind| found.push(Doubt { series: series.id.clone(), period: Some(Period::Year(year)), kind });
    if let (YearFigure::Own(own), Some(periods)) =
        (year_figure(figures, series, year, as_of), from_sub_year(figures, series, year, as_of).value())
        && own != *periods
    {
        doubt(DoubtKind::DiffersFromPeriods { periods: periods.clone() });
    }
    let values: Vec<_> = figures
        .sub_year(&series.id, year)
        .filter(|(period, _)| period.has_begun(as_of))
        .map(|(_, value)| value)
        .collect();
    let current = series.kind == Kind::Flow && figures.accumulation(&series.id) == Accumulation::Current;
    let never_falls = values.is_sorted() && values.first() < values.last();
    // Two rising periods are ordinary; from the third on it is worth asking.
    if current && values.len() >= 3 && never_falls {
        doubt(DoubtKind::MaybeCumulative);
    }
    found
}

fn over_in_a_year(pack: &Pack, figures: &Figures, (part, whole): (&Series, &SeriesId), as_of: Day) -> Vec<Doubt> {
    let Some(bound) = pack.series_of(whole) else { return Vec::new() };
    let value = |series, year| year_figure(figures, series, year, as_of).value().cloned();
    pack.figure_years()
        .filter(|year| matches!((value(part, *year), value(bound, *year)), (Some(part), Some(bound)) if part > bound))
        .map(|year| Doubt {
            series: part.id.clone(),
            period: Some(Period::Year(year)),
            kind: DoubtKind::OverInAYear { whole: whole.clone() },
        })
        .collect()
}

/// Asked over the whole period, since money often comes in the year after the contract.
fn over_in_the_period(
    pack: &Pack,
    figures: &Figures,
    (part, whole): (&Series, &SeriesId),
    as_of: Day,
) -> Option<Doubt> {
    let total = |series| {
        pack.plan_years()
            .filter(|year| Period::Year(*year).has_begun(as_of))
            .try_fold(Exact::zero(), |sum, year| Some(sum + year_figure(figures, series, year, as_of).value()?))
    };
    let (reached, bound) = (total(part)?, total(pack.series_of(whole)?)?);
    (reached > bound).then(|| Doubt {
        series: part.id.clone(),
        period: None,
        kind: DoubtKind::OverInThePeriod { whole: whole.clone(), reached, bound },
    })
}
