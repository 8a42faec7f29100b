//! 网格 – a table of text fields by keyboard: arrows move, typing replaces, F2 edits inside, Enter goes
//! down, Tab goes right, Esc gives back what was there. Knows no policy: it hands over typed text.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

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
#[derive(Clone, PartialEq)]
pub struct GridCell {
    /// What it is, for those who cannot see where it stands.
    pub label: AttrValue,
    /// Its text.
    pub text: AttrValue,
    /// What is wrong with the text; it was not taken.
    pub problem: Option<AttrValue>,
    /// What looks wrong about the figure; it was taken.
    pub doubt: Option<AttrValue>,
    /// False for a place where nothing can be entered.
    pub enabled: bool,
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
    pub rows: Vec<GridRow>,
    /// Told the row, counted without headings, the column and the text.
    pub on_text: Callback<(usize, usize, String)>,
    /// Told that a paste holds more than one cell; it was not taken.
    pub on_block: Callback<()>,
}

/// A table of text fields.
#[component(Grid)]
pub fn grid(props: &GridProps) -> Html {
    let mut number = 0_usize;
    let span = props.columns.len().to_string();
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
                html! {
                    <tr>
                        <th scope="row">{ header.clone() }</th>
                        { for cells.iter().enumerate().map(|(column, cell)| html! {
                            <CellField key={column} grid={props.id.clone()} row={index} {column} cell={cell.clone()}
                                on_text={props.on_text.clone()} on_block={props.on_block.clone()} />
                        }) }
                        <td class="grid-trailer">{ trailer.clone() }</td>
                    </tr>
                }
            }
        })
        .collect();
    html! {
        <table class="grid" id={props.id.clone()}>
            <caption class="hidden">{ &props.caption }</caption>
            <thead><tr>{ for props.columns.iter().map(|column| html! { <th scope="col">{ column.clone() }</th> }) }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CellProps {
    grid: AttrValue,
    row: usize,
    column: usize,
    cell: GridCell,
    on_text: Callback<(usize, usize, String)>,
    on_block: Callback<()>,
}

#[component(CellField)]
fn cell_field(props: &CellProps) -> Html {
    let draft = use_state(|| None::<String>);
    // True while the caret moves inside the text instead of from cell to cell.
    let inside = use_state(|| false);
    let input = use_node_ref();
    let CellProps { grid, row, column, cell, .. } = props.clone();

    let commit = {
        let (draft, inside, props) = (draft.clone(), inside.clone(), props.clone());
        move || {
            inside.set(false);
            if let Some(typed) = (*draft).clone() {
                draft.set(None);
                if typed != *props.cell.text {
                    props.on_text.emit((props.row, props.column, typed));
                }
            }
        }
    };
    let onkeydown = {
        let (commit, draft, inside, input, grid) =
            (commit.clone(), draft.clone(), inside.clone(), input.clone(), grid.clone());
        let text = cell.text.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let step = match event.key().as_str() {
                "Enter" if event.shift_key() => Some((-1, 0)),
                "Enter" => Some((1, 0)),
                "ArrowUp" => Some((-1, 0)),
                "ArrowDown" => Some((1, 0)),
                "ArrowLeft" if !*inside => Some((0, -1)),
                "ArrowRight" if !*inside => Some((0, 1)),
                "F2" => {
                    event.prevent_default();
                    inside.set(!*inside);
                    if let Some(input) = input.cast::<HtmlInputElement>() {
                        let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(0);
                        let start = if *inside { 0 } else { end };
                        // A field that cannot select keeps its caret where it is.
                        let _ = input.set_selection_range(start, end);
                    }
                    None
                }
                "Escape" => {
                    draft.set(None);
                    inside.set(false);
                    if let Some(input) = input.cast::<HtmlInputElement>() {
                        // Selected again, so that what is typed next replaces it.
                        input.set_value(&text);
                        input.select();
                    }
                    None
                }
                _ => None,
            };
            if let Some(step) = step {
                event.prevent_default();
                commit();
                focus_cell(&grid, row, column, step);
            }
        })
    };
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                draft.set(Some(input.value()));
            }
        })
    };
    let onfocus = Callback::from(|event: FocusEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            input.select();
        }
    });
    let onpaste = {
        let on_block = props.on_block.clone();
        Callback::from(move |event: Event| {
            let pasted = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let text = pasted.and_then(|data| data.get_data("text").ok()).unwrap_or_default();
            let text = text.trim_end_matches(['\r', '\n']);
            if text.contains(['\t', '\r', '\n']) {
                // A single-line field would run the cells together into one wrong figure.
                event.prevent_default();
                on_block.emit(());
            } else if text.trim().is_empty() {
                event.prevent_default();
            }
        })
    };
    let value = (*draft).clone().map_or_else(|| cell.text.clone(), AttrValue::from);
    let message = format!("{}-message", cell_id(&grid, row, column));
    let said = cell.problem.clone().or_else(|| cell.doubt.clone());
    let class = match (&cell.problem, &cell.doubt) {
        (Some(_), _) => "cell wrong",
        (None, Some(_)) => "cell doubtful",
        (None, None) => "cell",
    };
    html! {
        <td class={class}>
            <input ref={input} id={cell_id(&grid, row, column)} type="text" autocomplete="off" {value}
                class={classes!("figure", (*inside).then_some("inside"))} disabled={!cell.enabled}
                aria-label={cell.label.clone()} title={said.clone()}
                aria-invalid={cell.problem.is_some().then_some("true")}
                aria-describedby={said.is_some().then(|| message.clone())}
                data-typing={draft.is_some().then_some("yes")}
                {oninput} {onkeydown} {onfocus} {onpaste} onblur={Callback::from(move |_: FocusEvent| commit())} />
            if let Some(said) = said {
                <span id={message} class="cell-message">{ said }</span>
            }
        </td>
    }
}

/// The id of a cell's field.
pub fn cell_id(grid: &str, row: usize, column: usize) -> String {
    format!("{grid}-{row}-{column}")
}

/// Moves on to the next cell in that direction that takes figures.
fn focus_cell(grid: &str, row: usize, column: usize, (down, right): (isize, isize)) {
    let (mut row, mut column) = (row, column);
    loop {
        let next = (row.checked_add_signed(down), column.checked_add_signed(right));
        let (Some(next_row), Some(next_column)) = next else { return };
        (row, column) = (next_row, next_column);
        let Some(element) = document().get_element_by_id(&cell_id(grid, row, column)) else { return };
        let Ok(input) = element.dyn_into::<HtmlInputElement>() else { return };
        if !input.disabled() {
            // Nothing follows from a focus that the browser refuses.
            let _ = input.focus();
            return;
        }
    }
}
