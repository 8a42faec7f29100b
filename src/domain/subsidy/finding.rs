//! The finding for an element, with all its reasons.

use super::limit::Outcome;
use super::transaction::{Obstacle, TransactionFinding};
use crate::domain::enterprise::{Indicator, SizeClass, Sizing};
use crate::domain::keyed::keyed;
use crate::domain::policy::{Limit, SeriesId, SubjectKind};
use crate::domain::quantity::{Day, Exact, Year};
use crate::domain::ranking::Rank;

/// The state of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 符合
    Met,
    /// 缺项 – certainly not fulfilled.
    Missing,
    /// 待填 – something has to be entered first.
    Unknown,
    /// 待主管部门评定 – no threshold exists.
    ForAuthority,
}

keyed!(State { Met = "met", Missing = "missing", Unknown = "unknown", ForAuthority = "for_authority" });

/// The findings of a scope for a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeFinding {
    /// The scope's number.
    pub scope: u16,
    /// Each element, in the scope's order.
    pub elements: Vec<Finding>,
    /// Each transaction on the scope's side.
    pub transactions: Vec<TransactionFinding>,
}

/// The finding for an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The element's id.
    pub element: String,
    /// Its state.
    pub state: State,
    /// All its reasons, never only the first.
    pub notes: Vec<Note>,
}

/// A reason for a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The notice sets no threshold.
    NoThreshold,
    /// The subject's kind is blank; these kinds would fit.
    KindBlank(Vec<SubjectKind>),
    /// The subject's kind fits.
    KindFits(SubjectKind),
    /// The subject's kind does not fit; these kinds would.
    KindDiffers(SubjectKind, Vec<SubjectKind>),
    /// The industry is blank.
    IndustryBlank,
    /// The standard does not cover the industry.
    IndustryNotCovered,
    /// The firm's size class, or the classes still possible.
    Sized(Sizing),
    /// No transaction is entered.
    NoTransaction,
    /// Indices of the transactions that certainly fulfil the condition and those before it.
    Fulfil(Vec<usize>),
    /// Indices of those that could, once what is blank is filled in.
    Could(Vec<usize>),
    /// Indices of those that cannot, whatever is filled in.
    Fail(Vec<usize>),
    /// An indicator compared with the earlier year.
    Increase {
        /// The indicator.
        indicator: Indicator,
        /// The growth.
        growth: Growth,
    },
    /// The comparison year is not earlier than the year.
    YearsReversed(Year, Year),
    /// A figure of the unit.
    Figure {
        /// The series.
        series: SeriesId,
        /// The year.
        year: Year,
        /// The figure.
        value: Exact,
        /// True if a narrower series replaces it.
        narrower: bool,
        /// Rank among the units compared; `None` if there are no others.
        rank: Option<Rank>,
    },
    /// Growth of a figure of the unit over the year before.
    FigureGrowth {
        /// The series.
        series: SeriesId,
        /// The year.
        year: Year,
        /// The growth.
        growth: Growth,
        /// Rank among the units compared; `None` without a rate or other units.
        rank: Option<Rank>,
    },
    /// One figure as a share of another.
    Ratio {
        /// The part's series.
        of: SeriesId,
        /// The part.
        numerator: Exact,
        /// The whole, not 0.
        denominator: Exact,
        /// The year.
        year: Year,
        /// Rank among the units compared; `None` if there are no others.
        rank: Option<Rank>,
    },
    /// A figure is blank.
    FigureBlank(SeriesId, Year),
    /// The whole of a ratio is 0.
    ZeroDenominator(SeriesId, Year),
    /// The part of a ratio exceeds the whole: to be checked.
    NumeratorExceeds(SeriesId, SeriesId),
    /// The year is not over.
    YearUnderWay(Year),
    /// No year of the plan has begun, or there are no figures.
    NoFigures,
    /// Filed on or before the last day.
    FiledInTime(Day, Day),
    /// Filed after the last day.
    FiledLate(Day, Day),
    /// Filed by a subject that no deadline binds.
    Filed(Day),
    /// Filed after the last day; whether the deadline binds the subject is unknown.
    FiledByUnknown(Day, Day),
    /// Filed, but the year of the plan is blank.
    FiledForUnknown(Day),
    /// No filing date. Holds the last day, if the year is known and the deadline binds the subject or may bind
    /// it.
    NotFiled(Option<Day>),
    /// A document by its number.
    Document(String),
    /// No document.
    NoDocument,
    /// A limit that another document sets.
    Limited {
        /// The limit.
        limit: Limit,
        /// The document and its clause.
        document: String,
        /// The outcome; `None` if the element fails or is unknown before the limit is applied.
        outcome: Option<Outcome>,
    },
}

/// A figure compared with an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The earlier figure; `None` is a blank.
    pub from: Option<Exact>,
    /// The later figure; `None` is a blank.
    pub to: Option<Exact>,
    /// What is lacking to exceed the earlier figure, in the step of its unit; `None` if it is exceeded, or a
    /// figure is blank.
    pub short_by: Option<Exact>,
}

impl ScopeFinding {
    /// The transaction that is nearest to fulfilling a condition and those before it, with all its obstacles;
    /// `None` if one fulfils them already, or there are no transactions.
    pub fn nearest(&self, element: &str) -> Option<(&TransactionFinding, Vec<&Obstacle>)> {
        let in_the_way = |transaction: &'_ TransactionFinding| {
            let up_to = transaction.steps.iter().position(|step| step.element == element)?;
            let steps = transaction.steps.iter().take(up_to.saturating_add(1));
            let open: Vec<_> = steps.filter(|step| step.holds != Some(true)).collect();
            Some((open.iter().filter(|step| step.holds == Some(false)).count(), open.len()))
        };
        let ranked = self.transactions.iter().filter_map(|transaction| Some((in_the_way(transaction)?, transaction)));
        let ((_, open), nearest) = ranked.min_by_key(|(order, _)| *order)?;
        let up_to = nearest.steps.iter().position(|step| step.element == element)?;
        let steps = nearest.steps.iter().take(up_to.saturating_add(1));
        (open > 0).then(|| (nearest, steps.flat_map(|step| &step.obstacles).collect()))
    }
}

impl Finding {
    pub(super) fn new(state: State, note: Note) -> Finding {
        Finding { element: String::new(), state, notes: vec![note] }
    }

    pub(super) fn with(mut self, note: Note) -> Finding {
        self.notes.push(note);
        self
    }

    /// The subject's size class, if one was determined and only one is possible.
    pub fn class(&self) -> Option<SizeClass> {
        self.notes.iter().find_map(|note| match note {
            Note::Sized(sizing) => sizing.class(),
            _ => None,
        })
    }
}

impl Growth {
    /// The growth rate, which may be negative; `None` if a figure is blank or the earlier one is 0.
    pub fn rate(&self) -> Option<Exact> {
        let (from, to) = (self.from.as_ref()?, self.to.as_ref()?);
        (from > &Exact::from_integer(0.into())).then(|| to / from - Exact::from_integer(1.into()))
    }
}
