//! What the page does that takes time: reads files and the store, has files written, and gives what it read to the
//! session as a request, which is decided there. Decides nothing.
//!
//! - [`open`]: files of a person, and several files for the desk
//! - [`export`]: files that are given to the browser to save
//! - [`kept`]: renaming, copying and deleting what the store keeps
//! - [`merge_tabs`]: what another tab saved of the same workspace

mod export;
mod kept;
mod merge_tabs;
mod open;

use super::store::{StoreState, kept_list, use_dispatch, use_store_state};
use crate::platform::{Store, new_id, now_text};
use crate::workspace::Event;
use crate::workspace::intake::{Fresh, KeptList, Request, Wanted};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use yew::prelude::*;

pub use export::{EXCEL, WORD, file_stem_of_check, save_check, save_file, save_page, written};
pub use kept::Listed;

/// What commands need: where events go, and the store.
#[derive(Clone, PartialEq)]
pub struct Commands {
    dispatch: Callback<Event>,
    store_state: StoreState,
}

/// The commands of the page.
#[hook]
pub fn use_commands() -> Commands {
    Commands { dispatch: use_dispatch(), store_state: use_store_state() }
}

static NEXT_TICKET: AtomicU32 = AtomicU32::new(1);

impl Commands {
    /// Requests something for which nothing has to be read.
    pub fn request(&self, wanted: Wanted) {
        self.dispatch.emit(Event::Requested(Rc::new(Request { wanted, ticket: None, fresh: fresh() })));
    }

    /// Announces a request before anything is read for it, so that it is known what it was made of. Its number.
    fn ask(&self) -> u32 {
        let ticket = NEXT_TICKET.fetch_add(1, Ordering::Relaxed);
        self.dispatch.emit(Event::Asked(ticket));
        ticket
    }

    /// Requests something for which everything was read.
    fn request_as(&self, ticket: u32, wanted: Wanted) {
        let request = Request { wanted, ticket: Some(ticket), fresh: fresh() };
        self.dispatch.emit(Event::Requested(Rc::new(request)));
    }

    fn store(&self) -> Option<&Store> {
        match &self.store_state {
            StoreState::Open { store, .. } => Some(store),
            StoreState::Opening | StoreState::Off(_) => None,
        }
    }

    /// The workspaces that the store keeps; none where nothing can be kept.
    async fn kept(&self) -> KeptList {
        match self.store() {
            Some(store) => kept_list(store).await,
            None => Some(Rc::default()),
        }
    }
}

fn fresh() -> Fresh {
    Fresh { workspace: new_id(), check: new_id(), now: now_text() }
}
