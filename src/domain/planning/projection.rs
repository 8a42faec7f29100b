//! Projections: expected figures laid over the known ones.

use crate::domain::figures::{Cell, Figures, Observation, Situation, year_figure};
use crate::domain::policy::{Kind, Pack, Series, SeriesId};
use crate::domain::quantity::{Day, Exact, Period, Quantity, Year};
use std::collections::BTreeMap;

/// Projected figures of whole years, in the unit of each series.
pub type Projection = BTreeMap<(SeriesId, Year), Quantity>;

/// The situation on a day if the years turn out as projected.
pub fn expected(pack: &Pack, situation: &Situation, projection: &Projection, as_of: Day) -> Situation {
    let mut expected = Situation { as_of, ..situation.clone() };
    for ((series, year), value) in projection {
        if let Some(series) = pack.series_of(series) {
            put(&mut expected.figures, series, *year, *value);
        }
    }
    expected
}

/// The same, except that a series without a projection for the year under way keeps its figure so far. That
/// figure then counts for the whole year; it is not blank for lack of later months.
pub fn expected_from_here(pack: &Pack, situation: &Situation, projection: &Projection, as_of: Day) -> Situation {
    let standing = as_it_stands(pack, situation, situation.as_of.year());
    let standing = expected(pack, situation, &standing, as_of);
    expected(pack, &standing, projection, as_of)
}

/// The projections that still matter. One for a year that is over and has its figure is dropped; one for a flow
/// under way is at least what the flow has reached.
pub(super) fn still_open(pack: &Pack, situation: &Situation, projection: &Projection) -> Projection {
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
    projection.iter().filter_map(open).collect()
}

/// Sets a year's figure, replacing all observations of it.
pub(super) fn put(figures: &mut Figures, series: &Series, year: Year, value: Quantity) {
    let mut cell = Cell::default();
    cell.observe(Observation::own(value));
    figures.put(&series.id, Period::Year(year), cell);
}

/// The first day on which a year is closed: 1 January of the next. `None` for the year 9999.
pub(super) fn closed(year: Year) -> Option<Day> {
    year.next()?.first_day()
}

/// The figures of a year so far, taken as those of the whole year.
pub(super) fn as_it_stands(pack: &Pack, situation: &Situation, year: Year) -> Projection {
    let so_far = |series: &Series| {
        let figure = year_figure(&situation.figures, series, year, situation.as_of);
        Some(((series.id.clone(), year), in_unit(series, figure.value()?)?))
    };
    pack.series.iter().filter_map(so_far).collect()
}

/// A value as a figure of a series; `None` if it does not fit.
pub(super) fn in_unit(series: &Series, value: &Exact) -> Option<Quantity> {
    Quantity::from_exact(value, &series.unit)
}
