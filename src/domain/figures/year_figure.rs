//! What a year's figure is: its own, or the one that follows from quarters or months
//! (SPEC "Periods").

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
        /// Their length.
        grain: Grain,
        /// The last one entered.
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
    /// A period before the last one entered, or in a closed year any, is blank.
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

/// The figure of a series for a year, as seen on a day.
pub fn year_figure(figures: &Figures, series: &Series, year: Year, as_of: Day) -> YearFigure {
    if !Period::Year(year).has_begun(as_of) {
        return YearFigure::Blank(Blank::NotBegun);
    }
    match figures.adopted(&series.id, Period::Year(year)) {
        Some(own) => YearFigure::Own(own.exact()),
        None => year_from_periods(figures, series, year, as_of),
    }
}

/// The figure that follows from quarters or months alone, whatever is entered for the year itself.
pub fn year_from_periods(figures: &Figures, series: &Series, year: Year, as_of: Day) -> YearFigure {
    // A period that begins after `as_of` is flagged elsewhere and not used.
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

/// The blank periods that keep a year from having a figure, in order; none where nothing is entered.
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

/// True where the year's figure is the last period's, not the sum of all.
fn takes_last(figures: &Figures, series: &Series) -> bool {
    series.kind == Kind::State || figures.accumulation(&series.id) == Accumulation::Cumulative
}
