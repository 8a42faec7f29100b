//! The list of the workspaces in the store: what each record is, and which units can be compared with the open
//! one.

use super::{Kept, work};
use crate::domain::figures::Level;
use crate::domain::subsidy::Peer;
use crate::packs::OpenPack;
use crate::workspace::snapshot::FileError;
use crate::workspace::{Session, Workspace};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A record of the store that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptWork {
    /// The record.
    pub kept: Rc<Kept>,
    /// The workspace with its pack, or why the record cannot be read.
    pub read: Result<(Rc<Workspace>, Rc<OpenPack>), FileError>,
}

/// Reads all records, newest first.
pub fn kept_works(packs: &Rc<Vec<Rc<OpenPack>>>, mut kept: Vec<Rc<Kept>>) -> Vec<KeptWork> {
    let session = Session::with_packs(Rc::clone(packs));
    kept.sort_by(|one, other| other.saved_at.cmp(&one.saved_at));
    let read = |kept: Rc<Kept>| {
        let read = work::read(&session, &kept.file).map(|(workspace, pack)| (Rc::new(workspace), pack));
        KeptWork { kept, read }
    };
    kept.into_iter().map(read).collect()
}

/// The other cities in the store with the same pack, each with its newest file, by name. Example data and real
/// data are not compared.
pub fn peers(works: &[KeptWork], own: &Workspace) -> Vec<Peer> {
    let mut units = BTreeMap::new();
    for work in works.iter().filter(|work| work.kept.id != own.id) {
        let Ok((other, pack)) = &work.read else { continue };
        let entries = &other.entries;
        let is_unit = entries.level == Level::City && !entries.unit.is_empty() && entries.unit != own.entries.unit;
        if let (true, Some(as_of)) =
            (is_unit && other.example == own.example && pack.pack.id == own.pack.id, entries.as_of)
        {
            // The first record of a unit is its newest.
            let peer = || Peer { name: entries.unit.clone(), figures: entries.figures.clone(), as_of };
            units.entry(entries.unit.clone()).or_insert_with(peer);
        }
    }
    units.into_values().collect()
}
