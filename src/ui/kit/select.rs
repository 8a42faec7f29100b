//! A labelled choice from a list.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// An option: its key and its name.
pub type Offer = (String, String);

/// A labelled list. Draw it at the same place every time: a list that is created anew loses the focus, and with it
/// the next arrow key. The first option has an empty key and means that nothing is chosen.
pub fn select(
    id: impl Into<AttrValue>,
    label: impl Into<AttrValue>,
    offers: Vec<Offer>,
    chosen: &str,
    bare: bool,
    on: Callback<String>,
) -> Html {
    let (id, label) = (id.into(), label.into());
    let onchange = Callback::from(move |event: yew::Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            on.emit(select.value());
        }
    });
    let nothing = (String::new(), "请选".to_owned());
    let offers = std::iter::once(nothing).chain(offers).map(|(key, name)| {
        let selected = key == chosen;
        html! { <option value={key} {selected}>{ name }</option> }
    });
    html! {
        <div class="field">
            <label for={id.clone()} class={classes!(bare.then_some("hidden"))}>{ label }</label>
            <select {id} {onchange}>{ for offers }</select>
        </div>
    }
}
