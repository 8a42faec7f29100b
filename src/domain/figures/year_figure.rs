//! A year's figure: its own, or the one derived from quarters or months (SPEC "Periods").

use super::{Accumulation, Figures};
use crate::domain::policy::{Kind, Series};
use crate::domain::quantity::{Day, Exact, Grain, Period, Year};
use num_traits::Zero;

/// A year's figure and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YearFigure {
    /// Entered for the year itself; prevails.
    Own(Exact),
    /// Current figures of the periods added up.
    Added {
        /// The sum.
        value: Exact,
        /// The periods' length.
        grain: Grain,
        /// The last period entered.
        last: Period,
    },
    /// The last period's figure: a state, or a cumulative flow.
    Last {
        /// The figure.
        value: Exact,
        /// The period that it was taken from.
        last: Period,
    },
    /// No figure.
    Blank(Blank),
}

/// Why a year has no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blank {
    /// It has not begun: what is entered for it is not used.
    NotBegun,
    /// Nothing is entered.
    Nothing,
    /// A period that the year's figure needs is blank. A sum needs every period up to the last one entered, and
    /// in a closed year all; a state or a cumulative flow needs only the last period of a closed year.
    Hole(Period),
}

impl YearFigure {
    /// The figure itself.
    pub fn value(&self) -> Option<&Exact> {
        match self {
            YearFigure::Own(value) | YearFigure::Added { value, .. } | YearFigure::Last { value, .. } => Some(value),
            YearFigure::Blank(_) => None,
        }
    }
}

/// The figure of a series for a year, as of a day.
pub fn year_figure(figures: &Figures, series: &Series, year: Year, as_of: Day) -> YearFigure {
    if !Period::Year(year).has_begun(as_of) {
        return YearFigure::Blank(Blank::NotBegun);
    }
    match figures.adopted(&series.id, Period::Year(year)) {
        Some(own) => YearFigure::Own(own.exact()),
        None => year_from_periods(figures, series, year, as_of),
    }
}

/// The figure derived from quarters or months alone, without regard to the year's own.
pub fn year_from_periods(figures: &Figures, series: &Series, year: Year, as_of: Day) -> YearFigure {
    // A period that begins after `as_of` is not used; `doubts` flags it.
    let entered: Vec<_> = figures.sub_year(&series.id, year).filter(|(period, _)| period.has_begun(as_of)).collect();
    let Some((last, last_value)) = entered.last().copied() else {
        return YearFigure::Blank(Blank::Nothing);
    };
    let grain = last.grain();
    if let Some(period) = holes(figures, series, year, as_of).first() {
        return YearFigure::Blank(Blank::Hole(*period));
    }
    if takes_last(figures, series) {
        return YearFigure::Last { value: last_value.exact(), last };
    }
    let value = entered.iter().fold(Exact::zero(), |sum, (_, value)| sum + value.exact());
    YearFigure::Added { value, grain, last }
}

/// The blank periods because of which a year has no figure, in order; empty if nothing is entered.
pub fn holes(figures: &Figures, series: &Series, year: Year, as_of: Day) -> Vec<Period> {
    let entered: Vec<_> =
        figures.sub_year(&series.id, year).map(|(period, _)| period).filter(|period| period.has_begun(as_of)).collect();
    let Some(last) = entered.last().copied() else { return Vec::new() };
    let closed = as_of.year() > year;
    let needed = |period: &Period| match (takes_last(figures, series), closed) {
        (true, true) => period.index() == last.grain().per_year(),
        (true, false) => false,
        (false, true) => true,
        (false, false) => *period < last,
    };
    year.periods(last.grain()).filter(|period| needed(period) && !entered.contains(period)).collect()
}

/// True if the year's figure is that of the last period, not the sum of all.
fn takes_last(figures: &Figures, series: &Series) -> bool {
    series.kind == Kind::State || figures.accumulation(&series.id) == Accumulation::Cumulative
}
