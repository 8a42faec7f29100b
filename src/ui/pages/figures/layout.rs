//! The layout of the grid of figures: all years, or one year in quarters or months; the row of each series and the
//! column of each period.

use crate::domain::policy::{Pack, Row, Series, SeriesId};
use crate::domain::quantity::{Grain, Period, Year};
use crate::exchange::clipboard_table::{FieldColumn, FieldRow, Sheet};
use crate::ui::store::Assessed;
use crate::workspace::Field;

/// Element id of the grid.
pub const GRID: &str = "figures";

/// A layout of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridLayout {
    /// A column for each year.
    Years,
    /// A column for each period of one year, and one for the year itself.
    SubAnnual(Year, Grain),
}

impl GridLayout {
    /// The layout in which a period has a cell.
    pub fn of(period: Period) -> GridLayout {
        match period {
            Period::Year(_) => GridLayout::Years,
            other => GridLayout::SubAnnual(other.year(), other.grain()),
        }
    }

    /// The layout as a word, which the tab remembers.
    pub fn word(self) -> String {
        match self {
            GridLayout::Years => "years".to_owned(),
            GridLayout::SubAnnual(year, Grain::Quarter) => format!("{year}Q"),
            GridLayout::SubAnnual(year, _) => format!("{year}M"),
        }
    }

    /// The layout of such a word; all years if the pack does not have its year.
    pub fn from_word(word: &str, pack: &Pack) -> GridLayout {
        let (year, grain) = match word.strip_suffix('Q') {
            Some(year) => (year, Grain::Quarter),
            None => (word.trim_end_matches('M'), Grain::Month),
        };
        let year = Year::parse(year).filter(|year| pack.figure_years().any(|known| known == *year));
        year.map_or(GridLayout::Years, |year| GridLayout::SubAnnual(year, grain))
    }

    /// The columns.
    pub fn periods(self, pack: &Pack) -> Vec<Period> {
        match self {
            GridLayout::Years => pack.figure_years().map(Period::Year).collect(),
            GridLayout::SubAnnual(year, grain) => year.periods(grain).chain([Period::Year(year)]).collect(),
        }
    }

    /// True if a series accepts figures of that period: within a year all periods have one length.
    pub fn takes(self, assessed: &Assessed, series: &SeriesId, period: Period) -> bool {
        let grain = assessed.workspace.entries.figures.grain(series, period.year());
        period.grain() == Grain::Year || grain.is_none_or(|grain| grain == period.grain())
    }

    /// Row and column of a figure in this layout.
    pub fn place_of(self, pack: &Pack, series: &SeriesId, period: Period) -> Option<(usize, usize)> {
        let row = lines(pack).iter().position(|line| &line.id == series)?;
        Some((row, self.periods(pack).iter().position(|known| *known == period)?))
    }

    /// The fields, with the names of their rows and columns.
    pub fn sheet(self, assessed: &Assessed) -> Sheet {
        let pack = assessed.rules();
        let periods = self.periods(pack);
        let line = |(row, series): (Option<&Row>, &Series)| {
            let mut names = vec![series.name.clone(), series.short_name.clone()];
            // A pack row with only one series also lends its name.
            if let Some(row) = row.filter(|row| row.rule.series().len() == 1) {
                names.extend([row.name.clone(), row.short_name.clone()]);
            }
            let field = |period: &Period| {
                self.takes(assessed, &series.id, *period).then(|| Field::Figure(series.id.clone(), *period))
            };
            FieldRow { names, unit: series.unit.clone(), fields: periods.iter().map(field).collect() }
        };
        let lines = in_order(pack).into_iter().flat_map(|(row, series)| series.into_iter().map(move |one| (row, one)));
        Sheet {
            heads: periods.iter().map(|period| FieldColumn::Period(*period)).collect(),
            lines: lines.map(line).collect(),
        }
    }
}

/// The series in the order of the grid: each under the first row that uses it, then the rest.
pub fn in_order(pack: &Pack) -> Vec<(Option<&Row>, Vec<&Series>)> {
    let mut shown: Vec<&SeriesId> = Vec::new();
    let mut groups = Vec::new();
    for row in &pack.rows {
        let fresh: Vec<_> = row.rule.series().into_iter().filter(|id| !shown.contains(id)).collect();
        shown.extend(fresh.iter().copied());
        groups.push((Some(row), fresh.into_iter().filter_map(|id| pack.series_of(id)).collect()));
    }
    let rest: Vec<_> = pack.series.iter().filter(|series| !shown.contains(&&series.id)).collect();
    if !rest.is_empty() {
        groups.push((None, rest));
    }
    groups
}

/// The series, one for each row of the grid.
pub fn lines(pack: &Pack) -> Vec<&Series> {
    in_order(pack).into_iter().flat_map(|(_, series)| series).collect()
}
