//! One row of a grid: a component, so that an unchanged row is not drawn again.

use super::cell::{CellField, SelectionChange};
use super::model::small;
use super::{GridEvent, RowChoice, RowEnd, RowHead, RowModel};
use crate::platform::count_drawn;
use crate::ui::kit::badge::badge;
use crate::ui::kit::confirm::Confirm;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Props of a row.
#[derive(Clone, PartialEq, Properties)]
pub struct GridRowProps {
    /// The grid's id.
    pub grid: AttrValue,
    /// The row's number, not counting headings.
    pub index: usize,
    /// Its content.
    pub row: Rc<RowModel>,
    /// The first and last of its cells in a selected range.
    pub selected: Option<(usize, usize)>,
    /// Called with what the person did.
    pub on: Callback<GridEvent>,
    /// Called with a change of the selection.
    pub on_select: Callback<SelectionChange>,
}

/// One row of cells.
#[component(GridRow)]
pub fn grid_row(props: &GridRowProps) -> Html {
    let GridRowProps { grid, index, row, selected, on, on_select } = props;
    let RowModel::Cells(row) = &**row else { return Html::default() };
    count_drawn("row");
    let cells = row.cells.iter().enumerate().map(|(column, cell)| {
        let selected = selected.is_some_and(|(first, last)| (first..=last).contains(&column));
        html! {
            <CellField key={column} grid={grid.clone()} place={(*index, column)} cell={cell.clone()}
                {selected} on={on.clone()} on_select={on_select.clone()} />
        }
    });
    html! {
        <tr>
            <th scope="row">{ head(&row.head, *index, on) }</th>
            { for cells }
            <td class="grid-trailer">{ end(&row.end, *index, on) }</td>
        </tr>
    }
}

fn head(head: &RowHead, index: usize, on: &Callback<GridEvent>) -> Html {
    html! {
        <div class="row-head">
            { for head.number.as_ref().map(|number| html! { <span class="row-number">{ number }</span> }) }
            <span class="row-name">{ &head.name }{ for small(&head.note) }</span>
            { for head.choice.as_ref().map(|one| choice(one, index, on)) }
            <span class="row-unit">{ &head.unit }</span>
        </div>
    }
}

fn choice(choice: &RowChoice, index: usize, on: &Callback<GridEvent>) -> Html {
    let onchange = {
        let on = on.clone();
        Callback::from(move |event: Event| {
            let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.selected_index());
            if let Some(chosen) = chosen.and_then(|chosen| usize::try_from(chosen).ok()) {
                on.emit(GridEvent::Chosen(index, chosen));
            }
        })
    };
    let options = choice.options.iter().enumerate().map(|(place, (value, words))| {
        html! { <option value={*value} selected={place == choice.chosen}>{ words }</option> }
    });
    html! { <select class="how" aria-label={choice.label.clone()} {onchange}>{ for options }</select> }
}

fn end(end: &RowEnd, index: usize, on: &Callback<GridEvent>) -> Html {
    match end {
        RowEnd::Nothing => Html::default(),
        RowEnd::Words(words, note) => html! { <>{ words }{ for small(note) }</> },
        RowEnd::Wrong(words) => html! { <span class="wrong">{ words }</span> },
        RowEnd::Badge(kind, words) => badge(kind, kind, words.clone()),
        RowEnd::Offer(offer) => html! {
            <>
                <span>{ &offer.words }</span>
                <Confirm label={offer.label.clone()} about={offer.about.clone()} question={offer.question.clone()}
                    yes={offer.yes.clone()} on_yes={on.reform(move |()| GridEvent::Accepted(index))} />
            </>
        },
    }
}
