//! A person's files: reads them, recognises their kind, and requests to open them.

use super::Commands;
use crate::packs;
use crate::platform::{FileReadError, have_written, read_bytes};
use crate::worker::Order;
use crate::workspace::intake::{FileKind, LARGEST_FILE, UnitFile, Wanted, kind_of};
use crate::workspace::notice::{Refusal, WorkerFailure};
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Callback;

impl Commands {
    /// Opens the file that a button was given.
    pub fn on_file(&self) -> Callback<File> {
        let commands = self.clone();
        Callback::from(move |file| commands.open_file(file))
    }

    /// Opens a file of any kind.
    pub fn open_file(&self, file: File) {
        let (commands, ticket) = (self.clone(), self.ask());
        spawn_local(async move {
            let wanted = commands.read(file).await;
            commands.request_as(ticket, wanted);
        });
    }

    /// Imports several files into the desk of the open workspace.
    pub fn take_in(&self, files: Vec<File>) {
        let (commands, ticket) = (self.clone(), self.ask());
        spawn_local(async move {
            let mut read = Vec::new();
            for file in files {
                let name = file.name();
                let bytes = read_bytes(file, LARGEST_FILE).await;
                read.push(UnitFile { name, bytes: bytes.map(Rc::from).map_err(unreadable) });
            }
            commands.request_as(ticket, Wanted::UnitFiles(read));
        });
    }

    /// The request that a file stands for, with everything read for it.
    async fn read(&self, file: File) -> Wanted {
        let name = file.name();
        let bytes = match read_bytes(file, LARGEST_FILE).await {
            Ok(bytes) => bytes,
            Err(error) => return Wanted::Unusable(name, unreadable(error)),
        };
        match kind_of(&name, &bytes) {
            FileKind::Workbook => figures_of(name, &bytes).await,
            FileKind::Text => {
                let text = String::from_utf8(bytes).unwrap_or_default();
                if let (true, Some(store), Ok(pack)) =
                    (name.to_lowercase().ends_with(".toml"), self.store(), packs::open(&text))
                {
                    // A pack that cannot be saved has to be opened again by hand; nothing else is lost.
                    let _ = store.keep_pack(&pack.sha256, &pack.text).await;
                }
                let kept = self.kept().await;
                Wanted::File(name, text, kept)
            }
            kind => Wanted::Unusable(name, Refusal::Kind(kind)),
        }
    }
}

/// The figures of a workbook, as the worker reads them.
async fn figures_of(name: String, bytes: &[u8]) -> Wanted {
    match have_written(&Order::Figures.text(), &[Uint8Array::from(bytes)]).await {
        Ok(answer) => match serde_json::from_slice(&answer.to_vec()) {
            Ok(read) => Wanted::Workbook(name, Rc::new(read)),
            Err(error) => Wanted::Unusable(name, Refusal::Worker(WorkerFailure::Refused(error.to_string()))),
        },
        Err(failure) => Wanted::Unusable(name, Refusal::Worker(failure)),
    }
}

fn unreadable(error: FileReadError) -> Refusal {
    match error {
        FileReadError::TooLarge(bytes) => Refusal::TooLarge(bytes),
        FileReadError::Unreadable => Refusal::Unreadable,
    }
}
