//! 设想 – projected figures that are only supposed, to see which verdicts they change.

use crate::domain::planning::Projection;

/// One supposition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// What the person calls it; may be empty.
    pub name: String,
    /// Figures of whole years.
    pub figures: Projection,
}

/// Something done to one of the suppositions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioChange {
    /// It was named.
    Named(String),
    /// Figures were put in at once; the others stay.
    Filled(Projection),
    /// It was emptied.
    Cleared,
    /// Its figures were taken as the plan, in place of those planned before.
    Taken,
}

impl Scenario {
    /// True where nothing is supposed.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }
}
