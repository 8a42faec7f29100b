//! Figures that are only expected, laid over those that are there.

use crate::domain::figures::{Cell, Figures, Observation, Situation, year_figure};
use crate::domain::policy::{Kind, Pack, Series, SeriesId};
use crate::domain::quantity::{Day, Exact, Period, Quantity, Year};
use std::collections::BTreeMap;

/// Expected figures of whole years, in the unit of each series.
pub type Coming = BTreeMap<(SeriesId, Year), Quantity>;

/// What a situation would be on a day if the years came out as expected.
pub fn expected(pack: &Pack, situation: &Situation, coming: &Coming, as_of: Day) -> Situation {
    let mut expected = Situation { as_of, ..situation.clone() };
    for ((series, year), value) in coming {
        if let Some(series) = pack.series_of(series) {
            put(&mut expected.figures, series, *year, *value);
        }
    }
    expected
}

/// The same, where a year under way of which nothing is expected stays as it is: what its months have brought so far
/// is all of it, and not blank for want of the others.
pub fn expected_from_here(pack: &Pack, situation: &Situation, coming: &Coming, as_of: Day) -> Situation {
    let standing = as_it_stands(pack, situation, situation.as_of.year());
    let standing = expected(pack, situation, &standing, as_of);
    expected(pack, &standing, coming, as_of)
}

/// Expected figures where they still say something: not of a year that is over and has its figure, and of a flow
/// under way not less than what it has reached.
pub(super) fn still_open(pack: &Pack, situation: &Situation, coming: &Coming) -> Coming {
    let open = |((id, year), value): (&(SeriesId, Year), &Quantity)| {
        let series = pack.series_of(id)?;
        let figure = year_figure(&situation.figures, series, *year, situation.as_of);
        let there = figure.value().and_then(|there| in_unit(series, there));
        let value = match (there, *year < situation.as_of.year()) {
            (Some(_), true) => return None,
            (Some(there), false) if series.kind == Kind::Flow => there.max(*value),
            _ => *value,
        };
        Some(((id.clone(), *year), value))
    };
    coming.iter().filter_map(open).collect()
}

/// Makes a year's figure what it is said to be, whoever said something else.
pub(super) fn put(figures: &mut Figures, series: &Series, year: Year, value: Quantity) {
    let mut cell = Cell::default();
    cell.observe(Observation::own(value));
    figures.put(&series.id, Period::Year(year), cell);
}

/// The last day of a year's verdicts: the first one on which it is closed.
pub(super) fn closed(year: Year) -> Option<Day> {
    year.next()?.first_day()
}

/// What is there of a year today, taken as all of it: a year under way keeps what it has so far.
pub(super) fn as_it_stands(pack: &Pack, situation: &Situation, year: Year) -> Coming {
    let so_far = |series: &Series| {
        let figure = year_figure(&situation.figures, series, year, situation.as_of);
        Some(((series.id.clone(), year), in_unit(series, figure.value()?)?))
    };
    pack.series.iter().filter_map(so_far).collect()
}

/// A value as a figure of a series.
pub(super) fn in_unit(series: &Series, value: &Exact) -> Option<Quantity> {
    Quantity::from_exact(value, &series.unit)
}
