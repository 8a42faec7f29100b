//! Formats of cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Font of the whole workbook.
const FONT: &str = "宋体";

/// The kind of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellStyle {
    /// The sheet's title.
    Title,
    /// A note in small print.
    Note,
    /// A column heading.
    Head,
    /// Text.
    Words,
    /// Centred text.
    Middle,
    /// A whole number.
    Count,
    /// An amount with up to six decimals.
    Amount,
    /// A share or rate.
    Percent,
    /// A share or rate truncated to a hundredth of a per cent.
    Rate,
    /// A date.
    Day,
    /// A year's figure that follows from its quarters or months.
    Derived,
    /// A figure of more than fifteen significant digits.
    Long,
    /// A verdict.
    Verdict,
    /// A check that doubles may get wrong.
    Differs,
}

impl CellStyle {
    /// The format.
    pub fn format(self) -> Format {
        let base = Format::new().set_font_name(FONT).set_font_size(10.5).set_align(FormatAlign::VerticalCenter);
        let boxed = base.clone().set_border(FormatBorder::Thin);
        match self {
            CellStyle::Title => base.set_font_size(16).set_bold().set_align(FormatAlign::Center),
            CellStyle::Note => base.set_font_size(9).set_text_wrap(),
            CellStyle::Head => boxed
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_text_wrap()
                .set_background_color(Color::RGB(0xE6EFF6)),
            CellStyle::Words => boxed.set_text_wrap(),
            CellStyle::Middle | CellStyle::Verdict => boxed.set_text_wrap().set_align(FormatAlign::Center),
            CellStyle::Count => boxed.set_num_format("#,##0"),
            CellStyle::Amount => boxed.set_num_format("#,##0.######"),
            CellStyle::Percent => boxed.set_num_format("0.######%"),
            CellStyle::Rate => boxed.set_num_format("0.00%"),
            CellStyle::Day => boxed.set_num_format("yyyy\"年\"m\"月\"d\"日\"").set_align(FormatAlign::Center),
            CellStyle::Derived => boxed.set_num_format("#,##0.######").set_italic(),
            CellStyle::Long => boxed.set_num_format("#,##0.######").set_background_color(Color::RGB(0xFDF0D9)),
            CellStyle::Differs => boxed.set_text_wrap().set_background_color(Color::RGB(0xFBE7E5)),
        }
    }
}
