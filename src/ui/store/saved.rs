//! Opens the browser's store when the app starts, restores what this tab had open, and saves every newer state.

use super::{Saving, StoreState};
use crate::exchange::portable_page;
use crate::packs;
use crate::platform::{
    Autosave, PATIENCE, SaveState, Store, StoreError, begin_restoring, carried_text, end_restoring, keep_draft, new_id,
    now_text, remember_open, remember_taken_in, remembered_open, taken_in_as,
};
use crate::workspace::intake::{Fresh, KeptList, Request, Wanted};
use crate::workspace::{Event, Notice, Session};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A change of the store, or of the newest state's save.
enum SavingChange {
    /// The store was opened, or is unavailable.
    Opened(StoreState),
    /// A save began, succeeded, failed or got no answer.
    State(SaveState),
}

/// Saves what is open and returns the state of saving as drawn. `newest` has the same before it is drawn.
#[hook]
pub fn use_saved(session: &Session, dispatch: &Callback<Event>, newest: Rc<RefCell<Saving>>) -> Saving {
    let drawn = use_state(|| newest.borrow().clone());
    let store_state = drawn.store_state.clone();
    {
        let (setter, dispatch) = (drawn.setter(), dispatch.clone());
        let report = Callback::from(move |change: SavingChange| {
            let next = {
                let mut saving = newest.borrow_mut();
                match change {
                    SavingChange::State(state) => saving.state = state,
                    SavingChange::Opened(store_state) => *saving = Saving { store_state, state: SaveState::Idle },
                }
                saving.clone()
            };
            setter.set(next);
        });
        use_effect_with((), move |()| {
            spawn_local(async move {
                // The page says that a store does not answer; the store may still answer later.
                let slow = report.clone();
                let slow = Timeout::new(PATIENCE, move || slow.emit(SavingChange::State(SaveState::Unanswered)));
                let saves = report.reform(SavingChange::State);
                let opened = open_store(&dispatch, move |state| saves.emit(state)).await;
                slow.cancel();
                let opened = opened.unwrap_or_else(StoreState::Off);
                report.emit(SavingChange::Opened(opened.clone()));
                open_carried(&opened, &dispatch).await;
            });
        });
    }
    let open = session.open.as_ref();
    let present = open.map(|open| Rc::clone(open.history.present()));
    let origin = open.map(|open| open.origin.clone());
    let id = present.as_ref().map(|present| present.id.clone());
    use_effect_with((id.clone(), origin.clone(), store_state.clone()), |(id, origin, store_state)| {
        let (Some(id), Some(origin)) = (id, origin) else { return };
        if let Some(copy) = &origin.copy {
            remember_taken_in(copy, id);
        }
        if let (Some(kept), StoreState::Open { autosave, .. }) = (&origin.kept, store_state) {
            autosave.mark_seen(&kept.id, kept.revision, &kept.file);
        }
    });
    // After the effect above: a save may overwrite only what this tab has seen.
    use_effect_with((present, origin, store_state), |(present, _, store_state)| {
        if let (Some(workspace), StoreState::Open { autosave, .. }) = (present, store_state) {
            remember_open(Some(&workspace.id));
            // Only after drawing: a workspace that makes the page panic while drawing must not be restored again
            // and again.
            Timeout::new(0, end_restoring).forget();
            let (id, workspace) = (workspace.id.clone(), Rc::clone(workspace));
            autosave.keep(id, move || workspace.file());
        }
    });
    use_effect_with((drawn.state.clone(), id), |(save_state, id)| {
        // The typed text is in the store: its draft is no longer needed, unless more is being typed.
        if let (SaveState::Saved, Some(id), false) = (save_state, id, is_typing()) {
            keep_draft(id, None);
        }
    });
    (*drawn).clone()
}

/// The workspaces in the store; `None` if it does not answer.
pub async fn kept_list(store: &Store) -> KeptList {
    let records = store.workspaces().await.ok()?;
    Some(Rc::new(records.iter().filter_map(|record| record.kept().cloned()).collect()))
}

fn is_typing() -> bool {
    gloo::utils::document().query_selector("[data-typing]").is_ok_and(|field| field.is_some())
}

/// Requests something, with the keys and the time that a pure decision cannot make.
pub fn request(dispatch: &Callback<Event>, wanted: Wanted, ticket: Option<u32>) {
    let fresh = Fresh { workspace: new_id(), check: new_id(), now: now_text() };
    dispatch.emit(Event::Requested(Rc::new(Request { wanted, ticket, fresh })));
}

/// Opens the store, loads the packs that were opened before, and restores what this tab had open.
async fn open_store(
    dispatch: &Callback<Event>,
    report: impl Fn(SaveState) + 'static,
) -> Result<StoreState, StoreError> {
    let store = Store::open().await?;
    for text in store.packs().await? {
        if let Ok(pack) = packs::open(&text) {
            dispatch.emit(Event::PackOpened(Rc::new(pack)));
        }
    }
    let autosave = Autosave::new(store.clone(), report);
    if let Some(id) = remembered_open()
        && let Some(kept) = store.workspace(&id).await?
    {
        if begin_restoring() {
            end_restoring();
            remember_open(None);
            dispatch.emit(Event::NoticeShown(Notice::StoppedBefore(kept.saved_at)));
        } else {
            request(dispatch, Wanted::Restored(Rc::new(kept)), None);
        }
    }
    Ok(StoreState::Open { autosave, store })
}

/// Opens the work in a portable page. A copy that this browser imported before goes on as the workspace that it
/// became, if the store still has it.
async fn open_carried(store_state: &StoreState, dispatch: &Callback<Event>) {
    let Some(element) = carried_text().filter(|text| !text.trim().is_empty()) else { return };
    let Some(carried) = portable_page::work_of(&element) else {
        dispatch.emit(Event::NoticeShown(Notice::PortableDamaged));
        return;
    };
    let store = match store_state {
        StoreState::Open { store, .. } => Some(store),
        StoreState::Opening | StoreState::Off(_) => None,
    };
    if let Some(pack) = carried.pack.as_deref().and_then(|text| packs::open(text).ok()) {
        if let Some(store) = store {
            // A pack that cannot be saved comes with the portable page again.
            let _ = store.keep_pack(&pack.sha256, &pack.text).await;
        }
        dispatch.emit(Event::PackOpened(Rc::new(pack)));
    }
    let kept = match (store, taken_in_as(&carried.copy)) {
        (Some(store), Some(id)) => match store.workspace(&id).await {
            Ok(kept) => kept,
            // Opening the copy again would duplicate the workspace.
            Err(_) => return,
        },
        _ => None,
    };
    match kept {
        Some(kept) => request(dispatch, Wanted::CarriedBefore(Rc::new(kept), carried.file), None),
        None => {
            let kept = match store {
                Some(store) => kept_list(store).await,
                None => Some(Rc::default()),
            };
            request(dispatch, Wanted::Carried(carried.copy, carried.file, kept), None);
        }
    }
}
