//! A badge: a state by icon, word and colour. Knows no policy.

use super::icon::icon;
use yew::prelude::*;

/// A badge in the style of a class, with an icon.
pub fn badge(class: &'static str, drawing: &str, words: impl Into<AttrValue>) -> Html {
    html! { <span class={classes!("badge", class)}>{ icon(drawing) }<span>{ words.into() }</span></span> }
}
