//! 文稿 – what people change of the documents that are drafted from the data: parts that are left out, text that
//! is written in the place of a draft's, the letter in front, why something was missed, and in which order a
//! superior's form wants its figures. Drafts themselves follow from the data and are not kept.

mod change;
mod merge;

pub(in crate::workspace) use merge::merged;

pub use change::{DraftChange, LONGEST_TEXT, LetterField, ShortfallField};

use super::plan::TypedDay;
use crate::domain::keyed::keyed;
use crate::domain::policy::{RowId, SeriesId};
use crate::domain::quantity::Year;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafting {
    /// 报送件
    pub letter: LetterForm,
    /// What was changed of each document, by its key.
    pub drafts: BTreeMap<String, DraftEdits>,
    /// 未完成原因及整改措施, by the row and the year that was missed.
    pub shortfalls: BTreeMap<(RowId, Year), Shortfall>,
    /// The superior's form, line by line from its top; empty where none was laid down.
    pub form: Vec<FormLine>,
}

/// The letter that documents go up with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterForm {
    /// True where there is one.
    pub on: bool,
    /// 文种
    pub kind: LetterKind,
    /// The office that signs, by its own name; empty where it is the unit's.
    pub office: String,
    /// Offices that sign with it, one a line.
    pub joint: String,
    /// 主送; empty where it is the office that gathers.
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
    /// 函 – to an office that is none.
    Letter,
}

keyed!(LetterKind { Report = "report", Letter = "letter" });

/// What was changed of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftEdits {
    /// Parts that are left out.
    pub off: BTreeSet<String>,
    /// Parts whose text was written by hand.
    pub written: BTreeMap<String, Written>,
}

/// A text that was written in the place of a draft's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The text, its paragraphs parted by line breaks.
    pub text: String,
    /// The draft that stood there, so that it is seen when the data have changed it since.
    pub drafted: String,
}

/// Why something was missed, and what is done about it.
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
    /// A line that is left as it is, by what stands there: a heading, or something that is not ours.
    Skipped(String),
    /// A series in a unit.
    Series(SeriesId, FormUnit),
}

/// The unit that a form wants a figure in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormUnit {
    /// The series' own.
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
    /// True where nothing was changed.
    pub fn is_empty(&self) -> bool {
        *self == Drafting::default()
    }
}

impl LetterForm {
    /// The offices that sign, the first one by that name where none was given.
    pub fn offices(&self, unit: &str) -> Vec<String> {
        let first = if self.office.is_empty() { unit } else { &self.office };
        let joint = self.joint.lines().map(str::trim).filter(|name| !name.is_empty());
        [first].into_iter().chain(joint).map(str::to_owned).collect()
    }
}

impl Shortfall {
    /// True where nothing was written.
    pub fn is_empty(&self) -> bool {
        *self == Shortfall::default()
    }
}
