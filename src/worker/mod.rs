//! 文书 – the messages between the page and the worker that writes documents. The worker is a program of its own, so
//! that the first view need not load the writers.

#[cfg(target_arch = "wasm32")]
mod serving;

use crate::exchange::word::word;
use crate::exchange::workbook::{figures_of, workbook};
use crate::packs;
use crate::report::Document;
use crate::workspace::snapshot;
use serde::{Deserialize, Serialize};

#[cfg(target_arch = "wasm32")]
pub use serving::serve;

/// A request from the page. Pictures are sent with it.
#[derive(Debug, Serialize, Deserialize)]
pub enum Order {
    /// A Word file.
    Word(Box<Document>),
    /// The Excel workbook of a workspace, given as the texts of both.
    Workbook {
        /// The pack's text.
        pack: String,
        /// The workspace file.
        workspace: String,
    },
    /// The figures of one of our workbooks. Its bytes are sent in place of the first picture; the answer is the JSON
    /// of `Result<TakenFigures, WorkbookError>`.
    Figures,
}

impl Order {
    /// The order as JSON.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Writes the file that an order asks for. The error is a message for the maintainers of the program.
pub fn written(order: &str, pictures: &[Vec<u8>]) -> Result<Vec<u8>, String> {
    let order: Order = serde_json::from_str(order).map_err(|error| error.to_string())?;
    match order {
        Order::Workbook { pack, workspace } => {
            let pack = packs::open(&pack).map_err(|problems| format!("{problems:?}"))?;
            let workspace = snapshot::read(&workspace, &pack.pack).map_err(|error| error.to_string())?;
            workbook(&pack, &workspace).map_err(|error| error.to_string())
        }
        Order::Figures => {
            let taken = figures_of(pictures.first().map(Vec::as_slice).unwrap_or_default());
            serde_json::to_vec(&taken).map_err(|error| error.to_string())
        }
        Order::Word(document) => word(&document, pictures).map_err(|error| error.to_string()),
    }
}
