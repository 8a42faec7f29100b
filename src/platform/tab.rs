//! What this tab had open, so that a reload continues there.

use gloo::utils::window;

const KEY: &str = "zhuanhua-open";
const RESTORING: &str = "zhuanhua-restoring";
const VIEW: &str = "zhuanhua-view";

/// Remembers the open workspace while the tab exists; `None` forgets it.
pub fn remember_open(id: Option<&str>) {
    let Ok(Some(storage)) = window().session_storage() else { return };
    // If this cannot be stored, the person opens the workspace from the list.
    let _ = match id {
        Some(id) => storage.set_item(KEY, id),
        None => storage.remove_item(KEY),
    };
}

/// The workspace that this tab had open.
pub fn remembered_open() -> Option<String> {
    window().session_storage().ok()??.get_item(KEY).ok()?
}

/// Marks that the remembered workspace is about to be opened. True if an earlier attempt never finished: opening it
/// again would stop the page again.
pub fn begin_restoring() -> bool {
    let Ok(Some(storage)) = window().session_storage() else { return false };
    let stopped = storage.get_item(RESTORING).ok().flatten().is_some();
    // If this cannot be stored, the workspace is opened again.
    let _ = storage.set_item(RESTORING, "yes");
    stopped
}

/// Removes the mark once the workspace is on the page.
pub fn end_restoring() {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.remove_item(RESTORING);
    }
}

/// Remembers what the grid shows.
pub fn remember_view(view: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        // If this cannot be stored, the grid begins with all years.
        let _ = storage.set_item(VIEW, view);
    }
}

/// What the grid showed.
pub fn remembered_view() -> Option<String> {
    window().session_storage().ok()??.get_item(VIEW).ok()?
}

/// Opens the browser's print dialog.
pub fn print() {
    // A browser that cannot print reports nothing more.
    let _ = gloo::utils::window().print();
}
