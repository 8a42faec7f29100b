//! The kinds of rule that a row or a goal can have.

use super::{OptionId, ReadingId, RowId, SeriesId, StatementId};
use crate::domain::quantity::{Exact, Quantity, Year};
use std::collections::BTreeMap;

/// A place in the notice, for example `四(三)2` or `附表 3`.
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
        /// In a goal, the row whose allocated targets bind a unit; `None` in a row's own rule.
        target_of: Option<RowId>,
    },
    /// Average yearly growth of at least a rate.
    Growth {
        /// One series, or several; the pairing reading decides whether each must pass or their sum.
        amounts: Vec<SeriesId>,
        /// 0.3 is 30 %.
        rate: Exact,
        /// The reading that decides how growth is computed; `None` means compound.
        method: Option<ReadingId>,
        /// The reading that decides how several amounts are tested; `None` means each.
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
        /// The reading that decides which years it covers; `None` means each year.
        period: Option<ReadingId>,
    },
    /// Another row's rule, over its whole period.
    Row(RowId),
    /// A statement, which no row measures.
    Statement(StatementId),
    /// Several that must all hold.
    All(Vec<GoalPart>),
}

/// One of several rules that must all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalPart {
    /// What must hold.
    pub rule: Rule,
    /// If a unit marks this row as not applicable, the part is left out as well.
    pub with_row: Option<RowId>,
    /// When the part counts; `None` means always.
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

/// The kinds of target that can be allocated to a unit.
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
    /// The kinds of target that a row with this rule accepts.
    pub fn target_kinds(&self) -> &'static [TargetKind] {
        match self {
            // Without an allocated total, the yearly targets are added up (SPEC "Levels").
            Rule::MinimumEachYear { .. } | Rule::MinimumTotal { .. } => &[TargetKind::Yearly, TargetKind::Total],
            Rule::Growth { .. } => &[TargetKind::Rate],
            Rule::Share { .. } => &[TargetKind::Share],
            Rule::Row(_) | Rule::Statement(_) | Rule::All(_) => &[],
        }
    }

    /// True if single years have a verdict of their own.
    pub fn has_years(&self) -> bool {
        match self {
            Rule::MinimumEachYear { .. } | Rule::Growth { .. } | Rule::Share { .. } => true,
            Rule::MinimumTotal { .. } | Rule::Row(_) | Rule::Statement(_) => false,
            Rule::All(parts) => !parts.is_empty() && parts.iter().all(|part| part.rule.has_years()),
        }
    }

    /// The rows that it combines, or whose targets bind it.
    pub fn rows(&self) -> Vec<&RowId> {
        match self {
            Rule::Row(row) => vec![row],
            Rule::MinimumTotal { target_of, .. } => target_of.iter().collect(),
            Rule::All(parts) => parts.iter().flat_map(|part| part.rule.rows()).collect(),
            Rule::MinimumEachYear { .. } | Rule::Growth { .. } | Rule::Share { .. } | Rule::Statement(_) => Vec::new(),
        }
    }

    /// The series that it names, before readings substitute others.
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
