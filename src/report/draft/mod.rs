//! Drafts of documents: their content follows from a [`Source`] alone. One file for each kind.

mod allocation;
mod assessment;
mod bulletin;
mod correction;
mod facts;
mod letter;
mod plan;
mod remarks;
mod self_check;

use super::{Document, Picture};
pub use remarks::{mark, of_workspace};
pub use self_check::of_sheet;

use crate::chart::{Format, Plot};
use crate::domain::policy::RowId;
use crate::domain::quantity::{Day, Year};
use crate::packs::OpenPack;
use crate::workspace::Workspace;
use std::fmt;

/// Which document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DraftKind {
    /// 年度工作计划 – the work plan of a year.
    Plan(Year),
    /// 自评报告 – the self-assessment of a year.
    Assessment(Year),
    /// 通报 – the bulletin of a year, on the consolidated units.
    Bulletin(Year),
    /// 指标分解通知 – the allocation of an issue, by its number.
    Allocation(u32),
    /// 更正说明 – the corrections since a version, by its number.
    Correction(u32),
}

/// What drafts are written from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The workspace's pack.
    pub pack: &'a OpenPack,
    /// The workspace.
    pub workspace: &'a Workspace,
    /// Today: the date of a document without a date of its own.
    pub today: Option<Day>,
}

/// A document as drafted from the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The document.
    pub document: Document,
    /// The charts of its pictures, by picture number.
    pub plots: Vec<Plot>,
    /// Missed rows that need a reason.
    pub missed: Vec<Missed>,
}

/// A row that was missed in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The row.
    pub row: RowId,
    /// The year.
    pub year: Year,
    /// The shortfall, in words.
    pub short: String,
}

/// The draft of a document; `None` where its issue or version does not exist.
pub fn draft(kind: &DraftKind, source: &Source) -> Option<Draft> {
    let mut draft = match kind {
        DraftKind::Plan(year) => plan::draft(source, *year),
        DraftKind::Assessment(year) => assessment::draft(source, *year),
        DraftKind::Bulletin(year) => bulletin::draft(source, *year),
        DraftKind::Allocation(number) => allocation::draft(source, *number)?,
        DraftKind::Correction(number) => correction::draft(source, *number)?,
    };
    letter::put_in_front(kind, source, &mut draft.document);
    Some(draft)
}

impl fmt::Display for DraftKind {
    /// The key in files.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DraftKind::Plan(year) => write!(f, "plan {year}"),
            DraftKind::Assessment(year) => write!(f, "assessment {year}"),
            DraftKind::Bulletin(year) => write!(f, "bulletin {year}"),
            DraftKind::Allocation(number) => write!(f, "allotment {number}"),
            DraftKind::Correction(number) => write!(f, "correction {number}"),
        }
    }
}

impl DraftKind {
    /// Reads the key in files.
    pub fn parse(key: &str) -> Option<DraftKind> {
        let (kind, of) = key.split_once(' ')?;
        match kind {
            "plan" => Some(DraftKind::Plan(Year::parse(of)?)),
            "assessment" => Some(DraftKind::Assessment(Year::parse(of)?)),
            "bulletin" => Some(DraftKind::Bulletin(Year::parse(of)?)),
            "allotment" => Some(DraftKind::Allocation(of.parse().ok()?)),
            "correction" => Some(DraftKind::Correction(of.parse().ok()?)),
            _ => None,
        }
    }

    /// What it is called.
    pub fn name(&self) -> String {
        match self {
            DraftKind::Plan(year) => format!("{year}年度工作计划"),
            DraftKind::Assessment(year) => format!("{year}年度自评报告"),
            DraftKind::Bulletin(year) => format!("{year}年通报"),
            DraftKind::Allocation(number) => format!("指标分解通知（第 {number} 次下达）"),
            DraftKind::Correction(number) => format!("第 {number} 版更正说明"),
        }
    }

    /// True for documents that the consolidating office sends down to units.
    pub fn goes_down(&self) -> bool {
        matches!(self, DraftKind::Bulletin(_) | DraftKind::Allocation(_))
    }
}

/// The pictures of charts, numbered from 0.
fn pictures(plots: &[Plot]) -> Vec<Picture> {
    let picture = |(number, plot): (usize, &Plot)| {
        let format = Format::of(plot);
        Picture { number, caption: plot.heading(), alt: plot.heading(), size: (format.width, format.height) }
    };
    plots.iter().enumerate().map(picture).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_reads_back_from_its_key() {
        let year = Year::new(2022).unwrap();
        for kind in [
            DraftKind::Plan(year),
            DraftKind::Assessment(year),
            DraftKind::Bulletin(year),
            DraftKind::Allocation(3),
            DraftKind::Correction(1),
        ] {
            assert_eq!(DraftKind::parse(&kind.to_string()), Some(kind));
        }
        assert_eq!(DraftKind::parse("plan"), None);
        assert_eq!(DraftKind::parse("poem 2022"), None);
    }
}
