//! What each row requires of a year, and what a total over the years still requires.

use super::projection::{Projection, as_it_stands, closed, expected, still_open};
use super::requirements::{AtomicTest, requirements};
use crate::domain::allocation::evenly;
use crate::domain::attainment::{Pace, Span, Subject, goal_working, row_working};
use crate::domain::figures::{Situation, year_figure};
use crate::domain::policy::{Kind, Pack, RowId, SeriesId};
use crate::domain::quantity::{Day, Exact, Year, round_up};
use crate::domain::working::{DistanceOf, Reason, Test, Verdict, Working};
use num_traits::{Signed, Zero};
use std::cmp::Reverse;

/// What a row requires of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowNeeds {
    /// The row.
    pub row: RowId,
    /// Its verdict today for that year, or for the whole period if single years have none.
    pub verdict: Verdict,
    /// One for each figure that the row tests; empty if single years have no verdict or the row does not apply.
    pub needs: Vec<Need>,
    /// What the whole period requires, if it is a total.
    pub total: Option<TotalNeed>,
}

/// What is required of one figure in a year, or of the sum of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What is measured; for a share its numerator.
    pub of: DistanceOf,
    /// The year's requirement in the step of the series, or why it is unknown.
    pub required: Result<Exact, Reason>,
    /// The figure of the year before; `None` for a blank.
    pub before: Option<Exact>,
    /// What kind of figure that is.
    pub before_is: Before,
    /// The year's projection as entered; for a sum only if every series has one. It may be less than the figure
    /// so far.
    pub planned: Option<Exact>,
    /// For a share: what the rule itself requires. The required number follows from it and the denominator.
    pub share: Option<ShareNeed>,
    /// The year's figure so far; `None` for a blank.
    pub so_far: Option<Exact>,
    /// What is still lacking, in the step of the series; `None` if nothing is, or if it is unknown.
    pub short_by: Option<Exact>,
    /// How the year under way compares with 序时进度 (time-proportional pace).
    pub lag: Option<Lag>,
    /// How the requirement is derived.
    pub working: Working,
}

/// A required share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareNeed {
    /// The required share.
    pub asked: Exact,
    /// The year's denominator, as projected or else so far; `None` for a blank.
    pub denominator: Option<Exact>,
    /// The denominator's series.
    pub of: SeriesId,
    /// For a share over several years: numerator and denominator of the earlier years, added up. `None` if there
    /// are none or one is blank.
    pub before: Option<(Exact, Exact)>,
}

/// What kind of figure the year before has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// A complete figure: the year is over.
    Whole,
    /// A figure so far: the year is not over.
    SoFar,
    /// A projection: the year is not over.
    Planned,
}

/// How a year under way compares with 序时进度. Shown for information; never decides a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lag {
    /// The figure that the year would have by now, if it met its requirement at an even pace: for a flow the
    /// elapsed part of the requirement, for a state the elapsed part of the way from the year before.
    pub expected: Exact,
    /// The shortfall against that, in the step of the series; 0 if there is none.
    pub behind: Exact,
}

/// What a total over the plan's years still requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalNeed {
    /// The year in question.
    pub year: Year,
    /// The row or goal that requires it.
    pub subject: Subject,
    /// What is measured.
    pub series: SeriesId,
    /// The required total; `None` if no target was allocated.
    pub required: Option<Exact>,
    /// The known earlier years added up; `None` if there are none, or all are blank.
    pub before: Option<Exact>,
    /// Earlier years that are blank.
    pub blank: Vec<Year>,
    /// Earlier years that are not over: their projection counts, or else their figure so far.
    pub open: Vec<Year>,
    /// The year's figure so far; `None` for a blank.
    pub so_far: Option<Exact>,
    /// The year's projection as entered.
    pub planned: Option<Exact>,
    /// What each later year must contribute, evenly, if the year turns out as projected or, without a
    /// projection, just meets what the rows require of it. Empty if it is unknown what is left.
    pub later: Vec<(Year, Exact)>,
    /// What is left for this and the later years together; `None` if no target was allocated, or an earlier
    /// year is blank.
    pub left: Option<Exact>,
}

/// What every row requires of a year. Rows furthest behind 序时进度 come first, the rest in the pack's order.
pub fn needs(pack: &Pack, situation: &Situation, projection: &Projection, year: Year) -> Vec<RowNeeds> {
    let Some(planner) = Planner::new(pack, situation, projection, year) else { return Vec::new() };
    let mut rows: Vec<_> = pack.rows.iter().filter_map(|row| planner.row(&row.id)).collect();
    // The sort is stable: rows that are not behind stay in the pack's order.
    rows.sort_by_key(|row| Reverse(row.needs.iter().filter_map(Need::part_behind).max().unwrap_or_default()));
    rows
}

/// What the totals of the goals still require, in the pack's order.
pub fn total_needs(pack: &Pack, situation: &Situation, projection: &Projection, year: Year) -> Vec<TotalNeed> {
    let Some(planner) = Planner::new(pack, situation, projection, year) else { return Vec::new() };
    let goals = pack.goals.iter().filter_map(|goal| {
        let working = goal_working(pack, &planner.at_close, &goal.id)?;
        Some(planner.totals(&Subject::Goal(goal.id.clone()), &working))
    });
    goals.flatten().collect()
}

impl Need {
    /// The part of the requirement by which it is behind.
    fn part_behind(&self) -> Option<Exact> {
        let (lag, required) = (self.lag.as_ref()?, self.required.as_ref().ok()?);
        (!required.is_zero()).then(|| &lag.behind / required)
    }
}

impl TotalNeed {
    /// What is missing today beyond the year's figure so far; 0 if nothing is. `None` if it is unknown, also
    /// while a year that has begun is blank.
    pub fn still_missing(&self, as_of: Day) -> Option<Exact> {
        let has_begun = as_of.year() >= self.year;
        let so_far = match &self.so_far {
            None if has_begun => return None,
            so_far => so_far.clone().unwrap_or_default(),
        };
        let missing = self.left.as_ref()? - so_far;
        Some(if missing.is_negative() { Exact::zero() } else { missing })
    }
}

impl RowNeeds {
    /// True if at least one figure can be compared with 序时进度.
    pub fn knows_pace(&self) -> bool {
        self.needs.iter().any(|need| need.lag.is_some())
    }

    /// True if a figure of the row is behind 序时进度.
    pub fn is_behind(&self) -> bool {
        self.needs.iter().filter_map(|need| need.lag.as_ref()).any(|lag| lag.behind.is_positive())
    }
}

struct Planner<'a> {
    pack: &'a Pack,
    /// The situation today.
    situation: &'a Situation,
    /// The projections as entered.
    said: &'a Projection,
    /// The projections that still matter.
    projection: Projection,
    /// The situation on the first day on which the year is closed: with the projections, or else the figures so
    /// far.
    at_close: Situation,
    year: Year,
}

impl<'a> Planner<'a> {
    fn new(pack: &'a Pack, situation: &'a Situation, said: &'a Projection, year: Year) -> Option<Planner<'a>> {
        let projection = still_open(pack, situation, said);
        let so_far = expected(pack, situation, &as_it_stands(pack, situation, year), closed(year)?);
        let before = year.previous().map(|before| as_it_stands(pack, situation, before)).unwrap_or_default();
        let so_far = expected(pack, &so_far, &before, closed(year)?);
        let at_close = expected(pack, &so_far, &projection, closed(year)?);
        Some(Planner { pack, situation, said, projection, at_close, year })
    }

    fn row(&self, id: &RowId) -> Option<RowNeeds> {
        let row = self.pack.row(id)?;
        let span = if row.rule.has_years() { Span::Year(self.year) } else { Span::Whole };
        let verdict = row_working(self.pack, self.situation, id, span)?.verdict;
        let working = row_working(self.pack, &self.at_close, id, span)?;
        let found = requirements(self.pack, &working);
        let needs = match (span, verdict) {
            (Span::Whole, _) | (_, Verdict::NotApplicable) => Vec::new(),
            (Span::Year(year), _) => found
                .iter()
                .filter(|atomic_test| atomic_test.year == year)
                .filter_map(|atomic_test| self.need(atomic_test))
                .collect(),
        };
        let total = self.totals(&Subject::Row(id.clone()), &working).into_iter().next();
        Some(RowNeeds { row: id.clone(), verdict, needs, total: total.filter(|_| verdict != Verdict::NotApplicable) })
    }

    fn need(&self, atomic_test: &AtomicTest) -> Option<Need> {
        let series: Vec<&SeriesId> = atomic_test.of.series().iter().collect();
        let first = self.pack.series_of(series.first()?)?;
        let decimals = first.unit.step_decimals();
        let before = self.sum(&self.at_close, &series, self.year.previous()?);
        let so_far = self.sum(self.situation, &series, self.year);
        let required = match (&atomic_test.required, atomic_test.working.verdict) {
            (Some(required), _) => Ok(round_up(required, decimals)),
            (None, Verdict::Undetermined(reason)) => Err(reason),
            (None, _) => Err(Reason::MissingValue),
        };
        let short = required.as_ref().ok().zip(so_far.as_ref()).map(|(required, so_far)| required - so_far);
        let short_by = short.filter(Signed::is_positive).map(|short| round_up(&short, decimals));
        let is_share = matches!(atomic_test.working.test, Test::Share { .. });
        // Compares with the exact requirement, not the rounded one: 6 of 5.58 is not behind.
        let lag =
            atomic_test.required.as_ref().zip(so_far.as_ref()).filter(|_| !is_share).and_then(|(required, so_far)| {
                let pace = Pace::of(self.year, self.situation.as_of)?.share();
                let start = if first.kind == Kind::State { before.clone()? } else { Exact::zero() };
                let expected = &start + (required - &start) * pace;
                let behind = Some(&expected - so_far).filter(Signed::is_positive);
                let behind = behind.map(|behind| round_up(&behind, decimals)).unwrap_or_default();
                Some(Lag { expected, behind })
            });
        let (of, working) = (atomic_test.of.clone(), atomic_test.working.clone());
        let before_is = self.before_is(&series);
        let planned = series.iter().try_fold(Exact::zero(), |sum, id| Some(sum + self.planned(id)?));
        let share = self.share(&atomic_test.working.test);
        Some(Need { of, required, before, before_is, planned, share, so_far, short_by, lag, working })
    }

    /// The year's projection of a series as entered, if it still matters.
    fn planned(&self, series: &SeriesId) -> Option<Exact> {
        let key = (series.clone(), self.year);
        Some(self.said.get(&key).filter(|_| self.projection.contains_key(&key))?.exact())
    }

    fn share(&self, test: &Test) -> Option<ShareNeed> {
        let Test::Share { denominator, share, figures, .. } = test else { return None };
        let whole = self.sum(&self.at_close, &[denominator], self.year);
        let earlier: Vec<_> = figures.iter().filter(|(year, ..)| *year < self.year).collect();
        let zero = || (Exact::zero(), Exact::zero());
        let before = earlier.iter().try_fold(zero(), |(parts, wholes), (_, part, whole)| {
            Some((parts + part.value()?, wholes + whole.value()?))
        });
        let before = before.filter(|_| !earlier.is_empty());
        Some(ShareNeed { asked: share.value.clone(), denominator: whole, of: denominator.clone(), before })
    }

    /// The highest figure that a row by itself requires of a series in the year.
    fn asked_of_year(&self, series: &SeriesId) -> Option<Exact> {
        let rows = self.pack.rows.iter().filter(|row| row.rule.has_years());
        let workings = rows.filter_map(|row| row_working(self.pack, &self.at_close, &row.id, Span::Year(self.year)));
        let of = DistanceOf::Series(series.clone());
        let asked = workings.flat_map(|working| {
            let found = requirements(self.pack, &working).into_iter();
            found
                .filter(|atomic_test| atomic_test.of == of)
                .filter_map(|atomic_test| atomic_test.required)
                .collect::<Vec<_>>()
        });
        asked.max()
    }

    fn before_is(&self, series: &[&SeriesId]) -> Before {
        let before = self.year.previous().filter(|before| *before >= self.situation.as_of.year());
        let Some(before) = before else { return Before::Whole };
        let planned = series.iter().any(|id| self.projection.contains_key(&((*id).clone(), before)));
        if planned { Before::Planned } else { Before::SoFar }
    }

    fn totals(&self, subject: &Subject, working: &Working) -> Vec<TotalNeed> {
        let own = |atomic_test: &AtomicTest| atomic_test.row.is_none() || matches!(subject, Subject::Row(_));
        let found = requirements(self.pack, working).into_iter().filter(own);
        found.filter_map(|atomic_test| self.total(subject, &atomic_test)).collect()
    }

    fn total(&self, subject: &Subject, atomic_test: &AtomicTest) -> Option<TotalNeed> {
        let Test::Total { series, figures, .. } = &atomic_test.working.test else { return None };
        let unit = &self.pack.series_of(series)?.unit;
        let earlier = || figures.iter().filter(|(year, _)| *year < self.year);
        let before = earlier().filter_map(|(_, figure)| figure.value()).cloned().reduce(|sum, value| sum + value);
        let blank: Vec<Year> =
            earlier().filter(|(_, figure)| figure.value().is_none()).map(|(year, _)| *year).collect();
        let open = earlier().map(|(year, _)| *year).filter(|year| *year >= self.situation.as_of.year()).collect();
        let so_far = self.sum(self.situation, &[series], self.year);
        let expected = self.projection.get(&(series.clone(), self.year)).map(|value| value.exact());
        let left = atomic_test.required.as_ref().filter(|_| blank.is_empty());
        let left = left.map(|required| required - before.clone().unwrap_or_default());
        let left = left.map(|left| if left.is_negative() { Exact::zero() } else { left });
        // Without a projection the year just meets what the rows require of it, or keeps what it has already
        // reached.
        let this_year = match (&expected, self.asked_of_year(series)) {
            (Some(expected), _) => expected.clone(),
            (None, asked) => asked.max(so_far.clone()).unwrap_or_default(),
        };
        let rest = left.as_ref().map(|left| left - this_year);
        let is_known = rest.is_some();
        let rest = rest.filter(Signed::is_positive).unwrap_or_default();
        let years: Vec<_> = self.pack.plan_years().filter(|year| is_known && *year > self.year).collect();
        let parts = evenly(&round_up(&rest, unit.step_decimals()), &unit.step(), years.len()).unwrap_or_default();
        Some(TotalNeed {
            year: self.year,
            subject: subject.clone(),
            series: series.clone(),
            required: atomic_test.required.clone(),
            before,
            blank,
            open,
            so_far,
            planned: self.planned(series),
            later: years.into_iter().zip(parts).collect(),
            left,
        })
    }

    /// The figures of a year added up; one blank makes the sum blank.
    fn sum(&self, situation: &Situation, series: &[&SeriesId], year: Year) -> Option<Exact> {
        series.iter().try_fold(Exact::zero(), |sum, id| {
            let figure = year_figure(&situation.figures, self.pack.series_of(id)?, year, situation.as_of);
            Some(sum + figure.value()?)
        })
    }
}
