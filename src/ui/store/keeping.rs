//! Opens the browser's store when the page starts, goes on where this tab was, and keeps every newer state.

use super::{Keeping, PageState, Saving, open_saved};
use crate::packs;
use crate::platform::{
    Autosave, PATIENCE, SaveState, Store, StoreError, begin_restoring, end_restoring, keep_draft, remember_open,
    remembered_open,
};
use crate::ui::carrying::carried_opened;
use crate::ui::route::use_go;
use crate::workspace::{Event, Notice, Session, snapshot};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

/// Keeps what is open; how that stands.
#[hook]
pub fn use_keeping_of(session: &Session, dispatch: &Callback<Event>) -> Saving {
    let keeping = use_state(|| Keeping::Opening);
    let save_state = use_state(|| SaveState::Idle);
    let carried_seen = use_state(|| false);
    {
        let (keeping, save_state, dispatch) = (keeping.setter(), save_state.setter(), dispatch.clone());
        let session = session.clone();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                // The page says that a store does not answer; the store may still answer later.
                let slow = save_state.clone();
                let slow = Timeout::new(PATIENCE, move || slow.set(SaveState::Unanswered));
                let idle = save_state.clone();
                let report = move |state| save_state.set(state);
                let opened = open_store(session, &dispatch, report).await;
                slow.cancel();
                idle.set(SaveState::Idle);
                keeping.set(opened.unwrap_or_else(Keeping::Off));
            });
        });
    }
    let present = session.open.as_ref().map(|open| Rc::clone(open.history.present()));
    use_effect_with((present.clone(), (*keeping).clone()), |(present, keeping)| {
        if let (Some(workspace), Keeping::Open { autosave, .. }) = (present, keeping) {
            remember_open(Some(&workspace.id));
            // Only once it is drawn: a page that stops while it draws this must not stop again and again.
            Timeout::new(0, end_restoring).forget();
            let (id, workspace) = (workspace.id.clone(), Rc::clone(workspace));
            autosave.keep(id, move || snapshot::write(&workspace));
        }
    });
    let id = present.map(|present| present.id.clone());
    use_effect_with(((*save_state).clone(), id), |(save_state, id)| {
        // What was typed is in the store: its draft is no longer needed, unless more is being typed.
        if let (SaveState::Saved, Some(id), false) = (save_state, id, is_typing()) {
            keep_draft(id, None);
        }
    });
    {
        let state = PageState {
            session: Rc::new(session.clone()),
            keeping: (*keeping).clone(),
            save_state: (*save_state).clone(),
            on: dispatch.clone(),
        };
        let (seen, go) = (carried_seen.clone(), use_go());
        // Once, when it is known where work is kept.
        use_effect_with(*keeping != Keeping::Opening && !*carried_seen, move |ready| {
            if *ready {
                seen.set(true);
                wasm_bindgen_futures::spawn_local(async move {
                    if let Some(route) = carried_opened(&state).await {
                        go.emit(route);
                    }
                });
            }
        });
    }
    Saving { keeping: (*keeping).clone(), state: (*save_state).clone() }
}

fn is_typing() -> bool {
    gloo::utils::document().query_selector("[data-typing]").is_ok_and(|field| field.is_some())
}

/// Opens the store, loads the packs that were opened before, and goes on where this tab was.
async fn open_store(
    mut session: Session,
    dispatch: &Callback<Event>,
    report: impl Fn(SaveState) + 'static,
) -> Result<Keeping, StoreError> {
    let store = Store::open().await?;
    for text in store.packs().await? {
        if let Ok(pack) = packs::open(&text) {
            let event = Event::PackOpened(Rc::new(pack));
            session = session.after(event.clone()).unwrap_or(session);
            dispatch.emit(event);
        }
    }
    let autosave = Autosave::new(store.clone(), report);
    if let Some(id) = remembered_open() {
        let kept = store.workspace(&id).await?;
        if let Some(saved) = &kept
            && begin_restoring()
        {
            end_restoring();
            remember_open(None);
            let line = format!("它保存于 {}，在下面的列表里；也可先下载留底。", saved.saved_at);
            dispatch.emit(Event::Told(Notice::wrong("上次打开这份文件时页面停住了，这次没有自动打开", vec![line])));
        } else if let Some(saved) = &kept
            && let Ok(Event::Opened(workspace, pack)) = open_saved(saved, &session)
        {
            autosave.knows(&saved.id, saved.revision, &saved.file);
            dispatch.emit(Event::Restored(workspace, pack));
        }
    }
    Ok(Keeping::Open { autosave, store })
}
