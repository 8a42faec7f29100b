//! 设想 – projected figures to try out, to see which verdicts they change.

use crate::domain::planning::Projection;

/// A scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// The user's name for it; may be empty.
    pub name: String,
    /// Figures of whole years.
    pub figures: Projection,
}

/// A change of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioChange {
    /// It was named.
    Named(String),
    /// Several figures were filled in; the others stay.
    Filled(Projection),
    /// All figures were removed.
    Cleared,
    /// Its figures were taken as the plan, in place of those planned before.
    Taken,
}

impl Scenario {
    /// True if it has no figures.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }
}
