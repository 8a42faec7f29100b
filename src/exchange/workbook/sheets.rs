//! The sheets, one function each.

use super::cell::{
    CHARTS, EXACT, FIGURES, FIRST, FIRST_TARGET, FIRST_YEAR, PERIODS, REMARKS, TARGETS, VERDICTS, WORKING, at, figure,
    slots,
};
use super::cell_style::CellStyle;
use super::formulas::Lines;
use super::import::UNIT;
use crate::domain::attainment::{Assessment, Span, Subject, assess, workings};
use crate::domain::figures::{Accumulation, Level, Situation, TargetSlot, YearFigure, year_figure};
use crate::domain::policy::{Kind, Pack, Row, RowId, Rule, Series, SeriesId};
use crate::domain::quantity::{Day, Exact, Grain, Period, Quantity, Year, to_plain};
use crate::domain::working::{Test, Working};
use crate::packs::OpenPack;
use crate::report::{Source, mark, of_workspace};
use crate::text;
use crate::workspace::desk::bound_by;
use crate::workspace::{Signatures, Workspace};
use rust_xlsxwriter::{Chart, ChartType, ExcelDateTime, Formula, Worksheet, XlsxError};

/// Significant digits that a double always holds.
const DIGITS_OF_A_DOUBLE: usize = 15;
/// The most characters of a text written to a cell.
const LONGEST_CELL: usize = 32_000;
/// Shown where there is no figure.
pub(super) const BLANK: &str = "—";
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

    /// 判定: one line for each node of each working, with our verdict and the verdict as a formula.
    pub fn verdicts(&self, sheet: &mut Worksheet) -> Done {
        let widths =
            [(0, 13.0), (1, 44.0), (2, 16.0), (3, 18.0), (4, 22.0), (5, 22.0), (6, 14.0), (7, 26.0), (8, 18.0)];
        begin(sheet, VERDICTS, &widths)?;
        sheet.write_string_with_format(0, 0, "判定：改动“数据”“目标”里的数，公式一列会跟着变", &plain_bold())?;
        sheet.write_string_with_format(1, 0, "数据截至", &CellStyle::Head.format())?;
        let Some((situation, assessment)) = &self.assessed else {
            sheet.write_string_with_format(1, 1, "未填，不能判定", &CellStyle::Words.format())?;
            return Ok(());
        };
        sheet.write_datetime_with_format(1, 1, date(situation.as_of)?, &CellStyle::Day.format())?;
        let heads = ["对象", "内容", "数", "要求", "本工具判定", "公式复算", "核对", "差距", "条款"];
        for (column, head) in (0..).zip(heads) {
            sheet.write_string_with_format(2, column, head, &CellStyle::Head.format())?;
        }
        let (lines, heads) = verdict_lines(self.pack, situation, assessment);
        let names: Vec<(usize, String)> =
            heads.into_iter().map(|(place, subject, span)| (place, text::verdict_head(&subject, span))).collect();
        for (place, line) in lines.lines.iter().enumerate() {
            let row = row_of(place);
            let name = names.iter().find(|(of, _)| *of == place).map(|(_, name)| name.clone()).unwrap_or_default();
            let formula = text::formula(self.pack, line.working);
            let title = format!("{}{}", "　".repeat(usize::from(line.depth)), formula.title);
            let verdict = text::verdict_words(line.working);
            sheet.write_string_with_format(row, 0, cut(&name), &CellStyle::Words.format())?;
            sheet.write_string_with_format(row, 1, cut(&title), &CellStyle::Words.format())?;
            self.number(sheet, (row, 2), &line.value, reached(line.working), is_share(line.working))?;
            self.number(sheet, (row, 3), &line.asked, asked(line.working), is_share(line.working))?;
            sheet.write_string_with_format(row, 4, &verdict, &CellStyle::Verdict.format())?;
            let live = lines.formula(line, |part| at(VERDICTS, row_of(part), 5));
            match live {
                Some(formula) => {
                    let formula = Formula::new(formula).set_result(&verdict);
                    sheet.write_formula_with_format(row, 5, formula, &CellStyle::Verdict.format())?;
                    let check = format!("IF({}={},\"一致\",\"不一致\")", at(VERDICTS, row, 4), at(VERDICTS, row, 5));
                    let (agrees, look) = match is_exact_in_doubles(line.working) {
                        true => (Formula::new(check).set_result("一致"), CellStyle::Middle),
                        false => (
                            Formula::new(format!("{check}&\"（双精度算不准，以本工具判定为准）\""))
                                .set_result("一致（双精度算不准，以本工具判定为准）"),
                            CellStyle::Differs,
                        ),
                    };
                    sheet.write_formula_with_format(row, 6, agrees, &look.format())?;
                }
                None => {
                    sheet.write_string_with_format(row, 5, &verdict, &CellStyle::Verdict.format())?;
                    sheet.write_string_with_format(row, 6, "不由本表的数得出", &CellStyle::Middle.format())?;
                }
            }
            let short = text::distance_words(self.pack, line.working).join("；");
            sheet.write_string_with_format(row, 7, cut(&short), &CellStyle::Words.format())?;
            sheet.write_string_with_format(row, 8, cut(&line.working.clause.0), &CellStyle::Words.format())?;
            sheet.set_row_height(row, LINE * lines_of(&title, 44.0).max(lines_of(&short, 26.0)) + 4.0)?;
            if line.depth > 0 {
                sheet.group_rows(row, row)?;
            }
        }
        let last = row_of(lines.lines.len().saturating_sub(1));
        end(sheet, (2, 2), (last, 8))
    }

    fn number(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        formula: &str,
        known: Option<Exact>,
        percent: bool,
    ) -> Done {
        let look = if percent { CellStyle::Percent } else { CellStyle::Amount };
        if formula.is_empty() {
            return sheet.write_string_with_format(row, column, "", &look.format()).map(drop);
        }
        let shown = known.map_or(BLANK.to_owned(), |known| to_plain(&known, 12));
        // A constant is a number, not a formula.
        match formula.parse::<f64>() {
            Ok(number) => sheet.write_number_with_format(row, column, number, &look.format()).map(drop),
            Err(_) => {
                // A plain reference to a blank cell would read as 0.
                let named = formula.starts_with('\'');
                let formula =
                    if named { format!("IF({formula}=\"\",\"{BLANK}\",{formula})") } else { formula.to_owned() };
                let formula = Formula::new(formula).set_result(shown);
                sheet.write_formula_with_format(row, column, formula, &look.format()).map(drop)
            }
        }
    }

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

    /// 目标: the targets that bind the unit, row by row.
    pub fn targets(&self, sheet: &mut Worksheet) -> Done {
        let slots = slots(self.pack);
        begin(
            sheet,
            TARGETS,
            &[(1, 46.0), (2, 8.0), (3, 15.0), (4, 15.0), (5, 15.0), (6, 15.0), (7, 12.0), (8, 12.0), (9, 10.0)],
        )?;
        let level = self.workspace.entries.level;
        let words = match level {
            Level::Province => "目标：通知规定的最低数、增长率和比率",
            Level::City => "目标：分配给本单位的；增长率、比率没有另行分配的，用通知规定的",
        };
        sheet.write_string_with_format(0, 1, words, &plain_bold())?;
        sheet.set_column_hidden(0)?;
        let heads = ["键", "工作指标", "单位"].map(str::to_owned).into_iter();
        let heads = heads.chain(slots.iter().map(|slot| text::slot_name(*slot))).chain(["是否适用".to_owned()]);
        for (column, head) in (0..).zip(heads) {
            sheet.write_string_with_format(2, column, head, &CellStyle::Head.format())?;
        }
        let mut last = FIRST;
        for (line, row) in (FIRST..).zip(&self.pack.rows) {
            last = line;
            let unit =
                row.rule.series().first().and_then(|id| self.pack.series_of(id)).map_or("", |one| one.unit.symbol());
            sheet.write_string_with_format(line, 0, row.id.to_string(), &CellStyle::Words.format())?;
            sheet.write_string_with_format(line, 1, cut(&row.name), &CellStyle::Words.format())?;
            sheet.write_string_with_format(line, 2, unit, &CellStyle::Middle.format())?;
            for (column, slot) in (FIRST_TARGET..).zip(&slots) {
                let look = if slot.is_fraction() { CellStyle::Percent } else { CellStyle::Amount };
                match self.bound(row, *slot) {
                    Some(value) => write_number(sheet, (line, column), &to_plain(&value, 12), look)?,
                    None => drop(sheet.write_blank(line, column, &look.format())?),
                }
            }
            let column = FIRST_TARGET.saturating_add(u16::try_from(slots.len()).unwrap_or(0));
            let left_out = level == Level::City && self.workspace.entries.not_applicable.contains_key(&row.id);
            sheet.write_string_with_format(
                line,
                column,
                if left_out { "不适用" } else { "适用" },
                &CellStyle::Middle.format(),
            )?;
        }
        let columns = FIRST_TARGET.saturating_add(u16::try_from(slots.len()).unwrap_or(0));
        end(sheet, (2, FIRST_TARGET), (last, columns))
    }

    pub(super) fn bound(&self, row: &Row, slot: TargetSlot) -> Option<Exact> {
        bound_by(self.pack, &self.workspace.entries, &row.id, slot)
    }

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

/// The sheet row for an index of the lines, from 0.
fn row_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX).saturating_add(FIRST)
}

/// All lines of the sheet of verdicts, and the first line of each working: its index, subject and span.
fn verdict_lines<'w>(
    pack: &'w Pack,
    situation: &'w Situation,
    assessment: &'w Assessment,
) -> (Lines<'w>, Vec<(usize, Subject, Span)>) {
    let mut lines = Lines::new(pack, situation);
    let heads = workings(assessment).map(|(subject, span, working)| (lines.add(working, span), subject, span));
    let heads = heads.collect();
    (lines, heads)
}

/// The sheet row of each row's verdict, and its words.
fn row_verdicts(pack: &Pack, (situation, assessment): &(Situation, Assessment)) -> Vec<(RowId, Span, u32, String)> {
    let (lines, heads) = verdict_lines(pack, situation, assessment);
    let of_row = |(place, subject, span): (usize, Subject, Span)| {
        let Subject::Row(row) = subject else { return None };
        Some((row, span, row_of(place), text::verdict_words(lines.lines.get(place)?.working)))
    };
    heads.into_iter().filter_map(of_row).collect()
}

fn plain_bold() -> rust_xlsxwriter::Format {
    CellStyle::Note.format().set_bold().unset_text_wrap()
}

fn date(day: Day) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year().number(), day.month(), day.day_of_month())
}

/// Writes digits as the nearest number that a spreadsheet can hold.
fn write_number(sheet: &mut Worksheet, (row, column): (u32, u16), digits: &str, look: CellStyle) -> Done {
    match digits.parse::<f64>() {
        Ok(number) => sheet.write_number_with_format(row, column, number, &look.format()).map(drop),
        Err(_) => sheet.write_string_with_format(row, column, digits, &look.format()).map(drop),
    }
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

/// True for digits that a double may not hold.
fn is_long(digits: &str) -> bool {
    let significant = digits.chars().filter(char::is_ascii_digit).collect::<String>();
    significant.trim_start_matches('0').len() > DIGITS_OF_A_DOUBLE
}

fn reached(working: &Working) -> Option<Exact> {
    match &working.test {
        Test::Share { .. } => {
            let (parts, asked) = (working.test.reached()?, working.test.required()?);
            let Test::Share { share, .. } = &working.test else { return None };
            // The whole is the requirement divided by the share.
            let whole = asked / &share.value;
            Some(parts / whole)
        }
        test => test.reached(),
    }
}

fn asked(working: &Working) -> Option<Exact> {
    match &working.test {
        Test::Share { share, .. } => Some(share.value.clone()),
        test => test.required(),
    }
}

fn is_share(working: &Working) -> bool {
    matches!(working.test, Test::Share { .. })
}

/// True if doubles are sure to give the same verdict: all compared numbers have few enough digits, in this node and
/// in all its parts.
fn is_exact_in_doubles(working: &Working) -> bool {
    let fits = |value: &Exact| {
        let digits = to_plain(value, 9);
        !is_long(&digits)
    };
    let own = match &working.test {
        Test::Share { figures, share, .. } => figures.iter().all(|(_, part, whole)| {
            let product = whole.value().map(|whole| whole * &share.value);
            part.value().is_none_or(fits) && product.as_ref().is_none_or(fits)
        }),
        test => test.required().as_ref().is_none_or(fits) && test.reached().as_ref().is_none_or(fits),
    };
    own && working.parts.iter().all(is_exact_in_doubles)
}
