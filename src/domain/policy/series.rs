//! Series: what is entered.

use super::SeriesId;
use crate::domain::quantity::Unit;

/// How a year's figure follows from shorter periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Adds up over a year.
    Flow,
    /// Is its last value.
    State,
}

/// A series of figures, one for each period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Key in files and code.
    pub id: SeriesId,
    /// Chinese name.
    pub name: String,
    /// What tells it from the other amounts of its row, for narrow places; the name where none is given.
    pub short_name: String,
    /// Unit of entry and of the rule.
    pub unit: Unit,
    /// Flow or state.
    pub kind: Kind,
    /// False for the series that CNIPA's records cannot show (amounts, revenue, jobs, implementation).
    pub published_by_cnipa: bool,
    /// True when no row needs it under the default readings.
    pub supplementary: bool,
    /// What it cannot sensibly exceed; an excess is a doubt, never a verdict.
    pub at_most: Option<Bound>,
    /// What it counts and what it does not, in our own words; may be empty.
    pub note: String,
}

/// A series that another cannot sensibly exceed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The larger one.
    pub series: SeriesId,
    /// Over what the two are compared.
    pub over: Over,
}

/// Over what two series are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Each year by itself.
    Year,
    /// The plan's years together.
    Period,
}
