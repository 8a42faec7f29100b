//! 实施率 – a numerator against a share of a denominator, for each year or for the whole period (SPEC "Share"). A
//! share can fall while its period is open, so it is met only once the period is closed.

use super::{Assessor, Context, Span};
use crate::domain::figures::YearFigure;
use crate::domain::policy::{Meaning, Rule, SeriesId, SharePeriod};
use crate::domain::quantity::{Exact, Year};
use crate::domain::working::{DistanceOf, Reason, Test, Threshold, Verdict, Working};
use num_traits::Zero;

/// A minimum share of one series in another.
struct Share {
    numerator: SeriesId,
    denominator: SeriesId,
    period: SharePeriod,
    threshold: Threshold,
}

impl<'a> Assessor<'a> {
    pub(super) fn share(&self, rule: &'a Rule, context: &Context<'a>, span: Span) -> Working {
        let Rule::Share { numerator, denominator, share, period } = rule else {
            return self.gather(Test::Every, context, Vec::new());
        };
        let option = period.as_ref().and_then(|id| self.option(id));
        let period = match option.as_ref().map(|(_, option)| &option.meaning) {
            Some(Meaning::SharePeriod(period)) => *period,
            _ => SharePeriod::default(),
        };
        let share = Share {
            numerator: context.stand_in(numerator),
            denominator: context.stand_in(denominator),
            period,
            threshold: self.carried_over(share, context, |target| target.share.as_ref()),
        };
        let readings = option.map(|(choice, _)| choice).into_iter().collect();
        Working { readings, ..self.share_over(&share, context, span) }
    }

    fn share_over(&self, share: &Share, context: &Context, span: Span) -> Working {
        let begun = |last: Year| self.pack.plan_years().filter(move |year| *year <= last && self.has_begun(*year));
        match (share.period, span) {
            (SharePeriod::EachYear, Span::Year(year)) => self.share_of(share, context, vec![year], year),
            (SharePeriod::EachYear, Span::Whole) => {
                let years = self.pack.plan_years().map(|year| {
                    let working = self.share_of(share, context, vec![year], year);
                    if self.has_begun(year) { working } else { working.settled(Verdict::NotDue) }
                });
                self.gather(Test::EveryYear, context, years.collect())
            }
            (SharePeriod::WholePeriod, Span::Year(year)) => self.share_of(share, context, begun(year).collect(), year),
            (SharePeriod::WholePeriod, Span::Whole) => {
                let last = self.pack.last_year;
                self.share_of(share, context, begun(last).collect(), last)
            }
        }
    }

    /// The share over some years taken together; final when the last year is closed.
    fn share_of(&self, share: &Share, context: &Context, years: Vec<Year>, last: Year) -> Working {
        let figures: Vec<_> = years
            .into_iter()
            .map(|year| (year, self.figure(&share.numerator, year), self.figure(&share.denominator, year)))
            .collect();
        let values: Option<Vec<_>> =
            figures.iter().map(|(_, part, whole)| Some((part.value()?, whole.value()?))).collect();
        let zero = || (Exact::zero(), Exact::zero());
        let sums = values.as_ref().map(|values| {
            values.iter().fold(zero(), |(parts, wholes), (part, whole)| (parts + *part, wholes + *whole))
        });
        let exceeds = values.iter().flatten().any(|(part, whole)| part > whole);
        let verdict = match &sums {
            // No year of the period has begun.
            _ if figures.is_empty() => Verdict::InProgress,
            None => Verdict::Undetermined(Reason::MissingValue),
            Some(_) if exceeds => Verdict::Undetermined(Reason::NumeratorExceedsDenominator),
            Some((_, wholes)) if wholes.is_zero() => Verdict::Undetermined(Reason::ZeroDenominator),
            Some(_) if !self.is_closed(last) => Verdict::InProgress,
            Some((parts, wholes)) if *parts >= wholes * &share.threshold.value => Verdict::Met,
            Some(_) => Verdict::NotMet,
        };
        let distance =
            sums.filter(|(_, wholes)| verdict.has_distance() && !wholes.is_zero()).and_then(|(parts, wholes)| {
                let of = DistanceOf::Series(share.numerator.clone());
                self.distance(of, &(wholes * &share.threshold.value), Some(&parts))
            });
        let test = Test::Share {
            numerator: share.numerator.clone(),
            denominator: share.denominator.clone(),
            period: share.period,
            figures: figures.into_iter().collect::<Vec<(Year, YearFigure, YearFigure)>>(),
            share: share.threshold.clone(),
        };
        Working { test, distance, ..Working::leaf(context, verdict) }
    }
}
