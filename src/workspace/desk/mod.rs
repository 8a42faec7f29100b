//! 汇总台 – the units that a unit consolidates, their files, and the targets that it allocates to them. Decides
//! nothing.

mod allocation;
mod change;
mod consolidated;
mod intake;
mod scoring;

pub use allocation::{
    AllAllocated, Allocated, AllocationKey, AllocationProblem, Issue, SlotAllocation, UnitAllocation,
    UnitAllocationField, allocate_all, allocated, bound_by, following_rate, is_unread, slots, weight_of,
};
pub use change::{DeskChange, MOST_UNITS};
pub use consolidated::{Consolidated, ConsolidatedUnit, year_shown};
pub use intake::{Classified, Outcome, classify};
pub use scoring::{NoBudget, Scoring};

use super::{Entries, PackRef, Workspace};
use crate::domain::figures::{Level, RowTarget, Situation, TargetSlot, Targets};
use crate::domain::policy::{Pack, PlanUnit, RowId};
use crate::domain::quantity::Day;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// The units, in the order that breaks ties.
    pub units: Vec<Rc<DeskUnit>>,
    /// Of units within another one, by id: whose figures include theirs. Missing until the user answers.
    pub overlaps: BTreeMap<String, Overlap>,
    /// 指标分解 – how each target is allocated.
    pub allocation: BTreeMap<(RowId, TargetSlot), SlotAllocation>,
    /// 评分
    pub scoring: Scoring,
    /// 分解下达 – issued targets, oldest first; they never change.
    pub issued: Vec<Rc<Issue>>,
}

/// A unit at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskUnit {
    /// The unit's key in files.
    pub id: String,
    /// The unit's name.
    pub name: String,
    /// Its present file.
    pub received: Option<Rc<Received>>,
    /// The file that the present one replaced.
    pub before: Option<Rc<Received>>,
}

/// 交来的文件 – the content of a unit's workspace file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The key of its workspace: a later file of the same workspace has the same key.
    pub workspace: String,
    /// When it was accepted, as text in local time.
    pub taken_in: String,
    /// True for invented data.
    pub example: bool,
    /// The pack that it was made with.
    pub pack: PackRef,
    /// Number and day of the last version reported in it.
    pub filing: Option<(u32, Day)>,
    /// True if the entries have changed since that version.
    pub changed_since: bool,
    /// What it reports.
    pub entries: Rc<Entries>,
    /// The units that it consolidates itself.
    pub units: Vec<Rc<DeskUnit>>,
}

/// Where the figures of a unit within another one are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// Only in its own file.
    Separate,
    /// Also in the other unit's file: its own are left out of sums.
    Held,
}

impl Received {
    /// What a workspace hands in.
    pub fn of(workspace: &Workspace, taken_in: String) -> Received {
        let last = workspace.versions.last();
        Received {
            workspace: workspace.id.clone(),
            taken_in,
            example: workspace.example,
            pack: workspace.pack.clone(),
            filing: last.map(|version| (version.number, version.filing.day)),
            changed_since: last.is_some_and(|version| version.entries != workspace.entries),
            entries: Rc::clone(&workspace.entries),
            units: trimmed(&workspace.desk.units, LEVELS_BELOW),
        }
    }

    /// True if both have the same content, whenever each was accepted.
    pub fn says_the_same(&self, other: &Received) -> bool {
        Received { taken_in: other.taken_in.clone(), ..self.clone() } == *other
    }

    /// True if it is older than another file of the same unit, judged by the as-of day, then by the last
    /// version.
    pub fn is_older_than(&self, other: &Received) -> bool {
        (self.entries.as_of, self.filing) < (other.entries.as_of, other.filing)
    }
}

impl Desk {
    /// The units to begin with: for a province those of the pack, for others none.
    pub fn begun(level: Level, pack: &Pack) -> Vec<Rc<DeskUnit>> {
        if level != Level::Province {
            return Vec::new();
        }
        let unit =
            |unit: &PlanUnit| DeskUnit { id: unit.id.clone(), name: unit.name.clone(), received: None, before: None };
        pack.units.iter().map(|one| Rc::new(unit(one))).collect()
    }

    /// The unit with that id.
    pub fn unit(&self, id: &str) -> Option<&Rc<DeskUnit>> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// True if nothing was changed.
    pub fn is_empty(&self) -> bool {
        *self == Desk::default()
    }

    /// The unit with that name; spaces are ignored.
    pub fn unit_named(&self, name: &str) -> Option<&Rc<DeskUnit>> {
        let name = plain(name);
        self.units.iter().find(|unit| !name.is_empty() && plain(&unit.name) == name)
    }

    /// True if a unit has no name or shares it with another: targets issued by name cannot reach it.
    pub fn is_ambiguous(&self, unit: &DeskUnit) -> bool {
        let name = plain(&unit.name);
        name.is_empty() || self.units.iter().any(|other| other.id != unit.id && plain(&other.name) == name)
    }

    /// The targets issued to a unit; of each target the newest.
    pub fn given_to(&self, name: &str) -> Targets {
        let mut given = Targets::new();
        for targets in self.issued.iter().filter_map(|issue| issue.targets.get(name)) {
            for (row, target) in targets {
                let known: &mut RowTarget = given.entry(row.clone()).or_default();
                target.slots().into_iter().for_each(|slot| known.put(slot, target));
            }
        }
        given
    }

    /// True if a unit's figures are included in another unit's.
    pub fn is_held(&self, id: &str) -> bool {
        self.overlaps.get(id) == Some(&Overlap::Held)
    }
}

impl DeskUnit {
    /// The input of a unit's assessment: its own entries, as of the consolidating unit's day and with its
    /// readings. Targets issued to the unit replace those that it typed. `None` if it has handed in nothing.
    pub fn situation(&self, own: &Situation, given: &Targets) -> Option<Situation> {
        let entries = &self.received.as_ref()?.entries;
        let mut targets = entries.targets.clone();
        for (row, target) in given {
            let known = targets.entry(row.clone()).or_default();
            target.slots().into_iter().for_each(|slot| known.put(slot, target));
        }
        Some(Situation {
            level: Level::City,
            as_of: own.as_of,
            figures: entries.figures.clone(),
            readings: own.readings.clone(),
            targets,
            statements: entries.statements.clone(),
            not_applicable: entries.not_applicable.keys().cloned().collect(),
        })
    }
}

impl Workspace {
    /// The units to consolidate: those listed, or at a province without a list those of the pack.
    pub fn units(&self, pack: &Pack) -> Vec<Rc<DeskUnit>> {
        if self.desk.units.is_empty() { Desk::begun(self.entries.level, pack) } else { self.desk.units.clone() }
    }

    /// The desk with its units filled in.
    pub fn desk_at_work(&self, pack: &Pack) -> Desk {
        Desk { units: self.units(pack), ..(*self.desk).clone() }
    }
}

/// Levels of units kept below a unit: its own units, and theirs. Without a limit, a desk that is handed in
/// again and again would grow deeper than its file may be.
const LEVELS_BELOW: u8 = 2;

/// Units cut to so many levels, their own included.
fn trimmed(units: &[Rc<DeskUnit>], levels: u8) -> Vec<Rc<DeskUnit>> {
    let Some(below) = levels.checked_sub(1) else { return Vec::new() };
    let received = |received: &Option<Rc<Received>>| {
        let received = received.as_deref()?;
        Some(Rc::new(Received { units: trimmed(&received.units, below), ..received.clone() }))
    };
    let unit = |unit: &Rc<DeskUnit>| {
        Rc::new(DeskUnit { received: received(&unit.received), before: None, ..(**unit).clone() })
    };
    units.iter().map(unit).collect()
}

/// A unit's name without spaces.
fn plain(name: &str) -> String {
    name.chars().filter(|character| !character.is_whitespace()).collect()
}
