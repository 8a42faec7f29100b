//! Opening a pack: it is added to the loaded packs, and a new workspace uses it.

use super::work::begun;
use super::{Context, Decision, Destination, Origin};
use crate::domain::figures::Level;
use crate::packs;
use crate::workspace::Event;
use crate::workspace::notice::Notice;
use std::rc::Rc;

impl Context<'_> {
    /// Opens a pack file. The pack is loaded even if the user keeps the open workspace.
    pub(super) fn pack_file(&self, name: &str, text: &str) -> Decision {
        let pack = match packs::open(text) {
            Ok(pack) => Rc::new(pack),
            Err(problems) => {
                return Decision::refused(Notice::PackRefused { file: name.to_owned(), problems: Rc::new(problems) });
            }
        };
        let loaded = Event::PackOpened(Rc::clone(&pack));
        let workspace = begun(self.request.fresh.workspace.clone(), &pack, Level::Province);
        let told = Event::NoticeShown(Notice::PackOpened { title: pack.pack.title.clone() });
        let opened = Event::Opened(Box::new(workspace), Rc::clone(&pack), Origin::default());
        match self.replacing(name, Decision::Does(vec![loaded.clone(), opened, told], Some(Destination::Pack))) {
            Decision::Asks(question, _) => Decision::Asks(question, vec![loaded]),
            other => other,
        }
    }
}
