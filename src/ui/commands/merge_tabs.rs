//! What another tab saved of the open workspace: read from the store, and requested to be taken over or merged.

use super::Commands;
use crate::platform::{Autosave, Store};
use crate::ui::store::StoreState;
use crate::workspace::Event;
use crate::workspace::Notice;
use crate::workspace::intake::{Kept, Wanted};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Commands {
    /// Looks whether another tab saved the open workspace since this one read it.
    pub fn look_for_newer(&self, id: &str) {
        let Some((autosave, store)) = self.open_store() else { return };
        let Some(known) = known(&autosave, id) else { return };
        let (commands, ticket, id) = (self.clone(), self.ask(), id.to_owned());
        spawn_local(async move {
            // Without an answer nothing is taken over; saving will find the two at odds.
            let now = store.workspace(&id).await.ok().flatten().unwrap_or_else(|| known.clone());
            commands.request_as(ticket, Wanted::SeenInStore(Rc::new(known), Rc::new(now)));
        });
    }

    /// Merges what another tab saved with what this one changed, and saves both.
    pub fn merge_with_other(&self, id: &str) {
        let Some((autosave, store)) = self.open_store() else { return };
        let base = known(&autosave, id).map(Rc::new);
        let (commands, ticket, id) = (self.clone(), self.ask(), id.to_owned());
        spawn_local(async move {
            match store.workspace(&id).await {
                Ok(theirs) => commands.request_as(ticket, Wanted::Merge(base, theirs.map(Rc::new))),
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

/// What this tab knows to be in the store.
fn known(autosave: &Autosave, id: &str) -> Option<Kept> {
    let (revision, file) = autosave.known(id)?;
    Some(Kept { id: id.to_owned(), revision, saved_at: String::new(), file })
}
