//! 文稿 – what people change in the drafted documents: parts left out, text rewritten by hand, the cover letter,
//! causes of shortfalls, and the line order of a superior's form. The drafts themselves follow from the data
//! and are not stored.

mod change;
mod merge;

pub(in crate::workspace) use merge::merged;

pub use change::{DraftChange, LONGEST_TEXT, LetterField, ShortfallField};

use super::plan::TypedDay;
use crate::domain::keyed::keyed;
use crate::domain::policy::{RowId, SeriesId};
use crate::domain::quantity::Year;
use std::collections::{BTreeMap, BTreeSet};

/// All changes of drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafting {
    /// 报送件
    pub letter: LetterForm,
    /// Changes of each document, by its key.
    pub drafts: BTreeMap<String, DraftEdits>,
    /// 未完成原因及整改措施, by the row and the year that was missed.
    pub shortfalls: BTreeMap<(RowId, Year), Shortfall>,
    /// The superior's form, line by line from the top; empty if none is defined.
    pub form: Vec<FormLine>,
}

/// The cover letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterForm {
    /// True if documents get a letter.
    pub on: bool,
    /// 文种
    pub kind: LetterKind,
    /// The signing office; empty for the unit's own name.
    pub office: String,
    /// The co-signing offices, one a line.
    pub joint: String,
    /// 主送; empty for the consolidating office.
    pub addressee: String,
    /// 成文日期
    pub day: TypedDay,
}

/// 文种
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterKind {
    /// 报告 – to a superior.
    #[default]
    Report,
    /// 函 – to an office that is not a superior.
    Letter,
}

keyed!(LetterKind { Report = "report", Letter = "letter" });

/// Changes of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftEdits {
    /// Parts left out.
    pub off: BTreeSet<String>,
    /// Parts whose text was written by hand.
    pub written: BTreeMap<String, Written>,
}

/// A text written by hand in place of a draft's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The text; paragraphs are separated by line breaks.
    pub text: String,
    /// The draft's text at that time, to show if the data have changed it since.
    pub drafted: String,
}

/// Why a row was missed, and what is done about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shortfall {
    /// 未完成原因
    pub cause: String,
    /// 整改措施
    pub remedy: String,
}

/// One line of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormLine {
    /// A line that stays as it is, by its present text: a heading, or something that is not ours.
    Skipped(String),
    /// A series in a unit.
    Series(SeriesId, FormUnit),
}

/// The unit of measure that a form wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormUnit {
    /// The series' own unit.
    #[default]
    Own,
    /// 元
    Yuan,
    /// 万元
    TenThousand,
    /// 亿元
    HundredMillion,
}

keyed!(FormUnit { Own = "own", Yuan = "元", TenThousand = "万元", HundredMillion = "亿元" });

impl Drafting {
    /// True if nothing was changed.
    pub fn is_empty(&self) -> bool {
        *self == Drafting::default()
    }
}

impl LetterForm {
    /// The signing offices; the first is `unit` if no office is given.
    pub fn offices(&self, unit: &str) -> Vec<String> {
        let first = if self.office.is_empty() { unit } else { &self.office };
        let joint = self.joint.lines().map(str::trim).filter(|name| !name.is_empty());
        [first].into_iter().chain(joint).map(str::to_owned).collect()
    }
}

impl Shortfall {
    /// True if nothing was written.
    pub fn is_empty(&self) -> bool {
        *self == Shortfall::default()
    }
}
