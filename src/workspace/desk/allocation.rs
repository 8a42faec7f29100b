//! 指标分解 – the allocation key of each target, manual settings with their reasons, and issued targets.

use super::{Desk, DeskUnit};
use crate::domain::allocation::{AllocationError, Recipient, allocate};
use crate::domain::figures::{Level, TargetSlot, Targets, year_figure};
use crate::domain::policy::{Pack, Row, RowId, Rule, SeriesId};
use crate::domain::quantity::{Day, Exact, Quantity, Unit, Year, floor_root, read_typed, read_typed_share};
use crate::domain::working::grown;
use crate::workspace::Entries;
use crate::workspace::field::target_unit;
use num_traits::{One, Zero};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Allocation key: what a target is divided by.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum AllocationKey {
    /// Equal shares.
    #[default]
    Equal,
    /// The units' figures of a series in a year.
    Series(SeriesId, Year),
    /// Weights that are typed.
    Own,
}

impl std::fmt::Display for AllocationKey {
    /// The key in files: `equal`, `own`, or a series and a year.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            AllocationKey::Equal => f.write_str("equal"),
            AllocationKey::Own => f.write_str("own"),
            AllocationKey::Series(series, year) => write!(f, "{series} {year}"),
        }
    }
}

impl AllocationKey {
    /// Reads the key in files.
    pub fn parse(words: &str) -> Option<AllocationKey> {
        match words {
            "equal" => Some(AllocationKey::Equal),
            "own" => Some(AllocationKey::Own),
            words => {
                let (series, year) = words.split_once(' ')?;
                Some(AllocationKey::Series(SeriesId::new(series), Year::parse(year)?))
            }
        }
    }
}

/// How one target is allocated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotAllocation {
    /// The allocation key.
    pub basis: AllocationKey,
    /// Manual settings for single units, by the unit's id.
    pub parts: BTreeMap<String, UnitAllocation>,
}

/// Manual settings for one unit. Texts as typed; understood ones in plain digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitAllocation {
    /// The unit's weight.
    pub weight: String,
    /// Its fixed amount, whatever the weight; for a rate or share, the value in place of the allocator's.
    pub lock: String,
    /// Its minimum.
    pub floor: String,
    /// Its maximum.
    pub cap: String,
    /// The reason.
    pub reason: String,
}

/// A field of [`UnitAllocation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitAllocationField {
    /// The unit's weight.
    Weight,
    /// Its fixed amount.
    Lock,
    /// Its minimum.
    Floor,
    /// Its maximum.
    Cap,
    /// The reason.
    Reason,
}

/// 下达 – targets as they were issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Number, from 1.
    pub number: u32,
    /// The day of issue.
    pub day: Day,
    /// The document that announces them; may be empty.
    pub document: String,
    /// The units' targets, by the unit's name.
    pub targets: BTreeMap<String, Targets>,
}

/// Why a target cannot be allocated. Units are named by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllocationProblem {
    /// A text that is not understood.
    Unread(usize, UnitAllocationField),
    /// The allocator has no target of its own.
    NoTotal,
    /// These units have no figure or weight for the allocation key.
    NoBasis(Vec<usize>),
    /// The total, weights and settings do not fit together.
    AllocationError(AllocationError),
}

/// The result of an allocation, in the order of the units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allocated {
    /// Amounts that add up to the total.
    Parts {
        /// The total.
        total: Exact,
        /// Each unit's amount.
        parts: Vec<Exact>,
    },
    /// A rate or share for each unit: its own, or the allocator's.
    Fractions {
        /// The allocator's rate or share.
        carried: Exact,
        /// Each unit's rate or share.
        parts: Vec<Exact>,
    },
}

/// The targets of a pack that can be allocated, in the pack's order: yearly minimums, totals, rates and shares.
pub fn slots(pack: &Pack) -> Vec<(RowId, TargetSlot)> {
    let of_row = |row: &Row| -> Vec<TargetSlot> {
        match &row.rule {
            Rule::MinimumEachYear { .. } => pack.plan_years().map(TargetSlot::Year).collect(),
            Rule::MinimumTotal { .. } => vec![TargetSlot::Total],
            Rule::Growth { .. } => vec![TargetSlot::Rate],
            Rule::Share { .. } => vec![TargetSlot::Share],
            Rule::Row(_) | Rule::Statement(_) | Rule::All(_) => Vec::new(),
        }
    };
    pack.rows.iter().flat_map(|row| of_row(row).into_iter().map(|slot| (row.id.clone(), slot))).collect()
}

/// The allocator's own effective target. For a province it is the pack's minimum, rate or share. For a city it
/// is its own target; without one, a rate or share falls back to the pack's.
pub fn bound_by(pack: &Pack, entries: &Entries, row: &RowId, slot: TargetSlot) -> Option<Exact> {
    let own = entries.target(row, slot);
    let of_pack = match (&pack.row(row)?.rule, slot) {
        (Rule::MinimumEachYear { minimums, .. }, TargetSlot::Year(year)) => Some(minimums.get(&year)?.exact()),
        (Rule::MinimumTotal { minimum, .. }, TargetSlot::Total) => Some(minimum.exact()),
        (Rule::Growth { rate, .. }, TargetSlot::Rate) => Some(rate.clone()),
        (Rule::Share { share, .. }, TargetSlot::Share) => Some(share.clone()),
        _ => None,
    };
    match entries.level {
        Level::Province => of_pack,
        Level::City if slot.is_fraction() => own.or(of_pack),
        Level::City => own,
    }
}

/// Allocates one target to the units.
pub fn allocated(
    pack: &Pack,
    entries: &Entries,
    desk: &Desk,
    row: &RowId,
    slot: TargetSlot,
) -> Result<Allocated, AllocationProblem> {
    let bound = bound_by(pack, entries, row, slot).ok_or(AllocationProblem::NoTotal)?;
    let allocation = desk.allocation.get(&(row.clone(), slot)).cloned().unwrap_or_default();
    if slot.is_fraction() {
        let own = |(place, unit): (usize, &Rc<DeskUnit>)| {
            let own = allocation
                .fraction(&unit.id, slot)
                .map_err(|()| AllocationProblem::Unread(place, UnitAllocationField::Lock))?;
            Ok(own.unwrap_or_else(|| bound.clone()))
        };
        let parts = desk.units.iter().enumerate().map(own).collect::<Result<_, _>>()?;
        return Ok(Allocated::Fractions { carried: bound, parts });
    }
    let unit = target_unit(pack, row).ok_or(AllocationProblem::NoTotal)?;
    let ids: Vec<String> = desk.units.iter().map(|unit| unit.id.clone()).collect();
    let parts = allocation.allocated_by(&bound, unit, &ids, |place| {
        desk.units.get(place).and_then(|unit| weight_of(pack, entries, unit, &allocation.basis))
    })?;
    Ok(Allocated::Parts { total: bound, parts })
}

/// A unit's figure for the allocation key, as of the allocator's day, else the unit's own. `None` without such
/// a figure, or if the key is not a series.
pub fn weight_of(pack: &Pack, entries: &Entries, unit: &DeskUnit, basis: &AllocationKey) -> Option<Exact> {
    let AllocationKey::Series(series, year) = basis else { return None };
    let received = unit.received.as_ref()?;
    let as_of = entries.as_of.or(received.entries.as_of)?;
    year_figure(&received.entries.figures, pack.series_of(series)?, *year, as_of).value().cloned()
}

/// All allocated targets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllAllocated {
    /// Each unit's targets, by its name.
    pub targets: BTreeMap<String, Targets>,
    /// The targets that cannot be allocated.
    pub troubles: Vec<(RowId, TargetSlot, AllocationProblem)>,
}

/// Allocates every target that can be allocated, and lists those that cannot. Rates and shares that equal the
/// allocator's are left out.
pub fn allocate_all(pack: &Pack, entries: &Entries, desk: &Desk) -> AllAllocated {
    let (mut targets, mut troubles) = (BTreeMap::<String, Targets>::new(), Vec::new());
    for (row, slot) in slots(pack) {
        let parts = match allocated(pack, entries, desk, &row, slot) {
            Ok(Allocated::Parts { parts, .. }) => parts,
            Ok(Allocated::Fractions { carried, parts }) if parts.iter().all(|part| *part == carried) => continue,
            Ok(Allocated::Fractions { parts, .. }) => parts,
            Err(trouble) => {
                troubles.push((row, slot, trouble));
                continue;
            }
        };
        let unit = target_unit(pack, &row);
        for (recipient, part) in desk.units.iter().zip(parts) {
            let target = targets.entry(recipient.name.clone()).or_default().entry(row.clone()).or_default();
            let quantity = unit.and_then(|unit| Quantity::from_exact(&part, unit));
            match (slot, quantity) {
                (TargetSlot::Year(year), Some(quantity)) => drop(target.years.insert(year, quantity)),
                (TargetSlot::Total, quantity) => target.total = quantity,
                (TargetSlot::Rate, _) => target.rate = Some(part),
                (TargetSlot::Share, _) => target.share = Some(part),
                (TargetSlot::Year(_), None) => {}
            }
        }
    }
    AllAllocated { targets, troubles }
}

/// The rate of all units together that follows from each unit's rate, over `years` years, cut off at six
/// decimals. `None` if a unit has no base figure.
pub fn following_rate(bases: &[Option<Exact>], rates: &[Exact], years: u32) -> Option<Exact> {
    let bases: Vec<&Exact> = bases.iter().map(Option::as_ref).collect::<Option<_>>()?;
    let from: Exact = bases.iter().copied().sum();
    let to: Exact = bases.iter().zip(rates).map(|(base, rate)| grown(base, rate, years)).sum();
    if from.is_zero() || years == 0 {
        return None;
    }
    Some(floor_root(&(to / from), years, 6)? - Exact::one())
}

impl UnitAllocation {
    /// True if nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == UnitAllocation::default()
    }

    /// True if something was set by hand without a reason.
    pub fn lacks_reason(&self) -> bool {
        self.reason.is_empty() && [&self.lock, &self.floor, &self.cap].iter().any(|text| !text.is_empty())
    }

    /// The text of a field.
    pub fn text(&self, field: UnitAllocationField) -> &str {
        match field {
            UnitAllocationField::Weight => &self.weight,
            UnitAllocationField::Lock => &self.lock,
            UnitAllocationField::Floor => &self.floor,
            UnitAllocationField::Cap => &self.cap,
            UnitAllocationField::Reason => &self.reason,
        }
    }

    pub(super) fn text_mut(&mut self, field: UnitAllocationField) -> &mut String {
        match field {
            UnitAllocationField::Weight => &mut self.weight,
            UnitAllocationField::Lock => &mut self.lock,
            UnitAllocationField::Floor => &mut self.floor,
            UnitAllocationField::Cap => &mut self.cap,
            UnitAllocationField::Reason => &mut self.reason,
        }
    }
}

/// Reads a typed figure, in the unit of the target.
pub(super) fn read_part(text: &str, unit: &Unit) -> Result<Option<Exact>, ()> {
    read_typed(text, unit).map(|value| value.map(Quantity::exact)).map_err(|_| ())
}

/// Reads a typed weight: any figure from 0.
fn read_weight(text: &str) -> Result<Option<Exact>, ()> {
    read_part(text, &Unit::new("万元"))
}

/// Reads a typed rate or share above 0; a share at most 1.
pub(super) fn read_fraction(text: &str, slot: TargetSlot) -> Result<Option<Exact>, ()> {
    let value = read_typed_share(text).map_err(|_| ())?;
    let fine = value
        .as_ref()
        .is_none_or(|value| *value > Exact::zero() && (slot != TargetSlot::Share || *value <= Exact::one()));
    if fine { Ok(value) } else { Err(()) }
}

/// True if the field rejects the text, read in the unit of the target.
pub fn is_unread(pack: &Pack, row: &RowId, slot: TargetSlot, field: UnitAllocationField, text: &str) -> bool {
    match (field, slot, target_unit(pack, row)) {
        (UnitAllocationField::Reason, ..) => false,
        (UnitAllocationField::Weight, ..) => read_weight(text).is_err(),
        (_, TargetSlot::Rate | TargetSlot::Share, _) => read_fraction(text, slot).is_err(),
        (.., Some(unit)) => read_part(text, unit).is_err(),
        (.., None) => false,
    }
}

impl SlotAllocation {
    /// Divides a total, in the order of the units; `basis` gives a unit's figure for the allocation key.
    pub fn allocated_by(
        &self,
        total: &Exact,
        unit: &Unit,
        units: &[String],
        basis: impl Fn(usize) -> Option<Exact>,
    ) -> Result<Vec<Exact>, AllocationProblem> {
        let mut recipients = Vec::new();
        let mut without = Vec::new();
        for (place, id) in units.iter().enumerate() {
            let part = self.parts.get(id).cloned().unwrap_or_default();
            let read = |field: UnitAllocationField| {
                read_part(part.text(field), unit).map_err(|()| AllocationProblem::Unread(place, field))
            };
            let (lock, floor, cap) =
                (read(UnitAllocationField::Lock)?, read(UnitAllocationField::Floor)?, read(UnitAllocationField::Cap)?);
            let own = read_weight(&part.weight)
                .map_err(|()| AllocationProblem::Unread(place, UnitAllocationField::Weight))?;
            let weight = match &self.basis {
                AllocationKey::Equal => Some(Exact::one()),
                AllocationKey::Series(..) => basis(place),
                AllocationKey::Own => own,
            };
            if weight.is_none() && lock.is_none() {
                without.push(place);
            }
            recipients.push(Recipient { weight: weight.unwrap_or_default(), lock, floor, cap });
        }
        if !without.is_empty() {
            return Err(AllocationProblem::NoBasis(without));
        }
        allocate(total, &unit.allocation_step(), &recipients).map_err(AllocationProblem::AllocationError)
    }

    /// A unit's own rate or share, if one is set.
    fn fraction(&self, id: &str, slot: TargetSlot) -> Result<Option<Exact>, ()> {
        self.parts.get(id).map_or(Ok(None), |part| read_fraction(&part.lock, slot))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DeskChange, Received};
    use super::*;
    use crate::packs;
    use crate::workspace::{Action, PackRef, Workspace};

    #[test]
    fn a_province_shares_out_what_the_pack_asks_of_it() {
        let open = packs::open(packs::BUILT_IN).unwrap();
        let pack = &open.pack;
        let pack_ref = PackRef { id: pack.id.clone(), sha256: open.sha256.clone() };
        let mut desk = Workspace::new("p".to_owned(), "省".to_owned(), Level::Province, pack_ref.clone());
        let (row, slot) = (RowId::new("1"), TargetSlot::Year(Year::new(2023).unwrap()));
        let parts = |workspace: &Workspace| match allocated(
            pack,
            &workspace.entries,
            &workspace.desk_at_work(pack),
            &row,
            slot,
        ) {
            Ok(Allocated::Parts { parts, .. }) => parts.iter().map(ToString::to_string).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        // SPEC: 1800 over 13 equal units.
        assert_eq!(parts(&desk), [vec!["139"; 6], vec!["138"; 7]].concat());
        let mut act = |change: DeskChange| desk = Action::AtDesk(change).apply(&desk, pack).unwrap();
        let typed = |unit: &str, field, text: &str| {
            DeskChange::PartTyped(row.clone(), slot, unit.to_owned(), field, text.to_owned())
        };
        act(typed("xian", UnitAllocationField::Lock, "６００"));
        act(typed("tongchuan", UnitAllocationField::Cap, "50"));
        // 1150 for the other eleven: 104.54 each, so six get 105.
        assert_eq!(parts(&desk), [vec!["600", "50"], vec!["105"; 6], vec!["104"; 5]].concat());
        let mut act = |change: DeskChange| desk = Action::AtDesk(change).apply(&desk, pack).unwrap();
        act(typed("xian", UnitAllocationField::Lock, "1801"));
        let trouble = |workspace: &Workspace| {
            allocated(pack, &workspace.entries, &workspace.desk_at_work(pack), &row, slot).unwrap_err()
        };
        let over = AllocationError::LocksExceed(Exact::one());
        assert_eq!(trouble(&desk), AllocationProblem::AllocationError(over));
        let mut act = |change: DeskChange| desk = Action::AtDesk(change).apply(&desk, pack).unwrap();
        act(typed("xian", UnitAllocationField::Lock, "很多"));
        assert_eq!(trouble(&desk), AllocationProblem::Unread(0, UnitAllocationField::Lock));
        let mut act = |change: DeskChange| desk = Action::AtDesk(change).apply(&desk, pack).unwrap();
        act(typed("xian", UnitAllocationField::Lock, ""));
        let series = SeriesId::new("sme_inflow_patents");
        act(DeskChange::AllocationKeyChosen(
            row.clone(),
            slot,
            AllocationKey::Series(series.clone(), Year::new(2020).unwrap()),
        ));
        assert!(matches!(trouble(&desk), AllocationProblem::NoBasis(units) if units.len() == 13));
        // Everything else is allocated; what cannot be is listed.
        let AllAllocated { targets, troubles } = allocate_all(pack, &desk.entries, &desk.desk_at_work(pack));
        assert_eq!((targets.len(), troubles.len()), (13, 1));
        let total: Exact = targets
            .values()
            .map(|of| of[&RowId::new("11")].of(TargetSlot::Year(Year::new(2021).unwrap())).unwrap())
            .sum();
        assert_eq!(total, Exact::from_integer(45.into()));
        assert!(targets.values().all(|of| !of.contains_key(&RowId::new("5"))), "rates carry over");
        // A unit takes over what was issued to it; its old target is kept.
        let mut city = Workspace::new("c".to_owned(), "西安市".to_owned(), Level::City, pack_ref);
        city = Action::TargetTyped(RowId::new("13"), TargetSlot::Total, "9".to_owned()).apply(&city, pack).unwrap();
        let issued = crate::workspace::IssuedTargets {
            issue: crate::workspace::TakenIssue {
                by: "省".to_owned(),
                number: 1,
                day: Day::parse("2022-03-01").unwrap(),
            },
            document: "示例1号".to_owned(),
            targets: targets["西安市"].clone(),
        };
        city = Action::IssueTaken(Box::new(issued)).apply(&city, pack).unwrap();
        assert_eq!(city.entries.targets, targets["西安市"]);
        assert_eq!(city.issues_taken.len(), 1);
        let revision = &city.entries.revisions[0];
        assert_eq!((revision.old.to_string().as_str(), revision.reason.as_str()), ("9", "省示例1号"));
        let received = Received::of(&city, "now".to_owned());
        assert_eq!(desk.desk_at_work(pack).unit_named("西安 市").map(|unit| unit.id.as_str()), Some("xian"));
        assert_eq!(received.entries.unit, "西安市");
    }

    #[test]
    fn the_rate_of_all_follows_from_bases_and_rates() {
        let whole = |number: i64| Exact::from_integer(number.into());
        let rate = |percent: i64| Exact::new(percent.into(), 100.into());
        // 100·1.1 + 300·1.3 = 500 from 400: 25 % in one year.
        let bases = [Some(whole(100)), Some(whole(300))];
        assert_eq!(following_rate(&bases, &[rate(10), rate(30)], 1), Some(rate(25)));
        assert_eq!(following_rate(&[Some(whole(100)), None], &[rate(10), rate(30)], 1), None);
        assert_eq!(following_rate(&[Some(whole(0))], &[rate(10)], 3), None);
    }
}
