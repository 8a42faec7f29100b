//! 报送版本 – what was reported, frozen with the day and the people; what changed since, and why.

use super::{Entries, EntryKey, PackRef, Workspace, differences};
use crate::domain::policy::Pack;
use crate::domain::quantity::Day;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A reported version; it never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Number, from 1.
    pub number: u32,
    /// When it was reported, and by whom.
    pub filing: Filing,
    /// The pack whose rules applied.
    pub pack: PackRef,
    /// What was reported.
    pub entries: Rc<Entries>,
    /// Why it differs from the previous version, by entry.
    pub reasons: BTreeMap<EntryKey, String>,
}

/// When something was reported, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// 报送日期
    pub day: Day,
    /// The people.
    pub people: Signatures,
}

/// The people responsible for a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// 填报人
    pub prepared_by: String,
    /// 审核人
    pub checked_by: String,
    /// 负责人
    pub responsible: String,
    /// 联系电话
    pub phone: String,
}

impl Workspace {
    /// Freezes the entries as the next version, with the reasons given for its changes.
    pub(super) fn freeze(&mut self, pack: &Pack, filing: Filing) {
        let before = self.versions.last().map(|version| Rc::clone(&version.entries));
        let changed = before.map(|before| differences(pack, &before, &self.entries)).unwrap_or_default();
        let mut reasons = std::mem::take(&mut self.reasons);
        reasons.retain(|place, _| changed.contains(place));
        let number = self.versions.last().map_or(0, |version| version.number).saturating_add(1);
        let (pack, entries) = (self.pack.clone(), Rc::clone(&self.entries));
        self.versions.push(Rc::new(Version { number, filing, pack, entries, reasons }));
    }

    /// The version with that number.
    pub fn version(&self, number: u32) -> Option<&Rc<Version>> {
        self.versions.iter().find(|version| version.number == number)
    }

    /// The entries that differ from a version.
    pub fn changes_since(&self, pack: &Pack, version: &Version) -> Vec<EntryKey> {
        differences(pack, &version.entries, &self.entries)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, example};
    use super::*;
    use crate::domain::policy::SeriesId;
    use crate::domain::quantity::Period;
    use crate::packs;

    #[test]
    fn a_version_stays_as_it_was_and_changes_are_listed_with_their_reasons() {
        let open = packs::open(packs::BUILT_IN).unwrap();
        let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() };
        let mut workspace = example("e".to_owned(), &open.pack, pack_ref);
        let filing = Filing { day: Day::parse("2022-10-10").unwrap(), people: Signatures::default() };
        let mut act = |action: Action| workspace = action.apply(&workspace, &open.pack).unwrap();
        let (series, period) = (SeriesId::new("pledge_projects"), Period::parse("2022").unwrap());
        let place = EntryKey::Figure(series.clone(), period);
        act(Action::VersionFrozen(Box::new(filing.clone())));
        act(Action::FigureTyped(series.clone(), period, "99".to_owned()));
        act(Action::ChangeExplained(place.clone(), "银行更正".to_owned()));
        act(Action::ChangeExplained(EntryKey::Unit, "没有变".to_owned()));
        let first = Rc::clone(workspace.version(1).unwrap());
        assert_eq!(workspace.changes_since(&open.pack, &first), std::slice::from_ref(&place));
        assert_ne!(first.entries.figures.adopted(&series, period).unwrap().to_string(), "99");
        let mut act = |action: Action| workspace = action.apply(&workspace, &open.pack).unwrap();
        act(Action::VersionFrozen(Box::new(filing)));
        let second = workspace.version(2).unwrap();
        assert!(workspace.changes_since(&open.pack, second).is_empty() && workspace.reasons.is_empty());
        assert_eq!(second.reasons.get(&place).map(String::as_str), Some("银行更正"));
        assert_eq!(second.reasons.len(), 1, "a reason for what did not change is not kept");
        assert_eq!(workspace.version(1), Some(&first));
    }
}
