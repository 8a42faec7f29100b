//! What a year asks of each row, and what a total over the years still asks for.

use super::coming::{Coming, as_it_stands, closed, expected, still_open};
use super::leaves::{Leaf, leaves};
use crate::domain::apportionment::evenly;
use crate::domain::attainment::{Pace, Span, Subject, goal_working, row_working};
use crate::domain::figures::{Situation, year_figure};
use crate::domain::policy::{Kind, Pack, RowId, SeriesId};
use crate::domain::quantity::{Day, Exact, Year, round_up};
use crate::domain::working::{DistanceOf, Reason, Test, Verdict, Working};
use num_traits::{Signed, Zero};
use std::cmp::Reverse;

/// What a year asks of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowNeeds {
    /// The row.
    pub row: RowId,
    /// Its verdict of that year today; of the whole period where single years have none.
    pub verdict: Verdict,
    /// One for each figure that the row looks at; none where single years have no verdict.
    pub needs: Vec<Need>,
    /// What the whole period asks for, where that is a total.
    pub total: Option<TotalNeed>,
}

/// What a year asks of one figure, or of several added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What it is counted in; of a share its numerator.
    pub of: DistanceOf,
    /// The year's requirement in the step of the series, or why it cannot be said.
    pub required: Result<Exact, Reason>,
    /// The year before.
    pub before: Option<Exact>,
    /// What that figure is.
    pub before_is: Before,
    /// What the year is planned to come to, as it was said; of several added up only where it was said of all. It may
    /// be less than what there is already.
    pub planned: Option<Exact>,
    /// What the rule itself asks of a share, whose requirement as a number follows from the denominator.
    pub share: Option<ShareNeed>,
    /// What there is of the year so far; `None` for a blank.
    pub so_far: Option<Exact>,
    /// What is left of the requirement, where something is.
    pub short_by: Option<Exact>,
    /// Where the year under way stands against 序时进度.
    pub lag: Option<Lag>,
    /// How the requirement follows.
    pub working: Working,
}

/// A share that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareNeed {
    /// The share.
    pub asked: Exact,
    /// What it is taken of today; `None` where that is blank.
    pub denominator: Option<Exact>,
    /// The denominator's series.
    pub of: SeriesId,
    /// Where several years are taken together: what the years before have, the part and then the whole.
    pub before: Option<(Exact, Exact)>,
}

/// What the figure of the year before is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Of a year that is over.
    Whole,
    /// What there is of a year that is not over.
    SoFar,
    /// What is planned for a year that is not over.
    Planned,
}

/// Where a year under way stands against 序时进度; stands beside and never decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lag {
    /// What there would be by now, if the year came to its requirement day by day: of a flow a part of the
    /// requirement, of a state a part of the way from the year before.
    pub expected: Exact,
    /// By how much it is behind, in the step of the series; 0 where it is not.
    pub behind: Exact,
}

/// What a total over the plan's years still asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalNeed {
    /// The year that it is asked of.
    pub year: Year,
    /// The row or goal that asks.
    pub subject: Subject,
    /// What is counted.
    pub series: SeriesId,
    /// The total; `None` where nothing was allotted.
    pub required: Option<Exact>,
    /// The years before added up, as far as they are known; `None` where there are none, or all are blank.
    pub before: Option<Exact>,
    /// Years before that are blank.
    pub blank: Vec<Year>,
    /// Years before that are not over: what is planned for them counts, or what they have so far.
    pub open: Vec<Year>,
    /// What there is of the year so far.
    pub so_far: Option<Exact>,
    /// What the year is planned to come to, as it was said.
    pub planned: Option<Exact>,
    /// What each later year must bring, evenly, if the year comes to what is planned, or else just to what the rows
    /// ask of it. Empty where it is not known what is left.
    pub later: Vec<(Year, Exact)>,
    /// What is left for the year and those behind it together; `None` where nothing was allotted, or a year before is
    /// blank.
    pub left: Option<Exact>,
}

/// What a year asks of every row, those furthest behind first; the rest as the pack has them.
pub fn needs(pack: &Pack, situation: &Situation, coming: &Coming, year: Year) -> Vec<RowNeeds> {
    let Some(planner) = Planner::new(pack, situation, coming, year) else { return Vec::new() };
    let mut rows: Vec<_> = pack.rows.iter().filter_map(|row| planner.row(&row.id)).collect();
    // The sort is stable: rows that are not behind stay in the pack's order.
    rows.sort_by_key(|row| Reverse(row.needs.iter().filter_map(Need::part_behind).max().unwrap_or_default()));
    rows
}

/// What the totals of the goals still ask for, in the pack's order.
pub fn total_needs(pack: &Pack, situation: &Situation, coming: &Coming, year: Year) -> Vec<TotalNeed> {
    let Some(planner) = Planner::new(pack, situation, coming, year) else { return Vec::new() };
    let goals = pack.goals.iter().filter_map(|goal| {
        let working = goal_working(pack, &planner.at_close, &goal.id)?;
        Some(planner.totals(&Subject::Goal(goal.id.clone()), &working))
    });
    goals.flatten().collect()
}

impl Need {
    /// How much of the requirement it is behind by.
    fn part_behind(&self) -> Option<Exact> {
        let (lag, required) = (self.lag.as_ref()?, self.required.as_ref().ok()?);
        (!required.is_zero()).then(|| &lag.behind / required)
    }
}

impl TotalNeed {
    /// What is missing today behind what the year has; 0 where nothing is. `None` where it cannot be said: also while a
    /// year that has begun is blank.
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
    /// True where it can be said of a figure whether it is behind.
    pub fn knows_pace(&self) -> bool {
        self.needs.iter().any(|need| need.lag.is_some())
    }

    /// True where a figure of the row is behind 序时进度.
    pub fn is_behind(&self) -> bool {
        self.needs.iter().filter_map(|need| need.lag.as_ref()).any(|lag| lag.behind.is_positive())
    }
}

struct Planner<'a> {
    pack: &'a Pack,
    /// Today.
    situation: &'a Situation,
    /// What is planned, as it was said.
    said: &'a Coming,
    /// What of it counts.
    coming: Coming,
    /// The first day on which the year is closed: with what there is of it so far, or what is expected.
    at_close: Situation,
    year: Year,
}

impl<'a> Planner<'a> {
    fn new(pack: &'a Pack, situation: &'a Situation, said: &'a Coming, year: Year) -> Option<Planner<'a>> {
        let coming = still_open(pack, situation, said);
        let so_far = expected(pack, situation, &as_it_stands(pack, situation, year), closed(year)?);
        let before = year.previous().map(|before| as_it_stands(pack, situation, before)).unwrap_or_default();
        let so_far = expected(pack, &so_far, &before, closed(year)?);
        let at_close = expected(pack, &so_far, &coming, closed(year)?);
        Some(Planner { pack, situation, said, coming, at_close, year })
    }

    fn row(&self, id: &RowId) -> Option<RowNeeds> {
        let row = self.pack.row(id)?;
        let span = if row.rule.has_years() { Span::Year(self.year) } else { Span::Whole };
        let verdict = row_working(self.pack, self.situation, id, span)?.verdict;
        let working = row_working(self.pack, &self.at_close, id, span)?;
        let found = leaves(self.pack, &working);
        let needs = match (span, verdict) {
            (Span::Whole, _) | (_, Verdict::NotApplicable) => Vec::new(),
            (Span::Year(year), _) => {
                found.iter().filter(|leaf| leaf.year == year).filter_map(|leaf| self.need(leaf)).collect()
            }
        };
        let total = self.totals(&Subject::Row(id.clone()), &working).into_iter().next();
        Some(RowNeeds { row: id.clone(), verdict, needs, total: total.filter(|_| verdict != Verdict::NotApplicable) })
    }

    fn need(&self, leaf: &Leaf) -> Option<Need> {
        let series: Vec<&SeriesId> = leaf.of.series().iter().collect();
        let first = self.pack.series_of(series.first()?)?;
        let decimals = first.unit.step_decimals();
        let before = self.sum(&self.at_close, &series, self.year.previous()?);
        let so_far = self.sum(self.situation, &series, self.year);
        let required = match (&leaf.required, leaf.working.verdict) {
            (Some(required), _) => Ok(round_up(required, decimals)),
            (None, Verdict::Undetermined(reason)) => Err(reason),
            (None, _) => Err(Reason::MissingValue),
        };
        let short = required.as_ref().ok().zip(so_far.as_ref()).map(|(required, so_far)| required - so_far);
        let short_by = short.filter(Signed::is_positive).map(|short| round_up(&short, decimals));
        let is_share = matches!(leaf.working.test, Test::Share { .. });
        // By the requirement itself, not by what it is rounded up to: 6 of 5.58 is not behind.
        let lag = leaf.required.as_ref().zip(so_far.as_ref()).filter(|_| !is_share).and_then(|(required, so_far)| {
            let pace = Pace::of(self.year, self.situation.as_of)?.share();
            let start = if first.kind == Kind::State { before.clone()? } else { Exact::zero() };
            let expected = &start + (required - &start) * pace;
            let behind = Some(&expected - so_far).filter(Signed::is_positive);
            let behind = behind.map(|behind| round_up(&behind, decimals)).unwrap_or_default();
            Some(Lag { expected, behind })
        });
        let (of, working) = (leaf.of.clone(), leaf.working.clone());
        let before_is = self.before_is(&series);
        let planned = series.iter().try_fold(Exact::zero(), |sum, id| Some(sum + self.planned(id)?));
        let share = self.share(&leaf.working.test);
        Some(Need { of, required, before, before_is, planned, share, so_far, short_by, lag, working })
    }

    /// What a figure of the year was said to come to, where that still says something.
    fn planned(&self, series: &SeriesId) -> Option<Exact> {
        let key = (series.clone(), self.year);
        Some(self.said.get(&key).filter(|_| self.coming.contains_key(&key))?.exact())
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

    /// What the rows ask of a figure in the year by themselves; the most of them.
    fn asked_of_year(&self, series: &SeriesId) -> Option<Exact> {
        let rows = self.pack.rows.iter().filter(|row| row.rule.has_years());
        let workings = rows.filter_map(|row| row_working(self.pack, &self.at_close, &row.id, Span::Year(self.year)));
        let of = DistanceOf::Series(series.clone());
        let asked = workings.flat_map(|working| {
            let found = leaves(self.pack, &working).into_iter();
            found.filter(|leaf| leaf.of == of).filter_map(|leaf| leaf.required).collect::<Vec<_>>()
        });
        asked.max()
    }

    fn before_is(&self, series: &[&SeriesId]) -> Before {
        let before = self.year.previous().filter(|before| *before >= self.situation.as_of.year());
        let Some(before) = before else { return Before::Whole };
        let planned = series.iter().any(|id| self.coming.contains_key(&((*id).clone(), before)));
        if planned { Before::Planned } else { Before::SoFar }
    }

    fn totals(&self, subject: &Subject, working: &Working) -> Vec<TotalNeed> {
        let own = |leaf: &Leaf| leaf.row.is_none() || matches!(subject, Subject::Row(_));
        let found = leaves(self.pack, working).into_iter().filter(own);
        found.filter_map(|leaf| self.total(subject, &leaf)).collect()
    }

    fn total(&self, subject: &Subject, leaf: &Leaf) -> Option<TotalNeed> {
        let Test::Total { series, figures, .. } = &leaf.working.test else { return None };
        let unit = &self.pack.series_of(series)?.unit;
        let earlier = || figures.iter().filter(|(year, _)| *year < self.year);
        let before = earlier().filter_map(|(_, figure)| figure.value()).cloned().reduce(|sum, value| sum + value);
        let blank: Vec<Year> =
            earlier().filter(|(_, figure)| figure.value().is_none()).map(|(year, _)| *year).collect();
        let open = earlier().map(|(year, _)| *year).filter(|year| *year >= self.situation.as_of.year()).collect();
        let so_far = self.sum(self.situation, &[series], self.year);
        let expected = self.coming.get(&(series.clone(), self.year)).map(|value| value.exact());
        let left = leaf.required.as_ref().filter(|_| blank.is_empty());
        let left = left.map(|required| required - before.clone().unwrap_or_default());
        let left = left.map(|left| if left.is_negative() { Exact::zero() } else { left });
        // Without a plan the year just comes to what the rows ask of it, or to what it has reached already.
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
            required: leaf.required.clone(),
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
