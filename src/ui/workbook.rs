//! Figures out of a workbook that was saved here and changed in a spreadsheet program.

use super::store::PageState;
use super::writing::not_written;
use crate::domain::figures::{Accumulation, TargetSlot};
use crate::domain::policy::{Kind, Pack, RowId, SeriesId};
use crate::domain::quantity::{Grain, Period, parse_exact, read_typed, to_plain};
use crate::exchange::workbook::{TakenFigure, TakenFigures, WorkbookError};
use crate::platform::have_written;
use crate::text;
use crate::worker::Order;
use crate::workspace::Together;
use crate::workspace::desk::bound_by;
use crate::workspace::{Action, Event, Field, Notice, Open, Purpose, Workspace};
use gloo::utils::window;
use js_sys::Uint8Array;

/// Changes that are named before they are made.
const MOST_NAMED: usize = 8;

/// Takes a workbook's figures into what is open, once a person says so; true where something changed.
pub async fn workbook_opened(name: &str, bytes: Uint8Array, state: &PageState) -> bool {
    let wrong = |lines: Vec<String>| {
        let lines = lines.into_iter().chain([text::NOTHING_CHANGED.to_owned()]).collect();
        state.on.emit(Event::Told(Notice::wrong(format!("没有打开“{name}”"), lines)));
        false
    };
    let open = state.session.open.as_ref().filter(|open| open.history.present().purpose == Purpose::Reporting);
    let Some(open) = open else {
        return wrong(vec![
            "表格里只有数，没有口径、目标和说明：请先新建或打开本单位的填报文件，再打开表格。".to_owned(),
        ]);
    };
    let answer = match have_written(&Order::Figures.text(), &[bytes]).await {
        Ok(answer) => answer,
        Err(error) => {
            state.on.emit(Event::Told(not_written(&error)));
            return false;
        }
    };
    let taken: Result<TakenFigures, WorkbookError> = match serde_json::from_slice(&answer.to_vec()) {
        Ok(taken) => taken,
        Err(error) => return wrong(vec![format!("给维护人员的细节：{error}")]),
    };
    match taken {
        Ok(taken) => take(name, &taken, open, state),
        Err(error) => wrong(vec![problem(&error)]),
    }
}

fn problem(error: &WorkbookError) -> String {
    match error {
        WorkbookError::NotAWorkbook => "这不是 Excel 表格（.xlsx）。旧格式（.xls）请先另存为 .xlsx。".to_owned(),
        WorkbookError::TooLarge => "表格解开后太大，不是本工具存的表格。".to_owned(),
        WorkbookError::NotOurs(sheet) => {
            format!(
                "表格里没有“{sheet}”这一张：这里打开的是本工具“存为 Excel”的表格。别的表格请复制单元格，粘贴到“数据填报”。"
            )
        }
        WorkbookError::Columns(sheet) => {
            format!("“{sheet}”一张的列不对：第一列（隐藏的“键”）不能删，同一年不能有两列。请从“存为 Excel”重新开始。")
        }
        WorkbookError::Broken(detail) => format!("表格损坏了，请重新保存一次再打开（{detail}）。"),
    }
}

/// Asks, and takes.
fn take(name: &str, taken: &TakenFigures, open: &Open, state: &PageState) -> bool {
    let workspace = open.history.present();
    let pack = &open.pack.pack;
    let (changes, mut strange) = changes(pack, workspace, taken);
    strange.extend(not_read(pack, workspace, taken));
    let not_taken: Vec<_> = strange.iter().take(MOST_NAMED).cloned().collect();
    let not_taken = match strange.len() {
        0 => String::new(),
        count => format!("有 {count} 处不会采用：{}", not_taken.join("；")),
    };
    if changes.is_empty() {
        let notice = match not_taken.as_str() {
            "" => Notice::good(format!("{name} 里的数与现在的一样，没有改动")),
            _ => Notice::wrong(format!("没有从 {name} 填入任何数"), vec![not_taken, text::NOTHING_CHANGED.to_owned()]),
        };
        state.on.emit(Event::Told(notice));
        return false;
    }
    let unit = text::unit_name(&workspace.entries);
    let mut question = format!("把 {name} 里的数填进“{unit}”？会改 {} 处", changes.len());
    let cleared = changes.iter().filter(|(_, text)| text.is_empty()).count();
    if cleared > 0 {
        question.push_str(&format!("，其中 {cleared} 处变成空白"));
    }
    question.push_str("，可撤销。");
    if !taken.unit.is_empty() && taken.unit != unit {
        question.push_str(&format!("\n注意：表格是“{}”的。", taken.unit));
    }
    let named = changes.iter().take(MOST_NAMED).map(|(field, text)| {
        let shown = |text: &str| if text.is_empty() { "空白".to_owned() } else { text.to_owned() };
        let old = match field {
            Field::Figure(series, period) => workspace.figure_text(series, *period),
            _ => String::new(),
        };
        let formula = formula_of(taken, field).map(|formula| format!("（公式 ={formula} 的值）")).unwrap_or_default();
        format!("{}：{} → {}{formula}", text::field_name(pack, field), shown(&old), shown(text))
    });
    let mut named: Vec<_> = named.collect();
    if let Some(more) = changes.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        named.push(format!("……另有 {more} 处"));
    }
    question.push_str(&format!("\n\n{}", named.join("\n")));
    if !not_taken.is_empty() {
        question.push_str(&format!("\n\n{not_taken}"));
    }
    if !window().confirm_with_message(&question).unwrap_or(false) {
        return false;
    }
    let mut events: Vec<_> = before(pack, workspace, taken).into_iter().map(Event::Did).collect();
    let is_read = |(field, text): &&(Field, String)| match field {
        Field::Figure(series, _) => pack.series_of(series).is_some_and(|series| read_typed(text, &series.unit).is_ok()),
        _ => false,
    };
    let count = changes.iter().filter(is_read).count();
    let unread = changes.len().saturating_sub(count);
    events.push(Event::Did(Action::TypedTogether(Together::FromWorkbook, changes)));
    let mut notice = Notice::good(format!("已从 {name} 填入 {count} 处，可撤销"));
    if unread > 0 {
        notice.lines.push(format!("有 {unread} 处读不懂，留在格里标红，仍按原来的数计算"));
    }
    events.push(Event::Told(notice));
    state.on.emit(state.late(events));
    true
}

/// The fields that the workbook says something else of, with what it says; and what of it has no place here.
fn changes(pack: &Pack, workspace: &Workspace, taken: &TakenFigures) -> (Vec<(Field, String)>, Vec<String>) {
    let (mut changes, mut strange) = (Vec::new(), taken.strange.clone());
    for TakenFigure { series: key, period, text, .. } in &taken.figures {
        let id = SeriesId::new(key);
        let (Some(series), Some(at)) = (pack.series_of(&id), Period::parse(period)) else {
            strange.push(format!("{key} {period}：{text}"));
            continue;
        };
        let known = workspace.entries.figures.adopted(&id, at).map(|value| value.to_string()).unwrap_or_default();
        if known == *text {
            continue;
        }
        let unit = taken.units.get(key).filter(|unit| *unit != series.unit.symbol());
        match unit {
            // Digits in another unit would be another figure.
            Some(unit) => {
                strange.push(format!("{} {period}：单位写成了“{unit}”，应是“{}”", series.name, series.unit.symbol()));
            }
            None => changes.push((Field::Figure(id, at), text.clone())),
        }
    }
    (changes, strange)
}

/// The formula that a figure came from, where somebody wrote one into its cell.
fn formula_of<'t>(taken: &'t TakenFigures, field: &Field) -> Option<&'t str> {
    let Field::Figure(series, period) = field else { return None };
    let of = |figure: &&TakenFigure| figure.series == series.as_str() && figure.period == period.to_string();
    taken.figures.iter().find(of)?.formula.as_deref()
}

/// What was changed in sheets that are only to be looked at.
fn not_read(pack: &Pack, workspace: &Workspace, taken: &TakenFigures) -> Vec<String> {
    let mut found = Vec::new();
    let slots = pack.plan_years().map(TargetSlot::Year).chain([TargetSlot::Total, TargetSlot::Rate, TargetSlot::Share]);
    let slots: Vec<_> = slots.map(|slot| (text::slot_name(slot), slot)).collect();
    for (row, heading, digits) in &taken.targets {
        let id = RowId::new(row);
        let slot = slots.iter().find(|(name, _)| name == heading || name.trim_end_matches('年') == heading);
        let (Some(row), Some((_, slot))) = (pack.row(&id), slot) else { continue };
        let bound = bound_by(pack, &workspace.entries, &id, *slot).map(|bound| to_plain(&bound, 12));
        let ours = bound.as_ref().and_then(|bound| parse_exact(bound));
        if ours != parse_exact(digits) {
            let (old, new) = (bound.unwrap_or("空白".to_owned()), if digits.is_empty() { "空白" } else { digits });
            found.push(format!("“目标”里{} {heading}是 {new}，这里是 {old}（目标请在“数据填报”里改）", row.short_name));
        }
    }
    if let (Some(theirs), Some(ours)) = (&taken.as_of, workspace.entries.as_of)
        && *theirs != ours.to_string()
    {
        found.push(format!("“判定”里的数据截至是 {theirs}，这里是 {ours}（请在“数据填报”里改）"));
    }
    found.extend(taken.elsewhere.iter().map(|cell| format!("{cell} 被改写了，这一张只供看，不读")));
    found
}

/// What must be said before: how figures of quarters and months are meant, and how long periods are.
fn before(pack: &Pack, workspace: &Workspace, taken: &TakenFigures) -> Vec<Action> {
    let mut actions = Vec::new();
    for (series, cumulative) in &taken.cumulative {
        let id = SeriesId::new(series);
        let said = if *cumulative { Accumulation::Cumulative } else { Accumulation::Current };
        let is_flow = pack.series_of(&id).is_some_and(|series| series.kind == Kind::Flow);
        if is_flow && workspace.entries.figures.accumulation(&id) != said {
            actions.push(Action::AccumulationChosen(id, said));
        }
    }
    for TakenFigure { series, period, .. } in &taken.figures {
        let (id, Some(period)) = (SeriesId::new(series), Period::parse(period)) else { continue };
        let grain = workspace.entries.figures.grain(&id, period.year());
        let other = grain.is_some_and(|grain| grain != period.grain());
        let action = Action::GrainChanged(id, period.year(), period.grain());
        if period.grain() != Grain::Year && other && !actions.contains(&action) {
            actions.push(action);
        }
    }
    actions
}
