//! 填报文件 – all that is open: one unit's figures and choices, changed by actions in the user's
//! words, with undo and redo. Pure; saving stands beside it, in `platform`.

mod action;
mod example;
mod history;
mod session;
pub mod snapshot;

use crate::domain::figures::{Figures, Level, Situation, Statements, Targets};
use crate::domain::policy::{PackId, Readings, RowId, SeriesId};
use crate::domain::quantity::{Day, Period, Year};
use std::collections::BTreeMap;

pub use action::{Action, Field, TargetSlot, TypedProblem, problem_of};
pub use example::example;
pub use history::{History, Step};
pub use session::{Event, Notice, Open, Session};

/// The pack that a workspace was made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRef {
    /// The pack's id.
    pub id: PackId,
    /// SHA-256 of its text.
    pub sha256: String,
}

/// One unit's work.
#[derive(Clone, Debug, PartialEq)]
pub struct Workspace {
    /// Key in the store; never shown.
    pub id: String,
    /// 填报单位
    pub unit: String,
    /// Who is assessed.
    pub level: Level,
    /// True for invented data: every export says so.
    pub example: bool,
    /// The pack that rules it.
    pub pack: PackRef,
    /// The day that figures are as of; asked for, never silently today.
    pub as_of: Option<Day>,
    /// What was entered.
    pub figures: Figures,
    /// How the notice is read.
    pub readings: Readings,
    /// What was allotted; kept, but not used, at the province's level.
    pub targets: Targets,
    /// What was stated.
    pub statements: Statements,
    /// Rows that do not apply, with the reason; kept, but not used, at the province's level.
    pub not_applicable: BTreeMap<RowId, String>,
    /// Text that was typed and not understood, by field; what it would replace stays.
    pub not_understood: BTreeMap<Field, String>,
    /// Fields of a newer minor version of the file, kept as they came.
    pub unknown_fields: serde_json::Map<String, serde_json::Value>,
}

impl Workspace {
    /// An empty one.
    pub fn new(id: String, unit: String, level: Level, pack: PackRef) -> Workspace {
        Workspace {
            id,
            unit,
            level,
            example: false,
            pack,
            as_of: None,
            figures: Figures::default(),
            readings: Readings::default(),
            targets: Targets::new(),
            statements: Statements::new(),
            not_applicable: BTreeMap::new(),
            not_understood: BTreeMap::new(),
            unknown_fields: serde_json::Map::new(),
        }
    }

    /// What an assessment takes; `None` until `as_of` is given.
    pub fn situation(&self) -> Option<Situation> {
        let bound_by_pack = self.level == Level::Province;
        Some(Situation {
            level: self.level,
            as_of: self.as_of?,
            figures: self.figures.clone(),
            readings: self.readings.clone(),
            targets: if bound_by_pack { Targets::new() } else { self.targets.clone() },
            statements: self.statements.clone(),
            not_applicable: match bound_by_pack {
                true => Default::default(),
                false => self.not_applicable.keys().cloned().collect(),
            },
        })
    }

    /// True when anything was entered, so that losing it would lose work.
    pub fn has_work(&self) -> bool {
        self.figures.cells().next().is_some()
            || !self.targets.is_empty()
            || !self.statements.is_empty()
            || !self.not_applicable.is_empty()
            || !self.not_understood.is_empty()
    }

    /// The text that a figure's field shows: what was not understood, or the unit's own figure.
    pub fn figure_text(&self, series: &SeriesId, year: Year) -> String {
        let field = Field::Figure(series.clone(), Period::Year(year));
        match self.not_understood.get(&field) {
            Some(text) => text.clone(),
            None => self.figures.adopted(series, Period::Year(year)).map(|value| value.to_string()).unwrap_or_default(),
        }
    }

    /// The text that a target's field shows.
    pub fn target_text(&self, row: &RowId, slot: TargetSlot) -> String {
        let typed = self.not_understood.get(&Field::Target(row.clone(), slot)).cloned();
        typed.or_else(|| self.target_that_counts(row, slot)).unwrap_or_default()
    }

    /// A target as it counts, whatever is typed in its field.
    pub fn target_that_counts(&self, row: &RowId, slot: TargetSlot) -> Option<String> {
        let target = self.targets.get(row)?;
        let percent = |value: &crate::domain::quantity::Exact| {
            format!(
                "{}%",
                crate::domain::quantity::to_plain(
                    &(value * crate::domain::quantity::Exact::from_integer(100.into())),
                    6
                )
            )
        };
        match slot {
            TargetSlot::Year(year) => target.years.get(&year).map(|value| value.to_string()),
            TargetSlot::Total => target.total.map(|value| value.to_string()),
            TargetSlot::Rate => target.rate.as_ref().map(percent),
            TargetSlot::Share => target.share.as_ref().map(percent),
        }
    }
}
