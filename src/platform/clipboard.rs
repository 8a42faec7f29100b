//! The clipboard, through the events that every page is given; the asynchronous interface needs a
//! secure context.

use crate::exchange::block::{Block, BlockError, MOST_CELLS, Piece};
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, DataTransfer, Document, DomParser, Element, HtmlTableCellElement, HtmlTableElement,
    HtmlTableRowElement, SupportedType,
};

/// What was pasted.
#[derive(Clone, Debug, PartialEq)]
pub enum Clip {
    /// Cells, or one text.
    Cells(Block),
    /// Text that is no block.
    Refused(BlockError),
    /// A picture or a file without text.
    Picture,
}

/// What a paste holds.
pub fn read_clip(event: &ClipboardEvent) -> Clip {
    let Some(data) = event.clipboard_data() else { return Clip::Refused(BlockError::Empty) };
    let text = data.get_data("text/plain").unwrap_or_default();
    if text.trim().is_empty() && data.files().is_some_and(|files| files.length() > 0) {
        return Clip::Picture;
    }
    // Text with too many cells is refused before anybody parses a table as large.
    let block = match Block::of_text(&text) {
        Err(BlockError::TooLarge(cells)) => Err(BlockError::TooLarge(cells)),
        of_text => table(&data).map_or(of_text, Block::of_rows),
    };
    block.map_or_else(Clip::Refused, Clip::Cells)
}

/// Puts a text on the clipboard in answer to a copy; false where the browser refuses.
pub fn write_clip(event: &ClipboardEvent, text: &str) -> bool {
    event.clipboard_data().is_some_and(|data| data.set_data("text/plain", text).is_ok())
}

/// Copies a text by a copy of the browser's own, which asks for no permission.
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

/// The first table of pasted HTML, spans filled up. A parsed document has no window: its scripts do
/// not run and its pictures are not fetched.
fn table(data: &DataTransfer) -> Option<Vec<Vec<Piece>>> {
    let html = data.get_data("text/html").ok().filter(|html| html.contains("<t") || html.contains("<T"))?;
    let page: Document = DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()?;
    let table: HtmlTableElement = page.query_selector("table").ok()??.dyn_into().ok()?;
    let mut rows: Vec<Vec<Option<Piece>>> = Vec::new();
    let mut cells = 0_usize;
    for index in 0..table.rows().length() {
        let Some(row) = table.rows().item(index).and_then(|row| row.dyn_into::<HtmlTableRowElement>().ok()) else {
            continue;
        };
        let index = usize::try_from(index).ok()?;
        for cell in 0..row.cells().length() {
            let Some(cell) = row.cells().item(cell).and_then(|cell| cell.dyn_into::<HtmlTableCellElement>().ok())
            else {
                continue;
            };
            // One more than the most is enough to be refused.
            let down = usize::try_from(cell.row_span().max(1)).unwrap_or(1).min(MOST_CELLS);
            let right = usize::try_from(cell.col_span().max(1)).unwrap_or(1).min(MOST_CELLS);
            cells = cells.saturating_add(down.saturating_mul(right));
            if cells > MOST_CELLS {
                return Some(vec![vec![Piece::default(); cells]]);
            }
            fill(&mut rows, index, (down, right), piece(&cell));
        }
    }
    Some(rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect())
}

/// Puts a cell into the first free place of a row, and marks what its spans cover.
fn fill(rows: &mut Vec<Vec<Option<Piece>>>, row: usize, (down, right): (usize, usize), piece: Piece) {
    let bottom = row.saturating_add(down);
    if rows.len() < bottom {
        rows.resize(bottom, Vec::new());
    }
    let Some(own) = rows.get(row) else { return };
    let column = own.iter().position(Option::is_none).unwrap_or(own.len());
    for (offset, line) in rows.iter_mut().enumerate().skip(row).take(down) {
        let end = column.saturating_add(right);
        if line.len() < end {
            line.resize(end, None);
        }
        for (at, place) in line.iter_mut().enumerate().skip(column).take(right) {
            let first = offset == row && at == column;
            *place = Some(if first { piece.clone() } else { Piece { covered: true, ..Piece::default() } });
        }
    }
}

fn piece(cell: &Element) -> Piece {
    let text = cell.text_content().unwrap_or_default().replace('\u{A0}', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // LibreOffice and Excel name the value that a format may shorten.
    let value = cell.get_attribute("sdval").or_else(|| cell.get_attribute("x:num"));
    Piece::showing(&text, value.as_deref())
}
