//! A text field that commits its text when it is left, not with every key.

use super::keys::key_of;
use crate::platform::{cautious_paste, insert_text};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};
use yew::prelude::*;

/// Props of a field.
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// Element id; the ids of its message and of its list of offers derive from it.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// The committed text.
    pub text: AttrValue,
    /// What may be typed, shown below.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What is wrong with the text.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// True in a table that already names the field: only screen readers get its label.
    #[prop_or_default]
    pub bare: bool,
    /// The key of the field's draft while text is being typed; by default its label.
    #[prop_or_default]
    pub draft: Option<AttrValue>,
    /// True for a multi-line text.
    #[prop_or_default]
    pub long: bool,
    /// Ready-made texts to choose from.
    #[prop_or_default]
    pub offers: Vec<AttrValue>,
    /// Called with the new text.
    pub on_text: Callback<String>,
}

/// A context that is told what is being typed, with the field's draft key, and `None` once typing was cancelled or
/// changed nothing. A component around the fields may keep the draft until the committed text is saved.
#[derive(Clone, PartialEq)]
pub struct Typing(pub Callback<Option<(String, String)>>);

/// A labelled text field.
#[component(Field)]
pub fn field(props: &FieldProps) -> Html {
    let draft = use_state(|| None::<String>);
    let typing = use_context::<Typing>();
    let told = {
        let label = props.draft.clone().unwrap_or_else(|| props.label.clone());
        move |text: Option<String>| {
            if let Some(Typing(on)) = &typing {
                on.emit(text.map(|text| (label.to_string(), text)));
            }
        }
    };
    let commit = {
        let (draft, on_text, text, told) = (draft.clone(), props.on_text.clone(), props.text.clone(), told.clone());
        move || {
            if let Some(typed) = (*draft).clone() {
                draft.set(None);
                if typed == *text {
                    told(None);
                } else {
                    on_text.emit(typed);
                }
            }
        }
    };
    let onkeydown = {
        let (commit, draft, told, long) = (commit.clone(), draft.clone(), told.clone(), props.long);
        Callback::from(move |event: KeyboardEvent| match key_of(&event).as_deref() {
            Some("Enter") if !long => commit(),
            Some("Escape") => {
                draft.set(None);
                told(None);
            }
            _ => {}
        })
    };
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
            let value = input.or_else(|| Some(event.target_dyn_into::<HtmlTextAreaElement>()?.value()));
            if let Some(value) = value {
                told(Some(value.clone()));
                draft.set(Some(value));
            }
        })
    };
    // Several lines would run together in a one-line field, and a footnote's mark would become a digit.
    let onpaste = Callback::from(move |event: Event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
        if let Some(text) = cautious_paste(event) {
            event.prevent_default();
            event.stop_propagation();
            insert_text(&text);
        }
    });
    let value = (*draft).clone().map_or_else(|| props.text.clone(), AttrValue::from);
    let below = format!("{}-below", props.id);
    let offers = format!("{}-offers", props.id);
    html! {
        <div class="field">
            <label for={props.id.clone()} class={classes!(props.bare.then_some("hidden"))}>{ &props.label }</label>
            if props.long {
                <textarea id={props.id.clone()} rows="4" {value} data-typing={draft.is_some().then_some("yes")}
                    {oninput} {onkeydown} onblur={Callback::from(move |_: FocusEvent| commit())} />
            } else {
                <input id={props.id.clone()} type="text" autocomplete="off" {value}
                    data-typing={draft.is_some().then_some("yes")}
                    aria-invalid={props.problem.is_some().then_some("true")}
                    aria-describedby={(!props.bare || props.problem.is_some()).then(|| below.clone())}
                    list={(!props.offers.is_empty()).then_some(offers.clone())}
                    {onpaste} {oninput} {onkeydown} onblur={Callback::from(move |_: FocusEvent| commit())} />
            }
            // On paper a field is its whole text.
            <span class="printed">{ &props.text }</span>
            if !props.offers.is_empty() {
                <datalist id={offers}>{ for props.offers.iter().map(|offer| html! { <option value={offer.clone()} /> }) }</datalist>
            }
            if !props.bare || props.problem.is_some() {
                <p id={below} class={if props.problem.is_some() { "below wrong" } else { "below" }}>
                    { props.problem.clone().unwrap_or_else(|| props.hint.clone()) }
                </p>
            }
        </div>
    }
}
