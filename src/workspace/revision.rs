//! Typed and issued targets, and 目标调整: the old value is kept with the day and the reason.

use super::field::{read_rate, read_share, target_unit};
use super::{Entries, Field, IssuedTargets, TypedProblem, Workspace};
use crate::domain::figures::{RowTarget, TargetRevision, TargetSlot};
use crate::domain::policy::{Pack, RowId};
use crate::domain::quantity::{Exact, read_typed};

impl Workspace {
    /// Reads a typed target; `None` if the row has no such target.
    pub(super) fn type_target(&mut self, pack: &Pack, id: &RowId, slot: TargetSlot, text: &str) -> Option<()> {
        let row = pack.row(id)?;
        if !row.rule.target_kinds().contains(&slot.kind()) {
            return None;
        }
        let mut target = self.entries.targets.get(id).cloned().unwrap_or_default();
        let read = match slot {
            TargetSlot::Year(_) | TargetSlot::Total => read_typed(text, target_unit(pack, id)?)
                .map(|value| match (slot, value) {
                    (TargetSlot::Year(year), Some(value)) => drop(target.years.insert(year, value)),
                    (TargetSlot::Year(year), None) => drop(target.years.remove(&year)),
                    (_, value) => target.total = value,
                })
                .map_err(TypedProblem::from),
            TargetSlot::Rate => read_rate(text).map(|rate| target.rate = rate),
            TargetSlot::Share => read_share(text).map(|share| target.share = share),
        };
        self.take(Field::Target(id.clone(), slot), text, read, |next, ()| {
            let entries = next.entries_mut();
            let old = entries.target(id, slot);
            let new = target.of(slot);
            entries.put_target(id, target);
            next.revise(id, slot, old, new);
        });
        Some(())
    }

    /// Imports issued targets. Each old value is kept with the day and the document. `None` if a row has no
    /// such target.
    pub(super) fn take_issued(&mut self, pack: &Pack, issued: &IssuedTargets) -> Option<()> {
        for (id, given) in &issued.targets {
            let row = pack.row(id)?;
            if given.kinds().iter().any(|kind| !row.rule.target_kinds().contains(kind)) {
                return None;
            }
            for slot in given.slots() {
                self.not_understood.remove(&Field::Target(id.clone(), slot));
                let old = self.entries.target(id, slot);
                let new = given.of(slot);
                let before = self.entries.revisions.len();
                let mut target = self.entries.targets.get(id).cloned().unwrap_or_default();
                target.put(slot, given);
                self.entries_mut().put_target(id, target);
                self.revise(id, slot, old, new);
                if self.entries.revisions.len() > before
                    && let Some(revision) = self.entries_mut().revisions.last_mut()
                {
                    revision.day = Some(issued.issue.day);
                    revision.reason = format!("{}{}", issued.issue.by, issued.document);
                }
            }
        }
        self.issues_taken.push(issued.issue.clone());
        Some(())
    }

    /// Records the old value of a changed target. Consecutive changes without an explanation are one revision;
    /// if they return to the first value, the record is dropped. Setting a target for the first time is no
    /// revision.
    pub(super) fn revise(&mut self, row: &RowId, slot: TargetSlot, old: Option<Exact>, new: Option<Exact>) {
        if old == new {
            return;
        }
        let known = &self.entries.revisions;
        let last = known.iter().rposition(|known| &known.row == row && known.slot == slot);
        let index = last.filter(|index| known.get(*index).is_some_and(TargetRevision::is_unexplained));
        match (index, old) {
            (Some(index), _) => {
                let back = known.get(index).is_some_and(|known| Some(&known.old) == new.as_ref());
                if back {
                    self.drop_revision(index);
                } else if let Some(revision) = self.entries_mut().revisions.get_mut(index) {
                    revision.new = new;
                }
            }
            (None, Some(old)) => {
                let (row, reason) = (row.clone(), String::new());
                self.entries_mut().revisions.push(TargetRevision { row, slot, old, new, day: None, reason });
            }
            (None, None) => {}
        }
    }

    /// Removes a revision from the list.
    pub(super) fn drop_revision(&mut self, index: usize) {
        if self.entries.revisions.get(index).is_none() {
            return;
        }
        self.entries_mut().revisions.remove(index);
        // Texts that belong to later revisions move up with them.
        let typed = std::mem::take(&mut self.not_understood);
        self.not_understood = typed
            .into_iter()
            .filter_map(|(field, text)| match field {
                Field::RevisedOn(at) if at == index => None,
                Field::RevisedOn(at) if at > index => Some((Field::RevisedOn(at.saturating_sub(1)), text)),
                other => Some((other, text)),
            })
            .collect();
    }
}

impl Entries {
    /// Stores a row's targets; removes the entry if there are none.
    pub(super) fn put_target(&mut self, row: &RowId, target: RowTarget) {
        if target.is_empty() {
            self.targets.remove(row);
        } else {
            self.targets.insert(row.clone(), target);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, EntryKey, PackRef};
    use super::*;
    use crate::domain::figures::Level;
    use crate::domain::quantity::Quantity;
    use crate::packs;

    #[test]
    fn what_a_target_was_is_kept_with_day_and_reason() {
        let open = packs::open(packs::BUILT_IN).unwrap();
        let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256 };
        let mut workspace = Workspace::new("w".to_owned(), String::new(), Level::City, pack_ref);
        let row = RowId::new("1");
        let slot = TargetSlot::Total;
        let mut act = |action: Action| {
            workspace = action.apply(&workspace, &open.pack).unwrap();
            let shown = workspace.entries.revisions.iter().map(|revision| {
                let new = revision.new.as_ref().map_or("-".to_owned(), ToString::to_string);
                let day = revision.day.map_or(String::new(), |day| day.to_string());
                format!("{}→{new} {day} {}", revision.old, revision.reason)
            });
            shown.collect::<Vec<_>>()
        };
        let typed = |text: &str| Action::TargetTyped(row.clone(), slot, text.to_owned());
        assert!(act(typed("300")).is_empty(), "a first target is no revision");
        assert_eq!(act(typed("250")), ["300→250  "]);
        assert_eq!(act(typed("2S0")), ["300→250  "], "a text that is not understood revises nothing");
        assert_eq!(act(typed("260")), ["300→260  "], "one revision until it is explained");
        assert!(act(typed("300")).is_empty(), "back to where it began");
        act(typed("280"));
        act(Action::RevisionDated(0, "2022年6月1日".to_owned()));
        assert_eq!(act(Action::RevisionExplained(0, "省级调整".to_owned())), ["300→280 2022-06-01 省级调整"]);
        assert_eq!(act(typed("270")), ["300→280 2022-06-01 省级调整", "280→270  "]);
        assert_eq!(act(typed("")), ["300→280 2022-06-01 省级调整", "280→-  "]);
        act(Action::RevisionDated(1, "昨天".to_owned()));
        assert_eq!(act(Action::RevisionDropped(0)), ["280→-  "]);
        assert_eq!(act(typed("270")), ["280→270  "], "a blank in between is no end");
        let mut other = Entries::default();
        other.put_target(&row, RowTarget { total: Some(Quantity::ONE), ..RowTarget::default() });
        let taken = Action::Taken(vec![EntryKey::Target(row.clone(), slot)], other.into());
        assert_eq!(act(taken), ["280→1  "], "a target taken from another file is revised as well");
        assert_eq!(workspace.not_understood.get(&Field::RevisedOn(0)).map(String::as_str), Some("昨天"));
    }
}
