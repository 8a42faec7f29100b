//! Icons, drawn in a 16 by 16 box in the colour of the text around them.

use yew::prelude::*;

/// The icon of that name; an empty box for an unknown name.
pub fn icon(name: &str) -> Html {
    let path = match name {
        "met" => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm-1.2 10.2L3.7 8.1l1.2-1.2 1.9 1.9 4.3-4.3 1.2 1.2z",
        "not_met" => {
            "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm3.2 9L10 11.2 8 9.2l-2 2L4.8 10l2-2-2-2L6 4.8l2 2 2-2L11.2 6l-2 2z"
        }
        "in_progress" => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 12.4V2.6a5.4 5.4 0 0 1 0 10.8z",
        "not_due" => {
            "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 12.4A5.4 5.4 0 1 1 8 2.6a5.4 5.4 0 0 1 0 10.8zM7.2 4.5h1.6v3.2l2.2 2.2-1.1 1.1-2.7-2.7z"
        }
        "not_applicable" => {
            "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 12.4A5.4 5.4 0 1 1 8 2.6a5.4 5.4 0 0 1 0 10.8zM4.8 7.2h6.4v1.6H4.8z"
        }
        "undetermined" => {
            "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm-.9 11V10.300h1.8V12zm2.700-5-.8.700c-.4.400-.5.700-.5 1.600H7c0-1.300.2-1.900.9-2.500l.8-.7c.4-.3.5-.6.5-.9 0-.6-.5-1-1.200-1-.8 0-1.300.5-1.300 1.300H5.100c0-1.700 1.200-2.800 2.900-2.800 1.700 0 2.900 1 2.900 2.400 0 .8-.4 1.400-1.100 1.900z"
        }
        "undo" => "M6 3 2 7l4 4V8.300c3 0 5 1 6.500 3.200C12 8 9.900 5.900 6 5.600z",
        "redo" => "m10 3 4 4-4 4V8.300c-3 0-5 1-6.500 3.200C4 8 6.100 5.900 10 5.600z",
        "warning" => "M8 1.500 15.200 14H.8zM7.200 6v4.200h1.600V6zm0 5.200v1.600h1.600v-1.600z",
        _ => "",
    };
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d={path.to_owned()} fill="currentColor" fill-rule="evenodd" />
        </svg>
    }
}
