//! 填报文件 – the open work: one unit's figures and choices, changed by actions with undo and redo, and the
//! reported versions. Pure; `platform` saves it.

mod action;
pub mod desk;
pub mod drafting;
mod entry_key;
mod example;
mod field;
mod history;
pub mod intake;
mod merge;
pub mod notice;
mod plain_text;
pub mod plan;
mod revision;
pub mod self_check;
mod session;
pub mod snapshot;
mod typing;
mod version;

use crate::domain::figures::{Figures, Level, Situation, Statements, TargetRevision, TargetSlot, Targets};
use crate::domain::planning::Projection;
use crate::domain::policy::{PackId, Readings, RowId, SeriesId};
use crate::domain::quantity::{Day, Exact, Period, Year, to_plain};
use crate::packs::Items;
use std::collections::BTreeMap;
use std::rc::Rc;

pub use action::{Action, BulkEdit, Imported, IssuedTargets, TakenIssue};
pub use desk::{Desk, DeskChange, DeskUnit, Received};
pub use drafting::{DraftChange, Drafting};
pub use entry_key::{EntryKey, differences};
pub use example::{example, example_check};
pub use field::{Field, TypedProblem, problem_of, problem_with, read_day};
pub use history::{History, Step};
pub use merge::{Conflict, Merge, merge};
pub use notice::Notice;
pub use plan::{PlanChange, Scenario, ScenarioChange, WorkPlan};
pub use self_check::{CheckChange, SelfCheck};
pub use session::{Asking, DeskIntake, Event, Open, Session};
pub use version::{Filing, Signatures, Version};

/// The pack that a workspace was made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRef {
    /// The pack's id.
    pub id: PackId,
    /// SHA-256 of its text.
    pub sha256: String,
}

/// 填报内容 – what a unit reports: the part of a workspace that a version freezes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// 填报单位
    pub unit: String,
    /// Province or city.
    pub level: Level,
    /// The as-of day of the figures. The user must enter it; today is never assumed.
    pub as_of: Option<Day>,
    /// What was entered.
    pub figures: Figures,
    /// The chosen reading of each ambiguous rule.
    pub readings: Readings,
    /// The unit's own targets; kept, but not used, at the province's level.
    pub targets: Targets,
    /// 目标调整 – changes of targets, oldest first.
    pub revisions: Vec<TargetRevision>,
    /// The answers to statements.
    pub statements: Statements,
    /// Rows that do not apply, each with the reason; kept, but not used, at the province's level.
    pub not_applicable: BTreeMap<RowId, String>,
    /// 计划数 – planned figures, by series and year.
    pub planned: Projection,
    /// 工作计划, by year.
    pub plans: BTreeMap<Year, WorkPlan>,
}

/// What a workspace is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// A unit's yearly figures, with or without self-checks.
    #[default]
    Reporting,
    /// The self-check of a subject that reports no figures.
    SelfCheck,
}

/// One unit's work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Key in the store; never shown.
    pub id: String,
    /// The user's name for it, to tell it from other workspaces of the same unit; may be empty.
    pub name: String,
    /// True for invented data: every export says so.
    pub example: bool,
    /// What it is for.
    pub purpose: Purpose,
    /// The pack whose rules apply.
    pub pack: PackRef,
    /// Fingerprints of that pack's parts, if known; they show what another edition changed.
    pub pack_items: Rc<Items>,
    /// What the unit reports.
    pub entries: Rc<Entries>,
    /// Text that was typed and not understood, by field; the value that it would replace stays.
    pub not_understood: BTreeMap<Field, String>,
    /// 报送版本 – the reported versions, oldest first.
    pub versions: Vec<Rc<Version>>,
    /// Why the entries differ from the last version, by entry.
    pub reasons: BTreeMap<EntryKey, String>,
    /// 奖补自查 – the self-checks, by id: the unit's own and received ones.
    pub self_checks: BTreeMap<String, Rc<SelfCheck>>,
    /// Issues of targets that were imported, in the order of import.
    pub issues_taken: Vec<TakenIssue>,
    /// 汇总台 – the units to consolidate.
    pub desk: Rc<Desk>,
    /// 设想 – two scenarios.
    pub scenarios: Rc<[Scenario; 2]>,
    /// 文稿 – edits of the drafted documents.
    pub drafting: Rc<Drafting>,
    /// Members of a newer minor version of the file, by path, kept unchanged.
    pub unknown: Vec<snapshot::Unknown>,
}

impl Entries {
    /// The input of an assessment; `None` until `as_of` is given.
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

    /// A target, in the series' unit or as a fraction.
    pub fn target(&self, row: &RowId, slot: TargetSlot) -> Option<Exact> {
        self.targets.get(row)?.of(slot)
    }
}

impl Workspace {
    /// An empty workspace for reporting.
    pub fn new(id: String, unit: String, level: Level, pack: PackRef) -> Workspace {
        Workspace {
            id,
            name: String::new(),
            example: false,
            purpose: Purpose::Reporting,
            pack,
            pack_items: Rc::default(),
            entries: Rc::new(Entries { unit, level, ..Entries::default() }),
            not_understood: BTreeMap::new(),
            versions: Vec::new(),
            reasons: BTreeMap::new(),
            self_checks: BTreeMap::new(),
            issues_taken: Vec::new(),
            desk: Rc::default(),
            scenarios: Rc::default(),
            drafting: Rc::default(),
            unknown: Vec::new(),
        }
    }

    /// The workspace file: the master copy.
    pub fn file(&self) -> String {
        snapshot::write(self)
    }

    /// The entries for editing. They are copied first if another state shares them.
    pub fn entries_mut(&mut self) -> &mut Entries {
        Rc::make_mut(&mut self.entries)
    }

    /// The input of an assessment; `None` until `as_of` is given.
    pub fn situation(&self) -> Option<Situation> {
        self.entries.situation()
    }

    /// True if anything was entered that would be lost with the workspace.
    pub fn has_work(&self) -> bool {
        let entries = &self.entries;
        entries.figures.cells().next().is_some()
            || !entries.targets.is_empty()
            || !entries.statements.is_empty()
            || !entries.not_applicable.is_empty()
            || !self.desk.is_empty()
            || !entries.planned.is_empty()
            || !entries.plans.is_empty()
            || !self.drafting.is_empty()
            || self.scenarios.iter().any(|scenario| !scenario.is_empty())
            || !self.not_understood.is_empty()
            || !self.versions.is_empty()
            || !self.self_checks.is_empty()
    }

    /// The text of a figure's field: the text that was not understood, else the adopted figure.
    pub fn figure_text(&self, series: &SeriesId, period: Period) -> String {
        match self.not_understood.get(&Field::Figure(series.clone(), period)) {
            Some(text) => text.clone(),
            None => self.entries.figures.adopted(series, period).map(|value| value.to_string()).unwrap_or_default(),
        }
    }

    /// The text of a target's field: the text that was not understood, else the target.
    pub fn target_text(&self, row: &RowId, slot: TargetSlot) -> String {
        let typed = self.not_understood.get(&Field::Target(row.clone(), slot)).cloned();
        typed.or_else(|| self.target_that_counts(row, slot)).unwrap_or_default()
    }

    /// The target that counts, whatever text its field holds.
    pub fn target_that_counts(&self, row: &RowId, slot: TargetSlot) -> Option<String> {
        Some(plain_target(&self.entries.target(row, slot)?, slot))
    }
}

/// A target as a person types it: digits, or per cent for a rate or share.
pub fn plain_target(value: &Exact, slot: TargetSlot) -> String {
    match slot {
        TargetSlot::Year(_) | TargetSlot::Total => to_plain(value, 6),
        TargetSlot::Rate | TargetSlot::Share => format!("{}%", to_plain(&(value * Exact::from_integer(100.into())), 6)),
    }
}
