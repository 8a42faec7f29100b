//! 汇总台 – the units that a unit gathers, the files that they handed in, and what it allots to them. Decides
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

/// Everything of the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// The units, in the order in which ties are broken.
    pub units: Vec<Rc<DeskUnit>>,
    /// Of units that lie within another, by their ids: whose figures hold theirs. Missing while it was not said.
    pub overlaps: BTreeMap<String, Overlap>,
    /// 指标分解 – how each target is allocated.
    pub allocation: BTreeMap<(RowId, TargetSlot), SlotAllocation>,
    /// 评分
    pub scoring: Scoring,
    /// 分解下达 – what was given out, the oldest first; never changed afterwards.
    pub issued: Vec<Rc<Issue>>,
}

/// One unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskUnit {
    /// Key in files.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it handed in.
    pub received: Option<Rc<Received>>,
    /// What that took the place of.
    pub before: Option<Rc<Received>>,
}

/// 交来的文件 – what a unit's workspace file said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Key of the workspace that the file is of, by which a later one of it is known.
    pub workspace: String,
    /// When it was taken in, in the words of this machine's clock.
    pub taken_in: String,
    /// True for invented data.
    pub example: bool,
    /// The pack that it was made with.
    pub pack: PackRef,
    /// Number and day of the last version that was reported in it.
    pub filing: Option<(u32, Day)>,
    /// True where the entries were changed since then.
    pub changed_since: bool,
    /// What it reports.
    pub entries: Rc<Entries>,
    /// The units that it gathers itself.
    pub units: Vec<Rc<DeskUnit>>,
}

/// Where the figures of a unit stand that lies within another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// In its own file only.
    Separate,
    /// In the other's as well: its own are left out of sums.
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

    /// True where another says the same, whenever it was taken in.
    pub fn says_the_same(&self, other: &Received) -> bool {
        Received { taken_in: other.taken_in.clone(), ..self.clone() } == *other
    }

    /// True where it is older than another one of the same unit, as far as the days in them tell.
    pub fn is_older_than(&self, other: &Received) -> bool {
        (self.entries.as_of, self.filing) < (other.entries.as_of, other.filing)
    }
}

impl Desk {
    /// The units of a province that has not said otherwise: those of its pack. None for others.
    pub fn begun(level: Level, pack: &Pack) -> Vec<Rc<DeskUnit>> {
        if level != Level::Province {
            return Vec::new();
        }
        let unit =
            |unit: &PlanUnit| DeskUnit { id: unit.id.clone(), name: unit.name.clone(), received: None, before: None };
        pack.units.iter().map(|one| Rc::new(unit(one))).collect()
    }

    /// The unit of that id.
    pub fn unit(&self, id: &str) -> Option<&Rc<DeskUnit>> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// True where nothing of it was touched.
    pub fn is_empty(&self) -> bool {
        *self == Desk::default()
    }

    /// The unit of that name, spaces aside.
    pub fn unit_named(&self, name: &str) -> Option<&Rc<DeskUnit>> {
        let name = plain(name);
        self.units.iter().find(|unit| !name.is_empty() && plain(&unit.name) == name)
    }

    /// True where a unit has no name or shares it with another: what is given out by name cannot reach it.
    pub fn is_ambiguous(&self, unit: &DeskUnit) -> bool {
        let name = plain(&unit.name);
        name.is_empty() || self.units.iter().any(|other| other.id != unit.id && plain(&other.name) == name)
    }

    /// What was given out to a unit, the newest of each target.
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

    /// True where a unit's figures stand in another one's as well.
    pub fn is_held(&self, id: &str) -> bool {
        self.overlaps.get(id) == Some(&Overlap::Held)
    }
}

impl DeskUnit {
    /// What is assessed of a unit: its own entries on the day and by the readings of whoever gathers; what was
    /// given out to it counts over what it typed. `None` while it has handed in nothing.
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
    /// The units that are consolidated: those that were listed, or those of the pack.
    pub fn units(&self, pack: &Pack) -> Vec<Rc<DeskUnit>> {
        if self.desk.units.is_empty() { Desk::begun(self.entries.level, pack) } else { self.desk.units.clone() }
    }

    /// The desk with its units listed.
    pub fn desk_at_work(&self, pack: &Pack) -> Desk {
        Desk { units: self.units(pack), ..(*self.desk).clone() }
    }
}

/// Levels of units that are kept below a unit: its own, and theirs. A desk that is handed in and taken in again
/// and again would else grow deeper than its file may be.
const LEVELS_BELOW: u8 = 2;

/// Units with so many levels of units below whoever hands them in, their own one included.
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
