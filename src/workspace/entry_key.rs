//! Where two states of the entries differ, and copying one entry between them.

use super::Entries;
use super::plan::{Measure, Report, WorkPlan};
use crate::domain::figures::{RowTarget, TargetSlot};
use crate::domain::policy::{Pack, ReadingId, RowId, SeriesId, StatementId};
use crate::domain::quantity::{Period, Year};
use std::collections::BTreeSet;

/// Names one entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKey {
    /// The unit's name.
    Unit,
    /// Province or city.
    Level,
    /// The as-of day.
    AsOf,
    /// All observations of a series and period.
    Figure(SeriesId, Period),
    /// Whether a series' sub-year figures are cumulative.
    Accumulation(SeriesId),
    /// The chosen option of a reading.
    Reading(ReadingId),
    /// A target.
    Target(RowId, TargetSlot),
    /// The answer to a statement.
    Statement(StatementId),
    /// Whether a row applies.
    LeftOut(RowId),
    /// A planned figure.
    Planned(SeriesId, Year),
    /// The day that a year's plan was filed.
    PlanFiled(Year),
    /// A measure of a year's plan, by its id.
    Measure(Year, String),
    /// A work report in a year's plan, by its id.
    Report(Year, String),
}

/// All entries that differ between two states: by kind, then in the pack's order, then by time.
pub fn differences(pack: &Pack, one: &Entries, other: &Entries) -> Vec<EntryKey> {
    let mut places = BTreeSet::new();
    for entries in [one, other] {
        places.extend([EntryKey::Unit, EntryKey::Level, EntryKey::AsOf]);
        places.extend(entries.figures.cells().map(|(series, period, _)| EntryKey::Figure(series.clone(), period)));
        places.extend(entries.figures.accumulations().map(|(series, _)| EntryKey::Accumulation(series.clone())));
        places.extend(entries.readings.iter().map(|(reading, _)| EntryKey::Reading(reading.clone())));
        for (row, target) in &entries.targets {
            places.extend(target.slots().into_iter().map(|slot| EntryKey::Target(row.clone(), slot)));
        }
        places.extend(entries.statements.keys().cloned().map(EntryKey::Statement));
        places.extend(entries.not_applicable.keys().cloned().map(EntryKey::LeftOut));
        places.extend(entries.planned.keys().map(|(series, year)| EntryKey::Planned(series.clone(), *year)));
        for (year, plan) in &entries.plans {
            places.insert(EntryKey::PlanFiled(*year));
            places.extend(plan.measures.keys().map(|id| EntryKey::Measure(*year, id.clone())));
            places.extend(plan.reports.keys().map(|id| EntryKey::Report(*year, id.clone())));
        }
    }
    let mut places: Vec<_> = places.into_iter().filter(|place| !place.is_same(pack, one, other)).collect();
    // The sort is stable: within one kind and pack item the order by time stays.
    places.sort_by_key(|place| place.order(pack));
    places
}

impl EntryKey {
    /// The entry's kind, and the position of what it names in the pack.
    fn order(&self, pack: &Pack) -> (u8, usize) {
        let series = |id: &SeriesId| pack.series.iter().position(|series| &series.id == id);
        let row = |id: &RowId| pack.rows.iter().position(|row| &row.id == id);
        let (kind, index) = match self {
            EntryKey::Unit => (0, None),
            EntryKey::Level => (1, None),
            EntryKey::AsOf => (2, None),
            EntryKey::Figure(id, _) => (3, series(id)),
            EntryKey::Accumulation(id) => (4, series(id)),
            EntryKey::Target(id, _) => (5, row(id)),
            EntryKey::LeftOut(id) => (6, row(id)),
            EntryKey::Reading(_) => (7, None),
            EntryKey::Statement(_) => (8, None),
            EntryKey::Planned(id, _) => (9, series(id)),
            EntryKey::PlanFiled(_) => (10, None),
            EntryKey::Measure(..) => (11, None),
            EntryKey::Report(..) => (12, None),
        };
        (kind, index.unwrap_or(usize::MAX))
    }

    fn is_same(&self, pack: &Pack, one: &Entries, other: &Entries) -> bool {
        match self {
            EntryKey::Unit => one.unit == other.unit,
            EntryKey::Level => one.level == other.level,
            EntryKey::AsOf => one.as_of == other.as_of,
            EntryKey::Figure(series, period) => {
                one.figures.cell(series, *period) == other.figures.cell(series, *period)
            }
            EntryKey::Accumulation(series) => one.figures.accumulation(series) == other.figures.accumulation(series),
            EntryKey::Reading(id) => {
                // Choosing the default option counts as no choice.
                let option = |entries: &Entries| {
                    pack.reading(id)
                        .and_then(|reading| entries.readings.option_of(reading))
                        .map(|option| option.id.clone())
                };
                option(one) == option(other)
            }
            EntryKey::Target(row, slot) => one.target(row, *slot) == other.target(row, *slot),
            EntryKey::Statement(id) => one.statements.get(id) == other.statements.get(id),
            EntryKey::LeftOut(row) => one.not_applicable.get(row) == other.not_applicable.get(row),
            EntryKey::Planned(series, year) => {
                let key = (series.clone(), *year);
                one.planned.get(&key) == other.planned.get(&key)
            }
            EntryKey::PlanFiled(year) => {
                let filed =
                    |entries: &Entries| entries.plans.get(year).map(|plan| plan.filed.clone()).unwrap_or_default();
                filed(one) == filed(other)
            }
            EntryKey::Measure(year, id) => one.measure(*year, id) == other.measure(*year, id),
            EntryKey::Report(year, id) => one.report(*year, id) == other.report(*year, id),
        }
    }
}

impl Entries {
    /// Copies one entry from other entries.
    pub fn take(&mut self, place: &EntryKey, from: &Entries) {
        match place {
            EntryKey::Unit => self.unit.clone_from(&from.unit),
            EntryKey::Level => self.level = from.level,
            EntryKey::AsOf => self.as_of = from.as_of,
            EntryKey::Figure(series, period) => {
                let cell = from.figures.cell(series, *period).cloned().unwrap_or_default();
                if !cell.is_blank() {
                    self.figures.make_room(series, *period);
                }
                self.figures.put(series, *period, cell);
            }
            EntryKey::Accumulation(series) => {
                if from.figures.accumulation(series) != self.figures.accumulation(series) {
                    self.figures.accumulate(series, from.figures.accumulation(series));
                }
            }
            EntryKey::Reading(reading) => match from.readings.chosen(reading) {
                Some(option) => self.readings.choose(reading.clone(), option.clone()),
                None => self.readings.leave(reading),
            },
            EntryKey::Target(row, slot) => {
                let mut target = self.targets.get(row).cloned().unwrap_or_default();
                target.put(*slot, from.targets.get(row).unwrap_or(&RowTarget::default()));
                self.put_target(row, target);
            }
            EntryKey::Statement(id) => match from.statements.get(id) {
                Some(answer) => drop(self.statements.insert(id.clone(), answer.clone())),
                None => drop(self.statements.remove(id)),
            },
            EntryKey::LeftOut(row) => match from.not_applicable.get(row) {
                Some(reason) => drop(self.not_applicable.insert(row.clone(), reason.clone())),
                None => drop(self.not_applicable.remove(row)),
            },
            EntryKey::Planned(series, year) => {
                let key = (series.clone(), *year);
                match from.planned.get(&key) {
                    Some(value) => drop(self.planned.insert(key, *value)),
                    None => drop(self.planned.remove(&key)),
                }
            }
            EntryKey::PlanFiled(year) => {
                let mut plan = self.plans.get(year).cloned().unwrap_or_default();
                plan.filed = from.plans.get(year).map(|plan| plan.filed.clone()).unwrap_or_default();
                self.put_plan(*year, plan);
            }
            EntryKey::Measure(year, id) => {
                let mut plan = self.plans.get(year).cloned().unwrap_or_default();
                match from.measure(*year, id) {
                    Some(measure) => drop(plan.measures.insert(id.clone(), measure.clone())),
                    None => drop(plan.measures.remove(id)),
                }
                self.put_plan(*year, plan);
            }
            EntryKey::Report(year, id) => {
                let mut plan = self.plans.get(year).cloned().unwrap_or_default();
                match from.report(*year, id) {
                    Some(report) => drop(plan.reports.insert(id.clone(), report.clone())),
                    None => drop(plan.reports.remove(id)),
                }
                self.put_plan(*year, plan);
            }
        }
    }

    /// A measure of a year's plan.
    pub fn measure(&self, year: Year, id: &str) -> Option<&Measure> {
        self.plans.get(&year)?.measures.get(id)
    }

    /// A work report of a year's plan.
    pub fn report(&self, year: Year, id: &str) -> Option<&Report> {
        self.plans.get(&year)?.reports.get(id)
    }

    /// Stores a year's plan; an empty one is removed.
    pub(super) fn put_plan(&mut self, year: Year, plan: WorkPlan) {
        if plan.is_empty() {
            self.plans.remove(&year);
        } else {
            self.plans.insert(year, plan);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PackRef, example};
    use super::*;
    use crate::packs;

    #[test]
    fn taking_every_difference_makes_two_states_the_same() {
        let open = packs::open(packs::BUILT_IN).unwrap();
        let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() };
        let full = example("e".to_owned(), &open.pack, pack_ref).entries;
        let mut other = Entries::default();
        let places = differences(&open.pack, &other, &full);
        assert!(places.len() > 50, "{}", places.len());
        for place in &places {
            other.take(place, &full);
        }
        assert_eq!(other, *full);
        for place in &places {
            other.take(place, &Entries::default());
        }
        assert_eq!(other, Entries::default());
    }
}
