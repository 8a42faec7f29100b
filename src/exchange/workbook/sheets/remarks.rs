//! 图, 计算过程, 口径和说明: what is looked at and read, not calculated with.

use super::super::cell::{CHARTS, FIGURES, FIRST, FIRST_TARGET, REMARKS, TARGETS, WORKING, figure};
use super::super::cell_style::CellStyle;
use super::{Book, Done, LINE, begin, cut, end, lines_of, plain_bold};
use crate::domain::attainment::Span;
use crate::domain::policy::Rule;
use crate::domain::quantity::Year;
use crate::domain::working::Working;
use crate::report::of_workspace;
use crate::text;
use rust_xlsxwriter::{Chart, ChartType, Worksheet, XlsxError};

impl Book<'_> {
    /// 图: each row's first series over the years, with its yearly minimum if it has one.
    pub fn charts(&self, sheet: &mut Worksheet) -> Done {
        begin(sheet, CHARTS, &[])?;
        sheet.write_string_with_format(0, 0, "图：取自“数据”和“目标”", &plain_bold())?;
        let years: Vec<Year> = self.pack.plan_years().collect();
        let (Some(first), Some(last)) = (years.first(), years.last()) else { return Ok(()) };
        for (index, row) in (0_u32..).zip(&self.pack.rows) {
            let Some(series) = row.rule.series().first().and_then(|id| self.pack.series_of(id)) else { continue };
            let (Some((line, from)), Some((_, to))) =
                (figure(self.pack, &series.id, *first), figure(self.pack, &series.id, *last))
            else {
                continue;
            };
            let mut chart = Chart::new(ChartType::Column);
            let name = cut(&format!("附表 {} {}（{}）", row.id, row.short_name, series.unit.symbol()));
            chart.title().set_name(name.as_str());
            chart
                .add_series()
                .set_name("实际")
                .set_categories((FIGURES, 2, from, 2, to))
                .set_values((FIGURES, line, from, line, to));
            if let Rule::MinimumEachYear { .. } = row.rule {
                let line = FIRST.saturating_add(index);
                let last_slot = FIRST_TARGET.saturating_add(u16::try_from(years.len().saturating_sub(1)).unwrap_or(0));
                chart.add_series().set_name("目标").set_values((TARGETS, line, FIRST_TARGET, line, last_slot));
            }
            chart.set_width(520).set_height(260);
            let (row, column) = (index.checked_div(2).unwrap_or(0), index.checked_rem(2).unwrap_or(0));
            let column = u16::try_from(column).unwrap_or(0).saturating_mul(9);
            sheet.insert_chart(row.saturating_mul(14).saturating_add(2), column, &chart)?;
        }
        sheet.set_landscape();
        Ok(())
    }

    /// 计算过程: the working as the page shows it, in lines.
    pub fn working(&self, sheet: &mut Worksheet) -> Done {
        begin(sheet, WORKING, &[(0, 22.0), (1, 120.0)])?;
        sheet.write_string_with_format(0, 0, "计算过程", &plain_bold())?;
        for (column, head) in (0..).zip(["对象", "过程"]) {
            sheet.write_string_with_format(2, column, head, &CellStyle::Head.format())?;
        }
        let mut row = FIRST;
        let Some((_, assessment)) = &self.assessed else { return Ok(()) };
        for result in &assessment.rows {
            let spans = result.years.iter().map(|(year, working)| (Span::Year(*year), working));
            for (span, working) in spans.chain([(Span::Whole, &result.whole)]) {
                let name = format!("附表 {} {}", result.id, text::span_name(span));
                row = self.working_lines(sheet, row, &name, working)?;
            }
        }
        for (goal, working) in &assessment.goals {
            row = self.working_lines(sheet, row, &format!("目标 {goal}"), working)?;
        }
        end(sheet, (2, 0), (row.saturating_sub(1), 1))
    }

    fn working_lines(&self, sheet: &mut Worksheet, row: u32, name: &str, working: &Working) -> Result<u32, XlsxError> {
        let mut row = row;
        for line in text::working_lines(self.pack, working, 0) {
            sheet.write_string_with_format(row, 0, name, &CellStyle::Words.format())?;
            sheet.write_string_with_format(row, 1, cut(&line), &CellStyle::Words.format())?;
            sheet.set_row_height(row, LINE * lines_of(&line, 120.0) + 4.0)?;
            row = row.saturating_add(1);
        }
        Ok(row)
    }

    /// 口径和说明: the readings used, the sensitivity to other readings, conflicts, checksums.
    pub fn remarks(&self, sheet: &mut Worksheet) -> Done {
        begin(sheet, REMARKS, &[(0, 140.0)])?;
        let mut lines = of_workspace(&self.source());
        lines.push("本表的公式按双精度计算，“本工具判定”按精确数计算；两者不一致时以后者为准。".to_owned());
        for (row, line) in (0..).zip(&lines) {
            sheet.write_string_with_format(row, 0, cut(line), &CellStyle::Note.format())?;
            sheet.set_row_height(row, LINE * lines_of(line, 150.0) + 2.0)?;
        }
        Ok(())
    }
}
