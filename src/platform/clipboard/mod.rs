//! The clipboard, through the events that every page receives; the asynchronous interface needs a secure context.
//!
//! - [`page`]: reads the HTML of a copied page

mod page;

use crate::exchange::clipboard_table::{ClipboardTable, ClipboardTableError, SourceCell};
use wasm_bindgen::JsCast;
use web_sys::ClipboardEvent;

/// What was pasted.
#[derive(Clone, Debug, PartialEq)]
pub enum Clip {
    /// A table of cells, or a single text.
    Cells(ClipboardTable),
    /// Text that gives no table.
    Refused(ClipboardTableError),
    /// A picture or a file without text.
    Picture,
}

/// Reads what was pasted.
pub fn read_clip(event: &ClipboardEvent) -> Clip {
    let Some(data) = event.clipboard_data() else { return Clip::Refused(ClipboardTableError::Empty) };
    let text = data.get_data("text/plain").unwrap_or_default();
    if text.trim().is_empty() && data.files().is_some_and(|files| files.length() > 0) {
        return Clip::Picture;
    }
    // Text with too many cells is refused before a table of that size is parsed.
    let block = match ClipboardTable::of_text(&text) {
        Err(ClipboardTableError::TooLarge(cells)) => Err(ClipboardTableError::TooLarge(cells)),
        of_text => page::block(&data, &of_text).unwrap_or(of_text),
    };
    block.map_or_else(Clip::Refused, Clip::Cells)
}

/// The text to insert into a single-line field instead of the browser's own: several lines would become one number
/// there, or a footnote mark a digit. `None` leaves the paste to the browser.
pub fn cautious_paste(event: &ClipboardEvent) -> Option<String> {
    let Clip::Cells(block) = read_clip(event) else { return None };
    // A table of several columns does not belong in one field.
    if block.rows().iter().any(|row| row.len() > 1) {
        return None;
    }
    let has_digit = |text: &str| text.chars().any(|character| character.is_ascii_digit());
    let cells: Vec<String> =
        block.rows().iter().flatten().map(SourceCell::cautious_text).filter(|text| !text.is_empty()).collect();
    let odd = block.single().is_some_and(|piece| piece.oddity.is_some() || piece.held.is_some());
    let several = cells.len() > 1 && cells.iter().filter(|text| has_digit(text)).count() > 1;
    (odd || several).then(|| cells.join("；"))
}

/// Puts a text on the clipboard during a copy event; false if the browser refuses.
pub fn write_clip(event: &ClipboardEvent, text: &str) -> bool {
    event.clipboard_data().is_some_and(|data| data.set_data("text/plain", text).is_ok())
}

/// Inserts a text at the caret as typing would: the field receives its event, and the browser can undo it.
pub fn insert_text(text: &str) {
    if let Some(page) = gloo::utils::document().dyn_ref::<web_sys::HtmlDocument>() {
        // If the browser refuses, nothing is pasted and the field stays unchanged.
        let _ = page.exec_command_with_show_ui_and_value("insertText", false, text);
    }
}

/// Copies a text with the browser's copy command, which needs no permission. False if the browser refuses.
pub fn copy_text(text: &str) -> bool {
    let document = gloo::utils::document();
    let text = text.to_owned();
    let options =
        gloo::events::EventListenerOptions { phase: gloo::events::EventListenerPhase::Capture, passive: false };
    let listener = gloo::events::EventListener::new_with_options(&document, "copy", options, move |event| {
        if let Some(event) = event.dyn_ref::<ClipboardEvent>() {
            event.prevent_default();
            event.stop_propagation();
            write_clip(event, &text);
        }
    });
    let done =
        document.dyn_ref::<web_sys::HtmlDocument>().is_some_and(|page| page.exec_command("copy").unwrap_or(false));
    drop(listener);
    done
}
