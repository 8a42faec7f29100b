//! The page's side of the worker that writes documents. Its program is fetched after the first view, before the
//! network is locked, and started from a blob URL at the first request.

use crate::workspace::notice::WorkerFailure;
use gloo::utils::window;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker};

thread_local! {
    /// The worker's script and program, once fetched.
    static PROGRAM: RefCell<Option<(String, Uint8Array)>> = const { RefCell::new(None) };
    /// The worker, while it is idle.
    static IDLE: RefCell<Option<Worker>> = const { RefCell::new(None) };
    /// Ends the current work.
    static STOP: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Starts the worker; its program is the first message.
const BEGIN: &str = "\nself.onmessage=function(e){self.onmessage=null;\
    wasm_bindgen({module_or_path:e.data}).catch(function(error){setTimeout(function(){throw error;});});};";

/// Fetches the worker's program while the network is still open. In the one file, the page contains it.
pub async fn fetch_writer() {
    let Some(found) = found().await else { return };
    PROGRAM.with(|program| *program.borrow_mut() = Some(found));
}

async fn found() -> Option<(String, Uint8Array)> {
    let parts: Function = Reflect::get(&window(), &"zhuanhuaWriter".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = parts.call0(&JsValue::NULL).ok()?.dyn_into().ok()?;
    let parts = JsFuture::from(promise).await.ok()?;
    let script = Reflect::get(&parts, &"script".into()).ok()?.as_string()?;
    let wasm = Reflect::get(&parts, &"wasm".into()).ok()?;
    Some((script, Uint8Array::new(&wasm)))
}

/// Starts the worker in advance, so that the first file need not wait. Errors are reported when a file is requested.
pub async fn warm_writer() {
    if IDLE.with(|idle| idle.borrow().is_some()) {
        return;
    }
    if let Ok(worker) = started().await {
        IDLE.with(|idle| *idle.borrow_mut() = Some(worker));
    }
}

/// Has the worker write a file; `pictures` are PNG.
pub async fn have_written(order: &str, pictures: &[Uint8Array]) -> Result<Uint8Array, WorkerFailure> {
    let worker = match IDLE.with(|idle| idle.borrow_mut().take()) {
        Some(worker) => worker,
        None => started().await?,
    };
    let message = Array::of1(&order.into());
    for picture in pictures {
        message.push(picture);
    }
    let answer = answer_of(&worker, &message).await?;
    IDLE.with(|idle| *idle.borrow_mut() = Some(worker));
    match answer.as_string() {
        Some(problem) => Err(WorkerFailure::Refused(problem)),
        None => Ok(answer.unchecked_into()),
    }
}

async fn started() -> Result<Worker, WorkerFailure> {
    let (script, wasm) = PROGRAM.with(|program| program.borrow().clone()).ok_or(WorkerFailure::Missing)?;
    let worker = worker_of(&script).map_err(|_| WorkerFailure::Stopped)?;
    match answer_of(&worker, &wasm).await? {
        ready if ready.is_truthy() => Ok(worker),
        _ => Err(WorkerFailure::Stopped),
    }
}

fn worker_of(script: &str) -> Result<Worker, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let text = Array::of1(&JsValue::from_str(&format!("{script}{BEGIN}")));
    let url = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&text, &options)?)?;
    let worker = Worker::new(&url);
    // Old engines read the script after the worker is created.
    gloo::timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&url))).forget();
    worker
}

/// Waits for the worker's answer to a message. A worker that fails is terminated.
async fn answer_of(worker: &Worker, message: &JsValue) -> Result<JsValue, WorkerFailure> {
    let answered = Promise::new(&mut |done, failed| {
        STOP.with(|stop| *stop.borrow_mut() = Some(failed.clone()));
        let on_message = Closure::once_into_js(move |event: MessageEvent| done.call1(&JsValue::NULL, &event.data()));
        worker.set_onmessage(Some(on_message.unchecked_ref()));
        worker.set_onerror(Some(&failed));
        if let Err(error) = worker.post_message(message) {
            let _ = failed.call1(&JsValue::NULL, &error);
        }
    });
    let answer = JsFuture::from(answered).await;
    STOP.with(|stop| *stop.borrow_mut() = None);
    answer.map_err(|reason| {
        worker.terminate();
        if reason == CANCELLED { WorkerFailure::Cancelled } else { WorkerFailure::Stopped }
    })
}

/// Cancels the current work, if there is any.
pub fn stop_writing() {
    if let Some(stop) = STOP.with(|stop| stop.borrow_mut().take()) {
        // A promise that is already settled stays unchanged.
        let _ = stop.call1(&JsValue::NULL, &CANCELLED.into());
    }
}

/// The reason given to cancelled work.
const CANCELLED: &str = "cancelled";
