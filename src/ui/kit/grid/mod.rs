//! 网格 – a table of text fields by keyboard and mouse, as in a spreadsheet: arrows move, shift extends,
//! typing replaces, F2 edits inside, Enter goes down, Esc gives back what was there, blocks are copied
//! and pasted. Knows no policy: it hands over what was done.

mod cell;
mod selection;

use super::steady::use_steady;
use crate::exchange::block::to_text;
use crate::platform::{Clip, read_clip, write_clip};
use cell::{CellField, Pick};
use gloo::utils::document;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement};
use yew::prelude::*;

pub use selection::{Place, Selection};

/// One row of the grid.
#[derive(Clone, PartialEq)]
pub enum GridRow {
    /// A heading over the rows that follow.
    Heading(Html),
    /// A row of cells.
    Cells {
        /// What stands before the cells.
        header: Html,
        /// The cells.
        cells: Vec<GridCell>,
        /// What stands behind them.
        trailer: Html,
    },
}

/// One cell.
#[derive(Clone, Default, PartialEq)]
pub struct GridCell {
    /// What it is, for those who cannot see where it stands.
    pub label: AttrValue,
    /// Its text.
    pub text: AttrValue,
    /// Its text as it is copied: plain digits.
    pub plain: AttrValue,
    /// What stands in a blank cell in its place: a figure that follows from others.
    pub derived: Option<AttrValue>,
    /// What is wrong with the text; it was not taken.
    pub problem: Option<AttrValue>,
    /// What looks wrong about the figure; it was taken.
    pub doubt: Option<AttrValue>,
    /// Whether more is said of it than its figure.
    pub noted: bool,
    /// False for a place where nothing can be entered.
    pub enabled: bool,
}

/// Something that was done in the grid; rows are counted without headings.
#[derive(Clone, Debug, PartialEq)]
pub enum GridEvent {
    /// A text was typed into a cell.
    Typed(Place, String),
    /// A text is being typed, not yet handed over.
    Drafted(Place, String),
    /// It was given back, or came to what stood there.
    GivenBack,
    /// Something was pasted into a cell.
    Pasted(Place, Clip),
    /// A cell was cleared, with the others that are selected with it.
    Cleared(Place),
    /// The selection's first column was to be filled into the others.
    FilledRight(Place),
    /// Its first row was.
    FilledDown(Place),
    /// Another range was selected.
    Selected(Selection),
    /// More was to be seen of a cell.
    Opened(Place),
    /// Something was to be found.
    Sought(Place),
}

/// Props of the grid.
#[derive(Clone, PartialEq, Properties)]
pub struct GridProps {
    /// Id in the page; cells hang theirs on it.
    pub id: AttrValue,
    /// What the table is.
    pub caption: AttrValue,
    /// Headings of the columns: before, one for each cell, behind.
    pub columns: Vec<Html>,
    /// The rows.
    pub rows: Rc<Vec<GridRow>>,
    /// What is selected.
    pub selection: Selection,
    /// Look of the table.
    #[prop_or_default]
    pub class: Classes,
    /// Told what was done.
    pub on: Callback<GridEvent>,
}

/// A table of text fields.
#[component(Grid)]
pub fn grid(props: &GridProps) -> Html {
    let size = (count(&props.rows), props.columns.len().saturating_sub(2));
    let on_select = {
        let (on, grid, selection) = (props.on.clone(), props.id.clone(), props.selection);
        use_steady(move |pick: Pick| {
            let next = pick.from(selection, size);
            if next != selection {
                on.emit(GridEvent::Selected(next));
            }
            if let Pick::Moved(place, step) = pick {
                focus_from(&grid, place, |from| step.from(from, size));
            }
        })
    };
    let copy = |cut: bool| {
        let (on, rows, selection) = (props.on.clone(), Rc::clone(&props.rows), props.selection);
        Callback::from(move |event: Event| {
            let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
            // Inside a text the browser copies what is marked in it.
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
    let span = props.columns.len().to_string();
    let mut number = 0_usize;
    let rows: Vec<Html> = props
        .rows
        .iter()
        .map(|row| match row {
            GridRow::Heading(heading) => html! {
                <tr class="grid-heading"><th colspan={span.clone()} scope="colgroup">{ heading.clone() }</th></tr>
            },
            GridRow::Cells { header, cells, trailer } => {
                let index = number;
                number = number.saturating_add(1);
                let cells = cells.iter().enumerate().map(|(column, cell)| {
                    let selected = props.selection.is_range() && props.selection.holds((index, column));
                    html! {
                        <CellField key={column} grid={props.id.clone()} place={(index, column)} cell={cell.clone()}
                            {selected} on={props.on.clone()} on_select={on_select.clone()} />
                    }
                });
                html! {
                    <tr>
                        <th scope="row">{ header.clone() }</th>
                        { for cells }
                        <td class="grid-trailer">{ trailer.clone() }</td>
                    </tr>
                }
            }
        })
        .collect();
    html! {
        <table class={classes!("grid", props.class.clone())} id={props.id.clone()} oncopy={copy(false)} oncut={copy(true)} {onpaste}>
            <caption class="hidden">{ &props.caption }</caption>
            <thead><tr>{ for props.columns.iter().map(|column| html! { <th scope="col">{ column.clone() }</th> }) }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

/// The rows of cells.
fn count(rows: &[GridRow]) -> usize {
    rows.iter().filter(|row| matches!(row, GridRow::Cells { .. })).count()
}

/// The cell at a place.
pub fn cell_at(rows: &[GridRow], (row, column): Place) -> Option<&GridCell> {
    let mut lines = rows.iter().filter_map(|row| match row {
        GridRow::Cells { cells, .. } => Some(cells),
        GridRow::Heading(_) => None,
    });
    lines.nth(row)?.get(column)
}

/// The texts of a range as they are copied.
pub fn texts(rows: &[GridRow], selection: Selection) -> Vec<Vec<String>> {
    let text = |place| cell_at(rows, place).map(|cell| cell.plain.to_string()).unwrap_or_default();
    selection.rows().map(|row| row.into_iter().map(text).collect()).collect()
}

/// The cell that an event came to, by the id of its field.
fn place_of(grid: &str, event: &ClipboardEvent) -> Option<Place> {
    let field = event.target()?.dyn_into::<web_sys::Element>().ok()?.id();
    let (row, column) = field.strip_prefix(grid)?.strip_prefix('-')?.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// One text into one cell goes where the caret stands, as anywhere else: unless there is something to be said about
/// it, or the value behind it is another than the text that the browser would insert.
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

/// The id of a cell's field.
pub fn cell_id(grid: &str, row: usize, column: usize) -> String {
    format!("{grid}-{row}-{column}")
}

/// Puts the focus on a cell; false where there is none that takes it.
pub fn focus_cell(grid: &str, (row, column): Place) -> bool {
    let element = document().get_element_by_id(&cell_id(grid, row, column));
    match element.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        Some(input) if !input.disabled() => input.focus().is_ok(),
        _ => false,
    }
}

/// Moves on, over cells that take nothing, until a cell takes the focus or the edge is reached.
fn focus_from(grid: &str, from: Place, step: impl Fn(Place) -> Place) {
    let mut place = from;
    loop {
        let next = step(place);
        if next == place || focus_cell(grid, next) {
            return;
        }
        place = next;
    }
}
