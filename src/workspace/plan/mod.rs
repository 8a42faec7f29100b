//! 工作计划 – what a unit means to do in a year, when it filed that, and what it has to tell of it; beside it
//! two suppositions of how the figures may come. Decides nothing.

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
    /// The day that it was filed.
    pub filed: TypedDay,
    /// 措施, by id.
    pub measures: BTreeMap<String, Measure>,
    /// 工作动态 and 典型案例, by id.
    pub reports: BTreeMap<String, Report>,
}

/// 措施 – something to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its place in the list; two that were added on two pages may share one.
    pub number: u32,
    /// What it serves.
    pub serves: Serves,
    /// What is done.
    pub what: String,
    /// Who answers for it.
    pub who: String,
    /// The day by which it is done.
    pub due: TypedDay,
    /// What shows it.
    pub evidence: String,
    /// How far it is.
    pub progress: Progress,
}

/// What a measure serves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Serves {
    /// A row of the annex.
    Row(RowId),
    /// One of the notice's tasks, by its number.
    Task(u16),
    /// One of the duties that it lays on units, by its id.
    Duty(String),
    /// Something of one's own.
    Own,
}

/// How far a measure is.
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

/// Something to tell the superior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its place in the list.
    pub number: u32,
    /// News or a case.
    pub kind: ReportKind,
    /// What it is called.
    pub title: String,
    /// What happened.
    pub text: String,
    /// The day that it was sent.
    pub sent: TypedDay,
}

/// What there is to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportKind {
    /// 工作动态
    News,
    /// 典型案例
    Case,
}

keyed!(ReportKind { News = "news", Case = "case" });

/// A day as it was typed: in its plain form where it is one, else word for word, so that nothing typed is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypedDay(String);

impl TypedDay {
    /// Takes a text.
    pub fn typed(text: &str) -> TypedDay {
        let text = super::action::plain_name(text);
        TypedDay(read_day(&text).map_or(text, |day| day.to_string()))
    }

    /// The day, where the text is one.
    pub fn day(&self) -> Option<Day> {
        Day::parse(&self.0)
    }

    /// True for a text that is no day.
    pub fn is_unread(&self) -> bool {
        !self.0.is_empty() && self.day().is_none()
    }

    /// The text to show.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl WorkPlan {
    /// True where there is nothing in it.
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
    /// The words of files.
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
    /// Reads the words of files.
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
