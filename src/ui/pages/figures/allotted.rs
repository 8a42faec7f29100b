//! 分配的目标 – what the superior allotted to a city, row by row.

use super::entry::one_at_a_time;
use crate::domain::figures::Level;
use crate::domain::policy::{Pack, Row, RowId, Rule, TargetKind};
use crate::text;
use crate::ui::findings::Findings;
use crate::ui::kit::grid::{Grid, GridCell, GridRow};
use crate::workspace::{Action, Event, Field, TargetSlot};
use yew::prelude::*;

/// Id of the grid in the page.
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

/// The panel; nothing at the province's level, which the notice itself binds.
pub fn targets_panel(findings: &Findings, on: &Callback<Event>) -> Html {
    if findings.workspace.level == Level::Province {
        return Html::default();
    }
    let pack = findings.rules();
    let slots = slots(pack);
    let mut columns = vec![html! { "指标" }];
    columns.extend(slots.iter().map(|slot| heading(*slot)));
    columns.push(html! { "没有填时" });
    let rows: Vec<_> = lines(pack).into_iter().map(|row| line(findings, row, &slots)).collect();
    let on_text = {
        let ids: Vec<RowId> = lines(pack).into_iter().map(|row| row.id.clone()).collect();
        let on = on.clone();
        Callback::from(move |(row, column, typed): (usize, usize, String)| {
            if let (Some(row), Some(slot)) = (ids.get(row), slots.get(column)) {
                on.emit(Event::Did(Action::TargetTyped(row.clone(), *slot, typed)));
            }
        })
    };
    html! {
        <section class="panel" aria-labelledby="targets-title">
            <h2 id="targets-title">{ "分配的目标" }</h2>
            <p class="below">{ "文件没有市级指标，由省里分解下达（四(二)）。按下达的数填写；本工具不按比例推算。累计空着时按各年之和。" }</p>
            <Grid id={GRID} caption="分配的目标" {columns} {rows} {on_text} on_block={one_at_a_time(on)} />
        </section>
    }
}

fn heading(slot: TargetSlot) -> Html {
    match slot {
        TargetSlot::Year(year) => html! { format!("{year}年") },
        TargetSlot::Total => html! { "累计" },
        TargetSlot::Rate => html! { "年均增长" },
        TargetSlot::Share => html! { "比率" },
    }
}

fn line(findings: &Findings, row: &Row, slots: &[TargetSlot]) -> GridRow {
    let pack = findings.rules();
    let unit = row.rule.series().first().and_then(|id| pack.series_of(id)).map(|series| series.unit.symbol());
    let kinds = row.rule.target_kinds();
    let has_number = kinds.contains(&TargetKind::Yearly);
    let header = html! {
        <div class="row-head">
            <span class="row-number">{ row.id.to_string() }</span>
            <span class="row-name">{ &row.short_name }</span>
            <span class="row-unit">{ if has_number { unit.unwrap_or_default() } else { "%" } }</span>
        </div>
    };
    let trailer = match &row.rule {
        Rule::Growth { rate, .. } => format!("按文件 {}", text::percent(rate)),
        Rule::Share { share, .. } => format!("按文件 {}", text::percent(share)),
        _ => "无法判定".to_owned(),
    };
    let cells = slots.iter().map(|slot| cell(findings, row, *slot, kinds.contains(&slot.kind()))).collect();
    GridRow::Cells { header, cells, trailer: html! { trailer } }
}

fn cell(findings: &Findings, row: &Row, slot: TargetSlot, enabled: bool) -> GridCell {
    let field = Field::Target(row.id.clone(), slot);
    let problem = text::typed_problem(findings.rules(), &findings.workspace, &field).map(AttrValue::from);
    let plain = findings.workspace.target_text(&row.id, slot);
    let text = if problem.is_some() || plain.ends_with('%') { plain } else { text::grouped(&plain) };
    let what = match slot {
        TargetSlot::Year(year) => format!("{year}年目标"),
        TargetSlot::Total => "累计目标".to_owned(),
        TargetSlot::Rate => "年均增长目标".to_owned(),
        TargetSlot::Share => "比率目标".to_owned(),
    };
    GridCell { label: format!("{} {what}", row.short_name).into(), text: text.into(), problem, doubt: None, enabled }
}
