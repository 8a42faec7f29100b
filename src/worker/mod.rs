//! 文书 – between the page and the worker that writes documents: what is asked, and what comes back. The
//! worker is a program of its own, so that the first view does not carry the writers.

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

/// What the page asks for. Pictures travel beside it.
#[derive(Debug, Serialize, Deserialize)]
pub enum Order {
    /// A Word file.
    Word(Box<Document>),
    /// The Excel workbook of a workspace, both as the texts that they are kept as.
    Workbook {
        /// The pack.
        pack: String,
        /// The workspace.
        workspace: String,
    },
    /// The figures of a workbook of ours, whose bytes travel in the place of a picture: JSON of
    /// `Result<TakenFigures, WorkbookError>`.
    Figures,
}

impl Order {
    /// The order as it travels.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The file that an order asks for; what went wrong, in words for whoever keeps the program.
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
