//! What another tab saved of the open workspace: reads it from the store, and requests to load it or merge it.

use super::Commands;
use crate::platform::{Autosave, Store};
use crate::ui::store::StoreState;
use crate::workspace::Event;
use crate::workspace::Notice;
use crate::workspace::intake::{Kept, Wanted};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Commands {
    /// Checks whether another tab saved the open workspace since this one read it.
    pub fn look_for_newer(&self, id: &str) {
        let Some((autosave, store)) = self.open_store() else { return };
        let Some(known) = known(&autosave, id) else { return };
        let (commands, id) = (self.clone(), id.to_owned());
        spawn_local(async move {
            // Without an answer nothing is loaded; the next save will find the conflict.
            let now = store.workspace(&id).await.ok().flatten().unwrap_or_else(|| known.clone());
            commands.request(Wanted::SeenInStore(Rc::new(known), Rc::new(now)));
        });
    }

    /// Merges what another tab saved with the changes of this one, and saves the result.
    pub fn merge_with_other(&self, id: &str) {
        let Some((autosave, store)) = self.open_store() else { return };
        let base = known(&autosave, id).map(Rc::new);
        let (commands, id) = (self.clone(), id.to_owned());
        spawn_local(async move {
            match store.workspace(&id).await {
                Ok(theirs) => commands.request(Wanted::Merge(id, base, theirs.map(Rc::new))),
                Err(error) => commands.dispatch.emit(Event::NoticeShown(Notice::NotMergedUnread(error.to_string()))),
            }
        });
    }

    fn open_store(&self) -> Option<(Autosave, Store)> {
        match &self.store_state {
            StoreState::Open { autosave, store } => Some((autosave.clone(), store.clone())),
            StoreState::Opening | StoreState::Off(_) => None,
        }
    }
}

/// The store's record as this tab last saw it.
fn known(autosave: &Autosave, id: &str) -> Option<Kept> {
    let (revision, file) = autosave.known(id)?;
    Some(Kept { id: id.to_owned(), revision, saved_at: String::new(), file })
}
