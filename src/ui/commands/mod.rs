//! Commands: what takes time. They read files and the store, have files written, and send what they read to the
//! session as a request. The session decides; commands decide nothing.
//!
//! - [`open`]: a person's file, or several files for the desk
//! - [`export`]: files to download
//! - [`kept`]: renaming, copying and deleting workspaces in the store
//! - [`merge_tabs`]: what another tab saved of the same workspace

mod export;
mod kept;
mod merge_tabs;
mod open;

use super::store::{StoreState, kept_list, request, use_dispatch, use_store_state};
use crate::platform::Store;
use crate::workspace::Event;
use crate::workspace::intake::{KeptList, Wanted};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use yew::prelude::*;

pub use export::{EXCEL, WORD, downloaded, file_stem_of_check, save_check, save_file, save_page, written};
pub use kept::Listed;

/// What commands need: the dispatch and the store.
#[derive(Clone, PartialEq)]
pub struct Commands {
    dispatch: Callback<Event>,
    store_state: StoreState,
}

/// The commands of the app.
#[hook]
pub fn use_commands() -> Commands {
    Commands { dispatch: use_dispatch(), store_state: use_store_state() }
}

static NEXT_TICKET: AtomicU32 = AtomicU32::new(1);

impl Commands {
    /// Requests something; what was read for it names the workspace that it is meant for.
    pub fn request(&self, wanted: Wanted) {
        request(&self.dispatch, wanted, None);
    }

    /// Announces a request before reading anything for it, so that the session remembers the state it was made on.
    /// Returns the request's number.
    fn ask(&self) -> u32 {
        let ticket = NEXT_TICKET.fetch_add(1, Ordering::Relaxed);
        self.dispatch.emit(Event::Asked(ticket));
        ticket
    }

    /// Requests something once everything is read.
    fn request_as(&self, ticket: u32, wanted: Wanted) {
        request(&self.dispatch, wanted, Some(ticket));
    }

    fn store(&self) -> Option<&Store> {
        match &self.store_state {
            StoreState::Open { store, .. } => Some(store),
            StoreState::Opening | StoreState::Off(_) => None,
        }
    }

    /// The workspaces in the store: none without a store, `None` if it does not answer.
    async fn kept(&self) -> KeptList {
        match self.store() {
            Some(store) => kept_list(store).await,
            None => Some(Rc::default()),
        }
    }
}
