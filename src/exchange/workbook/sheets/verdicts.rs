//! 判定: one line for each node of each working, with our verdict and the verdict as a formula.

use super::super::cell::{BLANK, FIRST, VERDICTS, at};
use super::super::cell_style::CellStyle;
use super::super::formulas::Lines;
use super::{Book, Done, LINE, begin, cut, date, end, is_long, lines_of, plain_bold};
use crate::domain::attainment::{Assessment, Span, Subject, workings};
use crate::domain::figures::Situation;
use crate::domain::policy::{Pack, RowId};
use crate::domain::quantity::{Exact, to_plain};
use crate::domain::working::{Test, Working};
use crate::text;
use rust_xlsxwriter::{Formula, Worksheet};

impl<'a> Book<'a> {
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
pub(super) fn row_verdicts(
    pack: &Pack,
    (situation, assessment): &(Situation, Assessment),
) -> Vec<(RowId, Span, u32, String)> {
    let (lines, heads) = verdict_lines(pack, situation, assessment);
    let of_row = |(place, subject, span): (usize, Subject, Span)| {
        let Subject::Row(row) = subject else { return None };
        Some((row, span, row_of(place), text::verdict_words(lines.lines.get(place)?.working)))
    };
    heads.into_iter().filter_map(of_row).collect()
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
