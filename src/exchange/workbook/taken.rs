//! Figures out of a workbook of ours that somebody may have changed in a spreadsheet program.

use super::cell::{ANNEX, EXACT, FIGURES, FIRST_YEAR, PERIODS};
use calamine::{Data, Range, Reader, Xlsx};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Cursor;
use thiserror::Error;

/// Larger workbooks are refused unread, in bytes.
pub const LARGEST_WORKBOOK: usize = 20_000_000;
/// What the sheets of a workbook may come to when they are unpacked, in bytes.
const LARGEST_INSIDE: u64 = 200_000_000;

/// What stands over the column by which series are known.
const KEY: &str = "键";
/// What stands before the unit's name.
pub(super) const UNIT: &str = "单位：";

/// Why no figures were read.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum WorkbookError {
    /// No workbook of the newer kind.
    #[error("no xlsx file")]
    NotAWorkbook,
    /// Inside it comes to more than anybody can have typed.
    #[error("too large inside")]
    TooLarge,
    /// Not the sheets that we write.
    #[error("sheet {0} is missing")]
    NotOurs(String),
    /// The column by which series are known is gone, or a year stands over two columns.
    #[error("columns of sheet {0}")]
    Columns(String),
    /// Damaged.
    #[error("{0}")]
    Broken(String),
}

/// What a workbook says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenFigures {
    /// The unit that the workbook names; empty where it names none.
    pub unit: String,
    /// Series, period and digits, or what else stands there.
    pub figures: Vec<(String, String, String)>,
    /// The unit that stands beside a series.
    pub units: BTreeMap<String, String>,
    /// Lines and columns that were not understood, as they stand there.
    pub strange: Vec<String>,
    /// Series whose figures of quarters and months are 累计数 (true) or 本期数.
    pub cumulative: BTreeMap<String, bool>,
}

/// The figures of a workbook: years' own, quarters' and months', exact ones in the place of rounded ones.
pub fn figures_of(bytes: &[u8]) -> Result<TakenFigures, WorkbookError> {
    if !bytes.starts_with(b"PK") {
        return Err(WorkbookError::NotAWorkbook);
    }
    look_inside(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| WorkbookError::Broken(error.to_string()))?;
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
    let formulas = book.worksheet_formula(FIGURES).map_err(|error| WorkbookError::Broken(error.to_string()))?;
    let exact = exact.map(|sheet| exact_figures(&sheet)).unwrap_or_default();
    let mut taken = TakenFigures { unit: unit.unwrap_or_default(), ..TakenFigures::default() };
    let whole = |series: &str, period: &str, cell: &Data| {
        let digits = digits(cell);
        // An exact figure counts while nobody changed the rounded one.
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
            let place = (line, u32::try_from(*column).unwrap_or(u32::MAX));
            // What follows from quarters and months is no figure of its own.
            if formulas.get_value(place).is_none_or(String::is_empty) {
                taken.figures.push((series.clone(), year.clone(), whole(&series, year, cell)));
            }
        }
    }
    for (_, row) in rows(&periods) {
        let (series, period) = (text(row.first()), text(row.get(2)));
        if let (true, Some(cell)) = (is_key(&series) && !period.is_empty(), row.get(4)) {
            taken.figures.push((series.clone(), period.clone(), whole(&series, &period, cell)));
            match text(row.get(6)).as_str() {
                "累计数" => drop(taken.cumulative.insert(series, true)),
                "本期数" => drop(taken.cumulative.insert(series, false)),
                _ => {}
            }
        }
    }
    Ok(taken)
}

/// The columns of years, by their headings; others that are not ours are named.
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

/// The rows with the line that they stand on, from 0.
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

/// A cell as it is typed: a number in as many digits as a spreadsheet shows, anything else word for word.
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
    // What a calculation left behind the fifteenth digit is noise.
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
