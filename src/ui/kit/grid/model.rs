//! What a grid shows, as comparable data: a row equal to the one before is not drawn again.

use std::rc::Rc;
use yew::prelude::*;

/// The heading of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: AttrValue,
    /// A note in small letters.
    pub note: AttrValue,
}

/// One row of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowModel {
    /// A heading above the rows that follow.
    Heading(AttrValue),
    /// A row of cells.
    Cells(Cells),
}

/// A row of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// The heading before the cells.
    pub head: RowHead,
    /// The cells.
    pub cells: Vec<GridCell>,
    /// The trailer after the cells.
    pub end: RowEnd,
}

/// The heading of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowHead {
    /// Its number; `None` in a grid without numbers.
    pub number: Option<AttrValue>,
    /// Its name.
    pub name: AttrValue,
    /// A note in small letters.
    pub note: AttrValue,
    /// A choice that holds for the whole row.
    pub choice: Option<RowChoice>,
    /// The unit of its figures.
    pub unit: AttrValue,
}

/// A choice that holds for a whole row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChoice {
    /// The label of the list, for screen readers.
    pub label: AttrValue,
    /// The options: value and words.
    pub options: &'static [(&'static str, &'static str)],
    /// The chosen option's index.
    pub chosen: usize,
}

/// The trailer after a row's cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RowEnd {
    /// Empty.
    #[default]
    Nothing,
    /// Words, and a note in small letters.
    Words(AttrValue, AttrValue),
    /// Words about a problem.
    Wrong(AttrValue),
    /// Words with an icon; its name is also the CSS class.
    Badge(&'static str, AttrValue),
    /// Words, and a button that asks for confirmation.
    Offer(Rc<RowOffer>),
}

/// Something that a person can do with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOffer {
    /// The words before the button.
    pub words: AttrValue,
    /// The button's label.
    pub label: AttrValue,
    /// The row's name, for screen readers.
    pub about: AttrValue,
    /// The question.
    pub question: AttrValue,
    /// The label of the confirming button.
    pub yes: AttrValue,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridCell {
    /// The cell's name, for screen readers.
    pub label: AttrValue,
    /// Its text.
    pub text: AttrValue,
    /// Its text as copied: plain digits.
    pub plain: AttrValue,
    /// Shown in a blank cell: a figure that follows from others.
    pub derived: Option<AttrValue>,
    /// What is wrong with the text; it was not accepted.
    pub problem: Option<AttrValue>,
    /// What looks wrong about the figure; it was accepted.
    pub doubt: Option<AttrValue>,
    /// True if the cell has more details than its figure.
    pub noted: bool,
    /// False if nothing can be entered.
    pub enabled: bool,
}

impl Column {
    /// A heading with no note.
    pub fn named(name: impl Into<AttrValue>) -> Column {
        Column { name: name.into(), note: AttrValue::default() }
    }

    pub(super) fn html(&self) -> Html {
        html! { <th scope="col">{ &self.name }{ for small(&self.note) }</th> }
    }
}

impl RowEnd {
    /// Words with no note.
    pub fn words(words: impl Into<AttrValue>) -> RowEnd {
        RowEnd::Words(words.into(), AttrValue::default())
    }
}

/// A note in small letters, if there is one.
pub(super) fn small(note: &AttrValue) -> Option<Html> {
    (!note.is_empty()).then(|| html! { <small>{ note }</small> })
}

/// The rows, where each unchanged row is the same `Rc` as before, so that comparing them takes no time.
#[hook]
pub fn use_kept_rows(rows: Vec<RowModel>) -> Rc<Vec<Rc<RowModel>>> {
    let before = use_mut_ref(Rc::<Vec<Rc<RowModel>>>::default);
    let kept = |(index, row): (usize, RowModel)| match before.borrow().get(index) {
        Some(known) if **known == row => Rc::clone(known),
        _ => Rc::new(row),
    };
    let rows: Rc<Vec<_>> = Rc::new(rows.into_iter().enumerate().map(kept).collect());
    before.replace(Rc::clone(&rows));
    rows
}
