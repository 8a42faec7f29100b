//! What every sheet is made from, and how a sheet begins and ends. Each sheet has a file of its own.
//!
//! - [`figures`] – 数据, 分期数据, 精确数
//! - [`targets`] – 目标
//! - [`verdicts`] – 判定
//! - [`remarks`] – 图, 计算过程, 口径和说明

mod figures;
mod remarks;
mod targets;
mod verdicts;

use super::cell_style::CellStyle;
use super::import::UNIT;
use crate::domain::attainment::{Assessment, Span, assess};
use crate::domain::figures::{Situation, YearFigure, year_figure};
use crate::domain::policy::{Pack, RowId, SeriesId};
use crate::domain::quantity::{Day, Period, Year};
use crate::packs::OpenPack;
use crate::report::{Source, mark};
use crate::text;
use crate::workspace::{Signatures, Workspace};
use rust_xlsxwriter::{ExcelDateTime, Worksheet, XlsxError};
use verdicts::row_verdicts;

/// Significant digits that a double always holds.
const DIGITS_OF_A_DOUBLE: usize = 15;
/// The most characters of a text written to a cell.
const LONGEST_CELL: usize = 32_000;
/// Height of a line of text, in points.
pub(super) const LINE: f64 = 14.5;
/// Paper size A4 as spreadsheets number it.
const A4: u8 = 9;

pub(super) type Done = Result<(), XlsxError>;

/// Everything that the sheets are made from.
pub struct Book<'a> {
    open: &'a OpenPack,
    pub(super) pack: &'a Pack,
    pub(super) workspace: &'a Workspace,
    pub(super) assessed: Option<(Situation, Assessment)>,
    /// The sheet row of each row's verdict, and its words.
    verdict_lines: Vec<(RowId, Span, u32, String)>,
}

impl<'a> Book<'a> {
    /// The book of a workspace.
    pub fn new(open: &'a OpenPack, workspace: &'a Workspace) -> Book<'a> {
        let pack = &open.pack;
        let assessed = workspace.situation().map(|situation| {
            let assessment = assess(pack, &situation);
            (situation, assessment)
        });
        let verdict_lines = assessed.as_ref().map(|assessed| row_verdicts(pack, assessed)).unwrap_or_default();
        Book { open, pack, workspace, assessed, verdict_lines }
    }

    /// The sheet row of a row's verdict, from 0, and its words.
    pub(super) fn verdict_line(&self, row: &RowId, span: Span) -> Option<(u32, String)> {
        let found = self.verdict_lines.iter().find(|(of, at, ..)| of == row && *at == span);
        found.map(|(.., line, words)| (*line, words.clone()))
    }

    /// The workbook's title.
    pub fn title(&self) -> String {
        format!("{}专利转化专项计划年度工作指标完成情况表", text::unit_name(&self.workspace.entries))
    }

    /// The mark of invented data; empty if there is none.
    pub fn mark(&self) -> String {
        mark(&self.source()).unwrap_or_default()
    }

    fn source(&self) -> Source<'_> {
        Source { pack: self.open, workspace: self.workspace, today: None }
    }

    /// The lines below the title: the unit; the people responsible; the mark, the reporting day and the pack.
    pub(super) fn annex_notes(&self) -> [String; 3] {
        let filing = self.workspace.versions.last().map(|version| &version.filing);
        let people = filing.map(|filing| filing.people.clone()).unwrap_or_default();
        let day = filing.map(|filing| text::day_name(filing.day)).unwrap_or_else(|| "　　年　月　日".to_owned());
        let Signatures { prepared_by, checked_by, responsible, phone } = people;
        [
            format!("{UNIT}{}", text::unit_name(&self.workspace.entries)),
            format!(
                "填报人：{prepared_by}　审核人：{checked_by}　负责人：{responsible}　联系电话：{phone}　填报日期：{day}"
            ),
            format!("{}全计划期的完成数是已填各年之和，有空白年份的不全。", self.mark_line()),
        ]
    }

    fn mark_line(&self) -> String {
        let as_of =
            self.workspace.entries.as_of.map_or("数据截至日未填".to_owned(), |day| format!("数据截至 {day}"));
        let mark = self.mark();
        let mark = if mark.is_empty() { String::new() } else { format!("{mark}。") };
        format!("{mark}{as_of}。口径：{} 版本 {}。数据以国家知识产权局发布为准。", self.pack.id, self.pack.edition)
    }

    fn has_begun(&self, period: Period) -> bool {
        self.workspace.entries.as_of.is_none_or(|as_of| period.has_begun(as_of))
    }

    pub(super) fn figure(&self, series: &SeriesId, year: Year) -> Option<YearFigure> {
        let (figures, as_of) = (&self.workspace.entries.figures, self.workspace.entries.as_of?);
        Some(year_figure(figures, self.pack.series_of(series)?, year, as_of))
    }

    pub(super) fn look_of(&self, series: &SeriesId) -> CellStyle {
        let is_count = self.pack.series_of(series).is_some_and(|series| series.unit.is_count());
        if is_count { CellStyle::Count } else { CellStyle::Amount }
    }
}

/// Sets a sheet's name, column widths and paper.
pub(super) fn begin(sheet: &mut Worksheet, name: &str, widths: &[(u16, f64)]) -> Done {
    sheet.set_name(name)?;
    for (column, width) in widths {
        sheet.set_column_width(*column, *width)?;
    }
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C&P / &N");
    Ok(())
}

/// Freezes the heading rows, repeats them on paper, and prints only what is filled.
fn end(sheet: &mut Worksheet, (head, columns): (u32, u16), (last_row, last_column): (u32, u16)) -> Done {
    sheet.set_freeze_panes(head.saturating_add(1), columns)?;
    sheet.set_repeat_rows(0, head)?;
    sheet.set_print_area(0, 0, last_row.max(head), last_column)?;
    sheet.set_landscape();
    Ok(())
}

fn plain_bold() -> rust_xlsxwriter::Format {
    CellStyle::Note.format().set_bold().unset_text_wrap()
}

fn date(day: Day) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year().number(), day.month(), day.day_of_month())
}

/// Lines that a text needs in a column of that width, in Latin letters. Not every spreadsheet program adjusts row
/// heights.
#[expect(clippy::cast_precision_loss, reason = "lengths of texts")]
pub(super) fn lines_of(text: &str, width: f64) -> f64 {
    let letters = |line: &str| line.chars().map(|one| if one.is_ascii() { 1_usize } else { 2 }).sum::<usize>() as f64;
    let lines: f64 = text.split('\n').map(|line| (letters(line) / (width - 2.0)).ceil().max(1.0)).sum();
    // Excel allows no row higher than 409 points.
    lines.min(27.0)
}

/// The text, cut to what a cell can hold.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Writes digits as the nearest number that a spreadsheet can hold.
fn write_number(sheet: &mut Worksheet, (row, column): (u32, u16), digits: &str, look: CellStyle) -> Done {
    match digits.parse::<f64>() {
        Ok(number) => sheet.write_number_with_format(row, column, number, &look.format()).map(drop),
        Err(_) => sheet.write_string_with_format(row, column, digits, &look.format()).map(drop),
    }
}

/// True for digits that a double may not hold.
fn is_long(digits: &str) -> bool {
    let significant = digits.chars().filter(char::is_ascii_digit).collect::<String>();
    significant.trim_start_matches('0').len() > DIGITS_OF_A_DOUBLE
}
