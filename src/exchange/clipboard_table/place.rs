//! Where each cell of a pasted table goes. Labels are recognised and skipped; the other cells are placed from a
//! chosen cell of the sheet on. Whatever does not fit is reported before anything changes.

use super::labels::Labels;
use super::place_cell::CellContext;
use super::placed::{Answers, Placed, Placement, PlacementIssue};
use super::{ClipboardTable, FieldColumn, Sheet};
use crate::domain::figures::TargetSlot;
use crate::domain::policy::Pack;
use std::collections::BTreeSet;

/// Places a table with its first figure on the cell `at` (row and column from 0).
pub fn place(
    pack: &Pack,
    block: &ClipboardTable,
    sheet: &Sheet,
    at: (usize, usize),
    how: Placement,
    answers: Answers,
) -> Placed {
    let labels = Labels::of(block, sheet, sheet.heads.len().saturating_sub(at.1));
    let mut placed = Placed { labels: labels.found.clone(), ..Placed::default() };
    let rows = labels.rows(sheet, at.0, how, &mut placed.issues);
    let columns = labels.columns(sheet, at.1, how, &mut placed.issues);
    // With `ByLabels`, each unknown label is reported by itself.
    if how == Placement::FromCell && !labels.strange.is_empty() {
        placed.issues.push(PlacementIssue::LabelsLeftOut(labels.strange.clone()));
    }
    if how == Placement::FromCell && labels.maybe_numbered {
        placed.issues.push(PlacementIssue::MaybeNumbered);
    }
    if !labels.maybe_years.is_empty() {
        placed.issues.push(PlacementIssue::MaybeYears(labels.maybe_years.clone()));
    }
    for (line, row, row_unit) in &rows {
        for (target, column, column_unit) in &columns {
            let unit = column_unit.as_ref().or(row_unit.as_ref());
            let Some(piece) = block.rows().get(*row).and_then(|row| row.get(*column)) else { continue };
            if piece.covered.is_some() {
                continue;
            }
            let context = CellContext { pack, answers, from: (*row, *column), unit: unit.map(String::as_str) };
            placed.place_cell(&context, sheet, piece, (*line, *target));
        }
    }
    if !block.hidden.is_empty() {
        placed.issues.push(PlacementIssue::HiddenLeftOut(block.hidden.clone()));
    }
    if block.other_tables > 0 {
        placed.issues.push(PlacementIssue::OtherTables(block.other_tables));
    }
    placed
}

impl Labels {
    /// For each row of figures: its row in the sheet, its row in the table, its unit.
    fn rows(
        &self,
        sheet: &Sheet,
        first: usize,
        how: Placement,
        issues: &mut Vec<PlacementIssue>,
    ) -> Vec<(usize, usize, Option<String>)> {
        let names: Vec<_> = self.body.iter().map(|body| body.label.clone()).collect();
        let named = |label: &str| sheet.lines_named(label);
        let called =
            |line: usize| sheet.lines.get(line).and_then(|line| line.names.first()).cloned().unwrap_or_default();
        let lines = lay_out(&names, named, called, first, how, issues);
        let (placed, over) = within(self.body.iter().zip(lines), sheet.lines.len());
        if let Some(first) = over.first() {
            issues.push(PlacementIssue::RowsOver { from: first.row.saturating_add(1), count: over.len() });
        }
        placed.into_iter().map(|(line, body)| (line, body.row, body.unit.clone())).collect()
    }

    /// For each column of figures: its column in the sheet, its column in the table, the unit in its heading.
    fn columns(
        &self,
        sheet: &Sheet,
        first: usize,
        how: Placement,
        issues: &mut Vec<PlacementIssue>,
    ) -> Vec<(usize, usize, Option<String>)> {
        let names: Vec<_> = self.columns.iter().map(|column| column.heading.clone()).collect();
        let called = |column: usize| sheet.heads.get(column).map(|head| head_name(*head)).unwrap_or_default();
        let targets = lay_out(&names, |heading| sheet.columns_named(heading), called, first, how, issues);
        let strange = names.iter().flatten().filter(|heading| sheet.columns_named(heading).is_empty());
        let strange: Vec<_> = strange.cloned().collect();
        if how == Placement::FromCell && !strange.is_empty() {
            issues.push(PlacementIssue::HeadingsNotHere(strange));
        }
        let (placed, over) = within(self.columns.iter().zip(targets), sheet.heads.len());
        if let Some(first) = over.first() {
            issues.push(PlacementIssue::ColumnsOver { from: first.column.saturating_add(1), count: over.len() });
        }
        placed.into_iter().map(|(target, column)| (target, column.column, column.unit.clone())).collect()
    }
}

/// Splits items into those within a sheet of that size, with their positions, and those beyond its edge.
fn within<'a, T>(
    items: impl Iterator<Item = (&'a T, Option<usize>)>,
    size: usize,
) -> (Vec<(usize, &'a T)>, Vec<&'a T>) {
    let placed = items.filter_map(|(item, place)| Some((place?, item)));
    let (fitting, over): (Vec<_>, Vec<_>) = placed.partition(|(place, _)| *place < size);
    (fitting, over.into_iter().map(|(_, item)| item).collect())
}

/// Positions one after the other from `first`, or where the labels say. Labels that name other positions are an issue
/// with `FromCell`, unknown labels with `ByLabels`.
fn lay_out(
    labels: &[Option<String>],
    named: impl Fn(&str) -> Vec<usize>,
    called: impl Fn(usize) -> String,
    first: usize,
    how: Placement,
    issues: &mut Vec<PlacementIssue>,
) -> Vec<Option<usize>> {
    let from_cell = (0..labels.len()).map(|offset| first.saturating_add(offset));
    let meant: Vec<Option<Vec<usize>>> = labels.iter().map(|label| label.as_deref().map(&named)).collect();
    let knows_some = meant.iter().flatten().any(|places| !places.is_empty());
    if how == Placement::ByLabels && knows_some {
        let mut taken = BTreeSet::new();
        let mut last = None;
        let places = labels.iter().zip(meant).map(|(label, places)| {
            let places = places.unwrap_or_default();
            // A name that several rows or columns share means the next one after the last position named.
            let free = match places.as_slice() {
                [only] => Some(*only),
                several => several.iter().copied().find(|place| last.is_some_and(|last| *place > last)),
            };
            let free = free.filter(|place| taken.insert(*place));
            last = free.or(last);
            if free.is_none() {
                issues.push(PlacementIssue::UnknownLabel(label.clone().unwrap_or_default()));
            }
            free
        });
        return places.collect();
    }
    let mut elsewhere = None;
    let places: Vec<_> = from_cell
        .zip(labels.iter().zip(meant))
        .map(|(place, (label, places))| {
            if let (Some(label), Some(places)) = (label, places)
                && !places.is_empty()
                && !places.contains(&place)
            {
                elsewhere
                    .get_or_insert_with(|| PlacementIssue::Elsewhere { label: label.clone(), goes_to: called(place) });
            }
            Some(place)
        })
        .collect();
    issues.extend(elsewhere);
    places
}

/// A column's name, unlike that of any other column.
fn head_name(head: FieldColumn) -> String {
    match head {
        FieldColumn::Period(period) => crate::text::period_name(period),
        FieldColumn::Slot(TargetSlot::Year(year)) => format!("{year}年目标"),
        FieldColumn::Slot(slot) => crate::text::slot_name(slot),
    }
}

#[cfg(test)]
mod tests;
