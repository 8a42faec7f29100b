//! Files to and from the person's disk.

use gloo::utils::document;
use js_sys::{Promise, Uint8Array};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, File, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Url,
};

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileReadError {
    /// The file is larger than allowed and was not read; its size in bytes.
    #[error("{0} bytes are too many")]
    TooLarge(usize),
    /// The browser could not read it.
    #[error("the browser could not read it")]
    Unreadable,
}

/// Reads a whole file, unless it has more than `largest` bytes.
pub async fn read_bytes(file: File, largest: usize) -> Result<Vec<u8>, FileReadError> {
    let size = file.size();
    if size > largest as f64 {
        return Err(FileReadError::TooLarge(size as usize));
    }
    let bytes = gloo::file::futures::read_as_bytes(&gloo::file::Blob::from(file)).await;
    bytes.map_err(|_| FileReadError::Unreadable)
}

/// Offers a text to the person as a file to save.
pub fn download(name: &str, text: &str, mime: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    offer(name, &Blob::new_with_str_sequence_and_options(&parts, &options)?)
}

/// Offers bytes to the person as a file to save.
pub fn download_bytes(name: &str, bytes: &Uint8Array, mime: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(bytes);
    offer(name, &Blob::new_with_u8_array_sequence_and_options(&parts, &options)?)
}

/// Draws an SVG picture at twice its size and offers it as a PNG to save.
pub async fn download_as_png(name: &str, svg: &str, size: (u32, u32)) -> Result<(), JsValue> {
    offer(name, &drawn(svg, size).await?)
}

/// An SVG picture at twice its size, as the bytes of a PNG.
pub async fn png_of(svg: &str, size: (u32, u32)) -> Result<Uint8Array, JsValue> {
    let bytes = gloo::file::futures::read_as_bytes(&gloo::file::Blob::from(drawn(svg, size).await?)).await;
    bytes.map(|bytes| Uint8Array::from(bytes.as_slice())).map_err(|error| JsValue::from_str(&error.to_string()))
}

async fn drawn(svg: &str, (width, height): (u32, u32)) -> Result<Blob, JsValue> {
    let image = HtmlImageElement::new()?;
    // A data URL: in old engines a blob URL would taint the canvas.
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", String::from(js_sys::encode_uri_component(svg))));
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width.saturating_mul(2));
    canvas.set_height(height.saturating_mul(2));
    let context = canvas.get_context("2d")?.ok_or("no canvas")?.unchecked_into::<CanvasRenderingContext2d>();
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    let made = Promise::new(&mut |done, _| {
        // If the canvas gives no picture, the answer is null and not a blob.
        let _ = canvas.to_blob(&done);
    });
    JsFuture::from(made).await?.dyn_into()
}

/// Offers a blob to the person as a file to save.
fn offer(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    if let Some(body) = document().body() {
        body.append_child(&anchor)?;
    }
    anchor.click();
    anchor.remove();
    // The browser still needs the URL for a moment after the click.
    gloo::timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}
