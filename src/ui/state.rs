//! What pages are given.

use super::findings::Findings;
use crate::packs::OpenPack;
use crate::platform::{Autosave, SaveState, Saved, Store, StoreError};
use crate::workspace::{Event, Session, snapshot};
use std::rc::Rc;
use yew::prelude::*;

/// The store, and what was found in it at the start.
#[derive(Clone, PartialEq)]
pub enum Keeping {
    /// Being opened.
    Opening,
    /// Open.
    Open {
        /// Saves from now on.
        autosave: Autosave,
        /// For listing and deleting.
        store: Store,
    },
    /// Not to be had: everything works, but nothing is kept.
    Off(StoreError),
}

/// What pages are given.
#[derive(Clone, PartialEq)]
pub struct PageState {
    /// Everything that is open.
    pub session: Rc<Session>,
    /// What follows from it.
    pub findings: Option<Rc<Findings>>,
    /// The store.
    pub keeping: Keeping,
    /// How the newest state is kept.
    pub save_state: SaveState,
    /// True once the page can no longer connect to anything.
    pub door_closed: bool,
    /// Where events go.
    pub on: Callback<Event>,
}

/// Props of every page.
#[derive(Clone, PartialEq, Properties)]
pub struct PageProps {
    /// What the page is given.
    pub state: PageState,
}

/// Props of the pages that need an open workspace.
#[derive(Clone, PartialEq, Properties)]
pub struct OpenProps {
    /// The workspace, its pack, and what follows.
    pub findings: Rc<Findings>,
    /// What the page is given beside.
    pub state: PageState,
}

impl PageState {
    /// True when what is open would be lost with the page.
    pub fn is_unsaved(&self) -> bool {
        let has_work = self.session.open.as_ref().is_some_and(|open| open.history.present().has_work());
        match (&self.keeping, &self.save_state) {
            (Keeping::Off(_) | Keeping::Opening, _) => has_work,
            (_, state) => matches!(state, SaveState::Saving | SaveState::Unanswered | SaveState::Failed(_)),
        }
    }

    /// Events that answer what was asked of this state some time ago: they count only while it is still the same.
    pub fn late(&self, events: impl IntoIterator<Item = Event>) -> Event {
        let seen = self.session.open.as_ref().map(|open| Rc::clone(open.history.present()));
        Event::Late(seen, events.into_iter().collect())
    }

    /// The pack that something new takes: the one at work, or the built-in one.
    pub fn pack_at_hand(&self) -> Option<&Rc<OpenPack>> {
        let open = self.session.open.as_ref().map(|open| &open.pack);
        open.or_else(|| self.session.packs.first())
    }

    /// Good news is old news on another page.
    pub fn leaves_good_news(&self) -> Callback<MouseEvent> {
        let good = self.session.notice.as_ref().is_some_and(|notice| !notice.wrong);
        let on = self.on.clone();
        Callback::from(move |_: MouseEvent| {
            if good {
                on.emit(Event::Hushed);
            }
        })
    }

    /// Asks before something else takes the place of work that is kept nowhere.
    pub fn may_leave(&self) -> bool {
        let lost = self.is_unsaved() && self.save_state != SaveState::Saving;
        let question = "当前填报内容没有保存在浏览器里，继续会丢失。要保留请先“存为文件”。仍要继续吗？";
        !lost || gloo::utils::window().confirm_with_message(question).unwrap_or(false)
    }
}

/// Opens a kept workspace, or says why it cannot be.
pub fn open_saved(saved: &Saved, session: &Session) -> Result<Event, snapshot::FileError> {
    let wanted = snapshot::pack_of(&saved.file)?;
    let Some(pack) = session.pack_for(&wanted) else {
        return Err(snapshot::FileError::OtherPack(wanted.id.to_string()));
    };
    let workspace = snapshot::read(&saved.file, &pack.pack)?;
    Ok(Event::Opened(Box::new(workspace), Rc::clone(pack)))
}
