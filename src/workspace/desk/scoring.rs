//! 评分 – weights, formula and award budget of the consolidating unit. Off by default, because the notice sets
//! none.

use super::allocation::read_part;
use crate::domain::consolidation::Formula;
use crate::domain::policy::RowId;
use crate::domain::quantity::{Exact, Unit};
use std::collections::BTreeMap;

/// The scoring settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scoring {
    /// True if units are scored.
    pub on: bool,
    /// The formula for each row's part of the score.
    pub formula: Formula,
    /// Weights by row, as typed; understood ones in plain digits.
    pub weights: BTreeMap<RowId, String>,
    /// The award budget in 万元, as typed.
    pub budget: String,
}

impl Scoring {
    /// The weights that are understood.
    pub fn read_weights(&self) -> BTreeMap<RowId, Exact> {
        let read = |(row, text): (&RowId, &String)| Some((row.clone(), read_weight(text)??));
        self.weights.iter().filter_map(read).collect()
    }

    /// True if a row's weight is not understood.
    pub fn is_unread(&self, row: &RowId) -> bool {
        self.weights.get(row).is_some_and(|text| read_weight(text).is_none())
    }

    /// The budget in whole 万元; `Err` if the text is not one.
    pub fn read_budget(&self) -> Result<Option<Exact>, NoBudget> {
        let budget = read_part(&self.budget, &Unit::new("万元")).map_err(|()| NoBudget)?;
        if budget.as_ref().is_some_and(|budget| !budget.is_integer()) { Err(NoBudget) } else { Ok(budget) }
    }
}

/// The budget is not a whole number of 万元.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoBudget;

/// A weight: any figure from 0. `None` if the text is not one, `Some(None)` for a blank.
fn read_weight(text: &str) -> Option<Option<Exact>> {
    read_part(text, &Unit::new("万元")).ok()
}
