//! 页面状态 – what components show. Each piece is a context of its own: a component reads the smallest piece that it
//! shows, and is drawn again only when that piece changes.
//!
//! - [`session`]: the reducer over what is open
//! - [`assessed`]: verdicts and doubts of the open workspace
//! - [`saved`]: opens the browser's store at the start and saves the newest state in it
//! - [`load`]: values read from that store

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
pub use load::{KeptHere, Load, use_kept_here};
pub use saved::{kept_list, request};
pub use session::SessionProvider;

/// The browser's store.
#[derive(Clone, PartialEq)]
pub enum StoreState {
    /// Being opened.
    Opening,
    /// Open.
    Open {
        /// Saves each new state.
        autosave: Autosave,
        /// For listing and deleting.
        store: Store,
    },
    /// Unavailable: everything works, but nothing is saved.
    Off(StoreError),
}

/// The store, and whether it has the newest state.
#[derive(Clone, PartialEq)]
pub struct Saving {
    /// The store.
    pub store_state: StoreState,
    /// Whether the newest state is saved.
    pub state: SaveState,
}

impl Saving {
    /// True if the open workspace would be lost with the page, as far as it `has_work`.
    pub fn would_lose(&self, has_work: bool) -> bool {
        match (&self.store_state, &self.state) {
            (StoreState::Off(_) | StoreState::Opening, _) => has_work,
            (StoreState::Open { .. }, state) => {
                matches!(state, SaveState::Saving | SaveState::Unanswered | SaveState::Failed(_))
            }
        }
    }

    /// True if the open workspace is kept, or will be in a moment: it may give way to another one.
    pub fn keeps_work(&self) -> bool {
        self.state == SaveState::Saving && matches!(self.store_state, StoreState::Open { .. }) || !self.would_lose(true)
    }
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

/// The dispatch: where events go. The callback never changes.
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

/// The open workspace with its assessment.
#[hook]
pub fn use_assessed() -> Option<Rc<Assessed>> {
    use_context::<AssessedContext>().and_then(|context| context.0)
}

/// The notice to show.
#[hook]
pub fn use_notice() -> Option<Rc<Notice>> {
    use_context::<NoticeContext>().and_then(|context| context.0)
}

/// The outcome of the files last imported on the desk.
#[hook]
pub fn use_desk_intake() -> Option<Rc<DeskIntake>> {
    use_context::<DeskIntakeContext>().and_then(|context| context.0)
}

/// The browser's store.
#[hook]
pub fn use_store_state() -> StoreState {
    use_context::<StoreStateContext>().map_or(StoreState::Opening, |context| context.0)
}

/// The browser's store, and whether it has the newest state.
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

/// The pack for new work: that of the open workspace, or the built-in one.
#[hook]
pub fn use_pack() -> Option<Rc<OpenPack>> {
    let (open, packs) = (use_open(), use_packs());
    open.map(|open| Rc::clone(&open.pack)).or_else(|| packs.first().cloned())
}

/// Props of a component that provides something to its children.
#[derive(Clone, PartialEq, Properties)]
pub struct ProviderProps {
    /// The children.
    pub children: Html,
}

/// Props of the pages that need an open workspace.
#[derive(Clone, PartialEq, Properties)]
pub struct OpenProps {
    /// The workspace, its pack and its assessment.
    pub assessed: Rc<Assessed>,
}
