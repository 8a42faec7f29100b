//! Addresses of cells in the workbook, for formulas.

use crate::domain::figures::TargetSlot;
use crate::domain::policy::{Pack, RowId, SeriesId};
use crate::domain::quantity::Year;

/// Name of the sheet with the annex's own table.
pub const ANNEX: &str = "附表";
/// Verdicts with live formulas.
pub const VERDICTS: &str = "判定";
/// Figures by year.
pub const FIGURES: &str = "数据";
/// Figures of quarters and months.
pub const PERIODS: &str = "分期数据";
/// Targets by row.
pub const TARGETS: &str = "目标";
/// Charts.
pub const CHARTS: &str = "图";
/// The working.
pub const WORKING: &str = "计算过程";
/// Readings and remarks.
pub const REMARKS: &str = "口径和说明";
/// Figures of more than fifteen digits.
pub const EXACT: &str = "精确数";

/// Shown where there is no figure.
pub const BLANK: &str = "—";
/// First row below the head of the sheets of figures and targets, from 0.
pub const FIRST: u32 = 3;
/// First column of years among the figures, from 0.
pub const FIRST_YEAR: u16 = 3;
/// First column of targets, from 0.
pub const FIRST_TARGET: u16 = 3;

/// The address of the reporting day (数据截至).
pub fn as_of() -> String {
    at(VERDICTS, 1, 1)
}

/// The address of a cell by sheet, row and column, from 0: `'数据'!$D$4`.
pub fn at(sheet: &str, row: u32, column: u16) -> String {
    format!("'{sheet}'!${}${}", letters(column), row.saturating_add(1))
}

/// The letters of a column, from 0.
pub fn letters(column: u16) -> String {
    let mut name = String::new();
    let mut left = u32::from(column).saturating_add(1);
    while left > 0 {
        let digit = left.saturating_sub(1).checked_rem(26).unwrap_or(0);
        name.insert(0, char::from_u32(u32::from('A').saturating_add(digit)).unwrap_or('A'));
        left = left.saturating_sub(1).checked_div(26).unwrap_or(0);
    }
    name
}

/// Row and column of a series' figure for a year, from 0.
pub fn figure(pack: &Pack, series: &SeriesId, year: Year) -> Option<(u32, u16)> {
    let row = pack.series.iter().position(|one| &one.id == series)?;
    let column = pack.figure_years().position(|one| one == year)?;
    Some((FIRST.checked_add(u32::try_from(row).ok()?)?, FIRST_YEAR.checked_add(u16::try_from(column).ok()?)?))
}

/// Row and column of a row's target, from 0.
pub fn target(pack: &Pack, row: &RowId, slot: TargetSlot) -> Option<(u32, u16)> {
    let index = pack.rows.iter().position(|one| &one.id == row)?;
    let column = slots(pack).iter().position(|one| *one == slot)?;
    Some((FIRST.checked_add(u32::try_from(index).ok()?)?, FIRST_TARGET.checked_add(u16::try_from(column).ok()?)?))
}

/// Row and column of the cell that says whether a row applies, from 0.
pub fn applies(pack: &Pack, row: &RowId) -> Option<(u32, u16)> {
    let index = pack.rows.iter().position(|one| &one.id == row)?;
    let column = u16::try_from(slots(pack).len()).ok()?;
    Some((FIRST.checked_add(u32::try_from(index).ok()?)?, FIRST_TARGET.checked_add(column)?))
}

/// The columns of targets.
pub fn slots(pack: &Pack) -> Vec<TargetSlot> {
    let years = pack.plan_years().map(TargetSlot::Year);
    years.chain([TargetSlot::Total, TargetSlot::Rate, TargetSlot::Share]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
        assert_eq!(at("数据", 3, 3), "'数据'!$D$4");
    }
}
