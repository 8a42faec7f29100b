//! Marks as SVG nodes.

use crate::chart::{Anchor, Mark, Scene};
use yew::prelude::*;

/// Every mark of a scene.
pub fn marks(scene: &Scene) -> Html {
    scene.marks.iter().map(mark).collect()
}

fn mark(mark: &Mark) -> Html {
    match mark {
        Mark::Line { role, points } => {
            let points: Vec<_> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
            html! { <polyline class={role.class()} points={points.join(" ")} fill="none" /> }
        }
        Mark::Dot { role, at, radius, filled } => html! {
            <circle class={classes!(role.class(), if *filled { "filled" } else { "open" })}
                cx={at.0.to_string()} cy={at.1.to_string()} r={radius.to_string()} />
        },
        Mark::Bar { role, from, to } => html! {
            <rect class={role.class()} x={from.0.to_string()} y={from.1.to_string()}
                width={to.0.saturating_sub(from.0).to_string()} height={to.1.saturating_sub(from.1).to_string()} />
        },
        Mark::Text { role, at, anchor, shift, size, text } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            html! {
                <text class={role.class()} x={at.0.to_string()} y={at.1.to_string()} dy={hundredths_of_an_em(*shift)}
                    text-anchor={anchor} font-size={size.to_string()}>{ text }</text>
            }
        }
    }
}

fn hundredths_of_an_em(shift: i32) -> String {
    let sign = if shift < 0 { "-" } else { "" };
    format!("{sign}0.{:02}em", shift.unsigned_abs())
}
