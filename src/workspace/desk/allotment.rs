//! 指标分解 – by what a target is shared out, what was laid down by hand and why, and what was given out.

use crate::domain::apportionment::{Impossible, Taker, apportion};
use crate::domain::figures::{TargetSlot, Targets};
use crate::domain::policy::SeriesId;
use crate::domain::quantity::{Day, Exact, Quantity, Unit, Year, read_typed, read_typed_share};
use num_traits::{One, Zero};
use std::collections::BTreeMap;

/// By what a target is shared out.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The same for each.
    #[default]
    Equal,
    /// By the units' figures of a year.
    Series(SeriesId, Year),
    /// By weights that are typed.
    Own,
}

/// How one target is shared out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotAllotment {
    /// By what.
    pub basis: Basis,
    /// What was laid down for single units, by their ids.
    pub parts: BTreeMap<String, Part>,
}

/// What was laid down for one unit; texts as they were typed, plain digits where they are understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its own weight.
    pub weight: String,
    /// What it gets whatever its weight; of a rate or share, what it gets instead of the pack's.
    pub lock: String,
    /// What it gets at least.
    pub floor: String,
    /// What it gets at most.
    pub cap: String,
    /// Why.
    pub reason: String,
}

/// A text of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartField {
    /// Its own weight.
    Weight,
    /// What it gets.
    Lock,
    /// At least.
    Floor,
    /// At most.
    Cap,
    /// Why.
    Reason,
}

/// 下达 – what was given out, as it was then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// From 1.
    pub number: u32,
    /// The day.
    pub day: Day,
    /// The document that gives it out; may be empty.
    pub document: String,
    /// The units' targets, by their names.
    pub targets: BTreeMap<String, Targets>,
}

/// Why a target cannot be shared out. Units are named by their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A text that is no figure.
    Unread(usize, PartField),
    /// A unit without a figure of the basis.
    NoBasis(Vec<usize>),
    /// The figures do not go together.
    Impossible(Impossible),
}

impl Part {
    /// True where nothing was laid down.
    pub fn is_empty(&self) -> bool {
        *self == Part::default()
    }

    /// True where something was changed by hand and nothing says why.
    pub fn lacks_reason(&self) -> bool {
        self.reason.is_empty() && [&self.lock, &self.floor, &self.cap].iter().any(|text| !text.is_empty())
    }

    /// The text of a field.
    pub fn text(&self, field: PartField) -> &str {
        match field {
            PartField::Weight => &self.weight,
            PartField::Lock => &self.lock,
            PartField::Floor => &self.floor,
            PartField::Cap => &self.cap,
            PartField::Reason => &self.reason,
        }
    }

    pub(super) fn text_mut(&mut self, field: PartField) -> &mut String {
        match field {
            PartField::Weight => &mut self.weight,
            PartField::Lock => &mut self.lock,
            PartField::Floor => &mut self.floor,
            PartField::Cap => &mut self.cap,
            PartField::Reason => &mut self.reason,
        }
    }
}

/// Reads a typed figure, in the unit of what is shared out.
pub fn read_part(text: &str, unit: &Unit) -> Result<Option<Exact>, ()> {
    read_typed(text, unit).map(|value| value.map(Quantity::exact)).map_err(|_| ())
}

/// Reads a typed weight: any figure of at least 0.
fn read_weight(text: &str) -> Result<Option<Exact>, ()> {
    read_part(text, &Unit::new("万元"))
}

/// Reads a typed rate or share over 0; a share up to 1.
pub fn read_fraction(text: &str, slot: TargetSlot) -> Result<Option<Exact>, ()> {
    let value = read_typed_share(text).map_err(|_| ())?;
    let fine = value
        .as_ref()
        .is_none_or(|value| *value > Exact::zero() && (slot != TargetSlot::Share || *value <= Exact::one()));
    if fine { Ok(value) } else { Err(()) }
}

impl SlotAllotment {
    /// What each unit gets of a total, in their order; `basis` gives a unit's figure of the basis.
    pub fn shared_out(
        &self,
        total: &Exact,
        unit: &Unit,
        units: &[String],
        basis: impl Fn(usize) -> Option<Exact>,
    ) -> Result<Vec<Exact>, Trouble> {
        let mut takers = Vec::new();
        let mut without = Vec::new();
        for (place, id) in units.iter().enumerate() {
            let part = self.parts.get(id).cloned().unwrap_or_default();
            let read = |field: PartField| read_part(part.text(field), unit).map_err(|()| Trouble::Unread(place, field));
            let (lock, floor, cap) = (read(PartField::Lock)?, read(PartField::Floor)?, read(PartField::Cap)?);
            let own = read_weight(&part.weight).map_err(|()| Trouble::Unread(place, PartField::Weight))?;
            let weight = match &self.basis {
                Basis::Equal => Some(Exact::one()),
                Basis::Series(..) => basis(place),
                Basis::Own => own,
            };
            if weight.is_none() && lock.is_none() {
                without.push(place);
            }
            takers.push(Taker { weight: weight.unwrap_or_default(), lock, floor, cap });
        }
        if !without.is_empty() {
            return Err(Trouble::NoBasis(without));
        }
        apportion(total, &unit.allotment_step(), &takers).map_err(Trouble::Impossible)
    }

    /// The rate or share of a unit: its own or what carries over.
    pub fn fraction(&self, id: &str, slot: TargetSlot) -> Result<Option<Exact>, ()> {
        self.parts.get(id).map_or(Ok(None), |part| read_fraction(&part.lock, slot))
    }
}
