//! 指标分解通知 – the targets issued to the units in one issue.

use super::facts::column;
use super::remarks::{mark, of_source};
use super::{Draft, Source};
use crate::domain::figures::{RowTarget, TargetSlot};
use crate::domain::policy::{Pack, Row, RowId};
use crate::domain::quantity::{Exact, to_plain};
use crate::report::{Align, Document, DocumentPart, Exhibit, Table};
use crate::text;
use crate::workspace::desk::{AllocationKey, Issue, slots};
use num_traits::Zero;

/// The draft of an issue; `None` where there is no issue of that number.
pub fn draft(source: &Source, number: u32) -> Option<Draft> {
    let Source { pack, workspace, .. } = source;
    let pack = &pack.pack;
    let issue = workspace.desk.issued.iter().find(|issue| issue.number == number)?;
    let unit = text::unit_name(&workspace.entries);
    let units: Vec<&str> = issue.targets.keys().map(String::as_str).collect();
    // In the desk's order; units removed since the issue come last.
    let mut ordered: Vec<&str> =
        workspace.desk.units.iter().map(|one| one.name.as_str()).filter(|name| units.contains(name)).collect();
    ordered.extend(units.iter().filter(|name| !workspace.desk.units.iter().any(|one| one.name == **name)));
    let (first, last) = (pack.first_year, pack.last_year);
    let part = DocumentPart::of_text;
    let by = match issue.document.as_str() {
        "" => String::new(),
        document => format!("（{document}）"),
    };
    let text = vec![
        format!(
            "根据《{}》（{}），现将{first}—{last}年各单位主要工作指标分解下达{by}，请对照附表制定年度工作计划，落实责任，按期完成。",
            pack.title, pack.document
        ),
        format!(
            "本次下达日期为{}，共 {} 个单位。附表没有列出的增长率、比率类指标，各单位同样适用通知规定的要求。",
            text::day_name(issue.day),
            ordered.len()
        ),
    ];
    let mut text = text;
    let given = |row: &RowId, slot: TargetSlot| {
        issue.targets.values().any(|of| of.get(row).is_some_and(|target| target.of(slot).is_some()))
    };
    let missing = slots(pack).into_iter().filter(|(row, slot)| !slot.is_fraction() && !given(row, *slot));
    let missing: Vec<_> = missing.map(|(row, slot)| format!("附表 {row} {}", text::slot_name(slot))).collect();
    if !missing.is_empty() {
        text.push(format!("本次没有下达的目标：{}，另行通知。", missing.join("、")));
    }
    let tables = pack.rows.iter().filter_map(|row| table(pack, row, issue, &ordered)).map(Exhibit::Table).collect();
    let title = format!("{unit}关于下达{first}—{last}年专利转化专项计划主要工作指标的通知");
    let mut remarks = of_source(source);
    remarks.push("按最大余额法分配，合计等于总数；余额相同的按单位顺序。".to_owned());
    remarks.extend(methods(source, given));
    let document = Document {
        title,
        mark: mark(source).unwrap_or_default(),
        addressee: ordered.join("、"),
        parts: vec![part("text", "", text)],
        annexes: vec![DocumentPart {
            exhibits: tables, ..part("target_tables", "主要工作指标分解表", Vec::new())
        }],
        remarks,
        ..Document::default()
    };
    Some(Draft { document, plots: Vec::new(), missed: Vec::new() })
}

/// A row's targets, one line for each unit and their sum; `None` where the issue has none for the row.
fn table(pack: &Pack, row: &Row, issue: &Issue, units: &[&str]) -> Option<Table> {
    let target = |unit: &str| -> Option<&RowTarget> { issue.targets.get(unit)?.get(&row.id) };
    let mut slots: Vec<TargetSlot> = Vec::new();
    for unit in units {
        for slot in target(unit).map(RowTarget::slots).unwrap_or_default() {
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
    }
    if slots.is_empty() {
        return None;
    }
    let mut columns = vec![column("序号", 8, Align::Middle), column("单位", 28, Align::Left)];
    columns.extend(slots.iter().map(|slot| column(&text::slot_name(*slot), 20, Align::Right)));
    let value = |unit: &str, slot: TargetSlot| target(unit).and_then(|target| target.of(slot));
    let cells = |(number, unit): (usize, &&str)| {
        let shown = slots.iter().map(|slot| {
            value(unit, *slot).map_or("—".to_owned(), |value| text::target_value(pack, &row.id, *slot, &value))
        });
        [number.to_string(), (*unit).to_owned()].into_iter().chain(shown).collect()
    };
    let mut rows: Vec<Vec<String>> = (1..).zip(units).map(cells).collect();
    if slots.iter().any(|slot| !slot.is_fraction()) {
        let sums = slots.iter().map(|slot| {
            let sum = units.iter().filter_map(|unit| value(unit, *slot)).fold(Exact::zero(), |sum, part| sum + part);
            if slot.is_fraction() { "—".to_owned() } else { text::grouped(&to_plain(&sum, 6)) }
        });
        rows.push([String::new(), "合计".to_owned()].into_iter().chain(sums).collect());
    }
    let unit = row.rule.series().first().and_then(|series| pack.series_of(series)).map_or("", |one| one.unit.symbol());
    Some(Table { caption: format!("附表 {} {}（{unit}）", row.id, row.name), columns, rows })
}

/// The current allocation key of each target, and what was set by hand.
fn methods(source: &Source, given: impl Fn(&RowId, TargetSlot) -> bool) -> Vec<String> {
    let pack = &source.pack.pack;
    let desk = &source.workspace.desk;
    let mut lines = Vec::new();
    for ((row, slot), allocation) in desk.allocation.iter().filter(|((row, slot), _)| given(row, *slot)) {
        let basis = match &allocation.basis {
            AllocationKey::Equal => "各单位相同".to_owned(),
            AllocationKey::Own => "按自定权重".to_owned(),
            AllocationKey::Series(series, year) => {
                format!("按{year}年{}", pack.series_of(series).map_or(series.as_str(), |one| &one.name))
            }
        };
        let by_hand = allocation
            .parts
            .iter()
            .filter(|(_, part)| ![&part.lock, &part.floor, &part.cap].iter().all(|text| text.is_empty()));
        let by_hand: Vec<_> = by_hand
            .map(|(id, part)| {
                let name = desk.unit(id).map_or(id.as_str(), |unit| unit.name.as_str());
                let said = [("定为", &part.lock), ("不少于", &part.floor), ("不超过", &part.cap)];
                let said: Vec<_> = said
                    .iter()
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(word, text)| format!("{word} {text}"))
                    .collect();
                let reason = if part.reason.is_empty() { "原因未写" } else { &part.reason };
                format!("{name}{}（{reason}）", said.join("、"))
            })
            .collect();
        let by_hand =
            if by_hand.is_empty() { String::new() } else { format!("；手工调整：{}", by_hand.join("；")) };
        lines.push(format!("附表 {row} {}：{basis}{by_hand}。", text::slot_name(*slot)));
    }
    lines
}
