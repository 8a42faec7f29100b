//! Changes at the desk, as past events.

use super::allocation::{AllocationKey, Issue, UnitAllocationField, read_fraction, read_part};
use super::{Desk, DeskUnit, Overlap, Received};
use crate::domain::consolidation::Formula;
use crate::domain::figures::TargetSlot;
use crate::domain::policy::{Pack, RowId};
use crate::domain::quantity::{Exact, Unit, to_plain};
use crate::workspace::field::target_unit;
use crate::workspace::plain_text::{plain_name, plain_remark};
use std::rc::Rc;

/// Largest number of units at a desk.
pub const MOST_UNITS: usize = 500;

/// A change at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskChange {
    /// A unit was added: its new id and its name.
    UnitAdded(String, String),
    /// A unit was renamed.
    UnitNamed(String, String),
    /// A unit was removed.
    UnitDropped(String),
    /// Files were accepted, each for a unit, by its id.
    TakenIn(Vec<(String, Rc<Received>)>),
    /// A unit's file was dismissed; the one before it counts again.
    PutAway(String),
    /// Where the figures of a unit within another one are reported was answered, or the answer withdrawn.
    OverlapAnswered(String, Option<Overlap>),
    /// The allocation key of a target was chosen.
    AllocationKeyChosen(RowId, TargetSlot, AllocationKey),
    /// A manual setting for a unit was typed.
    PartTyped(RowId, TargetSlot, String, UnitAllocationField, String),
    /// Targets were issued.
    Issued(Box<Issue>),
    /// Scoring was switched on or off.
    ScoringTurned(bool),
    /// The scoring formula was chosen.
    FormulaChosen(Formula),
    /// Weights of one or several rows were typed.
    WeightsTyped(Vec<(RowId, String)>),
    /// The award budget was typed.
    BudgetTyped(String),
}

impl DeskChange {
    /// The desk after the change; `None` if the change is not possible.
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

/// A text in its normal form, or word for word if it is not understood.
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
