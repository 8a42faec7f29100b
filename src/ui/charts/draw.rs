//! Marks as SVG nodes.

use crate::chart::{Entry, Mark, Scene, hundredths_of_an_em, sample};
use yew::prelude::*;

/// Fill of an open marker.
const OPEN: &str = "#ffffff";

/// Every mark of a scene.
pub fn marks(scene: &Scene) -> Html {
    scene.marks.iter().map(mark).collect()
}

/// A sample mark for the legend.
pub fn sample_of(entry: &Entry) -> Html {
    html! { <svg class="sample" viewBox="0 0 30 14" width="30" height="14" aria-hidden="true">{ for sample(entry).iter().map(mark) }</svg> }
}

fn mark(mark: &Mark) -> Html {
    match mark {
        Mark::Line { role, open, points } => {
            let look = role.style();
            let points: Vec<_> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
            html! {
                <polyline class={role.class()} points={points.join(" ")} fill="none" stroke={look.colour}
                    stroke-width={look.width} stroke-dasharray={Some(look.dashes_of(*open)).filter(|dashes| !dashes.is_empty())} />
            }
        }
        Mark::Dot { role, at, radius, filled } => {
            let colour = role.style().colour;
            html! {
                <circle class={classes!(role.class(), if *filled { "filled" } else { "open" })}
                    cx={at.0.to_string()} cy={at.1.to_string()} r={radius.to_string()}
                    fill={if *filled { colour } else { OPEN }} stroke={colour} stroke-width="1.8" />
            }
        }
        Mark::Bar { role, from, to, filled } => {
            let colour = role.style().colour;
            html! {
                <rect class={classes!(role.class(), if *filled { "filled" } else { "open" })}
                    x={from.0.to_string()} y={from.1.to_string()}
                    width={to.0.saturating_sub(from.0).to_string()} height={to.1.saturating_sub(from.1).to_string()}
                    fill={if *filled { colour } else { OPEN }} stroke={colour} stroke-width="1.5" />
            }
        }
        Mark::Text { role, at, anchor, shift, size, text } => html! {
            <text class={role.class()} x={at.0.to_string()} y={at.1.to_string()} dy={hundredths_of_an_em(*shift)}
                text-anchor={anchor.word()} font-size={size.to_string()} fill={role.style().colour}
                stroke={OPEN} stroke-width="3" paint-order="stroke">{ text }</text>
        },
    }
}
