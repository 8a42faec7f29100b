//! What commands are given of the page's state.

use super::{Keeping, use_dispatch, use_open, use_packs, use_saving};
use crate::packs::OpenPack;
use crate::platform::{SaveState, Saved};
use crate::ui::findings::Findings;
use crate::workspace::{Event, Session, snapshot};
use std::rc::Rc;
use yew::prelude::*;

/// What commands are given.
#[derive(Clone, PartialEq)]
pub struct PageState {
    /// Everything that is open.
    pub session: Rc<Session>,
    /// The store.
    pub keeping: Keeping,
    /// How the newest state is kept.
    pub save_state: SaveState,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The state of this moment.
#[hook]
pub fn use_page_state() -> PageState {
    let (packs, open, saving, on) = (use_packs(), use_open(), use_saving(), use_dispatch());
    let session = Session { packs, open, notice: None, sorting: None };
    PageState { session: Rc::new(session), keeping: saving.keeping, save_state: saving.state, on }
}

/// Props of the pages that need an open workspace.
#[derive(Clone, PartialEq, Properties)]
pub struct OpenProps {
    /// The workspace, its pack, and what follows.
    pub findings: Rc<Findings>,
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
