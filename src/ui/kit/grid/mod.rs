//! 网格 – a table of text fields for keyboard and mouse, as in a spreadsheet: arrows move, Shift extends, typing
//! replaces, F2 edits inside, Enter goes down, Esc restores the text, blocks are copied and pasted. Knows no
//! policy: it reports what the person did.
//!
//! - [`model`]: what is shown, as data
//! - [`row`]: one row, drawn again only when its model changed
//! - [`cell`]: one cell
//! - [`selection`]: which cells are selected, and how keys move the selection

mod cell;
mod model;
mod row;
mod selection;

use super::latest_callback::use_latest_callback;
use crate::exchange::clipboard_table::to_text;
use crate::platform::{Clip, count_drawn, read_clip, write_clip};
use cell::SelectionChange;
use gloo::utils::document;
use row::GridRow;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement};
use yew::prelude::*;

pub use model::{Cells, Column, GridCell, RowChoice, RowEnd, RowHead, RowModel, RowOffer, use_kept_rows};
pub use selection::{CellPlace, Selection};

/// Something that a person did in the grid. Row numbers do not count headings.
#[derive(Clone, Debug, PartialEq)]
pub enum GridEvent {
    /// A text was typed into a cell and committed.
    Typed(CellPlace, String),
    /// A text is being typed, not yet committed.
    Drafted(CellPlace, String),
    /// Typing was cancelled, or left the text as it was.
    GivenBack,
    /// Something was pasted into a cell.
    Pasted(CellPlace, Clip),
    /// A cell was cleared, with the rest of the selection.
    Cleared(CellPlace),
    /// Fill the selection's first column into its other columns.
    FilledRight(CellPlace),
    /// Fill the selection's first row into its other rows.
    FilledDown(CellPlace),
    /// The selection changed.
    Selected(Selection),
    /// Show a cell's details.
    Opened(CellPlace),
    /// Open the search.
    Sought(CellPlace),
    /// An option of a row's choice was chosen: the row and the option's index.
    Chosen(usize, usize),
    /// A row's offer was accepted.
    Accepted(usize),
}

/// Props of the grid.
#[derive(Clone, PartialEq, Properties)]
pub struct GridProps {
    /// Element id; the ids of the cells start with it.
    pub id: AttrValue,
    /// The table's caption, for screen readers.
    pub caption: AttrValue,
    /// Column headings: one before the cells, one for each cell, one after.
    pub columns: Rc<Vec<Column>>,
    /// The rows.
    pub rows: Rc<Vec<Rc<RowModel>>>,
    /// What is selected.
    pub selection: Selection,
    /// CSS classes of the table.
    #[prop_or_default]
    pub class: Classes,
    /// Called with what the person did.
    pub on: Callback<GridEvent>,
}

/// A table of text fields.
#[component(Grid)]
pub fn grid(props: &GridProps) -> Html {
    count_drawn("grid");
    let size = (count(&props.rows), props.columns.len().saturating_sub(2));
    let on_select = {
        let (on, grid, selection) = (props.on.clone(), props.id.clone(), props.selection);
        use_latest_callback(move |change: SelectionChange| {
            let next = change.from(selection, size);
            if next != selection {
                on.emit(GridEvent::Selected(next));
            }
            if let SelectionChange::Moved(place, step) = change {
                focus_from(&grid, place, |from| step.from(from, size));
            }
        })
    };
    let copy = |cut: bool| {
        let (on, rows, selection) = (props.on.clone(), Rc::clone(&props.rows), props.selection);
        Callback::from(move |event: Event| {
            let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
            // Inside a text, the browser copies the selected characters.
            if is_editing(event) && !selection.is_range() {
                return;
            }
            event.prevent_default();
            let text = to_text(&texts(&rows, selection));
            if write_clip(event, &text) && cut {
                on.emit(GridEvent::Cleared(selection.at));
            }
        })
    };
    let onpaste = {
        let (on, selection, grid) = (props.on.clone(), props.selection, props.id.clone());
        Callback::from(move |event: Event| {
            let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
            let at = place_of(&grid, event).unwrap_or(selection.at);
            let clip = read_clip(event);
            if !selection.is_range() && is_left_to_browser(event, &clip) {
                return;
            }
            event.prevent_default();
            on.emit(GridEvent::Pasted(at, clip));
        })
    };
    let span = props.columns.len();
    let mut number = 0_usize;
    let rows = props.rows.iter().enumerate().map(|(key, row)| match &**row {
        RowModel::Heading(heading) => html! {
            <tr key={key} class="grid-heading"><th colspan={span.to_string()} scope="colgroup">{ heading }</th></tr>
        },
        RowModel::Cells(_) => {
            let index = number;
            number = number.saturating_add(1);
            html! {
                <GridRow key={key} grid={props.id.clone()} {index} row={Rc::clone(row)}
                    selected={props.selection.columns_in(index)} on={props.on.clone()} on_select={on_select.clone()} />
            }
        }
    });
    let rows: Vec<Html> = rows.collect();
    html! {
        <table class={classes!("grid", props.class.clone())} id={props.id.clone()} oncopy={copy(false)} oncut={copy(true)} {onpaste}>
            <caption class="hidden">{ &props.caption }</caption>
            <thead><tr>{ for props.columns.iter().map(Column::html) }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

/// The number of rows of cells.
fn count(rows: &[Rc<RowModel>]) -> usize {
    rows.iter().filter(|row| matches!(***row, RowModel::Cells(_))).count()
}

/// The cell at a place.
pub fn cell_at(rows: &[Rc<RowModel>], (row, column): CellPlace) -> Option<&GridCell> {
    let mut lines = rows.iter().filter_map(|row| match &**row {
        RowModel::Cells(cells) => Some(cells),
        RowModel::Heading(_) => None,
    });
    lines.nth(row)?.cells.get(column)
}

/// The texts of a range as they are copied.
pub fn texts(rows: &[Rc<RowModel>], selection: Selection) -> Vec<Vec<String>> {
    let text = |place| cell_at(rows, place).map(|cell| cell.plain.to_string()).unwrap_or_default();
    selection.rows().map(|row| row.into_iter().map(text).collect()).collect()
}

/// The cell where an event happened, by the id of its field.
fn place_of(grid: &str, event: &ClipboardEvent) -> Option<CellPlace> {
    let field = event.target()?.dyn_into::<web_sys::Element>().ok()?.id();
    let (row, column) = field.strip_prefix(grid)?.strip_prefix('-')?.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// A single text pasted into a cell is inserted by the browser at the caret. Not if there is something to say about
/// it, or if its exact value differs from the text that the browser would insert.
fn is_left_to_browser(event: &ClipboardEvent, clip: &Clip) -> bool {
    let Clip::Cells(block) = clip else { return false };
    let Some(piece) = block.single().filter(|_| !block.leaves_out()) else { return false };
    if piece.oddity.is_some() || piece.held.is_some() {
        return false;
    }
    let inserted = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
    inserted.trim() == piece.text.trim() || is_editing(event)
}

fn is_editing(event: &ClipboardEvent) -> bool {
    let field = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
    field.is_some_and(|field| field.dataset().get("inside").is_some() || field.dataset().get("typing").is_some())
}

/// The element id of a cell's field.
pub fn cell_id(grid: &str, row: usize, column: usize) -> String {
    format!("{grid}-{row}-{column}")
}

/// Focuses a cell; false if there is none or it refuses.
pub fn focus_cell(grid: &str, (row, column): CellPlace) -> bool {
    let element = document().get_element_by_id(&cell_id(grid, row, column));
    match element.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        Some(input) if !input.disabled() => input.focus().is_ok(),
        _ => false,
    }
}

/// Moves on until a cell takes the focus or the edge is reached. Disabled cells are skipped.
fn focus_from(grid: &str, from: CellPlace, step: impl Fn(CellPlace) -> CellPlace) {
    let mut place = from;
    loop {
        let next = step(place);
        if next == place || focus_cell(grid, next) {
            return;
        }
        place = next;
    }
}
