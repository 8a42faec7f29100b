//! Charts without readout and legend, for grids of many charts and for documents.

use super::draw::marks;
use crate::chart::{Format, Plot, lay_out};
use yew::prelude::*;

/// The drawing alone, in full size.
pub fn large_chart(plot: &Plot) -> Html {
    drawing(plot, Format::of(plot))
}

/// The drawing alone, small. Like the large one it has a text summary for screen readers.
pub fn small_chart(plot: &Plot) -> Html {
    if plot.is_blank() {
        return html! { <p class="below nothing">{ "还没有可画的数" }</p> };
    }
    drawing(plot, Format::SMALL)
}

fn drawing(plot: &Plot, format: Format) -> Html {
    let scene = lay_out(plot, format);
    let view_box = format!("0 0 {} {}", scene.size.0, scene.size.1);
    html! { <svg viewBox={view_box} role="img" aria-label={plot.summary()}>{ marks(&scene) }</svg> }
}
