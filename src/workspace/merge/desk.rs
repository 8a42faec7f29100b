//! Merging two tabs' desks.

use super::{Conflict, three_way};
use crate::workspace::desk::{Desk, DeskUnit, Issue};
use std::rc::Rc;

/// Copies what only the other side changed. Returns the names of the units that both changed, and what else both did.
pub(super) fn merge(merged: &mut Rc<Desk>, base: &Desk, theirs: &Rc<Desk>) -> (Vec<String>, Vec<Conflict>) {
    if **theirs == *base || theirs == merged {
        return (Vec::new(), Vec::new());
    }
    if **merged == *base {
        *merged = Rc::clone(theirs);
        return (Vec::new(), Vec::new());
    }
    let desk = Rc::make_mut(merged);
    let kept = units(desk, base, theirs);
    let name = |id: &String| theirs.unit(id).or(base.unit(id)).map_or_else(|| id.clone(), |unit| unit.name.clone());
    let overlaps = three_way::map(&base.overlaps, &theirs.overlaps, &mut desk.overlaps);
    let mut conflicts: Vec<_> = overlaps.iter().map(|id| Conflict::Overlap(name(id))).collect();
    let allocations = three_way::map(&base.allocation, &theirs.allocation, &mut desk.allocation);
    conflicts.extend(allocations.into_iter().map(|(row, slot)| Conflict::Allocation(row, slot)));
    if three_way::value(&base.scoring, &theirs.scoring, &mut desk.scoring) {
        conflicts.push(Conflict::Scoring);
    }
    // Issues of both sides stay; the other side's follow with new numbers.
    for issue in theirs.issued.iter().filter(|issue| !base.issued.contains(issue)) {
        if !desk.issued.contains(issue) {
            let number = desk.issued.last().map_or(0, |last| last.number).saturating_add(1);
            desk.issued.push(Rc::new(Issue { number, ..(**issue).clone() }));
        }
    }
    (kept, conflicts)
}

/// The units, whose order breaks ties and is kept. Returns the names of those that both sides changed.
fn units(desk: &mut Desk, base: &Desk, theirs: &Desk) -> Vec<String> {
    let mut kept = Vec::new();
    for unit in &theirs.units {
        let (was, own) = (base.unit(&unit.id), desk.units.iter_mut().find(|own| own.id == unit.id));
        match own {
            Some(own) if Some(&*own) == was => *own = Rc::clone(unit),
            Some(own) if own != unit && Some(unit) != was => kept.push(own.name.clone()),
            // A unit that is new there is copied. A unit removed here but changed there stays: nothing handed
            // in is lost.
            None if Some(unit) != was => desk.units.push(Rc::clone(unit)),
            _ => {}
        }
    }
    let gone = |unit: &Rc<DeskUnit>| base.unit(&unit.id) == Some(unit) && theirs.unit(&unit.id).is_none();
    desk.units.retain(|unit| !gone(unit));
    kept
}
