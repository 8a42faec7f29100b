//! The page that the program runs in: one from a server, or the release's one file, which knows its own source and
//! may carry work.

use gloo::utils::{document, window};
use wasm_bindgen::JsValue;

fn key(copy: &str) -> String {
    format!("zhuanhua-carried-{copy}")
}

/// True for the one file, wherever it is stored.
pub fn is_one_file() -> bool {
    source().is_some_and(|source| source.is_string())
}

/// The source of the one file, before anything ran; `static/boot.js` keeps it.
pub fn page_source() -> Option<String> {
    source()?.as_string()
}

fn source() -> Option<JsValue> {
    js_sys::Reflect::get(&window(), &JsValue::from_str("zhuanhuaPage")).ok()
}

/// The text of the work that the page carries; empty if it carries none.
pub fn carried_text() -> Option<String> {
    document().get_element_by_id("carried")?.text_content()
}

/// Remembers that a copy's file was imported as the workspace `id`.
pub fn remember_taken_in(copy: &str, id: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // If this cannot be stored, the file is imported once more, as a second workspace.
        let _ = storage.set_item(&key(copy), id);
    }
}

/// The workspace that a copy's file was imported as.
pub fn taken_in_as(copy: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&key(copy)).ok()?
}
