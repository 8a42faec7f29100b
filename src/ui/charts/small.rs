//! A chart among many: no values, no legend; whoever wants to read it opens it.

use super::draw::marks;
use crate::chart::{Format, Plot, lay_out};
use yew::prelude::*;

/// The drawing alone, as large as on a page of its own.
pub fn large_chart(plot: &Plot) -> Html {
    drawing(plot, Format::of(plot))
}

/// The drawing alone, with the whole chart in words for whoever does not see it.
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
