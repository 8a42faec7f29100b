//! One cell: a text field that commits its text when it is left.

use super::selection::{CellPlace, Selection, Step};
use super::{GridCell, GridEvent};
use crate::platform::count_drawn;
use crate::ui::kit::keys::key_of;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct CellProps {
    pub grid: AttrValue,
    pub place: CellPlace,
    pub cell: GridCell,
    /// Whether the cell is part of a range of several.
    pub selected: bool,
    pub on: Callback<GridEvent>,
    pub on_select: Callback<SelectionChange>,
}

/// A change of the selection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SelectionChange {
    /// Select this cell alone.
    At(CellPlace),
    /// Select from the active cell to this one.
    To(CellPlace),
    /// A key moves the active cell on from this one.
    Moved(CellPlace, Step),
    /// A key moves the far corner of the range.
    Extended(Step),
    /// Select everything.
    All,
}

#[component(CellField)]
pub fn cell_field(props: &CellProps) -> Html {
    count_drawn("cell");
    let draft = use_state(|| None::<String>);
    // The draft before it is drawn: keys can come faster than drawing.
    let live = use_mut_ref(|| None::<String>);
    // True while arrow keys move the caret inside the text instead of from cell to cell.
    let inside = use_state(|| false);
    let input = use_node_ref();
    let CellProps { grid, place, cell, .. } = props.clone();

    {
        let (input, in_hand) = (input.clone(), draft.is_some() || *inside);
        // If undo or delete changes the focused figure, select it again, so that typing replaces it.
        use_effect_with(cell.text.clone(), move |_| {
            let input = input.cast::<HtmlInputElement>().filter(|input| !in_hand && has_focus(input));
            if let Some(input) = input {
                input.select();
            }
        });
    }
    let commit = {
        let (draft, live, inside, props) = (draft.clone(), live.clone(), inside.clone(), props.clone());
        move || {
            inside.set(false);
            let typed = live.borrow_mut().take();
            let Some(typed) = typed else { return };
            draft.set(None);
            if typed == *props.cell.text {
                props.on.emit(GridEvent::GivenBack);
            } else {
                props.on.emit(GridEvent::Typed(props.place, typed));
            }
        }
    };
    let give_back = {
        let (draft, live, inside) = (draft.clone(), live.clone(), inside.clone());
        let (input, on, text) = (input.clone(), props.on.clone(), cell.text.clone());
        move || {
            live.borrow_mut().take();
            draft.set(None);
            inside.set(false);
            on.emit(GridEvent::GivenBack);
            if let Some(input) = input.cast::<HtmlInputElement>() {
                // Select it again, so that typing replaces it.
                input.set_value(&text);
                input.select();
            }
        }
    };
    let onkeydown = {
        let (commit, live, inside, input, props) =
            (commit.clone(), live.clone(), inside.clone(), input.clone(), props.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.alt_key() {
                return;
            }
            let command = command_of(&event, place, *inside, live.borrow().is_some());
            let Some(command) = command else { return };
            event.prevent_default();
            match command {
                KeyCommand::SelectionChange(change) => {
                    commit();
                    props.on_select.emit(change);
                }
                KeyCommand::Tell(told) => {
                    commit();
                    props.on.emit(told(props.place));
                }
                KeyCommand::Inside => {
                    inside.set(!*inside);
                    if let Some(input) = input.cast::<HtmlInputElement>() {
                        let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(0);
                        let start = if *inside { 0 } else { end };
                        // Selecting may fail; then the caret stays where it is.
                        let _ = input.set_selection_range(start, end);
                    }
                }
                KeyCommand::GiveBack => give_back(),
            }
        })
    };
    let oninput = {
        let (draft, live, on) = (draft.clone(), live.clone(), props.on.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                live.borrow_mut().replace(input.value());
                on.emit(GridEvent::Drafted(place, input.value()));
                draft.set(Some(input.value()));
            }
        })
    };
    let onfocus = {
        let on_select = props.on_select.clone();
        Callback::from(move |event: FocusEvent| {
            on_select.emit(SelectionChange::At(place));
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                input.select();
            }
        })
    };
    let onmousedown = {
        let on_select = props.on_select.clone();
        Callback::from(move |event: MouseEvent| {
            if event.shift_key() && event.button() == 0 {
                event.prevent_default();
                on_select.emit(SelectionChange::To(place));
            } else if event.button() == 0 {
                on_select.emit(SelectionChange::At(place));
            }
        })
    };
    let onmouseenter = {
        let on_select = props.on_select.clone();
        Callback::from(move |event: MouseEvent| {
            if event.buttons() == 1 {
                on_select.emit(SelectionChange::To(place));
            }
        })
    };
    let ondblclick = {
        let inside = inside.clone();
        Callback::from(move |_: MouseEvent| inside.set(true))
    };
    let value = (*draft).clone().map_or_else(|| cell.text.clone(), AttrValue::from);
    let message = format!("{}-message", super::cell_id(&grid, place.0, place.1));
    let said = cell.problem.clone().or_else(|| cell.doubt.clone());
    let state = match (&cell.problem, &cell.doubt) {
        (Some(_), _) => Some("wrong"),
        (None, Some(_)) => Some("doubtful"),
        (None, None) => None,
    };
    let off = (!cell.enabled).then_some("off");
    let class = classes!("cell", state, off, cell.noted.then_some("noted"), props.selected.then_some("selected"));
    html! {
        <td {class} {onmouseenter}>
            <input ref={input} id={super::cell_id(&grid, place.0, place.1)} type="text" autocomplete="off" {value}
                class={classes!("figure", (*inside).then_some("inside"))} disabled={!cell.enabled}
                placeholder={cell.derived.clone()} aria-label={cell.label.clone()} title={said.clone()}
                aria-invalid={cell.problem.is_some().then_some("true")}
                aria-describedby={said.is_some().then(|| message.clone())}
                data-typing={draft.is_some().then_some("yes")} data-inside={(*inside).then_some("yes")}
                {oninput} {onkeydown} {onfocus} {onmousedown} {ondblclick}
                onblur={Callback::from(move |_: FocusEvent| commit())} />
            if let Some(said) = said {
                <span id={message} class="cell-message">{ said }</span>
            }
        </td>
    }
}

fn has_focus(input: &HtmlInputElement) -> bool {
    gloo::utils::document().active_element().is_some_and(|element| element.is_same_node(Some(input)))
}

/// The command of a key.
enum KeyCommand {
    SelectionChange(SelectionChange),
    Tell(fn(CellPlace) -> GridEvent),
    Inside,
    GiveBack,
}

/// The command of a key in a cell; `None` leaves the key to the browser.
fn command_of(event: &KeyboardEvent, place: CellPlace, inside: bool, typing: bool) -> Option<KeyCommand> {
    let (key, shift) = (key_of(event)?, event.shift_key());
    let control = event.ctrl_key() || event.meta_key();
    let arrow = match key.as_str() {
        "ArrowUp" => Some((-1, 0)),
        "ArrowDown" => Some((1, 0)),
        "ArrowLeft" if !inside => Some((0, -1)),
        "ArrowRight" if !inside => Some((0, 1)),
        _ => None,
    };
    let change = |step| if shift { SelectionChange::Extended(step) } else { SelectionChange::Moved(place, step) };
    if let Some((down, right)) = arrow {
        let step = if control { Step::ToEdge(down, right) } else { Step::By(down, right) };
        return Some(KeyCommand::SelectionChange(change(step)));
    }
    match key.as_str() {
        "Home" if !inside => Some(KeyCommand::SelectionChange(change(Step::Home(control)))),
        "End" if !inside => Some(KeyCommand::SelectionChange(change(Step::End(control)))),
        "a" | "A" if control && !inside && !typing => Some(KeyCommand::SelectionChange(SelectionChange::All)),
        "f" | "F" if control => Some(KeyCommand::Tell(GridEvent::Sought)),
        "r" | "R" if control && !shift && !inside => Some(KeyCommand::Tell(GridEvent::FilledRight)),
        "d" | "D" if control && !inside => Some(KeyCommand::Tell(GridEvent::FilledDown)),
        _ if control => None,
        "Enter" => {
            Some(KeyCommand::SelectionChange(SelectionChange::Moved(place, Step::By(if shift { -1 } else { 1 }, 0))))
        }
        "F2" if shift => Some(KeyCommand::Tell(GridEvent::Opened)),
        "F2" => Some(KeyCommand::Inside),
        "Escape" => Some(KeyCommand::GiveBack),
        "Delete" | "Backspace" if !inside && !typing => Some(KeyCommand::Tell(GridEvent::Cleared)),
        _ => None,
    }
}

impl SelectionChange {
    /// The selection after this change, in a grid of that size.
    pub fn from(self, selection: Selection, size: (usize, usize)) -> Selection {
        match self {
            SelectionChange::At(place) => Selection::one(place),
            SelectionChange::To(place) => Selection { to: place, ..selection },
            SelectionChange::Moved(place, step) => Selection::one(step.from(place, size)),
            SelectionChange::Extended(step) => Selection { to: step.from(selection.to, size), ..selection },
            SelectionChange::All => Selection { at: (0, 0), to: Step::End(true).from((0, 0), size) },
        }
    }
}
