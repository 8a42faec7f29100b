//! 工作计划 – a unit's measures for a year, the day it filed the plan, its work reports; and two scenarios of the
//! figures. Decides nothing.

mod calendar;
mod change;
mod scenario;

pub use calendar::{DueState, Entry, EntryOf, calendar, is_of_filing};
pub use change::{MOST_MEASURES, MeasureField, PlanChange, ReportField};
pub use scenario::{Scenario, ScenarioChange};

use super::field::read_day;
use crate::domain::keyed::keyed;
use crate::domain::policy::RowId;
use crate::domain::quantity::Day;
use std::collections::BTreeMap;

/// One year's plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkPlan {
    /// The day of filing.
    pub filed: TypedDay,
    /// 措施, by id.
    pub measures: BTreeMap<String, Measure>,
    /// 工作动态 and 典型案例, by id.
    pub reports: BTreeMap<String, Report>,
}

/// 措施 – a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its number in the list; two that were added in two tabs may share one.
    pub number: u32,
    /// What it serves.
    pub serves: Serves,
    /// What is done.
    pub what: String,
    /// Who is responsible.
    pub who: String,
    /// The due day.
    pub due: TypedDay,
    /// The evidence.
    pub evidence: String,
    /// Its progress.
    pub progress: Progress,
}

/// What a measure serves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Serves {
    /// A row of the annex.
    Row(RowId),
    /// One of the notice's tasks, by its number.
    Task(u16),
    /// A duty that the notice gives to units, by its id.
    Duty(String),
    /// The unit's own purpose.
    Own,
}

/// The progress of a measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// 未开始
    #[default]
    Planned,
    /// 进行中
    UnderWay,
    /// 已完成
    Done,
    /// 不再做
    GivenUp,
}

keyed!(Progress { Planned = "planned", UnderWay = "under_way", Done = "done", GivenUp = "given_up" });

/// A work report to the superior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its number in the list.
    pub number: u32,
    /// 工作动态 or 典型案例.
    pub kind: ReportKind,
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
    /// The day of sending.
    pub sent: TypedDay,
}

/// The kind of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportKind {
    /// 工作动态
    News,
    /// 典型案例
    Case,
}

keyed!(ReportKind { News = "news", Case = "case" });

/// A typed day: in plain form if it is understood, else word for word, so that nothing typed is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypedDay(String);

impl TypedDay {
    /// Reads a text.
    pub fn typed(text: &str) -> TypedDay {
        let text = super::plain_text::plain_name(text);
        TypedDay(read_day(&text).map_or(text, |day| day.to_string()))
    }

    /// The day, if the text is one.
    pub fn day(&self) -> Option<Day> {
        Day::parse(&self.0)
    }

    /// True if the text is not a day.
    pub fn is_unread(&self) -> bool {
        !self.0.is_empty() && self.day().is_none()
    }

    /// The text to show.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl WorkPlan {
    /// True if the plan is empty.
    pub fn is_empty(&self) -> bool {
        *self == WorkPlan::default()
    }

    /// The measures in their order.
    pub fn measures_in_order(&self) -> Vec<(&String, &Measure)> {
        let mut measures: Vec<_> = self.measures.iter().collect();
        measures.sort_by_key(|(id, measure)| (measure.number, *id));
        measures
    }

    /// The reports in their order.
    pub fn reports_in_order(&self) -> Vec<(&String, &Report)> {
        let mut reports: Vec<_> = self.reports.iter().collect();
        reports.sort_by_key(|(id, report)| (report.number, *id));
        reports
    }
}

impl std::fmt::Display for Serves {
    /// The key in files.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Serves::Row(row) => write!(f, "row {row}"),
            Serves::Task(number) => write!(f, "task {number}"),
            Serves::Duty(id) => write!(f, "duty {id}"),
            Serves::Own => f.write_str("own"),
        }
    }
}

impl Serves {
    /// Reads the key in files.
    pub fn parse(words: &str) -> Option<Serves> {
        match words.split_once(' ') {
            Some(("row", row)) => Some(Serves::Row(RowId::new(row))),
            Some(("task", number)) => Some(Serves::Task(number.parse().ok()?)),
            Some(("duty", id)) => Some(Serves::Duty(id.to_owned())),
            None if words == "own" => Some(Serves::Own),
            _ => None,
        }
    }
}
