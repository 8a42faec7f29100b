//! Scrolling elements into view.

use gloo::utils::{document, window};

/// Up to this width the details stand below the list instead of beside it; the style sheet has the same number.
const NARROW: f64 = 1100.0;

/// Scrolls to an element on a narrow page, where it is below what was clicked.
pub fn show_if_narrow(id: &str) {
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(NARROW);
    if width <= NARROW
        && let Some(element) = document().get_element_by_id(id)
    {
        element.scroll_into_view();
    }
}
