//! One chart with its readout and its table.

use super::draw::marks;
use crate::chart::{Column, HEIGHT, Measure, Point, Trend, WIDTH, lay_out};
use crate::domain::policy::Pack;
use crate::domain::quantity::{Exact, Unit};
use crate::packs::OpenPack;
use crate::text;
use std::rc::Rc;
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Props of a chart.
#[derive(Clone, PartialEq, Properties)]
pub struct TrendProps {
    /// The pack.
    pub pack: Rc<OpenPack>,
    /// What to show.
    pub trend: Trend,
    /// What the required path is called: target or requirement; empty where there is none.
    pub required_name: AttrValue,
}

/// A chart.
#[component(TrendView)]
pub fn trend_view(props: &TrendProps) -> Html {
    let TrendProps { pack, trend, required_name } = props;
    let base_year = pack.pack.base_year;
    let scene = use_memo((trend.clone(), base_year), |(trend, base)| lay_out(trend, Some(base.number())));
    let cursor = use_state(|| None::<usize>);
    let title = title(&pack.pack, trend);
    let count = trend.points.len();
    let onkeydown = {
        let cursor = cursor.clone();
        Callback::from(move |event: KeyboardEvent| {
            let last = count.saturating_sub(1);
            let next = match (event.key().as_str(), *cursor) {
                ("ArrowRight", None) | ("Home", _) => Some(0),
                ("ArrowRight", Some(at)) => Some(at.saturating_add(1).min(last)),
                ("ArrowLeft", None) | ("End", _) => Some(last),
                ("ArrowLeft", Some(at)) => Some(at.saturating_sub(1)),
                ("Escape", _) => None,
                _ => return,
            };
            event.prevent_default();
            cursor.set(next);
        })
    };
    let at_cursor = cursor.and_then(|index| Some((trend.points.get(index)?, scene.columns.get(index)?)));
    let unit = unit_of(&pack.pack, trend);
    let readout = at_cursor.map_or_else(
        || "把指针移到图上，或用左右方向键，逐年读数".to_owned(),
        |(point, _)| read_out(trend.measure, point, &unit, required_name),
    );
    let strips = scene.columns.iter().enumerate().map(|(index, column)| {
        let enter = {
            let cursor = cursor.clone();
            Callback::from(move |_: PointerEvent| cursor.set(Some(index)))
        };
        html! {
            <rect class="strip" x={column.left.to_string()} y={column.top.to_string()}
                width={column.right.saturating_sub(column.left).to_string()}
                height={column.bottom.saturating_sub(column.top).to_string()}
                onpointerenter={enter.clone()} onpointerdown={enter} />
        }
    });
    let view_box = format!("0 0 {WIDTH} {HEIGHT}");
    html! {
        <figure class="chart">
            <figcaption><h3>{ &title }</h3>{ legend(trend, required_name) }</figcaption>
            <div class="chart-box" tabindex="0" role="group" aria-label={format!("{title}。用左右方向键逐年读数")} {onkeydown}>
                <svg viewBox={view_box} role="img" aria-label={summary(trend, &unit, required_name)}>
                    { for at_cursor.map(|(_, column)| crosshair(column)) }
                    { marks(&scene) }
                    { for strips }
                </svg>
            </div>
            <p class="readout" aria-live="polite">{ readout }</p>
            <details>
                <summary>{ "看数据表" }</summary>
                { table(trend, &title, &unit, required_name) }
            </details>
        </figure>
    }
}

fn crosshair(column: &Column) -> Html {
    let middle = column.left.saturating_add(column.right).checked_div(2).unwrap_or(column.left).to_string();
    html! { <line class="crosshair" x1={middle.clone()} x2={middle} y1={column.top.to_string()} y2={column.bottom.to_string()} /> }
}

fn title(pack: &Pack, trend: &Trend) -> String {
    let names: Vec<_> =
        trend.series.iter().filter_map(|id| pack.series_of(id)).map(|series| series.name.as_str()).collect();
    let unit = unit_of(pack, trend);
    match (trend.measure, names.as_slice()) {
        (Measure::Share, [part, whole]) => format!("{part} ÷ {whole}"),
        (Measure::Cumulated, _) => format!("{}（计划期累计，{}）", names.join("、"), unit.symbol()),
        _ => format!("{}（{}）", names.join(" + "), unit.symbol()),
    }
}

fn unit_of(pack: &Pack, trend: &Trend) -> Unit {
    let series = trend.series.first().and_then(|id| pack.series_of(id));
    series.map_or_else(|| Unit::new(""), |series| series.unit.clone())
}

fn legend(trend: &Trend, required_name: &str) -> Html {
    let unfinished = trend.points.iter().find(|point| point.unfinished && point.actual.is_some());
    html! {
        <ul class="legend">
            <li class="actual">{ "实际" }</li>
            if !required_name.is_empty() { <li class="required">{ required_name.to_owned() }</li> }
            { for unfinished.map(|point| html! { <li class="unfinished">{ format!("{}年未完", point.year) }</li> }) }
        </ul>
    }
}

fn value_words(measure: Measure, value: Option<&Exact>, unit: &Unit) -> String {
    match (measure, value) {
        (_, None) => "空白".to_owned(),
        (Measure::Share, Some(share)) => text::percent(share),
        (_, Some(known)) => text::value(known, unit),
    }
}

fn read_out(measure: Measure, point: &Point, unit: &Unit, required_name: &str) -> String {
    let unfinished = if point.unfinished { "（未完）" } else { "" };
    let actual = value_words(measure, point.actual.as_ref(), unit);
    match &point.required {
        Some(required) => {
            let required = value_words(measure, Some(required), unit);
            format!("{}年{unfinished}：实际 {actual}；{required_name} {required}", point.year)
        }
        None => format!("{}年{unfinished}：实际 {actual}", point.year),
    }
}

fn summary(trend: &Trend, unit: &Unit, required_name: &str) -> String {
    let points: Vec<_> = trend.points.iter().map(|point| read_out(trend.measure, point, unit, required_name)).collect();
    points.join("。")
}

fn table(trend: &Trend, title: &str, unit: &Unit, required_name: &str) -> Html {
    let rows = trend.points.iter().map(|point| {
        let unfinished = if point.unfinished { "（未完）" } else { "" };
        html! {
            <tr>
                <th scope="row">{ format!("{}{unfinished}", point.year) }</th>
                <td>{ value_words(trend.measure, point.actual.as_ref(), unit) }</td>
                if !required_name.is_empty() { <td>{ point.required.as_ref().map(|required| value_words(trend.measure, Some(required), unit)).unwrap_or_default() }</td> }
            </tr>
        }
    });
    html! {
        <table class="data">
            <caption class="hidden">{ title.to_owned() }</caption>
            <thead><tr><th scope="col">{ "年份" }</th><th scope="col">{ "实际" }</th>{ for (!required_name.is_empty()).then(|| html! { <th scope="col">{ required_name.to_owned() }</th> }) }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}
