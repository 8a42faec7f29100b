//! A pack: one notice as data.

use super::{
    Clause, Deadline, Duty, Evidence, GoalId, PackId, Parameter, Phase, PlanUnit, Reading, ReadingId, RowId, Rule,
    Scope, Series, SeriesId, StatementId, Task,
};
use crate::domain::quantity::Year;

/// One notice as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Key in files.
    pub id: PackId,
    /// Edition of this pack, raised with every change to it.
    pub edition: String,
    /// Short Chinese title.
    pub title: String,
    /// Number of the document, for example 陕知发〔2021〕17号.
    pub document: String,
    /// The mark shown on an example pack; empty for a real one.
    pub mark: String,
    /// The year that growth starts from; the year itself is not counted (FACTS §8).
    pub base_year: Year,
    /// First year of the plan.
    pub first_year: Year,
    /// Last year of the plan.
    pub last_year: Year,
    /// The series that units enter.
    pub series: Vec<Series>,
    /// The ambiguities of the notice.
    pub readings: Vec<Reading>,
    /// The annex's rows.
    pub rows: Vec<Row>,
    /// The goals.
    pub goals: Vec<Goal>,
    /// Requirements of goals that no row measures.
    pub statements: Vec<Statement>,
    /// Where the notice contradicts itself or is silent.
    pub conflicts: Vec<Conflict>,
    /// The tasks.
    pub tasks: Vec<Task>,
    /// Duties of the reporting units themselves.
    pub duties: Vec<Duty>,
    /// The phases of the plan.
    pub phases: Vec<Phase>,
    /// The deadlines.
    pub deadlines: Vec<Deadline>,
    /// The subsidy scopes.
    pub scopes: Vec<Scope>,
    /// Thresholds that other documents set for the scopes' elements.
    pub parameters: Vec<Parameter>,
    /// Evidence to prepare for the scopes' elements.
    pub evidence: Vec<Evidence>,
    /// The units that report.
    pub units: Vec<PlanUnit>,
}

/// 指标 – a row of the annex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Key in files; also its printed number.
    pub id: RowId,
    /// Official name.
    pub name: String,
    /// A name short enough for a chart or a narrow column.
    pub short_name: String,
    /// Clause of the notice.
    pub clause: Clause,
    /// What must hold.
    pub rule: Rule,
    /// Wording of the notice, if the pack's maintainer added it; the built-in pack has none.
    pub wording: String,
}

/// 目标 – a goal: it combines rows and may require more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Key in files.
    pub id: GoalId,
    /// Short Chinese name.
    pub name: String,
    /// Clause of the notice.
    pub clause: Clause,
    /// What must hold.
    pub rule: Rule,
    /// Readings that substitute other series for those named, here and in its rows.
    pub substitutions: Vec<ReadingId>,
    /// Wording of the notice, as in [`Row::wording`].
    pub wording: String,
}

/// A requirement of a goal that no row measures. The user answers it and states the evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Key in files.
    pub id: StatementId,
    /// Chinese name.
    pub name: String,
    /// Clause of the notice.
    pub clause: Clause,
}

/// A point on which the notice contradicts itself or is silent; shown with the rows it affects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Key.
    pub id: String,
    /// The conflict, in our own words.
    pub text: String,
    /// The clauses involved.
    pub clauses: Vec<Clause>,
    /// Rows affected.
    pub rows: Vec<RowId>,
    /// Goals affected.
    pub goals: Vec<GoalId>,
    /// The reading that resolves it, if there is one.
    pub reading: Option<ReadingId>,
}

impl Pack {
    /// The plan's years in order, without the base year.
    pub fn plan_years(&self) -> impl DoubleEndedIterator<Item = Year> + Clone + use<> {
        self.first_year.up_to(self.last_year)
    }

    /// The years that figures are entered for: the base year and the plan's.
    pub fn figure_years(&self) -> impl DoubleEndedIterator<Item = Year> + Clone + use<> {
        self.base_year.up_to(self.last_year)
    }

    /// The series of that id.
    pub fn series_of(&self, id: &SeriesId) -> Option<&Series> {
        self.series.iter().find(|series| &series.id == id)
    }

    /// The row of that id.
    pub fn row(&self, id: &RowId) -> Option<&Row> {
        self.rows.iter().find(|row| &row.id == id)
    }

    /// The goal of that id.
    pub fn goal(&self, id: &GoalId) -> Option<&Goal> {
        self.goals.iter().find(|goal| &goal.id == id)
    }

    /// The reading of that id.
    pub fn reading(&self, id: &ReadingId) -> Option<&Reading> {
        self.readings.iter().find(|reading| &reading.id == id)
    }

    /// The deadline of that id.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| deadline.id == id)
    }

    /// The thresholds that other documents set for an element.
    pub fn parameters_of<'pack>(
        &'pack self,
        scope: u16,
        element: &'pack str,
    ) -> impl Iterator<Item = &'pack Parameter> {
        self.parameters.iter().filter(move |parameter| parameter.scope == scope && parameter.element == element)
    }

    /// The statement of that id.
    pub fn statement(&self, id: &StatementId) -> Option<&Statement> {
        self.statements.iter().find(|statement| &statement.id == id)
    }

    /// Conflicts that affect a row.
    pub fn conflicts_of_row<'pack>(&'pack self, row: &'pack RowId) -> impl Iterator<Item = &'pack Conflict> {
        self.conflicts.iter().filter(move |conflict| conflict.rows.contains(row))
    }

    /// Conflicts that affect a goal.
    pub fn conflicts_of_goal<'pack>(&'pack self, goal: &'pack GoalId) -> impl Iterator<Item = &'pack Conflict> {
        self.conflicts.iter().filter(move |conflict| conflict.goals.contains(goal))
    }
}
