//! Figures from one of our Excel workbooks that was edited in a spreadsheet program: what differs from the open
//! workspace, what cannot be imported, and the one undo step that imports the rest.

use super::{Context, Decision, Destination, Question};
use crate::domain::figures::{Accumulation, TargetSlot};
use crate::domain::policy::{Kind, Pack, RowId, SeriesId};
use crate::domain::quantity::{Day, Grain, Period, Year, parse_exact, read_typed, to_plain};
use crate::workspace::desk::bound_by;
use crate::workspace::notice::{Notice, Refusal};
use crate::workspace::{Action, Event, Field, Imported, Workspace};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::rc::Rc;
use thiserror::Error;

/// Why a workbook was not read.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum WorkbookError {
    /// Not an `.xlsx` file.
    #[error("no xlsx file")]
    NotAWorkbook,
    /// Unpacked, it is larger than any workbook of figures.
    #[error("too large inside")]
    TooLarge,
    /// One of our sheets is missing; its name.
    #[error("sheet {0} is missing")]
    NotOurs(String),
    /// A sheet without a column of keys or without years, or with one year in two columns; the sheet's name.
    #[error("columns of sheet {0}")]
    Columns(String),
    /// Damaged; the reader's message.
    #[error("{0}")]
    Broken(String),
}

/// What was read from a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenFigures {
    /// The unit that the workbook names; empty if it names none.
    pub unit: String,
    /// The figures, in the order of the sheets.
    pub figures: Vec<TakenFigure>,
    /// The unit of measure written for each series.
    pub units: BTreeMap<String, String>,
    /// Rows, columns and cells that were not understood, as text for the user.
    pub strange: Vec<String>,
    /// Series with sub-year figures: true for 累计数, false for 本期数.
    pub cumulative: BTreeMap<String, bool>,
    /// Targets. They are compared, not imported.
    pub targets: Vec<TakenTarget>,
    /// The as-of day, if its cell holds a date.
    pub as_of: Option<String>,
    /// Overwritten cells of sheets that are not imported, each with its present content.
    pub elsewhere: Vec<String>,
}

/// A target of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenTarget {
    /// The row's id.
    pub row: String,
    /// The slot's key, as [`TargetSlot::parse`] reads it.
    pub slot: String,
    /// The heading of its column.
    pub heading: String,
    /// Digits, or any other content of the cell.
    pub text: String,
}

/// A figure of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenFigure {
    /// The series' id.
    pub series: String,
    /// The period.
    pub period: String,
    /// Digits, or any other content of the cell.
    pub text: String,
    /// The formula, if someone entered one.
    pub formula: Option<String>,
}

/// A preview of a workbook's changes, for the user to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkbookPreview {
    /// The file's name.
    pub file: String,
    /// The open workspace.
    pub workspace: Rc<Workspace>,
    /// The unit in the workbook, if it is another one.
    pub other_unit: Option<String>,
    /// The fields that change.
    pub changes: Vec<WorkbookChange>,
    /// What cannot be imported.
    pub problems: Vec<WorkbookProblem>,
}

/// A field that a workbook changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkbookChange {
    /// The field.
    pub field: Field,
    /// Its text in the workbook.
    pub text: String,
    /// The formula of the cell, if someone entered one.
    pub formula: Option<String>,
}

/// Something in a workbook that is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkbookProblem {
    /// The reader did not understand it; its address.
    NotUnderstood(String),
    /// A series or period that the pack does not have.
    Unknown(TakenFigure),
    /// A figure whose unit of measure was changed: the same digits would be another figure.
    Unit {
        /// The series.
        series: SeriesId,
        /// The period.
        period: Period,
        /// The unit in the workbook.
        unit: String,
    },
    /// A changed target; targets are entered in the page.
    Target {
        /// The row.
        row: RowId,
        /// The heading of its column.
        heading: String,
        /// Its text in the workbook.
        text: String,
        /// The target that counts here.
        ours: Option<String>,
    },
    /// The as-of day was changed: the text in the workbook, and ours.
    AsOf(String, Day),
    /// A cell of a read-only sheet was overwritten.
    Overwritten(String),
}

impl Context<'_> {
    /// Imports the figures of a workbook, after the user has confirmed the preview.
    pub(super) fn workbook(&self, name: &str, read: &Result<TakenFigures, WorkbookError>) -> Decision {
        let Some(open) = self.reporting() else { return Decision::not_opened(name, Refusal::NoWorkForWorkbook) };
        if !self.is_of_the_same_work() {
            return Decision::refused(Notice::ChangedMeanwhile { file: name.to_owned() });
        }
        let taken = match read {
            Ok(taken) => taken,
            Err(error) => return Decision::not_opened(name, Refusal::Workbook(error.clone())),
        };
        let (pack, workspace) = (&open.pack.pack, open.history.present());
        let preview = preview(name, pack, workspace, taken);
        if preview.changes.is_empty() {
            let WorkbookPreview { file, problems, .. } = preview;
            return Decision::refused(Notice::WorkbookChangesNothing { file, problems });
        }
        let is_read = |change: &&WorkbookChange| match &change.field {
            Field::Figure(series, _) => {
                pack.series_of(series).is_some_and(|series| read_typed(&change.text, &series.unit).is_ok())
            }
            _ => false,
        };
        let count = preview.changes.iter().filter(is_read).count();
        let unread = preview.changes.len().saturating_sub(count);
        let typed = preview.changes.iter().map(|change| (change.field.clone(), change.text.clone())).collect();
        let (accumulations, grains) = said_before(pack, workspace, taken);
        let question = Question::FillFromWorkbook(Rc::new(preview));
        if !self.agreed.contains(&question) {
            return Decision::Asks(question, Vec::new());
        }
        let did = Event::Edited(Action::Imported(Box::new(Imported { accumulations, grains, typed })));
        let told = Event::NoticeShown(Notice::WorkbookImported { file: name.to_owned(), count, unread });
        Decision::Does(vec![did, told], Some(Destination::Figures))
    }
}

fn preview(file: &str, pack: &Pack, workspace: &Rc<Workspace>, taken: &TakenFigures) -> WorkbookPreview {
    let mut changes = Vec::new();
    let mut problems: Vec<_> = taken.strange.iter().cloned().map(WorkbookProblem::NotUnderstood).collect();
    for figure in &taken.figures {
        let id = SeriesId::new(&figure.series);
        let (Some(series), Some(period)) = (pack.series_of(&id), Period::parse(&figure.period)) else {
            problems.push(WorkbookProblem::Unknown(figure.clone()));
            continue;
        };
        let known = workspace.entries.figures.adopted(&id, period).map(|value| value.to_string()).unwrap_or_default();
        if known == figure.text {
            continue;
        }
        match taken.units.get(&figure.series).filter(|unit| *unit != series.unit.symbol()) {
            Some(unit) => problems.push(WorkbookProblem::Unit { series: id, period, unit: unit.clone() }),
            None => changes.push(WorkbookChange {
                field: Field::Figure(id, period),
                text: figure.text.clone(),
                formula: figure.formula.clone(),
            }),
        }
    }
    problems.extend(only_looked_at(pack, workspace, taken));
    let is_other = !taken.unit.is_empty() && taken.unit != workspace.entries.unit;
    WorkbookPreview {
        file: file.to_owned(),
        workspace: Rc::clone(workspace),
        other_unit: is_other.then(|| taken.unit.clone()),
        changes,
        problems,
    }
}

/// What was changed in sheets that are not imported.
fn only_looked_at(pack: &Pack, workspace: &Workspace, taken: &TakenFigures) -> Vec<WorkbookProblem> {
    let mut found = Vec::new();
    for TakenTarget { row, slot, heading, text } in &taken.targets {
        let slot = TargetSlot::parse(slot).filter(|slot| match slot {
            TargetSlot::Year(year) => pack.plan_years().any(|known| known == *year),
            _ => true,
        });
        let (Some(row), Some(slot)) = (pack.row(&RowId::new(row)), slot) else { continue };
        let ours = bound_by(pack, &workspace.entries, &row.id, slot).map(|bound| to_plain(&bound, 12));
        if ours.as_deref().and_then(parse_exact) != parse_exact(text) {
            let (row, heading, text) = (row.id.clone(), heading.clone(), text.clone());
            found.push(WorkbookProblem::Target { row, heading, text, ours });
        }
    }
    if let (Some(theirs), Some(ours)) = (&taken.as_of, workspace.entries.as_of)
        && *theirs != ours.to_string()
    {
        found.push(WorkbookProblem::AsOf(theirs.clone(), ours));
    }
    found.extend(taken.elsewhere.iter().cloned().map(WorkbookProblem::Overwritten));
    found
}

/// What must be set before the figures: whether sub-year figures are cumulative, and the period lengths.
#[expect(clippy::type_complexity, reason = "the two lists of `Imported`")]
fn said_before(
    pack: &Pack,
    workspace: &Workspace,
    taken: &TakenFigures,
) -> (Vec<(SeriesId, Accumulation)>, Vec<(SeriesId, Year, Grain)>) {
    let mut accumulations = Vec::new();
    for (series, cumulative) in &taken.cumulative {
        let id = SeriesId::new(series);
        let said = if *cumulative { Accumulation::Cumulative } else { Accumulation::Current };
        let is_flow = pack.series_of(&id).is_some_and(|series| series.kind == Kind::Flow);
        if is_flow && workspace.entries.figures.accumulation(&id) != said {
            accumulations.push((id, said));
        }
    }
    let mut grains = Vec::new();
    for TakenFigure { series, period, .. } in &taken.figures {
        let (id, Some(period)) = (SeriesId::new(series), Period::parse(period)) else { continue };
        let grain = workspace.entries.figures.grain(&id, period.year());
        let is_other = grain.is_some_and(|grain| grain != period.grain());
        let change = (id, period.year(), period.grain());
        if period.grain() != Grain::Year && is_other && !grains.contains(&change) {
            grains.push(change);
        }
    }
    (accumulations, grains)
}
