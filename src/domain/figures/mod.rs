//! 数据 – what a unit entered: observations by series and period, what was allotted to it, what it
//! stated. Says what a year's figure is and which figures look doubtful; decides no verdict.

mod doubt;
mod situation;
mod year_figure;

use super::policy::SeriesId;
use super::quantity::{Day, Period, Quantity, Year};
use std::collections::{BTreeMap, btree_map};

pub use doubt::{Doubt, DoubtKind, doubts};
pub use situation::{Answer, Level, RowTarget, Situation, SituationFault, Statements, Targets};
pub use year_figure::{Blank, YearFigure, year_figure};

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Published by the National Intellectual Property Administration; adopted first.
    Cnipa,
    /// Entered by the unit.
    Own,
    /// Added up from its ledger; adopted last.
    Ledger,
}

/// How final a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// 快报
    Flash,
    /// 终报
    Final,
}

/// One statement of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Who says so.
    pub source: Source,
    /// The figure, in the series' unit.
    pub value: Quantity,
    /// 快报 or 终报, where it was said.
    pub stage: Option<Stage>,
    /// The day that it was taken, where it was said.
    pub day: Option<Day>,
    /// A remark.
    pub note: String,
}

impl Observation {
    /// A unit's own figure with nothing said about it.
    pub fn own(value: Quantity) -> Observation {
        Observation { source: Source::Own, value, stage: None, day: None, note: String::new() }
    }
}

/// All that is said of one series and period; at most one observation from each source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    observations: BTreeMap<Source, Observation>,
    chosen: Option<Source>,
}

impl Cell {
    /// Puts an observation in place of the one from the same source.
    pub fn observe(&mut self, observation: Observation) {
        self.observations.insert(observation.source, observation);
    }

    /// Takes away what a source said.
    pub fn forget(&mut self, source: Source) {
        self.observations.remove(&source);
    }

    /// Adopts a source whatever the others say; `None` goes back to CNIPA over own over ledger.
    pub fn choose(&mut self, source: Option<Source>) {
        self.chosen = source;
    }

    /// The source that the user chose to adopt.
    pub fn chosen(&self) -> Option<Source> {
        self.chosen
    }

    /// The observation that counts.
    pub fn adopted(&self) -> Option<&Observation> {
        let chosen = self.chosen.and_then(|source| self.observations.get(&source));
        chosen.or_else(|| self.observations.values().next())
    }

    /// All of them, the first to be adopted first.
    pub fn observations(&self) -> impl Iterator<Item = &Observation> {
        self.observations.values()
    }

    /// True when nothing is said.
    pub fn is_blank(&self) -> bool {
        self.observations.is_empty()
    }
}

/// How a series' sub-year figures are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accumulation {
    /// Of the period.
    #[default]
    Current,
    /// Since 1 January.
    Cumulative,
}

/// Everything entered, by series and period. A blank cell is not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    cells: BTreeMap<SeriesId, BTreeMap<Period, Cell>>,
    accumulation: BTreeMap<SeriesId, Accumulation>,
}

impl Figures {
    /// The cell of a series and period, if anything is said of it.
    pub fn cell(&self, series: &SeriesId, period: Period) -> Option<&Cell> {
        self.cells.get(series)?.get(&period)
    }

    /// The adopted figure of a series and period.
    pub fn adopted(&self, series: &SeriesId, period: Period) -> Option<Quantity> {
        Some(self.cell(series, period)?.adopted()?.value)
    }

    /// Puts a cell in place; a blank one is taken away.
    pub fn put(&mut self, series: SeriesId, period: Period, cell: Cell) {
        match self.cells.entry(series) {
            btree_map::Entry::Occupied(mut periods) if cell.is_blank() => {
                periods.get_mut().remove(&period);
                if periods.get().is_empty() {
                    periods.remove();
                }
            }
            btree_map::Entry::Vacant(_) if cell.is_blank() => {}
            entry => {
                entry.or_default().insert(period, cell);
            }
        }
    }

    /// Sets the unit's own figure, or takes it away; what other sources say stays.
    pub fn put_own(&mut self, series: &SeriesId, period: Period, value: Option<Quantity>) {
        let mut cell = self.cell(series, period).cloned().unwrap_or_default();
        match value {
            Some(value) => cell.observe(Observation::own(value)),
            None => cell.forget(Source::Own),
        }
        self.put(series.clone(), period, cell);
    }

    /// Every cell, by series and period.
    pub fn cells(&self) -> impl Iterator<Item = (&SeriesId, Period, &Cell)> {
        self.cells
            .iter()
            .flat_map(|(series, periods)| periods.iter().map(move |(period, cell)| (series, *period, cell)))
    }

    /// The periods shorter than a year that are entered for a series and year, in order.
    pub fn sub_year(&self, series: &SeriesId, year: Year) -> impl Iterator<Item = (Period, Quantity)> {
        self.cells
            .get(series)
            .into_iter()
            .flatten()
            .filter(move |(period, _)| period.year() == year && !matches!(period, Period::Year(_)))
            .filter_map(|(period, cell)| Some((*period, cell.adopted()?.value)))
    }

    /// How a series' sub-year figures are meant.
    pub fn accumulation(&self, series: &SeriesId) -> Accumulation {
        self.accumulation.get(series).copied().unwrap_or_default()
    }

    /// Says how a series' sub-year figures are meant.
    pub fn accumulate(&mut self, series: SeriesId, accumulation: Accumulation) {
        self.accumulation.insert(series, accumulation);
    }

    /// Every series whose way of accumulating was said.
    pub fn accumulations(&self) -> impl Iterator<Item = (&SeriesId, Accumulation)> {
        self.accumulation.iter().map(|(series, accumulation)| (series, *accumulation))
    }
}
