//! Which key was pressed. Only this file tells keys of an input method from keys of the page: while Chinese text is
//! being composed, Enter, Esc and the arrows belong to the input method.

use web_sys::KeyboardEvent;

/// The code that browsers give to every key that an input method handled.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// The name of the key; `None` if an input method handled it: the page must not react.
pub fn key_of(event: &KeyboardEvent) -> Option<String> {
    let key = event.key();
    // Some browsers report the key that ends a composition after its end: then only the code shows it.
    let taken = event.is_composing() || event.key_code() == TAKEN_BY_INPUT_METHOD || key == "Process";
    (!taken).then_some(key)
}

/// True for that key, unless an input method handled it.
pub fn is_key(event: &KeyboardEvent, name: &str) -> bool {
    key_of(event).as_deref() == Some(name)
}
