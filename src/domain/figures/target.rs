//! 分配的目标 – the targets allocated to a unit, and their revisions.

use crate::domain::policy::{RowId, TargetKind};
use crate::domain::quantity::{Day, Exact, Quantity, Year};
use std::collections::BTreeMap;

/// The targets allocated to a unit for one row; never pro-rated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowTarget {
    /// Minimums for single years, in the series' unit.
    pub years: BTreeMap<Year, Quantity>,
    /// Minimum for the whole period.
    pub total: Option<Quantity>,
    /// Average growth in place of the pack's.
    pub rate: Option<Exact>,
    /// Share in place of the pack's.
    pub share: Option<Exact>,
}

/// Targets by row.
pub type Targets = BTreeMap<RowId, RowTarget>;

/// Names one of a row's targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetSlot {
    /// Of one year.
    Year(Year),
    /// Of the whole period.
    Total,
    /// Average growth.
    Rate,
    /// Share.
    Share,
}

/// 目标调整 – a change of an allocated target (SPEC "Work plan").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetRevision {
    /// The row.
    pub row: RowId,
    /// Which of its targets.
    pub slot: TargetSlot,
    /// The old value, in the series' unit or as a fraction.
    pub old: Exact,
    /// The new value; `None` if the target was withdrawn.
    pub new: Option<Exact>,
    /// The day of the revision, if given.
    pub day: Option<Day>,
    /// The reason and the document.
    pub reason: String,
}

impl TargetRevision {
    /// True while neither a day nor a reason was given.
    pub fn is_unexplained(&self) -> bool {
        self.day.is_none() && self.reason.is_empty()
    }
}

impl std::fmt::Display for TargetSlot {
    /// Its key in files: a year, `total`, `rate` or `share`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TargetSlot::Year(year) => year.fmt(f),
            TargetSlot::Total => f.write_str("total"),
            TargetSlot::Rate => f.write_str("rate"),
            TargetSlot::Share => f.write_str("share"),
        }
    }
}

impl TargetSlot {
    /// Parses its key in files.
    pub fn parse(word: &str) -> Option<TargetSlot> {
        match word {
            "total" => Some(TargetSlot::Total),
            "rate" => Some(TargetSlot::Rate),
            "share" => Some(TargetSlot::Share),
            year => Year::parse(year).map(TargetSlot::Year),
        }
    }

    /// True for a rate or a share: a fraction, for which the pack's value carries over if none is allocated.
    pub fn is_fraction(self) -> bool {
        matches!(self, TargetSlot::Rate | TargetSlot::Share)
    }

    /// The kind of target that it holds.
    pub fn kind(self) -> TargetKind {
        match self {
            TargetSlot::Year(_) => TargetKind::Yearly,
            TargetSlot::Total => TargetKind::Total,
            TargetSlot::Rate => TargetKind::Rate,
            TargetSlot::Share => TargetKind::Share,
        }
    }
}

impl RowTarget {
    /// The value of one slot, in the series' unit or as a fraction.
    pub fn of(&self, slot: TargetSlot) -> Option<Exact> {
        match slot {
            TargetSlot::Year(year) => self.years.get(&year).map(|value| value.exact()),
            TargetSlot::Total => self.total.map(Quantity::exact),
            TargetSlot::Rate => self.rate.clone(),
            TargetSlot::Share => self.share.clone(),
        }
    }

    /// Copies a slot from another target, also if it is blank there.
    pub fn put(&mut self, slot: TargetSlot, from: &RowTarget) {
        match slot {
            TargetSlot::Year(year) => match from.years.get(&year) {
                Some(value) => drop(self.years.insert(year, *value)),
                None => drop(self.years.remove(&year)),
            },
            TargetSlot::Total => self.total = from.total,
            TargetSlot::Rate => self.rate.clone_from(&from.rate),
            TargetSlot::Share => self.share.clone_from(&from.share),
        }
    }

    /// The slots with a value.
    pub fn slots(&self) -> Vec<TargetSlot> {
        let years = self.years.keys().copied().map(TargetSlot::Year);
        let others = [TargetSlot::Total, TargetSlot::Rate, TargetSlot::Share];
        years.chain(others.into_iter().filter(|slot| self.of(*slot).is_some())).collect()
    }

    /// The kinds of target given.
    pub fn kinds(&self) -> Vec<TargetKind> {
        let mut kinds: Vec<_> = self.slots().into_iter().map(TargetSlot::kind).collect();
        kinds.dedup();
        kinds
    }

    /// True if no target is allocated.
    pub fn is_empty(&self) -> bool {
        self.slots().is_empty()
    }
}
