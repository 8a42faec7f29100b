//! 来源与对照 – the active cell's figure from each source, which one is adopted, its day and its note; and the periods
//! of the series in that year.

use super::layout::{GRID, GridLayout};
use super::status::cell_of;
use crate::domain::figures::{Cell, Observation, Provenance, Source, Stage, Stretch, course, growth_over};
use crate::domain::policy::{Kind, Series};
use crate::domain::quantity::{Exact, Grain, Period};
use crate::text;
use crate::ui::kit::field::Field;
use crate::ui::kit::grid::{Selection, focus_cell};
use crate::ui::kit::keys::is_key;
use crate::ui::store::Assessed;
use crate::workspace::{Action, Event, Field as EntryField};
use web_sys::{HtmlSelectElement, KeyboardEvent};
use yew::prelude::*;

/// The drawer below the grid; Esc goes back to the cell.
pub fn drawer(
    assessed: &Assessed,
    view: GridLayout,
    selection: Selection,
    on_open: &Callback<bool>,
    on: &Callback<Event>,
) -> Html {
    let Some((series, period)) = cell_of(assessed, view, selection.at) else { return Html::default() };
    let onkeydown = {
        let on_open = on_open.clone();
        Callback::from(move |event: KeyboardEvent| {
            if is_key(&event, "Escape") {
                on_open.emit(false);
                focus_cell(GRID, selection.at);
            }
        })
    };
    html! {
        <div class="details" id="details" {onkeydown}>
            <section aria-label="来源">
                <h3>{ format!("{} {}", series.name, text::period_name(period)) }</h3>
                { sources(assessed, series, period, on) }
                if !series.published_by_cnipa {
                    <p class="below">{ "国家知识产权局不发布这一项，只能以本单位或台账的数为准。" }</p>
                }
            </section>
            { course_table(assessed, series, period) }
        </div>
    }
}

/// One line for each source and stage with a figure, and an empty line for each source that may still give one.
fn sources(assessed: &Assessed, series: &Series, period: Period, on: &Callback<Event>) -> Html {
    let cell = assessed.workspace.entries.figures.cell(&series.id, period).cloned().unwrap_or_default();
    // Every source has a line without a stage, except 国家知识产权局 for a series that it does not publish.
    let waits = |provenance: &Provenance| {
        provenance.stage == Stage::Unspecified && (provenance.source != Source::Cnipa || series.published_by_cnipa)
    };
    let shown = Provenance::all().filter(|provenance| cell.said_by(*provenance).is_some() || waits(provenance));
    let automatic = {
        let series = series.id.clone();
        on.reform(move |_: MouseEvent| Event::Edited(Action::ObservationAdopted(series.clone(), period, None)))
    };
    html! {
        <>
            <table class="data sources">
                <thead><tr><th scope="col">{ "采用" }</th><th scope="col">{ "来源" }</th><th scope="col">{ "快报或终报" }</th><th scope="col">{ format!("数（{}）", series.unit.symbol()) }</th><th scope="col">{ "取数日期" }</th><th scope="col">{ "备注" }</th></tr></thead>
                <tbody>{ for shown.map(|provenance| source(assessed, series, period, &cell, provenance, on)) }</tbody>
            </table>
            if cell.chosen().is_some() {
                <button type="button" class="quiet" onclick={automatic}>{ "恢复默认次序（国知局、本单位、台账；终报先于快报）" }</button>
            }
        </>
    }
}

fn source(
    assessed: &Assessed,
    series: &Series,
    period: Period,
    cell: &Cell,
    provenance: Provenance,
    on: &Callback<Event>,
) -> Html {
    let (pack, workspace) = (assessed.rules(), &assessed.workspace);
    let said = cell.said_by(provenance);
    let name = text::provenance_name(provenance);
    let key = key_of(provenance);
    let text_of = |place: &EntryField, taken: Option<String>| {
        workspace.not_understood.get(place).cloned().or(taken).unwrap_or_default()
    };
    let problem = |place: &EntryField| text::typed_problem(pack, workspace, place).map(AttrValue::from);
    let value = EntryField::Observed(series.id.clone(), period, provenance);
    let day = EntryField::ObservedOn(series.id.clone(), period, provenance);
    let did = |act: fn(crate::domain::policy::SeriesId, Period, Provenance, String) -> Action| {
        let series = series.id.clone();
        on.reform(move |text: String| Event::Edited(act(series.clone(), period, provenance, text)))
    };
    let adopt = {
        let series = series.id.clone();
        on.reform(move |_: yew::Event| {
            Event::Edited(Action::ObservationAdopted(series.clone(), period, Some(provenance)))
        })
    };
    let adopted = cell.adopted().map(|adopted| adopted.provenance) == Some(provenance);
    let value_text = text_of(&value, said.map(|said| text::grouped(&said.value.to_string())));
    html! {
        <tr key={key.clone()} class={classes!(said.is_none().then_some("silent"))}>
            <td><input type="radio" name="adopted" checked={adopted} disabled={said.is_none()} onchange={adopt} aria-label={format!("采用{name}")} /></td>
            <th scope="row">{ name }</th>
            <td>{ for said.map(|_| stage_choice(series, period, cell, provenance, on)) }</td>
            <td><Field id={format!("said-{key}")} label={format!("{name}的数")} bare=true text={value_text} problem={problem(&value)} on_text={did(Action::ObservationTyped)} /></td>
            <td>
                if let Some(said) = said {
                    <Field id={format!("day-{key}")} label={format!("{name}的取数日期")} bare=true
                        text={text_of(&day, said.day.map(|day| day.to_string()))} problem={problem(&day)} on_text={did(Action::ObservationDated)} />
                }
            </td>
            <td>
                if let Some(Observation { note, .. }) = said {
                    <Field id={format!("note-{key}")} label={format!("{name}的备注")} bare=true text={note.clone()} on_text={did(Action::ObservationNoted)} />
                }
            </td>
        </tr>
    }
}

/// The part of the element ids that names a source and stage.
fn key_of(provenance: Provenance) -> String {
    let source = match provenance.source {
        Source::Own => "own",
        Source::Ledger => "ledger",
        Source::Cnipa => "cnipa",
    };
    let stage = match provenance.stage {
        Stage::Unspecified => "unsaid",
        Stage::Flash => "flash",
        Stage::Final => "final",
    };
    format!("{source}-{stage}")
}

/// 快报 or 终报. A stage at which the same source already has a figure is disabled.
fn stage_choice(series: &Series, period: Period, cell: &Cell, provenance: Provenance, on: &Callback<Event>) -> Html {
    let stages = [Stage::Unspecified, Stage::Flash, Stage::Final];
    let onchange = {
        let (on, series) = (on.clone(), series.id.clone());
        Callback::from(move |event: yew::Event| {
            let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.selected_index());
            let stage = chosen.and_then(|index| usize::try_from(index).ok()).and_then(|index| stages.get(index));
            if let Some(stage) = stage {
                on.emit(Event::Edited(Action::ObservationStaged(series.clone(), period, provenance, *stage)));
            }
        })
    };
    let options = stages.iter().map(|stage| {
        let taken = *stage != provenance.stage && cell.said_by(Provenance { stage: *stage, ..provenance }).is_some();
        html! { <option selected={*stage == provenance.stage} disabled={taken}>{ text::stage_name(*stage) }</option> }
    });
    html! { <select aria-label={format!("{}是快报还是终报", text::provenance_name(provenance))} {onchange}>{ for options }</select> }
}

/// 本期, 累计, 上年同期 and 同比 of every period of the year.
fn course_table(assessed: &Assessed, series: &Series, period: Period) -> Html {
    let entries = &assessed.workspace.entries;
    let (figures, year) = (&entries.figures, period.year());
    let grain = match period.grain() {
        Grain::Year => figures.grain(&series.id, year),
        grain => Some(grain),
    };
    let Some(grain) = grain else {
        return html! { <section aria-label="对照"><h3>{ "本期、累计、同比" }</h3><p class="below">{ "本年没有分期数。要按月或按季填，点上面的年份。" }</p></section> };
    };
    let flow = series.kind == Kind::Flow;
    let stretches = course(figures, series, year, grain, entries.as_of);
    html! {
        <section aria-label="对照">
            <h3>{ format!("{year}年各期（{}）", series.unit.symbol()) }</h3>
            <table class="data course">
                <thead><tr>
                    <th scope="col">{ "时段" }</th>
                    <th scope="col">{ if flow { "本期" } else { "期末" } }</th><th scope="col">{ "上年同期" }</th><th scope="col">{ "同比" }</th>
                    if flow { <th scope="col">{ "累计" }</th><th scope="col">{ "上年同期累计" }</th><th scope="col">{ "累计同比" }</th> }
                </tr></thead>
                <tbody>{ for stretches.iter().map(|stretch| course_row(stretch, flow, stretch.period == period)) }</tbody>
            </table>
        </section>
    }
}

fn course_row(stretch: &Stretch, flow: bool, here: bool) -> Html {
    let shown = |value: &Option<Exact>| value.as_ref().map_or("—".to_owned(), text::plain);
    let growth = |now: &Option<Exact>, before: &Option<Exact>| {
        growth_over(now.as_ref(), before.as_ref()).map_or("—".to_owned(), |growth| text::signed_percent(&growth))
    };
    let Stretch { period, current, cumulative, current_before, cumulative_before } = stretch;
    html! {
        <tr class={classes!(here.then_some("here"))}>
            <th scope="row">{ text::period_name(*period).split('年').next_back().unwrap_or_default().to_owned() }</th>
            <td>{ shown(current) }</td><td>{ shown(current_before) }</td><td>{ growth(current, current_before) }</td>
            if flow {
                <td>{ shown(cumulative) }</td><td>{ shown(cumulative_before) }</td><td>{ growth(cumulative, cumulative_before) }</td>
            }
        </tr>
    }
}
