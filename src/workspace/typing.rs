//! Texts typed into fields: read and taken, or kept beside what they would replace.

use super::field::{other_periods, read_day_or_blank};
use super::{Entries, EntryKey, Field, TypedProblem, Workspace};
use crate::domain::figures::{Cell, Observation, Provenance};
use crate::domain::policy::{Pack, SeriesId};
use crate::domain::quantity::{Period, Quantity, Unit, read_typed};
use std::rc::Rc;

impl Workspace {
    /// Reads a text into a field; `None` if there is no such field.
    pub(super) fn type_into(&mut self, field: &Field, text: &str, pack: &Pack) -> Option<()> {
        match field {
            Field::AsOf => {
                self.take(field.clone(), text, read_day_or_blank(text), |next, day| next.entries_mut().as_of = day);
            }
            Field::Figure(series, period) => {
                let read = self.read_figure(field, text, &pack.series_of(series)?.unit);
                self.take(field.clone(), text, read, |next, value| {
                    next.entries_mut().figures.put_own(series, *period, value);
                });
            }
            Field::Observed(series, period, provenance) => {
                let read = self.read_figure(field, text, &pack.series_of(series)?.unit);
                self.take(field.clone(), text, read, |next, value| {
                    let mut cell = next.entries.figures.cell(series, *period).cloned().unwrap_or_default();
                    match (cell.said_by(*provenance).cloned(), value) {
                        (Some(said), Some(value)) => cell.observe(Observation { value, ..said }),
                        (None, Some(value)) => cell.observe(Observation::by(*provenance, value)),
                        (_, None) => cell.forget(*provenance),
                    }
                    next.entries_mut().figures.put(series, *period, cell);
                });
            }
            Field::ObservedOn(series, period, provenance) => {
                self.entries.figures.cell(series, *period)?.said_by(*provenance)?;
                self.take(field.clone(), text, read_day_or_blank(text), |next, day| {
                    // The line above checked that the observation exists.
                    let _ = next.observed(series, *period, *provenance, |observation| observation.day = day);
                });
            }
            Field::Target(row, slot) => self.type_target(pack, row, *slot, text)?,
            Field::Supposed(which, series, year) => {
                self.scenarios.get(*which)?;
                let read = read_typed(text, &pack.series_of(series)?.unit).map_err(TypedProblem::from);
                self.take(field.clone(), text, read, |next, value| {
                    let Some(scenario) = Rc::make_mut(&mut next.scenarios).get_mut(*which) else { return };
                    match value {
                        Some(value) => drop(scenario.figures.insert((series.clone(), *year), value)),
                        None => drop(scenario.figures.remove(&(series.clone(), *year))),
                    }
                });
            }
            Field::RevisedOn(index) => {
                self.entries.revisions.get(*index)?;
                self.take(field.clone(), text, read_day_or_blank(text), |next, day| {
                    if let Some(revision) = next.entries_mut().revisions.get_mut(*index) {
                        revision.day = day;
                    }
                });
            }
        }
        Some(())
    }

    fn read_figure(&self, field: &Field, text: &str, unit: &Unit) -> Result<Option<Quantity>, TypedProblem> {
        match other_periods(&self.entries.figures, field, text) {
            Some(grain) => Err(TypedProblem::OtherPeriods(grain)),
            None => Ok(read_typed(text, unit)?),
        }
    }

    /// Stores the value, or keeps a text that was not understood; the old value then stays.
    pub(super) fn take<T>(
        &mut self,
        field: Field,
        text: &str,
        read: Result<T, TypedProblem>,
        put: impl FnOnce(&mut Workspace, T),
    ) {
        match read {
            Ok(value) => {
                self.not_understood.remove(&field);
                put(self, value);
            }
            Err(_) => drop(self.not_understood.insert(field, text.to_owned())),
        }
    }

    /// Changes a source's observation; `None` if there is none.
    pub(super) fn observed(
        &mut self,
        series: &SeriesId,
        period: Period,
        provenance: Provenance,
        change: impl FnOnce(&mut Observation),
    ) -> Option<()> {
        let mut cell: Cell = self.entries.figures.cell(series, period)?.clone();
        let mut observation = cell.said_by(provenance)?.clone();
        change(&mut observation);
        cell.observe(observation);
        self.entries_mut().figures.put(series, period, cell);
        Some(())
    }

    /// Copies one entry from another state. A changed target is recorded as a revision, like any other.
    pub(super) fn take_over(&mut self, place: &EntryKey, from: &Entries) {
        let before = match place {
            EntryKey::Target(row, slot) => self.entries.target(row, *slot),
            _ => None,
        };
        self.entries_mut().take(place, from);
        if let EntryKey::Target(row, slot) = place {
            let new = self.entries.target(row, *slot);
            self.revise(row, *slot, before, new);
        }
    }
}
