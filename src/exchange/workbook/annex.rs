//! 附表 – the annex's own table in live formulas. Targets, figures, growth and shares refer to the sheets of figures
//! and targets, verdicts to the sheet of verdicts.

use super::cell::{ANNEX, BLANK, FIGURES, TARGETS, VERDICTS, as_of, at, figure, target};
use super::cell_style::CellStyle;
use super::formula::{Expr, all, any, either, sum};
use super::sheets::{Book, Done, LINE, begin, cut, lines_of};
use crate::domain::attainment::Span;
use crate::domain::figures::{Situation, TargetSlot};
use crate::domain::policy::{GrowthMethod, Kind, Meaning, Pairing, ReadingId, Row, Rule, Series, SeriesId};
use crate::domain::quantity::{Exact, Year, floor_root, round_up, to_plain};
use crate::domain::working::grown;
use num_traits::{One, Signed, Zero};
use rust_xlsxwriter::{Formula, Worksheet};

/// Shown for growth in a year that is not over.
const UNFINISHED: &str = "未完";
/// Columns before the years: number, row, name of the line.
const BEFORE: u16 = 3;
/// Columns of a year: target, figure, verdict.
const OF_YEAR: u16 = 3;
/// The first row of the headings, from 0.
const HEAD: u32 = 4;

/// One line of a row.
enum AnnexRow<'a> {
    /// A figure and its requirement.
    Figure(&'a Series, Asked<'a>),
    /// The growth of one figure, or of several added up.
    Growth(Vec<&'a Series>, &'a Option<ReadingId>),
    /// The share of a part in a whole.
    Share(&'a Series, &'a Series),
}

/// The requirement on a figure.
enum Asked<'a> {
    /// None.
    Nothing,
    /// A minimum of each year.
    Yearly,
    /// A minimum of the whole period.
    Total,
    /// The base grown at the required rate.
    Grown(&'a Option<ReadingId>),
    /// The required share of this whole.
    Part(&'a Series),
}

/// A cell: its formula, its result and its format.
struct FormulaCell {
    formula: Expr,
    result: String,
    look: CellStyle,
}

impl Book<'_> {
    /// Writes the sheet.
    pub fn annex(&self, sheet: &mut Worksheet) -> Done {
        let years: Vec<Year> = self.pack.plan_years().collect();
        let groups = u16::try_from(years.len()).unwrap_or(3).saturating_add(1);
        let last = BEFORE.saturating_add(groups.saturating_mul(OF_YEAR)).saturating_sub(1);
        let widths = (BEFORE..=last).map(|column| (column, if column % OF_YEAR == 2 { 11.0 } else { 12.5 }));
        begin(sheet, ANNEX, &[(0, 6.0), (1, 30.0), (2, 17.0)].into_iter().chain(widths).collect::<Vec<_>>())?;
        self.annex_head(sheet, &years, last)?;
        let mut line = HEAD.saturating_add(2);
        for row in &self.pack.rows {
            line = self.annex_row(sheet, line, row, &years)?;
        }
        sheet.set_freeze_panes(HEAD.saturating_add(2), BEFORE)?;
        sheet.set_repeat_rows(0, HEAD.saturating_add(1))?;
        sheet.set_print_area(0, 0, line.saturating_sub(1), last)?;
        sheet.set_landscape();
        Ok(())
    }

    fn annex_head(&self, sheet: &mut Worksheet, years: &[Year], last: u16) -> Done {
        sheet.merge_range(0, 0, 0, last, &cut(&self.title()), &CellStyle::Title.format())?;
        sheet.set_row_height(0, 30)?;
        for (row, head) in (1..).zip(&self.annex_notes()) {
            sheet.merge_range(row, 0, row, last, &cut(head), &CellStyle::Note.format())?;
        }
        let below = HEAD.saturating_add(1);
        for (column, head) in (0..).zip(["序号", "工作指标", "数据"]) {
            sheet.merge_range(HEAD, column, below, column, head, &CellStyle::Head.format())?;
        }
        let names = years.iter().map(|year| format!("{year}年")).chain(["全计划期".to_owned()]);
        for (first, name) in (BEFORE..).step_by(usize::from(OF_YEAR)).zip(names) {
            let end = first.saturating_add(OF_YEAR).saturating_sub(1);
            sheet.merge_range(HEAD, first, HEAD, end, &name, &CellStyle::Head.format())?;
            for (column, head) in (first..).zip(["目标", "完成", "判定"]) {
                sheet.write_string_with_format(below, column, head, &CellStyle::Head.format())?;
            }
        }
        Ok(())
    }

    /// Writes a row, with a line for each of its figures, growth rates and shares. Returns the next free line.
    fn annex_row(
        &self,
        sheet: &mut Worksheet,
        first: u32,
        row: &Row,
        years: &[Year],
    ) -> Result<u32, rust_xlsxwriter::XlsxError> {
        let lines = self.lines_of_row(row);
        let count = u32::try_from(lines.len().max(1)).unwrap_or(1);
        let below = first.saturating_add(count);
        let last = below.saturating_sub(1);
        let spread = |sheet: &mut Worksheet, column: u16, text: &str, look: CellStyle| -> Done {
            match first == last {
                true => sheet.write_string_with_format(first, column, text, &look.format()).map(drop),
                false => sheet.merge_range(first, column, last, column, text, &look.format()).map(drop),
            }
        };
        spread(sheet, 0, &row.id.to_string(), CellStyle::Middle)?;
        spread(sheet, 1, &cut(&row.name), CellStyle::Words)?;
        let height = (LINE * lines_of(&row.name, 30.0) + 4.0) / f64::from(count);
        for (at_line, line) in (first..).zip(&lines) {
            sheet.write_string_with_format(at_line, 2, cut(&name_of(line)), &CellStyle::Words.format())?;
            for (column, year) in (BEFORE..).step_by(usize::from(OF_YEAR)).zip(years) {
                write(sheet, (at_line, column), self.asked(row, line, *year))?;
                write(sheet, (at_line, column.saturating_add(1)), self.reached(row, line, *year))?;
            }
            let whole = BEFORE.saturating_add(OF_YEAR.saturating_mul(u16::try_from(years.len()).unwrap_or(0)));
            write(sheet, (at_line, whole), self.asked_of_whole(row, line))?;
            write(sheet, (at_line, whole.saturating_add(1)), self.reached_of_whole(line))?;
            sheet.set_row_height(at_line, height.max(LINE * lines_of(&name_of(line), 17.0) + 4.0))?;
        }
        let spans = years.iter().map(|year| Span::Year(*year)).chain([Span::Whole]);
        for (column, span) in (BEFORE.saturating_add(2)..).step_by(usize::from(OF_YEAR)).zip(spans) {
            spread(sheet, column, BLANK, CellStyle::Verdict)?;
            if let Some(live) = self.verdict_of(row, span) {
                let formula = Formula::new(live.formula.to_string()).set_result(live.result);
                sheet.write_formula_with_format(first, column, formula, &live.look.format())?;
            }
        }
        Ok(below)
    }

    fn lines_of_row<'a>(&'a self, row: &'a Row) -> Vec<AnnexRow<'a>> {
        let series = |id: &SeriesId| self.pack.series_of(id);
        let plain = |id: &SeriesId| Some(AnnexRow::Figure(series(id)?, Asked::Nothing));
        match &row.rule {
            Rule::MinimumEachYear { series: id, .. } => {
                series(id).map(|series| AnnexRow::Figure(series, Asked::Yearly)).into_iter().collect()
            }
            Rule::MinimumTotal { series: id, .. } => {
                series(id).map(|series| AnnexRow::Figure(series, Asked::Total)).into_iter().collect()
            }
            Rule::Growth { amounts, method, pairing, .. } => {
                let of: Vec<&Series> = amounts.iter().filter_map(series).collect();
                if of.len() > 1 && self.are_summed(pairing.as_ref()) {
                    let figures = of.iter().map(|series| AnnexRow::Figure(series, Asked::Nothing));
                    return figures.chain([AnnexRow::Growth(of.clone(), method)]).collect();
                }
                let each = of.into_iter();
                each.flat_map(|series| {
                    [AnnexRow::Figure(series, Asked::Grown(method)), AnnexRow::Growth(vec![series], method)]
                })
                .collect()
            }
            Rule::Share { numerator, denominator, .. } => match series(numerator).zip(series(denominator)) {
                Some((part, whole)) => vec![
                    AnnexRow::Figure(whole, Asked::Nothing),
                    AnnexRow::Figure(part, Asked::Part(whole)),
                    AnnexRow::Share(part, whole),
                ],
                None => Vec::new(),
            },
            rule => rule.series().into_iter().filter_map(plain).collect(),
        }
    }

    fn situation(&self) -> Option<&Situation> {
        self.assessed.as_ref().map(|(situation, _)| situation)
    }

    fn meaning(&self, reading: Option<&ReadingId>) -> Option<&Meaning> {
        let reading = self.pack.reading(reading?)?;
        Some(&self.workspace.entries.readings.option_of(reading)?.meaning)
    }

    fn are_summed(&self, pairing: Option<&ReadingId>) -> bool {
        matches!(self.meaning(pairing), Some(Meaning::Pairing(Pairing::Sum)))
    }

    /// The year that growth to `year` starts from, and the years between the two.
    fn base_of(&self, method: &Option<ReadingId>, year: Year) -> Option<(Year, u32)> {
        let base = match self.meaning(method.as_ref()) {
            Some(Meaning::Growth(GrowthMethod::EachYear)) => year.previous()?,
            Some(Meaning::Growth(GrowthMethod::CompoundFromFirst)) => self.pack.first_year,
            _ => self.pack.base_year,
        };
        year.years_since(base).filter(|years| *years > 0).map(|years| (base, years))
    }

    fn cell_of(&self, series: &Series, year: Year) -> Option<Expr> {
        figure(self.pack, &series.id, year).map(|(row, column)| Expr::cell(at(FIGURES, row, column)))
    }

    /// The sum of a year's figures; `None` if one is blank.
    fn value_of(&self, of: &[&Series], year: Year) -> Option<Exact> {
        of.iter().try_fold(Exact::zero(), |sum, series| Some(sum + self.figure(&series.id, year)?.value()?))
    }

    fn has_year_begun(&self, year: Year) -> bool {
        self.situation().is_some_and(|situation| situation.as_of.year() >= year)
    }

    fn target_cell(&self, row: &Row, slot: TargetSlot) -> Option<Expr> {
        target(self.pack, &row.id, slot).map(|(line, column)| Expr::cell(at(TARGETS, line, column)))
    }

    /// A target, or a dash if there is none.
    fn target(&self, row: &Row, slot: TargetSlot, look: CellStyle) -> Option<FormulaCell> {
        let cell = self.target_cell(row, slot)?;
        let result = self.bound(row, slot).map_or(BLANK.to_owned(), |bound| to_plain(&bound, 12));
        Some(FormulaCell { formula: either(cell.clone().holds_nothing(), Expr::text(BLANK), cell), result, look })
    }

    fn asked(&self, row: &Row, line: &AnnexRow, year: Year) -> Option<FormulaCell> {
        match line {
            AnnexRow::Figure(series, Asked::Yearly) => {
                self.target(row, TargetSlot::Year(year), self.look_of(&series.id))
            }
            AnnexRow::Figure(series, Asked::Grown(method)) => self.grown_to(row, series, method, year),
            AnnexRow::Figure(series, Asked::Part(whole)) => self.part_of(row, series, whole, year),
            AnnexRow::Figure(_, Asked::Nothing | Asked::Total) => None,
            AnnexRow::Growth(..) => self.target(row, TargetSlot::Rate, CellStyle::Rate),
            AnnexRow::Share(..) => self.target(row, TargetSlot::Share, CellStyle::Rate),
        }
    }

    /// The base grown at the required rate, rounded up to the series' step.
    fn grown_to(&self, row: &Row, series: &Series, method: &Option<ReadingId>, year: Year) -> Option<FormulaCell> {
        let (from, years) = self.base_of(method, year)?;
        let (base, rate) = (self.cell_of(series, from)?, self.target_cell(row, TargetSlot::Rate)?);
        let factor = Expr::number(1).with("+", rate.clone()).with("^", Expr::number(years));
        let required = base.clone().with("*", factor).rounded(9);
        let required = Expr::Call("ROUNDUP", vec![required, Expr::number(series.unit.step_decimals())]);
        let none = any(vec![base.clone().holds_nothing(), base.with("=", Expr::number(0)), rate.holds_nothing()]);
        let value = self.value_of(&[series], from).filter(|base| !base.is_zero());
        let value = value.zip(self.bound(row, TargetSlot::Rate)).map(|(base, rate)| grown(&base, &rate, years));
        let result = value.map(|value| to_plain(&round_up(&value, series.unit.step_decimals()), 6));
        let (formula, result) = self.once_begun(from, either(none, Expr::text(BLANK), required), result);
        Some(FormulaCell { formula, result, look: self.look_of(&series.id) })
    }

    /// The required share of the whole, rounded up to the part's step.
    fn part_of(&self, row: &Row, series: &Series, whole: &Series, year: Year) -> Option<FormulaCell> {
        let (cell, share) = (self.cell_of(whole, year)?, self.target_cell(row, TargetSlot::Share)?);
        let required = cell.clone().with("*", share.clone()).rounded(9);
        let required = Expr::Call("ROUNDUP", vec![required, Expr::number(series.unit.step_decimals())]);
        let none = any(vec![cell.holds_nothing(), share.holds_nothing()]);
        let value = self.value_of(&[whole], year).zip(self.bound(row, TargetSlot::Share));
        let result = value.map(|(whole, share)| to_plain(&round_up(&(whole * share), series.unit.step_decimals()), 6));
        let (formula, result) = self.once_begun(year, either(none, Expr::text(BLANK), required), result);
        Some(FormulaCell { formula, result, look: self.look_of(&series.id) })
    }

    /// A formula that shows a dash until its year has begun.
    fn once_begun(&self, year: Year, formula: Expr, result: Option<String>) -> (Expr, String) {
        let result = result.filter(|_| self.has_year_begun(year)).unwrap_or_else(|| BLANK.to_owned());
        (either(begun(year), formula, Expr::text(BLANK)), result)
    }

    fn reached(&self, row: &Row, line: &AnnexRow, year: Year) -> Option<FormulaCell> {
        match line {
            AnnexRow::Figure(series, _) => {
                let cell = self.cell_of(series, year)?;
                let result = self.value_of(&[series], year).map(|value| to_plain(&value, 6));
                let formula = either(cell.clone().holds_nothing(), Expr::text(BLANK), cell);
                let (formula, result) = self.once_begun(year, formula, result);
                Some(FormulaCell { formula, result, look: self.look_of(&series.id) })
            }
            AnnexRow::Growth(of, method) => self.growth(row, of, method, year),
            AnnexRow::Share(part, whole) => {
                let (part_cell, whole_cell) = (self.cell_of(part, year)?, self.cell_of(whole, year)?);
                let none = any(vec![
                    part_cell.clone().holds_nothing(),
                    whole_cell.clone().holds_nothing(),
                    whole_cell.clone().with("=", Expr::number(0)),
                ]);
                let rate = cut_off(part_cell.with("/", whole_cell));
                let value = self.value_of(&[part], year).zip(self.value_of(&[whole], year));
                let value = value.filter(|(_, whole)| !whole.is_zero());
                let value = value.map(|(part, whole)| four_decimals(&(part / whole)));
                let (formula, result) = self.once_begun(year, either(none, Expr::text(BLANK), rate), value);
                Some(FormulaCell { formula, result, look: CellStyle::Rate })
            }
        }
    }

    /// Average growth, truncated so that rounding never lifts it to the rate. A year that is not over shows 未完,
    /// unless a flow has already reached the requirement.
    fn growth(&self, row: &Row, of: &[&Series], method: &Option<ReadingId>, year: Year) -> Option<FormulaCell> {
        let Some((from, years)) = self.base_of(method, year) else {
            let formula = Expr::text(BLANK);
            return Some(FormulaCell { formula, result: BLANK.to_owned(), look: CellStyle::Rate });
        };
        let cells = |year| of.iter().map(|series| self.cell_of(series, year)).collect::<Option<Vec<_>>>();
        let (bases, values) = (cells(from)?, cells(year)?);
        let none = bases.iter().chain(&values).map(|cell| cell.clone().holds_nothing()).collect();
        let (base, value) = (sum(bases).rounded(6), sum(values).rounded(6));
        let root = value.clone().with("/", base.clone()).with("^", Expr::number(1).with("/", Expr::number(years)));
        let rate = cut_off(root.with("-", Expr::number(1)));
        let asked = self.target_cell(row, TargetSlot::Rate)?;
        let required = base.clone().with("*", Expr::number(1).with("+", asked).with("^", Expr::number(years)));
        let is_flow = of.iter().all(|series| series.kind == Kind::Flow);
        let short = value.with("<", required.rounded(9));
        let open = Expr::Call("NOT", vec![closed(year)]);
        let unfinished = if is_flow { all(vec![open, short]) } else { open };
        let formula = either(
            any(none),
            Expr::text(BLANK),
            either(
                base.with("=", Expr::number(0)),
                Expr::text(BLANK),
                either(unfinished, Expr::text(UNFINISHED), rate),
            ),
        );
        let known = self.value_of(of, from).filter(|base| !base.is_zero()).zip(self.value_of(of, year));
        let result = known.map(|(base, value)| {
            let required = self.bound(row, TargetSlot::Rate).map(|rate| grown(&base, &rate, years));
            let is_short = !is_flow || required.is_some_and(|required| value < required);
            match self.is_open(year) && is_short {
                true => UNFINISHED.to_owned(),
                false => floor_root(&(value / base), years, 10)
                    .map(|root| four_decimals(&(root - Exact::one())))
                    .unwrap_or_default(),
            }
        });
        let (formula, result) = self.once_begun(year, formula, result);
        Some(FormulaCell { formula, result, look: CellStyle::Rate })
    }

    fn is_open(&self, year: Year) -> bool {
        self.situation().is_some_and(|situation| situation.as_of.year() == year)
    }

    fn asked_of_whole(&self, row: &Row, line: &AnnexRow) -> Option<FormulaCell> {
        let AnnexRow::Figure(series, Asked::Total) = line else { return None };
        let total = self.target_cell(row, TargetSlot::Total)?;
        let years: Vec<TargetSlot> = self.pack.plan_years().map(TargetSlot::Year).collect();
        let cells: Vec<Expr> = years.iter().filter_map(|slot| self.target_cell(row, *slot)).collect();
        let all_there = Expr::Call("COUNT", cells.clone()).with("=", Expr::number(cells.len()));
        let added = either(all_there, sum(cells), Expr::text(BLANK));
        let yearly: Option<Exact> = years.iter().map(|slot| self.bound(row, *slot)).sum();
        let bound = self.bound(row, TargetSlot::Total).or(yearly.filter(|_| !years.is_empty()));
        let result = bound.map_or(BLANK.to_owned(), |bound| to_plain(&bound, 12));
        Some(FormulaCell {
            formula: either(total.clone().holds_nothing(), added, total),
            result,
            look: self.look_of(&series.id),
        })
    }

    /// The sum of the years that have begun; a dash if all of them are blank.
    fn reached_of_whole(&self, line: &AnnexRow) -> Option<FormulaCell> {
        let AnnexRow::Figure(series, Asked::Total | Asked::Yearly) = line else { return None };
        let cells = self.pack.plan_years().filter_map(|year| Some((year, self.cell_of(series, year)?)));
        let cells: Vec<(Year, Expr)> = cells.collect();
        let known = cells.iter().map(|(year, cell)| all(vec![begun(*year), cell.clone().with("<>", Expr::text(""))]));
        let terms =
            cells.iter().map(|(year, cell)| either(begun(*year), Expr::Call("N", vec![cell.clone()]), Expr::number(0)));
        let formula = either(any(known.collect()), sum(terms.collect()).rounded(6), Expr::text(BLANK));
        let years = self.pack.plan_years().filter(|year| self.has_year_begun(*year));
        let values: Vec<Exact> = years.filter_map(|year| self.value_of(&[series], year)).collect();
        let result = match values.as_slice() {
            [] => BLANK.to_owned(),
            values => to_plain(&values.iter().sum::<Exact>(), 6),
        };
        Some(FormulaCell { formula, result, look: self.look_of(&series.id) })
    }

    /// The row's verdict, taken from the sheet of verdicts.
    fn verdict_of(&self, row: &Row, span: Span) -> Option<FormulaCell> {
        let (line, words) = self.verdict_line(&row.id, span)?;
        Some(FormulaCell { formula: Expr::cell(at(VERDICTS, line, 5)), result: words, look: CellStyle::Verdict })
    }
}

fn name_of(line: &AnnexRow) -> String {
    match line {
        AnnexRow::Figure(series, _) => format!("{}（{}）", series.short_name, series.unit.symbol()),
        AnnexRow::Growth(of, _) => match of.as_slice() {
            [one] => format!("{}年均增长", one.short_name),
            _ => "合计年均增长".to_owned(),
        },
        AnnexRow::Share(..) => "比率".to_owned(),
    }
}

fn write(sheet: &mut Worksheet, (line, column): (u32, u16), live: Option<FormulaCell>) -> Done {
    let Some(FormulaCell { formula, result, look }) = live else {
        return sheet.write_blank(line, column, &CellStyle::Middle.format()).map(drop);
    };
    let format = look.format().set_align(rust_xlsxwriter::FormatAlign::Center);
    // A constant is written as text, not as a formula.
    if let Expr::Text(text) = &formula {
        return sheet.write_string_with_format(line, column, text, &format).map(drop);
    }
    let formula = Formula::new(formula.to_string()).set_result(result);
    sheet.write_formula_with_format(line, column, formula, &format).map(drop)
}

/// Truncated towards 0 at a hundredth of a per cent. Digits that doubles leave beyond the ninth decimal are noise.
fn cut_off(value: Expr) -> Expr {
    Expr::Call("ROUNDDOWN", vec![value.rounded(9), Expr::number(4)])
}

fn four_decimals(value: &Exact) -> String {
    let digits = to_plain(&value.abs(), 4);
    if value.is_negative() && digits != "0" { format!("-{digits}") } else { digits }
}

/// True once the year has begun. Without a reporting day none has: a text compares as later than any day.
fn begun(year: Year) -> Expr {
    let first = Expr::Call("DATE", vec![Expr::number(year), Expr::number(1), Expr::number(1)]);
    all(vec![Expr::Call("ISNUMBER", vec![Expr::cell(as_of())]), Expr::cell(as_of()).with(">=", first)])
}

fn closed(year: Year) -> Expr {
    Expr::cell(as_of()).with(">", Expr::Call("DATE", vec![Expr::number(year), Expr::number(12), Expr::number(31)]))
}
