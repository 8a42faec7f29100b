//! LibreOffice calculates the workbook's live formulas for random workspaces; the results must equal our verdicts.
//! Figures read back from a workbook must equal the originals digit by digit.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    dead_code,
    reason = "tests"
)]

mod fixtures;

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;
use zhuanhua::domain::figures::{Accumulation, Level, TargetSlot};
use zhuanhua::domain::policy::{Kind, ReadingKind, TargetKind};
use zhuanhua::domain::quantity::{Grain, Period};
use zhuanhua::exchange::workbook::{figures_of, workbook};
use zhuanhua::packs::OpenPack;
use zhuanhua::workspace::intake::TakenFigure;
use zhuanhua::workspace::{Action, PackRef, Workspace};

const WORKSPACES: usize = 24;

/// A random workspace. Each number of `choices` decides one question.
fn random(open: &OpenPack, choices: &[u32]) -> Workspace {
    let mut next = choices.iter().copied().cycle();
    let mut choose = |of: u32| next.next().unwrap() % of;
    let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() };
    let level = if choose(2) == 0 { Level::Province } else { Level::City };
    let mut workspace = Workspace::new("random".to_owned(), "示例市".to_owned(), level, pack_ref);
    let days = ["2020-12-31", "2021-06-30", "2022-01-01", "2022-09-30", "2023-12-31", "2024-01-01"];
    let mut actions = vec![Action::AsOfTyped(days[choose(6) as usize].to_owned())];
    for reading in open.pack.readings.iter().filter(|reading| reading.kind != ReadingKind::Ledger) {
        let option = &reading.options[choose(reading.options.len() as u32) as usize];
        actions.push(Action::ReadingChosen(reading.id.clone(), option.id.clone()));
    }
    for series in &open.pack.series {
        if series.kind == Kind::Flow && choose(3) == 0 {
            actions.push(Action::AccumulationChosen(series.id.clone(), Accumulation::Cumulative));
        }
        for (step, year) in open.pack.figure_years().enumerate() {
            let value = |base: u32, choice: u32| match (choice, series.unit.is_count()) {
                (0, _) => "0".to_owned(),
                // At the thresholds of 10, 20 and 30 per cent.
                (1..=4, true) => [1000, 1100, 1210, 1331][step].to_string(),
                // At the province's minimums of row 1.
                (5, true) => [900, 1200, 1500, 1800][step].to_string(),
                (1..=5, false) => ["1.1", "1.43", "1.859", "2.4167"][step].to_owned(),
                (_, true) => (base * 7).to_string(),
                (_, false) => format!("{}.{:04}", base, base % 10_000),
            };
            match choose(8) {
                0 => {}
                1 | 2 => {
                    for period in year.periods(Grain::Quarter) {
                        if choose(7) > 0 {
                            let text = value(choose(400), choose(9));
                            actions.push(Action::FigureTyped(series.id.clone(), period, text));
                        }
                    }
                }
                _ => {
                    let text = value(choose(900), choose(9));
                    actions.push(Action::FigureTyped(series.id.clone(), Period::Year(year), text));
                }
            }
        }
    }
    if level == Level::City {
        for row in &open.pack.rows {
            for kind in row.rule.target_kinds() {
                let typed = |slot, text: &str| Action::TargetTyped(row.id.clone(), slot, text.to_owned());
                match kind {
                    TargetKind::Yearly => {
                        for (step, year) in
                            open.pack.plan_years().enumerate().filter(|_| choose(4) > 0).collect::<Vec<_>>()
                        {
                            // Often a value that counts reach exactly.
                            let target = if choose(2) == 0 { [1100, 1210, 1331][step] } else { choose(2000) + 1 };
                            actions.push(typed(TargetSlot::Year(year), &target.to_string()));
                        }
                    }
                    TargetKind::Total if choose(3) == 0 => actions.push(typed(TargetSlot::Total, "3300")),
                    TargetKind::Rate if choose(3) == 0 => actions.push(typed(TargetSlot::Rate, "12.5%")),
                    TargetKind::Share if choose(3) == 0 => actions.push(typed(TargetSlot::Share, "90%")),
                    _ => {}
                }
            }
            if choose(9) == 0 {
                actions.push(Action::RowLeftOut(row.id.clone(), String::new()));
            }
        }
    }
    for action in actions {
        if let Some(after) = action.apply(&workspace, &open.pack) {
            workspace = after;
        }
    }
    workspace
}

fn workspaces(open: &OpenPack) -> Vec<Workspace> {
    // A fixed seed, so that a failure can be reproduced.
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let numbers = proptest::collection::vec(0_u32..1_000_000, 700);
    (0..WORKSPACES).map(|_| random(open, &numbers.new_tree(&mut runner).unwrap().current())).collect()
}

/// The workbook without its cached values, so that LibreOffice has to calculate them.
fn uncalculated(bytes: &[u8]) -> Vec<u8> {
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..file.len() {
        let mut part = file.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(bytes).unwrap();
            let mut pieces = text.split("</f><v>");
            let mut kept = pieces.next().unwrap().to_owned();
            for piece in pieces {
                kept.push_str("</f>");
                kept.push_str(piece.split_once("</v>").unwrap().1);
            }
            bytes = kept.replace(" t=\"str\"><f>", "><f>").into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn formulas_come_to_our_verdicts() {
    let open = fixtures::pack();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formulas");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("calculated")).unwrap();
    if Command::new("soffice").arg("--version").output().is_err() {
        println!("skipped: formulas against LibreOffice, which is not installed");
        return;
    }
    let mut all = workspaces(&open);
    all.extend([fixtures::full(&open), fixtures::desk(&open)]);
    let mut paths = Vec::new();
    for (index, workspace) in all.iter().enumerate() {
        let path = folder.join(format!("{index}.xlsx"));
        std::fs::write(&path, uncalculated(&workbook(&open, workspace).unwrap())).unwrap();
        paths.push(path);
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(folder.join("calculated"))
        .args(&paths)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let (mut lines, mut verdicts, mut faults) = (0, BTreeMap::<String, usize>::new(), Vec::new());
    let mut cells = 0;
    for (index, workspace) in all.iter().enumerate() {
        let bytes = std::fs::read(folder.join("calculated").join(format!("{index}.xlsx"))).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        // In the annex, LibreOffice's value of each cell must equal ours.
        let mut ours: Xlsx<_> = Xlsx::new(Cursor::new(workbook(&open, workspace).unwrap())).unwrap();
        let (ours, theirs) = (ours.worksheet_range("附表").unwrap(), book.worksheet_range("附表").unwrap());
        for (row, column, cell) in ours.used_cells().filter(|(row, column, _)| *row > 5 && *column > 2) {
            let other = theirs.get((row, column)).cloned().unwrap_or(Data::Empty);
            let same = match (cell, &other) {
                (Data::Float(one), Data::Float(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
                _ => cell.to_string() == other.to_string(),
            };
            cells += 1;
            if !same {
                let of = ours.get((row, 2)).map(Data::to_string).unwrap_or_default();
                faults.push(format!("{index}: annex {row}:{column} {of} is {cell}, calculated {other}"));
            }
        }
        let sheet = book.worksheet_range("判定").unwrap();
        for row in sheet.rows().skip(3) {
            let text = |column: usize| row.get(column).map(Data::to_string).unwrap_or_default();
            if text(6) == "不由本表的数得出" || text(4).is_empty() {
                continue;
            }
            lines += 1;
            *verdicts.entry(text(4)).or_default() += 1;
            if text(4) != text(5) || !text(6).starts_with("一致") {
                faults.push(format!("{index}: {} {} is {}, calculated {}", text(0), text(1), text(4), text(5)));
            }
        }
    }
    println!("{lines} formulas in {} workbooks: {verdicts:?}", all.len());
    println!("{cells} cells of annexes");
    assert!(cells > 5_000, "{cells}");
    assert!(lines > 3_000 && verdicts.len() > 8, "{lines} {verdicts:?}");
    assert!(faults.is_empty(), "{} of {lines}\n{}", faults.len(), faults[..faults.len().min(12)].join("\n"));
}

#[test]
fn figures_come_back_digit_by_digit() {
    let open = fixtures::pack();
    let mut long = fixtures::full(&open);
    let series = zhuanhua::domain::policy::SeriesId::new("sme_inflow_contract_amount");
    for (year, digits) in [(2020, "900719925474099.000001"), (2021, "0.000001"), (2022, "123456789012345.654321")] {
        let action = Action::FigureTyped(series.clone(), Period::Year(fixtures::year(year)), digits.to_owned());
        long = action.apply(&long, &open.pack).unwrap();
    }
    for workspace in workspaces(&open).into_iter().chain([fixtures::full(&open), fixtures::desk(&open), long]) {
        let taken = figures_of(&workbook(&open, &workspace).unwrap()).unwrap();
        let figures = &workspace.entries.figures;
        let read: BTreeMap<_, _> = taken
            .figures
            .iter()
            .filter(|figure| !figure.text.is_empty())
            .map(|figure| ((figure.series.clone(), figure.period.clone()), figure.text.clone()))
            .collect();
        let known: BTreeMap<_, _> = figures
            .cells()
            .filter_map(|(series, period, cell)| {
                Some(((series.to_string(), period.to_string()), cell.adopted()?.value.to_string()))
            })
            .collect();
        assert_eq!(read, known);
        // Nothing was changed, so no sheet is reported.
        assert_eq!((&taken.elsewhere, &taken.strange), (&Vec::new(), &Vec::new()));
        let formulas = taken.figures.iter().filter(|figure| figure.formula.is_some());
        assert_eq!(formulas.count(), 0);
    }
}

/// A workbook with only the two sheets that figures are read from. Text that is a number becomes a number.
fn crafted(figures: &[&[&str]], periods: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [("数据", figures), ("分期数据", periods)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number(row as u32, column as u16, number).unwrap(),
                    Err(_) => sheet.write_string(row as u32, column as u16, *text).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn what_was_done_to_a_workbook_elsewhere_is_seen() {
    let head: &[&str] = &["键", "数据", "单位", "2021年", "2022"];
    let line: &[&str] = &["pledge_amount", "金额", "亿元", "45", "一百"];
    let periods: &[&[&str]] = &[&["键", "数据", "期", "期名", "数"], &["pledge_projects", "项目", "2022-13", "", "5"]];
    let taken = figures_of(&crafted(&[head, line, &["??", "小计", "", "1", "2"]], periods)).unwrap();
    let figure = |series: &str, period: &str, digits: &str| (series.to_owned(), period.to_owned(), digits.to_owned());
    let plain = |figure: &TakenFigure| (figure.series.clone(), figure.period.clone(), figure.text.clone());
    assert_eq!(
        taken.figures.iter().map(plain).collect::<Vec<_>>(),
        [
            figure("pledge_amount", "2021", "45"),
            figure("pledge_amount", "2022", "一百"),
            figure("pledge_projects", "2022-13", "5"),
        ]
    );
    assert_eq!(taken.units["pledge_amount"], "亿元");
    assert_eq!(taken.strange, ["数据：??"]);
    // An unknown column is reported and ignored. A repeated year, a sheet without a year or without keys is
    // refused.
    let more = figures_of(&crafted(&[&["键", "数据", "单位", "2021", "预计"], line], periods)).unwrap();
    assert_eq!(more.strange, ["数据：列“预计”"]);
    for head in [
        ["键", "数据", "单位", "2021", "2021年"],
        ["键", "数据", "单位", "", "说明"],
        ["序号", "数据", "单位", "2021", "2022"],
    ] {
        let refused = figures_of(&crafted(&[&head, line], periods));
        assert!(
            matches!(refused, Err(zhuanhua::workspace::intake::WorkbookError::Columns(_))),
            "{head:?}: {refused:?}"
        );
    }
}

/// What colleagues leave in figure cells: formulas with and without a value, dates.
#[test]
fn a_formula_in_a_cell_gives_its_value_and_a_date_is_no_figure() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("数据").unwrap();
    for (column, head) in ["键", "数据", "单位", "2020", "2021", "2022", "2023"].into_iter().enumerate() {
        sheet.write_string(0, column as u16, head).unwrap();
    }
    sheet.write_string(1, 0, "pledge_amount").unwrap().write_string(1, 2, "亿元").unwrap();
    sheet.write_formula(1, 3, Formula::new("=5+3.5").set_result("8.5")).unwrap();
    sheet.write_formula(1, 4, Formula::new("=5+3.5").set_result("99")).unwrap();
    let day = ExcelDateTime::from_ymd(2022, 6, 30).unwrap();
    sheet.write_datetime_with_format(1, 5, day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    // This is our own formula: its value comes from the other sheet, so it is no figure.
    sheet.write_formula(1, 6, Formula::new("='分期数据'!$E$2").set_result("7")).unwrap();
    let periods = book.add_worksheet().set_name("分期数据").unwrap();
    periods.write_string(0, 0, "键").unwrap();
    periods.write_string(1, 0, "pledge_amount").unwrap().write_string(1, 2, "2023-01").unwrap();
    periods.write_formula(1, 4, Formula::new("=3+4").set_result("7")).unwrap();
    // A program that does not calculate leaves no value next to the formula.
    let book = book.save_to_buffer().unwrap();
    let book = replaced(&book, "xl/worksheets/sheet1.xml", |text| text.replace("<v>99</v>", ""));
    let taken = figures_of(&book).unwrap();
    let figure = |period: &str, text: &str, formula: &str| TakenFigure {
        series: "pledge_amount".to_owned(),
        period: period.to_owned(),
        text: text.to_owned(),
        formula: Some(formula.to_owned()),
    };
    assert_eq!(taken.figures, [figure("2020", "8.5", "5+3.5"), figure("2023-01", "7", "3+4")]);
    assert_eq!(taken.strange.len(), 2, "{:?}", taken.strange);
    assert!(taken.strange[0].starts_with("数据 E2 是公式，没有算出的数"), "{:?}", taken.strange);
    assert_eq!(taken.strange[1], "数据 F2 是日期 2022-06-30，不是数");
}

/// Someone overwrites a formula on a sheet that is for reading only.
#[test]
fn what_was_written_over_is_named() {
    let open = fixtures::pack();
    let workspace = fixtures::full(&open);
    let bytes = workbook(&open, &workspace).unwrap();
    let taken = figures_of(&bytes).unwrap();
    assert_eq!(taken.as_of.as_deref(), workspace.entries.as_of.map(|day| day.to_string()).as_deref());
    assert!(taken.targets.iter().any(|target| target.row == "1" && target.slot == "2021"));
    let changed = replaced(&bytes, "xl/worksheets/sheet1.xml", |text| {
        // Replaces the first formula of 附表 by a number.
        let (before, rest) = text.split_once("<f>").unwrap();
        let (_, after) = rest.split_once("</c>").unwrap();
        let (begin, cell) = before.rsplit_once("<c ").unwrap();
        format!("{begin}<c {}<v>130</v></c>{after}", cell.replace(" t=\"str\"", ""))
    });
    let taken = figures_of(&changed).unwrap();
    assert_eq!(taken.elsewhere.len(), 1, "{:?}", taken.elsewhere);
    assert!(
        taken.elsewhere[0].starts_with("附表 D") && taken.elsewhere[0].ends_with("（130）"),
        "{:?}",
        taken.elsewhere
    );
}

/// The workbook with one part changed.
fn replaced(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..file.len() {
        let mut one = file.by_index(index).unwrap();
        let name = one.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        one.read_to_end(&mut bytes).unwrap();
        if name == part {
            bytes = change(std::str::from_utf8(&bytes).unwrap()).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}
