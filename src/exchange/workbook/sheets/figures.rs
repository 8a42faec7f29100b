//! 数据, 分期数据 and 精确数: the figures of years, of quarters and months, and those that a double cannot hold.

use super::super::cell::{EXACT, FIGURES, FIRST, FIRST_YEAR, PERIODS, at};
use super::super::cell_style::CellStyle;
use super::{Book, Done, begin, cut, end, is_long, plain_bold, write_number};
use crate::domain::figures::{Accumulation, YearFigure};
use crate::domain::policy::{Kind, Series, SeriesId};
use crate::domain::quantity::{Grain, Period, Quantity, Year, to_plain};
use crate::text;
use rust_xlsxwriter::{Formula, Worksheet};

impl<'a> Book<'a> {
    /// 数据: every series by year.
    pub fn figures(&self, sheet: &mut Worksheet) -> Done {
        let years: Vec<Year> = self.pack.figure_years().collect();
        begin(sheet, FIGURES, &[(1, 40.0), (2, 8.0), (3, 18.0), (4, 18.0), (5, 18.0), (6, 18.0), (7, 40.0)])?;
        sheet.write_string_with_format(
            0,
            1,
            "数据：斜体的年度数由“分期数据”得出；底色的数超过 15 位有效数字，精确值在“精确数”",
            &plain_bold(),
        )?;
        sheet.set_column_hidden(0)?;
        let heads = ["键", "数据", "单位"]
            .map(str::to_owned)
            .into_iter()
            .chain(years.iter().map(Year::to_string))
            .chain(["说明".to_owned()]);
        for (column, head) in (0..).zip(heads) {
            sheet.write_string_with_format(2, column, head, &CellStyle::Head.format())?;
        }
        let mut last = FIRST;
        for (row, series) in (FIRST..).zip(&self.pack.series) {
            last = row;
            sheet.write_string_with_format(row, 0, series.id.to_string(), &CellStyle::Words.format())?;
            sheet.write_string_with_format(row, 1, cut(&series.name), &CellStyle::Words.format())?;
            sheet.write_string_with_format(row, 2, series.unit.symbol(), &CellStyle::Middle.format())?;
            for (column, year) in (FIRST_YEAR..).zip(&years) {
                self.year_cell(sheet, (row, column), series, *year)?;
            }
            let remark = if series.kind == Kind::State { "期末数" } else { "全年累计" };
            let column = FIRST_YEAR.saturating_add(u16::try_from(years.len()).unwrap_or(0));
            sheet.write_string_with_format(row, column, remark, &CellStyle::Words.format())?;
        }
        let columns = FIRST_YEAR.saturating_add(u16::try_from(years.len()).unwrap_or(0));
        end(sheet, (2, FIRST_YEAR), (last, columns))
    }

    /// A year's own figure as a number, or a formula over its periods if it follows from them.
    fn year_cell(&self, sheet: &mut Worksheet, (row, column): (u32, u16), series: &Series, year: Year) -> Done {
        let own = self.workspace.entries.figures.adopted(&series.id, Period::Year(year));
        if let Some(own) = own {
            let look = if is_long(&own.to_string()) { CellStyle::Long } else { self.look_of(&series.id) };
            return write_number(sheet, (row, column), &own.to_string(), look);
        }
        let derived = self.figure(&series.id, year);
        let value = derived.as_ref().and_then(|figure| figure.value().cloned());
        let (Some(value), Some(figure)) = (value, derived) else {
            return sheet.write_blank(row, column, &self.look_of(&series.id).format()).map(drop);
        };
        let cells: Vec<String> = self
            .period_lines()
            .iter()
            .zip(FIRST..)
            .filter(|((of, period, _), _)| of.id == series.id && period.year() == year && self.has_begun(*period))
            .map(|(_, line)| at(PERIODS, line, 4))
            .collect();
        let formula = match figure {
            YearFigure::Added { .. } => format!("ROUND({},6)", cells.join("+")),
            _ => cells.last().cloned().unwrap_or_default(),
        };
        let look = if is_long(&to_plain(&value, 6)) { CellStyle::Long } else { CellStyle::Derived };
        let formula = Formula::new(formula).set_result(to_plain(&value, 6));
        sheet.write_formula_with_format(row, column, formula, &look.format()).map(drop)
    }

    /// All figures of quarters and months, in the pack's order.
    fn period_lines(&self) -> Vec<(&Series, Period, Quantity)> {
        let figures = &self.workspace.entries.figures;
        let of_series = |series: &'a Series| {
            let of_year =
                move |year| figures.sub_year(&series.id, year).map(move |(period, value)| (series, period, value));
            self.pack.figure_years().flat_map(of_year)
        };
        self.pack.series.iter().flat_map(of_series).collect()
    }

    /// 分期数据: figures of quarters and months, one a line.
    pub fn periods(&self, sheet: &mut Worksheet) -> Done {
        begin(sheet, PERIODS, &[(1, 40.0), (2, 12.0), (3, 18.0), (4, 20.0), (5, 8.0), (6, 10.0)])?;
        sheet.write_string_with_format(0, 1, "分期数据：一行一期", &plain_bold())?;
        sheet.set_column_hidden(0)?;
        for (column, head) in (0..).zip(["键", "数据", "期", "期名", "数", "单位", "本期或累计"]) {
            sheet.write_string_with_format(2, column, head, &CellStyle::Head.format())?;
        }
        let mut last = FIRST;
        for (row, (series, period, value)) in (FIRST..).zip(self.period_lines()) {
            last = row;
            let accumulation = match (series.kind, self.workspace.entries.figures.accumulation(&series.id)) {
                (Kind::State, _) => "期末数",
                (_, accumulation @ (Accumulation::Current | Accumulation::Cumulative)) => {
                    text::accumulation_name(accumulation)
                }
            };
            let grain = if period.grain() == Grain::Year { String::new() } else { period.to_string() };
            sheet.write_string_with_format(row, 0, series.id.to_string(), &CellStyle::Words.format())?;
            sheet.write_string_with_format(row, 1, cut(&series.name), &CellStyle::Words.format())?;
            sheet.write_string_with_format(row, 2, grain, &CellStyle::Middle.format())?;
            sheet.write_string_with_format(row, 3, text::period_name(period), &CellStyle::Middle.format())?;
            let look = if is_long(&value.to_string()) { CellStyle::Long } else { self.look_of(&series.id) };
            write_number(sheet, (row, 4), &value.to_string(), look)?;
            sheet.write_string_with_format(row, 5, series.unit.symbol(), &CellStyle::Middle.format())?;
            sheet.write_string_with_format(row, 6, accumulation, &CellStyle::Middle.format())?;
        }
        end(sheet, (2, 3), (last, 6))
    }

    /// True if a figure has more digits than a double always holds.
    pub fn has_long_figures(&self) -> bool {
        !self.long_figures().is_empty()
    }

    fn long_figures(&self) -> Vec<(&SeriesId, Period, String)> {
        let cells = self.workspace.entries.figures.cells();
        let adopted =
            cells.filter_map(|(series, period, cell)| Some((series, period, cell.adopted()?.value.to_string())));
        adopted.filter(|(.., digits)| is_long(digits)).collect()
    }

    /// 精确数: figures of more than fifteen digits, as text.
    pub fn exact(&self, sheet: &mut Worksheet) -> Done {
        begin(sheet, EXACT, &[(1, 40.0), (2, 12.0), (3, 34.0)])?;
        sheet.write_string_with_format(0, 1, "精确数：超过 15 位有效数字，表格软件存不下，按文字存", &plain_bold())?;
        sheet.set_column_hidden(0)?;
        for (column, head) in (0..).zip(["键", "数据", "期", "数"]) {
            sheet.write_string_with_format(2, column, head, &CellStyle::Head.format())?;
        }
        let mut last = FIRST;
        for (row, (series, period, digits)) in (FIRST..).zip(self.long_figures()) {
            last = row;
            let name = self.pack.series_of(series).map_or("", |one| one.name.as_str());
            sheet.write_string_with_format(row, 0, series.to_string(), &CellStyle::Words.format())?;
            sheet.write_string_with_format(row, 1, cut(name), &CellStyle::Words.format())?;
            sheet.write_string_with_format(row, 2, period.to_string(), &CellStyle::Middle.format())?;
            sheet.write_string_with_format(row, 3, digits, &CellStyle::Words.format())?;
        }
        end(sheet, (2, 2), (last, 3))
    }
}
