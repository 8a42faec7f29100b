//! One of a few choices side by side.

use yew::prelude::*;

/// A button that stays pressed while its choice is in force.
pub fn segment(words: impl Into<AttrValue>, here: bool, choose: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" aria-pressed={here.to_string()} class={classes!("segment", here.then_some("here"))}
            onclick={choose}>{ words.into() }</button>
    }
}
