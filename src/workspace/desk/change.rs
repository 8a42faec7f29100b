//! What can be done at the desk, as past events.

use super::allocation::{AllocationKey, Issue, UnitAllocationField, read_fraction, read_part};
use super::{Desk, DeskUnit, Overlap, Received};
use crate::domain::consolidation::Formula;
use crate::domain::figures::TargetSlot;
use crate::domain::policy::{Pack, RowId};
use crate::domain::quantity::{Exact, Unit, to_plain};
use crate::workspace::action::{plain_name, plain_remark};
use crate::workspace::field::target_unit;
use std::rc::Rc;

/// Units that a desk may have.
pub const MOST_UNITS: usize = 500;

/// Something done at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskChange {
    /// A unit was added under an id that nobody else takes.
    UnitAdded(String, String),
    /// It was named.
    UnitNamed(String, String),
    /// It was taken out of the list.
    UnitDropped(String),
    /// Files were taken in, each for the unit of that id.
    TakenIn(Vec<(String, Rc<Received>)>),
    /// What a unit handed in was put away.
    PutAway(String),
    /// It was said where the figures of a unit that lies within another stand.
    OverlapAnswered(String, Option<Overlap>),
    /// The allocation key of a target was chosen.
    AllocationKeyChosen(RowId, TargetSlot, AllocationKey),
    /// Something was laid down for a unit.
    PartTyped(RowId, TargetSlot, String, UnitAllocationField, String),
    /// Targets were given out.
    Issued(Box<Issue>),
    /// Scoring was turned on or off.
    ScoringTurned(bool),
    /// It was chosen how a row's part follows.
    FormulaChosen(Formula),
    /// Weights were typed, of one row or of several.
    WeightsTyped(Vec<(RowId, String)>),
    /// The award budget was typed.
    BudgetTyped(String),
}

impl DeskChange {
    /// The desk after it; `None` where it cannot be done.
    pub(in crate::workspace) fn apply(&self, desk: Desk, pack: &Pack) -> Option<Desk> {
        let mut next = desk;
        match self {
            DeskChange::UnitAdded(id, name) => {
                if next.units.len() >= MOST_UNITS || next.unit(id).is_some() {
                    return None;
                }
                let name = plain_name(name);
                next.units.push(Rc::new(DeskUnit { id: id.clone(), name, received: None, before: None }));
            }
            DeskChange::UnitNamed(id, name) => next.change(id, |unit| unit.name = plain_name(name))?,
            DeskChange::UnitDropped(id) => {
                next.unit(id)?;
                next.units.retain(|unit| &unit.id != id);
                next.overlaps.remove(id);
                next.allocation.values_mut().for_each(|slot| drop(slot.parts.remove(id)));
            }
            DeskChange::TakenIn(files) => {
                for (id, received) in files {
                    next.change(id, |unit| {
                        unit.before = unit.received.take();
                        unit.received = Some(Rc::clone(received));
                    })?;
                }
            }
            DeskChange::PutAway(id) => next.change(id, |unit| unit.received = unit.before.take())?,
            DeskChange::OverlapAnswered(id, Some(overlap)) => drop(next.overlaps.insert(id.clone(), *overlap)),
            DeskChange::OverlapAnswered(id, None) => drop(next.overlaps.remove(id)),
            DeskChange::AllocationKeyChosen(row, slot, basis) => {
                next.allocation.entry((row.clone(), *slot)).or_default().basis = basis.clone();
            }
            DeskChange::PartTyped(row, slot, unit, field, text) => {
                next.unit(unit)?;
                let parts = &mut next.allocation.entry((row.clone(), *slot)).or_default().parts;
                let part = parts.entry(unit.clone()).or_default();
                *part.text_mut(*field) = spelled(pack, row, *slot, *field, text);
                if part.is_empty() {
                    parts.remove(unit);
                }
            }
            DeskChange::ScoringTurned(on) => next.scoring.on = *on,
            DeskChange::FormulaChosen(formula) => next.scoring.formula = *formula,
            DeskChange::WeightsTyped(weights) => {
                for (row, text) in weights {
                    match spelled_number(text, &Unit::new("万元")) {
                        text if text.is_empty() => drop(next.scoring.weights.remove(row)),
                        text => drop(next.scoring.weights.insert(row.clone(), text)),
                    }
                }
            }
            DeskChange::BudgetTyped(text) => next.scoring.budget = spelled_number(text, &Unit::new("万元")),
            DeskChange::Issued(issue) => {
                let number = next.issued.last().map_or(0, |issue| issue.number).checked_add(1)?;
                next.issued.push(Rc::new(Issue { number, ..(**issue).clone() }));
            }
        }
        Some(next)
    }
}

/// A text in its one spelling, or word for word where it is not understood.
fn spelled(pack: &Pack, row: &RowId, slot: TargetSlot, field: UnitAllocationField, text: &str) -> String {
    match (field, slot) {
        (UnitAllocationField::Reason, _) => plain_remark(text),
        (UnitAllocationField::Weight, _) => spelled_number(text, &Unit::new("万元")),
        (_, TargetSlot::Rate | TargetSlot::Share) => {
            let percent = |value| format!("{}%", to_plain(&(value * Exact::from_integer(100.into())), 6));
            match read_fraction(text, slot) {
                Ok(value) => value.map(percent).unwrap_or_default(),
                Err(()) => plain_name(text),
            }
        }
        _ => spelled_number(text, target_unit(pack, row).unwrap_or(&Unit::new(""))),
    }
}

fn spelled_number(text: &str, unit: &Unit) -> String {
    match read_part(text, unit) {
        Ok(value) => value.map(|value| to_plain(&value, 6)).unwrap_or_default(),
        Err(()) => plain_name(text),
    }
}

impl Desk {
    fn change(&mut self, id: &str, change: impl FnOnce(&mut DeskUnit)) -> Option<()> {
        let unit = self.units.iter_mut().find(|unit| unit.id == id)?;
        change(Rc::make_mut(unit));
        Some(())
    }
}
