//! Where each cell of a pasted table goes. Labels are recognised and skipped; the other cells are placed from a
//! chosen cell of the sheet on. Whatever does not fit is reported before anything changes.

use super::labels::Labels;
use super::place_cell::CellContext;
use super::placed::{Answers, Placed, Placement, PlacementIssue};
use super::{ClipboardTable, FieldColumn, Sheet};
use crate::domain::figures::TargetSlot;
use crate::domain::policy::Pack;
use std::collections::BTreeSet;

/// Places a table with its first figure on the cell `at` (row and column from 0).
pub fn place(
    pack: &Pack,
    block: &ClipboardTable,
    sheet: &Sheet,
    at: (usize, usize),
    how: Placement,
    answers: Answers,
) -> Placed {
    let labels = Labels::of(block, sheet, sheet.heads.len().saturating_sub(at.1));
    let mut placed = Placed { labels: labels.found.clone(), ..Placed::default() };
    let rows = labels.rows(sheet, at.0, how, &mut placed.issues);
    let columns = labels.columns(sheet, at.1, how, &mut placed.issues);
    // With `ByLabels`, each unknown label is reported by itself.
    if how == Placement::FromCell && !labels.strange.is_empty() {
        placed.issues.push(PlacementIssue::LabelsLeftOut(labels.strange.clone()));
    }
    if how == Placement::FromCell && labels.maybe_numbered {
        placed.issues.push(PlacementIssue::MaybeNumbered);
    }
    if !labels.maybe_years.is_empty() {
        placed.issues.push(PlacementIssue::MaybeYears(labels.maybe_years.clone()));
    }
    for (line, row, row_unit) in &rows {
        for (target, column, column_unit) in &columns {
            let unit = column_unit.as_ref().or(row_unit.as_ref());
            let Some(piece) = block.rows().get(*row).and_then(|row| row.get(*column)) else { continue };
            if piece.covered.is_some() {
                continue;
            }
            let context = CellContext { pack, answers, from: (*row, *column), unit: unit.map(String::as_str) };
            placed.place_cell(&context, sheet, piece, (*line, *target));
        }
    }
    if !block.hidden.is_empty() {
        placed.issues.push(PlacementIssue::HiddenLeftOut(block.hidden.clone()));
    }
    if block.other_tables > 0 {
        placed.issues.push(PlacementIssue::OtherTables(block.other_tables));
    }
    placed
}

impl Labels {
    /// For each row of figures: its row in the sheet, its row in the table, its unit.
    fn rows(
        &self,
        sheet: &Sheet,
        first: usize,
        how: Placement,
        issues: &mut Vec<PlacementIssue>,
    ) -> Vec<(usize, usize, Option<String>)> {
        let names: Vec<_> = self.body.iter().map(|body| body.label.clone()).collect();
        let named = |label: &str| sheet.lines_named(label);
        let called =
            |line: usize| sheet.lines.get(line).and_then(|line| line.names.first()).cloned().unwrap_or_default();
        let lines = lay_out(&names, named, called, first, how, issues);
        let (placed, over) = within(self.body.iter().zip(lines), sheet.lines.len());
        if let Some(first) = over.first() {
            issues.push(PlacementIssue::RowsOver { from: first.row.saturating_add(1), count: over.len() });
        }
        placed.into_iter().map(|(line, body)| (line, body.row, body.unit.clone())).collect()
    }

    /// For each column of figures: its column in the sheet, its column in the table, the unit in its heading.
    fn columns(
        &self,
        sheet: &Sheet,
        first: usize,
        how: Placement,
        issues: &mut Vec<PlacementIssue>,
    ) -> Vec<(usize, usize, Option<String>)> {
        let names: Vec<_> = self.columns.iter().map(|column| column.heading.clone()).collect();
        let called = |column: usize| sheet.heads.get(column).map(|head| head_name(*head)).unwrap_or_default();
        let targets = lay_out(&names, |heading| sheet.columns_named(heading), called, first, how, issues);
        let strange = names.iter().flatten().filter(|heading| sheet.columns_named(heading).is_empty());
        let strange: Vec<_> = strange.cloned().collect();
        if how == Placement::FromCell && !strange.is_empty() {
            issues.push(PlacementIssue::HeadingsNotHere(strange));
        }
        let (placed, over) = within(self.columns.iter().zip(targets), sheet.heads.len());
        if let Some(first) = over.first() {
            issues.push(PlacementIssue::ColumnsOver { from: first.column.saturating_add(1), count: over.len() });
        }
        placed.into_iter().map(|(target, column)| (target, column.column, column.unit.clone())).collect()
    }
}

/// Splits items into those within a sheet of that size, with their positions, and those beyond its edge.
fn within<'a, T>(
    items: impl Iterator<Item = (&'a T, Option<usize>)>,
    size: usize,
) -> (Vec<(usize, &'a T)>, Vec<&'a T>) {
    let placed = items.filter_map(|(item, place)| Some((place?, item)));
    let (fitting, over): (Vec<_>, Vec<_>) = placed.partition(|(place, _)| *place < size);
    (fitting, over.into_iter().map(|(_, item)| item).collect())
}

/// Positions one after the other from `first`, or where the labels say. Labels that name other positions are an issue
/// with `FromCell`, unknown labels with `ByLabels`.
fn lay_out(
    labels: &[Option<String>],
    named: impl Fn(&str) -> Vec<usize>,
    called: impl Fn(usize) -> String,
    first: usize,
    how: Placement,
    issues: &mut Vec<PlacementIssue>,
) -> Vec<Option<usize>> {
    let from_cell = (0..labels.len()).map(|offset| first.saturating_add(offset));
    let meant: Vec<Option<Vec<usize>>> = labels.iter().map(|label| label.as_deref().map(&named)).collect();
    let knows_some = meant.iter().flatten().any(|places| !places.is_empty());
    if how == Placement::ByLabels && knows_some {
        let mut taken = BTreeSet::new();
        let mut last = None;
        let places = labels.iter().zip(meant).map(|(label, places)| {
            let places = places.unwrap_or_default();
            // A name that several rows or columns share means the next one after the last position named.
            let free = match places.as_slice() {
                [only] => Some(*only),
                several => several.iter().copied().find(|place| last.is_some_and(|last| *place > last)),
            };
            let free = free.filter(|place| taken.insert(*place));
            last = free.or(last);
            if free.is_none() {
                issues.push(PlacementIssue::UnknownLabel(label.clone().unwrap_or_default()));
            }
            free
        });
        return places.collect();
    }
    let mut elsewhere = None;
    let places: Vec<_> = from_cell
        .zip(labels.iter().zip(meant))
        .map(|(place, (label, places))| {
            if let (Some(label), Some(places)) = (label, places)
                && !places.is_empty()
                && !places.contains(&place)
            {
                elsewhere
                    .get_or_insert_with(|| PlacementIssue::Elsewhere { label: label.clone(), goes_to: called(place) });
            }
            Some(place)
        })
        .collect();
    issues.extend(elsewhere);
    places
}

/// A column's name, unlike that of any other column.
fn head_name(head: FieldColumn) -> String {
    match head {
        FieldColumn::Period(period) => crate::text::period_name(period),
        FieldColumn::Slot(TargetSlot::Year(year)) => format!("{year}年目标"),
        FieldColumn::Slot(slot) => crate::text::slot_name(slot),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::SeriesId;
    use crate::domain::quantity::Unit;
    use crate::domain::quantity::{Grain, Period, Year};
    use crate::exchange::clipboard_table::FieldRow;
    use crate::exchange::clipboard_table::{HeldValue, Nil, Oddity, SourceCell};
    use crate::packs;
    use crate::workspace::Field;

    fn pack() -> Pack {
        packs::open(packs::BUILT_IN).unwrap().pack
    }

    /// Three series over the base year and the plan's years, or over the months of 2022.
    fn sheet(pack: &Pack, months: bool) -> Sheet {
        let periods: Vec<Period> = if months {
            Year::new(2022).unwrap().periods(Grain::Month).collect()
        } else {
            pack.figure_years().map(Period::Year).collect()
        };
        let ids = ["sme_inflow_patents", "sme_inflow_contract_amount", "pledge_amount"];
        let lines = ids.into_iter().map(|id| {
            let series = pack.series_of(&SeriesId::new(id)).unwrap();
            FieldRow {
                names: vec![series.name.clone(), series.short_name.clone()],
                unit: series.unit.clone(),
                fields: periods.iter().map(|period| Some(Field::Figure(series.id.clone(), *period))).collect(),
            }
        });
        Sheet { heads: periods.iter().map(|period| FieldColumn::Period(*period)).collect(), lines: lines.collect() }
    }

    /// Expects `series period=text` for each placed cell, then what is not understood and the issues.
    fn check(months: bool, text: &str, at: (usize, usize), how: Placement, expect: &[&str]) {
        let pack = pack();
        let block = ClipboardTable::of_text(text).unwrap();
        let placed = place(&pack, &block, &sheet(&pack, months), at, how, Answers::default());
        let mut shown: Vec<String> = Vec::new();
        for (field, text) in &placed.typed {
            let Field::Figure(series, period) = field else { panic!("{field:?}") };
            let short: String = series.as_str().chars().take(3).collect();
            shown.push(format!("{short} {period}={text}"));
        }
        shown.extend(placed.not_understood.iter().map(|(_, text, problem)| format!("not {text}: {problem}")));
        shown.extend(placed.issues.iter().map(|issue| format!("{issue:?}")));
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn a_bare_block_goes_where_it_is_laid() {
        let expect = ["sme 2021=1", "sme 2022=2", "sme 2021=3", "sme 2022="];
        check(false, "1\t2\r\n3\t\r\n", (0, 1), Placement::FromCell, &expect);
        check(false, "2021\t2022\n2023\t2024", (0, 1), Placement::FromCell, &["sme 2021=2023", "sme 2022=2024"]);
    }

    #[test]
    fn labels_are_recognised_and_left_out() {
        let expect = ["sme 2021=1,100", "sme 2022=1200", "sme 2021=5", "sme 2022=6"];
        let name = "中小微企业接受的专利数量";
        for text in [
            format!("指标\t2021年\t2022年\n{name}\t1,100\t1200\n中小微企业接受专利的合同金额\t5\t6\n"),
            format!(
                "序号\t指标\t单位\t2021\t2022\n1\t{name}\t件\t1,100\t1200\n2\t中小微企业接受专利的合同金额\t万元\t5\t6\n"
            ),
            format!("\t2021年度\t2022年度\n{name}（件）\t1,100\t1200\n中小微企业接受专利的合同金额(万元)\t5\t6"),
        ] {
            check(false, &text, (0, 1), Placement::FromCell, &expect);
        }
        check(false, "序号\t2021年\n1\t1,100\n2\t5\n", (0, 1), Placement::FromCell, &["sme 2021=1,100", "sme 2021=5"]);
        check(true, "3月\t四月\n7\t8\n", (2, 2), Placement::FromCell, &["ple 2022-03=7", "ple 2022-04=8"]);
    }

    #[test]
    fn repeated_heads_and_remarks_are_no_figures() {
        let text = "2021年\t2022年\n1\t2\n2021年\t2022年\n3\t4\n";
        check(false, text, (0, 1), Placement::FromCell, &["sme 2021=1", "sme 2022=2", "sme 2021=3", "sme 2022=4"]);
    }

    #[test]
    fn a_unit_in_the_table_is_the_figures_unit() {
        let expect = ["sme 2021=4.5亿元", "ple 2021=12.5"];
        check(
            false,
            "中小微企业接受专利的合同金额（亿元）\t4.5\n专利质押融资金额（亿元）\t12.5",
            (1, 1),
            Placement::FromCell,
            &expect,
        );
        let title = "单位：万元\t\t\n中小微企业接受专利的合同金额\t4.5\t5\n";
        check(false, title, (1, 1), Placement::FromCell, &["sme 2021=4.5", "sme 2022=5"]);
    }

    #[test]
    fn labels_that_name_another_place_are_asked_about() {
        let text = "\t2021年\t2022年\n中小微企业接受专利的合同金额\t5\t6\n";
        let elsewhere = |label: &str, goes_to: &str| {
            format!("{:?}", PlacementIssue::Elsewhere { label: label.to_owned(), goes_to: goes_to.to_owned() })
        };
        let pack = pack();
        let first = sheet(&pack, false).lines[0].names[0].clone();
        let expect = [
            "sme 2020=5",
            "sme 2021=6",
            &elsewhere("中小微企业接受专利的合同金额", &first),
            &elsewhere("2021年", "2020年"),
        ];
        check(false, text, (0, 0), Placement::FromCell, &expect);
        check(false, text, (0, 0), Placement::ByLabels, &["sme 2021=5", "sme 2022=6"]);
        // By labels, a row whose label matches nothing is reported and left out.
        let total = "中小微企业接受专利的合同金额\t5\n合计\t6\n";
        let unknown = [format!("{:?}", PlacementIssue::UnknownLabel("合计".to_owned()))];
        check(false, total, (0, 2), Placement::ByLabels, &["sme 2022=5", &unknown[0]]);
    }

    #[test]
    fn headings_of_other_things_are_asked_about() {
        let not_here = |headings: &[&str]| {
            format!("{:?}", PlacementIssue::HeadingsNotHere(headings.iter().map(ToString::to_string).collect()))
        };
        let name = "中小微企业接受的专利数量";
        let bulletin = format!("指标\t单位\t本月\t本年累计\t上年同期\n{name}\t件\t12\t130\t110\n");
        let placed = ["sme 2022-09=12", "sme 2022-10=130", "sme 2022-11=110"];
        let asked = not_here(&["本月", "本年累计", "上年同期"]);
        check(true, &bulletin, (0, 8), Placement::FromCell, &[placed[0], placed[1], placed[2], &asked]);
        for headings in [["2021年1月", "2021年2月"], ["一季度", "二季度"], ["1月", "合计"]] {
            let text = format!("指标\t{}\t{}\n{name}\t100\t200\n", headings[0], headings[1]);
            let strange: Vec<_> = headings.into_iter().filter(|heading| *heading != "1月").collect();
            let expect = ["sme 2022-01=100", "sme 2022-02=200", &not_here(&strange)];
            check(true, &text, (0, 0), Placement::FromCell, &expect);
        }
        check(
            true,
            "指标\t1月\t合计\n中小微企业接受的专利数量\t5\t9\n",
            (0, 0),
            Placement::ByLabels,
            &["sme 2022-01=5", &format!("{:?}", PlacementIssue::UnknownLabel("合计".to_owned()))],
        );
        let counted =
            ["sme 2021=1", "sme 2022=7", "sme 2021=2", "sme 2022=8", "ple 2021=3", "ple 2022=9", "MaybeNumbered"];
        check(false, "1\t7\n2\t8\n3\t9\n", (0, 1), Placement::FromCell, &counted);
    }

    #[test]
    fn a_unit_in_a_heading_is_that_of_the_figures_below() {
        let name = "中小微企业接受专利的合同金额";
        let expect = ["sme 2022-01=1.5亿元", "sme 2022-02=2.5亿元"];
        for text in [
            format!("指标（亿元）\t1月\t2月\n{name}\t1.5\t2.5\n"),
            format!("指标\t1月（亿元）\t2月（亿元）\n{name}\t1.5\t2.5\n"),
            format!("（单位：亿元）\t\t\n\t1月\t2月\n{name}\t1.5\t2.5\n"),
            "（单位：亿元）\t\t\n1月\t2月\n1.5\t2.5\n".to_owned(),
        ] {
            check(true, &text, (1, 0), Placement::FromCell, &expect);
        }
    }

    #[test]
    fn a_unit_that_is_not_the_rows_own_is_converted_or_refused() {
        let name = "中小微企业接受专利的合同金额";
        for unit in ["单位：亿元", "金额单位：亿元", "计量单位：亿元", "单位：人民币亿元", "（单位：亿元、件）", "亿元"]
        {
            check(
                false,
                &format!("{unit}\t\t\n{name}\t4.5\t5\n"),
                (1, 1),
                Placement::FromCell,
                &["sme 2021=4.5亿元", "sme 2022=5亿元"],
            );
        }
        for label in ["，亿元", "/亿元", " 亿元", "[亿元]", "（单位：亿元）"] {
            check(false, &format!("{name}{label}\t4.5\n"), (1, 1), Placement::FromCell, &["sme 2021=4.5亿元"]);
        }
        let refused = ["sme 2021=5000千元", "not 5000千元: unit 千元 does not fit"];
        check(false, &format!("指标\t单位\t2021年\n{name}\t千元\t5000\n"), (1, 1), Placement::FromCell, &refused);
        // A merged unit holds for every row beside it.
        let cell = |text: &str| SourceCell::new(text);
        let below =
            SourceCell { covered: Some(crate::exchange::clipboard_table::Covered::FromAbove), ..SourceCell::default() };
        let rows = vec![
            vec![cell("中小微企业接受专利的合同金额"), cell("亿元"), cell("5")],
            vec![cell("专利质押融资金额"), below, cell("7")],
        ];
        let pack = pack();
        let block = ClipboardTable::of_rows(rows).unwrap();
        let placed = place(&pack, &block, &sheet(&pack, false), (1, 1), Placement::FromCell, Answers::default());
        let texts: Vec<_> = placed.typed.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["5亿元", "7"]);
        let units: Vec<_> = Labels::of(&block, &sheet(&pack, false), 3).body.into_iter().map(|row| row.unit).collect();
        assert_eq!(units, [Some("亿元".to_owned()), Some("亿元".to_owned())]);
    }

    #[test]
    fn years_that_may_be_no_figures_are_asked_about() {
        let years = |years: &[&str]| {
            format!("{:?}", PlacementIssue::MaybeYears(years.iter().map(ToString::to_string).collect()))
        };
        let column = "2020\t100\n2021\t120\n2022\t130\n";
        let expect =
            ["sme 2020=2020", "sme 2021=100", "sme 2020=2021", "sme 2021=120", "ple 2020=2022", "ple 2021=130"];
        let expect: Vec<&str> = expect.to_vec();
        let asked = years(&["2020", "2021", "2022"]);
        check(false, column, (0, 0), Placement::FromCell, &[&expect[..], &[asked.as_str()]].concat());
        let asked = years(&["2018", "2019"]);
        check(
            false,
            "2018\t2019\n5\t6\n",
            (0, 1),
            Placement::FromCell,
            &["sme 2021=2018", "sme 2022=2019", "sme 2021=5", "sme 2022=6", &asked],
        );
        check(
            false,
            "202109\n5\n",
            (0, 1),
            Placement::FromCell,
            &["sme 2021=202109", "sme 2021=5", &years(&["202109"])],
        );
        // Years of the sheet, all different, are headings in any order.
        check(false, "2022\t2021\n5\t6\n", (0, 1), Placement::ByLabels, &["sme 2022=5", "sme 2021=6"]);
        check(false, "2050\n", (0, 1), Placement::FromCell, &["sme 2021=2050"]);
        check(false, "2050\t3\n", (0, 1), Placement::FromCell, &["sme 2021=2050", "sme 2022=3"]);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let over = ["ple 2022=1", "ple 2023=2", "RowsOver { from: 2, count: 1 }", "ColumnsOver { from: 3, count: 1 }"];
        check(false, "1\t2\t3\n4\t5\t6", (2, 2), Placement::FromCell, &over);
        let bad = ["sme 2021=12O0", "sme 2021=-3", "not 12O0: 'O' at place 3 is not a digit", "not -3: negative"];
        check(false, "12O0\n-3", (0, 1), Placement::FromCell, &bad);
    }

    fn nil(marks: &[&str], count: usize) -> String {
        format!("{:?}", PlacementIssue::NilMarks { marks: marks.iter().map(ToString::to_string).collect(), count })
    }

    #[test]
    fn nil_marks_are_asked_about_once_and_move_nothing() {
        // A nil mark above a figure is no heading, and one before figures is no label.
        check(false, "无\n5", (0, 1), Placement::FromCell, &["sme 2021=5", &nil(&["无"], 1)]);
        let expect = ["sme 2021=1200", "sme 2022=1500", "sme 2023=1800", &nil(&["无"], 1)];
        check(false, "无\t1200\t1500\t1800", (0, 0), Placement::FromCell, &expect);
        check(false, "-\t…\n/\t-", (0, 0), Placement::FromCell, &[&nil(&["-", "…", "/"], 4)]);
        let name = "中小微企业接受的专利数量";
        let text = format!("指标\t单位\t2021年\t2022年\n{name}\t件\t—\t1500\n中小微企业接受专利的合同金额\t-\t1\t—\n");
        check(false, &text, (0, 1), Placement::FromCell, &["sme 2022=1500", "sme 2021=1", &nil(&["—"], 2)]);
        let pack = pack();
        let block = ClipboardTable::of_text("无\t1200").unwrap();
        for (nil, text) in [(Nil::Blank, ""), (Nil::Zero, "0")] {
            let answers = Answers { nil: Some(nil), ..Answers::default() };
            let placed = place(&pack, &block, &sheet(&pack, false), (0, 0), Placement::FromCell, answers);
            assert!(placed.is_certain());
            assert_eq!(placed.typed.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), [text, "1200"]);
        }
        // A word unlike any row name stays a figure if all columns have a place.
        let word = ["sme 2020=未统计", "sme 2021=1", "sme 2022=2", "sme 2023=3", "not 未统计: no digits"];
        check(false, "未统计\t1\t2\t3", (0, 0), Placement::FromCell, &word);
    }

    #[test]
    fn the_name_of_a_period_stands_over_its_figure() {
        for head in ["1—9月", "1-9月", "前三季度", "上半年", "截至9月底", "2022年1-9月累计"] {
            let asked = format!("{:?}", PlacementIssue::HeadingsNotHere(vec![head.to_owned()]));
            check(false, &format!("{head}\n900"), (0, 1), Placement::FromCell, &["sme 2021=900", &asked]);
        }
        // Headings with no rows below are reported as unreadable figures.
        let alone = check_names("1月\n2月");
        assert_eq!(alone, ["1月", "2月"]);
    }

    fn check_names(text: &str) -> Vec<String> {
        let pack = pack();
        let block = ClipboardTable::of_text(text).unwrap();
        let placed = place(&pack, &block, &sheet(&pack, false), (0, 1), Placement::FromCell, Answers::default());
        placed.not_understood.into_iter().map(|(_, text, _)| text).collect()
    }

    #[test]
    fn an_empty_line_behind_a_figure_clears_nothing() {
        check(false, "900\r\n\r\n\r\n", (0, 1), Placement::FromCell, &["sme 2021=900"]);
    }

    #[test]
    fn labels_that_are_nearly_a_name_are_offered_and_then_known() {
        let pack = pack();
        let sheet = sheet(&pack, false);
        let label = "中小微企业接受专利数";
        assert_eq!(sheet.lines_near(label)[0], 0);
        let block = ClipboardTable::of_text(&format!("{label}\t5\n")).unwrap();
        let asked = place(&pack, &block, &sheet, (1, 1), Placement::FromCell, Answers::default());
        assert_eq!(asked.issues, [PlacementIssue::LabelsLeftOut(vec![label.to_owned()])]);
        let known = sheet.also_called(label, 0);
        let placed = place(&pack, &block, &known, (1, 1), Placement::ByLabels, Answers::default());
        assert!(
            matches!(&placed.typed[..], [(Field::Figure(series, _), _)] if series.as_str() == "sme_inflow_patents")
        );
    }

    #[test]
    fn what_a_cell_shows_besides_its_figure_is_named() {
        let pack = pack();
        let several = SourceCell {
            oddity: Some(Oddity::Several(vec!["1200".to_owned(), "1500".to_owned()])),
            ..SourceCell::new("1200 1500")
        };
        let mark = SourceCell { oddity: Some(Oddity::Mark("1".to_owned())), ..SourceCell::new("850") };
        let block = ClipboardTable::of_rows(vec![vec![several, mark]]).unwrap().with_left_out(vec!["9".to_owned()], 1);
        let placed = place(&pack, &block, &sheet(&pack, false), (0, 1), Placement::FromCell, Answers::default());
        let typed: Vec<_> = placed.typed.iter().map(|(field, text)| (field.key().unwrap(), text.as_str())).collect();
        let field = Field::Figure(SeriesId::new("sme_inflow_patents"), Period::parse("2022").unwrap());
        assert_eq!(typed, [(field.key().unwrap(), "850")]);
        let odd = |column, taken: &str, oddity| PlacementIssue::Odd { row: 1, column, taken: taken.to_owned(), oddity };
        assert_eq!(
            placed.issues,
            [
                odd(1, "", Oddity::Several(vec!["1200".to_owned(), "1500".to_owned()])),
                odd(2, "850", Oddity::Mark("1".to_owned())),
                PlacementIssue::HiddenLeftOut(vec!["9".to_owned()]),
                PlacementIssue::OtherTables(1),
            ]
        );
    }

    #[test]
    fn bare_numbers_for_rates_may_be_percentages() {
        let pack = pack();
        let row = &pack.rows[1];
        let fields = vec![Some(Field::Target(row.id.clone(), TargetSlot::Rate))];
        let line = FieldRow { names: vec![row.short_name.clone()], unit: Unit::new("万元"), fields };
        let sheet = Sheet { heads: vec![FieldColumn::Slot(TargetSlot::Rate)], lines: vec![line.clone(), line] };
        let placed = |text: &str, percent| {
            let block = ClipboardTable::of_text(text).unwrap();
            place(&pack, &block, &sheet, (0, 0), Placement::FromCell, Answers { nil: None, percent })
        };
        let asked = placed("30\n25", false);
        assert_eq!(asked.issues, [PlacementIssue::MaybePercent { text: "30".to_owned(), count: 2 }]);
        let taken = placed("30\n25", true);
        assert!(taken.is_certain());
        assert_eq!(taken.typed.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["30%", "25%"]);
        // A heading that names the unit leaves nothing to ask.
        let headed = placed("增长率（%）\n30\n25", false);
        assert_eq!(headed.typed.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["30%", "25%"]);
    }

    #[test]
    fn targets_have_columns_of_their_own() {
        let pack = pack();
        let row = &pack.rows[0];
        let slots = [TargetSlot::Year(Year::new(2021).unwrap()), TargetSlot::Total, TargetSlot::Rate];
        let fields = slots.map(|slot| (slot != TargetSlot::Rate).then(|| Field::Target(row.id.clone(), slot)));
        let line = FieldRow { names: vec![row.short_name.clone()], unit: Unit::new("件"), fields: fields.to_vec() };
        let sheet = Sheet { heads: slots.map(FieldColumn::Slot).to_vec(), lines: vec![line] };
        let block = ClipboardTable::of_text("2021年\t累计\t年均增长\n5\t6\t30%\n").unwrap();
        let placed = place(&pack, &block, &sheet, (0, 0), Placement::FromCell, Answers::default());
        assert_eq!(placed.typed.len(), 2);
        let issue = PlacementIssue::NoField { row: 2, column: 3, text: "30%".to_owned() };
        assert_eq!(placed.issues, [issue]);
    }

    #[test]
    fn a_cell_that_shows_less_than_it_holds_is_said() {
        let pack = pack();
        let piece = SourceCell { held: Some(HeldValue::Rounded("45.5432".to_owned())), ..SourceCell::new("45.5") };
        let block = ClipboardTable::of_rows(vec![vec![piece]]).unwrap();
        let placed = place(&pack, &block, &sheet(&pack, false), (2, 1), Placement::FromCell, Answers::default());
        assert_eq!(placed.typed[0].1, "45.5");
        assert!(matches!(placed.issues.as_slice(), [PlacementIssue::Rounded { .. }]));
    }
}
