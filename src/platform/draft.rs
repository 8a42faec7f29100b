//! Text that is being typed and not yet committed. It is kept with every key press, so that nothing is lost if the
//! page closes or stops in the middle of a word.

use gloo::utils::window;
use serde::{Deserialize, Serialize};

/// A text that is being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The field, as [`crate::workspace::Field::key`] writes it, or the label of a field that has no key.
    pub field: String,
    /// The text.
    pub text: String,
}

fn key(workspace: &str) -> String {
    format!("zhuanhua-draft-{workspace}")
}

/// Keeps the text being typed in a workspace; `None` removes it once it is committed or discarded.
pub fn keep_draft(workspace: &str, draft: Option<&Draft>) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    // If nothing can be stored, the browser asks before the page is left.
    let _ = match draft.and_then(|draft| serde_json::to_string(draft).ok()) {
        Some(text) => storage.set_item(&key(workspace), &text),
        None => storage.remove_item(&key(workspace)),
    };
}

/// The text that was being typed when the page closed.
pub fn kept_draft(workspace: &str) -> Option<Draft> {
    let storage = window().local_storage().ok()??;
    serde_json::from_str(&storage.get_item(&key(workspace)).ok()??).ok()
}
