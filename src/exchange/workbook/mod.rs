//! The Excel workbook: the annex's own table, figures, targets, verdicts with live formulas, charts, working,
//! readings. Figures that a double cannot hold are carried as text in a sheet of their own.
//!
//! - [`annex`]: the annex's own table
//! - [`cell`]: addresses of cells
//! - [`formula`]: formulas as trees
//! - [`formulas`]: verdicts as formulas
//! - [`cell_style`]: formats of cells
//! - [`sheets`]: one function for each sheet
//! - [`import`]: reads figures back from such a workbook

mod annex;
mod cell;
mod cell_style;
mod formula;
mod formulas;
mod import;
mod sheets;

use crate::packs::OpenPack;
use crate::workspace::Workspace;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

pub use cell::{ANNEX, EXACT, FIGURES, PERIODS, TARGETS, VERDICTS};
pub use import::figures_of;

/// Writes a workspace as an xlsx file. Fails with the error of the library that writes it.
pub fn workbook(pack: &OpenPack, workspace: &Workspace) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = sheets::Book::new(pack, workspace);
    made.annex(book.add_worksheet())?;
    made.verdicts(book.add_worksheet())?;
    made.figures(book.add_worksheet())?;
    made.periods(book.add_worksheet())?;
    made.targets(book.add_worksheet())?;
    made.charts(book.add_worksheet())?;
    made.working(book.add_worksheet())?;
    made.remarks(book.add_worksheet())?;
    if made.has_long_figures() {
        made.exact(book.add_worksheet())?;
    }
    book.set_properties(&DocProperties::new().set_title(made.title()).set_comment(made.mark()));
    book.save_to_buffer()
}
