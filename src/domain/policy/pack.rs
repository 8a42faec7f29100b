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
    /// What an example pack is marked with; empty for a real one.
    pub mark: String,
    /// The year that growth starts from (FACTS §5: it is not counted).
    pub base_year: Year,
    /// First of the plan's years.
    pub first_year: Year,
    /// Last of the plan's years.
    pub last_year: Year,
    /// What is entered.
    pub series: Vec<Series>,
    /// Where the notice can be read in more than one way.
    pub readings: Vec<Reading>,
    /// The annex's rows.
    pub rows: Vec<Row>,
    /// The goals.
    pub goals: Vec<Goal>,
    /// What goals ask for that no row counts.
    pub statements: Vec<Statement>,
    /// Where the notice contradicts itself or is silent.
    pub conflicts: Vec<Conflict>,
    /// The tasks.
    pub tasks: Vec<Task>,
    /// What it lays on the units themselves.
    pub duties: Vec<Duty>,
    /// The stages.
    pub phases: Vec<Phase>,
    /// The deadlines.
    pub deadlines: Vec<Deadline>,
    /// The subsidy scopes.
    pub scopes: Vec<Scope>,
    /// Thresholds that other documents lay down for the scopes' elements.
    pub parameters: Vec<Parameter>,
    /// What to prepare for the scopes' elements.
    pub evidence: Vec<Evidence>,
    /// The units that report.
    pub units: Vec<PlanUnit>,
}

/// 指标 – a row of the annex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Key in files; also its number on paper.
    pub id: RowId,
    /// Official name.
    pub name: String,
    /// A name short enough for a chart or a narrow column.
    pub short_name: String,
    /// Where it stands.
    pub clause: Clause,
    /// What must hold.
    pub rule: Rule,
    /// The notice's own words, where whoever keeps the pack has put them in; the built-in pack has none.
    pub wording: String,
}

/// 目标 – a goal, which gathers rows and may ask for more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Key in files.
    pub id: GoalId,
    /// Short Chinese name.
    pub name: String,
    /// Where it stands.
    pub clause: Clause,
    /// What must hold.
    pub rule: Rule,
    /// Readings that put other series in place of those named, here and in its rows.
    pub substitutions: Vec<ReadingId>,
    /// The notice's own words, as of a row.
    pub wording: String,
}

/// Something that a goal asks for and no row counts: the user answers it with evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Key in files.
    pub id: StatementId,
    /// Chinese name.
    pub name: String,
    /// Where it stands.
    pub clause: Clause,
}

/// Where the notice contradicts itself or is silent, said beside the rows that it touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Key.
    pub id: String,
    /// What is at odds, in our own words.
    pub text: String,
    /// The places.
    pub clauses: Vec<Clause>,
    /// Rows touched.
    pub rows: Vec<RowId>,
    /// Goals touched.
    pub goals: Vec<GoalId>,
    /// The reading that answers it, if one does.
    pub reading: Option<ReadingId>,
}

impl Pack {
    /// The plan's years in order, without the base.
    pub fn plan_years(&self) -> impl DoubleEndedIterator<Item = Year> + Clone + use<> {
        self.first_year.up_to(self.last_year)
    }

    /// The years that figures are entered for: the base and the plan's.
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

    /// The thresholds laid down for an element.
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

    /// Conflicts that touch a row.
    pub fn conflicts_of_row<'pack>(&'pack self, row: &'pack RowId) -> impl Iterator<Item = &'pack Conflict> {
        self.conflicts.iter().filter(move |conflict| conflict.rows.contains(row))
    }

    /// Conflicts that touch a goal.
    pub fn conflicts_of_goal<'pack>(&'pack self, goal: &'pack GoalId) -> impl Iterator<Item = &'pack Conflict> {
        self.conflicts.iter().filter(move |conflict| conflict.goals.contains(goal))
    }
}
