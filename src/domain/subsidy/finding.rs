//! What is found for an element, with everything that it rests on.

use super::limit::Outcome;
use super::transaction::{Obstacle, TransactionFinding};
use crate::domain::enterprise::{Indicator, SizeClass, Sizing};
use crate::domain::keyed::keyed;
use crate::domain::policy::{Limit, SeriesId, SubjectKind};
use crate::domain::quantity::{Day, Exact, Year};
use crate::domain::ranking::Rank;

/// How it stands with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 符合
    Met,
    /// 缺项 – something is certainly not there.
    Missing,
    /// 待填 – something has to be entered first.
    Unknown,
    /// 待主管部门评定 – no threshold exists.
    ForAuthority,
}

keyed!(State { Met = "met", Missing = "missing", Unknown = "unknown", ForAuthority = "for_authority" });

/// What a scope comes to for a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeFinding {
    /// The scope's number.
    pub scope: u16,
    /// Each element, in the scope's order.
    pub elements: Vec<Finding>,
    /// Each transaction on the scope's side.
    pub transactions: Vec<TransactionFinding>,
}

/// What an element comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The element's id.
    pub element: String,
    /// How it stands.
    pub state: State,
    /// Everything that it rests on: all reasons, never only the first.
    pub notes: Vec<Note>,
}

/// Something that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The notice lays down no threshold.
    NoThreshold,
    /// The kind of the subject is not said; these would do.
    KindBlank(Vec<SubjectKind>),
    /// The subject is of a kind that would do.
    KindFits(SubjectKind),
    /// It is of another kind; these would do.
    KindDiffers(SubjectKind, Vec<SubjectKind>),
    /// The industry is not said.
    IndustryBlank,
    /// The standard does not cover the industry.
    IndustryNotCovered,
    /// How the firm is classed.
    Sized(Sizing),
    /// No transaction is entered.
    NoTransaction,
    /// Transactions, by their places, that certainly fulfil the condition and those before it.
    Fulfil(Vec<usize>),
    /// Transactions that could, once what is blank is filled in.
    Could(Vec<usize>),
    /// Transactions that do not, whatever is filled in.
    Fail(Vec<usize>),
    /// An indicator against the year before.
    Increase {
        /// Which.
        indicator: Indicator,
        /// What it comes to.
        growth: Growth,
    },
    /// The year compared with is not the earlier one.
    YearsReversed(Year, Year),
    /// A figure of the unit.
    Figure {
        /// The series.
        series: SeriesId,
        /// The year.
        year: Year,
        /// The figure.
        value: Exact,
        /// True where a narrower series stands in.
        narrower: bool,
        /// The place among the units at hand; `None` when there are no others.
        rank: Option<Rank>,
    },
    /// A figure of the unit against that of the year before.
    FigureGrowth {
        /// The series.
        series: SeriesId,
        /// The year.
        year: Year,
        /// What it comes to.
        growth: Growth,
        /// The place among the units at hand.
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
        /// The place among the units at hand.
        rank: Option<Rank>,
    },
    /// A figure is blank.
    FigureBlank(SeriesId, Year),
    /// The whole of a ratio is 0.
    ZeroDenominator(SeriesId, Year),
    /// The part of a ratio is more than the whole: to be looked at.
    NumeratorExceeds(SeriesId, SeriesId),
    /// The year is not over.
    YearUnderWay(Year),
    /// No year of the plan has begun, or no figures are at hand.
    NoFigures,
    /// Filed on or before the last day.
    FiledInTime(Day, Day),
    /// Filed after the last day.
    FiledLate(Day, Day),
    /// Filed by somebody whom no day binds.
    Filed(Day),
    /// Filed, and whether a day binds the subject is not said.
    FiledByUnknown(Day, Day),
    /// Filed, and the year that it is for is not said.
    FiledForUnknown(Day),
    /// No day of filing; the last day, where the year is known and a day binds.
    NotFiled(Option<Day>),
    /// A document by its number.
    Document(String),
    /// No document.
    NoDocument,
    /// A limit that another document lays down.
    Limited {
        /// The limit.
        limit: Limit,
        /// The document and the place in it.
        document: String,
        /// What it comes to; `None` where the element fails or is unknown before it is asked.
        outcome: Option<Outcome>,
    },
}

/// One figure against an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The earlier figure; `None` is a blank.
    pub from: Option<Exact>,
    /// The later one.
    pub to: Option<Exact>,
    /// What is lacking to be over it, in the indicator's step; `None` when it is over, or a figure is blank.
    pub short_by: Option<Exact>,
}

impl ScopeFinding {
    /// The transaction that is nearest to fulfilling a condition and those before it, with everything that
    /// stands in its way; `None` where one fulfils them already, or there is none.
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

    /// The subject's size class, where one was asked for and only one is possible.
    pub fn class(&self) -> Option<SizeClass> {
        self.notes.iter().find_map(|note| match note {
            Note::Sized(sizing) => sizing.class(),
            _ => None,
        })
    }
}

impl Growth {
    /// The rate, over 0 or not; `None` where a figure is blank or the earlier one is 0.
    pub fn rate(&self) -> Option<Exact> {
        let (from, to) = (self.from.as_ref()?, self.to.as_ref()?);
        (from > &Exact::from_integer(0.into())).then(|| to / from - Exact::from_integer(1.into()))
    }
}
