//! Consolidation of everything that was handed in: each unit's verdicts, and those of the sums.

use super::{Desk, DeskUnit};
use crate::domain::attainment::{Assessment, assess};
use crate::domain::consolidation::{Member, situation_of_sums};
use crate::domain::figures::{Figures, Situation};
use crate::domain::policy::{Pack, RowId};
use crate::domain::quantity::{Day, Year};
use crate::workspace::Workspace;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The result of a consolidation.
pub struct Consolidated {
    /// The desk with its units listed.
    pub desk: Desk,
    /// The units, in their order.
    pub units: Vec<ConsolidatedUnit>,
    /// The figures of a unit that has handed in nothing: none.
    nothing: Figures,
    /// The consolidating unit itself; `None` without an as-of day.
    pub own: Option<Situation>,
    /// The same with the summed figures, and its verdicts.
    pub together: Option<(Situation, Assessment)>,
}

/// A unit with its results.
pub struct ConsolidatedUnit {
    /// The unit.
    pub unit: Rc<DeskUnit>,
    /// The input of its assessment; `None` if it has handed in nothing.
    pub situation: Option<Situation>,
    /// Its verdicts.
    pub assessment: Option<Assessment>,
    /// Rows that do not apply to it.
    pub not_applicable: BTreeSet<RowId>,
    /// False if its figures are included in another unit's.
    pub counts: bool,
}

impl Consolidated {
    /// Consolidates a workspace's desk, as of the workspace's day and with its readings.
    pub fn of(pack: &Pack, workspace: &Workspace) -> Consolidated {
        let desk = workspace.desk_at_work(pack);
        let own = workspace.situation();
        let unit = |unit: &Rc<DeskUnit>| {
            let situation = own.as_ref().and_then(|own| unit.situation(own, &desk.given_to(&unit.name)));
            ConsolidatedUnit {
                assessment: situation.as_ref().map(|situation| assess(pack, situation)),
                not_applicable: situation.as_ref().map(|one| one.not_applicable.clone()).unwrap_or_default(),
                counts: !desk.is_held(&unit.id),
                unit: Rc::clone(unit),
                situation,
            }
        };
        let units: Vec<_> = desk.units.iter().map(unit).collect();
        let mut consolidated = Consolidated { desk, units, nothing: Figures::default(), own, together: None };
        consolidated.together = consolidated.own.as_ref().map(|own| {
            let together = situation_of_sums(pack, own, &consolidated.members());
            let assessment = assess(pack, &together);
            (together, assessment)
        });
        consolidated
    }

    /// The units as members of the sums; a unit that has handed in nothing has only blanks.
    pub fn members(&self) -> Vec<Member<'_>> {
        let members = self.units.iter().map(|unit| Member {
            figures: unit.situation.as_ref().map_or(&self.nothing, |situation| &situation.figures),
            not_applicable: &unit.not_applicable,
            counts: unit.counts,
        });
        members.collect()
    }

    /// Units within another one where both have a file and the overlap is not answered: the outer unit's name,
    /// then the inner one's.
    pub fn unanswered_overlaps<'a>(&'a self, pack: &'a Pack) -> Vec<(&'a str, &'a str)> {
        let present = |id: &str| self.desk.unit(id).filter(|unit| unit.received.is_some());
        let open = pack.units.iter().filter(|inner| !self.desk.overlaps.contains_key(&inner.id));
        let both = open.filter_map(|inner| {
            present(&inner.id)?;
            Some((present(inner.within.as_ref()?)?.name.as_str(), inner.name.as_str()))
        });
        both.collect()
    }

    /// Units left out of all sums because an outer unit includes them: the outer unit's name, then the inner
    /// one's.
    pub fn held<'a>(&'a self, pack: &'a Pack) -> Vec<(&'a str, &'a str)> {
        let name = |id: &str| self.desk.unit(id).map(|unit| unit.name.as_str());
        let held = self.units.iter().filter(|unit| !unit.counts);
        let pair = |unit: &'a ConsolidatedUnit| {
            let outer = pack.units.iter().find(|known| known.id == unit.unit.id)?.within.as_ref()?;
            Some((name(outer)?, unit.unit.name.as_str()))
        };
        held.filter_map(pair).collect()
    }

    /// The units that have handed in something.
    pub fn present(&self) -> Vec<&ConsolidatedUnit> {
        self.units.iter().filter(|unit| unit.situation.is_some()).collect()
    }
}

/// The year to show first: in the first quarter the previous year, since the new one has few figures yet.
pub fn year_shown(pack: &Pack, as_of: Day) -> Year {
    let year = if as_of.month() <= 3 { as_of.year().previous() } else { None };
    year.unwrap_or(as_of.year()).clamp(pack.first_year, pack.last_year)
}
