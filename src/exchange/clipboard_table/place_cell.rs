//! Where one cell of a pasted table goes, and what has to be asked about it.

use super::markup::is_digit;
use super::nil::is_nil_mark;
use super::placed::{Answers, Placed, PlacementIssue};
use super::sheet::other_unit;
use super::{HeldValue, Oddity, Sheet, SourceCell};
use crate::domain::figures::TargetSlot;
use crate::domain::policy::Pack;
use crate::domain::quantity::{TypedError, Unit};
use crate::workspace::{Field, TypedProblem, problem_with};

/// What placing one cell needs to know.
pub(super) struct CellContext<'a> {
    pub(super) pack: &'a Pack,
    pub(super) answers: Answers,
    /// Its row and column in the table, from 0.
    pub(super) from: (usize, usize),
    /// The unit that the table gives for it.
    pub(super) unit: Option<&'a str>,
}

impl Placed {
    pub(super) fn place_cell(
        &mut self,
        context: &CellContext,
        sheet: &Sheet,
        piece: &SourceCell,
        (line, column): (usize, usize),
    ) {
        let (row_from, column_from) = (context.from.0.saturating_add(1), context.from.1.saturating_add(1));
        let Some(line) = sheet.lines.get(line) else { return };
        let Some(Some(field)) = line.fields.get(column) else {
            if !piece.is_blank() {
                let text = piece.text.clone();
                self.issues.push(PlacementIssue::NoField { row: row_from, column: column_from, text });
            }
            return;
        };
        let mut text = with_unit(piece.text.trim(), context.unit, &line.unit, field);
        if let Some(oddity) = &piece.oddity {
            let taken = if matches!(oddity, Oddity::Several(_)) { String::new() } else { piece.text.trim().to_owned() };
            let nothing = taken.is_empty();
            self.issues.push(PlacementIssue::Odd { row: row_from, column: column_from, taken, oddity: oddity.clone() });
            // The field keeps its old content: nothing was read to replace it.
            if nothing {
                return;
            }
        }
        match &piece.held {
            Some(HeldValue::Rounded(exact)) => {
                self.issues.push(PlacementIssue::Rounded { shown: piece.text.clone(), exact: exact.clone() });
            }
            Some(HeldValue::InsteadOf(shown)) => {
                self.issues.push(PlacementIssue::ValueTaken { shown: shown.clone(), exact: piece.text.clone() });
            }
            None => {}
        }
        if is_nil_mark(&text) {
            let Some(nil) = context.answers.nil else {
                self.nil_mark(text);
                return;
            };
            text = nil.text().to_owned();
        }
        let mut problem = problem_with(context.pack, field, &text);
        if problem == Some(TypedProblem::Number(TypedError::PercentSign)) {
            let percent = format!("{text}%");
            if context.answers.percent && problem_with(context.pack, field, &percent).is_none() {
                text = percent;
                problem = None;
            } else {
                self.maybe_percent(&text);
            }
        }
        if let Some(problem) = problem {
            self.not_understood.push((field.clone(), text.clone(), problem));
        }
        self.typed.push((field.clone(), text));
    }

    /// Records a nil mark; one question covers the whole table.
    fn nil_mark(&mut self, mark: String) {
        let known = self.issues.iter_mut().find_map(|issue| match issue {
            PlacementIssue::NilMarks { marks, count } => Some((marks, count)),
            _ => None,
        });
        match known {
            Some((marks, count)) => {
                *count = count.saturating_add(1);
                if !marks.contains(&mark) {
                    marks.push(mark);
                }
            }
            None => self.issues.push(PlacementIssue::NilMarks { marks: vec![mark], count: 1 }),
        }
    }

    fn maybe_percent(&mut self, text: &str) {
        let known = self.issues.iter_mut().find_map(|issue| match issue {
            PlacementIssue::MaybePercent { count, .. } => Some(count),
            _ => None,
        });
        match known {
            Some(count) => *count = count.saturating_add(1),
            None => self.issues.push(PlacementIssue::MaybePercent { text: text.to_owned(), count: 1 }),
        }
    }
}

/// A bare number, with the table's unit appended if that is not the row's own.
fn with_unit(text: &str, unit: Option<&str>, own: &Unit, field: &Field) -> String {
    let bare = text.chars().next_back().is_some_and(is_digit);
    let is_part = matches!(field, Field::Target(_, TargetSlot::Rate | TargetSlot::Share));
    match unit.map(|unit| (unit, other_unit(unit, own))) {
        Some(("%" | "％", _)) if bare && is_part => format!("{text}%"),
        // A unit that cannot be converted stays in the text, so that the figure is refused with that reason.
        Some((_, Some(other))) if bare && !is_part => format!("{text}{other}"),
        _ => text.to_owned(),
    }
}
