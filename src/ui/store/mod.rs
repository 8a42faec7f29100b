//! 页面状态 – what components show, each piece a context of its own: a component reads the smallest piece that
//! it shows, and is drawn again only when that piece changes.
//!
//! - [`session`]: the reducer over what is open
//! - [`assessed`]: what follows from it
//! - [`saved`]: opens the browser's store at the start and keeps the newest state in it
//! - [`load`]: what is read from that store

mod assessed;
mod load;
mod saved;
mod session;

use crate::packs::OpenPack;
use crate::platform::{Autosave, SaveState, Store, StoreError};
use crate::workspace::{DeskIntake, Event, Notice, Open};
use std::rc::Rc;
use yew::prelude::*;

pub use assessed::{Assessed, Verdicts, flips_of};
pub use load::{Load, use_records};
pub use saved::kept_list;
pub use session::SessionProvider;

/// The browser's store.
#[derive(Clone, PartialEq)]
pub enum StoreState {
    /// It is being opened.
    Opening,
    /// It is open.
    Open {
        /// Saves from now on.
        autosave: Autosave,
        /// For listing and deleting.
        store: Store,
    },
    /// It cannot be had: everything works, but nothing is kept.
    Off(StoreError),
}

/// The store, and how the newest state stands in it.
#[derive(Clone, PartialEq)]
pub struct Saving {
    /// The store.
    pub store_state: StoreState,
    /// The newest state.
    pub state: SaveState,
}

#[derive(Clone, PartialEq)]
struct DispatchContext(Callback<Event>);
#[derive(Clone, PartialEq)]
struct PacksContext(Rc<Vec<Rc<OpenPack>>>);
#[derive(Clone, PartialEq)]
struct OpenContext(Option<Rc<Open>>);
#[derive(Clone, PartialEq)]
struct AssessedContext(Option<Rc<Assessed>>);
#[derive(Clone, PartialEq)]
struct NoticeContext(Option<Rc<Notice>>);
#[derive(Clone, PartialEq)]
struct DeskIntakeContext(Option<Rc<DeskIntake>>);
#[derive(Clone, PartialEq)]
struct StoreStateContext(StoreState);
#[derive(Clone, PartialEq)]
struct SavingContext(Saving);
#[derive(Clone, PartialEq)]
struct NetworkContext(bool);

/// Where events go. It never changes.
#[hook]
pub fn use_dispatch() -> Callback<Event> {
    use_context::<DispatchContext>().map(|context| context.0).unwrap_or_default()
}

/// The loaded packs; the built-in one first.
#[hook]
pub fn use_packs() -> Rc<Vec<Rc<OpenPack>>> {
    use_context::<PacksContext>().map(|context| context.0).unwrap_or_default()
}

/// The open workspace with its history.
#[hook]
pub fn use_open() -> Option<Rc<Open>> {
    use_context::<OpenContext>().and_then(|context| context.0)
}

/// The open workspace with what follows from it.
#[hook]
pub fn use_assessed() -> Option<Rc<Assessed>> {
    use_context::<AssessedContext>().and_then(|context| context.0)
}

/// The notice that is shown.
#[hook]
pub fn use_notice() -> Option<Rc<Notice>> {
    use_context::<NoticeContext>().and_then(|context| context.0)
}

/// What became of the files that were last given to the desk.
#[hook]
pub fn use_desk_intake() -> Option<Rc<DeskIntake>> {
    use_context::<DeskIntakeContext>().and_then(|context| context.0)
}

/// The browser's store.
#[hook]
pub fn use_store_state() -> StoreState {
    use_context::<StoreStateContext>().map_or(StoreState::Opening, |context| context.0)
}

/// The browser's store, and how the newest state stands in it.
#[hook]
pub fn use_saving() -> Saving {
    let opening = Saving { store_state: StoreState::Opening, state: SaveState::Idle };
    use_context::<SavingContext>().map_or(opening, |context| context.0)
}

/// True once the page can no longer connect to anything.
#[hook]
pub fn use_network_locked() -> bool {
    use_context::<NetworkContext>().is_some_and(|context| context.0)
}

/// The pack that something new takes: that of the open workspace, or the built-in one.
#[hook]
pub fn use_pack() -> Option<Rc<OpenPack>> {
    let (open, packs) = (use_open(), use_packs());
    open.map(|open| Rc::clone(&open.pack)).or_else(|| packs.first().cloned())
}

/// Props of what provides something to all that stands in it.
#[derive(Clone, PartialEq, Properties)]
pub struct ProviderProps {
    /// What stands in it.
    pub children: Html,
}

/// Props of the pages that need an open workspace.
#[derive(Clone, PartialEq, Properties)]
pub struct OpenProps {
    /// The workspace, its pack, and what follows.
    pub assessed: Rc<Assessed>,
}
