//! Files from units, for the open workspace's desk. Each is read with the desk's pack and assigned to its unit.
//! None is accepted if the desk's own file would become too large.

use super::{Context, Decision, Destination, FileKind, kind_of};
use crate::packs::OpenPack;
use crate::workspace::desk::{Classified, Desk, DeskUnit, Received, classify};
use crate::workspace::notice::{Notice, Refusal};
use crate::workspace::snapshot::{self, FileError};
use crate::workspace::{DeskIntake, Event, Purpose, Workspace};
use std::rc::Rc;

/// A file for the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitFile {
    /// The file's name.
    pub name: String,
    /// The file's bytes, or why they could not be read.
    pub bytes: Result<Rc<[u8]>, Refusal>,
}

impl Context<'_> {
    /// Takes several files to the desk.
    pub(super) fn unit_files(&self, files: &[UnitFile]) -> Decision {
        let Some(open) = self.reporting() else { return Decision::refused(Notice::NoDesk { files: files.len() }) };
        if !self.is_of_the_same_work() {
            return Decision::refused(Notice::ChangedMeanwhile { file: String::new() });
        }
        let (pack, workspace) = (&open.pack.pack, open.history.present());
        let (mut read, mut refused) = (Vec::new(), Vec::new());
        for file in files {
            match handed_in(file, &open.pack, &self.request.fresh.now) {
                Ok(received) => read.push((file.name.clone(), received)),
                Err(problem) => refused.push((file.name.clone(), problem)),
            }
        }
        let classified = classify(pack, &workspace.desk_at_work(pack), (&workspace.id, workspace.example), read);
        if !fits(workspace, &open.pack, &classified) {
            return Decision::Does(
                vec![Event::NoticeShown(Notice::DeskTooLarge { files: classified.len() })],
                Some(Destination::Desk),
            );
        }
        let desk_intake = DeskIntake { files: classified, refused };
        Decision::Does(vec![Event::FilesClassified(Rc::new(desk_intake))], Some(Destination::Desk))
    }
}

/// The content of a unit's file, or what is wrong with it.
fn handed_in(file: &UnitFile, pack: &OpenPack, now: &str) -> Result<Received, Refusal> {
    let bytes = file.bytes.as_ref().map_err(Clone::clone)?;
    let text = match kind_of(&file.name, bytes) {
        FileKind::Text => std::str::from_utf8(bytes).map_err(|_| Refusal::File(FileError::NotAWorkspace))?,
        kind => return Err(Refusal::Kind(kind)),
    };
    if snapshot::is_hand_off(text) {
        return Err(Refusal::IsSelfCheck);
    }
    if snapshot::is_allocation(text) {
        return Err(Refusal::IsIssue);
    }
    // Read with the desk's pack, whatever edition the file names: the desk's own file will be read with that
    // pack too.
    let workspace = snapshot::read(text, &pack.pack).map_err(Refusal::File)?;
    if workspace.purpose == Purpose::SelfCheck {
        return Err(Refusal::HasNoFigures);
    }
    Ok(Received::of(&workspace, now.to_owned()))
}

/// True if the desk's file can still be opened with all these files in it, including those with an open
/// question.
fn fits(workspace: &Workspace, pack: &OpenPack, classified: &[Classified]) -> bool {
    let mut after = workspace.clone();
    let units = classified.iter().map(|one| DeskUnit {
        id: String::new(),
        name: String::new(),
        received: Some(Rc::clone(&one.received)),
        before: None,
    });
    after.desk = Rc::new(Desk {
        units: after.units(&pack.pack).into_iter().chain(units.map(Rc::new)).collect(),
        ..(*after.desk).clone()
    });
    snapshot::write(&after).len() <= snapshot::LARGEST_FILE
}
