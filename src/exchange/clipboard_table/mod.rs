//! 剪贴板 – tables copied from Excel, WPS, LibreOffice or a web page, and the fields of a sheet that they fill. Nothing
//! is guessed: an ambiguous cell becomes a question.

mod labels;
mod markup;
mod near;
mod nil;
mod place;
mod place_cell;
mod placed;
mod sheet;

pub use labels::unit_of_table;
pub(super) use markup::is_digit;
pub use markup::{ElementStyle, Oddity, Run, TextStyle, element_style_of};
pub use nil::Nil;
pub use place::place;
pub use placed::{Answers, Placed, Placement, PlacementIssue};
pub use sheet::{FieldColumn, FieldRow, Sheet};
pub(super) use sheet::{plain, without_unit};

use rust_decimal::Decimal;
use thiserror::Error;

/// The most cells accepted in one paste; the largest grid has about a thousand.
pub const MOST_CELLS: usize = 20_000;

/// A pasted table: cells, row by row. Rows may differ in length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClipboardTable {
    rows: Vec<Vec<SourceCell>>,
    /// Texts that the source table holds but does not show. They are left out.
    hidden: Vec<String>,
    /// Number of further tables on the source page. They are left out.
    other_tables: usize,
}

/// One cell of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceCell {
    /// The text taken from it: what it shows, or its stored value if it shows no number.
    pub text: String,
    /// The other text, if the source program stores a value that differs from what the cell shows.
    pub held: Option<HeldValue>,
    /// For a position that a merged cell covers: where that cell lies.
    pub covered: Option<Covered>,
    /// Why what it shows is not simply its figure.
    pub oddity: Option<Oddity>,
}

/// Where the merged cell that covers a position lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covered {
    /// In the same row.
    FromLeft,
    /// In a row above.
    FromAbove,
}

/// A stored value that differs from what the cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldValue {
    /// The stored value; the shown number has fewer digits and is taken.
    Rounded(String),
    /// The shown text, which is no number (`####`) or has lost digits (`1.20E+05`); the stored value is taken.
    InsteadOf(String),
}

/// Why a paste gives no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ClipboardTableError {
    /// Every cell is blank.
    #[error("nothing in it")]
    Empty,
    /// More cells than [`MOST_CELLS`]; their number.
    #[error("{0} cells are too many")]
    TooLarge(usize),
}

impl SourceCell {
    /// A cell that shows `text`.
    pub fn new(text: &str) -> SourceCell {
        SourceCell { text: text.to_owned(), ..SourceCell::default() }
    }

    /// A cell that shows `text`, with the stored `value` if the source program gives one.
    pub fn showing(text: &str, value: Option<&str>) -> SourceCell {
        let number = |text: &str| Decimal::from_scientific(text).or_else(|_| Decimal::from_str_exact(text)).ok();
        // A double has 15 significant digits: 1333.3300000000002 is 1333.33.
        let held = value.and_then(|value| number(value.trim())?.round_sf(15)).map(|held| held.normalize());
        let Some(held) = held else { return SourceCell::new(text) };
        let instead = |lossy: bool| {
            let held_value = lossy.then(|| HeldValue::InsteadOf(text.to_owned()));
            SourceCell { text: held.to_string(), held: held_value, ..SourceCell::default() }
        };
        let rounded = |differs: bool| {
            let held_value = differs.then(|| HeldValue::Rounded(held.to_string()));
            SourceCell { text: text.to_owned(), held: held_value, ..SourceCell::default() }
        };
        let bare = text.trim().trim_start_matches(['¥', '￥', '$']).trim_start();
        let digits = |text: &str| {
            let plain = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
            text.chars().all(plain).then(|| number(&text.replace(',', ""))).flatten()
        };
        let per_cent = |text: &str| digits(text.strip_suffix('%')?.trim_end())?.checked_div(Decimal::ONE_HUNDRED);
        if text.trim().is_empty() {
            return rounded(true);
        }
        if bare.chars().all(|character| character == '#') {
            return instead(true);
        }
        if bare.chars().all(|character| matches!(character, '-' | '—' | ' ')) {
            // Accountants write zero this way.
            return instead(!held.is_zero());
        }
        if bare.contains(['E', 'e']) && number(&bare.replace(',', "")).is_some() {
            return instead(number(&bare.replace(',', "")) != Some(held));
        }
        match digits(bare).or_else(|| per_cent(bare)).or_else(|| spelled(bare, held)) {
            Some(shown) if bare.len() < text.trim().len() && shown == held => instead(false),
            Some(shown) => rounded(shown != held),
            // A date is stored differently from how it is shown.
            None => SourceCell::new(text),
        }
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The number that a person reads in the shown text, which may have full-width digits, spaces or a unit at its end. A
/// format may append a unit to a value that is in that unit already, so 45万元 means 45 or 450000, whichever is nearer
/// to `held`.
fn spelled(text: &str, held: Decimal) -> Option<Decimal> {
    let text = plain(text);
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '.');
    let (digits, unit) = text.split_at(end.unwrap_or(text.len()));
    let shown = Decimal::from_str_exact(digits).ok()?;
    let factor = match unit {
        "" => return Some(shown),
        unit if !sheet::is_unit(unit) && !matches!(unit, "万" | "亿") => return None,
        unit if unit.starts_with('万') => 10_000,
        unit if unit.starts_with('亿') => 100_000_000,
        _ => 1,
    };
    let scaled = shown.checked_mul(Decimal::from(factor))?;
    let far = |from: Decimal| from.checked_sub(held).map_or(Decimal::MAX, |distance| distance.abs());
    Some(if far(scaled) < far(shown) { scaled } else { shown })
}

impl ClipboardTable {
    /// A table of these rows. Fails if every cell is blank or there are more than [`MOST_CELLS`].
    pub fn of_rows(rows: Vec<Vec<SourceCell>>) -> Result<ClipboardTable, ClipboardTableError> {
        let cells = rows.iter().map(Vec::len).fold(0_usize, usize::saturating_add);
        if cells > MOST_CELLS {
            return Err(ClipboardTableError::TooLarge(cells));
        }
        if rows.iter().flatten().all(|piece| piece.is_blank() && piece.oddity.is_none() && piece.held.is_none()) {
            return Err(ClipboardTableError::Empty);
        }
        Ok(ClipboardTable { rows, ..ClipboardTable::default() })
    }

    /// The same table, with the hidden texts and the number of further tables that were left out.
    pub fn with_left_out(self, hidden: Vec<String>, other_tables: usize) -> ClipboardTable {
        ClipboardTable { hidden, other_tables, ..self }
    }

    /// The hidden texts and the number of further tables that were left out.
    pub fn left_out(&self) -> (&[String], usize) {
        (&self.hidden, self.other_tables)
    }

    /// True if the source page holds more than this table.
    pub fn leaves_out(&self) -> bool {
        !self.hidden.is_empty() || self.other_tables > 0
    }

    /// From plain text: tabs separate cells, newlines separate rows. A quoted cell may contain both.
    pub fn of_text(text: &str) -> Result<ClipboardTable, ClipboardTableError> {
        let most = text.bytes().filter(|byte| matches!(byte, b'\t' | b'\n')).count().saturating_add(1);
        if most > MOST_CELLS {
            return Err(ClipboardTableError::TooLarge(most));
        }
        let mut rows = vec![vec![String::new()]];
        let mut characters = text.chars().peekable();
        let mut quoted = false;
        while let Some(character) = characters.next() {
            let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) else { break };
            match character {
                '"' if quoted && characters.peek() == Some(&'"') => {
                    characters.next();
                    cell.push('"');
                }
                '"' if quoted => quoted = false,
                '"' if cell.is_empty() => quoted = true,
                '\t' if !quoted => {
                    if let Some(row) = rows.last_mut() {
                        row.push(String::new());
                    }
                }
                '\r' if !quoted => {}
                '\n' if !quoted => rows.push(vec![String::new()]),
                other => cell.push(other),
            }
        }
        // Excel ends the last row with a newline, and people copy empty lines below. An empty line is not a row of
        // cells to clear; a row of blank cells has tabs.
        while rows.len() > 1
            && rows.last().is_some_and(|row| matches!(row.as_slice(), [only] if only.trim().is_empty()))
        {
            rows.pop();
        }
        let piece = |text: String| SourceCell::of_lines(text.lines(), None);
        let pieces = |row: Vec<String>| row.into_iter().map(piece).collect();
        ClipboardTable::of_rows(rows.into_iter().map(pieces).collect())
    }

    /// The rows.
    pub fn rows(&self) -> &[Vec<SourceCell>] {
        &self.rows
    }

    /// The only cell, if there is just one.
    pub fn single(&self) -> Option<&SourceCell> {
        match self.rows.as_slice() {
            [row] => match row.as_slice() {
                [piece] => Some(piece),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Rows as plain text for the clipboard: tabs between cells, quotes where a cell needs them.
pub fn to_text(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        if text.contains(['\t', '\n', '\r', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    };
    let rows = rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("\t"));
    rows.collect::<Vec<_>>().join("\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let block = ClipboardTable::of_text(text).unwrap();
        block.rows().iter().map(|row| row.iter().map(|piece| piece.text.clone()).collect()).collect()
    }

    #[test]
    fn a_block_reads_as_spreadsheets_write_it() {
        assert_eq!(texts("1\t2\r\n3\t4\r\n"), [["1", "2"], ["3", "4"]]);
        assert_eq!(texts("1\t\n\t4"), [["1", ""], ["", "4"]]);
        assert_eq!(texts("\"a\nb\"\t\"say \"\"x\"\"\"\n1\t2\n"), [["a b", "say \"x\""], ["1", "2"]]);
        assert_eq!(texts("7"), [["7"]]);
        // An empty line at the end is no row; one inside the table is, and so is a row of blank cells.
        assert_eq!(texts("1\n\n\n"), [["1"]]);
        assert_eq!(texts("1\n\n2\n"), [["1"], [""], ["2"]]);
        assert_eq!(texts("1\t2\n\t\n"), [["1", "2"], ["", ""]]);
        assert_eq!(ClipboardTable::of_text(" \t\r\n"), Err(ClipboardTableError::Empty));
        assert_eq!(ClipboardTable::of_text(&"1\t2\n".repeat(50_000)), Err(ClipboardTableError::TooLarge(100_001)));
    }

    #[test]
    fn a_value_that_a_format_shortens_is_kept_beside_what_is_shown() {
        let taken = |text: &str, value: &str| {
            let piece = SourceCell::showing(text, Some(value));
            (piece.text, piece.held)
        };
        let as_shown = |text: &str| (text.to_owned(), None);
        let rounded = |text: &str, exact: &str| (text.to_owned(), Some(HeldValue::Rounded(exact.to_owned())));
        let instead = |text: &str, shown: &str| (text.to_owned(), Some(HeldValue::InsteadOf(shown.to_owned())));
        assert_eq!(taken("45.5", "45.5432"), rounded("45.5", "45.5432"));
        assert_eq!(taken("30%", "0.3046"), rounded("30%", "0.3046"));
        assert_eq!(taken("", "1200"), rounded("", "1200"));
        for (text, value) in
            [("1,200.50", "1200.5"), ("30%", "0.3"), ("1月5日", "44566"), ("1333.33", "1333.3300000000002"), ("5", "")]
        {
            assert_eq!(taken(text, value), as_shown(text), "{value}");
        }
        // The value replaces a text that is no number. That text is kept if it lost digits.
        assert_eq!(taken("########", "120034"), instead("120034", "########"));
        assert_eq!(taken("1.20E+05", "120034"), instead("120034", "1.20E+05"));
        assert_eq!(taken("1.20E+05", "120000"), as_shown("120000"));
        assert_eq!(taken(" - ", "0"), as_shown("0"));
        assert_eq!(taken("-", "0.004"), instead("0.004", "-"));
        assert_eq!(taken("¥1,200.50", "1200.5"), as_shown("1200.5"));
        // Units, spaces and full-width digits do not hide rounding.
        for (text, value) in
            [("12.0万", "123456"), ("4.5亿元", "4.5432"), ("45万元", "45.4"), ("1 234", "1234.4"), ("１２", "12.4")]
        {
            assert_eq!(taken(text, value), rounded(text, value), "{value}");
        }
        for (text, value) in [("12.5万", "125000"), ("4.5亿元", "4.5"), ("1 234", "1234"), ("12件", "12")] {
            assert_eq!(taken(text, value), as_shown(text), "{value}");
        }
    }

    #[test]
    fn what_is_copied_reads_back_the_same() {
        let rows = vec![vec!["1".to_owned(), "两 行".to_owned()], vec!["\"".to_owned(), "a, b".to_owned()]];
        assert_eq!(texts(&to_text(&rows)), rows);
        assert_eq!(to_text(&[vec!["a\tb".to_owned(), "两\n行".to_owned()]]), "\"a\tb\"\t\"两\n行\"");
    }
}
