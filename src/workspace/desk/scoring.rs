//! 评分 – weights, formula and award budget that whoever gathers lays down; off until it is turned on, since the
//! notice sets none.

use super::allocation::read_part;
use crate::domain::consolidation::Formula;
use crate::domain::policy::RowId;
use crate::domain::quantity::{Exact, Unit};
use std::collections::BTreeMap;

/// How units are scored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scoring {
    /// Whether they are.
    pub on: bool,
    /// How a row's part follows.
    pub formula: Formula,
    /// Weights by row, as typed: plain digits where they are understood.
    pub weights: BTreeMap<RowId, String>,
    /// 万元 to be awarded, as typed.
    pub budget: String,
}

impl Scoring {
    /// The weights that are figures.
    pub fn read_weights(&self) -> BTreeMap<RowId, Exact> {
        let read = |(row, text): (&RowId, &String)| Some((row.clone(), read_weight(text)??));
        self.weights.iter().filter_map(read).collect()
    }

    /// True for a row whose weight is no figure.
    pub fn is_unread(&self, row: &RowId) -> bool {
        self.weights.get(row).is_some_and(|text| read_weight(text).is_none())
    }

    /// The budget in whole 万元; `Err` for a text that is none.
    pub fn read_budget(&self) -> Result<Option<Exact>, NoBudget> {
        let budget = read_part(&self.budget, &Unit::new("万元")).map_err(|()| NoBudget)?;
        if budget.as_ref().is_some_and(|budget| !budget.is_integer()) { Err(NoBudget) } else { Ok(budget) }
    }
}

/// The budget is no whole number of 万元.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoBudget;

/// A weight: any figure of at least 0; `None` for a text that is none, `Some(None)` for a blank.
fn read_weight(text: &str) -> Option<Option<Exact>> {
    read_part(text, &Unit::new("万元")).ok()
}
