//! 数据 – what a unit entered: observations by series and period, allocated targets, answers to statements.
//! Derives a year's figure and flags doubtful ones; decides no verdict.

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

pub use cell::{Cell, Observation, Provenance, Source, Stage};
pub use course::{Stretch, course, growth_over, regrain};

pub use doubt::{Doubt, DoubtKind, doubts};
pub use situation::{Answer, Level, Situation, SituationFault, Statements};
pub use target::{RowTarget, TargetRevision, TargetSlot, Targets};
pub use year_figure::{Blank, YearFigure, holes, year_figure, year_from_periods};

/// Whether a series' sub-year figures are of the period alone or cumulative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accumulation {
    /// Of the period alone.
    #[default]
    Current,
    /// Since 1 January.
    Cumulative,
}

/// A series' cells by period. The states of the undo history share them: an edit copies one series.
type Cells = Arc<BTreeMap<Period, Arc<Cell>>>;

/// Everything entered, by series and period. Blank cells are not stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    cells: BTreeMap<SeriesId, Cells>,
    accumulation: BTreeMap<SeriesId, Accumulation>,
}

impl Figures {
    /// The cell of a series and period; `None` if blank.
    pub fn cell(&self, series: &SeriesId, period: Period) -> Option<&Cell> {
        self.cells.get(series)?.get(&period).map(|cell| &**cell)
    }

    /// The adopted figure of a series and period.
    pub fn adopted(&self, series: &SeriesId, period: Period) -> Option<Quantity> {
        Some(self.cell(series, period)?.adopted()?.value)
    }

    /// Sets a cell; a blank one is removed.
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

    /// Removes the year's quarters or months that differ in length from this one: the two cannot be mixed. A
    /// period of a whole year removes nothing.
    pub fn make_room(&mut self, series: &SeriesId, period: Period) {
        let others: Vec<_> = self.sub_year(series, period.year()).map(|(other, _)| other).collect();
        for other in others.into_iter().filter(|other| period.grain() != Grain::Year && other.grain() != period.grain())
        {
            self.put(series, other, Cell::default());
        }
    }

    /// Sets or removes the unit's own figure. Other sources stay, and a changed own figure keeps its stage,
    /// date and note.
    pub fn put_own(&mut self, series: &SeriesId, period: Period, value: Option<Quantity>) {
        let mut cell = self.cell(series, period).cloned().unwrap_or_default();
        let own = cell.observations().find(|observation| observation.provenance.source == Source::Own).cloned();
        match (own, value) {
            (Some(own), Some(value)) => cell.observe(Observation { value, ..own }),
            (None, Some(value)) => cell.observe(Observation::own(value)),
            (Some(own), None) => cell.forget(own.provenance),
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

    /// The sub-year periods entered for a series and year, in order, with their adopted figures.
    pub fn sub_year(&self, series: &SeriesId, year: Year) -> impl Iterator<Item = (Period, Quantity)> {
        self.cells
            .get(series)
            .into_iter()
            .flat_map(|periods| periods.iter())
            .filter(move |(period, _)| period.year() == year && !matches!(period, Period::Year(_)))
            .filter_map(|(period, cell)| Some((*period, cell.adopted()?.value)))
    }

    /// The length of the sub-year periods entered for a series and year; `None` if there are none.
    pub fn grain(&self, series: &SeriesId, year: Year) -> Option<Grain> {
        self.sub_year(series, year).next().map(|(period, _)| period.grain())
    }

    /// Whether a series' sub-year figures are cumulative.
    pub fn accumulation(&self, series: &SeriesId) -> Accumulation {
        self.accumulation.get(series).copied().unwrap_or_default()
    }

    /// Sets whether a series' sub-year figures are cumulative.
    pub fn accumulate(&mut self, series: &SeriesId, accumulation: Accumulation) {
        self.accumulation.insert(series.clone(), accumulation);
    }

    /// Every series whose accumulation was set.
    pub fn accumulations(&self) -> impl Iterator<Item = (&SeriesId, Accumulation)> {
        self.accumulation.iter().map(|(series, accumulation)| (series, *accumulation))
    }
}
