//! The kinds of rule that a row or a goal can lay down.

use super::{OptionId, ReadingId, RowId, SeriesId, StatementId};
use crate::domain::quantity::{Exact, Quantity, Year};
use std::collections::BTreeMap;

/// Where in the notice something stands, for example `四(三)2` or `附表 3`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clause(pub String);

/// What must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A minimum for each of the plan's years.
    MinimumEachYear {
        /// What is counted.
        series: SeriesId,
        /// One for each year, in the series' unit.
        minimums: BTreeMap<Year, Quantity>,
    },
    /// A minimum for the plan's years together.
    MinimumTotal {
        /// What is counted.
        series: SeriesId,
        /// In the series' unit.
        minimum: Quantity,
        /// The row whose allotted targets bind a unit here; a row's own rule leaves it out.
        target_of: Option<RowId>,
    },
    /// Average yearly growth of at least a rate.
    Growth {
        /// One series, or several that the pairing reading takes each or as a sum.
        amounts: Vec<SeriesId>,
        /// 0.3 is 30 %.
        rate: Exact,
        /// The reading that says how growth is taken; compound where there is none.
        method: Option<ReadingId>,
        /// The reading that says how several amounts are taken; each where there is none.
        pairing: Option<ReadingId>,
    },
    /// A numerator of at least a share of a denominator.
    Share {
        /// The part.
        numerator: SeriesId,
        /// The whole.
        denominator: SeriesId,
        /// 0.85 is 85 %.
        share: Exact,
        /// The reading that says what it is taken of; each year where there is none.
        period: Option<ReadingId>,
    },
    /// Another row's rule, over its whole period.
    Row(RowId),
    /// A statement that no row counts.
    Statement(StatementId),
    /// Several that must all hold.
    All(Vec<Part>),
}

/// One of several rules that must all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What must hold.
    pub rule: Rule,
    /// The row that it is left out with, when a unit marks that row as not applicable.
    pub with_row: Option<RowId>,
    /// Counts under those options only.
    pub when: Option<When>,
}

/// A condition on a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The reading.
    pub reading: ReadingId,
    /// The options under which the part counts.
    pub options: Vec<OptionId>,
}

/// The kinds of target that can be allotted to a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// A figure for one year.
    Yearly,
    /// A figure for the whole period.
    Total,
    /// A growth rate.
    Rate,
    /// A share.
    Share,
}

impl Rule {
    /// The kinds of target that a row of this rule takes.
    pub fn target_kinds(&self) -> &'static [TargetKind] {
        match self {
            // A total without an allotment of its own is the yearly ones added up (SPEC "Levels").
            Rule::MinimumEachYear { .. } | Rule::MinimumTotal { .. } => &[TargetKind::Yearly, TargetKind::Total],
            Rule::Growth { .. } => &[TargetKind::Rate],
            Rule::Share { .. } => &[TargetKind::Share],
            Rule::Row(_) | Rule::Statement(_) | Rule::All(_) => &[],
        }
    }

    /// True where a single year has a verdict of its own.
    pub fn has_years(&self) -> bool {
        match self {
            Rule::MinimumEachYear { .. } | Rule::Growth { .. } | Rule::Share { .. } => true,
            Rule::MinimumTotal { .. } | Rule::Row(_) | Rule::Statement(_) => false,
            Rule::All(parts) => !parts.is_empty() && parts.iter().all(|part| part.rule.has_years()),
        }
    }

    /// The rows that it gathers, or whose targets bind it.
    pub fn rows(&self) -> Vec<&RowId> {
        match self {
            Rule::Row(row) => vec![row],
            Rule::MinimumTotal { target_of, .. } => target_of.iter().collect(),
            Rule::All(parts) => parts.iter().flat_map(|part| part.rule.rows()).collect(),
            Rule::MinimumEachYear { .. } | Rule::Growth { .. } | Rule::Share { .. } | Rule::Statement(_) => Vec::new(),
        }
    }

    /// The series that it names itself, before any reading puts others in their place.
    pub fn series(&self) -> Vec<&SeriesId> {
        match self {
            Rule::MinimumEachYear { series, .. } | Rule::MinimumTotal { series, .. } => vec![series],
            Rule::Growth { amounts, .. } => amounts.iter().collect(),
            Rule::Share { numerator, denominator, .. } => vec![denominator, numerator],
            Rule::Row(_) | Rule::Statement(_) => Vec::new(),
            Rule::All(parts) => parts.iter().flat_map(|part| part.rule.series()).collect(),
        }
    }
}
