//! A button that asks for a file.

use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// Props of the button.
#[derive(Clone, PartialEq, Properties)]
pub struct FileButtonProps {
    /// Id of the hidden input.
    pub id: AttrValue,
    /// The button's label.
    pub label: AttrValue,
    /// File extensions that the dialog offers.
    pub accept: AttrValue,
    /// CSS classes of the button.
    #[prop_or_default]
    pub class: Classes,
    /// True if several files may be chosen at once.
    #[prop_or_default]
    pub several: bool,
    /// Called with the file, if only one may be chosen.
    #[prop_or_default]
    pub on_file: Callback<File>,
    /// Called with all files, if several may be chosen.
    #[prop_or_default]
    pub on_files: Callback<Vec<File>>,
}

/// A button that opens the dialog of a hidden file input.
#[component(FileButton)]
pub fn file_button(props: &FileButtonProps) -> Html {
    let input = use_node_ref();
    let ask = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                // Choosing the same file again must count as a change.
                input.set_value("");
                input.click();
            }
        })
    };
    let onchange = {
        let (on_file, on_files, several) = (props.on_file.clone(), props.on_files.clone(), props.several);
        Callback::from(move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(files) = input.and_then(|input| input.files()) else { return };
            let files: Vec<File> = (0..files.length()).filter_map(|index| files.get(index)).collect();
            match files.first() {
                Some(_) if several => on_files.emit(files),
                Some(file) => on_file.emit(file.clone()),
                None => {}
            }
        })
    };
    html! {
        <>
            <button type="button" class={props.class.clone()} onclick={ask}>{ &props.label }</button>
            <input ref={input} id={props.id.clone()} type="file" accept={props.accept.clone()} multiple={props.several} hidden=true
                aria-label={props.label.clone()} {onchange} />
        </>
    }
}
