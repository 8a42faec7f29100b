//! Text that is being typed and not yet handed over: kept with every key, so that a page that is closed
//! or stops in the middle of a word loses nothing.

use gloo::utils::window;
use serde::{Deserialize, Serialize};

/// A text that was being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The field, as [`crate::workspace::Field::key`] writes it, or the label of a field that has no key.
    pub field: String,
    /// What stood in it.
    pub text: String,
}

fn key(workspace: &str) -> String {
    format!("zhuanhua-draft-{workspace}")
}

/// Keeps what is being typed in a workspace; `None` when it was handed over or given back.
pub fn keep_draft(workspace: &str, draft: Option<&Draft>) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    // Where nothing can be stored, the browser asks before the page is left.
    let _ = match draft.and_then(|draft| serde_json::to_string(draft).ok()) {
        Some(text) => storage.set_item(&key(workspace), &text),
        None => storage.remove_item(&key(workspace)),
    };
}

/// What was being typed when the page went.
pub fn kept_draft(workspace: &str) -> Option<Draft> {
    let storage = window().local_storage().ok()??;
    serde_json::from_str(&storage.get_item(&key(workspace)).ok()??).ok()
}
