//! Where each cell of a block goes: labels are recognised and skipped, the rest is laid from a cell of
//! the sheet on. What does not fit is said before anything changes.

use super::labels::Labels;
use super::{Block, Head, Piece, Sheet};
use crate::domain::policy::Pack;
use crate::domain::quantity::Unit;
use crate::workspace::{Field, TypedProblem, problem_with};
use std::collections::BTreeSet;

/// How a block's labels are used where they name other places than those that were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// From the chosen cell on, to the right and down.
    FromCell,
    /// Where the labels say.
    ByLabels,
}

/// What a paste comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Field by field the text that it is given.
    pub typed: Vec<(Field, String)>,
    /// Of these the ones that would not be understood, each with its reason.
    pub not_understood: Vec<(Field, String, TypedProblem)>,
    /// Labels that were recognised and left out, in the order of the block.
    pub labels: Vec<String>,
    /// What does not fit, or could be meant in another way.
    pub troubles: Vec<Trouble>,
}

/// What does not fit, or could be meant in another way. Rows and columns of the block count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Rows that reach over the lower edge.
    RowsOver {
        /// The first of them.
        from: usize,
        /// How many.
        count: usize,
    },
    /// Columns that reach over the right edge.
    ColumnsOver {
        /// The first of them.
        from: usize,
        /// How many.
        count: usize,
    },
    /// A figure for a place where nothing can be entered.
    NoField {
        /// Row of the block.
        row: usize,
        /// Column of the block.
        column: usize,
        /// What stands there.
        text: String,
    },
    /// A row or column whose label names nothing in the sheet.
    UnknownLabel(String),
    /// Headings that no column of the sheet is called by, over figures that would be placed.
    HeadingsNotHere(Vec<String>),
    /// A first column of 1, 2, 3 that may only number the rows.
    MaybeNumbered,
    /// Labels that nothing in the sheet is called were left out.
    LabelsLeftOut(Vec<String>),
    /// The labels name another place than the chosen one: this is how one of them reads.
    Elsewhere {
        /// The label.
        label: String,
        /// What the place is called where the block would go.
        goes_to: String,
    },
    /// The program that it was copied from shows fewer digits than it holds.
    Rounded {
        /// What is shown.
        shown: String,
        /// What is behind it.
        exact: String,
    },
}

/// Says where a block goes whose first figure is laid on a cell (row and column from 0).
pub fn place(pack: &Pack, block: &Block, sheet: &Sheet, at: (usize, usize), how: How) -> Placed {
    let labels = Labels::of(block, sheet);
    let mut placed = Placed { labels: labels.found.clone(), ..Placed::default() };
    let rows = labels.rows(sheet, at.0, how, &mut placed.troubles);
    let columns = labels.columns(sheet, at.1, how, &mut placed.troubles);
    // By labels each strange one is named by itself.
    if how == How::FromCell && !labels.strange.is_empty() {
        placed.troubles.push(Trouble::LabelsLeftOut(labels.strange.clone()));
    }
    if how == How::FromCell && labels.maybe_numbered {
        placed.troubles.push(Trouble::MaybeNumbered);
    }
    for (line, row, row_unit) in &rows {
        for (target, column, column_unit) in &columns {
            let unit = column_unit.as_ref().or(row_unit.as_ref());
            let Some(piece) = block.rows().get(*row).and_then(|row| row.get(*column)) else { continue };
            if piece.covered {
                continue;
            }
            placed.lay(pack, sheet, piece, (*line, *target), (*row, *column), unit.map(String::as_str));
        }
    }
    placed
}

impl Placed {
    /// True when nothing needs to be asked.
    pub fn is_certain(&self) -> bool {
        self.troubles.is_empty() && self.not_understood.is_empty()
    }

    fn lay(
        &mut self,
        pack: &Pack,
        sheet: &Sheet,
        piece: &Piece,
        (line, column): (usize, usize),
        from: (usize, usize),
        unit: Option<&str>,
    ) {
        let Some(line) = sheet.lines.get(line) else { return };
        let Some(Some(field)) = line.fields.get(column) else {
            if !piece.is_blank() {
                let (row, column) = (from.0.saturating_add(1), from.1.saturating_add(1));
                self.troubles.push(Trouble::NoField { row, column, text: piece.text.clone() });
            }
            return;
        };
        let text = with_unit(piece.text.trim(), unit, &line.unit);
        if let Some(exact) = &piece.exact {
            self.troubles.push(Trouble::Rounded { shown: piece.text.clone(), exact: exact.clone() });
        }
        if let Some(problem) = problem_with(pack, field, &text) {
            self.not_understood.push((field.clone(), text.clone(), problem));
        }
        self.typed.push((field.clone(), text));
    }
}

/// A bare number in a table that names a unit is of that unit.
fn with_unit(text: &str, unit: Option<&str>, own: &Unit) -> String {
    let bare = text.chars().next_back().is_some_and(|last| last.is_ascii_digit() || ('０'..='９').contains(&last));
    match unit {
        Some(unit) if bare && unit != own.symbol() && Unit::new(unit).power_of_ten_yuan().is_some() => {
            format!("{text}{unit}")
        }
        _ => text.to_owned(),
    }
}

impl Labels {
    /// For each row of figures its line in the sheet.
    fn rows(
        &self,
        sheet: &Sheet,
        first: usize,
        how: How,
        troubles: &mut Vec<Trouble>,
    ) -> Vec<(usize, usize, Option<String>)> {
        let names: Vec<_> = self.body.iter().map(|body| body.label.clone()).collect();
        let named = |label: &str| sheet.lines_named(label);
        let called =
            |line: usize| sheet.lines.get(line).and_then(|line| line.names.first()).cloned().unwrap_or_default();
        let lines = lay_out(&names, named, called, first, how, troubles);
        let (placed, over) = within(self.body.iter().zip(lines), sheet.lines.len());
        if let Some(first) = over.first() {
            troubles.push(Trouble::RowsOver { from: first.row.saturating_add(1), count: over.len() });
        }
        placed.into_iter().map(|(line, body)| (line, body.row, body.unit.clone())).collect()
    }

    /// For each column of figures its column in the sheet, and the unit named over it.
    fn columns(
        &self,
        sheet: &Sheet,
        first: usize,
        how: How,
        troubles: &mut Vec<Trouble>,
    ) -> Vec<(usize, usize, Option<String>)> {
        let names: Vec<_> = self.columns.iter().map(|column| column.heading.clone()).collect();
        let called = |column: usize| sheet.heads.get(column).map(|head| head_name(*head)).unwrap_or_default();
        let targets = lay_out(&names, |heading| sheet.columns_named(heading), called, first, how, troubles);
        let strange = names.iter().flatten().filter(|heading| sheet.columns_named(heading).is_empty());
        let strange: Vec<_> = strange.cloned().collect();
        if how == How::FromCell && !strange.is_empty() {
            troubles.push(Trouble::HeadingsNotHere(strange));
        }
        let (placed, over) = within(self.columns.iter().zip(targets), sheet.heads.len());
        if let Some(first) = over.first() {
            troubles.push(Trouble::ColumnsOver { from: first.column.saturating_add(1), count: over.len() });
        }
        placed.into_iter().map(|(target, column)| (target, column.column, column.unit.clone())).collect()
    }
}

/// Those that have a place in a sheet of that size, each with it, and those that reach over its edge.
fn within<'a, T>(
    items: impl Iterator<Item = (&'a T, Option<usize>)>,
    size: usize,
) -> (Vec<(usize, &'a T)>, Vec<&'a T>) {
    let placed = items.filter_map(|(item, place)| Some((place?, item)));
    let (fitting, over): (Vec<_>, Vec<_>) = placed.partition(|(place, _)| *place < size);
    (fitting, over.into_iter().map(|(_, item)| item).collect())
}

/// Places one after the other, or where the labels say. Labels that name other places are a trouble
/// when they are not followed, and so are unknown ones when they are.
fn lay_out(
    labels: &[Option<String>],
    named: impl Fn(&str) -> Vec<usize>,
    called: impl Fn(usize) -> String,
    first: usize,
    how: How,
    troubles: &mut Vec<Trouble>,
) -> Vec<Option<usize>> {
    let from_cell = (0..labels.len()).map(|offset| first.saturating_add(offset));
    let meant: Vec<Option<Vec<usize>>> = labels.iter().map(|label| label.as_deref().map(&named)).collect();
    let knows_some = meant.iter().flatten().any(|places| !places.is_empty());
    if how == How::ByLabels && knows_some {
        let mut taken = BTreeSet::new();
        let mut last = None;
        let places = labels.iter().zip(meant).map(|(label, places)| {
            let places = places.unwrap_or_default();
            // A name that several bear is the next one behind what was named before it.
            let free = match places.as_slice() {
                [only] => Some(*only),
                several => several.iter().copied().find(|place| last.is_some_and(|last| *place > last)),
            };
            let free = free.filter(|place| taken.insert(*place));
            last = free.or(last);
            if free.is_none() {
                troubles.push(Trouble::UnknownLabel(label.clone().unwrap_or_default()));
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
                elsewhere.get_or_insert_with(|| Trouble::Elsewhere { label: label.clone(), goes_to: called(place) });
            }
            Some(place)
        })
        .collect();
    troubles.extend(elsewhere);
    places
}

/// What a column is called where it must be told from others.
fn head_name(head: Head) -> String {
    use crate::domain::figures::TargetSlot;
    match head {
        Head::Period(period) => crate::text::period_name(period),
        Head::Slot(TargetSlot::Year(year)) => format!("{year}年目标"),
        Head::Slot(slot) => crate::text::slot_name(slot),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::figures::TargetSlot;
    use crate::domain::policy::SeriesId;
    use crate::domain::quantity::{Grain, Period, Year};
    use crate::exchange::block::Line;
    use crate::packs;

    fn pack() -> Pack {
        packs::open(packs::BUILT_IN).unwrap().pack
    }

    /// Three series over the base and the plan's years, or over the months of 2022.
    fn sheet(pack: &Pack, months: bool) -> Sheet {
        let periods: Vec<Period> = if months {
            Year::new(2022).unwrap().periods(Grain::Month).collect()
        } else {
            pack.figure_years().map(Period::Year).collect()
        };
        let ids = ["sme_inflow_patents", "sme_inflow_contract_amount", "pledge_amount"];
        let lines = ids.into_iter().map(|id| {
            let series = pack.series_of(&SeriesId::new(id)).unwrap();
            Line {
                names: vec![series.name.clone(), series.short_name.clone()],
                unit: series.unit.clone(),
                fields: periods.iter().map(|period| Some(Field::Figure(series.id.clone(), *period))).collect(),
            }
        });
        Sheet { heads: periods.iter().map(|period| Head::Period(*period)).collect(), lines: lines.collect() }
    }

    /// `series period=text` for each cell that a block comes to, then what is left out and in the way.
    fn check(months: bool, text: &str, at: (usize, usize), how: How, expect: &[&str]) {
        let pack = pack();
        let placed = place(&pack, &Block::of_text(text).unwrap(), &sheet(&pack, months), at, how);
        let mut shown: Vec<String> = Vec::new();
        for (field, text) in &placed.typed {
            let Field::Figure(series, period) = field else { panic!("{field:?}") };
            let short: String = series.as_str().chars().take(3).collect();
            shown.push(format!("{short} {period}={text}"));
        }
        shown.extend(placed.not_understood.iter().map(|(_, text, problem)| format!("not {text}: {problem}")));
        shown.extend(placed.troubles.iter().map(|trouble| format!("{trouble:?}")));
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn a_bare_block_goes_where_it_is_laid() {
        let expect = ["sme 2021=1", "sme 2022=2", "sme 2021=3", "sme 2022="];
        check(false, "1\t2\r\n3\t\r\n", (0, 1), How::FromCell, &expect);
        check(false, "2021\t2022\n2023\t2024", (0, 1), How::FromCell, &["sme 2021=2023", "sme 2022=2024"]);
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
            check(false, &text, (0, 1), How::FromCell, &expect);
        }
        check(false, "序号\t2021年\n1\t1,100\n2\t5\n", (0, 1), How::FromCell, &["sme 2021=1,100", "sme 2021=5"]);
        check(true, "3月\t四月\n7\t8\n", (2, 2), How::FromCell, &["ple 2022-03=7", "ple 2022-04=8"]);
    }

    #[test]
    fn repeated_heads_and_remarks_are_no_figures() {
        let text = "2021年\t2022年\n1\t2\n2021年\t2022年\n3\t4\n";
        check(false, text, (0, 1), How::FromCell, &["sme 2021=1", "sme 2022=2", "sme 2021=3", "sme 2022=4"]);
    }

    #[test]
    fn a_unit_in_the_table_is_the_figures_unit() {
        let expect = ["sme 2021=4.5亿元", "ple 2021=12.5"];
        check(
            false,
            "中小微企业接受专利的合同金额（亿元）\t4.5\n专利质押融资金额（亿元）\t12.5",
            (1, 1),
            How::FromCell,
            &expect,
        );
        let title = "单位：万元\t\t\n中小微企业接受专利的合同金额\t4.5\t5\n";
        check(false, title, (1, 1), How::FromCell, &["sme 2021=4.5", "sme 2022=5"]);
    }

    #[test]
    fn labels_that_name_another_place_are_asked_about() {
        let text = "\t2021年\t2022年\n中小微企业接受专利的合同金额\t5\t6\n";
        let elsewhere = |label: &str, goes_to: &str| {
            format!("{:?}", Trouble::Elsewhere { label: label.to_owned(), goes_to: goes_to.to_owned() })
        };
        let pack = pack();
        let first = sheet(&pack, false).lines[0].names[0].clone();
        let expect = [
            "sme 2020=5",
            "sme 2021=6",
            &elsewhere("中小微企业接受专利的合同金额", &first),
            &elsewhere("2021年", "2020年"),
        ];
        check(false, text, (0, 0), How::FromCell, &expect);
        check(false, text, (0, 0), How::ByLabels, &["sme 2021=5", "sme 2022=6"]);
        // By labels a row that nothing is called like is named and left out.
        let total = "中小微企业接受专利的合同金额\t5\n合计\t6\n";
        let unknown = [format!("{:?}", Trouble::UnknownLabel("合计".to_owned()))];
        check(false, total, (0, 2), How::ByLabels, &["sme 2022=5", &unknown[0]]);
    }

    #[test]
    fn headings_of_other_things_are_asked_about() {
        let not_here = |headings: &[&str]| {
            format!("{:?}", Trouble::HeadingsNotHere(headings.iter().map(ToString::to_string).collect()))
        };
        let name = "中小微企业接受的专利数量";
        let bulletin = format!("指标\t单位\t本月\t本年累计\t上年同期\n{name}\t件\t12\t130\t110\n");
        let placed = ["sme 2022-09=12", "sme 2022-10=130", "sme 2022-11=110"];
        let asked = not_here(&["本月", "本年累计", "上年同期"]);
        check(true, &bulletin, (0, 8), How::FromCell, &[placed[0], placed[1], placed[2], &asked]);
        for headings in [["2021年1月", "2021年2月"], ["一季度", "二季度"], ["1月", "合计"]] {
            let text = format!("指标\t{}\t{}\n{name}\t100\t200\n", headings[0], headings[1]);
            let strange: Vec<_> = headings.into_iter().filter(|heading| *heading != "1月").collect();
            let expect = ["sme 2022-01=100", "sme 2022-02=200", &not_here(&strange)];
            check(true, &text, (0, 0), How::FromCell, &expect);
        }
        check(
            true,
            "指标\t1月\t合计\n中小微企业接受的专利数量\t5\t9\n",
            (0, 0),
            How::ByLabels,
            &["sme 2022-01=5", &format!("{:?}", Trouble::UnknownLabel("合计".to_owned()))],
        );
        let counted =
            ["sme 2021=1", "sme 2022=7", "sme 2021=2", "sme 2022=8", "ple 2021=3", "ple 2022=9", "MaybeNumbered"];
        check(false, "1\t7\n2\t8\n3\t9\n", (0, 1), How::FromCell, &counted);
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
            check(true, &text, (1, 0), How::FromCell, &expect);
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let over = ["ple 2022=1", "ple 2023=2", "RowsOver { from: 2, count: 1 }", "ColumnsOver { from: 3, count: 1 }"];
        check(false, "1\t2\t3\n4\t5\t6", (2, 2), How::FromCell, &over);
        let bad = ["sme 2021=12O0", "sme 2021=-3", "not 12O0: 'O' at place 3 is not a digit", "not -3: negative"];
        check(false, "12O0\n-3", (0, 1), How::FromCell, &bad);
        // A cell without digits is no heading just because it stands above a figure.
        let none = ["sme 2021=无", "sme 2021=5", "not 无: no digits"];
        check(false, "无\n5", (0, 1), How::FromCell, &none);
    }

    #[test]
    fn targets_have_columns_of_their_own() {
        let pack = pack();
        let row = &pack.rows[0];
        let slots = [TargetSlot::Year(Year::new(2021).unwrap()), TargetSlot::Total, TargetSlot::Rate];
        let fields = slots.map(|slot| (slot != TargetSlot::Rate).then(|| Field::Target(row.id.clone(), slot)));
        let line = Line { names: vec![row.short_name.clone()], unit: Unit::new("件"), fields: fields.to_vec() };
        let sheet = Sheet { heads: slots.map(Head::Slot).to_vec(), lines: vec![line] };
        let block = Block::of_text("2021年\t累计\t年均增长\n5\t6\t30%\n").unwrap();
        let placed = place(&pack, &block, &sheet, (0, 0), How::FromCell);
        assert_eq!(placed.typed.len(), 2);
        let trouble = Trouble::NoField { row: 2, column: 3, text: "30%".to_owned() };
        assert_eq!(placed.troubles, [trouble]);
    }

    #[test]
    fn a_cell_that_shows_less_than_it_holds_is_said() {
        let pack = pack();
        let piece = Piece { text: "45.5".to_owned(), exact: Some("45.5432".to_owned()), covered: false };
        let block = Block::of_rows(vec![vec![piece]]).unwrap();
        let placed = place(&pack, &block, &sheet(&pack, false), (2, 1), How::FromCell);
        assert_eq!(placed.typed[0].1, "45.5");
        assert!(matches!(placed.troubles.as_slice(), [Trouble::Rounded { .. }]));
    }
}
