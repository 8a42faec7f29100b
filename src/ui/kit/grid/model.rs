//! What a grid shows, as data that can be compared: a row that says the same as before is not drawn again.

use std::rc::Rc;
use yew::prelude::*;

/// The heading of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: AttrValue,
    /// What is said of it in small letters.
    pub note: AttrValue,
}

/// One row of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowModel {
    /// A heading over the rows that follow.
    Heading(AttrValue),
    /// A row of cells.
    Cells(Cells),
}

/// A row of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// What stands before the cells.
    pub head: RowHead,
    /// The cells.
    pub cells: Vec<GridCell>,
    /// What stands after them.
    pub end: RowEnd,
}

/// What stands before a row's cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowHead {
    /// Its number; `None` in a grid without numbers.
    pub number: Option<AttrValue>,
    /// Its name.
    pub name: AttrValue,
    /// What is said of it in small letters.
    pub note: AttrValue,
    /// A choice that holds for the whole row.
    pub choice: Option<RowChoice>,
    /// The unit of its figures.
    pub unit: AttrValue,
}

/// A choice that holds for a whole row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChoice {
    /// What is chosen, for those who hear the list alone.
    pub label: AttrValue,
    /// The options: value and words.
    pub options: &'static [(&'static str, &'static str)],
    /// The chosen option's place.
    pub chosen: usize,
}

/// What stands after a row's cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RowEnd {
    /// Nothing.
    #[default]
    Nothing,
    /// Words, and some more in small letters.
    Words(AttrValue, AttrValue),
    /// Words about something wrong.
    Wrong(AttrValue),
    /// An icon and a class of that name, and words.
    Badge(&'static str, AttrValue),
    /// Words, and a button that asks once more before it does something.
    Offer(Rc<RowOffer>),
}

/// Something that can be done with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOffer {
    /// What stands before the button.
    pub words: AttrValue,
    /// What the button says.
    pub label: AttrValue,
    /// The row's name, for those who hear the button alone.
    pub about: AttrValue,
    /// What is asked.
    pub question: AttrValue,
    /// What the second button says.
    pub yes: AttrValue,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

impl Column {
    /// A name alone.
    pub fn named(name: impl Into<AttrValue>) -> Column {
        Column { name: name.into(), note: AttrValue::default() }
    }

    pub(super) fn html(&self) -> Html {
        html! { <th scope="col">{ &self.name }{ for small(&self.note) }</th> }
    }
}

impl RowEnd {
    /// Words alone.
    pub fn words(words: impl Into<AttrValue>) -> RowEnd {
        RowEnd::Words(words.into(), AttrValue::default())
    }
}

/// A note in small letters, where there is one.
pub(super) fn small(note: &AttrValue) -> Option<Html> {
    (!note.is_empty()).then(|| html! { <small>{ note }</small> })
}

/// The rows, with those of before in the place of equal ones, so that to compare them takes no time.
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
