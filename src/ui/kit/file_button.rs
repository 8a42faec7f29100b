//! A button that asks for a file.

use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// Props of the button.
#[derive(Clone, PartialEq, Properties)]
pub struct FileButtonProps {
    /// Id of the hidden input.
    pub id: AttrValue,
    /// What the button says.
    pub label: AttrValue,
    /// Endings that the dialog offers.
    pub accept: AttrValue,
    /// Look of the button.
    #[prop_or_default]
    pub class: Classes,
    /// Told the file.
    pub on_file: Callback<File>,
}

/// A button with a file input behind it.
#[component(FileButton)]
pub fn file_button(props: &FileButtonProps) -> Html {
    let input = use_node_ref();
    let ask = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                // The same file again must count as a change.
                input.set_value("");
                input.click();
            }
        })
    };
    let onchange = {
        let on_file = props.on_file.clone();
        Callback::from(move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) {
                on_file.emit(file);
            }
        })
    };
    html! {
        <>
            <button type="button" class={props.class.clone()} onclick={ask}>{ &props.label }</button>
            <input ref={input} id={props.id.clone()} type="file" accept={props.accept.clone()} hidden=true
                aria-label={props.label.clone()} {onchange} />
        </>
    }
}
