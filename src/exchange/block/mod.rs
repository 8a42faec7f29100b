//! 剪贴板 – blocks of cells as Excel, WPS, LibreOffice and web pages hand them over, and where they go in
//! a sheet of fields. Nothing is guessed: what could be meant in two ways is asked about.

mod labels;
mod place;
mod sheet;

pub use place::{How, Placed, Trouble, place};
pub use sheet::{Head, Line, Sheet};
pub(super) use sheet::{plain, without_unit};

use rust_decimal::Decimal;
use thiserror::Error;

/// Cells that a block may have; the largest grid has about a thousand.
pub const MOST_CELLS: usize = 20_000;

/// A block of cells, row by row; rows may be of different lengths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    rows: Vec<Vec<Piece>>,
}

/// One cell of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// What it shows.
    pub text: String,
    /// What is behind it, where the program that it was copied from says so.
    pub exact: Option<String>,
    /// True for a place that a merged cell before or above it covers.
    pub covered: bool,
}

/// Why there is no block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BlockError {
    /// Nothing in it.
    #[error("nothing in it")]
    Empty,
    /// More cells than any sheet has.
    #[error("{0} cells are too many")]
    TooLarge(usize),
}

impl Piece {
    /// A cell that shows that text.
    pub fn new(text: &str) -> Piece {
        Piece { text: text.to_owned(), ..Piece::default() }
    }

    /// A cell that shows a text, with the value behind it where its program names one.
    pub fn showing(text: &str, value: Option<&str>) -> Piece {
        let plain = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
        // A percentage or a date is shown another way than it is kept: that is no rounding.
        let shown = text.chars().all(plain).then(|| Decimal::from_str_exact(&text.replace(',', "")).ok()).flatten();
        let held =
            value.map(|value| (value, Decimal::from_scientific(value).or_else(|_| Decimal::from_str_exact(value))));
        let exact = match (shown, held) {
            (Some(shown), Some((value, Ok(held)))) if shown != held => Some(value.to_owned()),
            _ => None,
        };
        Piece { text: text.to_owned(), exact, covered: false }
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl Block {
    /// From rows; a last row without text is the newline that spreadsheets put behind a block.
    pub fn of_rows(rows: Vec<Vec<Piece>>) -> Result<Block, BlockError> {
        let cells = rows.iter().map(Vec::len).fold(0_usize, usize::saturating_add);
        if cells > MOST_CELLS {
            return Err(BlockError::TooLarge(cells));
        }
        if rows.iter().flatten().all(Piece::is_blank) {
            return Err(BlockError::Empty);
        }
        Ok(Block { rows })
    }

    /// From plain text: cells between tabs, rows between newlines; a cell in quotes may hold both.
    pub fn of_text(text: &str) -> Result<Block, BlockError> {
        let most = text.bytes().filter(|byte| matches!(byte, b'\t' | b'\n')).count().saturating_add(1);
        if most > MOST_CELLS {
            return Err(BlockError::TooLarge(most));
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
        // Excel ends the last row with a newline too: what follows it is no row.
        if rows.len() > 1 && rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
            rows.pop();
        }
        let pieces = |row: Vec<String>| row.into_iter().map(|text| Piece::new(&text)).collect();
        Block::of_rows(rows.into_iter().map(pieces).collect())
    }

    /// The rows.
    pub fn rows(&self) -> &[Vec<Piece>] {
        &self.rows
    }

    /// The only cell's text, where there is only one.
    pub fn single(&self) -> Option<&str> {
        match self.rows.as_slice() {
            [row] => match row.as_slice() {
                [piece] => Some(&piece.text),
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
        let block = Block::of_text(text).unwrap();
        block.rows().iter().map(|row| row.iter().map(|piece| piece.text.clone()).collect()).collect()
    }

    #[test]
    fn a_block_reads_as_spreadsheets_write_it() {
        assert_eq!(texts("1\t2\r\n3\t4\r\n"), [["1", "2"], ["3", "4"]]);
        assert_eq!(texts("1\t\n\t4"), [["1", ""], ["", "4"]]);
        assert_eq!(texts("\"a\nb\"\t\"say \"\"x\"\"\"\n1\t2\n"), [["a\nb", "say \"x\""], ["1", "2"]]);
        assert_eq!(texts("7"), [["7"]]);
        // Only the newline behind the last row is no row: a blank row inside the block is one.
        assert_eq!(texts("1\n\n\n"), [["1"], [""], [""]]);
        assert_eq!(Block::of_text(" \t\r\n"), Err(BlockError::Empty));
        assert_eq!(Block::of_text(&"1\t2\n".repeat(50_000)), Err(BlockError::TooLarge(100_001)));
    }

    #[test]
    fn a_value_that_a_format_shortens_is_kept_beside_what_is_shown() {
        let exact = |text: &str, value: &str| Piece::showing(text, Some(value)).exact;
        assert_eq!(exact("45.5", "45.5432").as_deref(), Some("45.5432"));
        assert_eq!(exact("1,200.50", "1200.5"), None);
        assert_eq!(exact("30%", "0.3"), None);
        assert_eq!(exact("1月5日", "44566"), None);
    }

    #[test]
    fn what_is_copied_reads_back_the_same() {
        let rows = vec![vec!["1".to_owned(), "两\n行".to_owned()], vec!["\"".to_owned(), "a\tb".to_owned()]];
        assert_eq!(texts(&to_text(&rows)), rows);
    }
}
