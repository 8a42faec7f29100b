//! 分配的目标 – targets that the superior allocates to a city, row by row.

use crate::domain::figures::TargetSlot;
use crate::domain::figures::{Level, TargetRevision};
use crate::domain::policy::{Pack, Row, RowId, Rule, TargetKind};
use crate::domain::quantity::{Exact, Unit};
use crate::exchange::clipboard_table::{FieldColumn, FieldRow, Sheet};
use crate::text;
use crate::ui::kit::field::Field as TextField;
use crate::ui::kit::grid::{Cells, Column, GridCell, RowEnd, RowHead, RowModel, Selection, use_kept_rows};
use crate::ui::kit::pager::Pages;
use crate::ui::parts::sheet_grid::SheetGrid;
use crate::ui::store::Assessed;
use crate::workspace::{Action, Event, Field};
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// Element id of the grid.
pub const GRID: &str = "targets";

fn lines(pack: &Pack) -> Vec<&Row> {
    pack.rows.iter().filter(|row| !row.rule.target_kinds().is_empty()).collect()
}

fn slots(pack: &Pack) -> Vec<TargetSlot> {
    let years = pack.plan_years().map(TargetSlot::Year);
    years.chain([TargetSlot::Total, TargetSlot::Rate, TargetSlot::Share]).collect()
}

/// Row and column of a target.
pub fn place_of(pack: &Pack, row: &RowId, slot: TargetSlot) -> Option<(usize, usize)> {
    let line = lines(pack).iter().position(|line| &line.id == row)?;
    Some((line, slots(pack).iter().position(|known| *known == slot)?))
}

/// Props of the panel.
#[derive(Clone, PartialEq, Properties)]
pub struct TargetsPanelProps {
    /// The open workspace with its assessment.
    pub assessed: Rc<Assessed>,
    /// The dispatch.
    pub on: Callback<Event>,
}

/// The panel; empty at province level, where the notice's own targets apply.
#[component(TargetsPanel)]
pub fn targets_panel(props: &TargetsPanelProps) -> Html {
    let TargetsPanelProps { assessed, on } = props;
    let selection = use_state(Selection::default);
    let pack = assessed.rules();
    let slots = slots(pack);
    let (columns, sheet) = {
        let slots = slots.clone();
        let made = use_memo(Rc::clone(&assessed.pack), |pack| {
            let between = slots.iter().map(|slot| heading(*slot));
            let columns = ["指标".to_owned()].into_iter().chain(between).chain(["没有填时".to_owned()]);
            (Rc::new(columns.map(Column::named).collect::<Vec<_>>()), Rc::new(sheet(&pack.pack, &slots)))
        });
        (*made).clone()
    };
    let rows = use_kept_rows(lines(pack).into_iter().map(|row| line(assessed, row, &slots)).collect());
    if assessed.workspace.entries.level == Level::Province {
        return Html::default();
    }
    let on_select = {
        let selection = selection.setter();
        Callback::from(move |selected| selection.set(selected))
    };
    html! {
        <section class="panel" aria-labelledby="targets-title">
            <h2 id="targets-title">{ "分配的目标" }</h2>
            <p class="below">{ "文件没有市级指标，由省里分解下达（四(二)）。按下达的数填写；本工具不按比例推算。累计空着时按各年之和。改动已填的目标会留下原数，请在下面写明日期和依据。" }</p>
            <SheetGrid id={GRID} caption="分配的目标" {columns} {rows} {sheet}
                assessed={assessed.clone()} selection={*selection} {on_select} on={on.clone()} />
            { revisions(assessed, on) }
        </section>
    }
}

fn sheet(pack: &Pack, slots: &[TargetSlot]) -> Sheet {
    let line = |row: &Row| {
        let takes = row.rule.target_kinds();
        let field = |slot: &TargetSlot| takes.contains(&slot.kind()).then(|| Field::Target(row.id.clone(), *slot));
        let series = row.rule.series().into_iter().next().and_then(|series| pack.series_of(series));
        FieldRow {
            names: vec![row.name.clone(), row.short_name.clone()],
            unit: series.map_or_else(|| Unit::new(""), |series| series.unit.clone()),
            fields: slots.iter().map(field).collect(),
        }
    };
    Sheet {
        heads: slots.iter().map(|slot| FieldColumn::Slot(*slot)).collect(),
        lines: lines(pack).into_iter().map(line).collect(),
    }
}

/// 目标调整: the old value of each changed target, with the day and the reason of the change.
fn revisions(assessed: &Rc<Assessed>, on: &Callback<Event>) -> Html {
    let count = assessed.workspace.entries.revisions.len();
    if count == 0 {
        return Html::default();
    }
    let items = {
        let (assessed, on) = (Rc::clone(assessed), on.clone());
        Callback::from(move |range: Range<usize>| revision_table(&assessed, range, &on))
    };
    html! {
        <>
            <h3 id="revisions-title">{ "目标调整记录" }</h3>
            <Pages {count} size={PAGE} word="条" {items} />
        </>
    }
}

/// Revisions on a page of the list.
const PAGE: usize = 100;

fn revision_table(assessed: &Assessed, range: Range<usize>, on: &Callback<Event>) -> Html {
    let shown = assessed.workspace.entries.revisions.iter().enumerate().skip(range.start).take(range.len());
    html! {
        <table class="data revisions" aria-labelledby="revisions-title">
            <thead><tr><th scope="col">{ "目标" }</th><th scope="col">{ "原目标" }</th><th scope="col">{ "调整为" }</th><th scope="col">{ "调整日期" }</th><th scope="col">{ "原因和依据" }</th><th scope="col">{ "操作" }</th></tr></thead>
            <tbody>{ for shown.map(|(index, one)| revision(assessed, index, one, on)) }</tbody>
        </table>
    }
}

fn revision(assessed: &Assessed, index: usize, revision: &TargetRevision, on: &Callback<Event>) -> Html {
    let (pack, workspace) = (assessed.rules(), &assessed.workspace);
    let name = format!("附表 {} {}", revision.row, text::slot_name(revision.slot));
    let shown = |value: &Exact| text::target_value(pack, &revision.row, revision.slot, value);
    let place = Field::RevisedOn(index);
    let typed = workspace.not_understood.get(&place).cloned();
    let day = typed.unwrap_or_else(|| revision.day.map(|day| day.to_string()).unwrap_or_default());
    let problem = text::typed_problem(pack, workspace, &place).map(AttrValue::from);
    html! {
        <tr>
            <th scope="row">
                { &name }
                { for (revision.day.is_none() || revision.reason.is_empty()).then(|| html! { <small class="wrong">{ "　日期、原因待写" }</small> }) }
            </th>
            <td>{ shown(&revision.old) }</td>
            <td>{ revision.new.as_ref().map_or("不再下达".to_owned(), shown) }</td>
            <td><TextField id={format!("revision-{index}-day")} label={format!("{name}的调整日期")} bare=true text={day} {problem}
                on_text={on.reform(move |text| Event::Edited(Action::RevisionDated(index, text)))} /></td>
            <td><TextField id={format!("revision-{index}-why")} label={format!("{name}的调整原因和依据")} bare=true text={revision.reason.clone()}
                on_text={on.reform(move |text| Event::Edited(Action::RevisionExplained(index, text)))} /></td>
            <td><button type="button" class="quiet" onclick={on.reform(move |_: MouseEvent| Event::Edited(Action::RevisionDropped(index)))}
                aria-label={format!("{name}只是更正笔误，不留记录")}>{ "只是笔误，不留记录" }</button></td>
        </tr>
    }
}

fn heading(slot: TargetSlot) -> String {
    match slot {
        TargetSlot::Year(year) => format!("{year}年"),
        TargetSlot::Total => "累计".to_owned(),
        TargetSlot::Rate => "年均增长".to_owned(),
        TargetSlot::Share => "比率".to_owned(),
    }
}

fn line(assessed: &Assessed, row: &Row, slots: &[TargetSlot]) -> RowModel {
    let pack = assessed.rules();
    let unit = row.rule.series().first().and_then(|id| pack.series_of(id)).map(|series| series.unit.symbol());
    let kinds = row.rule.target_kinds();
    let has_number = kinds.contains(&TargetKind::Yearly);
    let head = RowHead {
        number: Some(row.id.to_string().into()),
        name: row.short_name.clone().into(),
        unit: if has_number { unit.unwrap_or_default().to_owned().into() } else { "%".into() },
        ..RowHead::default()
    };
    let end = match &row.rule {
        Rule::Growth { rate, .. } => format!("按文件 {}", text::percent(rate)),
        Rule::Share { share, .. } => format!("按文件 {}", text::percent(share)),
        _ => "无法判定".to_owned(),
    };
    let cells = slots.iter().map(|slot| cell(assessed, row, *slot, kinds.contains(&slot.kind()))).collect();
    RowModel::Cells(Cells { head, cells, end: RowEnd::words(end) })
}

fn cell(assessed: &Assessed, row: &Row, slot: TargetSlot, enabled: bool) -> GridCell {
    let field = Field::Target(row.id.clone(), slot);
    let problem = text::typed_problem(assessed.rules(), &assessed.workspace, &field).map(AttrValue::from);
    let plain = assessed.workspace.target_text(&row.id, slot);
    let text = if problem.is_some() || plain.ends_with('%') { plain } else { text::grouped(&plain) };
    let what = match slot {
        TargetSlot::Year(year) => format!("{year}年目标"),
        TargetSlot::Total => "累计目标".to_owned(),
        TargetSlot::Rate => "年均增长目标".to_owned(),
        TargetSlot::Share => "比率目标".to_owned(),
    };
    let plain = assessed.workspace.target_text(&row.id, slot);
    let label = format!("{} {what}", row.short_name).into();
    GridCell { label, text: text.into(), plain: plain.into(), problem, enabled, ..GridCell::default() }
}
