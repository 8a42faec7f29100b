//! How often each component was drawn: counted in a development build, so that a test can say what a key press
//! draws. A release counts nothing.

/// Counts one drawing of a component, in `window.drawn`.
#[cfg(debug_assertions)]
pub fn count_drawn(component: &str) {
    use wasm_bindgen::JsValue;
    let window = gloo::utils::window();
    let name = JsValue::from_str("drawn");
    let counts = js_sys::Reflect::get(&window, &name).ok().filter(JsValue::is_object);
    // Nothing is counted until a test puts an object there.
    let Some(counts) = counts else { return };
    let component = JsValue::from_str(component);
    let before = js_sys::Reflect::get(&counts, &component).ok().and_then(|count| count.as_f64()).unwrap_or(0.0);
    // An object that takes no member counts nothing.
    let _ = js_sys::Reflect::set(&counts, &component, &JsValue::from_f64(before + 1.0));
}

/// Counts nothing.
#[cfg(not(debug_assertions))]
pub fn count_drawn(_: &str) {}
