//! Bringing things into view.

use gloo::utils::{document, window};

/// Widths below this show what is chosen under the list instead of beside it; as in the style sheet.
const NARROW: f64 = 1100.0;

/// Scrolls to an element where it does not stand beside what was clicked.
pub fn show_if_narrow(id: &str) {
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(NARROW);
    if width <= NARROW
        && let Some(element) = document().get_element_by_id(id)
    {
        element.scroll_into_view();
    }
}
