//! 数据 – what a unit entered: observations by series and period, what was allotted to it, what it
//! stated. Says what a year's figure is and which figures look doubtful; decides no verdict.

mod cell;
mod course;
mod doubt;
mod situation;
mod target;
mod year_figure;

use super::policy::SeriesId;
use super::quantity::{Grain, Period, Quantity, Year};
use std::collections::BTreeMap;
use std::sync::Arc;

pub use cell::{Cell, Observation, Source, Stage, Witness};
pub use course::{Stretch, course, growth_over, regrain};

pub use doubt::{Doubt, DoubtKind, doubts};
pub use situation::{Answer, Level, Situation, SituationFault, Statements};
pub use target::{RowTarget, TargetRevision, TargetSlot, Targets};
pub use year_figure::{Blank, YearFigure, holes, year_figure, year_from_periods};

/// How a series' sub-year figures are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accumulation {
    /// Of the period.
    #[default]
    Current,
    /// Since 1 January.
    Cumulative,
}

/// A series' cells by period. Shared between the states of a history: an edit copies one series.
type Cells = Arc<BTreeMap<Period, Arc<Cell>>>;

/// Everything entered, by series and period. A blank cell is not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    cells: BTreeMap<SeriesId, Cells>,
    accumulation: BTreeMap<SeriesId, Accumulation>,
}

impl Figures {
    /// The cell of a series and period, if anything is said of it.
    pub fn cell(&self, series: &SeriesId, period: Period) -> Option<&Cell> {
        self.cells.get(series)?.get(&period).map(|cell| &**cell)
    }

    /// The adopted figure of a series and period.
    pub fn adopted(&self, series: &SeriesId, period: Period) -> Option<Quantity> {
        Some(self.cell(series, period)?.adopted()?.value)
    }

    /// Puts a cell in place; a blank one is taken away.
    pub fn put(&mut self, series: &SeriesId, period: Period, cell: Cell) {
        let periods = Arc::make_mut(self.cells.entry(series.clone()).or_default());
        if cell.is_blank() {
            periods.remove(&period);
        } else {
            periods.insert(period, Arc::new(cell));
        }
        if periods.is_empty() {
            self.cells.remove(series);
        }
    }

    /// Takes away the year's periods of another length, which cannot stand beside this one.
    pub fn make_room(&mut self, series: &SeriesId, period: Period) {
        let others: Vec<_> = self.sub_year(series, period.year()).map(|(other, _)| other).collect();
        for other in others.into_iter().filter(|other| period.grain() != Grain::Year && other.grain() != period.grain())
        {
            self.put(series, other, Cell::default());
        }
    }

    /// Sets the unit's own figure, or takes it away; what other sources say stays, and so does what
    /// is noted beside the own one.
    pub fn put_own(&mut self, series: &SeriesId, period: Period, value: Option<Quantity>) {
        let mut cell = self.cell(series, period).cloned().unwrap_or_default();
        let own = cell.observations().find(|observation| observation.witness.source == Source::Own).cloned();
        match (own, value) {
            (Some(own), Some(value)) => cell.observe(Observation { value, ..own }),
            (None, Some(value)) => cell.observe(Observation::own(value)),
            (Some(own), None) => cell.forget(own.witness),
            (None, None) => {}
        }
        self.put(series, period, cell);
    }

    /// Every cell, by series and period.
    pub fn cells(&self) -> impl Iterator<Item = (&SeriesId, Period, &Cell)> {
        self.cells
            .iter()
            .flat_map(|(series, periods)| periods.iter().map(move |(period, cell)| (series, *period, &**cell)))
    }

    /// The periods shorter than a year that are entered for a series and year, in order.
    pub fn sub_year(&self, series: &SeriesId, year: Year) -> impl Iterator<Item = (Period, Quantity)> {
        self.cells
            .get(series)
            .into_iter()
            .flat_map(|periods| periods.iter())
            .filter(move |(period, _)| period.year() == year && !matches!(period, Period::Year(_)))
            .filter_map(|(period, cell)| Some((*period, cell.adopted()?.value)))
    }

    /// The length of the periods entered for a series and year, where any is shorter than the year.
    pub fn grain(&self, series: &SeriesId, year: Year) -> Option<Grain> {
        self.sub_year(series, year).next().map(|(period, _)| period.grain())
    }

    /// How a series' sub-year figures are meant.
    pub fn accumulation(&self, series: &SeriesId) -> Accumulation {
        self.accumulation.get(series).copied().unwrap_or_default()
    }

    /// Says how a series' sub-year figures are meant.
    pub fn accumulate(&mut self, series: &SeriesId, accumulation: Accumulation) {
        self.accumulation.insert(series.clone(), accumulation);
    }

    /// Every series whose way of accumulating was said.
    pub fn accumulations(&self) -> impl Iterator<Item = (&SeriesId, Accumulation)> {
        self.accumulation.iter().map(|(series, accumulation)| (series, *accumulation))
    }
}
