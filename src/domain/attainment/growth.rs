//! 年均增长 – compound growth from a base, or every year-on-year pair (SPEC "Growth"). The base year is not
//! counted, as in the statistical yearbooks (FACTS §8).

use super::{Assessor, Context, Span};
use crate::domain::policy::{GrowthMethod, Meaning, Pairing, Rule, SeriesId};
use crate::domain::quantity::{Exact, Year};
use crate::domain::working::{Distance, DistanceOf, Reason, Test, Threshold, Verdict, Working, grown};
use num_traits::Zero;

/// A growth requirement on one amount, or on the sum of several.
struct Growth<'r> {
    amounts: &'r [SeriesId],
    rate: Threshold,
    method: GrowthMethod,
}

impl<'a> Assessor<'a> {
    pub(super) fn growth(&self, rule: &'a Rule, context: &Context<'a>, span: Span) -> Working {
        let Rule::Growth { amounts, rate, method, pairing } = rule else {
            return self.gather(Test::Every, context, Vec::new());
        };
        let amounts: Vec<_> = amounts.iter().map(|series| context.stand_in(series)).collect();
        let mut readings = Vec::new();
        let mut meaning = |id: &Option<_>| {
            let (choice, option) = self.option(id.as_ref()?)?;
            readings.push(choice);
            Some(&option.meaning)
        };
        let method = match meaning(method) {
            Some(Meaning::Growth(method)) => *method,
            _ => GrowthMethod::default(),
        };
        let pairing = match meaning(pairing) {
            Some(Meaning::Pairing(pairing)) => *pairing,
            _ => Pairing::default(),
        };
        let rate = self.carried_over(rate, context, |target| target.rate.as_ref());
        let growth = |amounts| Growth { amounts, rate: rate.clone(), method };
        let working = if amounts.len() > 1 && pairing == Pairing::Each {
            let each =
                amounts.iter().map(|amount| self.one_growth(&growth(std::slice::from_ref(amount)), context, span));
            self.gather(Test::EveryAmount, context, each.collect())
        } else {
            self.one_growth(&growth(&amounts), context, span)
        };
        Working { readings, ..working }
    }

    fn one_growth(&self, growth: &Growth, context: &Context, span: Span) -> Working {
        let to = match span {
            Span::Year(year) => year,
            Span::Whole => self.pack.last_year,
        };
        match growth.method {
            GrowthMethod::Compound => self.between(growth, context, self.pack.base_year, to),
            GrowthMethod::CompoundFromFirst => self.between(growth, context, self.pack.first_year, to),
            GrowthMethod::EachYear => self.every_pair(growth, context, to),
        }
    }

    fn every_pair(&self, growth: &Growth, context: &Context, to: Year) -> Working {
        let pairs: Vec<_> = self
            .pack
            .plan_years()
            .filter(|year| *year <= to)
            .filter_map(|year| Some(self.pair(growth, context, year.previous()?, year)))
            .collect();
        let consolidated = self.gather(Test::EveryPair, context, pairs);
        // The distance is that of the last year's own pair, whichever pair decided.
        let distance =
            consolidated.verdict.has_distance().then(|| self.growth_distance(growth, to.previous()?, to)).flatten();
        Working { distance, ..consolidated }
    }

    /// One year-on-year pair. Each year is the next one's base, so only the first pair can lack the base year.
    fn pair(&self, growth: &Growth, context: &Context, from: Year, to: Year) -> Working {
        let (base, value) = (self.sum(growth.amounts, from), self.sum(growth.amounts, to));
        let verdict = match (&base, &value) {
            _ if !self.has_begun(to) => Verdict::InProgress,
            (None, _) if from == self.pack.base_year => Verdict::Undetermined(Reason::MissingBase),
            (Some(base), _) if base.is_zero() => Verdict::Undetermined(Reason::ZeroBase),
            (Some(base), Some(value)) => self.in_time(*value >= grown(base, &growth.rate.value, 1), growth.amounts, to),
            _ => Verdict::Undetermined(Reason::MissingValue),
        };
        self.growth_leaf(growth, context, verdict, (from, base), (to, value))
    }

    /// Compound growth from one year to another.
    fn between(&self, growth: &Growth, context: &Context, from: Year, to: Year) -> Working {
        let (base, value) = (self.sum(growth.amounts, from), self.sum(growth.amounts, to));
        let verdict = match (to.years_since(from), &base, &value) {
            // Before its last year has begun, only the whole period is tested.
            (_, base, _) if !self.has_begun(to) => match base {
                None if self.has_begun(from) => Verdict::Undetermined(Reason::MissingBase),
                Some(base) if base.is_zero() => Verdict::Undetermined(Reason::ZeroBase),
                _ => Verdict::InProgress,
            },
            (None, ..) => Verdict::Undetermined(Reason::BeforeFirstRate),
            (_, None, _) => Verdict::Undetermined(Reason::MissingBase),
            (_, Some(base), _) if base.is_zero() => Verdict::Undetermined(Reason::ZeroBase),
            (_, _, None) => Verdict::Undetermined(Reason::MissingValue),
            (Some(years), Some(base), Some(value)) => {
                self.in_time(*value >= grown(base, &growth.rate.value, years), growth.amounts, to)
            }
        };
        let leaf = self.growth_leaf(growth, context, verdict, (from, base), (to, value));
        let distance = verdict.has_distance().then(|| self.growth_distance(growth, from, to)).flatten();
        Working { distance, ..leaf }
    }

    fn growth_leaf(
        &self,
        growth: &Growth,
        context: &Context,
        verdict: Verdict,
        from: (Year, Option<Exact>),
        to: (Year, Option<Exact>),
    ) -> Working {
        let test = Test::Growth {
            amounts: growth.amounts.to_vec(),
            method: growth.method,
            from,
            to,
            rate: growth.rate.clone(),
        };
        Working { test, ..Working::leaf(context, verdict) }
    }

    fn growth_distance(&self, growth: &Growth, from: Year, to: Year) -> Option<Distance> {
        let base = self.sum(growth.amounts, from).filter(|base| !base.is_zero())?;
        let required = grown(&base, &growth.rate.value, to.years_since(from)?);
        let of = match growth.amounts {
            [series] => DistanceOf::Series(series.clone()),
            several => DistanceOf::Sum(several.to_vec()),
        };
        self.distance(of, &required, self.sum(growth.amounts, to).as_ref())
    }

    /// The amounts of a year added up; one blank makes the sum blank.
    fn sum(&self, amounts: &[SeriesId], year: Year) -> Option<Exact> {
        amounts.iter().try_fold(Exact::zero(), |sum, series| Some(sum + self.figure(series, year).value()?))
    }
}
