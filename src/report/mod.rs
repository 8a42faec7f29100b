//! 文稿 – documents as data. A [`Draft`] follows from a workspace; people's edits are applied to it; Word, print
//! and the page draw the resulting [`Document`].

mod document;
mod draft;
mod edited;

pub use document::{
    Align, Column, Document, DocumentLine, DocumentPart, Exhibit, Letter, Picture, Signed, Table, chinese_number,
};
pub use draft::{Draft, DraftKind, Missed, Source, draft, mark, of_sheet, of_workspace};
pub use edited::{LETTER, PartState, REMARKS, edited, part_states};
