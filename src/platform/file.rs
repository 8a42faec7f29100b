//! Files to and from the person's disk.

use gloo::utils::document;
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileReadError {
    /// Larger than what was asked for; not read at all.
    #[error("{0} bytes are too many")]
    TooLarge(usize),
    /// Bytes that are no UTF-8 text.
    #[error("not text")]
    NotText,
    /// The browser could not read it.
    #[error("the browser could not read it")]
    Unreadable,
}

/// Reads a whole file as text, unless it is larger than that many bytes.
pub async fn read_text(file: File, largest: usize) -> Result<String, FileReadError> {
    let size = file.size();
    if size > largest as f64 {
        return Err(FileReadError::TooLarge(size as usize));
    }
    let bytes = gloo::file::futures::read_as_bytes(&gloo::file::Blob::from(file)).await;
    let bytes = bytes.map_err(|_| FileReadError::Unreadable)?;
    String::from_utf8(bytes).map_err(|_| FileReadError::NotText)
}

/// Hands a text to the browser as a file to be saved.
pub fn download(name: &str, text: &str, mime: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    if let Some(body) = document().body() {
        body.append_child(&anchor)?;
    }
    anchor.click();
    anchor.remove();
    // The browser needs the address for a moment after the click.
    gloo::timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}
