//! What placing a pasted table gives: the texts of fields, and every issue that a person must see first.

use super::{Nil, Oddity};
use crate::workspace::{Field, TypedProblem};

/// How to place a table whose labels name other positions than the chosen ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// From the chosen cell on, to the right and down.
    FromCell,
    /// Where the labels say.
    ByLabels,
}

/// A person's answers about ambiguous cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// What nil marks stand for; `None` until answered.
    pub nil: Option<Nil>,
    /// True if bare numbers for rates and shares are percentages: 30 is 30 %.
    pub percent: bool,
}

/// The result of placing a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// The text for each field.
    pub typed: Vec<(Field, String)>,
    /// Those of `typed` that cannot be understood, each with the reason.
    pub not_understood: Vec<(Field, String, TypedProblem)>,
    /// Labels that were recognised and left out, in the order of the table.
    pub labels: Vec<String>,
    /// What does not fit or is ambiguous.
    pub issues: Vec<PlacementIssue>,
}

/// What does not fit or is ambiguous. Rows and columns of the table count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlacementIssue {
    /// Rows beyond the lower edge of the sheet.
    RowsOver {
        /// The first of them.
        from: usize,
        /// How many.
        count: usize,
    },
    /// Columns beyond the right edge of the sheet.
    ColumnsOver {
        /// The first of them.
        from: usize,
        /// How many.
        count: usize,
    },
    /// A figure where nothing can be entered.
    NoField {
        /// Row of the table.
        row: usize,
        /// Column of the table.
        column: usize,
        /// The text of the cell.
        text: String,
    },
    /// A row or column whose label names no free position in the sheet; empty if it has no label.
    UnknownLabel(String),
    /// Headings of figures to be placed that name no column of the sheet.
    HeadingsNotHere(Vec<String>),
    /// A first column of 1, 2, 3 that may only number the rows.
    MaybeNumbered,
    /// A first row or column of only these numbers, which may be years instead of figures.
    MaybeYears(Vec<String>),
    /// Row labels that match no row of the sheet and were left out.
    LabelsLeftOut(Vec<String>),
    /// The labels name another position than the chosen one; this is the first such label.
    Elsewhere {
        /// The label.
        label: String,
        /// The name of the row or column where it would go.
        goes_to: String,
    },
    /// The source program shows fewer digits than it stores; the shown number is taken.
    Rounded {
        /// The shown number.
        shown: String,
        /// The stored value.
        exact: String,
    },
    /// The cell shows no number, or one with digits cut off; the stored value is taken.
    ValueTaken {
        /// The shown text.
        shown: String,
        /// The stored value.
        exact: String,
    },
    /// Marks that may mean blank or 0.
    NilMarks {
        /// The different marks.
        marks: Vec<String>,
        /// Number of cells with a mark.
        count: usize,
    },
    /// Bare numbers of 1 and more for rates or shares: 30 may be 30 %.
    MaybePercent {
        /// The first of them.
        text: String,
        /// How many.
        count: usize,
    },
    /// A cell that shows more than a figure, or something else. Its remaining text is taken.
    Odd {
        /// Row of the table.
        row: usize,
        /// Column of the table.
        column: usize,
        /// The text taken; empty if there is none.
        taken: String,
        /// What is odd about the cell.
        oddity: Oddity,
    },
    /// Texts of hidden cells that were left out.
    HiddenLeftOut(Vec<String>),
    /// Number of further tables that were left out.
    OtherTables(usize),
}

impl Placed {
    /// True when nothing needs to be asked.
    pub fn is_certain(&self) -> bool {
        self.issues.is_empty() && self.not_understood.is_empty()
    }
}
