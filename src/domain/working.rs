//! 计算过程 – the explanation tree that an assessment returns. Each node has the test with its numbers, the clause,
//! the readings used, the verdict and the distance.

use super::figures::{Blank, YearFigure};
use super::policy::{Choice, Clause, GoalId, GrowthMethod, RowId, SeriesId, SharePeriod, StatementId};
use super::quantity::{Exact, Year};
use num_traits::{One, Zero, pow};

/// The verdict of a rule for a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 已完成
    Met,
    /// 未完成
    NotMet,
    /// 推进中 – the period is not over and the result is not certain.
    InProgress,
    /// 未到考核期 – the year has not begun.
    NotDue,
    /// 不适用 – the unit marked the row so.
    NotApplicable,
    /// 无法判定 – something is missing.
    Undetermined(Reason),
}

/// Why a verdict is undetermined. If several reasons hold, the first in this order is given (SPEC "Verdicts").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No allocated target.
    MissingTarget,
    /// The year is itself the base of the first rate.
    BeforeFirstRate,
    /// No base-year figure.
    MissingBase,
    /// The base year is 0: no rate exists.
    ZeroBase,
    /// A figure, or an answer, is blank.
    MissingValue,
    /// The numerator exceeds the denominator.
    NumeratorExceedsDenominator,
    /// The denominator is 0.
    ZeroDenominator,
}

/// One node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Working {
    /// What was tested, with its numbers.
    pub test: Test,
    /// Clause of the notice.
    pub clause: Clause,
    /// The readings used.
    pub readings: Vec<Choice>,
    /// The verdict.
    pub verdict: Verdict,
    /// The distance to the requirement, if the verdict is not met or in progress and the distance is known.
    pub distance: Option<Distance>,
    /// The nodes that it combines.
    pub parts: Vec<Working>,
}

/// What was tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// A year's figure against a minimum.
    Minimum {
        /// What is counted.
        series: SeriesId,
        /// The year.
        year: Year,
        /// Its figure.
        figure: YearFigure,
        /// The minimum; `None` if no target was allocated.
        minimum: Option<Threshold>,
    },
    /// The plan's years added up, against a minimum.
    Total {
        /// What is counted.
        series: SeriesId,
        /// Each year's figure.
        figures: Vec<(Year, YearFigure)>,
        /// The known figures added up.
        sum: Exact,
        /// The minimum; `None` if no target was allocated.
        minimum: Option<Threshold>,
    },
    /// Growth from one year to another.
    Growth {
        /// One series, or several added up.
        amounts: Vec<SeriesId>,
        /// How it is computed.
        method: GrowthMethod,
        /// The year that it starts from, with its figure.
        from: (Year, Option<Exact>),
        /// The year that it ends with, with its figure.
        to: (Year, Option<Exact>),
        /// The required yearly rate.
        rate: Threshold,
    },
    /// A numerator against a share of a denominator.
    Share {
        /// The part's series.
        numerator: SeriesId,
        /// The whole's series.
        denominator: SeriesId,
        /// Which years it covers.
        period: SharePeriod,
        /// Each year's part and whole.
        figures: Vec<(Year, YearFigure, YearFigure)>,
        /// The required share.
        share: Threshold,
    },
    /// A statement's answer.
    Statement {
        /// The statement.
        id: StatementId,
        /// Whether it holds; `None` if unanswered.
        holds: Option<bool>,
    },
    /// A row as a whole.
    Row(RowId),
    /// A goal as a whole.
    Goal(GoalId),
    /// Every year by itself.
    EveryYear,
    /// Every year-on-year pair by itself.
    EveryPair,
    /// Every one of several amounts by itself.
    EveryAmount,
    /// Every one of several rules.
    Every,
}

impl Test {
    /// The exact value required; for a share that of the numerators of all its years together. `None` if an
    /// input is missing, and for tests without numbers of their own.
    pub fn required(&self) -> Option<Exact> {
        match self {
            Test::Minimum { minimum, .. } | Test::Total { minimum, .. } => Some(minimum.as_ref()?.value.clone()),
            Test::Growth { from, to, rate, .. } => {
                let base = from.1.as_ref().filter(|base| !base.is_zero())?;
                Some(grown(base, &rate.value, to.0.years_since(from.0)?))
            }
            Test::Share { figures, share, .. } => {
                let wholes = figures.iter().try_fold(Exact::zero(), |sum, (.., whole)| Some(sum + whole.value()?))?;
                (!wholes.is_zero()).then(|| wholes * &share.value)
            }
            Test::Statement { .. }
            | Test::Row(_)
            | Test::Goal(_)
            | Test::EveryYear
            | Test::EveryPair
            | Test::EveryAmount
            | Test::Every => None,
        }
    }

    /// The years of a total that have begun and are blank, so that its sum is incomplete. Empty for other
    /// tests.
    pub fn blank_years(&self) -> Vec<Year> {
        let Test::Total { figures, .. } = self else { return Vec::new() };
        let is_blank = |figure: &YearFigure| matches!(figure, YearFigure::Blank(Blank::Nothing | Blank::Hole(_)));
        figures.iter().filter(|(_, figure)| is_blank(figure)).map(|(year, _)| *year).collect()
    }

    /// True if at least one year of a total has a figure, since a total of blanks is blank and not 0; also for
    /// other tests.
    fn knows_some(&self) -> bool {
        let Test::Total { figures, .. } = self else { return true };
        figures.iter().any(|(_, figure)| figure.value().is_some())
    }

    /// The value reached, to compare with [`required`](Test::required); for a share the numerators of all its
    /// years together, for a total the known years. `None` if a figure is blank (of a total, if all are), and
    /// for tests without numbers of their own.
    pub fn reached(&self) -> Option<Exact> {
        match self {
            Test::Minimum { figure, .. } => figure.value().cloned(),
            Test::Total { sum, .. } => self.knows_some().then(|| sum.clone()),
            Test::Growth { to, .. } => to.1.clone(),
            Test::Share { figures, .. } => {
                figures.iter().try_fold(Exact::zero(), |sum, (_, part, _)| Some(sum + part.value()?))
            }
            _ => None,
        }
    }
}

/// V · (1+g)^n, exactly.
pub fn grown(base: &Exact, rate: &Exact, years: u32) -> Exact {
    base * pow(Exact::one() + rate, usize::try_from(years).unwrap_or(usize::MAX))
}

/// A value to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The value.
    pub value: Exact,
    /// Who set it.
    pub set_by: SetBy,
}

/// Who set a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// The notice, through the pack.
    Pack,
    /// An allocated target of the unit.
    Allocated,
    /// The yearly targets allocated to the unit, added up.
    AllocatedYearsAdded,
}

/// The distance to a requirement, in the step of the series (SPEC "Distance").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance {
    /// What is measured: a series, or the sum of several.
    pub of: DistanceOf,
    /// The exact requirement, rounded up to the step.
    pub required: Exact,
    /// The exact distance, rounded up to the step; `None` if the requirement is reached or the figure is blank.
    pub short_by: Option<Exact>,
}

/// What a distance measures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DistanceOf {
    /// One series.
    Series(SeriesId),
    /// Several series of one unit, added up.
    Sum(Vec<SeriesId>),
}

impl DistanceOf {
    /// The series, one or several.
    pub fn series(&self) -> &[SeriesId] {
        match self {
            DistanceOf::Series(series) => std::slice::from_ref(series),
            DistanceOf::Sum(series) => series,
        }
    }
}

impl Working {
    /// Every distance in the tree, except those below nodes that combine years or year-on-year pairs.
    pub fn distances(&self) -> Vec<&Distance> {
        let own = self.distance.iter();
        own.chain(self.parts.iter().filter(|_| self.is_one_rule()).flat_map(Working::distances)).collect()
    }

    /// False for nodes that combine years or year-on-year pairs: the distances below belong to those parts.
    pub fn is_one_rule(&self) -> bool {
        !matches!(self.test, Test::EveryYear | Test::EveryPair)
    }

    /// The parts that settled the verdict: the failures of a failure, the unknowns of an unknown.
    pub fn decisive(&self) -> impl Iterator<Item = &Working> {
        self.parts.iter().filter(|part| match (self.verdict, part.verdict) {
            (Verdict::Undetermined(_), Verdict::Undetermined(_)) => true,
            (Verdict::InProgress, Verdict::NotDue) => true,
            (whole, part) => whole == part,
        })
    }
}

/// Combines verdicts that must all hold (SPEC "All"): one certain failure settles it; then one unknown leaves
/// it undetermined; then one unfinished part leaves it in progress. Parts that are not applicable are left out;
/// if none is left, the whole is not applicable.
pub fn all(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    let applicable: Vec<_> = verdicts.into_iter().filter(|verdict| *verdict != Verdict::NotApplicable).collect();
    if applicable.is_empty() {
        return Verdict::NotApplicable;
    }
    if applicable.contains(&Verdict::NotMet) {
        return Verdict::NotMet;
    }
    let reasons = applicable.iter().filter_map(|verdict| match verdict {
        Verdict::Undetermined(reason) => Some(*reason),
        _ => None,
    });
    if let Some(first) = reasons.min() {
        return Verdict::Undetermined(first);
    }
    let unfinished = applicable.iter().any(|verdict| matches!(verdict, Verdict::InProgress | Verdict::NotDue));
    if unfinished { Verdict::InProgress } else { Verdict::Met }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::*;

    fn check(parts: &[Verdict], expect: Verdict) {
        assert_eq!(all(parts.iter().copied()), expect, "{parts:?}");
    }

    #[test]
    fn what_decided_is_what_shares_the_verdict() {
        let node = |verdict, parts| Working {
            test: Test::Every,
            clause: Clause::default(),
            readings: Vec::new(),
            verdict,
            distance: None,
            parts,
        };
        let check = |verdicts: &[Verdict], expect: &[usize]| {
            let parts: Vec<_> = verdicts.iter().map(|verdict| node(*verdict, Vec::new())).collect();
            let whole = node(all(verdicts.iter().copied()), parts);
            let places =
                whole.decisive().map(|part| whole.parts.iter().position(|other| std::ptr::eq(other, part)).unwrap());
            assert_eq!(places.collect::<Vec<_>>(), expect, "{verdicts:?}");
        };
        check(&[Met, NotMet, Undetermined(Reason::MissingBase)], &[1]);
        check(&[Met, Undetermined(Reason::ZeroBase), Undetermined(Reason::MissingBase)], &[1, 2]);
        check(&[Met, NotDue, InProgress], &[1, 2]);
        check(&[Met, NotApplicable, Met], &[0, 2]);
    }

    #[test]
    fn one_certain_failure_settles_whatever_else_is_unknown() {
        check(&[Met, Met], Met);
        check(&[Met, Undetermined(Reason::MissingValue), NotMet, InProgress], NotMet);
        check(
            &[InProgress, Undetermined(Reason::ZeroBase), Undetermined(Reason::MissingBase)],
            Undetermined(Reason::MissingBase),
        );
        check(&[Met, NotDue], InProgress);
        check(&[NotDue, NotDue], InProgress);
        check(&[Met, NotApplicable], Met);
        check(&[NotApplicable], NotApplicable);
        check(&[], NotApplicable);
    }
}
