//! The page that the program runs in: a server's, or the one file, which knows itself and may carry work.

use gloo::utils::{document, window};
use wasm_bindgen::JsValue;

fn key(copy: &str) -> String {
    format!("zhuanhua-carried-{copy}")
}

/// True for the one file, wherever it lies.
pub fn is_one_file() -> bool {
    source().is_some_and(|source| source.is_string())
}

/// The one file as it was made, before anything ran; `static/boot.js` keeps it.
pub fn page_source() -> Option<String> {
    source()?.as_string()
}

fn source() -> Option<JsValue> {
    js_sys::Reflect::get(&window(), &JsValue::from_str("zhuanhuaPage")).ok()
}

/// What the page carries, as text; empty when it carries nothing.
pub fn carried_text() -> Option<String> {
    document().get_element_by_id("carried")?.text_content()
}

/// Remembers that a copy's file was taken in, as the workspace of that key.
pub fn remember_taken_in(copy: &str, id: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // Without this memory the file is opened from the page once more, beside the other.
        let _ = storage.set_item(&key(copy), id);
    }
}

/// The workspace as which a copy's file was taken in.
pub fn taken_in_as(copy: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&key(copy)).ok()?
}
