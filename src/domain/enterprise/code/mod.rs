//! 编码 – codes with a check digit: those of firms and of patents. A code is read as people write it and checked
//! digit by digit; an error is named, with the digit that would be correct.

mod patent;
mod uscc;

pub use patent::{PatentDoubt, PatentKind, PatentNumber, PatentNumberProblem, read_patent_number, read_patent_numbers};
pub use uscc::{Uscc, UsccDoubt, UsccProblem, read_uscc};

/// Normalises a code: half-width, upper case, without spaces.
fn folded(text: &str) -> String {
    let half_width = |character: char| match character {
        '\u{FF01}'..='\u{FF5E}' => {
            u32::from(character).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(character)
        }
        '。' | '·' => '.',
        '–' | '—' | '−' => '-',
        other => other,
    };
    let is_there = |character: &char| {
        !character.is_whitespace()
            && !character.is_control()
            && !matches!(character, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}')
    };
    text.chars().map(half_width).filter(is_there).map(|character| character.to_ascii_uppercase()).collect()
}
