//! The worker's side: each message is an order, each answer its file or an error message.

use super::written;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Answers all orders from now on, and tells the page that it is ready.
pub fn serve() {
    let here: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answering = here.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let message = Array::from(&event.data());
        let order = message.get(0).as_string().unwrap_or_default();
        let pictures: Vec<_> = message.iter().skip(1).map(|bytes| Uint8Array::new(&bytes).to_vec()).collect();
        let answer = match written(&order, &pictures) {
            Ok(bytes) => Uint8Array::from(bytes.as_slice()).into(),
            Err(problem) => JsValue::from_str(&problem),
        };
        // If the page is gone, nobody needs the answer.
        let _ = answering.post_message(&answer);
    });
    here.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = here.post_message(&JsValue::TRUE);
}
