//! A workspace that is created, opened, restored or found in a portable page. If the store has the same
//! workspace with other contents, the new one gets a key of its own and overwrites nothing.

use super::{Context, Decision, Destination, Kept, KeptList, Origin, pack_ref};
use crate::domain::figures::Level;
use crate::packs::OpenPack;
use crate::workspace::notice::{Notice, OpenRemark, Refusal};
use crate::workspace::snapshot::{self, FileError};
use crate::workspace::{Event, Purpose, Session, Workspace, example};
use std::rc::Rc;

impl Context<'_> {
    /// Creates a workspace; the open one stays in the store.
    pub(super) fn new_work(&self, level: Level) -> Decision {
        let Some(pack) = self.pack() else { return Decision::Nothing };
        let workspace = begun(self.request.fresh.workspace.clone(), pack, level);
        self.replacing("", opens(workspace, pack, Origin::default(), Vec::new(), Destination::Figures))
    }

    /// Creates a workspace with another pack.
    pub(super) fn new_under(&self, pack: &Rc<OpenPack>) -> Decision {
        let workspace = begun(self.request.fresh.workspace.clone(), pack, Level::Province);
        self.replacing("", opens(workspace, pack, Origin::default(), Vec::new(), Destination::Pack))
    }

    /// 示例市
    pub(super) fn example(&self) -> Decision {
        let Some(pack) = self.pack() else { return Decision::Nothing };
        let mut workspace = example(self.request.fresh.workspace.clone(), &pack.pack, pack_ref(pack));
        workspace.pack_items = Rc::new(pack.items.clone());
        self.replacing("", opens(workspace, pack, Origin::default(), Vec::new(), Destination::Results))
    }

    /// Opens a workspace from the store's list. If it is already open, it stays as it is: it may be newer than
    /// the record, and it has its history.
    pub(super) fn kept(&self, kept: &Rc<Kept>) -> Decision {
        if let Some(open) = self.open().filter(|open| open.history.present().id == kept.id) {
            return Decision::Does(Vec::new(), Some(Destination::Work(open.history.present().purpose)));
        }
        match read(self.session, &kept.file) {
            Ok((workspace, pack)) => {
                let origin = Origin { kept: Some(Rc::clone(kept)), copy: None };
                let to = Destination::Work(workspace.purpose);
                self.replacing("", opens(workspace, &pack, origin, Vec::new(), to))
            }
            Err(error) => Decision::refused(Notice::KeptNotOpened(error)),
        }
    }

    /// Reopens the workspace that this tab had open before a reload. If the user has begun something new, that
    /// stays; the other is still in the list.
    pub(super) fn restored(&self, kept: &Rc<Kept>) -> Decision {
        if self.open().is_some() {
            return Decision::refused(Notice::NotRestored);
        }
        match read(self.session, &kept.file) {
            Ok((workspace, pack)) => {
                let origin = Origin { kept: Some(Rc::clone(kept)), copy: None };
                Decision::Does(vec![Event::Opened(Box::new(workspace), pack, origin)], None)
            }
            // The list shows what is wrong with it.
            Err(_) => Decision::Nothing,
        }
    }

    /// Opens a file of ours.
    pub(super) fn file(&self, name: &str, text: &str, kept: &KeptList) -> Decision {
        if name.to_lowercase().ends_with(".toml") {
            self.pack_file(name, text)
        } else if snapshot::is_hand_off(text) {
            self.self_check_file(name, text)
        } else if snapshot::is_allocation(text) {
            self.allocation_file(name, text)
        } else {
            self.workspace_file(name, text, kept, None)
        }
    }

    /// Opens the work in a portable page, the first time that this browser sees this copy.
    pub(super) fn carried(&self, copy: &str, file: &str, kept: &KeptList) -> Decision {
        self.workspace_file("", file, kept, Some(copy.to_owned()))
    }

    /// Continues the work that was imported from this copy of a portable page.
    pub(super) fn carried_before(&self, kept: &Rc<Kept>, file: &str) -> Decision {
        // A reloaded page continues with its work.
        if self.open().is_some() {
            return Decision::Nothing;
        }
        match read(self.session, &kept.file) {
            Ok((workspace, pack)) => {
                let origin = Origin { kept: Some(Rc::clone(kept)), copy: None };
                let told = Event::NoticeShown(Notice::GoesOn { is_newer: kept.file != file });
                let to = Destination::Work(workspace.purpose);
                opens(workspace, &pack, origin, vec![told], to)
            }
            Err(error) => Decision::refused(Notice::NotGoingOn(error)),
        }
    }

    fn workspace_file(&self, name: &str, text: &str, kept: &KeptList, copy: Option<String>) -> Decision {
        let (mut workspace, pack) = match read(self.session, text) {
            Ok(read) => read,
            Err(error) => return Decision::not_opened(name, Refusal::File(error)),
        };
        let mut remarks = Vec::new();
        if workspace.pack.sha256 != pack.sha256 {
            remarks.push(OpenRemark::OtherEdition(Rc::clone(&workspace.pack_items)));
        }
        let mut origin = Origin { kept: None, copy };
        match kept.as_deref() {
            None => {
                workspace.id.clone_from(&self.request.fresh.workspace);
                remarks.push(OpenRemark::StoreUnread);
            }
            Some(kept) => {
                if let Some(same) = kept.iter().find(|kept| is_same_work(kept, &workspace)) {
                    workspace.id.clone_from(&same.id);
                    origin.kept = Some(Rc::clone(same));
                } else if kept.iter().any(|kept| kept.id == workspace.id) {
                    workspace.id.clone_from(&self.request.fresh.workspace);
                    remarks.push(OpenRemark::TwoCopies);
                }
            }
        }
        let opened = Rc::new(workspace.clone());
        let told = (!remarks.is_empty()).then_some(Event::NoticeShown(Notice::Opened { workspace: opened, remarks }));
        let to = Destination::Work(workspace.purpose);
        self.replacing(name, opens(workspace, &pack, origin, told.into_iter().collect(), to))
    }
}

/// Opens a workspace, then shows the notices.
fn opens(
    workspace: Workspace,
    pack: &Rc<OpenPack>,
    origin: Origin,
    told: Vec<Event>,
    destination: Destination,
) -> Decision {
    let opened = Event::Opened(Box::new(workspace), Rc::clone(pack), origin);
    Decision::Does([opened].into_iter().chain(told).collect(), Some(destination))
}

/// An empty workspace with a pack.
pub(super) fn begun(id: String, pack: &OpenPack, level: Level) -> Workspace {
    let mut workspace = Workspace::new(id, String::new(), level, pack_ref(pack));
    workspace.pack_items = Rc::new(pack.items.clone());
    workspace
}

/// A workspace for the self-check of a subject that reports no figures.
pub(super) fn for_a_subject(id: String, pack: &OpenPack, name: &str) -> Workspace {
    let mut workspace = begun(id, pack, Level::City);
    workspace.entries_mut().unit = name.to_owned();
    workspace.purpose = Purpose::SelfCheck;
    workspace
}

/// Reads a workspace file, with the loaded pack whose rules apply.
pub(super) fn read(session: &Session, text: &str) -> Result<(Workspace, Rc<OpenPack>), FileError> {
    let wanted = snapshot::pack_of(text)?;
    let pack = session.pack_for(&wanted).ok_or_else(|| FileError::OtherPack(wanted.id.to_string()))?;
    Ok((snapshot::read(text, &pack.pack)?, Rc::clone(pack)))
}

/// True if the store has the same contents, whatever the key.
fn is_same_work(kept: &Kept, workspace: &Workspace) -> bool {
    let under_its_key = Workspace { id: kept.id.clone(), ..workspace.clone() };
    kept.file == snapshot::write(&under_its_key)
}
