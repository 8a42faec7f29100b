//! A verdict by icon, word and colour.

use crate::domain::working::{Verdict, Working};
use crate::exchange::case::verdict_word;
use crate::text;
use crate::ui::kit::icon::icon;
use yew::prelude::*;

/// The verdict with its reason.
pub fn badge(working: &Working) -> Html {
    html! {
        <span class={classes!("badge", verdict_word(working.verdict))}>
            { icon(verdict_word(working.verdict)) }<span>{ text::verdict_words(working) }</span>
        </span>
    }
}

/// The verdict's icon and name alone.
pub fn small_badge(verdict: Verdict) -> Html {
    html! {
        <span class={classes!("badge", verdict_word(verdict))}>
            { icon(verdict_word(verdict)) }<span>{ text::verdict_name(verdict) }</span>
        </span>
    }
}
