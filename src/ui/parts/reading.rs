//! The choice between the options of a reading.

use crate::domain::policy::{OptionId, Reading};
use crate::workspace::{Action, Event};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A list that changes the reading at once.
pub fn reading_choice(id: String, reading: &Reading, in_force: Option<&OptionId>, on: &Callback<Event>) -> Html {
    let onchange = {
        let (on, reading) = (on.clone(), reading.id.clone());
        Callback::from(move |event: yew::Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                let option = OptionId::new(&select.value());
                on.emit(Event::Edited(Action::ReadingChosen(reading.clone(), option)));
            }
        })
    };
    let options = reading.options.iter().enumerate().map(|(index, option)| {
        let default = if index == 0 { "（默认）" } else { "" };
        html! {
            <option value={option.id.to_string()} selected={Some(&option.id) == in_force}>
                { format!("{}{default}", option.name) }
            </option>
        }
    });
    html! {
        <div class="reading">
            <label for={id.clone()}>{ &reading.name }</label>
            <select {id} {onchange}>{ for options }</select>
            <p class="below">{ format!("{}（{}）", reading.why, reading.clause.0) }</p>
        </div>
    }
}
