//! Everything about a unit that a verdict depends on, and the faults that prevent an assessment.

use super::{Figures, Targets};
use crate::domain::policy::{Pack, Readings, RowId, SeriesId, StatementId, TargetKind};
use crate::domain::quantity::{Day, Exact, Grain, Period, Year};
use num_traits::{One, Signed};
use std::collections::{BTreeMap, BTreeSet};

/// Who is assessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Bound by the pack's own minimums.
    Province,
    /// A city or a unit below it: bound by its allocated targets.
    #[default]
    City,
}

/// The answer to a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether it holds.
    pub holds: bool,
    /// The evidence.
    pub evidence: String,
}

/// Answers by statement; a missing one is unanswered.
pub type Statements = BTreeMap<StatementId, Answer>;

/// Everything that an assessment needs besides the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Who is assessed.
    pub level: Level,
    /// The day that figures are as of.
    pub as_of: Day,
    /// What was entered.
    pub figures: Figures,
    /// The readings that the unit chose.
    pub readings: Readings,
    /// The allocated targets.
    pub targets: Targets,
    /// The answers to statements.
    pub statements: Statements,
    /// Rows that do not apply to the unit.
    pub not_applicable: BTreeSet<RowId>,
}

/// Something in a situation that its pack does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SituationFault {
    /// No such series.
    Series(SeriesId),
    /// A year that is neither the base year nor one of the plan's.
    Year(SeriesId, Period),
    /// Both quarters and months for one series and year.
    MixedGrains(SeriesId, Year),
    /// No such row.
    Row(RowId),
    /// A kind of target that the row does not accept.
    TargetKind(RowId, TargetKind),
    /// A target for a year outside the plan.
    TargetYear(RowId, Year),
    /// A share over 1, or a rate or share below 0.
    TargetValue(RowId),
    /// Targets for the province, which is bound by the pack.
    ProvinceTargets,
    /// A row marked as not applicable for the province, which is bound by every row.
    ProvinceNotApplicable,
    /// No such reading or option.
    Reading(String, String),
    /// No such statement.
    Statement(StatementId),
}

impl Situation {
    /// Every reason why this cannot be assessed under that pack.
    pub fn faults(&self, pack: &Pack) -> Vec<SituationFault> {
        let mut faults = Vec::new();
        self.figure_faults(pack, &mut faults);
        self.target_faults(pack, &mut faults);
        for (reading, option) in self.readings.iter() {
            let known =
                pack.reading(reading).is_some_and(|known| known.options.iter().any(|known| &known.id == option));
            if !known {
                faults.push(SituationFault::Reading(reading.to_string(), option.to_string()));
            }
        }
        let unknown = self.statements.keys().filter(|id| pack.statement(id).is_none());
        faults.extend(unknown.cloned().map(SituationFault::Statement));
        let unknown = self.not_applicable.iter().filter(|id| pack.row(id).is_none());
        faults.extend(unknown.cloned().map(SituationFault::Row));
        if self.level == Level::Province && !self.not_applicable.is_empty() {
            faults.push(SituationFault::ProvinceNotApplicable);
        }
        faults
    }

    fn figure_faults(&self, pack: &Pack, faults: &mut Vec<SituationFault>) {
        let mut grains: BTreeMap<(&SeriesId, Year), Grain> = BTreeMap::new();
        for (series, period, _) in self.figures.cells() {
            if pack.series_of(series).is_none() {
                faults.push(SituationFault::Series(series.clone()));
            }
            if !pack.figure_years().any(|year| year == period.year()) {
                faults.push(SituationFault::Year(series.clone(), period));
            }
            if period.grain() != Grain::Year {
                let first = *grains.entry((series, period.year())).or_insert(period.grain());
                let fault = SituationFault::MixedGrains(series.clone(), period.year());
                if first != period.grain() && !faults.contains(&fault) {
                    faults.push(fault);
                }
            }
        }
        let unknown = self.figures.accumulations().filter(|(series, _)| pack.series_of(series).is_none());
        faults.extend(unknown.map(|(series, _)| SituationFault::Series(series.clone())));
    }

    fn target_faults(&self, pack: &Pack, faults: &mut Vec<SituationFault>) {
        if self.level == Level::Province && !self.targets.is_empty() {
            faults.push(SituationFault::ProvinceTargets);
        }
        for (id, target) in &self.targets {
            let Some(row) = pack.row(id) else {
                faults.push(SituationFault::Row(id.clone()));
                continue;
            };
            let taken = row.rule.target_kinds();
            let wrong = target.kinds().into_iter().filter(|kind| !taken.contains(kind));
            faults.extend(wrong.map(|kind| SituationFault::TargetKind(id.clone(), kind)));
            let outside = target.years.keys().filter(|year| !pack.plan_years().any(|plan| plan == **year));
            faults.extend(outside.map(|year| SituationFault::TargetYear(id.clone(), *year)));
            // A rate or share of 0 is odd, but may have been allocated.
            let negative = target.rate.iter().chain(&target.share).any(Signed::is_negative);
            let possible = target.share.as_ref().is_none_or(|share| share <= &Exact::one());
            if negative || !possible {
                faults.push(SituationFault::TargetValue(id.clone()));
            }
        }
    }
}
