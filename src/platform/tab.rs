//! What this tab had open, so that loading the page again goes on where it was.

use gloo::utils::window;

const KEY: &str = "zhuanhua-open";

/// Remembers a workspace for as long as the tab lives; `None` forgets it.
pub fn remember_open(id: Option<&str>) {
    let Ok(Some(storage)) = window().session_storage() else { return };
    // Without this memory the person opens the workspace from the list.
    let _ = match id {
        Some(id) => storage.set_item(KEY, id),
        None => storage.remove_item(KEY),
    };
}

/// The workspace that this tab had open.
pub fn remembered_open() -> Option<String> {
    window().session_storage().ok()??.get_item(KEY).ok()?
}
