//! Merging two tabs' scenarios.

use super::{Conflict, three_way};
use crate::workspace::{Field, Scenario, Workspace};
use std::rc::Rc;

/// Copies what only the other side changed. Returns what both did.
pub(super) fn merge(mine: &mut Rc<[Scenario; 2]>, base: &Workspace, theirs: &Workspace) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let sides = base.scenarios.iter().zip(theirs.scenarios.iter());
    for (index, (mine, (base, theirs))) in Rc::make_mut(mine).iter_mut().zip(sides).enumerate() {
        if three_way::value(&base.name, &theirs.name, &mut mine.name) {
            conflicts.push(Conflict::ScenarioName(index));
        }
        let disputed = three_way::map(&base.figures, &theirs.figures, &mut mine.figures);
        let field = |(series, year)| Conflict::Scenario(Field::Supposed(index, series, year));
        conflicts.extend(disputed.into_iter().map(field));
    }
    conflicts
}
