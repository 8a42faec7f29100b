//! Saving a chart as a file: SVG, or PNG at twice the size.

use crate::chart::Plot;
use crate::exchange::picture::{Caption, Picture, picture};
use crate::platform::{download, download_as_png, today};
use crate::text;
use crate::workspace::notice::DownloadOf;
use crate::workspace::{Event, Notice};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Buttons to save as SVG and as PNG.
pub fn save_buttons(plot: &Rc<Plot>, unit: &str, source: &AttrValue, on: &Callback<Event>) -> Html {
    let name = text::file_stem(&format!("{unit}-{}", plot.title));
    let as_svg = {
        let (name, plot, source, on) = (format!("{name}.svg"), Rc::clone(plot), source.clone(), on.clone());
        Callback::from(move |_: MouseEvent| {
            let saved = download(&name, &drawn(&plot, &source).svg, "image/svg+xml");
            on.emit(told(&name, saved.is_ok()));
        })
    };
    let as_png = {
        let (name, plot, source, on) = (format!("{name}.png"), Rc::clone(plot), source.clone(), on.clone());
        Callback::from(move |_: MouseEvent| {
            let (name, plot, source, on) = (name.clone(), Rc::clone(&plot), source.clone(), on.clone());
            spawn_local(async move {
                let drawn = drawn(&plot, &source);
                let saved = download_as_png(&name, &drawn.svg, (drawn.width, drawn.height)).await;
                on.emit(told(&name, saved.is_ok()));
            });
        })
    };
    html! {
        <span class="save-chart">
            <button type="button" class="quiet" onclick={as_svg} title="矢量图，放大不糊，可插入新版 Word">{ "存为 SVG" }</button>
            <button type="button" class="quiet" onclick={as_png} title="位图，两倍清晰度，哪里都能插入">{ "存为 PNG" }</button>
        </span>
    }
}

/// A chart as a self-contained picture, with source and date.
pub fn drawn(plot: &Plot, source: &str) -> Picture {
    picture(plot, &Caption { source: source.to_owned(), made: today() })
}

fn told(name: &str, saved: bool) -> Event {
    Event::NoticeShown(match saved {
        true => Notice::Downloaded(name.to_owned(), DownloadOf::Other),
        false => Notice::wrong("图没有存成", vec!["浏览器没有画出或没有接受下载；可以换一种格式，或截图".to_owned()]),
    })
}
