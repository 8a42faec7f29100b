//! A grid of fields: turns what is done in it into actions, and asks about an ambiguous paste before anything
//! changes.

use super::paste_question::{PasteQuestion, paste};
use crate::domain::figures::{Cell, Source};
use crate::exchange::clipboard_table::{
    Answers, ClipboardTable, ClipboardTableError, MOST_CELLS, Placement, Sheet, place,
};
use crate::platform::{Clip, Draft, keep_draft};
use crate::text;
use crate::ui::kit::grid::{CellPlace, Column, Grid, GridEvent, RowModel, Selection, cell_at, focus_cell};
use crate::ui::kit::latest_callback::use_latest_callback;
use crate::ui::store::Assessed;
use crate::workspace::{Action, BulkEdit, Event, Field, Notice};
use std::rc::Rc;
use yew::prelude::*;

/// Props of the grid.
#[derive(Clone, PartialEq, Properties)]
pub struct SheetGridProps {
    /// Element id.
    pub id: AttrValue,
    /// The table's caption, for screen readers.
    pub caption: AttrValue,
    /// Column headings: one before the cells, one for each cell, one after.
    pub columns: Rc<Vec<Column>>,
    /// The rows.
    pub rows: Rc<Vec<Rc<RowModel>>>,
    /// The field of each cell.
    pub sheet: Rc<Sheet>,
    /// The open workspace with its assessment.
    pub assessed: Rc<Assessed>,
    /// The selection.
    pub selection: Selection,
    /// CSS classes of the table.
    #[prop_or_default]
    pub class: Classes,
    /// Called with a new selection.
    pub on_select: Callback<Selection>,
    /// Called to show a cell's details.
    #[prop_or_default]
    pub on_open: Callback<CellPlace>,
    /// Called to open the search.
    #[prop_or_default]
    pub on_seek: Callback<()>,
    /// Called when an option of a row's choice was chosen: the row and the option's index.
    #[prop_or_default]
    pub on_chosen: Callback<(usize, usize)>,
    /// Called when a row's offer was accepted.
    #[prop_or_default]
    pub on_accepted: Callback<usize>,
    /// The dispatch.
    pub on: Callback<Event>,
}

/// A grid of fields.
#[component(SheetGrid)]
pub fn sheet_grid(props: &SheetGridProps) -> Html {
    // A table to ask about, and the cell that it was pasted into.
    let asked = use_state(|| None::<(Rc<ClipboardTable>, CellPlace)>);
    let on = {
        let (props, asked) = (props.clone(), asked.setter());
        use_latest_callback(move |event: GridEvent| match event {
            GridEvent::Typed(at, text) => {
                if let Some(field) = field_at(&props.sheet, at) {
                    props.on.emit(Event::Edited(Action::typed(field.clone(), text)));
                    say_who_counts(&props, field);
                }
            }
            GridEvent::Drafted(at, text) => drafted(&props, at, text),
            GridEvent::GivenBack => keep_draft(&props.assessed.workspace.id, None),
            GridEvent::Pasted(at, clip) => pasted(&props, &asked, props.selection.around(at), clip),
            GridEvent::Cleared(at) => {
                let selection = props.selection.around(at);
                bulk_edit(&props, selection, BulkEdit::Cleared, |_| Some(String::new()));
                if let Some(field) = field_at(&props.sheet, at).filter(|_| !selection.is_range()) {
                    say_who_counts(&props, field);
                }
            }
            GridEvent::FilledRight(at) => {
                let selection = props.selection.around(at);
                let left = selection.first().1;
                bulk_edit(&props, selection, BulkEdit::FilledRight, |(row, column)| {
                    (column > left).then(|| plain_text(&props, (row, left)))
                });
            }
            GridEvent::FilledDown(at) => {
                let selection = props.selection.around(at);
                let top = selection.first().0;
                bulk_edit(&props, selection, BulkEdit::FilledDown, |(row, column)| {
                    (row > top).then(|| plain_text(&props, (top, column)))
                });
            }
            GridEvent::Selected(selection) => props.on_select.emit(selection),
            GridEvent::Opened(at) => props.on_open.emit(at),
            GridEvent::Sought(_) => props.on_seek.emit(()),
            GridEvent::Chosen(row, option) => props.on_chosen.emit((row, option)),
            GridEvent::Accepted(row) => props.on_accepted.emit(row),
        })
    };
    let close = {
        let (asked, id, at) = (asked.setter(), props.id.clone(), props.selection.first());
        Callback::from(move |()| {
            asked.set(None);
            focus_cell(&id, at);
        })
    };
    html! {
        <>
            if let Some((block, at)) = (*asked).clone() {
                <PasteQuestion {block} sheet={Rc::clone(&props.sheet)} {at} assessed={Rc::clone(&props.assessed)}
                    on={props.on.clone()} {close} />
            }
            <Grid id={props.id.clone()} caption={props.caption.clone()} columns={Rc::clone(&props.columns)}
                rows={Rc::clone(&props.rows)} selection={props.selection} class={props.class.clone()} {on} />
        </>
    }
}

fn field_at(sheet: &Sheet, (row, column): CellPlace) -> Option<&Field> {
    sheet.lines.get(row)?.fields.get(column)?.as_ref()
}

fn plain_text(props: &SheetGridProps, at: CellPlace) -> String {
    cell_at(&props.rows, at).map(|cell| cell.plain.to_string()).unwrap_or_default()
}

/// Keeps the draft until it is in the store: nothing is lost if the tab closes first.
fn drafted(props: &SheetGridProps, at: CellPlace, text: String) {
    if let Some(field) = field_at(&props.sheet, at).and_then(Field::key) {
        keep_draft(&props.assessed.workspace.id, Some(&Draft { field, text }));
    }
}

/// Typing in the grid changes the unit's own figure. If another source is adopted, the cell shows no change, so a
/// notice explains it.
fn say_who_counts(props: &SheetGridProps, field: &Field) {
    let Field::Figure(series, period) = field else { return };
    let cell = props.assessed.workspace.entries.figures.cell(series, *period);
    let Some(counts) = cell.and_then(Cell::adopted).filter(|said| said.provenance.source != Source::Own) else {
        return;
    };
    let figure = text::figure(props.assessed.rules(), series, counts.value);
    let headline = format!("改的是本单位的数；这一格采用的仍是{}的 {figure}", text::provenance_name(counts.provenance));
    let lines = vec!["要改用本单位的，按 Shift+F2，在“采用”里选".to_owned()];
    props.on.emit(Event::NoticeShown(Notice::Said { wrong: false, headline, lines }));
}

/// Types texts into the selected cells as one action; a cell with no text from `text` keeps its own.
fn bulk_edit(props: &SheetGridProps, selection: Selection, how: BulkEdit, text: impl Fn(CellPlace) -> Option<String>) {
    let cells = selection.rows().flatten();
    let typed: Vec<_> =
        cells.filter_map(|place| Some((field_at(&props.sheet, place)?.clone(), text(place)?))).collect();
    if !typed.is_empty() {
        props.on.emit(Event::Edited(Action::FieldsTyped(how, typed)));
    }
}

fn pasted(
    props: &SheetGridProps,
    asked: &UseStateSetter<Option<(Rc<ClipboardTable>, CellPlace)>>,
    selection: Selection,
    clip: Clip,
) {
    let block = match clip {
        Clip::Cells(block) => block,
        Clip::Picture => return refused(props, "剪贴板里是图片，不能当数填。请在表格软件里选中单元格再复制"),
        Clip::Refused(ClipboardTableError::Empty) => return refused(props, "剪贴板里没有文字"),
        Clip::Refused(ClipboardTableError::TooLarge(cells)) => {
            return refused(props, &format!("剪贴板里约有 {cells} 格，一次最多 {MOST_CELLS} 格。请只复制要填的部分"));
        }
    };
    let at = selection.first();
    if let Some(piece) = block.single() {
        let plain = piece.oddity.is_none() && piece.held.is_none() && !block.leaves_out();
        if plain {
            return bulk_edit(props, selection, BulkEdit::Pasted, |_| Some(piece.text.clone()));
        }
    }
    let certain = place(props.assessed.rules(), &block, &props.sheet, at, Placement::FromCell, Answers::default());
    if certain.is_certain() {
        paste(&certain, &props.assessed, &props.on);
    } else {
        asked.set(Some((Rc::new(block), at)));
    }
}

fn refused(props: &SheetGridProps, why: &str) {
    let lines = vec![why.to_owned(), text::NOTHING_CHANGED.to_owned()];
    props.on.emit(Event::NoticeShown(Notice::wrong("没有粘贴", lines)));
}
