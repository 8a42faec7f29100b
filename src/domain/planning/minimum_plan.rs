//! 最少需要 – the minimum plan: the smallest figures that meet every row that can still be met, exactly.
//!
//! Year by year, each figure becomes what the rules require of that year, given the years before it; a flow is
//! never less than what it has reached. What totals still lack is allocated evenly over the remaining years, or
//! to the last year alone if an even split would raise the growth that a later year requires. No smaller sum of
//! figures meets the rows.

use super::need::RowNeeds;
use super::projection::{Projection, as_it_stands, closed, expected, expected_from_here, in_unit, put, still_open};
use super::requirements::{AtomicTest, requirements};
use crate::domain::allocation::evenly;
use crate::domain::attainment::{Assessment, Span, Subject, assess, goal_working, row_working};
use crate::domain::figures::{Situation, year_figure};
use crate::domain::policy::{Kind, Meaning, Pack, ReadingOption, Rule, Series, SeriesId};
use crate::domain::quantity::{Exact, Quantity, Year, round_up};
use crate::domain::working::{DistanceOf, Test, Verdict, Working};
use num_traits::{Signed, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// What the plan is to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Every row.
    Rows,
    /// Every row, and what goals themselves require of figures.
    RowsAndGoals,
}

/// The minimum plan and its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinimumPlan {
    /// By series, or sum of series, and year; in the step of the series.
    pub figures: BTreeMap<(DistanceOf, Year), Exact>,
    /// The rows and goals that the plan does not meet.
    pub unreachable: Vec<Unreachable>,
    /// The situation with these figures, at the end of the plan.
    pub then: Situation,
}

/// An unreachable row or goal: no later figures can make it met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreachable {
    /// The row or goal.
    pub subject: Subject,
    /// Its verdict over the whole period.
    pub verdict: Verdict,
    /// True if a year before the planned ones has already failed.
    pub from_the_past: bool,
}

/// The minimum plan from a year on. Projections of earlier years and of denominators are taken as given; those
/// of the series to be planned are ignored.
pub fn minimum_plan(
    pack: &Pack,
    situation: &Situation,
    projection: &Projection,
    from: Year,
    aim: Aim,
) -> Option<MinimumPlan> {
    let mut search = Search::new(pack, situation, projection, from, aim)?;
    search.years.clone().into_iter().for_each(|year| search.meet_year(year));
    search.meet_totals();
    let then = search.state;
    let assessment = assess(pack, &then);
    let unreachable = not_met(pack, &assessment, from, aim);
    Some(MinimumPlan { figures: search.found, unreachable, then })
}

/// The minimum plan of the later years, if the year turns out as projected or, without a projection, just meets
/// its requirements. `None` after the last year.
pub fn afterwards(
    pack: &Pack,
    situation: &Situation,
    projection: &Projection,
    year: Year,
    needs: &[RowNeeds],
) -> Option<MinimumPlan> {
    let projection = &still_open(pack, situation, projection);
    let mut given = as_it_stands(pack, situation, year);
    for need in needs.iter().flat_map(|row| &row.needs) {
        let (DistanceOf::Series(series), Ok(required)) = (&need.of, &need.required) else { continue };
        let required = pack.series_of(series).and_then(|series| in_unit(series, required));
        let key = (series.clone(), year);
        if let Some(required) = required.filter(|required| given.get(&key).is_none_or(|there| there < required)) {
            given.insert(key, required);
        }
    }
    given.extend(projection.iter().map(|(key, value)| (key.clone(), *value)));
    minimum_plan(pack, situation, &given, year.next().filter(|next| *next <= pack.last_year)?, Aim::Rows)
}

/// Every series that rows and goals use under any reading, in the pack's order.
pub fn looked_at(pack: &Pack) -> Vec<&Series> {
    let (mut sought, mut given) = (BTreeSet::new(), BTreeSet::new());
    rules(pack, Aim::RowsAndGoals).for_each(|rule| collect(rule, &mut sought, &mut given));
    add_stand_ins(pack, &mut sought);
    pack.series.iter().filter(|series| sought.contains(&series.id) || given.contains(&series.id)).collect()
}

struct Search<'a> {
    pack: &'a Pack,
    years: Vec<Year>,
    aim: Aim,
    /// With the figures found so far, on the first day after the plan.
    state: Situation,
    found: BTreeMap<(DistanceOf, Year), Exact>,
}

impl<'a> Search<'a> {
    fn new(pack: &'a Pack, situation: &Situation, projection: &Projection, from: Year, aim: Aim) -> Option<Search<'a>> {
        let end = closed(pack.last_year)?;
        let projection = &still_open(pack, situation, projection);
        let sought = sought(pack, aim);
        let given: Projection = projection
            .iter()
            .filter(|((series, year), _)| *year < from || !sought.contains(series))
            .map(|(key, value)| (key.clone(), *value))
            .collect();
        let so_far = as_it_stands(pack, situation, from);
        let state = expected_from_here(pack, situation, &so_far, end);
        let mut state = expected(pack, &state, &given, end);
        let years: Vec<_> = pack.plan_years().filter(|year| *year >= from).collect();
        for year in &years {
            for series in sought.iter().filter_map(|id| pack.series_of(id)) {
                // A flow under way keeps at least its figure so far; a state can still fall.
                let reached = so_far.get(&(series.id.clone(), *year)).filter(|_| series.kind == Kind::Flow);
                put(&mut state.figures, series, *year, reached.copied().unwrap_or(Quantity::ZERO));
            }
        }
        Some(Search { pack, years, aim, state, found: BTreeMap::new() })
    }

    /// Raises the figures of a year to what rules require of that year alone.
    fn meet_year(&mut self, year: Year) {
        for working in self.workings(Span::Year(year)) {
            let asked: Vec<_> = requirements(self.pack, &working)
                .into_iter()
                .filter(|atomic_test| {
                    atomic_test.year == year && !matches!(atomic_test.working.test, Test::Total { .. })
                })
                .map(|atomic_test| (atomic_test.of.clone(), atomic_test.required.clone()))
                .collect();
            for (of, required) in asked {
                if let Some(required) = required {
                    self.raise(&of, year, &required);
                }
            }
        }
    }

    /// The workings that may require something of a year: the rows, and goals with rules of their own. Growth
    /// in a goal is required of the plan's last year or, read year on year, of each.
    fn workings(&self, span: Span) -> Vec<Working> {
        let rows = self.pack.rows.iter().filter(|row| span == Span::Whole || row.rule.has_years());
        let rows = rows.filter_map(|row| row_working(self.pack, &self.state, &row.id, span));
        let goals = self.pack.goals.iter().filter(|_| self.aim == Aim::RowsAndGoals);
        rows.chain(goals.filter_map(|goal| goal_working(self.pack, &self.state, &goal.id))).collect()
    }

    /// Raises a figure to what is required; for a sum of series, the last of them.
    fn raise(&mut self, of: &DistanceOf, year: Year, required: &Exact) {
        let series = of.series();
        let Some(last) = series.last().and_then(|id| self.pack.series_of(id)) else { return };
        let figure = |id: &SeriesId| self.figure(id, year);
        let there: Exact = series.iter().map(&figure).sum();
        let required = round_up(required, last.unit.step_decimals());
        let value = if required > there { required } else { there.clone() };
        let own = figure(&last.id) + (&value - there);
        // A figure beyond the entry limits is left out; the row is then reported as not met.
        if let Some(own) = in_unit(last, &own) {
            put(&mut self.state.figures, last, year, own);
            self.found.insert((of.clone(), year), value);
        }
    }

    fn figure(&self, id: &SeriesId, year: Year) -> Exact {
        let series = self.pack.series_of(id);
        let figure = series.map(|series| year_figure(&self.state.figures, series, year, self.state.as_of));
        figure.and_then(|figure| figure.value().cloned()).unwrap_or_default()
    }

    /// Adds what totals still lack.
    fn meet_totals(&mut self) {
        for working in self.workings(Span::Whole) {
            let lacking: Vec<_> =
                requirements(self.pack, &working).iter().filter_map(|atomic_test| self.lacking(atomic_test)).collect();
            for (series, lack) in lacking {
                self.add(&series, &lack);
            }
        }
    }

    /// The series of a total and what it lacks.
    fn lacking(&self, atomic_test: &AtomicTest) -> Option<(Series, Exact)> {
        let Test::Total { series, figures, .. } = &atomic_test.working.test else { return None };
        let series = self.pack.series_of(series)?;
        let sum: Exact = figures.iter().map(|(year, _)| self.figure(&series.id, *year)).sum();
        let lack = atomic_test.required.as_ref()? - sum;
        Some((series.clone(), round_up(&lack, series.unit.step_decimals())))
    }

    fn add(&mut self, series: &Series, lack: &Exact) {
        let of = DistanceOf::Series(series.id.clone());
        // The series of a total is part of the plan even if nothing is lacking.
        let parts = match lack.is_positive() {
            true => evenly(lack, &series.unit.step(), self.years.len()).unwrap_or_default(),
            false => vec![Exact::zero(); self.years.len()],
        };
        let before = (self.state.clone(), self.found.clone());
        for (year, part) in self.years.clone().into_iter().zip(parts) {
            let value = self.figure(&series.id, year) + part;
            self.raise(&of, year, &value);
        }
        if lack.is_positive() && self.asks_for_more(series) {
            (self.state, self.found) = before;
            for year in self.years.clone() {
                let last = *self.years.last().unwrap_or(&year) == year;
                let value = self.figure(&series.id, year) + if last { lack.clone() } else { Exact::zero() };
                self.raise(&of, year, &value);
            }
        }
    }

    /// True if a year of the series requires more than it has, now that the years before it were raised.
    fn asks_for_more(&self, series: &Series) -> bool {
        let of = DistanceOf::Series(series.id.clone());
        self.years.iter().any(|year| {
            let workings = self.workings(Span::Year(*year));
            workings.iter().any(|working| {
                let own = |atomic_test: &AtomicTest| atomic_test.of == of && atomic_test.year == *year;
                requirements(self.pack, working)
                    .iter()
                    .filter(|atomic_test| own(atomic_test) && !matches!(atomic_test.working.test, Test::Total { .. }))
                    .any(|atomic_test| {
                        atomic_test.required.as_ref().is_some_and(|required| *required > self.figure(&series.id, *year))
                    })
            })
        })
    }
}

/// The series to plan: all that rules measure, except the denominators of shares.
fn sought(pack: &Pack, aim: Aim) -> BTreeSet<SeriesId> {
    let (mut sought, mut given) = (BTreeSet::new(), BTreeSet::new());
    rules(pack, aim).for_each(|rule| collect(rule, &mut sought, &mut given));
    if aim == Aim::RowsAndGoals {
        add_stand_ins(pack, &mut sought);
    }
    sought.retain(|series| !given.contains(series));
    sought
}

fn rules(pack: &Pack, aim: Aim) -> impl Iterator<Item = &Rule> {
    let goals = pack.goals.iter().filter(move |_| aim == Aim::RowsAndGoals).map(|goal| &goal.rule);
    pack.rows.iter().map(|row| &row.rule).chain(goals)
}

/// Adds the series that readings substitute for those sought.
fn add_stand_ins(pack: &Pack, sought: &mut BTreeSet<SeriesId>) {
    for (from, to) in pack.readings.iter().flat_map(|reading| &reading.options).flat_map(substitutions) {
        if sought.contains(from) {
            sought.insert(to.clone());
        }
    }
}

fn substitutions(option: &ReadingOption) -> Vec<(&SeriesId, &SeriesId)> {
    match &option.meaning {
        Meaning::Substitution(pairs) => pairs.iter().collect(),
        _ => Vec::new(),
    }
}

fn collect(rule: &Rule, sought: &mut BTreeSet<SeriesId>, given: &mut BTreeSet<SeriesId>) {
    match rule {
        Rule::MinimumEachYear { series, .. } | Rule::MinimumTotal { series, .. } => drop(sought.insert(series.clone())),
        Rule::Growth { amounts, .. } => sought.extend(amounts.iter().cloned()),
        Rule::Share { numerator, denominator, .. } => {
            sought.insert(numerator.clone());
            given.insert(denominator.clone());
        }
        Rule::Row(_) | Rule::Statement(_) => {}
        Rule::All(parts) => parts.iter().for_each(|part| collect(&part.rule, sought, given)),
    }
}

/// What is not met at the end of the plan.
fn not_met(pack: &Pack, then: &Assessment, from: Year, aim: Aim) -> Vec<Unreachable> {
    let fine = |verdict: Verdict| matches!(verdict, Verdict::Met | Verdict::NotApplicable);
    let rows = then.rows.iter().map(|row| (Subject::Row(row.id.clone()), &row.whole));
    let goals = then.goals.iter().filter(|_| aim == Aim::RowsAndGoals);
    let goals = goals.map(|(id, working)| (Subject::Goal(id.clone()), working));
    rows.chain(goals)
        .filter(|(_, working)| !fine(working.verdict))
        .map(|(subject, working)| {
            let past =
                |atomic_test: &AtomicTest| atomic_test.year < from && atomic_test.working.verdict == Verdict::NotMet;
            let from_the_past = requirements(pack, working).iter().any(past);
            Unreachable { subject, verdict: working.verdict, from_the_past }
        })
        .collect()
}
