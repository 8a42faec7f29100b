//! Two tabs on one workspace. Neither overwrites what the other saved: the older tab takes over the newer state
//! if it has no changes of its own, merges, or continues as a separate workspace.

use super::work::read;
use super::{Context, Decision, Kept, Origin};
use crate::workspace::notice::Notice;
use crate::workspace::{Action, Event, Workspace, merge, snapshot};
use std::rc::Rc;

/// Why two tabs' changes were not merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMerged {
    /// Both tabs froze a version: both were reported, and neither may be dropped.
    BothFiled,
    /// The other tab's file, or the common base, cannot be read.
    Unreadable,
}

impl Context<'_> {
    /// Another tab saved the open workspace: this tab shows the new state if it has no changes of its own.
    pub(super) fn seen_in_store(&self, known: &Kept, now: &Rc<Kept>) -> Decision {
        let Some(open) = self.open().filter(|open| open.history.present().id == now.id) else {
            return Decision::Nothing;
        };
        // Compare the text, not the revision: a deleted workspace counts from the start again.
        if now.file == known.file || snapshot::write(open.history.present()) != known.file {
            return Decision::Nothing;
        }
        match read(self.session, &now.file) {
            Ok((workspace, _)) => {
                let replaced = Event::ReplacedByOtherTab(Box::new(workspace), Rc::clone(now));
                Decision::Does(vec![replaced, Event::NoticeShown(Notice::TabReplaced)], None)
            }
            Err(_) => Decision::Nothing,
        }
    }

    /// Merges this tab's changes with another tab's: the record that this tab last saw, and the one in the
    /// store now.
    pub(super) fn merged(&self, id: &str, base: Option<&Kept>, theirs: Option<&Rc<Kept>>) -> Decision {
        let Some(open) = self.open().filter(|open| open.history.present().id == id) else {
            return Decision::refused(Notice::ChangedMeanwhile { file: String::new() });
        };
        let mine = open.history.present();
        let Some(kept) = theirs else {
            // The other tab deleted it, so this tab's workspace is saved as a new one.
            return Decision::Does(vec![Event::SavedOver(None), Event::NoticeShown(Notice::SavedAgain)], None);
        };
        let read = |file: &str| read(self.session, file).ok().map(|(workspace, _)| Rc::<Workspace>::new(workspace));
        let (Some(base), Some(theirs)) = (base.and_then(|base| read(&base.file)), read(&kept.file)) else {
            return Decision::refused(Notice::NotMerged(NotMerged::Unreadable));
        };
        let Some(outcome) = merge(&open.pack.pack, &base, &theirs, mine) else {
            return Decision::refused(Notice::NotMerged(NotMerged::BothFiled));
        };
        let told = Event::NoticeShown(Notice::Merged {
            mine: Rc::clone(mine),
            theirs: Rc::clone(&theirs),
            outcome: Rc::new(outcome),
        });
        let did = Event::Edited(Action::Merged(base, theirs));
        Decision::Does(vec![Event::SavedOver(Some(Rc::clone(kept))), did, told], None)
    }

    /// Continues as a separate workspace; the other tab's stays unchanged.
    pub(super) fn saved_as_another(&self) -> Decision {
        let Some(open) = self.open() else { return Decision::Nothing };
        let mut workspace = (**open.history.present()).clone();
        workspace.id.clone_from(&self.request.fresh.workspace);
        workspace.name = format!("{}（另存）", workspace.name);
        let told = Event::NoticeShown(Notice::SavedAsAnother(Rc::new(workspace.clone())));
        Decision::Does(vec![Event::Opened(Box::new(workspace), Rc::clone(&open.pack), Origin::default()), told], None)
    }
}
