//! Which key was pressed. The only place that tells keys of an input method from keys of the page: while Chinese
//! text is being composed, Enter, Esc and the arrows belong to the input method.

use web_sys::KeyboardEvent;

/// The code that engines give every key which an input method has taken.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// The name of the key; `None` for one that an input method has taken, which the page must not answer.
pub fn key_of(event: &KeyboardEvent) -> Option<String> {
    let key = event.key();
    // Some engines report the key that ends a composition after its end: only the code tells it then.
    let taken = event.is_composing() || event.key_code() == TAKEN_BY_INPUT_METHOD || key == "Process";
    (!taken).then_some(key)
}

/// True for that key, unless an input method has taken it.
pub fn is_key(event: &KeyboardEvent, name: &str) -> bool {
    key_of(event).as_deref() == Some(name)
}
