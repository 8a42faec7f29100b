//! The one file that carries work: saved with what is open in it, and opened by whoever gets it.

use super::opening::{know, workspace_opened};
use super::route::Route;
use super::store::{Keeping, PageState, open_saved};
use crate::exchange::carried::{self, Carried};
use crate::packs::{self, OpenPack};
use crate::platform::{carried_text, new_id, page_source, remember_taken_in, taken_in_as};
use crate::text;
use crate::workspace::{Event, Notice, Open, snapshot};
use std::rc::Rc;

/// The one file with what is open in it. `None` where the page is a server's.
pub fn page_with(open: &Open, packs: &[Rc<OpenPack>]) -> Option<String> {
    let built_in = packs.first().is_some_and(|pack| pack.sha256 == open.pack.sha256);
    let pack = (!built_in).then(|| open.pack.text.to_string());
    let carried = Carried { copy: new_id(), file: snapshot::write(open.history.present()), pack };
    carried::carrying(&page_source()?, &carried)
}

/// Opens what the page carries, the first time that this browser meets this copy; after that, what became
/// of it here. The page to go to, when there is something new to see.
pub async fn carried_opened(state: &PageState) -> Option<Route> {
    let element = carried_text().filter(|text| !text.trim().is_empty())?;
    let Some(carried) = carried::carried(&element) else {
        let lines = vec!["网页在复制或转交时损坏了，请向交来的人再要一份。已打开的内容没有改动。".to_owned()];
        state.on.emit(Event::Told(Notice::wrong("没有打开本页带来的填报文件", lines)));
        return None;
    };
    let kept = match (&state.keeping, taken_in_as(&carried.copy)) {
        (Keeping::Open { store, .. }, Some(id)) => store.workspace(&id).await.ok()?,
        _ => None,
    };
    if let Some(saved) = kept {
        // A page that is loaded again goes on where it was.
        if state.session.open.is_some() {
            return None;
        }
        let event = match open_saved(&saved, &state.session) {
            Ok(event) => event,
            Err(error) => {
                let lines = vec![text::file_problem(&error)];
                state.on.emit(Event::Told(Notice::wrong("没有打开上次在这台电脑上的内容", lines)));
                return None;
            }
        };
        let Event::Opened(workspace, _) = &event else { return None };
        let route = Route::of_work(workspace.purpose);
        know(state, &saved);
        let mut notice = Notice::good("接着上次在这台电脑上的内容");
        if saved.file != carried.file {
            notice.lines.push("现在的内容比这个网页里带的新；要交出去，请再“存为网页”".to_owned());
        }
        state.on.emit(state.late([event, Event::Told(notice)]));
        return Some(route);
    }
    let state = with_pack(state, carried.pack.as_deref()).await;
    workspace_opened("本页带来的填报文件", &carried.file, &state, |id| remember_taken_in(&carried.copy, id)).await
}

/// What pages are given, with the pack that came along at hand.
async fn with_pack(state: &PageState, text: Option<&str>) -> PageState {
    let mut state = state.clone();
    if let Some(pack) = text.and_then(|text| packs::open(text).ok()) {
        if let Keeping::Open { store, .. } = &state.keeping {
            // A pack that is not kept comes with the page again.
            let _ = store.keep_pack(&pack.sha256, &pack.text).await;
        }
        let event = Event::PackOpened(Rc::new(pack));
        if let Some(session) = state.session.after(event.clone()) {
            state.session = Rc::new(session);
        }
        state.on.emit(event);
    }
    state
}
