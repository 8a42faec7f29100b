//! One chart with its legend, readout, table and save buttons.

use super::draw::{marks, sample_of};
use super::saving::save_buttons;
use crate::chart::{Entry, Format, Plot, Scene, Shape, Strip, lay_out};
use crate::ui::kit::keys::key_of;
use crate::workspace::Event;
use std::rc::Rc;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

/// Props of a chart.
#[derive(Clone, PartialEq, Properties)]
pub struct PlotProps {
    /// The chart.
    pub plot: Rc<Plot>,
    /// The unit's name, for the file names of saved pictures.
    pub unit: AttrValue,
    /// The unit and the day of its figures, printed under saved pictures.
    pub source: AttrValue,
    /// Dispatch for the notice of a saved picture.
    pub on: Callback<Event>,
}

/// A chart.
#[component(PlotView)]
pub fn plot_view(props: &PlotProps) -> Html {
    let PlotProps { plot, unit, source, on } = props;
    let cursor = use_state(|| None::<usize>);
    let hidden = use_state(Vec::<usize>::new);
    let drawing = use_node_ref();
    let shown = use_memo((Rc::clone(plot), (*hidden).clone()), |(plot, hidden)| plot.without(hidden));
    let scene = use_memo(Rc::clone(&shown), |shown| lay_out(shown, Format::of(shown)));
    let heading = plot.heading();
    if plot.is_blank() {
        return html! {
            <figure class="chart">
                <figcaption><h3>{ heading }</h3></figcaption>
                <p class="below nothing">{ plot.nothing() }</p>
            </figure>
        };
    }
    let count = plot.places.len();
    let onkeydown = {
        let cursor = cursor.clone();
        Callback::from(move |event: KeyboardEvent| {
            let last = count.saturating_sub(1);
            let Some(key) = key_of(&event) else { return };
            let next = match (key.as_str(), *cursor) {
                ("ArrowRight" | "ArrowDown", None) | ("Home", _) => Some(0),
                ("ArrowRight" | "ArrowDown", Some(at)) => Some(at.saturating_add(1).min(last)),
                ("ArrowLeft" | "ArrowUp", None) | ("End", _) => Some(last),
                ("ArrowLeft" | "ArrowUp", Some(at)) => Some(at.saturating_sub(1)),
                ("Escape", _) => None,
                _ => return,
            };
            event.prevent_default();
            cursor.set(next);
        })
    };
    let point = {
        let (cursor, scene, drawing, shape) = (cursor.clone(), Rc::clone(&scene), drawing.clone(), plot.shape);
        Callback::from(move |event: PointerEvent| {
            let drawn = drawing.cast::<Element>();
            if let Some(place) = drawn.and_then(|drawn| place_under(&event, &drawn, shape, &scene)) {
                cursor.set(Some(place));
            }
        })
    };
    let leave = {
        let cursor = cursor.clone();
        // A finger leaves with every touch; keep its readout.
        Callback::from(move |event: PointerEvent| {
            if event.pointer_type() == "mouse" {
                cursor.set(None);
            }
        })
    };
    let hint = "把指针或手指移到图上，或用方向键，逐项读数；点图例可以隐去一条";
    let readout = cursor.and_then(|place| shown.read_out(place)).unwrap_or_else(|| hint.to_owned());
    let strip = cursor.and_then(|place| scene.strips.get(place).copied());
    let view_box = format!("0 0 {} {}", scene.size.0, scene.size.1);
    html! {
        <figure class="chart">
            <figcaption><h3>{ &heading }</h3>{ legend(plot, &hidden) }</figcaption>
            <div class="chart-box" tabindex="0" role="group" aria-label={format!("{heading}。用方向键逐项读数")} {onkeydown}>
                <svg ref={drawing} viewBox={view_box} role="img" aria-label={shown.summary()}
                    onpointermove={point.clone()} onpointerdown={point} onpointerleave={leave}>
                    { for strip.map(|strip| crosshair(plot.shape, strip)) }
                    { marks(&scene) }
                </svg>
            </div>
            <p class="readout" aria-live="polite">{ readout }</p>
            <div class="chart-foot">
                <details>
                    <summary>{ "看数据表" }</summary>
                    { table(plot) }
                </details>
                { save_buttons(&shown, unit, source, on) }
            </div>
        </figure>
    }
}

/// The place whose strip the pointer is in.
fn place_under(event: &PointerEvent, drawing: &Element, shape: Shape, scene: &Scene) -> Option<usize> {
    let held = drawing.get_bounding_client_rect();
    let scale = f64::from(scene.size.0) / held.width();
    if !scale.is_finite() {
        return None;
    }
    let x = (f64::from(event.client_x()) - held.left()) * scale;
    let y = (f64::from(event.client_y()) - held.top()) * scale;
    let inside = |from: i32, to: i32, at: f64| f64::from(from) <= at && at < f64::from(to);
    // A bar's strip includes its name: compare only the height.
    let is_bars = shape == Shape::Bars;
    scene
        .strips
        .iter()
        .position(|strip| if is_bars { inside(strip.top, strip.bottom, y) } else { inside(strip.left, strip.right, x) })
}

fn crosshair(shape: Shape, strip: Strip) -> Html {
    if shape != Shape::Lines {
        return html! {
            <rect class="strip" x={strip.left.to_string()} y={strip.top.to_string()}
                width={strip.right.saturating_sub(strip.left).to_string()} height={strip.bottom.saturating_sub(strip.top).to_string()} />
        };
    }
    let middle = strip.left.midpoint(strip.right).to_string();
    html! { <line class="crosshair" x1={middle.clone()} x2={middle} y1={strip.top.to_string()} y2={strip.bottom.to_string()} /> }
}

/// What the marks mean; buttons hide and show a line.
fn legend(plot: &Plot, hidden: &UseStateHandle<Vec<usize>>) -> Html {
    let entry = |entry: Entry| {
        let Some(index) = entry.line else { return html! { <li>{ sample_of(&entry) }{ entry.name }</li> } };
        let is_hidden = hidden.contains(&index);
        let toggle = {
            let hidden = hidden.clone();
            Callback::from(move |_: MouseEvent| {
                let others = hidden.iter().copied().filter(|other| *other != index);
                hidden.set(if hidden.contains(&index) { others.collect() } else { others.chain([index]).collect() });
            })
        };
        html! {
            <li><button type="button" class="quiet" aria-pressed={(!is_hidden).to_string()} onclick={toggle}
                title={if is_hidden { "显示这一条" } else { "隐去这一条" }}>{ sample_of(&entry) }{ entry.name }</button></li>
        }
    };
    html! { <ul class="legend">{ for plot.legend().into_iter().map(entry) }</ul> }
}

fn table(plot: &Plot) -> Html {
    let rows = plot.places.iter().enumerate().map(|(place, name)| {
        html! {
            <tr>
                <th scope="row">{ &name.name }</th>
                { for plot.lines.iter().map(|line| html! { <td>{ line.words(place, &plot.scale) }</td> }) }
            </tr>
        }
    });
    let first = if plot.shape == Shape::Bars { "指标" } else { "时期" };
    html! {
        <table class="data">
            <caption class="hidden">{ plot.heading() }</caption>
            <thead><tr><th scope="col">{ first }</th>{ for plot.lines.iter().map(|line| html! { <th scope="col">{ &line.name }</th> }) }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}
