//! Reads figures back from a workbook of ours that somebody may have changed in a spreadsheet program.

use super::cell::{ANNEX, EXACT, FIGURES, FIRST_YEAR, PERIODS, TARGETS, VERDICTS, letters};
use crate::domain::figures::TargetSlot;
use crate::domain::quantity::Year;
use crate::text::slot_name;
use crate::workspace::intake::{TakenFigure, TakenFigures, TakenTarget, WorkbookError};
use calamine::{Data, ExcelDateTime, Range, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

/// The largest size of an unpacked workbook, in bytes.
const LARGEST_INSIDE: u64 = 200_000_000;

/// Heading of the column of series keys.
const KEY: &str = "键";
/// Precedes the unit's name.
pub(super) const UNIT: &str = "单位：";

/// Reads the figures of years, quarters and months. Exact figures replace rounded ones.
pub fn figures_of(bytes: &[u8]) -> Result<TakenFigures, WorkbookError> {
    if !bytes.starts_with(b"PK") {
        return Err(WorkbookError::NotAWorkbook);
    }
    look_inside(bytes)?;
    let mut book: Xlsx<Cursor<&[u8]>> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| WorkbookError::Broken(error.to_string()))?;
    let known = book.sheet_names();
    let mut sheet = |name: &str| -> Result<Range<Data>, WorkbookError> {
        if !known.iter().any(|one| one == name) {
            return Err(WorkbookError::NotOurs(name.to_owned()));
        }
        book.worksheet_range(name).map_err(|error| WorkbookError::Broken(error.to_string()))
    };
    let (figures, periods) = (sheet(FIGURES)?, sheet(PERIODS)?);
    let exact = sheet(EXACT).ok();
    let unit = sheet(ANNEX).ok().and_then(|sheet| {
        let named = sheet.rows().take(6).find_map(|row| text(row.first()).strip_prefix(UNIT).map(str::to_owned));
        named.filter(|name| !name.is_empty())
    });
    let mut formulas_of =
        |name: &str| book.worksheet_formula(name).map_err(|error| WorkbookError::Broken(error.to_string()));
    let (in_figures, in_periods) = (formulas_of(FIGURES)?, formulas_of(PERIODS)?);
    let exact = exact.map(|sheet| exact_figures(&sheet)).unwrap_or_default();
    let mut taken = TakenFigures { unit: unit.unwrap_or_default(), ..TakenFigures::default() };
    let whole = |series: &str, period: &str, cell: &Data| {
        let digits = digits(cell);
        // The exact figure counts unless somebody changed the rounded one.
        match exact.get(&(series.to_owned(), period.to_owned())) {
            Some(exact) if same_double(exact, cell) => exact.clone(),
            _ => digits,
        }
    };
    let years = year_columns(&figures, &mut taken.strange)?;
    for (line, row) in rows(&figures) {
        let series = text(row.first());
        if !is_key(&series) {
            if !series.is_empty() && series != KEY {
                taken.strange.push(format!("{FIGURES}：{series}"));
            }
            continue;
        }
        taken.units.insert(series.clone(), text(row.get(2)));
        for (column, year) in &years {
            let cell = row.get(*column).unwrap_or(&Data::Empty);
            let formula = formula_at(&in_figures, line, *column);
            // A formula that we wrote over quarters and months is no figure of its own.
            if formula.as_ref().is_some_and(|formula| formula.contains(PERIODS)) {
                continue;
            }
            match refused(FIGURES, (line, *column), cell, formula.as_deref()) {
                Some(why) => taken.strange.push(why),
                None => {
                    let (series, period, text) = (series.clone(), year.clone(), whole(&series, year, cell));
                    taken.figures.push(TakenFigure { series, period, text, formula });
                }
            }
        }
    }
    for (line, row) in rows(&periods) {
        let (series, period) = (text(row.first()), text(row.get(2)));
        if let (true, Some(cell)) = (is_key(&series) && !period.is_empty(), row.get(4)) {
            let formula = formula_at(&in_periods, line, 4);
            match refused(PERIODS, (line, 4), cell, formula.as_deref()) {
                Some(why) => taken.strange.push(why),
                None => {
                    let text = whole(&series, &period, cell);
                    taken.figures.push(TakenFigure { series: series.clone(), period, text, formula });
                }
            }
            match text(row.get(6)).as_str() {
                "累计数" => drop(taken.cumulative.insert(series, true)),
                "本期数" => drop(taken.cumulative.insert(series, false)),
                _ => {}
            }
        }
    }
    taken.targets = book.worksheet_range(TARGETS).map(|sheet| targets(&sheet)).unwrap_or_default();
    taken.as_of = book.worksheet_range(VERDICTS).ok().and_then(|sheet| match sheet.get_value((1, 1)) {
        Some(Data::DateTime(day)) if day.is_datetime() => Some(day_of(day)),
        _ => None,
    });
    taken.elsewhere = overwritten(&mut book);
    Ok(taken)
}

/// Why a cell is no figure, with its address: a formula without a value, a date or time, an error, a truth value.
fn refused(sheet: &str, (line, column): (u32, usize), cell: &Data, formula: Option<&str>) -> Option<String> {
    let place = place(sheet, line, column);
    match cell {
        Data::Empty if formula.is_some() => {
            Some(format!("{place} 是公式，没有算出的数：请在表格软件里打开、保存一次再来"))
        }
        Data::DateTime(day) if day.is_datetime() => Some(format!("{place} 是日期 {}，不是数", day_of(day))),
        Data::DateTime(_) | Data::DurationIso(_) => Some(format!("{place} 是时间，不是数")),
        Data::DateTimeIso(day) => Some(format!("{place} 是日期 {day}，不是数")),
        Data::Error(error) => Some(format!("{place} 是错误 {error}，不是数")),
        Data::Bool(_) => Some(format!("{place} 是“是/否”，不是数")),
        _ => None,
    }
}

fn day_of(day: &ExcelDateTime) -> String {
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

fn place(sheet: &str, line: u32, column: usize) -> String {
    format!("{sheet} {}{}", letters(u16::try_from(column).unwrap_or(u16::MAX)), line.saturating_add(1))
}

fn formula_at(formulas: &Range<String>, line: u32, column: usize) -> Option<String> {
    let at = (line, u32::try_from(column).ok()?);
    formulas.get_value(at).filter(|formula| !formula.is_empty()).cloned()
}

/// Each target of a known column.
fn targets(sheet: &Range<Data>) -> Vec<TakenTarget> {
    let Some((_, head)) = rows(sheet).find(|(_, row)| text(row.first()) == KEY) else { return Vec::new() };
    let mut found = Vec::new();
    for (_, row) in rows(sheet).skip_while(|(_, row)| text(row.first()) != KEY).skip(1) {
        let key = text(row.first());
        for (column, heading) in head.iter().enumerate().skip(3).filter(|_| !key.is_empty()) {
            let cell = row.get(column).unwrap_or(&Data::Empty);
            let heading = digits(heading);
            if let Some(slot) = slot_of(&heading) {
                let (row, slot, text) = (key.clone(), slot.to_string(), digits(cell));
                found.push(TakenTarget { row, slot, heading, text });
            }
        }
    }
    found
}

/// The slot whose column has that heading.
fn slot_of(heading: &str) -> Option<TargetSlot> {
    let year = heading.get(..4).and_then(Year::parse).map(TargetSlot::Year);
    let slots = [TargetSlot::Total, TargetSlot::Rate, TargetSlot::Share].into_iter().chain(year);
    slots.into_iter().find(|slot| slot_name(*slot) == heading)
}

/// Cells of 附表 and 判定 that we wrote as formulas over other sheets and that now hold something else.
fn overwritten(book: &mut Xlsx<Cursor<&[u8]>>) -> Vec<String> {
    let mut found = Vec::new();
    // In 附表 everything to the right of the row names; in 判定 the verdict formulas and their check.
    for (sheet, head, columns) in [(ANNEX, "序号", 3..u16::MAX), (VERDICTS, "对象", 5..7)] {
        let (Ok(cells), Ok(formulas)) = (book.worksheet_range(sheet), book.worksheet_formula(sheet)) else { continue };
        let mut below = false;
        for (line, row) in rows(&cells) {
            if !below {
                below = text(row.first()) == head;
                continue;
            }
            let end = usize::from(columns.end).min(row.len());
            for column in usize::from(columns.start)..end {
                let cell = row.get(column).unwrap_or(&Data::Empty);
                let formula = formula_at(&formulas, line, column);
                let ours = match &formula {
                    Some(formula) => {
                        formula.contains(FIGURES) || formula.contains(VERDICTS) || formula.contains(TARGETS)
                    }
                    // We write constants as text.
                    None => matches!(cell, Data::Empty | Data::String(_)),
                };
                if !ours {
                    found.push(format!("{}（{}）", place(sheet, line, column), digits(cell)));
                }
            }
        }
    }
    found
}

/// The columns of years, by their headings. Unknown headings are reported.
fn year_columns(figures: &Range<Data>, strange: &mut Vec<String>) -> Result<Vec<(usize, String)>, WorkbookError> {
    let wrong = || WorkbookError::Columns(FIGURES.to_owned());
    let (_, head) = rows(figures).find(|(_, row)| text(row.first()) == KEY).ok_or_else(wrong)?;
    let mut years: Vec<(usize, String)> = Vec::new();
    for (column, cell) in head.iter().enumerate().skip(usize::from(FIRST_YEAR)) {
        let heading = digits(cell);
        match heading.trim_end_matches('年') {
            year if year.len() == 4 && year.chars().all(|one| one.is_ascii_digit()) => {
                if years.iter().any(|(_, known)| known == year) {
                    return Err(wrong());
                }
                years.push((column, year.to_owned()));
            }
            "" | "说明" => {}
            other => strange.push(format!("{FIGURES}：列“{other}”")),
        }
    }
    if years.is_empty() { Err(wrong()) } else { Ok(years) }
}

/// Refuses a file that would unpack to more than a workbook of figures can be.
fn look_inside(bytes: &[u8]) -> Result<(), WorkbookError> {
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| WorkbookError::NotAWorkbook)?;
    let mut whole = 0_u64;
    for index in 0..file.len() {
        let part = file.by_index_raw(index).map_err(|error| WorkbookError::Broken(error.to_string()))?;
        whole = whole.saturating_add(part.size());
    }
    if whole > LARGEST_INSIDE { Err(WorkbookError::TooLarge) } else { Ok(()) }
}

fn exact_figures(sheet: &Range<Data>) -> BTreeMap<(String, String), String> {
    let figures = rows(sheet).filter(|(_, row)| is_key(&text(row.first())));
    figures.map(|(_, row)| ((text(row.first()), text(row.get(2))), text(row.get(3)))).collect()
}

/// The rows with their line numbers, from 0.
fn rows(sheet: &Range<Data>) -> impl Iterator<Item = (u32, &[Data])> {
    let start = sheet.start().map_or(0, |(row, _)| row);
    (start..).zip(sheet.rows())
}

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|character| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_')
}

fn text(cell: Option<&Data>) -> String {
    cell.map(|cell| cell.to_string().trim().to_owned()).unwrap_or_default()
}

fn same_double(digits: &str, cell: &Data) -> bool {
    let shown = match cell {
        Data::Float(number) => *number,
        Data::Int(number) => return number.to_string() == digits,
        _ => return false,
    };
    digits.parse::<f64>().is_ok_and(|number| number.to_bits() == shown.to_bits())
}

/// A cell as typed: a number in as many digits as a spreadsheet shows, anything else unchanged.
fn digits(cell: &Data) -> String {
    match cell {
        Data::Float(number) => shown(*number),
        other => text(Some(other)),
    }
}

fn shown(number: f64) -> String {
    let shortest = number.to_string();
    let significant = shortest.chars().filter(char::is_ascii_digit).collect::<String>();
    if significant.trim_start_matches('0').trim_end_matches('0').len() <= 15 {
        return shortest;
    }
    // Digits that a calculation leaves beyond the fifteenth are noise.
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_as_a_spreadsheet_shows_them() {
        for (number, text) in
            [(0.1 + 0.2, "0.3"), (1234.5, "1234.5"), (900_719_925_474_099.0, "900719925474099"), (-2.0, "-2")]
        {
            assert_eq!(shown(number), text);
        }
    }

    #[test]
    fn what_is_no_workbook_of_ours_is_refused() {
        assert_eq!(figures_of(b""), Err(WorkbookError::NotAWorkbook));
        assert_eq!(figures_of(b"PK but nothing else"), Err(WorkbookError::NotAWorkbook));
    }
}
