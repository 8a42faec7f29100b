//! 达标 – verdicts with their working for every row and goal (SPEC "Verdicts"). Knows no sentence
//! and no screen; the day and the pack are arguments.

mod growth;
mod pace;
mod sensitivity;
mod share;
mod threshold;

use super::figures::{Situation, YearFigure, year_figure};
use super::policy::{
    Choice, Clause, Goal, GoalId, GoalPart, Pack, ReadingId, ReadingOption, Row, RowId, Rule, SeriesId, StatementId,
};
use super::quantity::{Exact, Period, Year, round_up};
use super::working::{Distance, DistanceOf, Reason, Test, Threshold, Verdict, Working, all};
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;

pub use pace::{Pace, completion};
pub use sensitivity::{Flip, Subject, changed_verdicts, flips, workings};

/// The period that a verdict covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// One of the plan's years.
    Year(Year),
    /// The plan's years together.
    Whole,
}

/// The verdicts of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// One for each row, in the pack's order.
    pub rows: Vec<RowResult>,
    /// One for each goal, over the whole period, in the pack's order.
    pub goals: Vec<(GoalId, Working)>,
}

/// The verdicts of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowResult {
    /// The row.
    pub id: RowId,
    /// One for each of the plan's years; empty where only the whole period has a verdict.
    pub years: Vec<(Year, Working)>,
    /// Over the whole period.
    pub whole: Working,
}

/// Assesses every row and goal. The situation must have no faults under that pack.
pub fn assess(pack: &Pack, situation: &Situation) -> Assessment {
    let assessor = Assessor { pack, situation };
    let rows = pack.rows.iter().map(|row| assessor.row_result(row)).collect();
    let goals = pack.goals.iter().map(|goal| (goal.id.clone(), assessor.goal(goal))).collect();
    Assessment { rows, goals }
}

/// The working of one row alone, over a year or the whole period.
pub fn row_working(pack: &Pack, situation: &Situation, row: &RowId, span: Span) -> Option<Working> {
    Some(Assessor { pack, situation }.row(pack.row(row)?, span, BTreeMap::new()))
}

/// The working of one goal alone.
pub fn goal_working(pack: &Pack, situation: &Situation, goal: &GoalId) -> Option<Working> {
    Some(Assessor { pack, situation }.goal(pack.goal(goal)?))
}

impl Assessment {
    /// The result of a row.
    pub fn row(&self, id: &RowId) -> Option<&RowResult> {
        self.rows.iter().find(|row| &row.id == id)
    }

    /// The working of a goal.
    pub fn goal(&self, id: &GoalId) -> Option<&Working> {
        self.goals.iter().find(|(goal, _)| goal == id).map(|(_, working)| working)
    }
}

impl RowResult {
    /// The working of a year or of the whole period.
    pub fn of(&self, span: Span) -> Option<&Working> {
        match span {
            Span::Whole => Some(&self.whole),
            Span::Year(year) => self.years.iter().find(|(known, _)| *known == year).map(|(_, working)| working),
        }
    }
}

struct Assessor<'a> {
    pack: &'a Pack,
    situation: &'a Situation,
}

/// The context of a rule, as far as it affects the test.
#[derive(Clone, Default)]
struct Context<'a> {
    clause: Clause,
    /// The row whose allocated targets bind; `None` for a goal's own rules.
    row: Option<&'a RowId>,
    /// Substitutes, by the series that they replace.
    stand_ins: BTreeMap<SeriesId, SeriesId>,
}

impl<'a> Assessor<'a> {
    fn row_result(&self, row: &'a Row) -> RowResult {
        let years = self.pack.plan_years().filter(|_| row.rule.has_years());
        RowResult {
            id: row.id.clone(),
            years: years.map(|year| (year, self.row(row, Span::Year(year), BTreeMap::new()))).collect(),
            whole: self.row(row, Span::Whole, BTreeMap::new()),
        }
    }

    fn row(&self, row: &'a Row, span: Span, stand_ins: BTreeMap<SeriesId, SeriesId>) -> Working {
        let context = Context { clause: row.clause.clone(), row: Some(&row.id), stand_ins };
        let inner = self.rule(&row.rule, &context, span);
        let settled = match span {
            _ if self.situation.not_applicable.contains(&row.id) => inner.settled(Verdict::NotApplicable),
            Span::Year(year) if !self.has_begun(year) => inner.settled(Verdict::NotDue),
            _ => inner,
        };
        Working {
            test: Test::Row(row.id.clone()),
            clause: row.clause.clone(),
            readings: Vec::new(),
            verdict: settled.verdict,
            distance: None,
            parts: vec![settled],
        }
    }

    fn goal(&self, goal: &'a Goal) -> Working {
        let mut context = Context { clause: goal.clause.clone(), ..Context::default() };
        let mut readings = Vec::new();
        for id in &goal.substitutions {
            let Some((choice, option)) = self.option(id) else { continue };
            if let super::policy::Meaning::Substitution(pairs) = &option.meaning {
                context.stand_ins.extend(pairs.clone());
            }
            readings.push(choice);
        }
        let inner = self.rule(&goal.rule, &context, Span::Whole);
        readings.extend(inner.readings.clone());
        Working {
            test: Test::Goal(goal.id.clone()),
            clause: goal.clause.clone(),
            readings,
            verdict: inner.verdict,
            distance: None,
            parts: if inner.test == Test::Every { inner.parts } else { vec![inner] },
        }
    }

    fn rule(&self, rule: &'a Rule, context: &Context<'a>, span: Span) -> Working {
        match rule {
            Rule::MinimumEachYear { series, .. } => match span {
                Span::Year(year) => self.minimum(rule, series, year, context),
                Span::Whole => {
                    let years = self.pack.plan_years().map(|year| {
                        let working = self.minimum(rule, series, year, context);
                        if self.has_begun(year) { working } else { working.settled(Verdict::NotDue) }
                    });
                    self.gather(Test::EveryYear, context, years.collect())
                }
            },
            Rule::MinimumTotal { series, minimum, target_of } => {
                self.total(series, self.total_threshold(*minimum, target_of.as_ref(), context), context)
            }
            Rule::Growth { .. } => self.growth(rule, context, span),
            Rule::Share { .. } => self.share(rule, context, span),
            Rule::Row(id) => match self.pack.row(id) {
                Some(row) => self.row(row, Span::Whole, context.stand_ins.clone()),
                None => self.gather(Test::Row(id.clone()), context, Vec::new()),
            },
            Rule::Statement(id) => self.statement(id),
            Rule::All(parts) => self.every(parts, context, span),
        }
    }

    fn every(&self, parts: &'a [GoalPart], context: &Context<'a>, span: Span) -> Working {
        let mut readings = Vec::new();
        let mut workings = Vec::new();
        for part in parts {
            if let Some(when) = &part.when
                && let Some((choice, option)) = self.option(&when.reading)
            {
                let counts = when.options.contains(&option.id);
                if !readings.contains(&choice) {
                    readings.push(choice);
                }
                if !counts {
                    continue;
                }
            }
            let working = self.rule(&part.rule, context, span);
            let left_out = self.rows_left_out_with(part).any(|row| self.situation.not_applicable.contains(row));
            workings.push(if left_out { working.settled(Verdict::NotApplicable) } else { working });
        }
        Working { readings, ..self.gather(Test::Every, context, workings) }
    }

    /// If one of these rows is not applicable, the part is left out (SPEC "Levels").
    fn rows_left_out_with(&self, part: &'a GoalPart) -> impl Iterator<Item = &'a RowId> {
        let target = match &part.rule {
            Rule::MinimumTotal { target_of, .. } => target_of.as_ref(),
            _ => None,
        };
        part.with_row.iter().chain(target)
    }

    fn gather(&self, test: Test, context: &Context, parts: Vec<Working>) -> Working {
        Working {
            test,
            clause: context.clause.clone(),
            readings: Vec::new(),
            verdict: all(parts.iter().map(|part| part.verdict)),
            distance: None,
            parts,
        }
    }

    fn minimum(&self, rule: &Rule, series: &SeriesId, year: Year, context: &Context) -> Working {
        let series = context.stand_in(series);
        let minimum = self.yearly_threshold(rule, year, context);
        let figure = self.figure(&series, year);
        let verdict = match (&minimum, figure.value()) {
            (None, _) => Verdict::Undetermined(Reason::MissingTarget),
            (_, None) => Verdict::Undetermined(Reason::MissingValue),
            (Some(minimum), Some(value)) => self.in_time(*value >= minimum.value, [&series], year),
        };
        let distance = minimum
            .as_ref()
            .filter(|_| verdict.has_distance())
            .and_then(|minimum| self.distance(DistanceOf::Series(series.clone()), &minimum.value, figure.value()));
        let test = Test::Minimum { series, year, figure, minimum };
        Working { test, distance, ..Working::leaf(context, verdict) }
    }

    fn total(&self, series: &SeriesId, minimum: Option<Threshold>, context: &Context) -> Working {
        let series = context.stand_in(series);
        let figures: Vec<_> = self.pack.plan_years().map(|year| (year, self.figure(&series, year))).collect();
        let sum = figures.iter().filter_map(|(_, figure)| figure.value()).fold(Exact::zero(), |sum, value| sum + value);
        let blank = figures.iter().any(|(year, figure)| self.has_begun(*year) && figure.value().is_none());
        let verdict = match &minimum {
            None => Verdict::Undetermined(Reason::MissingTarget),
            Some(minimum) if sum >= minimum.value => Verdict::Met,
            Some(_) if blank => Verdict::Undetermined(Reason::MissingValue),
            Some(_) if self.is_closed(self.pack.last_year) => Verdict::NotMet,
            Some(_) => Verdict::InProgress,
        };
        let distance = minimum
            .as_ref()
            .filter(|_| verdict.has_distance())
            .and_then(|minimum| self.distance(DistanceOf::Series(series.clone()), &minimum.value, Some(&sum)));
        Working { test: Test::Total { series, figures, sum, minimum }, distance, ..Working::leaf(context, verdict) }
    }

    fn statement(&self, id: &StatementId) -> Working {
        let clause = self.pack.statement(id).map(|statement| statement.clause.clone()).unwrap_or_default();
        let holds = self.situation.statements.get(id).map(|answer| answer.holds);
        let verdict = match holds {
            None => Verdict::Undetermined(Reason::MissingValue),
            Some(true) => Verdict::Met,
            Some(false) if self.is_closed(self.pack.last_year) => Verdict::NotMet,
            Some(false) => Verdict::InProgress,
        };
        let test = Test::Statement { id: id.clone(), holds };
        Working { test, ..Working::leaf(&Context { clause, ..Context::default() }, verdict) }
    }

    /// The verdict of a requirement that is reached or not. In an open year a flow that has reached it stays
    /// there, while a state or a share can still fall.
    fn in_time<'s>(&self, reached: bool, series: impl IntoIterator<Item = &'s SeriesId>, year: Year) -> Verdict {
        let mut series = series.into_iter();
        match (self.is_closed(year), reached) {
            (true, true) => Verdict::Met,
            (true, false) => Verdict::NotMet,
            (false, true) if series.all(|id| self.is_flow(id)) => Verdict::Met,
            (false, _) => Verdict::InProgress,
        }
    }

    fn distance(&self, of: DistanceOf, required: &Exact, value: Option<&Exact>) -> Option<Distance> {
        let decimals = self.pack.series_of(of.series().first()?)?.unit.step_decimals();
        let short_by = value.map(|value| required - value).filter(Signed::is_positive);
        Some(Distance {
            of,
            required: round_up(required, decimals),
            short_by: short_by.map(|short_by| round_up(&short_by, decimals)),
        })
    }

    fn figure(&self, series: &SeriesId, year: Year) -> YearFigure {
        match self.pack.series_of(series) {
            Some(series) => year_figure(&self.situation.figures, series, year, self.situation.as_of),
            None => YearFigure::Blank(super::figures::Blank::Nothing),
        }
    }

    fn option(&self, id: &ReadingId) -> Option<(Choice, &'a ReadingOption)> {
        let option = self.situation.readings.option_of(self.pack.reading(id)?)?;
        Some((Choice { reading: id.clone(), option: option.id.clone() }, option))
    }

    fn is_flow(&self, id: &SeriesId) -> bool {
        self.pack.series_of(id).is_some_and(|series| series.kind == super::policy::Kind::Flow)
    }

    fn has_begun(&self, year: Year) -> bool {
        Period::Year(year).has_begun(self.situation.as_of)
    }

    fn is_closed(&self, year: Year) -> bool {
        self.situation.as_of.year() > year
    }
}

impl Context<'_> {
    fn stand_in(&self, series: &SeriesId) -> SeriesId {
        self.stand_ins.get(series).unwrap_or(series).clone()
    }
}

impl Verdict {
    /// True for verdicts that can have a distance.
    pub fn has_distance(self) -> bool {
        matches!(self, Verdict::NotMet | Verdict::InProgress)
    }
}

impl Working {
    /// A node without parts, to be filled in.
    fn leaf(context: &Context, verdict: Verdict) -> Working {
        let clause = context.clause.clone();
        Working { test: Test::Every, clause, readings: Vec::new(), verdict, distance: None, parts: Vec::new() }
    }

    /// The same test with this verdict, whatever the figures are.
    fn settled(mut self, verdict: Verdict) -> Working {
        self.verdict = verdict;
        self.distance = None;
        self.parts = self.parts.into_iter().map(|part| part.settled(verdict)).collect();
        self
    }
}
