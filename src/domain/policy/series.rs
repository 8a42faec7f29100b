//! Series: what units enter.

use super::SeriesId;
use crate::domain::quantity::Unit;

/// How a year's figure is derived from shorter periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Adds up over a year.
    Flow,
    /// Takes the last value of the year.
    State,
}

/// A series of figures, one for each period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Key in files and code.
    pub id: SeriesId,
    /// Chinese name.
    pub name: String,
    /// Short name, which distinguishes it from the other amounts of its row; the full name if the pack gives
    /// none.
    pub short_name: String,
    /// Unit of entry and of the rule.
    pub unit: Unit,
    /// Flow or state.
    pub kind: Kind,
    /// False for the series that CNIPA's records cannot show (amounts, revenue, jobs, implementation).
    pub published_by_cnipa: bool,
    /// True when no row needs it under the default readings.
    pub supplementary: bool,
    /// The series that it should not exceed; an excess is a doubt, never a verdict.
    pub at_most: Option<Bound>,
    /// What it counts and what it does not, in our own words; may be empty.
    pub note: String,
}

/// An upper bound given by another series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The series that should be larger or equal.
    pub series: SeriesId,
    /// The period over which the two are compared.
    pub over: Over,
}

/// The period over which two series are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Each year by itself.
    Year,
    /// The plan's years together.
    Period,
}
